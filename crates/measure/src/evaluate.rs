//! Judging cases and adding them up; partial results of all workers add up to the answer.

use std::hash::BuildHasher;
use std::sync::Arc;

use arrow_array::{Array, Int32Array, Int64Array, TimestampMicrosecondArray, UInt8Array};
use arrow_buffer::{BooleanBuffer, MutableBuffer, NullBuffer, ScalarBuffer};
use calendar::{Calendar, Instant};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use hashbrown::hash_map::Entry;
use terms::{Counts, Dimension, Outcome};

use crate::cases::{Cases, Terms};
use crate::kernel::judge::{Against, CannotJudge, Details, Judged, Judgement, judge, outcome_of};
use crate::kernel::shape::Shape;
use crate::kernel::tally::Histogram;
use crate::question::{Compiled, Group, Measure, PromiseText};

/// Where a case counts: the side of a split, and the dimensions that were asked for; those that were not are 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) after: bool,
    pub(crate) unit: u32,
    pub(crate) service: u32,
    /// Months since 1970, or [`NO_MONTH`].
    pub(crate) month: i32,
}

pub(crate) const NO_MONTH: i32 = i32::MIN;

/// What counts in one place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub(crate) counts: Counts,
    pub(crate) elapsed: Histogram,
}

/// Cells by key. The map holds places only: small, it stays in the cache.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    places: HashMap<Key, u32, FixedState>,
    cells: Vec<Cell>,
}

impl Cells {
    #[inline]
    fn at(&mut self, key: Key) -> Option<&mut Cell> {
        let Self { places, cells } = self;
        let place = *places.entry(key).or_insert_with(|| {
            cells.push(Cell::default());
            cells.len() as u32 - 1
        });
        cells.get_mut(place as usize)
    }

    fn take(self) -> impl Iterator<Item = (Key, Cell)> {
        let Self { places, mut cells } = self;
        places.into_iter().filter_map(move |(key, place)| Some((key, std::mem::take(cells.get_mut(place as usize)?))))
    }
}

/// The outcomes of some cases for one promise, as columns.
#[derive(Debug, Clone)]
pub(crate) struct OutcomeBatch {
    pub(crate) group: usize,
    pub(crate) cases: Arc<Cases>,
    pub(crate) judged: Judged,
    pub(crate) from: TimestampMicrosecondArray,
    pub(crate) until: TimestampMicrosecondArray,
}

/// What one worker has added up.
#[derive(Default)]
pub(crate) struct Partial {
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
        Self { cells: (0..groups).map(|_| Cells::default()).collect(), reversed: vec![0; groups], ..Self::default() }
    }

    /// Judges some cases by every promise and adds them up.
    pub(crate) fn add(&mut self, cases: Cases, setting: &Setting<'_>) -> Result<Arc<Cases>, Unjudged> {
        self.cases += cases.len() as u64;
        let cases = Arc::new(cases);
        for (index, group) in setting.compiled.groups.iter().enumerate() {
            let unjudged = |why| Unjudged { group: index, why };
            let (judged, from, until) = setting.judge_group(group, &cases).map_err(unjudged)?;
            if let (Some(cells), Some(reversed)) = (self.cells.get_mut(index), self.reversed.get_mut(index)) {
                setting.tally(group, &cases, &judged, &from, cells);
                *reversed += judged.reversed;
            }
            if setting.outcomes {
                self.outcomes.push(OutcomeBatch { group: index, cases: cases.clone(), judged, from, until });
            }
        }
        Ok(cases)
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

    /// Judges cases by the texts of one promise: each case by the text that covers it and was in force when it started.
    fn judge_group(
        &self,
        group: &Group<'_>,
        cases: &Cases,
    ) -> Result<(Judged, TimestampMicrosecondArray, TimestampMicrosecondArray), CannotJudge> {
        let mut all: Option<(Judged, TimestampMicrosecondArray, TimestampMicrosecondArray)> = None;
        for entry in &group.entries {
            let scope = self.scope(entry, cases);
            let Some(courses) = cases.courses.get(entry.route) else { continue };
            let terms = |field: usize| cases.terms.get(field).and_then(Option::as_ref);
            let against = match entry.measure {
                Measure::Allowance(allowance) => Against::Allowance(allowance),
                Measure::AtMost(most) => Against::AtMost(most),
                Measure::Due(field) => match terms(field) {
                    Some(Terms::Due(due)) => Against::Due(due),
                    _ => continue,
                },
                Measure::WorkingDays(field) => match terms(field) {
                    Some(Terms::Days(days)) => Against::WorkingDays(days),
                    _ => continue,
                },
            };
            let judgement = Judgement {
                against,
                calendar: self.calendar,
                as_of: self.as_of,
                in_force: entry.in_force,
                details: self.outcomes,
            };
            let judged = judge(courses, scope.as_ref(), &judgement)?;
            all = Some(match all {
                None => (judged, courses.from.clone(), courses.until.clone()),
                Some((before, from, until)) => {
                    // Not started under one text says nothing about another one.
                    let takes: Vec<bool> = (0..judged.outcome.len())
                        .map(|case| {
                            let is =
                                |judged: &Judged| judged.outcome.is_valid(case).then(|| judged.outcome.value(case));
                            let not_started = Some(Outcome::NotStarted as u8);
                            is(&judged).is_some() && (is(&before).is_none() || is(&before) == not_started)
                        })
                        .collect();
                    (
                        zip_judged(&takes, judged, &before),
                        zip(&takes, &courses.from, &from),
                        zip(&takes, &courses.until, &until),
                    )
                }
            });
        }
        let nothing = || {
            let rows = cases.len();
            let none = TimestampMicrosecondArray::new_null(rows);
            (no_judgement(rows), none.clone(), none)
        };
        Ok(all.unwrap_or_else(nothing))
    }

    /// The cases whose service and unit a text covers; `None` is all of them.
    fn scope(&self, entry: &PromiseText<'_>, cases: &Cases) -> Option<BooleanBuffer> {
        let promise = entry.promise;
        if promise.services.is_none() && promise.units.is_none() {
            return None;
        }
        let listed = |list: &Option<Vec<String>>, names: &[String]| -> Vec<bool> {
            names.iter().map(|name| list.as_ref().is_none_or(|list| list.contains(name))).collect()
        };
        let (services, units) = (listed(&promise.services, &self.services), listed(&promise.units, &self.units));
        let covers = |codes: &[bool], code: u32| codes.get(code as usize).copied().unwrap_or(false);
        let both = cases
            .service
            .iter()
            .zip(&cases.unit)
            .map(|(service, unit)| covers(&services, *service) && covers(&units, *unit));
        Some(both.collect())
    }

    fn tally(
        &self,
        group: &Group<'_>,
        cases: &Cases,
        judged: &Judged,
        from: &TimestampMicrosecondArray,
        cells: &mut Cells,
    ) {
        let (by_unit, by_service, by_month) =
            (self.has(Dimension::Unit), self.has(Dimension::Service), self.has(Dimension::Month));
        let in_minutes =
            group.entries.first().is_some_and(|entry| entry.promise.limit.unit() == terms::ElapsedUnit::Minute);
        for case in 0..judged.outcome.len() {
            if judged.outcome.is_null(case) {
                continue;
            }
            let Some(outcome) = outcome_of(judged.outcome.value(case)) else { continue };
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
            let month = |months: &Int32Array| match by_month {
                true if months.is_valid(case) => months.value(case),
                true => NO_MONTH,
                false => 0,
            };
            key.month = month(&judged.month);
            let Some(cell) = cells.at(key) else { continue };
            cell.counts.add(outcome);
            if judged.elapsed.is_null(case) || judged.until_month.is_null(case) {
                continue;
            }
            let elapsed = judged.elapsed.value(case);
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

fn no_judgement(rows: usize) -> Judged {
    Judged {
        outcome: UInt8Array::new_null(rows),
        elapsed: Int64Array::new_null(rows),
        month: Int32Array::new_null(rows),
        until_month: Int32Array::new_null(rows),
        details: Some(Details { due: Int64Array::new_null(rows), paused: Int64Array::new_null(rows) }),
        reversed: 0,
    }
}

/// Row by row the first column where it is taken, else the second.
fn zip<T: arrow_array::types::ArrowPrimitiveType>(
    takes: &[bool],
    one: &arrow_array::PrimitiveArray<T>,
    two: &arrow_array::PrimitiveArray<T>,
) -> arrow_array::PrimitiveArray<T> {
    let mut values = MutableBuffer::new(takes.len() * std::mem::size_of::<T::Native>());
    let mut present = Vec::with_capacity(takes.len());
    for (case, takes) in takes.iter().enumerate() {
        let column = if *takes { one } else { two };
        values.push(column.value(case));
        present.push(column.is_valid(case));
    }
    let values = ScalarBuffer::new(values.into(), 0, takes.len());
    arrow_array::PrimitiveArray::new(values, Some(NullBuffer::from(present)))
}

fn zip_judged(takes: &[bool], one: Judged, two: &Judged) -> Judged {
    Judged {
        outcome: zip(takes, &one.outcome, &two.outcome),
        elapsed: zip(takes, &one.elapsed, &two.elapsed),
        month: zip(takes, &one.month, &two.month),
        until_month: zip(takes, &one.until_month, &two.until_month),
        details: one.details.as_ref().zip(two.details.as_ref()).map(|(one, two)| Details {
            due: zip(takes, &one.due, &two.due),
            paused: zip(takes, &one.paused, &two.paused),
        }),
        reversed: one.reversed + two.reversed,
    }
}
