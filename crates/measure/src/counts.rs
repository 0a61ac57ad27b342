//! Cases that are alike in all that a figure needs, counted: from these alone every scorecard of a promise can be made again.
//!
//! A scorecard of a year, a month or a service is a sum over some of these rows. So figures that are published can be
//! recomputed by anyone who has the rows, and no row names a case.

use std::collections::BTreeMap;

use calendar::{Day, Instant, Zone};
use terms::{Counts, ElapsedUnit, Month, Outcome, PromiseId, Scorecard};

use crate::answer::{About, DueAt, OutcomeRow};
use crate::evaluate::Cell;
use crate::kernel::tally::Histogram;

const MINUTE_US: i64 = 60_000_000;

/// What cases of a row have in common.
///
/// ```
/// use measure::{Alike, OutcomeCounts};
/// use terms::{ElapsedUnit, Month, Outcome};
///
/// let mut counts = OutcomeCounts::new(ElapsedUnit::WorkingDay, Some(0.95));
/// let kept = Alike { outcome: Outcome::Kept, month: Some(Month(668)), ended: Some(Month(668)), elapsed: Some(3), ..Alike::default() };
/// let overdue = Alike { outcome: Outcome::Overdue, month: Some(Month(669)), past_due: Some(2), ..Alike::default() };
/// counts.add(kept, 9);
/// counts.add(overdue, 1);
/// let all = counts.scorecard("permit", |_| true, |_| true);
/// assert_eq!((all.counts.settled(), all.share.map(|share| share.value)), (10, Some(0.9)));
/// assert_eq!(all.spread.map(|spread| spread.p50), Some(3));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike {
    /// Their service, as the records name it.
    pub service: String,
    /// The month to which the outcome belongs; none of running and unstarted cases.
    pub month: Option<Month>,
    /// The month of `until`, of settled cases that have one: quantiles of a month go by it.
    pub ended: Option<Month>,
    /// What became of them.
    pub outcome: Outcome,
    /// What was used, in the promise's unit: days, whole minutes rounded down, or events. Of settled cases with an end.
    pub elapsed: Option<i64>,
    /// How long after the due, of broken and overdue cases: days, or minutes rounded up. Of a promise that counts events, none.
    pub past_due: Option<i64>,
    /// How long the clock stood still, in the promise's unit; 0 where it did not.
    pub paused: i64,
}

impl Default for Alike {
    fn default() -> Self {
        Self {
            service: String::new(),
            month: None,
            ended: None,
            outcome: Outcome::Running,
            elapsed: None,
            past_due: None,
            paused: 0,
        }
    }
}

/// The cases of one promise, those that are alike together.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeCounts {
    /// The unit of what was used.
    pub elapsed_unit: ElapsedUnit,
    /// The share that the unit undertakes to keep.
    pub target: Option<f64>,
    rows: BTreeMap<Alike, u64>,
}

/// How often, and how long, the clock stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pauses {
    /// Settled cases.
    pub of: u64,
    /// Those whose clock stood still.
    pub cases: u64,
    /// How long in all, in the promise's unit.
    pub total: i64,
}

impl OutcomeCounts {
    /// No cases yet.
    pub fn new(elapsed_unit: ElapsedUnit, target: Option<f64>) -> Self {
        Self { elapsed_unit, target, rows: BTreeMap::new() }
    }

    /// Counts so many more cases that are alike.
    pub fn add(&mut self, alike: Alike, cases: u64) {
        *self.rows.entry(alike).or_default() += cases;
    }

    /// The rows in order: what the cases have in common, and how many there are.
    pub fn rows(&self) -> impl Iterator<Item = (&Alike, u64)> {
        self.rows.iter().map(|(alike, cases)| (alike, *cases))
    }

    /// The scorecard of some of the cases: `in_month` says which months count, as the month of the outcome for counts and as
    /// that of `until` for quantiles, exactly as `--by month` tells them apart.
    pub fn scorecard(
        &self,
        promise: &str,
        of: impl Fn(&Alike) -> bool,
        in_month: impl Fn(Option<Month>) -> bool,
    ) -> Scorecard {
        let mut counts = Counts::default();
        let mut elapsed: BTreeMap<i64, u64> = BTreeMap::new();
        for (alike, cases) in self.rows().filter(|(alike, _)| of(alike)) {
            if in_month(alike.month) {
                counts.add_many(alike.outcome, cases);
            }
            // A case that broke a promise of a number without having ended has used something, but no time until an end.
            if let Some(value) = alike.elapsed.filter(|_| alike.ended.is_some() && in_month(alike.ended)) {
                *elapsed.entry(value).or_default() += cases;
            }
        }
        let mut cell = Cell { counts, elapsed: Histogram::of(elapsed) };
        let about =
            About { promise: PromiseId(promise.to_owned()), target: self.target, elapsed_unit: self.elapsed_unit };
        about.scorecard(Vec::new(), &mut cell)
    }

    /// How often and how long the clock stood still in settled cases of some months.
    pub fn pauses(&self, of: impl Fn(&Alike) -> bool, in_month: impl Fn(Option<Month>) -> bool) -> Pauses {
        let mut pauses = Pauses::default();
        for (alike, cases) in self.rows().filter(|(alike, _)| of(alike) && in_month(alike.month)) {
            if alike.outcome.is_settled() {
                pauses.of += cases;
                if alike.paused > 0 {
                    pauses.cases += cases;
                    pauses.total = pauses.total.saturating_add(alike.paused.saturating_mul(cases as i64));
                }
            }
        }
        pauses
    }

    /// The months in which some outcome became known or some case ended, in order.
    pub fn months(&self) -> Vec<Month> {
        let mut months: Vec<Month> = self.rows.keys().flat_map(|alike| [alike.month, alike.ended]).flatten().collect();
        months.sort_unstable();
        months.dedup();
        months
    }

    /// The services of the cases, in order.
    pub fn services(&self) -> Vec<&str> {
        let mut services: Vec<&str> = self.rows.keys().map(|alike| alike.service.as_str()).collect();
        services.dedup();
        services
    }

    /// All cases by outcome.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.rows().for_each(|(alike, cases)| counts.add_many(alike.outcome, cases));
        counts
    }
}

/// Counts the outcomes of each promise. `as_of` is the day of the figures, and `zone` that in which days begin and end.
pub fn count_outcomes<'a>(
    outcomes: impl Iterator<Item = OutcomeRow<'a>>,
    as_of: Instant,
    zone: &Zone,
) -> BTreeMap<String, OutcomeCounts> {
    let mut promises: BTreeMap<String, OutcomeCounts> = BTreeMap::new();
    for row in outcomes {
        let alike = Alike {
            service: row.service.to_owned(),
            month: row.month,
            ended: row.ended,
            outcome: row.outcome,
            elapsed: row.elapsed.map(|elapsed| in_unit(elapsed, row.elapsed_unit)),
            past_due: past_due(&row, as_of, zone),
            paused: row.paused.map_or(0, |paused| in_unit(paused, row.elapsed_unit)),
        };
        if !promises.contains_key(row.promise) {
            promises.insert(row.promise.to_owned(), OutcomeCounts::new(row.elapsed_unit, None));
        }
        if let Some(counts) = promises.get_mut(row.promise) {
            counts.add(alike, 1);
        }
    }
    promises
}

/// Single outcomes give microseconds where scorecards give minutes.
fn in_unit(value: i64, unit: ElapsedUnit) -> i64 {
    if unit == ElapsedUnit::Minute { value.div_euclid(MINUTE_US) } else { value }
}

/// How long after its due a case ended, or has been waiting: days, or minutes rounded up, so that late is never 0.
pub fn past_due(row: &OutcomeRow<'_>, as_of: Instant, zone: &Zone) -> Option<i64> {
    if !matches!(row.outcome, Outcome::Broken | Outcome::Overdue) {
        return None;
    }
    let seen = row.until.filter(|_| row.outcome == Outcome::Broken).unwrap_or(as_of);
    match row.due? {
        DueAt::Day(Day(due)) => Some(i64::from(zone.day(seen).0 - due)),
        DueAt::Instant(due) => Some((seen.0.saturating_sub(due.0).saturating_add(MINUTE_US - 1)).div_euclid(MINUTE_US)),
    }
}
