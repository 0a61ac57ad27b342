figure-never-in-force = this promise was never in force
figure-no-milestone = the case records have no milestone `{ $milestone }`
figure-no-field = the stored case records have no field `{ $field }`
figure-no-limit = this promise has no limit
figure-cannot-say = this promise cannot be written into a plan: { $detail }
order-broke = it was not done: { $detail }
