//! Reading a store's facts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::TimestampMicrosecondType;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use calendar::Zone;
use parquet::arrow::ProjectionMask;
use plan::{Preset, Source};

use crate::batch::{Coded, FactBatch, Field, Role, Wanted, texts};
use crate::builder::FieldColumn;
use crate::parquet::{Pieces, Rows, batches, metadata_with};
use crate::problem::{FactsError, RowProblem};
use crate::records::{BadRow, Cutter, Files, Part, PlacedPart, Readable, Records, Sink};
use crate::store::checked::{altered, check, damage};
use crate::store::intake::{NAMES, column_of};
use crate::store::manifest::{ImportedFile, Manifest};
use crate::time::Times;

/// The facts of a store, ready to be read.
pub struct StoreRecords {
    files: Files,
}

impl StoreRecords {
    pub(crate) fn open(
        folder: &Path,
        manifest: &Manifest,
        source: &Source,
        wanted: Wanted,
    ) -> Result<Self, FactsError> {
        for field in &wanted.fields {
            if !manifest.fields.contains(&field.name) && !manifest.imports.is_empty() {
                return Err(FactsError::NotKept { field: field.name.clone(), kept: manifest.fields.join(", ") });
            }
        }
        let zone_name = source.time_zone.as_deref().or(source.preset.map(|Preset::Gbt39046| "Asia/Shanghai"));
        let zone = zone_name.map(Zone::named).transpose();
        let zone = zone.map_err(|_| FactsError::TimeZone { name: zone_name.unwrap_or_default().to_owned() })?;
        let times = Arc::new(Times::new(zone, source.time_format.clone()));
        let wanted = Arc::new(wanted);
        let readables = manifest.files().map(|file| {
            let stored = Stored::open(folder, file, Arc::clone(&wanted), Arc::clone(&times))?;
            Ok(Box::new(StoredFile { stored: Arc::new(stored) }) as Box<dyn Readable>)
        });
        let readables = readables.collect::<Result<Vec<_>, FactsError>>()?;
        let origins = (0..).take(readables.len()).collect();
        Ok(Self { files: Files::new(readables, origins) })
    }
}

impl Records for StoreRecords {
    fn next_part(&self) -> Result<Option<PlacedPart>, FactsError> {
        self.files.next_part()
    }

    fn files(&self) -> &[String] {
        self.files.files()
    }

    fn progress(&self) -> (u64, u64) {
        self.files.progress()
    }
}

/// A file of facts.
struct Stored {
    path: PathBuf,
    name: String,
    size: u64,
    metadata: parquet::arrow::arrow_reader::ArrowReaderMetadata,
    columns: Vec<usize>,
    wanted: Arc<Wanted>,
    times: Arc<Times>,
}

impl Stored {
    fn open(folder: &Path, file: &ImportedFile, wanted: Arc<Wanted>, times: Arc<Times>) -> Result<Self, FactsError> {
        let path = folder.join(&file.facts);
        check(&path, file.facts_sha256.as_deref())?;
        let metadata = metadata_with(&path, &file.name, |_, field| match field.name().as_str() {
            "case" => Some(DataType::Utf8View),
            "at" | "line" => None,
            _ => Some(DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))),
        })
        .map_err(|error| damage(&path, &error))?;
        let asked = |name: &str| match name {
            "case" | "at" | "activity" | "mark" => true,
            "actor" => wanted.actor,
            "service" => wanted.service,
            "unit" => wanted.unit,
            "channel" => wanted.channel,
            "line" => false,
            field => wanted.fields.iter().any(|wanted| column_of(&wanted.name) == field),
        };
        let names = metadata.schema().fields().iter().map(|field| field.name().clone()).collect::<Vec<_>>();
        if !["case", "at"].iter().chain(&NAMES).all(|name| names.iter().any(|known| known == name)) {
            return Err(altered(&path));
        }
        let columns = names.iter().enumerate().filter(|(_, name)| asked(name)).map(|(index, _)| index).collect();
        let size = crate::open::size_of(&path).map_err(|error| damage(&path, &error))?;
        Ok(Self { path: path.clone(), name: file.name.clone(), size, metadata, columns, wanted, times })
    }

    /// A batch of the file as facts.
    fn facts(&self, batch: &RecordBatch) -> Result<FactBatch, FactsError> {
        let damaged = || altered(&self.path);
        let case = batch.column_by_name("case").and_then(|column| column.as_string_view_opt()).ok_or_else(damaged)?;
        let at = batch.column_by_name("at").and_then(|column| column.as_primitive_opt::<TimestampMicrosecondType>());
        let at = at.ok_or_else(damaged)?;
        let names = |name: &str| -> Result<Option<Coded>, FactsError> {
            let Some(column) = batch.column_by_name(name) else { return Ok(None) };
            column.as_dictionary_opt().cloned().map(Some).ok_or_else(damaged)
        };
        let unless_empty = |names: Option<Coded>| names.filter(|names| names.null_count() < names.len());
        let fields = self.wanted.fields.iter().map(|field| {
            let texts = names(&column_of(&field.name))?.ok_or_else(damaged)?;
            self.read_field(field, &texts, case)
        });
        Ok(FactBatch {
            case: case.clone(),
            at: (at.null_count() < at.len()).then(|| at.clone()),
            activity: unless_empty(names("activity")?),
            mark: unless_empty(names("mark")?),
            actor: names("actor")?,
            service: names("service")?,
            unit: names("unit")?,
            channel: names("channel")?,
            fields: fields.collect::<Result<_, _>>()?,
            lines: None,
        })
    }

    /// A field as what the plan now takes it for. Each text is read once, however often it stands.
    fn read_field(
        &self,
        field: &Field,
        coded: &Coded,
        case: &arrow_array::StringViewArray,
    ) -> Result<ArrayRef, FactsError> {
        if field.role == Role::Text || self.wanted.as_text {
            return Ok(Arc::new(coded.clone()));
        }
        let mut read: Vec<Result<(), RowProblem>> = Vec::new();
        let mut values = FieldColumn::new(field, false);
        for text in texts(coded) {
            let text = text.unwrap_or_default();
            // 承诺办结时间 of the national tables holds days or a date, and what it is not says nothing.
            let lenient = field.name == crate::table::national::PROMISED;
            let result = values.set(text, &self.times);
            read.push(if lenient { Ok(()) } else { result });
            values.push();
        }
        let values = values.finish();
        for row in 0..coded.len() {
            let key = coded.keys().is_valid(row).then(|| coded.keys().value(row) as usize);
            if let Some(Err(problem)) = key.and_then(|key| read.get(key)) {
                let problem = problem.clone();
                return Err(FactsError::NotInStoreAs { problem, case: case.value(row).to_owned() });
            }
        }
        let by_row = |key: Option<i32>| key.and_then(|key| usize::try_from(key).ok());
        Ok(match field.role {
            Role::Days => {
                let values = values.as_primitive::<arrow_array::types::Int32Type>();
                let row = |key| by_row(key).filter(|key| values.is_valid(*key)).map(|key| values.value(key));
                Arc::new(coded.keys().iter().map(row).collect::<arrow_array::Int32Array>())
            }
            _ => {
                let values = values.as_primitive::<TimestampMicrosecondType>();
                let row = |key| by_row(key).filter(|key| values.is_valid(*key)).map(|key| values.value(key));
                let instants: arrow_array::TimestampMicrosecondArray = coded.keys().iter().map(row).collect();
                Arc::new(instants.with_timezone_utc())
            }
        })
    }
}

struct StoredFile {
    stored: Arc<Stored>,
}

impl Readable for StoredFile {
    fn name(&self) -> &str {
        &self.stored.name
    }

    fn size(&self) -> u64 {
        self.stored.size
    }

    fn cutter(&self) -> Result<Box<dyn Cutter>, FactsError> {
        let pieces = Pieces::of(&self.stored.metadata);
        Ok(Box::new(StoredCutter { stored: Arc::clone(&self.stored), pieces, cut: 0 }))
    }
}

struct StoredCutter {
    stored: Arc<Stored>,
    pieces: Pieces,
    cut: u64,
}

impl Cutter for StoredCutter {
    fn cut(&mut self) -> Result<Option<Box<dyn Part>>, FactsError> {
        let Some((rows, _)) = self.pieces.next() else { return Ok(None) };
        self.cut += rows.most.unwrap_or(0) as u64;
        Ok(Some(Box::new(StoredPart { stored: Arc::clone(&self.stored), rows })))
    }

    fn done(&self) -> u64 {
        let rows = u64::try_from(self.stored.metadata.metadata().file_metadata().num_rows()).unwrap_or(0).max(1);
        (self.stored.size as f64 * (self.cut as f64 / rows as f64)) as u64
    }
}

struct StoredPart {
    stored: Arc<Stored>,
    rows: Rows,
}

impl Part for StoredPart {
    fn read(self: Box<Self>, sink: &mut Sink<'_>) -> Result<Vec<BadRow>, FactsError> {
        let stored = &*self.stored;
        let schema = stored.metadata.metadata().file_metadata().schema_descr();
        let mask = ProjectionMask::roots(schema, stored.columns.iter().copied());
        let damaged = |error: FactsError| damage(&stored.path, &error);
        for batch in batches(&stored.path, &stored.name, &stored.metadata, mask, self.rows).map_err(damaged)? {
            sink(stored.facts(&batch.map_err(damaged)?)?)?;
        }
        Ok(Vec::new())
    }
}
