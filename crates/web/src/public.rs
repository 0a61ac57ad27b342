//! What everybody may read.

use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use ledger::brand::{self, Listed, Standing};
use ledger::figure::{self, Clock};
use ledger::file::{BrandFile, Field, PromiseField, differences};
use ledger::{BrandId, Day, UnitId, VersionId, account, attachment, example, promise, service, unit};
use pages::{BrandCard, BrandPage, ChangeEntry, Described, PromiseCard, ServiceRow, UnitPage, in_query};
use words::{Language, Message};

use crate::brand::retire;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::words::{grouped, percent};
use crate::form::{Sent, own_address};
use crate::language;
use crate::office::services;
use crate::visitor::Visitor;
use crate::wording::{self, Shown};

/// The address of a mark.
pub(crate) fn mark_href(file: &BrandFile) -> Option<String> {
    file.mark.as_ref().map(|mark| format!("/marks/{}", mark.hash))
}

pub(crate) fn card(visitor: &Visitor, brand: BrandId, file: &BrandFile, unit: &unit::Model) -> BrandCard {
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

fn described(visitor: &Visitor, name: &Message, (text, in_chinese): (&str, bool)) -> Option<Described> {
    (!text.is_empty()).then(|| Described { name: visitor.say(name), text: text.to_owned(), in_chinese })
}

/// A service as everybody reads it.
fn service_row(visitor: &Visitor, service: &service::Model) -> ServiceRow {
    ServiceRow { href: String::new(), closed: String::new(), ..services::row(visitor, service, None) }
}

/// `GET /units/{id}`
pub(crate) async fn show_unit(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let db = desk.ledger.reads();
    let unit = unit::find(db, UnitId(id)).await?.ok_or(PageError::NotFound)?;
    let all = brand::list(db, Some(unit.id), desk.clock().today()).await?;
    let brands = cards(&desk, &visitor, all.iter()).await?;
    let parent = match unit.parent {
        Some(parent) => unit::find(db, parent).await?,
        None => None,
    };
    let english = visitor.language == Language::English;
    let above = parent.map(|parent| wording::unit_name(&parent, visitor.language)).unwrap_or_default();
    let facts = [
        ("unit-kind", (unit.kind.as_str(), english)),
        ("unit-peer-group", (&unit.peer_group, english)),
        ("unit-parent", (&above, false)),
    ];
    let offered = service::of_unit(db, unit.id).await?;
    let offered = offered.iter().filter(|service| service.closed_from.is_none());
    visitor.page(&UnitPage {
        frame: visitor.frame(),
        compare: (!unit.peer_group.is_empty()).then(|| format!("/compare?group={}", in_query(&unit.peer_group))),
        opinions: format!("/opinions?unit={}", unit.id),
        examples: example::public(db, Some(unit.id))
            .await?
            .into_iter()
            .map(|example| (example.title, format!("/examples/{}", example.id)))
            .collect(),
        name: wording::unit_name(&unit, visitor.language),
        brands,
        services: offered.map(|service| service_row(&visitor, service)).collect(),
        facts: facts.into_iter().filter_map(|(key, text)| described(&visitor, &Message::new(key), text)).collect(),
    })
}

/// `GET /brands/{id}`
pub(crate) async fn show_brand(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let brand = brand::find(db, BrandId(id)).await?.ok_or(PageError::NotFound)?;
    let versions = brand::versions(db, brand.id).await?;
    // What is not in force is no business of the public's; what was, and is no longer used, is.
    let shown = if brand.is_retired(today) { Standing::Retired } else { Standing::InForce };
    let current = versions.iter().find(|version| version.standing(today) == shown);
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
    let figures = figure::cards(db, Clock::Promised, figure::PUBLIC).await?;
    let in_language = |field: Field| {
        let english = field.english().map_or("", |english| file.text(english));
        wording::both(file.text(field), english, visitor.language)
    };
    let about = [Field::Concept, Field::Meaning, Field::Standards, Field::MarkExplained, Field::Materialisation];
    let about = about.map(|field| described(&visitor, &wording::field(field), in_language(field)));
    let registrations = wording::registrations(file.registrations(), Shown::Public, visitor.language);
    let registered = described(&visitor, &Message::new("file-registration"), (&registrations, false));
    let slogan = in_language(Field::Slogan);
    let (parent, sub_brands) = family(&desk, &visitor, &brand, today).await?;
    visitor.page(&BrandPage {
        name: wording::either(&file.name, &file.name_en, visitor.language).to_owned(),
        unit: (wording::unit_name(&unit, visitor.language), format!("/units/{}", unit.id)),
        mark: mark_href(&file),
        slogan: (slogan.0.to_owned(), slogan.1),
        retired: retire::notice(&visitor, &brand, today),
        parent,
        foot,
        promises: promises
            .iter()
            .map(|promise| {
                let card = figures.iter().find(|card| card.promise == promise.id);
                let figure = card.and_then(|card| beside(&visitor, card));
                PromiseCard { figure, ..promise_card(&visitor, promise, &services) }
            })
            .collect(),
        about: about.into_iter().chain([registered]).flatten().collect(),
        sub_brands,
        changes: change_log(&visitor, &brand, &versions, today)?,
        frame,
    })
}

pub(crate) fn promise_card(visitor: &Visitor, promise: &promise::InForce, services: &[service::Model]) -> PromiseCard {
    let text = &promise.text;
    let limit = text.limit.as_ref().map(|limit| visitor.say(&wording::limit(limit))).unwrap_or_default();
    let bound: Vec<&str> = services
        .iter()
        .filter(|service| text.services.contains(&service.id))
        .map(|service| wording::either(&service.name, &service.name_en, visitor.language))
        .collect();
    let since = visitor.day(promise.from.0);
    let comma = visitor.t("list-comma");
    let english = visitor.language == Language::English;
    let of = |field: PromiseField| (wording::promise_field(field), (text.text(field), english));
    let (limit, bound) = (limit.as_str(), bound.join(&comma));
    let facts = [
        (Message::new("promise-limit"), (limit, false)),
        of(PromiseField::ToWhom),
        (Message::new("file-services"), (bound.as_str(), false)),
        of(PromiseField::Exceptions),
        of(PromiseField::Remedy),
        of(PromiseField::Contact),
        of(PromiseField::ComplaintRoute),
        (Message::new("promise-since"), (since.as_str(), false)),
    ];
    let (what, in_chinese) = wording::both(&text.what, &text.what_en, visitor.language);
    PromiseCard {
        what: what.to_owned(),
        in_chinese,
        facts: facts.iter().filter_map(|(name, text)| described(visitor, name, *text)).collect(),
        href: format!("/promises/{}", promise.id),
        figure: None,
    }
}

/// The figure of a promise beside its words: the share, and of how many.
pub(crate) fn beside(visitor: &Visitor, card: &figure::Card) -> Option<(String, String)> {
    let share = ::measure::statistics::kept_share(&card.counts())?;
    let of = Message::new("figure-beside").with("settled", grouped(card.counts().settled()));
    Some((percent(share.value), visitor.say(&of)))
}

/// Brands in force as cards.
pub(crate) async fn cards<'a>(
    desk: &Desk,
    visitor: &Visitor,
    brands: impl Iterator<Item = &'a Listed>,
) -> Result<Vec<BrandCard>, PageError> {
    let in_force: Vec<_> = brands.filter_map(|listed| Some((&listed.brand, listed.in_force.as_ref()?.id))).collect();
    let files = brand::files(desk.ledger.reads(), in_force.iter().map(|(_, version)| *version)).await?;
    let units = visitor.units().await?;
    let card = |(brand, version): &(&brand::Model, VersionId)| {
        let unit = units.iter().find(|unit| unit.id == brand.unit)?;
        Some(card(visitor, brand.id, files.get(version)?, unit))
    };
    Ok(in_force.iter().filter_map(card).collect())
}

/// The brand above, by name and page, and those below; in force all of them.
async fn family(
    desk: &Desk,
    visitor: &Visitor,
    brand: &brand::Model,
    today: Day,
) -> Result<(Option<(String, String)>, Vec<BrandCard>), PageError> {
    let all = brand::list(desk.ledger.reads(), None, today).await?;
    let above = all.iter().filter(|listed| Some(listed.brand.id) == brand.parent);
    let above = cards(desk, visitor, above).await?.into_iter().next().map(|card| (card.name, card.href));
    let below = all.iter().filter(|listed| listed.brand.parent == Some(brand.id));
    Ok((above, cards(desk, visitor, below).await?))
}

/// What each version that was put in force said differently from the one before it, the newest first; and that the brand is
/// no longer used.
fn change_log(
    visitor: &Visitor,
    brand: &brand::Model,
    versions: &[ledger::brand::Version],
    today: Day,
) -> Result<Vec<ChangeEntry>, PageError> {
    let shown: Vec<_> = versions
        .iter()
        .filter(|version| matches!(version.standing(today), Standing::InForce | Standing::Retired))
        .collect();
    let mut log = Vec::new();
    if let Some(until) = brand.until_day.filter(|_| brand.is_retired(today)) {
        let from = until.0.tomorrow().unwrap_or(until.0);
        let when = Message::new("change-retired").with("day", visitor.day(from));
        let changes = vec![visitor.t("change-retired-what")];
        log.push(ChangeEntry { when: visitor.say(&when), why: brand.until_reason.clone(), changes });
    }
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
    let mark = attachment::find(desk.ledger.reads(), &hash).await?;
    // A certificate is for the desk alone, whoever knows its hash.
    let mark = mark.filter(|mark| !mark.private).ok_or(PageError::NotFound)?;
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
