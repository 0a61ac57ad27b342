//! The commands, one file each.

pub(crate) mod backup;
pub(crate) mod calendar;
pub(crate) mod compare;
pub(crate) mod demo;
mod demo_prints;
mod demo_projects;
mod demo_register;
mod demo_taking_part;
mod demo_year;
pub(crate) mod inspect;
pub(crate) mod intake;
pub(crate) mod measure;
pub(crate) mod print;
pub(crate) mod register;
pub(crate) mod serve;
pub(crate) mod verify;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use ::calendar::{Calendar, Instant};
use ::measure::{Machine, Question};
use facts::{BadRow, FileRecords, Records, Times};
use plan::Plan;
use words::{Language, Message};

use crate::fault::Fault;

/// What every command needs to know.
pub(crate) struct Context {
    pub(crate) language: Language,
    /// Set when somebody asks us to stop.
    pub(crate) stop: &'static AtomicBool,
    pub(crate) is_quiet: bool,
}

impl Context {
    /// Says something that is no result: on standard error.
    pub(crate) fn note(&self, message: Message) {
        if !self.is_quiet {
            eprintln!("{}", Message::new("note").with("text", message).text(self.language));
        }
    }

    /// Warns; also a quiet program does.
    pub(crate) fn warn(&self, message: &Message) {
        eprintln!("{}", Message::new("warning").with("text", message.clone()).text(self.language));
    }

    pub(crate) fn text(&self, key: &'static str) -> String {
        Message::new(key).text(self.language)
    }

    pub(crate) fn machine(&self, memory_megabytes: usize) -> Machine<'static> {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Machine { threads, memory_bytes: memory_megabytes.max(16) << 20, stop: self.stop }
    }
}

/// Reads a plan, whatever an editor made of its encoding.
pub(crate) fn read_plan(path: &Path) -> Result<Plan, Fault> {
    let text = facts::read_text(path)?;
    Plan::parse(&text)
        .map_err(|error| Fault::Input(Message::new("in-file").with("file", path).with("text", error.message())))
}

/// Reads an instant: a date alone is its last one, in the calendar's zone.
pub(crate) fn read_as_of(text: Option<&str>, calendar: &Calendar) -> Result<Option<Instant>, Fault> {
    let Some(text) = text else { return Ok(None) };
    let moment = Times::new(Some(calendar.zone().clone()), None).read(text);
    moment
        .map(|moment| Some(moment.end))
        .map_err(|_| Fault::Input(Message::new("as-of-unreadable").with("value", text)))
}

/// Opens files for a question, and says what was noticed in doing so.
///
/// Where there are several tables the same event of a later one must be told. That a workbook has several sheets of records
/// shows when it is open.
pub(crate) fn open(sources: &[PathBuf], question: &Question<'_>, context: &Context) -> Result<FileRecords, Fault> {
    let open = |several| Ok::<_, Fault>(FileRecords::open(sources, &question.plan.source, question.wanted(several)?)?);
    let several = sources.len() > 1 || question.plan.source.preset.is_some();
    let mut records = open(several)?;
    if !several && records.files().len() > 1 {
        records = open(true)?;
    }
    for note in records.notes() {
        context.note(note.clone());
    }
    Ok(records)
}

/// Writes the rows that were left out, and says how many there were.
pub(crate) fn tell_bad_rows(bad: &[(String, BadRow)], target: Option<&Path>, context: &Context) -> Result<(), Fault> {
    if bad.is_empty() {
        return Ok(());
    }
    for file in crate::output::bad_rows::write(bad, target, context.language)? {
        context.warn(
            &Message::new("bad-rows-left-out")
                .with("rows", file.rows)
                .with("source", &file.source)
                .with("file", &file.file),
        );
    }
    Ok(())
}
