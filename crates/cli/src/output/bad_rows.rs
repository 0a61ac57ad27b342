//! The rows that could not be read, as CSV with the reason.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use facts::BadRow;
use words::Language;

use crate::fault::Fault;
use crate::output::replace_file;

/// A file of bad rows that was written.
pub(crate) struct Written {
    pub(crate) source: String,
    pub(crate) file: PathBuf,
    pub(crate) rows: usize,
}

/// Writes bad rows: all to one file where it is named, else those of each source to `SOURCE.bad.csv` in the current folder.
///
/// A row is its file, its line, the reason, then its fields as they stand, under the headings of their table; so a spreadsheet
/// shows what is wrong before what stands there, however many fields that are.
pub(crate) fn write(bad: &[(String, BadRow)], file: Option<&Path>, language: Language) -> Result<Vec<Written>, Fault> {
    let mut files: BTreeMap<PathBuf, Vec<&(String, BadRow)>> = BTreeMap::new();
    for row in bad {
        let own = || {
            let name = row.0.rsplit(['/', '\\']).next().unwrap_or(&row.0);
            PathBuf::from(format!("{name}.bad.csv"))
        };
        files.entry(file.map_or_else(own, Path::to_owned)).or_default().push(row);
    }
    let mut written = Vec::new();
    for (file, rows) in files {
        replace_file(&file, |out| {
            // Excel takes a CSV for text in the local code page unless it begins with this mark.
            out.write_all("\u{feff}".as_bytes())?;
            let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(out);
            let names = rows.first().map(|(_, row)| Arc::clone(&row.names)).unwrap_or_default();
            let of_one_table = rows.iter().all(|(_, row)| row.names == names);
            let own = ["file", "line", "reason"].map(str::to_owned).into_iter();
            csv.write_record(own.chain(names.iter().filter(|_| of_one_table).map(|name| harmless(name))))?;
            for (source, row) in &rows {
                let reason = row.problem.message().text(language);
                let head = [source.clone(), row.line.to_string(), reason];
                csv.write_record(head.into_iter().chain(row.fields.iter().map(|field| harmless(field))))?;
            }
            csv.flush()
        })?;
        let source = rows.first().map(|(source, _)| source.clone()).unwrap_or_default();
        written.push(Written { source, file, rows: rows.len() });
    }
    Ok(written)
}

/// A field as a spreadsheet will show it, and not carry it out as a formula.
fn harmless(field: &str) -> String {
    let is_number = field.parse::<f64>().is_ok();
    if field.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}
