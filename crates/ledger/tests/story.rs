//! One story, told on both databases: a unit, its people, a brand that is drafted, signed, put in force and changed; and what the
//! audit log then knows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on should stop"
)]

mod support;

use std::collections::BTreeSet;

use ledger::account::{self, NewAccount, Role};
use ledger::audit::{self, Fault};
use ledger::brand::{self, Standing};
use ledger::file::{BrandFile, Difference, Lack, Limit, PromiseText, differences};
use ledger::unit::{self, NewUnit};
use ledger::{AccountId, By, Day, Instant, Ledger, LedgerError, UnitId, promise};
use sea_orm::ConnectionTrait;

use support::on_each_database;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// The made-up clock: so many seconds after the story began.
fn at(seconds: i64) -> Instant {
    Instant(1_700_000_000_000_000).plus_seconds(seconds)
}

fn promise_of(key: u32, days: u32) -> PromiseText {
    PromiseText {
        key,
        what: format!("自受理之日起{days}个工作日内办结"),
        to_whom: "申请人".into(),
        remedy: "当面说明原因".into(),
        contact: "窗口3".into(),
        complaint_route: "12345".into(),
        limit: Some(Limit::WorkingDays { number: days }),
        services: BTreeSet::new(),
        ..PromiseText::default()
    }
}

fn whole_file(promises: Vec<PromiseText>) -> BrandFile {
    BrandFile {
        name: "碧水e家㙍䶮".into(),
        concept: "像爱护家一样".into(),
        slogan: "碧水到家，服务到心".into(),
        meaning: "水清，事也清。".into(),
        standards: "一张笑脸\n一次讲清".into(),
        promises,
        ..BrandFile::default()
    }
}

async fn add_account(ledger: &Ledger, login: &str, role: Role, unit: Option<UnitId>) -> Result<AccountId, LedgerError> {
    let (login, name) = (login.to_owned(), format!("姓名{login}"));
    let new = NewAccount { login, name, role, unit, password: "$hash".into(), must_change: true };
    ledger.write(By::Program, at(0), move |change| Box::pin(account::add(change, new))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_brand_from_its_draft_to_its_second_version() {
    for fresh in on_each_database("brand").await {
        println!("on {}", fresh.name);
        brand_story(&fresh.ledger).await.expect("the story holds");
    }
}

async fn brand_story(ledger: &Ledger) -> Result<(), LedgerError> {
    let db = ledger.reads();
    let new = NewUnit { name: "望澜市生态环境局".into(), ..NewUnit::default() };
    let unit = ledger.write(By::Program, at(0), move |change| Box::pin(unit::add(change, new))).await?;
    let liaison = add_account(ledger, "Li.Lan", Role::Liaison, Some(unit)).await?;
    let head = add_account(ledger, "zhang", Role::Head, Some(unit)).await?;
    // Sign-in names are the same whatever the case of their letters, and there is one of each.
    assert_eq!(account::by_login(db, " LI.LAN").await?.map(|account| account.id), Some(liaison));
    let taken = add_account(ledger, "LI.lan", Role::Office, None).await;
    assert_eq!(taken, Err(LedgerError::LoginTaken { login: "li.lan".into() }));

    // A draft, saved twice; whoever read an older text does not save over a newer one.
    let by = By::Account(liaison);
    let (brand, draft) =
        ledger.write(by, at(1), move |change| Box::pin(brand::add(change, unit, None, BrandFile::default()))).await?;
    let half = BrandFile { promises: vec![promise_of(0, 10)], ..BrandFile::default() };
    assert!(half.lacks().contains(&Lack::Text(ledger::file::Field::Name)));
    let save = half.clone();
    let revision = ledger.write(by, at(2), move |change| Box::pin(brand::save(change, draft, 0, save))).await?;
    assert_eq!(revision, 1);
    let late =
        ledger.write(By::Account(head), at(3), move |change| Box::pin(brand::save(change, draft, 0, half))).await;
    assert_eq!(late, Err(LedgerError::SavedMeanwhile { by: "姓名Li.Lan".into() }));

    // The head signs what was seen, and nothing that lacks something.
    let file = || async { brand::find_version(db, draft).await.map(|version| version.expect("it is there")) };
    let hash = file().await?.file()?.hash();
    let sign = |hash: String| {
        ledger.write(By::Account(head), at(5), move |change| {
            Box::pin(async move { brand::sign(change, draft, &hash).await })
        })
    };
    assert_eq!(sign(hash.clone()).await, Err(LedgerError::NotInState { state: "incomplete".into() }));
    let whole = whole_file(vec![promise_of(1, 10)]);
    let saved = whole.clone();
    ledger.write(by, at(4), move |change| Box::pin(brand::save(change, draft, 1, saved))).await?;
    assert_eq!(sign(hash).await, Err(LedgerError::NotWhatWasSeen {}));
    sign(whole.hash()).await?;
    let signed = file().await?;
    assert_eq!((signed.signed_by, signed.signed_hash), (Some(head), Some(whole.hash())));
    let edit =
        ledger.write(by, at(6), move |change| Box::pin(brand::save(change, draft, 2, BrandFile::default()))).await;
    assert_eq!(edit, Err(LedgerError::NotInState { state: "signed".into() }));

    // In force from a day; a change is a new version, and the promise in other words a new row.
    let from = day("2024-03-01");
    ledger.write(By::Program, at(7), move |change| Box::pin(brand::publish(change, draft, from))).await?;
    assert_eq!(file().await?.standing(day("2024-02-29")), Standing::Upcoming);
    assert_eq!(file().await?.standing(from), Standing::InForce);
    let second = ledger.write(by, at(8), move |change| Box::pin(brand::open_draft(change, brand))).await?;
    assert_ne!(second, draft);
    let again = ledger.write(by, at(8), move |change| Box::pin(brand::open_draft(change, brand))).await?;
    assert_eq!(again, second);
    let changed = BrandFile { promises: vec![promise_of(1, 8), promise_of(0, 1)], ..whole.clone() };
    let saving = changed.clone();
    ledger.write(by, at(9), move |change| Box::pin(brand::save(change, second, 0, saving))).await?;
    let seen = brand::find_version(db, second).await?.expect("it is there").file()?;
    assert_eq!(seen.promises.iter().map(|promise| promise.key).collect::<Vec<_>>(), [1, 2]);
    let hash = seen.hash();
    ledger
        .write(By::Account(head), at(10), move |change| {
            Box::pin(async move { brand::sign(change, second, &hash).await })
        })
        .await?;
    let too_early =
        ledger.write(By::Program, at(11), move |change| Box::pin(brand::publish(change, second, from))).await;
    assert!(matches!(too_early, Err(LedgerError::BeforeTheOneInForce { .. })));
    let later = day("2025-12-01");
    ledger.write(By::Program, at(12), move |change| Box::pin(brand::publish(change, second, later))).await?;
    assert_eq!(file().await?.standing(later), Standing::Retired);

    let says = |promises: Vec<promise::InForce>| -> Vec<(String, Day, Option<Day>)> {
        promises.into_iter().map(|promise| (promise.text.what, promise.from, promise.until)).collect()
    };
    let ten = "自受理之日起10个工作日内办结".to_owned();
    let eight = "自受理之日起8个工作日内办结".to_owned();
    let one = "自受理之日起1个工作日内办结".to_owned();
    assert_eq!(says(promise::in_force(db, brand, day("2024-02-29")).await?), []);
    let until = Some(day("2025-11-30"));
    assert_eq!(says(promise::in_force(db, brand, day("2025-11-30")).await?), [(ten, from, until)]);
    assert_eq!(says(promise::in_force(db, brand, later).await?), [(eight, later, None), (one, later, None)]);
    let log = differences(&whole, &seen);
    assert!(
        matches!(log.as_slice(), [Difference::OfPromise(..), Difference::Limit(..), Difference::Added(_)]),
        "{log:?}"
    );

    // The list knows both days.
    let listed = brand::list(db, Some(unit), day("2025-06-01")).await?;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].in_force.as_ref().map(|version| version.number), Some(1));
    assert_eq!(listed[0].latest.number, 2);
    assert_eq!(audit::verify(db, None).await?, []);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_done_to_the_audit_log_is_found() {
    // What somebody with the database's password does, and what is then found.
    let deeds: [(&str, &[Fault]); 7] = [
        ("UPDATE audit_entry SET after = '{}' WHERE number = 3", &[Fault::Edited(3)]),
        ("UPDATE audit_entry SET account = 7 WHERE number = 5", &[Fault::Edited(5)]),
        ("DELETE FROM audit_entry WHERE number = 4", &[Fault::Missing(4)]),
        ("DELETE FROM audit_entry WHERE number > 6", &[Fault::CutOff { after: 6, of: 8 }]),
        (
            "UPDATE audit_entry SET number = CASE number WHEN 902 THEN 6 ELSE 5 END WHERE number IN (901, 902)",
            &[Fault::Displaced(5), Fault::Edited(5), Fault::Displaced(6), Fault::Edited(6), Fault::Displaced(7)],
        ),
        ("UPDATE audit_entry SET hash = 'x' WHERE number = 8", &[Fault::Edited(8), Fault::Displaced(8)]),
        ("DELETE FROM audit_entry", &[Fault::CutOff { after: 0, of: 8 }]),
    ];
    for (place, (deed, found)) in deeds.into_iter().enumerate() {
        for fresh in on_each_database(&format!("deed_{place}")).await {
            for number in 1..=8 {
                let new = NewUnit { name: format!("第{number}单位"), ..NewUnit::default() };
                let add = fresh.ledger.write(By::Program, at(number), move |change| Box::pin(unit::add(change, new)));
                add.await.expect("a unit is added");
            }
            let db = fresh.ledger.reads();
            assert_eq!(audit::verify(db, None).await, Ok(vec![]));
            if deed.contains("901") {
                for (one, other) in [(5, 902), (6, 901)] {
                    let aside = format!("UPDATE audit_entry SET number = {other} WHERE number = {one}");
                    db.execute_unprepared(&aside).await.expect("it is done");
                }
                // 5 went to 902 and comes back as 6; 6 went to 901 and comes back as 5.
            }
            db.execute_unprepared(deed).await.expect("it is done");
            assert_eq!(audit::verify(db, None).await.as_deref(), Ok(found), "{deed} on {}", fresh.name);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_fails_takes_nothing_with_it_and_a_thousand_at_once_keep_the_chain_whole() {
    for fresh in on_each_database("thousand").await {
        let ledger = &fresh.ledger;
        let mut waiting = Vec::new();
        for number in 0..1000_i64 {
            let ledger = ledger.clone();
            waiting.push(tokio::spawn(async move {
                let new = NewUnit { name: format!("单位{number}"), ..NewUnit::default() };
                let change = ledger.write(By::Program, at(number), move |change| {
                    Box::pin(async move {
                        let id = unit::add(change, new).await?;
                        // Every seventh breaks after it has written.
                        if number % 7 == 0 { Err(LedgerError::Gone {}) } else { Ok(id) }
                    })
                });
                change.await.is_ok()
            }));
        }
        let mut made = 0;
        for one in waiting {
            made += usize::from(one.await.expect("no panic"));
        }
        assert_eq!(made, 857);
        assert_eq!(unit::all(ledger.reads()).await.map(|units| units.len()), Ok(857), "{}", fresh.name);
        let (entries, head) = audit::head(ledger.reads()).await.expect("a head");
        assert_eq!(entries, 857);
        assert_eq!(audit::verify(ledger.reads(), Some((entries, &head))).await, Ok(vec![]));
        let other = audit::verify(ledger.reads(), Some((entries, "0"))).await;
        assert_eq!(other, Ok(vec![Fault::NotAsNoted(857)]));
        // It opens again as it was.
        drop(Ledger::open(&fresh.url).await.expect("it opens again"));
    }
}
