//! What can be wrong: with one row, and with a whole source.

use crate::time::TimeProblem;

words::problems! {
    /// Why one row cannot be read.
    pub enum RowProblem {
        /// It names no case.
        NoCase {} = "row-no-case",
        /// It is an event, but has no time.
        NoTime { column: String } = "row-no-time",
        /// It has a time that cannot be read.
        Time { column: String, value: String } = "row-time",
        /// It has a time without an offset, and the plan gives no zone for such times. This stops the reading: no row of
        /// the file will be any better.
        NoZone { column: String, value: String } = "row-no-zone",
        /// It has a number of days that cannot be read.
        Days { column: String, value: String } = "row-days",
        /// It has more or fewer columns than the heading.
        Columns { found: usize, wanted: usize } = "row-columns",
        /// Its text is not in the file's encoding.
        Encoding { encoding: String } = "row-encoding",
        /// A quotation mark opens in it that is not closed as it should be.
        Quotes {} = "row-quotes",
        /// A trace without the attribute that tells cases apart.
        NamelessTrace { attribute: String } = "row-nameless-trace",
        /// An event that belongs to no case.
        OutsideTrace {} = "row-outside-trace",
    }
}

impl RowProblem {
    pub(crate) fn time(problem: TimeProblem, column: &str, value: &str) -> Self {
        let (column, value) = (column.to_owned(), shortened(value));
        match problem {
            TimeProblem::Unreadable => Self::Time { column, value },
            TimeProblem::NoZone => Self::NoZone { column, value },
        }
    }

    pub(crate) fn days(column: &str, value: &str) -> Self {
        Self::Days { column: column.to_owned(), value: shortened(value) }
    }
}

/// A value as it may stand in a message: at most forty characters.
pub(crate) fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(40).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

/// Names as they may stand in a message: each shortened, at most forty of them.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 40;
    let mut list: Vec<String> = names.into_iter().take(MOST + 1).map(shortened).collect();
    if list.len() > MOST {
        list.truncate(MOST);
        list.push("…".to_owned());
    }
    list.join(", ")
}

words::problems! {
    /// What can be wrong with a source of case records, or with a store of them.
    pub enum FactsError {
        /// There is no such file.
        NoSuchFile { file: String } = "no-such-file",
        /// The file is empty.
        EmptyFile { file: String } = "empty-file",
        /// A folder where no preset takes one.
        Folder { file: String } = "folder-not-taken",
        /// A folder without a file that could be read.
        EmptyFolder { file: String } = "folder-empty",
        /// The file could not be read.
        Unreadable { file: String, detail: String } = "file-unreadable",
        /// The file is none of the formats that are read.
        UnknownFormat { file: String, looks_like: String } = "unknown-format",
        /// The file is damaged: it is not what its first bytes say.
        Damaged { file: String, format: String, detail: String } = "file-damaged",
        /// A part of a workbook that unpacks to far more than a sheet can hold.
        PartTooLarge { file: String, part: String, megabytes: u64, times: u64 } = "workbook-part-too-large",
        /// The file ends in the middle.
        Truncated { file: String } = "file-truncated",
        /// An XML file that declares entities of its own.
        Entities { file: String } = "xml-entities",
        /// A line, or a single value, that is longer than any record.
        TooLong { file: String, line: u64, most_megabytes: usize } = "line-too-long",
        /// A column about a person, who applied or who handled the case, which a store never holds as it stands.
        Personal { column: String } = "personal-column",
        /// An encoding that the WHATWG standard does not have.
        UnknownEncoding { encoding: String, nearest: Option<String> } = "unknown-encoding",
        /// The plan does not say which column or attribute is something that is needed.
        NotMapped { key: String, file: String } = "source-not-mapped",
        /// The plan names a column that the table does not have.
        NoColumn { file: String, key: String, column: String, nearest: Option<String>, columns: String } = "no-such-column",
        /// Two columns have the heading that the plan names.
        TwoColumns { file: String, column: String } = "column-twice",
        /// A sheet that the workbook does not have.
        NoSheet { file: String, sheet: String, sheets: String } = "no-such-sheet",
        /// The table has no heading row.
        NoHeading { file: String, row: u32 } = "no-heading",
        /// OCEL needs to know which objects are the cases.
        NoObjectType { file: String, types: String } = "no-object-type",
        /// An object type that the log does not have.
        UnknownObjectType { file: String, name: String, types: String } = "unknown-object-type",
        /// A column of a type that cannot be what the plan says it is.
        ColumnType { file: String, column: String, kind: String } = "column-type",
        /// None of the files has headings of the national tables.
        NoNationalTable { files: String } = "no-national-table",
        /// A row that stops the whole reading.
        Row { file: String, line: u64, problem: RowProblem } = "row-stops",
        /// A time zone that does not exist.
        TimeZone { name: String } = "no-such-time-zone",
        /// Rows that cannot be read, where none may be left out.
        BadRows { count: u64, file: String, line: u64, problem: RowProblem } = "bad-rows",
        /// The reading was stopped from outside.
        Stopped {} = "stopped",
        /// There is no store in the folder.
        NoStore { folder: String } = "no-store",
        /// The folder holds something that is no store.
        NotAStore { folder: String } = "not-a-store",
        /// The store was written by a later version.
        StoreTooNew { folder: String } = "store-too-new",
        /// A file of the store is damaged: `missing`, `altered`, or what else is wrong with it.
        StoreDamaged { file: String, detail: String } = "store-damaged",
        /// A file of the store could not be written.
        StoreFailed { file: String, detail: String } = "store-failed",
        /// Somebody else is importing into the store.
        StoreBusy { folder: String } = "store-busy",
        /// The plan's `[source]` is not the one with which the store was filled.
        SourceChanged { key: String, before: String, now: String } = "store-source-changed",
        /// A field that the store does not hold.
        NotKept { field: String, kept: String } = "store-field-not-kept",
        /// A field of the store that is not what the plan now takes it for.
        NotInStoreAs { problem: RowProblem, case: String } = "store-field-unreadable",
        /// No import has this number.
        NoImport { id: u32 } = "store-no-import",
    }
}

impl FactsError {
    pub(crate) fn io(file: &str, error: &std::io::Error) -> Self {
        let file = file.to_owned();
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::NoSuchFile { file },
            std::io::ErrorKind::UnexpectedEof => Self::Truncated { file },
            _ => Self::Unreadable { file, detail: error.to_string() },
        }
    }

    pub(crate) fn store_failed(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::StoreFailed { file: path.display().to_string(), detail: error.to_string() }
    }

    pub(crate) fn damaged(file: &str, format: &str, detail: impl ToString) -> Self {
        Self::Damaged { file: file.to_owned(), format: format.to_owned(), detail: shortened(&detail.to_string()) }
    }
}
