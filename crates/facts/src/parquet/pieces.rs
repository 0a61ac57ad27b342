//! What decodes a Parquet file: its metadata, the pieces in which it is read, and batches of rows.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field as ArrowField, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};

use crate::guard::guarded;
use crate::problem::FactsError;

/// Rows that are decoded at once, where they are passed on as they come.
pub(crate) const BATCH: usize = 1 << 13;

/// The metadata of a file, with other types for some of its columns: as they stand in the file, however they were held in
/// memory by whoever wrote them.
pub(crate) fn metadata_with(
    path: &Path,
    name: &str,
    kind: impl Fn(usize, &ArrowField) -> Option<DataType>,
) -> Result<ArrowReaderMetadata, FactsError> {
    guarded(name, "Parquet", || {
        let file = File::open(path).map_err(|error| FactsError::io(name, &error))?;
        let damaged = |error| FactsError::damaged(name, "Parquet", error);
        let options = || ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let plain = ArrowReaderMetadata::load(&file, options()).map_err(damaged)?;
        let fields = plain.schema().fields().iter().enumerate().map(|(index, field)| match kind(index, field) {
            Some(kind) => Arc::new(ArrowField::new(field.name(), kind, field.is_nullable())),
            None => Arc::clone(field),
        });
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        ArrowReaderMetadata::try_new(Arc::clone(plain.metadata()), options().with_schema(schema)).map_err(damaged)
    })
}

/// The pieces in which a file is read: row groups, and parts of those that are large.
pub(crate) struct Pieces {
    rows: Vec<usize>,
    group: usize,
    /// Rows of the group that have been cut off.
    cut: usize,
    /// The row of the file that comes next, counted from 1.
    row: u64,
}

/// A row group that is larger is cut: whoever reads a later piece passes over the pages before it.
const MOST_ROWS: usize = 1 << 20;
/// The last groups are cut into smaller pieces, so that all workers end at about the same time.
const LAST_GROUPS: usize = 3;
const FEW_ROWS: usize = 1 << 18;

impl Pieces {
    pub(crate) fn of(metadata: &ArrowReaderMetadata) -> Self {
        let rows = metadata.metadata().row_groups().iter().map(|group| usize::try_from(group.num_rows()).unwrap_or(0));
        Self { rows: rows.collect(), group: 0, cut: 0, row: 1 }
    }

    pub(crate) fn groups_done(&self) -> (usize, usize) {
        (self.group, self.rows.len().max(1))
    }
}

impl Iterator for Pieces {
    /// The rows, and the row of the file with which they begin, counted from 1.
    type Item = (Rows, u64);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rows = *self.rows.get(self.group)?;
            let most = if self.group + LAST_GROUPS >= self.rows.len() { FEW_ROWS } else { MOST_ROWS };
            let piece = (rows - self.cut.min(rows)).min(most);
            if piece == 0 {
                (self.group, self.cut) = (self.group + 1, 0);
                continue;
            }
            let next = (Rows { groups: vec![self.group], skip: self.cut, most: Some(piece), batch: BATCH }, self.row);
            self.cut += piece;
            self.row += piece as u64;
            return Some(next);
        }
    }
}

/// Which rows to read.
pub(crate) struct Rows {
    pub(crate) groups: Vec<usize>,
    pub(crate) skip: usize,
    pub(crate) most: Option<usize>,
    /// So many at once.
    pub(crate) batch: usize,
}

pub(crate) type Batches = Box<dyn Iterator<Item = Result<RecordBatch, FactsError>>>;

pub(crate) fn batches(
    path: &Path,
    name: &str,
    metadata: &ArrowReaderMetadata,
    mask: ProjectionMask,
    rows: Rows,
) -> Result<Batches, FactsError> {
    let file = File::open(path).map_err(|error| FactsError::io(name, &error))?;
    let reader = guarded(name, "Parquet", || {
        let mut builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata.clone())
            .with_projection(mask)
            .with_row_groups(rows.groups)
            .with_batch_size(rows.batch);
        if rows.skip > 0 {
            builder = builder.with_offset(rows.skip);
        }
        if let Some(most) = rows.most {
            builder = builder.with_limit(most);
        }
        builder.build().map_err(|error| FactsError::damaged(name, "Parquet", error))
    })?;
    let name = name.to_owned();
    let mut reader = Some(reader);
    Ok(Box::new(std::iter::from_fn(move || {
        let mut running = reader.take()?;
        let next = guarded(&name, "Parquet", || {
            running.next().transpose().map_err(|error| FactsError::damaged(&name, "Parquet", error))
        });
        match next {
            Ok(Some(batch)) => {
                reader = Some(running);
                Some(Ok(batch))
            }
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        }
    })))
}
