# What is said of case records and their store.

row-no-case = the row names no case
row-no-time = the event has no time in `{ $column }`
row-time = `{ $value }` in `{ $column }` is not a time that can be read
row-no-zone = the time `{ $value }` in `{ $column }` carries no time zone; write time_zone = "Asia/Shanghai" (or the zone it is in) in `[source]`
row-days = `{ $value }` in `{ $column }` is not a number of days
row-columns = the row has { $found } columns where the heading has { $wanted }
row-encoding = the row is not text in { $encoding }
row-nameless-trace = the trace has no `{ $attribute }`, by which cases are told apart; if another attribute does, name it as `case` in `[source]`
row-outside-trace = the event stands outside any trace
row-quotes = a quotation mark that opens here is not closed as it should be

no-such-file = there is no file `{ $file }`; check the name and the folder
empty-file = the file `{ $file }` is empty; export it again
folder-not-taken = `{ $file }` is a folder; name the files in it, or set preset = "gbt39046" in `[source]`, which takes a folder
folder-empty = the folder `{ $file }` holds no files
file-unreadable = `{ $file }` cannot be read: { $detail }
unknown-format =
    `{ $file }` { $looks_like ->
        [xls] is an old Excel workbook (.xls); open it in Excel and save it as .xlsx
        [password] is an Excel workbook with a password; open it in Excel, empty the password under File, Info, Protect Workbook, Encrypt with Password, and save it
        [page] is in truth a web page (HTML) and no workbook; open it in Excel and save it as .xlsx or CSV
        [xml-workbook] is an XML table of Excel 2003; open it in Excel and save it as .xlsx
        [pdf] is a PDF; export the records as CSV or XLSX
        [sqlite] is a SQLite database; export the table as CSV
        [xml] is XML, but neither XES nor OCEL; export the records as CSV, XLSX, XES or OCEL 2.0
        [json] is JSON, but not OCEL 2.0; export the records as CSV, XLSX or OCEL 2.0
       *[binary] is of no format that can be read; export the records as CSV, XLSX, Parquet, XES or OCEL 2.0
    }
file-damaged = `{ $file }` is a damaged { $format } file ({ $detail }); export or copy it again
workbook-part-too-large = `{ $file }` has a part { $part } that unpacks to { $megabytes } MB, { $times } times its packed size, as no true workbook does, and was not read; open it in Excel and save it as .xlsx again, or export it as CSV
file-truncated = `{ $file }` ends in the middle; copy or export it again
xml-entities = `{ $file }` declares entities of its own (<!ENTITY …>), which no event log needs and which can be a trap; remove the declaration
line-too-long = `{ $file }`, line { $line }: a record is longer than { $most_megabytes } MB; the file has no line breaks where it should, or a quotation mark is never closed
unknown-encoding =
    there is no text encoding `{ $encoding }`{ $nearest ->
        [0] {""}
       *[other] ; did you mean `{ $nearest }`?
    }
source-not-mapped = `{ $file }` is a table, and `[source]` does not say which column is `{ $key }`; write { $key } = "the heading"
no-such-column =
    `{ $file }` has no column `{ $column }` (named by `{ $key }` in the plan){ $nearest ->
        [0] {"."}
       *[other] ; did you mean `{ $nearest }`?
    } It has: { $columns }
column-twice = `{ $file }` has two columns headed `{ $column }`; rename one of them
no-such-sheet = `{ $file }` has no sheet `{ $sheet }`; it has: { $sheets }
no-heading = `{ $file }` has no headings in row { $row }; set header_row in `[source]`
no-object-type = `{ $file }` is an object-centric log; write object_type = "…" in `[source]` to say which objects are the cases. It has: { $types }
unknown-object-type = `{ $file }` has no objects of the type `{ $name }`; it has: { $types }
column-type = the column `{ $column }` of `{ $file }` is of the type { $kind }, which is no text, number or time
no-national-table = none of these files has the headings of the national tables (办件编号 with 申请时间, 受理时间, 环节名称 or 办结时间): { $files }
not-a-national-table = `{ $file }` has none of the headings of the national tables that are read, and was passed over
several-sheets = several sheets of `{ $file }` have the columns of the plan, and all of them are read: { $sheets }; to read one of them only, write sheet = "its name" in `[source]`
sheets-passed-over = sheets of `{ $file }` lack columns of the plan and were passed over: { $sheets }
same-file-twice = `{ $file }` has the same content as `{ $first }` and is counted once
row-stops = `{ $file }`, line { $line }: { $problem }
no-such-time-zone = there is no time zone `{ $name }`; write one such as "Asia/Shanghai"
stopped = stopped; nothing was changed

no-store = there is no store in `{ $folder }`; `mingpai intake` makes one
not-a-store = the folder `{ $folder }` holds something that is no store; choose an empty folder or a new one
store-too-new = the store in `{ $folder }` was written by a later version of Mingpai; update this one
store-damaged =
    the store's file `{ $file }` { $detail ->
        [missing] is missing
        [altered] is damaged: it is not what was written there
       *[other] is damaged ({ $detail })
    }; restore it from a backup
store-busy = somebody else is importing into the store in `{ $folder }`; try again when they are done
store-source-changed = the store was filled with another `[source]`: `{ $key }` was { $before } and is now { $now }; put it back, or fill a new store with the changed plan
store-field-not-kept = the store does not hold `{ $field }` (it holds: { $kept }); add keep = ["{ $field }"] to `[source]` and fill a new store
store-field-unreadable = case { $case }: { $problem }
store-no-import = the store has no import { $id }; `mingpai intake --store … --list` shows them
store-failed = the store's file `{ $file }` could not be written: { $detail }; nothing was changed
already-imported = `{ $file }` was imported before (import { $id }) and is nothing new
personal-column = the column “{ $column }” looks as if persons stand in it, and is never stored as it stands; take it out of keep, service, unit and the like in the plan (who handled a case can be the actor, of which only a keyed hash is stored)
