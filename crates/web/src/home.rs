//! `GET /`: the search, the programme, the brands.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::response::Response;
use ledger::brand;
use ledger::{BrandId, ServiceId, UnitId, VersionId, programme, promise, service, unit};
use pages::{BrandCard, FoundRow, HomePage};
use search::{Hit, Kind, Why};
use words::Message;

use crate::alphabet::unit_key;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::finder::{self, Thing};
use crate::form::Sent;
use crate::public::cards;
use crate::visitor::Visitor;
use crate::wording;

/// As many brands are shown before anybody searches.
const BRANDS_AT_MOST: usize = 100;
/// As many are shown of each kind that a search finds.
const FOUND_AT_MOST: usize = 30;

/// `GET /`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let search: String = query.text("q").chars().take(100).collect();
    if search.is_empty() { first(&desk, &visitor).await } else { found(&desk, &visitor, search).await }
}

fn bare(visitor: &Visitor, search: String) -> HomePage {
    HomePage {
        frame: visitor.frame(),
        search,
        programme: None,
        brands: Vec::new(),
        brands_in_all: String::new(),
        services: Vec::new(),
        units: Vec::new(),
        said: Vec::new(),
    }
}

/// Without a search: the first brands by their units, of which alone the files are read.
async fn first(desk: &Desk, visitor: &Visitor) -> Result<Response, PageError> {
    let db = desk.ledger.reads();
    let all = brand::list(db, None, desk.clock().today()).await?;
    let units = visitor.units().await?;
    let in_force = in_order(all.iter(), units, visitor.language);
    let in_all = in_force.len();
    let shown = cards(desk, visitor, in_force.into_iter().take(BRANDS_AT_MOST)).await?;
    let programme = programme::all(db).await?.into_iter().next();
    visitor.page(&HomePage {
        programme: programme.map(|programme| (programme.name, programme.aims)),
        brands: shown,
        brands_in_all: visitor.say(&Message::new("home-brands").with("count", in_all)),
        ..bare(visitor, String::new())
    })
}

async fn found(desk: &Desk, visitor: &Visitor, search: String) -> Result<Response, PageError> {
    let db = desk.ledger.reads();
    let found = finder::find(desk, &search, FOUND_AT_MOST).await?;
    let units: HashMap<UnitId, &unit::Model> = visitor.units().await?.iter().map(|unit| (unit.id, unit)).collect();
    let today = desk.clock().today();
    let all = brand::list(db, None, today).await?;
    let mut page = bare(visitor, search);
    let mut brands: Vec<(BrandId, VersionId, UnitId)> = Vec::new();
    for hit in &found.hits {
        match finder::thing(hit) {
            Some(Thing::Unit(id)) => {
                let Some(unit) = units.get(&id) else { continue };
                let name = wording::unit_name(unit, visitor.language);
                page.units.push(FoundRow {
                    name: marked(hit, &name, &[&unit.name, &unit.name_en]),
                    href: format!("/units/{id}"),
                    small: String::new(),
                });
            }
            Some(Thing::Service(id)) => page.services.extend(service_row(desk, visitor, hit, id, &units).await?),
            Some(Thing::Brand(id)) => {
                let listed = all.iter().find(|listed| listed.brand.id == id);
                let in_force = listed.and_then(|listed| Some((id, listed.in_force.as_ref()?.id, listed.brand.unit)));
                brands.extend(in_force);
            }
            None => {}
        }
    }
    page.brands = brand_cards(desk, visitor, &brands, &units).await?;
    if let Some(Why::Corrected { from, to }) = found.hits.first().map(|hit| &hit.why) {
        page.said.push(visitor.say(&Message::new("home-corrected").with("from", from).with("to", to)));
    }
    let cut = [Kind::Service, Kind::Brand, Kind::Unit].into_iter().any(|kind| found.in_all(kind) > FOUND_AT_MOST);
    if cut {
        page.said.push(visitor.say(&Message::new("home-first-found").with("count", FOUND_AT_MOST)));
    }
    visitor.page(&page)
}

async fn brand_cards(
    desk: &Desk,
    visitor: &Visitor,
    found: &[(BrandId, VersionId, UnitId)],
    units: &HashMap<UnitId, &unit::Model>,
) -> Result<Vec<BrandCard>, PageError> {
    let files = brand::files(desk.ledger.reads(), found.iter().map(|(_, version, _)| *version)).await?;
    let card = |(brand, version, unit): &(BrandId, VersionId, UnitId)| {
        Some(crate::public::card(visitor, *brand, files.get(version)?, units.get(unit)?))
    };
    Ok(found.iter().filter_map(card).collect())
}

/// A service that was found: it leads to what is promised of it, or where nothing is to its unit.
async fn service_row(
    desk: &Desk,
    visitor: &Visitor,
    hit: &Hit,
    id: ServiceId,
    units: &HashMap<UnitId, &unit::Model>,
) -> Result<Option<FoundRow>, PageError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let Some(service) = service::find(db, id).await? else { return Ok(None) };
    let Some(unit) = units.get(&service.unit) else { return Ok(None) };
    let bound = promise::bound(db, &service, today).await?;
    let promised = bound.iter().find(|bound| bound.from <= today);
    let unit_name = wording::unit_name(unit, visitor.language);
    let small = match promised {
        Some(bound) => {
            let what = wording::either(&bound.text.what, &bound.text.what_en, visitor.language);
            visitor.say(&Message::new("home-service-promised").with("unit", unit_name).with("what", what))
        }
        None => unit_name,
    };
    let name = wording::either(&service.name, &service.name_en, visitor.language);
    Ok(Some(FoundRow {
        name: marked(hit, name, &[&service.name, &service.name_en]),
        href: promised
            .map_or_else(|| format!("/units/{}", service.unit), |bound| format!("/promises/{}", bound.promise)),
        small,
    }))
}

/// A name in pieces, each with whether it was found: where what was found is in the name that is shown. `lines` are the texts of the
/// index, of which the empty ones were left out.
fn marked(hit: &Hit, shown: &str, lines: &[&str]) -> Vec<(String, bool)> {
    let line = lines.iter().filter(|line| !line.is_empty()).position(|line| *line == shown);
    let mut pieces = Vec::new();
    let mut at = 0;
    for mark in hit.marks.iter().filter(|mark| Some(mark.line) == line) {
        let (Some(before), Some(inside)) = (shown.get(at..mark.range.start), shown.get(mark.range.clone())) else {
            continue;
        };
        pieces.push((before.to_owned(), false));
        pieces.push((inside.to_owned(), true));
        at = mark.range.end;
    }
    pieces.push((shown.get(at..).unwrap_or_default().to_owned(), false));
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

/// Brands in force by their units' names.
fn in_order<'a>(
    listed: impl Iterator<Item = &'a brand::Listed>,
    units: &[unit::Model],
    language: words::Language,
) -> Vec<&'a brand::Listed> {
    let keys: HashMap<UnitId, (String, String)> =
        units.iter().map(|unit| (unit.id, unit_key(unit, language))).collect();
    let mut in_force: Vec<&brand::Listed> =
        listed.filter(|listed| listed.in_force.is_some() && keys.contains_key(&listed.brand.unit)).collect();
    in_force.sort_by_key(|listed| (keys.get(&listed.brand.unit), listed.brand.id));
    in_force
}
