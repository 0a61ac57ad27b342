//! Lists and forms of the register: units, brands, accounts, the audit log.

use askama::Template;

use super::ServiceRow;
use crate::form::{Choice, Field, Problem};
use crate::frame::Frame;

/// A unit in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// Its page at the desk.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: String,
    /// The peer group.
    pub peer_group: String,
    /// Liaison and head.
    pub people: String,
    /// Its brands.
    pub brands: String,
}

/// `GET /desk/units`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/units.html")]
pub struct UnitsPage {
    /// What stands around.
    pub frame: Frame,
    /// What was searched for.
    pub search: String,
    /// Which kind of unit is shown.
    pub kind: Choice,
    /// How many are shown of how many.
    pub count: String,
    /// The units.
    pub rows: Vec<UnitRow>,
    /// The page before and the page after.
    pub before: Option<String>,
    /// The page after.
    pub after: Option<String>,
    /// The same list as a spreadsheet and as CSV.
    pub exports: Vec<(String, String)>,
    /// Whether the reader may add units.
    pub may_edit: bool,
}

/// `GET /desk/units/new` and `GET /desk/units/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/unit_form.html")]
pub struct UnitFormPage {
    /// What stands around.
    pub frame: Frame,
    /// Add, or the unit's name.
    pub title: String,
    /// Where the form goes.
    pub action: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Its texts.
    pub fields: Vec<Field>,
    /// Parent, liaison, head.
    pub choices: Vec<Choice>,
    /// Its services.
    pub services: Vec<ServiceRow>,
    /// Whether the reader may change them; whoever may not reads them.
    pub may_edit: bool,
    /// Whether the unit is there already, with services and brands.
    pub is_there: bool,
    /// Its brands, each with those below it after it.
    pub brands: Vec<KinRow>,
    /// Where a brand is begun; nothing where the reader may not.
    pub begin: Option<BeginBrand>,
    /// Where a service is added; nothing where the reader may not.
    pub new_service: Option<String>,
}

/// How a brand is begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeginBrand {
    /// Where the form goes.
    pub action: String,
    /// Below which brand; without anything to choose it is below none.
    pub parent: Option<Choice>,
}

/// A brand in the tree of its family, or in the list of a unit's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KinRow {
    /// Its page; empty for the page that is open.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its unit, where it is another one; may be empty.
    pub unit: String,
    /// Where it stands, in words.
    pub standing: String,
    /// The class of the word.
    pub class: &'static str,
    /// Whether brands below it follow.
    pub opens: bool,
    /// How many lists end after it.
    pub closes: usize,
}

/// A row of a spreadsheet that is to come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Its row in the sheet.
    pub row: u32,
    /// Its cells, each with what is wrong with it.
    pub cells: Vec<(String, Option<String>)>,
}

/// `GET` and `POST /desk/import/{what}`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/import.html")]
pub struct ImportPage {
    /// What stands around.
    pub frame: Frame,
    /// What comes in.
    pub title: String,
    /// The list that it belongs to: its address and name.
    pub back: (&'static str, String),
    /// How it is done.
    pub lead: String,
    /// Where the form goes.
    pub action: String,
    /// The empty sheet to fill in.
    pub template: String,
    /// What is wrong with the file as a whole.
    pub problems: Vec<Problem>,
    /// The headings.
    pub headings: Vec<String>,
    /// The rows, those with problems first.
    pub rows: Vec<ImportRow>,
    /// What would come of it.
    pub outcome: String,
    /// The rows again, to be sent when they are confirmed; nothing while something is wrong.
    pub confirm: Option<String>,
}

/// A brand in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandRow {
    /// Where it is read or edited.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Where it stands, in words.
    pub standing: String,
    /// The class of the word.
    pub class: &'static str,
    /// Since when, or when it was saved.
    pub when: String,
}

/// `GET /desk/brands`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/brands.html")]
pub struct BrandsPage {
    /// What stands around.
    pub frame: Frame,
    /// What was searched for.
    pub search: String,
    /// Which standing is shown.
    pub standing: Choice,
    /// How many are shown of how many.
    pub count: String,
    /// The brands.
    pub rows: Vec<BrandRow>,
    /// The page before.
    pub before: Option<String>,
    /// The page after.
    pub after: Option<String>,
    /// The same list as a spreadsheet and as CSV.
    pub exports: Vec<(String, String)>,
    /// Whether the reader keeps the list of unlucky readings.
    pub keeps_readings: bool,
}

/// An account in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Its id, for the buttons.
    pub id: String,
    /// The name with which one signs in.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// The role.
    pub role: String,
    /// The unit.
    pub unit: String,
    /// Open, closed, first password.
    pub state: String,
    /// Whether it is closed.
    pub closed: bool,
    /// Whether it is bound to somebody at an identity provider.
    pub bound: bool,
    /// Whether it has a second factor.
    pub second_factor: bool,
}

/// `GET /desk/accounts`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/accounts.html")]
pub struct AccountsPage {
    /// What stands around.
    pub frame: Frame,
    /// The accounts.
    pub rows: Vec<AccountRow>,
    /// Passwords that were just made: for whom, and the password. They are shown once.
    pub new_passwords: Vec<(String, String)>,
}

/// `GET /desk/accounts/new`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/new_account.html")]
pub struct NewAccountPage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Login and name.
    pub fields: Vec<Field>,
    /// Role and unit.
    pub choices: Vec<Choice>,
}

/// A line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number.
    pub number: String,
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done, to what.
    pub what: String,
    /// What it was and what it became.
    pub change: String,
    /// The beginning of its hash.
    pub hash: String,
}

/// `GET /desk/audit`.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/audit.html")]
pub struct AuditPage {
    /// What stands around.
    pub frame: Frame,
    /// Number of entries, and the head's hash.
    pub head: String,
    /// The entries, the newest first.
    pub rows: Vec<AuditRow>,
    /// Earlier ones.
    pub earlier: Option<String>,
}

/// `GET /desk/readings`: the list of readings that the office keeps.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/readings.html")]
pub struct ReadingsPage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The list.
    pub fields: Vec<Field>,
}
