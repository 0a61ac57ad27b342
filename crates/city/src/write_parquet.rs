//! Parquet, as a data platform hands it over: one file for each table, times as local timestamps.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::builder::{StringBuilder, TimestampMillisecondBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use crate::days::Local;
use crate::error::CityError;
use crate::tables::{Cell, Sheets, Table};

/// The files of one unit.
pub(crate) struct ParquetFiles {
    folder: PathBuf,
    /// What the files' names end with.
    unit: String,
    tables: Vec<(Table, Vec<Column>)>,
}

enum Column {
    Texts(StringBuilder),
    Times(TimestampMillisecondBuilder),
}

impl ParquetFiles {
    pub(crate) fn new(folder: &Path, unit: &str) -> Self {
        Self { folder: folder.to_owned(), unit: unit.to_owned(), tables: Vec::new() }
    }

    /// Writes the files; a table without rows has none.
    pub(crate) fn finish(self) -> Result<(), CityError> {
        for (table, columns) in self.tables {
            let path = self.folder.join(format!("{}_{}.parquet", table.name(), self.unit));
            write(&path, table, columns).map_err(|detail| CityError::write(&path, detail))?;
        }
        Ok(())
    }
}

fn is_time(heading: &str) -> bool {
    // 承诺办结时间 is text by the standard: days, or a date.
    heading.ends_with("时间") && heading != "承诺办结时间"
}

fn write(path: &Path, table: Table, columns: Vec<Column>) -> Result<(), String> {
    let text = |error: &dyn std::fmt::Display| error.to_string();
    let fields = table.headings().iter().map(|heading| {
        let kind = if is_time(heading) { DataType::Timestamp(TimeUnit::Millisecond, None) } else { DataType::Utf8 };
        Field::new(*heading, kind, true)
    });
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let arrays = columns.into_iter().map(|column| match column {
        Column::Texts(mut texts) => Arc::new(texts.finish()) as ArrayRef,
        Column::Times(mut times) => Arc::new(times.finish()) as ArrayRef,
    });
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays.collect()).map_err(|error| text(&error))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("望澜市（虚构）".into())
        .build();
    let file = File::create(path).map_err(|error| text(&error))?;
    let mut writer = ArrowWriter::try_new(file, schema, Some(properties)).map_err(|error| text(&error))?;
    writer.write(&batch).map_err(|error| text(&error))?;
    writer.close().map(|_| ()).map_err(|error| text(&error))
}

impl Sheets for ParquetFiles {
    fn row(&mut self, table: Table, _: Local, cells: &[Cell<'_>]) -> Result<(), CityError> {
        if self.tables.iter().all(|(known, _)| *known != table) {
            let column = |heading: &&str| match is_time(heading) {
                true => Column::Times(TimestampMillisecondBuilder::new()),
                false => Column::Texts(StringBuilder::new()),
            };
            self.tables.push((table, table.headings().iter().map(column).collect()));
        }
        for (known, columns) in &mut self.tables {
            if *known != table {
                continue;
            }
            for (column, cell) in columns.iter_mut().zip(cells) {
                match (column, cell) {
                    (Column::Times(times), Cell::Time(at)) => times.append_value(at.0 * 1000),
                    (Column::Times(times), _) => times.append_null(),
                    (Column::Texts(texts), Cell::Text(text)) => texts.append_value(text),
                    (Column::Texts(texts), Cell::Number(number)) => texts.append_value(number.to_string()),
                    (Column::Texts(texts), Cell::Date(date)) => texts.append_value(date.to_string()),
                    (Column::Texts(texts), Cell::Time(_) | Cell::Nothing) => texts.append_null(),
                }
            }
        }
        Ok(())
    }
}
