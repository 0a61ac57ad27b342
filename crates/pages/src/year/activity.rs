//! Activities: the calendar of a year, and one of them with all that came of it.

use askama::Template;

use crate::form::{Form, Problem};
use crate::frame::{Frame, NavItem};

/// An activity in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityRow {
    /// Where it is shown.
    pub href: String,
    /// Its days and times.
    pub when: String,
    /// What kind it is.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Where.
    pub place: String,
    /// How far it is.
    pub state: String,
    /// Whether it is to come.
    pub planned: bool,
    /// Who comes, of how many.
    pub replies: String,
}

/// The activities that begin in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityMonth {
    /// The month.
    pub name: String,
    /// What begins in it.
    pub rows: Vec<ActivityRow>,
}

/// `GET /desk/activities`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/activities.html")]
pub struct ActivitiesPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// The year.
    pub year: String,
    /// Other years: address and year.
    pub years: Vec<(String, String)>,
    /// The other months, where not all of the year are shown: address and name.
    pub other_months: Vec<(String, String)>,
    /// Its months that have activities.
    pub months: Vec<ActivityMonth>,
    /// Whether the reader may add one.
    pub may_edit: bool,
}

/// A unit that is invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitedRow {
    /// The unit.
    pub unit: String,
    /// What it says.
    pub reply: String,
    /// Whether it comes.
    pub comes: bool,
    /// Who comes.
    pub people: String,
}

/// Something that came of an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementRow {
    /// Agreed, or adopted.
    pub kind: String,
    /// What.
    pub what: String,
    /// What was learnt; may be empty.
    pub learnt: String,
    /// Who does it.
    pub unit: String,
    /// Until when, or since when it is done.
    pub when: String,
    /// Whether it is late.
    pub late: bool,
    /// What came of it; may be empty.
    pub came_of: String,
    /// The promise whose figure should show it, and where before and after are compared.
    pub effect: Option<(String, String)>,
    /// How it is said to be done, or open again; nothing where the reader may not.
    pub done: Option<Form>,
    /// Where it is taken away; nothing where the reader may not.
    pub remove: Option<String>,
}

/// `GET /desk/activities/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/activity.html")]
pub struct ActivityPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What kind it is.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// How far it is.
    pub state: String,
    /// Days, place, people, places: label and text.
    pub facts: Vec<(String, String)>,
    /// What is done, in which order.
    pub agenda: String,
    /// What was heard.
    pub heard: String,
    /// Who is invited.
    pub invited: Vec<InvitedRow>,
    /// How many come, of how many.
    pub replies: String,
    /// The reader's own replies: one form for each invited unit that the reader answers for.
    pub own_replies: Vec<(String, Form)>,
    /// What came of it.
    pub agreements: Vec<AgreementRow>,
    /// How something that was agreed, or adopted, is added; nothing where the reader may not.
    pub add: Vec<(String, Form)>,
    /// How opinions that were said at it are added; nothing where the reader may not.
    pub collect: Option<Form>,
    /// The opinions that were said at it: in words, and where they are; nothing when there are none.
    pub opinions: Option<(String, String)>,
    /// Its papers: name, address, and how one is taken away.
    pub handouts: Vec<(String, String, Option<String>)>,
    /// Where a paper is sent.
    pub handouts_at: String,
    /// Where it is edited; nothing where the reader may not.
    pub edit: Option<String>,
    /// The calendar file.
    pub calendar: String,
}

/// `GET /desk/activities/new` and `GET /desk/activities/{id}/edit`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/activity_form.html")]
pub struct ActivityFormPage {
    /// What stands around.
    pub frame: Frame,
    /// Add, or the activity's name.
    pub title: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The form.
    pub form: Form,
    /// Where one goes back to.
    pub back: String,
}
