//! A spreadsheet that somebody filled in, as rows of texts.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use words::Message;

/// Rows that come in at once, at most.
const MOST_ROWS: usize = 5000;

/// What a sheet has: its headings, and its rows with their numbers in Excel.
pub(crate) type Sheet = (Vec<String>, Vec<(u32, Vec<String>)>);

/// The first sheet: its headings, and its rows with their numbers in Excel; empty rows are passed over.
pub(crate) fn read(bytes: &[u8]) -> Result<Sheet, Message> {
    let unreadable = || Message::new("import-unreadable");
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let sheet = workbook.worksheet_range_at(0).ok_or_else(unreadable)?.map_err(|_| unreadable())?;
    let first = sheet.start().map_or(0, |(row, _)| row);
    let mut rows = (first + 1..).zip(sheet.rows()).map(|(number, row)| {
        let cells: Vec<String> = row.iter().map(cell).collect();
        (number, cells)
    });
    let headings = rows.next().map(|(_, cells)| cells).unwrap_or_default();
    let filled: Vec<(u32, Vec<String>)> = rows.filter(|(_, row)| row.iter().any(|cell| !cell.is_empty())).collect();
    if filled.len() > MOST_ROWS {
        return Err(Message::new("import-too-many").with("most", MOST_ROWS));
    }
    if filled.is_empty() {
        return Err(Message::new("import-empty"));
    }
    Ok((headings, filled))
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}
