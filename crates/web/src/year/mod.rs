//! A year of the programme: the board, activities, opinions, papers, requests, surveys, projects, examples, guidance,
//! yearly papers, and the burden meter.

pub(crate) mod activities;
mod activity_form;
pub(crate) mod agreements;
pub(crate) mod board;
pub(crate) mod burden;
pub(crate) mod calendar_file;
pub(crate) mod carry_over;
pub(crate) mod deadline;
pub(crate) mod effect;
mod example_form;
pub(crate) mod examples;
pub(crate) mod exports;
pub(crate) mod guidance;
pub(crate) mod handouts;
mod held;
pub(crate) mod lines;
pub(crate) mod milestones;
pub(crate) mod opinions;
mod paper_file;
mod paper_text;
pub(crate) mod paper_writing;
pub(crate) mod papers;
mod progress;
mod project_form;
pub(crate) mod projects;
pub(crate) mod proposals;
pub(crate) mod public_examples;
pub(crate) mod public_opinions;
pub(crate) mod public_surveys;
pub(crate) mod requests;
pub(crate) mod routes;
pub(crate) mod survey_codes;
mod survey_result;
pub(crate) mod survey_writing;
pub(crate) mod surveys;
pub(crate) mod tasks;

use std::collections::HashMap;

use ledger::{AccountId, Day, ProgrammeId, PromiseId, UnitId, programme};
use pages::{Choice, Choose, Field, Form, Input, NavItem, TickGroup, Ticks};
use words::Message;

use crate::desk::Desk;
use crate::error::PageError;
use crate::figures::view::View;
use crate::form::{Problems, Sent, choice};
use crate::policy::{Act, is_or_is_below};
use crate::visitor::Visitor;
use crate::wording;

/// The pages of the year, side by side.
pub(crate) fn tabs(visitor: &Visitor) -> Vec<NavItem> {
    let items: [(&'static str, &'static str); 12] = [
        ("/desk/board", "board"),
        ("/desk/activities", "activities"),
        ("/desk/opinions", "opinions"),
        ("/desk/papers", "papers"),
        ("/desk/requests", "requests"),
        ("/desk/surveys", "surveys"),
        ("/desk/projects", "projects"),
        ("/desk/examples", "examples"),
        ("/desk/guidance", "guidance"),
        ("/desk/exports", "exports"),
        ("/burden", "burden"),
        ("/desk/programme", "nav-programme"),
    ];
    let path = visitor.path.split('?').next().unwrap_or_default();
    let item = |(href, key): (&'static str, &'static str)| NavItem {
        href,
        label: visitor.say(&Message::new(key)),
        current: path.starts_with(href) || (href == "/desk/surveys" && path.starts_with("/desk/proposals")),
    };
    items.into_iter().map(item).collect()
}

/// The programme that runs; who asks without one is led to where it is set up.
async fn programme(desk: &Desk) -> Result<programme::Model, PageError> {
    let latest = programme::all(desk.ledger.reads()).await?.into_iter().next();
    latest.ok_or_else(|| PageError::To("/desk/programme".to_owned()))
}

/// The programmes to which something new may belong: those that run this year, the latest first; where none does, the latest.
async fn open_programmes(desk: &Desk) -> Result<Vec<programme::Model>, PageError> {
    let year = i32::from(desk.clock().today().0.year());
    let mut all = programme::all(desk.ledger.reads()).await?;
    if all.iter().any(|one| one.runs_in(year)) {
        all.retain(|one| one.runs_in(year));
    } else {
        all.truncate(1);
    }
    if all.is_empty() { Err(PageError::To("/desk/programme".to_owned())) } else { Ok(all) }
}

/// The list of programmes to choose from; nothing where there is no choice.
async fn programme_choice(desk: &Desk, visitor: &Visitor, chosen: &str) -> Result<Option<Choice>, PageError> {
    let open = open_programmes(desk).await?;
    if open.len() < 2 {
        return Ok(None);
    }
    let options = open.into_iter().map(|one| (one.id.to_string(), one.name));
    Ok(Some(choice("programme", visitor.t("programme-of"), None, options, chosen)))
}

/// The programme that a form chose, or the latest of those that run.
async fn programme_sent(desk: &Desk, sent: &Sent) -> Result<ProgrammeId, PageError> {
    let named = sent.text("programme");
    let open = open_programmes(desk).await?;
    let found = open.iter().find(|one| one.id.to_string() == named).or(open.first());
    found.map(|one| one.id).ok_or(PageError::NotFound)
}

/// Whether the visitor keeps the programme, or answers for a unit.
async fn may_keep(visitor: &Visitor, unit: UnitId) -> Result<bool, PageError> {
    Ok(visitor.may(Act::KeepProgramme) || visitor.may_with(Act::AnswerForUnit, unit).await?)
}

/// A promise as a link, by its number: its words, and its page. One that is no longer in force is none.
async fn promise_link(
    desk: &Desk,
    visitor: &Visitor,
    promise: Option<PromiseId>,
) -> Result<Option<(String, String)>, PageError> {
    let Some(id) = promise else { return Ok(None) };
    let Some(view) = View::read(desk, id).await? else { return Ok(None) };
    let (_, _, what) = crate::promise::names(visitor, &view)?;
    Ok(Some((what, format!("/promises/{id}"))))
}

/// The promise that a form names, if it is one of some units.
async fn promise_sent(
    desk: &Desk,
    visitor: &Visitor,
    sent: &Sent,
    of: &[UnitId],
    problems: &mut Problems,
) -> Result<Option<PromiseId>, PageError> {
    let named = sent.text("promise");
    if named.is_empty() {
        return Ok(None);
    }
    let known = agreements::promises(desk, visitor, Some(of)).await?;
    if known.iter().all(|(id, _)| *id != named) {
        problems.add("promise", Message::new("project-promise-not-theirs"));
    }
    Ok(named.parse().ok().map(PromiseId))
}

/// Whether the visitor sees all units' own things: the office, and who reads the register without being of a unit.
pub(crate) fn sees_all(visitor: &Visitor) -> bool {
    visitor.may(Act::KeepProgramme) || visitor.account.as_ref().is_some_and(|account| account.unit.is_none())
}

/// The units whose own things the visitor sees; none is all.
pub(crate) async fn seen_units(visitor: &Visitor) -> Result<Option<Vec<UnitId>>, PageError> {
    Ok(if sees_all(visitor) { None } else { Some(own_units(visitor).await?) })
}

/// The units that the visitor answers for: the own one and those below it.
async fn own_units(visitor: &Visitor) -> Result<Vec<UnitId>, PageError> {
    let own = visitor.account.as_ref().and_then(|account| account.unit);
    let Some(own) = own.filter(|_| visitor.may(Act::AnswerForUnit)) else { return Ok(Vec::new()) };
    let units = visitor.units().await?;
    Ok(units.iter().map(|unit| unit.id).filter(|unit| is_or_is_below(units, *unit, own)).collect())
}

/// Who asks, as an account.
fn account(visitor: &Visitor) -> Option<AccountId> {
    visitor.account.as_ref().map(|account| account.id)
}

/// The names of all units as the visitor reads them.
pub(crate) async fn unit_names(visitor: &Visitor) -> Result<HashMap<UnitId, String>, PageError> {
    let units = visitor.units().await?;
    Ok(units.iter().map(|unit| (unit.id, wording::unit_name(unit, visitor.language))).collect())
}

/// The units to choose from, by their kinds.
async fn unit_ticks(visitor: &Visitor, chosen: &[UnitId], problems: &Problems) -> Result<Ticks, PageError> {
    let mut groups: Vec<TickGroup> = Vec::new();
    for unit in visitor.units().await? {
        let kind = if unit.kind.is_empty() { visitor.t("unit-kind-none") } else { unit.kind.clone() };
        let one = Choose {
            value: unit.id.to_string(),
            label: wording::unit_name(unit, visitor.language),
            chosen: chosen.contains(&unit.id),
        };
        match groups.iter_mut().find(|known| known.name == kind) {
            Some(group) => group.boxes.push(one),
            None => groups.push(TickGroup { name: kind, boxes: vec![one] }),
        }
    }
    Ok(Ticks {
        name: "unit".to_owned(),
        label: visitor.t("units-asked"),
        hint: visitor.t("units-asked-hint"),
        groups,
        error: problems.of("unit", visitor),
    })
}

/// The units that a form named, or all where it says so; those that are none are left out.
async fn units_sent(visitor: &Visitor, sent: &Sent) -> Result<Vec<UnitId>, PageError> {
    let units = visitor.units().await?;
    let all = sent.has("all_units");
    let named: Vec<i64> = sent.all("unit").filter_map(|id| id.parse().ok()).collect();
    Ok(units.iter().map(|unit| unit.id).filter(|id| all || named.contains(&id.0)).collect())
}

/// The list of units to choose one from.
async fn unit_choices(visitor: &Visitor, of: Option<&[UnitId]>) -> Result<Vec<(String, String)>, PageError> {
    let units = visitor.units().await?.iter().filter(|unit| of.is_none_or(|of| of.contains(&unit.id)));
    Ok(units.map(|unit| (unit.id.to_string(), wording::unit_name(unit, visitor.language))).collect())
}

/// A form that has no more than its button.
fn button(action: String, button: String) -> Form {
    Form::new(action, button).quiet()
}

/// A field of a small form.
fn field(
    visitor: &Visitor,
    name: &'static str,
    label: &'static str,
    value: &str,
    rows: usize,
    at_most: usize,
) -> Field {
    Field { rows, at_most, ..Field::text(name, visitor.t(label), value) }
}

fn day_field(visitor: &Visitor, name: &'static str, label: &'static str, value: &str) -> Field {
    Field { kind: "date", short: true, ..Field::text(name, visitor.t(label), value) }
}

/// Reads a day that must be there, or may be missing.
fn day_sent(
    sent: &Sent,
    name: &'static str,
    label: &'static str,
    needed: bool,
    problems: &mut Problems,
) -> Option<Day> {
    let typed = sent.text(name);
    if typed.is_empty() {
        if needed {
            problems.need(name, &typed, &Message::new(label));
        }
        return None;
    }
    let day = typed.parse::<Day>().ok();
    if day.is_none() {
        problems.add(name, Message::new("form-day-wrong").with("day", typed));
    }
    day
}

/// Reads a text that must be there and not too long.
fn text_sent(sent: &Sent, name: &'static str, label: &'static str, most: usize, problems: &mut Problems) -> String {
    let text = sent.text(name);
    problems.need(name, &text, &Message::new(label));
    problems.at_most(name, &text, most, &Message::new(label));
    text
}

/// Puts what is wrong beside the inputs of a form.
fn with_problems(mut form: Form, problems: &Problems, visitor: &Visitor) -> Form {
    for input in &mut form.inputs {
        match input {
            Input::Field(field) => field.error = problems.of(&field.name, visitor),
            Input::Choice(choice) => choice.error = problems.of(&choice.name, visitor),
            Input::Ticks(ticks) => ticks.error = problems.of(&ticks.name, visitor),
            Input::Group(group) => {
                for field in &mut group.fields {
                    field.error = problems.of(&field.name, visitor);
                }
            }
            Input::Radios(radios) => radios.error = problems.of(&radios.name, visitor),
            Input::Tick(_) | Input::Hidden(..) => {}
        }
    }
    form
}

/// The year that an address asks for, or this one.
fn year_of(desk: &Desk, query: &Sent) -> i16 {
    let asked = query.text("year").parse().ok().filter(|year| (1990..=2200).contains(year));
    asked.unwrap_or_else(|| desk.clock().today().0.year())
}
