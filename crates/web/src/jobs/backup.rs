//! Copies of the register, made while the server runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use async_trait::async_trait;
use ledger::{Instant, backup, job};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::runtime::Handle;
use words::Message;

use crate::desk::Desk;
use crate::error::PageError;
use crate::jobs::{JobFailed, Named, Order, Running};

/// How the names of copies end.
const ENDING: &str = ".mingpai.gz";
/// How many finished jobs are looked through for what was verified.
const LOOKED_THROUGH: u64 = 500;

/// Copies the whole register into a file in the folder of copies, and reads it back.
#[derive(Debug, Serialize, Deserialize)]
pub struct MakeBackup {}

impl Named for MakeBackup {
    const NAME: &'static str = "make-backup";

    fn key(&self) -> String {
        String::new()
    }
}

#[async_trait]
impl Order for MakeBackup {
    fn title(&self) -> Message {
        Message::new("job-make-backup")
    }

    fn told(&self, result: &Value) -> Message {
        let rows = result.get("rows").and_then(Value::as_i64).unwrap_or_default();
        let file = result.get("file").and_then(Value::as_str).unwrap_or_default();
        Message::new("backup-made").with("rows", rows).with("file", file)
    }

    fn leads_to(&self, _: &Value) -> Option<(String, Message)> {
        Some(("/desk/backups".to_owned(), Message::new("backups-title")))
    }

    async fn run(&self, desk: &Desk, job: &Running) -> Result<Value, JobFailed> {
        // The same name when the job is done again: half a copy is never there, and a whole one is replaced.
        let asked = desk.clock().minute(job.asked_at).replace(' ', "-").replace(':', "");
        let name = format!("mingpai-{asked}-{}{ENDING}", job.id);
        let folder = desk.settings.folders.backups.clone();
        let (file, ledger) = (folder.join(&name), desk.ledger.clone());
        let made = job
            .block(move |job| {
                let teller = job.teller();
                let tell = |rows, of| teller.tell(rows, of, Message::new("backup-copying"));
                fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?;
                Ok(Handle::current().block_on(backup::make(&ledger, &file, &tell))?)
            })
            .await?;
        Ok(json!({ "file": name, "rows": made.rows, "bytes": made.bytes }))
    }
}

fn cannot_write(folder: &Path, error: &std::io::Error) -> JobFailed {
    JobFailed(Message::new("cannot-write").with("file", folder).with("detail", error.to_string()))
}

/// A copy in the folder of copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copy {
    /// Its name.
    pub(crate) name: String,
    /// Where it lies.
    pub(crate) file: PathBuf,
    /// How large it is.
    pub(crate) bytes: u64,
    /// When the file was written, in true time.
    pub(crate) written_at: Instant,
    /// When it was read back and found whole; nothing for one that this register did not make, or that has changed since.
    pub(crate) verified_at: Option<Instant>,
    /// How many rows it had when it was read back.
    pub(crate) rows: Option<i64>,
}

/// The copies in the folder, the newest first. A folder that is not there yet has none.
pub(crate) async fn copies(desk: &Desk) -> Result<Vec<Copy>, PageError> {
    let made = job::of_kind(desk.ledger.reads(), MakeBackup::NAME, job::State::Done, LOOKED_THROUGH).await?;
    let made: Vec<_> = made.iter().filter_map(|job| Some((job.ended_at, job.result()?))).collect();
    let folder = desk.settings.folders.backups.clone();
    let found = tokio::task::spawn_blocking(move || in_folder(&folder)).await;
    let mut copies = found
        .map_err(|error| PageError::Broken(error.to_string()))?
        .map_err(|error| PageError::Broken(error.to_string()))?;
    for copy in &mut copies {
        let is_it = |made: &Value| {
            made.get("file").and_then(Value::as_str) == Some(&copy.name)
                && made.get("bytes").and_then(Value::as_u64) == Some(copy.bytes)
        };
        if let Some((at, made)) = made.iter().find(|(_, made)| is_it(made)) {
            copy.verified_at = *at;
            copy.rows = made.get("rows").and_then(Value::as_i64);
        }
    }
    copies.sort_by_key(|copy| std::cmp::Reverse((copy.written_at, copy.name.clone())));
    Ok(copies)
}

fn in_folder(folder: &Path) -> std::io::Result<Vec<Copy>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut copies = Vec::new();
    for entry in entries {
        let entry = entry?;
        let about = entry.metadata()?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !about.is_file() || !name.ends_with(".gz") || name.starts_with('.') {
            continue;
        }
        let written = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let micros = written.map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(i64::MAX));
        let (written_at, file) = (Instant(micros), entry.path());
        copies.push(Copy { name, file, bytes: about.len(), written_at, verified_at: None, rows: None });
    }
    Ok(copies)
}
