//! `mingpai serve`: the register's pages; and the same pages over a demo.

use std::io::Write;
use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use ledger::Ledger;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use web::{Clock, Desk, Settings};
use words::Message;

use crate::arguments;
use crate::commands::{Context, demo_register};
use crate::fault::Fault;
use crate::stop;

/// Runs what waits for the network and the disk.
pub(crate) fn runtime() -> Result<Runtime, Fault> {
    Runtime::new().map_err(|error| Fault::Ours(Message::new("runtime-failed").with("detail", error.to_string())))
}

/// Log lines of the server, one a line, to standard error.
fn log() {
    // Nobody has set another one: the program has one server.
    let _ = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .try_init();
}

pub(crate) fn run(command: &arguments::Serve, context: &Context) -> Result<(), Fault> {
    log();
    let zone = TimeZone::get(&command.time_zone)
        .map_err(|_| Fault::Input(Message::new("no-such-time-zone").with("name", &command.time_zone)))?;
    runtime()?.block_on(async {
        // A port that is taken is told before anything is opened.
        let listener = listen(&command.listen).await?;
        let ledger = Ledger::open(&command.register.database).await?;
        let settings = Settings { secure: command.https, ..Settings::with_clock(Clock::true_time(zone)) };
        serve(listener, Desk::open(ledger, settings).await?, context, |_| Ok(())).await
    })
}

/// Fills the demo's register, unless it is there, and serves it.
pub(crate) fn demo(command: &arguments::Demo, register: &Path, today: Date, context: &Context) -> Result<(), Fault> {
    log();
    let zone = TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC);
    runtime()?.block_on(async {
        let listener = listen(&command.listen).await?;
        let ledger = Ledger::open(&ledger::sqlite_url(register)).await?;
        let clock = Clock::on_day(zone, today);
        let to_try = demo_register::fill(&ledger, command.seed).await?;
        let settings = Settings::demo(clock, to_try.clone());
        let tell = |address: &str| {
            let mut out = std::io::stdout();
            writeln!(
                out,
                "\n{}",
                Message::new("demo-sign-in").with("password", &to_try.password).text(context.language)
            )?;
            for (login, role) in &to_try.logins {
                let role = Message::of_key(format!("role-{}", role.name())).text(context.language);
                writeln!(out, "  {login}  {role}")?;
            }
            if !command.no_browser {
                open_browser(address);
            }
            Ok(())
        };
        serve(listener, Desk::open(ledger, settings).await?, context, tell).await
    })
}

async fn listen(address: &str) -> Result<TcpListener, Fault> {
    TcpListener::bind(address).await.map_err(|error| {
        let key = match error.kind() {
            std::io::ErrorKind::AddrInUse => Message::new("listen-taken"),
            std::io::ErrorKind::PermissionDenied => Message::new("listen-refused"),
            _ => Message::new("listen-failed").with("detail", error.to_string()),
        };
        Fault::Input(key.with("address", address))
    })
}

/// Serves until somebody asks us to stop.
async fn serve(
    listener: TcpListener,
    desk: Desk,
    context: &Context,
    tell: impl FnOnce(&str) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let failed = |error: std::io::Error| Fault::Ours(Message::new("serve-failed").with("detail", error.to_string()));
    let address = format!("http://{}/", listener.local_addr().map_err(failed)?);
    tell(&address)?;
    let serving = Message::new("serving").with("address", &address);
    writeln!(std::io::stdout(), "\n{}", serving.text(context.language))?;
    std::io::stdout().flush()?;
    web::serve(desk, listener, stop::asked_for()).await.map_err(failed)
}

/// Opens the address where there is a desktop; where there is none, the address on the terminal is enough.
fn open_browser(address: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
        ("cmd", &["/c", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else if std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some() {
        ("xdg-open", &[])
    } else {
        return;
    };
    let quiet = std::process::Stdio::null;
    let _ = std::process::Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .spawn();
}
