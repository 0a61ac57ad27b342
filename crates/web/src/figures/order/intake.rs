//! Case records into a store, and out of it again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ::measure::stored_fields;
use facts::{FactsError, Intake, IntakeStep, Store};
use ledger::record::{self, NewImport};
use ledger::{LedgerError, SourceId};
use words::Message;

use super::{Given, NotDone, Register, blocking};
use crate::figures::measure::Progress;
use crate::figures::plan::{Planned, plan_of};
use crate::figures::{quality, store_folder};

/// What was taken in.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenIn {
    /// The import; none where every file was there already.
    pub import: Option<ledger::ImportId>,
    /// What was noticed.
    pub notes: Vec<Message>,
    /// Rows that could not be read and were left out.
    pub bad_rows: u64,
}

/// Takes files in: all of them, or nothing at all. Files that are there already are nothing new, so that an order that was
/// interrupted can be carried out again.
///
/// # Errors
/// [`NotDone`] with the reason, such as the first row that cannot be read.
pub async fn take_in(
    given: &Given,
    id: SourceId,
    files: Vec<PathBuf>,
    skip_bad_rows: bool,
) -> Result<TakenIn, NotDone> {
    let source = record::find(given.ledger.reads(), id).await?.ok_or(LedgerError::Gone {})?;
    let register = Register::read(&given.ledger, given.today).await?;
    let planned = plan_of(&source.reading, &register.said(id), None).map_err(|error| NotDone(error.message()))?;
    let folder = store_folder(&given.data, id);
    let at = jiff::Timestamp::from_microsecond(given.at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string();
    let (stop, progress) = (Arc::clone(&given.stop), Arc::clone(&given.progress));
    let key = random_key().map_err(NotDone)?;
    let (taken, quality) = blocking(move || {
        let taken = take_files(&folder, &planned, &files, &at, skip_bad_rows, key, &stop, &progress)?;
        let quality = quality::of_import(&folder, &planned, taken.import.as_ref())?;
        Ok((taken, quality))
    })
    .await?;
    let Some(import) = taken.import else {
        return Ok(TakenIn { import: None, notes: taken.notes, bad_rows: 0 });
    };
    let sum = |of: fn(&facts::ImportedFile) -> u64| import.files.iter().map(of).sum::<u64>();
    let new = NewImport {
        source: id,
        number: import.id,
        // The number before a name keeps the order in which files were sent.
        files: import.files.iter().map(|file| as_sent(&file.name).to_owned()).collect(),
        rows: sum(|file| file.rows),
        bad_rows: sum(|file| file.bad_rows),
        quality,
    };
    let bad_rows = new.bad_rows;
    let write = given.ledger.write(given.by, given.at, move |change| Box::pin(record::note(change, new)));
    Ok(TakenIn { import: Some(write.await?), notes: taken.notes, bad_rows })
}

#[expect(clippy::too_many_arguments, reason = "what one intake needs, each once")]
fn take_files(
    folder: &Path,
    planned: &Planned,
    files: &[PathBuf],
    at: &str,
    skip_bad_rows: bool,
    key: [u8; 32],
    stop: &AtomicBool,
    progress: &Progress,
) -> Result<facts::Taken, Message> {
    let source = &planned.plan.source;
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent)
            .map_err(|error| Message::new("order-broke").with("detail", format!("{}: {error}", parent.display())))?;
    }
    let mut store = Store::open_or_create(folder, source, key).map_err(|error| error.message())?;
    let mut fields = stored_fields(&planned.plan);
    let mut step = |step: IntakeStep| {
        if let IntakeStep::Reading(done, all) = step {
            progress(done, all);
        }
        if stop.load(Ordering::Relaxed) { Err(FactsError::Stopped {}) } else { Ok(()) }
    };
    loop {
        let intake = Intake { files, fields: &fields, at, skip_bad_rows };
        match store.intake(source, &intake, &mut step) {
            // What only a promise asks for is no reason to take nothing in: the promise itself is told that it cannot be measured.
            Err(FactsError::NoColumn { key, column, .. })
                if BY_PROMISES.contains(&key.as_str()) && fields.iter().any(|field| field.name == column) =>
            {
                fields.retain(|field| field.name != column);
            }
            // A promise that came after the first import may ask for a column that the store does not keep: it is told the same.
            Err(FactsError::NotKept { field, .. })
                if !source.keep.contains(&field) && fields.iter().any(|known| known.name == field) =>
            {
                fields.retain(|known| known.name != field);
            }
            Ok(taken) => return Ok(taken),
            Err(error) => return Err(in_words(&error)),
        }
    }
}

/// The keys of a plan by which promises name columns.
const BY_PROMISES: [&str; 2] = ["due", "working_days_from"];

/// Why files were not taken in. Each is named as it was sent, without where it lies here.
fn in_words(error: &FactsError) -> Message {
    if let FactsError::BadRows { count, file, line, problem } = error {
        let name = Path::new(file).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        return Message::new("records-bad-row")
            .with("count", *count)
            .with("file", as_sent(&name))
            .with("line", *line)
            .with("problem", problem.message());
    }
    let message = error.message();
    let file = message.arguments().iter().find(|(name, _)| name == "file").map(|(_, file)| file.clone());
    match file {
        Some(words::Value::Text(file)) => {
            let name = Path::new(&file).file_name().map(|name| name.to_string_lossy().into_owned());
            message.with_other("file", as_sent(&name.unwrap_or_default()))
        }
        _ => message,
    }
}

/// The name of a file as it was sent: without the number that an upload puts before it.
fn as_sent(name: &str) -> &str {
    name.split_once(' ').map_or(name, |(_, name)| name)
}

fn random_key() -> Result<[u8; 32], Message> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| Message::new("order-broke").with("detail", error.to_string()))?;
    Ok(key)
}

/// Notes imports that a store holds and the ledger does not know, as that of a demo, or of `mingpai intake`; and the source, if it
/// is new.
///
/// # Errors
/// [`NotDone`] with the reason.
pub async fn adopt(given: &Given, name: String, reading: String) -> Result<SourceId, NotDone> {
    let known = record::all(given.ledger.reads()).await?.into_iter().find(|source| source.name == name);
    let id = match known {
        Some(known) => known.id,
        None => {
            let write = given
                .ledger
                .write(given.by, given.at, move |change| Box::pin(record::add(change, None, name, reading)));
            write.await?
        }
    };
    let folder = store_folder(&given.data, id);
    let imports = record::imports(given.ledger.reads(), id).await?;
    let source = record::find(given.ledger.reads(), id).await?.ok_or(LedgerError::Gone {})?;
    let register = Register::read(&given.ledger, given.today).await?;
    let planned = plan_of(&source.reading, &register.said(id), None).map_err(|error| NotDone(error.message()))?;
    let new: Vec<NewImport> = blocking(move || {
        let store = Store::open(&folder).map_err(|error| error.message())?;
        let mut new = Vec::new();
        for import in store.imports() {
            if imports.iter().any(|known| known.number == i64::from(import.id)) {
                continue;
            }
            let sum = |of: fn(&facts::ImportedFile) -> u64| import.files.iter().map(of).sum::<u64>();
            new.push(NewImport {
                source: id,
                number: import.id,
                files: import.files.iter().map(|file| file.name.clone()).collect(),
                rows: sum(|file| file.rows),
                bad_rows: sum(|file| file.bad_rows),
                quality: quality::of_import(&folder, &planned, Some(import))?,
            });
        }
        Ok(new)
    })
    .await?;
    for import in new {
        given.ledger.write(given.by, given.at, move |change| Box::pin(record::note(change, import))).await?;
    }
    Ok(id)
}

/// Takes an import back. What later imports say stays.
///
/// # Errors
/// [`NotDone`] with the reason.
pub async fn take_back(given: &Given, id: ledger::ImportId) -> Result<SourceId, NotDone> {
    let import = record::find_import(given.ledger.reads(), id).await?.ok_or(LedgerError::Gone {})?;
    let folder = store_folder(&given.data, import.source);
    let number = u32::try_from(import.number).unwrap_or(u32::MAX);
    blocking(move || {
        let mut store = Store::open(&folder).map_err(|error| error.message())?;
        match store.undo(number) {
            // An order that was interrupted between store and ledger.
            Ok(_) | Err(FactsError::NoImport { .. }) => Ok(()),
            Err(error) => Err(error.message()),
        }
    })
    .await?;
    given.ledger.write(given.by, given.at, move |change| Box::pin(record::note_taken_back(change, id))).await?;
    Ok(import.source)
}
