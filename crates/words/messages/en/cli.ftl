# What the command line says.

error = error: { $text }
warning = warning: { $text }
note = note: { $text }
in-file = in `{ $file }`: { $text }

argument-unknown =
    there is no option `{ $argument }`{ $nearest ->
        [0] ;
       *[other] ; did you mean `{ $nearest }`?
    } `mingpai --help` shows what there is
argument-unknown-command =
    there is no command `{ $command }`{ $nearest ->
        [0] ;
       *[other] ; did you mean `{ $nearest }`?
    } `mingpai --help` shows what there is
argument-missing = { $argument } is missing; `mingpai COMMAND --help` shows what the command needs
argument-value = `{ $value }` cannot be the value of { $argument }
argument-conflict = { $argument } cannot go together with { $other }
argument-no-command = say what to do: { $commands }; `mingpai --help` shows what each does
argument-too-many = `{ $value }` is one too many; `mingpai COMMAND --help` shows what the command takes
argument-by-twice = --by names `{ $dimension }` twice
argument-other = { $detail }

no-sources = name the files with the case records, or a store with --store DIR
no-promises = the plan `{ $file }` has no [[promise]]; write one, or ask for --process only
as-of-unreadable = `{ $value }` is not an instant; write --as-of 2025-09-30 or --as-of 2025-09-30T17:30:00
compare-by-month = before and after are compared by unit and service; a month or a year lies on one side only
outcomes-ending = `{ $file }` must end in .csv or .parquet
cannot-write = `{ $file }` cannot be written: { $detail }
would-write-over = the result cannot be written to `{ $file }`, which is read, or lies in a folder that is: choose another name
written-twice = two results would be written to `{ $file }`: choose another name for one
bad-rows-left-out =
    { $rows ->
        [one] one row of `{ $source }` could not be read and was
       *[other] { $rows } rows of `{ $source }` could not be read and were
    } left out; with the reasons in `{ $file }`

progress-reading = reading

summary = { $events } events, { $cases } cases, { $first } to { $last }. As of the last instant in the records, { $as_of } ({ $zone }).
summary-nothing = no record is from { $as_of } ({ $zone }) or earlier
summary-as-of = { $events } events, { $cases } cases, { $first } to { $last }. As of { $as_of } ({ $zone }).

column-unit = unit
column-service = service
column-month = month
column-year = year
column-promise = promise
column-cases = cases
column-share = share
column-interval = interval
column-target = target
column-p50 = median
column-p90 = 90 %
column-unit-of-time = counted in

outcome-kept = kept
outcome-broken = broken
outcome-overdue = overdue
outcome-running = running
outcome-withdrawn = withdrawn
outcome-not-started = not started
outcome-no-due = no due

unit-working-day = working days
unit-calendar-day = days
unit-minute = hours:minutes
unit-event = events

days = { $n } d
minutes = { $n } min
target-reached = { $target } reached
target-missed = { $target } missed

side-before = before { $split }
side-after = from { $split }
share-changed = The kept share changed by { $difference } points (95 % interval { $low } to { $high }).
share-not-changed = No change of the kept share is shown: { $difference } points, 95 % interval { $low } to { $high }.
median-changed = The median changed by { $difference } (95 % interval { $low } to { $high }).
median-not-changed = No change of the median is shown: { $difference }, 95 % interval { $low } to { $high }.
nothing-to-compare = One side has nothing to compare.

deadline-after-calendar = the deadline lies after { $last }, the last year that the calendar { $calendar } knows; add { $year } with `mingpai calendar import { $calendar } FILE.csv`
calendar-name = `{ $name }` cannot be the name of an imported calendar; use letters, digits, - and _, but not `weekdays`
calendar-imported = the calendar { $calendar } now has { $years }; kept in `{ $file }`
calendar-few-days = of { $year } only { $days } days off are listed, where every year since 2004 has had 22 or more: holidays that are not listed count as working days, so import the whole list of the year
calendar-overrides = { $date } is not what the official notice says; the imported list counts
calendar-listed = { $calendar }: { $first } to { $last }
calendar-listed-weekdays = weekdays: Monday to Friday, no holidays

no-files = name the files to take in
imported =
    import { $id }: { $events } events of { $files ->
        [one] one file
       *[other] { $files } files
    } are now in `{ $store }`; `mingpai intake --store { $store } --undo { $id }` takes them back
nothing-new = nothing new; `{ $store }` is as it was
import-undone =
    import { $id } with { $files ->
        [one] its file
       *[other] its { $files } files
    } was taken back
store-empty = the store holds no imports yet
no-chance = the system gives no random numbers: { $detail }

column-import = import
column-at = at
column-file = file
column-events = events
column-bad-rows = rows left out


# Drafts (inspect).
draft-title =
    This is what mingpai inspect { $sources } found, and below it a draft of a plan.
    All of this text is one plan file. Check it line by line, above all the milestones and the promise, keep it as plan.toml, then:
      mingpai measure { $sources } --plan plan.toml{ $options }
draft-counted = { $events } events, { $cases } cases, { $first } to { $last }.
draft-bad-rows = Rows that cannot be read: { $rows }; the first is line { $line } of “{ $file }”: { $problem }. Mend the file, or leave such rows out with --skip-bad-rows as in the command above.
draft-text-table = “{ $name }”: a text table, { $encoding }, { $delimiter } between columns, headings in row { $row }.
draft-table = “{ $name }”: a table ({ $format }), headings in row { $row }.
draft-log = “{ $name }”: { $format }.
draft-columns = Columns of “{ $name }” (from its first { $rows } rows): name, content, different values, the most frequent ones
draft-object-types = Types of objects, number of objects, number of related events:
draft-activities = { $number ->
        [one] One activity: how often, cases that begin with it, cases that end with it
       *[other] { $number } activities: how often, cases that begin with it, cases that end with it
    }
draft-more = And { $number } more.
draft-lacks = no column looks like { $key }; name it under [source] of the draft
draft-preset = the national tables of case records (GB/T 39046-2020), told by their headings, joined by 办件编号
draft-object-type = which objects are the cases
draft-case = what tells cases apart
draft-activity = what was done
draft-at = when
draft-actor = who did it: kept only as a keyed hash
draft-service = the service
draft-unit = the unit
draft-channel = the channel
draft-sheet = the sheet
draft-zone-words = told from the Chinese words in the records
draft-zone-offsets = told from the offsets that the times carry: check it
draft-zone-nothing = nothing in the records tells it: put your own zone
draft-preset-milestones = The tables themselves have applied, accepted, decided, paused, resumed, document, returned and withdrawn.
draft-by-name = told from its name
draft-by-begin = most cases begin with it
draft-by-end = most cases end with it
draft-own-time = a time that the case itself carries
draft-base-cn = official holidays and make-up workdays of China
draft-base-weekdays = Monday to Friday, no holidays
draft-calendar-zone = dates are taken in this zone
draft-hours = put your own office hours
draft-words = put the words on the plate
draft-limit = put the limit on the plate; 20 working days is the general limit of China’s Administrative Licensing Law, article 42
draft-due = the due that each case carries
draft-days = the number of days that each case carries
kind-empty = nothing
kind-times = times
kind-dates = dates
kind-numbers = whole numbers
kind-text = text
kind-personal = personal: not read
kind-staff = people at the desks: not shown
delimiter-tab = a tab

demo-made-up = This city and all of its figures are made up.
demo-not-ours = `{ $folder }` holds something else than a demo; choose another folder with --dir
demo-reused = `{ $folder }` already holds the case records of this city; they are used as they are
demo-made = { $cases } cases made up and written to `{ $folder }`
demo-plan-kept = The plan `{ $file }` has been changed; it is measured as it now stands
demo-next =
    To try next:
    { $measure }
    { $compare }
    { $inspect }
list-comma = {", "}
columns-left-out = Left out for want of room: { $columns }. A wider terminal shows them, and so does --format csv.
progress-making-up = Making up
city-no-calendar = the built-in calendar lacks a year that the demo needs: { $detail }
demo-sign-in = To sign in, the password of all these accounts is { $password }:
serving = { $address } is ready. Ctrl-C ends it
serve-failed = the pages cannot be served: { $detail }
runtime-failed = the program cannot begin its work: { $detail }
listen-taken = the address { $address } is taken by another program; choose another port, as in --listen 127.0.0.1:8081
oidc-address-wrong = { $name } in [oidc] is wrong: “{ $address }”. Give a whole https:// address (http://127.0.0.1 will do on this machine)
oidc-file-unreadable = the file { $file } named in [oidc] cannot be read: { $detail }. Check its path, permissions and content
listen-refused = this program may not listen on { $address }; ports below 1024 need more rights: choose another, as in --listen 127.0.0.1:8080
listen-failed = this program cannot listen on { $address }: { $detail }. Give an address and a port, as in --listen 127.0.0.1:8080
migrated = The register's tables are up to date.
audit-whole = { $count } entries, and the chain is whole. To check later that nothing before changed, note: --head { $count }:{ $hash }
audit-broken = the audit log is not whole: { $faults } faults
audit-edited = entry { $number } was edited
audit-missing = entry { $number } is missing
audit-displaced = entry { $number } does not follow the one before it
audit-cut-off = the log ends after entry { $after } and had { $of }
audit-not-as-noted = entry { $number } is not the one that was noted
audit-head-wrong = `{ $head }` is no head of a log; it is a number and a hash, as `mingpai audit verify` gives them: 120:9f2c…
admin-made = The account `{ $login }` is made. Its first password, shown this once: { $password }
admin-no-such-role = there is no role `{ $role }`; there are { $roles }
admin-no-such-unit = there is no unit `{ $unit }`
backup-made = { $rows } rows are copied to `{ $file }`, and the file was read back
backup-restored = { $rows } rows came from `{ $file }`
backup-unreadable = `{ $file }` cannot be read: { $detail }
verify-head = { $unit } · { $brand }: { $words } (figures as of { $as_of })
verify-all = all
verify-same = Recomputed from the rows: all { $figures } figures are exactly as published.
verify-signed = The signature fits: signed with this key, and not changed since.
verify-unsigned = The signature was not checked: give the publisher's public key with --key.
demo-measures = measuring the promises of the register
