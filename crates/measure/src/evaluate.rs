//! Judging cases and adding them up; partial results of all workers add up to the answer.

use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

use arrow_array::{Array, Int32Array, TimestampMicrosecondArray};
use calendar::{Calendar, Instant};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use hashbrown::hash_map::Entry;
use terms::{Counts, Dimension, ElapsedUnit, Month, Outcome};

use crate::assign::Assignment;
use crate::cases::{Cases, Terms};
use crate::kernel::course::Courses;
use crate::kernel::judge::{Against, CannotJudge, Judged, Judgement, judge};
use crate::kernel::shape::Shape;
use crate::kernel::tally::Histogram;
use crate::question::{Compiled, Measure, PromiseText};

/// Where a case counts: the side of a split, and the dimensions that were asked for; those that were not are 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) after: bool,
    pub(crate) unit: u32,
    pub(crate) service: u32,
    /// Months since 1970, or [`NO_MONTH`]; of a year its first one.
    pub(crate) month: i32,
}

pub(crate) const NO_MONTH: i32 = i32::MIN;

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Two words for four fields: a key is looked up for every case.
        state.write_u64(u64::from(self.unit) << 32 | u64::from(self.service));
        state.write_u64(u64::from(self.month.cast_unsigned()) << 1 | u64::from(self.after));
    }
}

/// What counts in one place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub(crate) counts: Counts,
    pub(crate) elapsed: Histogram,
}

/// A cell in the making: one line of the cache, because the next case counts in quite another cell. No service has four thousand
/// million cases in a month.
#[derive(Debug, Default)]
#[repr(align(64))]
struct Growing {
    counts: [u32; Outcome::ALL.len()],
    elapsed: Histogram,
}

/// Cells by key. The map holds places only: small, it stays in the cache.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    places: HashMap<Key, u32, FixedState>,
    cells: Vec<Growing>,
}

impl Cells {
    #[inline]
    fn at(&mut self, key: Key) -> Option<&mut Growing> {
        let Self { places, cells } = self;
        let place = *places.entry(key).or_insert_with(|| {
            cells.push(Growing::default());
            cells.len() as u32 - 1
        });
        cells.get_mut(place as usize)
    }

    fn take(self) -> impl Iterator<Item = (Key, Cell)> {
        let Self { places, mut cells } = self;
        places.into_iter().filter_map(move |(key, place)| {
            let Growing { counts, elapsed } = std::mem::take(cells.get_mut(place as usize)?);
            let mut cell = Cell { counts: Counts::default(), elapsed };
            for (outcome, cases) in Outcome::ALL.into_iter().zip(counts) {
                cell.counts.add_many(outcome, u64::from(cases));
            }
            Some((key, cell))
        })
    }
}

/// The outcomes of some cases for one promise, as columns.
#[derive(Debug, Clone)]
pub(crate) struct OutcomeBatch {
    pub(crate) group: usize,
    pub(crate) route: usize,
    pub(crate) cases: Arc<Cases>,
    /// The rows of the cases that were judged; `None` is all of them.
    pub(crate) rows: Option<Vec<u32>>,
    pub(crate) judged: Judged,
}

/// What one worker has added up.
pub(crate) struct Partial {
    assignment: Assignment,
    /// By promise.
    pub(crate) cells: Vec<Cells>,
    pub(crate) shapes: HashMap<Key, Shape, FixedState>,
    pub(crate) outcomes: Vec<OutcomeBatch>,
    pub(crate) cases: u64,
    /// Cases that end before they start, by promise.
    pub(crate) reversed: Vec<u64>,
    /// Events that an earlier file already had, by label.
    pub(crate) repeated: HashMap<u32, u64, FixedState>,
}

/// How cases are judged and where they count.
pub(crate) struct Setting<'a> {
    pub(crate) compiled: &'a Compiled<'a>,
    pub(crate) calendar: &'a Calendar,
    pub(crate) as_of: Instant,
    pub(crate) by: &'a [Dimension],
    /// Days since 1970.
    pub(crate) split: Option<i32>,
    pub(crate) outcomes: bool,
    pub(crate) services: Arc<[String]>,
    pub(crate) units: Arc<[String]>,
}

/// A case that could not be judged, and for which promise.
pub(crate) struct Unjudged {
    pub(crate) group: usize,
    pub(crate) why: CannotJudge,
}

impl Partial {
    pub(crate) fn new(setting: &Setting<'_>) -> Self {
        let groups = setting.compiled.groups.len();
        Self {
            assignment: Assignment::of(setting),
            cells: (0..groups).map(|_| Cells::default()).collect(),
            shapes: HashMap::default(),
            outcomes: Vec::new(),
            cases: 0,
            reversed: vec![0; groups],
            repeated: HashMap::default(),
        }
    }

    /// Judges some cases by every promise and adds them up.
    pub(crate) fn add(&mut self, cases: Cases, setting: &Setting<'_>) -> Result<(), Unjudged> {
        self.cases += cases.len() as u64;
        let cases = Arc::new(cases);
        let assigned = self.assignment.assign(&cases, setting);
        for ((group, texts), rows) in setting.compiled.groups.iter().enumerate().zip(assigned) {
            for (text, rows) in texts.entries.iter().zip(rows) {
                let Some(courses) = cases.courses.get(text.route) else { continue };
                let unjudged = |why| Unjudged { group, why };
                let Some(judged) = setting.judge_text(text, &cases, courses, rows.as_deref()).map_err(unjudged)? else {
                    continue;
                };
                if let (Some(cells), Some(reversed)) = (self.cells.get_mut(group), self.reversed.get_mut(group)) {
                    setting.tally(text, &cases, &courses.from, rows.as_deref(), &judged, cells);
                    *reversed += judged.reversed;
                }
                if setting.outcomes {
                    self.outcomes.push(OutcomeBatch { group, route: text.route, cases: cases.clone(), rows, judged });
                }
            }
        }
        Ok(())
    }

    /// Takes the cells out, sorted into as many shares as there are workers: each share has all cells of its keys, so that
    /// workers can add up shares at the same time.
    pub(crate) fn take_shares(&mut self, shares: usize) -> Vec<Vec<(usize, Key, Cell)>> {
        let mut sorted: Vec<Vec<(usize, Key, Cell)>> = (0..shares).map(|_| Vec::new()).collect();
        let state = FixedState::with_seed(7);
        for (group, cells) in self.cells.iter_mut().enumerate() {
            for (key, cell) in std::mem::take(cells).take() {
                // Both sides of a split belong together.
                let share = (state.hash_one(Key { after: false, ..key }) >> 32) as usize % shares.max(1);
                if let Some(sorted) = sorted.get_mut(share) {
                    sorted.push((group, key, cell));
                }
            }
        }
        sorted
    }

    /// Adds what another worker has added up, but for the cells.
    pub(crate) fn merge(&mut self, other: Self) {
        for (key, shape) in other.shapes {
            self.shapes.entry(key).or_default().merge(shape);
        }
        for (mine, theirs) in self.reversed.iter_mut().zip(other.reversed) {
            *mine += theirs;
        }
        for (label, count) in other.repeated {
            *self.repeated.entry(label).or_default() += count;
        }
        self.outcomes.extend(other.outcomes);
        self.cases += other.cases;
    }
}

/// Adds up one share of the cells of all workers.
pub(crate) fn add_up(
    shares: impl IntoIterator<Item = (usize, Key, Cell)>,
    groups: usize,
) -> Vec<HashMap<Key, Cell, FixedState>> {
    let mut sums: Vec<HashMap<Key, Cell, FixedState>> = vec![HashMap::default(); groups];
    for (group, key, cell) in shares {
        let Some(cells) = sums.get_mut(group) else { continue };
        match cells.entry(key) {
            Entry::Vacant(free) => {
                free.insert(cell);
            }
            Entry::Occupied(mut sum) => {
                let sum = sum.get_mut();
                sum.counts.merge(&cell.counts);
                sum.elapsed.merge(cell.elapsed);
            }
        }
    }
    sums
}

impl Setting<'_> {
    pub(crate) fn has(&self, dimension: Dimension) -> bool {
        self.by.contains(&dimension)
    }

    /// The part of a key that says when: a month counts as itself, as its year, or not at all.
    pub(crate) fn period(&self, month: Option<Month>) -> i32 {
        match month {
            Some(month) if self.has(Dimension::Month) => month.0,
            Some(month) if self.has(Dimension::Year) => month.0 - month.0.rem_euclid(12),
            None if self.has(Dimension::Month) || self.has(Dimension::Year) => NO_MONTH,
            _ => 0,
        }
    }

    /// Judges some rows of the cases by a text; `None` where the records cannot have what it is measured against.
    fn judge_text(
        &self,
        text: &PromiseText<'_>,
        cases: &Cases,
        courses: &Courses,
        rows: Option<&[u32]>,
    ) -> Result<Option<Judged>, CannotJudge> {
        let terms = |field: usize| cases.terms.get(field).and_then(Option::as_ref);
        let against = match text.measure {
            Measure::Allowance(allowance) => Against::Allowance(allowance),
            Measure::AtMost(most) => Against::AtMost(most),
            Measure::Due(field) => match terms(field) {
                Some(Terms::Due(due)) => Against::Due(due),
                _ => return Ok(None),
            },
            Measure::WorkingDays(field) => match terms(field) {
                Some(Terms::Days(days)) => Against::WorkingDays(days),
                _ => return Ok(None),
            },
        };
        let judgement = Judgement { against, calendar: self.calendar, as_of: self.as_of, details: self.outcomes };
        judge(courses, rows, &judgement).map(Some)
    }

    fn tally(
        &self,
        text: &PromiseText<'_>,
        cases: &Cases,
        from: &TimestampMicrosecondArray,
        rows: Option<&[u32]>,
        judged: &Judged,
        cells: &mut Cells,
    ) {
        let (by_unit, by_service) = (self.has(Dimension::Unit), self.has(Dimension::Service));
        let in_minutes = text.promise.limit.unit() == ElapsedUnit::Minute;
        for row in 0..judged.outcome.len() {
            let case = row_of(rows, row);
            let outcome = judged.outcome.value(row);
            // A case that never started lies on neither side of a split.
            if self.split.is_some() && from.is_null(case) {
                continue;
            }
            let mut key = Key {
                after: self.is_after(from, case),
                unit: if by_unit { cases.unit.get(case).copied().unwrap_or(0) } else { 0 },
                service: if by_service { cases.service.get(case).copied().unwrap_or(0) } else { 0 },
                month: 0,
            };
            let month = |months: &Int32Array| self.period(months.is_valid(row).then(|| Month(months.value(row))));
            key.month = month(&judged.month);
            let Some(cell) = cells.at(key) else { continue };
            if let Some(count) = cell.counts.get_mut(usize::from(outcome)) {
                *count += 1;
            }
            if judged.elapsed.is_null(row) || judged.until_month.is_null(row) {
                continue;
            }
            let elapsed = judged.elapsed.value(row);
            let elapsed = if in_minutes { elapsed / 60_000_000 } else { elapsed };
            // How long it took belongs to the month in which it ended, which for a broken promise is a later one.
            let ended = month(&judged.until_month);
            if ended == key.month {
                cell.elapsed.add(elapsed);
            } else if let Some(cell) = cells.at(Key { month: ended, ..key }) {
                cell.elapsed.add(elapsed);
            }
        }
    }

    /// Whether a case lies on the second side of the split: it started on that day or later.
    pub(crate) fn is_after(&self, from: &TimestampMicrosecondArray, case: usize) -> bool {
        let Some(split) = self.split else { return false };
        from.is_valid(case) && self.calendar.zone().day(Instant(from.value(case))).0 >= split
    }
}

/// The case of the `row`-th of some rows; `None` is all of them.
#[inline]
pub(crate) fn row_of(rows: Option<&[u32]>, row: usize) -> usize {
    rows.map_or(row, |rows| rows.get(row).copied().unwrap_or(u32::MAX) as usize)
}
