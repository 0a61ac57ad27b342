//! A year of the programme on both databases: what is asked of two units, what they answer, what the meter makes of it, and a copy.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use ledger::activity::{self, Reply};
use ledger::burden::{self, Kind};
use ledger::opinion::{self, Verdict, Via, Wanted};
use ledger::task::{self, DoneBy};
use ledger::unit::{self, NewUnit};
use ledger::{
    ActivityId, AgreementId, By, Change, Day, Instant, LedgerError, OpinionId, PaperId, PaperVersionId, ProgrammeId,
    ReadingId, RequestId, TaskId, UnitId, agreement, backup, paper, programme, request, stage,
};

use support::on_each_database;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn activity(programme: ProgrammeId, from: (&str, &str), until: (&str, &str), minutes: i64) -> activity::Model {
    activity::Model {
        id: ActivityId(0),
        programme,
        kind: activity::Kind::Study,
        title: "外出学习".into(),
        place: String::new(),
        people: String::new(),
        agenda: String::new(),
        from_day: day(from.0),
        from_time: from.1.into(),
        until_day: day(until.0),
        until_time: until.1.into(),
        places: None,
        minutes,
        heard: String::new(),
        state: activity::State::Planned,
    }
}

fn opinion(programme: ProgrammeId, unit: UnitId) -> opinion::Model {
    opinion::Model {
        id: OpinionId(0),
        programme,
        activity: None,
        unit: Some(unit),
        owner: None,
        via: Via::Form,
        theme: "材料".into(),
        text: "㙍：少一张表".into(),
        contact: "13800000000".into(),
        received_day: day("2025-03-03"),
        due_day: Some(day("2025-03-17")),
        state: opinion::State::Open,
        receipt: Some("a hash".into()),
        sender_agrees: true,
        unit_agrees: false,
    }
}

async fn two_units(change: &mut Change<'_>) -> Result<(ProgrammeId, UnitId, UnitId), LedgerError> {
    let years =
        programme::NewProgramme { name: "争创".into(), from_year: 2025, until_year: 2025, ..Default::default() };
    let programme = programme::add(change, years).await?;
    let named = |name: &str| NewUnit { name: name.into(), ..NewUnit::default() };
    Ok((programme, unit::add(change, named("甲局")).await?, unit::add(change, named("乙局")).await?))
}

async fn everything(change: &mut Change<'_>) -> Result<(UnitId, UnitId), LedgerError> {
    let (programme, first, second) = two_units(change).await?;
    let both = [first, second];

    // Two activities of the year, one called off, one of another year.
    let half_day = activity(programme, ("2025-04-01", "09:00"), ("2025-04-01", "11:30"), 3);
    let half_day = activity::add(change, half_day, &both).await?;
    let two_days = activity(programme, ("2025-05-06", ""), ("2025-05-07", ""), 5);
    let two_days = activity::add(change, two_days, &[first]).await?;
    let off = activity(programme, ("2025-06-01", ""), ("2025-06-01", ""), 100);
    let off = activity::Model { state: activity::State::Cancelled, ..off };
    activity::add(change, off, &both).await?;
    activity::add(change, activity(programme, ("2024-06-01", ""), ("2024-06-01", ""), 100), &both).await?;
    for (id, unit, reply) in
        [(half_day, first, Reply::Comes), (two_days, first, Reply::Comes), (half_day, second, Reply::Declines)]
    {
        activity::reply(change, id, unit, reply, "科长".into(), day("2025-03-20")).await?;
    }
    // Who has replied stays invited; who has not is taken off.
    activity::invite(change, half_day, &[second]).await?;
    let agreed = agreement::Model {
        id: AgreementId(0),
        activity: two_days,
        unit: first,
        kind: agreement::Kind::Adopted,
        what: "一窗收件".into(),
        learnt: "邻市".into(),
        due_day: Some(day("2025-06-30")),
        done_day: None,
        came_of: String::new(),
        promise: None,
    };
    let agreed = agreement::add(change, agreed).await?;
    assert!(agreement::find(change.reads(), agreed).await?.unwrap().is_late(day("2025-07-01")));
    for (on, late) in [("2025-06-30", 0), ("2025-07-01", 1)] {
        assert_eq!(agreement::open_by_unit(change.reads(), day(on)).await?, [(first, 1, late)], "on {on}");
    }
    agreement::finish(change, agreed, Some(day("2025-07-02")), "成了".into()).await?;

    // Three opinions: one answered, contradicted and answered again, one answered, one open.
    let asked = opinion::add(change, opinion(programme, first)).await?;
    opinion::answer(change, asked, "好的".into(), true, day("2025-03-10"), None).await?;
    opinion::judge(change, asked, Verdict::NotSolved, "没有".into(), day("2025-03-11"), Some(day("2025-03-18")))
        .await?;
    opinion::answer(change, asked, "已改".into(), true, day("2025-03-12"), None).await?;
    opinion::judge(change, asked, Verdict::Solved, String::new(), day("2025-03-13"), None).await?;
    let other = opinion::add(change, opinion::Model { receipt: None, ..opinion(programme, second) }).await?;
    opinion::answer(change, other, "好的".into(), false, day("2025-03-10"), None).await?;
    opinion::add(change, opinion::Model { receipt: None, ..opinion(programme, second) }).await?;

    // A paper of 900 characters, read by one; its next version changes one line.
    let paper = paper::Model { id: PaperId(0), programme, kind: paper::Kind::Opinion, title: "实施意见".into() };
    let id = paper::add(change, paper, format!("{}\n{}", "字".repeat(800), "句".repeat(100))).await?;
    paper::issue(change, PaperVersionId(1), day("2025-02-01")).await?;
    let read = paper::reading::Model {
        id: ReadingId(0),
        version: PaperVersionId(1),
        unit: first,
        account: None,
        day: day("2025-02-02"),
    };
    paper::confirm(change, read.clone()).await?;
    paper::confirm(change, read).await?;
    let next = paper::begin(change, id).await?;
    assert_eq!(paper::begin(change, id).await?, next, "it is begun once");

    let asks = request::Model {
        id: RequestId(0),
        programme,
        what: "门牌号".into(),
        why: "指引".into(),
        differs: String::new(),
        minutes: 7,
        asked_day: day("2025-10-09"),
        due_day: day("2025-10-20"),
    };
    let asks = request::add(change, asks, &both).await?;
    request::answer(change, asks, second, "18号".into(), day("2025-10-10"), None).await?;
    tasks(change, programme, first).await?;
    Ok((first, second))
}

async fn tasks(change: &mut Change<'_>, programme: ProgrammeId, unit: UnitId) -> Result<(), LedgerError> {
    let new = stage::NewStage {
        name: "提升".into(),
        name_en: String::new(),
        aim: String::new(),
        methods: String::new(),
        from_day: day("2025-01-01"),
        until_day: day("2025-12-31"),
        state: None,
    };
    let stage = stage::add(change, programme, new).await?;
    let row = |what: &str| task::Model {
        id: TaskId(0),
        stage,
        unit_kind: String::new(),
        what: what.into(),
        due_day: None,
        done_by: DoneBy::Hand,
    };
    let (kept, removed) = (task::add(change, row("换铭牌")).await?, task::add(change, row("报表")).await?);
    for (id, is_done) in [(kept, true), (kept, true), (removed, true), (kept, false), (kept, true)] {
        task::mark(change, id, unit, day("2025-11-01"), is_done).await?;
    }
    task::remove(change, removed).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_is_asked_answered_and_added_up() {
    for fresh in on_each_database("year").await {
        let (ledger, db, name) = (&fresh.ledger, fresh.ledger.reads(), fresh.name);
        let write = ledger.write(By::Program, Instant(1), |change| Box::pin(everything(change)));
        let (first, second) = write.await.unwrap();

        let burden = burden::of_year(db, 2025, &[first, second]).await.unwrap();
        let of = |unit: UnitId| {
            let mut rows: Vec<(Kind, i64, i64)> = burden
                .lines
                .iter()
                .filter(|line| line.unit == unit)
                .map(|line| (line.kind, line.items, line.minutes))
                .collect();
            rows.sort();
            rows
        };
        // By hand: two invitations of 3 and 5 minutes, a paper of 900 characters, a request, two answers of 10 minutes, a tick.
        let expected = [
            (Kind::Task, 1, 1),
            (Kind::Activity, 2, 8),
            (Kind::Paper, 1, 3),
            (Kind::Request, 1, 7),
            (Kind::Opinion, 2, 20),
        ];
        assert_eq!(of(first), expected, "{name}");
        assert_eq!(burden.of(first), (7, 39), "{name}");
        let expected = [(Kind::Activity, 1, 3), (Kind::Paper, 1, 3), (Kind::Request, 1, 7), (Kind::Opinion, 1, 10)];
        assert_eq!(of(second), expected, "{name}");
        // There for two and a half hours, and for two days of eight.
        assert_eq!(burden.attended.get(&first), Some(&(150 + 960)), "{name}");
        assert_eq!(burden.attended.get(&second), None, "{name}");
        assert!(burden::of_year(db, 2023, &[first]).await.unwrap().lines.is_empty(), "{name}");

        let mut counts = opinion::counts(db).await.unwrap();
        counts.sort_by_key(|(unit, state, _)| (*unit, state.name()));
        let (open, answered, solved) = (opinion::State::Open, opinion::State::Answered, opinion::State::Solved);
        assert_eq!(counts, [(Some(first), solved, 1), (Some(second), answered, 1), (Some(second), open, 1)], "{name}");
        assert_eq!(opinion::late(db, day("2025-03-18")).await.unwrap(), [(Some(second), 1)], "{name}");
        assert_eq!(opinion::late(db, day("2025-03-17")).await.unwrap(), [], "its last day is not late: {name}");
        let public = Wanted { public: true, ..Wanted::default() };
        assert_eq!(opinion::list(db, &public, 0, 10).await.unwrap().1, 1, "both have agreed to one: {name}");
        assert!(opinion::by_receipt(db, "a hash").await.unwrap().is_some(), "{name}");
        assert_eq!(request::counts(db).await.unwrap(), [(RequestId(1), 2, 1)], "{name}");
        assert_eq!(agreement::open_by_unit(db, day("2025-12-31")).await.unwrap(), [], "all is done: {name}");
        assert_eq!(paper::read_by_unit(db, &[PaperVersionId(1)]).await.unwrap(), [(first, 1)], "{name}");

        // What a yearly paper asks for: of the year, and nothing of another.
        let (from, until) = (day("2025-01-01"), day("2025-12-31"));
        let (none, never) = (day("2024-01-01"), day("2024-12-31"));
        assert_eq!(opinion::received(db, None, from, until).await.unwrap().len(), 3, "{name}");
        assert_eq!(opinion::received(db, Some(&[first]), none, never).await.unwrap(), [], "{name}");
        let attended = activity::attended(db, None, from, until).await.unwrap();
        let attended: Vec<(UnitId, ActivityId)> = attended.into_iter().map(|(unit, one)| (unit, one.id)).collect();
        assert_eq!(attended, [(first, ActivityId(1)), (first, ActivityId(2))], "{name}");
        assert_eq!(activity::attended(db, Some(&[first]), none, never).await.unwrap(), [], "nobody came: {name}");
        assert_eq!(paper::read_between(db, from, until).await.unwrap(), [(first, 1)], "{name}");
        assert_eq!(paper::issued_between(db, from, until).await.unwrap(), 1, "{name}");
        assert_eq!(paper::issued_between(db, none, never).await.unwrap(), 0, "{name}");

        // What is settled, issued or asked is not changed behind anybody's back.
        let again = ledger.write(By::Program, Instant(2), |change| {
            Box::pin(opinion::answer(change, OpinionId(1), "再答".into(), true, day("2025-03-14"), None))
        });
        assert_eq!(again.await, Err(LedgerError::Gone {}), "{name}");
        let rewrite = ledger.write(By::Program, Instant(2), |change| {
            Box::pin(paper::write(change, PaperVersionId(1), "别的".into(), String::new()))
        });
        assert_eq!(rewrite.await, Err(LedgerError::Gone {}), "{name}");

        // A copy has all of it.
        let mut copy = Vec::new();
        backup::write(ledger, &mut copy).await.unwrap();
        for (place, other) in on_each_database(&format!("year_from_{}", name.to_lowercase())).await.iter().enumerate() {
            let rows = backup::restore(&other.ledger, &mut copy.as_slice()).await.unwrap();
            assert!(rows > 40, "{name} to {place}: {rows}");
            let same = burden::of_year(other.ledger.reads(), 2025, &[first, second]).await.unwrap();
            assert_eq!(same.of(first), (7, 39), "{name} to {}", other.name);
        }
        // What the meter has of an activity follows it: it becomes longer, then it is called off.
        let of_first = |rows: burden::Burden| (rows.of(first), rows.attended.get(&first).copied());
        let edit = |change: fn(&mut activity::Model)| {
            ledger.write(By::Program, Instant(3), move |writes| {
                Box::pin(async move {
                    let mut known = activity::find(writes.reads(), ActivityId(1)).await?.ok_or(LedgerError::Gone {})?;
                    change(&mut known);
                    activity::edit(writes, known).await
                })
            })
        };
        edit(|known| (known.minutes, known.until_time) = (6, "12:00".into())).await.unwrap();
        let year = burden::of_year(db, 2025, &[first, second]).await.unwrap();
        assert_eq!(of_first(year), ((7, 42), Some(180 + 960)), "{name}");
        edit(|known| known.state = activity::State::Cancelled).await.unwrap();
        let year = burden::of_year(db, 2025, &[first, second]).await.unwrap();
        assert_eq!(of_first(year), ((6, 36), Some(960)), "{name}");
        // A contact stands in no log.
        let log = ledger::audit::page(db, None, 1000).await.unwrap();
        assert!(log.len() > 40 && log.iter().all(|entry| !entry.after.contains("13800000000")), "{name}");
    }
}
