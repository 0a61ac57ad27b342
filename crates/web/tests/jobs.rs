//! Work apart from answering: asked for on a page, done by the worker, seen on the job's page; put back when the program stops.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use jiff::civil::date;
use ledger::job::{self, State};
use ledger::{By, JobId, audit, backup};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};
use web::jobs::{JobFailed, Kinds, MakeBackup, Named, Order, Running};
use web::{Desk, Folders, Settings};
use words::Message;

use support::City;

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_asked_for_made_and_fetched() {
    let city = City::fresh().await;
    let (office, operator) = (city.session_of("office").await, city.session_of("operator").await);
    let page = |address: String, who: String| {
        let city = &city;
        async move { city.page("GET", &address, "", Some(&who)).await }
    };
    // The city has such a job waiting; asking again leads to the same.
    let (status, job) = city.ask("POST", "/desk/backups", "", Some(&office)).await;
    assert_eq!((status, job.as_str()), (StatusCode::SEE_OTHER, "/desk/jobs/1"));
    let (_, waiting) = page(job.clone(), office.clone()).await;
    assert!(waiting.contains("排队中") && waiting.contains("hx-get=\"/desk/jobs/1\""), "{waiting}");

    city.desk.do_what_waits().await.unwrap();
    let (_, done) = page(job.clone(), office.clone()).await;
    assert!(done.contains("已完成") && done.contains("并已读回核对") && !done.contains("hx-get"), "{done}");
    let (_, list) = page("/desk/backups".into(), office.clone()).await;
    assert!(list.contains("已读回") && !list.contains("href=\"/desk/backups/"), "{list}");
    let (_, list) = page("/desk/backups".into(), operator.clone()).await;
    let address = list.split_once("href=\"/desk/backups/").unwrap().1.split_once('"').unwrap().0.to_owned();
    let address = format!("/desk/backups/{address}");
    assert_eq!(page(address.clone(), office.clone()).await.0, StatusCode::FORBIDDEN);

    // What the operator takes along is a whole copy, and the log knows of it.
    let file = city.bytes(&address, &operator).await;
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("taken.gz");
    std::fs::write(&taken, file).unwrap();
    assert!(backup::check_file(&taken).unwrap() > 10);
    let log = audit::about(city.ledger.reads(), "backup", 0, 9).await.unwrap();
    assert_eq!(log.iter().map(|entry| entry.act.as_str()).collect::<Vec<_>>(), ["backup-fetched"]);
    for elsewhere in ["..%2Fledger.db", "%2Fetc%2Fpasswd", "ledger.db"] {
        let there = page(format!("/desk/backups/{elsewhere}"), operator.clone()).await.0;
        assert_eq!(there, StatusCode::NOT_FOUND, "{elsewhere}");
    }
    // One that was changed since is not called verified any more.
    let copy = std::fs::read_dir(city.folders().backups).unwrap().next().unwrap().unwrap().path();
    std::fs::write(copy, b"half").unwrap();
    let (_, list) = page("/desk/backups".into(), office).await;
    assert!(list.contains("未在此核对") && !list.contains("已读回"), "{list}");
}

/// Work for these tests: it fails, it breaks down, or it goes on until it is stopped.
#[derive(Debug, Serialize, Deserialize)]
enum Work {
    Fail,
    BreakDown,
    GoOn,
}

/// Says that the work has begun that goes on until it is stopped.
static GOES_ON: Notify = Notify::const_new();

impl Named for Work {
    const NAME: &'static str = "work";

    fn key(&self) -> String {
        format!("{self:?}")
    }
}

#[async_trait::async_trait]
impl Order for Work {
    fn title(&self) -> Message {
        Message::new("note").with("text", "试验")
    }

    fn told(&self, _: &Value) -> Message {
        Message::new("note").with("text", "做完了")
    }

    fn leads_to(&self, _: &Value) -> Option<(String, Message)> {
        None
    }

    async fn run(&self, _: &Desk, job: &Running) -> Result<Value, JobFailed> {
        match self {
            Self::Fail => Err(JobFailed(Message::new("note").with("text", "没有墨水了"))),
            Self::BreakDown => panic!("it breaks down"),
            Self::GoOn => {
                let stopped = job.block(|job| {
                    job.teller().tell(3, 10, Message::new("note").with("text", "第三块"));
                    GOES_ON.notify_one();
                    while !job.stop().load(Ordering::Relaxed) {
                        std::thread::yield_now();
                    }
                    Err::<Value, _>(JobFailed(Message::new("note")))
                });
                stopped.await
            }
        }
    }
}

/// A desk that can do this work, on a register of its own.
async fn desk(folder: &std::path::Path) -> Desk {
    let ledger = ledger::Ledger::open(&ledger::sqlite_url(&folder.join("ledger.db"))).await.unwrap();
    let settings = Settings::on_day(date(2025, 12, 31), Folders::below(folder));
    Desk::open(ledger, Settings { kinds: Kinds::default().with::<Work>(), ..settings }).await.unwrap()
}

async fn found(desk: &Desk, id: JobId) -> job::Model {
    job::find(desk.ledger.reads(), id).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_says_why_and_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path()).await;
    let failing = desk.ask_for(By::Program, &Work::Fail, None).await.unwrap();
    let breaking = desk.ask_for(By::Program, &Work::BreakDown, None).await.unwrap();
    let copy = desk.ask_for(By::Program, &MakeBackup {}, None).await.unwrap();
    let unknown = desk.ledger.write(By::Program, ledger::Instant(0), |change| {
        let new = job::NewJob { kind: "of-tomorrow", arguments: json!({}), key: String::new(), unit: None };
        Box::pin(job::ask(change, new))
    });
    let unknown = unknown.await.unwrap();
    desk.do_what_waits().await.unwrap();
    let failed = found(&desk, failing).await;
    assert_eq!(failed.message(), Some(Message::new("note").with("text", "没有墨水了")));
    assert_eq!(found(&desk, breaking).await.message().unwrap().key(), "job-broken");
    assert_eq!(found(&desk, unknown).await.message().unwrap().key(), "job-of-another-version");
    assert_eq!(found(&desk, copy).await.state, State::Done);
}

/// The program is stopped: what is being answered is answered, and what is being done is put back for the next start.
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_answers_what_was_asked_and_puts_the_work_back() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let served = tokio::spawn(web::serve(desk.clone(), listener, async { stopped.await.unwrap() }));
    let work = desk.ask_for(By::Program, &Work::GoOn, None).await.unwrap();
    GOES_ON.notified().await;

    // A form of which the server has the beginning: it says so by asking for the rest.
    let mut form = TcpStream::connect(address).await.unwrap();
    let head = "POST /sign-in HTTP/1.1\r\nHost: here\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Content-Length: 18\r\nExpect: 100-continue\r\n\r\n";
    form.write_all(head.as_bytes()).await.unwrap();
    let mut goes_on = [0; 12];
    form.read_exact(&mut goes_on).await.unwrap();
    assert_eq!(&goes_on, b"HTTP/1.1 100");

    stop.send(()).unwrap();
    form.write_all(b"login=a&password=b").await.unwrap();
    let mut answer = String::new();
    form.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("HTTP/1.1 200") && answer.contains("</html>"), "{answer}");
    served.await.unwrap().unwrap();
    let back = found(&desk, work).await;
    assert_eq!((back.state, back.lease_until, back.killed), (State::Waiting, None, 0));
}
