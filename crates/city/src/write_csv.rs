//! CSV as an office in China exports it: GB 18030, one file for each table and year.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use encoding_rs::GB18030;
use jiff::civil::Date;

use crate::days::Local;
use crate::error::CityError;
use crate::tables::{Cell, Sheets, Table};

/// The files of one export.
pub(crate) struct CsvFiles {
    folder: PathBuf,
    files: BTreeMap<(Table, i16), CsvFile>,
    line: Vec<u8>,
    /// Texts that were written before, as bytes: few texts stand in many rows, and GB 18030 is slow to write.
    known: HashMap<String, Vec<u8>>,
}

struct CsvFile {
    path: PathBuf,
    out: BufWriter<File>,
}

impl CsvFiles {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), files: BTreeMap::new(), line: Vec::new(), known: HashMap::new() }
    }

    /// Writes out what is still held back.
    pub(crate) fn finish(self) -> Result<(), CityError> {
        for (_, mut file) in self.files {
            file.out.flush().map_err(|error| CityError::write(&file.path, error))?;
        }
        Ok(())
    }
}

impl CsvFile {
    fn write(&mut self, line: &[u8]) -> Result<(), CityError> {
        self.out.write_all(line).map_err(|error| CityError::write(&self.path, error))
    }
}

impl Sheets for CsvFiles {
    fn row(&mut self, table: Table, at: Local, cells: &[Cell<'_>]) -> Result<(), CityError> {
        let year = at.day().date().year();
        let line = &mut self.line;
        line.clear();
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                line.push(b',');
            }
            match cell {
                // No name of the city holds a comma or a quotation mark.
                Cell::Text(text) if text.is_ascii() => line.extend_from_slice(text.as_bytes()),
                Cell::Text(text) => match self.known.get(*text) {
                    Some(bytes) => line.extend_from_slice(bytes),
                    None => {
                        let (bytes, _, _) = GB18030.encode(text);
                        line.extend_from_slice(&bytes);
                        self.known.insert((*text).to_owned(), bytes.into_owned());
                    }
                },
                Cell::Number(number) => push_digits(line, *number, 1),
                Cell::Date(date) => push_date(line, *date, ""),
                Cell::Time(time) => push_time(line, *time, table, year),
                Cell::Nothing => {}
            }
        }
        line.extend_from_slice(b"\r\n");
        let key = (table, if table == Table::Items { 0 } else { year });
        if !self.files.contains_key(&key) {
            let name = if key.1 == 0 { table.name().to_owned() } else { format!("{}_{year}年", table.name()) };
            let path = self.folder.join(format!("{name}.csv"));
            let file = File::create(&path).map_err(|error| CityError::write(&path, error))?;
            let mut file = CsvFile { path, out: BufWriter::with_capacity(1 << 16, file) };
            let heading = table.headings().join(",");
            let (heading, _, _) = GB18030.encode(&heading);
            file.write(&heading)?;
            file.write(b"\r\n")?;
            self.files.insert(key, file);
        }
        match self.files.get_mut(&key) {
            Some(file) => file.write(line),
            None => Ok(()),
        }
    }
}

/// A time as text. In 2023 the city's platform wrote times as the standard has them; the one that came after it does not.
fn push_time(line: &mut Vec<u8>, time: Local, table: Table, year: i16) {
    let [dash, gap, colon] = match (year, table) {
        (2023, Table::Ends) => ["", "", ":"],
        (2023, _) => ["", "T", ""],
        _ => ["-", " ", ":"],
    };
    push_date(line, time.day().date(), dash);
    let second = time.second() as u64;
    let clock = [second / 3600, second / 60 % 60, second % 60];
    for (before, part) in [gap, colon, colon].into_iter().zip(clock) {
        line.extend_from_slice(before.as_bytes());
        push_digits(line, part, 2);
    }
}

fn push_date(line: &mut Vec<u8>, date: Date, dash: &str) {
    push_digits(line, date.year() as u64, 4);
    for part in [date.month(), date.day()] {
        line.extend_from_slice(dash.as_bytes());
        push_digits(line, part as u64, 2);
    }
}

/// A number with zeros in front up to some digits.
fn push_digits(line: &mut Vec<u8>, number: u64, digits: u32) {
    let mut place = 10_u64.pow(digits - 1);
    while number / place >= 10 {
        place *= 10;
    }
    while place > 0 {
        line.push(b'0' + (number / place % 10) as u8);
        place /= 10;
    }
}
