//! Tables: rows of texts under a heading, from CSV, Excel or Parquet alike.

pub(crate) mod columns;
pub(crate) mod csv;
mod heading;
mod lines;
pub(crate) mod national;
mod parts;
mod quotes;
pub(crate) mod sheets;
pub(crate) mod xlsx;

use plan::{Preset, Source};

use crate::batch::Wanted;
use crate::builder::FactBuilder;
use crate::problem::{FactsError, RowProblem};
use crate::table::columns::Columns;
pub(crate) use crate::table::heading::Heading;
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
