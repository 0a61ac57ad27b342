//! The orders: measure a source, take records in, take them back. Each is safe to run twice.

mod intake;
mod measuring;
mod register;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use facts::FactsError;
use ledger::{By, Day, Instant, Ledger, LedgerError};
use words::Message;

use super::measure::Progress;
use crate::jobs::beside::beside;

pub use intake::{TakenIn, adopt, take_back, take_in};
pub use measuring::{Report, measure};
pub(crate) use measuring::{ask_after_change, ask_after_list, ask_for};
pub(crate) use register::Register;

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

/// Does what takes long beside the answers.
async fn blocking<T: Send + 'static>(act: impl FnOnce() -> Result<T, Message> + Send + 'static) -> Result<T, NotDone> {
    beside(act).await.unwrap_or_else(|| Err(Message::new("job-broken"))).map_err(NotDone)
}
