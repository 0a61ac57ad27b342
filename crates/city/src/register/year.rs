//! What the made-up city did in its programme: activities, opinions, papers, requests, tasks. Texts are Chinese alone, as an office
//! writes them.

use jiff::civil::Date;
use serde::Deserialize;

use super::file::read;

const YEAR: &str = include_str!("../../register/year.toml");

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearEntry {
    /// An earlier programme.
    pub earlier: EarlierProgramme,
    /// What units have to do in the stage that runs.
    pub tasks: Vec<TaskEntry>,
    /// Activities.
    pub activities: Vec<ActivityEntry>,
    /// Opinions.
    pub opinions: Vec<OpinionEntry>,
    /// Papers.
    pub papers: Vec<PaperEntry>,
    /// Requests.
    pub requests: Vec<RequestEntry>,
}

/// A programme that has ended.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of a programme in the ledger")]
pub struct EarlierProgramme {
    pub name: String,
    pub aims: String,
    pub methods: String,
    pub from_year: i16,
    pub until_year: i16,
    pub stages: Vec<EarlierStage>,
}

/// A stage of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of a stage in the ledger")]
pub struct EarlierStage {
    pub name: [String; 2],
    pub from: Date,
    pub until: Date,
    pub aim: String,
    pub methods: String,
}

/// Something that units have to do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskEntry {
    /// What.
    pub what: String,
    /// The kind of unit, as the register calls it; empty for all.
    pub kind: String,
    /// Until when.
    pub due: Date,
    /// How it is known that it is done, by its word in the ledger.
    pub by: String,
    /// The units that have said so.
    #[serde(default)]
    pub done: Vec<usize>,
}

/// An activity.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of an activity in the ledger")]
pub struct ActivityEntry {
    pub kind: String,
    pub title: String,
    pub place: String,
    pub people: String,
    pub agenda: String,
    /// Day and time.
    pub from: (Date, String),
    /// Day and time.
    pub until: (Date, String),
    pub places: Option<i64>,
    pub minutes: i64,
    #[serde(default)]
    pub heard: String,
    pub state: String,
    /// Whether it belongs to the earlier programme.
    #[serde(default)]
    pub earlier: bool,
    /// The units that are invited.
    pub units: Vec<usize>,
    /// Those of them that come.
    #[serde(default)]
    pub comes: Vec<usize>,
    #[serde(default)]
    pub agreed: Vec<AgreedEntry>,
    #[serde(default)]
    pub adopted: Vec<AgreedEntry>,
}

/// Something that was agreed or adopted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of an agreement in the ledger")]
pub struct AgreedEntry {
    pub unit: usize,
    pub what: String,
    #[serde(default)]
    pub learnt: String,
    pub due: Option<Date>,
    pub done: Option<Date>,
    pub came_of: String,
    /// Whether it should show in the unit's first promise.
    #[serde(default)]
    pub promise: bool,
}

/// An opinion.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpinionEntry {
    /// What was said.
    pub text: String,
    /// What it is about.
    pub theme: String,
    /// The unit that answers; none while it is not given out.
    pub unit: Option<usize>,
    /// The title of the activity at which; empty for one from the public form.
    pub activity: String,
    /// When it came.
    pub received: Date,
    /// Day, answer, what the sender says by its word in the ledger, and what the sender adds.
    pub answer: Option<(Date, String, String, String)>,
    /// The answer after one that did not solve it.
    pub again: Option<(Date, String, String, String)>,
    /// Whether both sides have agreed to publish it.
    #[serde(default)]
    pub publish: bool,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperEntry {
    /// Its kind, by its word in the ledger.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Its versions, the first one first.
    pub versions: Vec<PaperVersionEntry>,
}

/// A version of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperVersionEntry {
    /// Since when it holds.
    pub issued: Option<Date>,
    /// Until when units may comment on it.
    pub comments_until: Option<Date>,
    /// What is new.
    #[serde(default)]
    pub changed: String,
    /// Its text.
    pub text: String,
    /// The units that have read it.
    #[serde(default)]
    pub read: Vec<usize>,
    /// Line and criterion.
    #[serde(default)]
    pub criteria: Vec<(i64, String)>,
    /// Line, unit, comment, reply.
    #[serde(default)]
    pub comments: Vec<(i64, usize, String, String)>,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of a request in the ledger")]
pub struct RequestEntry {
    pub what: String,
    pub why: String,
    pub minutes: i64,
    pub asked: Date,
    pub due: Date,
    pub units: Vec<usize>,
    pub answers: Vec<(usize, String)>,
}

/// Reads the year.
pub(crate) fn year() -> YearEntry {
    read(YEAR)
}
