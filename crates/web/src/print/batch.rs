//! All plates of a unit, or of all units: printed by a job, as one PDF or as a ZIP with a PDF for each.

use std::io::{Cursor, Write};
use std::path::{Path as FilePath, PathBuf};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect};
use ledger::{JobId, UnitId, job, unit};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sheets::{About, Language, Layout, Output, Paper, Problem, Says};
use words::Message;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::choice::{Chosen, PAGE};
use super::says::{Piece, of_units, order, print};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export;
use crate::form::Sent;
use crate::jobs::{JobFailed, Named, Order, Running};
use crate::office::jobs;
use crate::reach;
use crate::visitor::Visitor;
use crate::year::seen_units;

/// The folder of what was printed, in that of the data.
const FOLDER: &str = "prints";
/// How long what was printed is kept: it can be printed again at any time.
const KEPT: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How many that were left out are named.
const NAMED: usize = 5;

/// Prints all plates of some units.
#[derive(Debug, Serialize, Deserialize)]
pub struct PrintBatch {
    /// The layout.
    pub layout: String,
    /// In which languages.
    pub language: String,
    /// On what.
    pub paper: String,
    /// The units.
    pub units: Vec<UnitId>,
    /// Whether each plate is a file of its own in a ZIP.
    pub as_zip: bool,
    /// The address that the codes lead to.
    pub base: String,
}

impl Named for PrintBatch {
    const NAME: &'static str = "print-batch";

    fn key(&self) -> String {
        let units: Vec<String> = self.units.iter().map(ToString::to_string).collect();
        format!("{} {} {} {} {}", self.layout, self.language, self.paper, self.as_zip, units.join(","))
    }
}

#[async_trait]
impl Order for PrintBatch {
    fn title(&self) -> Message {
        Message::new("job-print-batch").with("units", self.units.len())
    }

    fn told(&self, result: &Value) -> Message {
        let count = |name: &str| result.get(name).and_then(Value::as_u64).unwrap_or_default();
        let left_out = count("left_out");
        if left_out == 0 {
            return Message::new("batch-printed").with("count", count("printed"));
        }
        let names = result.get("names").and_then(Value::as_str).unwrap_or_default();
        let problem: Option<Problem> = result.get("why").and_then(|why| serde_json::from_value(why.clone()).ok());
        Message::new("batch-printed-but")
            .with("count", count("printed"))
            .with("left", left_out)
            .with("names", names)
            .with("why", problem.map(|problem| problem.message()).unwrap_or_else(|| Message::new("print-no-brand")))
    }

    fn leads_to(&self, result: &Value) -> Option<(String, Message)> {
        let file = result.get("file").and_then(Value::as_str)?;
        Some((format!("{PAGE}/batches/{file}"), Message::new("batch-get")))
    }

    async fn run(&self, desk: &Desk, job: &Running) -> Result<Value, JobFailed> {
        let layout = desk.presses.layouts().find(&self.layout).cloned();
        let layout = layout.ok_or_else(|| failed(Problem::NoLayout { name: self.layout.clone() }.message()))?;
        let units: Vec<unit::Model> =
            unit::all(desk.ledger.reads()).await?.into_iter().filter(|unit| self.units.contains(&unit.id)).collect();
        let teller = job.teller();
        let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let reads = |done, all| teller.tell(number(done), number(all), Message::new("batch-reading"));
        let pieces = of_units(desk, &units, &layout, &self.base, reads).await.map_err(told)?;
        if pieces.is_empty() {
            return Err(failed(Message::new("print-no-brand")));
        }
        let prints = |done, all| {
            if teller.tell(number(done), number(all), Message::new("batch-printing")) {
                Ok(())
            } else {
                Err(failed(Message::new("job-broken")))
            }
        };
        let done = if self.as_zip {
            self.each(desk, &layout, pieces, prints).await?
        } else {
            self.together(desk, &layout, pieces, prints).await?
        };
        if done.printed == 0 {
            let why = done.left_out.into_iter().next().map(|(_, problem)| problem.message());
            return Err(failed(why.unwrap_or_else(|| Message::new("print-no-brand"))));
        }
        let file = format!("{}.{}", job.id, if self.as_zip { "zip" } else { "pdf" });
        keep(&desk.settings.folders.data, &file, &done.bytes)?;
        let names: Vec<&str> = done.left_out.iter().take(NAMED).map(|(name, _)| name.as_str()).collect();
        Ok(json!({
            "file": file, "printed": done.printed, "left_out": done.left_out.len(), "names": names.join("、"),
            "why": done.left_out.first().map(|(_, problem)| problem),
        }))
    }
}

fn failed(message: Message) -> JobFailed {
    JobFailed(message)
}

fn told(error: PageError) -> JobFailed {
    match error {
        PageError::Bad(message) => JobFailed(message),
        other => JobFailed(Message::new("press-failed").with("detail", format!("{other:?}"))),
    }
}

/// What was printed, how much of it, and what was left out and why.
struct Done {
    bytes: Vec<u8>,
    printed: usize,
    left_out: Vec<(String, Problem)>,
}

impl PrintBatch {
    async fn print(
        &self,
        desk: &Desk,
        layout: &Layout,
        output: Output,
        says: Vec<Says>,
    ) -> Result<sheets::Reply, JobFailed> {
        let language = Language::of_name(&self.language).unwrap_or_default();
        let paper = Paper::of_name(&self.paper).filter(|paper| paper.takes(layout)).unwrap_or(Paper::Exact);
        print(desk, order(desk, layout, language, paper, output, says)).await.map_err(failed)
    }

    /// All in one file. What has a problem of its own is left out, and told.
    async fn together(
        &self,
        desk: &Desk,
        layout: &Layout,
        mut pieces: Vec<Piece>,
        tell: impl Fn(usize, usize) -> Result<(), JobFailed>,
    ) -> Result<Done, JobFailed> {
        let all = pieces.len();
        tell(0, all)?;
        let mut left_out = Vec::new();
        let mut reply =
            self.print(desk, layout, Output::Pdf, pieces.iter().map(|piece| piece.says.clone()).collect()).await?;
        if !reply.problems.is_empty() {
            let mut rest = Vec::new();
            for (place, piece) in pieces.into_iter().enumerate() {
                match reply.problems.iter().find(|problem| problem.sheet() == Some(place)) {
                    Some(problem) => left_out.push((piece.name, problem.clone())),
                    None => rest.push(piece),
                }
            }
            // What is wrong with all of them is not mended by leaving some out.
            if let Some(problem) = reply.problems.iter().find(|problem| problem.sheet().is_none()) {
                return Err(failed(problem.message()));
            }
            pieces = rest;
            tell(left_out.len(), all)?;
            reply =
                self.print(desk, layout, Output::Pdf, pieces.iter().map(|piece| piece.says.clone()).collect()).await?;
        }
        if let (Some(problem), false) = (reply.problems.first(), pieces.is_empty()) {
            return Err(failed(problem.message()));
        }
        Ok(Done { bytes: reply.files.into_iter().next().unwrap_or_default(), printed: pieces.len(), left_out })
    }

    /// Each in a file of its own, in a ZIP.
    async fn each(
        &self,
        desk: &Desk,
        layout: &Layout,
        pieces: Vec<Piece>,
        tell: impl Fn(usize, usize) -> Result<(), JobFailed>,
    ) -> Result<Done, JobFailed> {
        let broken =
            |error: &dyn std::fmt::Display| failed(Message::new("press-failed").with("detail", error.to_string()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // What is sent rather than printed is a picture.
        let (output, ending) = match layout.dpi {
            Some(dpi) => (Output::Png { dpi }, "png"),
            None => (Output::Pdf, "pdf"),
        };
        let (all, mut printed, mut left_out) = (pieces.len(), 0, Vec::new());
        for (place, piece) in pieces.into_iter().enumerate() {
            tell(place, all)?;
            let reply = self.print(desk, layout, output, vec![piece.says]).await?;
            match (reply.problems.into_iter().next(), reply.files.into_iter().next()) {
                (None, Some(file)) => {
                    // The number keeps the order, and two of one name apart.
                    let name = format!("{:03} {}.{ending}", place + 1, plain(&piece.name));
                    zip.start_file(name, options).map_err(|error| broken(&error))?;
                    zip.write_all(&file).map_err(|error| broken(&error))?;
                    printed += 1;
                }
                (Some(problem), _) => left_out.push((piece.name, problem)),
                (None, None) => left_out.push((piece.name, Problem::Order { detail: String::new() })),
            }
        }
        let bytes = zip.finish().map_err(|error| broken(&error))?.into_inner();
        Ok(Done { bytes, printed, left_out })
    }
}

/// A name without what no system lets stand in the name of a file.
fn plain(name: &str) -> String {
    let is_plain = |sign: &char| !sign.is_control() && !"\\/:*?\"<>|".contains(*sign);
    name.chars().filter(is_plain).take(80).collect::<String>().trim_matches(['.', ' ']).to_owned()
}

/// Keeps what was printed; what was kept longer than a week goes.
fn keep(data: &FilePath, file: &str, bytes: &[u8]) -> Result<(), JobFailed> {
    let folder = data.join(FOLDER);
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(&folder)?;
        for entry in std::fs::read_dir(&folder)?.flatten() {
            let is_old = |changed: SystemTime| changed.elapsed().is_ok_and(|age| age > KEPT);
            if entry.metadata().and_then(|about| about.modified()).is_ok_and(is_old) {
                std::fs::remove_file(entry.path())?;
            }
        }
        // Half a file is never there.
        let half = folder.join(format!("{file}.half"));
        std::fs::write(&half, bytes)?;
        std::fs::rename(half, folder.join(file))
    };
    write()
        .map_err(|error| failed(Message::new("cannot-write").with("file", &folder).with("detail", error.to_string())))
}

/// `POST /desk/print/batches`
pub(crate) async fn ask(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> PageResult {
    let chosen = Chosen::read(&desk, &visitor, &sent).await?;
    let view = chosen.view().ok_or(PageError::NotFound)?;
    if chosen.layout.about == About::Person {
        return Err(PageError::NotFound);
    }
    let units = match (sent.text("which").as_str(), seen_units(&visitor).await?) {
        ("all", Some(own)) => own,
        ("all", None) => visitor.units().await?.iter().map(|unit| unit.id).collect(),
        _ => vec![view.unit.id],
    };
    let batch = PrintBatch {
        layout: chosen.layout.name.clone(),
        language: chosen.language.name().to_owned(),
        paper: chosen.paper.name().to_owned(),
        units,
        as_zip: sent.text("as") == "zip",
        base: reach::base(&desk, &headers).0,
    };
    let job = desk.ask_for(visitor.by(), &batch, None).await?;
    Ok(Redirect::to(&format!("/desk/jobs/{job}")).into_response())
}

/// `GET /desk/print/batches/{file}`: what a job printed, for whoever asked for it.
pub(crate) async fn fetch(State(desk): State<Desk>, visitor: Visitor, Path(file): Path<String>) -> PageResult {
    let (id, ending) = file.split_once('.').ok_or(PageError::NotFound)?;
    let media_type = match ending {
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        _ => return Err(PageError::NotFound),
    };
    let id: i64 = id.parse().map_err(|_| PageError::NotFound)?;
    let job = job::find(desk.ledger.reads(), JobId(id)).await?.filter(|job| job.kind == PrintBatch::NAME);
    let job = job.ok_or(PageError::NotFound)?;
    if !jobs::may_see(&visitor, &job) {
        return Err(PageError::Forbidden);
    }
    // The name is made of what was understood, so that it leads nowhere else.
    let path: PathBuf = desk.settings.folders.data.join(FOLDER).join(format!("{id}.{ending}"));
    let bytes = tokio::fs::read(&path).await.map_err(|_| PageError::Bad(Message::new("batch-gone")))?;
    Ok(export::for_the_desk(export::file(media_type, &format!("plates-{id}.{ending}"), bytes)?))
}
