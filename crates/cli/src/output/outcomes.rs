//! The outcome of each case, as CSV or Parquet.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder, StringDictionaryBuilder, TimestampMicrosecondBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch};
use calendar::{Instant, Zone};
use measure::{DueAt, OutcomeRow, Outcomes};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use words::Message;

use crate::fault::Fault;
use crate::output::{instant_text, replace_file};

/// The names of the columns.
const NAMES: [&str; 15] = [
    "promise",
    "case",
    "service",
    "unit",
    "from",
    "until",
    "due",
    "outcome",
    "elapsed",
    "elapsed_unit",
    "paused",
    "month",
    "steps",
    "handovers",
    "rework",
];

/// The file's ending says how it is written.
pub(crate) fn check_name(path: &Path) -> Result<bool, Fault> {
    match path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Ok(false),
        Some("parquet") => Ok(true),
        _ => Err(Fault::Input(Message::new("outcomes-ending").with("file", path))),
    }
}

pub(crate) fn write(path: &Path, outcomes: &Outcomes, zone: &Zone) -> Result<(), Fault> {
    let is_parquet = check_name(path)?;
    replace_file(path, |out| if is_parquet { as_parquet(out, outcomes, zone) } else { as_csv(out, outcomes, zone) })
}

fn due_text(due: Option<DueAt>, zone: &Zone) -> Option<String> {
    due.map(|due| match due {
        DueAt::Day(day) => day.to_string(),
        DueAt::Instant(instant) => instant_text(instant, zone),
    })
}

fn as_csv(out: &mut (dyn Write + Send), outcomes: &Outcomes, zone: &Zone) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(NAMES)?;
    let instant = |instant: Option<Instant>| instant.map(|at| instant_text(at, zone)).unwrap_or_default();
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    for row in outcomes.rows() {
        csv.write_record([
            row.promise,
            row.case,
            row.service,
            row.unit,
            &instant(row.from),
            &instant(row.until),
            &due_text(row.due, zone).unwrap_or_default(),
            row.outcome.name(),
            &number(row.elapsed),
            row.elapsed_unit.fine_name(),
            &number(row.paused),
            &row.month.map(|month| month.to_string()).unwrap_or_default(),
            &row.steps.to_string(),
            &row.handovers.to_string(),
            &row.rework.to_string(),
        ])?;
    }
    csv.flush()
}

/// Rows in a batch.
const BATCH: usize = 1 << 16;

fn as_parquet(out: &mut (dyn Write + Send), outcomes: &Outcomes, zone: &Zone) -> io::Result<()> {
    let mut rows = outcomes.rows().peekable();
    let first = batch(std::iter::empty(), zone)?;
    let compression = Compression::ZSTD(ZstdLevel::default());
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut writer = ArrowWriter::try_new(out, first.schema(), Some(properties)).map_err(io::Error::other)?;
    while rows.peek().is_some() {
        let batch = batch(rows.by_ref().take(BATCH), zone)?;
        writer.write(&batch).map_err(io::Error::other)?;
    }
    writer.close().map_err(io::Error::other)?;
    Ok(())
}

fn batch<'a>(rows: impl Iterator<Item = OutcomeRow<'a>>, zone: &Zone) -> io::Result<RecordBatch> {
    type Names = StringDictionaryBuilder<Int32Type>;
    let (mut promise, mut service, mut unit, mut outcome) = (Names::new(), Names::new(), Names::new(), Names::new());
    let (mut elapsed_unit, mut month) = (Names::new(), Names::new());
    let (mut case, mut due) = (StringBuilder::new(), StringBuilder::new());
    let timestamps = || TimestampMicrosecondBuilder::new().with_timezone(zone.name());
    let (mut from, mut until) = (timestamps(), timestamps());
    let numbers = Int64Builder::new;
    let (mut elapsed, mut paused) = (numbers(), numbers());
    let (mut steps, mut handovers, mut rework) = (numbers(), numbers(), numbers());
    for row in rows {
        promise.append_value(row.promise);
        case.append_value(row.case);
        service.append_value(row.service);
        unit.append_value(row.unit);
        from.append_option(row.from.map(|at| at.0));
        until.append_option(row.until.map(|at| at.0));
        due.append_option(due_text(row.due, zone));
        outcome.append_value(row.outcome.name());
        elapsed.append_option(row.elapsed);
        elapsed_unit.append_value(row.elapsed_unit.fine_name());
        paused.append_option(row.paused);
        month.append_option(row.month.map(|month| month.to_string()));
        steps.append_value(row.steps.into());
        handovers.append_value(row.handovers.into());
        rework.append_value(row.rework.into());
    }
    let columns: [ArrayRef; 15] = [
        Arc::new(promise.finish()),
        Arc::new(case.finish()),
        Arc::new(service.finish()),
        Arc::new(unit.finish()),
        Arc::new(from.finish()),
        Arc::new(until.finish()),
        Arc::new(due.finish()),
        Arc::new(outcome.finish()),
        Arc::new(elapsed.finish()),
        Arc::new(elapsed_unit.finish()),
        Arc::new(paused.finish()),
        Arc::new(month.finish()),
        Arc::new(steps.finish()),
        Arc::new(handovers.finish()),
        Arc::new(rework.finish()),
    ];
    RecordBatch::try_from_iter_with_nullable(NAMES.iter().zip(columns).map(|(name, column)| (name, column, true)))
        .map_err(io::Error::other)
}
