//! The page from which sheets are printed.

use askama::Template;

use crate::form::{Choice, Field, Form, Problem};
use crate::frame::Frame;

/// `GET /desk/print`.
#[derive(Debug, Clone, Template)]
#[template(path = "print.html")]
pub struct PrintPage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Whether there is a brand to print.
    pub has_brand: bool,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// How each side looks: the address of the drawing, and what it shows.
    pub previews: Vec<(String, String)>,
    /// Where the PDF is; nothing where it cannot be had.
    pub get: Option<String>,
    /// Where the picture is, of what is sent rather than printed.
    pub picture: Option<String>,
    /// Where the press is asked to be built; nothing where it is there, or where nothing is built.
    pub build: Option<String>,
    /// The form for all plates of a unit or of all; nothing where the sheet is about people.
    pub batch: Option<Form>,
    /// The releases of the brand.
    pub releases: Vec<Release>,
    /// Where the code leads.
    pub leads: Option<String>,
    /// The version code.
    pub version: Option<String>,
    /// How it is noted that it was printed and where it hangs; nothing where the reader may not.
    pub note: Option<Form>,
    /// The form for a list of people; nothing where the sheet is about none.
    pub people: Option<BadgeList>,
}

/// The form for a list of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadgeList {
    /// Where it goes.
    pub action: String,
    /// Where the list to fill in is.
    pub template: String,
    /// What is chosen, sent along: name and value.
    pub along: Vec<(String, String)>,
    /// The list as it is pasted.
    pub rows: Field,
}

/// A release in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The language.
    pub name: String,
    /// Where the PDF is; nothing without a press.
    pub pdf: Option<String>,
    /// Where the DOCX is.
    pub docx: String,
}

/// An appearance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppearanceRow {
    /// When.
    pub day: String,
    /// In what kind of medium.
    pub medium: String,
    /// Its name.
    pub outlet: String,
    /// What appeared.
    pub what: String,
    /// The brand.
    pub brand: String,
    /// The unit.
    pub unit: String,
    /// Where it can be seen; may be empty.
    pub evidence: String,
    /// How many it reached; nothing where nobody counted.
    pub reach: Option<String>,
    /// Who counted.
    pub source: String,
    /// Where it is taken away; nothing where the reader may not.
    pub remove: Option<String>,
}

/// `GET /desk/appearances`.
#[derive(Debug, Clone, Template)]
#[template(path = "appearances.html")]
pub struct AppearancesPage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong with the form.
    pub problems: Vec<Problem>,
    /// How many there are.
    pub count: String,
    /// Where the workbook is.
    pub workbook: String,
    /// The appearances, the last first.
    pub rows: Vec<AppearanceRow>,
    /// How one is noted; nothing where the reader may not.
    pub form: Option<Form>,
}

/// Something that hangs somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HangingRow {
    /// What it is.
    pub what: String,
    /// How many pieces.
    pub pieces: String,
    /// Where.
    pub place: String,
    /// The unit.
    pub unit: String,
    /// When it was printed.
    pub printed: String,
    /// The version code on it.
    pub code: String,
    /// What is the matter with it.
    pub state: String,
    /// Whether it says what the register no longer says.
    pub outdated: bool,
    /// Where it is printed anew; nothing where it need not or cannot be.
    pub again: Option<String>,
    /// Where it is noted that it no longer hangs; nothing where the reader may not.
    pub down: Option<String>,
}

/// `GET /desk/prints`.
#[derive(Debug, Clone, Template)]
#[template(path = "prints.html")]
pub struct HangingPage {
    /// What stands around.
    pub frame: Frame,
    /// How many there are, and how many are out of date.
    pub count: String,
    /// What hangs; what is out of date first.
    pub rows: Vec<HangingRow>,
}
