//! Where the register meets the engine: promises become a plan, records become figures.
//!
//! ```text
//! ledger: promises with their days ──plan──► plan text ──┐
//! store of facts, one for each source ───────────────────┴─measure──► counts, scorecards, noted cases ──► ledger
//! ```

mod counts;
pub(crate) mod drawings;
mod key;
mod measure;
mod nested;
pub mod order;
mod plan;
pub(crate) mod pressing;
pub(crate) mod process;
pub(crate) mod quality;
pub(crate) mod view;
pub(crate) mod words;

pub(crate) use counts::unpack;
pub use key::signing_key;
pub use measure::Progress;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use ::measure::Machine;
use ::plan::Plan;
use ::words::Message;
use calendar::DayList;
use ledger::SourceId;

/// The folder of a source's store of facts.
pub fn store_folder(data: &Path, source: SourceId) -> PathBuf {
    data.join("records").join(source.to_string())
}

/// The days off and make-up workdays that a plan's calendar knows, as a text: part of what a figure was made from. `imported` are
/// the days that the office added, as `date,kind,name`.
pub(crate) fn calendar_days(plan: &Plan, imported: &str) -> Result<String, Message> {
    let own = DayList::parse(imported).map_err(|error| calendar_message(&error))?;
    let mut listed = if plan.calendar.base == "cn" { DayList::china() } else { DayList::default() };
    listed.days.retain(|known| own.days.iter().all(|new| new.date != known.date));
    listed.days.extend(own.days);
    listed.days.sort_by_key(|day| day.date);
    Ok(listed.to_csv())
}

/// All cores of this machine, for so much memory and until somebody asks to stop.
pub(crate) fn machine(memory_bytes: usize, stop: &AtomicBool) -> Machine<'_> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Machine { threads, memory_bytes, stop }
}

/// What is wrong with a list of days, to be told.
pub(crate) use ::measure::calendar_message;

/// The calendar of a plan, with the days that the office added.
pub(crate) fn calendar_of(plan: &Plan, imported: &str) -> Result<calendar::Calendar, Message> {
    let own = DayList::parse(imported).map_err(|error| calendar_message(&error))?;
    let own = Some(own).filter(|own| !own.days.is_empty());
    ::measure::calendar_of(&plan.calendar, own, &[]).map_err(|error| error.message())
}
