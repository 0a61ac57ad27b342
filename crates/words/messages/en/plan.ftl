# What can be wrong with a plan file.

plan-syntax = line { $line } of the plan is not TOML: { $detail }
plan-unknown-key =
    line { $line } of the plan: { $section ->
        [0] there is no section `{ $key }`
       *[other] `[{ $section }]` has no key `{ $key }`
    }{ $nearest ->
        [0] {""}
       *[other] ; did you mean `{ $nearest }`?
    }
plan-missing-section = the plan has no section `[{ $section }]`; `mingpai inspect` drafts a plan from your records
plan-missing-key = line { $line } of the plan: `[{ $section }]` needs the key `{ $key }`
plan-wrong-kind =
    line { $line } of the plan: `{ $key }` in `[{ $section }]` must be { $wanted ->
        [text] text in quotation marks
        [list] a list of texts, such as ["one", "two"]
        [whole-number] a whole number of 0 or more
        [number] a number of 0 or more
        [date] a date such as "2025-09-30"
        [tables] a list of tables, such as [{"{"} … {"}"}]
       *[table] a table, such as {"{"} … {"}"}
    }
plan-not-one-of =
    line { $line } of the plan: `{ $key }` cannot be `{ $value }`; it can be { $known }{ $nearest ->
        [0] {""}
       *[other] . Did you mean `{ $nearest }`?
    }
plan-refused-value =
    line { $line } of the plan: `{ $key }` cannot be `{ $value }`; { $wanted ->
        [one-character] write one character, such as ";" or "\t"
        [from-one] rows are counted from 1
        [one-or-five] write 1 or 5: the code of those who are very satisfied
        [needs-best] satisfaction_best = 1 or 5 is missing: the code of those who are very satisfied. The standard has 1, and live systems have it the other way round
        [thousand-years] that is more than a thousand years
       *[share] write a share from 0 to 1, such as 0.95
    }
plan-milestone-kind = line { $line } of the plan: the milestone `{ $name }` needs either `activities` (with `pick`, if you like) or `attribute`
plan-unknown-milestone =
    line { $line } of the plan: the promise `{ $promise }` has { $key } = "{ $name }", but `[milestones]` has no `{ $name }`{ $nearest ->
        [0] {""}
       *[other] ; did you mean `{ $nearest }`?
    }
plan-limit-kind = line { $line } of the plan: the limit of the promise `{ $promise }` needs exactly one of working_days, working_hours, calendar_days, hours, minutes, due, working_days_from, or count with at_most; roll goes with calendar_days
plan-no-office-hours = line { $line } of the plan: the promise `{ $promise }` is counted in office hours; write office_hours = ["09:00-12:00", "13:30-17:30"] in `[calendar]`
plan-overlap = line { $line } of the plan: two promises with the id `{ $promise }` are in force on the same day; give them periods that follow one another with in_force, or ids of their own
plan-mixed-units = line { $line } of the plan: the promises with the id `{ $promise }` are counted in different units; give them ids of their own
plan-period-reversed = line { $line } of the plan: the period in force of the promise `{ $promise }` ends before it begins
