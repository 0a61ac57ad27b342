//! Records that were read and scattered, and how they are judged.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use calendar::{CalendarError, Instant};
use facts::Records;
use terms::Dimension;

use crate::cases::Cases;
use crate::evaluate::{Key, Partial, Setting, Unjudged};
use crate::found::Found;
use crate::kept::Keeping;
use crate::kernel::events::Label;
use crate::kernel::shape::last_month;
use crate::problem::MeasureError;
use crate::question::{Compiled, Question};
use crate::run::{Demand, Gathered, Layout, Machine, PARTITIONS, Partition, Scattered, Survey, gather, on_all_threads};

/// Records that were read and scattered.
pub(crate) struct Read {
    workers: Vec<Mutex<Scattered>>,
    layout: Layout,
    file_of_part: Vec<u32>,
    pub(crate) labels: Vec<Label>,
    /// Whether nothing lies after the day of the figures.
    pub(crate) saw_all: bool,
    /// The first and the last of the times that cases carry, whether or not another value replaces them; the other way
    /// round where there are none.
    carried: (i64, i64),
    pub(crate) found: Found,
}

impl Read {
    pub(crate) fn of(
        mut scattered: Vec<Scattered>,
        demand: Demand,
        records: &dyn Records,
        compiled: &Compiled<'_>,
    ) -> Self {
        let layout = Layout {
            is_time: demand.is_time.clone(),
            as_of: demand.as_of.map_or(i64::MAX, |as_of| as_of.0),
            actors: demand.every_event,
            same_events: demand.same_events,
        };
        let (labels, activities) = demand.labels.finish();
        let mut survey = Survey { field_values: vec![0; compiled.fields.len()], ..Survey::default() };
        let mut counts = vec![0_u64; activities.len()];
        let mut file_of_part = Vec::new();
        let mut bad = Vec::new();
        let mut saw_all = true;
        let mut carried = (i64::MAX, i64::MIN);
        for worker in &mut scattered {
            survey.events += worker.events;
            saw_all &= !worker.saw_later;
            survey.see((worker.first, worker.last));
            carried = (carried.0.min(worker.carried.0), carried.1.max(worker.carried.1));
            for (own, more) in survey.field_values.iter_mut().zip(&worker.field_values) {
                *own += more;
            }
            for (label, count) in labels.iter().zip(&worker.label_counts) {
                if let Some(own) = label.activity.and_then(|activity| counts.get_mut(activity as usize)) {
                    *own += count;
                }
                survey.extensions += u64::from(label.is_extension) * count;
            }
            for (part, file) in &worker.files {
                let part = *part as usize;
                if part >= file_of_part.len() {
                    file_of_part.resize(part + 1, 0);
                }
                file_of_part[part] = *file;
            }
            bad.append(&mut worker.bad);
        }
        bad.sort_by_key(|(part, _, row)| (*part, row.line));
        survey.bad_rows = bad.len() as u64;
        survey.activities = activities.iter().cloned().zip(counts).collect();
        survey.activities.sort();
        let file_name = |file: u32| records.files().get(file as usize).cloned().unwrap_or_default();
        let found = Found {
            activities,
            services: demand.services.into_texts().into(),
            units: demand.units.into_texts().into(),
            survey,
            bad_rows: bad.into_iter().map(|(_, file, row)| (file_name(file), row)).collect(),
        };
        let workers = scattered.into_iter().map(Mutex::new).collect();
        Self { workers, layout, file_of_part, labels, saw_all, carried, found }
    }

    /// Sees the first and the last of the times that cases carry. Which of several values a case has, where a table was
    /// exported again and something was corrected, is only known of the whole case; so where such a time may be the first or
    /// the last of all, the cases are gathered once to look at them.
    pub(crate) fn see_carried(&mut self, machine: &Machine<'_>) -> Result<(), MeasureError> {
        let survey = &self.found.survey;
        let within = |at: i64| survey.first <= Some(Instant(at)) && Some(Instant(at)) <= survey.last;
        if self.carried.0 > self.carried.1 || within(self.carried.0) && within(self.carried.1) {
            return Ok(());
        }
        let next = AtomicUsize::new(0);
        let carried = on_all_threads(machine.threads, |_| {
            let mut carried = (i64::MAX, i64::MIN);
            loop {
                let partition = next.fetch_add(1, Ordering::Relaxed);
                if partition >= PARTITIONS {
                    return Ok::<_, MeasureError>(carried);
                }
                machine.check()?;
                let gathered = gather(Partition::copy(&self.workers, partition)?, &self.layout, &self.file_of_part);
                let (first, last) = gathered.carried(&self.layout);
                carried = (carried.0.min(first), carried.1.max(last));
            }
        })?;
        carried.into_iter().for_each(|carried| self.found.survey.see(carried));
        Ok(())
    }

    /// Gathers, judges and adds up one partition after the other.
    pub(crate) fn evaluate(
        &self,
        setting: &Setting<'_>,
        question: &Question<'_>,
        machine: &Machine<'_>,
        keeping: Option<&Keeping>,
    ) -> Result<Vec<Partial>, MeasureError> {
        let next = AtomicUsize::new(0);
        let with_effort = question.process || question.outcomes;
        on_all_threads(machine.threads, |_| {
            let mut partial = Partial::new(setting);
            let mut variant = Vec::new();
            loop {
                let partition = next.fetch_add(1, Ordering::Relaxed);
                if partition >= PARTITIONS {
                    return Ok(partial);
                }
                machine.check()?;
                let gathered = gather(Partition::take(&self.workers, partition)?, &self.layout, &self.file_of_part);
                let cases = Cases::of(&gathered, &self.labels, setting.compiled, question.outcomes, with_effort);
                for label in &gathered.repeated {
                    *partial.repeated.entry(*label).or_default() += 1;
                }
                if question.process {
                    self.shape(&gathered, &cases, setting, &mut partial, &mut variant);
                }
                if let Some(keeping) = keeping {
                    keeping.keep(&cases);
                }
                partial.add(cases, setting).map_err(|unjudged| self.unjudged(unjudged, &gathered, setting))?;
            }
        })
    }

    fn shape(
        &self,
        gathered: &Gathered,
        cases: &Cases,
        setting: &Setting<'_>,
        partial: &mut Partial,
        variant: &mut Vec<u32>,
    ) {
        let Some(effort) = &cases.effort else { return };
        let by = |dimension| setting.has(dimension);
        for case in 0..cases.len() {
            let by_time = by(Dimension::Month) || by(Dimension::Year);
            let month = by_time.then(|| last_month(&gathered.events, setting.calendar, case)).flatten();
            let key = Key {
                after: false,
                unit: if by(Dimension::Unit) { cases.unit.get(case).copied().unwrap_or(0) } else { 0 },
                service: if by(Dimension::Service) { cases.service.get(case).copied().unwrap_or(0) } else { 0 },
                month: setting.period(month),
            };
            partial.shapes.entry(key).or_default().add(&gathered.events, &self.labels, effort, case, variant);
        }
    }

    fn unjudged(&self, unjudged: Unjudged, gathered: &Gathered, setting: &Setting<'_>) -> MeasureError {
        let entry = setting.compiled.groups.get(unjudged.group).and_then(|group| group.entries.first());
        match unjudged.why.error {
            CalendarError::UnknownYear { calendar, year, first, last } => MeasureError::CaseInUnknownYear {
                case: gathered.keys.text(unjudged.why.case),
                promise: entry.map(|entry| entry.promise.id.to_string()).unwrap_or_default(),
                calendar,
                year,
                first,
                last,
            },
            other => other.into(),
        }
    }
}
