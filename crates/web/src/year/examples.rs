//! How they did it, on the desk: written by a unit or by the office, published by the office, agreed by the unit, followed by others.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Path, State};
use ledger::example::follow::Model as Follow;
use ledger::example::{self, Model, Side};
use ledger::{ExampleId, FollowId, UnitId, unit};
use pages::{ExamplePage, ExampleRow, ExamplesPage, FollowRow, Input};
use words::Message;

use super::example_form::PARTS;
use super::{
    agreements, effect, example_form, may_keep, open_programmes, own_units, programme_sent, promise_link, promise_sent,
    tabs, unit_names,
};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::policy::Act;
use crate::visitor::Visitor;

pub(super) const LIST: &str = "/desk/examples";

fn state(visitor: &Visitor, example: &Model) -> String {
    visitor.t(match (example.published, example.unit_agrees) {
        (true, true) => "example-state-public",
        (true, false) => "example-state-unit",
        (false, true) => "example-state-office",
        (false, false) => "example-state-draft",
    })
}

/// The four texts with their headings.
pub(super) fn parts(visitor: &Visitor, example: &Model) -> Vec<(String, String)> {
    let texts = [&example.trouble, &example.done, &example.took, &example.watch];
    PARTS.into_iter().zip(texts).map(|((_, label), text)| (visitor.t(label), text.clone())).collect()
}

/// Examples as rows; `base` is where each is shown.
pub(super) async fn rows(
    desk: &Desk,
    visitor: &Visitor,
    examples: &[Model],
    base: &str,
) -> Result<Vec<ExampleRow>, PageError> {
    let names = unit_names(visitor).await?;
    let ids: Vec<ExampleId> = examples.iter().map(|example| example.id).collect();
    let follows = example::follows(desk.ledger.reads(), &ids).await?;
    let row = |one: &Model| {
        let count = follows.iter().filter(|follow| follow.example == one.id).count();
        let said = Message::new("example-followed-by").with("count", count);
        ExampleRow {
            href: format!("{base}/{}", one.id),
            title: one.title.clone(),
            unit: names.get(&one.unit).cloned().unwrap_or_default(),
            since: visitor.say(&Message::new("example-since-day").with("day", visitor.day(one.since_day.0))),
            state: state(visitor, one),
            follows: if count > 0 { visitor.say(&said) } else { String::new() },
        }
    };
    Ok(examples.iter().map(row).collect())
}

/// Who follows an example, with what is published of their promises.
pub(super) async fn follow_rows(
    desk: &Desk,
    visitor: &Visitor,
    follows: &[Follow],
    mine: &[UnitId],
) -> Result<Vec<FollowRow>, PageError> {
    let names = unit_names(visitor).await?;
    let mut rows = Vec::new();
    for row in follows {
        let effect = match row.promise {
            Some(promise) => effect::published(desk, visitor, promise, row.day).await?,
            None => None,
        };
        let stop = mine.contains(&row.unit).then(|| {
            pages::Form::new(format!("{LIST}/{}/stop", row.example), visitor.t("example-unfollow"))
                .with(Input::Hidden("unit".to_owned(), row.unit.to_string()))
                .quiet()
        });
        rows.push(FollowRow {
            unit: names.get(&row.unit).cloned().unwrap_or_default(),
            since: visitor.say(&Message::new("example-since-day").with("day", visitor.day(row.day.0))),
            effect,
            stop,
        });
    }
    Ok(rows)
}

/// Public examples of units of a kind: title and address.
pub(super) fn of_kind(units: &[unit::Model], examples: &[Model], kind: &str) -> Vec<(String, String)> {
    let is_of = |of: UnitId| units.iter().any(|unit| unit.id == of && unit.kind == kind);
    let found = examples.iter().filter(|example| is_of(example.unit));
    found.map(|example| (example.title.clone(), format!("/examples/{}", example.id))).collect()
}

/// Whether the visitor may read an example: one that is not public only the office and its unit.
async fn may_read(visitor: &Visitor, example: &Model) -> Result<bool, PageError> {
    Ok(example.is_public() || may_keep(visitor, example.unit).await?)
}

/// `GET /desk/examples`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let mut shown = Vec::new();
    for one in example::all(desk.ledger.reads()).await? {
        if may_read(&visitor, &one).await? {
            shown.push(one);
        }
    }
    visitor.page(&ExamplesPage {
        frame: visitor.frame(),
        tabs: tabs(&visitor),
        rows: rows(&desk, &visitor, &shown, LIST).await?,
        may_add: visitor.may(Act::KeepProgramme) || visitor.may(Act::AnswerForUnit),
    })
}

async fn known(desk: &Desk, visitor: &Visitor, id: i64) -> Result<Model, PageError> {
    let found = example::find(desk.ledger.reads(), ExampleId(id)).await?.ok_or(PageError::NotFound)?;
    if may_read(visitor, &found).await? { Ok(found) } else { Err(PageError::NotFound) }
}

/// `GET /desk/examples/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    page(&desk, &visitor, &known(&desk, &visitor, id).await?, &Problems::default()).await
}

async fn page(desk: &Desk, visitor: &Visitor, example: &Model, problems: &Problems) -> PageResult {
    let names = unit_names(visitor).await?;
    let mine = own_units(visitor).await?;
    let follows = example::follows(desk.ledger.reads(), &[example.id]).await?;
    let may_edit = may_keep(visitor, example.unit).await?;
    let effect = match example.promise {
        Some(promise) => effect::of_records(desk, visitor, promise, example.since_day).await?,
        None => None,
    };
    let facts = [
        ("unit-name", names.get(&example.unit).cloned().unwrap_or_default()),
        ("example-since", visitor.day(example.since_day.0)),
    ];
    visitor.page(&ExamplePage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        problems: problems.list(visitor),
        title: example.title.clone(),
        state: state(visitor, example),
        facts: facts.into_iter().map(|(label, text)| (visitor.t(label), text)).collect(),
        parts: parts(visitor, example),
        promise: promise_link(desk, visitor, example.promise).await?,
        effect,
        follows: follow_rows(desk, visitor, &follows, &mine).await?,
        forms: forms(desk, visitor, example, &follows, &mine, &names).await?,
        edit: may_edit.then(|| format!("{LIST}/{}/edit", example.id)),
        public: example.is_public().then(|| format!("/examples/{}", example.id)),
    })
}

/// What the visitor may do with an example.
async fn forms(
    desk: &Desk,
    visitor: &Visitor,
    example: &Model,
    follows: &[Follow],
    mine: &[UnitId],
    names: &HashMap<UnitId, String>,
) -> Result<Vec<(String, pages::Form)>, PageError> {
    let at = |what: &str| format!("{LIST}/{}/{what}", example.id);
    let form = |what: &str, is: bool, [yes, no]: [&'static str; 2]| {
        let form = pages::Form::new(at(what), visitor.t(if is { no } else { yes }))
            .with(Input::Hidden("yes".to_owned(), if is { "" } else { "1" }.to_owned()));
        if is { form.quiet() } else { form }
    };
    let mut forms = Vec::new();
    if visitor.may(Act::KeepProgramme) {
        let publish = form("publish", example.published, ["example-publish", "example-withdraw"]);
        forms.push((visitor.t("example-publish-lead"), publish));
        forms.push((visitor.t("example-remove"), super::button(at("remove"), visitor.t("example-remove"))));
    }
    if mine.contains(&example.unit) {
        let agree = form("agree", example.unit_agrees, ["example-agree", "example-not-agree"]);
        forms.push((visitor.t("example-agree-lead"), agree));
    }
    // Who may follow it: units other than its own, once everybody can read it.
    let may_follow = |unit: &UnitId| *unit != example.unit && follows.iter().all(|row| row.unit != *unit);
    for unit in mine.iter().filter(|unit| example.is_public() && may_follow(unit)) {
        let promises = agreements::promises(desk, visitor, Some(&[*unit])).await?;
        let none = Some(visitor.t("project-promise-none"));
        let mut promise = choice("promise", visitor.t("example-follow-promise"), none, promises, "");
        promise.id = format!("promise-{unit}");
        let follow = pages::Form::new(at("follow"), visitor.t("example-follow"))
            .with(Input::Hidden("unit".to_owned(), unit.to_string()))
            .with(promise);
        let name = names.get(unit).cloned().unwrap_or_default();
        forms.push((visitor.say(&Message::new("example-follow-lead").with("unit", name)), follow));
    }
    Ok(forms)
}

/// `GET /desk/examples/new`
pub(crate) async fn show_new(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    if !visitor.may(Act::KeepProgramme) && !visitor.may(Act::AnswerForUnit) {
        return Err(PageError::Forbidden);
    }
    open_programmes(&desk).await?;
    let sent = example_form::new(desk.clock().today());
    example_form::page(&desk, &visitor, None, &sent, &Problems::default()).await
}

/// `POST /desk/examples/new`
pub(crate) async fn add(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    if !visitor.may(Act::KeepProgramme) && !visitor.may(Act::AnswerForUnit) {
        return Err(PageError::Forbidden);
    }
    let unit = sent.text("unit").parse().ok().map(UnitId);
    let known = visitor.units().await?;
    let Some(unit) = unit.filter(|unit| known.iter().any(|one| one.id == *unit)) else {
        let mut problems = Problems::default();
        problems.need("unit", "", &Message::new("unit-name"));
        return example_form::page(&desk, &visitor, None, &sent, &problems).await;
    };
    if !may_keep(&visitor, unit).await? {
        return Err(PageError::Forbidden);
    }
    let programme = programme_sent(&desk, &sent).await?;
    let new = match example_form::read(&desk, &visitor, &sent, ExampleId(0), programme, unit).await? {
        Ok(new) => new,
        Err(problems) => return example_form::page(&desk, &visitor, None, &sent, &problems).await,
    };
    let done = Message::new("example-added").with("title", &new.title);
    let add = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(example::add(change, new)));
    let id = add.await?;
    visitor.done(done, &format!("{LIST}/{id}")).await
}

/// One that the visitor may write.
async fn writable(desk: &Desk, visitor: &Visitor, id: i64) -> Result<Model, PageError> {
    let found = known(desk, visitor, id).await?;
    if may_keep(visitor, found.unit).await? { Ok(found) } else { Err(PageError::Forbidden) }
}

/// `GET /desk/examples/{id}/edit`
pub(crate) async fn show_edit(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let known = writable(&desk, &visitor, id).await?;
    example_form::page(&desk, &visitor, Some(&known), &example_form::of(&known), &Problems::default()).await
}

/// `POST /desk/examples/{id}`
pub(crate) async fn edit(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let known = writable(&desk, &visitor, id).await?;
    let new = match example_form::read(&desk, &visitor, &sent, known.id, known.programme, known.unit).await? {
        Ok(new) => new,
        Err(problems) => return example_form::page(&desk, &visitor, Some(&known), &sent, &problems).await,
    };
    let by = if visitor.may(Act::KeepProgramme) { Side::Office } else { Side::Unit };
    let done = Message::new("example-saved").with("title", &new.title);
    let save =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(example::edit(change, new, by)));
    save.await?;
    visitor.done(done, &format!("{LIST}/{id}")).await
}

async fn say(desk: &Desk, visitor: &Visitor, id: ExampleId, by: Side, sent: &Sent) -> PageResult {
    let yes = !sent.text("yes").is_empty();
    let said = match (by, yes) {
        (Side::Office, true) => "example-published",
        (Side::Office, false) => "example-withdrawn",
        (Side::Unit, true) => "example-agreed",
        (Side::Unit, false) => "example-not-agreed",
    };
    let write =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(example::say(change, id, by, yes)));
    write.await?;
    visitor.done(Message::new(said), &format!("{LIST}/{id}")).await
}

/// `POST /desk/examples/{id}/publish`: the office publishes it, or takes that back.
pub(crate) async fn publish(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let known = known(&desk, &visitor, id).await?;
    say(&desk, &visitor, known.id, Side::Office, &sent).await
}

/// `POST /desk/examples/{id}/agree`: its unit agrees that everybody reads it, or takes that back.
pub(crate) async fn agree(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let known = known(&desk, &visitor, id).await?;
    visitor.check(Act::AnswerForUnit, known.unit).await?;
    say(&desk, &visitor, known.id, Side::Unit, &sent).await
}

/// `POST /desk/examples/{id}/remove`
pub(crate) async fn remove(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let known = known(&desk, &visitor, id).await?;
    let remove =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(example::remove(change, known.id)));
    remove.await?;
    visitor.done(Message::new("example-removed"), LIST).await
}

/// The unit that a form names, for which the visitor may answer.
async fn own_unit(visitor: &Visitor, sent: &Sent) -> Result<UnitId, PageError> {
    let unit = UnitId(sent.text("unit").parse().map_err(|_| PageError::NotFound)?);
    visitor.check(Act::AnswerForUnit, unit).await?;
    Ok(unit)
}

/// `POST /desk/examples/{id}/follow`: a unit follows it, and may name the promise whose figure should show that.
pub(crate) async fn follow(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let known = known(&desk, &visitor, id).await?;
    let unit = own_unit(&visitor, &sent).await?;
    if !known.is_public() || unit == known.unit {
        return Err(PageError::NotFound);
    }
    let mut problems = Problems::default();
    let promise = promise_sent(&desk, &visitor, &sent, &[unit], &mut problems).await?;
    if !problems.is_empty() {
        return page(&desk, &visitor, &known, &problems).await;
    }
    let row = Follow { id: FollowId(0), example: known.id, unit, day: desk.clock().today(), promise };
    desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(example::follow(change, row))).await?;
    visitor.done(Message::new("example-followed"), &format!("{LIST}/{id}#follows")).await
}

/// `POST /desk/examples/{id}/stop`
pub(crate) async fn stop(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let known = known(&desk, &visitor, id).await?;
    let unit = own_unit(&visitor, &sent).await?;
    let stop = desk
        .ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(example::stop(change, known.id, unit)));
    stop.await?;
    visitor.done(Message::new("example-unfollowed"), &format!("{LIST}/{id}#follows")).await
}
