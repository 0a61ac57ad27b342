//! The description of the API (OpenAPI 3.1), made of the code; and the same as a page.

use axum::http::StatusCode;
use pages::{ApiPage, Described, Operation};
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation as Described31, Parameter, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{OpenApi as Document, RefOr};
use words::Message;

use super::{json, records, register};
use crate::error::PageResult;
use crate::visitor::Visitor;

const ABOUT: &str =
    "Units, services, brands, promises and their figures for everybody, and the way in for case records.";

/// What it is made of.
#[derive(OpenApi)]
#[openapi(
    paths(
        register::units,
        register::unit,
        register::services,
        register::brands,
        register::brand,
        register::promises,
        register::promise,
        register::promise_figures,
        records::send,
        records::import,
    ),
    tags((name = "read", description = "What everybody may read"), (name = "records", description = "Case records, by a key"))
)]
struct Api;

/// The description.
pub(crate) fn document() -> Document {
    let mut document = Api::openapi();
    document.info.title = "Mingpai".to_owned();
    document.info.description = Some(ABOUT.to_owned());
    document.info.license = None;
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    document.components.get_or_insert_default().security_schemes.insert("key".to_owned(), RefOr::T(bearer));
    document
}

/// `GET /api/openapi.json`
pub(crate) async fn show() -> PageResult {
    json(&document())
}

/// The operations of a path, each with its method.
fn operations(item: &PathItem) -> Vec<(&'static str, &Described31)> {
    let all = [("GET", &item.get), ("POST", &item.post), ("PUT", &item.put), ("DELETE", &item.delete)];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_ref()?))).collect()
}

/// `GET /api`: the same as a page.
pub(crate) async fn page(visitor: Visitor) -> PageResult {
    let document = document();
    let mut shown = Vec::new();
    for (path, item) in &document.paths.paths {
        for (method, operation) in operations(item) {
            let parameter = |parameter: &RefOr<Parameter>| match parameter {
                RefOr::T(parameter) => Some(Described {
                    name: parameter.name.clone(),
                    text: parameter.description.clone().unwrap_or_default(),
                    in_chinese: false,
                }),
                RefOr::Ref(_) => None,
            };
            let parameters = operation.parameters.iter().flatten().filter_map(parameter);
            let answer = |(status, response): (&String, &RefOr<utoipa::openapi::Response>)| {
                let words = match response {
                    RefOr::T(response) if !response.description.is_empty() => response.description.clone(),
                    _ => status_words(status),
                };
                Described { name: status.clone(), text: words, in_chinese: false }
            };
            shown.push(Operation {
                method,
                path: path.clone(),
                about: operation.summary.clone().or_else(|| operation.description.clone()).unwrap_or_default(),
                try_it: (method == "GET" && !path.contains('{') && operation.security.is_none()).then(|| path.clone()),
                needs_key: operation.security.is_some(),
                parameters: parameters.collect(),
                answers: operation.responses.responses.iter().map(answer).collect(),
            });
        }
    }
    let limit = visitor.say(&Message::new("api-paging").with("items", super::ITEMS).with("most", super::MOST_ITEMS));
    visitor.page(&ApiPage { frame: visitor.frame(), paging: limit, operations: shown })
}

fn status_words(status: &str) -> String {
    let status = status.parse::<u16>().ok().and_then(|status| StatusCode::from_u16(status).ok());
    status.and_then(|status| status.canonical_reason()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_route_of_the_api_is_described_and_nothing_else() {
        let document = document();
        let described: BTreeSet<String> = document
            .paths
            .paths
            .iter()
            .flat_map(|(path, item)| operations(item).into_iter().map(move |(method, _)| format!("{method} {path}")))
            .collect();
        let routes = crate::routes::routes();
        let routed = routes.iter().filter(|route| route.path.starts_with("/api/v1/"));
        assert_eq!(described, routed.map(|route| format!("{} {}", route.method, route.path)).collect());
    }
}
