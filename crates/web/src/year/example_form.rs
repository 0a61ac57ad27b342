//! The form of an example: read, checked, shown again.

use ledger::example::Model;
use ledger::{Day, ExampleId, ProgrammeId, UnitId};
use pages::{EntryFormPage, Field};
use words::Message;

use super::examples::LIST;
use super::{
    agreements, day_field, day_sent, field, own_units, promise_sent, tabs, text_sent, unit_choices, with_problems,
};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::policy::Act;
use crate::visitor::Visitor;

/// The four texts: the name of each, and its label.
pub(super) const PARTS: [(&str, &str); 4] =
    [("trouble", "example-trouble"), ("done", "example-done"), ("took", "example-took"), ("watch", "example-watch")];
/// The longest of them, characters.
const LONGEST: usize = 1500;

/// A new one, since today.
pub(super) fn new(today: Day) -> Sent {
    Sent::of(&[("since", today.to_string())])
}

/// An example as its form has it.
pub(super) fn of(known: &Model) -> Sent {
    Sent::of(&[
        ("unit", known.unit.to_string()),
        ("title", known.title.clone()),
        ("trouble", known.trouble.clone()),
        ("done", known.done.clone()),
        ("took", known.took.clone()),
        ("watch", known.watch.clone()),
        ("since", known.since_day.to_string()),
        ("promise", known.promise.map(|promise| promise.to_string()).unwrap_or_default()),
    ])
}

/// The page with the form. The unit is chosen once, of those that the visitor may write for.
pub(super) async fn page(
    desk: &Desk,
    visitor: &Visitor,
    known: Option<&Model>,
    sent: &Sent,
    problems: &Problems,
) -> PageResult {
    let of = match known {
        Some(known) => Some(vec![known.unit]),
        None if visitor.may(Act::KeepProgramme) => None,
        None => Some(own_units(visitor).await?),
    };
    let at = known.map(|known| format!("{LIST}/{}", known.id));
    let mut form = pages::Form::new(at.clone().unwrap_or_else(|| format!("{LIST}/new")), visitor.t("form-save"));
    if known.is_none() {
        let units = unit_choices(visitor, of.as_deref()).await?;
        let choose = (units.len() > 1).then(|| visitor.t("choose"));
        form = form.with(choice("unit", visitor.t("unit-name"), choose, units, &sent.text("unit")));
    }
    let promises = agreements::promises(desk, visitor, of.as_deref()).await?;
    form = form.with(field(visitor, "title", "example-title", &sent.text("title"), 1, 100));
    for (name, label) in PARTS {
        let text = field(visitor, name, label, &sent.text(name), 4, LONGEST);
        let hint = if name == "took" { visitor.t("example-took-hint") } else { String::new() };
        form = form.with(Field { hint, ..text });
    }
    let none = Some(visitor.t("project-promise-none"));
    let form = form.with(day_field(visitor, "since", "example-since", &sent.text("since"))).with(choice(
        "promise",
        visitor.t("project-promise"),
        none,
        promises,
        &sent.text("promise"),
    ));
    visitor.page(&EntryFormPage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        list: (visitor.t("examples"), LIST.to_owned()),
        title: known.map_or_else(|| visitor.t("example-add"), |known| known.title.clone()),
        lead: visitor.t("examples-desk-lead"),
        problems: problems.list(visitor),
        form: with_problems(form, problems, visitor),
        back: at.unwrap_or_else(|| LIST.to_owned()),
    })
}

/// The example of a unit, or what is wrong with it.
pub(super) async fn read(
    desk: &Desk,
    visitor: &Visitor,
    sent: &Sent,
    id: ExampleId,
    programme: ProgrammeId,
    unit: UnitId,
) -> Result<Result<Model, Problems>, PageError> {
    let mut problems = Problems::default();
    let title = text_sent(sent, "title", "example-title", 100, &mut problems);
    let trouble = text_sent(sent, "trouble", "example-trouble", LONGEST, &mut problems);
    let done = text_sent(sent, "done", "example-done", LONGEST, &mut problems);
    let (took, watch) = (sent.text("took"), sent.text("watch"));
    problems.at_most("took", &took, LONGEST, &Message::new("example-took"));
    problems.at_most("watch", &watch, LONGEST, &Message::new("example-watch"));
    let since = day_sent(sent, "since", "example-since", true, &mut problems);
    let promise = promise_sent(desk, visitor, sent, &[unit], &mut problems).await?;
    let (Some(since_day), true) = (since, problems.is_empty()) else { return Ok(Err(problems)) };
    Ok(Ok(Model {
        id,
        programme,
        unit,
        title,
        trouble,
        done,
        took,
        watch,
        promise,
        since_day,
        published: false,
        unit_agrees: false,
    }))
}
