//! Projects, examples and guidance on both databases: planned, reached, opened again, published and agreed, followed, copied.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use ledger::example::{self, Side, follow};
use ledger::project::{self, State, milestone};
use ledger::unit::{self, NewUnit};
use ledger::{
    By, Change, Day, ExampleId, FollowId, GuidanceId, Instant, Ledger, LedgerError, MilestoneId, ProgrammeId,
    ProjectId, UnitId, backup, burden, guidance, programme,
};

use support::on_each_database;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

async fn two_units(change: &mut Change<'_>) -> Result<(ProgrammeId, UnitId, UnitId), LedgerError> {
    let years =
        programme::NewProgramme { name: "争创".into(), from_year: 2025, until_year: 2026, ..Default::default() };
    let programme = programme::add(change, years).await?;
    let named = |name: &str| NewUnit { name: name.into(), ..NewUnit::default() };
    Ok((programme, unit::add(change, named("甲局")).await?, unit::add(change, named("乙局")).await?))
}

fn a_project(programme: ProgrammeId, unit: UnitId) -> project::Model {
    project::Model {
        id: ProjectId(0),
        programme,
        unit,
        title: "一次办".into(),
        aim: "少跑一趟".into(),
        from_day: day("2025-02-01"),
        until_day: day("2025-12-31"),
        promise: None,
    }
}

fn a_milestone(project: ProjectId, what: &str, due: &str) -> milestone::Model {
    milestone::Model {
        id: MilestoneId(0),
        project,
        what: what.into(),
        due_day: day(due),
        done_day: None,
        came_of: String::new(),
    }
}

fn an_example(programme: ProgrammeId, unit: UnitId) -> example::Model {
    example::Model {
        id: ExampleId(0),
        programme,
        unit,
        title: "只交一次".into(),
        trouble: "交三次".into(),
        done: "合成一份".into(),
        took: "三周".into(),
        watch: String::new(),
        promise: None,
        since_day: day("2025-03-03"),
        // Nobody has said so, whatever the row says.
        published: true,
        unit_agrees: true,
    }
}

async fn everything(change: &mut Change<'_>) -> Result<(UnitId, UnitId), LedgerError> {
    let (programme, first, second) = two_units(change).await?;
    let id = project::add(change, a_project(programme, first), &[second]).await?;
    let soon = project::add_milestone(change, a_milestone(id, "清单", "2025-03-31")).await?;
    let later = project::add_milestone(change, a_milestone(id, "上线", "2025-06-30")).await?;
    let wrong = project::add_milestone(change, a_milestone(id, "报表", "2025-01-31")).await?;
    project::remove_milestone(change, wrong).await?;
    project::reach(change, soon, Some(day("2025-03-26")), "六份".into()).await?;
    project::reach(change, later, Some(day("2025-06-01")), "成了".into()).await?;
    project::reach(change, later, None, "还没有".into()).await?;
    // Another one, with its milestone, is removed.
    let other = project::add(change, a_project(programme, second), &[first]).await?;
    project::add_milestone(change, a_milestone(other, "清单", "2025-03-31")).await?;
    project::remove(change, other).await?;

    let told = example::add(change, an_example(programme, first)).await?;
    example::say(change, told, Side::Office, true).await?;
    example::say(change, told, Side::Unit, true).await?;
    let follow = |unit, day| follow::Model { id: FollowId(0), example: told, unit, day, promise: None };
    // Who follows it twice follows it once, since the first day.
    example::follow(change, follow(second, day("2025-04-01"))).await?;
    example::follow(change, follow(second, day("2025-05-01"))).await?;
    let guides = |kind: &str, text: &str, at: &str| guidance::Model {
        id: GuidanceId(0),
        programme,
        unit_kind: kind.into(),
        text: text.into(),
        day: day(at),
    };
    for (kind, text, at) in [
        ("局委办", "先写期限", "2025-01-01"),
        ("局委办", "先写期限", "2025-02-01"),
        ("街道", "先写三件", "2025-01-01"),
        ("街道", "", "2025-02-01"),
        ("街道", "", "2025-02-01"),
    ] {
        guidance::write(change, guides(kind, text, at)).await?;
    }
    Ok((first, second))
}

/// Changes an example, and says whether it is public then.
async fn edited(ledger: &Ledger, by: Side, change: fn(&mut example::Model)) -> (bool, bool) {
    let edit = ledger.write(By::Program, Instant(2), move |writes| {
        Box::pin(async move {
            let mut known = example::find(writes.reads(), ExampleId(1)).await?.ok_or(LedgerError::Gone {})?;
            change(&mut known);
            example::edit(writes, known, by).await
        })
    });
    edit.await.unwrap();
    let known = example::find(ledger.reads(), ExampleId(1)).await.unwrap().unwrap();
    (known.published, known.unit_agrees)
}

#[tokio::test(flavor = "multi_thread")]
async fn projects_are_reached_and_examples_are_published_by_both_sides() {
    for fresh in on_each_database("projects").await {
        let (ledger, db, name) = (&fresh.ledger, fresh.ledger.reads(), fresh.name);
        let write = ledger.write(By::Program, Instant(1), |change| Box::pin(everything(change)));
        let (first, second) = write.await.unwrap();

        let projects = project::all(db).await.unwrap();
        let [project] = projects.as_slice() else { panic!("one project is left: {name}") };
        let milestones = project::milestones(db, &[project.id]).await.unwrap();
        let known: Vec<(&str, bool)> =
            milestones.iter().map(|row| (row.what.as_str(), row.done_day.is_some())).collect();
        assert_eq!(known, [("清单", true), ("上线", false)], "{name}");
        let taking_part = project::taking_part(db, &[project.id]).await.unwrap();
        assert_eq!(taking_part.iter().map(|row| row.unit).collect::<Vec<_>>(), [second], "{name}");
        // By its milestones, and by its first day while none is reached.
        let none: Vec<milestone::Model> =
            milestones.iter().map(|row| milestone::Model { done_day: None, ..row.clone() }).collect();
        let all: Vec<milestone::Model> =
            milestones.iter().map(|row| milestone::Model { done_day: Some(row.due_day), ..row.clone() }).collect();
        let at = |of: &[milestone::Model], today: &str| project.state_on(of, day(today));
        assert_eq!(at(&none, "2025-01-31"), State::Planned);
        assert_eq!(at(&none, "2025-02-01"), State::Running);
        assert_eq!(at(&milestones, "2025-01-31"), State::Running);
        assert_eq!(at(&all, "2025-01-31"), State::Done);
        assert_eq!(at(&[], "2027-01-01"), State::Running, "one without milestones is never done");
        // Its last day is not late.
        let due = |until: &'static str| async move { project::due_until(db, day(until)).await.unwrap().len() };
        assert_eq!((due("2025-06-29").await, due("2025-06-30").await), (0, 1), "{name}");
        let open = project::due_until(db, day("2025-12-31")).await.unwrap().remove(0);
        assert!(!open.is_late(day("2025-06-30")) && open.is_late(day("2025-07-01")), "{name}");
        assert_eq!(open.came_of, "还没有", "{name}");

        // What a unit was asked for it: the one milestone that it has reported, and not the one that was opened again.
        let burden = burden::of_year(db, 2025, &[first, second]).await.unwrap();
        assert_eq!((burden.of(first), burden.of(second)), ((1, 5), (0, 0)), "{name}");

        assert_eq!(example::public(db, None).await.unwrap().len(), 1, "{name}");
        assert_eq!(example::public(db, Some(second)).await.unwrap().len(), 0, "{name}");
        let follows = example::follows(db, &[ExampleId(1)]).await.unwrap();
        let since: Vec<(UnitId, String)> = follows.iter().map(|row| (row.unit, row.day.to_string())).collect();
        assert_eq!(since, [(second, "2025-04-01".to_owned())], "{name}");
        let guidance = guidance::of_programme(db, ProgrammeId(1)).await.unwrap();
        let written: Vec<(&str, String)> =
            guidance.iter().map(|row| (row.unit_kind.as_str(), row.day.to_string())).collect();
        assert_eq!(written, [("局委办", "2025-01-01".to_owned())], "the same text holds since it was written: {name}");

        // A copy has all of it.
        let mut copy = Vec::new();
        backup::write(ledger, &mut copy).await.unwrap();
        for other in on_each_database(&format!("projects_from_{}", name.to_lowercase())).await {
            backup::restore(&other.ledger, &mut copy.as_slice()).await.unwrap();
            let there = other.ledger.reads();
            assert_eq!(project::all(there).await.unwrap(), projects, "{name} to {}", other.name);
            assert_eq!(project::milestones(there, &[project.id]).await.unwrap(), milestones, "{name}");
            assert_eq!(project::taking_part(there, &[project.id]).await.unwrap(), taking_part, "{name}");
            assert_eq!(example::all(there).await.unwrap(), example::all(db).await.unwrap(), "{name}");
            assert_eq!(example::follows(there, &[ExampleId(1)]).await.unwrap(), follows, "{name}");
            assert_eq!(guidance::of_programme(there, ProgrammeId(1)).await.unwrap(), guidance, "{name}");
        }

        // Who changes the text takes back what the other side said of it; what stays as it is changes nothing.
        assert_eq!(edited(ledger, Side::Office, |_| ()).await, (true, true), "{name}");
        assert_eq!(edited(ledger, Side::Office, |known| known.took = "四周".into()).await, (true, false), "{name}");
        let agree = ledger
            .write(By::Program, Instant(3), |change| Box::pin(example::say(change, ExampleId(1), Side::Unit, true)));
        agree.await.unwrap();
        assert_eq!(edited(ledger, Side::Unit, |known| known.watch = "慢慢来".into()).await, (false, true), "{name}");
        assert!(example::public(db, None).await.unwrap().is_empty(), "{name}");
        let stop = ledger.write(By::Program, Instant(4), move |change| {
            Box::pin(async move {
                example::stop(change, ExampleId(1), second).await?;
                example::stop(change, ExampleId(1), second).await?;
                example::remove(change, ExampleId(1)).await
            })
        });
        stop.await.unwrap();
        assert!(example::all(db).await.unwrap().is_empty(), "{name}");
    }
}
