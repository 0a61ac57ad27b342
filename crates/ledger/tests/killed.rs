//! Killed in the middle of a thousand writes, ten times on each database: whatever was answered is there, and the log is whole.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on should stop"
)]

mod support;

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use ledger::unit::{self, NewUnit};
use ledger::{By, Instant, Ledger, audit};

use support::on_each_database;

const ROUNDS: usize = 10;
const WRITES: usize = 1000;

/// What is killed: this same program, with the address of a database. It says each write that was answered.
#[tokio::test(flavor = "multi_thread")]
async fn writes_until_it_is_killed() {
    let (Ok(url), Ok(round)) = (std::env::var("MINGPAI_KILLED_URL"), std::env::var("MINGPAI_KILLED_ROUND")) else {
        return;
    };
    let ledger = Ledger::open(&url).await.expect("it opens");
    let mut waiting = Vec::new();
    for number in 0..WRITES {
        let (ledger, name) = (ledger.clone(), format!("{round}-{number}"));
        waiting.push(tokio::spawn(async move {
            let new = NewUnit { name: name.clone(), ..NewUnit::default() };
            let add = ledger.write(By::Program, Instant(1), move |change| Box::pin(unit::add(change, new)));
            add.await.expect("it is written");
            // One line at once, so that half a line says nothing.
            std::io::stdout().write_all(format!("answered {name}\n").as_bytes()).expect("somebody listens");
        }));
    }
    for one in waiting {
        one.await.expect("no panic");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_outlives_a_kill() {
    for fresh in on_each_database("killed").await {
        let mut answered = HashSet::new();
        let mut cut_short = 0;
        for round in 0..ROUNDS {
            // Killed after the first answer, or after hundreds: at another moment in each round.
            let after = 1 + round * WRITES / ROUNDS;
            let mut child = Command::new(std::env::current_exe().expect("this program"))
                .args(["--exact", "writes_until_it_is_killed", "--nocapture", "--test-threads", "1"])
                .env("MINGPAI_KILLED_URL", &fresh.url)
                .env("MINGPAI_KILLED_ROUND", round.to_string())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .expect("it starts");
            let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
            let mut heard = Vec::new();
            let name = |line: String| line.split_once("answered ").map(|(_, name)| name.to_owned());
            while heard.len() < after {
                match lines.next() {
                    Some(line) => heard.extend(name(line.expect("text"))),
                    None => break,
                }
            }
            child.kill().expect("it is killed");
            // What it had said before it died counts as well.
            heard.extend(lines.map_while(Result::ok).filter_map(name));
            child.wait().expect("it ends");
            cut_short += usize::from(heard.len() < WRITES);
            assert!(heard.len() >= after, "round {round} on {}: {} of {after}", fresh.name, heard.len());
            answered.extend(heard);

            let ledger = Ledger::open(&fresh.url).await.expect("it opens again");
            let there: HashSet<String> =
                unit::all(ledger.reads()).await.expect("units").into_iter().map(|unit| unit.name).collect();
            let lost: Vec<&String> = answered.difference(&there).collect();
            assert!(lost.is_empty(), "round {round} on {}: answered and lost: {lost:?}", fresh.name);
            assert_eq!(audit::verify(ledger.reads(), None).await, Ok(vec![]), "round {round} on {}", fresh.name);
            let (entries, _) = audit::head(ledger.reads()).await.expect("a head");
            assert_eq!(usize::try_from(entries), Ok(there.len()), "a line for each unit, on {}", fresh.name);
        }
        assert!(cut_short >= ROUNDS / 2, "too few rounds were cut short on {}: {cut_short}", fresh.name);
    }
}
