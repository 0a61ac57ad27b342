//! Measuring: the promises of a source, all or some, and who asks for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use ::measure::OutcomeCounts;
use ::plan::Plan;
use facts::Store;
use ledger::figure::{self, Clock, NewCard, NewFigure, NewMeasuring};
use ledger::file::Limit;
use ledger::promise::History;
use ledger::record;
use ledger::{By, LedgerError, MeasuringId, PromiseId, SourceId, UnitId};
use terms::Month;
use words::Message;

use super::{Given, NotDone, Register, blocking};
use crate::desk::Desk;
use crate::figures::measure::{ENGINE, measure_source, public};
use crate::figures::plan::{Said, plan_of};
use crate::figures::{calendar_days, calendar_of, nested, process, store_folder, unpack};
use crate::jobs::MeasurePromises;

/// What was measured.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// How many promises have a figure.
    pub promises: usize,
    /// The promises that no record can tell, and why.
    pub left_out: Vec<(PromiseId, Message)>,
    /// What the office should know.
    pub warnings: Vec<Message>,
    /// Promises that were measured from this source and are another's now: their figures are gone until that is measured.
    pub moved: Vec<PromiseId>,
}

/// Measures the promises of a source, all or some, and keeps what was found.
///
/// # Errors
/// [`NotDone`] with the reason. Figures that were not reached stay as they are.
pub async fn measure(given: &Given, id: SourceId, only: Option<&[PromiseId]>) -> Result<Report, NotDone> {
    let source = record::find(given.ledger.reads(), id).await?.ok_or(LedgerError::Gone {})?;
    let register = Register::read(&given.ledger, given.today).await?;
    let folder = store_folder(&given.data, id);
    let store = Store::open(&folder)?;
    if only.is_none() {
        measure_process(given, &source, &store, &register.days).await?;
    }
    let mut said = register.said(id);
    said.retain(|said| only.is_none_or(|only| only.contains(&said.history.promise.id)));
    let planned = plan_of(&source.reading, &said, Some(store.fields())).map_err(|error| NotDone(error.message()))?;
    let gone: Vec<PromiseId> = planned.left_out.keys().copied().collect();
    let left_out = planned.left_out.clone().into_iter().collect();
    let mut report = Report { left_out, ..Report::default() };
    forget(given, gone).await?;
    if only.is_none() {
        let ours = |promise: &PromiseId| said.iter().any(|said| said.history.promise.id == *promise);
        report.moved = figure::promises_of(given.ledger.reads(), id).await?;
        report.moved.retain(|promise| !ours(promise));
        forget(given, report.moved.clone()).await?;
    }
    if planned.plan.promises.is_empty() || store.imports().is_empty() {
        let all: Vec<PromiseId> = said.iter().map(|said| said.history.promise.id).collect();
        forget(given, all).await?;
        return Ok(report);
    }
    let calendar = calendar_of(&planned.plan, &register.days).map_err(NotDone)?;
    let days = calendar_days(&planned.plan, &register.days).map_err(NotDone)?;
    let plan_text = planned.text.clone();
    // What is withheld of some figures depends on all promises of the source.
    let all = register.said(id);
    let whole = match only {
        None => planned.plan.clone(),
        Some(_) => {
            let whole = plan_of(&source.reading, &all, Some(store.fields()));
            whole.map_err(|error| NotDone(error.message()))?.plan
        }
    };
    let (stop, progress) = (Arc::clone(&given.stop), Arc::clone(&given.progress));
    let found = blocking(move || measure_source(&folder, &planned, &calendar, &days, &stop, &progress)).await?;
    let new = NewMeasuring {
        source: id,
        as_of: found.as_of,
        facts: found.facts,
        plan: plan_text,
        plan_hash: found.plan_hash,
        engine: ENGINE.to_owned(),
    };
    // Nobody sees it before its figures are there.
    let write = given.ledger.write_unseen(given.by, given.at, move |change| Box::pin(figure::begin(change, new)));
    let measuring = write.await?;
    report.warnings = found.warnings;
    forget(given, found.left_out.iter().map(|(promise, _)| *promise).collect()).await?;
    report.left_out.extend(found.left_out);
    let as_of = found.as_of_month;
    keep(given, id, (&whole, &all), Found { measuring, as_of, figures: found.figures }, &mut report).await?;
    Ok(report)
}

/// As many figures are written at once.
const AT_ONCE: usize = 32;

/// Figures that were found.
struct Found {
    measuring: MeasuringId,
    as_of: Month,
    figures: Vec<(NewFigure, OutcomeCounts)>,
}

/// Keeps figures, each with what is withheld of it; and changes what is withheld of the source's other figures, which may count a part
/// of the same cases.
async fn keep(
    given: &Given,
    id: SourceId,
    (whole, said): (&Plan, &[Said<'_>]),
    found: Found,
    report: &mut Report,
) -> Result<(), NotDone> {
    let new: BTreeMap<nested::Which, &OutcomeCounts> =
        found.figures.iter().map(|(figure, counts)| ((figure.promise, figure.clock), counts)).collect();
    let known = figure::of_source(given.ledger.reads(), id).await?;
    let others: BTreeMap<nested::Which, &figure::Model> = known
        .iter()
        .map(|figure| ((figure.promise, figure.clock), figure))
        .filter(|(which, _)| !new.contains_key(which))
        .collect();
    let counts = |which| match (new.get(&which), others.get(&which)) {
        (Some(new), _) => Ok(Some((*new).clone())),
        (None, Some(known)) => unpack(known).map(Some),
        (None, None) => Ok(None),
    };
    let withheld = nested::withheld(whole, said, counts)?;
    let of = |which| withheld.get(&which).cloned().unwrap_or_default();
    let mut changed = Vec::new();
    for (which, figure) in &others {
        let now = of(*which);
        if figure.withheld != now.to_string() {
            let card = public(&unpack(figure)?, which.0, found.as_of, &now).filter(|_| which.1 == Clock::Promised);
            changed.push((*which, now.to_string(), card));
        }
    }
    for ((promise, clock), withheld, card) in changed {
        let write = given.ledger.write(given.by, given.at, move |change| {
            Box::pin(figure::withhold(change, promise, clock, withheld, card))
        });
        write.await?;
    }
    let mut figures = Vec::new();
    for (mut figure, counts) in found.figures {
        let now = of((figure.promise, figure.clock));
        if figure.clock == Clock::Promised {
            report.promises += 1;
            let card = public(&counts, figure.promise, found.as_of, &now);
            figure.cards.extend(card.map(|card| NewCard { service: None, period: figure::PUBLIC.to_owned(), card }));
        }
        figure.withheld = now.to_string();
        figures.push(figure);
    }
    // Some at a time: nobody else waits long for the one writer, and public answers are made anew a few times only.
    let mut left = figures.into_iter().peekable();
    while left.peek().is_some() {
        let some: Vec<NewFigure> = left.by_ref().take(AT_ONCE).collect();
        let measuring = found.measuring;
        let write = given.ledger.write(given.by, given.at, move |change| {
            Box::pin(async move {
                for figure in some {
                    figure::replace(change, measuring, figure).await?;
                }
                Ok(())
            })
        });
        write.await?;
    }
    Ok(())
}

/// Measures what the cases of each service of a source went through, and keeps it.
async fn measure_process(given: &Given, source: &record::Model, store: &Store, days: &str) -> Result<(), NotDone> {
    let id = source.id;
    let plan = Plan::parse(&source.reading).map_err(|error| NotDone(error.message()))?;
    let calendar = calendar_of(&plan, days).map_err(NotDone)?;
    let (folder, stop) = (store_folder(&given.data, id), Arc::clone(&given.stop));
    let has_none = store.imports().is_empty();
    let cards =
        blocking(
            move || {
                if has_none { Ok(Vec::new()) } else { process::cards_of(&folder, id, &plan, &calendar, &stop) }
            },
        );
    let cards = cards.await?;
    let write = given
        .ledger
        .write_unseen(given.by, given.at, move |change| Box::pin(ledger::process::replace(change, id, cards)));
    Ok(write.await?)
}

/// Takes away the figures of promises that no record can tell any more.
async fn forget(given: &Given, promises: Vec<PromiseId>) -> Result<(), NotDone> {
    if promises.is_empty() {
        return Ok(());
    }
    let write = given.ledger.write(given.by, given.at, move |change| {
        Box::pin(async move {
            for promise in promises {
                for clock in [Clock::Promised, Clock::Applied] {
                    figure::remove(change, promise, clock).await?;
                }
            }
            Ok(())
        })
    });
    Ok(write.await?)
}

/// Asks for promises to be measured again, from whichever source has the cases of their units.
pub(crate) async fn ask_for(desk: &Desk, by: By, promises: &[PromiseId]) -> Result<(), LedgerError> {
    if promises.is_empty() {
        return Ok(());
    }
    ask_where(desk, by, |history, _| promises.contains(&history.promise.id)).await
}

/// Asks for the promises of a brand to be measured again, where records can tell them: after a change of what is in force.
pub(crate) async fn ask_after_change(desk: &Desk, by: By, brand: ledger::BrandId) -> Result<(), LedgerError> {
    ask_where(desk, by, |history, _| history.promise.brand == brand).await
}

/// Asks for the promises of some units whose limits are in the list of services to be measured again, after a change of the list.
pub(crate) async fn ask_after_list(desk: &Desk, by: By, units: &[UnitId]) -> Result<(), LedgerError> {
    let by_list =
        |history: &History| history.texts.iter().any(|said| said.text.limit == Some(Limit::WorkingDaysOfService));
    ask_where(desk, by, |history, unit| units.contains(&unit) && by_list(history)).await
}

/// Asks for some promises, told by their words and by whose they are, in one job for each source.
async fn ask_where(desk: &Desk, by: By, is_wanted: impl Fn(&History, UnitId) -> bool) -> Result<(), LedgerError> {
    let register = Register::read(&desk.ledger, desk.clock().today()).await?;
    let mut by_source: BTreeMap<SourceId, Vec<PromiseId>> = BTreeMap::new();
    for history in &register.histories {
        let Some((unit, _)) = register.brands.get(&history.promise.brand) else { continue };
        if !is_wanted(history, *unit) {
            continue;
        }
        if let Some(source) = register.source_of(*unit) {
            by_source.entry(source.id).or_default().push(history.promise.id);
        }
    }
    for (source, promises) in by_source {
        desk.ask_for(by, &MeasurePromises { source, promises: Some(promises) }, None).await?;
    }
    Ok(())
}
