//! The store: what was read once, kept as facts.
//!
//! ```text
//! store/
//!   store.json      what there is: the source's mapping, the imports, their files. Whoever renames it commits.
//!   facts/          one Parquet file for each source file, named by the hash of its content; never changed
//!   derived/        what can be thrown away and made again
//!   actor.key       the key with which names of actors are hashed
//!   lock            held while somebody imports
//! ```
//!
//! One import is one transaction: files are written under other names, made durable, and renamed; then a new `store.json`
//! takes the place of the old one. Whenever the power fails the store is as before or as after, and what was left behind
//! is swept away by the next import.

mod actor;
mod derived;
mod intake;
mod manifest;
mod read;

use std::fs::File;
use std::path::{Path, PathBuf};

use plan::Source;

use crate::batch::Wanted;
use crate::problem::FactsError;
use crate::store::actor::ActorKey;
use crate::store::manifest::{MANIFEST, Manifest};

pub use derived::{Derived, DerivedWriter};
pub use intake::{Intake, IntakeStep, Taken};
pub use manifest::{Import, ImportedFile};
pub use read::StoreRecords;

/// A folder with facts.
///
/// ```
/// use facts::{Intake, Store};
///
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("cases.csv");
/// std::fs::write(&file, "case,step,at\n1,accept,2025-09-30 09:05\n1,decide,2025-10-09 10:00\n")?;
/// let plan = plan::Plan::parse(
///     "[source]\ncase = \"case\"\nactivity = \"step\"\nat = \"at\"\ntime_zone = \"Asia/Shanghai\"\n[calendar]\nbase = \"cn\"",
/// )?;
/// let mut store = Store::open_or_create(&folder.path().join("store"), &plan.source, [7; 32])?;
/// let intake = Intake { files: &[file], fields: &[], at: "2025-10-10T08:00:00Z", skip_bad_rows: false };
/// let taken = store.intake(&plan.source, &intake, &mut |_| Ok(()))?;
/// assert_eq!(taken.import.unwrap().id, 1);
/// // The same bytes again are nothing new.
/// assert!(store.intake(&plan.source, &intake, &mut |_| Ok(()))?.import.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    manifest: Manifest,
    new: Option<New>,
}

/// A store that was just made, and goes again when the first import fails.
#[derive(Debug)]
struct New {
    folder_is_new: bool,
}

impl Store {
    /// Opens the store in a folder.
    ///
    /// # Errors
    /// [`FactsError::NoStore`] where there is none, and others for one that cannot be read.
    pub fn open(folder: &Path) -> Result<Self, FactsError> {
        let manifest = Manifest::read(folder)?;
        let manifest = manifest.ok_or_else(|| FactsError::NoStore { folder: folder.display().to_string() })?;
        Ok(Self { folder: folder.to_owned(), manifest, new: None })
    }

    /// Opens the store in a folder, or makes one in a folder that is new or empty. `key` is random, and becomes the key with
    /// which a new store hashes actors. Where the first import fails, a new store goes again.
    ///
    /// # Errors
    /// [`FactsError::NotAStore`] for a folder with something else in it, and others for a store that cannot be read.
    pub fn open_or_create(folder: &Path, source: &Source, key: [u8; 32]) -> Result<Self, FactsError> {
        let name = folder.display().to_string();
        let failed = |error: std::io::Error| FactsError::store_failed(folder, &error);
        if let Some(manifest) = Manifest::read(folder)? {
            return Ok(Self { folder: folder.to_owned(), manifest, new: None });
        }
        let folder_is_new = !folder.exists();
        std::fs::create_dir_all(folder).map_err(failed)?;
        // What a store that was never finished has left does not stand in its way.
        let ours = ["facts", "derived", "lock", "actor.key", "store.json.new", "actor.key.new"];
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if !ours.contains(&entry.file_name().to_string_lossy().as_ref()) {
                return Err(FactsError::NotAStore { folder: name });
            }
        }
        for part in ["facts", "derived"] {
            std::fs::create_dir_all(folder.join(part)).map_err(failed)?;
        }
        ActorKey::create(folder, key)?;
        let manifest = Manifest::new(source);
        manifest.write(folder, &mut |_| Ok(()))?;
        Ok(Self { folder: folder.to_owned(), manifest, new: Some(New { folder_is_new }) })
    }

    /// The imports, in order.
    pub fn imports(&self) -> &[Import] {
        &self.manifest.imports
    }

    /// The fields beside the usual ones that the store holds.
    pub fn fields(&self) -> &[String] {
        &self.manifest.fields
    }

    /// Rows that could not be read and were left out, over all imports.
    pub fn bad_rows(&self) -> u64 {
        self.manifest.imports.iter().flat_map(|import| &import.files).map(|file| file.bad_rows).sum()
    }

    /// A name for all that the store holds: another import gives another one.
    pub fn identity(&self) -> String {
        self.manifest.identity()
    }

    /// Whether the store was filled with a source that reads as this one does.
    ///
    /// # Errors
    /// [`FactsError::SourceChanged`], with the first key that differs.
    pub fn check_source(&self, source: &Source) -> Result<(), FactsError> {
        self.manifest.check_source(source)
    }

    /// The facts of all imports.
    ///
    /// # Errors
    /// [`FactsError`] for a source that differs, a field that the store does not hold, and files that cannot be read.
    pub fn records(&self, source: &Source, wanted: Wanted) -> Result<StoreRecords, FactsError> {
        self.check_source(source)?;
        StoreRecords::open(&self.folder, &self.manifest, source, wanted)
    }

    /// Takes an import back. What later imports say stays.
    ///
    /// # Errors
    /// [`FactsError::NoImport`] for a number that no import has, and others when the store cannot be written.
    pub fn undo(&mut self, id: u32) -> Result<Import, FactsError> {
        let _lock = self.lock()?;
        let mut manifest = self.manifest.clone();
        let place = manifest.imports.iter().position(|import| import.id == id).ok_or(FactsError::NoImport { id })?;
        let import = manifest.imports.remove(place);
        manifest.write(&self.folder, &mut |_| Ok(()))?;
        self.manifest = manifest;
        self.sweep();
        Ok(import)
    }

    /// Holds the store for whoever writes, and reads again what somebody else may have written meanwhile.
    fn lock(&mut self) -> Result<Lock, FactsError> {
        let path = self.folder.join("lock");
        let failed = |error: &std::io::Error| FactsError::store_failed(&path, error);
        let file =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(|error| failed(&error))?;
        let lock = match file.try_lock() {
            Ok(()) => Lock(file),
            Err(std::fs::TryLockError::WouldBlock) => {
                return Err(FactsError::StoreBusy { folder: self.folder.display().to_string() });
            }
            Err(std::fs::TryLockError::Error(error)) => return Err(failed(&error)),
        };
        if let Some(manifest) = Manifest::read(&self.folder)? {
            self.manifest = manifest;
        }
        Ok(lock)
    }

    /// Takes a new store away again. Only what is empty goes, and what the store itself has made.
    fn unmake(&self, new: &New) {
        for file in [MANIFEST, "actor.key", "lock"] {
            let _ = std::fs::remove_file(self.folder.join(file));
        }
        for part in ["facts", "derived"] {
            let _ = std::fs::remove_dir(self.folder.join(part));
        }
        if new.folder_is_new {
            let _ = std::fs::remove_dir(&self.folder);
        }
    }

    /// Removes what no import speaks of. What cannot be removed does no harm, and is tried again.
    fn sweep(&self) {
        let kept: Vec<String> = self.manifest.files().map(|file| file.facts.clone()).collect();
        for entry in std::fs::read_dir(self.folder.join("facts")).into_iter().flatten().flatten() {
            let name = format!("facts/{}", entry.file_name().to_string_lossy());
            if !kept.contains(&name) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
        let _ = std::fs::remove_file(self.folder.join(format!("{MANIFEST}.new")));
        derived::sweep(&self.folder, &self.manifest.identity());
    }
}

/// The store, held. It is let go by word and not only by closing the file: a program that another thread starts at the same
/// moment has the file open too, for as long as it takes to start.
struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Makes a rename durable: on Linux that is the folder's own data.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
