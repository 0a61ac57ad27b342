//! The API, as a page.

use askama::Template;

use crate::frame::Frame;
use crate::public::Described;

/// Something that the API does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, with `{…}` for what changes.
    pub path: String,
    /// What it does.
    pub about: String,
    /// Where a browser can try it.
    pub try_it: Option<String>,
    /// Whether it needs a key.
    pub needs_key: bool,
    /// What can be said with it.
    pub parameters: Vec<Described>,
    /// What it answers: statuses, and what each means.
    pub answers: Vec<Described>,
}

/// `GET /api`
#[derive(Debug, Clone, Template)]
#[template(path = "public/api.html")]
pub struct ApiPage {
    /// What stands around.
    pub frame: Frame,
    /// How lists are cut: a sentence.
    pub paging: String,
    /// What it does.
    pub operations: Vec<Operation>,
}
