//! One's own second factor.

use askama::Template;

use crate::form::{Field, Problem};
use crate::frame::Frame;
use crate::qr::Qr;

/// `GET /desk/two-step` while it is off.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/two_step_new.html")]
pub struct TwoStepNewPage {
    /// What stands around.
    pub frame: Frame,
    /// Whether nothing else can be done before.
    pub must: bool,
    /// The secret for the telephone.
    pub qr: Qr,
    /// The same to be typed, in groups.
    pub key: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The first code.
    pub fields: Vec<Field>,
}

/// What `POST /desk/two-step` answers: it is on, and these are the recovery codes, shown once.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/two_step_on.html")]
pub struct TwoStepOnPage {
    /// What stands around.
    pub frame: Frame,
    /// The recovery codes.
    pub codes: Vec<String>,
}

/// `GET /desk/two-step` while it is on.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/two_step.html")]
pub struct TwoStepPage {
    /// What stands around.
    pub frame: Frame,
    /// Since when, and how many recovery codes are left.
    pub since: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Password and code, to turn it off.
    pub fields: Vec<Field>,
    /// Where one has to show first, at the identity provider, who one is, and what the button says; then nothing is to be filled in yet.
    pub confirm: Option<(String, String)>,
}
