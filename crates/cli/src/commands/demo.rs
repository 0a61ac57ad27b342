//! `mingpai demo`: a made-up city, from its files to its scorecards.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use city::City;
use jiff::Timestamp;
use jiff::civil::Date;
use measure::Question;
use words::{Language, Message};

use crate::arguments;
use crate::calendars;
use crate::commands::measure::ask;
use crate::commands::{Context, intake, read_plan, serve, tell_bad_rows};
use crate::config::writable;
use crate::fault::Fault;
use crate::output::{self, replace_file};
use crate::progress;

/// The parts of a demo's folder. The first one says that the folder is ours, and which city is in it.
const MARK: &str = ".mingpai-demo";
const RECORDS: &str = "办件数据";
const PLAN: &str = "方案.toml";
const ABOUT: &str = "说明.txt";
/// Where the register looks for the records of its first source.
const STORE: &str = "records/1";
pub(super) const REGISTER: &str = "ledger.db";

pub(crate) fn run(command: &arguments::Demo, context: &Context) -> Result<(), Fault> {
    // Before any figure is seen: none of them is real.
    writeln!(std::io::stdout(), "{}", context.text("demo-made-up"))?;
    let folder = &command.dir;
    // A port that is taken is told at once, and not after the measuring. Whoever asks earlier is answered when all is there.
    let listener = if command.no_serve { None } else { Some(serve::listen(&command.listen)?) };
    make_up(command, context)?;
    let plan_file = write_plan(folder, context)?;
    let plan = read_plan(&plan_file)?;
    let store = folder.join(STORE);
    // What was passed over or is there already is no news in a demo.
    let taken = intake::take(&[folder.join(RECORDS)], &plan, &store, false, context)?;
    tell_bad_rows(&taken.bad_rows, None, context)?;
    intake::tell(&taken, &store, context);

    let calendar = calendars::of_plan(&plan.calendar)?;
    let question = Question::of(&plan, &calendar);
    let records = arguments::Records {
        sources: Vec::new(),
        plan: plan_file.clone(),
        store: Some(store.clone()),
        as_of: None,
        skip_bad_rows: false,
        bad_rows: None,
        memory: 1024,
    };
    let answer = ask(&question, &records, context)?;
    output::scorecards::write(arguments::Format::Table, &answer, &question, context)?;

    let from_store = format!("--store {} --plan {}", shell(&store), shell(&plan_file));
    let next = Message::new("demo-next")
        .with("measure", format!("  mingpai measure {from_store} --by unit,month --format csv"))
        .with("compare", format!("  mingpai compare {from_store} --split {}", City::improved()))
        .with("inspect", format!("  mingpai inspect {}", shell(&folder.join(RECORDS))));
    writeln!(std::io::stdout(), "\n{}", next.text(context.language))?;
    let Some(listener) = listener else { return Ok(()) };
    serve::demo(command, listener, &folder.join(REGISTER), last_day(&answer), context)
}

/// The last day of the records: the day on which the demo stands still.
fn last_day(answer: &measure::Answer) -> Date {
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap_or(jiff::tz::TimeZone::UTC);
    let last = answer.survey.last.and_then(|instant| Timestamp::from_microsecond(instant.0).ok());
    last.map_or(Date::constant(2025, 12, 31), |last| last.to_zoned(zone).date())
}

/// Writes the city's records, unless they are there. They are made in a folder beside, so that a folder with half a city is
/// never seen.
fn make_up(command: &arguments::Demo, context: &Context) -> Result<(), Fault> {
    let folder = &command.dir;
    let fault = |error: &std::io::Error| Fault::writing(&folder.display().to_string(), error);
    // The first number changes with what the generator makes of a seed.
    let mark = format!("1 {} {}\n", command.seed, command.cases);
    match fs::read_to_string(folder.join(MARK)) {
        Ok(text) if text == mark => {
            writable(folder).map_err(|error| fault(&error))?;
            context.note(Message::new("demo-reused").with("folder", folder));
            return Ok(());
        }
        Ok(_) => {}
        Err(_) if is_free(folder) => {}
        Err(_) => return Err(Fault::Input(Message::new("demo-not-ours").with("folder", folder))),
    }
    let around = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // What cannot be written to, or is full, is told before a million events are made up.
    writable(around).map_err(|error| Fault::writing(&around.display().to_string(), &error))?;
    let beside = tempfile::Builder::new().prefix(".mingpai-demo-").tempdir_in(around);
    let beside = beside.map_err(|error| Fault::writing(&around.display().to_string(), &error))?;
    let records = beside.path().join(RECORDS);
    fs::create_dir(&records).map_err(|error| fault(&error))?;
    let bar = progress::bar_of_cases(command.cases, context);
    let counts = City::of(command.seed).with_cases(command.cases).write(&records, &mut |done, _| {
        bar.set_position(done);
        !context.stop.load(Ordering::Relaxed)
    });
    bar.finish_and_clear();
    let counts = counts?;
    let put = || {
        fs::create_dir_all(folder)?;
        // From here on the folder is ours, though nothing is known to be in it until the mark says so.
        fs::write(folder.join(MARK), "")?;
        for part in [RECORDS, STORE] {
            if folder.join(part).exists() {
                fs::remove_dir_all(folder.join(part))?;
            }
        }
        // SQLite keeps what is not settled yet in two files beside its own.
        for beside in ["", "-wal", "-shm"] {
            let file = folder.join(format!("{REGISTER}{beside}"));
            if file.exists() {
                fs::remove_file(file)?;
            }
        }
        fs::rename(&records, folder.join(RECORDS))?;
        fs::write(folder.join(ABOUT), City::about())?;
        fs::write(folder.join(MARK), &mark)
    };
    put().map_err(|error| fault(&error))?;
    context.note(Message::new("demo-made").with("cases", output::grouped(counts.cases)).with("folder", folder));
    Ok(())
}

/// Whether a folder is not there yet, or has nothing in it.
fn is_free(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        // Where something else is in its way, writing tells so.
        Err(error) => matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory),
    }
}

/// Writes the plan. One that somebody has changed stays.
fn write_plan(folder: &Path, context: &Context) -> Result<PathBuf, Fault> {
    let file = folder.join(PLAN);
    let text = City::plan(context.language);
    let own = [Language::Chinese, Language::English].map(City::plan);
    match fs::read_to_string(&file) {
        Ok(known) if known == text => {}
        Ok(known) if !own.contains(&known) => {
            context.note(Message::new("demo-plan-kept").with("file", &file));
        }
        _ => replace_file(&file, |out| out.write_all(text.as_bytes()))?,
    }
    Ok(file)
}

/// A path as it can be typed into a shell.
fn shell(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '\\' | '.' | '-' | '_' | ':' | ',');
    if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
