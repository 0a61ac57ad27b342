//! The board: how far each unit is, at a glance. What records show nobody has to say.

use std::collections::HashMap;

use axum::extract::State;
use bundle::FEWEST;
use ledger::activity::{self, Reply};
use ledger::brand::Standing;
use ledger::stage::{self, State as Stage};
use ledger::{Day, UnitId, agreement, burden, programme, request, task, unit};
use pages::{BoardPage, BoardRow};
use words::Message;

use super::progress::Progress;
use super::{guidance, own_units, projects, tabs, tasks};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::Problems;
use crate::policy::Act;
use crate::visitor::Visitor;
use crate::wording;

/// `GET /desk/board`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    page(&desk, &visitor, &Problems::default()).await
}

/// What waits for each unit: how many, and how many of them are late.
#[derive(Debug, Default, Clone, Copy)]
struct Waits {
    invitations: i64,
    requests: (i64, i64),
    agreements: (i64, i64),
}

async fn waits(desk: &Desk, units: &[UnitId], today: Day) -> Result<HashMap<UnitId, Waits>, PageError> {
    let db = desk.ledger.reads();
    let mut waits: HashMap<UnitId, Waits> = HashMap::new();
    for (invited, _) in activity::to_come(db, units, today).await? {
        if invited.reply == Reply::None {
            waits.entry(invited.unit).or_default().invitations += 1;
        }
    }
    for (unit, count) in request::unanswered_by_unit(db, None).await? {
        waits.entry(unit).or_default().requests.0 = count;
    }
    for (unit, late) in request::unanswered_by_unit(db, Some(today)).await? {
        waits.entry(unit).or_default().requests.1 = late;
    }
    for (unit, open, late) in agreement::open_by_unit(db, today).await? {
        waits.entry(unit).or_default().agreements = (open, late);
    }
    Ok(waits)
}

pub(super) async fn page(desk: &Desk, visitor: &Visitor, problems: &Problems) -> PageResult {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let programme = programme::all(db).await?.into_iter().next();
    let stages = match &programme {
        Some(programme) => stage::of_programme(db, programme.id).await?,
        None => Vec::new(),
    };
    let running = stages.iter().find(|stage| stage.state_on(today) == Stage::Running);
    let tasks = match running {
        Some(stage) => task::of_stages(db, &[stage.id]).await?,
        None => Vec::new(),
    };
    let units = visitor.units().await?;
    let ids: Vec<UnitId> = units.iter().map(|unit| unit.id).collect();
    // Questions that need nothing of one another.
    let (progress, waits, asked, guidance, projects) = tokio::try_join!(
        async { Ok::<_, PageError>(Progress::read(desk, &tasks).await?) },
        waits(desk, &ids, today),
        async { Ok(burden::asked_in(db, today.0.year(), &ids).await?) },
        guidance::own(desk, visitor),
        projects::rows(desk, visitor, true),
    )?;
    let mut minutes: HashMap<UnitId, i64> = HashMap::new();
    for line in &asked.lines {
        *minutes.entry(line.unit).or_default() += line.minutes;
    }
    let row = |unit: &unit::Model| {
        let own: Vec<&task::Model> = tasks.iter().filter(|task| task.is_for(&unit.kind)).collect();
        let done = own.iter().filter(|task| progress.has_done(task, unit.id)).count();
        let brand = progress.brands.get(&unit.id).copied();
        let (kept, settled) = progress.kept.get(&unit.id).copied().unwrap_or_default();
        BoardRow {
            unit: wording::unit_name(unit, visitor.language),
            href: format!("/desk/units/{}", unit.id),
            brand: brand
                .map_or_else(|| visitor.t("board-no-brand"), |standing| visitor.say(&wording::standing(standing))),
            in_force: brand == Some(Standing::InForce),
            kept: share(visitor, kept, settled),
            tasks: if own.is_empty() { String::new() } else { format!("{done}/{}", own.len()) },
            waits: waiting(visitor, &progress, unit.id, waits.get(&unit.id).copied().unwrap_or_default()),
            minutes: minutes.get(&unit.id).copied().unwrap_or_default().to_string(),
        }
    };
    let late: i64 = progress.opinions.values().map(|(_, late)| late).sum::<i64>()
        + waits.values().map(|of| of.requests.1 + of.agreements.1).sum::<i64>();
    let numbers = vec![
        (format!("{}/{}", progress.in_force.len(), units.len()), visitor.t("board-in-force")),
        (progress.opinions.values().map(|(open, _)| open).sum::<i64>().to_string(), visitor.t("board-opinions")),
        (waits.values().map(|of| of.agreements.0).sum::<i64>().to_string(), visitor.t("board-agreements")),
        (late.to_string(), visitor.t("board-late")),
    ];
    let mine = own_units(visitor).await?;
    let may_edit = visitor.may(Act::KeepProgramme);
    let head = running.map(|stage| {
        let name = wording::either(&stage.name, &stage.name_en, visitor.language).to_owned();
        (name, format!("{} – {}", visitor.day(stage.from_day.0), visitor.day(stage.until_day.0)), stage.aim.clone())
    });
    visitor.page(&BoardPage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        problems: problems.list(visitor),
        stage: head,
        guidance: guidance.into_iter().collect(),
        projects,
        tasks: tasks::rows(visitor, &tasks, units, &progress, &mine),
        add: running.filter(|_| may_edit).map(|stage| tasks::form(visitor, stage, units, problems)),
        carry_over: may_edit.then(|| "/desk/board/carry-over".to_owned()),
        numbers,
        rows: units.iter().map(row).collect(),
    })
}

/// The share that was kept, with n; too few cases have none.
fn share(visitor: &Visitor, kept: i64, settled: i64) -> String {
    if u64::try_from(settled).unwrap_or_default() < FEWEST {
        return visitor.t(if settled == 0 { "board-not-measured" } else { "board-few" });
    }
    let percent = format!("{:.1}%", kept as f64 * 100.0 / settled as f64);
    visitor.say(&Message::new("board-kept-of").with("share", percent).with("cases", settled))
}

fn waiting(visitor: &Visitor, progress: &Progress, unit: UnitId, waits: Waits) -> Vec<(String, bool)> {
    let (opinions, late) = progress.opinions.get(&unit).copied().unwrap_or_default();
    let all = [
        ("board-wait-opinions", opinions, late),
        ("board-wait-papers", progress.unread(unit), 0),
        ("board-wait-requests", waits.requests.0, waits.requests.1),
        ("board-wait-agreements", waits.agreements.0, waits.agreements.1),
        ("board-wait-invitations", waits.invitations, 0),
    ];
    let shown = all.into_iter().filter(|(_, count, _)| *count > 0);
    shown
        .map(|(key, count, late)| (visitor.say(&Message::new(key).with("count", count).with("late", late)), late > 0))
        .collect()
}
