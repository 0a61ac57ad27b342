//! XES event logs (IEEE 1849), as they stream by.
//!
//! A cutter finds where traces end, without parsing them, and hands blocks of whole traces to the workers, which parse
//! them with `quick-xml`. Of the attributes only those that the plan names are looked at.

mod cut;
mod traces;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use plan::Source;

use crate::batch::Wanted;
use crate::problem::FactsError;
use crate::records::{Cutter, Readable};
use crate::time::Times;
use crate::xes::cut::TraceCutter;

pub(crate) use cut::Blocks as XesBlocks;
pub(crate) use traces::{Seen, for_each_attribute};

/// The attributes that are looked at: of the trace, and of the event.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys {
    trace: Vec<(String, Slot)>,
    event: Vec<(String, Slot)>,
}

/// What an attribute is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Case,
    Activity,
    At,
    Actor,
    Service,
    Unit,
    Channel,
    Field(usize),
}

impl Keys {
    fn of(source: &Source, wanted: &Wanted) -> Self {
        let mut keys = Self::default();
        keys.trace.push((own(source.case.as_deref().unwrap_or("concept:name")).to_owned(), Slot::Case));
        keys.event.push((source.activity.clone().unwrap_or_else(|| "concept:name".into()), Slot::Activity));
        keys.event.push((source.at.clone().unwrap_or_else(|| "time:timestamp".into()), Slot::At));
        for (name, slot, is_wanted) in [
            (&source.actor, Slot::Actor, wanted.actor),
            (&source.service, Slot::Service, wanted.service),
            (&source.unit, Slot::Unit, wanted.unit),
            (&source.channel, Slot::Channel, wanted.channel),
        ] {
            let Some(name) = name.as_ref().filter(|_| is_wanted) else { continue };
            match name.strip_prefix("case:") {
                Some(of_trace) => keys.trace.push((of_trace.to_owned(), slot)),
                None => keys.event.push((name.clone(), slot)),
            }
        }
        for (index, field) in wanted.fields.iter().enumerate() {
            keys.trace.push((own(&field.name).to_owned(), Slot::Field(index)));
        }
        keys
    }
}

/// The name of a trace's own attribute, with or without the prefix that says so.
fn own(name: &str) -> &str {
    name.strip_prefix("case:").unwrap_or(name)
}

/// What all parts of a log share.
pub(crate) struct Reading {
    file: String,
    keys: Keys,
    /// How the attributes of the case and of the time are called, for messages.
    case_name: String,
    at_name: String,
    wanted: Arc<Wanted>,
    times: Arc<Times>,
}

/// A log that was looked at.
pub(crate) struct XesFile {
    path: PathBuf,
    size: u64,
    reading: Arc<Reading>,
}

impl XesFile {
    pub(crate) fn new(
        path: &Path,
        name: &str,
        size: u64,
        source: &Source,
        wanted: Arc<Wanted>,
        times: Arc<Times>,
    ) -> Self {
        let keys = Keys::of(source, &wanted);
        let case_name = own(source.case.as_deref().unwrap_or("concept:name")).to_owned();
        let at_name = source.at.clone().unwrap_or_else(|| "time:timestamp".into());
        let reading = Reading { file: name.to_owned(), keys, case_name, at_name, wanted, times };
        Self { path: path.to_owned(), size, reading: Arc::new(reading) }
    }
}

impl Readable for XesFile {
    fn name(&self) -> &str {
        &self.reading.file
    }

    fn size(&self) -> u64 {
        self.size
    }

    fn cutter(&self) -> Result<Box<dyn Cutter>, FactsError> {
        Ok(Box::new(TraceCutter::open(&self.path, Arc::clone(&self.reading))?))
    }
}
