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
nav-records = Records
job-take-in-records = Take in case records
job-take-back-records = Take an import back
job-measure-promises = Measure promises
records-to-source = Back to the source
records-nothing-new = These files were taken in before; there is nothing new.
records-taken-in = Taken in; { $bad_rows } rows that could not be read were left out. { $promises } promises were measured again.
records-taken-back = Taken back. { $promises } promises were measured again.
records-measured = { $promises } promises were measured; { $left_out } more are told by no record.
records-reading-now = Reading the files
records-measuring = Measuring
records-title = Case records
records-lead = How a source is read is said once; after that each month's export is simply taken in, and what repeats counts once.
records-none = There are no case records yet. Export some from the service platform, and take them in below.
records-name = Source
records-name-hint = For example: the city's service platform
records-unit = Whose cases
records-whole-city = All units of the city
records-imports = Imports
records-as-of = Figures as of
records-new = A new source
records-new-lead = Choose exported files; first you see what is in them, then you say how they are read. Nothing is taken in yet.
records-files = Files
records-files-hint = CSV, Excel (.xlsx), XES, OCEL or Parquet; choose several at once. Choose all tables of GB/T 39046 together.
records-again-hint = Exports in the same form as the first; the whole table exported again will do.
records-look = See what is in them
records-skip = Leave out rows that cannot be read, and take in the others
records-take-in = Take in
records-no-imports = No files were taken in yet.
records-rows = Rows
records-bad-rows = Rows left out
records-take-back = Take this import back
records-take-back-hint = Its records then count no longer; later imports stay.
records-taken-back-at = taken back { $at }
records-reading = How its files are read
records-reading-show = Show
records-measure = Measure again
records-measured-as-of = figures as of { $as_of }, { $promises } promises
records-not-measured = not measured yet
records-cannot-keep = The file was not kept: { $detail }. Check permissions and room of the data folder.
records-cut-off = The file did not arrive whole, or is too large. Nothing was taken in; try again.
records-gone = The files that were sent are not there any more. Choose them again.
records-no-file = No file was chosen. Choose exported files, and send them.
records-hours = Office hours
records-hours-hint = For promises in office hours, such as 09:00-12:00, 13:30-17:30
mapping-title = How these files are read
mapping-lead = This is guessed from what is in the files; please check it. Columns about persons are not read.
mapping-national = These are tables of GB/T 39046: how they are read is known. Only give the source a name.
mapping-none = none
mapping-of-column = { $name } (such as { $examples })
mapping-of-activity = step “{ $name }” ({ $count } times)
mapping-case = Case
mapping-activity = Step (none for a table with one row a case)
mapping-at = Time of the step
mapping-service = Service
mapping-unit = Unit
mapping-actor = Who handled it (only hashes are kept)
mapping-channel = Channel
mapping-needs-milestone = Choose this: without it nothing can be measured.
mapping-needs-case = Choose what tells cases apart, and a time: of the step, or of acceptance and decision.
milestone-applied = Application
milestone-accepted = Acceptance
milestone-decided = Decision
milestone-paused = Clock stopped
milestone-resumed = Clock running again
milestone-withdrawn = Withdrawn or returned
odd-title = Quality of the data
odd-count = Number
odd-share = Share
odd-without-start = Cases without a time of acceptance
odd-without-end = Cases without a time of decision (running, or not filled in)
odd-end-before-start = Cases decided before they were accepted (times may be written by hand)
odd-steps-back = Steps that lie before the one that stands before them
odd-no-length = Steps at the same instant as the one before (an end may be missing)
odd-repeated = Repeated records
act-source-added = Source added
act-source-edited = Source edited
act-records-taken-in = Records taken in
act-records-taken-back = Import taken back
act-measured = Promises measured
clock = Clock
clock-from = Counted from
clock-until = Counted until
clock-delivered = Delivery
clock-unrecorded = in no case record, not measured
clock-target = Target (%)
clock-target-wrong = “{ $target }” is no share between 0 and 100; give one such as 95
clock-words = from { $from } until { $until }{ $target ->
    [0] {""}
   *[other] , target { $target }
 }
change-of-clock = the clock of “{ $promise }” was changed: { $before } became { $after }
figure-unrecorded = no case record has the times between which this promise runs, so it is not measured
records-bad-row = { $count } rows cannot be read, the first on line { $line } of “{ $file }”: { $problem }. Nothing was taken in. Put the file right, or tick “Leave out rows that cannot be read, and take in the others”.
