//! What the server counts of itself, for Prometheus: how many answers of which kind, and how long they took. No address, no name.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::error::{PageError, PageResult};

/// By what answers are told apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    method: String,
    status: u16,
}

/// Upper ends of the classes of time, seconds.
const SECONDS: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// The counters.
#[derive(Debug, Clone)]
pub(crate) struct Metrics {
    registry: Arc<Registry>,
    answers: Family<Kind, Counter>,
    seconds: Histogram,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let answers = Family::default();
        let seconds = Histogram::new(SECONDS);
        let mut registry = Registry::with_prefix("mingpai");
        registry.register("answers", "Answers given, by method and status", answers.clone());
        registry.register("answer_seconds", "Time until an answer began", seconds.clone());
        Self { registry: Arc::new(registry), answers, seconds }
    }
}

/// Counts an answer.
pub(crate) async fn count(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    #[expect(clippy::disallowed_methods, reason = "how long an answer took is what is counted")]
    let start = Instant::now();
    let method = request.method().as_str().to_owned();
    let response = next.run(request).await;
    metrics.seconds.observe(start.elapsed().as_secs_f64());
    metrics.answers.get_or_create(&Kind { method, status: response.status().as_u16() }).inc();
    response
}

/// `GET /metrics`
pub(crate) async fn show(State(metrics): State<Metrics>) -> PageResult {
    let mut text = String::new();
    prometheus_client::encoding::text::encode(&mut text, &metrics.registry)
        .map_err(|error| PageError::Broken(error.to_string()))?;
    let kind = HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");
    Ok(([(CONTENT_TYPE, kind)], text).into_response())
}
