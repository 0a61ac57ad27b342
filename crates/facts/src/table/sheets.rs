//! Which sheets of a workbook are read, where the plan does not name one: those that have the columns of the plan.

use std::cmp::Reverse;

use plan::Source;
use words::Message;

use crate::batch::Wanted;
use crate::problem::{FactsError, listed};
use crate::table::Mapping;
use crate::table::xlsx::Sheet;

/// The sheets of a workbook that are read, and what is to be said of them.
pub(crate) struct Chosen {
    pub(crate) sheets: Vec<(Sheet, Mapping)>,
    pub(crate) notes: Vec<Message>,
}

/// How many of the columns that the plan's `[source]` names a sheet has, and how many it names.
fn named(sheet: &Sheet, source: &Source) -> (usize, usize) {
    let names =
        [&source.case, &source.activity, &source.at, &source.actor, &source.service, &source.unit, &source.channel];
    let names = names.into_iter().flatten();
    (names.clone().filter(|name| sheet.heading.position(name).is_some()).count(), names.count())
}

/// Chooses among the sheets of the workbook `name`. A year may have a sheet a month: all that have the columns of the plan are
/// read, and the others passed over.
///
/// # Errors
/// [`FactsError`] of the sheet that looks most as if it were meant, where none has them.
pub(crate) fn choose(name: &str, sheets: Vec<Sheet>, source: &Source, wanted: &Wanted) -> Result<Chosen, FactsError> {
    let several = sheets.len() > 1;
    // What is asked for differs from question to question, and may need fewer columns than the plan names. The choice should not.
    let has_all = |sheet: &Sheet| matches!(named(sheet, source), (has, names) if has == names);
    let only_whole = sheets.iter().any(|sheet| has_all(sheet) && Mapping::of(&sheet.heading, source, wanted).is_ok());
    let (mut fit, mut others, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    for sheet in sheets {
        match Mapping::of(&sheet.heading, source, wanted) {
            Ok(Some(mapping)) if has_all(&sheet) || !only_whole => fit.push((sheet, mapping)),
            Ok(_) => others.push(sheet.sheet().to_owned()),
            Err(error) => {
                others.push(sheet.sheet().to_owned());
                errors.push(((named(&sheet, source).0, sheet.heading.names.len()), error));
            }
        }
    }
    errors.sort_by_key(|(likely, _)| Reverse(*likely));
    if let (true, Some((_, error))) = (fit.is_empty(), errors.into_iter().next()) {
        return Err(error);
    }
    let mut notes = Vec::new();
    let mut note = |key, sheets: String| notes.push(Message::new(key).with("file", name).with("sheets", sheets));
    if fit.len() > 1 {
        note("several-sheets", listed(fit.iter().map(|(sheet, _)| sheet.sheet())));
    }
    if several && !others.is_empty() {
        note("sheets-passed-over", listed(others.iter().map(String::as_str)));
    }
    Ok(Chosen { sheets: fit, notes })
}
