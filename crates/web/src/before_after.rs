//! A promise before and after a day: what changed, with its interval, or that no change is shown.
//!
//! Both sides are held to the promise as it is now, whenever its words came into force: otherwise a shorter limit would look like worse
//! work. It is for those who may see the register: with any day to choose, two answers would give away what suppression hides.

use std::sync::atomic::AtomicBool;

use axum::extract::{Path, Query, State};
use facts::Store;
use ledger::{Day, setting};
use measure::{Comparison, Question, measure_store};
use pages::{BeforeAfterPage, Field, MeasureRow};
use plan::Plan;
use terms::Scorecard;
use toml::{Table, Value};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::view::{Known, View};
use crate::figures::words::{duration, grouped, interval, percent};
use crate::figures::{calendar_of, drawings, machine, store_folder};
use crate::form::{Problems, Sent};
use crate::promise::{limit_of, names, view};
use crate::visitor::Visitor;

/// The plan of a promise as it is now, for cases of all times.
fn plan_of_all_times(plan: &str, promise: &str) -> Option<Plan> {
    let mut table: Table = plan.parse().ok()?;
    let Some(Value::Array(promises)) = table.get_mut("promise") else { return None };
    promises.retain(|entry| entry.get("id").and_then(Value::as_str) == Some(promise));
    // Where the list of services has the limits there are several for the same day, each for its services.
    let until = |entry: &Value| Some(entry.get("in_force")?.get("until")?.as_str()?.to_owned());
    let last = promises.iter().map(until).max_by(|one, other| match (one, other) {
        (None, None) => std::cmp::Ordering::Equal,
        (None, _) => std::cmp::Ordering::Greater,
        (_, None) => std::cmp::Ordering::Less,
        (one, other) => one.cmp(other),
    })?;
    promises.retain(|entry| until(entry) == last);
    for entry in promises.iter_mut().filter_map(Value::as_table_mut) {
        entry.remove("in_force");
    }
    Plan::parse(&toml::to_string(&table).ok()?).ok()
}

/// Measures both sides of a day.
pub(crate) async fn compared(
    desk: &Desk,
    view: &View,
    known: &Known,
    split: Day,
) -> Result<Option<Comparison>, PageError> {
    let Some(plan) = plan_of_all_times(&known.measuring.plan, &view.name()) else { return Ok(None) };
    let days = setting::get(desk.ledger.reads(), setting::CALENDAR_DAYS).await?.unwrap_or_default();
    let calendar = calendar_of(&plan, &days).map_err(PageError::Bad)?;
    let folder = store_folder(&desk.settings.folders.data, known.measuring.source);
    let measured = tokio::task::spawn_blocking(move || {
        let store = Store::open(&folder).map_err(|error| error.message())?;
        let question = Question { split: Some(split.0), ..Question::of(&plan, &calendar) };
        let stop = AtomicBool::new(false);
        let machine = machine(256 << 20, &stop);
        let answer = measure_store(&store, &question, &machine, &|records| records).map_err(|error| error.message())?;
        Ok(answer.comparisons.into_iter().next())
    });
    match measured.await {
        Ok(found) => found.map_err(PageError::Bad),
        Err(error) => Err(PageError::Broken(error.to_string())),
    }
}

/// `GET /desk/promises/{id}/before-after`
pub(crate) async fn show(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(query): Query<Sent>,
) -> PageResult {
    let view = view(&desk, id).await?;
    let (brand, unit, what) = names(&visitor, &view)?;
    let texts = &view.history.texts;
    let named = texts.first().map_or(view.now.from, |first| first.from);
    let typed = query.text("split");
    let mut problems = Problems::default();
    let split = if typed.is_empty() { Ok(view.now.from) } else { typed.parse::<Day>() };
    let split = split.unwrap_or_else(|_| {
        problems.add("split", Message::new("before-after-no-day").with("typed", &typed));
        view.now.from
    });
    let base = format!("/desk/promises/{id}/before-after");
    let offer = |day: Day, key: &'static str| {
        (visitor.say(&Message::of_key(key.to_owned()).with("day", visitor.day(day.0))), format!("{base}?split={day}"))
    };
    let mut offers = vec![offer(named, "before-after-named")];
    if view.now.from != named {
        offers.push(offer(view.now.from, "before-after-changed"));
    }
    let found = match &view.figure {
        Some(known) if problems.is_empty() => compared(&desk, &view, known, split).await?,
        _ => None,
    };
    let title = visitor.say(&Message::new("before-after-title").with("day", visitor.day(split.0)));
    let side = |key: &'static str| visitor.say(&Message::new(key).with("split", visitor.day(split.0)));
    let sides = [side("side-before"), side("side-after")];
    let field = Field { kind: "date", ..Field::text("split", visitor.t("before-after-day"), split.to_string()) };
    let drawing = |found: &Comparison| drawings::before_after(&visitor, found, &sides, &title, limit_of(&view));
    visitor.page(&BeforeAfterPage {
        frame: visitor.frame(),
        promise: (what, format!("/promises/{id}")),
        brand,
        unit,
        problems: problems.list(&visitor),
        day: problems.beside(field, &visitor),
        action: base,
        offers,
        sentences: found.as_ref().map(|found| sentences(&visitor, found)).unwrap_or_default(),
        rows: found.as_ref().map(|found| rows(&visitor, found)).unwrap_or_default(),
        drawing: found.as_ref().map(drawing).unwrap_or_default(),
        sides: sides.into(),
        title,
    })
}

fn rows(visitor: &Visitor, compared: &Comparison) -> Vec<MeasureRow> {
    let row = |key: &'static str, value: &dyn Fn(&Scorecard) -> String| MeasureRow {
        name: visitor.t(key),
        this: value(&compared.before),
        that: value(&compared.after),
    };
    let time = |value: i64| visitor.say(&duration(value, compared.after.elapsed_unit));
    let spread = |card: &Scorecard, of: fn(&terms::Spread) -> i64| {
        card.spread.as_ref().map(|spread| time(of(spread))).unwrap_or_default()
    };
    vec![
        row("before-after-settled", &|card| grouped(card.counts.settled())),
        row("promise-kept-share", &|card| card.share.map(|share| percent(share.value)).unwrap_or_default()),
        row("column-interval", &|card| card.share.map(|share| interval(&share)).unwrap_or_default()),
        row("promise-waits-half", &|card| spread(card, |spread| spread.p50)),
        row("promise-waits-ninety", &|card| spread(card, |spread| spread.p90)),
    ]
}

/// What is shown, or that no change is shown: of the share, and of the median.
pub(crate) fn sentences(visitor: &Visitor, compared: &Comparison) -> Vec<String> {
    let said = compared.sentences(|time| visitor.say(&duration(time, compared.after.elapsed_unit)));
    let few = [&compared.before, &compared.after].iter().any(|card| card.counts.settled() < 30);
    let few = few.then(|| Message::new("before-after-few"));
    let mut said: Vec<String> = said.iter().chain(&few).map(|message| visitor.say(message)).collect();
    said.dedup();
    said
}
