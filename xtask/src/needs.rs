//! What the tests need besides Rust: a browser and its driver, fonts with Chinese, PostgreSQL, a reader of PDF, axe-core, schemathesis.
//!
//! On Debian, as root, what is missing is installed. Elsewhere it is named, and the tests that need it say that they were
//! skipped. axe-core stands under the MPL, which `deny.toml` does not allow: it is fetched for the tests and never comes
//! into the repository.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What each program comes in, in Debian.
const PROGRAMS: [(&str, &str); 4] = [
    ("chromium", "chromium"),
    ("chromedriver", "chromium-driver"),
    ("pg_virtualenv", "postgresql-common"),
    ("pdftotext", "poppler-utils"),
];
/// What a server takes besides, and what Chinese is drawn with.
const BESIDES: [&str; 2] = ["postgresql", "fonts-noto-cjk"];
/// The rules of a newer one may find more: it is changed on purpose.
const AXE: &str = "axe-core@4.14.1";
/// A newer one may ask more.
const SCHEMATHESIS: &str = "schemathesis==4.32.0";

/// What was found, or brought.
pub(crate) struct Needs {
    /// The source of axe-core.
    pub(crate) axe: Option<PathBuf>,
    /// What asks the API by its description.
    pub(crate) schemathesis: Option<PathBuf>,
    /// Whether a PostgreSQL server can be started for the tests.
    pub(crate) postgres: bool,
}

impl Needs {
    /// What `cargo test` runs under: a PostgreSQL server of its own, which writes as safely as a real one.
    pub(crate) fn around(&self) -> &'static [&'static str] {
        if self.postgres { &["pg_virtualenv", "-o", "fsync=on", "-o", "max_connections=200"] } else { &[] }
    }
}

/// Looks for what the tests need, brings what can be brought and names the rest. Nothing that is missing is a failure.
pub(crate) fn see_to(root: &Path) -> Needs {
    if !missing().is_empty() && is_root() && is_there("apt-get") {
        install();
    }
    for (program, package) in missing() {
        println!("{program} is not there (Debian: {package}); what needs it is skipped");
    }
    let axe = axe(&root.join("target/axe"));
    if axe.is_none() {
        println!(
            "axe-core is not there and cannot be fetched (npm pack {AXE}); the accessibility of the pages is skipped"
        );
    }
    let schemathesis = schemathesis(&root.join("target/schemathesis"));
    if schemathesis.is_none() {
        println!(
            "schemathesis is not there and cannot be fetched (python3 -m venv; pip install {SCHEMATHESIS}); the API against its \
             description is skipped"
        );
    }
    Needs { axe, schemathesis, postgres: is_there("pg_virtualenv") }
}

/// The programs that are missing, and what they come in.
fn missing() -> Vec<(&'static str, &'static str)> {
    let mut missing: Vec<_> = PROGRAMS.into_iter().filter(|(program, _)| !is_there(program)).collect();
    // Without one the pages are drawn with empty boxes.
    let fonts = Command::new("fc-list").arg(":lang=zh-cn").stderr(Stdio::null()).output();
    if fonts.is_ok_and(|fonts| fonts.stdout.is_empty()) {
        missing.push(("a font with Chinese", "fonts-noto-cjk"));
    }
    missing
}

fn install() {
    let packages = PROGRAMS.into_iter().map(|(_, package)| package).chain(BESIDES);
    println!("installing {}", packages.clone().collect::<Vec<_>>().join(", "));
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(["-qq", "-y"]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    };
    let done = |mut command: Command| command.status().is_ok_and(|status| status.success());
    let mut wanted = apt(&["install", "--no-install-recommends"]);
    wanted.args(packages);
    if !done(apt(&["update"])) || !done(wanted) {
        println!("apt-get could not install them");
    }
}

/// The source of axe-core; fetched, where it is not there yet.
fn axe(folder: &Path) -> Option<PathBuf> {
    let file = folder.join("package/axe.min.js");
    if file.is_file() {
        return Some(file);
    }
    std::fs::create_dir_all(folder).ok()?;
    let mut pack = Command::new("npm");
    pack.args(["pack", "--silent", AXE]).current_dir(folder).stdin(Stdio::null());
    let packed = pack.output().ok().filter(|packed| packed.status.success())?;
    let name = String::from_utf8_lossy(&packed.stdout).trim().to_owned();
    let unpacked = Command::new("tar").args(["-xzf", &name]).current_dir(folder).status();
    (unpacked.is_ok_and(|status| status.success()) && file.is_file()).then_some(file)
}

/// schemathesis in a Python environment of its own; fetched, where it is not there yet.
fn schemathesis(folder: &Path) -> Option<PathBuf> {
    let program = folder.join("bin/schemathesis");
    if program.is_file() {
        return Some(program);
    }
    let done = |command: &mut Command| {
        command.stdin(Stdio::null()).stdout(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    // Debian's own Python has `venv` in a package apart.
    let made = || done(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder));
    if !made() {
        let may_install = is_root() && is_there("apt-get");
        let mut venv = Command::new("apt-get");
        venv.args(["-qq", "-y", "install", "--no-install-recommends", "python3-venv"]);
        if !may_install || !done(venv.env("DEBIAN_FRONTEND", "noninteractive")) || !made() {
            return None;
        }
    }
    let mut install = Command::new(folder.join("bin/pip"));
    install.args(["install", "--quiet", "--disable-pip-version-check", SCHEMATHESIS]);
    (done(&mut install) && program.is_file()).then_some(program)
}

/// Whether a program is in the path.
fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

#[cfg(unix)]
pub(crate) fn is_root() -> bool {
    nix::unistd::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
