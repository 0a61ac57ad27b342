//! Lists as files: an Excel workbook that opens clean, and CSV that Excel reads as well.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use pages::in_query;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::error::PageError;

/// A list: its headings and rows.
pub(crate) struct List {
    pub(crate) name: &'static str,
    pub(crate) headings: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl List {
    /// As an Excel workbook: headings that stay in sight, a filter, columns as wide as what they hold.
    pub(crate) fn as_workbook(&self) -> Result<Response, PageError> {
        let bytes = self.workbook().map_err(|error| PageError::Broken(error.to_string()))?;
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        file(kind, &format!("{}.xlsx", self.name), bytes)
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let bold = Format::new().set_bold();
        for (column, heading) in (0_u16..).zip(&self.headings) {
            sheet.write_string_with_format(0, column, heading, &bold)?;
            let widest = self.rows.iter().filter_map(|row| row.get(usize::from(column))).map(|cell| width(cell)).max();
            sheet.set_column_width(column, widest.unwrap_or(0).max(width(heading)).clamp(6, 60) as f64 + 2.0)?;
        }
        for (number, row) in (1_u32..).zip(&self.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                // A string is never a formula, whatever it begins with.
                sheet.write_string(number, column, cell)?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        if let (Ok(rows), Ok(columns)) = (u32::try_from(self.rows.len()), u16::try_from(self.headings.len()))
            && columns > 0
        {
            sheet.autofilter(0, 0, rows, columns - 1)?;
        }
        workbook.save_to_buffer()
    }

    /// As CSV with a mark by which Excel knows UTF-8. What Excel would take for a formula is given an apostrophe.
    pub(crate) fn as_csv(&self) -> Result<Response, PageError> {
        let broken = |error: csv::Error| PageError::Broken(error.to_string());
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(self.headings.iter().map(|cell| harmless(cell))).map_err(broken)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(broken)?;
        }
        let bytes = writer.into_inner().map_err(|error| PageError::Broken(error.to_string()))?;
        file("text/csv; charset=utf-8", &format!("{}.csv", self.name), bytes)
    }
}

fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// How many columns of a fixed type a text takes; Chinese characters take two.
fn width(text: &str) -> usize {
    text.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum()
}

/// A file for the desk alone, which nothing on the way keeps and in which nothing runs, should a browser show it.
pub(crate) fn for_the_desk(mut file: Response) -> Response {
    let headers = file.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    file
}

/// A file to be kept by the browser under a name in any script, as RFC 5987 writes it.
pub(crate) fn named(media_type: &'static str, name: &str, bytes: Vec<u8>) -> Result<Response, PageError> {
    let ending = name.rsplit_once('.').map_or("bin", |(_, ending)| ending);
    let disposition =
        format!("attachment; filename=\"paper.{ending}\"; filename*=UTF-8''{}", in_query(&name.replace('/', "-")));
    let disposition = HeaderValue::try_from(disposition).map_err(|error| PageError::Broken(error.to_string()))?;
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(media_type)), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes).into_response())
}

/// A file to be kept by the browser.
pub(crate) fn file(media_type: &'static str, name: &str, bytes: Vec<u8>) -> Result<Response, PageError> {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.map_err(|error| PageError::Broken(error.to_string()))?;
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(media_type)), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes).into_response())
}
