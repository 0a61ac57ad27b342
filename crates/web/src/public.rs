//! What everybody may read.

use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use ledger::brand::{self, Listed, Standing};
use ledger::file::{BrandFile, Field, PromiseField, differences};
use ledger::{BrandId, Day, UnitId, account, attachment, programme, promise, service, unit};
use pages::{BrandCard, BrandPage, ChangeEntry, Described, HomePage, PromiseCard, ServiceRow, UnitPage};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Sent, own_address};
use crate::language;
use crate::visitor::Visitor;
use crate::wording;

/// As many are shown of what a search finds.
const FOUND_AT_MOST: usize = 100;

/// The address of a mark.
pub(crate) fn mark_href(file: &BrandFile) -> Option<String> {
    file.mark.as_ref().map(|mark| format!("/marks/{}", mark.hash))
}

fn card(visitor: &Visitor, brand: BrandId, file: &BrandFile, unit: &unit::Model) -> BrandCard {
    BrandCard {
        href: format!("/brands/{brand}"),
        name: wording::either(&file.name, &file.name_en, visitor.language).to_owned(),
        unit: wording::unit_name(unit, visitor.language),
        mark: mark_href(file),
    }
}

/// Whether any of some texts has what was typed: the characters, or the first letters of their sounds.
pub(crate) fn finds(typed: &str, texts: &[&str]) -> bool {
    let typed = typed.trim().to_lowercase();
    let found = |text: &&str| text.to_lowercase().contains(&typed) || likeness::matches_initials(text, &typed);
    typed.is_empty() || texts.iter().any(found)
}

/// `GET /`
pub(crate) async fn home(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let db = desk.ledger.reads();
    let search: String = query.text("q").chars().take(100).collect();
    let units = unit::all(db).await?;
    let services = if search.is_empty() { Vec::new() } else { service::all(db).await? };
    let programme = programme::all(db).await?.into_iter().next();
    let mut brands = Vec::new();
    for listed in brand::list(db, None, desk.clock().today()).await? {
        let Some(version) = &listed.in_force else { continue };
        let Some(unit) = units.iter().find(|unit| unit.id == listed.brand.unit) else { continue };
        brands.push((version.file()?, listed.brand.id, unit));
    }
    let in_all = brands.len();
    let found_unit = |unit: &unit::Model| {
        let of_unit = services.iter().filter(|service| service.unit == unit.id);
        finds(&search, &[&unit.name, &unit.name_en])
            || of_unit.into_iter().any(|service| finds(&search, &[&service.name, &service.name_en, &service.code]))
    };
    let shown = brands.iter().filter(|(file, _, unit)| {
        search.is_empty() || finds(&search, &[&file.name, &file.name_en, &file.slogan]) || found_unit(unit)
    });
    let cards: Vec<BrandCard> =
        shown.take(FOUND_AT_MOST).map(|(file, brand, unit)| card(&visitor, *brand, file, unit)).collect();
    let units_found = units.iter().filter(|unit| !search.is_empty() && found_unit(unit)).take(FOUND_AT_MOST);
    let units_found: Vec<(String, String)> =
        units_found.map(|unit| (wording::unit_name(unit, visitor.language), format!("/units/{}", unit.id))).collect();
    visitor.page(&HomePage {
        frame: visitor.frame(),
        search,
        programme: programme.map(|programme| (programme.name, programme.aims)),
        brands: cards,
        units: units_found,
        brands_in_all: visitor.say(&Message::new("home-brands").with("count", in_all)),
    })
}

fn described(visitor: &Visitor, name: &Message, text: &str) -> Option<Described> {
    (!text.is_empty()).then(|| Described { name: visitor.say(name), text: text.to_owned() })
}

pub(crate) fn service_row(visitor: &Visitor, service: service::Model) -> ServiceRow {
    ServiceRow {
        name: wording::either(&service.name, &service.name_en, visitor.language).to_owned(),
        code: service.code,
        legal_basis: service.legal_basis,
        statutory_limit: service.statutory_limit,
    }
}

/// `GET /units/{id}`
pub(crate) async fn show_unit(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let db = desk.ledger.reads();
    let unit = unit::find(db, UnitId(id)).await?.ok_or(PageError::NotFound)?;
    let mut brands = Vec::new();
    for listed in brand::list(db, Some(unit.id), desk.clock().today()).await? {
        if let Some(version) = &listed.in_force {
            brands.push(card(&visitor, listed.brand.id, &version.file()?, &unit));
        }
    }
    let parent = match unit.parent {
        Some(parent) => unit::find(db, parent).await?,
        None => None,
    };
    let above = parent.map(|parent| wording::unit_name(&parent, visitor.language)).unwrap_or_default();
    let facts = [("unit-kind", unit.kind.as_str()), ("unit-peer-group", &unit.peer_group), ("unit-parent", &above)];
    visitor.page(&UnitPage {
        frame: visitor.frame(),
        name: wording::unit_name(&unit, visitor.language),
        brands,
        services: service::of_unit(db, unit.id).await?.into_iter().map(|row| service_row(&visitor, row)).collect(),
        facts: facts.into_iter().filter_map(|(key, text)| described(&visitor, &Message::new(key), text)).collect(),
    })
}

/// `GET /brands/{id}`
pub(crate) async fn show_brand(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let brand = brand::find(db, BrandId(id)).await?.ok_or(PageError::NotFound)?;
    let versions = brand::versions(db, brand.id).await?;
    // What is not in force is no business of the public's.
    let current = versions.iter().find(|version| version.standing(today) == Standing::InForce);
    let current = current.ok_or(PageError::NotFound)?;
    let unit = unit::find(db, brand.unit).await?.ok_or(PageError::NotFound)?;
    let file = current.file()?;
    let frame = visitor.frame();
    let mut foot = Vec::new();
    if let Some(from) = current.from_day {
        foot.push(visitor.say(&Message::new("brand-in-force-since").with("day", frame.day(from.0))));
    }
    if let Some(by) = current.signed_by {
        let name = account::find(db, by).await?.map(|account| account.name).unwrap_or_default();
        foot.push(visitor.say(&Message::new("brand-signed-by").with("name", name)));
    }
    let services = service::of_unit(db, brand.unit).await?;
    let promises = promise::in_force(db, brand.id, today).await?;
    let about = [Field::Concept, Field::Meaning, Field::Standards, Field::MarkExplained];
    let about = about.into_iter().filter_map(|field| described(&visitor, &wording::field(field), file.text(field)));
    visitor.page(&BrandPage {
        name: wording::either(&file.name, &file.name_en, visitor.language).to_owned(),
        unit: (wording::unit_name(&unit, visitor.language), format!("/units/{}", unit.id)),
        mark: mark_href(&file),
        slogan: file.slogan.clone(),
        foot,
        promises: promises.iter().map(|promise| promise_card(&visitor, promise, &services)).collect(),
        about: about.collect(),
        family: family(&desk, &visitor, &brand, today).await?,
        changes: change_log(&visitor, &versions, today)?,
        frame,
    })
}

fn promise_card(visitor: &Visitor, promise: &promise::InForce, services: &[service::Model]) -> PromiseCard {
    let text = &promise.text;
    let limit = text.limit.as_ref().map(|limit| visitor.say(&wording::limit(limit))).unwrap_or_default();
    let bound: Vec<&str> = services
        .iter()
        .filter(|service| text.services.contains(&service.id))
        .map(|service| wording::either(&service.name, &service.name_en, visitor.language))
        .collect();
    let since = visitor.day(promise.from.0);
    let of = |field: PromiseField| (wording::promise_field(field), text.text(field).to_owned());
    let facts = [
        (Message::new("promise-limit"), limit),
        of(PromiseField::ToWhom),
        (Message::new("file-services"), bound.join(visitor.t("list-comma").as_str())),
        of(PromiseField::Exceptions),
        of(PromiseField::Remedy),
        of(PromiseField::Contact),
        of(PromiseField::ComplaintRoute),
        (Message::new("promise-since"), since),
    ];
    PromiseCard {
        what: wording::either(&text.what, &text.what_en, visitor.language).to_owned(),
        facts: facts.iter().filter_map(|(name, text)| described(visitor, name, text)).collect(),
    }
}

/// The brand above, and those below.
async fn family(desk: &Desk, visitor: &Visitor, brand: &brand::Model, today: Day) -> Result<Vec<BrandCard>, PageError> {
    let db = desk.ledger.reads();
    let units = unit::all(db).await?;
    let is_kin = |listed: &Listed| listed.brand.parent == Some(brand.id) || brand.parent == Some(listed.brand.id);
    let mut cards = Vec::new();
    for listed in brand::list(db, None, today).await?.into_iter().filter(is_kin) {
        let unit = units.iter().find(|unit| unit.id == listed.brand.unit);
        if let (Some(version), Some(unit)) = (&listed.in_force, unit) {
            cards.push(card(visitor, listed.brand.id, &version.file()?, unit));
        }
    }
    Ok(cards)
}

/// What each version that was put in force said differently from the one before it, the newest first.
fn change_log(
    visitor: &Visitor,
    versions: &[ledger::brand::Version],
    today: Day,
) -> Result<Vec<ChangeEntry>, PageError> {
    let shown: Vec<_> = versions
        .iter()
        .filter(|version| matches!(version.standing(today), Standing::InForce | Standing::Retired))
        .collect();
    let mut log = Vec::new();
    for (place, version) in shown.iter().enumerate() {
        let file = version.file()?;
        let from = version.from_day.map(|from| visitor.day(from.0)).unwrap_or_default();
        let changes = match shown.get(place + 1) {
            Some(before) => differences(&before.file()?, &file)
                .iter()
                .map(|difference| visitor.say(&wording::difference(difference)))
                .collect(),
            None => vec![visitor.say(&Message::new("change-first"))],
        };
        let when = Message::new("change-from-day").with("day", from).with("number", version.number);
        log.push(ChangeEntry { when: visitor.say(&when), why: file.changed.clone(), changes });
    }
    Ok(log)
}

/// A file that may be kept for ever, because its name changes with its content.
pub(crate) fn for_ever(media_type: &str, bytes: Vec<u8>) -> Result<Response, PageError> {
    let media_type = HeaderValue::from_str(media_type).map_err(|error| PageError::Broken(error.to_string()))?;
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    // A picture of somebody else's making runs nothing, even when it is opened by itself.
    let inert = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    let headers: [(HeaderName, HeaderValue); 3] =
        [(CONTENT_TYPE, media_type), (CACHE_CONTROL, kept), (CONTENT_SECURITY_POLICY, inert)];
    Ok((headers, bytes).into_response())
}

/// `GET /assets/{name}`
pub(crate) async fn asset(Path(name): Path<String>) -> PageResult {
    let asset = pages::assets::find(&name).ok_or(PageError::NotFound)?;
    for_ever(asset.media_type, asset.bytes.to_vec())
}

/// `GET /marks/{hash}`
pub(crate) async fn mark(State(desk): State<Desk>, Path(hash): Path<String>) -> PageResult {
    let mark = attachment::find(desk.ledger.reads(), &hash).await?.ok_or(PageError::NotFound)?;
    for_ever(&mark.media_type, mark.bytes)
}

/// `GET /colours/{hex}`: a colour as a picture, because pages have no inline style.
pub(crate) async fn colour(Path(hex): Path<String>) -> PageResult {
    if hex.len() != 6 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(PageError::NotFound);
    }
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><rect width=\"8\" height=\"8\" fill=\"#{hex}\"/></svg>"
    );
    for_ever("image/svg+xml", picture.into_bytes())
}

/// `GET /language/{tag}`: keeps the choice in a cookie that says nothing else.
pub(crate) async fn choose_language(Path(tag): Path<String>, Query(query): Query<Sent>) -> PageResult {
    let tag = if tag == "en" { "en" } else { "zh" };
    let back = query.text("back");
    let cookie = format!("{}={tag}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", language::COOKIE_NAME);
    let mut response = Redirect::to(own_address(&back).unwrap_or("/")).into_response();
    let cookie = HeaderValue::from_str(&cookie).map_err(|error| PageError::Broken(error.to_string()))?;
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}
