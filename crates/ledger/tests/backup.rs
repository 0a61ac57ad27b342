//! A copy of a register, made while others write, and registers made from it on both databases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on should stop"
)]

mod support;

use ledger::account::{self, NewAccount, Role};
use ledger::file::BrandFile;
use ledger::job::{self, NewJob, Outcome, State};
use ledger::service::{self, NewService};
use ledger::unit::{self, NewUnit};
use ledger::{By, Instant, Ledger, LedgerError, attachment, audit, backup, brand, identity, second_factor};

use sha2::{Digest, Sha256};
use support::on_each_database;

async fn fill(ledger: &Ledger) {
    let write = ledger.write(By::Program, Instant(1), |change| {
        Box::pin(async move {
            let below = NewUnit { name: "㙍头“所”\n'".into(), ..NewUnit::default() };
            let unit = unit::add(change, below.clone()).await?;
            // The unit above comes after the one below it.
            let above = unit::add(change, NewUnit { name: "局".into(), ..NewUnit::default() }).await?;
            unit::edit(change, unit, NewUnit { parent: Some(above), ..below }).await?;
            let new = NewAccount {
                login: "zhang".into(),
                name: "张".into(),
                role: Role::Head,
                unit: Some(unit),
                password: "$argon2id$".into(),
                must_change: true,
            };
            let zhang = account::add(change, new).await?;
            let codes = vec!["one".to_owned(), "two".to_owned()];
            second_factor::turn_on(change, zhang, "SECRET".into(), 7, codes).await?;
            identity::bind(change, "zhang", "https://id".into(), "0815".into()).await?;
            attachment::keep(change, "image/png", vec![0, 255, 10, 13]).await?;
            // A job that is done comes along with what came of it; one that is not is not taken up again elsewhere.
            let new = |key: &str| NewJob { kind: "k", arguments: 1.into(), key: key.into(), unit: Some(unit) };
            job::ask(change, new("a")).await?;
            let held = job::take(change, Instant(2), Instant(3)).await?.expect("a job waits");
            job::finish(change, held.id, held.taken, Outcome::Done("所".into())).await?;
            job::ask(change, new("b")).await?;
            attachment::keep_private(change, "application/pdf", vec![37, 80]).await?;
            let service = NewService { code: "1".into(), name: "许可".into(), ..NewService::default() };
            let service = service::add(change, unit, service).await?;
            service::close(change, service, "2025-12-31".parse().unwrap()).await?;
            let file = BrandFile { name: "碧水".into(), ..BrandFile::default() };
            let (parent, _) = brand::add(change, unit, None, file.clone()).await?;
            let (sub, draft) = brand::add(change, unit, Some(parent), file).await?;
            brand::retire(change, sub, "2026-01-01".parse().unwrap(), "并入".into()).await?;
            Ok((sub, draft))
        })
    });
    write.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_of_one_moment_and_comes_back_on_either_database() {
    let from = on_each_database("backup_from").await;
    for fresh in &from {
        fill(&fresh.ledger).await;
        // While it is copied others write.
        let busy = fresh.ledger.clone();
        let writing = tokio::spawn(async move {
            for number in 0..200_i64 {
                let new = NewUnit { name: format!("单位{number}"), ..NewUnit::default() };
                busy.write(By::Program, Instant(number), move |change| Box::pin(unit::add(change, new))).await.unwrap();
            }
        });
        let mut copy = Vec::new();
        let rows = backup::write(&fresh.ledger, &mut copy).await.unwrap();
        writing.await.unwrap();
        assert_eq!(backup::check(&mut copy.as_slice()), Ok(rows));
        for into in on_each_database(&format!("backup_into_{}", fresh.name.to_lowercase())).await {
            let name = format!("from {} into {}", fresh.name, into.name);
            let came = backup::restore(&into.ledger, &mut copy.as_slice()).await;
            assert_eq!(came, Ok(rows), "{name}");
            let db = into.ledger.reads();
            // One moment: a line in the log for each unit, account and so on, and the chain is whole.
            assert_eq!(audit::verify(db, None).await, Ok(vec![]), "{name}");
            let units = unit::all(db).await.unwrap();
            assert_eq!((units[0].name.as_str(), units[0].parent), ("㙍头“所”\n'", Some(units[1].id)));
            let entries = audit::head(db).await.unwrap().0;
            // What happened, and that the unfinished job was ended by the restoring.
            assert_eq!(usize::try_from(entries).unwrap(), units.len() + 14, "{name}");
            let account = account::by_login(db, "zhang").await.unwrap().unwrap();
            assert_eq!((account.password.as_str(), account.must_change), ("$argon2id$", true));
            let jobs = job::page(db, None, None, 9).await.unwrap();
            assert_eq!(jobs.iter().map(|job| job.state).collect::<Vec<_>>(), [State::Cancelled, State::Done]);
            assert_eq!((jobs[0].message().unwrap().key(), jobs[1].result()), ("job-of-a-copy", Some("所".into())));
            let sub = brand::find(db, ledger::BrandId(2)).await.unwrap().unwrap();
            assert_eq!((sub.parent, sub.until_reason.as_str()), (Some(ledger::BrandId(1)), "并入"));
            assert_eq!(service::all(db).await.unwrap()[0].closed_from, Some("2025-12-31".parse().unwrap()));
            let factor = second_factor::find(db, account.id).await.unwrap().unwrap();
            assert_eq!((factor.secret.as_str(), factor.last_step), ("SECRET", 7), "{name}");
            assert_eq!(second_factor::codes_left(db, account.id).await, Ok(2), "{name}");
            assert_eq!(identity::account_of(db, "https://id", "0815").await, Ok(Some(account)), "{name}");
            // The secret is in the copy, without which nobody could sign in again, but in no line of the log.
            let log = audit::about(db, "account", factor.account.0, 9).await.unwrap();
            assert!(log.len() == 3 && !format!("{log:?}").contains("SECRET"), "{name}: {log:?}");
            // What is written next is counted on from there, and a second copy is the same.
            let mut again = Vec::new();
            backup::write(&into.ledger, &mut again).await.unwrap();
            let without_jobs = |copy: &[u8]| -> Vec<String> {
                let lines = String::from_utf8(copy.to_vec()).unwrap();
                lines
                    .lines()
                    .filter(|line| !line.contains("\"job\"") && line.starts_with('['))
                    .map(str::to_owned)
                    .collect()
            };
            assert!(without_jobs(&again) == without_jobs(&copy), "{name}: the copy of the copy differs");
            fill_more(&into.ledger).await;
            assert_eq!(backup::restore(&into.ledger, &mut copy.as_slice()).await, Err(LedgerError::NotEmpty {}));
        }
    }
}

async fn fill_more(ledger: &Ledger) {
    let new = NewUnit { name: "后来的单位".into(), ..NewUnit::default() };
    ledger.write(By::Program, Instant(9), move |change| Box::pin(unit::add(change, new))).await.unwrap();
    assert_eq!(audit::verify(ledger.reads(), None).await, Ok(vec![]));
}

/// A copy as the first version made it, which knew fewer columns, comes back with what the tables give those that it lacks.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_an_earlier_version_comes_back() {
    const LATER: [(&str, &[&str]); 4] = [
        ("stage", &["name_en", "methods", "state", "place"]),
        ("service", &["closed_from"]),
        ("brand", &["until_reason"]),
        ("attachment", &["private"]),
    ];
    let from = &on_each_database("earlier_from").await[0];
    fill(&from.ledger).await;
    let mut copy = Vec::new();
    backup::write(&from.ledger, &mut copy).await.unwrap();
    let text = String::from_utf8(copy).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let last = lines.pop().unwrap();
    lines[0] = "{\"mingpai-backup\":1,\"migrations\":1}".to_owned();
    for line in &mut lines[1..] {
        let mut row: serde_json::Value = serde_json::from_str(line).unwrap();
        let table = row[0].as_str().unwrap().to_owned();
        let cells = row[1].as_object_mut().unwrap();
        for (_, columns) in LATER.iter().filter(|(known, _)| *known == table) {
            columns.iter().for_each(|column| drop(cells.remove(*column).unwrap()));
        }
        *line = row.to_string();
    }
    let body: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let hash: String = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect();
    let rows = serde_json::from_str::<serde_json::Value>(&last).unwrap()["rows"].clone();
    let copy = body + &serde_json::json!({ "rows": rows, "sha256": hash }).to_string() + "\n";
    for into in on_each_database("earlier_into").await {
        let came = backup::restore(&into.ledger, &mut copy.as_bytes()).await;
        assert_eq!(came.map(serde_json::Value::from), Ok(rows.clone()), "{}", into.name);
        let brand = brand::find(into.ledger.reads(), ledger::BrandId(1)).await.unwrap().unwrap();
        assert_eq!((brand.until_day, brand.until_reason.as_str()), (None, ""));
        fill_more(&into.ledger).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_copy_brings_nothing() {
    let from = &on_each_database("damaged_from").await[0];
    fill(&from.ledger).await;
    let mut copy = Vec::new();
    backup::write(&from.ledger, &mut copy).await.unwrap();
    let text = String::from_utf8(copy).unwrap();
    let without_its_end = text.rsplit_once("\n{").unwrap().0.to_owned() + "\n";
    let without_a_row: String =
        text.lines().filter(|line| !line.contains("碧水")).map(|line| format!("{line}\n")).collect();
    let damaged = [
        text.replace("碧水", "浊水"),
        without_its_end,
        without_a_row,
        text.replace("\"mingpai-backup\":1", "\"mingpai-backup\":2"),
        text.replace("[\"unit\"", "[\"units\""),
        "hello\n".to_owned(),
        String::new(),
    ];
    for (place, copy) in damaged.iter().enumerate() {
        // What is no copy at all is told by the tables; that a copy is not whole, also without them.
        assert!(place == 4 || place == 3 || backup::check(&mut copy.as_bytes()).is_err(), "{place}");
        for into in on_each_database("damaged_into").await {
            let came = backup::restore(&into.ledger, &mut copy.as_bytes()).await;
            assert!(matches!(came, Err(LedgerError::NoBackup { .. })), "{came:?}");
            assert_eq!(unit::all(into.ledger.reads()).await.unwrap(), []);
            assert_eq!(audit::verify(into.ledger.reads(), None).await, Ok(vec![]));
        }
    }
}
