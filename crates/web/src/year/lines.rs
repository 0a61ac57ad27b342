//! What the year asks of a desk: the lines of its front page and of the week's mail, found in one way.

use std::collections::HashMap;

use axum::Form;
use axum::extract::State;
use jiff::ToSpan;
use ledger::activity::{self, Reply};
use ledger::stage::{self, State as Stage};
use ledger::{
    AccountId, Day, LedgerError, TaskId, UnitId, agreement, example, opinion, paper, programme, project, proposal,
    put_off, request, survey, task, unit,
};
use pages::{Pending, Task};
use words::{Language, Message};

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::Sent;
use crate::policy::Act;
use crate::visitor::Visitor;

/// Opinions that are listed one by one.
const LISTED: u64 = 20;
/// What is due within so many days is due soon.
const SOON: i64 = 7;

/// Something that the year asks.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pending: Pending,
    tag: Message,
    /// What it is about.
    pub(crate) text: String,
    small: Message,
    href: String,
    button: &'static str,
    sends: Option<Vec<(String, String)>>,
}

impl Line {
    /// As one line of a mail.
    pub(crate) fn in_mail(&self, language: Language) -> String {
        let small = self.small.text(language);
        let parts = [self.tag.text(language), self.text.clone(), small];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn task(self, visitor: &Visitor) -> Task {
        Task {
            pending: self.pending,
            tag: visitor.say(&self.tag),
            text: self.text,
            small: visitor.say(&self.small),
            later: Some(self.href.clone()),
            href: self.href,
            button: visitor.t(self.button),
            sends: self.sends,
        }
    }
}

/// How much something presses that is due on a day.
fn pending(due: Option<Day>, today: Day) -> Pending {
    match due {
        Some(due) if due < today => Pending::Late,
        Some(due) if i64::from((due.0 - today.0).get_days()) <= SOON => Pending::Soon,
        _ => Pending::Waits,
    }
}

fn until(due: Option<Day>, language: Language) -> Message {
    match due {
        Some(due) => Message::new("line-due").with("day", pages::day(due.0, language)),
        None => Message::new("text").with("text", ""),
    }
}

/// What the year asks of some units.
///
/// # Errors
/// [`LedgerError`] when the ledger does not answer.
pub(crate) async fn of_units(desk: &Desk, mine: &[unit::Model], language: Language) -> Result<Vec<Line>, LedgerError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let ids: Vec<UnitId> = mine.iter().map(|unit| unit.id).collect();
    let mut lines = Vec::new();
    for one in opinion::waiting(db, &ids, LISTED).await? {
        lines.push(Line {
            pending: pending(one.due_day, today),
            tag: Message::new("line-opinion"),
            text: one.text.clone(),
            small: until(one.due_day, language),
            href: format!("/desk/opinions/{}", one.id),
            button: "line-answer",
            sends: None,
        });
    }
    let asked: HashMap<_, _> = request::all(db).await?.into_iter().map(|one| (one.id, one)).collect();
    for one in request::unanswered(db, Some(&ids)).await? {
        let Some(known) = asked.get(&one.request) else { continue };
        lines.push(Line {
            pending: pending(Some(known.due_day), today),
            tag: Message::new("line-request"),
            text: known.what.clone(),
            small: until(Some(known.due_day), language),
            href: format!("/desk/requests/{}", known.id),
            button: "line-answer",
            sends: None,
        });
    }
    for one in agreement::open(db, Some(&ids)).await? {
        lines.push(Line {
            pending: pending(one.due_day, today),
            tag: Message::new("line-agreement"),
            text: one.what.clone(),
            small: until(one.due_day, language),
            href: format!("/desk/activities/{}#agreements", one.activity),
            button: "line-look",
            sends: None,
        });
    }
    for (invited, activity) in activity::to_come(db, &ids, today).await? {
        if invited.reply == Reply::None {
            lines.push(Line {
                pending: pending(Some(activity.from_day), today),
                tag: Message::new("line-invitation"),
                text: activity.title.clone(),
                small: Message::new("text").with("text", super::activities::when(&activity, language)),
                href: format!("/desk/activities/{}#reply", activity.id),
                button: "line-reply",
                sends: None,
            });
        }
    }
    lines.extend(papers(desk, &ids).await?);
    lines.extend(taking_part(desk, &ids, language).await?);
    lines.extend(tasks(desk, mine, language).await?);
    lines.extend(milestones(desk, Some(&ids), language).await?);
    for one in example::all(db).await?.into_iter().filter(|one| one.published && !one.unit_agrees) {
        if ids.contains(&one.unit) {
            lines.push(Line {
                pending: Pending::Waits,
                tag: Message::new("line-example-agree"),
                text: one.title,
                small: Message::new("text").with("text", ""),
                href: format!("/desk/examples/{}", one.id),
                button: "today-read",
                sends: None,
            });
        }
    }
    let broken = |error: PageError| LedgerError::Failed { detail: format!("{error:?}") };
    let outdated = crate::print::outdated(desk, Some(&ids)).await.map_err(broken)?;
    if outdated > 0 {
        lines.push(Line {
            pending: Pending::Soon,
            tag: Message::new("line-hanging"),
            text: Message::new("line-hanging-text").with("count", outdated).text(language),
            small: Message::new("text").with("text", ""),
            href: "/desk/prints".to_owned(),
            button: "line-look",
            sends: None,
        });
    }
    lines.sort_by_key(|line| match line.pending {
        Pending::Late => 0,
        Pending::Soon => 1,
        Pending::Waits => 2,
    });
    Ok(lines)
}

/// Surveys of staff for which no codes were handed out, and proposals of which nothing was said.
async fn taking_part(desk: &Desk, ids: &[UnitId], language: Language) -> Result<Vec<Line>, LedgerError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let mut lines = Vec::new();
    let open = survey::opened(db).await?;
    let is_asked = |survey: &&survey::Model| {
        survey.unit.is_none() && survey.by_code && survey.asks == survey::Asks::Staff && survey.is_open(today)
    };
    let open: Vec<&survey::Model> = open.iter().filter(is_asked).collect();
    let open_ids: Vec<_> = open.iter().map(|survey| survey.id).collect();
    let handed = survey::code::handed(db, &open_ids).await?;
    for one in open {
        let is_handed =
            |row: &survey::code::Handed| row.survey == one.id && row.unit.is_some_and(|unit| ids.contains(&unit));
        if !handed.iter().any(is_handed) {
            lines.push(Line {
                pending: pending(Some(one.until_day), today),
                tag: Message::new("line-survey"),
                text: one.title.clone(),
                small: until(Some(one.until_day), language),
                href: format!("/desk/surveys/{}", one.id),
                button: "line-hand-out",
                sends: None,
            });
        }
    }
    let new = proposal::list(db, Some(ids), Some(proposal::State::New), LISTED).await?;
    if let Some(newest) = new.first() {
        lines.push(Line {
            pending: Pending::Waits,
            tag: Message::new("line-proposals").with("count", new.len()),
            text: newest.text.clone(),
            small: Message::new("text").with("text", ""),
            href: "/desk/proposals".to_owned(),
            button: "line-look",
            sends: None,
        });
    }
    Ok(lines)
}

/// Papers that hold and were not confirmed, and those that can be commented on.
async fn papers(desk: &Desk, ids: &[UnitId]) -> Result<Vec<Line>, LedgerError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let titles: HashMap<_, _> = paper::all(db).await?.into_iter().map(|paper| (paper.id, paper.title)).collect();
    let title = |version: &paper::version::Model| titles.get(&version.paper).cloned().unwrap_or_default();
    let mut lines = Vec::new();
    for version in paper::in_state(db, paper::State::Issued).await? {
        let read = paper::readings(db, version.id).await?;
        if ids.iter().any(|id| read.iter().all(|row| row.unit != *id)) {
            lines.push(Line {
                pending: Pending::Waits,
                tag: Message::new("line-paper"),
                text: title(&version),
                small: Message::new("line-paper-minutes").with("minutes", version.minutes()),
                href: format!("/desk/papers/{}", version.paper),
                button: "today-read",
                sends: None,
            });
        }
    }
    for version in paper::in_state(db, paper::State::Comments).await? {
        if version.comments_until.is_some_and(|until| until >= today) {
            lines.push(Line {
                pending: Pending::Waits,
                tag: Message::new("line-comments"),
                text: title(&version),
                small: Message::new("line-comments-free"),
                href: format!("/desk/papers/{}", version.paper),
                button: "today-read",
                sends: None,
            });
        }
    }
    Ok(lines)
}

/// Tasks of the running stage that are done by hand and are not done.
async fn tasks(desk: &Desk, mine: &[unit::Model], language: Language) -> Result<Vec<Line>, LedgerError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let Some(programme) = programme::all(db).await?.into_iter().next() else { return Ok(Vec::new()) };
    let stages = stage::of_programme(db, programme.id).await?;
    let Some(running) = stages.iter().find(|stage| stage.state_on(today) == Stage::Running) else {
        return Ok(Vec::new());
    };
    let tasks = task::of_stages(db, &[running.id]).await?;
    let ids: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
    let done: Vec<(TaskId, UnitId)> = task::done(db, &ids).await?.iter().map(|row| (row.task, row.unit)).collect();
    let mut lines = Vec::new();
    for unit in mine {
        for one in tasks.iter().filter(|one| one.is_for(&unit.kind) && one.done_by == task::DoneBy::Hand) {
            if done.contains(&(one.id, unit.id)) {
                continue;
            }
            let send = |name: &str, value: String| (name.to_owned(), value);
            lines.push(Line {
                pending: pending(one.due_day, today),
                tag: Message::new("line-task"),
                text: one.what.clone(),
                small: until(one.due_day, language),
                href: format!("/desk/tasks/{}/done", one.id),
                button: "task-done-mark",
                sends: Some(vec![
                    send("unit", unit.id.to_string()),
                    send("done", "1".to_owned()),
                    send("back", "/desk".to_owned()),
                ]),
            });
        }
    }
    Ok(lines)
}

/// Milestones that are due: of projects that some units lead those that are late or due soon, of all only those that are late.
async fn milestones(desk: &Desk, units: Option<&[UnitId]>, language: Language) -> Result<Vec<Line>, LedgerError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let until = if units.is_some() { today.0.checked_add(SOON.days()).map_or(today, Day) } else { today.before() };
    let projects: HashMap<_, _> = project::all(db).await?.into_iter().map(|one| (one.id, one)).collect();
    let mut lines = Vec::new();
    for one in project::due_until(db, until).await? {
        let Some(known) = projects.get(&one.project) else { continue };
        if units.is_some_and(|units| !units.contains(&known.unit)) {
            continue;
        }
        let late = one.is_late(today);
        lines.push(Line {
            pending: pending(Some(one.due_day), today),
            tag: Message::new(if late { "line-milestone-late" } else { "line-milestone" }),
            text: format!("{} · {}", known.title, one.what),
            small: self::until(Some(one.due_day), language),
            href: format!("/desk/projects/{}#milestone-{}", known.id, one.id),
            button: if units.is_some() { "line-report" } else { "line-look" },
            sends: None,
        });
    }
    Ok(lines)
}

/// What waits for the office.
///
/// # Errors
/// [`LedgerError`] when the ledger does not answer.
pub(crate) async fn of_office(desk: &Desk, language: Language) -> Result<Vec<Line>, LedgerError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let mut lines = Vec::new();
    let mut add = |pending: Pending, tag: &'static str, text: String, href: String, button: &'static str| {
        let small = Message::new("text").with("text", "");
        lines.push(Line { pending, tag: Message::new(tag), text, small, href, button, sends: None });
    };
    let new = opinion::Wanted { state: Some(opinion::State::New), ..opinion::Wanted::default() };
    for one in opinion::list(db, &new, 0, LISTED).await?.0 {
        add(Pending::Soon, "line-opinion-new", one.text, format!("/desk/opinions/{}", one.id), "line-assign");
    }
    for one in agreement::open(db, None).await?.into_iter().filter(|one| one.is_late(today)).take(20) {
        let href = format!("/desk/activities/{}#agreements", one.activity);
        add(Pending::Late, "line-agreement-late", one.what, href, "line-look");
    }
    for one in survey::opened(db).await?.into_iter().filter(|one| one.unit.is_none() && one.is_over(today)) {
        add(Pending::Soon, "line-survey-over", one.title, format!("/desk/surveys/{}", one.id), "line-look");
    }
    for one in example::all(db).await?.into_iter().filter(|one| one.unit_agrees && !one.published) {
        add(Pending::Waits, "line-example-publish", one.title, format!("/desk/examples/{}", one.id), "today-read");
    }
    // What was held in the last weeks, and nobody has said so.
    let month_ago = today.0.checked_sub(31.days()).map_or(today, Day);
    for one in activity::between(db, month_ago, today.before()).await? {
        if one.until_day < today && one.state == activity::State::Planned {
            add(Pending::Waits, "line-held", one.title, format!("/desk/activities/{}/edit", one.id), "line-write");
        }
    }
    lines.extend(milestones(desk, None, language).await?);
    Ok(lines)
}

/// The lines of the visitor's desk that are not put off, and how many are.
pub(crate) async fn of_visitor(desk: &Desk, visitor: &Visitor) -> Result<(Vec<Task>, usize), PageError> {
    let Some(who) = visitor.account.as_ref() else { return Ok((Vec::new(), 0)) };
    let lines = if visitor.may(Act::KeepProgramme) {
        of_office(desk, visitor.language).await?
    } else {
        let mine = super::own_units(visitor).await?;
        let units = visitor.units().await?;
        let mine: Vec<unit::Model> = units.iter().filter(|unit| mine.contains(&unit.id)).cloned().collect();
        if mine.is_empty() { Vec::new() } else { of_units(desk, &mine, visitor.language).await? }
    };
    let put_off = put_off::of(desk.ledger.reads(), who.id, desk.clock().today()).await?;
    let all = lines.len();
    let shown: Vec<Line> = lines.into_iter().filter(|line| !put_off.contains(&line.href)).collect();
    let hidden = all - shown.len();
    Ok((shown.into_iter().map(|line| line.task(visitor)).collect(), hidden))
}

fn who(visitor: &Visitor) -> Result<AccountId, PageError> {
    visitor.account.as_ref().map(|account| account.id).ok_or(PageError::SignIn)
}

/// `POST /desk/later`: puts a line off by a day or by a week.
pub(crate) async fn later(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let who = who(&visitor)?;
    let days: i64 = if sent.text("days") == "7" { 7 } else { 1 };
    let line: String = sent.text("line").chars().take(200).collect();
    let today = desk.clock().today();
    let until = today.0.checked_add(days.days()).map_or(today, Day);
    let write = desk.ledger.write_unseen(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(put_off::put_off(change, who, line, until))
    });
    write.await?;
    visitor.done(Message::new("line-put-off").with("day", visitor.day(until.0)), "/desk").await
}

/// `POST /desk/later/back`: shows everything again that was put off.
pub(crate) async fn back(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let who = who(&visitor)?;
    let write = desk
        .ledger
        .write_unseen(visitor.by(), desk.clock().now(), move |change| Box::pin(put_off::take_back(change, who)));
    write.await?;
    visitor.done(Message::new("line-shown-again"), "/desk").await
}
