//! What the cases of a service go through.

use askama::Template;

use crate::form::{Choice, Field, Problem};
use crate::frame::Frame;

/// A service whose process is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcessRow {
    /// Its page.
    pub href: String,
    /// Its name, as the records have it.
    pub name: String,
    /// The units that handle it.
    pub units: String,
    /// Its cases.
    pub cases: String,
}

/// `GET /desk/processes`
#[derive(Debug, Clone, Template)]
#[template(path = "desk/processes.html")]
pub struct ProcessesPage {
    /// What stands around.
    pub frame: Frame,
    /// What was searched for.
    pub search: String,
    /// How many are shown of how many.
    pub count: String,
    /// The services.
    pub rows: Vec<ProcessRow>,
    /// The page before.
    pub before: Option<String>,
    /// The page after.
    pub after: Option<String>,
}

/// A number of the process, and the same of what it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureRow {
    /// What is counted.
    pub name: String,
    /// How much.
    pub this: String,
    /// How much there; empty where nothing is compared.
    pub that: String,
}

/// What directly follows what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdgeRow {
    /// The first step.
    pub from: String,
    /// The second one.
    pub to: String,
    /// How often.
    pub count: String,
    /// The median of the time between them.
    pub time: String,
    /// The same of what it is compared with; empty where nothing is compared.
    pub that: String,
}

/// A way through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayRow {
    /// The steps.
    pub steps: Vec<String>,
    /// How many cases took it.
    pub cases: String,
    /// Of all.
    pub share: String,
}

/// `GET /desk/processes/map`
#[derive(Debug, Clone, Template)]
#[template(path = "desk/process.html")]
pub struct ProcessPage {
    /// What stands around.
    pub frame: Frame,
    /// The service, as the records name it.
    pub name: String,
    /// The service, as the address names it.
    pub service: String,
    /// Of which unit and year, compared with which: lists to choose from.
    pub choices: Vec<Choice>,
    /// Of what it is, and as of when: a sentence.
    pub about: String,
    /// What is compared: this and that; nothing where there are no cases.
    pub sides: Option<(String, String)>,
    /// Whether something is compared.
    pub compares: bool,
    /// The numbers.
    pub numbers: Vec<MeasureRow>,
    /// The map; empty where there is none.
    pub drawing: String,
    /// How much of it is drawn: a sentence.
    pub drawn: String,
    /// More or less of it: words, address, and whether it is this.
    pub details: Vec<(String, String, bool)>,
    /// The map as a table.
    pub edges: Vec<EdgeRow>,
    /// The most frequent ways through.
    pub ways: Vec<WayRow>,
    /// How many ways there are: a sentence.
    pub ways_in_all: String,
}

/// `GET /desk/promises/{id}/before-after`
#[derive(Debug, Clone, Template)]
#[template(path = "desk/before_after.html")]
pub struct BeforeAfterPage {
    /// What stands around.
    pub frame: Frame,
    /// The promise's words and page.
    pub promise: (String, String),
    /// The brand.
    pub brand: String,
    /// The unit.
    pub unit: String,
    /// Before and after which day.
    pub title: String,
    /// What is wrong with the day.
    pub problems: Vec<Problem>,
    /// The day.
    pub day: Field,
    /// Where the form goes.
    pub action: String,
    /// Days that suggest themselves: words and address.
    pub offers: Vec<(String, String)>,
    /// What is shown, or that no change is.
    pub sentences: Vec<String>,
    /// Both sides' names.
    pub sides: Vec<String>,
    /// The numbers; none where nothing was measured.
    pub rows: Vec<MeasureRow>,
    /// How long it took, as a drawing.
    pub drawing: String,
}
