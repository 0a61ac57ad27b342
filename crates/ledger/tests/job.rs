//! A job's story, on both databases: asked for, taken, told how far it is, done; put back, cancelled, and taken up again when whoever
//! held it was killed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on should stop"
)]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use ledger::job::{self, Hold, NewJob, Outcome, Progress, State};
use ledger::{By, Instant, JobId, Ledger, LedgerError, audit};
use serde_json::json;
use words::Message;

use support::on_each_database;

fn at(seconds: i64) -> Instant {
    Instant(1_700_000_000_000_000).plus_seconds(seconds)
}

/// How long a worker holds a job in these stories.
const LEASE: i64 = 60;

async fn ask(ledger: &Ledger, key: &str, seconds: i64) -> JobId {
    let new = NewJob { kind: "count-plates", arguments: json!({ "of": key }), key: key.into(), unit: None };
    ledger.write(By::Program, at(seconds), move |change| Box::pin(job::ask(change, new))).await.unwrap()
}

async fn take(ledger: &Ledger, seconds: i64) -> Option<job::Model> {
    let (now, until) = (at(seconds), at(seconds + LEASE));
    ledger.write(By::Program, now, move |change| Box::pin(job::take(change, now, until))).await.unwrap()
}

async fn renew(ledger: &Ledger, held: &job::Model, seconds: i64, done: i64) -> Hold {
    let (id, taken, until) = (held.id, held.taken, at(seconds + LEASE));
    let progress = Progress { done, total: 10, message: Some(Message::new("note").with("text", "三号窗口")) };
    ledger
        .write(By::Program, at(seconds), move |change| Box::pin(job::renew(change, id, taken, progress, until)))
        .await
        .unwrap()
}

async fn finish(ledger: &Ledger, held: &job::Model, seconds: i64, outcome: Outcome) -> bool {
    let (id, taken) = (held.id, held.taken);
    let finish =
        ledger.write(By::Program, at(seconds), move |change| Box::pin(job::finish(change, id, taken, outcome)));
    finish.await.unwrap()
}

async fn put_back(ledger: &Ledger, held: &job::Model, seconds: i64) {
    let (id, taken) = (held.id, held.taken);
    ledger.write(By::Program, at(seconds), move |change| Box::pin(job::put_back(change, id, taken))).await.unwrap();
}

async fn cancel(ledger: &Ledger, id: JobId, seconds: i64) -> Result<(), LedgerError> {
    ledger.write(By::Program, at(seconds), move |change| Box::pin(job::cancel(change, id))).await
}

async fn known(ledger: &Ledger, id: JobId) -> job::Model {
    job::find(ledger.reads(), id).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_done_once() {
    for fresh in on_each_database("job").await {
        println!("on {}", fresh.name);
        let ledger = &fresh.ledger;
        // The same work is not asked for twice while it is unfinished; other work waits behind it.
        let hall = ask(ledger, "hall", 0).await;
        let yard = ask(ledger, "yard", 1).await;
        assert_eq!(ask(ledger, "hall", 2).await, hall);
        assert_ne!(hall, yard);
        let held = take(ledger, 10).await.unwrap();
        assert_eq!((held.id, held.state, held.arguments.as_str()), (hall, State::Running, "{\"of\":\"hall\"}"));
        assert_eq!(ask(ledger, "hall", 11).await, hall, "also while it runs");
        assert_eq!(renew(ledger, &held, 12, 4).await, Hold::Yours);
        let told = known(ledger, hall).await;
        assert_eq!((told.done, told.total, told.lease_until), (4, 10, Some(at(12 + LEASE))));
        assert_eq!(told.message(), Some(Message::new("note").with("text", "三号窗口")));
        assert_eq!(job::next_lease_end(ledger.reads()).await, Ok(Some(at(12 + LEASE))));

        // Its program was killed. While the lease runs nobody else takes it; then somebody does.
        assert_eq!(take(ledger, 13).await.map(|job| job.id), Some(yard));
        assert_eq!(take(ledger, 12 + LEASE).await, None, "the lease has not ended yet");
        let again = take(ledger, 13 + LEASE).await.unwrap();
        assert_eq!((again.id, again.killed), (hall, 1));
        // Whoever held it before was not dead after all: it is not heard any more.
        assert_eq!(renew(ledger, &held, 14 + LEASE, 9).await, Hold::Lost);
        assert!(!finish(ledger, &held, 14 + LEASE, Outcome::Done(json!({ "plates": 1 }))).await);
        assert!(finish(ledger, &again, 15 + LEASE, Outcome::Done(json!({ "plates": 7 }))).await);
        assert!(!finish(ledger, &again, 16 + LEASE, Outcome::Failed(Message::new("note"))).await);
        let done = known(ledger, hall).await;
        assert_eq!((done.state, done.result()), (State::Done, Some(json!({ "plates": 7 }))));
        assert_eq!(cancel(ledger, hall, 99).await, Err(LedgerError::Gone {}));
        // Now the same may be asked for again.
        assert_ne!(ask(ledger, "hall", 100).await, hall);

        let log = audit::about(ledger.reads(), "job", hall.0, 10).await.unwrap();
        assert_eq!(log.iter().map(|entry| entry.act.as_str()).collect::<Vec<_>>(), ["job-done", "job-asked"]);
        assert_eq!(audit::verify(ledger.reads(), None).await, Ok(vec![]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_put_back_cancelled_and_given_up() {
    for fresh in on_each_database("job_ends").await {
        println!("on {}", fresh.name);
        let ledger = &fresh.ledger;
        // The program is stopped, and does it after its next start.
        let stopped = ask(ledger, "stopped", 0).await;
        let held = take(ledger, 1).await.unwrap();
        put_back(ledger, &held, 2).await;
        assert_eq!(known(ledger, stopped).await.state, State::Waiting);
        let held = take(ledger, 3).await.unwrap();
        assert_eq!((held.id, held.killed, held.taken), (stopped, 0, 2));
        // Cancelled while it runs: its worker is told, and ends it.
        assert_eq!(cancel(ledger, stopped, 4).await, Ok(()));
        assert_eq!(renew(ledger, &held, 5, 1).await, Hold::ToCancel);
        assert!(finish(ledger, &held, 6, Outcome::Cancelled).await);
        assert_eq!(known(ledger, stopped).await.state, State::Cancelled);
        // Cancelled while it waits; and while its worker is dead.
        let waiting = ask(ledger, "waiting", 7).await;
        cancel(ledger, waiting, 8).await.unwrap();
        assert_eq!(known(ledger, waiting).await.state, State::Cancelled);
        let dead = ask(ledger, "dead", 9).await;
        take(ledger, 10).await.unwrap();
        cancel(ledger, dead, 11).await.unwrap();
        assert_eq!(take(ledger, 11 + LEASE).await, None);
        assert_eq!(known(ledger, dead).await.state, State::Cancelled);
        // What kills the program again and again is given up, and does not keep others waiting for ever.
        let deadly = ask(ledger, "deadly", 1000).await;
        let mut times = 0;
        while take(ledger, 1000 + times * (LEASE + 1)).await.is_some() {
            times += 1;
        }
        assert_eq!(times, job::KILLED_AT_MOST + 1);
        let given_up = known(ledger, deadly).await;
        assert_eq!(given_up.state, State::Failed);
        assert_eq!(given_up.message().unwrap().key(), "job-killed-too-often");
        assert_eq!(job::page(ledger.reads(), None, None, 2).await.unwrap(), [given_up, known(ledger, dead).await]);
        assert_eq!(audit::verify(ledger.reads(), None).await, Ok(vec![]));
    }
}

/// What is killed: this same program, with the address of a database. It takes a job and holds it until it dies.
#[tokio::test(flavor = "multi_thread")]
async fn holds_a_job_until_it_is_killed() {
    let Ok(url) = std::env::var("MINGPAI_KILLED_URL") else { return };
    let ledger = Ledger::open(&url).await.expect("it opens");
    let held = take(&ledger, 0).await.expect("a job waits");
    assert_eq!(renew(&ledger, &held, 1, 5).await, Hold::Yours);
    std::io::stdout().write_all(format!("holds {}\n", held.id).as_bytes()).expect("somebody listens");
    std::future::pending::<()>().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_outlives_the_program_that_did_it() {
    for fresh in on_each_database("job_killed").await {
        let id = ask(&fresh.ledger, "hall", 0).await;
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "holds_a_job_until_it_is_killed", "--nocapture", "--test-threads", "1"])
            .env("MINGPAI_KILLED_URL", &fresh.url)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let holds = lines.map_while(Result::ok).find(|line| line.contains(&format!("holds {id}")));
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        assert!(holds.is_some(), "it never held the job on {}", fresh.name);
        let left = known(&fresh.ledger, id).await;
        assert_eq!((left.state, left.done), (State::Running, 5), "{}", fresh.name);
        assert_eq!(take(&fresh.ledger, 1 + LEASE).await, None, "its lease still runs on {}", fresh.name);
        let again = take(&fresh.ledger, 2 + LEASE).await.expect("it is taken up again");
        assert!(finish(&fresh.ledger, &again, 3 + LEASE, Outcome::Done(json!(7))).await);
        assert_eq!(known(&fresh.ledger, id).await.result(), Some(json!(7)), "{}", fresh.name);
    }
}
