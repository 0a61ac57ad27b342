//! What caches may keep: pages that are the same for everybody who is not signed in.
//!
//! Such an answer has a weak `ETag` of its bytes, may be kept for a minute, and says on what it depends: the language that the browser
//! asks for, and the cookies (the language that was chosen, a session). Whoever has a session is answered afresh.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, COOKIE, ETAG, IF_NONE_MATCH, SET_COOKIE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// The largest answer that is looked at.
const LARGEST: usize = 8 << 20;
const A_MINUTE: HeaderValue = HeaderValue::from_static("public, max-age=60");

fn has_session(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).any(|pair| pair.trim().starts_with("mingpai="))
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
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let hash: String = Sha256::digest(&bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let tag = HeaderValue::from_str(&format!("W/\"{hash}\""));
    parts.headers.insert(CACHE_CONTROL, A_MINUTE);
    parts.headers.insert(VARY, HeaderValue::from_static("accept-language, cookie"));
    if let Ok(tag) = tag {
        let is_known = known
            .as_ref()
            .and_then(|known| known.to_str().ok())
            .is_some_and(|known| known.split(',').any(|one| one.trim() == tag || one.trim() == "*"));
        parts.headers.insert(ETAG, tag);
        if is_known {
            parts.status = StatusCode::NOT_MODIFIED;
            return Response::from_parts(parts, Body::empty());
        }
    }
    Response::from_parts(parts, Body::from(bytes))
}
