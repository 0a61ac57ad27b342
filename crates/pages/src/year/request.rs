//! Requests to units.

use askama::Template;

use crate::form::{Form, Problem};
use crate::frame::{Frame, NavItem};

/// A request in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// Where it is shown.
    pub href: String,
    /// What is asked.
    pub what: String,
    /// Until when.
    pub due: String,
    /// How many units have answered, of how many; or whether the reader's has.
    pub answered: String,
    /// What it takes all of them.
    pub cost: String,
}

/// `GET /desk/requests`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/requests.html")]
pub struct RequestsPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// The requests.
    pub rows: Vec<RequestRow>,
    /// Whether the reader may ask.
    pub may_edit: bool,
}

/// `GET /desk/requests/new`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/request_form.html")]
pub struct RequestFormPage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Where the register has what seems to be asked: words and address.
    pub held: Vec<(String, String)>,
    /// What it would take all units; empty before it was looked at.
    pub cost: String,
    /// The form.
    pub form: Form,
}

/// A unit that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedRow {
    /// The unit.
    pub unit: String,
    /// What it answers; empty while it has not.
    pub answer: String,
    /// When.
    pub when: String,
}

/// `GET /desk/requests/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/request.html")]
pub struct RequestPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What is asked.
    pub what: String,
    /// Label and text of what is known of it.
    pub facts: Vec<(String, String)>,
    /// The reader's own answers: one form for each unit that the reader answers for.
    pub forms: Vec<(String, Form)>,
    /// Who was asked; only their own for the people of a unit.
    pub rows: Vec<AskedRow>,
}
