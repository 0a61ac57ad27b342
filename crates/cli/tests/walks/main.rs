//! Walks through the pages in a real browser, over a demo: signing in as each role, a brand from its first word to its
//! publication, a promise that changes, units from a spreadsheet, stages, services, sub-brands. On each page of the walks, see `look.rs` for what must hold.
//!
//! They need chromium and its driver, and for the accessibility axe-core; `cargo xtask test` brings them where it can. What is
//! not there is skipped, and told in the list of what was skipped. With `MINGPAI_SHOTS` the walks leave pictures in that folder.
#![allow(unreachable_pub, reason = "the parts of one test use one another")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod backups;
mod brands;
mod browser;
mod figures;
mod guide;
mod hands;
mod look;
mod printing;
mod projects;
mod register;
mod roles;
mod running;
mod served;
mod slow_line;
#[path = "../support/mod.rs"]
mod support;
mod taking_part;
mod two_step;
mod units;
mod visitors;
mod year;

use std::path::Path;
use std::process::{Command, Stdio};

use look::Walker;
use running::Running;

/// Whether a program is there and runs.
fn is_there(program: &str) -> bool {
    let quiet = Stdio::null;
    let version = Command::new(program).arg("--version").stdout(quiet()).stderr(quiet()).status();
    version.is_ok_and(|status| status.success())
}

/// The source of axe-core, where `MINGPAI_AXE` says.
fn axe() -> Option<String> {
    let file = std::env::var_os("MINGPAI_AXE").filter(|file| !file.is_empty());
    let source = file.and_then(|file| std::fs::read_to_string(file).ok());
    if source.is_none() {
        support::skip("axe-core is not there: the accessibility of the pages");
    }
    source
}

/// A demo of few cases, but so many that its figures can be published, served on a free port.
fn demo(folder: &Path) -> Running {
    Running::demo(support::mingpai(), folder, "6000")
}

/// A browser with a server before it, and a folder for what is sent; nothing where there is no browser.
fn in_a_browser(server: impl FnOnce(&Path) -> Running, walk: impl AsyncFnOnce(&mut Walker, &Path)) {
    let missing: Vec<&str> = ["chromium", "chromedriver"].into_iter().filter(|program| !is_there(program)).collect();
    if !missing.is_empty() {
        support::skip(&format!("{} not there: the walks in a browser", missing.join(", ")));
        return;
    }
    // The folder goes last: the server and the browser write into it.
    let folder = tempfile::tempdir().expect("a folder can be made");
    let server = server(folder.path());
    let driver = browser::driver(folder.path());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(async {
        let client = browser::open(&driver, folder.path()).await;
        let mut walker = Walker::new(client, &server.told, axe());
        walk(&mut walker, folder.path()).await;
        walker.end();
    });
}

#[test]
fn walks() {
    in_a_browser(demo, async |walker, folder| {
        visitors::walk(walker).await;
        figures::followed(walker, folder).await;
        figures::compared(walker).await;
        figures::carded(walker).await;
        roles::walk(walker).await;
        brands::a_new_brand(walker).await;
        figures::not_measured(walker).await;
        figures::taken_in(walker, folder).await;
        brands::a_promise_that_changes(walker).await;
        units::walk(walker, folder).await;
        backups::walk(walker).await;
        two_step::walk(walker).await;
        register::stages(walker).await;
        register::services(walker).await;
        register::brand(walker, folder).await;
    });
}

#[test]
fn a_year() {
    in_a_browser(demo, async |walker, _| year::walk(walker).await);
}

#[test]
fn everyone_takes_part() {
    in_a_browser(demo, async |walker, _| taking_part::walk(walker).await);
}

#[test]
fn a_plate_printed_anew() {
    let name = format!("mingpai-press{}", std::env::consts::EXE_SUFFIX);
    if !Path::new(env!("CARGO_BIN_EXE_mingpai")).with_file_name(name).is_file() {
        support::skip("mingpai-press is not built (cargo build -p mingpai-press): the walk that prints");
        return;
    }
    in_a_browser(demo, async |walker, _| printing::walk(walker).await);
}

#[test]
fn projects_and_examples() {
    in_a_browser(demo, async |walker, _| projects::walk(walker).await);
}

#[test]
fn a_register_that_is_served() {
    let account = std::cell::OnceCell::new();
    let server = |folder: &Path| {
        let (running, made) = served::server(folder);
        let _ = account.set(made);
        running
    };
    in_a_browser(server, async |walker, _| served::walk(walker, account.get().expect("an account")).await);
}

/// Takes the guide's pictures, where `MINGPAI_GUIDE` names a folder for them.
#[test]
fn pictures_of_the_guide() {
    let Some(into) = std::env::var_os("MINGPAI_GUIDE") else { return };
    in_a_browser(demo, async |walker, folder| guide::take(walker, Path::new(&into), folder).await);
}

/// Says when first content is seen on a slow line, where `MINGPAI_FIRST_CONTENT` names a file for it: for `cargo xtask bench`.
#[test]
fn first_content_on_a_slow_line() {
    let Some(into) = std::env::var_os("MINGPAI_FIRST_CONTENT") else { return };
    in_a_browser(demo, async |walker, _| slow_line::measure(walker, Path::new(&into)).await);
}
