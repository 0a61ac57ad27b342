//! Milestones of a project: set by the office, reported by the unit that leads it.

use axum::Form;
use axum::extract::{Path, State};
use ledger::project::{self, Model, milestone};
use ledger::{Day, MilestoneId};
use pages::{Field, MilestoneRow};
use words::Message;

use super::{day_field, day_sent, effect, field, may_keep, projects, text_sent, with_problems};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::policy::Act;
use crate::visitor::Visitor;

/// Of so many milestones, the last ones, the effect is measured on the page, once as long as the records are the same: each takes a run over them. Others have the link.
const MEASURED: usize = 3;

fn is_outside(project: &Model, day: Day) -> bool {
    day < project.from_day || project.until_day < day
}

fn outside(visitor: &Visitor, key: &'static str, project: &Model, day: Day) -> Message {
    Message::new(key)
        .with("day", visitor.day(day.0))
        .with("from", visitor.day(project.from_day.0))
        .with("until", visitor.day(project.until_day.0))
}

/// The milestones as rows, with what the promise's figure shows of those that are reached.
pub(super) async fn rows(
    desk: &Desk,
    visitor: &Visitor,
    project: &Model,
    milestones: &[milestone::Model],
    problems: &Problems,
) -> Result<Vec<MilestoneRow>, PageError> {
    let today = desk.clock().today();
    let may_edit = visitor.may(Act::KeepProgramme);
    let may_report = may_keep(visitor, project.unit).await?;
    let mut reached: Vec<Day> = milestones.iter().filter_map(|row| row.done_day).collect();
    reached.sort_unstable();
    let measured = reached.iter().rev().nth(MEASURED - 1).copied();
    let mut rows = Vec::new();
    for row in milestones {
        let late = row.is_late(today);
        let (key, day) = match row.done_day {
            Some(done) => ("milestone-done-since", done),
            None if late => ("milestone-late", row.due_day),
            None => ("milestone-due", row.due_day),
        };
        let effect = match project.promise.zip(row.done_day) {
            Some((promise, day)) if measured.is_none_or(|first| first <= day) => {
                effect::of_records(desk, visitor, promise, day).await?
            }
            Some((promise, day)) => Some(effect::link(visitor, promise, day)),
            None => None,
        };
        let is_out = is_outside(project, row.due_day);
        rows.push(MilestoneRow {
            anchor: format!("milestone-{}", row.id),
            what: row.what.clone(),
            when: visitor.say(&Message::of_key(key.to_owned()).with("day", visitor.day(day.0))),
            late,
            outside: if is_out {
                visitor.say(&outside(visitor, "milestone-outside", project, row.due_day))
            } else {
                String::new()
            },
            came_of: row.came_of.clone(),
            effect,
            done: may_report.then(|| done_form(visitor, row, today, problems)),
            remove: may_edit.then(|| format!("/desk/milestones/{}/remove", row.id)),
        });
    }
    Ok(rows)
}

fn done_form(visitor: &Visitor, row: &milestone::Model, today: Day, problems: &Problems) -> pages::Form {
    let action = format!("/desk/milestones/{}/done", row.id);
    if row.done_day.is_some() {
        return pages::Form::new(action, visitor.t("milestone-reopen")).quiet();
    }
    let of = |name: &str| format!("{name}-{}", row.id);
    let day = day_field(visitor, "done", "milestone-done-on", &today.to_string());
    let day = Field { error: problems.of(&of("done"), visitor), id: of("done"), ..day };
    let came_of = field(visitor, "came_of", "milestone-came-of", &row.came_of, 3, 1000);
    let came_of = Field { error: problems.of(&of("came-of"), visitor), id: of("came-of"), ..came_of };
    pages::Form::new(action, visitor.t("milestone-finish")).with(day).with(came_of)
}

/// How a milestone is added.
pub(super) fn form(visitor: &Visitor, project: &Model, problems: &Problems) -> pages::Form {
    let form = pages::Form::new(format!("{}/{}/milestones", projects::LIST, project.id), visitor.t("milestone-add"))
        .with(field(visitor, "what", "milestone-what", "", 2, 300))
        .with(day_field(visitor, "due", "milestone-due-day", &project.until_day.to_string()));
    with_problems(form, problems, visitor)
}

/// `POST /desk/projects/{id}/milestones`: a day outside the project's days is taken, and said.
pub(crate) async fn add(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let project = projects::known(&desk, id).await?;
    let mut problems = Problems::default();
    let what = text_sent(&sent, "what", "milestone-what", 300, &mut problems);
    let due = day_sent(&sent, "due", "milestone-due-day", true, &mut problems);
    let (Some(due_day), true) = (due, problems.is_empty()) else {
        return projects::page(&desk, &visitor, &project, &problems).await;
    };
    let said = if is_outside(&project, due_day) {
        outside(&visitor, "milestone-outside-added", &project, due_day)
    } else {
        Message::new("milestone-added")
    };
    let row = milestone::Model {
        id: MilestoneId(0),
        project: project.id,
        what,
        due_day,
        done_day: None,
        came_of: String::new(),
    };
    desk.ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(project::add_milestone(change, row)))
        .await?;
    visitor.done(said, &format!("{}/{id}#milestones", projects::LIST)).await
}

async fn known(desk: &Desk, id: i64) -> Result<(Model, milestone::Model), PageError> {
    let row = project::find_milestone(desk.ledger.reads(), MilestoneId(id)).await?.ok_or(PageError::NotFound)?;
    Ok((projects::known(desk, row.project.0).await?, row))
}

/// `POST /desk/milestones/{id}/done`: reached on a day, or open again where no day is sent.
pub(crate) async fn finish(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let (project, row) = known(&desk, id).await?;
    if !may_keep(&visitor, project.unit).await? {
        return Err(PageError::Forbidden);
    }
    let mut problems = Problems::default();
    let typed = sent.text("done");
    let done = typed.parse::<Day>().ok();
    if done.is_none() && !typed.is_empty() {
        problems.add(format!("done-{id}"), Message::new("form-day-wrong").with("day", &typed));
    }
    if done.is_some_and(|day| desk.clock().today() < day) {
        problems.add(format!("done-{id}"), Message::new("milestone-done-future"));
    }
    // The button that opens it again sends nothing; a form without its day is not that.
    if sent.has("came_of") {
        problems.need(&format!("done-{id}"), &typed, &Message::new("milestone-done-on"));
    }
    let came_of = if sent.has("came_of") { sent.text("came_of") } else { row.came_of.clone() };
    problems.at_most(&format!("came-of-{id}"), &came_of, 1000, &Message::new("milestone-came-of"));
    if !problems.is_empty() {
        return projects::page(&desk, &visitor, &project, &problems).await;
    }
    let message = Message::new(if done.is_some() { "milestone-finished" } else { "milestone-reopened" });
    let write = desk
        .ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(project::reach(change, row.id, done, came_of)));
    write.await?;
    visitor.done(message, &format!("{}/{}#milestones", projects::LIST, project.id)).await
}

/// `POST /desk/milestones/{id}/remove`
pub(crate) async fn remove(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let (project, row) = known(&desk, id).await?;
    let remove = desk
        .ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(project::remove_milestone(change, row.id)));
    remove.await?;
    visitor.done(Message::new("milestone-removed"), &format!("{}/{}#milestones", projects::LIST, project.id)).await
}
