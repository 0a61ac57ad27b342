//! Surveys, and what staff proposed, in the made-up city. Texts are Chinese alone, as an office writes them.

use jiff::civil::Date;
use serde::Deserialize;

use super::file::read;

const TAKING_PART: &str = include_str!("../../register/taking_part.toml");

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakingPart {
    /// Surveys, the earliest first.
    pub surveys: Vec<SurveyEntry>,
    /// What staff proposed.
    pub proposals: Vec<ProposalEntry>,
}

/// A survey, and how it was answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of a survey in the ledger")]
pub struct SurveyEntry {
    pub title: String,
    pub lead: String,
    pub asks: String,
    /// The title of the survey of which it is a repetition.
    #[serde(default)]
    pub earlier: String,
    pub opened: Date,
    pub until: Date,
    /// When it was closed; nothing while it is open.
    pub closed: Option<Date>,
    #[serde(default)]
    pub by_code: bool,
    #[serde(default)]
    pub shown: bool,
    /// How many have answered.
    pub answers: usize,
    /// How many of them on paper.
    #[serde(default)]
    pub on_paper: usize,
    /// Unit, and how many codes it handed out.
    #[serde(default)]
    pub codes: Vec<(usize, usize)>,
    pub questions: Vec<QuestionEntry>,
}

/// A question, and what was answered to it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionEntry {
    /// What is asked; empty where it is made of a promise.
    #[serde(default)]
    pub text: String,
    /// How it is answered, by its word in the ledger.
    pub kind: String,
    /// Its options.
    #[serde(default)]
    pub options: Vec<String>,
    /// The unit whose first promise is to be recognised.
    pub unit: Option<usize>,
    /// How often each option was chosen.
    #[serde(default)]
    pub counts: Chosen,
    /// What was said in own words.
    #[serde(default)]
    pub words: Vec<String>,
}

/// How often options were chosen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Chosen {
    /// One by one.
    Each(Vec<usize>),
    /// Of units to choose from.
    Units {
        /// The right one.
        right: usize,
        /// "I do not know".
        unknown: usize,
        /// The others together.
        others: usize,
    },
}

impl Default for Chosen {
    fn default() -> Self {
        Self::Each(Vec::new())
    }
}

/// What somebody proposed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of a proposal in the ledger")]
pub struct ProposalEntry {
    pub unit: usize,
    pub kind: String,
    pub text: String,
    pub why: String,
    pub day: Date,
    /// When the unit said what becomes of it.
    pub decided: Option<Date>,
    #[serde(default)]
    pub state: String,
    #[serde(default)]
    pub reply: String,
}

/// Reads it.
pub(crate) fn taking_part() -> TakingPart {
    read(TAKING_PART)
}
