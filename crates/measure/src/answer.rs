//! The answer: scorecards, outcomes, the shape of the process, and what was noticed.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::Array;
use calendar::{Day, Instant};
use facts::BadRow;
use terms::{Dimension, ElapsedUnit, Month, Outcome, PromiseId, Scorecard, Spread};
use words::Message;

use crate::evaluate::{Cell, Key, NO_MONTH, OutcomeBatch, row_of};
use crate::kernel::judge::outcome_of;
use crate::kernel::shape::Shape;
use crate::question::Group;
use crate::run::Survey;
use crate::statistics::{Difference, kept_share, median_difference, newcombe};

/// The answer to a question.
#[derive(Debug)]
pub struct Answer {
    /// The last instant that was seen.
    pub as_of: Instant,
    /// What the records hold.
    pub survey: Survey,
    /// The scorecards: promises in plan order, then by the dimensions that were asked for.
    pub scorecards: Vec<Scorecard>,
    /// Before and after, where a split was asked for.
    pub comparisons: Vec<Comparison>,
    /// What became of each case, where it was asked for.
    pub outcomes: Outcomes,
    /// The shape of the process, where it was asked for.
    pub process: Vec<ProcessCard>,
    /// What the reader should know.
    pub warnings: Vec<Message>,
    /// The rows that could not be read and were left out, with their files.
    pub bad_rows: Vec<(String, BadRow)>,
}

/// A promise before and after a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The cases that started before it.
    pub before: Scorecard,
    /// The cases that started on it or later.
    pub after: Scorecard,
    /// The difference of the kept shares, with Newcombe's interval; `None` where one side has nothing settled.
    pub share: Option<Difference>,
    /// The difference of the medians, with a bootstrap interval; `None` where one side has no end.
    pub median: Option<Difference>,
    /// How long it took before and after, in the unit of the scorecards: distinct values in order, and how often each was seen.
    pub elapsed: [Vec<(i64, u64)>; 2],
}

impl Comparison {
    /// What is shown, or that no change is shown: of the share, and of the median. `time` says how long something took that is no less
    /// than nothing.
    #[must_use]
    pub fn sentences(&self, time: impl Fn(i64) -> String) -> [Message; 2] {
        let signed = |value: f64, text: String| match value {
            value if value > 0.0 => format!("+{text}"),
            value if value < 0.0 => format!("−{text}"),
            _ => text,
        };
        let said = |difference: Difference, [shown, not_shown]: [&'static str; 2], value: &dyn Fn(f64) -> String| {
            Message::of_key(if difference.is_shown() { shown } else { not_shown }.to_owned())
                .with("difference", value(difference.value))
                .with("low", value(difference.low))
                .with("high", value(difference.high))
        };
        let nothing = || Message::new("nothing-to-compare");
        let points = |value: f64| signed(value, format!("{:.1}", value.abs() * 100.0));
        let length = |value: f64| signed(value, time(value.abs() as i64));
        [
            self.share.map_or_else(nothing, |of| said(of, ["share-changed", "share-not-changed"], &points)),
            self.median.map_or_else(nothing, |of| said(of, ["median-changed", "median-not-changed"], &length)),
        ]
    }
}

/// The shape of the process of some cases.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProcessCard {
    /// The values of the dimensions that were asked for.
    pub key: Vec<String>,
    /// Cases.
    pub cases: u64,
    /// Steps.
    pub events: u64,
    /// Hand-overs.
    pub handovers: u64,
    /// Steps done again.
    pub rework: u64,
    /// How often each activity was a step; most frequent first.
    pub activities: Vec<(String, u64)>,
    /// What directly follows what; most frequent first.
    pub edges: Vec<Edge>,
    /// The sequences of activities and how many cases took each; most frequent first.
    pub variants: Vec<(u64, Vec<String>)>,
}

/// How often one activity directly follows another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The first one.
    pub from: String,
    /// The second one.
    pub to: String,
    /// How often.
    pub count: u64,
    /// The median of the time between them, in whole minutes, rounded down.
    pub p50_minutes: i64,
}

/// What the codes of keys mean.
pub(crate) struct Shown<'a> {
    pub(crate) by: &'a [Dimension],
    pub(crate) services: &'a [String],
    pub(crate) units: &'a [String],
    pub(crate) activities: &'a [String],
}

impl Shown<'_> {
    /// The values of the dimensions of a key, as they are shown; no month is the empty text.
    fn key(&self, key: &Key) -> Vec<String> {
        let name = |names: &[String], code: u32| names.get(code as usize).cloned().unwrap_or_default();
        let value = |dimension: &Dimension| match dimension {
            Dimension::Unit => name(self.units, key.unit),
            Dimension::Service => name(self.services, key.service),
            Dimension::Month | Dimension::Year if key.month == NO_MONTH => String::new(),
            Dimension::Month => Month(key.month).to_string(),
            Dimension::Year => Month(key.month).year().to_string(),
        };
        self.by.iter().map(value).collect()
    }

    /// Shapes as process cards, in the order of their keys.
    pub(crate) fn process(&self, shapes: impl IntoIterator<Item = (Key, Shape)>) -> Vec<ProcessCard> {
        let name = |code: u32| self.activities.get(code as usize).cloned().unwrap_or_default();
        let mut cards: Vec<ProcessCard> = shapes
            .into_iter()
            .map(|(key, mut shape)| {
                let mut activities: Vec<(String, u64)> =
                    shape.activities.iter().map(|(code, count)| (name(*code), *count)).collect();
                activities.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
                let edges = shape.edges().map(|(from, to, count, p50_minutes)| Edge {
                    from: name(from),
                    to: name(to),
                    count,
                    p50_minutes,
                });
                let mut edges: Vec<Edge> = edges.collect();
                edges.sort_by(|one, two| {
                    two.count.cmp(&one.count).then_with(|| (&one.from, &one.to).cmp(&(&two.from, &two.to)))
                });
                let variants =
                    shape.variants().map(|(codes, count)| (count, codes.iter().map(|code| name(*code)).collect()));
                let mut variants: Vec<(u64, Vec<String>)> = variants.collect();
                variants.sort_by(|one, two| two.0.cmp(&one.0).then_with(|| one.1.cmp(&two.1)));
                ProcessCard {
                    key: self.key(&key),
                    cases: shape.cases,
                    events: shape.steps,
                    handovers: shape.handovers,
                    rework: shape.rework,
                    activities,
                    edges,
                    variants,
                }
            })
            .collect();
        sort_by_key(&mut cards, |card| &card.key);
        cards
    }

    /// The cells of one promise as scorecards, in no order.
    pub(crate) fn scorecards(&self, about: &About, cells: impl IntoIterator<Item = (Key, Cell)>) -> Vec<Scorecard> {
        cells.into_iter().map(|(key, mut cell)| about.scorecard(self.key(&key), &mut cell)).collect()
    }

    /// The cells of one promise as comparisons, in no order. Both sides of a key must be among them.
    pub(crate) fn comparisons(&self, about: &About, cells: impl IntoIterator<Item = (Key, Cell)>) -> Vec<Comparison> {
        let mut sides: BTreeMap<Vec<String>, [Cell; 2]> = BTreeMap::new();
        for (key, cell) in cells {
            let [before, after] = sides.entry(self.key(&key)).or_default();
            *(if key.after { after } else { before }) = cell;
        }
        sides
            .into_iter()
            .map(|(key, [mut before, mut after])| {
                // The same records, plan and split give the same interval in every run.
                let median = median_difference(&mut before.elapsed, &mut after.elapsed, 42);
                let elapsed = [before.elapsed.values().to_vec(), after.elapsed.values().to_vec()];
                let before = about.scorecard(key.clone(), &mut before);
                let after = about.scorecard(key, &mut after);
                let share = before.share.zip(after.share).map(|(before, after)| newcombe(&before, &after));
                Comparison { before, after, share, median, elapsed }
            })
            .collect()
    }
}

/// Sorts by keys: bytewise, empty values last.
pub(crate) fn sort_by_key<T>(rows: &mut [T], key: impl Fn(&T) -> &[String]) {
    rows.sort_by(|one, two| {
        let pairs = key(one)
            .iter()
            .zip(key(two))
            .map(|(one, two)| one.is_empty().cmp(&two.is_empty()).then_with(|| one.cmp(two)));
        pairs.fold(Ordering::Equal, Ordering::then)
    });
}

/// What the scorecards of one promise have in common.
pub(crate) struct About {
    pub(crate) promise: PromiseId,
    pub(crate) target: Option<f64>,
    pub(crate) elapsed_unit: ElapsedUnit,
}

impl About {
    /// What is on the plate now is the text that came last.
    pub(crate) fn of(group: &Group<'_>) -> Self {
        let promise = group.entries.last().map(|entry| entry.promise);
        Self {
            promise: promise.map_or(PromiseId(String::new()), |promise| promise.id.clone()),
            target: promise.and_then(|promise| promise.target),
            elapsed_unit: promise.map_or(ElapsedUnit::Event, |promise| promise.limit.unit()),
        }
    }

    pub(crate) fn scorecard(&self, key: Vec<String>, cell: &mut Cell) -> Scorecard {
        let quantiles = cell.elapsed.quantiles(&[0.5, 0.9, 0.95]);
        let spread = match (quantiles.as_slice(), cell.elapsed.mean()) {
            ([p50, p90, p95], Some(mean)) => Some(Spread { p50: *p50, p90: *p90, p95: *p95, mean }),
            _ => None,
        };
        Scorecard {
            key,
            promise: self.promise.clone(),
            counts: cell.counts,
            share: kept_share(&cell.counts),
            target: self.target,
            spread,
            elapsed_unit: self.elapsed_unit,
        }
    }
}

/// A scorecard of no cases, of which whoever writes scorecards can take the names of the columns.
pub fn empty_scorecard() -> Scorecard {
    About { promise: PromiseId(String::new()), target: None, elapsed_unit: ElapsedUnit::Event }
        .scorecard(Vec::new(), &mut Cell::default())
}

/// What became of each case: by promise, then by case id bytewise.
#[derive(Debug, Default)]
pub struct Outcomes {
    batches: Vec<OutcomeBatch>,
    /// Which batch, which row.
    order: Vec<(u32, u32)>,
    promises: Vec<(PromiseId, ElapsedUnit)>,
    services: Arc<[String]>,
    units: Arc<[String]>,
}

/// What became of a promise in one case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutcomeRow<'a> {
    /// The promise.
    pub promise: &'a str,
    /// The case.
    pub case: &'a str,
    /// Its service; `(none)` where the records name none.
    pub service: &'a str,
    /// Its unit; `(none)` where the records name none.
    pub unit: &'a str,
    /// When the clock started.
    pub from: Option<Instant>,
    /// When it stopped, as the record has it.
    pub until: Option<Instant>,
    /// The last moment at which the promise is still kept.
    pub due: Option<DueAt>,
    /// What became of it.
    pub outcome: Outcome,
    /// What was used: days, microseconds or events.
    pub elapsed: Option<i64>,
    /// The unit of a scorecard; single outcomes give microseconds instead of minutes.
    pub elapsed_unit: ElapsedUnit,
    /// How long the clock stood still.
    pub paused: Option<i64>,
    /// The month to which the outcome belongs.
    pub month: Option<Month>,
    /// The month in which a settled case ended, to which its duration belongs.
    pub ended: Option<Month>,
    /// Steps of the case.
    pub steps: u32,
    /// Neighbouring steps by two different actors.
    pub handovers: u32,
    /// Steps minus distinct activities.
    pub rework: u32,
}

/// The last moment at which a promise is still kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueAt {
    /// The end of a local day.
    Day(Day),
    /// An instant.
    Instant(Instant),
}

impl Outcomes {
    pub(crate) fn new(
        batches: Vec<OutcomeBatch>,
        promises: Vec<(PromiseId, ElapsedUnit)>,
        services: Arc<[String]>,
        units: Arc<[String]>,
    ) -> Self {
        let mut order: Vec<(u32, u32)> = Vec::new();
        for (number, batch) in batches.iter().enumerate() {
            order.extend((0..batch.judged.outcome.len()).map(|row| (number as u32, row as u32)));
        }
        let mut outcomes = Self { batches, order: Vec::new(), promises, services, units };
        order.sort_unstable_by(|one, two| outcomes.place(*one).cmp(&outcomes.place(*two)));
        outcomes.order = order;
        outcomes
    }

    fn place(&self, (batch, row): (u32, u32)) -> (usize, &str) {
        let batch = self.batches.get(batch as usize);
        batch.map_or((0, ""), |batch| (batch.group, batch.case(row as usize)))
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = OutcomeRow<'_>> {
        self.order.iter().filter_map(|(batch, row)| self.row(self.batches.get(*batch as usize)?, *row as usize))
    }

    fn row<'a>(&'a self, batch: &'a OutcomeBatch, row: usize) -> Option<OutcomeRow<'a>> {
        let judged = &batch.judged;
        let case = row_of(batch.rows.as_deref(), row);
        let courses = batch.cases.courses.get(batch.route)?;
        let (promise, elapsed_unit) = self.promises.get(batch.group)?;
        let name = |names: &'a [String], codes: &[u32]| names.get(*codes.get(case)? as usize).map(String::as_str);
        let instant = |column: &arrow_array::TimestampMicrosecondArray| {
            column.is_valid(case).then(|| Instant(column.value(case)))
        };
        let number = |column: &arrow_array::Int64Array| column.is_valid(row).then(|| column.value(row));
        let details = judged.details.as_ref();
        let due = details.and_then(|details| number(&details.due)).map(|due| {
            if elapsed_unit.is_a_day() { DueAt::Day(Day(due as i32)) } else { DueAt::Instant(Instant(due)) }
        });
        let effort = batch.cases.effort.as_ref();
        Some(OutcomeRow {
            promise: &promise.0,
            case: batch.case(row),
            service: name(&self.services, &batch.cases.service)?,
            unit: name(&self.units, &batch.cases.unit)?,
            from: instant(&courses.from),
            until: instant(&courses.until),
            due,
            outcome: outcome_of(judged.outcome.value(row))?,
            elapsed: number(&judged.elapsed),
            elapsed_unit: *elapsed_unit,
            paused: details.and_then(|details| number(&details.paused)),
            month: judged.month.is_valid(row).then(|| Month(judged.month.value(row))),
            ended: (judged.elapsed.is_valid(row) && judged.until_month.is_valid(row))
                .then(|| Month(judged.until_month.value(row))),
            steps: effort.map_or(0, |effort| effort.steps.value(case)),
            handovers: effort.map_or(0, |effort| effort.handovers.value(case)),
            rework: effort.map_or(0, |effort| effort.rework.value(case)),
        })
    }
}

impl OutcomeBatch {
    fn case(&self, row: usize) -> &str {
        let case = row_of(self.rows.as_deref(), row);
        self.cases.case.as_ref().filter(|ids| case < ids.len()).map_or("", |ids| ids.value(case))
    }
}
