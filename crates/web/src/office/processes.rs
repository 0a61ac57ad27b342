//! What the cases of a service go through: a list of services, and the map, the numbers and the ways of one.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use charts::{Activity, Caption, Place, ProcessMap, Step};
use ledger::process::{self, Model, Of};
use ledger::service;
use pages::{EdgeRow, MeasureRow, ProcessPage, ProcessRow, ProcessesPage, WayRow, in_query};
use terms::ElapsedUnit;
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::process::Shape;
use crate::figures::words::{duration, grouped, percent};
use crate::form::{Sent, choice};
use crate::office::paged;
use crate::public::finds;
use crate::visitor::Visitor;
use crate::wording;

const LIST: &str = "/desk/processes";
/// How much of a map is drawn, in percent.
const DETAILS: [u32; 5] = [10, 30, 50, 70, 100];
/// As many ways and edges are listed.
const LISTED_WAYS: usize = 10;
const LISTED_EDGES: usize = 100;

fn count(number: i64) -> String {
    grouped(u64::try_from(number).unwrap_or(0))
}

/// The services by what records may call them: by code and by name.
async fn names(desk: &Desk, visitor: &Visitor) -> Result<BTreeMap<String, String>, PageError> {
    let mut names = BTreeMap::new();
    for service in service::all(desk.ledger.reads()).await? {
        let name = wording::either(&service.name, &service.name_en, visitor.language).to_owned();
        for known in [service.code, service.name] {
            names.insert(known, name.clone());
        }
    }
    Ok(names)
}

fn map_href(service: &str) -> String {
    format!("{LIST}/map?service={}", in_query(service))
}

/// `GET /desk/processes`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let names = names(&desk, &visitor).await?;
    let search: String = query.text("q").chars().take(100).collect();
    let mut services: BTreeMap<String, (i64, Vec<String>)> = BTreeMap::new();
    for card in process::all(desk.ledger.reads()).await?.into_iter().filter(|card| card.period.is_empty()) {
        let (cases, units) = services.entry(card.service).or_default();
        if card.unit.is_empty() {
            *cases += card.cases;
        } else {
            units.push(card.unit);
        }
    }
    let of = services.len();
    let called = |service: &String| names.get(service).unwrap_or(service).clone();
    let row = |(service, (cases, units)): (&String, &(i64, Vec<String>))| ProcessRow {
        href: map_href(service),
        name: called(service),
        units: match units.len() {
            0 => String::new(),
            1..=3 => units.join(&visitor.t("list-comma")),
            more => visitor.say(&Message::new("process-units").with("units", more)),
        },
        cases: count(*cases),
    };
    let shown = services.iter().filter(|(service, _)| finds(&search, &[service, &called(service)]));
    let rows: Vec<ProcessRow> = shown.map(row).collect();
    let said = Message::new("list-count").with("shown", rows.len()).with("of", of);
    let page = paged(rows, LIST, &query);
    visitor.page(&ProcessesPage {
        frame: visitor.frame(),
        search,
        count: visitor.say(&said),
        rows: page.rows,
        before: page.before,
        after: page.after,
    })
}

/// What the address asks for.
struct Asked {
    service: String,
    unit: String,
    period: String,
    /// `u:` and a unit, or `p:` and a year; `p:` is all of the time.
    than: String,
    detail: u32,
}

impl Asked {
    fn read(query: &Sent) -> Self {
        let detail = query.text("detail").parse().ok().filter(|detail| DETAILS.contains(detail));
        Self {
            service: query.text("service"),
            unit: query.text("unit"),
            period: query.text("period"),
            than: query.text("than"),
            detail: detail.unwrap_or(50),
        }
    }

    fn href(&self, detail: u32) -> String {
        let mut href = map_href(&self.service);
        for (name, value) in [("unit", &self.unit), ("period", &self.period), ("than", &self.than)] {
            if !value.is_empty() {
                href += &format!("&{name}={}", in_query(value));
            }
        }
        format!("{href}&detail={detail}")
    }

    /// The unit and the year of what it is compared with.
    fn other(&self) -> Option<(&str, &str)> {
        match self.than.split_once(':')? {
            ("u", unit) => Some((unit, &self.period)),
            ("p", period) => Some((&self.unit, period)),
            _ => None,
        }
    }
}

/// `GET /desk/processes/map`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let db = desk.ledger.reads();
    let asked = Asked::read(&query);
    let known: Vec<Of> = process::all(db).await?.into_iter().filter(|card| card.service == asked.service).collect();
    if known.is_empty() {
        return Err(PageError::NotFound);
    }
    let this = process::find(db, &asked.service, &asked.unit, &asked.period).await?;
    let that = match asked.other() {
        Some((unit, period)) => process::find(db, &asked.service, unit, period).await?,
        None => None,
    };
    let name = names(&desk, &visitor).await?.remove(&asked.service).unwrap_or_else(|| asked.service.clone());
    let shape = this.as_ref().map(Shape::of).unwrap_or_default();
    let other = that.as_ref().map(Shape::of);
    let map = map(&visitor, &name, &shape, asked.detail);
    let kept = map.kept();
    let drawn = Message::new("process-drawn")
        .with("activities", kept.activities.len())
        .with("of_activities", shape.activities.len())
        .with("steps", kept.steps.len())
        .with("of_steps", map.steps.len());
    let detail = |detail: u32| (format!("{detail}%"), asked.href(detail), detail == asked.detail);
    let about = match &this {
        Some(card) => Message::new("process-about")
            .with("cases", count(card.cases))
            .with("as_of", card.as_of.get(..10).unwrap_or_default()),
        None => Message::new("process-no-cases"),
    };
    let ways = this.as_ref().map_or(0, |card| card.variants);
    visitor.page(&ProcessPage {
        choices: choices(&visitor, &asked, &known),
        about: visitor.say(&about),
        sides: this
            .as_ref()
            .map(|this| (side(&visitor, this), that.as_ref().map(|that| side(&visitor, that)).unwrap_or_default())),
        compares: that.is_some(),
        numbers: this.as_ref().map(|this| numbers(&visitor, this, that.as_ref())).unwrap_or_default(),
        drawing: map.draw(),
        drawn: visitor.say(&drawn),
        details: DETAILS.map(detail).to_vec(),
        edges: edges(&visitor, &shape, other.as_ref()),
        ways: self::ways(&shape, this.as_ref().map_or(0, |card| card.cases)),
        ways_in_all: visitor.say(&ways_in_all(ways)),
        frame: visitor.frame(),
        service: asked.service,
        name,
    })
}

/// What a card is of, in words.
fn side(visitor: &Visitor, card: &Model) -> String {
    let unit = if card.unit.is_empty() { visitor.t("process-all-units") } else { card.unit.clone() };
    let period = if card.period.is_empty() { visitor.t("process-all-years") } else { card.period.clone() };
    format!("{unit} · {period}")
}

fn choices(visitor: &Visitor, asked: &Asked, known: &[Of]) -> Vec<pages::Choice> {
    let mut units: Vec<&str> = known.iter().map(|card| card.unit.as_str()).filter(|unit| !unit.is_empty()).collect();
    units.dedup();
    let mut years: Vec<&str> = known.iter().map(|card| card.period.as_str()).filter(|year| !year.is_empty()).collect();
    years.sort_unstable();
    years.dedup();
    let same = |text: &&str| ((*text).to_owned(), (*text).to_owned());
    let mut than: Vec<(String, String)> = Vec::new();
    if !asked.period.is_empty() {
        than.push(("p:".to_owned(), visitor.t("process-all-years")));
    }
    let other = |of: &str, text: &&str| (format!("{of}:{text}"), (*text).to_owned());
    than.extend(years.iter().filter(|year| **year != asked.period).map(|year| other("p", year)));
    if !asked.unit.is_empty() {
        than.push(("u:".to_owned(), visitor.t("process-all-units")));
    }
    than.extend(units.iter().filter(|unit| **unit != asked.unit).map(|unit| other("u", unit)));
    let mut choices = Vec::new();
    if !units.is_empty() {
        let all = Some(visitor.t("process-all-units"));
        choices.push(choice("unit", visitor.t("unit-name"), all, units.iter().map(same), &asked.unit));
    }
    let all = Some(visitor.t("process-all-years"));
    choices.push(choice("period", visitor.t("process-period"), all, years.iter().map(same), &asked.period));
    let none = Some(visitor.t("process-than-none"));
    choices.push(choice("than", visitor.t("process-than"), none, than, &asked.than));
    choices
}

/// The numbers of a process: each for one case, so that periods and units can be compared.
fn numbers(visitor: &Visitor, this: &Model, that: Option<&Model>) -> Vec<MeasureRow> {
    let each = |card: &Model, number: i64| {
        if card.cases > 0 { format!("{:.2}", number as f64 / card.cases as f64) } else { String::new() }
    };
    let row = |key: &'static str, value: &dyn Fn(&Model) -> String| MeasureRow {
        name: visitor.t(key),
        this: value(this),
        that: that.map(value).unwrap_or_default(),
    };
    let mut rows = vec![
        row("column-cases", &|card| count(card.cases)),
        row("process-steps-each", &|card| each(card, card.events)),
        row("process-handovers-each", &|card| each(card, card.handovers)),
        row("process-rework-each", &|card| each(card, card.rework)),
    ];
    if this.visits.is_some() {
        rows.push(row("process-visits-each", &|card| card.visits.map(|visits| each(card, visits)).unwrap_or_default()));
    }
    rows.push(row("process-ways-count", &|card| count(card.variants)));
    rows
}

fn time(visitor: &Visitor, minutes: i64) -> String {
    visitor.say(&duration(minutes, ElapsedUnit::Minute))
}

/// The map. Where cases begin and end is told by their ways.
fn map(visitor: &Visitor, name: &str, shape: &Shape, detail: u32) -> ProcessMap {
    let places: BTreeMap<&str, usize> =
        shape.activities.iter().enumerate().map(|(place, (name, _))| (name.as_str(), place)).collect();
    let at = |name: &str| places.get(name).copied().map(Place::Activity);
    let mut ends: BTreeMap<(Place, Place), u64> = BTreeMap::new();
    for (cases, way) in &shape.variants {
        let (Some(first), Some(last)) = (way.first().and_then(|first| at(first)), way.last().and_then(|last| at(last)))
        else {
            continue;
        };
        *ends.entry((Place::Start, first)).or_default() += cases;
        *ends.entry((last, Place::End)).or_default() += cases;
    }
    let step = |(from, to, times, minutes): &(String, String, u64, i64)| {
        Some(Step { from: at(from)?, to: at(to)?, count: *times, text: time(visitor, *minutes) })
    };
    let of_ends = ends.into_iter().map(|((from, to), count)| Step { from, to, count, text: String::new() });
    ProcessMap {
        caption: Caption::new(visitor.say(&Message::new("process-map-title").with("service", name))),
        activities: shape
            .activities
            .iter()
            .map(|(name, count)| Activity { name: name.clone(), count: *count })
            .collect(),
        steps: shape.edges.iter().filter_map(step).chain(of_ends).collect(),
        detail: f64::from(detail) / 100.0,
        start_text: visitor.t("process-start"),
        end_text: visitor.t("process-end"),
        ..ProcessMap::default()
    }
}

fn edges(visitor: &Visitor, shape: &Shape, other: Option<&Shape>) -> Vec<EdgeRow> {
    let there = |from: &str, to: &str| {
        let same = other?.edges.iter().find(|edge| edge.0 == from && edge.1 == to);
        Some(same.map_or_else(|| "0".to_owned(), |edge| format!("{} · {}", grouped(edge.2), time(visitor, edge.3))))
    };
    let row = |(from, to, times, minutes): &(String, String, u64, i64)| EdgeRow {
        from: from.clone(),
        to: to.clone(),
        count: grouped(*times),
        time: time(visitor, *minutes),
        that: there(from, to).unwrap_or_default(),
    };
    shape.edges.iter().take(LISTED_EDGES).map(row).collect()
}

fn ways_in_all(ways: i64) -> Message {
    let few = usize::try_from(ways).is_ok_and(|ways| ways <= LISTED_WAYS);
    let said = if few { Message::new("process-ways-all") } else { Message::new("process-ways-in-all") };
    said.with("ways", count(ways)).with("listed", LISTED_WAYS)
}

fn ways(shape: &Shape, cases: i64) -> Vec<WayRow> {
    let row = |(taken, steps): &(u64, Vec<String>)| WayRow {
        steps: steps.clone(),
        cases: grouped(*taken),
        share: if cases > 0 { percent(*taken as f64 / cases as f64) } else { String::new() },
    };
    shape.variants.iter().take(LISTED_WAYS).map(row).collect()
}
