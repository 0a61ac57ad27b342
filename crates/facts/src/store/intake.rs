//! Taking files in.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch, TimestampMicrosecondArray, UInt64Array};
use arrow_schema::{DataType, Field as ArrowField, Schema, SchemaRef, TimeUnit};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;
use plan::Source;
use sha2::Sha256;
use words::Message;

use crate::batch::{Coded, FactBatch, Field, Wanted};
use crate::inspect::vocabulary;
use crate::open::{FileRecords, content_hash, size_of, source_files};
use crate::problem::FactsError;
use crate::records::{BadRow, Records};
use crate::store::actor::{ActorHashes, ActorKey};
use crate::store::checked::Summing;
use crate::store::manifest::{Import, ImportedFile, Manifest};
use crate::store::{Store, sync_folder};

/// What is to be taken in.
#[derive(Debug, Clone, Copy)]
pub struct Intake<'a> {
    /// Files, or folders where the source has a preset.
    pub files: &'a [PathBuf],
    /// The fields beside the usual ones that are stored, with what they are read as.
    pub fields: &'a [Field],
    /// When it happens, RFC 3339.
    pub at: &'a str,
    /// Leave out rows that cannot be read.
    pub skip_bad_rows: bool,
}

/// What was taken in.
#[derive(Debug)]
pub struct Taken {
    /// The import; `None` where every file was there already.
    pub import: Option<Import>,
    /// What was noticed: files that were there already, or were passed over.
    pub notes: Vec<Message>,
    /// Rows that could not be read and were left out, with their files.
    pub bad_rows: Vec<(String, BadRow)>,
}

/// Where an intake stands. Whoever is told can stop it by an error, and nothing will have been changed; at the last step, when
/// the new `store.json` has its name, it is too late for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntakeStep {
    /// Bytes read, and bytes in all.
    Reading(u64, u64),
    /// Between two things that are written.
    Writing(&'static str),
}

/// A row group is large enough to compress well, and small enough that all workers have one to read.
const ROWS_IN_GROUP: usize = 1 << 18;

impl Store {
    /// Takes files in, as one import: all of them, or nothing at all. A file whose bytes are there already is left out.
    ///
    /// # Errors
    /// [`FactsError`] for a source that differs from the store's, files that cannot be read, rows that cannot be read unless
    /// they may be left out, and a store that cannot be written. Nothing is changed then.
    pub fn intake(
        &mut self,
        source: &Source,
        intake: &Intake<'_>,
        step: &mut dyn FnMut(IntakeStep) -> Result<(), FactsError>,
    ) -> Result<Taken, FactsError> {
        let mut lock = self.hold()?;
        let taken = self.check_source(source).and_then(|()| {
            self.sweep();
            self.take(source, intake, step)
        });
        // What is swept away goes by what stands on the disk, wherever the intake broke off.
        if let (true, Ok(Some(manifest))) = (taken.is_err(), Manifest::read(&self.folder)) {
            self.manifest = manifest;
            self.sweep();
        }
        if let (Some(new), true) = (lock.new.take(), taken.is_err()) {
            self.unmake(&new);
        }
        taken
    }

    fn take(
        &mut self,
        source: &Source,
        intake: &Intake<'_>,
        step: &mut dyn FnMut(IntakeStep) -> Result<(), FactsError>,
    ) -> Result<Taken, FactsError> {
        let mut taken = Taken { import: None, notes: Vec::new(), bad_rows: Vec::new() };
        let fields = self.fields_with(intake.fields, source)?;
        refuse_personal(&fields, source)?;
        let mut new: Vec<(PathBuf, String)> = Vec::new();
        let mut known = 0;
        for path in source_files(intake.files, source)? {
            crate::source_file::head_of(&path, &path.display().to_string())?;
            let hash = content_hash(&path)?;
            if let Some(import) =
                self.manifest.imports.iter().find(|import| import.files.iter().any(|file| file.sha256 == hash))
            {
                known += 1;
                taken.notes.push(Message::new("already-imported").with("file", &path).with("id", import.id));
            } else if let Some((first, _)) = new.iter().find(|(_, other)| *other == hash) {
                taken.notes.push(Message::new("same-file-twice").with("file", &path).with("first", first));
            } else {
                new.push((path, hash));
            }
        }
        if new.is_empty() {
            return Ok(taken);
        }
        let mut actors = ActorHashes::new(ActorKey::read(&self.folder)?);
        let mut files = Vec::new();
        for (path, hash) in &new {
            let file = self.take_file(path, hash, source, &fields, &mut actors, &mut taken, step)?;
            files.extend(file);
        }
        if let (Some((file, row)), false) = (taken.bad_rows.first(), intake.skip_bad_rows) {
            let count = taken.bad_rows.len() as u64;
            return Err(FactsError::BadRows {
                count,
                file: file.clone(),
                line: row.line,
                problem: row.problem.clone(),
            });
        }
        if files.is_empty() && known > 0 {
            // A folder that is given again: what has facts is there, and the rest has none.
            return Ok(taken);
        }
        if files.is_empty() {
            let files = new.iter().map(|(path, _)| path.display().to_string()).collect::<Vec<_>>().join(", ");
            return Err(FactsError::NoNationalTable { files });
        }
        sync_folder(&self.folder.join("facts")).map_err(|error| FactsError::store_failed(&self.folder, &error))?;
        step(IntakeStep::Writing("facts durable"))?;
        let mut manifest = self.manifest.clone();
        let import = Import { id: manifest.next_id, at: intake.at.to_owned(), files };
        manifest.next_id += 1;
        manifest.fields = fields.iter().map(|field| field.name.clone()).collect();
        manifest.fields.dedup();
        manifest.imports.push(import.clone());
        manifest.write(&self.folder, &mut |what| step(IntakeStep::Writing(what)))?;
        self.manifest = manifest;
        taken.import = Some(import);
        Ok(taken)
    }

    /// The fields to store: those the first import stored, or those of this one where it is the first.
    fn fields_with(&self, fields: &[Field], source: &Source) -> Result<Vec<Field>, FactsError> {
        let mut all: Vec<Field> = Vec::new();
        let kept = source.keep.iter().map(|name| Field { name: name.clone(), role: crate::batch::Role::Text });
        for field in fields.iter().cloned().chain(kept) {
            if all.iter().all(|known| known.name != field.name) {
                all.push(field);
            }
        }
        if self.manifest.imports.is_empty() {
            return Ok(all);
        }
        if let Some(new) = all.iter().find(|field| !self.manifest.fields.contains(&field.name)) {
            return Err(FactsError::NotKept { field: new.name.clone(), kept: self.manifest.fields.join(", ") });
        }
        let known = |name: &String| all.iter().find(|field| field.name == *name).cloned();
        let text = |name: &String| Field { name: name.clone(), role: crate::batch::Role::Text };
        Ok(self.manifest.fields.iter().map(|name| known(name).unwrap_or_else(|| text(name))).collect())
    }

    /// Reads a file and writes its facts; `None` for one that the preset has no use for.
    #[expect(clippy::too_many_arguments, reason = "what one file needs, each once")]
    fn take_file(
        &self,
        path: &Path,
        hash: &str,
        source: &Source,
        fields: &[Field],
        actors: &mut ActorHashes,
        taken: &mut Taken,
        step: &mut dyn FnMut(IntakeStep) -> Result<(), FactsError>,
    ) -> Result<Option<ImportedFile>, FactsError> {
        let wanted = Wanted {
            actor: true,
            service: true,
            unit: true,
            channel: true,
            fields: fields.to_vec(),
            as_text: true,
            lines: true,
        };
        let records = match FileRecords::open(&[path.to_owned()], source, wanted) {
            // Among the files of a folder one may hold ratings or questions.
            Err(FactsError::NoNationalTable { .. }) => {
                taken.notes.push(Message::new("not-a-national-table").with("file", path));
                return Ok(None);
            }
            other => other?,
        };
        taken.notes.extend(records.notes().iter().cloned());
        let facts = format!("facts/{hash}.parquet");
        let (target, new) = (self.folder.join(&facts), self.folder.join(format!("{facts}.new")));
        let mut writer = FactWriter::create(&new, fields)?;
        let bad_before = taken.bad_rows.len();
        while let Some(placed) = records.next_part()? {
            let (done, all) = records.progress();
            step(IntakeStep::Reading(done, all))?;
            let name = records.files().get(placed.file as usize).cloned().unwrap_or_default();
            let bad = placed.part.read(&mut |batch| writer.write(&batch, actors))?;
            taken.bad_rows.extend(bad.into_iter().map(|row| (name.clone(), row)));
        }
        let (rows, events, facts_sha256) = writer.finish()?;
        step(IntakeStep::Writing("facts written"))?;
        std::fs::rename(&new, &target).map_err(|error| FactsError::store_failed(&target, &error))?;
        step(IntakeStep::Writing("facts renamed"))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bad_rows = (taken.bad_rows.len() - bad_before) as u64;
        let (sha256, bytes, facts_sha256) = (hash.to_owned(), size_of(path)?, Some(facts_sha256));
        Ok(Some(ImportedFile { name, sha256, bytes, facts, facts_sha256, rows, events, bad_rows }))
    }
}

/// Writes facts to a Parquet file.
struct FactWriter {
    path: PathBuf,
    schema: SchemaRef,
    writer: ArrowWriter<Summing<File, Sha256>>,
    rows: u64,
    events: u64,
}

/// A field's column in a file of facts.
pub(crate) fn column_of(field: &str) -> String {
    format!("field:{field}")
}

/// The columns of names, in their order.
pub(crate) const NAMES: [&str; 6] = ["activity", "mark", "actor", "service", "unit", "channel"];

fn names_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
}

fn instants_type() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("+00:00".into()))
}

impl FactWriter {
    fn create(path: &Path, fields: &[Field]) -> Result<Self, FactsError> {
        let mut columns =
            vec![ArrowField::new("case", DataType::Utf8View, false), ArrowField::new("at", instants_type(), true)];
        columns.extend(NAMES.map(|name| ArrowField::new(name, names_type(), true)));
        columns.push(ArrowField::new("line", DataType::UInt64, false));
        columns.extend(fields.iter().map(|field| ArrowField::new(column_of(&field.name), names_type(), true)));
        let schema = Arc::new(Schema::new(columns));
        let delta = |properties: parquet::file::properties::WriterPropertiesBuilder, column: &str| {
            let column = ColumnPath::from(column);
            properties
                .set_column_dictionary_enabled(column.clone(), false)
                .set_column_encoding(column, Encoding::DELTA_BINARY_PACKED)
        };
        let mut properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(ROWS_IN_GROUP));
        for column in ["at", "line"] {
            properties = delta(properties, column);
        }
        let properties = properties.set_column_dictionary_enabled(ColumnPath::from("case"), false).build();
        let file = File::create(path).map_err(|error| FactsError::store_failed(path, &error))?;
        let writer = ArrowWriter::try_new(Summing::<_, Sha256>::new(file), Arc::clone(&schema), Some(properties));
        let writer = writer
            .map_err(|error| FactsError::StoreFailed { file: path.display().to_string(), detail: error.to_string() })?;
        Ok(Self { path: path.to_owned(), schema, writer, rows: 0, events: 0 })
    }

    fn failed(&self, error: impl ToString) -> FactsError {
        FactsError::StoreFailed { file: self.path.display().to_string(), detail: error.to_string() }
    }

    fn write(&mut self, facts: &FactBatch, actors: &mut ActorHashes) -> Result<(), FactsError> {
        let rows = facts.len();
        let actor = facts.actor.as_ref().map(|column| actors.of(column));
        let named = [&facts.activity, &facts.mark, &actor, &facts.service, &facts.unit, &facts.channel];
        let at = facts.at.clone().unwrap_or_else(|| TimestampMicrosecondArray::new_null(rows).with_timezone_utc());
        self.events += (rows - at.null_count()) as u64;
        self.rows += rows as u64;
        let mut columns: Vec<ArrayRef> = vec![Arc::new(facts.case.clone()), Arc::new(at)];
        for names in named {
            let nobody = || std::iter::repeat_n(None::<&str>, rows).collect::<Coded>();
            columns.push(Arc::new(names.clone().unwrap_or_else(nobody)));
        }
        columns.push(Arc::new(facts.lines.clone().unwrap_or_else(|| UInt64Array::from(vec![0; rows]))));
        columns.extend(facts.fields.iter().cloned());
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(|error| self.failed(error))?;
        self.writer.write(&batch).map_err(|error| self.failed(error))
    }

    /// Ends the file and makes it durable; gives the numbers of facts and of events, and the hash of the file.
    fn finish(self) -> Result<(u64, u64, String), FactsError> {
        let Self { path, writer, rows, events, .. } = self;
        let failed = |detail: String| FactsError::StoreFailed { file: path.display().to_string(), detail };
        let (file, sha256) = writer.into_inner().map_err(|error| failed(error.to_string()))?.finish();
        file.sync_all().map_err(|error| failed(error.to_string()))?;
        Ok((rows, events, sha256))
    }
}

/// What is about the person who applied is never stored, whoever asks for it. Who handled a case is stored as a keyed hash, and
/// so only as the actor.
fn refuse_personal(fields: &[Field], source: &Source) -> Result<(), FactsError> {
    let mapped = [&source.case, &source.activity, &source.service, &source.unit, &source.channel].into_iter().flatten();
    let names = fields.iter().map(|field| &field.name).chain(mapped);
    match names.into_iter().find(|name| vocabulary::tells_of_a_person(name)) {
        Some(column) => Err(FactsError::Personal { column: column.clone() }),
        None => Ok(()),
    }
}
