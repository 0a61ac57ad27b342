//! Opening a file, and telling by its first bytes what it is.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use plan::Format;

use crate::problem::FactsError;

const HEAD: usize = 1 << 16;

/// A file's bytes, decompressed where it is a gzip file.
pub(crate) fn open_plain(path: &Path, name: &str) -> Result<Box<dyn Read + Send>, FactsError> {
    let mut file = File::open(path).map_err(|error| FactsError::io(name, &error))?;
    let mut magic = [0; 2];
    let is_gzip = match file.read_exact(&mut magic) {
        Ok(()) => magic == [0x1f, 0x8b],
        Err(_) => false,
    };
    let file = File::open(path).map_err(|error| FactsError::io(name, &error))?;
    if is_gzip {
        return Ok(Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 18, file))));
    }
    Ok(Box::new(file))
}

/// The first bytes of a file, decompressed.
///
/// # Errors
/// [`FactsError`] for a file that is missing, empty, a folder, or cannot be read.
pub(crate) fn head_of(path: &Path, name: &str) -> Result<Vec<u8>, FactsError> {
    let metadata = std::fs::metadata(path).map_err(|error| FactsError::io(name, &error))?;
    if metadata.is_dir() {
        return Err(FactsError::Folder { file: name.to_owned() });
    }
    let mut head = Vec::new();
    let mut reader = open_plain(path, name)?.take(HEAD as u64);
    reader.read_to_end(&mut head).map_err(|error| FactsError::io(name, &error))?;
    let says_nothing = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    if text.iter().all(says_nothing) {
        return Err(FactsError::EmptyFile { file: name.to_owned() });
    }
    Ok(head)
}

/// What a compound file of Microsoft's begins with: an old workbook, or a new one that was encrypted.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";
/// The stream of a compound file that holds an encrypted workbook ([MS-OFFCRYPTO] 2.3.4.4), as its directory has the name.
const ENCRYPTED: &str = "EncryptedPackage";

/// Whether a compound file is a workbook with a password. Its directory may lie anywhere in it.
fn is_encrypted(path: &Path, name: &str) -> Result<bool, FactsError> {
    let wanted: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut reader = open_plain(path, name)?;
    let mut block = Vec::new();
    loop {
        let read = reader.by_ref().take(1 << 20).read_to_end(&mut block);
        if read.map_err(|error| FactsError::io(name, &error))? == 0 {
            return Ok(false);
        }
        if memchr::memmem::find(&block, &wanted).is_some() {
            return Ok(true);
        }
        // The name may lie across two blocks.
        block.drain(..block.len().saturating_sub(wanted.len()));
    }
}

/// The format of a file, by its first bytes.
///
/// # Errors
/// [`FactsError`] for a file that cannot be opened, or is of a kind that is not read.
pub fn tell_format(path: &Path, name: &str) -> Result<Format, FactsError> {
    let head = head_of(path, name)?;
    let unknown =
        |looks_like: &str| FactsError::UnknownFormat { file: name.to_owned(), looks_like: looks_like.to_owned() };
    if head.starts_with(b"PAR1") {
        return Ok(Format::Parquet);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(Format::Xlsx);
    }
    if head.starts_with(COMPOUND) {
        return Err(unknown(if is_encrypted(path, name)? { "password" } else { "xls" }));
    }
    if head.starts_with(b"%PDF") {
        return Err(unknown("pdf"));
    }
    if head.starts_with(b"SQLite format 3") {
        return Err(unknown("sqlite"));
    }
    let text = String::from_utf8_lossy(&head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    // UTF-16 text has a zero in every other byte; then the words below do not stand in it as they are.
    let squeezed: String =
        if head.contains(&0) { text.chars().filter(|c| *c != '\0').collect() } else { text.to_owned() };
    let text = squeezed.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    if text.starts_with('<') {
        let lower = text.to_lowercase();
        // What old systems export under the name of .xls: a web page, or the XML of Excel 2003.
        if ["<html", "<table", "<body", "<!doctype html"].iter().any(|word| lower.contains(word)) {
            return Err(unknown("page"));
        }
        if lower.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            return Err(unknown("xml-workbook"));
        }
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if has(&["<object-types", "<event-types", "<objects>", "<events>"]) {
            return Ok(Format::Ocel);
        }
        if has(&["<log", ":log", "<trace", "xes.", "<!DOCTYPE"]) {
            return Ok(Format::Xes);
        }
        return Err(unknown("xml"));
    }
    if text.starts_with('{')
        && ["\"objectTypes\"", "\"eventTypes\"", "\"objects\"", "\"events\""].iter().any(|key| text.contains(key))
    {
        return Ok(Format::Ocel);
    }
    if text.starts_with(['{', '[']) {
        return Err(unknown("json"));
    }
    let odd = head.iter().filter(|byte| **byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0)).count();
    if odd * 20 > head.len() {
        return Err(unknown("binary"));
    }
    Ok(Format::Csv)
}
