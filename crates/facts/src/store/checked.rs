//! Whether a file of the store is still what was written there.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::open::content_hash;
use crate::problem::FactsError;

/// A sum over bytes, by which other bytes are told.
pub(crate) trait Sum: Default {
    fn add(&mut self, bytes: &[u8]);

    /// The sum in hexadecimal.
    fn text(self) -> String;
}

/// For facts: whatever changed, it is seen.
impl Sum for Sha256 {
    fn add(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }

    fn text(self) -> String {
        self.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// For what is derived and read again with every question: what a disk does to some bytes is seen, and it costs next to nothing.
impl Sum for crc32fast::Hasher {
    fn add(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }

    fn text(self) -> String {
        format!("{:08x}", self.finalize())
    }
}

/// A writer that sums up what goes through it, so that a file need not be read back, and what is noted is what was meant to be
/// written.
pub(crate) struct Summing<W, S> {
    inner: W,
    sum: S,
}

impl<W, S: Sum> Summing<W, S> {
    pub(crate) fn new(inner: W) -> Self {
        Self { inner, sum: S::default() }
    }

    /// What was written to, and the sum of all that was written.
    pub(crate) fn finish(self) -> (W, String) {
        (self.inner, self.sum.text())
    }
}

impl<W: Write, S: Sum> Write for Summing<W, S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sum.add(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Checks a file against what was noted when it was written; a store of an earlier version has noted nothing.
pub(crate) fn check(path: &Path, sha256: Option<&str>) -> Result<(), FactsError> {
    let Some(sha256) = sha256 else { return Ok(()) };
    let found = content_hash(path).map_err(|error| damage(path, &error))?;
    if found == sha256 { Ok(()) } else { Err(altered(path)) }
}

/// The CRC-32 of a file, each piece of it on a thread of its own: somebody waits for it before every answer.
pub(crate) fn crc_of(path: &Path) -> io::Result<String> {
    let size = std::fs::metadata(path)?.len();
    let pieces = std::thread::available_parallelism().map_or(1, |threads| threads.get() as u64).min(8);
    let piece = size.div_ceil(pieces).max(1);
    let of_piece = |number: u64| -> io::Result<crc32fast::Hasher> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(number * piece))?;
        let mut summing = Summing::<_, crc32fast::Hasher>::new(io::sink());
        let mut block = vec![0; 1 << 18];
        let mut left = piece;
        while left > 0 {
            let most = left.min(block.len() as u64) as usize;
            let read = file.read(block.get_mut(..most).unwrap_or_default())?;
            if read == 0 {
                break;
            }
            summing.write_all(block.get(..read).unwrap_or_default())?;
            left -= read as u64;
        }
        Ok(summing.sum)
    };
    std::thread::scope(|scope| {
        let of_piece = &of_piece;
        let workers: Vec<_> = (0..pieces).map(|number| scope.spawn(move || of_piece(number))).collect();
        let mut all = crc32fast::Hasher::new();
        for worker in workers {
            let sum = worker.join().map_err(|_| io::Error::other("a worker ended early"))??;
            all.combine(&sum);
        }
        Ok(all.text())
    })
}

/// The file is not what was written there.
pub(crate) fn altered(path: &Path) -> FactsError {
    FactsError::StoreDamaged { file: path.display().to_string(), detail: "altered".into() }
}

/// What is said when a file of the store cannot be read: the store writes these files itself, so it is not the file that came
/// in which somebody should look at.
pub(crate) fn damage(path: &Path, error: &FactsError) -> FactsError {
    let detail = match error {
        FactsError::NoSuchFile { .. } => "missing".to_owned(),
        FactsError::Unreadable { detail, .. } => detail.clone(),
        _ => return altered(path),
    };
    FactsError::StoreDamaged { file: path.display().to_string(), detail }
}
