//! The orders: measure a source, take records in, take them back. Each is safe to run twice.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ::measure::stored_fields;
use ::plan::Plan;
use facts::{FactsError, Intake, IntakeStep, Store};
use ledger::brand;
use ledger::figure::{self, NewMeasuring};
use ledger::promise::{self, History};
use ledger::record::{self, NewImport};
use ledger::{By, Day, Instant, Ledger, LedgerError, PromiseId, SourceId, UnitId, service, setting, unit};
use words::Message;

use crate::desk::Desk;
use crate::jobs::MeasurePromises;

use super::measure::{ENGINE, Progress, measure_source};
use super::plan::{Planned, Said, plan_of};
use super::{calendar_days, calendar_of, process, quality, store_folder};

/// Why an order was not carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct NotDone(pub Message);

impl From<LedgerError> for NotDone {
    fn from(error: LedgerError) -> Self {
        Self(error.message())
    }
}

impl From<FactsError> for NotDone {
    fn from(error: FactsError) -> Self {
        Self(error.message())
    }
}

/// What stands behind an order: where the ledger and the records are, who gives it and when, who is told and who may stop it.
#[derive(Clone)]
pub struct Given {
    /// The register.
    pub ledger: Ledger,
    /// The folder of the stores of facts.
    pub data: PathBuf,
    /// Who gives it.
    pub by: By,
    /// When.
    pub at: Instant,
    /// The day on which it is given.
    pub today: Day,
    /// Told how much was read.
    pub progress: Progress,
    /// Set when somebody asks it to stop.
    pub stop: Arc<AtomicBool>,
}

/// What was measured.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// How many promises have a figure.
    pub promises: usize,
    /// The promises that no record can tell, and why.
    pub left_out: Vec<(PromiseId, Message)>,
    /// What the office should know.
    pub warnings: Vec<Message>,
    /// Promises that were measured from this source and are another's now: their figures are gone until that is measured.
    pub moved: Vec<PromiseId>,
}

/// The register as measuring needs it, read at once.
pub(crate) struct Register {
    histories: Vec<History>,
    brands: HashMap<ledger::BrandId, (UnitId, String)>,
    units: HashMap<UnitId, unit::Model>,
    services: HashMap<UnitId, Vec<service::Model>>,
    sources: Vec<record::Model>,
    /// Those of which an import stands: one that was only begun takes no promise from another.
    standing: HashSet<SourceId>,
    /// The days that the office added to the calendar.
    pub(crate) days: String,
}

impl Register {
    pub(crate) async fn read(ledger: &Ledger, today: Day) -> Result<Self, LedgerError> {
        let db = ledger.reads();
        let mut brands = HashMap::new();
        for listed in brand::list(db, None, today).await? {
            let version = listed.in_force.as_ref().unwrap_or(&listed.latest);
            brands.insert(listed.brand.id, (listed.brand.unit, version.name.clone()));
        }
        let sources = record::all(db).await?;
        let mut standing = HashSet::new();
        for source in &sources {
            let imports = record::imports(db, source.id).await?;
            standing.extend(imports.iter().any(|import| import.taken_back_at.is_none()).then_some(source.id));
        }
        let mut services: HashMap<UnitId, Vec<service::Model>> = HashMap::new();
        for service in service::all(db).await? {
            services.entry(service.unit).or_default().push(service);
        }
        Ok(Self {
            histories: promise::histories(db, None).await?,
            brands,
            units: unit::all(db).await?.into_iter().map(|unit| (unit.id, unit)).collect(),
            services,
            sources,
            standing,
            days: setting::get(db, setting::CALENDAR_DAYS).await?.unwrap_or_default(),
        })
    }

    /// The source that has a unit's cases: its own, that of the nearest unit above it, or that of the whole city. Of several the
    /// newest. Where none has records yet, the one that has been set up.
    pub(crate) fn source_of(&self, unit: UnitId) -> Option<&record::Model> {
        self.nearest(unit, |source| self.standing.contains(&source.id)).or_else(|| self.nearest(unit, |_| true))
    }

    fn nearest(&self, unit: UnitId, counts: impl Fn(&record::Model) -> bool) -> Option<&record::Model> {
        let mut at = Some(unit);
        // A unit is below no more units than there are.
        for _ in 0..=self.units.len() {
            let own = self.sources.iter().rev().find(|source| source.unit == at && counts(source));
            match (own, at) {
                (Some(own), _) => return Some(own),
                (None, None) => return None,
                (None, Some(unit)) => at = self.units.get(&unit).and_then(|unit| unit.parent),
            }
        }
        None
    }

    /// The promises that are measured from a source, each with whose it is.
    pub(crate) fn said(&self, source: SourceId) -> Vec<Said<'_>> {
        let said = |history| {
            let history: &History = history;
            let (unit, brand) = self.brands.get(&history.promise.brand)?;
            let of_source = self.source_of(*unit).is_some_and(|known| known.id == source);
            let services = self.services.get(unit).map(Vec::as_slice).unwrap_or_default();
            let is_own = self.sources.iter().any(|known| known.id == source && known.unit == Some(*unit));
            of_source.then_some(Said { history, brand, unit: self.units.get(unit)?, services, is_own })
        };
        self.histories.iter().filter_map(said).collect()
    }
}

/// Measures the promises of a source, all or some, and keeps what was found.
///
/// # Errors
/// [`NotDone`] with the reason. Figures that were not reached stay as they are.
pub async fn measure(given: &Given, id: SourceId, only: Option<&[PromiseId]>) -> Result<Report, NotDone> {
    let source = record::find(given.ledger.reads(), id).await?.ok_or(LedgerError::Gone {})?;
    let register = Register::read(&given.ledger, given.today).await?;
    let folder = store_folder(&given.data, id);
    let store = Store::open(&folder)?;
    if only.is_none() {
        measure_process(given, &source, &store, &register.days).await?;
    }
    let mut said = register.said(id);
    said.retain(|said| only.is_none_or(|only| only.contains(&said.history.promise.id)));
    let planned = plan_of(&source.reading, &said, Some(store.fields())).map_err(|error| NotDone(error.message()))?;
    let gone: Vec<PromiseId> = planned.left_out.keys().copied().collect();
    let left_out = planned.left_out.clone().into_iter().collect();
    let mut report = Report { left_out, ..Report::default() };
    forget(given, gone).await?;
    if only.is_none() {
        let ours = |promise: &PromiseId| said.iter().any(|said| said.history.promise.id == *promise);
        report.moved = figure::promises_of(given.ledger.reads(), id).await?;
        report.moved.retain(|promise| !ours(promise));
        forget(given, report.moved.clone()).await?;
    }
    if planned.plan.promises.is_empty() || store.imports().is_empty() {
        let all: Vec<PromiseId> = said.iter().map(|said| said.history.promise.id).collect();
        forget(given, all).await?;
        return Ok(report);
    }
    let calendar = calendar_of(&planned.plan, &register.days).map_err(NotDone)?;
    let days = calendar_days(&planned.plan, &register.days).map_err(NotDone)?;
    let plan_text = planned.text.clone();
    let (stop, progress) = (Arc::clone(&given.stop), Arc::clone(&given.progress));
    let found = blocking(move || measure_source(&folder, &planned, &calendar, &days, &stop, &progress)).await?;
    let new = NewMeasuring {
        source: id,
        as_of: found.as_of,
        facts: found.facts,
        plan: plan_text,
        plan_hash: found.plan_hash,
        engine: ENGINE.to_owned(),
    };
    let write = given.ledger.write(given.by, given.at, move |change| Box::pin(figure::begin(change, new)));
    let measuring = write.await?;
    report.warnings = found.warnings;
    forget(given, found.left_out.iter().map(|(promise, _)| *promise).collect()).await?;
    report.left_out.extend(found.left_out);
    for figure in found.figures {
        report.promises += usize::from(figure.clock == figure::Clock::Promised);
        let write =
            given.ledger.write(given.by, given.at, move |change| Box::pin(figure::replace(change, measuring, figure)));
        write.await?;
    }
    Ok(report)
}

/// Measures what the cases of each service of a source went through, and keeps it.
async fn measure_process(given: &Given, source: &record::Model, store: &Store, days: &str) -> Result<(), NotDone> {
    let id = source.id;
    let plan = Plan::parse(&source.reading).map_err(|error| NotDone(error.message()))?;
    let calendar = calendar_of(&plan, days).map_err(NotDone)?;
    let (folder, stop) = (store_folder(&given.data, id), Arc::clone(&given.stop));
    let has_none = store.imports().is_empty();
    let cards =
        blocking(
            move || {
                if has_none { Ok(Vec::new()) } else { process::cards_of(&folder, id, &plan, &calendar, &stop) }
            },
        );
    let cards = cards.await?;
    let write =
        given.ledger.write(given.by, given.at, move |change| Box::pin(ledger::process::replace(change, id, cards)));
    Ok(write.await?)
}

/// Takes away the figures of promises that no record can tell any more.
async fn forget(given: &Given, promises: Vec<PromiseId>) -> Result<(), NotDone> {
    if promises.is_empty() {
        return Ok(());
    }
    let write = given.ledger.write(given.by, given.at, move |change| {
        Box::pin(async move {
            for promise in promises {
                for clock in [figure::Clock::Promised, figure::Clock::Applied] {
                    figure::remove(change, promise, clock).await?;
                }
            }
            Ok(())
        })
    });
    Ok(write.await?)
}

async fn blocking<T: Send + 'static>(act: impl FnOnce() -> Result<T, Message> + Send + 'static) -> Result<T, NotDone> {
    match tokio::task::spawn_blocking(act).await {
        Ok(done) => done.map_err(NotDone),
        Err(error) => Err(NotDone(Message::new("order-broke").with("detail", error.to_string()))),
    }
}

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

/// Asks for promises to be measured again, from whichever source has the cases of their units.
pub(crate) async fn ask_for(desk: &Desk, by: By, promises: &[PromiseId]) -> Result<(), LedgerError> {
    if promises.is_empty() {
        return Ok(());
    }
    let register = Register::read(&desk.ledger, desk.clock().today()).await?;
    let mut by_source: BTreeMap<SourceId, Vec<PromiseId>> = BTreeMap::new();
    for history in register.histories.iter().filter(|history| promises.contains(&history.promise.id)) {
        let unit = register.brands.get(&history.promise.brand).map(|(unit, _)| *unit);
        if let Some(source) = unit.and_then(|unit| register.source_of(unit)) {
            by_source.entry(source.id).or_default().push(history.promise.id);
        }
    }
    for (source, promises) in by_source {
        desk.ask_for(by, &MeasurePromises { source, promises: Some(promises) }, None).await?;
    }
    Ok(())
}

/// Asks for the promises of a brand to be measured again, where records can tell them: after a change of what is in force.
pub(crate) async fn ask_after_change(desk: &Desk, by: By, brand: ledger::BrandId) -> Result<(), LedgerError> {
    let register = Register::read(&desk.ledger, desk.clock().today()).await?;
    let Some((unit, _)) = register.brands.get(&brand) else { return Ok(()) };
    let Some(source) = register.source_of(*unit) else { return Ok(()) };
    let of_brand = register.histories.iter().filter(|history| history.promise.brand == brand);
    let promises = Some(of_brand.map(|history| history.promise.id).collect());
    desk.ask_for(by, &MeasurePromises { source: source.id, promises }, None).await?;
    Ok(())
}
