//! Building the press: in a checkout, started by `cargo run`, where it is not there yet. An installed copy never builds anything.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use async_trait::async_trait;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use words::Message;

use super::choice::PAGE;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::jobs::{JobFailed, Named, Order, Running};
use crate::visitor::Visitor;

/// As many of the last lines are told when it fails.
const LINES: usize = 6;
/// The package of the press.
const PACKAGE: &str = "mingpai-press";

/// How the press is built in a checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Building {
    /// Cargo, as the program was started by it.
    pub cargo: PathBuf,
    /// The checkout.
    pub folder: PathBuf,
    /// Whether the program itself was built with `--release`: the press belongs beside it.
    pub release: bool,
}

/// Builds the press with cargo, which fetches the crates that are missing.
#[derive(Debug, Serialize, Deserialize)]
pub struct BuildPress {}

impl Named for BuildPress {
    const NAME: &'static str = "build-press";

    fn key(&self) -> String {
        String::new()
    }
}

#[async_trait]
impl Order for BuildPress {
    fn title(&self) -> Message {
        Message::new("job-build-press")
    }

    fn told(&self, _: &Value) -> Message {
        Message::new("press-built")
    }

    fn leads_to(&self, _: &Value) -> Option<(String, Message)> {
        Some((PAGE.to_owned(), Message::new("print")))
    }

    async fn run(&self, desk: &Desk, job: &Running) -> Result<Value, JobFailed> {
        let building = desk.settings.press.building.clone();
        let building = building.ok_or_else(|| JobFailed(Message::new("press-missing")))?;
        job.block(move |job| build(&building, job)).await
    }
}

fn build(building: &Building, job: &Running) -> Result<Value, JobFailed> {
    let failed = |detail: String| JobFailed(Message::new("press-build-failed").with("detail", detail));
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(&building.cargo);
        command.args(arguments).current_dir(&building.folder).stdin(Stdio::null());
        command
    };
    job.teller().tell(0, 0, Message::new("press-fetching"));
    let tree =
        cargo(&["tree", "--locked", "--package", PACKAGE, "--edges", "normal,build", "--prefix", "none"]).output();
    let tree = tree.map_err(|error| failed(error.to_string()))?;
    let mut crates: Vec<&[u8]> = tree.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect();
    crates.sort_unstable();
    crates.dedup();
    let total = u64::try_from(crates.len()).unwrap_or_default();
    let mut command = cargo(&["build", "--locked", "--package", PACKAGE, "--message-format", "json"]);
    if building.release {
        command.arg("--release");
    }
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|error| failed(error.to_string()))?;
    let (Some(output), Some(errors)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(failed(String::new()));
    };
    // What it says beside is read by a thread of its own: a pipe that nobody reads would hold it up.
    let said = std::thread::spawn(move || last_lines(errors));
    let mut done = 0;
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        let Ok(told) = serde_json::from_str::<Value>(&line) else { continue };
        // A crate gives its library and its build script, each told by itself.
        done += u64::from(told.get("reason").and_then(Value::as_str) == Some("compiler-artifact"));
        if !job.teller().tell(done.min(total), total, Message::new("press-compiling")) {
            let _ = child.kill();
            let _ = child.wait();
            return Err(JobFailed(Message::new("job-broken")));
        }
    }
    let ended = child.wait().map_err(|error| failed(error.to_string()))?;
    if ended.success() { Ok(json!({})) } else { Err(failed(said.join().unwrap_or_default())) }
}

/// The last lines of what a program says, where it tells why it ends.
fn last_lines(said: impl std::io::Read) -> String {
    let mut last = VecDeque::new();
    for line in BufReader::new(said).lines().map_while(Result::ok).filter(|line| !line.trim().is_empty()) {
        last.push_back(line);
        if last.len() > LINES {
            last.pop_front();
        }
    }
    Vec::from(last).join("\n")
}

/// `POST /desk/print/press`: somebody wants the press built.
pub(crate) async fn ask(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    if desk.settings.press.building.is_none() || desk.presses.program().is_some() {
        return Err(PageError::NotFound);
    }
    let job = desk.ask_for(visitor.by(), &BuildPress {}, None).await?;
    Ok(Redirect::to(&format!("/desk/jobs/{job}")).into_response())
}
