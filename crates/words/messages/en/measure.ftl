# What is said in measuring.

bad-rows =
    { $count ->
        [one] one row cannot be read
       *[other] { $count } rows cannot be read
    }, the first in `{ $file }`, line { $line }: { $problem }. Nothing was changed. Mend the file, or leave such rows out with --skip-bad-rows
no-cases = the records hold no case with a time; check `[source]` with `mingpai inspect`
nobody-starts =
    no case can begin the promise `{ $promise }`: the records have none of the activities of `{ $milestone }` ({ $wanted }){ $nearest ->
        [0] {""}
       *[other] ; did you mean `{ $nearest }`?
    }
nobody-carries = no case can begin the promise `{ $promise }`: no record has a value in `{ $field }`, which is `{ $milestone }`
case-in-unknown-year = the case { $case } of the promise `{ $promise }` needs the year { $year }, but the calendar { $calendar } knows { $first } to { $last }; add the year with `mingpai calendar import { $calendar } FILE.csv` (date,kind,name)
as-of-in-unknown-year = the figures are as of { $as_of }, but the calendar { $calendar } knows { $first } to { $last }; add the year { $year } with `mingpai calendar import { $calendar } FILE.csv` (date,kind,name), or give an earlier --as-of
calendar-wrong = the calendar of the plan is wrong: { $problem }
no-such-calendar =
    there is no calendar `{ $name }`{ $nearest ->
        [0] {""}
       *[other] ; did you mean `{ $nearest }`?
    } `mingpai calendar import { $name } FILE.csv` adds one
too-many-milestones = the promises speak of more than { $most } milestones; divide the plan
too-many-fields = the promises speak of more than { $most } fields of the records; divide the plan
spill-failed = there was not enough memory, and what had to be put aside could not be written: { $detail }

no-such-activity =
    the milestone `{ $milestone }` names the activity `{ $activity }`, which the records do not have{ $nearest ->
        [0] {""}
       *[other] ; did you mean `{ $nearest }`?
    }
field-never-set = no record has a value in `{ $field }`
no-such-scope =
    the promise `{ $promise }` is made for the { $kind ->
        [unit] unit
       *[service] service
    } `{ $name }`, which the records do not have{ $nearest ->
        [0] {""}
       *[other] ; did you mean `{ $nearest }`?
    }
reversed-times =
    { $cases ->
        [one] one case ends before it begins
       *[other] { $cases } cases end before they begin
    } (promise `{ $promise }`); the time they took counts as none
extensions-recorded =
    { $extensions ->
        [one] one record of an extension (特别程序种类代码 1) stands in the records; an extension moves no limit
       *[other] { $extensions } records of an extension (特别程序种类代码 1) stand in the records; an extension moves no limit
    }
repeated-events =
    { $events ->
        [one] one event stands in a later file again and was
       *[other] { $events } events stand in a later file again and were
    } counted once
calendar-lacks-next-year = the calendar { $calendar } does not know { $year } yet, so that deadlines in that year are unknown; when the list of holidays is out, add it with `mingpai calendar import { $calendar } FILE.csv`

calendar-unknown-year = the calendar { $calendar } knows { $first } to { $last }, not { $year }; add the year with `mingpai calendar import { $calendar } FILE.csv` (date,kind,name)
calendar-missing-years = the calendar { $calendar } has days for { $before } and { $after }, but none for the years between
calendar-empty = the calendar { $calendar } has no days
calendar-contradiction = the calendar { $calendar } lists { $date } as a holiday and as a workday
calendar-no-hours = the calendar { $calendar } has no office hours; write office_hours = ["09:00-12:00", "13:30-17:30"]
calendar-hours = `{ $text }` is not office hours; write "09:00-12:00", in order and without overlap
calendar-season = `{ $from }` to `{ $until }` is not a season; write both as "06-01", or both as "2025-06-01"
calendar-list = line { $line } of the list: `{ $text }` is not date,kind,name with the kind holiday or workday
