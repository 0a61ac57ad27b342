//! The step itself: records and a question in, the answer out.

use std::sync::Arc;

use calendar::{Day, Instant};
use facts::{FactsError, Records, Role, Store, Wanted};

use crate::answer::Answer;
use crate::evaluate::{Partial, Setting};
use crate::found::Found;
use crate::kept::{Keeping, Kept};
use crate::problem::MeasureError;
use crate::question::{Compiled, Question};
use crate::read::Read;
use crate::run::{Demand, Labels, Machine, Names, scatter};
use crate::warnings::check_starts;

/// Measures the promises of a plan on some records.
///
/// With `skip_bad_rows` rows that cannot be read are left out and returned; without, they are an error.
///
/// # Errors
/// [`MeasureError`]: for records that cannot be read, a promise that no case can begin, and cases in years that the
/// calendar does not know.
pub fn measure(
    records: &dyn Records,
    question: &Question<'_>,
    machine: &Machine<'_>,
    skip_bad_rows: bool,
) -> Result<Answer, MeasureError> {
    measure_and_keep(records, question, machine, skip_bad_rows, None)
}

/// Measures the promises of a plan on the records of a store.
///
/// What a question needs of each case is kept in the store: another one with other limits, scopes or periods between the same
/// milestones is answered from that. `show` is given the facts before they are read, where they must be: it returns what
/// is read instead, the same with somebody told of the progress. Where nobody need be told it is `|records| records`.
///
/// # Errors
/// Those of [`measure()`], and for a plan whose source is not the store's.
pub fn measure_store(
    store: &Store,
    question: &Question<'_>,
    machine: &Machine<'_>,
    show: &dyn Fn(Box<dyn Records>) -> Box<dyn Records>,
) -> Result<Answer, MeasureError> {
    store.check_source(&question.plan.source)?;
    let compiled = Compiled::of(question)?;
    let identity = compiled.identity();
    let needs_facts = question.outcomes || question.process;
    if let Some(kept) = Kept::open(store, &identity).filter(|kept| !needs_facts && kept.sees(question.as_of)) {
        // What cannot be used is made again; a case that cannot be judged is told better from its facts.
        if let Some(answer) = measure_kept(kept, &compiled, question, machine)? {
            return Ok(answer);
        }
    }
    let files: usize = store.imports().iter().map(|import| import.files.len()).sum();
    // What is kept can be told apart by service and unit, whether or not this question asks for it.
    let wanted = Wanted { service: true, unit: true, ..compiled.wanted(question, files > 1) };
    let records = show(Box::new(store.records(&question.plan.source, wanted)?));
    let keeping = Keeping::begin(store, &compiled, &identity);
    let mut answer = measure_and_keep(&*records, question, machine, true, keeping)?;
    answer.survey.bad_rows = store.bad_rows();
    Ok(answer)
}

fn measure_kept(
    kept: Kept,
    compiled: &Compiled<'_>,
    question: &Question<'_>,
    machine: &Machine<'_>,
) -> Result<Option<Answer>, MeasureError> {
    let as_of = question.as_of.or(kept.found.survey.last).ok_or(MeasureError::NoCases {})?;
    check_starts(question, compiled, &kept.found.survey)?;
    check_as_of(question, compiled, as_of)?;
    let setting = setting(compiled, question, as_of, &kept.found);
    match kept.evaluate(&setting, machine)? {
        Some(partials) => kept.found.answer(partials, &setting, question, machine).map(Some),
        None => Ok(None),
    }
}

/// Measures, and keeps of each case what another question on the same milestones will need.
fn measure_and_keep(
    records: &dyn Records,
    question: &Question<'_>,
    machine: &Machine<'_>,
    skip_bad_rows: bool,
    keeping: Option<Keeping>,
) -> Result<Answer, MeasureError> {
    let mut compiled = Compiled::of(question)?;
    // The same event of a later file can only be told where all events are there.
    let several_files = records.files().len() > 1;
    compiled.every_event |= several_files;
    let wanted = compiled.wanted(question, several_files);
    let demand = Demand {
        every_event: compiled.every_event,
        same_events: several_files,
        as_of: question.as_of,
        is_time: wanted.fields.iter().map(|field| field.role == Role::Time).collect(),
        labels: Labels::new(&compiled.milestones),
        services: Names::default(),
        units: Names::default(),
        actors: Names::default(),
    };
    let scattered = scatter(records, &demand, machine)?;
    let mut read = Read::of(scattered, demand, records, &compiled);
    if let (false, Some((file, row))) = (skip_bad_rows, read.found.bad_rows.first()) {
        let count = read.found.bad_rows.len() as u64;
        return Err(
            FactsError::BadRows { count, file: file.clone(), line: row.line, problem: row.problem.clone() }.into()
        );
    }
    read.see_carried(machine)?;
    let as_of = question.as_of.or(read.found.survey.last).ok_or(MeasureError::NoCases {})?;
    check_starts(question, &compiled, &read.found.survey)?;
    check_as_of(question, &compiled, as_of)?;

    let setting = setting(&compiled, question, as_of, &read.found);
    // Where something lies after the day of the figures, not all was seen.
    let keeping = keeping.filter(|_| read.saw_all);
    let partials: Vec<Partial> = read.evaluate(&setting, question, machine, keeping.as_ref())?;
    read.found.count(&partials, &read.labels);
    if let Some(keeping) = keeping {
        keeping.finish(&read.found);
    }
    read.found.answer(partials, &setting, question, machine)
}

fn setting<'a>(compiled: &'a Compiled<'a>, question: &'a Question<'_>, as_of: Instant, found: &Found) -> Setting<'a> {
    Setting {
        compiled,
        calendar: question.calendar,
        as_of,
        by: &question.by,
        split: question.split.map(|date| Day::from(date).0),
        outcomes: question.outcomes,
        services: Arc::clone(&found.services),
        units: Arc::clone(&found.units),
    }
}

/// A promise on a working calendar cannot be measured on a day of which nobody knows whether it is worked.
fn check_as_of(question: &Question<'_>, compiled: &Compiled<'_>, as_of: Instant) -> Result<(), MeasureError> {
    let calendar = question.calendar;
    let day = calendar.zone().day(as_of);
    let needs_it =
        compiled.groups.iter().flat_map(|group| &group.entries).any(|entry| entry.measure.needs_known_years());
    if !needs_it || calendar.knows(day) {
        return Ok(());
    }
    let (first, last) = calendar.years();
    Err(MeasureError::AsOfInUnknownYear {
        as_of: day.to_string(),
        calendar: calendar.name().to_owned(),
        year: day.date().year(),
        first,
        last,
    })
}
