//! Where the register meets the engine: promises become a plan, records become figures.
//!
//! ```text
//! ledger: promises with their days ──plan──► plan text ──┐
//! store of facts, one for each source ───────────────────┴─measure──► counts, scorecards, noted cases ──► ledger
//! ```

mod counts;
mod measure;
pub mod order;
mod plan;
mod quality;

pub(crate) use counts::{pack, unpack};
pub(crate) use measure::{Measured, Progress, measure_source};
pub(crate) use plan::{Planned, Said, applied_id, plan_of, promise_id, promise_of};

use std::path::{Path, PathBuf};

use ::plan::Plan;
use calendar::DayList;
use ledger::SourceId;
use words::Message;

/// The folder of a source's store of facts.
pub fn store_folder(data: &Path, source: SourceId) -> PathBuf {
    data.join("records").join(source.to_string())
}

/// The calendar of a plan, and the days that it lists as a text: part of what a figure was made from. `imported` are the days that
/// the office added, as `date,kind,name`.
pub(crate) fn calendar_of(plan: &Plan, imported: &str) -> Result<(calendar::Calendar, String), Message> {
    let own = DayList::parse(imported).map_err(|error| ::measure::calendar_message(&error))?;
    let mut listed = if plan.calendar.base == "cn" { DayList::china() } else { DayList::default() };
    listed.days.retain(|known| own.days.iter().all(|new| new.date != known.date));
    listed.days.extend(own.days.iter().cloned());
    listed.days.sort_by_key(|day| day.date);
    let imported = Some(own).filter(|own| !own.days.is_empty());
    let calendar = ::measure::calendar_of(&plan.calendar, imported, &[]).map_err(|error| error.message())?;
    Ok((calendar, listed.to_csv()))
}
