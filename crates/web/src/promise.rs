//! A promise and its figure: the page, and what the code on a plate leads to.

use axum::extract::{Path, Query, State};
use bundle::Published;
use ledger::file::{Limit, PromiseField};
use ledger::{PromiseId, figure, service};
use pages::{CaseRow, ChangeEntry, Described, FigureView, LandingPage, MonthRow, PromisePage, WaitRow};
use terms::{Outcome, Scorecard};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::view::{Known, View};
use crate::figures::words::{clock_rule, duration, grouped, interval, outcome, past_due, percent, verdict};
use crate::figures::{drawings, quality};
use crate::form::Sent;
use crate::office::records;
use crate::policy::Act;
use crate::print::{is_current, version_of};
use crate::visitor::Visitor;
use crate::wording;

/// As many cases are listed of each outcome.
const CASES: u64 = 100;

pub(crate) async fn view(desk: &Desk, id: i64) -> Result<View, PageError> {
    View::read(desk, PromiseId(id)).await?.ok_or(PageError::NotFound)
}

pub(crate) fn names(visitor: &Visitor, view: &View) -> Result<(String, String, String), PageError> {
    let file = view.version.file()?;
    let brand = wording::either(&file.name, &file.name_en, visitor.language).to_owned();
    let what = wording::either(&view.now.text.what, &view.now.text.what_en, visitor.language).to_owned();
    Ok((brand, wording::unit_name(&view.unit, visitor.language), what))
}

/// The figure that stands first, in words: what is published, or for those who may see all of it the whole.
pub(crate) fn figure_of(visitor: &Visitor, known: &Known, all: bool) -> Option<FigureView> {
    let published = &known.published;
    let (period, card) = match (&published.year, &published.all) {
        (Some(year), _) => {
            let period = Message::new("figure-year").with("first", year.first.to_string());
            (period.with("last", year.last.to_string()), year.figure.clone())
        }
        (None, Some(card)) => (Message::new("figure-all"), card.clone()),
        (None, None) if all => (Message::new("figure-all"), whole(known)),
        (None, None) => return None,
    };
    let share = card.share?;
    let count = |outcome| grouped(card.counts.of(outcome));
    let of = Message::new("figure-of")
        .with("settled", grouped(card.counts.settled()))
        .with("kept", count(Outcome::Kept))
        .with("late", grouped(card.counts.of(Outcome::Broken) + card.counts.of(Outcome::Overdue)))
        .with("overdue", card.counts.of(Outcome::Overdue));
    let as_of = known.measuring.as_of.get(..10).unwrap_or_default();
    let few = card.counts.settled() < 30;
    let interval_words = Message::new(if few { "figure-interval-few" } else { "figure-interval" })
        .with("low", percent(share.low))
        .with("high", percent(share.high))
        .with("as_of", as_of);
    let title = visitor.say(&interval_words);
    Some(FigureView {
        period: visitor.say(&period),
        percent: terms::percent(share.value),
        of: visitor.say(&of),
        verdict: verdict(&card).map(|(words, reached)| (visitor.say(&words), reached)),
        drawing: drawings::interval(visitor, &share, card.target, &title),
        interval: title,
    })
}

fn whole(known: &Known) -> Scorecard {
    known.counts.scorecard("", |_| true, |_| true)
}

fn waits(visitor: &Visitor, view: &View) -> Vec<WaitRow> {
    let row = |known: &Known, from: &'static str| {
        let card = known.published.headline()?;
        let spread = card.spread?;
        let said = |value| visitor.say(&duration(value, card.elapsed_unit));
        Some(WaitRow { from: visitor.t(from), half: said(spread.p50), ninety: said(spread.p90) })
    };
    let promised = view.figure.as_ref().and_then(|known| row(known, "wait-from-promised"));
    let applied = view.applied.as_ref().and_then(|known| row(known, "wait-from-applied"));
    promised.into_iter().chain(applied).collect()
}

/// The limit as a number in the unit of what was used; none where each case has its own.
pub(crate) fn limit_of(view: &View) -> Option<u32> {
    match view.now.text.limit {
        Some(Limit::WorkingDays { number } | Limit::CalendarDays { number, .. } | Limit::Minutes { number }) => {
            Some(number)
        }
        Some(Limit::WorkingHours { number }) => number.checked_mul(60),
        _ => None,
    }
}

fn waits_drawing(visitor: &Visitor, view: &View, published: &Published) -> String {
    drawings::waits(visitor, published, view.applied.as_ref().map(|known| &known.published), limit_of(view))
}

fn pauses(visitor: &Visitor, known: &Known) -> String {
    let year = known.published.year.as_ref();
    let in_period = |month: Option<terms::Month>| match year {
        Some(year) => month.is_some_and(|month| (year.first..=year.last).contains(&month)),
        None => true,
    };
    let pauses = known.counts.pauses(|_| true, in_period);
    if pauses.cases == 0 || pauses.of < bundle::FEWEST {
        return String::new();
    }
    let mean = pauses.total / i64::try_from(pauses.cases).unwrap_or(i64::MAX);
    let said = Message::new("promise-pauses")
        .with("share", percent(pauses.cases as f64 / pauses.of as f64))
        .with("mean", duration(mean, known.counts.elapsed_unit));
    visitor.say(&said)
}

fn months(published: &Published) -> Vec<MonthRow> {
    let row = |(month, card): &(terms::Month, Scorecard)| {
        let share = card.share?;
        Some(MonthRow {
            month: month.to_string(),
            percent: percent(share.value),
            interval: interval(&share),
            cases: grouped(card.counts.settled()),
        })
    };
    published.months.iter().rev().filter_map(row).collect()
}

/// How the figure was counted, with its own numbers.
fn how(visitor: &Visitor, view: &View, known: &Known, source: &str) -> Vec<String> {
    let Some(card) = known.published.headline() else { return Vec::new() };
    let mut lines = Vec::new();
    if let Some(limit) = &view.now.text.limit {
        let counted = Message::new("how-counted")
            .with("settled", grouped(card.counts.settled()))
            .with("kept", grouped(card.counts.of(Outcome::Kept)))
            .with("overdue", card.counts.of(Outcome::Overdue))
            .with("rule", clock_rule(limit));
        lines.push(visitor.say(&counted));
    }
    if view.history.texts.len() > 1 {
        lines.push(visitor.t("how-by-own-text"));
    }
    let made = Message::new("how-made-from")
        .with("source", source)
        .with("as_of", known.measuring.as_of.get(..10).unwrap_or_default())
        .with("facts", &known.measuring.facts)
        .with("plan", &known.measuring.plan_hash)
        .with("engine", &known.measuring.engine);
    lines.push(visitor.say(&made));
    lines
}

/// What is not in the share, and why.
fn left_out(visitor: &Visitor, known: &Known) -> Vec<Described> {
    let Some(card) = known.published.headline() else { return Vec::new() };
    let reasons = [
        (Outcome::Running, "left-out-running"),
        (Outcome::Withdrawn, "left-out-withdrawn"),
        (Outcome::NotStarted, "left-out-not-started"),
        (Outcome::NoDue, "left-out-no-due"),
    ];
    // Cases that are running have no month: they are those of today, whatever the period.
    let all = whole(known);
    let count = |outcome: Outcome| match outcome {
        Outcome::Withdrawn => card.counts.of(outcome),
        _ => all.counts.of(outcome),
    };
    let row = |(of, why): (Outcome, &'static str)| {
        let name = visitor.say(&outcome(of.name()));
        Described {
            name,
            in_chinese: false,
            text: visitor.say(&Message::of_key(why.to_owned()).with("cases", grouped(count(of)))),
        }
    };
    reasons.into_iter().filter(|(of, _)| count(*of) > 0).map(row).collect()
}

/// How many of those in time were closed on the very last day: many may be closed so that the figure is good.
fn last_day(visitor: &Visitor, view: &View, known: &Known) -> String {
    let days = matches!(view.now.text.limit, Some(Limit::WorkingDays { .. } | Limit::CalendarDays { .. }));
    let Some(limit) = limit_of(view).filter(|_| days) else { return String::new() };
    let (mut kept, mut on_the_last) = (0, 0);
    for (row, cases) in known.published.rows.iter().filter(|(row, _)| row.outcome == Outcome::Kept) {
        kept += cases;
        on_the_last += if row.elapsed == Some(i64::from(limit)) { *cases } else { 0 };
    }
    if kept < bundle::FEWEST {
        return String::new();
    }
    let said = Message::new("promise-last-day")
        .with("kept", grouped(kept))
        .with("last", grouped(on_the_last))
        .with("share", percent(on_the_last as f64 / kept as f64));
    visitor.say(&said)
}

async fn facts(desk: &Desk, visitor: &Visitor, view: &View) -> Result<Vec<Described>, PageError> {
    let services = service::of_unit(desk.ledger.reads(), view.unit.id).await?;
    Ok(crate::public::promise_card(visitor, &view.now, &services).facts)
}

/// The words of the promise through time.
fn changes(visitor: &Visitor, view: &View) -> Vec<ChangeEntry> {
    let texts = &view.history.texts;
    let entry = |place: usize| {
        let said = texts.get(place)?;
        let when = visitor.say(&Message::new("change-promise-from").with("day", visitor.day(said.from.0)));
        let mut changes = vec![said.text.what.clone()];
        changes.extend(said.text.limit.as_ref().map(|limit| visitor.say(&wording::limit(limit))));
        Some(ChangeEntry { when, why: String::new(), changes })
    };
    (0..texts.len()).rev().filter_map(entry).collect()
}

async fn cases(desk: &Desk, visitor: &Visitor, view: &View) -> Result<Option<Vec<CaseRow>>, PageError> {
    let Some(known) = &view.figure else { return Ok(None) };
    if !visitor.may_with(Act::SeeCases, view.unit.id).await? {
        return Ok(None);
    }
    let db = desk.ledger.reads();
    let services = service::of_unit(db, view.unit.id).await?;
    let mut rows = Vec::new();
    for of in [Outcome::Overdue, Outcome::Running, Outcome::Broken] {
        for case in figure::noted_cases(db, &[view.id], of, CASES).await? {
            rows.push(case_row(desk, visitor, &case, &services, known.counts.elapsed_unit));
        }
    }
    Ok(Some(rows))
}

/// A case as a row; of running ones those with little time left are marked.
pub(crate) fn case_row(
    desk: &Desk,
    visitor: &Visitor,
    case: &figure::Noted,
    services: &[service::Model],
    unit: terms::ElapsedUnit,
) -> CaseRow {
    let service = services.iter().find(|known| known.code == case.service || known.name == case.service);
    let service =
        service.map_or(case.service.as_str(), |known| wording::either(&known.name, &known.name_en, visitor.language));
    let how_late = match (case.past_due, case.left) {
        (Some(past), _) => visitor.say(&Message::new("case-past-due").with("time", past_due(past, unit))),
        (None, Some(left)) => visitor.say(&Message::new("case-left").with("time", duration(left, unit))),
        (None, None) => String::new(),
    };
    let class = match case.left {
        None if case.outcome == Outcome::Running.name() => "",
        None => "late",
        Some(left) if is_soon(left, unit) => "soon",
        Some(_) => "",
    };
    CaseRow {
        case: case.case.clone(),
        service: service.to_owned(),
        outcome: visitor.say(&outcome(&case.outcome)),
        from: case.from_at.map(|at| desk.clock().minute(ledger::Instant(at))).unwrap_or_default(),
        due: case.due.clone().unwrap_or_default(),
        how_late,
        class,
    }
}

/// Whether little time is left: up to two days, or up to four hours of the clock.
pub(crate) fn is_soon(left: i64, unit: terms::ElapsedUnit) -> bool {
    match unit {
        terms::ElapsedUnit::WorkingDay | terms::ElapsedUnit::CalendarDay => left <= 2,
        terms::ElapsedUnit::Minute => left <= 240,
        terms::ElapsedUnit::Event => false,
    }
}

/// Why there is no figure.
fn why_none(visitor: &Visitor, view: &View) -> String {
    visitor.t(if view.figure.is_none() { "figure-none" } else { "figure-too-few" })
}

/// `GET /promises/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let view = view(&desk, id).await?;
    let (brand, unit, what) = names(&visitor, &view)?;
    let cases = cases(&desk, &visitor, &view).await?;
    let mut foot = vec![visitor.say(&Message::new("promise-since-day").with("day", visitor.day(view.now.from.0)))];
    let remedy = view.now.text.text(PromiseField::Remedy);
    if !remedy.is_empty() {
        foot.push(visitor.say(&Message::new("promise-if-not").with("remedy", remedy)));
    }
    let source = match &view.figure {
        Some(known) => ledger::record::find(desk.ledger.reads(), known.measuring.source).await?,
        None => None,
    };
    let source = source.map(|source| source.name).unwrap_or_default();
    let figure = view.figure.as_ref().and_then(|known| figure_of(&visitor, known, cases.is_some()));
    let published = view.figure.as_ref().map(|known| &known.published);
    let has_bundle = published.is_some_and(|published| published.all.is_some());
    let merged = published
        .filter(|published| published.merged > 0)
        .map(|published| visitor.say(&Message::new("promise-merged").with("months", published.merged)));
    visitor.page(&PromisePage {
        brand: (brand, format!("/brands/{}", view.brand.id)),
        unit: (unit, format!("/units/{}", view.unit.id)),
        what,
        foot,
        why_none: if figure.is_none() { why_none(&visitor, &view) } else { String::new() },
        figure,
        waits: waits(&visitor, &view),
        pauses: view.figure.as_ref().map(|known| pauses(&visitor, known)).unwrap_or_default(),
        months_drawing: published.map(|published| drawings::months(&visitor, published)).unwrap_or_default(),
        waits_drawing: published.map(|published| waits_drawing(&visitor, &view, published)).unwrap_or_default(),
        months: published.map(months).unwrap_or_default(),
        merged: merged.unwrap_or_default(),
        how: view.figure.as_ref().map(|known| how(&visitor, &view, known, &source)).unwrap_or_default(),
        left_out: view.figure.as_ref().map(|known| left_out(&visitor, known)).unwrap_or_default(),
        quality: match &view.figure {
            Some(known) if has_bundle => quality::of_source(&desk.ledger, known.measuring.source)
                .await?
                .map(|found| records::odd(&visitor, &found))
                .unwrap_or_default(),
            _ => Vec::new(),
        },
        last_day: view.figure.as_ref().map(|known| last_day(&visitor, &view, known)).unwrap_or_default(),
        facts: facts(&desk, &visitor, &view).await?,
        cases,
        changes: changes(&visitor, &view),
        before_after: (view.figure.is_some() && visitor.may(Act::SeeRegister))
            .then(|| format!("/desk/promises/{id}/before-after")),
        bundle: has_bundle.then(|| format!("/promises/{id}/bundle.zip")),
        csv: has_bundle.then(|| format!("/promises/{id}/figures.csv")),
        frame: visitor.frame(),
    })
}

/// `GET /p/{id}`: what the code on a plate leads to.
pub(crate) async fn land(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Query(query): Query<Sent>,
) -> PageResult {
    let view = view(&desk, id).await?;
    // What was printed says of which version it is; a code that is none of ours is told in the same words.
    let (old, now): (String, String) = (query.text("v").chars().take(12).collect(), version_of(&view)?);
    let is_old = !old.is_empty() && !is_current(&desk, &view, &old).await?;
    let outdated = is_old.then(|| Message::new("landing-outdated").with("old", old).with("now", now));
    let (brand, unit, what) = names(&visitor, &view)?;
    let figure = view.figure.as_ref().and_then(|known| figure_of(&visitor, known, false));
    let half = view.figure.as_ref().and_then(|known| {
        let card = known.published.headline()?;
        let half = duration(card.spread?.p50, card.elapsed_unit);
        Some(visitor.say(&Message::new("landing-half").with("time", half)))
    });
    visitor.page(&LandingPage {
        frame: visitor.frame(),
        brand,
        unit,
        what,
        why_none: if figure.is_none() { why_none(&visitor, &view) } else { String::new() },
        figure,
        half: half.unwrap_or_default(),
        outdated: outdated.map(|message| visitor.say(&message)).unwrap_or_default(),
        more: format!("/promises/{id}"),
    })
}
