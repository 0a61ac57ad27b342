//! Opening sources: files, and folders where a preset takes one.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calendar::Zone;
use plan::{Format, Preset, Source};
use sha2::{Digest, Sha256};
use words::Message;

use crate::batch::Wanted;
use crate::ocel::OcelFile;
use crate::parquet::ParquetFile;
use crate::problem::FactsError;
use crate::records::{Files, PlacedPart, Readable, Records};
use crate::source_file::tell_format;
use crate::table::csv::CsvFile;
use crate::table::sheets::choose;
use crate::table::{Mapping, xlsx};
use crate::time::Times;
use crate::xes::XesFile;

/// Case records in files, ready to be read.
///
/// Opening looks at every file: what format it is, whether it has the columns that the source names. So what is wrong with
/// the last file is said before the first one is read.
pub struct FileRecords {
    files: Files,
    notes: Vec<Message>,
}

impl FileRecords {
    /// Opens files, and folders where the source has a preset, in the order given; in a folder by name.
    ///
    /// # Errors
    /// [`FactsError`] for the first thing that keeps a file from being read.
    pub fn open(paths: &[PathBuf], source: &Source, wanted: Wanted) -> Result<Self, FactsError> {
        let zone_name = source.time_zone.as_deref().or(source.preset.map(|Preset::Gbt39046| "Asia/Shanghai"));
        let zone = zone_name.map(Zone::named).transpose();
        let zone = zone.map_err(|_| FactsError::TimeZone { name: zone_name.unwrap_or_default().to_owned() })?;
        let times = Arc::new(Times::new(zone, source.time_format.clone()));
        let mut opening = Opening { source, wanted: Arc::new(wanted), times, readables: Vec::new(), notes: Vec::new() };
        let paths = source_files(paths, source)?;
        let paths = opening.without_copies(paths)?;
        let mut origins = Vec::new();
        for (path, origin) in paths.iter().zip(0..) {
            opening.file(path)?;
            origins.resize(opening.readables.len(), origin);
        }
        if opening.readables.is_empty() {
            let files = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
            return Err(FactsError::NoNationalTable { files });
        }
        Ok(Self { files: Files::new(opening.readables, origins), notes: opening.notes })
    }

    /// What was noticed in opening: files passed over, the same file given twice.
    pub fn notes(&self) -> &[Message] {
        &self.notes
    }
}

impl Records for FileRecords {
    fn next_part(&self) -> Result<Option<PlacedPart>, FactsError> {
        self.files.next_part()
    }

    fn files(&self) -> &[String] {
        self.files.files()
    }

    fn progress(&self) -> (u64, u64) {
        self.files.progress()
    }
}

struct Opening<'a> {
    source: &'a Source,
    wanted: Arc<Wanted>,
    times: Arc<Times>,
    readables: Vec<Box<dyn Readable>>,
    notes: Vec<Message>,
}

impl Opening<'_> {
    /// The files without those that another one equals, byte for byte.
    fn without_copies(&mut self, paths: Vec<PathBuf>) -> Result<Vec<PathBuf>, FactsError> {
        let mut kept: Vec<(PathBuf, u64)> = Vec::new();
        for path in paths {
            let size = size_of(&path)?;
            let mut copy_of = None;
            // Most files differ in size, and need not be read for this.
            for (other, _) in kept.iter().filter(|(_, other_size)| *other_size == size) {
                if *other == path || content_hash(other)? == content_hash(&path)? {
                    copy_of = Some(other.clone());
                    break;
                }
            }
            match copy_of {
                Some(first) => {
                    self.notes.push(Message::new("same-file-twice").with("file", &path).with("first", &first))
                }
                None => kept.push((path, size)),
            }
        }
        Ok(kept.into_iter().map(|(path, _)| path).collect())
    }

    fn file(&mut self, path: &Path) -> Result<(), FactsError> {
        let name = path.display().to_string();
        let format = match self.source.format {
            Some(format) => {
                tell_format_unless_unknown(path, &name)?;
                format
            }
            None => tell_format(path, &name)?,
        };
        let size = size_of(path)?;
        let (wanted, times) = (Arc::clone(&self.wanted), Arc::clone(&self.times));
        match format {
            Format::Csv => {
                let file = CsvFile::look(path, &name, size, self.source)?;
                match Mapping::of(&file.layout.heading, self.source, &self.wanted)? {
                    Some(mapping) => self.readables.push(file.readable(mapping, wanted, times)),
                    None => self.pass_over(&name),
                }
            }
            Format::Xlsx if self.source.preset.is_none() => {
                let sheets = xlsx::look(path, &name, size, self.source)?;
                let chosen = choose(&name, sheets, self.source, &self.wanted)?;
                self.notes.extend(chosen.notes);
                for (sheet, mapping) in chosen.sheets {
                    self.readables.push(sheet.readable(mapping, Arc::clone(&wanted), Arc::clone(&times)));
                }
            }
            Format::Xlsx => {
                for sheet in xlsx::look(path, &name, size, self.source)? {
                    match Mapping::of(&sheet.heading, self.source, &self.wanted)? {
                        Some(mapping) => {
                            self.readables.push(sheet.readable(mapping, Arc::clone(&wanted), Arc::clone(&times)))
                        }
                        None => self.pass_over(sheet.name()),
                    }
                }
            }
            Format::Parquet => {
                let file = ParquetFile::look(path, &name, size)?;
                match Mapping::of(&file.heading, self.source, &self.wanted)? {
                    Some(mapping) => self.readables.push(file.readable(mapping, self.source, wanted, times)?),
                    None => self.pass_over(&name),
                }
            }
            Format::Xes | Format::Ocel if self.source.preset.is_some() => self.pass_over(&name),
            Format::Xes => self.readables.push(Box::new(XesFile::new(path, &name, size, self.source, wanted, times))),
            Format::Ocel => self.readables.push(Box::new(OcelFile::new(path, &name, size, self.source, wanted, times))),
        }
        Ok(())
    }

    fn pass_over(&mut self, name: &str) {
        self.notes.push(Message::new("not-a-national-table").with("file", name));
    }
}

/// What cannot be opened at all is an error, whatever the format is said to be; so is what is known to be something else.
fn tell_format_unless_unknown(path: &Path, name: &str) -> Result<(), FactsError> {
    match tell_format(path, name) {
        Err(FactsError::UnknownFormat { looks_like, .. }) if matches!(&*looks_like, "xml" | "json" | "binary") => {
            Ok(())
        }
        other => other.map(drop),
    }
}

/// The files of the arguments: folders stand for the files in them, by name, where a preset takes one.
pub(crate) fn source_files(paths: &[PathBuf], source: &Source) -> Result<Vec<PathBuf>, FactsError> {
    let mut files = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        let metadata = std::fs::metadata(path).map_err(|error| FactsError::io(&name, &error))?;
        if !metadata.is_dir() {
            files.push(path.clone());
            continue;
        }
        if source.preset.is_none() {
            return Err(FactsError::Folder { file: name });
        }
        let entries = std::fs::read_dir(path).map_err(|error| FactsError::io(&name, &error))?;
        let mut inside = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| FactsError::io(&name, &error))?;
            // What Excel and editors leave behind is hidden or begins with `~$`.
            let hidden = entry.file_name().to_string_lossy().starts_with(['.', '~']);
            if !hidden && entry.path().is_file() {
                inside.push(entry.path());
            }
        }
        inside.sort();
        if inside.is_empty() {
            return Err(FactsError::EmptyFolder { file: name });
        }
        files.append(&mut inside);
    }
    Ok(files)
}

pub(crate) fn size_of(path: &Path) -> Result<u64, FactsError> {
    let metadata = std::fs::metadata(path).map_err(|error| FactsError::io(&path.display().to_string(), &error))?;
    Ok(metadata.len())
}

/// The SHA-256 of a file's bytes, in hexadecimal: what tells whether two files are the same.
///
/// # Errors
/// [`FactsError`] when the file cannot be read.
pub fn content_hash(path: &Path) -> Result<String, FactsError> {
    let name = path.display().to_string();
    let mut file = File::open(path).map_err(|error| FactsError::io(&name, &error))?;
    let mut hash = Sha256::new();
    let mut block = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut block).map_err(|error| FactsError::io(&name, &error))?;
        if read == 0 {
            break;
        }
        hash.update(block.get(..read).unwrap_or_default());
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
