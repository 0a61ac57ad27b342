//! Case records sent by programs: kept as they come, and taken in as a job.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use axum::body::{Body, BodyDataStream};
use axum::extract::{Path as In, Query, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use futures_util::StreamExt;
use ledger::api_key::{self, Model as Key, Request};
use ledger::job::{self, NewJob};
use ledger::{By, JobId, record};
use plan::Plan;
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;
use utoipa::ToSchema;
use words::Message;

use super::{id, json};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::Sent;
use crate::hexadecimal::hexadecimal;
use crate::jobs::beside::beside;
use crate::jobs::{Named, TakeInRecords};
use crate::office::records::upload;
use crate::visitor::Visitor;

/// The header by which a program names what it sends.
const IDEMPOTENCY: &str = "idempotency-key";
/// The longest line of NDJSON, bytes.
const LONGEST_LINE: u64 = 1 << 20;

/// How far the taking in of what was sent is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Import {
    /// Its number.
    id: i64,
    /// `waiting`, `running`, `done`, `failed` or `cancelled`.
    state: String,
    /// What came of it, or is being done, in words.
    told: String,
    /// How much was read, of how much.
    read: Option<[i64; 2]>,
    /// Whether the same was sent before, under the same name.
    again: bool,
}

/// The hash of a key, as it is kept.
pub(crate) fn hash(key: &str) -> String {
    hexadecimal(Sha256::digest(key.as_bytes()).as_slice())
}

/// The key that a request carries. What is looked up is its hash: how long that takes tells nothing of the key.
async fn key(desk: &Desk, headers: &HeaderMap) -> Result<Key, PageError> {
    let sent = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let sent = sent.and_then(|value| value.strip_prefix("Bearer ")).map(str::trim);
    let refused = || PageError::Problem(StatusCode::UNAUTHORIZED, Message::new("api-no-key"));
    let hash = hash(sent.filter(|key| !key.is_empty()).ok_or_else(refused)?);
    api_key::known(desk.ledger.reads(), &hash).await?.ok_or_else(refused)
}

/// How what is sent is kept: under which name, and whether it has to be written as a table first.
fn named(headers: &HeaderMap, query: &Sent) -> Result<(String, bool), PageError> {
    let name = query.text("name");
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (ending, is_ndjson) = match kind.as_str() {
        "application/x-ndjson" | "application/ndjson" | "application/jsonl" => ("csv", true),
        "text/csv" => ("csv", false),
        "text/tab-separated-values" => ("tsv", false),
        "application/json" => ("json", false),
        "application/xml" | "text/xml" => ("xes", false),
        "application/gzip" => ("xes.gz", false),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => ("xlsx", false),
        "application/vnd.apache.parquet" => ("parquet", false),
        "application/octet-stream" if !name.is_empty() => ("", false),
        _ => {
            let told = Message::new("api-media-type").with("kind", &kind);
            return Err(PageError::Problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, told));
        }
    };
    Ok((if name.is_empty() || is_ndjson { format!("records.{ending}") } else { name }, is_ndjson))
}

/// Sends case records to the source of a key: NDJSON, an object a row, or a file as offices export it.
///
/// They are taken in as a whole or not at all, by a job; the answer says where to see how far it is. The same sent again under the same
/// `Idempotency-Key` is nothing new.
#[utoipa::path(post, path = "/api/v1/records", tag = "records", security(("key" = [])),
    params(
        ("Idempotency-Key" = Option<String>, Header, description = "The program's own name for what it sends; without one, the hash of it"),
        ("name" = Option<String>, Query, description = "The name of the file, of which the ending says what it is"),
        ("skip_bad_rows" = Option<bool>, Query, description = "Leave out rows that cannot be read"),
    ),
    request_body(description = "NDJSON or a file", content(
        (String = "application/x-ndjson"), (String = "text/csv"), (String = "application/octet-stream"),
        (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    responses(
        (status = 202, description = "It will be taken in", body = Import),
        (status = 200, description = "It was sent before", body = Import),
        (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 401, body = super::Problem, content_type = "application/problem+json"),
        (status = 413, body = super::Problem, content_type = "application/problem+json"),
        (status = 415, body = super::Problem, content_type = "application/problem+json"),
        (status = 422, description = "The name was used for something else, or a line is no row", body = super::Problem, content_type = "application/problem+json"),
        (status = 429, body = super::Problem, content_type = "application/problem+json"),
    ))]
pub(crate) async fn send(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(query): Query<Sent>,
    body: Body,
) -> PageResult {
    let key = key(&desk, &headers).await?;
    let idempotency = headers.get(IDEMPOTENCY).map(|value| value.to_str().unwrap_or_default().trim());
    if idempotency.is_some_and(|name| name.is_empty() || name.len() > 200) {
        return Err(PageError::Bad(Message::new("api-idempotency")));
    }
    let (name, is_ndjson) = named(&headers, &query)?;
    let data = desk.settings.folders.data.clone();
    let (upload, mut file) = upload::begin(&data, &name).await?;
    let kept = keep(&mut file.1, body.into_data_stream()).await;
    let outcome = match kept {
        Ok(hash) => {
            let kept = Kept { upload: &upload, file: &file.0, hash, is_ndjson };
            ask(&desk, &key, &kept, idempotency, &query).await
        }
        Err(error) => Err(error),
    };
    // What leads to no new job is needed no longer.
    if !matches!(outcome, Ok((_, true))) {
        upload::forget(&data, &upload);
    }
    let (request, is_new) = outcome?;
    let mut response = json(&standing(&desk, &visitor, request.job, !is_new).await?)?;
    *response.status_mut() = if is_new { StatusCode::ACCEPTED } else { StatusCode::OK };
    let place = HeaderValue::from_str(&format!("/api/v1/imports/{}", request.job));
    response.headers_mut().insert(LOCATION, place.map_err(|error| PageError::Broken(error.to_string()))?);
    Ok(response)
}

/// Writes what comes into a file, and gives its hash.
async fn keep(file: &mut tokio::fs::File, mut body: BodyDataStream) -> Result<String, PageError> {
    let mut hash = Sha256::new();
    let mut bytes_in_all = 0_usize;
    while let Some(bytes) = body.next().await {
        let bytes =
            bytes.map_err(|_| PageError::Problem(StatusCode::PAYLOAD_TOO_LARGE, Message::new("records-cut-off")))?;
        hash.update(&bytes);
        bytes_in_all += bytes.len();
        file.write_all(&bytes).await.map_err(|error| upload::cannot_keep(&error))?;
    }
    file.flush().await.map_err(|error| upload::cannot_keep(&error))?;
    if bytes_in_all == 0 {
        return Err(PageError::Bad(Message::new("records-no-file")));
    }
    Ok(hexadecimal(hash.finalize().as_slice()))
}

/// What was sent, as it is kept.
struct Kept<'a> {
    upload: &'a str,
    file: &'a Path,
    hash: String,
    is_ndjson: bool,
}

/// Asks for the job; or gives the one that came of the same before.
async fn ask(
    desk: &Desk,
    key: &Key,
    kept: &Kept<'_>,
    idempotency: Option<&str>,
    query: &Sent,
) -> Result<(Request, bool), PageError> {
    let idempotency = idempotency.map_or_else(|| format!("sha256:{}", kept.hash), str::to_owned);
    let other = || PageError::Problem(StatusCode::UNPROCESSABLE_ENTITY, Message::new("api-used-name"));
    if let Some(known) = api_key::sent(desk.ledger.reads(), key.id, &idempotency).await? {
        return if known.hash == kept.hash { Ok((known, false)) } else { Err(other()) };
    }
    if kept.is_ndjson {
        let source = record::find(desk.ledger.reads(), key.source).await?.ok_or(PageError::NotFound)?;
        let plan = Plan::parse(&source.reading).map_err(|error| PageError::Bad(error.message()))?;
        let file = kept.file.to_owned();
        let written = beside(move || as_table(&file, &plan)).await;
        let written = written.ok_or_else(|| PageError::Broken("the file was not written".to_owned()))?;
        written.map_err(|told| PageError::Problem(StatusCode::UNPROCESSABLE_ENTITY, told))?;
    }
    let order = TakeInRecords {
        source: key.source,
        upload: kept.upload.to_owned(),
        skip_bad_rows: matches!(query.text("skip_bad_rows").as_str(), "true" | "1"),
    };
    let arguments = serde_json::to_value(&order).map_err(|error| PageError::Broken(error.to_string()))?;
    let job = NewJob { kind: TakeInRecords::NAME, arguments, key: order.key(), unit: None };
    let (id, hash) = (key.id, kept.hash.clone());
    // A key does what whoever made it may do.
    let by = key.by.map_or(By::Program, By::Account);
    let ask = desk.ledger.write_unseen(by, desk.clock().now(), move |change| {
        Box::pin(async move { api_key::ask(change, id, idempotency, hash, job).await })
    });
    let (request, is_new) = ask.await?;
    if !is_new && request.hash != kept.hash {
        return Err(other());
    }
    desk.ring();
    Ok((request, is_new))
}

/// The columns of a table that a source's reading knows.
fn columns(plan: &Plan) -> Vec<String> {
    let source = &plan.source;
    let own =
        [&source.case, &source.activity, &source.at, &source.actor, &source.service, &source.unit, &source.channel];
    let mut columns: Vec<String> = Vec::new();
    let fields = plan.fields().into_iter().map(str::to_owned);
    for column in own.into_iter().flatten().cloned().chain(source.keep.iter().cloned()).chain(fields) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    columns
}

/// Writes NDJSON as the table that the source's reading expects, in its place. Fields that the reading does not know are left out.
fn as_table(file: &Path, plan: &Plan) -> Result<(), Message> {
    let cannot = |error: &dyn std::fmt::Display| Message::new("records-cannot-keep").with("detail", error.to_string());
    if plan.source.preset.is_some() {
        return Err(Message::new("api-national-no-rows"));
    }
    let columns = columns(plan);
    let sent = file.with_extension("ndjson");
    std::fs::rename(file, &sent).map_err(|error| cannot(&error))?;
    let mut lines = BufReader::with_capacity(1 << 16, std::fs::File::open(&sent).map_err(|error| cannot(&error))?);
    let out = BufWriter::with_capacity(1 << 16, std::fs::File::create(file).map_err(|error| cannot(&error))?);
    let mut table = csv::Writer::from_writer(out);
    table.write_record(&columns).map_err(|error| cannot(&error))?;
    let (mut line, mut number) = (Vec::new(), 0_u64);
    loop {
        line.clear();
        number += 1;
        let read = std::io::Read::take(&mut lines, LONGEST_LINE).read_until(b'\n', &mut line);
        if read.map_err(|error| cannot(&error))? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let wrong = |detail: String| Message::new("api-line-wrong").with("line", number).with("detail", detail);
        let row: Map<String, Value> = serde_json::from_slice(&line).map_err(|error| wrong(error.to_string()))?;
        for column in &columns {
            table.write_field(cell(row.get(column))).map_err(|error| cannot(&error))?;
        }
        table.write_record(None::<&[u8]>).map_err(|error| cannot(&error))?;
    }
    table.into_inner().map_err(|error| cannot(&error))?.flush().map_err(|error| cannot(&error))?;
    std::fs::remove_file(&sent).map_err(|error| cannot(&error))
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

async fn standing(desk: &Desk, visitor: &Visitor, id: JobId, again: bool) -> Result<Import, PageError> {
    let job = job::find(desk.ledger.reads(), id).await?.ok_or(PageError::NotFound)?;
    let done = || Some(desk.settings.kinds.read(&job)?.told(&job.result()?));
    let told = job.message().or_else(done).map(|message| visitor.say(&message)).unwrap_or_default();
    let read = (job.total > 0).then_some([job.done, job.total]);
    Ok(Import { id: id.0, state: job.state.name().to_owned(), told, read, again })
}

/// How far the taking in of what was sent is.
#[utoipa::path(get, path = "/api/v1/imports/{id}", tag = "records", security(("key" = [])), params(("id" = i64, Path)),
    responses((status = 200, body = Import), (status = 401, body = super::Problem, content_type = "application/problem+json"),
        (status = 404, body = super::Problem, content_type = "application/problem+json"),
        (status = 429, body = super::Problem, content_type = "application/problem+json")))]
pub(crate) async fn import(
    State(desk): State<Desk>,
    visitor: Visitor,
    headers: HeaderMap,
    In(number): In<String>,
) -> PageResult {
    let key = key(&desk, &headers).await?;
    let job = JobId(id(&number)?);
    if !api_key::has_sent(desk.ledger.reads(), key.id, job).await? {
        return Err(PageError::NotFound);
    }
    json(&standing(&desk, &visitor, job, false).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_the_table_that_the_reading_expects() {
        let reading = "[source]\ncase = \"号\"\nactivity = \"环节\"\nat = \"时间\"\n[milestones]\n\
                       accepted = { activities = [\"受理\"] }\ndecided = { attribute = \"办结\" }\n[calendar]\nbase = \"cn\"\n";
        let plan = Plan::parse(reading).expect("a plan");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("records.csv");
        let sent = "{\"号\":1,\"环节\":\"受,理\",\"时间\":\"2025-09-01 09:00\",\"姓名\":\"张三\"}\n\n{\"办结\":null,\"号\":\"2\"}\n";
        std::fs::write(&file, sent).expect("a file");
        as_table(&file, &plan).expect("a table");
        let table = std::fs::read_to_string(&file).expect("a file");
        assert_eq!(table, "号,环节,时间,办结\n1,\"受,理\",2025-09-01 09:00,\n2,,,\n");
        std::fs::write(&file, "{\"号\":1}\n[2]\n").expect("a file");
        let told = as_table(&file, &plan).expect_err("no object").text(words::Language::English);
        assert!(told.contains("Line 2"), "{told}");
    }
}
