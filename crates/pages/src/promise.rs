//! A promise and its figure: what everybody may read, and anyone can recompute.

use askama::Template;

use crate::desk::OddRow;
use crate::frame::Frame;
use crate::public::{ChangeEntry, Described};

/// A figure with all that belongs to it: its period, denominator, interval and target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureView {
    /// The period, in words.
    pub period: String,
    /// The share in percent: `95.6`.
    pub percent: String,
    /// Of how many: a sentence.
    pub of: String,
    /// Whether the target is reached: words, and whether it is.
    pub verdict: Option<(String, bool)>,
    /// The interval as a drawing (SVG of our own making).
    pub drawing: String,
    /// The interval, and what is left out: a sentence.
    pub interval: String,
}

/// How long people waited, on one clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitRow {
    /// From where it is counted.
    pub from: String,
    /// Half of the cases took no longer.
    pub half: String,
    /// Nine in ten took no longer.
    pub ninety: String,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthRow {
    /// The month.
    pub month: String,
    /// The share in percent.
    pub percent: String,
    /// Its interval.
    pub interval: String,
    /// Of how many cases.
    pub cases: String,
}

/// A case that somebody has to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The case's number.
    pub case: String,
    /// Its service.
    pub service: String,
    /// What became of it.
    pub outcome: String,
    /// When the clock started.
    pub from: String,
    /// Until when it had to be done.
    pub due: String,
    /// How late it is, or how much time is left.
    pub how_late: String,
    /// The class of its mark: `late`, `soon` or nothing.
    pub class: &'static str,
}

/// `GET /promises/{id}`: a promise, its figure, and how it was counted.
#[derive(Debug, Clone, Template)]
#[template(path = "public/promise.html")]
pub struct PromisePage {
    /// What stands around.
    pub frame: Frame,
    /// The brand's name and page.
    pub brand: (String, String),
    /// The unit's name and page.
    pub unit: (String, String),
    /// The words on the plate.
    pub what: String,
    /// Since when, the legal limit, what if not.
    pub foot: Vec<String>,
    /// The figure; none where there is none to publish.
    pub figure: Option<FigureView>,
    /// Why there is none.
    pub why_none: String,
    /// How long people waited.
    pub waits: Vec<WaitRow>,
    /// How long it took, as a drawing.
    pub waits_drawing: String,
    /// How often the clock stood still: a sentence; empty where it never did.
    pub pauses: String,
    /// The months as a drawing.
    pub months_drawing: String,
    /// The months as a table.
    pub months: Vec<MonthRow>,
    /// Months that are counted in the whole only: a sentence; empty where there are none.
    pub merged: String,
    /// How it was counted, in paragraphs.
    pub how: Vec<String>,
    /// What is not counted, and why: a number and a sentence each.
    pub left_out: Vec<Described>,
    /// What is odd about the records that it was counted from.
    pub quality: Vec<OddRow>,
    /// How many were closed on the last day: a sentence; empty where the limit is no number of days.
    pub last_day: String,
    /// Limit, to whom, remedy, and so on.
    pub facts: Vec<Described>,
    /// The cases to look at; none for those who may not see them.
    pub cases: Option<Vec<CaseRow>>,
    /// The change log of the promise, the newest first.
    pub changes: Vec<ChangeEntry>,
    /// Where it is compared before and after a day; none for those who may not see the register.
    pub before_after: Option<String>,
    /// The address of the bundle; none where nothing is published.
    pub bundle: Option<String>,
    /// The address of the figures as a table of text.
    pub csv: Option<String>,
}

/// `GET /p/{id}`: what the code on a plate leads to.
#[derive(Debug, Clone, Template)]
#[template(path = "public/landing.html")]
pub struct LandingPage {
    /// What stands around.
    pub frame: Frame,
    /// The brand.
    pub brand: String,
    /// The unit.
    pub unit: String,
    /// The words on the plate.
    pub what: String,
    /// The figure.
    pub figure: Option<FigureView>,
    /// Why there is none.
    pub why_none: String,
    /// How long half of the people waited: a sentence; empty where that is not known.
    pub half: String,
    /// That the plate that led here is out of date; empty where it is not.
    pub outdated: String,
    /// The promise's page.
    pub more: String,
}
