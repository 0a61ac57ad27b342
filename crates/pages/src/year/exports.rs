//! Yearly papers, and their templates.

use askama::Template;

use crate::form::{Choice, Problem};
use crate::frame::{Frame, NavItem};

/// A template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateRow {
    /// Its name.
    pub name: String,
    /// Whether the name is Chinese whatever the reader reads.
    pub is_chinese: bool,
    /// The kind of file.
    pub kind: String,
    /// Whether one paper is of a unit or of all.
    pub of: String,
    /// Where it comes from.
    pub state: String,
    /// Where it is had filled in; nothing where the reader may not.
    pub fill: Option<String>,
    /// Where it is had to be edited; nothing where the reader may not.
    pub blank: Option<String>,
    /// Where it is taken away, and what the button says; nothing where there is nothing to take away.
    pub remove: Option<(String, String)>,
}

/// A place that a template can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    /// As it is written.
    pub name: String,
    /// As it is written in English.
    pub alias: String,
    /// What it means.
    pub meaning: String,
    /// What would stand there now.
    pub example: String,
}

/// Places that go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceGroup {
    /// What they have in common.
    pub title: String,
    /// The places.
    pub rows: Vec<PlaceRow>,
}

/// `GET /desk/exports`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/exports.html")]
pub struct ExportsPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// What is wrong with an upload.
    pub problems: Vec<Problem>,
    /// The unit that is chosen; empty where there is none.
    pub of: String,
    /// The year that is chosen.
    pub year: String,
    /// What is chosen from: the year, and the unit.
    pub choices: Vec<Choice>,
    /// The templates.
    pub rows: Vec<TemplateRow>,
    /// In whose place an upload is put; nothing where the reader may not upload.
    pub upload: Option<Choice>,
    /// The places that templates can have.
    pub groups: Vec<PlaceGroup>,
}
