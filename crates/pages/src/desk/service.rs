//! The services: a list, and a page for one.

use askama::Template;

use crate::form::{Choice, Field, Problem};
use crate::frame::Frame;

/// A service of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceRow {
    /// Its page at the desk; empty for the public.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its unit; empty where all are of one.
    pub unit: String,
    /// Its code.
    pub code: String,
    /// Its legal basis; may be empty.
    pub legal_basis: String,
    /// What the law allows; may be empty.
    pub statutory_limit: String,
    /// Since when it is closed, in words; empty for one that is open.
    pub closed: String,
}

/// `GET /desk/services`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/services.html")]
pub struct ServicesPage {
    /// What stands around.
    pub frame: Frame,
    /// What was searched for.
    pub search: String,
    /// Of which unit.
    pub unit: Choice,
    /// Whether only those without a statutory limit are shown.
    pub without_limit: bool,
    /// How many are shown of how many.
    pub count: String,
    /// The services.
    pub rows: Vec<ServiceRow>,
    /// The page before.
    pub before: Option<String>,
    /// The page after.
    pub after: Option<String>,
    /// The same list as a spreadsheet and as CSV.
    pub exports: Vec<(String, String)>,
    /// Whether the reader may add services.
    pub may_edit: bool,
}

/// A promise that is bound to a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundRow {
    /// What is promised.
    pub what: String,
    /// Whether that is Chinese on a page that is not.
    pub in_chinese: bool,
    /// The brand that promises it.
    pub brand: String,
    /// The brand's page.
    pub href: String,
    /// Since when, or from when.
    pub when: String,
}

/// `GET /desk/services/new` and `GET /desk/services/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/service.html")]
pub struct ServicePage {
    /// What stands around.
    pub frame: Frame,
    /// Add, or the service's name.
    pub title: String,
    /// Where the form goes.
    pub action: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Whether the reader may change it; whoever may not reads it.
    pub may_edit: bool,
    /// The unit to choose, for a new one.
    pub unit: Option<Choice>,
    /// The unit that it is of, for one that is there.
    pub of_unit: Option<(String, String)>,
    /// Code, names, legal basis.
    pub fields: Vec<Field>,
    /// How many working days the list promises now.
    pub promised: Field,
    /// What it promised and from when on, the last first.
    pub promised_since: Vec<String>,
    /// How many, of the statutory limit.
    pub limit_number: Field,
    /// Of what.
    pub limit_unit: Choice,
    /// A limit of another kind, in words.
    pub limit_words: Field,
    /// The statutory limit, in words.
    pub limit: String,
    /// Since when it is closed, in words; empty for one that is open.
    pub closed: String,
    /// Where it is closed or opened, and what the button says; nothing for one that is not there yet.
    pub switch: Option<(String, String)>,
    /// Whether it is there already, so that promises can be bound to it.
    pub is_there: bool,
    /// The promises that are bound to it.
    pub bound: Vec<BoundRow>,
}

/// A card of a service, as a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardColumn {
    /// From which day on.
    pub from: String,
    /// Its values, in the order of the names.
    pub values: Vec<String>,
    /// Where it is taken away.
    pub remove: Option<String>,
}

impl CardColumn {
    /// A value by its place; nothing where there is none.
    pub fn value(&self, place: &usize) -> &str {
        self.values.get(*place).map_or("", String::as_str)
    }
}

/// `GET /desk/services/{id}/cards`
#[derive(Debug, Clone, Template)]
#[template(path = "desk/cards.html")]
pub struct CardsPage {
    /// What stands around.
    pub frame: Frame,
    /// The service and its page.
    pub service: (String, String),
    /// What changed, and what it saves: sentences that can be quoted.
    pub sentences: Vec<String>,
    /// What the law allows, what is promised, what was measured: a drawing.
    pub drawing: String,
    /// What cards say.
    pub names: Vec<String>,
    /// The cards, the earliest first.
    pub cards: Vec<CardColumn>,
    /// Where the last card's numbers come from.
    pub sources: String,
    /// What is wrong with a new card.
    pub problems: Vec<Problem>,
    /// A new card.
    pub fields: Vec<Field>,
    /// Whether the reader may add and remove cards.
    pub may_edit: bool,
    /// Where the form goes.
    pub action: String,
}
