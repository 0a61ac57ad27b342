//! What a promise's figure shows of something that was done: before and after its day.
//!
//! There are two ways to it. On the desk it is what the page of before and after says, measured from the records. In public it is
//! added up from the months that are published, as with any day to choose two answers would give away what suppression hides.

use std::collections::HashMap;
use std::sync::Mutex;

use bundle::FEWEST;
use ledger::figure::Measuring;
use ledger::{Day, PromiseId};
use measure::Comparison;
use measure::statistics::newcombe;
use pages::EffectView;
use terms::{Month, Scorecard};
use words::Message;

use crate::before_after::{compared, sentences};
use crate::desk::Desk;
use crate::error::PageError;
use crate::figures::view::{Known, View};
use crate::figures::words::{grouped, interval, percent};
use crate::visitor::Visitor;

/// So many comparisons are remembered, and then none of them: a city has some tens of milestones and examples.
const REMEMBERED: usize = 1024;

/// What a comparison follows from: the records, the plan with the calendar's days, the promise and the day.
type Basis = (String, String, PromiseId, Day);

/// The comparisons that were made from the records as they are, so that a page that shows them does not go through all records each time.
/// They follow from what they are kept under, so none is ever out of date.
#[derive(Debug, Default)]
pub(crate) struct Effects(Mutex<HashMap<Basis, Option<Comparison>>>);

impl Effects {
    fn basis(measuring: &Measuring, promise: PromiseId, day: Day) -> Basis {
        (measuring.facts.clone(), measuring.plan_hash.clone(), promise, day)
    }

    fn get(&self, basis: &Basis) -> Option<Option<Comparison>> {
        self.0.lock().ok()?.get(basis).cloned()
    }

    fn keep(&self, basis: Basis, found: Option<Comparison>) {
        let Ok(mut kept) = self.0.lock() else { return };
        if kept.len() >= REMEMBERED {
            kept.clear();
        }
        kept.insert(basis, found);
    }
}

/// Both sides of a day, from what is remembered or from the records; without the times of each case, which no sentence needs.
async fn found(desk: &Desk, view: &View, known: &Known, day: Day) -> Result<Option<Comparison>, PageError> {
    let basis = Effects::basis(&known.measuring, view.id, day);
    if let Some(found) = desk.effects.get(&basis) {
        return Ok(found);
    }
    let found = compared(desk, view, known, day).await?;
    let found = found.map(|found| Comparison { elapsed: Default::default(), ..found });
    desk.effects.keep(basis, found.clone());
    Ok(found)
}

/// The share of a side in words; nothing where it has too few cases.
fn side(visitor: &Visitor, card: &Scorecard) -> Option<String> {
    let settled = card.counts.settled();
    let share = card.share.filter(|_| settled >= FEWEST)?;
    let said = Message::new("effect-share")
        .with("share", percent(share.value))
        .with("interval", interval(&share))
        .with("cases", grouped(settled));
    Some(visitor.say(&said))
}

/// Both sides and what is shown of them; nothing of either where one has too few cases.
fn told(visitor: &Visitor, compared: &Comparison, labels: [String; 2], more: Option<(String, String)>) -> EffectView {
    let sides = side(visitor, &compared.before).zip(side(visitor, &compared.after));
    let Some((before, after)) = sides else {
        let few = Message::new("effect-few").with("fewest", FEWEST);
        return EffectView { sides: Vec::new(), said: visitor.say(&few), more };
    };
    let said = sentences(visitor, compared).into_iter().next().unwrap_or_default();
    EffectView { sides: labels.into_iter().zip([before, after]).collect(), said, more }
}

/// A way to the page of before and after, and nothing else.
pub(super) fn link(visitor: &Visitor, promise: PromiseId, day: Day) -> EffectView {
    let href = format!("/desk/promises/{promise}/before-after?split={day}");
    EffectView { sides: Vec::new(), said: String::new(), more: Some((visitor.t("effect-more"), href)) }
}

/// From the records, for those who may see the register; nothing for a promise that is no longer in force.
pub(super) async fn of_records(
    desk: &Desk,
    visitor: &Visitor,
    promise: PromiseId,
    day: Day,
) -> Result<Option<EffectView>, PageError> {
    let Some(view) = View::read(desk, promise).await? else { return Ok(None) };
    let link = link(visitor, promise, day);
    let none = |said: String| Ok(Some(EffectView { said, ..link.clone() }));
    let Some(known) = &view.figure else { return none(visitor.t("effect-none")) };
    match found(desk, &view, known, day).await {
        Ok(Some(found)) => {
            let labels = [visitor.t("effect-before"), visitor.t("effect-after")];
            Ok(Some(told(visitor, &found, labels, link.more)))
        }
        Ok(None) => none(visitor.t("effect-none")),
        // Records that are not at hand are no reason to show nothing of the project.
        Err(PageError::Bad(why)) => none(visitor.say(&why)),
        Err(other) => Err(other),
    }
}

/// From what is published, by whole months of outcomes: the month in which the day lies is on neither side unless the day is its first.
pub(super) fn of_months(visitor: &Visitor, known: &Known, day: Day, more: Option<(String, String)>) -> EffectView {
    let Some(begun) = Month::named(day.to_string().get(..7).unwrap_or_default()) else {
        return EffectView { sides: Vec::new(), said: visitor.t("effect-none"), more };
    };
    let first = if day.0.day() == 1 { begun } else { Month(begun.0 + 1) };
    let alone: Vec<Month> = known.published.months.iter().map(|(month, _)| *month).collect();
    let card = |is_meant: &dyn Fn(Month) -> bool| {
        known.counts.scorecard("", |_| true, |month| month.is_some_and(|of| alone.contains(&of) && is_meant(of)))
    };
    let (before, after) = (card(&|month| month < begun), card(&|month| month >= first));
    let share = before.share.zip(after.share).map(|(before, after)| newcombe(&before, &after));
    let found = Comparison { before, after, share, median: None, elapsed: Default::default() };
    let label = |key: &'static str, month: Month| visitor.say(&Message::new(key).with("month", month.to_string()));
    told(visitor, &found, [label("effect-months-before", begun), label("effect-months-after", first)], more)
}

/// The published effect of a promise since a day; nothing for one that is no longer in force.
pub(super) async fn published(
    desk: &Desk,
    visitor: &Visitor,
    promise: PromiseId,
    day: Day,
) -> Result<Option<EffectView>, PageError> {
    let Some(view) = View::read(desk, promise).await? else { return Ok(None) };
    let (_, _, what) = crate::promise::names(visitor, &view)?;
    let more = Some((what, format!("/promises/{promise}")));
    Ok(Some(match &view.figure {
        Some(known) => of_months(visitor, known, day, more),
        None => EffectView { sides: Vec::new(), said: visitor.t("effect-none"), more },
    }))
}
