//! Break-through projects, how units did something, and guidance by kind of unit, of the made-up city. Texts are Chinese alone, as an
//! office writes them.

use jiff::civil::Date;
use serde::Deserialize;

use super::entries::UnitKind;
use super::file::read;

const PROJECTS: &str = include_str!("../../register/projects.toml");

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectsEntry {
    /// Projects.
    pub projects: Vec<ProjectEntry>,
    /// How units did something.
    pub examples: Vec<ExampleEntry>,
    /// Guidance.
    pub guidance: Vec<GuidanceEntry>,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of a project in the ledger")]
pub struct ProjectEntry {
    pub title: String,
    pub aim: String,
    /// The unit that leads it.
    pub leads: usize,
    /// Those that take part.
    pub with: Vec<usize>,
    pub from: Date,
    pub until: Date,
    /// Whether it should show in the first promise of the unit that leads it.
    pub promise: bool,
    pub milestones: Vec<MilestoneEntry>,
}

/// A milestone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of a milestone in the ledger")]
pub struct MilestoneEntry {
    pub what: String,
    pub due: Date,
    pub done: Option<Date>,
    #[serde(default)]
    pub came_of: String,
}

/// How a unit did something.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of an example in the ledger")]
pub struct ExampleEntry {
    pub unit: usize,
    pub title: String,
    pub trouble: String,
    pub done: String,
    pub took: String,
    pub watch: String,
    pub since: Date,
    /// Whether it should show in the unit's first promise.
    #[serde(default)]
    pub promise: bool,
    #[serde(default)]
    pub published: bool,
    #[serde(default)]
    pub agrees: bool,
    /// Units that follow it, and since when.
    #[serde(default)]
    pub follows: Vec<(usize, Date)>,
}

/// Guidance for a kind of unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of guidance in the ledger")]
pub struct GuidanceEntry {
    pub kind: UnitKind,
    pub text: String,
    pub day: Date,
}

/// Reads them.
pub(crate) fn projects() -> ProjectsEntry {
    read(PROJECTS)
}
