//! What ends a command early, and the exit code that says whose fault it is.

use std::io;
use std::process::ExitCode;

use city::CityError;
use facts::FactsError;
use ledger::LedgerError;
use measure::MeasureError;
use plan::PlanError;
use words::{Language, Message};

/// What ends a command early.
#[derive(Debug)]
pub(crate) enum Fault {
    /// Bad input or bad arguments; nothing was changed.
    Input(Message),
    /// An error on our side: a full disk, a damaged store.
    Ours(Message),
    /// Somebody asked us to stop.
    Stopped(Message),
    /// Whoever reads our output has had enough.
    NobodyListens,
}

impl Fault {
    /// Says what is wrong, and gives the exit code.
    pub(crate) fn tell(&self, language: Language) -> ExitCode {
        let (message, code) = match self {
            Self::Input(message) => (message, 2),
            Self::Ours(message) => (message, 1),
            Self::Stopped(message) => (message, 130),
            Self::NobodyListens => return ExitCode::SUCCESS,
        };
        let text = Message::new("error").with("text", message.clone()).text(language);
        eprintln!("{text}");
        ExitCode::from(code)
    }

    /// A file of ours that could not be written.
    pub(crate) fn writing(file: &str, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::NobodyListens;
        }
        let message = Message::new("cannot-write").with("file", file).with("detail", error.to_string());
        // A folder that is not there, or may not be written to, is a matter of the arguments.
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied | io::ErrorKind::IsADirectory => {
                Self::Input(message)
            }
            _ => Self::Ours(message),
        }
    }
}

impl From<FactsError> for Fault {
    fn from(error: FactsError) -> Self {
        match &error {
            FactsError::Stopped {} => Self::Stopped(error.message()),
            FactsError::StoreDamaged { .. } | FactsError::StoreFailed { .. } => Self::Ours(error.message()),
            _ => Self::Input(error.message()),
        }
    }
}

impl From<MeasureError> for Fault {
    fn from(error: MeasureError) -> Self {
        match error {
            MeasureError::Facts(error) => error.into(),
            MeasureError::Spill { .. } => Self::Ours(error.message()),
            _ => Self::Input(error.message()),
        }
    }
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        match &error {
            LedgerError::CannotOpen { .. }
            | LedgerError::UnknownUrl { .. }
            | LedgerError::ReadOnly { .. }
            | LedgerError::CannotWrite { .. }
            | LedgerError::CannotRead { .. }
            | LedgerError::NoBackup { .. }
            | LedgerError::TooNew { .. }
            | LedgerError::LoginTaken { .. } => Self::Input(error.message()),
            _ => Self::Ours(error.message()),
        }
    }
}

impl From<CityError> for Fault {
    fn from(error: CityError) -> Self {
        match &error {
            CityError::Stopped {} => Self::Stopped(error.message()),
            _ => Self::Ours(error.message()),
        }
    }
}

impl From<PlanError> for Fault {
    fn from(error: PlanError) -> Self {
        Self::Input(error.message())
    }
}

impl From<calendar::CalendarError> for Fault {
    fn from(error: calendar::CalendarError) -> Self {
        Self::Input(measure::calendar_message(&error))
    }
}

/// Standard output that could not be written to.
impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::writing("-", &error)
    }
}
