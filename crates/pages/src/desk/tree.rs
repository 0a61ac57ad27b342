//! Where a brand stands among others, and how it is retired.

use askama::Template;

use crate::form::{Choice, Field, Problem};
use crate::frame::Frame;

/// `GET /desk/brands/{id}/place`: below which other brand.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/place.html")]
pub struct PlacePage {
    /// What stands around.
    pub frame: Frame,
    /// The brand.
    pub title: String,
    /// The addresses of this brand begin with it.
    pub base: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The brands that it may lie below.
    pub parent: Choice,
}

/// `GET /desk/brands/{id}/retire`: no longer used from a day on.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/retire.html")]
pub struct RetirePage {
    /// What stands around.
    pub frame: Frame,
    /// The brand.
    pub title: String,
    /// The addresses of this brand begin with it.
    pub base: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The day, and the reason.
    pub fields: Vec<Field>,
}
