//! Brands below brands, and brands that are no longer used; on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use ledger::brand::{self, Standing};
use ledger::file::{BrandFile, Limit, PromiseText};
use ledger::service::{self, NewService};
use ledger::unit::{self, NewUnit};
use ledger::{BrandId, By, Change, Day, Instant, Ledger, LedgerError, UnitId, audit, promise};

use support::on_each_database;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn whole_file(name: &str) -> BrandFile {
    let promise = PromiseText {
        what: "8个工作日内办结".into(),
        to_whom: "申请人".into(),
        remedy: "当面说明".into(),
        contact: "窗口".into(),
        complaint_route: "12345".into(),
        limit: Some(Limit::WorkingDays { number: 8 }),
        services: [ledger::ServiceId(1)].into(),
        ..PromiseText::default()
    };
    BrandFile {
        name: name.into(),
        concept: "念".into(),
        slogan: "号".into(),
        meaning: "义".into(),
        standards: "范".into(),
        promises: vec![promise],
        ..BrandFile::default()
    }
}

/// A brand in force from a day.
async fn in_force(
    change: &mut Change<'_>,
    unit: UnitId,
    parent: Option<BrandId>,
    name: &str,
    from: Day,
) -> Result<BrandId, LedgerError> {
    let (brand, draft) = brand::add(change, unit, parent, whole_file(name)).await?;
    let hash = brand::find_version(change.reads(), draft).await?.unwrap().file()?.hash();
    brand::sign(change, draft, &hash).await?;
    brand::publish(change, draft, from).await?;
    Ok(brand)
}

async fn retire(ledger: &Ledger, id: BrandId, from: &str) -> Result<(), LedgerError> {
    let from = day(from);
    let retire = ledger.write(By::Program, Instant(9), move |change| {
        Box::pin(async move { brand::retire(change, id, from, "并入母品牌".into()).await })
    });
    retire.await
}

async fn put_below(ledger: &Ledger, id: BrandId, parent: Option<BrandId>) -> Result<(), LedgerError> {
    let put = ledger.write(By::Program, Instant(8), move |change| {
        Box::pin(async move { brand::put_below(change, id, parent).await })
    });
    put.await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_of_three_and_how_two_of_them_go() {
    for fresh in on_each_database("family").await {
        let ledger = &fresh.ledger;
        let db = ledger.reads();
        let add = ledger.write(By::Program, Instant(1), |change| {
            Box::pin(async move {
                let unit = unit::add(change, NewUnit { name: "交通运输局".into(), ..NewUnit::default() }).await?;
                service::add(change, unit, NewService { code: "1".into(), ..NewService::default() }).await?;
                let from = day("2024-03-01");
                let top = in_force(change, unit, None, "交通情", from).await?;
                let below = in_force(change, unit, Some(top), "一路情", from).await?;
                let lowest = in_force(change, unit, Some(below), "娄城车顾问", from).await?;
                Ok([top, below, lowest])
            })
        });
        let [top, below, lowest] = add.await.unwrap();

        // No brand lies below itself, however far.
        for parent in [top, below, lowest] {
            assert_eq!(put_below(ledger, top, Some(parent)).await, Err(LedgerError::BelowItself {}), "{}", fresh.name);
        }
        let shape = || async {
            let all = brand::list(db, None, day("2025-01-01")).await.unwrap();
            brand::family(&all, below).into_iter().map(|kin| (kin.listed.brand.id, kin.depth)).collect::<Vec<_>>()
        };
        assert_eq!(shape().await, [(top, 0), (below, 1), (lowest, 2)]);
        put_below(ledger, lowest, Some(top)).await.unwrap();
        assert_eq!(shape().await, [(top, 0), (below, 1), (lowest, 1)]);

        // Not while others below it stay; not before it began; then from a day on, with its promises.
        assert_eq!(retire(ledger, top, "2025-06-01").await, Err(LedgerError::HasSubBrands { count: 2 }));
        let too_early = retire(ledger, lowest, "2024-03-01").await;
        assert!(matches!(too_early, Err(LedgerError::BeforeTheOneInForce { .. })), "{too_early:?}");
        retire(ledger, lowest, "2025-06-01").await.unwrap();
        let known = service::of_unit(db, ledger::UnitId(1)).await.unwrap().remove(0);
        let seen = |on: &'static str| {
            let known = known.clone();
            async move {
                let all = brand::list(db, None, day(on)).await.unwrap();
                let listed = all.into_iter().find(|listed| listed.brand.id == lowest).unwrap();
                let promises = promise::in_force(db, lowest, day(on)).await.unwrap().len();
                let bound = promise::bound(db, &known, day(on)).await.unwrap().len();
                (listed.standing(day(on)), listed.in_force.is_some(), promises, bound)
            }
        };
        assert_eq!(seen("2025-05-31").await, (Standing::InForce, true, 1, 3));
        assert_eq!(seen("2025-06-01").await, (Standing::Retired, false, 0, 2));
        let until = "2025-05-31".to_owned();
        assert_eq!(retire(ledger, lowest, "2025-07-01").await, Err(LedgerError::Retired { until: until.clone() }));
        let draft = ledger.write(By::Program, Instant(10), move |change| Box::pin(brand::open_draft(change, lowest)));
        assert_eq!(draft.await, Err(LedgerError::Retired { until: until.clone() }));
        assert_eq!(put_below(ledger, below, Some(lowest)).await, Err(LedgerError::Retired { until }));

        // Taken back, it is as it was; then both go, and the one above can go too.
        let keep = ledger.write(By::Program, Instant(11), move |change| Box::pin(brand::keep(change, lowest)));
        keep.await.unwrap();
        assert_eq!(seen("2025-06-01").await, (Standing::InForce, true, 1, 3));
        for brand in [lowest, below, top] {
            retire(ledger, brand, "2025-06-01").await.unwrap();
        }
        let above = ledger.write(By::Program, Instant(12), move |change| Box::pin(brand::keep(change, lowest)));
        assert!(matches!(above.await, Err(LedgerError::Retired { .. })));
        assert_eq!(audit::verify(db, None).await, Ok(vec![]));
    }
}
