//! Records: parts that can be read at the same time, in an order that is known.

use std::sync::{Arc, Mutex, PoisonError};

use crate::batch::FactBatch;
use crate::problem::{FactsError, RowProblem};

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct BadRow {
    /// The line or row of the file, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub problem: RowProblem,
    /// What stands in it, field by field.
    pub fields: Vec<String>,
    /// The headings of its table; empty where it is of no table.
    pub names: Arc<[String]>,
}

/// What takes the facts of a part as they are read.
pub type Sink<'a> = dyn FnMut(FactBatch) -> Result<(), FactsError> + 'a;

/// A piece of a source that can be read on its own: a row group, a block of lines, some traces.
pub trait Part: Send {
    /// Reads the part and gives its facts, in the order in which they stand there. The rows that could not be read are
    /// returned.
    ///
    /// # Errors
    /// [`FactsError`] for what stops the whole reading.
    fn read(self: Box<Self>, sink: &mut Sink<'_>) -> Result<Vec<BadRow>, FactsError>;
}

/// A part with its place in the source.
pub struct PlacedPart {
    /// The part's number, from 0 without a gap: facts of a lower number come first in the source.
    pub number: u32,
    /// Which of [`Records::files`] it belongs to.
    pub file: u32,
    /// Which file on the disk it comes from: the sheets of one workbook come from the same.
    pub origin: u32,
    /// The part.
    pub part: Box<dyn Part>,
}

/// A source of facts: any number of workers take parts from it and read them.
pub trait Records: Sync {
    /// The next part, or `None` at the end.
    ///
    /// # Errors
    /// [`FactsError`] for what stops the whole reading.
    fn next_part(&self) -> Result<Option<PlacedPart>, FactsError>;

    /// The names of the files, in source order. The same event in a later file is the same event.
    fn files(&self) -> &[String];

    /// How far the reading is: bytes read and bytes in all, for a progress bar.
    fn progress(&self) -> (u64, u64);
}

/// Cuts one file into parts, in order.
pub(crate) trait Cutter: Send {
    fn cut(&mut self) -> Result<Option<Box<dyn Part>>, FactsError>;

    /// Bytes of the file that have been cut so far.
    fn done(&self) -> u64;
}

/// One file, or one sheet of it, that was looked at and can be read.
pub(crate) trait Readable: Send + Sync {
    fn name(&self) -> &str;

    fn size(&self) -> u64;

    fn cutter(&self) -> Result<Box<dyn Cutter>, FactsError>;
}

/// Files in source order, cut one after the other.
pub(crate) struct Files {
    readables: Vec<Box<dyn Readable>>,
    /// Of each, which file on the disk it lies in.
    origins: Vec<u32>,
    names: Vec<String>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    next_file: usize,
    next_part: u32,
    cutter: Option<Box<dyn Cutter>>,
    done_before: u64,
}

impl Files {
    pub(crate) fn new(readables: Vec<Box<dyn Readable>>, origins: Vec<u32>) -> Self {
        let names = readables.iter().map(|file| file.name().to_owned()).collect();
        Self { readables, origins, names, state: Mutex::default() }
    }
}

impl Records for Files {
    fn next_part(&self) -> Result<Option<PlacedPart>, FactsError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(cutter) = &mut state.cutter {
                if let Some(part) = cutter.cut()? {
                    let number = state.next_part;
                    state.next_part += 1;
                    let file = (state.next_file - 1) as u32;
                    let origin = self.origins.get(state.next_file - 1).copied().unwrap_or(file);
                    return Ok(Some(PlacedPart { number, file, origin, part }));
                }
                state.cutter = None;
                state.done_before += self.readables.get(state.next_file - 1).map_or(0, |file| file.size());
            }
            let Some(file) = self.readables.get(state.next_file) else { return Ok(None) };
            state.cutter = Some(file.cutter()?);
            state.next_file += 1;
        }
    }

    fn files(&self) -> &[String] {
        &self.names
    }

    fn progress(&self) -> (u64, u64) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let current = state.cutter.as_ref().map_or(0, |cutter| cutter.done());
        (state.done_before + current, self.readables.iter().map(|file| file.size()).sum())
    }
}

/// A cutter for files that are read in one piece.
pub(crate) struct OnePiece {
    part: Option<Box<dyn Part>>,
    size: u64,
}

impl OnePiece {
    pub(crate) fn new(part: Box<dyn Part>, size: u64) -> Self {
        Self { part: Some(part), size }
    }
}

impl Cutter for OnePiece {
    fn cut(&mut self) -> Result<Option<Box<dyn Part>>, FactsError> {
        Ok(self.part.take())
    }

    fn done(&self) -> u64 {
        if self.part.is_some() { 0 } else { self.size }
    }
}
