//! The archive around the parts of an office file. What is uploaded can be anything, so what the archive claims is looked at first.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::Kind;
use crate::error::BlankError;
use crate::xml::{self, Element};

/// Parts of a file; forms of an office have a few dozen.
const MOST_PARTS: usize = 500;
/// All parts unpacked, bytes: also of a file that was filled in.
const LARGEST: u64 = 48 << 20;
/// The beginning of files of before 2007, and of those with a password.
const OLD: &[u8] = b"\xd0\xcf\x11\xe0";

/// What says of which kind the file is.
pub(crate) const TYPES: &str = "[Content_Types].xml";

/// A part.
#[derive(Debug, Clone)]
struct Part {
    name: String,
    bytes: Vec<u8>,
}

/// The parts of a file, unpacked, in their order.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    parts: Vec<Part>,
}

impl Package {
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, BlankError> {
        if bytes.starts_with(OLD) {
            return Err(BlankError::Old {});
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| BlankError::damaged(&error))?;
        if archive.len() > MOST_PARTS {
            return Err(BlankError::TooLarge {});
        }
        let mut claimed = 0_u64;
        for index in 0..archive.len() {
            let part = archive.by_index_data(index).map_err(|error| BlankError::damaged(&error))?;
            claimed = claimed.saturating_add(part.size());
        }
        if claimed > LARGEST {
            return Err(BlankError::TooLarge {});
        }
        let mut parts: Vec<Part> = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(|error| BlankError::damaged(&error))?;
            let name = part.name().map_err(|error| BlankError::damaged(&error))?.into_owned();
            if name.ends_with('/') {
                continue;
            }
            let leads_away = name.starts_with('/')
                || name.contains(['\\', '\0', ':'])
                || name.split('/').any(|step| matches!(step, "" | "." | ".."));
            if leads_away || parts.iter().any(|known| known.name.eq_ignore_ascii_case(&name)) {
                return Err(BlankError::BadName { part: name });
            }
            let mut bytes = Vec::new();
            part.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| BlankError::damaged(&error))?;
            parts.push(Part { name, bytes });
        }
        Ok(Self { parts })
    }

    /// What kind of file it is.
    pub(crate) fn kind(&self) -> Result<Kind, BlankError> {
        if self.names().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
            return Err(BlankError::Macros {});
        }
        let types = self.read(TYPES)?.ok_or(BlankError::NoOffice {})?;
        let is = |what: &str| {
            let overrides = types.elements().flat_map(Element::elements);
            overrides.filter_map(|one| one.attribute("ContentType")).any(|kind| kind.ends_with(what))
        };
        if is("wordprocessingml.document.main+xml") || is("wordprocessingml.template.main+xml") {
            Ok(Kind::Docx)
        } else if is("spreadsheetml.sheet.main+xml") || is("spreadsheetml.template.main+xml") {
            Ok(Kind::Xlsx)
        } else {
            Err(BlankError::NoOffice {})
        }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.name.as_str())
    }

    /// A part as a tree; none where it is not there.
    pub(crate) fn read(&self, name: &str) -> Result<Option<Element>, BlankError> {
        let part = self.parts.iter().find(|part| part.name == name);
        part.map(|part| xml::read(name, &part.bytes)).transpose()
    }

    /// Puts a tree in the place of a part.
    pub(crate) fn put(&mut self, name: &str, tree: &Element) {
        if let Some(part) = self.parts.iter_mut().find(|part| part.name == name) {
            part.bytes = xml::write(tree);
        }
    }

    /// Takes a part away.
    pub(crate) fn drop(&mut self, name: &str) {
        self.parts.retain(|part| part.name != name);
    }

    /// The whole file. It has no time of its own: the same parts give the same bytes.
    pub(crate) fn write(&self) -> Result<Vec<u8>, BlankError> {
        if self.parts.iter().map(|part| part.bytes.len() as u64).sum::<u64>() > LARGEST {
            return Err(BlankError::TooLarge {});
        }
        let failed = |error: &dyn std::fmt::Display| BlankError::CannotWrite { detail: error.to_string() };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for part in &self.parts {
            zip.start_file(part.name.as_str(), options).map_err(|error| failed(&error))?;
            zip.write_all(&part.bytes).map_err(|error| failed(&error))?;
        }
        Ok(zip.finish().map_err(|error| failed(&error))?.into_inner())
    }
}
