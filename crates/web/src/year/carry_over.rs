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
    stages: Vec<(stage::Model, Vec<Task>)>,
}

/// The stages of the last year that has any; those that lie in one year alone.
async fn plan(desk: &Desk) -> Result<Plan, PageError> {
    let db = desk.ledger.reads();
    let programme = current(desk).await?;
    let stages = stage::of_programme(db, programme.id).await?;
    let year = stages.iter().map(|stage| stage.until_day.0.year()).max();
    let year = year.unwrap_or_else(|| desk.clock().today().0.year());
    let mut carried = Vec::new();
    for stage in stages {
        if stage.until_day.0.year() == year {
            let tasks = task::of_stages(db, &[stage.id]).await?;
            carried.push((stage, tasks));
        }
    }
    // Once is enough: what lies wholly in the future has been carried over already.
    if year > desk.clock().today().0.year() {
        carried.clear();
    }
    Ok(Plan { year, programme, stages: carried })
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
    let mut rows = Vec::new();
    for (stage, tasks) in &plan.stages {
        let days = format!("{} – {}", first_day(stage, plan.year), later(stage.until_day));
        rows.push((renamed(&stage.name, plan.year), days));
        for task in tasks {
            let due = task.due_day.map(|day| later(day).to_string()).unwrap_or_default();
            rows.push((format!("　{}", renamed(&task.what, plan.year)), due));
        }
    }
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
    if plan.stages.is_empty() {
        return Err(PageError::To("/desk/board/carry-over".to_owned()));
    }
    let year = plan.year;
    let done = Message::new("carry-over-done").with("year", (year + 1).to_string());
    let write = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            let known = &plan.programme;
            if known.until_year <= i32::from(year) {
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
            Ok(())
        })
    });
    write.await?;
    visitor.done(done, "/desk/programme#stages").await
}
