//! What caches may keep: pages that are the same for everybody who is not signed in.
//!
//! Such an answer has a weak `ETag` of its bytes, may be kept for a minute, and says on what it depends: the language that the browser
//! asks for, and the cookies (the language that was chosen, a session). Whoever has a session is answered afresh.
//!
//! The server itself keeps them as well, as long as nothing was changed in the register: a code on a wall may be scanned by a whole
//! hall at once. After a change the first who asks may be given the answer from before it (it is at most half a minute old, where any
//! cache on the way may keep it for a whole one), while it is made anew for the next: so nobody waits for records that come in. What was
//! made in the last seconds is not made anew yet: figures are kept in many small writes, and one new answer after them is enough.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, COOKIE, ETAG, IF_NONE_MATCH, SET_COOKIE, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ledger::Instant;
use sha2::{Digest, Sha256};

use crate::desk::Desk;
use crate::hexadecimal::hexadecimal;
use crate::language;

/// The largest answer that is looked at, and the largest that is kept.
const LARGEST: usize = 8 << 20;
const LARGEST_KEPT: usize = 256 << 10;
/// Answers that are kept at most. When there are more, all are forgotten: they are made again in a moment.
const MOST_KEPT: usize = 1000;
/// How long one is kept: another program may write into the same register, and a day ends.
const SECONDS: i64 = 30;
/// How long one may be given although there was a change since, where answers from before may be given at all.
const UNHURRIED_SECONDS: i64 = 5;
const A_MINUTE: HeaderValue = HeaderValue::from_static("public, max-age=60");
const DEPENDS_ON: HeaderValue = HeaderValue::from_static("accept-language, cookie");

fn has_session(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).any(|pair| pair.trim().starts_with("mingpai="))
}

/// An answer that may be kept.
#[derive(Debug, Clone)]
struct Answer {
    kind: HeaderValue,
    tag: HeaderValue,
    body: Bytes,
}

impl Answer {
    /// As a response; without the bytes where they are known already.
    fn to(&self, known: Option<&HeaderValue>) -> Response {
        let known = known.and_then(|known| known.to_str().ok()).unwrap_or_default();
        let is_known = known.split(',').any(|one| one.trim() == self.tag || one.trim() == "*");
        let headers = [(CACHE_CONTROL, A_MINUTE), (VARY, DEPENDS_ON), (ETAG, self.tag.clone())];
        if is_known {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (headers, [(CONTENT_TYPE, self.kind.clone())], self.body.clone()).into_response()
    }
}

/// Lets caches keep the answer of a route that is for everybody.
pub(crate) async fn keep(request: Request, next: Next) -> Response {
    let with_session = has_session(request.headers());
    let known = request.headers().get(IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    let is_whole = response.status() == StatusCode::OK && !response.headers().contains_key(SET_COOKIE);
    if with_session || !is_whole || response.headers().contains_key(CACHE_CONTROL) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let hash: String = hexadecimal(Sha256::digest(&body).get(..16).unwrap_or_default());
    let kind = parts.headers.get(CONTENT_TYPE).cloned();
    let (Some(kind), Ok(tag)) = (kind, HeaderValue::from_str(&format!("W/\"{hash}\""))) else {
        return Response::from_parts(parts, Body::from(body));
    };
    let answer = Answer { kind, tag, body };
    let mut response = answer.to(known.as_ref());
    response.extensions_mut().insert(answer);
    response
}

/// What the server has of an address.
enum Remembered {
    Nothing,
    /// As it is now, or as good as that.
    Fresh(Answer),
    /// As it was before the last change. Whoever is told so makes it anew; the others take it for fresh meanwhile.
    Before(Answer),
}

/// An answer, and while what it was made.
#[derive(Debug)]
struct Kept {
    answer: Answer,
    changes: u64,
    at: Instant,
}

/// The answers that the server keeps, by language and address.
#[derive(Debug, Default)]
pub(crate) struct Memory(Mutex<HashMap<String, Kept>>);

impl Memory {
    fn find(&self, key: &str, changes: u64, now: Instant, may_be_before: bool) -> Remembered {
        // What panicked while it was locked has left nothing half done: entries are whole.
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_younger = |kept: &Kept, seconds: i64| now.0 - kept.at.0 < seconds * 1_000_000;
        let Some(kept) = all.get_mut(key).filter(|kept| is_younger(kept, SECONDS)) else {
            return Remembered::Nothing;
        };
        if kept.changes == changes {
            return Remembered::Fresh(kept.answer.clone());
        }
        if !may_be_before {
            return Remembered::Nothing;
        }
        if is_younger(kept, UNHURRIED_SECONDS) {
            return Remembered::Fresh(kept.answer.clone());
        }
        kept.changes = changes;
        Remembered::Before(kept.answer.clone())
    }

    fn forget(&self, key: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }

    fn put(&self, key: String, kept: Kept) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_KEPT {
            all.clear();
        }
        all.insert(key, kept);
    }
}

/// Gives an answer that is kept; keeps one that may be.
pub(crate) async fn recall(
    State((memory, desk)): State<(Arc<Memory>, Desk)>,
    request: Request,
    next: Next,
) -> Response {
    if request.method() != Method::GET || has_session(request.headers()) {
        return next.run(request).await;
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let key = format!("{:?} {path}", language::of(request.headers()));
    // Asked before the answer is made: what changes meanwhile makes it an old one.
    let (changes, now) = (desk.ledger.changes(), desk.clock().now());
    let known = request.headers().get(IF_NONE_MATCH).cloned();
    match memory.find(&key, changes, now, desk.settings.gives_answers_from_before) {
        Remembered::Fresh(answer) => answer.to(known.as_ref()),
        Remembered::Before(answer) => {
            tokio::spawn(make(memory, key, changes, now, request, next));
            answer.to(known.as_ref())
        }
        Remembered::Nothing => make(memory, key, changes, now, request, next).await,
    }
}

/// Makes an answer, and keeps it where it may be kept.
async fn make(memory: Arc<Memory>, key: String, changes: u64, at: Instant, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<Answer>() {
        Some(answer) if answer.body.len() <= LARGEST_KEPT => memory.put(key, Kept { answer, changes, at }),
        _ => memory.forget(&key),
    }
    response
}
