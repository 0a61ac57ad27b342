//! How they did it, on the desk and for everybody; and guidance by kind of unit.

use askama::Template;

use super::project::EffectView;
use crate::form::{Form, Problem};
use crate::frame::{Frame, NavItem};
use crate::promise::FigureView;

/// An example in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleRow {
    /// Where it is shown.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// The unit that did it.
    pub unit: String,
    /// Since when.
    pub since: String,
    /// Whether it is public, or what is missing; empty on public pages.
    pub state: String,
    /// How many units follow it; empty when none does.
    pub follows: String,
}

/// A unit that follows an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowRow {
    /// The unit.
    pub unit: String,
    /// Since when.
    pub since: String,
    /// How the figure of the promise that it named moved since.
    pub effect: Option<EffectView>,
    /// How it stops; nothing where the reader may not.
    pub stop: Option<Form>,
}

/// `GET /desk/examples`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/examples.html")]
pub struct ExamplesPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// The examples.
    pub rows: Vec<ExampleRow>,
    /// Whether the reader may write one.
    pub may_add: bool,
}

/// `GET /desk/examples/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/example.html")]
pub struct ExamplePage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What it is called.
    pub title: String,
    /// Whether it is public, or what is missing.
    pub state: String,
    /// The unit, since when: label and text.
    pub facts: Vec<(String, String)>,
    /// What was the trouble, what was done, what it took, what to watch for: heading and text.
    pub parts: Vec<(String, String)>,
    /// The promise whose figure should show it, and its page.
    pub promise: Option<(String, String)>,
    /// What that figure shows.
    pub effect: Option<EffectView>,
    /// Who follows it.
    pub follows: Vec<FollowRow>,
    /// What the reader may do with it: heading and form.
    pub forms: Vec<(String, Form)>,
    /// Where it is edited; nothing where the reader may not.
    pub edit: Option<String>,
    /// Its public page; nothing where it has none.
    pub public: Option<String>,
}

/// `GET /examples`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/public_examples.html")]
pub struct PublicExamplesPage {
    /// What stands around.
    pub frame: Frame,
    /// The examples.
    pub rows: Vec<ExampleRow>,
}

/// `GET /examples/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/public_example.html")]
pub struct PublicExamplePage {
    /// What stands around.
    pub frame: Frame,
    /// What it is called.
    pub title: String,
    /// The unit, and its page.
    pub unit: (String, String),
    /// Since when.
    pub since: String,
    /// What was the trouble, what was done, what it took, what to watch for: heading and text.
    pub parts: Vec<(String, String)>,
    /// The promise whose figure should show it, and its page.
    pub promise: Option<(String, String)>,
    /// Its figure, as the promise's page has it.
    pub figure: Option<FigureView>,
    /// How it moved since.
    pub effect: Option<EffectView>,
    /// Who follows it.
    pub follows: Vec<FollowRow>,
}

/// Guidance for a kind of unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidanceRow {
    /// The kind of unit.
    pub kind: String,
    /// How many units are of it.
    pub units: String,
    /// The text; empty where none is written.
    pub text: String,
    /// Since when it says so; empty where there is no text.
    pub when: String,
    /// Examples of units of this kind: title and address.
    pub examples: Vec<(String, String)>,
    /// How it is written; nothing where the reader may not.
    pub form: Option<Form>,
}

/// `GET /desk/guidance`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/guidance.html")]
pub struct GuidancePage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The kinds of units.
    pub rows: Vec<GuidanceRow>,
}
