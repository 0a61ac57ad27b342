# The help texts, by command and argument: help-measure-by is `--by` of `measure`.

help-template =
    {"{"}about{"}"}

    Usage: {"{"}usage{"}"}

    {"{"}all-args{"}"}{"{"}after-help{"}"}

help-options = Options
help-arguments = Arguments
help-commands = Commands
help-help = Show this help
help-lang = The language to speak: zh or en; by default that of the system
help-quiet = Say only results, warnings and errors
help-version = Show the version

help-about = Mingpai: every promise on a nameplate, measured from the case records
help-more =
    First look into your records:      mingpai inspect records.csv > plan.toml
    Mend the plan, then measure:       mingpai measure records.csv --plan plan.toml
    Follow a figure to its cases:      mingpai measure records.csv --plan plan.toml --outcomes cases.csv

help-inspect-about = What is in some records, and a draft of a plan for them
help-inspect-more =
    All of the output is one plan file; what was found stands in it as comments. The draft goes by headings and by what stands
    under them, and is for you to check.

    Look at a file:                    mingpai inspect records.xlsx
    Keep the draft, then mend it:      mingpai inspect records.csv > plan.toml
    The national tables, as exported:  mingpai inspect exports/
help-inspect-sources = Files with case records, or a folder of the national tables

help-measure-about = How often each promise was kept, and how long it took
help-measure-more =
    A case is kept when it ended by its due, broken when it ended later, overdue when it is open past its due (and counts as
    broken), running when it is open and in time. The share is kept / (kept + broken + overdue), with its 95 % interval.

    By unit and month, as CSV:         mingpai measure records.xlsx --plan plan.toml --by unit,month --format csv
    As it stood on a day:              mingpai measure records.csv --plan plan.toml --as-of 2025-06-30
    The national tables, as exported:  mingpai measure exports/ --plan gbt39046.toml
    From a store:                      mingpai measure --store store/ --plan plan.toml
help-measure-sources = Files with case records: CSV, XLSX, Parquet, XES (also .gz), OCEL 2.0; a folder of the national tables
help-measure-plan = The plan: how the records are read, and what is promised
help-measure-store = A store that `mingpai intake` filled, instead of files
help-measure-as_of = Nothing after this instant is seen; by default the last instant in the records
help-measure-skip_bad_rows = Leave out rows that cannot be read, and write them to SOURCE.bad.csv with the reasons
help-measure-bad_rows = Write the rows that were left out here
help-measure-memory = Memory in MB for rows that wait; more than that goes to a temporary file
help-measure-by = What to tell apart, in this order: any of unit, service, month
help-measure-format = How to write the scorecards: table, json or csv
help-measure-outcomes = Also write what became of each case
help-measure-process = Also write the shape of the process: what follows what, variants, hand-overs, rework

help-compare-about = Each promise before and after a day, with honest intervals
help-compare-more =
    A case is on the side of the day on which its clock started. Differences of shares have Newcombe's 95 % interval, those of
    medians a bootstrap interval; where an interval spans zero, no change is shown.

    mingpai compare records.csv --plan plan.toml --split 2011-06-01
help-compare-sources = Files with case records, as for `measure`
help-compare-plan = The plan: how the records are read, and what is promised
help-compare-store = A store that `mingpai intake` filled, instead of files
help-compare-as_of = Nothing after this instant is seen; by default the last instant in the records
help-compare-skip_bad_rows = Leave out rows that cannot be read, and write them to SOURCE.bad.csv with the reasons
help-compare-bad_rows = Write the rows that were left out here
help-compare-memory = Memory in MB for rows that wait; more than that goes to a temporary file
help-compare-split = The first day of the second side
help-compare-by = What to tell apart: any of unit, service
help-compare-format = How to write the comparison: table, json or csv

help-intake-about = Read records once and keep them in a store, from which later questions are answered faster
help-intake-more =
    All files of one command come in together, or none does. The same file a second time is nothing new; a case may go on in a
    later file. Names of people at the desks are kept only as keyed hashes; other personal fields not at all.

    Take files in:                     mingpai intake records.csv --plan plan.toml --store store/
    See what is there:                 mingpai intake --store store/ --list
    Take the second import back:       mingpai intake --store store/ --undo 2
    Measure from it:                   mingpai measure --store store/ --plan plan.toml
help-intake-sources = Files with case records, as for `measure`
help-intake-plan = The plan: its `[source]` says how the records are read
help-intake-store = The store's folder; a new one is made where there is none
help-intake-skip_bad_rows = Leave out rows that cannot be read, and write them to SOURCE.bad.csv with the reasons
help-intake-bad_rows = Write the rows that were left out here
help-intake-list = Show the imports
help-intake-undo = Take an import back

help-calendar-about = Working calendars: deadlines, and lists of holidays of one's own
help-calendar-more = China's official days off and make-up workdays, 2004 to 2026, are built in as `cn`.

help-calendar-deadline-about = The last day of a limit
help-calendar-deadline-more = mingpai calendar deadline cn 2025-09-30 --working-days 5
help-calendar-deadline-name = The calendar: cn, weekdays, or one that was imported
help-calendar-deadline-date = The day on which the clock starts; it does not count
help-calendar-deadline-working_days = The limit in working days
help-calendar-deadline-calendar_days = The limit in days
help-calendar-deadline-roll = A last day that is not worked moves to the next one that is

help-calendar-import-about = Add a year to a calendar, or a calendar of one's own
help-calendar-import-more =
    The file has rows of date,kind,name; the kind is holiday (a day off) or workday (a weekend day that is worked).

    Next year's list of holidays:      mingpai calendar import cn-2027.csv
    A calendar of one's own:           mingpai calendar import kunshan days.csv
help-calendar-import-name_and_file = The calendar's name (cn where it is left out) and the file

help-calendar-list-about = The calendars there are, and the years they know
help-calendar-list-more = {""}

help-demo-about = A whole example: three years of a made-up city's cases, taken in and measured
help-demo-more =
    The city, its units, their brands and all figures are made up. The folder then holds the case records (in the national
    tables of China), the plan and the store, to try things out on.

    mingpai demo
    mingpai demo --dir trial --seed 7
help-demo-dir = The folder to write to; ./mingpai-demo by default
help-demo-seed = Another number gives another city; 2026 by default
help-demo-no_serve = Ends after the table
help-demo-cases = How many cases to make up
help-demo-listen = The address of its pages; 127.0.0.1:8080 by default
help-demo-no_browser = Does not open a browser
help-serve-about = Serves the register: the public pages and the desks
help-serve-more =
    Each option can be given in a file (--config) and as a variable (MINGPAI_LISTEN and so on): the variable counts more than the file,
    and the command line more than both. --print-config shows what counts.

    mingpai admin create-account --login zhang --name 张敏
    mingpai serve
    mingpai serve --database postgres://mingpai@localhost/mingpai --listen 0.0.0.0:8080
help-config = A configuration file; MINGPAI_CONFIG otherwise. `mingpai serve --print-config` prints one
help-serve-print_config = Prints the configuration as a file with comments, and ends
help-migrate-about = Brings the register's tables up to date
help-audit-about = The log of every change
help-audit-verify-about = Walks the log and says what was edited, removed or swapped, and where
help-audit-verify-head = A head of the log that was noted earlier; nothing up to it may have changed
help-admin-about = What is done before anybody can sign in
help-admin-create-account-about = Makes an account and shows its first password once
help-admin-create-account-login = The name to sign in with
help-admin-create-account-name = The person's name
help-admin-create-account-role = office, liaison, head, reviewer, steward, auditor or operator; office by default
help-admin-create-account-unit = The full name of the person's unit
help-print-about = Prints the plates, posters and boards of a unit as a PDF, from the register
help-print-more =
    A layout about a promise gives a sheet for each promise, one about a brand a sheet for each brand. Badges are printed from the page “Print”.

    Which layouts there are:  mingpai print --list
    Desk plates:              mingpai print desk-plate --data mingpai-demo --unit 市场监督管理局 --language zh-en --links-to https://pinpai.example.gov.cn --out plates.pdf
help-print-sheet = The name of the layout; see --list
help-print-list = Lists the layouts
help-print-unit = The full name of the unit
help-print-language = zh (Chinese, the default) or zh-en (Chinese and English)
help-print-paper = exact (final size, the default), marks (with bleed and crop marks) or a4 (many on A4)
help-print-out = The PDF to write
help-print-data = The folder of data; that of a demo has its register in it
help-print-links_to = The address at which the public reaches the server, to which codes lead
help-backup-about = Copies the whole register into one file, while others go on working
help-backup-more =
    The copy is of one moment and is read back. Sessions stay behind. A register moves from SQLite to PostgreSQL by it.

    mingpai backup register.gz --database sqlite:mingpai.db
    mingpai restore register.gz --database postgres://mingpai@localhost/mingpai
help-backup-file = The file to write; one that is there is replaced
help-restore-about = Makes a register of a copy; the database must be empty
help-restore-file = The copy
help-migrate-more =
    `serve` does it as well when it starts.

    mingpai migrate --database postgres://mingpai@localhost/mingpai
help-audit-more =
    mingpai audit verify
help-audit-verify-more =
    Each entry carries the hash of the one before it. Note the head that is shown: with --head it proves later that nothing before changed.

    mingpai audit verify
    mingpai audit verify --head 120:9f2c…
help-admin-more =
    mingpai admin create-account --login zhang --name 张敏
help-admin-create-account-more =
    Its owner has to choose another password at the first sign-in.

    mingpai admin create-account --login zhang --name 张敏
    mingpai admin create-account --login li --name 李强 --role liaison --unit 市生态环境局
help-restore-more =
    All of it comes in, or nothing.

    mingpai restore register.gz --database postgres://mingpai@localhost/mingpai
help-verify-about = Recompute published figures from a bundle
help-verify-bundle = the bundle, downloaded from the promise's public page
help-verify-key = the publisher's public key (/key on its site), to check the signature
help-verify-more =
    Checks whether a part was changed, whether a row contradicts the limit, and whether the rows give the published figures. Says where, and exits with 2, when anything does not fit.

    mingpai verify bundle.zip
    mingpai verify bundle.zip --key key.pem
