//! Stages of a programme: their order, what is doubtful about their days, and how far they are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use ledger::programme::{self, NewProgramme};
use ledger::stage::{self, Doubt, NewStage, State};
use ledger::{By, Day, Instant, StageId, audit};

use support::on_each_database;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn new(name: &str, from: &str, until: &str) -> NewStage {
    NewStage {
        name: name.into(),
        name_en: String::new(),
        aim: String::new(),
        methods: String::new(),
        from_day: day(from),
        until_day: day(until),
        state: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stages_stand_as_the_office_orders_them() {
    for fresh in on_each_database("stages").await {
        let (ledger, db) = (&fresh.ledger, fresh.ledger.reads());
        let years =
            NewProgramme { name: "争创".into(), from_year: 2024, until_year: 2025, ..NewProgramme::default() };
        let add = ledger.write(By::Program, Instant(1), move |change| {
            Box::pin(async move {
                let id = programme::add(change, years).await?;
                for stage in [
                    new("初创", "2024-01-01", "2024-12-31"),
                    new("提升", "2025-07-01", "2026-03-31"),
                    new("深化", "2025-01-01", "2025-07-31"),
                ] {
                    stage::add(change, id, stage).await?;
                }
                Ok(id)
            })
        });
        let id = add.await.unwrap();
        let known = programme::find(db, id).await.unwrap().unwrap();
        let seen = || async {
            let stages = stage::of_programme(db, id).await.unwrap();
            let doubts: Vec<String> = stage::doubts(&known, &stages)
                .into_iter()
                .map(|doubt| match doubt {
                    Doubt::OutsideYears(stage) => format!("{}出界", stage.name),
                    Doubt::BeforePrevious(stage, previous) => format!("{}早于{}", stage.name, previous.name),
                    Doubt::WithinPrevious(stage, previous) => format!("{}叠于{}", stage.name, previous.name),
                })
                .collect();
            (stages.into_iter().map(|stage| stage.name).collect::<Vec<_>>().join(" "), doubts.join(" "))
        };
        let text = |order: &str, doubts: &str| (order.to_owned(), doubts.to_owned());
        assert_eq!(seen().await, text("初创 提升 深化", "提升出界 深化早于提升"), "{}", fresh.name);
        let up = |id: i64| {
            ledger.write(By::Program, Instant(2), move |change| Box::pin(stage::put_before(change, StageId(id))))
        };
        up(3).await.unwrap();
        assert_eq!(seen().await, text("初创 深化 提升", "提升出界 提升叠于深化"));
        // The first one stays first.
        up(1).await.unwrap();
        let ending = new("提升", "2025-08-01", "2025-12-31");
        let edit = ledger
            .write(By::Program, Instant(3), move |change| Box::pin(stage::edit(change, StageId(2), ending.clone())));
        edit.await.unwrap();
        assert_eq!(seen().await, text("初创 深化 提升", ""));
        ledger.write(By::Program, Instant(4), |change| Box::pin(stage::remove(change, StageId(1)))).await.unwrap();
        assert_eq!(seen().await, text("深化 提升", ""));
        assert_eq!(audit::verify(db, None).await, Ok(vec![]));

        // Its days say how far it is, unless the office says otherwise.
        let mut stage = stage::find(db, StageId(2)).await.unwrap().unwrap();
        for (on, state) in [
            ("2025-07-31", State::Planned),
            ("2025-08-01", State::Running),
            ("2025-12-31", State::Running),
            ("2026-01-01", State::Done),
        ] {
            assert_eq!(stage.state_on(day(on)), state, "{on}");
        }
        stage.state = Some(State::Done);
        assert_eq!(stage.state_on(day("2025-08-01")), State::Done);
    }
}
