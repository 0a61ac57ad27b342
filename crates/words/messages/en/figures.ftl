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
how-working-days-of-service = The limit of each case is the number of working days that the list of services promises for its service; the day of acceptance does not count. Time within a special procedure does not count.
figure-no-service-limit = the list of services promises no limit for its services; the office enters it with the services, or brings it in
figure-no-services = the case records name no services, so nobody can tell by whose limit a case is counted
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
milestone-returned = Papers sent back
milestone-named = { $name }
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

nav-processes = Processes
processes-lead = What the cases of each service really went through, made from the case records.
processes-search = Name or code of a service
processes-none = No process is known yet: once case records are taken in, the services are listed here.
process-units = { $units } units
process-all-units = All units
process-all-years = All of the time
process-period = Year (of the last step)
process-than = Compare with
process-than-none = Nothing
process-show = Show
process-about = { $cases } cases, records as of { $as_of }.
process-no-cases = This unit has no case of this service in that time. Choose another unit or year.
process-numbers = The process in numbers
process-what = What is counted
process-steps-each = Steps a case
process-handovers-each = Hand-overs a case (two steps in a row by different people)
process-rework-each = Steps done again a case
process-visits-each = Visits a case
process-ways-count = Ways through (another order is another way)
process-map = Map of the process
process-map-title = Map of the process of “{ $service }”: boxes are steps, on the lines stand how often and the median of the time between
process-map-table = As a table
process-drawn = { $activities } of { $of_activities } steps and { $steps } of { $of_steps } lines are drawn, the most frequent first.
process-detail = How much of it:
process-from = Step
process-to = Next step
process-times = How often
process-time = Median time between
process-ways = The most frequent ways through
process-ways-in-all = { $ways } ways in all; the { $listed } most frequent are listed.
process-ways-all = { $ways } ways in all.
process-steps = The steps in order
process-share = Share
process-start = Start
process-end = End
milestone-visit = The applicant comes in person

before-after = Before and after
before-after-title = Before and after { $day }
before-after-day = The day between
before-after-show = Compare
before-after-named = The brand came into force: { $day }
before-after-changed = The promise as it is now came into force: { $day }
before-after-no-day = “{ $typed }” is no day. Write it as 2025-09-01.
before-after-settled = Settled cases
before-after-few = One side has fewer than 30 cases: the interval is wide, quote it with care.
before-after-how = How it is counted
before-after-rule = Cases of both sides are held to the promise as it is now, whatever its words were then; the day on which its clock starts puts a case before or after. Intervals of the differences: Newcombe's for the kept share, a bootstrap for the median (2,000 resamples, a fixed seed, so that it can be made again). Where the interval has zero in it, no change is shown. Other things may have changed at the same time: a comparison alone gives no cause.

api-title = API
api-lead = Units, services, brands, promises and how often they were kept, for programs; and a way in for case records.
api-document = The description (OpenAPI)
api-catalogue = The catalogue of data (DCAT)
api-services = The services (CPSV-AP)
api-key-of-figures = The key with which figures are signed
api-paging = Lists are in the order of their ids, { $items } items at once, { $most } where asked for; “next” is the address where the list goes on, and null at its end.
api-errors = What cannot be done is told as application/problem+json: what is wrong, and what to do. Answers have an ETag, for If-None-Match.
api-needs-key = It needs a key: Authorization: Bearer KEY. The data steward makes keys on the page “Records”.
api-parameters = Parameters
api-answers = Answers
api-try = Try it
api-no-number = “{ $name }” must be a whole number, and is “{ $text }”.
api-limit = “limit” must be a whole number from 1 to { $most }.
api-no-key = There is no key, or it was revoked. Write Bearer and the key into Authorization; the data steward makes keys on the page “Records”.
api-media-type = The content type “{ $kind }” is not known. Use application/x-ndjson, text/csv, that of XLSX, Parquet or XES, or application/octet-stream with the file's name in “name”.
api-idempotency = Idempotency-Key must have 1 to 200 characters.
api-used-name = This Idempotency-Key was used for something else. Only the same may be sent again under it; take another for what is new.
api-line-wrong = Line { $line } is no record: { $detail }. Write a JSON object on each line.
api-national-no-rows = This source is read as the national tables: send its files as they are, and not as NDJSON.
api-method = This address does not take that method; Allow says which it takes.
keys-title = Keys for programs
keys-lead = Let the case system send its records by itself, without anybody exporting and uploading. A key may send records to this one source, and do nothing else.
keys-once = This is the new key, shown this once. Give it to the program that needs it:
keys-name = Which program has it
keys-name-hint = Such as: permit platform, every night
keys-at = Made
keys-state = State
keys-revoke = Revoke
keys-revoked = The key is revoked: no records come in by it any more.
keys-revoked-at = Revoked at { $at }
keys-new = Make a key
keys-make = Make

calendar-title = Working calendar
calendar-lead = All promises count working days on this calendar: the holidays and make-up workdays that the General Office of the State Council publishes.
calendar-years = The years { $first } to { $last } are known.
calendar-days = Days that were added
calendar-days-hint = Write date,kind,name in the first line, then a day a line, such as 2027-01-01,holiday,元旦; a day that is worked instead is 2027-02-13,workday,春节. Days that are built in as well are as they are here.
calendar-saved = The calendar is saved, and everything is measured again by it.
calendar-missing = the calendar lacks a year
calendar-missing-year = The holidays of { $year } are not known yet
calendar-missing-why = Without them limits that reach into next year cannot be counted. Add them once they are published.
calendar-add = Add them

card-title = Process cards
card-none = There is no card yet. Write down how many documents, visits and days it takes now, and a card for each change: the difference and what it saves are then counted.
card-one = There is one card. Write another after the next simplification: what changed and what it saves in a year will stand here.
card-by-date = The cards by date
card-from = From which day on
card-steps = Steps in the office
card-documents = Documents asked for
card-visits = Visits
card-fee = Fee (yuan)
card-statutory = Statutory limit (working days)
card-promised = Promised limit (working days)
card-hours = The applicant's time (hours)
card-outlays = The applicant's outlays (yuan)
card-tariff = Worth of an hour (yuan)
card-sources = Sources
card-sources-hint = Where time, outlays and the worth of an hour come from, such as: 40 cases looked at in March 2025; average wage published by the bureau of statistics.
card-cost = Cost of a case
card-compression = Shorter than the law
card-yuan = { $number } yuan
card-limits = Law, promise, measured
card-law = Law
card-promise = Promise
card-measured = Nine in ten, measured
card-nothing = nothing changed
card-change-documents = documents from { $before } to { $after }
card-change-visits = visits from { $before } to { $after }
card-change-steps = steps from { $before } to { $after }
card-change-promised = the promised limit from { $before } to { $after } working days
card-changed = “{ $service }”, from { $first } to { $last }: { $changes }.
card-saves = Each case saves the applicant { $each }; with the { $cases } cases that the records have of { $year }, { $total } a year.
card-costs-more = Each case costs the applicant { $each } more; with the { $cases } cases that the records have of { $year }, { $total } a year.
card-no-volume = There are no records of this service yet, so the number of cases is not known and no sum of a year is given.
card-no-cost = What is saved can be counted when both cards say the time and the worth of an hour.
card-rule = Standard Cost Model: worth of an hour × time + outlays + fee, times the cases of a year as the records have them; the difference of two cards is counted with the later year's cases. Times are those of somebody who goes about it normally.
card-new = Write a new card
card-remove = Remove
card-added = The card is saved.
card-removed = The card is removed; the log still has it.
card-no-number = “{ $field }” must be a number, and is “{ $typed }”. Leave it empty if it is not known.
card-needs-sources = Time and money need a source, so that others can look it up.
card-empty = Fill in one of them at least.

odd-of-source = What is odd about the records themselves is published too, for whoever reads the figure; these are all records of their source:
promise-last-day = Of the { $kept } cases in time, { $last } ({ $share }) were closed on the last day of the limit.
figure-names-nobody = The records of this source name neither units nor services, so nobody can tell whose cases they are. Give the source to a unit, or choose the column of the unit or of the service when it is brought in.
act-card-added = Process card written
act-card-removed = Process card removed
act-key-made = Key made
act-key-revoked = Key revoked

mapping-satisfaction = In { $column }, which code is very satisfied?
mapping-satisfaction-1 = 1 is very satisfied, 5 very dissatisfied
mapping-satisfaction-5 = 5 is very satisfied, 1 very dissatisfied
mapping-satisfaction-no = I am not sure: leave the ratings out
mapping-satisfaction-needed = Choose one: the national standard has 1 for very satisfied, some systems have it the other way round, and it is not guessed.
mapping-choose = Choose
ratings = { $all } ratings: { $one } very satisfied, { $two } satisfied, { $three } fairly satisfied, { $four } dissatisfied, { $five } very dissatisfied{ $other ->
    [0] .
   *[other] ; and { $other } whose code is not from 1 to 5.
 }
act-service-promised = change what is promised of a service
