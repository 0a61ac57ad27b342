figure-never-in-force = this promise was never in force
figure-no-milestone = the case records have no milestone `{ $milestone }`
figure-no-field = the stored case records have no field `{ $field }`
figure-no-limit = this promise has no limit
figure-cannot-say = this promise cannot be written into a plan: { $detail }
order-broke = it was not done: { $detail }
figure-year = Twelve months, { $first } to { $last }
figure-all = All records
figure-of = { $kept } of { $settled } in time, { $late } late{ $overdue ->
    [0] {""}
   *[other] {" "}({ $overdue } of them still open)
 }
figure-interval = 95 % interval: { $low } to { $high }. As of { $as_of }.
figure-interval-few = 95 % interval: { $low } to { $high }. Few cases: not to be compared. As of { $as_of }.
figure-target-reached = target of { $target } reached
figure-target-missed = below the target of { $target }
figure-none = No case records tell this promise yet.
figure-too-few = Fewer than 10 cases are settled: too few to publish a figure.
lasts-working-days = { $number ->
    [one] { $number } working day
   *[other] { $number } working days
 }
lasts-days = { $number ->
    [one] { $number } day
   *[other] { $number } days
 }
lasts-times = { $number ->
    [one] once
   *[other] { $number } times
 }
lasts-minutes = { $number } min
lasts-hours = { $hours } h { $minutes } min
lasts-days-and-hours = { $days ->
    [one] { $days } day
   *[other] { $days } days
 } { $hours } h
how-counted = { $settled } cases were due or decided; { $kept } of them in time. { $rule }{ $overdue ->
    [0] {""}
   *[other] {" "}The { $overdue } that are past their due and still open count as late.
 }
how-working-days = The day of acceptance does not count; whoever decides by the end of working day { $number } is in time. Public holidays and make-up workdays are those announced by the State Council. Time within a special procedure does not count.
how-calendar-days = The day of acceptance does not count; whoever decides by the end of day { $number } is in time, holidays included. Time within a special procedure does not count.
how-calendar-days-roll = The day of acceptance does not count; whoever decides by the end of day { $number } is in time; a last day that is a holiday moves to the next working day. Time within a special procedure does not count.
how-working-hours = Only office hours count; up to { $number } of them is in time. Time within a special procedure does not count.
how-minutes = By the clock, up to { $number } minutes is in time.
how-working-days-of-case = The limit of each case is the number of working days that its record has in “{ $field }”; the day of acceptance does not count. Time within a special procedure does not count.
how-date-of-case = The limit of each case is the date that its record has in “{ $field }”.
how-at-most = Up to { $number ->
    [one] once
   *[other] { $number } times
 } keeps it; one more breaks it, decided or not.
how-by-own-text = Where the limit was changed, each case is judged by the one that was on the plate on the day of acceptance.
how-made-from = Computed from the case records of “{ $source }” up to { $as_of }. Records { $facts }, plan and calendar { $plan }, program { $engine }: the same three give the same figure.
left-out-running = { $cases } cases are still within their limit.
left-out-withdrawn = { $cases } cases were withdrawn or returned.
left-out-not-started = { $cases } cases have no time of acceptance: the promise has not begun.
left-out-no-due = { $cases } cases have no due in their record.
wait-from-promised = from acceptance (as promised)
wait-from-applied = from the application (as you feel it)
promise-waits = How long it takes
promise-waits-from = Counted
promise-waits-half = Half of people
promise-waits-ninety = Nine in ten
promise-pauses = In { $share } of cases the clock stood still (special procedures such as completion, hearing, review), for { $mean } on average; beginning and end are on record.
promise-months = Month by month
promise-months-title = Share in time by month, with 95 % intervals
promise-months-table = As a table
promise-kept-share = In time
promise-merged = { $months } months with fewer than 10 cases are counted in the whole only.
promise-cases = Cases to look at
promise-no-cases = No case is running, overdue or was late.
promise-cases-who = Case numbers are seen by the unit, the office, the steward and the auditor only; the public sees counts.
promise-about = About
promise-how = How this was counted
promise-left-out = What is left out, and why
promise-facts = The promise in full
promise-changes = Changes of the promise
promise-bundle = Download the bundle
promise-bundle-how = The bundle has anonymous rows, the plan and the calendar. `mingpai verify` recomputes these figures from the rows; the key of the signature is at /key.
promise-since-day = Promised since { $day }
promise-if-not = If not kept: { $remedy }
change-promise-from = From { $day }
case-number = Case
case-outcome = State
case-from = From
case-due = Due
case-late = Late or left
case-past-due = { $time } late
case-left = { $time } left
landing-more = More about this figure
landing-half = Half of people had it within { $time }.
bundle-readme = This is a bundle made by Mingpai, from which anyone can recompute the published figures.
    Run: mingpai verify { $file }. The public key of the signature is at /key of the publishing site.
    Each row of outcomes.csv stands for cases that are alike: month of the outcome, month of the end, outcome, time used, past due, number of cases. Months with fewer than 10 settled cases are not named. There are no case numbers and no personal data.
drawing-target = target { $target }
drawing-share = share in time with 95 % interval
drawing-missing = fewer than 10, not published
drawing-of = { $name } · { $cases } cases
drawing-limit = promised: { $time }
drawing-more = more than 〈value〉: 〈count〉
drawing-working-days = working days
drawing-days = days
drawing-minutes = minutes
drawing-times = times
promise-spread = How many took how long
figure-beside = of { $settled }
promise-figure-link = Was it kept? The figure, and how it was counted
today-overdue = { $cases } overdue
today-soon = { $cases } due soon
today-cases-why = Case numbers, dues and time left
today-look = Look
