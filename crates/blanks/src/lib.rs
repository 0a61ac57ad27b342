//! Blanks: forms of an office, DOCX or XLSX, with places to be filled in.
//!
//! A place is written as `{{单位名称}}`, also with full-width braces. A name with a point, `{{承诺.内容}}`, is of a list: the row of a
//! table, or outside of tables the paragraph, that holds it is repeated once for each row of the list. An empty list leaves one row,
//! or one paragraph, that says [`NOTHING`], so that nobody takes an empty table for a forgotten one.
//!
//! Pure functions: bytes and [`Values`] in, bytes out. What is no place stays as it is. A value is text, and becomes neither markup
//! nor a formula; line breaks stay, and control characters, which such files cannot hold, are left out.
//!
//! Of the crates at hand none does both formats with lists: those for DOCX replace texts within one run or bring along a network
//! client, and those for XLSX read a workbook and write another one, without what they do not know.
//!
//! ```
//! use blanks::{Kind, Value, Values, fill};
//!
//! let mut values = Values::default();
//! values.set("单位名称", Value::text("市行政审批局"));
//! values.list("承诺", &["内容"]);
//! values.row("承诺", vec![("内容", Value::text("8个工作日内办结"))]);
//! // Something that is no such file is told apart.
//! assert!(fill(Kind::Docx, b"no file of an office", &values).is_err());
//! ```
//!
//! # What is repeated in a sheet
//!
//! Rows below move down, and with them merged cells, formulas, print areas, filters, validations and conditional formats. A range that
//! ends in the repeated row ends in its last repetition, so that a sum below it goes on to be right. A sheet with a repeated row may
//! not have pictures, charts, comments, tables with names, pivot tables, nor shared or array formulas: these are refused by name.

mod at;
mod docx;
mod error;
mod package;
mod text;
mod values;
mod xlsx;
mod xml;

pub use at::{At, Place};
pub use error::BlankError;
pub use values::{NOTHING, Value, Values};

use package::Package;

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A document.
    Docx,
    /// A workbook.
    Xlsx,
}

impl Kind {
    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// What kind of file this is, told by its content and not by its name.
    ///
    /// # Errors
    /// [`BlankError`] for what is neither.
    pub fn of(bytes: &[u8]) -> Result<Self, BlankError> {
        Package::open(bytes)?.kind()
    }
}

/// The places of a file that are to be filled in, in their order.
///
/// # Errors
/// [`BlankError`] for a file that cannot be read, and for a place that is not closed.
pub fn places(kind: Kind, bytes: &[u8]) -> Result<Vec<Place>, BlankError> {
    let package = open(kind, bytes)?;
    match kind {
        Kind::Docx => docx::places(&package),
        Kind::Xlsx => xlsx::places(&package),
    }
}

/// The file with its places filled in. The same file and values give the same bytes.
///
/// # Errors
/// [`BlankError`] for a file that cannot be read, a place of which no value is known, and what cannot be repeated.
pub fn fill(kind: Kind, bytes: &[u8], values: &Values) -> Result<Vec<u8>, BlankError> {
    let mut package = open(kind, bytes)?;
    for place in places(kind, bytes)? {
        if values.find(&place.name).is_none() {
            return Err(BlankError::Unknown { name: place.name, at: place.at.message() });
        }
    }
    match kind {
        Kind::Docx => docx::fill(&mut package, values)?,
        Kind::Xlsx => xlsx::fill(&mut package, values)?,
    }
    package.write()
}

fn open(kind: Kind, bytes: &[u8]) -> Result<Package, BlankError> {
    let package = Package::open(bytes)?;
    if package.kind()? == kind { Ok(package) } else { Err(BlankError::OtherKind { ending: kind.ending().to_owned() }) }
}
