//! How long the pages of a year take in a city of 500 units with 5,000 activities and 50,000 opinions: the server's time for each page,
//! for the office and for a unit.

use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::Request;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use ledger::account::{self, NewAccount, Role};
use ledger::activity::{self, Reply};
use ledger::opinion::{self, Verdict, Via};
use ledger::programme::{self, NewProgramme};
use ledger::project;
use ledger::proposal;
use ledger::stage::{self, NewStage};
use ledger::survey::{self, Asks, Papers, code, question};
use ledger::task::{self, DoneBy};
use ledger::unit::{self, NewUnit};
use ledger::{
    ActivityId, AgreementId, By, Change, Day, ExampleId, FollowId, Ledger, LedgerError, MilestoneId, OpinionId,
    PaperId, ProgrammeId, ProjectId, ProposalId, QuestionId, ReadingId, RequestId, SurveyId, TaskId, UnitId, agreement,
    example, paper, request,
};
use tower::ServiceExt;
use web::{Desk, Folders, Settings, app};

const UNITS: usize = 500;
const ACTIVITIES: i64 = 5_000;
/// Units that are invited to each.
const INVITED: usize = 20;
const OPINIONS: i64 = 50_000;
const PAPERS: i64 = 20;
const REQUESTS: i64 = 20;
/// Projects with ten milestones each, and as many pages that tell how something was done, each followed by nineteen units.
const PROJECTS: i64 = 50;
const SURVEYS: i64 = 30;
/// Codes that each unit hands out for a survey of staff.
const CODES: i64 = 4;
const PROPOSALS: i64 = 2_000;
const TIMES: usize = 20;
const PASSWORD: &str = "a long password";

#[expect(clippy::disallowed_methods, reason = "how long it takes is what is asked")]
fn now() -> Instant {
    Instant::now()
}

/// A day of 2025, the same for the same number.
fn day(number: i64) -> Day {
    Day(date(2025, 1, 1).checked_add((number % 365).days()).unwrap_or(Date::ZERO))
}

/// Some of the units, others for each number.
fn some(units: &[UnitId], number: i64) -> Vec<UnitId> {
    let from = usize::try_from(number * 7).unwrap_or_default();
    units.iter().cycle().skip(from % units.len().max(1)).take(INVITED).copied().collect()
}

async fn fill(change: &mut Change<'_>, hash: String) -> Result<(), LedgerError> {
    let years = NewProgramme { name: "创建".into(), from_year: 2025, until_year: 2025, ..NewProgramme::default() };
    let programme = programme::add(change, years).await?;
    let mut units = Vec::new();
    for number in 0..UNITS {
        let new = NewUnit { name: format!("第{number}局"), kind: "局委办".into(), ..NewUnit::default() };
        units.push(unit::add(change, new).await?);
    }
    let new = |login: &str, role, unit| NewAccount {
        login: login.into(),
        name: "王".into(),
        role,
        unit,
        password: hash.clone(),
        must_change: false,
    };
    account::add(change, new("office", Role::Office, None)).await?;
    account::add(change, new("liaison", Role::Liaison, units.first().copied())).await?;
    let stage = NewStage {
        name: "深化".into(),
        name_en: String::new(),
        aim: "逐条答复".into(),
        methods: String::new(),
        from_day: Day(date(2025, 1, 1)),
        until_day: Day(date(2025, 12, 31)),
        state: None,
    };
    let stage = stage::add(change, programme, stage).await?;
    for (number, done_by) in (0..).zip(DoneBy::ALL) {
        let what = format!("任务{number}");
        let row =
            task::Model { id: TaskId(0), stage, unit_kind: String::new(), what, due_day: None, done_by: *done_by };
        task::add(change, row).await?;
    }
    for number in 0..ACTIVITIES {
        an_activity(change, programme, number, &some(&units, number)).await?;
    }
    for number in 0..OPINIONS {
        let unit = some(&units, number).into_iter().next();
        an_opinion(change, programme, number, unit).await?;
    }
    for number in 0..PAPERS {
        let row = paper::Model {
            id: PaperId(0),
            programme,
            kind: paper::Kind::Opinion,
            title: format!("实施意见之{number}"),
        };
        let id = paper::add(change, row, "一段文字，说明怎样办。\n".repeat(60)).await?;
        let Some(version) = paper::versions(change.reads(), id).await?.into_iter().next() else { continue };
        paper::issue(change, version.id, day(number)).await?;
        for unit in some(&units, number) {
            let row =
                paper::reading::Model { id: ReadingId(0), version: version.id, unit, account: None, day: day(number) };
            paper::confirm(change, row).await?;
        }
    }
    for number in 0..REQUESTS {
        let row = request::Model {
            id: RequestId(0),
            programme,
            what: format!("第{number}件事"),
            why: "安排".into(),
            differs: String::new(),
            minutes: 3,
            asked_day: day(number),
            due_day: day(number + 20),
        };
        request::add(change, row, &units).await?;
    }
    for number in 0..PROJECTS {
        a_project(change, programme, number, &some(&units, number)).await?;
    }
    for number in 0..SURVEYS {
        a_survey(change, programme, number, &units).await?;
    }
    for number in 0..PROPOSALS {
        let row = proposal::Model {
            id: ProposalId(0),
            unit: some(&units, number).into_iter().next().unwrap_or(UnitId(1)),
            kind: if number % 2 == 0 { proposal::Kind::Slogan } else { proposal::Kind::Idea },
            text: format!("第{number}句口号，一次办成"),
            why: "好记。".into(),
            day: day(number),
            state: if number % 3 == 0 { proposal::State::Taken } else { proposal::State::New },
            reply: String::new(),
            decided_day: None,
            vote: None,
        };
        proposal::add(change, row).await?;
    }
    Ok(())
}

async fn a_project(
    change: &mut Change<'_>,
    programme: ProgrammeId,
    number: i64,
    units: &[UnitId],
) -> Result<(), LedgerError> {
    let unit = units.first().copied().unwrap_or(UnitId(1));
    let row = project::Model {
        id: ProjectId(0),
        programme,
        unit,
        title: format!("第{number}个项目"),
        aim: "少跑一趟".into(),
        from_day: Day(date(2025, 1, 1)),
        until_day: Day(date(2026, 12, 31)),
        promise: None,
    };
    let id = project::add(change, row, units).await?;
    for step in 0..10 {
        let row = project::milestone::Model {
            id: MilestoneId(0),
            project: id,
            what: format!("第{step}步"),
            due_day: day(number + step * 40),
            done_day: None,
            came_of: String::new(),
        };
        let step_id = project::add_milestone(change, row).await?;
        if step < 5 {
            project::reach(change, step_id, Some(day(number + step * 40)), "成了".into()).await?;
        }
    }
    let row = example::Model {
        id: ExampleId(0),
        programme,
        unit,
        title: format!("第{number}种做法"),
        trouble: "排队久".into(),
        done: "先取号再填表".into(),
        took: "两周".into(),
        watch: "要有人引导".into(),
        promise: None,
        since_day: day(number),
        published: false,
        unit_agrees: false,
    };
    let id = example::add(change, row).await?;
    example::say(change, id, example::Side::Office, true).await?;
    example::say(change, id, example::Side::Unit, true).await?;
    for unit in units.iter().skip(1) {
        let row = example::follow::Model { id: FollowId(0), example: id, unit: *unit, day: day(number), promise: None };
        example::follow(change, row).await?;
    }
    Ok(())
}

/// A survey of eight questions and a thousand answers; the last ones are open, and of the last one every unit hands out codes.
async fn a_survey(
    change: &mut Change<'_>,
    programme: ProgrammeId,
    number: i64,
    units: &[UnitId],
) -> Result<(), LedgerError> {
    let row = survey::Model {
        id: SurveyId(0),
        programme,
        unit: None,
        kind: survey::Kind::Survey,
        asks: Asks::Staff,
        title: format!("第{number}次问卷"),
        lead: "两分钟。".into(),
        until_day: Day(date(2025, 12, 31)),
        opened_day: None,
        by_code: true,
        shown: true,
        state: survey::State::Draft,
        minutes: 0,
        answers: 0,
        on_paper: 0,
        earlier: (number > 0).then_some(SurveyId(number)),
    };
    let id = survey::add(change, row).await?;
    let mut papers = Papers { papers: 1_000, ..Papers::default() };
    for place in 0..8 {
        let kind = if place == 7 { question::Kind::Words } else { question::Kind::Scale };
        let row = question::Model {
            id: QuestionId(0),
            survey: id,
            place,
            kind,
            text: format!("第{place}问"),
            options: String::new(),
            right_option: None,
            promise: None,
            words: String::new(),
        };
        let asked = question::add(change, row).await?;
        if place == 7 {
            papers.words.push((asked, (0..300).map(|number| format!("第{number}句话，少填一张表。")).collect()));
        } else {
            papers.counts.extend((0..5).map(|option| (asked, option, 200)));
        }
    }
    survey::open(change, id, day(number)).await?;
    survey::enter_papers(change, id, &papers).await?;
    if number + 1 < SURVEYS {
        return survey::close(change, id).await;
    }
    for unit in units {
        let codes = (0..CODES).map(|number| format!("{unit}-{number}")).collect();
        code::give(change, id, Some(*unit), codes).await?;
    }
    Ok(())
}

async fn an_activity(
    change: &mut Change<'_>,
    programme: ProgrammeId,
    number: i64,
    units: &[UnitId],
) -> Result<(), LedgerError> {
    let row = activity::Model {
        id: ActivityId(0),
        programme,
        kind: activity::Kind::Symposium,
        title: format!("第{number}场座谈会"),
        place: "三楼会议室".into(),
        people: "窗口负责人".into(),
        agenda: "听取意见".into(),
        from_day: day(number),
        from_time: "09:00".into(),
        until_day: day(number),
        until_time: "11:00".into(),
        places: None,
        minutes: 2,
        heard: "排队时间长。".repeat(10),
        state: if number % 10 == 0 { activity::State::Planned } else { activity::State::Held },
    };
    let id = activity::add(change, row, units).await?;
    for unit in units.iter().take(INVITED / 2) {
        activity::reply(change, id, *unit, Reply::Comes, "科长".into(), day(number)).await?;
    }
    let Some(unit) = units.first().copied() else { return Ok(()) };
    let row = agreement::Model {
        id: AgreementId(0),
        activity: id,
        unit,
        kind: agreement::Kind::Agreed,
        what: "材料清单减到一页".into(),
        learnt: String::new(),
        due_day: Some(day(number)),
        done_day: (number % 10 != 0).then(|| day(number)),
        came_of: String::new(),
        promise: None,
    };
    agreement::add(change, row).await.map(drop)
}

async fn an_opinion(
    change: &mut Change<'_>,
    programme: ProgrammeId,
    number: i64,
    unit: Option<UnitId>,
) -> Result<(), LedgerError> {
    let row = opinion::Model {
        id: OpinionId(0),
        programme,
        activity: Some(ActivityId(number % ACTIVITIES + 1)),
        unit,
        owner: None,
        via: Via::Symposium,
        theme: format!("主题{}", number % 40),
        text: format!("第{number}条：窗口排队时间太长，希望增开窗口。"),
        contact: String::new(),
        received_day: day(number),
        due_day: Some(day(number)),
        state: opinion::State::Open,
        receipt: None,
        sender_agrees: number % 3 == 0,
        unit_agrees: false,
    };
    let id = opinion::add(change, row).await?;
    // Nineteen in twenty are answered, and most of them solved.
    if number % 20 != 0 {
        opinion::answer(change, id, "已增开两个窗口。".into(), number % 2 == 0, day(number), None).await?;
        if number % 5 != 0 {
            opinion::judge(change, id, Verdict::Solved, String::new(), day(number), None).await?;
        }
    }
    Ok(())
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "an example says what it found")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let ledger = Ledger::open(&ledger::sqlite_url(&folder.path().join("ledger.db"))).await?;
    let hash = web::hash_password(PASSWORD.to_owned()).await.map_err(|message| message.to_string())?;
    ledger
        .write(By::Program, ledger::Instant(0), move |change| Box::pin(async move { fill(change, hash).await }))
        .await?;
    let app = app(Desk::open(ledger, Settings::on_day(date(2025, 12, 31), Folders::below(folder.path()))).await?);
    let mut slowest = Duration::ZERO;
    println!("{UNITS} units, {ACTIVITIES} activities, {OPINIONS} opinions; each page {TIMES} times\n");
    println!("| page | of | median | slowest |\n|---|---|---:|---:|");
    let pages = [
        "/desk",
        "/desk/board",
        "/desk/board/carry-over",
        "/desk/activities?year=2025",
        "/desk/activities/1",
        "/desk/activities/new",
        "/desk/opinions",
        "/desk/opinions?state=open&page=20",
        "/desk/opinions/1",
        "/desk/papers",
        "/desk/papers/1",
        "/desk/requests",
        "/desk/requests/new",
        "/desk/requests/1",
        "/desk/surveys",
        "/desk/surveys/new",
        "/desk/surveys/20",
        "/desk/surveys/30",
        "/desk/proposals",
        "/desk/projects",
        "/desk/projects/new",
        "/desk/projects/1",
        "/desk/examples",
        "/desk/examples/1",
        "/desk/guidance",
        "/desk/programmes/1",
        "/desk/exports?year=2025",
        "/opinions",
        "/surveys",
        "/surveys/20",
        "/surveys/30",
        "/proposals",
        "/examples",
        "/examples/1",
        "/burden?year=2025",
    ];
    // Named pages alone are asked for where some are named, such as to look for where the time goes.
    let named: Vec<String> = std::env::args().skip(1).collect();
    let pages: Vec<&str> =
        pages.into_iter().filter(|page| named.is_empty() || named.iter().any(|name| name == page)).collect();
    for login in ["office", "liaison"] {
        let form = format!("login={login}&password={}", PASSWORD.replace(' ', "+"));
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let request = Request::post("/sign-in").header(kind.0, kind.1).body(Body::from(form))?;
        let response = app.clone().oneshot(request).await?;
        let cookie = response.headers().get("set-cookie").ok_or("nobody was signed in")?.to_str()?.to_owned();
        for page in &pages {
            let mut spent: Vec<Duration> = Vec::new();
            for _ in 0..TIMES {
                let start = now();
                let request = Request::get(*page).header("cookie", &cookie).body(Body::empty())?;
                let response = app.clone().oneshot(request).await?;
                let (status, is_office) = (response.status(), login == "office");
                to_bytes(response.into_body(), 1 << 26).await?;
                if is_office && !status.is_success() {
                    return Err(format!("{page} answers {status}").into());
                }
                // What only the office may do answers a unit with a refusal, which is not measured.
                if status.is_success() {
                    spent.push(start.elapsed());
                }
            }
            spent.sort();
            let at = |place: usize| spent.get(place).copied().unwrap_or_default().as_secs_f64() * 1000.0;
            if let Some(last) = spent.last() {
                slowest = slowest.max(*last);
                println!("| `{page}` | {login} | {:.1} ms | {:.1} ms |", at(spent.len() / 2), at(spent.len() - 1));
            }
        }
    }
    println!("\nthe slowest answer of all, so of the 99th percentile {:.1} ms", slowest.as_secs_f64() * 1000.0);
    Ok(())
}
