//! Courses that are kept in a store, so that another limit needs no second look at the events.

use std::sync::Mutex;
use std::sync::PoisonError;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use calendar::Instant;
use facts::{Derived, DerivedWriter, FactsError, Store};
use serde::{Deserialize, Serialize};

use crate::cases::Cases;
use crate::evaluate::{Partial, Setting};
use crate::found::Found;
use crate::problem::MeasureError;
use crate::question::Compiled;
use crate::run::{Machine, Survey, on_all_threads};

/// What stands beside the cases, as it is noted with the table.
#[derive(Serialize, Deserialize)]
struct Note {
    services: Vec<String>,
    units: Vec<String>,
    events: u64,
    cases: u64,
    repeated_events: u64,
    extensions: u64,
    bad_rows: u64,
    first: Option<i64>,
    last: Option<i64>,
    activities: Vec<(String, u64)>,
    field_values: Vec<u64>,
}

/// Courses in the making of a table.
pub(crate) struct Keeping {
    schema: SchemaRef,
    bad_rows: u64,
    /// Gone as soon as something could not be written: figures do not depend on it.
    writer: Mutex<Option<DerivedWriter>>,
}

impl Keeping {
    /// Begins a table, where the store can be written.
    pub(crate) fn begin(store: &Store, compiled: &Compiled<'_>, identity: &str) -> Option<Self> {
        let schema = Cases::schema(compiled);
        let writer = store.derive(identity, SchemaRef::clone(&schema)).ok()?;
        Some(Self { schema, bad_rows: store.bad_rows(), writer: Mutex::new(Some(writer)) })
    }

    pub(crate) fn keep(&self, cases: &Cases) {
        let batch = cases.to_batch(&self.schema);
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let written = batch.zip(writer.as_ref()).is_some_and(|(batch, writer)| writer.write(&batch).is_ok());
        if !written {
            *writer = None;
        }
    }

    pub(crate) fn finish(self, found: &Found) {
        let Some(writer) = self.writer.into_inner().unwrap_or_else(PoisonError::into_inner) else { return };
        let survey = &found.survey;
        let note = Note {
            services: found.services.to_vec(),
            units: found.units.to_vec(),
            events: survey.events,
            cases: survey.cases,
            repeated_events: survey.repeated_events,
            extensions: survey.extensions,
            bad_rows: self.bad_rows,
            first: survey.first.map(|first| first.0),
            last: survey.last.map(|last| last.0),
            activities: survey.activities.clone(),
            field_values: survey.field_values.clone(),
        };
        if let Ok(note) = serde_json::to_string(&note) {
            // Where it cannot be finished the next question reads the facts again.
            let _ = writer.finish(&note);
        }
    }
}

/// Courses that were kept.
pub(crate) struct Kept {
    derived: Derived,
    pub(crate) found: Found,
}

impl Kept {
    pub(crate) fn open(store: &Store, identity: &str) -> Option<Self> {
        let derived = store.derived(identity)?;
        let note: Note = serde_json::from_str(derived.note()).ok()?;
        let survey = Survey {
            events: note.events,
            cases: note.cases,
            repeated_events: note.repeated_events,
            extensions: note.extensions,
            bad_rows: note.bad_rows,
            first: note.first.map(Instant),
            last: note.last.map(Instant),
            activities: note.activities,
            field_values: note.field_values,
        };
        let found = Found {
            activities: Vec::new(),
            services: note.services.into(),
            units: note.units.into(),
            survey,
            bad_rows: Vec::new(),
        };
        Some(Self { derived, found })
    }

    /// Whether all that was kept may be seen on the day of the figures.
    pub(crate) fn sees(&self, as_of: Option<Instant>) -> bool {
        as_of.is_none_or(|as_of| Some(as_of) >= self.found.survey.last)
    }

    /// Judges and adds up one row group after the other; `None` where a case cannot be judged, or the table is not what it
    /// should be.
    pub(crate) fn evaluate(
        &self,
        setting: &Setting<'_>,
        machine: &Machine<'_>,
    ) -> Result<Option<Vec<Partial>>, MeasureError> {
        let partials = on_all_threads(machine.threads, |_| -> Result<Option<Partial>, FactsError> {
            let mut partial = Partial::new(setting);
            loop {
                machine.check()?;
                let Ok(group) = self.derived.next_group() else { return Ok(None) };
                let Some(batches) = group else { return Ok(Some(partial)) };
                let add = |batch: &RecordBatch| {
                    let cases = Cases::of_batch(batch, setting.compiled)?;
                    partial.add(cases, setting).ok()
                };
                if batches.iter().map(add).any(|added| added.is_none()) {
                    return Ok(None);
                }
            }
        })?;
        Ok(partials.into_iter().collect())
    }
}
