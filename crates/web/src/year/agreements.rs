//! What came of activities: what was agreed and what was adopted, by whom, until when, and what came of that.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Path, State};
use ledger::activity::{self, invitation};
use ledger::agreement::{self, Kind, Model};
use ledger::{ActivityId, AgreementId, PromiseId, UnitId, brand, promise};
use pages::{AgreementRow, Field};
use words::Message;

use super::{day_field, day_sent, field, text_sent, unit_choices};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::policy::Act;
use crate::visitor::Visitor;
use crate::wording;

/// What came of an activity, as rows; who may say that something is done is given a form for it.
pub(super) async fn rows(
    desk: &Desk,
    visitor: &Visitor,
    id: ActivityId,
    names: &HashMap<UnitId, String>,
    mine: &[UnitId],
) -> Result<Vec<AgreementRow>, PageError> {
    let today = desk.clock().today();
    let may_edit = visitor.may(Act::KeepProgramme);
    let mut rows = Vec::new();
    for row in agreement::of_activity(desk.ledger.reads(), id).await? {
        let may_finish = may_edit || mine.contains(&row.unit);
        let when = match (row.done_day, row.due_day) {
            (Some(done), _) => Message::new("agreement-done-since").with("day", visitor.day(done.0)),
            (None, Some(due)) => Message::new("agreement-due").with("day", visitor.day(due.0)),
            (None, None) => Message::new("agreement-open"),
        };
        // From the day on which it was adopted its figure has a before and an after.
        let effect = row.promise.zip(row.done_day).map(|(promise, day)| {
            (visitor.t("agreement-effect"), format!("/desk/promises/{promise}/before-after?split={day}"))
        });
        rows.push(AgreementRow {
            kind: visitor.say(&Message::of_key(format!("agreement-{}", row.kind.name()))),
            what: row.what.clone(),
            learnt: row.learnt.clone(),
            unit: names.get(&row.unit).cloned().unwrap_or_default(),
            when: visitor.say(&when),
            late: row.is_late(today),
            came_of: row.came_of.clone(),
            effect,
            done: may_finish.then(|| done_form(visitor, &row, today)),
            remove: may_edit.then(|| format!("/desk/agreements/{}/remove", row.id)),
        });
    }
    Ok(rows)
}

fn done_form(visitor: &Visitor, row: &Model, today: ledger::Day) -> pages::Form {
    let action = format!("/desk/agreements/{}/done", row.id);
    if row.done_day.is_some() {
        return pages::Form::new(action, visitor.t("agreement-reopen")).quiet();
    }
    let day =
        Field { id: format!("done-{}", row.id), ..day_field(visitor, "done", "agreement-done-on", &today.to_string()) };
    let came_of = Field {
        id: format!("came-of-{}", row.id),
        ..field(visitor, "came_of", "agreement-came-of", &row.came_of, 3, 1000)
    };
    pages::Form::new(action, visitor.t("agreement-finish")).with(day).with(came_of)
}

/// The forms with which something is added: of a study visit what was adopted first.
pub(super) async fn forms(
    desk: &Desk,
    visitor: &Visitor,
    activity: &activity::Model,
    invited: &[invitation::Model],
) -> Result<Vec<(String, pages::Form)>, PageError> {
    let invited: Vec<UnitId> = invited.iter().map(|row| row.unit).collect();
    let of = if invited.is_empty() { None } else { Some(invited.as_slice()) };
    let units = unit_choices(visitor, of).await?;
    let promises = promises(desk, visitor, of).await?;
    let action = format!("/desk/activities/{}/agreements", activity.id);
    let form = |kind: Kind| {
        let of = |name: &str| format!("{name}-{}", kind.name());
        let mut unit = choice("unit", visitor.t("unit-name"), Some(visitor.t("choose")), units.clone(), "");
        unit.id = of("unit");
        let what = Field { id: of("what"), ..field(visitor, "what", "agreement-what", "", 2, 500) };
        let mut form = pages::Form::new(action.clone(), visitor.t("agreement-add"))
            .with(pages::Input::Hidden("kind".to_owned(), kind.name().to_owned()))
            .with(unit)
            .with(what);
        if kind == Kind::Adopted {
            let mut promise = choice(
                "promise",
                visitor.t("agreement-promise"),
                Some(visitor.t("agreement-promise-none")),
                promises.clone(),
                "",
            );
            promise.id = of("promise");
            let learnt = Field { id: of("learnt"), ..field(visitor, "learnt", "agreement-learnt", "", 2, 500) };
            let since = Field {
                id: of("done"),
                hint: visitor.t("agreement-since-hint"),
                ..day_field(visitor, "done", "agreement-since", "")
            };
            form = form.with(learnt).with(promise).with(since);
        }
        form.with(Field { id: of("due"), ..day_field(visitor, "due", "agreement-due-day", "") })
    };
    let agreed = (visitor.t("agreement-add-agreed"), form(Kind::Agreed));
    let adopted = (visitor.t("agreement-add-adopted"), form(Kind::Adopted));
    Ok(if activity.kind == activity::Kind::Study { vec![adopted, agreed] } else { vec![agreed, adopted] })
}

/// The promises in force of some units, or of all, as a list.
pub(super) async fn promises(
    desk: &Desk,
    visitor: &Visitor,
    of: Option<&[UnitId]>,
) -> Result<Vec<(String, String)>, PageError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let mut found = Vec::new();
    for listed in brand::list(db, None, today).await? {
        if listed.in_force.is_none() || of.is_some_and(|of| !of.contains(&listed.brand.unit)) {
            continue;
        }
        for promise in promise::in_force(db, listed.brand.id, today).await? {
            let what = wording::either(&promise.text.what, &promise.text.what_en, visitor.language);
            found.push((promise.id.to_string(), format!("{} · {what}", listed.latest.name)));
        }
    }
    Ok(found)
}

/// `POST /desk/activities/{id}/agreements`
pub(crate) async fn add(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let activity = super::activities::known(&desk, id).await?;
    let kind = Kind::of_name(&sent.text("kind")).ok_or(PageError::NotFound)?;
    let mut problems = Problems::default();
    let unit = sent.text("unit").parse::<i64>().ok().map(UnitId);
    let known = visitor.units().await?;
    let unit = unit.filter(|unit| known.iter().any(|one| one.id == *unit));
    if unit.is_none() {
        problems.add(format!("unit-{}", kind.name()), Message::new("agreement-who"));
    }
    let what = text_sent(&sent, "what", "agreement-what", 500, &mut problems);
    let learnt = sent.text("learnt");
    problems.at_most("learnt", &learnt, 500, &Message::new("agreement-learnt"));
    let due_day = day_sent(&sent, "due", "agreement-due-day", false, &mut problems);
    let done_day = day_sent(&sent, "done", "agreement-since", false, &mut problems);
    let (Some(unit), true) = (unit, problems.is_empty()) else {
        return super::activities::page(&desk, &visitor, &activity, &problems).await;
    };
    let row = Model {
        id: AgreementId(0),
        activity: activity.id,
        unit,
        kind,
        what,
        learnt,
        due_day,
        done_day,
        came_of: String::new(),
        promise: sent.text("promise").parse().ok().map(PromiseId),
    };
    if let Some(promise) = row.promise {
        promise::find(desk.ledger.reads(), promise).await?.ok_or(PageError::NotFound)?;
    }
    desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(agreement::add(change, row))).await?;
    visitor.done(Message::new("agreement-added"), &format!("/desk/activities/{id}#agreements")).await
}

async fn known(desk: &Desk, id: i64) -> Result<Model, PageError> {
    agreement::find(desk.ledger.reads(), AgreementId(id)).await?.ok_or(PageError::NotFound)
}

/// `POST /desk/agreements/{id}/done`: done on a day, or open again where no day is sent.
pub(crate) async fn finish(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let row = known(&desk, id).await?;
    if !visitor.may(Act::KeepProgramme) {
        visitor.check(Act::AnswerForUnit, row.unit).await?;
    }
    let mut problems = Problems::default();
    let done = day_sent(&sent, "done", "agreement-done-on", false, &mut problems);
    let came_of = if sent.has("came_of") { sent.text("came_of") } else { row.came_of.clone() };
    problems.at_most("came_of", &came_of, 1000, &Message::new("agreement-came-of"));
    if !problems.is_empty() {
        let activity = super::activities::known(&desk, row.activity.0).await?;
        return super::activities::page(&desk, &visitor, &activity, &problems).await;
    }
    let message = Message::new(if done.is_some() { "agreement-finished" } else { "agreement-reopened" });
    let write = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(agreement::finish(change, row.id, done, came_of))
    });
    write.await?;
    visitor.done(message, &format!("/desk/activities/{}#agreements", row.activity)).await
}

/// `POST /desk/agreements/{id}/remove`
pub(crate) async fn remove(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let row = known(&desk, id).await?;
    let remove =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(agreement::remove(change, row.id)));
    remove.await?;
    visitor.done(Message::new("agreement-removed"), &format!("/desk/activities/{}#agreements", row.activity)).await
}
