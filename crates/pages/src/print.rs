//! The page from which sheets are printed.

use askama::Template;

use crate::form::{Choice, Form, Problem};
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
    /// Where the code leads.
    pub leads: Option<String>,
    /// The version code.
    pub version: Option<String>,
    /// How it is noted that it was printed and where it hangs; nothing where the reader may not.
    pub note: Option<Form>,
    /// The form for a list of people; nothing where the sheet is about none.
    pub people: Option<Form>,
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
