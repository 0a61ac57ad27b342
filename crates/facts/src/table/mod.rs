//! Tables: rows of texts under a heading, from CSV, Excel or Parquet alike.

pub(crate) mod columns;
pub(crate) mod csv;
mod lines;
pub(crate) mod national;
mod parts;
mod quotes;
pub(crate) mod xlsx;

use std::sync::Arc;

use plan::{Preset, Source};

use crate::batch::Wanted;
use crate::builder::FactBuilder;
use crate::problem::{FactsError, RowProblem, listed};
use crate::table::columns::Columns;
use crate::table::national::National;
use crate::time::Times;

/// A row of a table: its texts one after the other, and where each ends.
#[derive(Clone, Copy)]
pub(crate) struct TextRow<'a> {
    pub(crate) text: &'a str,
    pub(crate) ends: &'a [usize],
    /// So many bytes stand between two texts.
    pub(crate) gap: usize,
    pub(crate) line: u64,
}

impl<'a> TextRow<'a> {
    /// The text of a column; empty where the row is shorter.
    #[inline]
    pub(crate) fn field(&self, column: usize) -> &'a str {
        let start = match column.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).map_or(usize::MAX, |end| end + self.gap),
        };
        let end = self.ends.get(column).copied().unwrap_or(usize::MAX);
        self.text.get(start..end).unwrap_or_default()
    }

    pub(crate) fn fields(&self) -> Vec<String> {
        (0..self.ends.len()).map(|column| self.field(column).to_owned()).collect()
    }
}

/// The headings of a table, without the white space around them.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    pub(crate) file: String,
    pub(crate) names: Arc<[String]>,
}

impl Heading {
    pub(crate) fn new(file: &str, names: impl IntoIterator<Item = String>) -> Self {
        let clean = |name: String| name.trim().trim_start_matches('\u{feff}').trim().to_owned();
        Self { file: file.to_owned(), names: names.into_iter().map(clean).collect() }
    }

    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|column| column == name.trim())
    }

    /// The column that the plan's `key` names.
    pub(crate) fn column(&self, key: &str, name: &str) -> Result<usize, FactsError> {
        let wanted = name.trim();
        let mut found = self.names.iter().enumerate().filter(|(_, column)| *column == wanted).map(|(index, _)| index);
        match (found.next(), found.next()) {
            (Some(index), None) => Ok(index),
            (Some(_), Some(_)) => Err(FactsError::TwoColumns { file: self.file.clone(), column: name.to_owned() }),
            _ => Err(FactsError::NoColumn {
                file: self.file.clone(),
                key: key.to_owned(),
                column: name.to_owned(),
                nearest: plan::nearest(name, self.names.iter().map(String::as_str)),
                columns: listed(self.names.iter().map(String::as_str)),
            }),
        }
    }
}

/// Whether a row can be the headings: offices put a title above them, alone in its row.
pub(crate) fn looks_like_heading(cells: &[String]) -> bool {
    cells.iter().filter(|cell| !cell.trim().is_empty()).count() > 1
}

/// How a row of a table becomes facts.
#[derive(Debug, Clone)]
pub(crate) enum Mapping {
    /// Columns that the plan names.
    Columns(Columns),
    /// The national tables.
    National(National),
}

impl Mapping {
    /// The mapping for a table; `None` for one that the preset has no use for.
    pub(crate) fn of(heading: &Heading, source: &Source, wanted: &Wanted) -> Result<Option<Self>, FactsError> {
        match source.preset {
            Some(Preset::Gbt39046) => Ok(National::of(heading, wanted).map(Self::National)),
            None => Columns::of(heading, source, wanted).map(Self::Columns).map(Some),
        }
    }

    /// Turns one row into facts, or says why it cannot.
    #[inline]
    pub(crate) fn map(&self, row: TextRow<'_>, times: &Times, facts: &mut FactBuilder) -> Result<(), RowProblem> {
        match self {
            Self::Columns(columns) => columns.map(row, times, facts),
            Self::National(tables) => tables.map(row, times, facts),
        }
    }
}
