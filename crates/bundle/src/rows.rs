//! `outcomes.csv`: the rows from which the figures are recomputed.

use std::collections::BTreeMap;

use measure::{Alike, OutcomeCounts};
use terms::{ElapsedUnit, Month, Outcome};

use crate::error::BundleError;
use crate::published::PublicRow;

/// The headings.
pub(crate) const HEADINGS: [&str; 6] = ["month", "ended", "outcome", "elapsed", "past_due", "cases"];

/// The file's name.
pub(crate) const OUTCOMES: &str = "outcomes.csv";

pub(crate) fn write(rows: &BTreeMap<PublicRow, u64>) -> String {
    let mut text = format!("{}\n", HEADINGS.join(","));
    let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    let month = |value: Option<Month>| value.map(|value| value.to_string()).unwrap_or_default();
    for (row, cases) in rows {
        let (at, ended, outcome) = (month(row.month), month(row.ended), row.outcome.name());
        text.push_str(&format!("{at},{ended},{outcome},{},{},{cases}\n", number(row.elapsed), number(row.past_due)));
    }
    text
}

/// One row, with its line in the file.
pub(crate) struct Line {
    pub(crate) line: u64,
    pub(crate) row: PublicRow,
    pub(crate) cases: u64,
}

pub(crate) fn read(text: &[u8]) -> Result<Vec<Line>, BundleError> {
    let wrong = |line: u64, detail: &str| BundleError::Row { line, detail: detail.to_owned() };
    let mut reader = csv::Reader::from_reader(text);
    let headings = reader.headers().map_err(|error| wrong(1, &error.to_string()))?;
    if headings.iter().ne(HEADINGS) {
        return Err(wrong(1, &HEADINGS.join(",")));
    }
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| wrong(error.position().map_or(0, csv::Position::line), "CSV"))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |index: usize| record.get(index).unwrap_or_default();
        let month = |index: usize| match cell(index) {
            "" => Ok(None),
            text => Month::named(text).map(Some).ok_or_else(|| wrong(line, text)),
        };
        let number = |index: usize| match cell(index) {
            "" => Ok(None),
            text => text.parse::<i64>().map(Some).map_err(|_| wrong(line, text)),
        };
        let row = PublicRow {
            month: month(0)?,
            ended: month(1)?,
            outcome: Outcome::named(cell(2)).ok_or_else(|| wrong(line, cell(2)))?,
            elapsed: number(3)?,
            past_due: number(4)?,
        };
        // No city has handled so many cases; a larger number could overflow a sum.
        let cases = cell(5).parse().ok().filter(|cases| *cases <= 1 << 40).ok_or_else(|| wrong(line, cell(5)))?;
        lines.push(Line { line, row, cases });
    }
    Ok(lines)
}

/// The counts of rows. A row that ended in a month that is not named still ended.
pub(crate) fn counts(lines: &[Line], unit: ElapsedUnit, target: Option<f64>) -> OutcomeCounts {
    /// A month before all months, for a case that ended in one that is not published.
    const SOME_MONTH: Month = Month(i32::MIN);
    let mut counts = OutcomeCounts::new(unit, target);
    for Line { row, cases, .. } in lines {
        let has_ended = row.elapsed.is_some() && matches!(row.outcome, Outcome::Kept | Outcome::Broken);
        let alike = Alike {
            month: row.month,
            ended: row.ended.or(has_ended.then_some(SOME_MONTH)),
            outcome: row.outcome,
            elapsed: row.elapsed,
            past_due: row.past_due,
            ..Alike::default()
        };
        counts.add(alike, *cases);
    }
    counts
}
