//! What can be asked on the command line. The help texts stand in the catalogue, under the names used here.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use terms::Dimension;
use words::{Language, Message};

use crate::config::{DATABASE, Flags, Given, RegisterConfig};
use crate::fault::Fault;
use crate::language::translate;
use crate::output::keep_apart;

/// Every promise on a nameplate, measured from the case records.
#[derive(Debug, Parser)]
#[command(name = "mingpai", arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[arg(long, global = true, value_name = "zh|en")]
    lang: Option<String>,
    #[arg(long, global = true)]
    pub(crate) quiet: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Inspect(Inspect),
    Measure(Measure),
    Compare(Compare),
    Intake(Intake),
    Calendar(Calendar),
    Verify(VerifyBundle),
    Print(Print),
    Demo(Demo),
    Serve(Serve),
    Migrate(Register),
    Audit(Audit),
    Admin(Admin),
    Backup(Copy),
    Restore(Copy),
}

/// How scorecards are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    #[default]
    Table,
    Json,
    Csv,
}

/// Where records come from, and what is promised.
#[derive(Debug, Args)]
pub(crate) struct Records {
    #[arg(value_name = "SOURCE")]
    pub(crate) sources: Vec<PathBuf>,
    #[arg(long, value_name = "PLAN")]
    pub(crate) plan: PathBuf,
    #[arg(long, value_name = "DIR", conflicts_with = "sources")]
    pub(crate) store: Option<PathBuf>,
    #[arg(long = "as-of", value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
    #[arg(long = "skip-bad-rows")]
    pub(crate) skip_bad_rows: bool,
    #[arg(long = "bad-rows", value_name = "FILE", requires = "skip_bad_rows")]
    pub(crate) bad_rows: Option<PathBuf>,
    #[arg(long, value_name = "MB", default_value_t = 1024)]
    pub(crate) memory: usize,
}

impl Records {
    /// Sees to it that no result is written over the records, the plan or the store, or over another one.
    pub(crate) fn keep_apart<'a>(&'a self, results: impl IntoIterator<Item = &'a PathBuf>) -> Result<(), Fault> {
        let read: Vec<&Path> =
            self.sources.iter().chain(&self.store).chain([&self.plan]).map(PathBuf::as_path).collect();
        let written: Vec<&Path> = results.into_iter().chain(&self.bad_rows).map(PathBuf::as_path).collect();
        keep_apart(&read, &written)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    #[arg(value_name = "SOURCE", required = true)]
    pub(crate) sources: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Measure {
    #[command(flatten)]
    pub(crate) records: Records,
    #[arg(long, value_name = "unit,service,month", value_delimiter = ',', value_parser = dimension)]
    pub(crate) by: Vec<Dimension>,
    #[arg(
        long,
        value_name = "table|json|csv",
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) format: Format,
    #[arg(long, value_name = "FILE.csv|.parquet")]
    pub(crate) outcomes: Option<PathBuf>,
    #[arg(long, value_name = "FILE.json")]
    pub(crate) process: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    #[command(flatten)]
    pub(crate) records: Records,
    #[arg(long, value_name = "DATE")]
    pub(crate) split: Date,
    #[arg(long, value_name = "unit,service", value_delimiter = ',', value_parser = dimension)]
    pub(crate) by: Vec<Dimension>,
    #[arg(
        long,
        value_name = "table|json|csv",
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Intake {
    #[arg(value_name = "SOURCE", conflicts_with_all = ["list", "undo"])]
    pub(crate) sources: Vec<PathBuf>,
    #[arg(long, value_name = "PLAN", required_unless_present_any = ["list", "undo"])]
    pub(crate) plan: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) store: PathBuf,
    #[arg(long = "skip-bad-rows")]
    pub(crate) skip_bad_rows: bool,
    #[arg(long = "bad-rows", value_name = "FILE", requires = "skip_bad_rows")]
    pub(crate) bad_rows: Option<PathBuf>,
    #[arg(long)]
    pub(crate) list: bool,
    #[arg(long, value_name = "ID", conflicts_with = "list")]
    pub(crate) undo: Option<u32>,
}

/// A bundle, to be recomputed.
#[derive(Debug, Args)]
pub(crate) struct VerifyBundle {
    #[arg(value_name = "BUNDLE")]
    pub(crate) bundle: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
}

/// The sheets of a unit, printed.
#[derive(Debug, Args)]
pub(crate) struct Print {
    #[arg(value_name = "SHEET")]
    pub(crate) sheet: Option<String>,
    #[arg(long)]
    pub(crate) list: bool,
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    #[arg(long, value_name = "zh|zh-en", default_value = "zh", hide_default_value = true)]
    pub(crate) language: String,
    #[arg(long, value_name = "exact|marks|a4", default_value = "exact", hide_default_value = true)]
    pub(crate) paper: String,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    #[arg(long = "links-to", value_name = "URL")]
    pub(crate) links_to: Option<String>,
    #[command(flatten)]
    pub(crate) register: Register,
}

/// A made-up city.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    #[arg(long, alias = "data", value_name = "DIR", default_value = "./mingpai-demo", hide_default_value = true)]
    pub(crate) dir: PathBuf,
    #[arg(long, value_name = "N", default_value_t = city::SEED, hide_default_value = true)]
    pub(crate) seed: u64,
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", hide_default_value = true)]
    pub(crate) listen: String,
    #[arg(long = "no-browser")]
    pub(crate) no_browser: bool,
    #[arg(long = "no-serve")]
    pub(crate) no_serve: bool,
    /// How many cases the city has: for tests, which have little time.
    #[arg(long, value_name = "N", default_value_t = city::CASES, hide = true, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub(crate) cases: u64,
}

/// Where the register is: what the server's configuration says, if nothing else does.
#[derive(Debug, Args)]
pub(crate) struct Register {
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[arg(id = "option-database", long = "database", value_name = "URL")]
    database: Option<String>,
}

impl Register {
    /// Whether the database is named on the command line.
    pub(crate) fn is_given(&self) -> bool {
        self.database.is_some()
    }

    /// The address of the database.
    pub(crate) fn database(&self) -> Result<String, Fault> {
        let given = Given::read(self.config.as_deref(), &Flags::only(&DATABASE, self.database.as_ref()))?;
        Ok(RegisterConfig::read(&given)?.database)
    }
}

/// A copy of the register, and where it is or goes.
#[derive(Debug, Args)]
pub(crate) struct Copy {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) register: Register,
}

/// The register's pages.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) flags: Flags,
    #[arg(long = "print-config")]
    pub(crate) print_config: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[command(subcommand)]
    pub(crate) question: AuditQuestion,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditQuestion {
    Verify(Verify),
}

/// The audit log, walked.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) register: Register,
    #[arg(long, value_name = "NUMBER:HASH")]
    pub(crate) head: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Admin {
    #[command(subcommand)]
    pub(crate) act: AdminAct,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AdminAct {
    CreateAccount(CreateAccount),
}

/// An account, made from the command line: the first one.
#[derive(Debug, Args)]
pub(crate) struct CreateAccount {
    #[command(flatten)]
    pub(crate) register: Register,
    #[arg(long, value_name = "LOGIN")]
    pub(crate) login: String,
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    #[arg(long, value_name = "ROLE", default_value = "office", hide_default_value = true)]
    pub(crate) role: String,
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Calendar {
    #[command(subcommand)]
    pub(crate) question: CalendarQuestion,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CalendarQuestion {
    Deadline(Deadline),
    Import(Import),
    List,
}

#[derive(Debug, Args)]
pub(crate) struct Deadline {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(value_name = "DATE")]
    pub(crate) date: Date,
    #[arg(long = "working-days", value_name = "N", required_unless_present = "calendar_days")]
    pub(crate) working_days: Option<u32>,
    #[arg(long = "calendar-days", value_name = "N", conflicts_with = "working_days")]
    pub(crate) calendar_days: Option<u32>,
    #[arg(long, requires = "calendar_days")]
    pub(crate) roll: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[arg(value_name = "[NAME] FILE", num_args = 1..=2, required = true)]
    pub(crate) name_and_file: Vec<String>,
}

/// Sees to it that nothing is told apart by the same thing twice.
pub(crate) fn check_by(by: &[Dimension]) -> Result<(), Fault> {
    let twice =
        by.iter().enumerate().find(|(place, dimension)| by.iter().take(*place).any(|known| known == *dimension));
    twice.map_or(Ok(()), |(_, dimension)| {
        Err(Fault::Input(Message::new("argument-by-twice").with("dimension", dimension.name())))
    })
}

fn dimension(name: &str) -> Result<Dimension, String> {
    Dimension::named(name).ok_or_else(|| name.to_owned())
}

/// Reads the arguments; where they are wrong, or help was asked for, says so and gives the exit code.
pub(crate) fn read(language: Language) -> Result<Arguments, ExitCode> {
    let command = translate(Arguments::command(), "", language);
    let wide = command.mut_arg("lang", |argument| argument.value_parser(["zh", "en"]).hide_possible_values(true));
    let matches = wide.try_get_matches().map_err(|error| tell(&error, language))?;
    Arguments::from_arg_matches(&matches).map_err(|error| tell(&error, language))
}

/// Says what is wrong with the arguments, in the reader's language.
fn tell(error: &clap::Error, language: Language) -> ExitCode {
    let asked_for = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if asked_for {
        // Nobody to show it to is no reason for another message.
        let _ = error.print();
        let missing = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
        return if missing { ExitCode::from(2) } else { ExitCode::SUCCESS };
    }
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = Some(context(ContextKind::SuggestedArg)).filter(|near| !near.is_empty());
            Message::new("argument-unknown").with("argument", argument).with("nearest", &near)
        }
        ErrorKind::InvalidSubcommand => {
            let near = Some(context(ContextKind::SuggestedSubcommand)).filter(|near| !near.is_empty());
            Message::new("argument-unknown-command")
                .with("command", context(ContextKind::InvalidSubcommand))
                .with("nearest", &near)
        }
        ErrorKind::MissingSubcommand => {
            Message::new("argument-no-command").with("commands", context(ContextKind::ValidSubcommand))
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            Message::new("argument-too-many").with("value", context(ContextKind::InvalidValue))
        }
        ErrorKind::MissingRequiredArgument => Message::new("argument-missing").with("argument", argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Message::new("argument-value").with("argument", argument).with("value", context(ContextKind::InvalidValue))
        }
        ErrorKind::ArgumentConflict => {
            Message::new("argument-conflict").with("argument", argument).with("other", context(ContextKind::PriorArg))
        }
        _ => Message::new("argument-other").with("detail", error.render().to_string().trim().replace('\n', " ")),
    };
    eprintln!("{}", Message::new("error").with("text", message).text(language));
    ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        for language in [Language::Chinese, Language::English] {
            translate(Arguments::command(), "", language).debug_assert();
        }
    }

    /// Every command and every argument has its help in both languages.
    #[test]
    fn everything_has_its_help() {
        fn check(command: &clap::Command) {
            for text in
                command.get_arguments().map(|argument| argument.get_help().map(ToString::to_string).unwrap_or_default())
            {
                assert!(!text.is_empty() && !text.starts_with("help-"), "{}: {text}", command.get_name());
            }
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            let more = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(
                !about.starts_with("help-") && !more.starts_with("help-"),
                "{}: {about} {more}",
                command.get_name()
            );
            command.get_subcommands().for_each(check);
        }
        for language in [Language::Chinese, Language::English] {
            check(&translate(Arguments::command(), "", language));
        }
    }
}
