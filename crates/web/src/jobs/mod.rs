//! Work that takes longer than a page may take. Each kind of work is an order with a plain name, [`MakeBackup`]; a page asks for it with
//! [`Desk::ask_for`] and leads to the page of the job, and the server's one worker does what was asked for, one job after
//! the other.
//!
//! A new kind of work is a struct of what it is to be done with, an `impl` of [`Order`] and [`Named`], and a line in [`Kinds`].
//! Work may be done twice, when the program is killed in the middle: so it is written that doing it again makes no difference.

mod backup;
pub(crate) mod beside;
mod digest;
mod figures;
mod invitations;
mod running;
pub(crate) mod worker;

use std::fmt::Debug;

use async_trait::async_trait;
use ledger::{By, JobId, LedgerError, UnitId, job};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::sync::Notify;
use words::Message;

pub use backup::MakeBackup;
pub(crate) use backup::copies;
pub use digest::SendDigests;
pub use figures::{MeasurePromises, TakeBackRecords, TakeInRecords};
pub use invitations::SendInvitations;
pub use running::{Running, Teller};

use crate::desk::Desk;
use crate::print::{BuildPress, PrintBatch};

/// Why work could not be done, in words for whoever asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobFailed(pub Message);

impl From<LedgerError> for JobFailed {
    fn from(error: LedgerError) -> Self {
        Self(error.message())
    }
}

/// Work that was asked for, and how it is done.
#[async_trait]
pub trait Order: Debug + Send + Sync {
    /// What it does, as an order.
    fn title(&self) -> Message;

    /// What came of it.
    fn told(&self, result: &Value) -> Message;

    /// The page where its result is seen, and what the link to it says.
    fn leads_to(&self, result: &Value) -> Option<(String, Message)>;

    /// Whether whoever asked for it may change their mind once it runs.
    fn can_be_cancelled(&self) -> bool {
        true
    }

    /// Does it. What takes long on the processor goes to [`Running::block`], tells how far it is through the [`Teller`], and looks at
    /// [`Running::stop`] from time to time: once that is set, an error is taken for the end of an interrupted job and its words
    /// are passed over.
    ///
    /// # Errors
    /// [`JobFailed`], with what to tell whoever asked.
    async fn run(&self, desk: &Desk, job: &Running) -> Result<Value, JobFailed>;
}

/// An order that can be kept in the ledger.
pub trait Named: Order + Serialize + DeserializeOwned + 'static {
    /// The name of the kind of work: `make-backup`.
    const NAME: &'static str;

    /// Two orders of this kind with the same key are the same work: while one is unfinished the other is not begun.
    fn key(&self) -> String;
}

/// Reads an order from what the ledger keeps.
type Read = fn(&str) -> serde_json::Result<Box<dyn Order>>;

/// The kinds of work that the server can do.
#[derive(Debug, Clone)]
pub struct Kinds(Vec<(&'static str, Read)>);

impl Default for Kinds {
    /// All of them.
    fn default() -> Self {
        Self(Vec::new())
            .with::<MakeBackup>()
            .with::<TakeInRecords>()
            .with::<TakeBackRecords>()
            .with::<MeasurePromises>()
            .with::<SendDigests>()
            .with::<SendInvitations>()
            .with::<PrintBatch>()
            .with::<BuildPress>()
    }
}

impl Kinds {
    /// These, and one more.
    #[must_use]
    pub fn with<K: Named>(mut self) -> Self {
        self.0.push((K::NAME, |arguments| Ok(Box::new(serde_json::from_str::<K>(arguments)?))));
        self
    }

    /// The order of a job; nothing for one of a kind that this version does not know.
    pub(crate) fn read(&self, job: &job::Model) -> Option<Box<dyn Order>> {
        let (_, read) = self.0.iter().find(|(name, _)| *name == job.kind)?;
        read(&job.arguments).ok()
    }
}

/// What wakes the worker: that a job was asked for, or is wanted no longer.
#[derive(Debug, Default)]
pub(crate) struct Bell(Notify);

impl Bell {
    pub(crate) fn ring(&self) {
        self.0.notify_one();
    }

    async fn rung(&self) {
        self.0.notified().await;
    }
}

impl Desk {
    /// Asks for work. Where the same is unfinished already it is that job.
    ///
    /// # Errors
    /// [`LedgerError`] when it cannot be written.
    pub async fn ask_for<K: Named>(&self, by: By, order: &K, unit: Option<UnitId>) -> Result<JobId, LedgerError> {
        let arguments = serde_json::to_value(order)?;
        let new = job::NewJob { kind: K::NAME, arguments, key: order.key(), unit };
        let ask = self.ledger.write_unseen(by, self.clock().now(), move |change| Box::pin(job::ask(change, new)));
        let id = ask.await?;
        self.bell.ring();
        Ok(id)
    }

    /// Tells the worker that a job was written by itself.
    pub(crate) fn ring(&self) {
        self.bell.ring();
    }

    /// Does all work that waits, and comes back when none does: what a server does meanwhile, a test does by this.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger does not answer.
    pub async fn do_what_waits(&self) -> Result<(), LedgerError> {
        let (_stop, mut stopping) = tokio::sync::watch::channel(false);
        while worker::next(self, &mut stopping).await? {}
        Ok(())
    }

    /// Says that a job is wanted no longer.
    ///
    /// # Errors
    /// [`LedgerError::Gone`] for a job that is not there, or has ended.
    pub(crate) async fn cancel(&self, by: By, id: JobId) -> Result<(), LedgerError> {
        self.ledger.write_unseen(by, self.clock().now(), move |change| Box::pin(job::cancel(change, id))).await?;
        self.bell.ring();
        Ok(())
    }
}
