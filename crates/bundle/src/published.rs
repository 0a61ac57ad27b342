//! What may be shown of a promise's figures to everybody.

use std::collections::BTreeMap;

use measure::{Alike, OutcomeCounts};
use terms::{ElapsedUnit, Month, Outcome, Scorecard};

use crate::nested::{Settled, Withheld};

/// A figure of fewer settled cases is not published.
pub const FEWEST: u64 = 10;

/// Cases that are alike in all that is published, counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicRow {
    /// The month of the outcome; none where the month is not published on its own, and of cases that are not settled.
    pub month: Option<Month>,
    /// The month in which the case ended, likewise.
    pub ended: Option<Month>,
    /// What became of them.
    pub outcome: Outcome,
    /// What was used, in the promise's unit.
    pub elapsed: Option<i64>,
    /// How long after the due: days, or minutes rounded up.
    pub past_due: Option<i64>,
}

/// The last twelve months.
#[derive(Debug, Clone, PartialEq)]
pub struct Year {
    /// The first month.
    pub first: Month,
    /// The month of the day of the figures.
    pub last: Month,
    /// Their figure.
    pub figure: Scorecard,
}

/// What is published of a promise.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The figure over all records; none where too few cases are settled.
    pub all: Option<Scorecard>,
    /// The figure of the last twelve months; none where a month of them may not be published on its own.
    pub year: Option<Year>,
    /// The figures of single months, in order.
    pub months: Vec<(Month, Scorecard)>,
    /// How many months are counted in the whole only.
    pub merged: usize,
    /// The unit of the spread.
    pub elapsed_unit: ElapsedUnit,
    /// The share that the unit undertakes to keep.
    pub target: Option<f64>,
    /// The rows from which all of it can be recomputed; none where nothing is published.
    pub rows: BTreeMap<PublicRow, u64>,
}

impl Published {
    /// What is published of the counts of a promise, on a day in the month `as_of`.
    ///
    /// A month with fewer than [`FEWEST`] settled cases is counted in the whole only. What is left over so is not told by
    /// subtraction either: when the merged months together have fewer, the smallest published month is merged with them,
    /// until they have enough or are no more. What the figures of other promises would give away is [`Withheld`].
    ///
    /// ```
    /// use bundle::{Published, Withheld};
    /// use measure::{Alike, OutcomeCounts};
    /// use terms::{ElapsedUnit, Month, Outcome};
    ///
    /// let mut counts = OutcomeCounts::new(ElapsedUnit::WorkingDay, None);
    /// for (month, cases) in [(660, 40), (661, 12), (662, 3)] {
    ///     let month = Some(Month(month));
    ///     counts.add(Alike { month, ended: month, outcome: Outcome::Kept, elapsed: Some(2), ..Alike::default() }, cases);
    /// }
    /// let published = Published::of(&counts, "permit", Month(662), &Withheld::default());
    /// // The three of the last month alone would be 55 - 40 - 12: the month with twelve is merged with it.
    /// assert_eq!(published.months.iter().map(|(month, _)| month.0).collect::<Vec<_>>(), [660]);
    /// assert_eq!(published.all.map(|all| all.counts.settled()), Some(55));
    /// assert_eq!(published.year, None);
    /// ```
    pub fn of(counts: &OutcomeCounts, promise: &str, as_of: Month, withheld: &Withheld) -> Self {
        let any = |_: &Alike| true;
        let all = counts.scorecard(promise, any, |_| true);
        let mut published = Self {
            all: None,
            year: None,
            months: Vec::new(),
            merged: 0,
            elapsed_unit: counts.elapsed_unit,
            target: counts.target,
            rows: BTreeMap::new(),
        };
        if withheld.all || all.counts.settled() < FEWEST {
            return published;
        }
        let months = counts.months();
        let alone = Settled::of(counts).alone(withheld);
        let known = |month: Option<Month>| month.filter(|month| alone.contains(month));
        for (alike, cases) in counts.rows() {
            let row = PublicRow {
                month: known(alike.month),
                ended: known(alike.ended),
                outcome: alike.outcome,
                elapsed: alike.elapsed,
                past_due: alike.past_due,
            };
            *published.rows.entry(row).or_default() += cases;
        }
        published.merged = months.len() - alone.len();
        published.months =
            alone.iter().map(|month| (*month, counts.scorecard(promise, any, |of| of == Some(*month)))).collect();
        let first = Month(as_of.0 - 11);
        let in_year = |month: &Month| (first..=as_of).contains(month);
        let of_year = counts.scorecard(promise, any, |month| month.is_some_and(|month| in_year(&month)));
        let whole = months.iter().filter(|month| in_year(month)).all(|month| alone.contains(month));
        if whole && of_year.counts.settled() >= FEWEST {
            published.year = Some(Year { first, last: as_of, figure: of_year });
        }
        published.all = Some(all);
        published
    }

    /// The figure that stands first: that of the last twelve months, or where it cannot be published that of all records.
    pub fn headline(&self) -> Option<&Scorecard> {
        self.year.as_ref().map(|year| &year.figure).or(self.all.as_ref())
    }
}
