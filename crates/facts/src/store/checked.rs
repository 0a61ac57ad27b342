//! Whether a file of the store is still what was written there.

use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::open::content_hash;
use crate::problem::FactsError;

/// A writer that hashes what goes through it, so that a file need not be read back, and what is noted is what was meant to be
/// written.
pub(crate) struct Hashing<W> {
    inner: W,
    hash: Sha256,
}

impl<W> Hashing<W> {
    pub(crate) fn new(inner: W) -> Self {
        Self { inner, hash: Sha256::new() }
    }

    /// What was written to, and the SHA-256 of all that was written, in hexadecimal.
    pub(crate) fn finish(self) -> (W, String) {
        (self.inner, self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
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
