//! A year carried over into the next: its stages and their tasks a year later. What is open stays open and needs nothing.

use axum::extract::State;
use jiff::ToSpan;
use ledger::stage::{self, NewStage};
use ledger::task::{self, Model as Task};
use ledger::{Day, TaskId, agreement, opinion, programme};
use pages::CarryOverPage;
use words::Message;

use super::programme as current;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::visitor::Visitor;

/// The same day a year later; the last of February for a leap day.
fn later(day: Day) -> Day {
    day.0.checked_add(1.year()).map_or(day, Day)
}

/// A text that names the year, with the next one.
fn renamed(text: &str, year: i16) -> String {
    text.replace(&year.to_string(), &(year + 1).to_string())
}

/// What is carried over.
struct Plan {
    year: i16,
    programme: programme::Model,
    /// Stages that end with the year, each with its tasks: they come again.
    stages: Vec<(stage::Model, Vec<Task>)>,
    /// Tasks of that year in stages that go on: they come again in the same stage.
    tasks: Vec<Task>,
}

/// The year that ends: this one from July on, until then the last one.
fn ending(today: Day) -> i16 {
    today.0.checked_sub(6.months()).map_or(today.0.year(), |day| day.year())
}

/// What of the year that ends comes again, and has not come already.
async fn plan(desk: &Desk) -> Result<Plan, PageError> {
    let db = desk.ledger.reads();
    let programme = current(desk).await?;
    let year = ending(desk.clock().today());
    let all = stage::of_programme(db, programme.id).await?;
    let (mut stages, mut tasks) = (Vec::new(), Vec::new());
    let goes_on = |stage: &stage::Model| stage.from_day.0.year() <= year && stage.until_day.0.year() > year;
    // Where a stage goes on, those that ended before it are over.
    let comes_again = !all.iter().any(goes_on);
    for stage in &all {
        let own = task::of_stages(db, &[stage.id]).await?;
        if comes_again && stage.until_day.0.year() == year {
            let name = renamed(&stage.name, year);
            let has_come = all.iter().any(|one| one.name == name && one.until_day == later(stage.until_day));
            if !has_come {
                stages.push((stage.clone(), own));
            }
        } else if goes_on(stage) {
            let of_year = own.iter().filter(|task| task.due_day.is_some_and(|due| due.0.year() == year));
            let has_come = |task: &Task| {
                let (what, due) = (renamed(&task.what, year), task.due_day.map(later));
                own.iter().any(|one| one.what == what && one.due_day == due)
            };
            tasks.extend(of_year.filter(|task| !has_come(task)).cloned());
        }
    }
    Ok(Plan { year, programme, stages, tasks })
}

/// The first day of what a stage becomes: where it began in an earlier year, the new year's first.
fn first_day(stage: &stage::Model, year: i16) -> Day {
    if stage.from_day.0.year() == year {
        return later(stage.from_day);
    }
    Day(jiff::civil::Date::new(year + 1, 1, 1).unwrap_or(stage.from_day.0))
}

/// `GET /desk/board/carry-over`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let db = desk.ledger.reads();
    let plan = plan(&desk).await?;
    let of_task = |task: &Task| {
        let due = task.due_day.map(|day| later(day).to_string()).unwrap_or_default();
        (renamed(&task.what, plan.year), due)
    };
    let mut rows = Vec::new();
    for (stage, tasks) in &plan.stages {
        let days = format!("{} – {}", first_day(stage, plan.year), later(stage.until_day));
        rows.push((renamed(&stage.name, plan.year), days));
        rows.extend(tasks.iter().map(of_task));
    }
    rows.extend(plan.tasks.iter().map(of_task));
    let (_, open) =
        opinion::list(db, &opinion::Wanted { state: Some(opinion::State::Open), ..Default::default() }, 0, 1).await?;
    let agreed = agreement::open(db, None).await?.len();
    let mut stays = Vec::new();
    if open > 0 {
        stays.push(visitor.say(&Message::new("carry-over-opinions").with("count", open)));
    }
    if agreed > 0 {
        stays.push(visitor.say(&Message::new("carry-over-agreements").with("count", agreed)));
    }
    stays.push(visitor.t("carry-over-standing"));
    let lead =
        Message::new("carry-over-lead").with("from", plan.year.to_string()).with("into", (plan.year + 1).to_string());
    let form = (!rows.is_empty()).then(|| pages::Form::new("/desk/board/carry-over", visitor.t("carry-over-do")));
    visitor.page(&CarryOverPage { frame: visitor.frame(), lead: visitor.say(&lead), rows, stays, form })
}

/// `POST /desk/board/carry-over`
pub(crate) async fn carry(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let plan = plan(&desk).await?;
    if plan.stages.is_empty() && plan.tasks.is_empty() {
        return Err(PageError::To("/desk/board/carry-over".to_owned()));
    }
    let year = plan.year;
    let done = Message::new("carry-over-done").with("year", (year + 1).to_string());
    let write = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            let known = &plan.programme;
            if !plan.stages.is_empty() && known.until_year <= i32::from(year) {
                let longer = programme::NewProgramme {
                    name: known.name.clone(),
                    aims: known.aims.clone(),
                    methods: known.methods.clone(),
                    from_year: known.from_year,
                    until_year: i32::from(year) + 1,
                    approval_number: known.approval_number.clone(),
                    approval_authority: known.approval_authority.clone(),
                };
                programme::edit(change, known.id, longer).await?;
            }
            for (stage, tasks) in plan.stages {
                let new = NewStage {
                    name: renamed(&stage.name, year),
                    name_en: renamed(&stage.name_en, year),
                    aim: renamed(&stage.aim, year),
                    methods: renamed(&stage.methods, year),
                    from_day: first_day(&stage, year),
                    until_day: later(stage.until_day),
                    state: None,
                };
                let id = stage::add(change, known.id, new).await?;
                for task in tasks {
                    let due_day = task.due_day.map(later);
                    let what = renamed(&task.what, year);
                    task::add(change, Task { id: TaskId(0), stage: id, what, due_day, ..task }).await?;
                }
            }
            for task in plan.tasks {
                let (what, due_day) = (renamed(&task.what, year), task.due_day.map(later));
                task::add(change, Task { id: TaskId(0), what, due_day, ..task }).await?;
            }
            Ok(())
        })
    });
    write.await?;
    visitor.done(done, "/desk/board#tasks").await
}
