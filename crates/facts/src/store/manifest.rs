//! `store.json`: what a store holds.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use plan::{Format, Preset, Source};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::problem::FactsError;
use crate::store::checked::altered;
use crate::store::sync_folder;

pub(crate) const MANIFEST: &str = "store.json";
const FORMAT: u32 = 1;

/// What a store holds, as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) format: u32,
    /// The mapping, key by key.
    pub(crate) source: Vec<(String, String)>,
    /// The fields beside the usual ones.
    pub(crate) fields: Vec<String>,
    pub(crate) next_id: u32,
    pub(crate) imports: Vec<Import>,
}

/// One import: one or more files that came in together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Its number; numbers are not used again.
    pub id: u32,
    /// When it was made, RFC 3339.
    pub at: String,
    /// Its files, in source order.
    pub files: Vec<ImportedFile>,
}

/// One file of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// The file's name when it came.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// The facts' file, from the store's folder.
    pub facts: String,
    /// The SHA-256 of the facts' file as it was written, in hexadecimal; the first stores have not noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts_sha256: Option<String>,
    /// Facts.
    pub rows: u64,
    /// Facts that are events.
    pub events: u64,
    /// Rows that could not be read and were left out.
    pub bad_rows: u64,
}

impl Manifest {
    pub(crate) fn new(source: &Source) -> Self {
        Self { format: FORMAT, source: canonical(source), fields: Vec::new(), next_id: 1, imports: Vec::new() }
    }

    pub(crate) fn read(folder: &Path) -> Result<Option<Self>, FactsError> {
        let path = folder.join(MANIFEST);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            // It was written as UTF-8.
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => return Err(altered(&path)),
            Err(error) => {
                return Err(FactsError::Unreadable { file: path.display().to_string(), detail: error.to_string() });
            }
        };
        #[derive(Deserialize)]
        struct Version {
            format: u32,
        }
        let damaged = |error: serde_json::Error| FactsError::StoreDamaged {
            file: path.display().to_string(),
            detail: error.to_string(),
        };
        let version: Version = serde_json::from_str(&text).map_err(damaged)?;
        if version.format > FORMAT {
            return Err(FactsError::StoreTooNew { folder: folder.display().to_string() });
        }
        serde_json::from_str(&text).map(Some).map_err(damaged)
    }

    /// Puts this manifest in place of the old one. `step` is called between what could be interrupted; once the old one is
    /// gone it is too late to stop, and what `step` says is not asked.
    pub(crate) fn write(
        &self,
        folder: &Path,
        step: &mut dyn FnMut(&'static str) -> Result<(), FactsError>,
    ) -> Result<(), FactsError> {
        let (path, new) = (folder.join(MANIFEST), folder.join(format!("{MANIFEST}.new")));
        let failed = |error: std::io::Error| FactsError::store_failed(&path, &error);
        let mut text = serde_json::to_vec_pretty(self).map_err(|error| failed(error.into()))?;
        text.push(b'\n');
        let mut file = File::create(&new).map_err(failed)?;
        file.write_all(&text).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        drop(file);
        step("manifest written")?;
        std::fs::rename(&new, &path).map_err(failed)?;
        let _ = step("manifest renamed");
        sync_folder(folder).map_err(failed)
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &ImportedFile> {
        self.imports.iter().flat_map(|import| &import.files)
    }

    pub(crate) fn identity(&self) -> String {
        let mut hash = Sha256::new();
        for file in self.files() {
            hash.update(file.sha256.as_bytes());
            hash.update([0]);
        }
        short_hex(&hash.finalize())
    }

    pub(crate) fn check_source(&self, source: &Source) -> Result<(), FactsError> {
        let now = canonical(source);
        let value = |list: &[(String, String)], key: &str| {
            list.iter().find(|(known, _)| known == key).map_or("–".to_owned(), |(_, value)| value.clone())
        };
        let keys = self.source.iter().chain(&now).map(|(key, _)| key);
        for key in keys {
            let (before, now) = (value(&self.source, key), value(&now, key));
            if before != now {
                return Err(FactsError::SourceChanged { key: key.clone(), before, now });
            }
        }
        Ok(())
    }
}

/// Sixteen hexadecimal digits of a hash.
pub(crate) fn short_hex(hash: &[u8]) -> String {
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A source key by key: two that read a file alike are equal here.
fn canonical(source: &Source) -> Vec<(String, String)> {
    let text = |value: &Option<String>| value.clone();
    let keys = [
        ("preset", source.preset.map(|preset: Preset| preset.name().to_owned())),
        ("case", text(&source.case)),
        ("activity", text(&source.activity)),
        ("at", text(&source.at)),
        ("actor", text(&source.actor)),
        ("service", text(&source.service)),
        ("unit", text(&source.unit)),
        ("channel", text(&source.channel)),
        ("time_zone", text(&source.time_zone)),
        ("object_type", text(&source.object_type)),
        ("header_row", source.header_row.map(|row| row.to_string())),
        ("delimiter", source.delimiter.map(|byte| char::from(byte).to_string())),
        ("encoding", text(&source.encoding)),
        ("sheet", text(&source.sheet)),
        ("time_format", text(&source.time_format)),
        ("format", source.format.map(|format: Format| format.name().to_owned())),
        ("keep", (!source.keep.is_empty()).then(|| source.keep.join(", "))),
    ];
    keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}
