//! What everybody may read, and the way in.

use askama::Template;

use crate::form::{Field, Problem};
use crate::frame::Frame;

/// A brand as it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandCard {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// The address of its mark, if it has one.
    pub mark: Option<String>,
}

/// `GET /`: the search, the programme, the brands.
#[derive(Debug, Clone, Template)]
#[template(path = "public/home.html")]
pub struct HomePage {
    /// What stands around.
    pub frame: Frame,
    /// What was searched for; empty when nothing was.
    pub search: String,
    /// The programme's name and aims, if there is one.
    pub programme: Option<(String, String)>,
    /// The brands in force, or those found.
    pub brands: Vec<BrandCard>,
    /// How many brands there are in all.
    pub brands_in_all: String,
    /// Services found.
    pub services: Vec<FoundRow>,
    /// Units found.
    pub units: Vec<FoundRow>,
    /// What is to be said of what was found: that it is not what was typed, that there is more.
    pub said: Vec<String>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRow {
    /// Its name in pieces, each with whether it is what was typed.
    pub name: Vec<(String, bool)>,
    /// Where it leads.
    pub href: String,
    /// What stands below: its unit, what is promised of it; may be empty.
    pub small: String,
}

/// `GET /compare`: the peer groups, or one of them.
#[derive(Debug, Clone, Template)]
#[template(path = "public/peers.html")]
pub struct PeersPage {
    /// What stands around.
    pub frame: Frame,
    /// The group; empty while none is chosen.
    pub group: String,
    /// All groups, with the addresses of their pages.
    pub groups: Vec<(String, String)>,
    /// What the units of the group promise, apart by how it is counted.
    pub tables: Vec<PeerTable>,
}

/// Promises that are counted in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerTable {
    /// How they are counted.
    pub title: String,
    /// The scale of their drawings, as SVG.
    pub scale: String,
    /// The promises, in the order of the units' names.
    pub rows: Vec<PeerRow>,
}

/// A promise of a unit beside those of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerRow {
    /// The unit's name and page.
    pub unit: (String, String),
    /// What is promised.
    pub what: String,
    /// Whether that is Chinese on a page that is not.
    pub in_chinese: bool,
    /// The promise's page.
    pub href: String,
    /// The services that it is bound to; may be empty.
    pub services: String,
    /// The limit.
    pub limit: String,
    /// The share that was kept, its interval, and of how many cases; none where nothing is published.
    pub figure: Option<(String, String, String)>,
    /// The same as SVG.
    pub drawing: String,
}

/// Something with a name and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// What it is.
    pub name: String,
    /// What is said.
    pub text: String,
    /// Whether that is Chinese on a page that is not: the register has it in no other language.
    pub in_chinese: bool,
}

/// `GET /units/{id}`: a unit, its brands, its services.
#[derive(Debug, Clone, Template)]
#[template(path = "public/unit.html")]
pub struct UnitPage {
    /// What stands around.
    pub frame: Frame,
    /// Its name.
    pub name: String,
    /// Its brands in force.
    pub brands: Vec<BrandCard>,
    /// Its services.
    pub services: Vec<crate::desk::ServiceRow>,
    /// What kind it is, to what it belongs.
    pub facts: Vec<Described>,
    /// The page of its peer group, if it is in one.
    pub compare: Option<String>,
    /// Where an opinion is sent to it.
    pub opinions: String,
    /// How it did something: title and address.
    pub examples: Vec<(String, String)>,
}

/// A promise in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseCard {
    /// What is promised.
    pub what: String,
    /// Whether that is Chinese on a page that is not.
    pub in_chinese: bool,
    /// Limit, to whom, remedy, and so on; only what is said.
    pub facts: Vec<Described>,
    /// The page of its figure.
    pub href: String,
    /// The figure: share in percent, and of how many; none where there is none to publish.
    pub figure: Option<(String, String)>,
}

/// A change of a brand that was put in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeEntry {
    /// From when, and which version.
    pub when: String,
    /// The unit's own words about it; may be empty.
    pub why: String,
    /// What was said differently from then on.
    pub changes: Vec<String>,
}

/// `GET /brands/{id}`: a brand, its promises, and the change log.
#[derive(Debug, Clone, Template)]
#[template(path = "public/brand.html")]
pub struct BrandPage {
    /// What stands around.
    pub frame: Frame,
    /// Its name.
    pub name: String,
    /// Its unit's name and page.
    pub unit: (String, String),
    /// The address of its mark.
    pub mark: Option<String>,
    /// Its slogan, and whether that is Chinese on a page that is not.
    pub slogan: (String, bool),
    /// That it is no longer used, since when and why; empty while it is.
    pub retired: String,
    /// The brand above it: its name and page.
    pub parent: Option<(String, String)>,
    /// Since when this version is in force, who signed it.
    pub foot: Vec<String>,
    /// Its promises.
    pub promises: Vec<PromiseCard>,
    /// Concept, meaning, standards, mark explained.
    pub about: Vec<Described>,
    /// Its sub-brands.
    pub sub_brands: Vec<BrandCard>,
    /// The change log, the newest first.
    pub changes: Vec<ChangeEntry>,
}

/// `GET /sign-in`.
#[derive(Debug, Clone, Template)]
#[template(path = "public/sign_in.html")]
pub struct SignInPage {
    /// What stands around.
    pub frame: Frame,
    /// Why the identity provider did not bring somebody in.
    pub refused: Option<String>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Name and password.
    pub fields: Vec<Field>,
    /// Where to go after it.
    pub next: String,
    /// Where the identity provider is reached, and what its button says.
    pub provider: Option<(String, String)>,
    /// Accounts to try, in the demo: name to sign in with, role.
    pub to_try: Vec<(String, String)>,
    /// Their password.
    pub to_try_password: String,
}

/// `GET /sign-in/code`: the second page of signing in.
#[derive(Debug, Clone, Template)]
#[template(path = "public/code.html")]
pub struct CodePage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The code.
    pub fields: Vec<Field>,
}

/// `GET /password`.
#[derive(Debug, Clone, Template)]
#[template(path = "public/password.html")]
pub struct PasswordPage {
    /// What stands around.
    pub frame: Frame,
    /// Whether nothing else can be done before.
    pub must: bool,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Old and new password.
    pub fields: Vec<Field>,
}

/// What could not be done, and the way on.
#[derive(Debug, Clone, Template)]
#[template(path = "public/message.html")]
pub struct MessagePage {
    /// What stands around.
    pub frame: Frame,
    /// In a few words.
    pub title: String,
    /// What it is and what to do.
    pub text: String,
    /// By which number it is found in the log; may be empty.
    pub number: String,
}
