//! The rows of one partition, as the workers scattered them.

use std::fs::File;
use std::io;
use std::sync::{Mutex, PoisonError};

use crate::problem::MeasureError;
use crate::run::pages::Rows;
use crate::run::scatter::Scattered;

/// The rows of one partition, from all workers.
pub(crate) struct Partition {
    pub(crate) workers: Vec<(Pages, Parts)>,
}

/// What one worker scattered into a partition, ...
pub(crate) type Pages = Vec<Vec<u8>>;
/// ... and how many bytes of it came from which part.
pub(crate) type Parts = Vec<(u32, u64)>;

impl Partition {
    /// Takes the rows of a partition from the workers that scattered them.
    pub(crate) fn take(workers: &[Mutex<Scattered>], partition: usize) -> Result<Self, MeasureError> {
        Self::of(workers, partition, |rows, file| std::mem::take(rows).into_pages(file))
    }

    /// The same rows, which stay where they are.
    pub(crate) fn copy(workers: &[Mutex<Scattered>], partition: usize) -> Result<Self, MeasureError> {
        Self::of(workers, partition, |rows, file| rows.copied_pages(file))
    }

    fn of(
        workers: &[Mutex<Scattered>],
        partition: usize,
        pages: impl Fn(&mut Rows, Option<&mut File>) -> io::Result<Pages>,
    ) -> Result<Self, MeasureError> {
        let mut all = Vec::with_capacity(workers.len());
        for worker in workers {
            let mut worker = worker.lock().unwrap_or_else(PoisonError::into_inner);
            let Scattered { partitions, aside, .. } = &mut *worker;
            let Some(rows) = partitions.get_mut(partition) else { continue };
            let parts = rows.parts();
            let pages =
                pages(rows, aside.file.as_mut()).map_err(|error| MeasureError::Spill { detail: error.to_string() })?;
            all.push((pages, parts));
        }
        Ok(Self { workers: all })
    }
}
