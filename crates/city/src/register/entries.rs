//! What a register holds: the programme, units and people, as plain values.

use jiff::civil::Date;
use serde::Deserialize;

use super::brand::BrandEntry;
use super::limit::LimitWords;
use super::projects::ProjectsEntry;
use super::taking_part::TakingPart;
use super::year::YearEntry;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "[String; 2]")]
pub struct Bilingual {
    /// The Chinese text.
    pub zh: String,
    /// The English text.
    pub en: String,
}

impl Bilingual {
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

impl From<[String; 2]> for Bilingual {
    fn from([zh, en]: [String; 2]) -> Self {
        Self { zh, en }
    }
}

impl From<[&str; 2]> for Bilingual {
    fn from([zh, en]: [&str; 2]) -> Self {
        Self::new(zh, en)
    }
}

/// The register of the made-up city.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// The name of the city.
    pub city: Bilingual,
    /// Its service-brand programme.
    pub programme: ProgrammeEntry,
    /// Its units: first the 24 with a brand, in the order of the plan's promises, then those that only stand above others.
    pub units: Vec<UnitEntry>,
    /// Its people: the programme office, the reviewers, and of each unit the head, the liaison and, where it has a window,
    /// two clerks.
    pub people: Vec<PersonEntry>,
    /// What it did in its programme.
    pub year: YearEntry,
    /// Surveys, and what staff proposed.
    pub taking_part: TakingPart,
    /// Its projects, what units tell of how they did something, and guidance.
    pub projects: ProjectsEntry,
}

/// A programme of some years.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeEntry {
    /// What it is called.
    pub name: Bilingual,
    /// What it is for.
    pub aims: Bilingual,
    /// How it goes about it.
    pub methods: Bilingual,
    /// The first year.
    pub from_year: i16,
    /// The last year.
    pub until_year: i16,
    /// The number of the paper that approves it, plainly made up; none in assessment mode.
    pub approval_number: Option<String>,
    /// Who approved it.
    pub approval_authority: Option<String>,
    /// Its stages, one after the other without a gap.
    pub stages: Vec<StageEntry>,
}

/// A stage of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageEntry {
    /// What it is called.
    pub name: Bilingual,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// What it is for.
    pub aim: Bilingual,
    /// How it goes about it.
    pub methods: Bilingual,
}

/// The kind of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// A bureau or commission of the city.
    Bureau,
    /// A bureau that also inspects and fines.
    Enforcement,
    /// Police, with a window of their own.
    Police,
    /// A centre that serves the public and decides nothing else.
    ServiceCentre,
    /// A street office, or a centre of one.
    Street,
    /// A public enterprise.
    Utility,
}

/// A unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitEntry {
    /// Its full name.
    pub name: Bilingual,
    /// The name in a narrow column.
    pub short: Bilingual,
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// The units that it is compared with.
    pub peer_group: Bilingual,
    /// Its Party organisation, in Chinese.
    pub party_organisation: String,
    /// The made-up unified social credit code by which the case records name it.
    pub credit_code: String,
    /// The unit above it, by its place in [`Register::units`].
    pub parent: Option<usize>,
    /// Its liaison, by place in [`Register::people`].
    pub liaison: usize,
    /// Its head, likewise.
    pub head: usize,
    /// Where its window is.
    pub window: Bilingual,
    /// The telephone of the window: with an area code that no place has.
    pub telephone: String,
    /// What it offers; none where it has no brand.
    pub services: Vec<ServiceEntry>,
    /// Its brand; none where the unit only stands above others.
    pub brand: Option<BrandEntry>,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceEntry {
    /// The code in the case records (实施编码).
    pub code: String,
    /// What it is called.
    pub name: Bilingual,
    /// The law that it rests on, in Chinese.
    pub legal_basis: String,
    /// The limit that the law sets, where it sets one.
    pub statutory: Option<LimitWords>,
}

/// What somebody does in the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PersonRole {
    /// Runs the programme.
    ProgrammeOfficer,
    /// Exports the case records.
    DataOfficer,
    /// Advises and evaluates.
    Reviewer,
    /// Heads a unit, and signs.
    Head,
    /// Writes for a unit.
    Liaison,
    /// Serves at a window.
    WindowClerk,
}

/// A person who is nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonEntry {
    /// The name: no two are the same.
    pub name: String,
    /// The name to log in by: small letters, digits and full stops; no two are the same.
    pub login: String,
    /// What stands below the name on a badge.
    pub post: Bilingual,
    /// What they do in the programme.
    pub role: PersonRole,
    /// Their unit, by place in [`Register::units`]; none for the programme office and the reviewers.
    pub unit: Option<usize>,
}
