//! What presses: overdue cases, and those whose time is nearly over, as tasks of a desk.

use ledger::brand::Listed;
use ledger::figure::{self, Clock};
use ledger::promise;
use ledger::{Day, PromiseId};
use pages::{Pending, Task};
use terms::{ElapsedUnit, Outcome};
use words::Message;

use crate::desk::Desk;
use crate::error::PageError;
use crate::promise::is_soon;
use crate::visitor::Visitor;
use crate::wording;

/// As many running cases are looked through: those with the least time left.
const LOOKED_THROUGH: u64 = 2000;

/// The tasks of some brands: red ones first, then yellow ones, each with the way to its cases.
pub(crate) async fn tasks(
    desk: &Desk,
    visitor: &Visitor,
    brands: &[&Listed],
    today: Day,
) -> Result<Vec<Task>, PageError> {
    let db = desk.ledger.reads();
    let mut said: Vec<(PromiseId, String)> = Vec::new();
    for listed in brands.iter().filter(|listed| listed.in_force.is_some()) {
        for promise in promise::in_force(db, listed.brand.id, today).await? {
            let what = wording::either(&promise.text.what, &promise.text.what_en, visitor.language);
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
    let task = |(id, count): &(PromiseId, i64), pending: Pending, tag: &'static str| {
        let (_, what) = said.iter().find(|(known, _)| known == id)?;
        Some(Task {
            pending,
            tag: visitor.say(&Message::of_key(tag.to_owned()).with("cases", *count)),
            text: what.clone(),
            small: visitor.t("today-cases-why"),
            href: format!("/promises/{id}#cases"),
            button: visitor.t("today-look"),
        })
    };
    let late = overdue.iter().filter_map(|counted| task(counted, Pending::Late, "today-overdue"));
    let near = soon.iter().filter_map(|counted| task(counted, Pending::Soon, "today-soon"));
    Ok(late.chain(near).collect())
}
