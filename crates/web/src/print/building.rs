//! Building the press: in a checkout, started by `cargo run`, where it is not there yet. An installed copy never builds anything.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use async_trait::async_trait;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use words::Message;

use super::choice::PAGE;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::jobs::{JobFailed, Named, Order, Running};
use crate::visitor::Visitor;

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
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(|error| failed(error.to_string()))?;
    let Some(output) = child.stdout.take() else { return Err(failed(String::new())) };
    let (mut done, mut last) = (0, String::new());
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        let Ok(told) = serde_json::from_str::<Value>(&line) else { continue };
        match told.get("reason").and_then(Value::as_str) {
            Some("compiler-artifact") => done += 1,
            Some("compiler-message") => {
                let text = told.pointer("/message/message").and_then(Value::as_str).unwrap_or_default();
                text.clone_into(&mut last);
            }
            _ => {}
        }
        // A crate gives its library and its build script, each told by itself.
        if !job.teller().tell(done.min(total), total, Message::new("press-compiling")) {
            let _ = child.kill();
            let _ = child.wait();
            return Err(JobFailed(Message::new("job-broken")));
        }
    }
    let ended = child.wait().map_err(|error| failed(error.to_string()))?;
    if ended.success() { Ok(json!({})) } else { Err(failed(last)) }
}

/// `POST /desk/print/press`: somebody wants the press built.
pub(crate) async fn ask(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    if desk.settings.press.building.is_none() || desk.presses.program().is_some() {
        return Err(PageError::NotFound);
    }
    let job = desk.ask_for(visitor.by(), &BuildPress {}, None).await?;
    Err(PageError::To(format!("/desk/jobs/{job}")))
}
