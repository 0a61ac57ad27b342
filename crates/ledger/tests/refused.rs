//! Databases that cannot be used are told apart before anything is served.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use ledger::{Ledger, LedgerError};

/// What is said, in English, without what the system says in its own words.
async fn said(url: &str) -> (String, String) {
    let error = Ledger::open(url).await.expect_err("it does not open");
    let text = error.to_string();
    let key = error.message().key().to_owned();
    assert!(!text.contains("geheim"), "a password stands in the message: {text}");
    assert!(!text.contains('\n'), "one sentence: {text}");
    (key, text)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_is_told_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let missing = format!("sqlite:{}/none/x.db?mode=rwc", folder.path().display());
    let file = folder.path().join("letter.db");
    std::fs::write(&file, "dear sir, this is no database at all, but long enough to be one").unwrap();
    let letter = format!("sqlite:{}", file.display());
    // A database that exists and is opened for reading only.
    let known = folder.path().join("known.db");
    drop(Ledger::open(&ledger::sqlite_url(&known)).await.unwrap());
    let read_only = format!("sqlite:{}?mode=ro", known.display());
    let rows: [(&str, &str, &str); 6] = [
        ("mysql://a:geheim@localhost/x", "ledger-unknown-url", "postgres:"),
        ("mingpai.db", "ledger-unknown-url", "mingpai.db"),
        (&missing, "ledger-cannot-open", "none/x.db"),
        (&letter, "ledger-cannot-open", "letter.db"),
        (&read_only, "ledger-read-only", "write"),
        // Nothing listens on port 1.
        ("postgres://a:geheim@127.0.0.1:1/x", "ledger-cannot-open", "refused"),
    ];
    for (url, key, part) in rows {
        let (found, text) = said(url).await;
        assert_eq!(found, key, "{url}: {text}");
        assert!(text.contains(part), "{url}: {text}");
    }
    assert!(matches!(Ledger::open("x").await, Err(LedgerError::UnknownUrl { .. })));
}
