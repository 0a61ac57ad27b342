//! Case records in and out, and figures made of them.

use std::sync::Arc;

use async_trait::async_trait;
use ledger::{ImportId, PromiseId, SourceId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use words::Message;

use crate::desk::Desk;
use crate::figures::order::{self, Given, NotDone, Report};
use crate::jobs::{JobFailed, Named, Order, Running};
use crate::office::records::upload;

impl From<NotDone> for JobFailed {
    fn from(not_done: NotDone) -> Self {
        Self(not_done.0)
    }
}

/// What stands behind the work of a job.
fn given(desk: &Desk, job: &Running, doing: &'static str) -> Given {
    let teller = job.teller();
    Given {
        ledger: desk.ledger.clone(),
        data: desk.settings.folders.data.clone(),
        by: job.by(),
        at: job.asked_at,
        today: desk.clock().today(),
        // Whether to go on is asked of the flag.
        progress: Arc::new(move |done, all| {
            let _ = teller.tell(done, all, Message::of_key(doing.to_owned()));
        }),
        stop: job.stop_flag(),
    }
}

fn number(result: &Value, name: &str) -> i64 {
    result.get(name).and_then(Value::as_i64).unwrap_or_default()
}

fn to_source(source: SourceId) -> Option<(String, Message)> {
    Some((format!("/desk/records/{source}"), Message::new("records-to-source")))
}

/// Measures and puts what came of it into the result of a job.
async fn measured(
    desk: &Desk,
    given: &Given,
    source: SourceId,
    only: Option<&[PromiseId]>,
) -> Result<Report, JobFailed> {
    let report = order::measure(given, source, only).await?;
    order::ask_for(desk, given.by, &report.moved).await?;
    Ok(report)
}

/// Takes case records in: all of them or none; and measures the promises of their source.
#[derive(Debug, Serialize, Deserialize)]
pub struct TakeInRecords {
    /// The source of the records.
    pub source: SourceId,
    /// The folder of the files that were sent.
    pub upload: String,
    /// Leave out rows that cannot be read.
    pub skip_bad_rows: bool,
}

impl Named for TakeInRecords {
    const NAME: &'static str = "take-in-records";

    fn key(&self) -> String {
        self.upload.clone()
    }
}

#[async_trait]
impl Order for TakeInRecords {
    fn title(&self) -> Message {
        Message::new("job-take-in-records")
    }

    fn told(&self, result: &Value) -> Message {
        if result.get("import").is_none_or(Value::is_null) {
            return Message::new("records-nothing-new");
        }
        Message::new("records-taken-in")
            .with("bad_rows", number(result, "bad_rows"))
            .with("promises", number(result, "promises"))
    }

    fn leads_to(&self, _: &Value) -> Option<(String, Message)> {
        to_source(self.source)
    }

    async fn run(&self, desk: &Desk, job: &Running) -> Result<Value, JobFailed> {
        let files = upload::files(&desk.settings.folders.data, &self.upload)?;
        let reading = given(desk, job, "records-reading-now");
        let taken = order::take_in(&reading, self.source, files, self.skip_bad_rows).await?;
        let report = measured(desk, &given(desk, job, "records-measuring"), self.source, None).await?;
        // Once it is in the store it is needed no longer; what cannot be removed does no harm.
        upload::forget(&desk.settings.folders.data, &self.upload);
        Ok(json!({ "import": taken.import, "bad_rows": taken.bad_rows, "promises": report.promises }))
    }
}

/// Takes an import back, and measures again without it.
#[derive(Debug, Serialize, Deserialize)]
pub struct TakeBackRecords {
    /// The source of the records.
    pub source: SourceId,
    /// The import.
    pub import: ImportId,
}

impl Named for TakeBackRecords {
    const NAME: &'static str = "take-back-records";

    fn key(&self) -> String {
        self.import.to_string()
    }
}

#[async_trait]
impl Order for TakeBackRecords {
    fn title(&self) -> Message {
        Message::new("job-take-back-records")
    }

    fn told(&self, result: &Value) -> Message {
        Message::new("records-taken-back").with("promises", number(result, "promises"))
    }

    fn leads_to(&self, _: &Value) -> Option<(String, Message)> {
        to_source(self.source)
    }

    async fn run(&self, desk: &Desk, job: &Running) -> Result<Value, JobFailed> {
        let given = given(desk, job, "records-measuring");
        order::take_back(&given, self.import).await?;
        let report = measured(desk, &given, self.source, None).await?;
        Ok(json!({ "promises": report.promises }))
    }
}

/// Measures promises of a source: all, or those that were changed.
#[derive(Debug, Serialize, Deserialize)]
pub struct MeasurePromises {
    /// The source of the records.
    pub source: SourceId,
    /// The promises; none for all of them.
    pub promises: Option<Vec<PromiseId>>,
}

impl Named for MeasurePromises {
    const NAME: &'static str = "measure-promises";

    fn key(&self) -> String {
        let ids = self.promises.iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(",");
        format!("{}:{ids}", self.source)
    }
}

#[async_trait]
impl Order for MeasurePromises {
    fn title(&self) -> Message {
        Message::new("job-measure-promises")
    }

    fn told(&self, result: &Value) -> Message {
        Message::new("records-measured")
            .with("promises", number(result, "promises"))
            .with("left_out", number(result, "left_out"))
    }

    fn leads_to(&self, _: &Value) -> Option<(String, Message)> {
        to_source(self.source)
    }

    async fn run(&self, desk: &Desk, job: &Running) -> Result<Value, JobFailed> {
        let given = given(desk, job, "records-measuring");
        let report = measured(desk, &given, self.source, self.promises.as_deref()).await?;
        Ok(json!({ "promises": report.promises, "left_out": report.left_out.len() }))
    }
}
