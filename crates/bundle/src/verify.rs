//! A bundle in: is it whole, is it signed, and do its rows give its figures?

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use ed25519_dalek::VerifyingKey;
use measure::OutcomeCounts;
use plan::Plan;
use serde_json::Value;
use sha2::{Digest, Sha256};
use terms::{ElapsedUnit, Limit, Month, Outcome, Scorecard};
use zip::ZipArchive;

use crate::error::BundleError;
use crate::rows::{self, Line};
use crate::sign::{hexadecimal, is_signed};
use crate::write::{CALENDAR, FIGURE, FORMAT, PLAN, README, SIGNATURE, SUMS};

/// No part of a bundle is larger, unpacked.
const LARGEST_PART: u64 = 256 << 20;

/// What was recomputed.
#[derive(Debug, Clone, PartialEq)]
pub struct Verified {
    /// The promise's id.
    pub promise: String,
    /// The words on the plate, in Chinese and in English.
    pub words: (String, String),
    /// The unit and the brand.
    pub unit: String,
    /// The brand.
    pub brand: String,
    /// The day of the figures.
    pub as_of: String,
    /// Each figure with the name of its period: recomputed, and the same as published.
    pub figures: Vec<(String, Scorecard)>,
    /// Whether it is signed with the key that was given; none where none was.
    pub signed: Option<bool>,
}

/// Recomputes the figures of a bundle from its rows, and compares them with what it publishes.
///
/// # Errors
/// [`BundleError`] for the first thing that is not as it should be: a part that was changed, a row that contradicts itself or
/// the limit, a figure that the rows do not give, a signature that is not the key's.
pub fn verify(file: impl Read + Seek, key: Option<&VerifyingKey>) -> Result<Verified, BundleError> {
    let parts = unpack(file)?;
    let part =
        |name: &str| parts.get(name).map(Vec::as_slice).ok_or_else(|| BundleError::Lacks { file: name.to_owned() });
    check_sums(&parts, part(SUMS)?)?;
    let signature = String::from_utf8_lossy(part(SIGNATURE)?);
    if key.is_some_and(|key| !is_signed(key, part(SUMS).unwrap_or_default(), &signature)) {
        return Err(BundleError::BadSignature {});
    }
    let damaged = |detail: &str| BundleError::NotABundle { detail: format!("{FIGURE}: {detail}") };
    let head: Value = serde_json::from_slice(part(FIGURE)?).map_err(|error| damaged(&error.to_string()))?;
    if head.get("format").and_then(Value::as_u64).is_none_or(|format| format > FORMAT) {
        return Err(BundleError::TooNew {});
    }
    let text = |name: &str| head.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let promise = text("promise");
    let figures = head.get("figures").and_then(Value::as_array).ok_or_else(|| damaged("figures"))?;
    let first = figures.first().ok_or_else(|| damaged("figures"))?;
    let unit = first.get("elapsed_unit").and_then(Value::as_str).and_then(ElapsedUnit::named);
    let unit = unit.ok_or_else(|| damaged("elapsed_unit"))?;
    let target = first.get("target").and_then(Value::as_f64);

    let lines = rows::read(part(rows::OUTCOMES)?)?;
    let plan = String::from_utf8_lossy(part(PLAN)?);
    let plan = Plan::parse(&plan).map_err(|error| BundleError::NotABundle { detail: format!("{PLAN}: {error}") })?;
    lines.iter().try_for_each(|line| check_line(line, &plan, &promise))?;
    let counts = rows::counts(&lines, unit, target);
    let mut recomputed = Vec::with_capacity(figures.len());
    for figure in figures {
        let period = figure.get("period").and_then(Value::as_str).unwrap_or_default();
        let card = recompute(&counts, &promise, period).ok_or_else(|| damaged("period"))?;
        compare(period, figure, &card)?;
        recomputed.push((period.to_owned(), card));
    }
    let words = |tongue: &str| {
        head.get("words").and_then(|words| words.get(tongue)).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    Ok(Verified {
        words: (words("zh"), words("en")),
        unit: text("unit"),
        brand: text("brand"),
        as_of: text("as_of"),
        promise,
        figures: recomputed,
        signed: key.map(|_| true),
    })
}

fn unpack(file: impl Read + Seek) -> Result<BTreeMap<String, Vec<u8>>, BundleError> {
    let damaged = |detail: String| BundleError::NotABundle { detail };
    let mut zip = ZipArchive::new(file).map_err(|error| damaged(error.to_string()))?;
    let known = [FIGURE, rows::OUTCOMES, PLAN, CALENDAR, README, SUMS, SIGNATURE];
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(|error| damaged(error.to_string()))?;
        let name = part.name().map_err(|error| damaged(error.to_string()))?.into_owned();
        if !known.contains(&name.as_str()) {
            return Err(BundleError::NotListed { file: name });
        }
        let mut bytes = Vec::new();
        // A part whose bytes were changed does not pass the archive's own check.
        part.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|error| damaged(format!("{name}: {error}")))?;
        if bytes.len() as u64 > LARGEST_PART {
            return Err(damaged(name));
        }
        parts.insert(name, bytes);
    }
    Ok(parts)
}

fn check_sums(parts: &BTreeMap<String, Vec<u8>>, sums: &[u8]) -> Result<(), BundleError> {
    let sums = String::from_utf8_lossy(sums);
    let listed: BTreeMap<&str, &str> =
        sums.lines().filter_map(|line| line.split_once("  ").map(|(sum, name)| (name, sum))).collect();
    for (name, bytes) in parts.iter().filter(|(name, _)| ![SUMS, SIGNATURE].contains(&name.as_str())) {
        let sum = listed.get(name.as_str()).ok_or_else(|| BundleError::NotListed { file: name.clone() })?;
        if *sum != hexadecimal(&Sha256::digest(bytes)) {
            return Err(BundleError::Altered { file: name.clone() });
        }
    }
    let missing = listed.keys().find(|name| !parts.contains_key(**name));
    missing.map_or(Ok(()), |name| Err(BundleError::Lacks { file: (*name).to_owned() }))
}

/// A row must not contradict itself, nor the limit of the promise: a kept case has used no more than the most that any of its
/// texts allows, and only a broken or overdue one is past its due.
fn check_line(line: &Line, plan: &Plan, promise: &str) -> Result<(), BundleError> {
    let against = || BundleError::AgainstLimit { line: line.line, outcome: line.row.outcome.name().to_owned() };
    let row = &line.row;
    let is_late = matches!(row.outcome, Outcome::Broken | Outcome::Overdue);
    if row.past_due.is_some_and(|past| past < 1 || !is_late) {
        return Err(against());
    }
    if row.outcome == Outcome::Kept {
        let texts = plan.promises.iter().filter(|text| text.id.0 == promise);
        let most = texts.map(|text| most_allowed(&text.limit)).max().flatten();
        if most.is_some_and(|most| row.elapsed.is_some_and(|elapsed| elapsed > most)) {
            return Err(against());
        }
    }
    Ok(())
}

/// The most that a kept case can have used, where the limit itself says it: not where each record has its own, nor where a
/// last day can move to the next working day.
fn most_allowed(limit: &Limit) -> Option<i64> {
    match limit {
        Limit::WorkingDays(days) | Limit::CalendarDays { days, roll: false } => Some(i64::from(*days)),
        Limit::WorkingTime(us) | Limit::Elapsed(us) => Some(us / 60_000_000),
        Limit::Count { at_most, .. } => Some(i64::from(*at_most)),
        Limit::CalendarDays { roll: true, .. } | Limit::Due(_) | Limit::WorkingDaysFrom(_) => Some(i64::MAX),
    }
}

fn recompute(counts: &OutcomeCounts, promise: &str, period: &str) -> Option<Scorecard> {
    if period == "all" {
        return Some(counts.scorecard(promise, |_| true, |_| true));
    }
    let (first, last) = match period.split_once('/') {
        Some((first, last)) => (Month::named(first)?, Month::named(last)?),
        None => (Month::named(period)?, Month::named(period)?),
    };
    Some(counts.scorecard(promise, |_| true, |month| month.is_some_and(|month| (first..=last).contains(&month))))
}

/// Compares a published figure with the recomputed one, column by column, as texts: six decimals, the same everywhere.
fn compare(period: &str, figure: &Value, card: &Scorecard) -> Result<(), BundleError> {
    let again = crate::write::figure(period, card);
    let shown = |value: &Value| match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    for (column, recomputed) in again.as_object().into_iter().flatten() {
        let published = figure.get(column).unwrap_or(&Value::Null);
        if published != recomputed {
            return Err(BundleError::Differs {
                period: period.to_owned(),
                column: column.clone(),
                published: shown(published),
                recomputed: shown(recomputed),
            });
        }
    }
    Ok(())
}
