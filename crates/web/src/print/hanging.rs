//! `GET /desk/prints`: what hangs where, and which of it says what the register no longer says.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use axum::Form;
use axum::extract::{Path, State};
use ledger::{BrandId, Day, LedgerError, PrintedId, PromiseId, UnitId, printed};
use pages::{HangingPage, HangingRow};
use sheets::Language;
use words::Message;

use super::choice::{Chosen, PAGE};
use super::version::Said;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::view::View;
use crate::form::{Problems, Sent};
use crate::policy::Act;
use crate::visitor::Visitor;
use crate::year::{seen_units, unit_names};

/// The list's address.
pub(super) const LIST: &str = "/desk/prints";

/// What is the matter with something that hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It says what the register says.
    Fresh,
    /// The register says something else of the promise of this brand, since a day.
    Outdated(Day, BrandId),
    /// What it promises is no longer promised.
    Gone,
}

/// What the register says now of a promise, and of which brand it is.
async fn now(desk: &Desk, promise: PromiseId) -> Result<Option<(Said, BrandId)>, PageError> {
    let Some(view) = View::without_figures(desk, promise).await? else { return Ok(None) };
    Ok(Some((Said::of(desk, &view).await?, view.brand.id)))
}

async fn standing(desk: &Desk, printed: &printed::Model, now: Option<&(Said, BrandId)>) -> Result<Standing, PageError> {
    // A layout that an office has taken out of its folder cannot be printed anew.
    let (Some((said, brand)), Some(layout)) = (now, desk.presses.layouts().find(&printed.layout)) else {
        return Ok(Standing::Gone);
    };
    if said.code(layout) == printed.code {
        return Ok(Standing::Fresh);
    }
    Ok(Standing::Outdated(said.since(desk, layout).await?, *brand))
}

/// What hangs of some units or of all, each with what is the matter with it.
async fn all(desk: &Desk, units: Option<&[UnitId]>) -> Result<Vec<(printed::Model, Standing)>, PageError> {
    let mut known: HashMap<PromiseId, Option<(Said, BrandId)>> = HashMap::new();
    let mut found = Vec::new();
    for row in printed::hanging(desk.ledger.reads(), units).await? {
        if let Entry::Vacant(place) = known.entry(row.promise) {
            place.insert(now(desk, row.promise).await?);
        }
        let is = standing(desk, &row, known.get(&row.promise).and_then(Option::as_ref)).await?;
        found.push((row, is));
    }
    Ok(found)
}

/// How many things of some units, or of all, are to be printed anew or taken down.
pub(crate) async fn outdated(desk: &Desk, units: Option<&[UnitId]>) -> Result<usize, PageError> {
    Ok(all(desk, units).await?.iter().filter(|(_, standing)| *standing != Standing::Fresh).count())
}

/// `GET /desk/prints`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let units = seen_units(&visitor).await?;
    let layouts = desk.presses.layouts();
    let names = unit_names(&visitor).await?;
    let mut rows = Vec::new();
    for (row, is) in all(&desk, units.as_deref()).await? {
        let layout = layouts.find(&row.layout);
        let (state, again) = match is {
            Standing::Fresh => (Message::new("hanging-fresh"), None),
            Standing::Gone => (Message::new("hanging-gone"), None),
            Standing::Outdated(since, brand) => {
                let sheet = format!("sheet={}&language={}", row.layout, row.language);
                let again = format!("{PAGE}?brand={brand}&promise={}&{sheet}", row.promise);
                (Message::new("hanging-outdated").with("day", visitor.day(since.0)), Some(again))
            }
        };
        rows.push(HangingRow {
            what: layout.map_or_else(|| row.layout.clone(), |layout| layout.title(visitor.language).to_owned()),
            pieces: row.pieces.to_string(),
            place: row.place.clone(),
            unit: names.get(&row.unit).cloned().unwrap_or_default(),
            printed: visitor.day(row.day.0),
            code: row.code.clone(),
            state: visitor.say(&state),
            outdated: is != Standing::Fresh,
            again,
            down: visitor.may_with(Act::KeepBrand, row.unit).await?.then(|| format!("{LIST}/{}/down", row.id)),
        });
    }
    // What is to be done stands first; the rest stays in its order.
    rows.sort_by_key(|row| !row.outdated);
    let count = Message::new("hanging-count")
        .with("count", rows.len())
        .with("outdated", rows.iter().filter(|row| row.outdated).count());
    visitor.page(&HangingPage { frame: visitor.frame(), count: visitor.say(&count), rows })
}

/// `POST /desk/prints`: something was printed and hangs somewhere.
pub(crate) async fn note(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let chosen = Chosen::read(&desk, &visitor, &sent).await?;
    let view = chosen.view().ok_or(PageError::NotFound)?;
    visitor.check(Act::KeepBrand, view.unit.id).await?;
    let mut problems = Problems::default();
    let place = sent.text("place");
    problems.need("place", &place, &Message::new("hanging-place"));
    problems.at_most("place", &place, 200, &Message::new("hanging-place"));
    let pieces = sent.text("pieces").parse::<i64>().ok().filter(|pieces| (1..=10_000).contains(pieces));
    let Some(pieces) = pieces.filter(|_| problems.is_empty()) else {
        let told = if problems.is_empty() { "hanging-pieces-wrong" } else { "hanging-place-wrong" };
        return Err(PageError::Bad(Message::of_key(told.to_owned())));
    };
    let row = printed::Model {
        id: PrintedId(0),
        unit: view.unit.id,
        promise: view.id,
        layout: chosen.layout.name.clone(),
        language: Language::name(chosen.language).to_owned(),
        code: Said::read(&desk, view, &chosen.views).await?.code(&chosen.layout),
        day: desk.clock().today(),
        pieces,
        place,
        gone_day: None,
    };
    desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(printed::add(change, row))).await?;
    visitor.done(Message::new("hanging-noted"), LIST).await
}

/// `POST /desk/prints/{id}/down`: it no longer hangs.
pub(crate) async fn take_down(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let row = printed::find(desk.ledger.reads(), PrintedId(id)).await?.ok_or(PageError::NotFound)?;
    visitor.check(Act::KeepBrand, row.unit).await?;
    let today = desk.clock().today();
    let down = desk
        .ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(printed::take_down(change, row.id, today)));
    match down.await {
        Ok(()) | Err(LedgerError::Gone {}) => visitor.done(Message::new("hanging-taken-down"), LIST).await,
        Err(error) => Err(error.into()),
    }
}
