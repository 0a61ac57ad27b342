//! The worker: takes the oldest job that waits, does it, and says in the ledger how far it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ledger::job::{self, Hold, Outcome, Progress};
use ledger::{By, LedgerError};
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};
use words::Message;

use crate::clock::true_now;
use crate::desk::Desk;
use crate::jobs::{JobFailed, Running};

/// How long the worker holds a job after its last word, seconds: so long a job of a program that was killed waits at most.
const LEASE_SECONDS: i64 = 60;
/// How often the worker gives word of a job of which there is nothing new.
const RENEWED: Duration = Duration::from_secs(10);
/// How often it writes how far a job is, at most.
const WRITTEN: Duration = Duration::from_millis(500);
/// How long the worker waits for its bell before it looks by itself: another server on the same database rings another bell.
const LOOKS: Duration = Duration::from_secs(30);
/// How long the worker waits when the ledger does not answer.
const PAUSE: Duration = Duration::from_secs(5);

/// How long the worker waits before it tries once more to send what could not be sent.
const TRIES_AGAIN: Duration = Duration::from_secs(15 * 60);

/// Does what is asked for until the program is being stopped. What it holds then it puts back.
pub(crate) async fn work(desk: Desk, mut stopping: watch::Receiver<bool>) {
    let mut tried: Option<Instant> = None;
    // Whoever could say that the program is being stopped is gone when it is.
    while !*stopping.borrow() && stopping.has_changed().is_ok() {
        if tried.is_none_or(|tried| tried.elapsed() >= TRIES_AGAIN) {
            match desk.ask_for_mail_when_due().await {
                Ok(true) => tried = Some(Instant::now()),
                Ok(false) => {}
                Err(error) => tracing::error!(problem = %error, "the day's mail was not asked for"),
            }
        }
        let waits = match next(&desk, &mut stopping).await {
            Ok(true) => continue,
            Ok(false) => until_something_may_wait(&desk).await,
            Err(error) => {
                tracing::error!(problem = %error, "the worker cannot reach the ledger");
                sleep(PAUSE).await;
                continue;
            }
        };
        tokio::select! {
            () = desk.bell.rung() => {}
            () = sleep(waits) => {}
            _ = stopping.changed() => {}
        }
    }
}

/// How long nothing can wait unless the bell rings.
async fn until_something_may_wait(desk: &Desk) -> Duration {
    let ends = job::next_lease_end(desk.ledger.reads()).await.unwrap_or_default();
    let until = ends.map(|ends| u64::try_from(ends.0 - true_now().0).unwrap_or_default() + 1000);
    until.map_or(LOOKS, |micros| Duration::from_micros(micros).min(LOOKS))
}

/// Does the oldest job that waits, to its end or until the program is being stopped; `false` when none waits.
///
/// # Errors
/// [`LedgerError`] when the ledger does not answer; a job that was held is taken up again later.
pub(crate) async fn next(desk: &Desk, stopping: &mut watch::Receiver<bool>) -> Result<bool, LedgerError> {
    let now = true_now();
    let until = now.plus_seconds(LEASE_SECONDS);
    let taken = desk
        .ledger
        .write_unseen(By::Program, desk.clock().now(), move |change| Box::pin(job::take(change, now, until)));
    let Some(job) = taken.await? else { return Ok(false) };
    let outcome = do_it(desk, &job, stopping).await?;
    let (id, taken) = (job.id, job.taken);
    let ended = desk.ledger.write_unseen(By::Program, desk.clock().now(), move |change| {
        Box::pin(async move {
            match outcome {
                Some(outcome) => job::finish(change, id, taken, outcome).await.map(drop),
                None => job::put_back(change, id, taken).await,
            }
        })
    });
    ended.await?;
    Ok(true)
}

/// Does a job; gives how it ended, or nothing when it is to be done after the next start.
async fn do_it(
    desk: &Desk,
    job: &job::Model,
    stopping: &mut watch::Receiver<bool>,
) -> Result<Option<Outcome>, LedgerError> {
    let Some(order) = desk.settings.kinds.read(job) else {
        return Ok(Some(Outcome::Failed(Message::new("job-of-another-version").with("kind", &job.kind))));
    };
    let stop = Arc::new(AtomicBool::new(false));
    let (tell, mut told) = watch::channel(Progress::default());
    let running = Running::new(job, Arc::clone(&stop), tell);
    let own_desk = desk.clone();
    let mut work = tokio::spawn(async move { order.run(&own_desk, &running).await });
    let mut ticks = interval(WRITTEN);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut renewed = Instant::now();
    let mut is_rung = false;
    let mut hold = Hold::Yours;
    let ended = loop {
        tokio::select! {
            ended = &mut work => break ended,
            _ = stopping.changed(), if !stop.load(Ordering::Relaxed) => stop.store(true, Ordering::Relaxed),
            () = desk.bell.rung() => is_rung = true,
            _ = ticks.tick() => {
                let is_news = told.has_changed().unwrap_or(false);
                if !is_news && !is_rung && renewed.elapsed() < RENEWED {
                    continue;
                }
                let progress = told.borrow_and_update().clone();
                // A ledger that does not answer for a while is no reason to end: the lease is longer than that.
                match renew(desk, job, progress).await {
                    Ok(said) => hold = said,
                    Err(error) => tracing::warn!(problem = %error, job = job.id.0, "a job's progress was not written"),
                }
                (renewed, is_rung) = (Instant::now(), false);
                if hold != Hold::Yours {
                    stop.store(true, Ordering::Relaxed);
                }
            }
        }
    };
    let was_stopped = stop.load(Ordering::Relaxed);
    Ok(match ended {
        Ok(Ok(result)) => Some(Outcome::Done(result)),
        Ok(Err(_)) if was_stopped && hold == Hold::ToCancel => Some(Outcome::Cancelled),
        // Also a job that another worker has: then there is nothing to put back.
        Ok(Err(_)) if was_stopped => None,
        Ok(Err(JobFailed(problem))) => {
            tracing::error!(%problem, job = job.id.0, kind = job.kind, "a job failed");
            Some(Outcome::Failed(problem))
        }
        Err(panic) => {
            tracing::error!(problem = %panic, job = job.id.0, kind = job.kind, "a job broke down");
            Some(Outcome::Failed(Message::new("job-broken")))
        }
    })
}

async fn renew(desk: &Desk, job: &job::Model, progress: Progress) -> Result<Hold, LedgerError> {
    let (id, taken, until) = (job.id, job.taken, true_now().plus_seconds(LEASE_SECONDS));
    let renew = desk.ledger.write_unseen(By::Program, desk.clock().now(), move |change| {
        Box::pin(job::renew(change, id, taken, progress, until))
    });
    // A write that hangs must not keep the work from being stopped.
    match timeout(PAUSE, renew).await {
        Ok(said) => said,
        Err(_) => Err(LedgerError::Failed { detail: "no answer in time".to_owned() }),
    }
}
