//! Excel workbooks, read cell by cell as they stream by, so that a sheet that claims a million columns costs nothing.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx};
use plan::Source;

use crate::batch::Wanted;
use crate::builder::FactBuilder;
use crate::guard::guarded;
use crate::problem::{FactsError, RowProblem, listed};
use crate::records::{BadRow, Cutter, OnePiece, Part, Readable, Sink};
use crate::table::heading::ROWS_LOOKED_AT;
use crate::table::parts::check_parts;
use crate::table::{Heading, Mapping, TextRow};
use crate::time::Times;

/// Rows in a batch of facts.
const BATCH: usize = 1 << 16;
/// The columns that a sheet can have (Excel's own limit).
const MOST_COLUMNS: usize = 16_384;

/// A sheet that was looked at.
pub(crate) struct Sheet {
    path: PathBuf,
    /// The file's name, with the sheet's where the workbook has several.
    name: String,
    sheet: String,
    size: u64,
    /// The row of the headings, counted from 0.
    heading_row: u32,
    pub(crate) heading: Heading,
}

/// The sheets of a workbook that have headings: the one that the source names, or all.
pub(crate) fn look(path: &Path, name: &str, size: u64, source: &Source) -> Result<Vec<Sheet>, FactsError> {
    let mut workbook = open(path, name)?;
    let all = workbook.sheets_metadata().iter();
    let sheets: Vec<String> =
        all.filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.clone()).collect();
    let wanted: Vec<&String> = match &source.sheet {
        Some(sheet) => sheets.iter().filter(|known| *known == sheet).collect(),
        None => sheets.iter().collect(),
    };
    if let (Some(sheet), []) = (&source.sheet, wanted.as_slice()) {
        return Err(FactsError::NoSheet {
            file: name.to_owned(),
            sheet: sheet.clone(),
            sheets: listed(sheets.iter().map(String::as_str)),
        });
    }
    let mut found = Vec::new();
    for sheet in wanted {
        let label = if sheets.len() > 1 { format!("{name}[{sheet}]") } else { name.to_owned() };
        let (mut places, mut first_rows) = (Vec::new(), Vec::new());
        rows(&mut workbook, name, sheet, |row, cells| {
            if source.header_row.is_none_or(|wanted| row + 1 == wanted) {
                places.push(row);
                first_rows.push(cells.to_vec());
            }
            Ok(first_rows.len() < if source.header_row.is_some() { 1 } else { ROWS_LOOKED_AT })
        })?;
        let place = Heading::find(&first_rows, source);
        let heading = place.and_then(|place| Some((*places.get(place)?, first_rows.swap_remove(place))));
        if let Some((heading_row, names)) = heading {
            let heading = Heading::new(&label, names);
            found.push(Sheet { path: path.to_owned(), name: label, sheet: sheet.clone(), size, heading_row, heading });
        }
    }
    if found.is_empty() {
        return Err(FactsError::NoHeading { file: name.to_owned(), row: source.header_row.unwrap_or(1) });
    }
    Ok(found)
}

impl Sheet {
    pub(crate) fn readable(self, mapping: Mapping, wanted: Arc<Wanted>, times: Arc<Times>) -> Box<dyn Readable> {
        Box::new(MappedSheet { reading: Arc::new(Reading { sheet: self, mapping, wanted, times }) })
    }

    /// The rows under the headings, for looking at them, until `each` says that it is enough; empty ones are passed over.
    pub(crate) fn for_each_row(
        &self,
        mut each: impl FnMut(&[String]) -> Result<bool, FactsError>,
    ) -> Result<(), FactsError> {
        let mut workbook = open(&self.path, &self.name)?;
        rows(&mut workbook, &self.name, &self.sheet, |row, cells| {
            if row > self.heading_row && cells.iter().any(|cell| !cell.is_empty()) {
                return each(cells);
            }
            Ok(true)
        })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn sheet(&self) -> &str {
        &self.sheet
    }

    pub(crate) fn heading_row(&self) -> u32 {
        self.heading_row + 1
    }
}

struct Reading {
    sheet: Sheet,
    mapping: Mapping,
    wanted: Arc<Wanted>,
    times: Arc<Times>,
}

struct MappedSheet {
    reading: Arc<Reading>,
}

impl Readable for MappedSheet {
    fn name(&self) -> &str {
        &self.reading.sheet.name
    }

    fn size(&self) -> u64 {
        self.reading.sheet.size
    }

    fn cutter(&self) -> Result<Box<dyn Cutter>, FactsError> {
        let part = Box::new(SheetPart { reading: Arc::clone(&self.reading) });
        Ok(Box::new(OnePiece::new(part, self.size())))
    }
}

struct SheetPart {
    reading: Arc<Reading>,
}

impl Part for SheetPart {
    fn read(self: Box<Self>, sink: &mut Sink<'_>) -> Result<Vec<BadRow>, FactsError> {
        let Reading { sheet, mapping, wanted, times } = &*self.reading;
        let mut facts = FactBuilder::new(wanted);
        let mut bad = Vec::new();
        let (mut text, mut ends) = (String::new(), Vec::new());
        let columns = sheet.heading.names.len();
        let mut workbook = open(&sheet.path, &sheet.name)?;
        rows(&mut workbook, &sheet.name, &sheet.sheet, |row, cells| {
            if row <= sheet.heading_row || cells.iter().all(String::is_empty) {
                return Ok(true);
            }
            text.clear();
            ends.clear();
            // A sheet has no number of columns: missing cells at the end are empty, and empty ones beyond are nothing.
            let beyond = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            for column in 0..columns.max(beyond) {
                text.push_str(cells.get(column).map_or("", String::as_str));
                ends.push(text.len());
            }
            let line = u64::from(row) + 1;
            match mapping.map(TextRow { text: &text, ends: &ends, gap: 0, line }, times, &mut facts) {
                Ok(()) => {}
                Err(problem @ RowProblem::NoZone { .. }) => {
                    return Err(FactsError::Row { file: sheet.name.clone(), line, problem });
                }
                Err(problem) => {
                    facts.drop_fields();
                    let names = Arc::clone(&sheet.heading.names);
                    bad.push(BadRow { line, problem, fields: cells.to_vec(), names });
                }
            }
            if facts.len() >= BATCH {
                sink(std::mem::replace(&mut facts, FactBuilder::new(wanted)).finish())?;
            }
            Ok(true)
        })?;
        if facts.len() > 0 {
            sink(facts.finish())?;
        }
        Ok(bad)
    }
}

type Workbook = Xlsx<BufReader<File>>;

fn open(path: &Path, name: &str) -> Result<Workbook, FactsError> {
    let file = File::open(path).map_err(|error| FactsError::io(name, &error))?;
    guarded(name, "XLSX", || {
        check_parts(&file, name)?;
        Xlsx::new(BufReader::new(file)).map_err(|error| FactsError::damaged(name, "XLSX", error))
    })
}

/// Gives the rows of a sheet, each as the texts of its cells, until `each` says that it is enough.
fn rows(
    workbook: &mut Workbook,
    name: &str,
    sheet: &str,
    mut each: impl FnMut(u32, &[String]) -> Result<bool, FactsError>,
) -> Result<(), FactsError> {
    let damaged = |error: calamine::XlsxError| FactsError::damaged(name, "XLSX", error);
    let mut cells = guarded(name, "XLSX", || workbook.worksheet_cells_reader(sheet).map_err(damaged))?;
    let mut current: Option<u32> = None;
    let mut texts: Vec<String> = Vec::new();
    while let Some(cell) = guarded(name, "XLSX", || cells.next_cell().map_err(damaged))? {
        let (row, column) = cell.get_position();
        if let Some(last) = current.filter(|last| *last != row) {
            if row < last {
                return Err(FactsError::damaged(name, "XLSX", "rows out of order"));
            }
            if !each(last, &texts)? {
                return Ok(());
            }
            texts.clear();
        }
        current = Some(row);
        let column = column as usize;
        if column >= MOST_COLUMNS {
            return Err(FactsError::damaged(name, "XLSX", "more columns than a sheet can have"));
        }
        if texts.len() <= column {
            texts.resize(column + 1, String::new());
        }
        if let Some(text) = texts.get_mut(column) {
            *text = guarded(name, "XLSX", || Ok(cell_text(cell.get_value())))?;
        }
    }
    if let Some(last) = current {
        each(last, &texts)?;
    }
    Ok(())
}

/// A cell as text: numbers as Excel shows them when nothing is said, times as ISO 8601, a day alone where the time is
/// midnight.
fn cell_text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::DateTime(time) => time_text(time),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
    }
}

fn time_text(time: &ExcelDateTime) -> String {
    if !time.is_datetime() {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, millisecond) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second, millisecond) {
        (0, 0, 0, 0) => date,
        (_, _, _, 0) => format!("{date} {hour:02}:{minute:02}:{second:02}"),
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}.{millisecond:03}"),
    }
}
