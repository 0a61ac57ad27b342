//! Measures the promises of a source: what was found, as the ledger keeps it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bundle::{Published, Withheld};
use calendar::{Calendar, Instant, Zone};
use facts::{FactsError, PlacedPart, Records, Store};
use jiff::Zoned;
use ledger::PromiseId;
use ledger::figure::{Clock, NewCard, NewFigure, NewNoted};
use measure::{
    Alike, DueAt, MeasureError, OutcomeCounts, OutcomeRow, Question, count_outcomes, measure_store, past_due,
};
use sha2::{Digest, Sha256};
use terms::{ElapsedUnit, Limit, Month, Outcome, Scorecard};
use words::Message;

use super::counts::pack;
use super::machine;
use super::plan::{Planned, promise_id, promise_of};
use crate::hexadecimal::hexadecimal;

/// Told how much was read: bytes, and bytes in all.
pub type Progress = Arc<dyn Fn(u64, u64) + Send + Sync>;

/// What was found in a source.
#[derive(Debug)]
pub(crate) struct Measured {
    /// The day of the figures: an instant, RFC 3339 in the calendar's zone.
    pub(crate) as_of: String,
    /// The identity of the facts.
    pub(crate) facts: String,
    /// The hash of the plan and of the calendar's days.
    pub(crate) plan_hash: String,
    /// The figures, by promise and clock, each with its cases; what everybody may see of them is not in it yet.
    pub(crate) figures: Vec<(NewFigure, OutcomeCounts)>,
    /// The month of the day of the figures.
    pub(crate) as_of_month: Month,
    /// Promises that no case can begin, and why.
    pub(crate) left_out: Vec<(PromiseId, Message)>,
    /// What the office should know.
    pub(crate) warnings: Vec<Message>,
}

/// The version that measures: part of what a figure was made from.
pub(crate) const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// Measures. It takes all cores and as long as it takes: run it where that stops nobody.
///
/// # Errors
/// What stands against it, to be told.
pub(crate) fn measure_source(
    folder: &Path,
    planned: &Planned,
    calendar: &Calendar,
    days: &str,
    stop: &AtomicBool,
    progress: &Progress,
) -> Result<Measured, Message> {
    let store = Store::open(folder).map_err(|error| error.message())?;
    let machine = machine(512 << 20, stop);
    let mut plan = planned.plan.clone();
    let mut left_out = Vec::new();
    let answer = loop {
        let question = Question { outcomes: true, ..Question::of(&plan, calendar) };
        let told = |records| Box::new(Told { records, progress: Arc::clone(progress) }) as Box<dyn Records>;
        match measure_store(&store, &question, &machine, &told) {
            Ok(answer) => break answer,
            // That one milestone is in no record is no harm to promises that run from another one.
            Err(error @ (MeasureError::NobodyStarts { .. } | MeasureError::NobodyCarries { .. })) => {
                let (MeasureError::NobodyStarts { milestone, .. } | MeasureError::NobodyCarries { milestone, .. }) =
                    &error
                else {
                    return Err(error.message());
                };
                let (gone, stay): (Vec<_>, Vec<_>) =
                    plan.promises.into_iter().partition(|promise| promise.from == *milestone);
                let of_promises = gone.iter().filter_map(|promise| promise_of(&promise.id.0));
                left_out
                    .extend(of_promises.filter(|(_, applied)| !applied).map(|(promise, _)| (promise, error.message())));
                plan.promises = stay;
                if gone.is_empty() {
                    return Err(error.message());
                }
            }
            Err(error) => return Err(error.message()),
        }
    };
    let zone = calendar.zone();
    let counted = count_outcomes(answer.outcomes.rows(), answer.as_of, zone);
    let mut noted = noted_cases(answer.outcomes.rows(), planned, calendar, answer.as_of);
    let as_of_month = Month(calendar.month(answer.as_of));
    let mut figures = Vec::new();
    for card in &answer.scorecards {
        let Some((promise, applied)) = promise_of(&card.promise.0) else { continue };
        let nothing = || OutcomeCounts::new(card.elapsed_unit, None);
        let mut counts = counted.get(&card.promise.0).cloned().unwrap_or_else(nothing);
        counts.target = card.target;
        let figure = NewFigure {
            promise,
            clock: if applied { Clock::Applied } else { Clock::Promised },
            elapsed_unit: card.elapsed_unit,
            target: card.target,
            counts: pack(&counts),
            withheld: String::new(),
            cards: cards(&counts, &card.promise.0, as_of_month),
            noted: noted.remove(&card.promise.0).unwrap_or_default(),
        };
        figures.push((figure, counts));
    }
    let mut hash = Sha256::new();
    hash.update(planned.text.as_bytes());
    hash.update([0]);
    hash.update(days.as_bytes());
    Ok(Measured {
        as_of: instant_text(answer.as_of, zone),
        facts: store.identity(),
        plan_hash: hexadecimal(hash.finalize().get(..8).unwrap_or_default()),
        figures,
        as_of_month,
        left_out,
        warnings: answer.warnings,
    })
}

/// An instant as RFC 3339 in a zone, with six digits of the second.
pub(crate) fn instant_text(instant: Instant, zone: &Zone) -> String {
    let zoned = Zoned::new(instant.timestamp(), zone.time_zone().clone());
    zoned.strftime("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string()
}

/// What everybody may see first of a promise.
pub(crate) fn public(
    counts: &OutcomeCounts,
    promise: PromiseId,
    as_of: Month,
    withheld: &Withheld,
) -> Option<Scorecard> {
    Published::of(counts, &promise_id(promise), as_of, withheld).headline().cloned()
}

/// The scorecards of a promise: over all records, the last twelve months and each month; of each service over the first two.
fn cards(counts: &OutcomeCounts, promise: &str, as_of: Month) -> Vec<NewCard> {
    let in_year = |month: Option<Month>| month.is_some_and(|month| (as_of.0 - 11..=as_of.0).contains(&month.0));
    let mut cards = Vec::new();
    let mut add = |service: Option<&str>, period: String, in_month: &dyn Fn(Option<Month>) -> bool| {
        let of = |alike: &Alike| service.is_none_or(|service| alike.service == service);
        let card = counts.scorecard(promise, of, in_month);
        cards.push(NewCard { service: service.map(str::to_owned), period, card });
    };
    let services = counts.services();
    for service in std::iter::once(None).chain(services.into_iter().map(Some)) {
        add(service, "all".to_owned(), &|_| true);
        add(service, "year".to_owned(), &in_year);
    }
    for month in counts.months() {
        add(None, month.to_string(), &|of| of == Some(month));
    }
    cards
}

/// The cases that somebody has to look at, by promise.
fn noted_cases<'a>(
    rows: impl Iterator<Item = OutcomeRow<'a>>,
    planned: &Planned,
    calendar: &Calendar,
    as_of: Instant,
) -> BTreeMap<String, Vec<NewNoted>> {
    let zone = calendar.zone();
    let mut noted: BTreeMap<String, Vec<NewNoted>> = BTreeMap::new();
    for row in rows.filter(|row| matches!(row.outcome, Outcome::Running | Outcome::Overdue | Outcome::Broken)) {
        if promise_of(row.promise).is_none_or(|(_, applied)| applied) {
            continue;
        }
        let due = row.due.map(|due| match due {
            DueAt::Day(day) => day.to_string(),
            DueAt::Instant(at) => zone.date_time(at).strftime("%Y-%m-%d %H:%M").to_string(),
        });
        let case = NewNoted {
            case: row.case.to_owned(),
            service: row.service.to_owned(),
            outcome: row.outcome,
            from_at: row.from.map(|at| at.0),
            until_at: row.until.map(|at| at.0),
            due,
            left: left(&row, planned, calendar, as_of),
            past_due: past_due(&row, as_of, zone),
        };
        match noted.get_mut(row.promise) {
            Some(cases) => cases.push(case),
            None => drop(noted.insert(row.promise.to_owned(), vec![case])),
        }
    }
    noted
}

/// How much is left of a running case's time, on the promise's own clock: days, or minutes.
fn left(row: &OutcomeRow<'_>, planned: &Planned, calendar: &Calendar, as_of: Instant) -> Option<i64> {
    if row.outcome != Outcome::Running {
        return None;
    }
    let today = calendar.zone().day(as_of);
    match row.due? {
        DueAt::Day(due) if row.elapsed_unit == ElapsedUnit::WorkingDay => calendar.working_days(today, due).ok(),
        DueAt::Day(due) => Some(i64::from(due.0 - today.0)),
        DueAt::Instant(due) => {
            let mut texts = planned.plan.promises.iter().rev();
            let limit = texts.find(|promise| promise.id.0 == row.promise).map(|promise| &promise.limit);
            let left = match limit {
                Some(Limit::WorkingTime(_)) => calendar.office_time(as_of, due).ok()?,
                _ => due.0 - as_of.0,
            };
            Some(left / 60_000_000)
        }
    }
}

/// Records that tell how much of them was read.
struct Told {
    records: Box<dyn Records>,
    progress: Progress,
}

impl Records for Told {
    fn next_part(&self) -> Result<Option<PlacedPart>, FactsError> {
        let part = self.records.next_part()?;
        let (done, all) = self.records.progress();
        (self.progress)(done, all);
        Ok(part)
    }

    fn files(&self) -> &[String] {
        self.records.files()
    }

    fn progress(&self) -> (u64, u64) {
        self.records.progress()
    }
}
