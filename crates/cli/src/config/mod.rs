//! The configuration of the server: a file, over it variables, over these the command line.
//!
//! Each concern has a file here, with the [`Known`] options that belong to it and a small struct of what they say. What an option is
//! for stands once in the catalogue, under its `words`: the help, the printed file and the messages take it from there, and a
//! test holds `docs/configuration.md` to the list.

mod file;
mod folders;
pub(crate) mod limits;
mod log;
pub(crate) mod mail;
pub(crate) mod press;
mod print;
mod register;
mod server;
pub(crate) mod sign_in;

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};
use words::Message;

use crate::fault::Fault;

pub(crate) use folders::{FolderConfig, writable};
pub(crate) use log::LogConfig;
pub(crate) use print::print;
pub(crate) use register::{DATABASE, RegisterConfig};
pub(crate) use server::{ServerConfig, TIME_ZONE};

/// What an option holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text.
    Text,
    /// Yes or no.
    Truth,
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// Texts; on the command line and in a variable with commas between them.
    List,
}

/// An option.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    /// The section of the file.
    pub(crate) section: &'static str,
    /// The key in its section.
    pub(crate) key: &'static str,
    /// The name on the command line, without the dashes; the variable follows from it.
    pub(crate) flag: &'static str,
    /// What stands in the help for its value; empty for what is yes or no.
    pub(crate) value: &'static str,
    /// The key in the catalogue of what it is for.
    pub(crate) words: &'static str,
    /// What it holds.
    pub(crate) kind: Kind,
    /// What it is when nobody says anything.
    pub(crate) default: &'static str,
}

impl Known {
    /// The variable that gives it.
    pub(crate) fn variable(&self) -> String {
        format!("MINGPAI_{}", self.flag.to_uppercase().replace('-', "_"))
    }
}

/// All options, section by section, in the order in which they are printed.
pub(crate) fn all() -> impl Iterator<Item = &'static Known> {
    register::OPTIONS
        .iter()
        .chain(&server::OPTIONS)
        .chain(&sign_in::OPTIONS)
        .chain(&mail::OPTIONS)
        .chain(&press::OPTIONS)
        .chain(&limits::OPTIONS)
        .chain(&folders::OPTIONS)
        .chain(&log::OPTIONS)
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    Default,
    File { file: PathBuf, line: usize },
    Variable(String),
    Flag(&'static str),
}

impl Origin {
    fn message(&self) -> Message {
        match self {
            Self::Default => Message::new("config-by-default"),
            Self::File { file, line } => Message::new("config-in-file").with("file", file).with("line", *line),
            Self::Variable(name) => Message::new("config-in-variable").with("name", name),
            Self::Flag(name) => Message::new("config-on-command-line").with("name", format!("--{name}")),
        }
    }
}

/// What is configured: of each option the value that counts, and where it comes from.
#[derive(Debug, Clone)]
pub(crate) struct Given(Vec<(&'static Known, String, Origin)>);

impl Given {
    /// Reads the file, if there is one, and puts variables and command line over it.
    ///
    /// # Errors
    /// What is wrong: with the file, line and key, or the variable.
    pub(crate) fn read(file: Option<&Path>, flags: &Flags) -> Result<Self, Fault> {
        let of_variable = std::env::var_os("MINGPAI_CONFIG").filter(|file| !file.is_empty()).map(PathBuf::from);
        let in_file = match file.map(Path::to_owned).or(of_variable) {
            Some(file) => file::read(&file)?,
            None => Vec::new(),
        };
        let value = |known: &'static Known| {
            let flag = flags.0.iter().find(|(flag, _)| *flag == known.flag);
            let variable = || std::env::var(known.variable()).ok().filter(|value| !value.is_empty());
            if let Some((_, value)) = flag {
                (known, value.clone(), Origin::Flag(known.flag))
            } else if let Some(value) = variable() {
                (known, value, Origin::Variable(known.variable()))
            } else if let Some((_, value, origin)) = in_file.iter().find(|(entry, ..)| entry.words == known.words) {
                (known, value.clone(), origin.clone())
            } else {
                (known, known.default.to_owned(), Origin::Default)
            }
        };
        Ok(Self(all().map(value).collect()))
    }

    fn of(&self, known: &Known) -> (&str, Message) {
        let found = self.0.iter().find(|(entry, ..)| entry.words == known.words);
        found.map_or((known.default, Origin::Default.message()), |(_, value, origin)| (value, origin.message()))
    }

    /// Whether somebody gave it, and it is no default.
    pub(crate) fn is_given(&self, known: &Known) -> bool {
        self.0.iter().any(|(entry, _, origin)| entry.words == known.words && *origin != Origin::Default)
    }

    /// Its text.
    pub(crate) fn text(&self, known: &Known) -> String {
        self.of(known).0.trim().to_owned()
    }

    /// Whether it is yes.
    pub(crate) fn truth(&self, known: &Known) -> Result<bool, Fault> {
        match self.text(known).to_lowercase().as_str() {
            "true" | "1" | "yes" | "on" => Ok(true),
            "false" | "0" | "no" | "off" => Ok(false),
            _ => Err(self.refuse(known, Message::new("config-wants-truth"))),
        }
    }

    /// Its number.
    pub(crate) fn number(&self, known: &Known) -> Result<i64, Fault> {
        let (from, to) = if let Kind::Number(from, to) = known.kind { (from, to) } else { (0, i64::MAX) };
        let number = self.text(known).parse::<i64>().ok().filter(|number| (from..=to).contains(number));
        number.ok_or_else(|| self.refuse(known, Message::new("config-wants-number").with("from", from).with("to", to)))
    }

    /// Which of its words it is.
    pub(crate) fn one_of(&self, known: &Known) -> Result<&'static str, Fault> {
        let words = if let Kind::OneOf(words) = known.kind { words } else { &[] };
        let found = words.iter().find(|word| **word == self.text(known).to_lowercase());
        let wanted = || Message::new("config-wants-one-of").with("known", words.join(", "));
        found.copied().ok_or_else(|| self.refuse(known, wanted()))
    }

    /// Its texts.
    pub(crate) fn list(&self, known: &Known) -> Vec<String> {
        self.text(known).split(',').map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
    }

    /// What is said of a value that cannot be: where it comes from, which it is, and what to write.
    pub(crate) fn refuse(&self, known: &Known, wanted: Message) -> Fault {
        let (value, origin) = self.of(known);
        let message = Message::new("config-refused")
            .with("where", origin)
            .with("key", known.key)
            .with("section", known.section)
            .with("value", value)
            .with("wanted", wanted);
        Fault::Input(message)
    }
}

/// What the command line gives.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flags(Vec<(&'static str, String)>);

impl Flags {
    /// One option alone.
    pub(crate) fn only(known: &'static Known, value: Option<&String>) -> Self {
        Self(value.map(|value| (known.flag, value.clone())).into_iter().collect())
    }
}

/// The options as arguments of a command; their help stands in the catalogue under their `words`.
impl Args for Flags {
    fn augment_args(command: Command) -> Command {
        all().fold(command, |command, known| {
            let argument = Arg::new(known.words).long(known.flag);
            command.arg(match known.kind {
                Kind::Truth => {
                    argument.num_args(0..=1).require_equals(true).default_missing_value("true").value_name("true|false")
                }
                _ => argument.value_name(known.value),
            })
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let value = |known: &'static Known| Some((known.flag, matches.get_one::<String>(known.words)?.clone()));
        Ok(Self(all().filter_map(value).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
