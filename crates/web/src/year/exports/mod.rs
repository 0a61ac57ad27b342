//! `GET /desk/exports`: yearly papers. The facts of a year, filled into templates that the office can edit.

mod facts;
mod places;
mod templates;
mod upload;

use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use blanks::Values;
use ledger::blank::Scope;
use ledger::{UnitId, blank, unit};
use pages::{ExportsPage, PlaceGroup, PlaceRow, TemplateRow};
use words::{Language, Message};

use super::{seen_units, sees_all, tabs, year_of};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export;
use crate::form::{Problems, Sent, choice};
use crate::policy::Act;
use crate::visitor::Visitor;
use crate::wording;
use facts::Year;
use templates::Template;
pub(crate) use upload::send;

pub(super) const LIST: &str = "/desk/exports";

/// So many years back papers can be had from the list; an address takes others as well.
const YEARS: i16 = 6;

/// The units of which the visitor may have papers.
async fn open_units(visitor: &Visitor) -> Result<Vec<unit::Model>, PageError> {
    let own = seen_units(visitor).await?;
    let units = visitor.units().await?.iter();
    Ok(units.filter(|unit| own.as_ref().is_none_or(|own| own.contains(&unit.id))).cloned().collect())
}

/// The unit that an address asks for, or the first that is open.
fn chosen<'a>(query: &Sent, open: &'a [unit::Model]) -> Result<Option<&'a unit::Model>, PageError> {
    let asked = query.text("unit");
    if asked.is_empty() {
        return Ok(open.first());
    }
    let unit = open.iter().find(|unit| unit.id.to_string() == asked);
    // Of a unit that is not open nothing is told, not even whether it is there.
    unit.map(Some).ok_or(PageError::Forbidden)
}

/// `GET /desk/exports`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    page(&desk, &visitor, &query, &Problems::default()).await
}

async fn page(desk: &Desk, visitor: &Visitor, query: &Sent, problems: &Problems) -> PageResult {
    let year = year_of(desk, query);
    let open = open_units(visitor).await?;
    let unit = chosen(query, &open)?;
    let all = templates::all(desk, visitor.language).await?;
    let may_edit = visitor.may(Act::KeepProgramme);
    let row = |template: &Template| {
        let base = format!("{LIST}/{}", template.word);
        let fill = match (template.scope, unit) {
            (Scope::City, _) if sees_all(visitor) => Some(format!("{base}?year={year}")),
            (Scope::Unit, Some(unit)) => Some(format!("{base}?year={year}&unit={}", unit.id)),
            _ => None,
        };
        let removed = template.put_in.filter(|_| may_edit);
        let remove = removed.map(|_| (format!("{base}/remove"), visitor.t(remove_words(template))));
        TemplateRow {
            name: template.name.clone(),
            is_chinese: !template.is_built_in,
            kind: template.kind.ending().to_uppercase(),
            of: visitor.t(match template.scope {
                Scope::Unit => "exports-of-unit",
                Scope::City => "exports-of-city",
            }),
            state: state(visitor, template),
            fill,
            blank: may_edit.then(|| format!("{base}/blank")),
            remove,
        }
    };
    // A template of all units is nothing to whoever may not fill it in.
    let rows: Vec<TemplateRow> = all.iter().map(row).filter(|row| row.fill.is_some() || may_edit).collect();
    let this_year = desk.clock().today().0.year();
    let years = (this_year - YEARS + 1..=this_year)
        .rev()
        .chain((year <= this_year - YEARS || year > this_year).then_some(year));
    let years = years.map(|year| (year.to_string(), year.to_string()));
    let mut choices = vec![choice("year", visitor.t("exports-year"), None, years, &year.to_string())];
    if open.len() > 1 {
        let options = open.iter().map(|unit| (unit.id.to_string(), wording::unit_name(unit, visitor.language)));
        let own = unit.map(|unit| unit.id.to_string()).unwrap_or_default();
        choices.push(choice("unit", visitor.t("exports-unit"), None, options, &own));
    }
    let upload = may_edit.then(|| {
        let instead = all.iter().map(|template| (template.word.clone(), template.name.clone()));
        choice("which", visitor.t("exports-which"), Some(visitor.t("exports-which-new")), instead, &query.text("which"))
    });
    visitor.page(&ExportsPage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        problems: problems.list(visitor),
        of: unit.map(|unit| wording::unit_name(unit, visitor.language)).unwrap_or_default(),
        year: year.to_string(),
        choices,
        rows,
        upload,
        groups: groups(desk, visitor, year, unit).await?,
    })
}

/// What a template's button says that takes it away.
fn remove_words(template: &Template) -> &'static str {
    if template.is_built_in { "exports-go-back" } else { "exports-remove" }
}

fn state(visitor: &Visitor, template: &Template) -> String {
    match template.put_in {
        None => visitor.t("exports-built-in"),
        Some((_, day)) if template.is_built_in => {
            visitor.say(&Message::new("exports-edited").with("day", visitor.day(day.0)))
        }
        Some((_, day)) => visitor.say(&Message::new("exports-added").with("day", visitor.day(day.0))),
    }
}

/// The places that templates can ask for, each with what would be filled in today.
async fn groups(
    desk: &Desk,
    visitor: &Visitor,
    year: i16,
    unit: Option<&unit::Model>,
) -> Result<Vec<PlaceGroup>, PageError> {
    let Some(unit) = unit else { return Ok(Vec::new()) };
    let facts = Year::read(desk, year, &[unit.id]).await?;
    let of_unit = values_of(&facts, Scope::Unit, std::slice::from_ref(unit));
    let of_city = values_of(&facts, Scope::City, std::slice::from_ref(unit));
    let group = |title: &'static str, is_in: fn(&places::Offered) -> bool, values: &Values| PlaceGroup {
        title: visitor.t(title),
        rows: places::OFFERED
            .iter()
            .filter(|place| is_in(place))
            .map(|place| PlaceRow {
                name: format!("{{{{{}}}}}", place.name),
                alias: format!("{{{{{}}}}}", place.alias()),
                meaning: visitor.say(&place.meaning()),
                example: values.example(place.name).unwrap_or_default(),
            })
            .collect(),
    };
    let mut groups = vec![
        group("exports-places-both", |place| place.is_of(Scope::Unit) && place.is_of(Scope::City), &of_unit),
        group("exports-places-unit", |place| !place.is_of(Scope::City), &of_unit),
    ];
    if sees_all(visitor) {
        groups.push(group("exports-places-city", |place| !place.is_of(Scope::Unit), &of_city));
    }
    Ok(groups)
}

fn values_of(facts: &Year, scope: Scope, units: &[unit::Model]) -> Values {
    match (scope, units) {
        (Scope::Unit, [unit, ..]) => {
            let own = facts.units.get(&unit.id).cloned().unwrap_or_default();
            places::of_unit(facts, unit, &own)
        }
        (_, units) => places::of_city(facts, units),
    }
}

/// `GET /desk/exports/{template}`: the template, filled in.
pub(crate) async fn fill(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(word): Path<String>,
    Query(query): Query<Sent>,
) -> PageResult {
    let template = templates::find(&desk, &word, Language::Chinese).await?;
    let open = open_units(&visitor).await?;
    let units: Vec<unit::Model> = match template.scope {
        Scope::City if sees_all(&visitor) => open,
        Scope::City => return Err(PageError::Forbidden),
        Scope::Unit => vec![chosen(&query, &open)?.ok_or(PageError::NotFound)?.clone()],
    };
    let year = year_of(&desk, &query);
    let ids: Vec<UnitId> = units.iter().map(|unit| unit.id).collect();
    let facts = Year::read(&desk, year, &ids).await?;
    let of = match (template.scope, units.as_slice()) {
        (Scope::Unit, [unit]) => unit.name.clone(),
        _ => Message::new("exports-whole-city").text(Language::Chinese),
    };
    let values = values_of(&facts, template.scope, &units);
    let (kind, bytes) = (template.kind, templates::bytes(&desk, &template).await?);
    // Reckoning: beside the threads that answer.
    let filled = tokio::task::spawn_blocking(move || blanks::fill(kind, &bytes, &values)).await;
    let filled = filled.map_err(|error| PageError::Broken(error.to_string()))?;
    let filled = filled.map_err(|error| PageError::Bad(error.message()))?;
    file(&template, &format!("{}-{of}-{year}", template.name), filled)
}

/// `GET /desk/exports/{template}/blank`: the template as it is, to be edited.
pub(crate) async fn take(State(desk): State<Desk>, _: Visitor, Path(word): Path<String>) -> PageResult {
    let template = templates::find(&desk, &word, Language::Chinese).await?;
    let bytes = templates::bytes(&desk, &template).await?;
    file(&template, &template.name, bytes)
}

/// `POST /desk/exports/{template}/remove`: takes away what the office has put in.
pub(crate) async fn remove(State(desk): State<Desk>, visitor: Visitor, Path(word): Path<String>) -> PageResult {
    let template = templates::find(&desk, &word, visitor.language).await?;
    let (id, _) = template.put_in.ok_or(PageError::NotFound)?;
    let remove = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(blank::remove(change, id)));
    remove.await?;
    let message =
        if template.is_built_in { Message::new("exports-gone-back") } else { Message::new("exports-removed") };
    visitor.done(message, LIST).await
}

/// A file under a Chinese name, as RFC 5987 writes it, for this reader alone.
fn file(template: &Template, name: &str, bytes: Vec<u8>) -> Result<Response, PageError> {
    let name = format!("{name}.{}", template.kind.ending());
    let mut response = export::named(template.kind.media_type(), &name, bytes)?;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
