//! A paper as a DOCX file, to be edited in Word or WPS: the same [`Document`] that the press prints as PDF.
//!
//! Headings, paragraphs, quotes, tables and figures are what an office program takes them for, with styles that have names, so that a
//! reader can go from heading to heading. A chart is a table of its values: it can be edited, and nothing is lost.
//!
//! Written here and not by a library: those at hand bring a second archive reader and a second reader of XML with them, and what
//! is written has eight kinds of paragraph.
//!
//! ```
//! use sheets::{Block, Document};
//!
//! let text = "自受理之日起5个工作日内办结 <不是标记> & 如此".to_owned();
//! let paper = Document { title: "新闻稿".into(), blocks: vec![Block::Text { text }], ..Document::default() };
//! let file = docx::write(&paper)?;
//! assert!(file.starts_with(b"PK"));
//! // The same paper gives the same bytes.
//! assert_eq!(file, docx::write(&paper)?);
//! # Ok::<(), docx::DocxError>(())
//! ```

mod body;
mod parts;

use std::io::{Cursor, Write};

use sheets::Document;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Why no file was written.
#[derive(Debug)]
pub struct DocxError(String);

impl std::fmt::Display for DocxError {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for DocxError {}

/// Writes a paper as a DOCX file.
///
/// # Errors
/// [`DocxError`] when the archive cannot be written: it is larger than such a file can be.
pub fn write(paper: &Document) -> Result<Vec<u8>, DocxError> {
    let failed = |error: &dyn std::fmt::Display| DocxError(error.to_string());
    // A fixed time, so that the same paper gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let document = body::document(paper);
    let core = parts::core(&paper.title, &paper.issuer);
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES),
        ("_rels/.rels", parts::RELATIONS),
        ("docProps/core.xml", core.as_str()),
        ("word/_rels/document.xml.rels", parts::OF_DOCUMENT),
        ("word/styles.xml", parts::STYLES),
        ("word/footer1.xml", parts::FOOTER),
        ("word/document.xml", document.as_str()),
    ];
    for (name, text) in files {
        zip.start_file(name, options).map_err(|error| failed(&error))?;
        zip.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
    }
    Ok(zip.finish().map_err(|error| failed(&error))?.into_inner())
}
