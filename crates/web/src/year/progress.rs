//! How far units are with the tasks of a stage: what the register shows by itself, and what they have said.

use std::collections::{HashMap, HashSet};

use ledger::brand::{self, Listed};
use ledger::figure::{self, Clock};
use ledger::task::{self, DoneBy};
use ledger::{LedgerError, PaperVersionId, TaskId, UnitId, opinion, paper, promise};

use crate::desk::Desk;

/// What is known of all units, read once.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// Units with a brand in force.
    pub(super) in_force: HashSet<UnitId>,
    /// Units with a brand, and the brand's own best standing.
    pub(super) brands: HashMap<UnitId, brand::Standing>,
    /// Units with a measured promise: cases kept and settled in the last twelve months.
    pub(super) kept: HashMap<UnitId, (i64, i64)>,
    /// Papers that hold.
    pub(super) papers: Vec<PaperVersionId>,
    /// How many of them each unit has read.
    pub(super) read: HashMap<UnitId, i64>,
    /// Opinions that wait for an answer, by unit, and how many of them are late.
    pub(super) opinions: HashMap<UnitId, (i64, i64)>,
    by_hand: HashSet<(TaskId, UnitId)>,
}

impl Progress {
    /// Reads what is known on this day.
    pub(super) async fn read(desk: &Desk, tasks: &[task::Model]) -> Result<Self, LedgerError> {
        let db = desk.ledger.reads();
        let today = desk.clock().today();
        let mut progress = Self::default();
        let listed: Vec<Listed> = brand::list(db, None, today).await?;
        for one in &listed {
            let standing = one.standing(today);
            if one.in_force.is_some() {
                progress.in_force.insert(one.brand.unit);
            }
            let known = progress.brands.entry(one.brand.unit).or_insert(standing);
            if one.in_force.is_some() {
                *known = brand::Standing::InForce;
            }
        }
        let unit_of_brand: HashMap<_, _> = listed.iter().map(|one| (one.brand.id, one.brand.unit)).collect();
        let unit_of: HashMap<_, _> = promise::all(db)
            .await?
            .into_iter()
            .filter_map(|promise| unit_of_brand.get(&promise.brand).map(|unit| (promise.id, *unit)))
            .collect();
        // What everybody may read, and no more: a sum over a unit must not give away a promise whose figure is withheld.
        for card in figure::cards(db, Clock::Promised, figure::PUBLIC).await? {
            if let Some(unit) = unit_of.get(&card.promise) {
                let counts = card.counts();
                let (kept, settled) = progress.kept.entry(*unit).or_default();
                *kept += card.kept;
                *settled += i64::try_from(counts.settled()).unwrap_or_default();
            }
        }
        progress.papers =
            paper::in_state(db, paper::State::Issued).await?.into_iter().map(|version| version.id).collect();
        progress.read = paper::read_by_unit(db, &progress.papers).await?.into_iter().collect();
        for (unit, state, count) in opinion::counts(db).await? {
            if let (Some(unit), opinion::State::Open) = (unit, state) {
                progress.opinions.entry(unit).or_default().0 += count;
            }
        }
        for (unit, count) in opinion::late(db, today).await? {
            if let Some(unit) = unit {
                progress.opinions.entry(unit).or_default().1 += count;
            }
        }
        let ids: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
        progress.by_hand = task::done(db, &ids).await?.into_iter().map(|done| (done.task, done.unit)).collect();
        Ok(progress)
    }

    /// Whether a unit has done a task.
    pub(super) fn has_done(&self, task: &task::Model, unit: UnitId) -> bool {
        match task.done_by {
            DoneBy::Hand => self.by_hand.contains(&(task.id, unit)),
            DoneBy::Brand => self.in_force.contains(&unit),
            DoneBy::Measured => self.kept.get(&unit).is_some_and(|(_, settled)| *settled > 0),
            DoneBy::Papers => self.unread(unit) == 0,
            DoneBy::Opinions => self.opinions.get(&unit).is_none_or(|(_, late)| *late == 0),
        }
    }

    /// How many papers that hold a unit has not read.
    pub(super) fn unread(&self, unit: UnitId) -> i64 {
        let read = self.read.get(&unit).copied().unwrap_or_default();
        i64::try_from(self.papers.len()).unwrap_or_default() - read
    }
}
