//! The headings of a table, and the row in which they stand: offices put titles, units and the day of the export above them.

use std::sync::Arc;

use plan::{Preset, Source};

use crate::problem::{FactsError, listed};

/// So many rows at the beginning of a table are looked at for its headings.
pub(crate) const ROWS_LOOKED_AT: usize = 20;

/// A row of headings has at least so many per hundred of the filled cells of the fullest row.
const FILLED: usize = 60;

/// The headings of a table, without the white space around them.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    pub(crate) file: String,
    pub(crate) names: Arc<[String]>,
}

/// A heading without what an export puts around it.
fn clean(name: &str) -> &str {
    name.trim().trim_start_matches('\u{feff}').trim()
}

fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !clean(cell).is_empty()).count()
}

impl Heading {
    pub(crate) fn new(file: &str, names: impl IntoIterator<Item = String>) -> Self {
        Self { file: file.to_owned(), names: names.into_iter().map(|name| clean(&name).to_owned()).collect() }
    }

    /// Which of the first rows of a table has its headings: the first one that has the columns that the source names; where
    /// none has, the first one that is nearly as full as the fullest of them. `None` where all are empty.
    pub(crate) fn find(rows: &[Vec<String>], source: &Source) -> Option<usize> {
        let national = source.preset.map(|Preset::Gbt39046| "办件编号");
        let named = [&source.case, &source.activity, &source.at].into_iter().flatten().map(|name| name.trim());
        let named: Vec<&str> = named.chain(national).collect();
        let has = |cells: &[String], name: &str| cells.iter().any(|cell| clean(cell) == name);
        let has_all = |cells: &Vec<String>| !named.is_empty() && named.iter().all(|name| has(cells, name));
        let fullest = rows.iter().map(|cells| filled(cells)).max().unwrap_or(0);
        // A title is alone in its row; where nothing else is there it may be the heading of the only column.
        let least = if fullest > 1 { (fullest * FILLED).div_ceil(100).max(2) } else { 1 };
        rows.iter().position(has_all).or_else(|| rows.iter().position(|cells| filled(cells) >= least))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_stand_below_titles_and_above_the_records() {
        let of_columns = Source { case: Some("编号".into()), ..Source::default() };
        for (rows, source, expected) in [
            ("编号,环节,时间|1,受理,2025", None, Some(0)),
            ("某市办件明细,,|编号,环节,时间|1,受理,2025", None, Some(1)),
            ("某市办件明细|单位：某局,,制表：某|编号,环节,时间,经办人|1,受理,2025,", None, Some(2)),
            (",,|某市||编号,环节|1,受理", None, Some(3)),
            // One column only, and nothing at all.
            ("编号|1|2", None, Some(0)),
            (",,|编号", None, Some(1)),
            (",,|", None, None),
            // The plan knows better: a row may have more cells than the headings, or a title as many.
            ("编号,环节|1,受理,急,急,急", None, Some(1)),
            ("编号,环节|1,受理,急,急,急", Some(&of_columns), Some(0)),
            ("单位,某局|编号 ,环节|1,受理", None, Some(0)),
            ("单位,某局|编号 ,环节|1,受理", Some(&of_columns), Some(1)),
        ] {
            let rows: Vec<Vec<String>> =
                rows.split('|').map(|row| row.split(',').map(str::to_owned).collect()).collect();
            assert_eq!(Heading::find(&rows, source.unwrap_or(&Source::default())), expected, "{rows:?}");
        }
    }
}
