//! Templates on both databases: put in, replaced, taken away, copied.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use ledger::blank::{self, Kind, Model, Scope};
use ledger::{BlankId, By, Instant, Ledger, LedgerError, audit, backup};

use support::on_each_database;

fn template(instead_of: &str, name: &str, bytes: &[u8]) -> Model {
    Model {
        id: BlankId(0),
        instead_of: instead_of.into(),
        name: name.into(),
        kind: Kind::Docx,
        scope: Scope::Unit,
        bytes: bytes.into(),
        hash: String::new(),
        day: "2025-12-31".parse().unwrap(),
    }
}

async fn put(ledger: &Ledger, model: Model) -> BlankId {
    ledger.write(By::Program, Instant(1), move |change| Box::pin(blank::put(change, model))).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_put_in_replaced_and_taken_away() {
    for fresh in on_each_database("blank").await {
        let (ledger, db, name) = (&fresh.ledger, fresh.ledger.reads(), fresh.name);
        let bytes = [0_u8, 0xff, b'P', b'K', 10];
        let first = put(ledger, template("party", "党建年度总结", &bytes)).await;
        let beside = put(ledger, template("", "述职表", b"one")).await;
        assert_ne!(first, beside, "{name}");
        // The same place takes another file, and so does the same name; the id stays.
        assert_eq!(put(ledger, template("party", "党建总结（新）", &bytes)).await, first, "{name}");
        assert_eq!(put(ledger, template("", "述职表", b"two")).await, beside, "{name}");
        let names: Vec<(String, String)> =
            blank::all(db).await.unwrap().into_iter().map(|line| (line.instead_of, line.name)).collect();
        assert_eq!(names, [("party".into(), "党建总结（新）".into()), (String::new(), "述职表".into())], "{name}");
        assert_eq!(blank::find(db, first).await.unwrap().unwrap().bytes, bytes, "{name}");

        // The log has the hash, and no bytes.
        let log = audit::page(db, None, 10).await.unwrap();
        let acts: Vec<&str> = log.iter().map(|line| line.act.as_str()).collect();
        assert_eq!(acts, ["blank-replaced", "blank-replaced", "blank-added", "blank-added"], "{name}");
        assert!(log[0].after.contains("\"hash\"") && !log[3].after.contains("bytes"), "{}", log[3].after);

        let mut copy = Vec::new();
        backup::write(ledger, &mut copy).await.unwrap();
        for other in on_each_database(&format!("blank_from_{}", name.to_lowercase())).await {
            backup::restore(&other.ledger, &mut copy.as_slice()).await.unwrap();
            let same = blank::find(other.ledger.reads(), first).await.unwrap();
            assert_eq!(same, blank::find(db, first).await.unwrap(), "{name} to {}", other.name);
        }
        let remove = || ledger.write(By::Program, Instant(2), move |change| Box::pin(blank::remove(change, first)));
        remove().await.unwrap();
        assert_eq!(remove().await, Err(LedgerError::Gone {}), "{name}");
        assert_eq!(blank::all(db).await.unwrap().len(), 1, "{name}");
    }
}
