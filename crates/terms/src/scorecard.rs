//! A scorecard: the outcomes of many cases.

use crate::limit::ElapsedUnit;
use crate::outcome::Outcome;
use crate::promise::PromiseId;

/// What scorecards can be told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// The unit that handled the case.
    Unit,
    /// The service that was applied for.
    Service,
    /// The month in which the outcome became known.
    Month,
    /// The year of that month.
    Year,
}

impl Dimension {
    /// The name of the column: `unit`, `service`, `month` or `year`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Service => "service",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The dimension of a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Unit, Self::Service, Self::Month, Self::Year].into_iter().find(|dimension| dimension.name() == name)
    }
}

/// How many cases have each outcome. Two of them add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts([u64; Outcome::ALL.len()]);

impl Counts {
    /// The cases with an outcome.
    pub fn of(&self, outcome: Outcome) -> u64 {
        self.0[outcome as usize]
    }

    /// Counts one more case.
    pub fn add(&mut self, outcome: Outcome) {
        self.0[outcome as usize] += 1;
    }

    /// Counts so many more cases.
    pub fn add_many(&mut self, outcome: Outcome, cases: u64) {
        self.0[outcome as usize] += cases;
    }

    /// Adds the counts of other cases.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }

    /// The cases in the share's denominator: kept, broken and overdue.
    pub fn settled(&self) -> u64 {
        Outcome::ALL.into_iter().filter(|outcome| outcome.is_settled()).map(|outcome| self.of(outcome)).sum()
    }

    /// Kept, broken, overdue, running and withdrawn: all cases that started and have a due.
    pub fn cases(&self) -> u64 {
        self.settled() + self.of(Outcome::Running) + self.of(Outcome::Withdrawn)
    }
}

/// A share with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The share, from 0 to 1.
    pub value: f64,
    /// The interval's lower end.
    pub low: f64,
    /// The interval's upper end.
    pub high: f64,
}

/// How long it took: exact quantiles (the smallest observed value `x` with `F(x) >= q`) and the mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The median.
    pub p50: i64,
    /// The 90th percentile.
    pub p90: i64,
    /// The 95th percentile.
    pub p95: i64,
    /// The mean.
    pub mean: f64,
}

/// How often a promise was kept, and how long it took.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    /// The values of the dimensions that were asked for, in the order in which they were; empty where a case has none.
    pub key: Vec<String>,
    /// The promise.
    pub promise: PromiseId,
    /// How many cases have each outcome.
    pub counts: Counts,
    /// Kept of settled, with its interval; `None` when nothing is settled.
    pub share: Option<Share>,
    /// The share that the unit undertakes to keep.
    pub target: Option<f64>,
    /// How long the settled cases with an end took; `None` when there are none.
    pub spread: Option<Spread>,
    /// The unit of the spread.
    pub elapsed_unit: ElapsedUnit,
}

/// A number with six decimals, as shares and means are written.
pub fn six_decimals(number: f64) -> String {
    format!("{number:.6}")
}

/// A share in percent with one decimal. What is not all is never shown as 100.0, and what is not nothing never as 0.0.
///
/// ```
/// assert_eq!([0.0, 0.0001, 0.956, 0.9999, 1.0].map(terms::percent), ["0.0", "0.1", "95.6", "99.9", "100.0"]);
/// ```
pub fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round();
    let tenths = if share < 1.0 { tenths.min(999.0) } else { tenths };
    let tenths = if share > 0.0 { tenths.max(1.0) } else { tenths };
    format!("{:.1}", tenths / 10.0)
}

impl Scorecard {
    /// The columns after the key, as every output of a figure has them: names and values, an empty value where there is none.
    ///
    /// Two figures are the same when these are: they have all counts, the share with its interval, and the quantiles.
    pub fn columns(&self) -> Vec<(&'static str, String)> {
        let of = |outcome| self.counts.of(outcome).to_string();
        let share =
            |value: fn(&Share) -> f64| self.share.as_ref().map(|share| six_decimals(value(share))).unwrap_or_default();
        let spread = |value: fn(&Spread) -> i64| {
            self.spread.as_ref().map(|spread| value(spread).to_string()).unwrap_or_default()
        };
        let mut columns = vec![("promise", self.promise.to_string()), ("cases", self.counts.cases().to_string())];
        columns.extend(Outcome::ALL.map(|outcome| (outcome.name(), of(outcome))));
        columns.extend([
            ("kept_share", share(|share| share.value)),
            ("low", share(|share| share.low)),
            ("high", share(|share| share.high)),
            ("target", self.target.map(|target| target.to_string()).unwrap_or_default()),
            ("p50", spread(|spread| spread.p50)),
            ("p90", spread(|spread| spread.p90)),
            ("p95", spread(|spread| spread.p95)),
            ("mean", self.spread.as_ref().map(|spread| six_decimals(spread.mean)).unwrap_or_default()),
            ("elapsed_unit", self.elapsed_unit.name().to_owned()),
        ]);
        columns
    }
}
