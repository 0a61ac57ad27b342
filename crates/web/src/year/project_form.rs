//! The form of a project: read, checked, shown again.

use ledger::project::Model;
use ledger::{Day, ProgrammeId, ProjectId, UnitId};
use pages::EntryFormPage;
use words::Message;

use super::projects::LIST;
use super::{
    agreements, day_field, day_sent, field, programme_choice, promise_sent, tabs, text_sent, unit_choices, unit_ticks,
    with_problems,
};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::visitor::Visitor;

/// A new one, from today on.
pub(super) fn new(today: Day) -> Sent {
    Sent::of(&[("from", today.to_string())])
}

/// A project as its form has it.
pub(super) fn of(known: &Model) -> Sent {
    Sent::of(&[
        ("title", known.title.clone()),
        ("aim", known.aim.clone()),
        ("leads", known.unit.to_string()),
        ("from", known.from_day.to_string()),
        ("until", known.until_day.to_string()),
        ("promise", known.promise.map(|promise| promise.to_string()).unwrap_or_default()),
    ])
}

/// The page with the form.
pub(super) async fn page(
    desk: &Desk,
    visitor: &Visitor,
    known: Option<&Model>,
    sent: &Sent,
    units: &[UnitId],
    problems: &Problems,
) -> PageResult {
    let promises = match known {
        // Whoever is not chosen yet may be: all promises that are in force.
        None => agreements::promises(desk, visitor, None).await?,
        Some(known) => {
            let of: Vec<UnitId> = units.iter().copied().chain([known.unit]).collect();
            agreements::promises(desk, visitor, Some(&of)).await?
        }
    };
    let at = known.map(|known| format!("{LIST}/{}", known.id));
    let mut form = pages::Form::new(at.clone().unwrap_or_else(|| format!("{LIST}/new")), visitor.t("form-save"));
    if known.is_none() {
        form.inputs.extend(programme_choice(desk, visitor, &sent.text("programme")).await?.map(Into::into));
    }
    let choose = Some(visitor.t("choose"));
    let leads = unit_choices(visitor, None).await?;
    let mut ticks = unit_ticks(visitor, units, problems).await?;
    (ticks.label, ticks.hint) = (visitor.t("project-units"), visitor.t("units-asked-hint"));
    let none = Some(visitor.t("project-promise-none"));
    let form = form
        .with(field(visitor, "title", "project-title", &sent.text("title"), 1, 100))
        .with(field(visitor, "aim", "project-aim", &sent.text("aim"), 3, 1000))
        .with(day_field(visitor, "from", "project-from", &sent.text("from")))
        .with(day_field(visitor, "until", "project-until", &sent.text("until")))
        .with(choice("leads", visitor.t("project-unit"), choose, leads, &sent.text("leads")))
        .with(choice("promise", visitor.t("project-promise"), none, promises, &sent.text("promise")))
        .with(ticks);
    visitor.page(&EntryFormPage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        list: (visitor.t("projects"), LIST.to_owned()),
        title: known.map_or_else(|| visitor.t("project-add"), |known| known.title.clone()),
        lead: String::new(),
        problems: problems.list(visitor),
        form: with_problems(form, problems, visitor),
        back: at.unwrap_or_else(|| LIST.to_owned()),
    })
}

/// The project and who takes part in it besides the unit that leads it, or what is wrong.
pub(super) async fn read(
    desk: &Desk,
    visitor: &Visitor,
    sent: &Sent,
    units: &[UnitId],
    id: ProjectId,
    programme: ProgrammeId,
) -> Result<Result<(Model, Vec<UnitId>), Problems>, PageError> {
    let mut problems = Problems::default();
    let title = text_sent(sent, "title", "project-title", 100, &mut problems);
    let aim = text_sent(sent, "aim", "project-aim", 1000, &mut problems);
    let from = day_sent(sent, "from", "project-from", true, &mut problems);
    let until = day_sent(sent, "until", "project-until", true, &mut problems);
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        problems.add("until", Message::new("project-reversed"));
    }
    let leads = sent.text("leads").parse().ok().map(UnitId);
    let known = visitor.units().await?;
    let leads = leads.filter(|leads| known.iter().any(|unit| unit.id == *leads));
    if leads.is_none() {
        problems.add("leads", Message::new("project-no-unit"));
    }
    let others: Vec<UnitId> = units.iter().copied().filter(|unit| Some(*unit) != leads).collect();
    let of: Vec<UnitId> = others.iter().copied().chain(leads).collect();
    let promise = promise_sent(desk, visitor, sent, &of, &mut problems).await?;
    let (Some(from_day), Some(until_day), Some(unit), true) = (from, until, leads, problems.is_empty()) else {
        return Ok(Err(problems));
    };
    Ok(Ok((Model { id, programme, unit, title, aim, from_day, until_day, promise }, others)))
}
