//! Cutting a log into blocks of whole traces.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::encoding::{Transcoded, encoding_named, is_utf8};
use crate::problem::FactsError;
use crate::records::{Cutter, Part};
use crate::source_file::{head_of, open_plain};
use crate::xes::Reading;
use crate::xes::traces::TracesPart;

const BLOCK: usize = 2 << 20;
/// Longer than any trace; what goes on for longer without the end of one is no event log.
const LONGEST_TRACE: usize = 128 << 20;

pub(crate) struct TraceCutter {
    blocks: Blocks,
    reading: Arc<Reading>,
}

impl TraceCutter {
    pub(crate) fn open(path: &Path, reading: Arc<Reading>) -> Result<Self, FactsError> {
        Ok(Self { blocks: Blocks::open(path, &reading.file)?, reading })
    }
}

impl Cutter for TraceCutter {
    fn cut(&mut self) -> Result<Option<Box<dyn Part>>, FactsError> {
        let block = self.blocks.next()?;
        let reading = Arc::clone(&self.reading);
        Ok(block.map(|block| Box::new(TracesPart { block, reading }) as Box<dyn Part>))
    }

    fn done(&self) -> u64 {
        self.blocks.read
    }
}

/// Some whole traces.
pub(crate) struct TraceBlock {
    pub(crate) text: String,
    /// The line of its first character, counted from 1.
    pub(crate) line: u64,
    /// Whether the log ends here; it must say so.
    pub(crate) is_last: bool,
}

/// The blocks of a log, one after the other.
pub(crate) struct Blocks {
    name: String,
    reader: Box<dyn Read + Send>,
    rest: Vec<u8>,
    line: u64,
    read: u64,
    /// `</trace>`, with the prefix that the log uses.
    closing: Vec<u8>,
    began: bool,
    ended: bool,
}

impl Blocks {
    pub(crate) fn open(path: &Path, name: &str) -> Result<Self, FactsError> {
        let encoding = declared_encoding(&head_of(path, name)?)?;
        let plain = open_plain(path, name)?;
        let reader = if is_utf8(encoding) { plain } else { Box::new(Transcoded::new(plain, encoding)) };
        let closing = b"</trace>".to_vec();
        Ok(Self {
            name: name.to_owned(),
            reader,
            rest: Vec::new(),
            line: 1,
            read: 0,
            closing,
            began: false,
            ended: false,
        })
    }

    fn more(&mut self, bytes: &mut Vec<u8>, size: usize) -> Result<(), FactsError> {
        let missing = size.saturating_sub(bytes.len()) as u64;
        bytes.reserve(missing as usize);
        let read = self
            .reader
            .by_ref()
            .take(missing)
            .read_to_end(bytes)
            .map_err(|error| FactsError::io(&self.name, &error))?;
        self.read += read as u64;
        self.ended |= (read as u64) < missing;
        Ok(())
    }

    pub(crate) fn next(&mut self) -> Result<Option<TraceBlock>, FactsError> {
        if self.ended && self.rest.is_empty() {
            return Ok(None);
        }
        let mut bytes = std::mem::take(&mut self.rest);
        let mut size = BLOCK.max(bytes.len());
        let end = loop {
            self.more(&mut bytes, size)?;
            if !self.began {
                match find_first_trace(&bytes, &self.name)? {
                    FirstTrace::At { position, name } => {
                        self.closing = format!("</{name}>").into_bytes();
                        self.line +=
                            memchr::memchr_iter(b'\n', bytes.get(..position).unwrap_or_default()).count() as u64;
                        bytes.drain(..position);
                        self.began = true;
                    }
                    // A log without a trace is a log all the same.
                    FirstTrace::NoneInLog => {
                        self.ended = true;
                        return Ok(None);
                    }
                    FirstTrace::NotYet if self.ended => return Err(FactsError::Truncated { file: self.name.clone() }),
                    FirstTrace::NotYet => {}
                }
            }
            if self.ended {
                break bytes.len();
            }
            if self.began
                && let Some(end) = end_of_traces(&bytes, &self.closing)
            {
                break end;
            }
            if bytes.len() >= LONGEST_TRACE {
                let most_megabytes = LONGEST_TRACE >> 20;
                return Err(FactsError::TooLong { file: self.name.clone(), line: self.line, most_megabytes });
            }
            size = 2 * bytes.len().max(BLOCK / 2);
        };
        self.rest = bytes.split_off(end);
        let line = self.line;
        self.line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let lines = memchr::memchr_iter(b'\n', error.as_bytes().get(..valid).unwrap_or_default()).count() as u64;
            let problem = crate::problem::RowProblem::Encoding { encoding: "UTF-8".into() };
            FactsError::Row { file: self.name.clone(), line: line + lines, problem }
        })?;
        Ok(Some(TraceBlock { text, line, is_last: self.ended && self.rest.is_empty() }))
    }
}

/// The encoding that the byte order mark or the XML declaration names; UTF-8 where neither does.
fn declared_encoding(head: &[u8]) -> Result<&'static Encoding, FactsError> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(encoding);
    }
    let declaration = head.split(|byte| *byte == b'>').next().unwrap_or_default();
    let declaration = String::from_utf8_lossy(declaration);
    let named =
        declaration.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("encoding")).map(|(_, rest)| {
            rest.trim_start_matches([' ', '=', '\t']).split(['"', '\'']).nth(1).unwrap_or_default().to_owned()
        });
    match named {
        Some(name) if !name.is_empty() => encoding_named(&name),
        _ => Ok(UTF_8),
    }
}

/// Where the first trace of a log begins.
pub(crate) enum FirstTrace {
    /// At this byte, under this name: `trace`, perhaps with a prefix.
    At { position: usize, name: String },
    /// The log ends without one.
    NoneInLog,
    /// Not in what has been read so far.
    NotYet,
}

/// What traces are called in a log in which this is the first one, or an event that stands outside any; `None` for another tag.
fn name_of_traces(tag: &BytesStart<'_>) -> Option<String> {
    let (name, local) = (tag.name(), tag.local_name());
    let prefix = name.as_ref().strip_suffix(local.as_ref())?;
    matches!(local.as_ref(), "trace" | "event").then(|| format!("{prefix}trace"))
}

/// Reads the beginning of a log up to its first trace, or the first event outside any, which is told of as a bad row. What declares entities of its own is refused: no event log needs
/// them, and some are made to exhaust whoever expands them.
pub(crate) fn find_first_trace(bytes: &[u8], file: &str) -> Result<FirstTrace, FactsError> {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| bytes.len());
    let text = std::str::from_utf8(bytes.get(..valid).unwrap_or_default()).unwrap_or_default();
    let mut reader = Reader::from_str(text);
    let mut depth = 0_u32;
    loop {
        let position = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::DocType(doctype)) if doctype.as_ref().contains("ENTITY") => {
                return Err(FactsError::Entities { file: file.to_owned() });
            }
            Ok(Event::Start(tag)) => {
                if let Some(name) = name_of_traces(&tag).filter(|_| depth == 1) {
                    return Ok(FirstTrace::At { position, name });
                }
                depth += 1;
            }
            Ok(Event::Empty(tag)) if depth == 1 => {
                if let Some(name) = name_of_traces(&tag) {
                    return Ok(FirstTrace::At { position, name });
                }
            }
            Ok(Event::End(_)) => {
                depth -= u32::from(depth > 0);
                if depth == 0 {
                    return Ok(FirstTrace::NoneInLog);
                }
            }
            // Broken off in the middle of something; more of the file may mend it.
            Ok(Event::Eof) | Err(_) => {
                let unfinished_doctype = memmem::find(bytes, b"<!ENTITY").is_some();
                if unfinished_doctype && memmem::find(bytes, b"<!DOCTYPE").is_some() {
                    return Err(FactsError::Entities { file: file.to_owned() });
                }
                return Ok(FirstTrace::NotYet);
            }
            Ok(_) => {}
        }
    }
}

/// The end of the last whole trace of a block that begins between two traces; `None` where not even one ends.
///
/// Where a comment, a CDATA section or an instruction stands in the block, the words could stand inside it, and the block
/// is parsed to be sure.
fn end_of_traces(bytes: &[u8], closing: &[u8]) -> Option<usize> {
    let certain = memmem::find(bytes, b"<!").is_none() && memmem::find(bytes, b"<?").is_none();
    let found = memmem::rfind(bytes, closing).map(|start| start + closing.len());
    if certain && found.is_some() {
        return found;
    }
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| bytes.len());
    let text = std::str::from_utf8(bytes.get(..valid).unwrap_or_default()).unwrap_or_default();
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_unmatched_ends = true;
    reader.config_mut().check_end_names = false;
    let (mut depth, mut end) = (0_u32, None);
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => {
                depth -= u32::from(depth > 0);
                if depth == 0 {
                    end = Some(reader.buffer_position() as usize);
                }
            }
            Ok(Event::Eof) | Err(_) => return end,
            Ok(_) => {}
        }
    }
}
