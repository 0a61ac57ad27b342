//! What hangs where, and where a brand appeared, on both databases: noted, taken down, taken away, copied.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use ledger::appearance::{self, Medium};
use ledger::file::{BrandFile, Limit, PromiseText};
use ledger::unit::{self, NewUnit};
use ledger::{
    AppearanceId, BrandId, By, Day, Instant, Ledger, LedgerError, PrintedId, PromiseId, UnitId, audit, backup, brand,
    printed,
};

use support::on_each_database;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn plate(unit: UnitId, place: &str, printed: &str) -> printed::Model {
    printed::Model {
        id: PrintedId(0),
        unit,
        promise: PromiseId(1),
        layout: "desk-plate".into(),
        language: "zh-en".into(),
        code: "K7Q2MX".into(),
        day: day(printed),
        pieces: 6,
        place: place.into(),
        gone_day: None,
    }
}

fn written(unit: UnitId, brand: BrandId, on: &str, reach: Option<i64>) -> appearance::Model {
    appearance::Model {
        id: AppearanceId(0),
        unit,
        brand,
        day: day(on),
        medium: Medium::Station,
        outlet: "㙍台 '一' \"二\"".into(),
        what: "五天办结".into(),
        evidence: String::new(),
        reach,
        source: if reach.is_some() { "台里的统计".into() } else { String::new() },
    }
}

/// Two units, and a brand of the first with a promise in force.
async fn two_units(ledger: &Ledger) -> (UnitId, UnitId, BrandId) {
    let fill = ledger.write(By::Program, Instant(1), |change| {
        Box::pin(async move {
            let named = |name: &str| NewUnit { name: name.into(), ..NewUnit::default() };
            let (first, second) = (unit::add(change, named("甲局")).await?, unit::add(change, named("乙局")).await?);
            let text = |text: &str| text.to_owned();
            let promise = PromiseText {
                what: text("5个工作日内办结"),
                to_whom: text("申请人"),
                limit: Some(Limit::WorkingDays { number: 5 }),
                remedy: text("致歉"),
                contact: text("12345"),
                complaint_route: text("12345"),
                ..PromiseText::default()
            };
            let file = BrandFile {
                name: text("快办"),
                concept: text("快"),
                slogan: text("五天办结"),
                meaning: text("快"),
                standards: text("笑"),
                promises: vec![promise],
                ..BrandFile::default()
            };
            let (brand, draft) = brand::add(change, first, None, file).await?;
            let hash = brand::find_version(change.reads(), draft).await?.expect("it is there").file()?.hash();
            brand::sign(change, draft, &hash).await?;
            brand::publish(change, draft, day("2025-01-01")).await?;
            Ok((first, second, brand))
        })
    });
    fill.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_hangs_and_what_appeared_is_noted_and_taken_away() {
    for fresh in on_each_database("printed").await {
        let (ledger, db, name) = (&fresh.ledger, fresh.ledger.reads(), fresh.name);
        let (first, second, brand) = two_units(ledger).await;
        let note = ledger.write(By::Program, Instant(2), move |change| {
            Box::pin(async move {
                printed::add(change, plate(first, "二楼", "2025-06-01")).await?;
                printed::add(change, plate(first, "一楼", "2025-03-01")).await?;
                printed::add(change, plate(second, "正门", "2025-04-01")).await?;
                appearance::add(change, written(first, brand, "2025-05-01", Some(42_000))).await?;
                appearance::add(change, written(first, brand, "2025-07-01", None)).await?;
                Ok(())
            })
        });
        note.await.unwrap();
        let places = async |units: Option<&[UnitId]>| -> Vec<String> {
            printed::hanging(db, units).await.unwrap().into_iter().map(|row| row.place).collect()
        };
        assert_eq!(places(None).await, ["一楼", "正门", "二楼"], "{name}");
        assert_eq!(places(Some(&[second])).await, ["正门"], "{name}");

        // Taken down twice is taken down since the first time, and nothing that is not there is.
        let down = |id: i64, on: &'static str| {
            ledger.write(By::Program, Instant(3), move |change| {
                Box::pin(printed::take_down(change, PrintedId(id), day(on)))
            })
        };
        down(2, "2025-08-01").await.unwrap();
        down(2, "2025-09-01").await.unwrap();
        assert_eq!(printed::find(db, PrintedId(2)).await.unwrap().unwrap().gone_day, Some(day("2025-08-01")), "{name}");
        assert_eq!(down(9, "2025-08-01").await, Err(LedgerError::Gone {}), "{name}");
        assert_eq!(places(Some(&[first])).await, ["二楼"], "{name}");

        // The last stands first; nobody sees that of others.
        let reaches = async |units: Option<&[UnitId]>| -> Vec<Option<i64>> {
            appearance::list(db, units).await.unwrap().into_iter().map(|row| row.reach).collect()
        };
        assert_eq!(reaches(None).await, [None, Some(42_000)], "{name}");
        assert_eq!(reaches(Some(&[second])).await, [], "{name}");

        let mut copy = Vec::new();
        backup::write(ledger, &mut copy).await.unwrap();
        for other in on_each_database(&format!("printed_from_{}", name.to_lowercase())).await {
            backup::restore(&other.ledger, &mut copy.as_slice()).await.unwrap();
            let reads = other.ledger.reads();
            assert_eq!(
                printed::hanging(reads, None).await.unwrap(),
                printed::hanging(db, None).await.unwrap(),
                "{name} to {}",
                other.name
            );
            assert_eq!(
                appearance::list(reads, None).await.unwrap(),
                appearance::list(db, None).await.unwrap(),
                "{name} to {}",
                other.name
            );
        }

        let remove =
            || ledger.write(By::Program, Instant(4), |change| Box::pin(appearance::remove(change, AppearanceId(1))));
        remove().await.unwrap();
        assert_eq!(remove().await, Err(LedgerError::Gone {}), "{name}");
        assert_eq!(reaches(None).await, [None], "{name}");
        let acts: Vec<String> = audit::page(db, None, 3).await.unwrap().into_iter().map(|line| line.act).collect();
        assert_eq!(acts.first().map(String::as_str), Some("appearance-removed"), "{name}: {acts:?}");
    }
}
