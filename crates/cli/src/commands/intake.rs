//! `mingpai intake`: what is read once and kept.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use facts::{FactsError, Intake, IntakeStep, Store, Taken};
use measure::stored_fields;
use plan::Plan;
use words::Message;

use crate::arguments;
use crate::commands::{Context, read_plan, tell_bad_rows};
use crate::fault::Fault;
use crate::output;
use crate::progress;

pub(crate) fn run(command: &arguments::Intake, context: &Context) -> Result<(), Fault> {
    if command.list {
        return list(&Store::open(&command.store)?, context);
    }
    if let Some(id) = command.undo {
        let import = Store::open(&command.store)?.undo(id)?;
        context.note(Message::new("import-undone").with("id", id).with("files", import.files.len()));
        return Ok(());
    }
    if command.sources.is_empty() {
        return Err(Fault::Input(Message::new("no-files")));
    }
    let Some(plan) = &command.plan else { return Err(Fault::Input(Message::new("no-files"))) };
    let read: Vec<&Path> = command.sources.iter().chain([plan, &command.store]).map(PathBuf::as_path).collect();
    output::keep_apart(&read, &command.bad_rows.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
    let plan = read_plan(plan)?;
    let taken = take(&command.sources, &plan, &command.store, command.skip_bad_rows, context)?;
    for note in &taken.notes {
        context.note(note.clone());
    }
    tell_bad_rows(&taken.bad_rows, command.bad_rows.as_deref(), context)?;
    tell(&taken, &command.store, context);
    Ok(())
}

/// Takes files into a store, which is made where there is none, and shows how far it is.
pub(crate) fn take(
    sources: &[PathBuf],
    plan: &Plan,
    folder: &Path,
    skip_bad_rows: bool,
    context: &Context,
) -> Result<Taken, Fault> {
    let mut store = Store::open_or_create(folder, &plan.source, random_key()?)?;
    let fields = stored_fields(plan);
    let at = now();
    let intake = Intake { files: sources, fields: &fields, at: &at, skip_bad_rows };
    let bar = progress::bar(0, context);
    let taken = store.intake(&plan.source, &intake, &mut |step| {
        if let IntakeStep::Reading(done, all) = step {
            bar.set_length(all);
            bar.set_position(done);
        }
        if context.stop.load(Ordering::Relaxed) { Err(FactsError::Stopped {}) } else { Ok(()) }
    });
    bar.finish_and_clear();
    Ok(taken?)
}

/// Says what came of an intake.
pub(crate) fn tell(taken: &Taken, store: &Path, context: &Context) {
    let message = match &taken.import {
        None => Message::new("nothing-new").with("store", store),
        Some(import) => {
            let events: u64 = import.files.iter().map(|file| file.events).sum();
            let message = Message::new("imported").with("id", import.id).with("files", import.files.len());
            message.with("events", output::grouped(events)).with("store", store)
        }
    };
    context.note(message);
}

/// The imports of a store, one row a file.
fn list(store: &Store, context: &Context) -> Result<(), Fault> {
    let headings = ["column-import", "column-at", "column-file", "column-events", "column-bad-rows"];
    let headings = headings.map(|key| context.text(key));
    let files = store.imports().iter().flat_map(|import| import.files.iter().map(move |file| (import, file)));
    let rows: Vec<Vec<String>> = files
        .map(|(import, file)| {
            let counts = [file.events, file.bad_rows].map(output::grouped);
            [import.id.to_string(), import.at.clone(), file.name.clone()].into_iter().chain(counts).collect()
        })
        .collect();
    if rows.is_empty() {
        context.note(Message::new("store-empty"));
        return Ok(());
    }
    let table = output::table(&headings, rows, |column| matches!(column, 1 | 2), &[]).text;
    Ok(writeln!(std::io::stdout(), "{table}")?)
}

/// A key for a store that may be new.
pub(crate) fn random_key() -> Result<[u8; 32], Fault> {
    let mut key = [0; 32];
    let no_chance = |error: getrandom::Error| Fault::Ours(Message::new("no-chance").with("detail", error.to_string()));
    getrandom::fill(&mut key).map_err(no_chance)?;
    Ok(key)
}

/// The present instant, to the second.
pub(crate) fn now() -> String {
    #[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
    let now = jiff::Timestamp::now();
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
