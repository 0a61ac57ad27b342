//! What can be taken along of a promise: the table of its figures, the bundle, the key with which they are signed.

use std::io::Cursor;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use plan::Plan;
use words::{Language, Message};

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::calendar_days;
use crate::figures::view::{Known, View};
use crate::promise::view;

/// The figures that are published of a promise; not found where there are none.
fn published(view: &View) -> Result<&Known, PageError> {
    view.figure.as_ref().filter(|known| known.published.all.is_some()).ok_or(PageError::NotFound)
}

/// `GET /promises/{id}/figures.csv`
pub(crate) async fn csv(State(desk): State<Desk>, Path(id): Path<i64>) -> PageResult {
    let view = view(&desk, id).await?;
    let known = published(&view)?;
    let mut table = csv::Writer::from_writer(Vec::new());
    let broken = |error: &dyn std::fmt::Display| PageError::Broken(error.to_string());
    for (place, (period, card)) in bundle::figures(&known.published).iter().enumerate() {
        let columns = card.columns();
        if place == 0 {
            let names = std::iter::once("period").chain(columns.iter().map(|(name, _)| *name));
            table.write_record(names).map_err(|error| broken(&error))?;
        }
        let values = std::iter::once(period.as_str()).chain(columns.iter().map(|(_, value)| value.as_str()));
        table.write_record(values).map_err(|error| broken(&error))?;
    }
    let text = table.into_inner().map_err(|error| broken(&error))?;
    file("text/csv; charset=utf-8", &format!("{}.csv", view.name()), text)
}

/// `GET /promises/{id}/bundle.zip`
pub(crate) async fn bundle(State(desk): State<Desk>, Path(id): Path<i64>) -> PageResult {
    let view = view(&desk, id).await?;
    let known = published(&view)?;
    let broken = |error: &dyn std::fmt::Display| PageError::Broken(error.to_string());
    let plan = own_plan(&known.measuring.plan, &view.name());
    let parsed = Plan::parse(&plan).map_err(|error| broken(&error))?;
    let days = ledger::setting::get(desk.ledger.reads(), ledger::setting::CALENDAR_DAYS).await?.unwrap_or_default();
    let file_name = format!("{}.zip", view.name());
    let brand_file = view.version.file()?;
    let readme = |language| Message::new("bundle-readme").with("file", &file_name).text(language);
    let about = bundle::About {
        promise: view.name(),
        words: terms::Words {
            zh: Some(view.now.text.what.clone()),
            en: Some(view.now.text.what_en.clone()).filter(|words| !words.is_empty()),
        },
        brand: brand_file.name,
        unit: view.unit.name.clone(),
        as_of: known.measuring.as_of.clone(),
        facts: known.measuring.facts.clone(),
        engine: known.measuring.engine.clone(),
        plan,
        calendar: calendar_days(&parsed, &days).map_err(|problem| broken(&problem))?,
        readme: format!("{}\n\n{}\n", readme(Language::Chinese), readme(Language::English)),
    };
    let mut out = Cursor::new(Vec::new());
    bundle::write(&mut out, &about, &known.published, &desk.key).map_err(|error| broken(&error))?;
    file("application/zip", &file_name, out.into_inner())
}

/// The plan of one promise alone: what its own bundle shows.
fn own_plan(plan: &str, promise: &str) -> String {
    let Ok(mut table) = plan.parse::<toml::Table>() else { return plan.to_owned() };
    if let Some(toml::Value::Array(promises)) = table.get_mut("promise") {
        promises.retain(|entry| entry.get("id").and_then(toml::Value::as_str) == Some(promise));
    }
    toml::to_string(&table).unwrap_or_else(|_| plan.to_owned())
}

/// `GET /key`: the public half of the key with which figures are signed.
pub(crate) async fn key(State(desk): State<Desk>) -> PageResult {
    let pem = desk.key.public_pem().map_err(|error| PageError::Broken(error.to_string()))?;
    let kind = HeaderValue::from_static("application/x-pem-file");
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"))], pem)
        .into_response())
}

fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Result<Response, PageError> {
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .map_err(|error| PageError::Broken(error.to_string()))?;
    let headers: [(HeaderName, HeaderValue); 3] = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, HeaderValue::from_static("public, max-age=300")),
    ];
    Ok((headers, bytes).into_response())
}
