//! What presses: overdue cases, and those whose time is nearly over, as tasks of a desk.

use ledger::brand::Listed;
use ledger::figure::{self, Clock, Noted};
use ledger::promise;
use ledger::{Day, LedgerError, PromiseId};
use pages::{Pending, Task};
use terms::{ElapsedUnit, Outcome};
use words::{Language, Message};

use crate::desk::Desk;
use crate::promise::is_soon;
use crate::visitor::Visitor;
use crate::wording;

/// As many running cases are looked through: those with the least time left.
const LOOKED_THROUGH: u64 = 2000;

/// The pressing cases of a promise: overdue ones, or running ones whose time is nearly over.
#[derive(Debug, Clone)]
pub(crate) struct Pressing {
    pub(crate) promise: PromiseId,
    /// What is promised.
    pub(crate) what: String,
    /// Overdue or running.
    pub(crate) outcome: Outcome,
    pub(crate) cases: i64,
    pub(crate) unit: ElapsedUnit,
}

impl Pressing {
    /// Whether little time is left of a running case.
    pub(crate) fn is_soon(&self, case: &Noted) -> bool {
        case.left.is_some_and(|left| is_soon(left, self.unit))
    }
}

/// What presses of some brands, overdue cases first.
pub(crate) async fn find(
    desk: &Desk,
    brands: &[&Listed],
    today: Day,
    language: Language,
) -> Result<Vec<Pressing>, LedgerError> {
    let db = desk.ledger.reads();
    let mut said: Vec<(PromiseId, String)> = Vec::new();
    for listed in brands.iter().filter(|listed| listed.in_force.is_some()) {
        for promise in promise::in_force(db, listed.brand.id, today).await? {
            let what = wording::either(&promise.text.what, &promise.text.what_en, language);
            said.push((promise.id, what.to_owned()));
        }
    }
    let ids: Vec<PromiseId> = said.iter().map(|(id, _)| *id).collect();
    let overdue = figure::count_noted(db, &ids, Outcome::Overdue).await?;
    let units: Vec<(PromiseId, ElapsedUnit)> =
        figure::cards(db, Clock::Promised, "all").await?.iter().map(|card| (card.promise, card.unit())).collect();
    let unit_of = |id: PromiseId| units.iter().find(|(known, _)| *known == id).map(|(_, unit)| *unit);
    let running = figure::noted_cases(db, &ids, Outcome::Running, LOOKED_THROUGH).await?;
    let mut soon: Vec<(PromiseId, i64)> = Vec::new();
    for case in running {
        let (Some(left), Some(unit)) = (case.left, unit_of(case.promise)) else { continue };
        if is_soon(left, unit) {
            match soon.iter_mut().find(|(id, _)| *id == case.promise) {
                Some((_, count)) => *count += 1,
                None => soon.push((case.promise, 1)),
            }
        }
    }
    let pressing = |outcome: Outcome, (id, cases): &(PromiseId, i64)| {
        let (_, what) = said.iter().find(|(known, _)| known == id)?;
        Some(Pressing { promise: *id, what: what.clone(), outcome, cases: *cases, unit: unit_of(*id)? })
    };
    let late = overdue.iter().filter_map(|counted| pressing(Outcome::Overdue, counted));
    let near = soon.iter().filter_map(|counted| pressing(Outcome::Running, counted));
    Ok(late.chain(near).collect())
}

/// The same as tasks: each with the way to its cases.
pub(crate) async fn tasks(
    desk: &Desk,
    visitor: &Visitor,
    brands: &[&Listed],
    today: Day,
) -> Result<Vec<Task>, LedgerError> {
    let task = |of: Pressing| {
        let (pending, tag) = match of.outcome {
            Outcome::Overdue => (Pending::Late, Message::new("today-overdue")),
            _ => (Pending::Soon, Message::new("today-soon")),
        };
        Task {
            pending,
            tag: visitor.say(&tag.with("cases", of.cases)),
            text: of.what,
            small: visitor.t("today-cases-why"),
            href: format!("/promises/{}#cases", of.promise),
            button: visitor.t("today-look"),
            sends: None,
            later: None,
        }
    };
    Ok(find(desk, brands, today, visitor.language).await?.into_iter().map(task).collect())
}
