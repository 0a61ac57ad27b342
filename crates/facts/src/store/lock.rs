//! Who holds a store: one writes at a time, and a store is held before anything in it is made, changed or cleaned.

use std::fs::{File, TryLockError};
use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::problem::FactsError;

pub(crate) const LOCK: &str = "lock";

/// So often a lock is looked for again that somebody else has taken away, together with a store that came to nothing.
const TRIES: usize = 100;

/// The store, held. It is let go by word and not only by closing the file: a program that another thread starts at the same
/// moment has the file open too, for as long as it takes to start.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    /// Where the store was just made, by whoever holds it.
    pub(crate) new: Option<New>,
}

/// A store that was just made, and goes again when the first import fails.
#[derive(Debug)]
pub(crate) struct New {
    pub(crate) folder_is_new: bool,
}

impl Lock {
    /// Holds the store in a folder that is there.
    pub(crate) fn take(folder: &Path) -> Result<Self, FactsError> {
        Self::take_in(folder, &|| Err(ErrorKind::NotFound.into()))
    }

    /// Holds the store in a folder, which is made where there is none; tells whether it was.
    pub(crate) fn take_or_make(folder: &Path) -> Result<(Self, bool), FactsError> {
        let made = std::cell::Cell::new(false);
        let make = || {
            made.set(!folder.exists());
            std::fs::create_dir_all(folder)
        };
        Self::take_in(folder, &make).map(|lock| (lock, made.get()))
    }

    /// `make` is asked for the folder when there is none.
    fn take_in(folder: &Path, make: &dyn Fn() -> Result<(), Error>) -> Result<Self, FactsError> {
        let path = folder.join(LOCK);
        let failed = |error: &Error| FactsError::store_failed(&path, error);
        let busy = || FactsError::StoreBusy { folder: folder.display().to_string() };
        for _ in 0..TRIES {
            let file = match File::options().create(true).truncate(false).write(true).open(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    make().map_err(|error| failed(&error))?;
                    continue;
                }
                other => other.map_err(|error| failed(&error))?,
            };
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(busy()),
                Err(TryLockError::Error(error)) => return Err(failed(&error)),
            }
            let lock = Self { file, new: None };
            if lock.is_at(&path) {
                return Ok(lock);
            }
        }
        // Somebody else makes the store and takes it away again, over and over.
        Err(busy())
    }

    /// Whether the file that is held is the one that others find. Whoever takes a new store away removes the file while it is
    /// held, and one that was opened before that keeps nobody out.
    fn is_at(&self, path: &Path) -> bool {
        let (Ok(found), Ok(held)) = (std::fs::metadata(path), self.file.metadata()) else { return false };
        #[cfg(unix)]
        let is_same = {
            use std::os::unix::fs::MetadataExt;
            (found.dev(), found.ino()) == (held.dev(), held.ino())
        };
        // Elsewhere the standard library does not tell two files of a name apart.
        #[cfg(not(unix))]
        let is_same = found.is_file() && held.is_file();
        is_same
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_was_taken_away_keeps_nobody_out_and_holds_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(LOCK);
        let busy = FactsError::StoreBusy { folder: folder.path().display().to_string() };
        let first = Lock::take(folder.path()).unwrap();
        assert_eq!(Lock::take(folder.path()).err(), Some(busy.clone()));
        assert!(first.is_at(&path));
        std::fs::remove_file(&path).unwrap();
        assert!(!first.is_at(&path));
        let second = Lock::take(folder.path()).unwrap();
        #[cfg(unix)]
        assert!(second.is_at(&path) && !first.is_at(&path));
        drop(first);
        assert_eq!(Lock::take(folder.path()).err(), Some(busy));
        drop(second);
        Lock::take(folder.path()).unwrap();
    }

    #[test]
    fn a_folder_that_is_not_there_is_made_only_for_a_new_store() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("a/store");
        assert!(matches!(Lock::take(&folder), Err(FactsError::StoreFailed { .. })));
        assert!(!parent.path().join("a").exists());
        let (lock, folder_is_new) = Lock::take_or_make(&folder).unwrap();
        assert!(folder_is_new);
        drop(lock);
        assert!(!Lock::take_or_make(&folder).unwrap().1);
    }
}
