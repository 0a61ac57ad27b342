//! The store: what was read once, kept as facts.
//!
//! ```text
//! store/
//!   store.json      what there is: the source's mapping, the imports, their files and what the facts' files must be. Whoever
//!                   renames it commits.
//!   facts/          one Parquet file for each source file, named by the hash of its content; never changed
//!   derived/        what can be thrown away and made again
//!   actor.key       the key with which names of actors are hashed
//!   lock            held while somebody imports, or makes the store
//! ```
//!
//! One import is one transaction: files are written under other names, made durable, and renamed; then a new `store.json`
//! takes the place of the old one. Whenever the power fails the store is as before or as after, and what was left behind
//! is swept away by the next import.

mod actor;
mod checked;
mod derived;
mod intake;
mod lock;
mod manifest;
mod read;

use std::fs::File;
use std::path::{Path, PathBuf};

use plan::Source;

use crate::batch::Wanted;
use crate::problem::FactsError;
use crate::store::actor::ActorKey;
use crate::store::lock::{LOCK, Lock, New};
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
    /// Where the store was opened to be written. Whoever writes first takes it and lets it go at the end.
    held: Option<Lock>,
}

impl Store {
    /// Opens the store in a folder.
    ///
    /// # Errors
    /// [`FactsError::NoStore`] where there is none, and others for one that cannot be read.
    pub fn open(folder: &Path) -> Result<Self, FactsError> {
        let manifest = Manifest::read(folder)?;
        let manifest = manifest.ok_or_else(|| FactsError::NoStore { folder: folder.display().to_string() })?;
        Ok(Self { folder: folder.to_owned(), manifest, held: None })
    }

    /// Opens the store in a folder, or makes one in a folder that is new or empty, and holds it until the first import is made
    /// or has failed. `key` is random, and becomes the key with which a new store hashes actors. Where the first import fails,
    /// a new store goes again.
    ///
    /// # Errors
    /// [`FactsError::NotAStore`] for a folder with something else in it, [`FactsError::StoreBusy`] where somebody else is
    /// importing, and others for a store that cannot be read.
    pub fn open_or_create(folder: &Path, source: &Source, key: [u8; 32]) -> Result<Self, FactsError> {
        if Manifest::read(folder)?.is_none() {
            refuse_others(folder)?;
        }
        let (mut lock, folder_is_new) = Lock::take_or_make(folder)?;
        // Before it was held somebody else may have made it, or taken it away.
        if let Some(manifest) = Manifest::read(folder)? {
            return Ok(Self { folder: folder.to_owned(), manifest, held: Some(lock) });
        }
        lock.new = Some(New { folder_is_new });
        let store = Self { folder: folder.to_owned(), manifest: Manifest::new(source), held: Some(lock) };
        match store.make(key) {
            Ok(()) => Ok(store),
            Err(error) => {
                store.unmake(&New { folder_is_new });
                Err(error)
            }
        }
    }

    /// Makes the files of a new store; that it is one is what `store.json` says, at last.
    fn make(&self, key: [u8; 32]) -> Result<(), FactsError> {
        for part in ["facts", "derived"] {
            let path = self.folder.join(part);
            std::fs::create_dir_all(&path).map_err(|error| FactsError::store_failed(&path, &error))?;
        }
        ActorKey::create(&self.folder, key)?;
        self.manifest.write(&self.folder, &mut |_| Ok(()))
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

    /// The facts of one import alone.
    ///
    /// # Errors
    /// Those of [`Store::records`], and [`FactsError::NoImport`].
    pub fn records_of(&self, import: u32, source: &Source, wanted: Wanted) -> Result<StoreRecords, FactsError> {
        self.check_source(source)?;
        let mut alone = self.manifest.clone();
        alone.imports.retain(|known| known.id == import);
        if alone.imports.is_empty() {
            return Err(FactsError::NoImport { id: import });
        }
        StoreRecords::open(&self.folder, &alone, source, wanted)
    }

    /// Takes an import back. What later imports say stays.
    ///
    /// # Errors
    /// [`FactsError::NoImport`] for a number that no import has, and others when the store cannot be written.
    pub fn undo(&mut self, id: u32) -> Result<Import, FactsError> {
        let _lock = self.hold()?;
        let mut manifest = self.manifest.clone();
        let place = manifest.imports.iter().position(|import| import.id == id).ok_or(FactsError::NoImport { id })?;
        let import = manifest.imports.remove(place);
        manifest.write(&self.folder, &mut |_| Ok(()))?;
        self.manifest = manifest;
        self.sweep();
        Ok(import)
    }

    /// Holds the store for whoever writes, and reads again what somebody else may have written meanwhile.
    fn hold(&mut self) -> Result<Lock, FactsError> {
        if let Some(lock) = self.held.take() {
            return Ok(lock);
        }
        let lock = Lock::take(&self.folder)?;
        let no_store = || FactsError::NoStore { folder: self.folder.display().to_string() };
        self.manifest = Manifest::read(&self.folder)?.ok_or_else(no_store)?;
        Ok(lock)
    }

    /// Takes a new store away again. Only what is empty goes, and what the store itself has made; the
    /// lock goes last, as the next one may make the store again from then on.
    fn unmake(&self, new: &New) {
        for file in [MANIFEST, "actor.key"] {
            let _ = std::fs::remove_file(self.folder.join(file));
        }
        for part in ["facts", "derived"] {
            let _ = std::fs::remove_dir(self.folder.join(part));
        }
        let _ = std::fs::remove_file(self.folder.join(LOCK));
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

/// Refuses a folder that holds something else. What a store that was never finished has left does not stand in its way, and one
/// may just be in the making.
fn refuse_others(folder: &Path) -> Result<(), FactsError> {
    let ours = ["facts", "derived", LOCK, "actor.key", MANIFEST, "store.json.new", "actor.key.new"];
    let failed = |error: std::io::Error| FactsError::store_failed(folder, &error);
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(failed)?,
    };
    for entry in entries {
        let name = entry.map_err(failed)?.file_name();
        if !ours.contains(&name.to_string_lossy().as_ref()) {
            return Err(FactsError::NotAStore { folder: folder.display().to_string() });
        }
    }
    Ok(())
}

/// Makes a rename durable: on Linux that is the folder's own data.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
