//! What is derived from the facts of a store and can be thrown away: tables under a name that says from what they were made.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use parquet::arrow::arrow_reader::ArrowReaderMetadata;
use parquet::arrow::{ArrowWriter, ProjectionMask};
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use sha2::{Digest, Sha256};

use crate::parquet::{Rows, batches, metadata_with};
use crate::problem::FactsError;
use crate::store::Store;
use crate::store::checked::{Summing, crc_of};
use crate::store::manifest::short_hex;

/// So many tables are kept.
const MOST_TABLES: usize = 16;
const ROWS_IN_GROUP: usize = 1 << 15;
/// The key under which a table's note stands in its file.
const NOTE: &str = "mingpai.note";

/// What the names of a question's tables begin with; the sum of the table itself follows. So the table and what it must be take
/// their place at once.
fn name_of(identity: &str, question: &str) -> String {
    format!("{identity}-{}", short_hex(&Sha256::digest(question.as_bytes())))
}

/// The tables of a question that are finished, whole or not.
fn tables_of(folder: &Path, name: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_one = |path: &PathBuf| {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        file.starts_with(name) && file.ends_with(".parquet")
    };
    entries.map(|entry| entry.path()).filter(is_one).collect()
}

/// Removes what was derived from other facts than those that are there.
pub(crate) fn sweep(folder: &Path, identity: &str) {
    for entry in std::fs::read_dir(folder.join("derived")).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with(identity) || name.contains(".new") {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// A derived table, read a row group at a time by any number of workers.
pub struct Derived {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
    note: String,
    next: AtomicUsize,
}

impl Store {
    /// The table that was derived for a question, if it is there and whole.
    pub fn derived(&self, question: &str) -> Option<Derived> {
        let name = name_of(&self.identity(), question);
        let is_whole = |path: &PathBuf| {
            let noted = path.file_stem().unwrap_or_default().to_string_lossy();
            let found = crc_of(path).ok();
            noted.rsplit('-').next().map(str::to_owned) == found
        };
        let path = tables_of(&self.folder.join("derived"), &name).into_iter().find(is_whole)?;
        let metadata = metadata_with(&path, "derived", |_, _| None).ok()?;
        let values = metadata.metadata().file_metadata().key_value_metadata()?;
        let note = values.iter().find(|pair| pair.key == NOTE)?.value.clone()?;
        Some(Derived { path, metadata, note, next: AtomicUsize::new(0) })
    }

    /// Begins to write the table of a question. Nothing is there under its name until it is finished.
    ///
    /// # Errors
    /// [`FactsError::StoreFailed`] when nothing can be written there; whoever asks can do without.
    pub fn derive(&self, question: &str, schema: SchemaRef) -> Result<DerivedWriter, FactsError> {
        let folder = self.folder.join("derived");
        let tables = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        for entry in tables.skip(MOST_TABLES - 1) {
            let _ = std::fs::remove_file(entry.path());
        }
        let name = name_of(&self.identity(), question);
        let properties = WriterProperties::builder()
            // It is read more often than anything else, and made again when it is lost.
            .set_compression(Compression::UNCOMPRESSED)
            .set_dictionary_enabled(false)
            .set_max_row_group_row_count(Some(ROWS_IN_GROUP))
            .build();
        let new = folder.join(format!("{name}.new{}", std::process::id()));
        let failed = |detail: String| FactsError::StoreFailed { file: new.display().to_string(), detail };
        // Whoever cleaned up may have taken the folder along.
        let file = std::fs::create_dir_all(&folder).and_then(|()| File::create(&new));
        let file = file.map_err(|error| failed(error.to_string()))?;
        let writer = ArrowWriter::try_new(Summing::new(file), schema, Some(properties));
        let writer = writer.map_err(|error| failed(error.to_string()))?;
        Ok(DerivedWriter { folder, name, new: new.clone(), writer: Mutex::new(Some(writer)) })
    }
}

impl Derived {
    /// What was noted with the table.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// The batches of the next row group; `None` at the end.
    ///
    /// # Errors
    /// [`FactsError`] for a file that is damaged.
    pub fn next_group(&self) -> Result<Option<Vec<RecordBatch>>, FactsError> {
        let group = self.next.fetch_add(1, Ordering::Relaxed);
        if group >= self.metadata.metadata().num_row_groups() {
            return Ok(None);
        }
        let rows = Rows { groups: vec![group], skip: 0, most: None, batch: ROWS_IN_GROUP };
        let batches = batches(&self.path, "derived", &self.metadata, ProjectionMask::all(), rows)?;
        batches.collect::<Result<_, _>>().map(Some)
    }
}

/// A derived table in the making; workers write batches in any order.
pub struct DerivedWriter {
    folder: PathBuf,
    name: String,
    new: PathBuf,
    writer: Mutex<Option<ArrowWriter<Summing<File, crc32fast::Hasher>>>>,
}

impl DerivedWriter {
    fn failed(&self, error: &impl ToString) -> FactsError {
        FactsError::StoreFailed { file: self.new.display().to_string(), detail: error.to_string() }
    }

    /// Writes some rows.
    ///
    /// # Errors
    /// [`FactsError::StoreFailed`].
    pub fn write(&self, batch: &RecordBatch) -> Result<(), FactsError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        match writer.as_mut() {
            Some(writer) => writer.write(batch).map_err(|error| self.failed(&error)),
            None => Ok(()),
        }
    }

    /// Ends the table and gives it its name.
    ///
    /// # Errors
    /// [`FactsError::StoreFailed`].
    pub fn finish(self, note: &str) -> Result<(), FactsError> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(mut writer) = writer else { return Ok(()) };
        writer.append_key_value_metadata(KeyValue::new(NOTE.to_owned(), note.to_owned()));
        let (_, sum) = writer.into_inner().map_err(|error| self.failed(&error))?.finish();
        let path = self.folder.join(format!("{}-{sum}.parquet", self.name));
        std::fs::rename(&self.new, &path).map_err(|error| self.failed(&error))?;
        // What was there before could not be used, or it would not have been made again.
        for old in tables_of(&self.folder, &self.name).iter().filter(|old| **old != path) {
            let _ = std::fs::remove_file(old);
        }
        Ok(())
    }
}

impl Drop for DerivedWriter {
    /// What was not finished is not left behind.
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.new);
    }
}
