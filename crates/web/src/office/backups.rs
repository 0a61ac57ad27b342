//! Copies of the register: which there are, one more, and one to take along.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect};
use ledger::backup;
use pages::{BackupsPage, CopyRow};
use tokio_util::io::ReaderStream;
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::jobs::{MakeBackup, copies};
use crate::policy::Act;
use crate::visitor::Visitor;

/// `GET /desk/backups`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let may_fetch = visitor.may(Act::FetchBackup);
    let mut rows = Vec::new();
    for copy in copies(&desk).await? {
        let verified = copy.rows.map(|rows| Message::new("backups-is-verified").with("rows", rows));
        rows.push(CopyRow {
            href: may_fetch.then(|| format!("/desk/backups/{}", pages::in_query(&copy.name))),
            size: size(copy.bytes),
            when: desk.clock().minute(copy.verified_at.unwrap_or(copy.written_at)),
            is_verified: verified.is_some(),
            verified: visitor.say(&verified.unwrap_or_else(|| Message::new("backups-not-verified"))),
            name: copy.name,
        });
    }
    let folder = desk.settings.folders.backups.display().to_string();
    visitor.page(&BackupsPage { frame: visitor.frame(), folder, may_fetch, rows })
}

/// A size as it is read: `740 kB`, `1.2 MB`.
fn size(bytes: u64) -> String {
    if bytes < 999_500 { format!("{} kB", bytes.div_ceil(1000)) } else { format!("{:.1} MB", bytes as f64 / 1e6) }
}

/// `POST /desk/backups`
pub(crate) async fn make(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let id = desk.ask_for(visitor.by(), &MakeBackup {}, None).await?;
    Ok(Redirect::to(&format!("/desk/jobs/{id}")).into_response())
}

/// `GET /desk/backups/{name}`
pub(crate) async fn fetch(State(desk): State<Desk>, visitor: Visitor, Path(name): Path<String>) -> PageResult {
    // A name from outside is compared with those that are there, and never made a path of.
    let copy = copies(&desk).await?.into_iter().find(|copy| copy.name == name).ok_or(PageError::NotFound)?;
    let broken = |error: std::io::Error| PageError::Broken(error.to_string());
    let file = tokio::fs::File::open(&copy.file).await.map_err(broken)?;
    // It stands in the log before the first byte leaves.
    let fetched = copy.name.clone();
    let log = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { backup::log_fetched(change, &fetched).await })
    });
    log.await?;
    let length = HeaderValue::from(file.metadata().await.map_err(broken)?.len());
    let named = format!("attachment; filename*=UTF-8''{}", pages::in_query(&copy.name));
    let named = HeaderValue::try_from(named).map_err(|error| PageError::Broken(error.to_string()))?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/gzip")),
        (CONTENT_LENGTH, length),
        (CONTENT_DISPOSITION, named),
    ];
    Ok((headers, Body::from_stream(ReaderStream::new(file))).into_response())
}
