//! Break-through projects and their milestones, and what a promise's figure shows of them.

use askama::Template;

use crate::form::{Form, Problem};
use crate::frame::{Frame, NavItem};

/// The figure of a promise before and after a day, beside what was done on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectView {
    /// Before and after: which side, and its share with its interval and of how many; none where it is withheld.
    pub sides: Vec<(String, String)>,
    /// That a change is shown, that none is, or why nothing is told.
    pub said: String,
    /// Where all of it stands: words and address.
    pub more: Option<(String, String)>,
}

/// A project in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectRow {
    /// Where it is shown.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// The unit that leads it.
    pub unit: String,
    /// Its days.
    pub days: String,
    /// How far it is.
    pub state: String,
    /// Whether it runs.
    pub runs: bool,
    /// Milestones that are reached, of how many.
    pub progress: String,
    /// How many, of how many, as numbers.
    pub share: (usize, usize),
    /// How many milestones are late; empty when none is.
    pub late: String,
}

/// `GET /desk/projects`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/projects.html")]
pub struct ProjectsPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// The projects.
    pub rows: Vec<ProjectRow>,
    /// Whether the reader may add one.
    pub may_edit: bool,
}

/// A milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MilestoneRow {
    /// Its place on the page.
    pub anchor: String,
    /// What is to be reached.
    pub what: String,
    /// Until when, or since when it is reached.
    pub when: String,
    /// Whether it is late.
    pub late: bool,
    /// That its day lies outside the days of the project; empty where it does not.
    pub outside: String,
    /// What came of it; may be empty.
    pub came_of: String,
    /// What the promise's figure shows of it.
    pub effect: Option<EffectView>,
    /// How it is said to be reached, or open again; nothing where the reader may not.
    pub done: Option<Form>,
    /// Where it is taken away; nothing where the reader may not.
    pub remove: Option<String>,
}

/// `GET /desk/projects/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/project.html")]
pub struct ProjectPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What it is called.
    pub title: String,
    /// How far it is.
    pub state: String,
    /// Whether it runs.
    pub runs: bool,
    /// What it is to reach.
    pub aim: String,
    /// Who leads it, who takes part, its days: label and text.
    pub facts: Vec<(String, String)>,
    /// The promise whose figure should show it, and its page.
    pub promise: Option<(String, String)>,
    /// Milestones that are reached, of how many.
    pub progress: String,
    /// How many, of how many, as numbers.
    pub share: (usize, usize),
    /// Its milestones.
    pub milestones: Vec<MilestoneRow>,
    /// How a milestone is added; nothing where the reader may not.
    pub add: Option<Form>,
    /// Where it is edited; nothing where the reader may not.
    pub edit: Option<String>,
    /// How it is removed; nothing where the reader may not.
    pub remove: Option<Form>,
}

/// A page that has no more than a form: of a project, of an example, of a programme.
#[derive(Debug, Clone, Template)]
#[template(path = "year/entry_form.html")]
pub struct EntryFormPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// The list to which it belongs: words and address.
    pub list: (String, String),
    /// Add, or the name of what is edited.
    pub title: String,
    /// What is to be known before; may be empty.
    pub lead: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The form.
    pub form: Form,
    /// Where one goes back to.
    pub back: String,
}
