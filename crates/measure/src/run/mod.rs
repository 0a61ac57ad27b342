//! The driver for one machine: streams over records on all cores, and calls the kernels.
//!
//! Events of one case lie far apart in most sources, and a table of all cases does not fit a cache. So the records are
//! decoded once, and what matters of each row is scattered over 128 partitions by its case; then each partition, small
//! enough for a core's own cache, is gathered into cases, judged and tallied. Partial results add up, so that it does not
//! matter which worker did what. What does not fit the memory it was given waits in a temporary file.

mod block;
mod columns;
mod gather;
mod keys;
mod labels;
mod names;
mod pages;
mod partition;
mod recent;
mod scatter;
mod sorter;
mod survey;

pub(crate) use columns::MOST_FIELDS;
pub(crate) use gather::{Gathered, Layout, gather};
pub(crate) use labels::Labels;
pub(crate) use names::Names;
pub(crate) use partition::Partition;
pub(crate) use scatter::{Demand, PARTITIONS, Scattered, scatter};
pub use survey::Survey;

use std::sync::atomic::{AtomicBool, Ordering};

use facts::FactsError;

/// How the driver may use the machine.
#[derive(Debug, Clone)]
pub struct Machine<'a> {
    /// Workers.
    pub threads: usize,
    /// How many bytes of scattered rows may be held in memory; what is more goes to a temporary file.
    pub memory_bytes: usize,
    /// Set from outside to stop.
    pub stop: &'a AtomicBool,
}

impl Machine<'_> {
    pub(crate) fn check(&self) -> Result<(), FactsError> {
        if self.stop.load(Ordering::Relaxed) { Err(FactsError::Stopped {}) } else { Ok(()) }
    }
}

/// Runs a worker on each thread and gives what they return, or the first error.
pub(crate) fn on_all_threads<T: Send, E: Send>(
    threads: usize,
    work: impl Fn(usize) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    if threads <= 1 {
        return Ok(vec![work(0)?]);
    }
    std::thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = (0..threads).map(|number| scope.spawn(move || work(number))).collect();
        let mut results = Vec::with_capacity(threads);
        for worker in workers {
            match worker.join() {
                Ok(result) => results.push(result?),
                // A worker that panicked has said why; its panic goes on here.
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(results)
    })
}
