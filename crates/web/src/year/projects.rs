//! Break-through projects: the list, one of them with its milestones, planned by the office.

use axum::Form;
use axum::extract::{Path, State};
use ledger::project::{self, Model, State as Stage, milestone};
use ledger::{ProjectId, UnitId};
use pages::{ProjectPage, ProjectRow, ProjectsPage};
use words::Message;

use super::{milestones, open_programmes, programme_sent, project_form, promise_link, tabs, unit_names, units_sent};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::policy::Act;
use crate::visitor::Visitor;

pub(super) const LIST: &str = "/desk/projects";

fn days(visitor: &Visitor, project: &Model) -> String {
    format!("{} – {}", visitor.day(project.from_day.0), visitor.day(project.until_day.0))
}

fn state(visitor: &Visitor, state: Stage) -> String {
    visitor.say(&Message::of_key(format!("project-state-{}", state.name())))
}

/// How many of some milestones are reached, of how many; in words and in numbers.
fn progress(visitor: &Visitor, milestones: &[milestone::Model]) -> (String, (usize, usize)) {
    let done = milestones.iter().filter(|one| one.done_day.is_some()).count();
    let said = Message::new("project-progress").with("done", done).with("all", milestones.len());
    (visitor.say(&said), (done, milestones.len().max(1)))
}

/// The projects as rows; those that run, or all.
pub(super) async fn rows(desk: &Desk, visitor: &Visitor, running: bool) -> Result<Vec<ProjectRow>, PageError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let names = unit_names(visitor).await?;
    let projects = project::all(db).await?;
    let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
    let all = project::milestones(db, &ids).await?;
    let mut rows = Vec::new();
    for one in &projects {
        let own: Vec<milestone::Model> = all.iter().filter(|row| row.project == one.id).cloned().collect();
        let is_at = one.state_on(&own, today);
        if running && is_at != Stage::Running {
            continue;
        }
        let late = own.iter().filter(|row| row.is_late(today)).count();
        let (progress, share) = progress(visitor, &own);
        rows.push(ProjectRow {
            href: format!("{LIST}/{}", one.id),
            title: one.title.clone(),
            unit: names.get(&one.unit).cloned().unwrap_or_default(),
            days: days(visitor, one),
            state: state(visitor, is_at),
            runs: is_at == Stage::Running,
            progress,
            share,
            late: if late > 0 { visitor.say(&Message::new("project-late").with("count", late)) } else { String::new() },
        });
    }
    Ok(rows)
}

/// `GET /desk/projects`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    visitor.page(&ProjectsPage {
        frame: visitor.frame(),
        tabs: tabs(&visitor),
        rows: rows(&desk, &visitor, false).await?,
        may_edit: visitor.may(Act::KeepProgramme),
    })
}

pub(super) async fn known(desk: &Desk, id: i64) -> Result<Model, PageError> {
    project::find(desk.ledger.reads(), ProjectId(id)).await?.ok_or(PageError::NotFound)
}

/// The units that take part in a project besides the one that leads it.
async fn taking_part(desk: &Desk, id: ProjectId) -> Result<Vec<UnitId>, PageError> {
    let rows = project::taking_part(desk.ledger.reads(), &[id]).await?;
    Ok(rows.into_iter().map(|row| row.unit).collect())
}

/// `GET /desk/projects/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    page(&desk, &visitor, &known(&desk, id).await?, &Problems::default()).await
}

pub(super) async fn page(desk: &Desk, visitor: &Visitor, project: &Model, problems: &Problems) -> PageResult {
    let own = project::milestones(desk.ledger.reads(), &[project.id]).await?;
    let names = unit_names(visitor).await?;
    let name = |id: UnitId| names.get(&id).cloned().unwrap_or_default();
    let others: Vec<String> = taking_part(desk, project.id).await?.into_iter().map(name).collect();
    let facts = [
        ("project-unit", name(project.unit)),
        ("project-units", others.join(&visitor.t("list-comma"))),
        ("project-days", days(visitor, project)),
    ];
    let may_edit = visitor.may(Act::KeepProgramme);
    let is_at = project.state_on(&own, desk.clock().today());
    let (progress, share) = progress(visitor, &own);
    let at = format!("{LIST}/{}", project.id);
    visitor.page(&ProjectPage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        problems: problems.list(visitor),
        title: project.title.clone(),
        state: state(visitor, is_at),
        runs: is_at == Stage::Running,
        aim: project.aim.clone(),
        facts: facts.into_iter().map(|(label, text)| (visitor.t(label), text)).collect(),
        promise: promise_link(desk, visitor, project.promise).await?,
        progress,
        share,
        milestones: milestones::rows(desk, visitor, project, &own, problems).await?,
        add: may_edit.then(|| milestones::form(visitor, project, problems)),
        edit: may_edit.then(|| format!("{at}/edit")),
        remove: may_edit.then(|| super::button(format!("{at}/remove"), visitor.t("project-remove"))),
    })
}

/// `GET /desk/projects/new`
pub(crate) async fn show_new(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    open_programmes(&desk).await?;
    let sent = project_form::new(desk.clock().today());
    project_form::page(&desk, &visitor, None, &sent, &[], &Problems::default()).await
}

/// `POST /desk/projects/new`
pub(crate) async fn add(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let programme = programme_sent(&desk, &sent).await?;
    let units = units_sent(&visitor, &sent).await?;
    let (new, units) = match project_form::read(&desk, &visitor, &sent, &units, ProjectId(0), programme).await? {
        Ok(read) => read,
        Err(problems) => return project_form::page(&desk, &visitor, None, &sent, &units, &problems).await,
    };
    let done = Message::new("project-added").with("title", &new.title);
    let add = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { project::add(change, new, &units).await })
    });
    let id = add.await?;
    visitor.done(done, &format!("{LIST}/{id}#milestones")).await
}

/// `GET /desk/projects/{id}/edit`
pub(crate) async fn show_edit(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let known = known(&desk, id).await?;
    let units = taking_part(&desk, known.id).await?;
    let sent = project_form::of(&known);
    project_form::page(&desk, &visitor, Some(&known), &sent, &units, &Problems::default()).await
}

/// `POST /desk/projects/{id}`
pub(crate) async fn edit(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let known = known(&desk, id).await?;
    let units = units_sent(&visitor, &sent).await?;
    let (new, units) = match project_form::read(&desk, &visitor, &sent, &units, known.id, known.programme).await? {
        Ok(read) => read,
        Err(problems) => return project_form::page(&desk, &visitor, Some(&known), &sent, &units, &problems).await,
    };
    let done = Message::new("project-saved").with("title", &new.title);
    let save = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { project::edit(change, new, &units).await })
    });
    save.await?;
    visitor.done(done, &format!("{LIST}/{id}")).await
}

/// `POST /desk/projects/{id}/remove`
pub(crate) async fn remove(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let known = known(&desk, id).await?;
    let remove =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(project::remove(change, known.id)));
    remove.await?;
    visitor.done(Message::new("project-removed"), LIST).await
}
