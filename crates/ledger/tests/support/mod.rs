//! A fresh ledger on each database that is there.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on should stop"
)]

use std::io::Write;

use ledger::{Ledger, sqlite_url};
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;

/// A ledger, and the folder that it lives in, if it does.
pub(crate) struct Fresh {
    pub(crate) ledger: Ledger,
    pub(crate) url: String,
    pub(crate) name: &'static str,
    _folder: TempDir,
}

/// A new ledger on SQLite, and one on PostgreSQL where `PGHOST` names a server (`cargo xtask test` starts one).
pub(crate) async fn on_each_database(test: &str) -> Vec<Fresh> {
    let folder = tempfile::tempdir().expect("a folder");
    let url = sqlite_url(&folder.path().join("ledger.db"));
    let ledger = Ledger::open(&url).await.expect("SQLite opens");
    let mut fresh = vec![Fresh { ledger, url, name: "SQLite", _folder: folder }];
    match postgres_url(test).await {
        Some(url) => {
            let ledger = Ledger::open(&url).await.expect("PostgreSQL opens");
            fresh.push(Fresh { ledger, url, name: "PostgreSQL", _folder: tempfile::tempdir().expect("a folder") });
        }
        None => skipped(&format!("no PostgreSQL server is there: {test}")),
    }
    fresh
}

async fn postgres_url(test: &str) -> Option<String> {
    let variable = |name: &str| std::env::var(name).ok();
    let host = variable("PGHOST")?;
    let user = variable("PGUSER").unwrap_or_else(|| "postgres".to_owned());
    let password = variable("PGPASSWORD").unwrap_or_default();
    let port = variable("PGPORT").unwrap_or_else(|| "5432".to_owned());
    let server = format!("postgres://{user}:{password}@{host}:{port}");
    let admin = Database::connect(format!("{server}/postgres")).await.expect("PostgreSQL answers");
    let database = format!("mingpai_{test}_{}", std::process::id());
    admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {database}")).await.expect("it is dropped");
    admin.execute_unprepared(&format!("CREATE DATABASE {database}")).await.expect("it is made");
    Some(format!("{server}/{database}"))
}

fn skipped(line: &str) {
    println!("skipped: {line}");
    if let Ok(list) = std::env::var("MINGPAI_SKIPPED") {
        let file = std::fs::OpenOptions::new().append(true).open(list);
        file.and_then(|mut file| writeln!(file, "{line}")).expect("the list of what was skipped");
    }
}
