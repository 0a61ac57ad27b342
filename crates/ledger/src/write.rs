//! One task writes. It commits small changes together and answers after the commit.
//!
//! A durable commit waits for the disk, whatever it holds; so changes that come while the disk is busy share the next one. Each
//! change runs within a savepoint: one that fails takes nothing of the others with it. That there is one writer also
//! gives the audit log its order.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{DatabaseConnection, DatabaseTransaction, TransactionTrait};
use tokio::sync::{mpsc, oneshot};

use crate::audit::Chain;
use crate::error::LedgerError;
use crate::ids::AccountId;
use crate::time::Instant;

/// Changes that are committed together, at most.
const TOGETHER: usize = 256;
/// Changes that may wait before those who bring more have to wait themselves.
const WAITING: usize = 1024;

/// Who makes a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A person with an account.
    Account(AccountId),
    /// The program: a job, the command line, the demo.
    Program,
}

/// A change while it is made: who makes it, when, and in which transaction.
#[derive(Debug)]
pub struct Change<'a> {
    pub(crate) db: &'a DatabaseTransaction,
    pub(crate) chain: &'a mut Chain,
    /// Who makes it.
    pub by: By,
    /// When.
    pub at: Instant,
}

impl Change<'_> {
    /// The transaction, for questions that the change depends on.
    pub fn reads(&self) -> &DatabaseTransaction {
        self.db
    }
}

/// What a change answers when it was made.
pub type Written<'a, T> = Pin<Box<dyn Future<Output = Result<T, LedgerError>> + Send + 'a>>;

type Act = Box<dyn for<'a> FnOnce(&'a DatabaseTransaction, &'a mut Chain) -> Written<'a, ()> + Send>;
type Answer = oneshot::Sender<Result<(), LedgerError>>;

/// A change that waits to be made.
struct Asked {
    act: Act,
    answer: Answer,
    /// Whether it counts as a change of what pages show.
    counts: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Asked>,
    changes: Arc<AtomicU64>,
}

impl crate::Ledger {
    /// Makes a change, and answers when it is on the disk.
    ///
    /// # Errors
    /// Whatever the change says; then nothing of it was written.
    pub async fn write<T, F>(&self, by: By, at: Instant, act: F) -> Result<T, LedgerError>
    where
        T: Send + 'static,
        F: for<'a> FnOnce(&'a mut Change<'_>) -> Written<'a, T> + Send + 'static,
    {
        self.write_as(by, at, act, true).await
    }

    /// The same, of a change that no page for everybody shows: a session, a job, what a program sent.
    ///
    /// # Errors
    /// Whatever the change says; then nothing of it was written.
    pub async fn write_unseen<T, F>(&self, by: By, at: Instant, act: F) -> Result<T, LedgerError>
    where
        T: Send + 'static,
        F: for<'a> FnOnce(&'a mut Change<'_>) -> Written<'a, T> + Send + 'static,
    {
        self.write_as(by, at, act, false).await
    }

    /// How many changes were committed by this ledger since it was opened, but for those that nobody sees. What was read while it was the
    /// same is still so, unless another program writes as well.
    pub fn changes(&self) -> u64 {
        self.writer.changes.load(Ordering::Acquire)
    }

    async fn write_as<T, F>(&self, by: By, at: Instant, act: F, counts: bool) -> Result<T, LedgerError>
    where
        T: Send + 'static,
        F: for<'a> FnOnce(&'a mut Change<'_>) -> Written<'a, T> + Send + 'static,
    {
        let (give, take) = std::sync::mpsc::sync_channel(1);
        let act: Act = Box::new(move |db, chain| {
            Box::pin(async move {
                let mut change = Change { db, chain, by, at };
                let value = act(&mut change).await?;
                // The receiver is gone when whoever asked has gone: the change stands all the same.
                let _ = give.send(value);
                Ok(())
            })
        });
        let (answer, answered) = oneshot::channel();
        self.writer.queue.send(Asked { act, answer, counts }).await.map_err(|_| LedgerError::Stopped {})?;
        answered.await.map_err(|_| LedgerError::Stopped {})??;
        take.recv().map_err(|_| LedgerError::Stopped {})
    }
}

impl Writer {
    pub(crate) fn start(db: DatabaseConnection) -> Self {
        let (queue, mut waiting) = mpsc::channel::<Asked>(WAITING);
        let changes = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&changes);
        tokio::spawn(async move {
            let mut batch = Vec::new();
            while waiting.recv_many(&mut batch, TOGETHER).await > 0 {
                commit(&db, std::mem::take(&mut batch), &counted).await;
            }
        });
        Self { queue, changes }
    }
}

/// Makes changes in one transaction, and answers those who wait for them.
async fn commit(db: &DatabaseConnection, batch: Vec<Asked>, changes: &AtomicU64) {
    let counts = batch.iter().any(|asked| asked.counts);
    let (acts, waiting): (Vec<Act>, Vec<Answer>) = batch.into_iter().map(|asked| (asked.act, asked.answer)).unzip();
    let all_of_them = async {
        let transaction = db.begin().await?;
        let mut chain = Chain::load(&transaction).await?;
        let mut made = Vec::with_capacity(acts.len());
        for act in acts {
            made.push(apart(&transaction, &mut chain, act).await);
        }
        // PostgreSQL takes a commit of a broken transaction for a rollback and calls that a success; this write does not.
        chain.save(&transaction).await?;
        transaction.commit().await?;
        Ok(made)
    };
    let outcome: Result<Vec<Result<(), LedgerError>>, LedgerError> = all_of_them.await;
    // Counted before it is answered: whoever was answered sees the change.
    if counts {
        changes.fetch_add(1, Ordering::Release);
    }
    // Those who no longer wait need no answer.
    match outcome {
        Ok(made) => made.into_iter().zip(waiting).for_each(|(made, answer)| drop(answer.send(made))),
        Err(error) => waiting.into_iter().for_each(|answer| drop(answer.send(Err(error.clone())))),
    }
}

/// Makes one change within a savepoint, and takes the chain back with it when it fails.
async fn apart(transaction: &DatabaseTransaction, chain: &mut Chain, act: Act) -> Result<(), LedgerError> {
    let before = chain.clone();
    let savepoint = transaction.begin().await?;
    match act(&savepoint, chain).await {
        Ok(()) => Ok(savepoint.commit().await?),
        Err(problem) => {
            *chain = before;
            savepoint.rollback().await?;
            Err(problem)
        }
    }
}
