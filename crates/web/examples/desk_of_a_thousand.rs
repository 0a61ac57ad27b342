//! How long it takes from a password to the office's desk in a city of a thousand units with a brand each: the server's time for
//! signing in and for the page.

use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::Request;
use jiff::civil::date;
use ledger::account::{self, NewAccount, Role};
use ledger::file::{BrandFile, Limit, PromiseText};
use ledger::unit::{self, NewUnit};
use ledger::{By, Change, Day, Ledger, LedgerError, brand};
use tower::ServiceExt;
use web::{Desk, Folders, Settings, app};

const UNITS: usize = 1000;
const TIMES: usize = 50;
const PASSWORD: &str = "a long password";

#[expect(clippy::disallowed_methods, reason = "how long it takes is what is asked")]
fn now() -> Instant {
    Instant::now()
}

async fn fill(change: &mut Change<'_>, hash: String) -> Result<(), LedgerError> {
    for number in 0..UNITS {
        let unit = unit::add(change, NewUnit { name: format!("第{number}局"), ..NewUnit::default() }).await?;
        let text = |text: &str| format!("{text}{number}").repeat(10);
        let file = BrandFile {
            name: format!("品牌{number}"),
            concept: text("理念"),
            slogan: "服务到心".into(),
            meaning: text("释义"),
            standards: text("规范"),
            promises: vec![PromiseText {
                what: "8个工作日内办结".into(),
                to_whom: "申请人".into(),
                remedy: "说明原因".into(),
                contact: "窗口".into(),
                complaint_route: "12345".into(),
                limit: Some(Limit::WorkingDays { number: 8 }),
                ..PromiseText::default()
            }],
            ..BrandFile::default()
        };
        let (_, draft) = brand::add(change, unit, None, file).await?;
        let version = brand::find_version(change.reads(), draft).await?.ok_or(LedgerError::Gone {})?;
        brand::sign(change, draft, &version.file()?.hash()).await?;
        brand::publish(change, draft, Day(date(2024, 3, 1))).await?;
    }
    let new = NewAccount {
        login: "office".into(),
        name: "王".into(),
        role: Role::Office,
        unit: None,
        password: hash,
        must_change: false,
    };
    account::add(change, new).await.map(drop)
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "an example says what it found")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let ledger = Ledger::open(&ledger::sqlite_url(&folder.path().join("ledger.db"))).await?;
    let hash = web::hash_password(PASSWORD.to_owned()).await.map_err(|message| message.to_string())?;
    ledger
        .write(By::Program, ledger::Instant(0), move |change| Box::pin(async move { fill(change, hash).await }))
        .await?;
    let app = app(Desk::open(ledger, Settings::on_day(date(2025, 12, 31), Folders::below(folder.path()))).await?);
    let mut spent: Vec<Duration> = Vec::new();
    let mut bytes = 0;
    for _ in 0..TIMES {
        let start = now();
        let form = format!("login=office&password={}", PASSWORD.replace(' ', "+"));
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let request = Request::post("/sign-in").header(kind.0, kind.1).body(Body::from(form))?;
        let response = app.clone().oneshot(request).await?;
        let cookie = response.headers().get("set-cookie").ok_or("nobody was signed in")?.to_str()?.to_owned();
        let request = Request::get("/desk").header("cookie", cookie).body(Body::empty())?;
        let response = app.clone().oneshot(request).await?;
        if !response.status().is_success() {
            return Err(format!("the desk answers {}", response.status()).into());
        }
        bytes = to_bytes(response.into_body(), 1 << 24).await?.len();
        spent.push(start.elapsed());
    }
    spent.sort();
    let at = |share: usize| spent.get(spent.len() * share / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0;
    println!(
        "{UNITS} units, {TIMES} times from password to desk ({bytes} bytes): median {:.2} ms, 99th percentile {:.2} ms",
        at(50),
        at(99)
    );
    Ok(())
}
