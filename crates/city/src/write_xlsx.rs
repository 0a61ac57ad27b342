//! One workbook with a sheet for each table, as a unit keeps it that has no platform of its own.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::days::Local;
use crate::error::CityError;
use crate::tables::{Cell, Sheets, Table};

/// A workbook that is being filled.
pub(crate) struct Sheetbook {
    path: PathBuf,
    sheets: Vec<(Table, Worksheet, u32)>,
    time: Format,
}

impl Sheetbook {
    pub(crate) fn new(path: &Path) -> Self {
        let time = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        Self { path: path.to_owned(), sheets: Vec::new(), time }
    }

    /// Writes the workbook; a table without rows has no sheet.
    pub(crate) fn finish(mut self) -> Result<(), CityError> {
        let failed = |error: XlsxError| CityError::write(&self.path, error);
        let mut workbook = Workbook::new();
        // The day on which it was made is a made-up one too: the same bytes at each run.
        let made = ExcelDateTime::from_ymd(2026, 1, 5).map_err(failed)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made).set_comment("虚构数据"));
        self.sheets.sort_by_key(|(table, _, _)| *table);
        for (_, sheet, _) in self.sheets {
            workbook.push_worksheet(sheet);
        }
        workbook.save(&self.path).map_err(|error| CityError::write(&self.path, error))
    }

    fn fill(sheet: &mut Worksheet, row: u32, cells: &[Cell<'_>], time: &Format) -> Result<(), XlsxError> {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) => sheet.write_string(row, column, *text)?,
                Cell::Number(number) => sheet.write_string(row, column, number.to_string())?,
                Cell::Date(date) => sheet.write_string(row, column, date.to_string())?,
                Cell::Time(at) => {
                    let moment = ExcelDateTime::from_timestamp(at.0)?;
                    sheet.write_datetime_with_format(row, column, &moment, time)?
                }
                Cell::Nothing => continue,
            };
        }
        Ok(())
    }
}

impl Sheets for Sheetbook {
    fn row(&mut self, table: Table, _: Local, cells: &[Cell<'_>]) -> Result<(), CityError> {
        let failed = |error: XlsxError| CityError::write(&self.path, error);
        if self.sheets.iter().all(|(known, _, _)| *known != table) {
            let mut sheet = Worksheet::new();
            sheet.set_name(table.name()).map_err(failed)?;
            let headings: Vec<Cell<'_>> = table.headings().iter().map(|name| Cell::Text(name)).collect();
            Self::fill(&mut sheet, 0, &headings, &self.time).map_err(failed)?;
            self.sheets.push((table, sheet, 1));
        }
        for (known, sheet, row) in &mut self.sheets {
            if *known == table {
                Self::fill(sheet, *row, cells, &self.time).map_err(failed)?;
                *row += 1;
            }
        }
        Ok(())
    }
}
