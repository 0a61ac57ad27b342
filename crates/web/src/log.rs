//! What the server writes of each request: method, route, status, how long it took, and the request's number. No address, no query,
//! no name, and nothing that was sent: of the path only the route, because what stands in its place may tell whom somebody looked for.

use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::desk::Desk;
use crate::hexadecimal::hexadecimal;

/// The header that has the number, in the answer and from a proxy.
const HEADER: &str = "x-request-id";
/// How long the number of a proxy may be.
const LONGEST: usize = 64;

/// By which a request is found in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestNumber(pub(crate) String);

/// Gives a request its number, and writes a line when it is answered.
pub(crate) async fn request(State(desk): State<Desk>, mut request: Request, next: Next) -> Response {
    #[expect(clippy::disallowed_methods, reason = "how long an answer took is what is written")]
    let start = Instant::now();
    let number = of_proxy(&desk, &request).unwrap_or_else(by_chance);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    request.extensions_mut().insert(RequestNumber(number.clone()));
    // Whatever is written while it is answered has the number; also where nothing but errors is written.
    let span = tracing::error_span!("request", id = number);
    let answered = async {
        let response = next.run(request).await;
        let (status, ms) = (response.status().as_u16(), u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX));
        tracing::info!(%method, route = route.as_deref().unwrap_or("none"), status, ms, "answered");
        response
    };
    let mut response = answered.instrument(span).await;
    if let Ok(number) = HeaderValue::try_from(number) {
        response.headers_mut().insert(HEADER, number);
    }
    response
}

/// The number that a proxy of ours gave, so that its log and this one say the same.
fn of_proxy(desk: &Desk, request: &Request) -> Option<String> {
    let ConnectInfo(from) = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
    let trusted = |proxy: &IpAddr| proxy.to_canonical() == from.ip().to_canonical();
    let given = request.headers().get(HEADER)?.to_str().ok()?;
    let is_plain = |given: &str| given.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let is_fit = !given.is_empty() && given.len() <= LONGEST && is_plain(given);
    (is_fit && desk.settings.trusted_proxies.iter().any(trusted)).then(|| given.to_owned())
}

/// Eight bytes by chance. Where the system has none to give, requests go on without being told apart.
fn by_chance() -> String {
    let mut bytes = [0; 8];
    let _ = getrandom::fill(&mut bytes);
    hexadecimal(&bytes)
}
