//! The parts of a workbook. An XLSX file is a zip archive, and a small one can claim to hold more than any machine has room
//! for; so what it claims is looked at before anything is unpacked.

use std::io::{BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::problem::{FactsError, shortened};

/// A part that unpacks to no more than this is always read.
const LARGE: u64 = 256 << 20;
/// A larger one is read unless it unpacks to so many times what it takes in the archive. Sheets of real records unpack to ten or
/// twenty times of it; the method itself reaches a thousand.
const MOST_TIMES: u64 = 300;

/// Refuses a workbook of which a part would fill the memory.
///
/// What a part claims to unpack to can be believed: `zip`, by which the workbook is read afterwards as well, gives an error as
/// soon as a part turns out to be longer than it claims (since 9.8).
///
/// # Errors
/// [`FactsError`] for such a part, and for what is no archive.
pub(crate) fn check_parts(file: impl Read + Seek, name: &str) -> Result<(), FactsError> {
    let damaged = |error: zip::result::ZipError| FactsError::damaged(name, "XLSX", error);
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    let mut texts = Vec::new();
    for index in 0..archive.len() {
        let part = archive.by_index_data(index).map_err(damaged)?;
        let times = part.size() / part.compressed_size().max(1);
        let part_name = part.name().map_err(damaged)?;
        if part.size() > LARGE && times > MOST_TIMES {
            let (file, part_name) = (name.to_owned(), shortened(&part_name));
            return Err(FactsError::PartTooLarge { file, part: part_name, megabytes: part.size() >> 20, times });
        }
        if part_name.to_lowercase().ends_with("sharedstrings.xml") {
            texts.push((index, part.size()));
        }
    }
    for (index, size) in texts {
        let part = archive.by_index(index).map_err(damaged)?;
        if number_of_texts(part).is_some_and(|number| number > size) {
            return Err(FactsError::damaged(name, "XLSX", "more shared texts than there is room for"));
        }
    }
    Ok(())
}

/// How many texts a part of shared texts claims to have. Room is made for all of them before the first is read.
fn number_of_texts(part: impl Read) -> Option<u64> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "sst" => {
                let number = element.try_get_attribute("uniqueCount").ok()??;
                return number.value.trim().parse().ok();
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}
