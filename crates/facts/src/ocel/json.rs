//! OCEL 2.0 as JSON.

use std::io::Read;

use serde::Deserialize;
use serde_json::Value;

use crate::ocel::{Event, Log, Object};
use crate::problem::FactsError;

#[derive(Deserialize)]
struct JsonLog {
    #[serde(default)]
    objects: Vec<JsonObject>,
    #[serde(default)]
    events: Vec<JsonEvent>,
}

#[derive(Deserialize)]
struct JsonObject {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    attributes: Vec<JsonAttribute>,
}

#[derive(Deserialize)]
struct JsonEvent {
    #[serde(rename = "type")]
    kind: String,
    time: String,
    #[serde(default)]
    attributes: Vec<JsonAttribute>,
    #[serde(default)]
    relationships: Vec<JsonRelationship>,
}

#[derive(Deserialize)]
struct JsonAttribute {
    name: String,
    #[serde(default)]
    time: String,
    #[serde(default)]
    value: Value,
}

#[derive(Deserialize)]
struct JsonRelationship {
    #[serde(rename = "objectId")]
    object: String,
}

/// Reads a log of which the first byte, the opening brace, has been taken already.
pub(super) fn read(reader: impl Read, name: &str) -> Result<Log, FactsError> {
    let whole = b"{".chain(reader);
    let log: JsonLog = serde_json::from_reader(whole).map_err(|error| match error.classify() {
        serde_json::error::Category::Eof => FactsError::Truncated { file: name.to_owned() },
        serde_json::error::Category::Io => FactsError::Unreadable { file: name.to_owned(), detail: error.to_string() },
        _ => FactsError::damaged(name, "OCEL", error),
    })?;
    let objects = log.objects.into_iter().map(|object| Object {
        id: object.id,
        kind: object.kind,
        attributes: object.attributes.into_iter().map(|one| (one.name, one.time, text(one.value))).collect(),
    });
    let events = log.events.into_iter().map(|event| Event {
        kind: event.kind,
        time: event.time,
        attributes: event.attributes.into_iter().map(|one| (one.name, text(one.value))).collect(),
        objects: event.relationships.into_iter().map(|one| one.object).collect(),
    });
    Ok(Log { objects: objects.collect(), events: events.collect() })
}

fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
