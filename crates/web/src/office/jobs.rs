//! What the server works on: the list, and the page of one job.

use axum::extract::{Path, Query, State};
use ledger::job::{self, State as Standing};
use ledger::{JobId, account};
use pages::{JobPage, JobRow, JobsPage};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::Sent;
use crate::policy::Act;
use crate::visitor::Visitor;

const AT_ONCE: u64 = 50;

fn state(state: Standing) -> (Message, &'static str) {
    match state {
        Standing::Waiting => (Message::new("job-waiting"), "tag"),
        Standing::Running => (Message::new("job-running"), "tag signed"),
        Standing::Done => (Message::new("job-done"), "verdict"),
        Standing::Failed => (Message::new("job-failed"), "verdict no"),
        Standing::Cancelled => (Message::new("job-cancelled"), "tag"),
    }
}

/// What a job does; of a kind that this version does not know, its name.
fn title(desk: &Desk, visitor: &Visitor, job: &job::Model) -> String {
    desk.settings.kinds.read(job).map_or_else(|| job.kind.clone(), |order| visitor.say(&order.title()))
}

/// What came of it, what is being done, or why it could not be done.
fn told(desk: &Desk, visitor: &Visitor, job: &job::Model) -> String {
    let done = || Some(desk.settings.kinds.read(job)?.told(&job.result()?));
    if job.to_cancel && !job.state.is_end() {
        return visitor.t("job-will-be-cancelled");
    }
    job.message().or_else(done).map(|message| visitor.say(&message)).unwrap_or_default()
}

fn who(visitor: &Visitor, job: &job::Model, accounts: &[account::Model]) -> String {
    let account = accounts.iter().find(|account| Some(account.id) == job.account);
    account.map_or_else(|| visitor.t("audit-program"), |account| account.name.clone())
}

/// Whether the visitor asked for a job.
fn is_own(visitor: &Visitor, job: &job::Model) -> bool {
    visitor.account.as_ref().is_some_and(|account| job.account == Some(account.id))
}

/// Whether the visitor may see a job, and fetch what came of it.
pub(crate) fn may_see(visitor: &Visitor, job: &job::Model) -> bool {
    is_own(visitor, job) || visitor.may(Act::SeeJobs)
}

/// `GET /desk/jobs`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let db = desk.ledger.reads();
    let of_all = visitor.may(Act::SeeJobs);
    let own = visitor.account.as_ref().map(|account| account.id).ok_or(PageError::SignIn)?;
    let before = query.text("before").parse().ok().map(JobId);
    let jobs = job::page(db, (!of_all).then_some(own), before, AT_ONCE).await?;
    let accounts = account::all(db).await?;
    let is_full = u64::try_from(jobs.len()).is_ok_and(|count| count == AT_ONCE);
    let earlier = jobs.last().filter(|_| is_full).map(|job| format!("/desk/jobs?before={}", job.id));
    let row = |job: &job::Model| {
        let (word, class) = state(job.state);
        JobRow {
            href: format!("/desk/jobs/{}", job.id),
            title: title(&desk, &visitor, job),
            state: visitor.say(&word),
            class,
            told: told(&desk, &visitor, job),
            who: who(&visitor, job, &accounts),
            when: desk.clock().minute(job.asked_at),
        }
    };
    visitor.page(&JobsPage { frame: visitor.frame(), of_all, rows: jobs.iter().map(row).collect(), earlier })
}

/// A job that the visitor may see.
async fn find(desk: &Desk, visitor: &Visitor, id: i64) -> Result<job::Model, PageError> {
    let job = job::find(desk.ledger.reads(), JobId(id)).await?.ok_or(PageError::NotFound)?;
    if may_see(visitor, &job) { Ok(job) } else { Err(PageError::Forbidden) }
}

/// `GET /desk/jobs/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let job = find(&desk, &visitor, id).await?;
    let accounts = account::all(desk.ledger.reads()).await?;
    let order = desk.settings.kinds.read(&job);
    let (word, class) = state(job.state);
    let at = |key: &'static str, at: Option<ledger::Instant>| Some((visitor.t(key), desk.clock().minute(at?)));
    let facts = [
        Some((visitor.t("job-asked-by"), who(&visitor, &job, &accounts))),
        at("job-asked-at", Some(job.asked_at)),
        at("job-started-at", job.started_at),
        at("job-ended-at", job.ended_at),
    ];
    let result = job.result();
    let leads_to = order.as_ref().zip(result.as_ref()).and_then(|(order, result)| order.leads_to(result));
    let goes_on = !job.state.is_end();
    let may_cancel = goes_on
        && !job.to_cancel
        && (job.state == Standing::Waiting || order.as_ref().is_some_and(|order| order.can_be_cancelled()))
        && (is_own(&visitor, &job) || visitor.may(Act::CancelJobs));
    visitor.page(&JobPage {
        frame: visitor.frame(),
        href: format!("/desk/jobs/{id}"),
        title: title(&desk, &visitor, &job),
        state: visitor.say(&word),
        class,
        goes_on,
        runs: job.state == Standing::Running,
        progress: (job.total > 0).then_some((job.done.min(job.total), job.total)),
        told: told(&desk, &visitor, &job),
        leads_to: leads_to.map(|(href, words)| (href, visitor.say(&words))),
        facts: facts.into_iter().flatten().collect(),
        cancel: may_cancel.then(|| format!("/desk/jobs/{id}/cancel")),
    })
}

/// `POST /desk/jobs/{id}/cancel`
pub(crate) async fn cancel(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let job = find(&desk, &visitor, id).await?;
    if !is_own(&visitor, &job) && !visitor.may(Act::CancelJobs) {
        return Err(PageError::Forbidden);
    }
    let runs = job.state == Standing::Running;
    let stays = runs && desk.settings.kinds.read(&job).is_some_and(|order| !order.can_be_cancelled());
    if job.state.is_end() || stays {
        return Err(PageError::Bad(Message::new("job-cannot-be-cancelled")));
    }
    desk.cancel(visitor.by(), job.id).await?;
    visitor.done(Message::new("job-cancel-asked"), &format!("/desk/jobs/{id}")).await
}
