//! What units have to do in a stage: added by the office, done by hand or seen from the register.

use axum::Form;
use axum::extract::{Path, State};
use ledger::task::{self, DoneBy, Model};
use ledger::{StageId, TaskId, UnitId, stage, unit};
use pages::TaskRow;
use words::Message;

use super::progress::Progress;
use super::{board, day_field, day_sent, field, text_sent, with_problems};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::policy::Act;
use crate::visitor::Visitor;

fn done_by_words(done_by: DoneBy) -> Message {
    Message::of_key(format!("done-by-{}", done_by.name()))
}

/// The tasks as rows; what is done by hand has a button for the visitor's own unit.
pub(super) fn rows(
    visitor: &Visitor,
    tasks: &[Model],
    units: &[unit::Model],
    progress: &Progress,
    mine: &[UnitId],
) -> Vec<TaskRow> {
    let may_edit = visitor.may(Act::KeepProgramme);
    let row = |task: &Model| {
        let asked: Vec<&unit::Model> = units.iter().filter(|unit| task.is_for(&unit.kind)).collect();
        let done = asked.iter().filter(|unit| progress.has_done(task, unit.id)).count();
        let own = mine.first().filter(|own| asked.iter().any(|unit| unit.id == **own));
        let mark = own.filter(|_| task.done_by == DoneBy::Hand).map(|own| {
            let is_done = progress.has_done(task, *own);
            let label = visitor.t(if is_done { "task-not-done-mark" } else { "task-done-mark" });
            pages::Form::new(format!("/desk/tasks/{}/done", task.id), label)
                .with(pages::Input::Hidden("unit".to_owned(), own.to_string()))
                .with(pages::Input::Hidden("done".to_owned(), if is_done { "" } else { "1" }.to_owned()))
                .quiet()
        });
        let count = Message::new("task-done-of").with("count", done).with("all", asked.len());
        TaskRow {
            what: task.what.clone(),
            who: if task.unit_kind.is_empty() { visitor.t("task-all") } else { task.unit_kind.clone() },
            due: task.due_day.map(|day| visitor.day(day.0)).unwrap_or_default(),
            done_by: visitor.say(&done_by_words(task.done_by)),
            done: visitor.say(&count),
            share: (done, asked.len().max(1)),
            mark,
            remove: may_edit.then(|| format!("/desk/tasks/{}/remove", task.id)),
        }
    };
    tasks.iter().map(row).collect()
}

/// How a task is added.
pub(super) fn form(visitor: &Visitor, stage: &stage::Model, units: &[unit::Model], problems: &Problems) -> pages::Form {
    let mut kinds: Vec<String> = units.iter().map(|unit| unit.kind.clone()).filter(|kind| !kind.is_empty()).collect();
    kinds.sort();
    kinds.dedup();
    let kinds = kinds.into_iter().map(|kind| (kind.clone(), kind));
    let ways = DoneBy::ALL.iter().map(|way| (way.name().to_owned(), visitor.say(&done_by_words(*way))));
    let form = pages::Form::new(format!("/desk/programme/stages/{}/tasks", stage.id), visitor.t("task-add"))
        .with(field(visitor, "what", "task-what", "", 2, 200))
        .with(choice("unit_kind", visitor.t("task-who"), Some(visitor.t("task-all")), kinds, ""))
        .with(day_field(visitor, "due", "task-due", &stage.until_day.to_string()))
        .with(choice("done_by", visitor.t("task-done-by"), None, ways, ""));
    with_problems(form, problems, visitor)
}

/// `POST /desk/programme/stages/{id}/tasks`
pub(crate) async fn add(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let stage = stage::find(desk.ledger.reads(), StageId(id)).await?.ok_or(PageError::NotFound)?;
    let mut problems = Problems::default();
    let what = text_sent(&sent, "what", "task-what", 200, &mut problems);
    let due_day = day_sent(&sent, "due", "task-due", false, &mut problems);
    if !problems.is_empty() {
        return board::page(&desk, &visitor, &problems).await;
    }
    let task = Model {
        id: TaskId(0),
        stage: stage.id,
        unit_kind: sent.text("unit_kind"),
        what,
        due_day,
        done_by: DoneBy::of_name(&sent.text("done_by")).unwrap_or(DoneBy::Hand),
    };
    desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(task::add(change, task))).await?;
    visitor.done(Message::new("task-added"), "/desk/board#tasks").await
}

/// `POST /desk/tasks/{id}/done`: a unit has done it, or has not.
pub(crate) async fn mark(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let unit = UnitId(sent.text("unit").parse().map_err(|_| PageError::NotFound)?);
    visitor.check(Act::AnswerForUnit, unit).await?;
    let known = task::find(desk.ledger.reads(), TaskId(id)).await?.ok_or(PageError::NotFound)?;
    if known.done_by != DoneBy::Hand {
        return Err(PageError::Bad(Message::new("task-not-by-hand")));
    }
    let (day, is_done) = (desk.clock().today(), !sent.text("done").is_empty());
    let mark = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(task::mark(change, known.id, unit, day, is_done))
    });
    mark.await?;
    let message = Message::new(if is_done { "task-marked" } else { "task-unmarked" });
    visitor.done(message, crate::form::own_address(&sent.text("back")).unwrap_or("/desk/board#tasks")).await
}

/// `POST /desk/tasks/{id}/remove`
pub(crate) async fn remove(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let remove =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(task::remove(change, TaskId(id))));
    remove.await?;
    visitor.done(Message::new("task-removed"), "/desk/board#tasks").await
}
