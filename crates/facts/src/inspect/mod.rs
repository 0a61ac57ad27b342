//! Looking at files of which nothing is known yet: what they hold, and a draft of how they are read.
//!
//! [`look`] gives a [`Portrait`] of each table or log from its first rows; [`Draft::of`] guesses from those which column is what,
//! by the words that offices and vendors head their columns with and by what stands in them. A guess is a draft:
//! it is shown for somebody to check, and nothing is measured by it unasked.

mod activities;
mod column;
mod draft;
mod milestones;
mod national;
pub(crate) mod vocabulary;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use plan::{Format, Preset, Source};

pub use activities::count_activities;
pub use column::{Column, Kind};
pub use draft::{Draft, ZoneFrom};
pub use milestones::{ActivityUse, DraftMilestone, Why};

use crate::batch::Wanted;
use crate::encoding::encoding_name;
use crate::inspect::column::Sample;
use crate::inspect::national::is_national_export;
use crate::ocel::Log;
use crate::open::{size_of, source_files};
use crate::parquet::ParquetFile;
use crate::problem::FactsError;
use crate::source_file::tell_format;
use crate::table::csv::{CsvFile, for_each_record};
use crate::table::national::National;
use crate::table::{Heading, xlsx};
use crate::xes::{Seen, XesBlocks, for_each_attribute};

/// So many rows or events are looked at; enough to tell what stands in a column.
const ROWS_LOOKED_AT: u64 = 50_000;

/// A file, or a sheet of one, as it was found.
#[derive(Debug, Clone)]
pub struct Portrait {
    /// The file's name, with the sheet's where a workbook has several.
    pub name: String,
    /// Its format.
    pub format: Format,
    /// Its text encoding, for people; text tables only.
    pub encoding: Option<&'static str>,
    /// What stands between its columns; text tables only.
    pub delimiter: Option<char>,
    /// The row that has the headings, counted from 1; tables only.
    pub heading_row: Option<u64>,
    /// The sheet; workbooks with more than one only.
    pub sheet: Option<String>,
    /// Its columns or attributes, in order.
    pub columns: Vec<Column>,
    /// How many rows, or events of a log, were looked at.
    pub rows_looked_at: u64,
    /// OCEL: the types of objects with the number of objects and of events related to them.
    pub object_types: Vec<(String, u64, u64)>,
    /// Whether it is one of the national tables: it has their headings, and is in a folder, or has what only an export of them has.
    pub is_national: bool,
}

/// Looks at files, and at folders by the files in them.
///
/// A workbook gives a portrait of each sheet that has a heading.
///
/// # Errors
/// [`FactsError`] for the first file that cannot be read, and for a folder that holds no national tables.
///
/// ```
/// use facts::{Draft, Kind, look};
///
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("办件.csv");
/// std::fs::write(&file, "编号,环节,时间\n1,受理,2025-09-30 09:05\n1,办结,2025-10-09 10:00\n2,受理,2025-10-09 11:00\n")?;
/// let portraits = look(&[file])?;
/// assert_eq!(portraits[0].columns[2].kind, Kind::Times);
/// let draft = Draft::of(&portraits);
/// assert_eq!(draft.source.case.as_deref(), Some("编号"));
/// assert_eq!(draft.source.time_zone.as_deref(), Some("Asia/Shanghai"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn look(paths: &[PathBuf]) -> Result<Vec<Portrait>, FactsError> {
    let any_folder = Source { preset: Some(Preset::Gbt39046), ..Source::default() };
    let mut portraits = Vec::new();
    for path in source_files(paths, &any_folder)? {
        look_at(&path, &mut portraits)?;
    }
    let folder = paths.iter().find(|path| path.is_dir());
    match folder {
        Some(folder) if !portraits.iter().any(|portrait| portrait.is_national) => {
            Err(FactsError::Folder { file: folder.display().to_string() })
        }
        Some(_) => Ok(portraits),
        None => {
            if !is_national_export(&portraits) {
                portraits.iter_mut().for_each(|portrait| portrait.is_national = false);
            }
            Ok(portraits)
        }
    }
}

fn look_at(path: &Path, portraits: &mut Vec<Portrait>) -> Result<(), FactsError> {
    let name = path.display().to_string();
    let size = size_of(path)?;
    let format = tell_format(path, &name)?;
    let source = Source::default();
    match format {
        Format::Csv => {
            let file = CsvFile::look(path, &name, size, &source)?;
            let layout = &file.layout;
            let mut sample = Sample::new(&layout.heading.names);
            for_each_record(path, &name, layout, |cells| sample.row(cells))?;
            let encoding = layout.encoding.settle(path, &name, 0)?;
            let mut portrait = Portrait::table(name, format, &layout.heading, sample);
            portrait.encoding = Some(encoding_name(encoding));
            portrait.delimiter = Some(char::from(layout.delimiter));
            portrait.heading_row = Some(layout.lines_before + 1);
            portraits.push(portrait);
        }
        Format::Xlsx => {
            let sheets = xlsx::look(path, &name, size, &source)?;
            let several = sheets.len() > 1;
            for sheet in sheets {
                let mut sample = Sample::new(&sheet.heading.names);
                sheet.for_each_row(|cells| sample.row(cells))?;
                let mut portrait = Portrait::table(sheet.name().to_owned(), format, &sheet.heading, sample);
                portrait.heading_row = Some(u64::from(sheet.heading_row()));
                portrait.sheet = several.then(|| sheet.sheet().to_owned());
                portraits.push(portrait);
            }
        }
        Format::Parquet => {
            let file = ParquetFile::look(path, &name, size)?;
            let mut sample = Sample::new(&file.heading.names);
            file.for_each_row(ROWS_LOOKED_AT, |cells| sample.row(cells))?;
            portraits.push(Portrait::table(name, format, &file.heading, sample));
        }
        Format::Xes => portraits.push(look_at_xes(path, name)?),
        Format::Ocel => portraits.push(look_at_ocel(path, name)?),
    }
    Ok(())
}

impl Portrait {
    fn new(name: String, format: Format, columns: Vec<Column>, rows_looked_at: u64) -> Self {
        Self {
            name,
            format,
            encoding: None,
            delimiter: None,
            heading_row: None,
            sheet: None,
            columns,
            rows_looked_at,
            object_types: Vec::new(),
            is_national: false,
        }
    }

    /// The file of a sheet, where it has several.
    fn workbook(&self) -> Option<&str> {
        self.name.strip_suffix(&format!("[{}]", self.sheet.as_ref()?))
    }

    fn table(name: String, format: Format, heading: &Heading, sample: Sample) -> Self {
        let is_national = National::of(heading, &Wanted::default()).is_some();
        let rows = sample.rows();
        Self { is_national, ..Self::new(name, format, sample.columns(), rows) }
    }
}

fn look_at_xes(path: &Path, name: String) -> Result<Portrait, FactsError> {
    let mut sample = Sample::default();
    let mut events = 0_u64;
    let mut blocks = XesBlocks::open(path, &name)?;
    while events < ROWS_LOOKED_AT
        && let Some(block) = blocks.next()?
    {
        for_each_attribute(&block, |seen| match seen {
            Seen::Trace => {}
            Seen::Event => events += 1,
            Seen::OfTrace(key, value) => sample.value(&format!("case:{key}"), value),
            Seen::OfEvent(key, value) => sample.value(key, value),
        });
    }
    Ok(Portrait::new(name, Format::Xes, sample.columns(), events))
}

fn look_at_ocel(path: &Path, name: String) -> Result<Portrait, FactsError> {
    let log = Log::read(path, &name)?;
    let kinds: BTreeMap<&str, &str> =
        log.objects.iter().map(|object| (object.id.as_str(), object.kind.as_str())).collect();
    let mut sample = Sample::default();
    let mut related: BTreeMap<&str, u64> = BTreeMap::new();
    for object in &log.objects {
        for (attribute, _, value) in &object.attributes {
            sample.value(&format!("case:{attribute}"), value);
        }
    }
    for event in &log.events {
        sample.value("time", &event.time);
        for (attribute, value) in &event.attributes {
            sample.value(attribute, value);
        }
        let mut of_event: Vec<&str> = event.objects.iter().filter_map(|id| kinds.get(id.as_str()).copied()).collect();
        of_event.sort_unstable();
        of_event.dedup();
        for kind in of_event {
            *related.entry(kind).or_default() += 1;
        }
    }
    let events = log.events.len() as u64;
    let mut portrait = Portrait::new(name, Format::Ocel, sample.columns(), events);
    let types = log.object_types().into_iter();
    portrait.object_types = types
        .map(|(kind, objects)| {
            let events = related.get(kind.as_str()).copied().unwrap_or(0);
            (kind, objects as u64, events)
        })
        .collect();
    Ok(portrait)
}
