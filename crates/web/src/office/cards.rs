//! How a service is done, by date; how much shorter the promise is than the law; and what a change saves those who apply.

use axum::Form;
use axum::extract::{Path, State};
use charts::{Caption, Limits};
use ledger::card::{self, Model as Card};
use ledger::figure::{self, Clock};
use ledger::{CardId, Day, ServiceId, process, service};
use pages::{CardColumn, CardsPage, Field};
use terms::ElapsedUnit;
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::words::{grouped, percent};
use crate::form::{Problems, Sent};
use crate::office::services::known;
use crate::policy::Act;
use crate::visitor::Visitor;
use crate::wording;

/// The largest number that a field takes.
const LARGEST: f64 = 1_000_000_000.0;

/// The fields of a card: name, words, and how many of our units one of the reader's is: yuan are kept in fen, hours in minutes.
const FIELDS: [(&str, &str, f64); 9] = [
    ("steps", "card-steps", 1.0),
    ("documents", "card-documents", 1.0),
    ("visits", "card-visits", 1.0),
    ("fee", "card-fee", 100.0),
    ("statutory", "card-statutory", 1.0),
    ("promised", "card-promised", 1.0),
    ("hours", "card-hours", 60.0),
    ("outlays", "card-outlays", 100.0),
    ("tariff", "card-tariff", 100.0),
];

fn values(card: &Card) -> [Option<i64>; 9] {
    [
        card.steps,
        card.documents,
        card.visits,
        card.fee,
        card.statutory,
        card.promised,
        card.minutes,
        card.outlays,
        card.tariff,
    ]
}

/// A number as people write it: without needless digits.
fn plain(value: i64, unit: f64) -> String {
    if unit == 1.0 {
        return value.to_string();
    }
    let text = format!("{:.2}", value as f64 / unit);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The cases of a service in a year, as records have them, and the year: the last whole one before a day, or the last there is.
async fn volume(desk: &Desk, service: &service::Model, today: Day) -> Result<Option<(i64, String)>, PageError> {
    let mut found: Vec<(String, i64)> = Vec::new();
    for card in process::all(desk.ledger.reads()).await? {
        let is_it = [&service.code, &service.name].contains(&&card.service) && card.unit.is_empty();
        if is_it && !card.period.is_empty() {
            found.push((card.period, card.cases));
        }
    }
    found.sort();
    let whole = |(year, _): &&(String, i64)| year.parse::<i16>().is_ok_and(|year| year < today.0.year());
    let ended = |(year, _): &&(String, i64)| {
        year.parse::<i16>().is_ok_and(|year| year == today.0.year()) && (today.0.month(), today.0.day()) == (12, 31)
    };
    let best = found.iter().rev().find(|row| ended(row) || whole(row)).or(found.last());
    Ok(best.map(|(year, cases)| (*cases, year.clone())))
}

/// How long nine in ten cases took, working days; of the promise with most cases that has this service.
async fn measured(desk: &Desk, service: &service::Model) -> Result<Option<i64>, PageError> {
    let names = [service.code.clone(), service.name.clone()];
    let cards = figure::cards_of_service(desk.ledger.reads(), &names, Clock::Promised, "year").await?;
    let days = cards.iter().filter(|card| card.unit() == ElapsedUnit::WorkingDay && card.spread().is_some());
    Ok(days.max_by_key(|card| card.counts().settled()).and_then(|card| card.p90))
}

/// `GET /desk/services/{id}/cards`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let service = known(&desk, id).await?;
    page(&desk, &visitor, &service, None, &Problems::default()).await
}

async fn page(
    desk: &Desk,
    visitor: &Visitor,
    service: &service::Model,
    sent: Option<&Sent>,
    problems: &Problems,
) -> PageResult {
    let cards = card::of_service(desk.ledger.reads(), service.id).await?;
    let today = desk.clock().today();
    let may_edit = may_edit(visitor, service).await?;
    let measured = measured(desk, service).await?;
    let volume = volume(desk, service, today).await?;
    let last = cards.last();
    let before = |name: &str, place: usize, unit: f64| match sent {
        Some(sent) => sent.text(name),
        // The next card begins with what the last one says.
        None => last
            .and_then(|last| values(last).get(place).copied().flatten())
            .map(|value| plain(value, unit))
            .unwrap_or_default(),
    };
    let mut fields = vec![Field {
        kind: "date",
        ..Field::text("from", visitor.t("card-from"), sent.map_or_else(|| today.to_string(), |sent| sent.text("from")))
    }];
    for (place, (name, label, unit)) in FIELDS.into_iter().enumerate() {
        let label = visitor.say(&Message::of_key(label.to_owned()));
        fields.push(Field { short: true, ..Field::text(name, label, before(name, place, unit)) });
    }
    let sources =
        sent.map_or_else(|| last.map(|last| last.sources.clone()).unwrap_or_default(), |sent| sent.text("sources"));
    fields.push(Field {
        rows: 3,
        at_most: 500,
        hint: visitor.t("card-sources-hint"),
        ..Field::text("sources", visitor.t("card-sources"), sources)
    });
    let names = FIELDS.map(|(_, label, _)| label).into_iter().chain(["card-cost", "card-compression"]);
    let values: Vec<Vec<String>> = cards.iter().map(|card| rows_of(visitor, card)).collect();
    // What no card says has no row.
    let said: Vec<(usize, &str)> = names
        .enumerate()
        .filter(|(place, _)| values.iter().any(|card| card.get(*place).is_some_and(|value| !value.is_empty())))
        .collect();
    let column = |(card, values): (&Card, &Vec<String>)| CardColumn {
        from: visitor.day(card.from_day.0),
        values: said.iter().filter_map(|(place, _)| values.get(*place).cloned()).collect(),
        remove: may_edit.then(|| format!("/desk/services/{}/cards/{}/remove", service.id, card.id)),
    };
    visitor.page(&CardsPage {
        frame: visitor.frame(),
        service: (
            wording::either(&service.name, &service.name_en, visitor.language).to_owned(),
            format!("/desk/services/{}", service.id),
        ),
        names: said.iter().map(|(_, label)| visitor.say(&Message::of_key((*label).to_owned()))).collect(),
        sources: last.map(|last| last.sources.clone()).unwrap_or_default(),
        drawing: last.map(|last| drawing(visitor, last, measured)).unwrap_or_default(),
        sentences: sentences(visitor, service, &cards, volume.as_ref()),
        cards: cards.iter().zip(&values).map(column).collect(),
        problems: problems.list(visitor),
        fields: fields.into_iter().map(|field| problems.beside(field, visitor)).collect(),
        may_edit,
        action: format!("/desk/services/{}/cards", service.id),
    })
}

/// The values of a card in words, then what a case costs and how much shorter the promise is.
fn rows_of(visitor: &Visitor, card: &Card) -> Vec<String> {
    let said = values(card).into_iter().zip(FIELDS);
    let mut rows: Vec<String> =
        said.map(|(value, (_, _, unit))| value.map(|value| plain(value, unit)).unwrap_or_default()).collect();
    rows.push(card.cost().map(|cost| yuan(visitor, cost)).unwrap_or_default());
    rows.push(card.compression().map(percent).unwrap_or_default());
    rows
}

fn yuan(visitor: &Visitor, fen: i64) -> String {
    let whole = fen.unsigned_abs() / 100;
    let cents = fen.unsigned_abs() % 100;
    let number = if whole >= 1000 || cents == 0 { grouped(whole) } else { format!("{whole}.{cents:02}") };
    visitor.say(&Message::new("card-yuan").with("number", number))
}

fn drawing(visitor: &Visitor, card: &Card, measured: Option<i64>) -> String {
    let limit = |name: &'static str, days: Option<i64>| {
        days.map(|days| charts::Limit {
            name: visitor.t(name),
            value: days as f64,
            text: visitor.say(&Message::new("lasts-working-days").with("number", days)),
        })
    };
    if card.statutory.is_none() && card.promised.is_none() {
        return String::new();
    }
    Limits {
        caption: Caption::new(visitor.t("card-limits")),
        statutory: limit("card-law", card.statutory),
        promised: limit("card-promise", card.promised),
        measured: limit("card-measured", measured),
        width: charts::WIDE / 2,
    }
    .draw()
}

/// What a manager can quote: what changed between the first and the last card, and what that saves in a year, with what it rests on.
fn sentences(
    visitor: &Visitor,
    service: &service::Model,
    cards: &[Card],
    volume: Option<&(i64, String)>,
) -> Vec<String> {
    let ([first, .., last], name) = (cards, wording::either(&service.name, &service.name_en, visitor.language)) else {
        return vec![visitor.t(if cards.is_empty() { "card-none" } else { "card-one" })];
    };
    let mut changes = Vec::new();
    let counted = [
        ("card-change-documents", first.documents, last.documents),
        ("card-change-visits", first.visits, last.visits),
        ("card-change-steps", first.steps, last.steps),
        ("card-change-promised", first.promised, last.promised),
    ];
    for (key, before, after) in counted {
        if let (Some(before), Some(after)) = (before, after)
            && before != after
        {
            let change = Message::of_key(key.to_owned()).with("before", before).with("after", after);
            changes.push(visitor.say(&change));
        }
    }
    let changed = Message::new("card-changed")
        .with("service", name)
        .with("first", visitor.day(first.from_day.0))
        .with("last", visitor.day(last.from_day.0))
        .with(
            "changes",
            if changes.is_empty() { visitor.t("card-nothing") } else { changes.join(&visitor.t("list-comma")) },
        );
    let mut said = vec![visitor.say(&changed)];
    match (first.cost(), last.cost(), volume) {
        (Some(before), Some(after), Some((cases, year))) => {
            let each = before - after;
            let key = if each >= 0 { "card-saves" } else { "card-costs-more" };
            let saves = Message::new(key)
                .with("each", yuan(visitor, each))
                .with("cases", grouped(u64::try_from(*cases).unwrap_or(0)))
                .with("year", year)
                .with("total", yuan(visitor, each.saturating_mul(*cases)));
            said.push(visitor.say(&saves));
        }
        (Some(_), Some(_), None) => said.push(visitor.t("card-no-volume")),
        _ => said.push(visitor.t("card-no-cost")),
    }
    said
}

/// The office, and the people of the service's unit and of the units above it.
async fn may_edit(visitor: &Visitor, service: &service::Model) -> Result<bool, PageError> {
    visitor.may_with(Act::KeepCards, service.unit).await
}

/// Reads a card from a form.
fn read(visitor: &Visitor, service: ServiceId, sent: &Sent, problems: &mut Problems) -> Option<Card> {
    let from = sent.text("from").parse::<Day>();
    if from.is_err() {
        problems.add("from", Message::new("before-after-no-day").with("typed", sent.text("from")));
    }
    let mut numbers = [None; 9];
    for ((name, label, unit), number) in FIELDS.into_iter().zip(&mut numbers) {
        let text = sent.text(name).replace([',', '，'], "");
        if text.is_empty() {
            continue;
        }
        match text.parse::<f64>() {
            // Half a document is none.
            Ok(value) if (0.0..=LARGEST).contains(&value) && (unit != 1.0 || value.fract() == 0.0) => {
                *number = Some((value * unit).round() as i64);
            }
            _ => {
                let label = visitor.say(&Message::of_key(label.to_owned()));
                problems.add(name, Message::new("card-no-number").with("field", label).with("typed", &text));
            }
        }
    }
    let [steps, documents, visits, fee, statutory, promised, minutes, outlays, tariff] = numbers;
    let sources = sent.text("sources");
    problems.at_most("sources", &sources, 500, &Message::new("card-sources"));
    // What is put into money has a source.
    if (minutes.is_some() || outlays.is_some() || tariff.is_some()) && sources.is_empty() {
        problems.add("sources", Message::new("card-needs-sources"));
    }
    if numbers.iter().all(Option::is_none) {
        problems.add("steps", Message::new("card-empty"));
    }
    let card = Card {
        id: CardId(0),
        service,
        from_day: from.ok()?,
        steps,
        documents,
        visits,
        fee,
        statutory,
        promised,
        minutes,
        outlays,
        tariff,
        sources,
    };
    problems.is_empty().then_some(card)
}

/// `POST /desk/services/{id}/cards`
pub(crate) async fn add(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let service = known(&desk, id).await?;
    visitor.check(Act::KeepCards, service.unit).await?;
    let mut problems = Problems::default();
    let Some(card) = read(&visitor, service.id, &sent, &mut problems) else {
        return page(&desk, &visitor, &service, Some(&sent), &problems).await;
    };
    desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(card::add(change, card))).await?;
    visitor.done(Message::new("card-added"), &format!("/desk/services/{id}/cards")).await
}

/// `POST /desk/services/{id}/cards/{card}/remove`
pub(crate) async fn remove(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path((id, card)): Path<(i64, i64)>,
) -> PageResult {
    let service = known(&desk, id).await?;
    visitor.check(Act::KeepCards, service.unit).await?;
    let cards = card::of_service(desk.ledger.reads(), service.id).await?;
    let card = cards.iter().find(|known| known.id == CardId(card)).ok_or(PageError::NotFound)?.id;
    desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(card::remove(change, card))).await?;
    visitor.done(Message::new("card-removed"), &format!("/desk/services/{id}/cards")).await
}
