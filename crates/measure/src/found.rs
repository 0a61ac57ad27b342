//! What was found in the records beside the cases themselves, and how it becomes the answer.

use std::sync::{Arc, Mutex, PoisonError};

use facts::BadRow;
use terms::Scorecard;

use crate::answer::{About, Answer, Comparison, Outcomes, Shown, sort_by_key};
use crate::evaluate::{Cell, Key, Partial, Setting, add_up};
use crate::kernel::events::Label;
use crate::problem::MeasureError;
use crate::question::{Group, Question};
use crate::run::{Machine, Survey, on_all_threads};
use crate::warnings::warnings;

/// What was found in the records: the texts behind the codes, and the survey.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    pub(crate) activities: Vec<String>,
    pub(crate) services: Arc<[String]>,
    pub(crate) units: Arc<[String]>,
    pub(crate) survey: Survey,
    pub(crate) bad_rows: Vec<(String, BadRow)>,
}

impl Found {
    /// Counts what only the gathering could tell: the cases, and events that an earlier file already had.
    pub(crate) fn count(&mut self, partials: &[Partial], labels: &[Label]) {
        self.survey.cases = partials.iter().map(|partial| partial.cases).sum();
        for (label, count) in partials.iter().flat_map(|partial| &partial.repeated) {
            self.survey.repeated_events += count;
            self.survey.events -= count;
            let label = labels.get(*label as usize).copied().unwrap_or_default();
            self.survey.extensions -= u64::from(label.is_extension) * count;
            let activity = label.activity;
            let name = activity.and_then(|activity| self.activities.get(activity as usize));
            if let Some((_, own)) = self.survey.activities.iter_mut().find(|(known, _)| Some(known) == name) {
                *own -= count;
            }
        }
    }

    /// The answer, from what all workers have added up.
    pub(crate) fn answer(
        self,
        mut partials: Vec<Partial>,
        setting: &Setting<'_>,
        question: &Question<'_>,
        machine: &Machine<'_>,
    ) -> Result<Answer, MeasureError> {
        let cards = self.cards(&mut partials, setting, question, machine)?;
        let mut partial = Partial::new(setting);
        partials.into_iter().for_each(|other| partial.merge(other));
        let warnings = warnings(question, setting, &self.survey, &partial);
        let shown = self.shown(question);
        let process = shown.process(partial.shapes);
        let (mut scorecards, mut comparisons, mut promises) = (Vec::new(), Vec::new(), Vec::new());
        for (group, mut cards) in setting.compiled.groups.iter().zip(cards) {
            let about = About::of(group);
            if cards.scorecards.is_empty() && question.by.is_empty() && setting.split.is_none() {
                cards.scorecards = shown.scorecards(&about, [(NOWHERE, Cell::default())]);
            }
            sort_by_key(&mut cards.scorecards, |card| &card.key);
            sort_by_key(&mut cards.comparisons, |comparison| &comparison.before.key);
            scorecards.append(&mut cards.scorecards);
            comparisons.append(&mut cards.comparisons);
            promises.push((about.promise, about.elapsed_unit));
        }
        Ok(Answer {
            as_of: setting.as_of,
            scorecards,
            comparisons,
            process,
            warnings,
            outcomes: Outcomes::new(partial.outcomes, promises, self.services, self.units),
            survey: self.survey,
            bad_rows: self.bad_rows,
        })
    }

    /// The scorecards of each promise, or its comparisons; workers add up and finish shares of the cells.
    fn cards(
        &self,
        partials: &mut [Partial],
        setting: &Setting<'_>,
        question: &Question<'_>,
        machine: &Machine<'_>,
    ) -> Result<Vec<Cards>, MeasureError> {
        let groups = &setting.compiled.groups;
        let shown = self.shown(question);
        let shares = machine.threads.max(1);
        let mut of_workers: Vec<Vec<Vec<(usize, Key, Cell)>>> =
            partials.iter_mut().map(|partial| partial.take_shares(shares)).collect();
        let shares: Vec<Mutex<Vec<(usize, Key, Cell)>>> = (0..shares)
            .map(|share| {
                let own = of_workers.iter_mut().filter_map(|shares| shares.get_mut(share));
                Mutex::new(own.flat_map(std::mem::take).collect())
            })
            .collect();
        let finished = on_all_threads(machine.threads, |worker| -> Result<Vec<Cards>, MeasureError> {
            let share = shares
                .get(worker)
                .map(|share| std::mem::take(&mut *share.lock().unwrap_or_else(PoisonError::into_inner)));
            let sums = add_up(share.unwrap_or_default(), groups.len());
            Ok(groups.iter().zip(sums).map(|(group, cells)| Cards::of(group, cells, &shown, setting)).collect())
        })?;
        let mut all: Vec<Cards> = groups.iter().map(|_| Cards::default()).collect();
        for worker in finished {
            for (all, cards) in all.iter_mut().zip(worker) {
                all.scorecards.extend(cards.scorecards);
                all.comparisons.extend(cards.comparisons);
            }
        }
        Ok(all)
    }

    fn shown<'a>(&'a self, question: &'a Question<'_>) -> Shown<'a> {
        Shown { by: &question.by, services: &self.services, units: &self.units, activities: &self.activities }
    }
}

/// What there is to show of one promise.
#[derive(Default)]
struct Cards {
    scorecards: Vec<Scorecard>,
    comparisons: Vec<Comparison>,
}

impl Cards {
    fn of(
        group: &Group<'_>,
        cells: impl IntoIterator<Item = (Key, Cell)>,
        shown: &Shown<'_>,
        setting: &Setting<'_>,
    ) -> Self {
        let about = About::of(group);
        match setting.split {
            None => Self { scorecards: shown.scorecards(&about, cells), comparisons: Vec::new() },
            Some(_) => Self { scorecards: Vec::new(), comparisons: shown.comparisons(&about, cells) },
        }
    }
}

/// Where a case counts when nothing is told apart.
const NOWHERE: Key = Key { after: false, unit: 0, service: 0, month: 0 };
