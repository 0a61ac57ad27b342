//! A job while it runs, as the work itself sees it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ledger::job::Progress;
use ledger::{AccountId, By, Instant, JobId};
use tokio::sync::watch;
use words::Message;

use crate::jobs::JobFailed;
use crate::jobs::beside::beside;

/// A job while it runs.
#[derive(Debug, Clone)]
pub struct Running {
    /// Its id.
    pub id: JobId,
    /// When it was asked for: the same when it is done a second time.
    pub asked_at: Instant,
    /// Who asked for it.
    pub account: Option<AccountId>,
    stop: Arc<AtomicBool>,
    told: watch::Sender<Progress>,
}

impl Running {
    pub(super) fn new(job: &ledger::job::Model, stop: Arc<AtomicBool>, told: watch::Sender<Progress>) -> Self {
        Self { id: job.id, asked_at: job.asked_at, account: job.account, stop, told }
    }

    /// In whose name the work changes anything.
    pub fn by(&self) -> By {
        self.account.map_or(By::Program, By::Account)
    }

    /// Is set when the work is to end: the program is being stopped, or nobody wants it any more.
    pub fn stop(&self) -> &AtomicBool {
        &self.stop
    }

    /// The same flag, for work that keeps it.
    pub(crate) fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    /// What tells how far the work is.
    pub fn teller(&self) -> Teller {
        Teller { told: self.told.clone(), stop: Arc::clone(&self.stop) }
    }

    /// Does what takes the processor, or waits for a disk, apart from what answers requests. The work gets the job, for its teller and
    /// its flag.
    ///
    /// # Errors
    /// What the work says.
    pub async fn block<T, F>(&self, work: F) -> Result<T, JobFailed>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> Result<T, JobFailed> + Send + 'static,
    {
        let job = self.clone();
        beside(move || work(&job)).await.unwrap_or_else(|| Err(JobFailed(Message::new("job-broken"))))
    }
}

/// Tells how far work is. It may be asked as often as one likes and from any thread: what is written of it is written now and then.
#[derive(Debug, Clone)]
pub struct Teller {
    told: watch::Sender<Progress>,
    stop: Arc<AtomicBool>,
}

impl Teller {
    /// Tells how much is done, of how much (0 while that is not known), and what is being done. Answers whether to go on.
    pub fn tell(&self, done: u64, total: u64, message: Message) -> bool {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.told.send_replace(Progress { done: number(done), total: number(total), message: Some(message) });
        !self.stop.load(Ordering::Relaxed)
    }
}
