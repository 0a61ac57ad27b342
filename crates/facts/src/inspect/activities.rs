//! Which activities files have, and where cases begin and end with them: counted without judging anything.

use std::collections::HashMap;
use std::path::PathBuf;

use arrow_array::Array;

use crate::batch::{Wanted, texts};
use crate::inspect::draft::Draft;
use crate::inspect::milestones::ActivityUse;
use crate::open::FileRecords;
use crate::problem::FactsError;
use crate::records::Records;

/// As many events are looked at; enough to tell what stands where.
const LOOKED_AT: usize = 500_000;

/// Counts the activities of files that are read as drafted, the most frequent first; none where no column has them.
///
/// # Errors
/// [`FactsError`] for files that cannot be read.
pub fn count_activities(files: &[PathBuf], draft: &Draft) -> Result<Vec<ActivityUse>, FactsError> {
    if draft.source.activity.is_none() || !draft.missing.is_empty() {
        return Ok(Vec::new());
    }
    let records = FileRecords::open(files, &draft.source, Wanted::default())?;
    let mut uses: HashMap<String, ActivityUse> = HashMap::new();
    // Of each case the first and the last activity, in the order of the file.
    let mut cases: HashMap<String, (String, String)> = HashMap::new();
    let mut seen = 0;
    while seen < LOOKED_AT
        && let Some(placed) = records.next_part()?
    {
        let read = placed.part.read(&mut |facts| {
            let Some(coded) = &facts.activity else { return Ok(()) };
            let names = texts(coded);
            for row in 0..facts.len() {
                let key = coded.is_valid(row).then(|| usize::try_from(coded.keys().value(row)).ok()).flatten();
                let Some(key) = key.filter(|key| *key < names.len()) else { continue };
                let name = names.value(key);
                seen += 1;
                let new = || ActivityUse { name: name.to_owned(), count: 0, begins: 0, ends: 0 };
                uses.entry(name.to_owned()).or_insert_with(new).count += 1;
                let case = cases.entry(facts.case(row).to_owned());
                case.and_modify(|(_, last)| name.clone_into(last))
                    .or_insert_with(|| (name.to_owned(), name.to_owned()));
            }
            Ok(())
        });
        read?;
    }
    for (first, last) in cases.values() {
        if let Some(activity) = uses.get_mut(first) {
            activity.begins += 1;
        }
        if let Some(activity) = uses.get_mut(last) {
            activity.ends += 1;
        }
    }
    let mut uses: Vec<ActivityUse> = uses.into_values().collect();
    uses.sort_by(|one, two| two.count.cmp(&one.count).then_with(|| one.name.cmp(&two.name)));
    Ok(uses)
}
