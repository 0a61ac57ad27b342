//! A bundle out.

use std::io::{Seek, Write};

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use terms::{Scorecard, Words};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::BundleError;
use crate::published::Published;
use crate::rows;
use crate::sign::{SigningKey, hexadecimal};

/// The format of bundles that this version writes, and the latest it reads.
pub(crate) const FORMAT: u64 = 1;
pub(crate) const FIGURE: &str = "figure.json";
pub(crate) const PLAN: &str = "plan.toml";
pub(crate) const CALENDAR: &str = "calendar.csv";
pub(crate) const README: &str = "README.txt";
pub(crate) const SUMS: &str = "SHA256SUMS";
pub(crate) const SIGNATURE: &str = "SHA256SUMS.sig";

/// What a bundle says beside its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// The promise's id, as the plan has it.
    pub promise: String,
    /// The words on the plate.
    pub words: Words,
    /// The brand.
    pub brand: String,
    /// The unit.
    pub unit: String,
    /// The day of the figures: an instant, RFC 3339 in the calendar's zone.
    pub as_of: String,
    /// The identity of the facts from which the figures were made.
    pub facts: String,
    /// The version of the program that made them.
    pub engine: String,
    /// The plan: how the records are read and what is promised.
    pub plan: String,
    /// The days off and make-up workdays that the calendar knows: `date,kind,name`.
    pub calendar: String,
    /// How to recompute.
    pub readme: String,
}

/// A figure as a JSON object: the period, then the columns of a scorecard; nothing as null.
pub(crate) fn figure(period: &str, card: &Scorecard) -> Value {
    let mut object = Map::new();
    object.insert("period".to_owned(), period.into());
    for (name, value) in card.columns() {
        let value = match (name, value.as_str()) {
            (_, "") => Value::Null,
            ("promise" | "elapsed_unit", text) => text.into(),
            // Numbers stand as they are written everywhere: the text of a share is its identity.
            (_, number) => number.parse::<serde_json::Number>().map_or(Value::Null, Value::Number),
        };
        object.insert(name.to_owned(), value);
    }
    Value::Object(object)
}

/// The published figures, each with the name of its period: `all`, `2025-01/2025-12`, `2025-09`.
pub fn figures(published: &Published) -> Vec<(String, Scorecard)> {
    let all = published.all.iter().map(|card| ("all".to_owned(), card.clone()));
    let year = published.year.iter().map(|year| (format!("{}/{}", year.first, year.last), year.figure.clone()));
    let months = published.months.iter().map(|(month, card)| (month.to_string(), card.clone()));
    all.chain(year).chain(months).collect()
}

/// Writes a bundle. The same figures, words and key give the same bytes.
///
/// # Errors
/// [`BundleError::CannotWrite`].
pub fn write(
    out: impl Write + Seek,
    about: &About,
    published: &Published,
    key: &SigningKey,
) -> Result<(), BundleError> {
    let figures: Vec<Value> = figures(published).iter().map(|(period, card)| figure(period, card)).collect();
    let head = json!({
        "format": FORMAT,
        "promise": about.promise,
        "words": { "zh": about.words.zh, "en": about.words.en },
        "brand": about.brand,
        "unit": about.unit,
        "as_of": about.as_of,
        "made_from": { "facts": about.facts, "engine": about.engine },
        "merged_months": published.merged,
        "figures": figures,
    });
    let failed = |error: &dyn std::fmt::Display| BundleError::CannotWrite { detail: error.to_string() };
    let head = format!("{}\n", serde_json::to_string_pretty(&head).map_err(|error| failed(&error))?);
    let parts = [
        (FIGURE, head),
        (rows::OUTCOMES, rows::write(&published.rows)),
        (PLAN, about.plan.clone()),
        (CALENDAR, about.calendar.clone()),
        (README, about.readme.clone()),
    ];
    let sums: String = parts
        .iter()
        .map(|(name, text)| format!("{}  {name}\n", hexadecimal(&Sha256::digest(text.as_bytes()))))
        .collect();
    let signature = format!("{}\n", key.sign(sums.as_bytes()));
    // No time of day and no system: the same figures give the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(out);
    let all = parts.iter().map(|(name, text)| (*name, text)).chain([(SUMS, &sums), (SIGNATURE, &signature)]);
    for (name, text) in all {
        zip.start_file(name, options).map_err(|error| failed(&error))?;
        zip.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
    }
    zip.finish().map_err(|error| failed(&error))?;
    Ok(())
}
