//! What is here for other catalogues: the figures as a catalogue of data (DCAT 3), the services as public services (CPSV-AP 3), both as
//! JSON-LD. Addresses are relative to that of the document.

use axum::extract::State;
use ledger::figure::{self, Clock};
use ledger::promise;
use ledger::{brand, unit};
use serde_json::{Value, json};

use super::{json_as, open_services};
use crate::desk::Desk;
use crate::error::PageResult;
use crate::figures::view::is_on;

const JSON_LD: &str = "application/ld+json";

fn texts(zh: &str, en: &str) -> Value {
    let mut texts = vec![json!({ "@value": zh, "@language": "zh-CN" })];
    if !en.is_empty() {
        texts.push(json!({ "@value": en, "@language": "en" }));
    }
    Value::Array(texts)
}

/// `GET /catalogue.jsonld`: each promise that has a published figure is a data set, with its table and its bundle.
pub(crate) async fn data(State(desk): State<Desk>) -> PageResult {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let published = figure::cards(db, Clock::Promised, figure::PUBLIC).await?;
    let brands = brand::list(db, None, today).await?;
    let units = unit::all(db).await?;
    let mut sets = Vec::new();
    for history in promise::histories(db, None).await? {
        let id = history.promise.id;
        let is_now = |said: &&promise::InForce| is_on(said, today);
        let (Some(said), true) = (history.texts.iter().find(is_now), published.iter().any(|card| card.promise == id))
        else {
            continue;
        };
        let brand = brands.iter().find(|listed| listed.brand.id == history.promise.brand);
        let owner = brand.and_then(|listed| units.iter().find(|unit| unit.id == listed.brand.unit));
        let distribution = |path: &str, kind: &str| {
            json!({ "@type": "dcat:Distribution", "dcat:downloadURL": { "@id": format!("/promises/{id}/{path}") },
                "dcat:mediaType": kind })
        };
        sets.push(json!({
            "@id": format!("/promises/{id}"),
            "@type": "dcat:Dataset",
            "dct:identifier": format!("p{id}"),
            "dct:title": texts(&said.text.what, &said.text.what_en),
            "dct:publisher": owner.map(|unit| json!({ "@type": "foaf:Agent", "foaf:name": texts(&unit.name, &unit.name_en) })),
            "dcat:landingPage": { "@id": format!("/promises/{id}") },
            "dcat:distribution": [distribution("figures.csv", "text/csv"), distribution("bundle.zip", "application/zip")],
        }));
    }
    json_as(
        JSON_LD,
        &json!({
            "@context": { "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/" },
            "@id": "/catalogue.jsonld",
            "@type": "dcat:Catalog",
            "dct:title": texts("服务承诺兑现情况", "How often service promises were kept"),
            "dcat:dataset": sets,
        }),
    )
}

/// `GET /services.jsonld`: the services that are open.
pub(crate) async fn services(State(desk): State<Desk>) -> PageResult {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let units = unit::all(db).await?;
    let open = open_services(&desk, today).await?;
    let services = open.iter().map(|service| {
        let owner = units.iter().find(|unit| unit.id == service.unit);
        json!({
            "@id": format!("/services.jsonld#{}", service.id),
            "@type": "cpsv:PublicService",
            "dct:identifier": service.code,
            "dct:title": texts(&service.name, &service.name_en),
            "cv:hasLegalResource": Some(&service.legal_basis).filter(|basis| !basis.is_empty()),
            "cv:hasCompetentAuthority": owner.map(|unit| json!({
                "@id": format!("/units/{}", unit.id), "@type": "cv:PublicOrganisation",
                "dct:title": texts(&unit.name, &unit.name_en) })),
        })
    });
    let services: Vec<Value> = services.collect();
    json_as(
        JSON_LD,
        &json!({
            "@context": { "cpsv": "http://purl.org/vocab/cpsv#", "cv": "http://data.europa.eu/m8g/", "dct": "http://purl.org/dc/terms/" },
            "@graph": services,
        }),
    )
}
