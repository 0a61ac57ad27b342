//! The board: how far each unit is; and the burden meter.

use askama::Template;

use super::example::GuidanceRow;
use super::project::ProjectRow;
use crate::form::{Form, Problem};
use crate::frame::{Frame, NavItem};

/// Something that units have to do in a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// What.
    pub what: String,
    /// Who has to.
    pub who: String,
    /// Until when; may be empty.
    pub due: String,
    /// How it is known that it is done.
    pub done_by: String,
    /// How many units have done it, of how many.
    pub done: String,
    /// How many, of how many, as numbers.
    pub share: (usize, usize),
    /// How the reader says for the own unit that it is done, or not; nothing where that is not to be said.
    pub mark: Option<Form>,
    /// Where it is taken away; nothing where the reader may not.
    pub remove: Option<String>,
}

/// A unit on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRow {
    /// The unit.
    pub unit: String,
    /// Where it is shown.
    pub href: String,
    /// What its brand is at.
    pub brand: String,
    /// Whether a brand is in force.
    pub in_force: bool,
    /// The share of its promises that was kept in the last twelve months, with n; or that there is none.
    pub kept: String,
    /// Tasks that are done, of how many.
    pub tasks: String,
    /// What waits for it: words and whether any of it is late.
    pub waits: Vec<(String, bool)>,
    /// What the year has asked of it.
    pub minutes: String,
}

/// `GET /desk/board`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/board.html")]
pub struct BoardPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The stage that runs, its days and its aim; nothing where none does.
    pub stage: Option<(String, String, String)>,
    /// Guidance for units of the reader's kind.
    pub guidance: Vec<GuidanceRow>,
    /// Projects that run.
    pub projects: Vec<ProjectRow>,
    /// What is to be done in it.
    pub tasks: Vec<TaskRow>,
    /// How a task is added; nothing where the reader may not.
    pub add: Option<Form>,
    /// Where the year is carried over; nothing where the reader may not.
    pub carry_over: Option<String>,
    /// Some numbers: the number, and what it counts.
    pub numbers: Vec<(String, String)>,
    /// The units.
    pub rows: Vec<BoardRow>,
}

/// `GET /desk/board/carry-over`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/carry_over.html")]
pub struct CarryOverPage {
    /// What stands around.
    pub frame: Frame,
    /// From which year into which.
    pub lead: String,
    /// What is carried over: what it is, and its new days.
    pub rows: Vec<(String, String)>,
    /// What stays open and needs nothing.
    pub stays: Vec<String>,
    /// How it is done; nothing where there is nothing to carry over.
    pub form: Option<Form>,
}

/// What was asked of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BurdenRow {
    /// The unit.
    pub unit: String,
    /// Items by kind, and then all.
    pub items: Vec<String>,
    /// Minutes.
    pub minutes: String,
    /// Figures that were taken from records.
    pub reused: String,
    /// Hours at activities.
    pub attended: String,
}

/// `GET /burden`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/burden.html")]
pub struct BurdenPage {
    /// What stands around.
    pub frame: Frame,
    /// The year.
    pub year: String,
    /// Other years: address and year.
    pub years: Vec<(String, String)>,
    /// The sum of all units, in a sentence.
    pub sum: String,
    /// The kinds of things that were asked.
    pub kinds: Vec<String>,
    /// The units.
    pub rows: Vec<BurdenRow>,
    /// How long each thing is taken to last.
    pub rules: Vec<String>,
}
