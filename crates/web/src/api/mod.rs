//! The API: what everybody may read, and the way in for case records. Its description is made of the code, see [`describe`].
//!
//! What could not be done is told as `application/problem+json` (RFC 9457). Lists come in the order of their ids; `after` goes on
//! behind the last id that was seen, so that nothing is missed or seen twice while others change the register.

pub(crate) mod catalogue;
mod describe;
pub(crate) mod records;
pub(crate) mod register;

use axum::http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use ledger::{Day, service};
use serde::Serialize;
use utoipa::ToSchema;
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::Sent;
use crate::visitor::Visitor;

pub(crate) use describe::{page, show};

/// Items of a list, by default and at most.
const ITEMS: usize = 100;
const MOST_ITEMS: usize = 500;

/// What could not be done, as RFC 9457 has it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`: the status says what kind it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// In a few words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What is wrong, and what to do.
    detail: String,
}

/// Whether a path is one of the API.
pub(crate) fn is_of(path: &str) -> bool {
    path.starts_with("/api/")
}

/// What could not be done, as an answer of the API.
pub(crate) fn problem(visitor: &Visitor, error: &PageError) -> Response {
    let (title, detail) = error.messages();
    problem_of(error.status(), visitor.say(&title), visitor.say(&detail))
}

/// The same, of what has its words already.
pub(crate) fn problem_of(status: StatusCode, title: String, detail: String) -> Response {
    let problem = Problem { kind: "about:blank", title, status: status.as_u16(), detail };
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let mut response = (status, body).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// A value as an answer.
fn json(value: &impl Serialize) -> PageResult {
    json_as("application/json", value)
}

fn json_as(kind: &'static str, value: &impl Serialize) -> PageResult {
    let body = serde_json::to_vec(value).map_err(|error| PageError::Broken(error.to_string()))?;
    Ok(([(CONTENT_TYPE, HeaderValue::from_static(kind))], body).into_response())
}

/// The services that are open on a day.
async fn open_services(desk: &Desk, today: Day) -> Result<Vec<service::Model>, PageError> {
    let mut services = service::all(desk.ledger.reads()).await?;
    services.retain(|service| service.closed_from.is_none_or(|from| from > today));
    Ok(services)
}

/// An id of an address.
fn id(text: &str) -> Result<i64, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

/// A part of a list, and where it goes on.
#[derive(Debug, Serialize)]
struct Part<T> {
    items: Vec<T>,
    next: Option<String>,
}

/// Cuts the part out of a list, in the order of its ids, that the address asks for.
fn part<T>(mut all: Vec<T>, of: impl Fn(&T) -> i64, path: &str, query: &Sent) -> Result<Part<T>, PageError> {
    let number = |name: &str| -> Result<Option<i64>, PageError> {
        let text = query.text(name);
        let wrong = || PageError::Bad(Message::new("api-no-number").with("name", name).with("text", &text));
        if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| wrong()) }
    };
    let after = number("after")?.unwrap_or(i64::MIN);
    let limit = match number("limit")? {
        None => ITEMS,
        Some(limit) => usize::try_from(limit)
            .ok()
            .filter(|limit| (1..=MOST_ITEMS).contains(limit))
            .ok_or_else(|| PageError::Bad(Message::new("api-limit").with("most", MOST_ITEMS)))?,
    };
    all.sort_by_key(&of);
    let mut items: Vec<T> = all.into_iter().filter(|item| of(item) > after).take(limit + 1).collect();
    let more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().map(&of).filter(|_| more);
    Ok(Part { items, next: last.map(|last| format!("{path}?after={last}&limit={limit}")) })
}
