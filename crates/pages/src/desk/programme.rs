//! The programme and its stages.

use askama::Template;

use crate::form::{Choice, Field, Problem};
use crate::frame::Frame;

/// A stage of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageRow {
    /// Its name.
    pub name: String,
    /// Whether the name is Chinese on a page that is not.
    pub in_chinese: bool,
    /// Its days.
    pub days: String,
    /// What it is to reach.
    pub aim: String,
    /// How; may be empty.
    pub methods: String,
    /// Planned, running, done.
    pub state: String,
    /// Whether it runs now.
    pub runs: bool,
    /// Where it is edited; empty where the reader may not.
    pub edit: String,
    /// Where it is put before the one before it; nothing for the first.
    pub up: Option<String>,
    /// Where it is put after the one after it; nothing for the last.
    pub down: Option<String>,
}

/// `GET /desk/programme`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/programme.html")]
pub struct ProgrammePage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Its texts.
    pub fields: Vec<Field>,
    /// Whether the reader may change them.
    pub may_edit: bool,
    /// Whether there is a programme, which can have stages.
    pub is_there: bool,
    /// What the legal basis allows, or that it runs in assessment mode.
    pub mode: String,
    /// Its stages.
    pub stages: Vec<StageRow>,
    /// What is doubtful about the days of the stages.
    pub doubts: Vec<String>,
    /// All programmes, this one among them.
    pub programmes: Vec<ProgrammeRow>,
}

/// A programme in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeRow {
    /// Where it is shown; empty for the one whose page this is.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its years.
    pub years: String,
    /// Its stages: name and days of each, and whether it runs.
    pub stages: Vec<(String, bool)>,
    /// Whether it runs today.
    pub runs: bool,
}

/// `GET /desk/programmes/{id}`: another programme, to be read.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/other_programme.html")]
pub struct OtherProgrammePage {
    /// What stands around.
    pub frame: Frame,
    /// Its name.
    pub name: String,
    /// What its legal basis allows, or that it runs in assessment mode.
    pub mode: String,
    /// Its years, aims and methods: label and text.
    pub facts: Vec<(String, String)>,
    /// Its stages.
    pub stages: Vec<StageRow>,
    /// Its activities: address, title, and when.
    pub activities: Vec<(String, String, String)>,
    /// Its papers: address, title, and kind.
    pub papers: Vec<(String, String, String)>,
    /// Its projects: address, title, and days.
    pub projects: Vec<(String, String, String)>,
}

/// `GET /desk/programme/stages/new` and `GET /desk/programme/stages/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/stage.html")]
pub struct StagePage {
    /// What stands around.
    pub frame: Frame,
    /// Add, or the stage's name.
    pub title: String,
    /// Where the form goes.
    pub action: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The programme's years, in words.
    pub years: String,
    /// Its name, also in English.
    pub names: Vec<Field>,
    /// Its first and last day.
    pub days: Vec<Field>,
    /// How far it is.
    pub state: Choice,
    /// What it is to reach, and how.
    pub texts: Vec<Field>,
    /// Where it is removed; nothing for one that is not there yet.
    pub remove: Option<String>,
}
