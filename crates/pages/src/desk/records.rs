//! Case records on the desk.

use askama::Template;

use crate::form::{Choice, Field, Problem};
use crate::frame::Frame;

/// A source of case records as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Whose cases it has.
    pub unit: String,
    /// How many imports stand.
    pub imports: String,
    /// The day of its figures; empty while nothing was measured.
    pub as_of: String,
}

/// `GET /desk/records`
#[derive(Debug, Clone, Template)]
#[template(path = "desk/records.html")]
pub struct SourcesPage {
    /// What stands around.
    pub frame: Frame,
    /// The sources.
    pub sources: Vec<SourceRow>,
}

/// Something odd about an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OddRow {
    /// What, and what it can mean.
    pub what: String,
    /// How often.
    pub count: String,
    /// Of all.
    pub share: String,
}

/// An import as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    /// The names of its files.
    pub files: Vec<String>,
    /// When.
    pub at: String,
    /// Rows that came.
    pub rows: String,
    /// Rows that could not be read.
    pub bad_rows: String,
    /// What is odd about it.
    pub odd: Vec<OddRow>,
    /// How users rated what was done; may be empty.
    pub ratings: String,
    /// Where it is taken back; none where it was.
    pub take_back: Option<String>,
    /// When it was taken back.
    pub taken_back: String,
}

/// A key with which a program sends records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// The program that has it.
    pub name: String,
    /// When it was made.
    pub at: String,
    /// Where it is revoked; none where it was.
    pub revoke: Option<String>,
    /// When it was revoked; empty where it was not.
    pub revoked: String,
}

/// `GET /desk/records/{id}`
#[derive(Debug, Clone, Template)]
#[template(path = "desk/record_source.html")]
pub struct SourcePage {
    /// What stands around.
    pub frame: Frame,
    /// Its name.
    pub name: String,
    /// Whose cases it has.
    pub unit: String,
    /// Whether and as of when it was measured: a sentence.
    pub measured: String,
    /// Its imports, the newest first.
    pub imports: Vec<ImportedRow>,
    /// How its files are read, as text.
    pub reading: String,
    /// The keys of programs.
    pub keys: Vec<KeyRow>,
    /// A key that was just made: shown this once.
    pub made: Option<String>,
    /// The name of a new key.
    pub key_name: Field,
    /// The address of this page.
    pub base: String,
}

/// How the files of a new source are read.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/record_mapping.html")]
pub struct MappingPage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Whether they are the national tables, of which nothing need be chosen.
    pub is_national: bool,
    /// The files that were sent.
    pub upload: String,
    /// The name of the source.
    pub name: Field,
    /// Whose cases it has.
    pub unit: Choice,
    /// Office hours.
    pub hours: Field,
    /// The columns and milestones.
    pub choices: Vec<Choice>,
    /// Whether rows that cannot be read are left out.
    pub skip: bool,
}

/// `GET /desk/calendar`
#[derive(Debug, Clone, Template)]
#[template(path = "desk/calendar.html")]
pub struct CalendarPage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong with the days.
    pub problems: Vec<Problem>,
    /// Which years are known: a sentence.
    pub span: String,
    /// The days that were added.
    pub field: Field,
}
