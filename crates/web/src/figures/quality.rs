//! What is odd about an import, as it is noted with it.

use std::path::Path;

use ::measure::{Quality, quality, wanted_for_quality};
use facts::{Import, Store};
use ledger::{Ledger, LedgerError, SourceId, record};
use words::Message;

use super::plan::Planned;

/// Looks at what an import brought, and gives it as JSON; nothing where nothing came.
pub(super) fn of_import(folder: &Path, planned: &Planned, import: Option<&Import>) -> Result<String, Message> {
    let Some(import) = import else { return Ok(String::new()) };
    let store = Store::open(folder).map_err(|error| error.message())?;
    let wanted = wanted_for_quality(&planned.plan, store.fields());
    let records = store.records_of(import.id, &planned.plan.source, wanted.clone()).map_err(|error| error.message())?;
    let found = quality(&records, &planned.plan, &wanted).map_err(|error| error.message())?;
    serde_json::to_string(&found).map_err(|error| Message::new("order-broke").with("detail", error.to_string()))
}

/// What was noted with the imports of a source that stand, together; nothing where none was.
pub(crate) async fn of_source(ledger: &Ledger, source: SourceId) -> Result<Option<Quality>, LedgerError> {
    let mut sum: Option<Quality> = None;
    for import in record::imports(ledger.reads(), source).await?.iter().filter(|import| import.taken_back_at.is_none())
    {
        if let Some(found) = noted(&import.quality) {
            *sum.get_or_insert_default() += found;
        }
    }
    Ok(sum)
}

/// What was noted with an import; nothing where none was.
pub(crate) fn noted(json: &str) -> Option<Quality> {
    serde_json::from_str(json).ok()
}
