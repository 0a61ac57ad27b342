//! Parquet files, a row group at a time.
//!
//! The columns come as Arrow arrays and stay what they are: texts that repeat are dictionaries in the file and remain
//! codes. Only a batch in which something is missing, or a column that is not of the type one would expect, is read row by
//! row like any other table, so that it is told in the same words what is wrong.

mod pieces;

use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, TimestampMicrosecondArray, UInt64Array};
use arrow_schema::{DataType, Field as ArrowField, Schema, TimeUnit};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use plan::Source;

pub(crate) use self::pieces::{BATCH, Pieces, Rows, batches, metadata_with};
use crate::batch::{Coded, FactBatch, Role, Wanted, texts};
use crate::builder::FactBuilder;
use crate::cells::{cell_text, is_readable};
use crate::problem::{FactsError, RowProblem};
use crate::records::{BadRow, Cutter, Part, Readable, Sink};
use crate::table::{Heading, Mapping, TextRow};
use crate::time::{Times, is_a_plausible_instant};

/// A Parquet file that was looked at.
pub(crate) struct ParquetFile {
    path: std::path::PathBuf,
    name: String,
    size: u64,
    metadata: ArrowReaderMetadata,
    pub(crate) heading: Heading,
}

impl ParquetFile {
    pub(crate) fn look(path: &Path, name: &str, size: u64) -> Result<Self, FactsError> {
        let metadata = metadata_with(path, name, |_, _| None)?;
        let heading = Heading::new(name, metadata.schema().fields().iter().map(|field| field.name().clone()));
        Ok(Self { path: path.to_owned(), name: name.to_owned(), size, metadata, heading })
    }

    /// The file, ready to be read by a mapping. `source` says which columns may keep their types.
    pub(crate) fn readable(
        self,
        mapping: Mapping,
        source: &Source,
        wanted: Arc<Wanted>,
        times: Arc<Times>,
    ) -> Result<Box<dyn Readable>, FactsError> {
        let columns = Typed::of(&self.heading, source, &wanted);
        let (metadata, projection) = match &mapping {
            Mapping::Columns(_) => self.typed(&columns)?,
            Mapping::National(_) => (self.metadata.clone(), (0..self.heading.names.len()).collect()),
        };
        for index in &projection {
            let kind = metadata.schema().field(*index).data_type();
            if !is_readable(kind) {
                let column = self.heading.names.get(*index).cloned().unwrap_or_default();
                return Err(FactsError::ColumnType { file: self.name, column, kind: kind.to_string() });
            }
        }
        let is_typed = matches!(mapping, Mapping::Columns(_));
        let reading = Reading {
            file: self.name,
            path: self.path,
            size: self.size,
            metadata,
            projection,
            columns: is_typed.then_some(columns),
            mapping,
            heading: self.heading,
            wanted,
            times,
        };
        Ok(Box::new(Mapped { reading: Arc::new(reading) }))
    }

    /// The first rows as texts, for looking at them, until `each` says that it is enough.
    pub(crate) fn for_each_row(
        &self,
        most: u64,
        mut each: impl FnMut(&[String]) -> Result<bool, FactsError>,
    ) -> Result<(), FactsError> {
        let groups = (0..self.metadata.metadata().num_row_groups()).collect();
        let first = Rows { groups, skip: 0, most: usize::try_from(most).ok(), batch: BATCH };
        for batch in batches(&self.path, &self.name, &self.metadata, ProjectionMask::all(), first)? {
            let batch = batch?;
            for row in 0..batch.num_rows() {
                let cells: Vec<String> =
                    batch.columns().iter().map(|column| cell_text(column, row).unwrap_or_default()).collect();
                if !each(&cells)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// The schema in which cases come as views into the pages, and other texts as codes; and the columns that are read.
    fn typed(&self, columns: &Typed) -> Result<(ArrowReaderMetadata, Vec<usize>), FactsError> {
        let schema = self.metadata.schema();
        let mut projection = columns.all();
        projection.sort_unstable();
        projection.dedup();
        let fields = schema.fields().iter().enumerate().map(|(index, field)| {
            let is_text = matches!(field.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
            let kind = match field.data_type() {
                _ if !is_text || !projection.contains(&index) => return Arc::clone(field),
                _ if index == columns.case => DataType::Utf8View,
                _ => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
            };
            Arc::new(ArrowField::new(field.name(), kind, field.is_nullable()))
        });
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true).with_schema(schema);
        let typed = ArrowReaderMetadata::try_new(Arc::clone(self.metadata.metadata()), options);
        Ok((typed.map_err(|error| FactsError::damaged(&self.name, "Parquet", error))?, projection))
    }
}

/// Which column of the file is what, by its index among the file's columns.
#[derive(Debug, Clone, Default)]
struct Typed {
    case: usize,
    activity: Option<usize>,
    at: Option<usize>,
    actor: Option<usize>,
    service: Option<usize>,
    unit: Option<usize>,
    channel: Option<usize>,
    fields: Vec<usize>,
}

impl Typed {
    /// The mapping has already found every column that the source names.
    fn of(heading: &Heading, source: &Source, wanted: &Wanted) -> Self {
        let at = |name: &Option<String>, wanted: bool| {
            name.as_ref().filter(|_| wanted).and_then(|name| heading.position(name))
        };
        Self {
            case: at(&source.case, true).unwrap_or(0),
            activity: at(&source.activity, true),
            at: at(&source.at, true),
            actor: at(&source.actor, wanted.actor),
            service: at(&source.service, wanted.service),
            unit: at(&source.unit, wanted.unit),
            channel: at(&source.channel, wanted.channel),
            fields: wanted.fields.iter().filter_map(|field| heading.position(&field.name)).collect(),
        }
    }

    fn all(&self) -> Vec<usize> {
        let optional = [self.activity, self.at, self.actor, self.service, self.unit, self.channel];
        std::iter::once(self.case).chain(optional.into_iter().flatten()).chain(self.fields.iter().copied()).collect()
    }
}

struct Reading {
    file: String,
    path: std::path::PathBuf,
    size: u64,
    metadata: ArrowReaderMetadata,
    /// The columns that are read, as indices among the file's columns, in order.
    projection: Vec<usize>,
    /// Which column is what, where the types may be kept.
    columns: Option<Typed>,
    heading: Heading,
    mapping: Mapping,
    wanted: Arc<Wanted>,
    times: Arc<Times>,
}

struct Mapped {
    reading: Arc<Reading>,
}

impl Readable for Mapped {
    fn name(&self) -> &str {
        &self.reading.file
    }

    fn size(&self) -> u64 {
        self.reading.size
    }

    fn cutter(&self) -> Result<Box<dyn Cutter>, FactsError> {
        Ok(Box::new(GroupCutter { pieces: Pieces::of(&self.reading.metadata), reading: Arc::clone(&self.reading) }))
    }
}

struct GroupCutter {
    reading: Arc<Reading>,
    pieces: Pieces,
}

impl Cutter for GroupCutter {
    fn cut(&mut self) -> Result<Option<Box<dyn Part>>, FactsError> {
        let piece = self.pieces.next();
        Ok(piece
            .map(|(rows, row)| Box::new(GroupPart { reading: Arc::clone(&self.reading), rows, row }) as Box<dyn Part>))
    }

    fn done(&self) -> u64 {
        let (done, all) = self.pieces.groups_done();
        self.reading.size / all as u64 * done as u64
    }
}

struct GroupPart {
    reading: Arc<Reading>,
    rows: Rows,
    /// The row of the file with which the part begins, counted from 1.
    row: u64,
}

impl Part for GroupPart {
    fn read(self: Box<Self>, sink: &mut Sink<'_>) -> Result<Vec<BadRow>, FactsError> {
        let reading = &*self.reading;
        let schema = reading.metadata.metadata().file_metadata().schema_descr();
        let mask = ProjectionMask::roots(schema, reading.projection.iter().copied());
        let mut bad = Vec::new();
        let mut row = self.row;
        for batch in batches(&reading.path, &reading.file, &reading.metadata, mask, self.rows)? {
            let batch = batch?;
            let typed = reading.columns.as_ref().map(|columns| reading.typed(&batch, columns, row));
            let facts = match typed.transpose()?.flatten() {
                Some(facts) => facts,
                None => reading.row_by_row(&batch, row, &mut bad)?,
            };
            row += batch.num_rows() as u64;
            if !facts.is_empty() {
                sink(facts)?;
            }
        }
        Ok(bad)
    }
}

impl Reading {
    fn column<'a>(&self, batch: &'a RecordBatch, index: usize) -> Option<&'a ArrayRef> {
        let place = self.projection.iter().position(|column| *column == index)?;
        batch.columns().get(place)
    }

    /// The batch as facts, its columns as they are; `None` when some row or type needs a closer look.
    fn typed(&self, batch: &RecordBatch, columns: &Typed, first_row: u64) -> Result<Option<FactBatch>, FactsError> {
        let coded = |column: Option<usize>| match column {
            None => Some(None),
            Some(index) => {
                let codes = self.column(batch, index)?.as_dictionary_opt()?;
                // An empty text says nothing, and must not stand among the names.
                texts(codes).iter().all(|text| text != Some("")).then(|| Some(codes.clone()))
            }
        };
        let case = self.column(batch, columns.case).and_then(|column| column.as_string_view_opt().cloned());
        let case = case.filter(|case| case.null_count() == 0 && case.lengths().all(|length| length > 0));
        let activity =
            coded(columns.activity).filter(|activity| activity.as_ref().is_none_or(|codes| codes.null_count() == 0));
        let at = match columns.at {
            None => Some(None),
            Some(index) => match self.column(batch, index) {
                Some(column) if column.null_count() == 0 => self.instants(column, index, first_row)?.map(Some),
                _ => None,
            },
        };
        let mut fields = Vec::new();
        for (field, index) in self.wanted.fields.iter().zip(&columns.fields) {
            let column = match self.column(batch, *index) {
                Some(column) if field.role == Role::Time && !self.wanted.as_text => {
                    self.instants(column, *index, first_row)?
                }
                _ => None,
            };
            match column {
                Some(column) => fields.push(Arc::new(column) as ArrayRef),
                None => return Ok(None),
            }
        }
        let (Some(case), Some(activity), Some(at)) = (case, activity, at) else { return Ok(None) };
        let (Some(actor), Some(service)) = (coded(columns.actor), coded(columns.service)) else { return Ok(None) };
        let (Some(unit), Some(channel)) = (coded(columns.unit), coded(columns.channel)) else { return Ok(None) };
        let rows = case.len();
        Ok(Some(FactBatch {
            case,
            activity,
            at,
            mark: None,
            actor: self.or_none(actor, self.wanted.actor, rows),
            service: self.or_none(service, self.wanted.service, rows),
            unit: self.or_none(unit, self.wanted.unit, rows),
            channel: self.or_none(channel, self.wanted.channel, rows),
            fields,
            lines: self.wanted.lines.then(|| UInt64Array::from_iter_values(first_row..first_row + rows as u64)),
        }))
    }

    /// A column that was asked for and that the source does not have is one without a value.
    fn or_none(&self, codes: Option<Coded>, wanted: bool, rows: usize) -> Option<Coded> {
        codes.or_else(|| wanted.then(|| std::iter::repeat_n(None::<&str>, rows).collect()))
    }

    /// A column of instants, in microseconds UTC; `None` where it is no such column, or holds one that cannot be shown.
    fn instants(
        &self,
        column: &ArrayRef,
        index: usize,
        first_row: u64,
    ) -> Result<Option<TimestampMicrosecondArray>, FactsError> {
        let DataType::Timestamp(unit, zone) = column.data_type() else { return Ok(None) };
        let us: TimestampMicrosecondArray = match unit {
            TimeUnit::Microsecond => column
                .as_primitive::<arrow_array::types::TimestampMicrosecondType>()
                .clone()
                .with_timezone_opt(None::<Arc<str>>),
            TimeUnit::Nanosecond => {
                column.as_primitive::<arrow_array::types::TimestampNanosecondType>().unary(|ns| ns.div_euclid(1000))
            }
            TimeUnit::Millisecond => column
                .as_primitive::<arrow_array::types::TimestampMillisecondType>()
                .unary(|ms| ms.saturating_mul(1000)),
            TimeUnit::Second => {
                column.as_primitive::<arrow_array::types::TimestampSecondType>().unary(|s| s.saturating_mul(1_000_000))
            }
        };
        let (mut first, mut last) = (i64::MAX, i64::MIN);
        match us.null_count() {
            0 => us.values().iter().for_each(|us| (first, last) = (first.min(*us), last.max(*us))),
            _ => us.iter().flatten().for_each(|us| (first, last) = (first.min(us), last.max(us))),
        }
        if first <= last && !(is_a_plausible_instant(first) && is_a_plausible_instant(last)) {
            return Ok(None);
        }
        let in_utc = match (zone, self.times.zone()) {
            (Some(_), _) => us,
            (None, Some(zone)) => {
                let mut instants: Vec<i64> = us.values().to_vec();
                zone.make_instants(&mut instants);
                TimestampMicrosecondArray::new(instants.into(), us.nulls().cloned())
            }
            (None, None) => {
                let value = cell_text(column, 0).unwrap_or_default();
                let column = self.heading.names.get(index).cloned().unwrap_or_default();
                let problem = RowProblem::NoZone { column, value };
                return Err(FactsError::Row { file: self.file.clone(), line: first_row, problem });
            }
        };
        Ok(Some(in_utc.with_timezone_utc()))
    }

    /// The batch as any other table: row by row, as texts.
    fn row_by_row(&self, batch: &RecordBatch, first_row: u64, bad: &mut Vec<BadRow>) -> Result<FactBatch, FactsError> {
        let mut facts = FactBuilder::new(&self.wanted);
        let (mut text, mut ends) = (String::new(), Vec::new());
        for row in 0..batch.num_rows() {
            text.clear();
            ends.clear();
            for index in 0..self.heading.names.len() {
                if let Some(cell) = self.column(batch, index).and_then(|column| cell_text(column, row)) {
                    text.push_str(&cell);
                }
                ends.push(text.len());
            }
            let line = first_row + row as u64;
            let texts = TextRow { text: &text, ends: &ends, gap: 0, line };
            match self.mapping.map(texts, &self.times, &mut facts) {
                Ok(()) => {}
                Err(problem @ RowProblem::NoZone { .. }) => {
                    return Err(FactsError::Row { file: self.file.clone(), line, problem });
                }
                Err(problem) => {
                    facts.drop_fields();
                    let names = Arc::clone(&self.heading.names);
                    bad.push(BadRow { line, problem, fields: texts.fields(), names });
                }
            }
        }
        Ok(facts.finish())
    }
}
