//! Text tables: CSV, TSV, and whatever else stands between the columns.
//!
//! A cutter reads the file block by block and cuts each at the end of a record; the blocks are split and read by as many
//! workers as there are. A line break inside quotation marks is part of a record, so a block with quotation marks is run
//! through the splitter once more to find where to cut.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use plan::Source;

use crate::batch::Wanted;
use crate::builder::FactBuilder;
use crate::encoding::{Told, Utf8, encoding_name, encoding_named, is_utf8};
use crate::problem::{FactsError, RowProblem};
use crate::records::{BadRow, Cutter, Part, Readable, Sink};
use crate::table::heading::ROWS_LOOKED_AT;
use crate::table::lines::{Line, Lines};
use crate::table::quotes::{SplitRecord, Splitter, end_of_records};
use crate::table::{Heading, Mapping, TextRow};
use crate::time::Times;

/// A block is read whole into a core's own cache.
const BLOCK: usize = 1 << 20;
/// Longer than any record. A file without line breaks, or with a quotation mark that is never closed, ends here.
const LONGEST_RECORD: usize = 64 << 20;

/// How the text of a table is laid out.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) delimiter: u8,
    pub(crate) encoding: Told,
    /// Lines before the one with the headings.
    pub(crate) lines_before: u64,
    pub(crate) heading: Heading,
}

/// A text table that was looked at.
pub(crate) struct CsvFile {
    path: PathBuf,
    name: String,
    size: u64,
    pub(crate) layout: Layout,
}

impl CsvFile {
    /// Looks at a table: its encoding, what stands between its columns, its headings.
    pub(crate) fn look(path: &Path, name: &str, size: u64, source: &Source) -> Result<Self, FactsError> {
        let encoding = match &source.encoding {
            Some(encoding) => Told::is(encoding_named(encoding)?),
            None => Told::by_beginning(path, name)?,
        };
        let mut text = Text::open(path, name, &encoding)?;
        let named_lines = u64::from(source.header_row.unwrap_or(1) - 1);
        let mut sample = text.more(Vec::new(), BLOCK)?;
        sample.drain(..skip_lines(&sample, named_lines));
        let delimiter = source.delimiter.unwrap_or_else(|| tell_delimiter(&sample));
        // A heading is one record; it may go on over several lines.
        let mut records = Splitter::new(delimiter);
        let (mut lines, mut rows) = (Vec::new(), Vec::new());
        let looked_at = if source.header_row.is_some() { 1 } else { ROWS_LOOKED_AT };
        while rows.len() < looked_at
            && let Some(record) = records.next(&sample)
        {
            lines.push(named_lines + record.lines_before);
            rows.push(record.lossy_fields());
        }
        let place = Heading::find(&rows, source);
        let found = place.and_then(|place| Some((*lines.get(place)?, rows.swap_remove(place))));
        let Some((lines_before, names)) = found else {
            return Err(FactsError::NoHeading { file: name.to_owned(), row: source.header_row.unwrap_or(1) });
        };
        let heading = Heading::new(name, names);
        Ok(Self {
            path: path.to_owned(),
            name: name.to_owned(),
            size,
            layout: Layout { delimiter, encoding, lines_before, heading },
        })
    }

    /// The table, ready to be read by a mapping.
    pub(crate) fn readable(self, mapping: Mapping, wanted: Arc<Wanted>, times: Arc<Times>) -> Box<dyn Readable> {
        Box::new(MappedCsv {
            reading: Arc::new(Reading { layout: self.layout, mapping, wanted, times, file: self.name }),
            path: self.path,
            size: self.size,
        })
    }
}

/// What all parts of a file share.
struct Reading {
    file: String,
    layout: Layout,
    mapping: Mapping,
    wanted: Arc<Wanted>,
    times: Arc<Times>,
}

struct MappedCsv {
    reading: Arc<Reading>,
    path: PathBuf,
    size: u64,
}

impl Readable for MappedCsv {
    fn name(&self) -> &str {
        &self.reading.file
    }

    fn size(&self) -> u64 {
        self.size
    }

    fn cutter(&self) -> Result<Box<dyn Cutter>, FactsError> {
        let layout = &self.reading.layout;
        let mut blocks = Blocks::open(&self.path, &self.reading.file, layout)?;
        blocks.skip_heading(layout)?;
        Ok(Box::new(CsvCutter { blocks, reading: Arc::clone(&self.reading) }))
    }
}

struct CsvCutter {
    blocks: Blocks,
    reading: Arc<Reading>,
}

impl Cutter for CsvCutter {
    fn cut(&mut self) -> Result<Option<Box<dyn Part>>, FactsError> {
        let block = self.blocks.next()?;
        Ok(block.map(|block| Box::new(CsvPart { block, reading: Arc::clone(&self.reading) }) as Box<dyn Part>))
    }

    fn done(&self) -> u64 {
        self.blocks.text.read
    }
}

/// The text of a file, made UTF-8.
struct Text {
    name: String,
    reader: Utf8,
    read: u64,
    ended: bool,
}

impl Text {
    fn open(path: &Path, name: &str, told: &Told) -> Result<Self, FactsError> {
        let reader = Utf8::open(path, name, told)?;
        Ok(Self { name: name.to_owned(), reader, read: 0, ended: false })
    }

    /// Reads on until the buffer holds `size` bytes, or the file ends.
    fn more(&mut self, mut buffer: Vec<u8>, size: usize) -> Result<Vec<u8>, FactsError> {
        let missing = size.saturating_sub(buffer.len()) as u64;
        buffer.reserve(missing as usize);
        let read = self
            .reader
            .by_ref()
            .take(missing)
            .read_to_end(&mut buffer)
            .map_err(|error| FactsError::io(&self.name, &error))?;
        self.read += read as u64;
        self.ended = (read as u64) < missing;
        Ok(buffer)
    }
}

/// A block of whole records.
pub(crate) struct Block {
    bytes: Vec<u8>,
    /// The line of its first byte, counted from 1.
    line: u64,
}

/// Cuts a text into blocks of whole records.
pub(crate) struct Blocks {
    text: Text,
    delimiter: u8,
    rest: Vec<u8>,
    line: u64,
}

impl Blocks {
    pub(crate) fn open(path: &Path, name: &str, layout: &Layout) -> Result<Self, FactsError> {
        let text = Text::open(path, name, &layout.encoding)?;
        Ok(Self { text, delimiter: layout.delimiter, rest: Vec::new(), line: 1 })
    }

    /// Passes over the lines before the headings, and the headings.
    pub(crate) fn skip_heading(&mut self, layout: &Layout) -> Result<(), FactsError> {
        let mut bytes = self.text.more(Vec::new(), BLOCK)?;
        let heading_at = skip_lines(&bytes, layout.lines_before);
        let mut records = Splitter::new(self.delimiter);
        records.next(bytes.get(heading_at..).unwrap_or_default());
        let end = heading_at + records.position;
        self.line += count_lines(bytes.get(..end).unwrap_or_default());
        self.rest = bytes.split_off(end);
        Ok(())
    }

    pub(crate) fn next(&mut self) -> Result<Option<Block>, FactsError> {
        let mut bytes = std::mem::take(&mut self.rest);
        let mut size = BLOCK.max(bytes.len());
        loop {
            bytes = self.text.more(bytes, size)?;
            if self.text.ended {
                break;
            }
            if let Some(end) = end_of_records(&bytes, self.delimiter) {
                self.rest = bytes.get(end..).unwrap_or_default().to_vec();
                bytes.truncate(end);
                break;
            }
            if bytes.len() >= LONGEST_RECORD {
                let most_megabytes = LONGEST_RECORD >> 20;
                return Err(FactsError::TooLong { file: self.text.name.clone(), line: self.line, most_megabytes });
            }
            size = 2 * bytes.len();
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let line = self.line;
        self.line += count_lines(&bytes);
        Ok(Some(Block { bytes, line }))
    }
}

fn count_lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// Where the line after so many lines begins.
fn skip_lines(bytes: &[u8], lines: u64) -> usize {
    let mut ends = memchr::memchr_iter(b'\n', bytes);
    (0..lines).map_while(|_| ends.next()).last().map_or(0, |end| end + 1)
}

/// The character that stands between the columns: the one that gives the most records the same number of columns, more
/// than one, and among those the one that gives more of them.
fn tell_delimiter(sample: &[u8]) -> u8 {
    let mut best = (0, 0, b',');
    for delimiter in [b',', b'\t', b';', b'|'] {
        let mut records = Splitter::new(delimiter);
        let mut counts = Vec::new();
        while let Some(record) = records.next(sample) {
            // With the wrong delimiter quotation marks look wrong, and every line would have as many columns as it looks.
            counts.push(if record.is_broken { 0 } else { record.ends.len() });
            if counts.len() == 100 {
                break;
            }
        }
        // The last record may be broken off by the end of the sample.
        if counts.len() > 2 {
            counts.pop();
        }
        // A title may stand above the headings, so that it is not the first record that says how many columns there are.
        let alike = |columns: usize| counts.iter().filter(|count| **count == columns).count();
        let columns = counts.iter().copied().max_by_key(|columns| (alike(*columns), *columns)).unwrap_or(0);
        let alike = alike(columns);
        if columns > 1 && (alike * 1000 / counts.len(), columns) > (best.0, best.1) {
            best = (alike * 1000 / counts.len(), columns, delimiter);
        }
    }
    best.2
}

struct CsvPart {
    block: Block,
    reading: Arc<Reading>,
}

impl Part for CsvPart {
    fn read(self: Box<Self>, sink: &mut Sink<'_>) -> Result<Vec<BadRow>, FactsError> {
        let Self { block, reading } = *self;
        let mut reader = RowReader { reading: &reading, facts: FactBuilder::new(&reading.wanted), bad: Vec::new() };
        let delimiter = reading.layout.delimiter;
        // The text of the block, where nothing of it is broken: U+FFFD is what became of a character that could not be read.
        let text = simdutf8::basic::from_utf8(&block.bytes).ok();
        let text = text.filter(|text| is_utf8(reading.layout.encoding.encoding()) || !text.contains('\u{fffd}'));
        match text.and_then(|text| Some((text, Lines::of(&block.bytes, delimiter)?))) {
            Some((text, mut lines)) => {
                while let Some(Line { start, end, ends, lines_before }) = lines.next() {
                    let text = text.get(start..end).unwrap_or_default();
                    reader.row(TextRow { text, ends, gap: 1, line: block.line + lines_before })?;
                }
            }
            None => {
                let mut records = Splitter::new(delimiter);
                while let Some(record) = records.next(&block.bytes) {
                    reader.record(&record, block.line + record.lines_before)?;
                }
            }
        }
        if reader.facts.len() > 0 {
            sink(reader.facts.finish())?;
        }
        Ok(reader.bad)
    }
}

/// Makes facts of rows, and keeps those that are bad.
struct RowReader<'a> {
    reading: &'a Reading,
    facts: FactBuilder,
    bad: Vec<BadRow>,
}

impl RowReader<'_> {
    #[inline]
    fn row(&mut self, row: TextRow<'_>) -> Result<(), FactsError> {
        match self.reading.mapping.map(row, &self.reading.times, &mut self.facts) {
            Ok(()) => Ok(()),
            // Excel writes rows that only have a format as delimiters with nothing between them: empty lines of a table.
            Err(RowProblem::NoCase {}) if row.fields().iter().all(String::is_empty) => {
                self.facts.drop_fields();
                Ok(())
            }
            Err(problem) => self.reject(row.line, problem, row.fields()),
        }
    }

    /// A record that was split with care.
    fn record(&mut self, record: &SplitRecord<'_>, line: u64) -> Result<(), FactsError> {
        if record.is_broken {
            return self.reject(line, RowProblem::Quotes {}, record.lossy_fields());
        }
        let encoding = self.reading.layout.encoding.encoding();
        match std::str::from_utf8(record.text) {
            Ok(text) if is_utf8(encoding) || !text.contains('\u{fffd}') => {
                self.row(TextRow { text, ends: record.ends, gap: 0, line })
            }
            _ => {
                let problem = RowProblem::Encoding { encoding: encoding_name(encoding).to_owned() };
                self.reject(line, problem, record.lossy_fields())
            }
        }
    }

    #[cold]
    fn reject(&mut self, line: u64, problem: RowProblem, fields: Vec<String>) -> Result<(), FactsError> {
        if matches!(problem, RowProblem::NoZone { .. }) {
            return Err(FactsError::Row { file: self.reading.file.clone(), line, problem });
        }
        self.facts.drop_fields();
        let names = Arc::clone(&self.reading.layout.heading.names);
        self.bad.push(BadRow { line, problem, fields, names });
        Ok(())
    }
}

/// The records of a text table one after the other, for looking at it rather than for reading facts, until `each` says that
/// it is enough.
pub(crate) fn for_each_record(
    path: &Path,
    name: &str,
    layout: &Layout,
    mut each: impl FnMut(&[String]) -> Result<bool, FactsError>,
) -> Result<(), FactsError> {
    let mut blocks = Blocks::open(path, name, layout)?;
    blocks.skip_heading(layout)?;
    while let Some(block) = blocks.next()? {
        let mut records = Splitter::new(layout.delimiter);
        while let Some(record) = records.next(&block.bytes) {
            if !record.is_broken && !each(&record.lossy_fields())? {
                return Ok(());
            }
        }
    }
    Ok(())
}
