//! `mingpai serve`: the register's pages; and the same pages over a demo.

use std::io::Write;
use std::net::TcpListener;
use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use ledger::Ledger;
use tokio::runtime::Runtime;
use web::{Building, Clock, Desk, Folders, PressSettings, Settings};
use words::Message;

use crate::arguments;
use crate::commands::{Context, demo_prints, demo_register};
use crate::config::{self, FolderConfig, Given, LogConfig, RegisterConfig, ServerConfig};
use crate::fault::Fault;
use crate::stop;

/// Runs what waits for the network and the disk.
pub(crate) fn runtime() -> Result<Runtime, Fault> {
    Runtime::new().map_err(|error| Fault::Ours(Message::new("runtime-failed").with("detail", error.to_string())))
}

pub(crate) fn run(command: &arguments::Serve, context: &Context) -> Result<(), Fault> {
    let given = Given::read(command.config.as_deref(), &command.flags)?;
    let (server, log) = (ServerConfig::read(&given)?, LogConfig::read(&given)?);
    let (register, folders) = (RegisterConfig::read(&given)?, FolderConfig::read(&given));
    let (sign_in, limits) = (config::sign_in::read(&given)?, config::limits::read(&given)?);
    if command.print_config {
        return Ok(write!(std::io::stdout(), "{}", config::print(&given, context.language))?);
    }
    log.begin();
    runtime()?.block_on(async {
        // A port that is taken is told before anything is opened or made.
        let listener = listen(&server.listen)?;
        folders.check(&given)?;
        let ledger = Ledger::open(&register.database).await?;
        let folders = Folders { data: folders.data, backups: folders.backups };
        let settings = Settings {
            secure: server.https,
            trusted_proxies: server.trusted_proxies,
            session_hours: server.session_hours,
            largest_upload: server.largest_upload,
            sign_in,
            limits,
            gives_answers_from_before: true,
            oidc: config::sign_in::read_provider(&given)?,
            mail: config::mail::read(&given)?,
            press: config::press::read(&given)?,
            ..Settings::new(Clock::true_time(server.time_zone), folders)
        };
        let desk = Desk::open(ledger, settings).await?;
        desk.try_own_layouts().await.map_err(Fault::Input)?;
        serve(listener, desk, context, |_| Ok(())).await
    })
}

/// Fills the demo's register, unless it is there, and serves it.
pub(crate) fn demo(
    command: &arguments::Demo,
    listener: TcpListener,
    register: &Path,
    today: Date,
    context: &Context,
) -> Result<(), Fault> {
    LogConfig::DEMO.begin();
    let zone = TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC);
    runtime()?.block_on(async {
        let ledger = Ledger::open(&ledger::sqlite_url(register)).await?;
        let clock = Clock::on_day(zone, today);
        let to_try = demo_register::fill(&ledger, command.seed).await?;
        let folders = Folders::below(&command.dir);
        demo_register::measure(&ledger, &folders.data, today, context).await?;
        let press = PressSettings { building: building(), ..PressSettings::default() };
        let settings = Settings { press, ..Settings::demo(clock, to_try.clone(), folders) };
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
        let desk = Desk::open(ledger, settings).await?;
        demo_prints::hang(&desk, context).await?;
        serve(listener, desk, context, tell).await
    })
}

/// How the press is built, where the demo was started by `cargo run` in a checkout; an installed copy builds nothing.
fn building() -> Option<Building> {
    let own = std::env::current_exe().ok()?;
    // `cargo run` says where the package is and which cargo it is.
    let (cargo, package) = (std::env::var_os("CARGO")?, std::env::var_os("CARGO_MANIFEST_DIR")?);
    let folder = Path::new(&package).ancestors().nth(2)?.to_path_buf();
    if !folder.join("crates/press/Cargo.toml").is_file() {
        return None;
    }
    Some(Building { cargo: cargo.into(), folder, release: own.parent()?.file_name()? == "release" })
}

/// Takes the port.
pub(crate) fn listen(address: &str) -> Result<TcpListener, Fault> {
    TcpListener::bind(address).map_err(|error| {
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
    listener.set_nonblocking(true).map_err(failed)?;
    let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
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
