//! Guidance papers: read line by line, commented on, compared.

use askama::Template;

use crate::VersusRow;
use crate::form::{Form, Problem};
use crate::frame::{Frame, NavItem};

/// A paper in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRow {
    /// Where it is read.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// What kind it is.
    pub kind: String,
    /// Which version holds, or what is done with the next.
    pub state: String,
    /// How many units have read the one that holds, or whether the reader's has.
    pub read: String,
}

/// `GET /desk/papers`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/papers.html")]
pub struct PapersPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// The papers.
    pub rows: Vec<PaperRow>,
    /// Whether the reader may add one.
    pub may_edit: bool,
}

/// `GET /desk/papers/new`, and a draft.
#[derive(Debug, Clone, Template)]
#[template(path = "year/paper_form.html")]
pub struct PaperFormPage {
    /// What stands around.
    pub frame: Frame,
    /// Add, or the paper's name.
    pub title: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The form.
    pub form: Form,
    /// Where one goes back to.
    pub back: String,
}

/// What a unit says to a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentEntry {
    /// The unit.
    pub unit: String,
    /// What it says.
    pub text: String,
    /// What the office says to it; may be empty.
    pub reply: String,
    /// How the office says something; nothing where the reader may not, or it has.
    pub answer: Option<Form>,
}

/// A line of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// Its number, from 1.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// What is said to it.
    pub comments: Vec<CommentEntry>,
    /// How the reader comments on it.
    pub comment: Option<Form>,
    /// How a criterion is taken from it.
    pub criterion: Option<Form>,
}

/// A unit and whether it has read a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRow {
    /// The unit.
    pub unit: String,
    /// When it confirmed; empty while it has not.
    pub when: String,
}

/// A criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionRow {
    /// What is judged.
    pub what: String,
    /// The line from which it comes.
    pub quote: String,
    /// Its number.
    pub line: i64,
    /// Where it is dropped; nothing where the reader may not.
    pub drop: Option<String>,
}

/// Another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionLink {
    /// Which one, and how far it is.
    pub words: String,
    /// Where it is read.
    pub href: String,
    /// Where it is compared with the one before; nothing for the first.
    pub versus: Option<String>,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// `GET /desk/papers/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/paper.html")]
pub struct PaperPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What it is called.
    pub title: String,
    /// What kind it is, which version, how far it is.
    pub state: String,
    /// What is new in this version; may be empty.
    pub changed: String,
    /// Its lines.
    pub lines: Vec<LineRow>,
    /// What the reader may do with it, each with its title.
    pub forms: Vec<(String, Form)>,
    /// Where it is written; nothing where the reader may not.
    pub edit: Option<String>,
    /// Where it is as a PDF in the official layout; nothing without a press.
    pub pdf: Option<String>,
    /// Where it is as a DOCX file.
    pub docx: String,
    /// Its versions.
    pub versions: Vec<VersionLink>,
    /// Who has read it and who has not; only for a version that was issued, and for the office.
    pub readings: Vec<ReadRow>,
    /// How many have read it.
    pub read: String,
    /// The criteria that come from it.
    pub criteria: Vec<CriterionRow>,
    /// What differs from the version before, if that was asked for.
    pub versus: Option<Vec<VersusRow>>,
}
