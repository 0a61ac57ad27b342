//! The cases that are alike, as they are kept in the ledger: a table of text, packed.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use ledger::LedgerError;
use ledger::figure;
use measure::{Alike, OutcomeCounts};
use terms::{ElapsedUnit, Month, Outcome};

/// Packs counts.
pub(crate) fn pack(counts: &OutcomeCounts) -> Vec<u8> {
    let text = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    let month = |value: Option<Month>| value.map(|value| value.to_string()).unwrap_or_default();
    let mut table = csv::Writer::from_writer(GzEncoder::new(Vec::new(), Compression::default()));
    for (alike, cases) in counts.rows() {
        // Nothing fails that writes to memory.
        let _ = table.write_record([
            &alike.service,
            &month(alike.month),
            &month(alike.ended),
            alike.outcome.name(),
            &text(alike.elapsed),
            &text(alike.past_due),
            &alike.paused.to_string(),
            &cases.to_string(),
        ]);
    }
    let packed = table.into_inner().ok().and_then(|mut out| {
        out.flush().ok()?;
        out.finish().ok()
    });
    packed.unwrap_or_default()
}

/// Unpacks the counts of a figure.
///
/// # Errors
/// [`LedgerError::Failed`] when they are not what this program writes.
pub(crate) fn unpack(figure: &figure::Model) -> Result<OutcomeCounts, LedgerError> {
    let damaged = || LedgerError::Failed { detail: format!("the counts of figure {} cannot be read", figure.id) };
    let unit = ElapsedUnit::named(&figure.elapsed_unit).ok_or_else(damaged)?;
    let mut counts = OutcomeCounts::new(unit, figure.target);
    let mut text = String::new();
    GzDecoder::new(figure.counts.as_slice()).read_to_string(&mut text).map_err(|_| damaged())?;
    let mut table = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    for row in table.records() {
        let row = row.map_err(|_| damaged())?;
        let cell = |index: usize| row.get(index).unwrap_or_default();
        let number = |index: usize| match cell(index) {
            "" => Ok(None),
            text => text.parse::<i64>().map(Some).map_err(|_| damaged()),
        };
        let alike = Alike {
            service: cell(0).to_owned(),
            month: Month::named(cell(1)),
            ended: Month::named(cell(2)),
            outcome: Outcome::named(cell(3)).ok_or_else(damaged)?,
            elapsed: number(4)?,
            past_due: number(5)?,
            paused: number(6)?.unwrap_or(0),
        };
        counts.add(alike, cell(7).parse().map_err(|_| damaged())?);
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::{MeasuringId, PromiseId};

    #[test]
    fn counts_come_back_as_they_were() {
        let mut counts = OutcomeCounts::new(ElapsedUnit::Minute, Some(0.95));
        let kept =
            Alike { outcome: Outcome::Kept, month: Some(Month(668)), ended: Some(Month(668)), ..Alike::default() };
        counts.add(Alike { elapsed: Some(12), service: "环评, \"报告表\"".into(), paused: 30, ..kept.clone() }, 7);
        counts.add(Alike { elapsed: Some(0), ..kept }, 1);
        counts.add(
            Alike { outcome: Outcome::Overdue, month: Some(Month(669)), past_due: Some(2), ..Alike::default() },
            3,
        );
        counts.add(Alike::default(), 4);
        let figure = figure::Model {
            id: 1,
            promise: PromiseId(1),
            clock: figure::Clock::Promised,
            measuring: MeasuringId(1),
            elapsed_unit: "minute".into(),
            target: Some(0.95),
            counts: pack(&counts),
            withheld: String::new(),
        };
        assert_eq!(unpack(&figure), Ok(counts));
        let damaged = figure::Model { counts: vec![1, 2, 3], ..figure };
        assert!(unpack(&damaged).is_err());
    }
}
