//! Units, services, brands, promises and their figures, as everybody may read them.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use bundle::figures;
use ledger::brand::{self, Listed};
use ledger::figure::{self, Clock};
use ledger::file::Limit;
use ledger::promise::{self, InForce};
use ledger::{BrandId, Day, PromiseId, UnitId, unit};
use serde::Serialize;
use terms::{Outcome, Scorecard, six_decimals};
use utoipa::ToSchema;

use super::{id, json, part};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::view::{View, is_on};
use crate::form::Sent;

/// A name, and the same in English; empty where there is none.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Words {
    zh: String,
    en: String,
}

fn words(zh: &str, en: &str) -> Words {
    Words { zh: zh.to_owned(), en: en.to_owned() }
}

/// A unit.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Unit {
    id: i64,
    /// The unit that it is below.
    parent: Option<i64>,
    name: Words,
    kind: String,
    /// Units of one peer group may be compared with one another.
    peer_group: String,
    page: String,
}

impl From<unit::Model> for Unit {
    fn from(unit: unit::Model) -> Self {
        Self {
            id: unit.id.0,
            parent: unit.parent.map(|parent| parent.0),
            name: words(&unit.name, &unit.name_en),
            kind: unit.kind,
            peer_group: unit.peer_group,
            page: format!("/units/{}", unit.id),
        }
    }
}

/// A part of the list of units.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Units {
    items: Vec<Unit>,
    /// Where the list goes on; null at its end.
    next: Option<String>,
}

/// A service of a unit.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Service {
    id: i64,
    unit: i64,
    /// The code of the national catalogue.
    code: String,
    name: Words,
    legal_basis: String,
    /// What the law allows, such as `20日`; empty where it sets no limit.
    statutory_limit: String,
}

/// A part of the list of services.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Services {
    items: Vec<Service>,
    next: Option<String>,
}

/// A brand in force.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Brand {
    id: i64,
    unit: i64,
    /// The brand that it is below.
    parent: Option<i64>,
    name: Words,
    slogan: Words,
    /// Its promises, by their ids.
    promises: Vec<i64>,
    page: String,
}

/// A part of the list of brands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Brands {
    items: Vec<Brand>,
    next: Option<String>,
}

/// Against what a case is held.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct LimitOf {
    /// `working_days`, `calendar_days`, `working_hours`, `minutes`, `working_days_of_service`,
    /// `working_days_of_case`, `date_of_case` or `at_most`.
    kind: &'static str,
    number: Option<u32>,
    /// The column of the record that has the limit of each case.
    field: Option<String>,
    /// What is counted, of `at_most`.
    milestone: Option<String>,
}

impl From<&Limit> for LimitOf {
    fn from(limit: &Limit) -> Self {
        let number = |kind, number: &u32| Self { kind, number: Some(*number), ..Self::default() };
        let field = |kind, field: &String| Self { kind, field: Some(field.clone()), ..Self::default() };
        match limit {
            Limit::WorkingDays { number: days } => number("working_days", days),
            Limit::CalendarDays { number: days, .. } => number("calendar_days", days),
            Limit::WorkingHours { number: hours } => number("working_hours", hours),
            Limit::Minutes { number: minutes } => number("minutes", minutes),
            Limit::WorkingDaysOfService => Self { kind: "working_days_of_service", ..Self::default() },
            Limit::WorkingDaysOfCase { field: name } => field("working_days_of_case", name),
            Limit::DateOfCase { field: name } => field("date_of_case", name),
            Limit::AtMost { milestone, number: most } => {
                Self { milestone: Some(milestone.clone()), ..number("at_most", most) }
            }
        }
    }
}

/// How often a promise was kept over a period: the same numbers as in the table and in the bundle.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Figure {
    /// `all`, the first and the last month of a year such as `2025-01/2025-12`, or a month; `public` for the one that stands first.
    period: String,
    cases: u64,
    kept: u64,
    broken: u64,
    overdue: u64,
    running: u64,
    withdrawn: u64,
    not_started: u64,
    no_due: u64,
    /// Kept of kept, broken and overdue, with its 95 % interval (Wilson).
    kept_share: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    /// The share that the unit undertakes to keep.
    target: Option<f64>,
    /// Half of the settled cases took no longer, in `elapsed_unit`.
    p50: Option<i64>,
    p90: Option<i64>,
    p95: Option<i64>,
    mean: Option<f64>,
    /// `working_day`, `calendar_day`, `minute` or `event`.
    elapsed_unit: &'static str,
}

/// A number as tables have it, with six digits.
fn rounded(value: f64) -> Option<f64> {
    six_decimals(value).parse().ok()
}

impl Figure {
    fn of(period: String, card: &Scorecard) -> Self {
        let count = |outcome| card.counts.of(outcome);
        let spread = card.spread.as_ref();
        let share = card.share.as_ref();
        Self {
            period,
            cases: card.counts.cases(),
            kept: count(Outcome::Kept),
            broken: count(Outcome::Broken),
            overdue: count(Outcome::Overdue),
            running: count(Outcome::Running),
            withdrawn: count(Outcome::Withdrawn),
            not_started: count(Outcome::NotStarted),
            no_due: count(Outcome::NoDue),
            kept_share: share.and_then(|share| rounded(share.value)),
            low: share.and_then(|share| rounded(share.low)),
            high: share.and_then(|share| rounded(share.high)),
            target: card.target,
            p50: spread.map(|spread| spread.p50),
            p90: spread.map(|spread| spread.p90),
            p95: spread.map(|spread| spread.p95),
            mean: spread.and_then(|spread| rounded(spread.mean)),
            elapsed_unit: card.elapsed_unit.name(),
        }
    }

    /// The figure that stands first, as the list keeps it.
    fn of_card(card: &figure::Card) -> Self {
        let counts = card.counts();
        let card = Scorecard {
            key: Vec::new(),
            promise: terms::PromiseId(String::new()),
            counts,
            share: measure::statistics::kept_share(&counts),
            target: card.target,
            spread: card.spread(),
            elapsed_unit: card.unit(),
        };
        Self::of(figure::PUBLIC.to_owned(), &card)
    }
}

/// A promise in force, with the figure that stands first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Promise {
    id: i64,
    brand: i64,
    unit: i64,
    /// As on the plate.
    words: Words,
    to_whom: String,
    limit: Option<LimitOf>,
    /// The services that it is bound to; none: all of its unit.
    services: Vec<i64>,
    /// Since when it has been promised in these words.
    in_force_from: String,
    /// Null where nothing was measured, or too few cases are settled.
    figure: Option<Figure>,
    page: String,
    /// All published figures.
    figures: String,
    /// What anybody can recompute them from; null where nothing is published.
    bundle: Option<String>,
}

fn promise_of(said: &InForce, brand: &brand::Model, figure: Option<Figure>) -> Promise {
    let id = said.id.0;
    Promise {
        id,
        brand: brand.id.0,
        unit: brand.unit.0,
        words: words(&said.text.what, &said.text.what_en),
        to_whom: said.text.to_whom.clone(),
        limit: said.text.limit.as_ref().map(LimitOf::from),
        services: said.text.services.iter().map(|service| service.0).collect(),
        in_force_from: said.from.to_string(),
        bundle: figure.is_some().then(|| format!("/promises/{id}/bundle.zip")),
        figure,
        page: format!("/promises/{id}"),
        figures: format!("/api/v1/promises/{id}/figures"),
    }
}

/// A part of the list of promises.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Promises {
    items: Vec<Promise>,
    next: Option<String>,
}

/// The published figures of a promise, and what they were made from.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Figures {
    promise: i64,
    /// The instant of the figures.
    as_of: String,
    /// The identity of the facts.
    facts: String,
    /// The hash of the plan and of the calendar.
    plan: String,
    /// The version that measured.
    engine: String,
    /// Months with fewer than ten settled cases are counted in `all` only; so many are.
    merged_months: usize,
    items: Vec<Figure>,
}

/// All units.
#[utoipa::path(get, path = "/api/v1/units", tag = "read",
    params(("after" = Option<i64>, Query, description = "Go on behind this id"), ("limit" = Option<i64>, Query, minimum = 1, maximum = 500)),
    responses((status = 200, body = Units), (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 429, body = super::Problem, content_type = "application/problem+json")))]
pub(crate) async fn units(State(desk): State<Desk>, Query(query): Query<Sent>) -> PageResult {
    let units = unit::all(desk.ledger.reads()).await?.into_iter().map(Unit::from).collect();
    json(&part(units, |unit: &Unit| unit.id, "/api/v1/units", &query)?)
}

/// A unit.
#[utoipa::path(get, path = "/api/v1/units/{id}", tag = "read", params(("id" = i64, Path)),
    responses((status = 200, body = Unit), (status = 404, body = super::Problem, content_type = "application/problem+json"),
        (status = 429, body = super::Problem, content_type = "application/problem+json")))]
pub(crate) async fn unit(State(desk): State<Desk>, Path(number): Path<String>) -> PageResult {
    let found = unit::find(desk.ledger.reads(), UnitId(id(&number)?)).await?;
    json(&Unit::from(found.ok_or(PageError::NotFound)?))
}

/// All services that are open.
#[utoipa::path(get, path = "/api/v1/services", tag = "read",
    params(("after" = Option<i64>, Query, description = "Go on behind this id"), ("limit" = Option<i64>, Query, minimum = 1, maximum = 500)),
    responses((status = 200, body = Services), (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 429, body = super::Problem, content_type = "application/problem+json")))]
pub(crate) async fn services(State(desk): State<Desk>, Query(query): Query<Sent>) -> PageResult {
    let today = desk.clock().today();
    let open = super::open_services(&desk, today).await?.into_iter();
    let services = open.map(|service| Service {
        id: service.id.0,
        unit: service.unit.0,
        name: words(&service.name, &service.name_en),
        code: service.code,
        legal_basis: service.legal_basis,
        statutory_limit: service.statutory_limit,
    });
    json(&part(services.collect(), |service: &Service| service.id, "/api/v1/services", &query)?)
}

/// The promises of brands in force, as they are said on a day.
async fn said(desk: &Desk, brand: Option<BrandId>, today: Day) -> Result<Vec<(BrandId, InForce)>, PageError> {
    let histories = promise::histories(desk.ledger.reads(), brand).await?;
    let now = |history: promise::History| {
        let brand = history.promise.brand;
        history.texts.into_iter().find(|said| is_on(said, today)).map(|said| (brand, said))
    };
    Ok(histories.into_iter().filter_map(now).collect())
}

async fn brands_in_force(desk: &Desk, today: Day) -> Result<Vec<Listed>, PageError> {
    let mut listed = brand::list(desk.ledger.reads(), None, today).await?;
    listed.retain(|listed| listed.in_force.is_some() && !listed.brand.is_retired(today));
    Ok(listed)
}

async fn brands_of(desk: &Desk, listed: Vec<Listed>, today: Day) -> Result<Vec<Brand>, PageError> {
    let mut promises: HashMap<BrandId, Vec<i64>> = HashMap::new();
    for (brand, said) in said(desk, None, today).await? {
        promises.entry(brand).or_default().push(said.id.0);
    }
    let versions = listed.iter().filter_map(|listed| Some(listed.in_force.as_ref()?.id));
    let files = brand::files(desk.ledger.reads(), versions).await?;
    let brand = |listed: &Listed| {
        let file = files.get(&listed.in_force.as_ref()?.id)?;
        let id = listed.brand.id;
        Some(Brand {
            id: id.0,
            unit: listed.brand.unit.0,
            parent: listed.brand.parent.map(|parent| parent.0),
            name: words(&file.name, &file.name_en),
            slogan: words(&file.slogan, &file.slogan_en),
            promises: promises.get(&id).cloned().unwrap_or_default(),
            page: format!("/brands/{id}"),
        })
    };
    Ok(listed.iter().filter_map(brand).collect())
}

/// All brands in force.
#[utoipa::path(get, path = "/api/v1/brands", tag = "read",
    params(("after" = Option<i64>, Query, description = "Go on behind this id"), ("limit" = Option<i64>, Query, minimum = 1, maximum = 500)),
    responses((status = 200, body = Brands), (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 429, body = super::Problem, content_type = "application/problem+json")))]
pub(crate) async fn brands(State(desk): State<Desk>, Query(query): Query<Sent>) -> PageResult {
    let today = desk.clock().today();
    let listed = brands_in_force(&desk, today).await?;
    let part = part(listed, |listed: &Listed| listed.brand.id.0, "/api/v1/brands", &query)?;
    let items = brands_of(&desk, part.items, today).await?;
    json(&super::Part { items, next: part.next })
}

/// A brand in force.
#[utoipa::path(get, path = "/api/v1/brands/{id}", tag = "read", params(("id" = i64, Path)),
    responses((status = 200, body = Brand), (status = 404, body = super::Problem, content_type = "application/problem+json"),
        (status = 429, body = super::Problem, content_type = "application/problem+json")))]
pub(crate) async fn brand(State(desk): State<Desk>, Path(number): Path<String>) -> PageResult {
    let (number, today) = (id(&number)?, desk.clock().today());
    let mut listed = brands_in_force(&desk, today).await?;
    listed.retain(|listed| listed.brand.id.0 == number);
    let found = brands_of(&desk, listed, today).await?.into_iter().next();
    json(&found.ok_or(PageError::NotFound)?)
}

/// All promises in force, each with the figure that stands first.
#[utoipa::path(get, path = "/api/v1/promises", tag = "read",
    params(("after" = Option<i64>, Query, description = "Go on behind this id"), ("limit" = Option<i64>, Query, minimum = 1, maximum = 500)),
    responses((status = 200, body = Promises), (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 429, body = super::Problem, content_type = "application/problem+json")))]
pub(crate) async fn promises(State(desk): State<Desk>, Query(query): Query<Sent>) -> PageResult {
    let today = desk.clock().today();
    let brands: HashMap<BrandId, brand::Model> =
        brands_in_force(&desk, today).await?.into_iter().map(|listed| (listed.brand.id, listed.brand)).collect();
    let cards = figure::cards(desk.ledger.reads(), Clock::Promised, figure::PUBLIC).await?;
    let mut figures: HashMap<PromiseId, Figure> =
        cards.iter().map(|card| (card.promise, Figure::of_card(card))).collect();
    let all = said(&desk, None, today).await?.into_iter().filter_map(|(brand, said)| {
        let figure = figures.remove(&said.id);
        Some(promise_of(&said, brands.get(&brand)?, figure))
    });
    json(&part(all.collect(), |promise: &Promise| promise.id, "/api/v1/promises", &query)?)
}

async fn view(desk: &Desk, number: &str) -> Result<View, PageError> {
    View::read(desk, PromiseId(id(number)?)).await?.ok_or(PageError::NotFound)
}

/// A promise in force.
#[utoipa::path(get, path = "/api/v1/promises/{id}", tag = "read", params(("id" = i64, Path)),
    responses((status = 200, body = Promise), (status = 404, body = super::Problem, content_type = "application/problem+json"),
        (status = 429, body = super::Problem, content_type = "application/problem+json")))]
pub(crate) async fn promise(State(desk): State<Desk>, Path(number): Path<String>) -> PageResult {
    let view = view(&desk, &number).await?;
    let headline = view.figure.as_ref().and_then(|known| known.published.headline());
    let figure = headline.map(|card| Figure::of(figure::PUBLIC.to_owned(), card));
    json(&promise_of(&view.now, &view.brand, figure))
}

/// All published figures of a promise: over all records, the last twelve months, and each month that may be published.
#[utoipa::path(get, path = "/api/v1/promises/{id}/figures", tag = "read", params(("id" = i64, Path)),
    responses((status = 200, body = Figures), (status = 404, body = super::Problem, content_type = "application/problem+json"),
        (status = 429, body = super::Problem, content_type = "application/problem+json")))]
pub(crate) async fn promise_figures(State(desk): State<Desk>, Path(number): Path<String>) -> PageResult {
    let view = view(&desk, &number).await?;
    let known = view.figure.as_ref().filter(|known| known.published.all.is_some()).ok_or(PageError::NotFound)?;
    let items = figures(&known.published).into_iter().map(|(period, card)| Figure::of(period, &card));
    json(&Figures {
        promise: view.id.0,
        as_of: known.measuring.as_of.clone(),
        facts: known.measuring.facts.clone(),
        plan: known.measuring.plan_hash.clone(),
        engine: known.measuring.engine.clone(),
        merged_months: known.published.merged,
        items: items.collect(),
    })
}
