//! Jobs: work that takes longer than a page may take, as rows that outlive the program.
//!
//! A job waits until a worker takes it ([`take`]). The worker holds it for a while, its lease, and says from time to time that it
//! is still there ([`renew`]). When it says nothing any more, because the program was killed, the lease ends and the job is taken up
//! again: every job is safe to run twice. Whoever held it before can then write nothing to it.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, Condition, IntoActiveModel, QueryOrder, QuerySelect};
use serde::Serialize;
use serde_json::Value;
use words::Message;

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{AccountId, JobId, UnitId};
use crate::time::Instant;
use crate::write::{By, Change};

/// How often a job may take the program down with it before it is given up.
pub const KILLED_AT_MOST: i64 = 3;

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It waits for a worker.
    Waiting,
    /// A worker holds it.
    Running,
    /// It is done, and has a result.
    Done,
    /// It could not be done; its message says why.
    Failed,
    /// Somebody wanted it no longer.
    Cancelled,
}

impl State {
    /// All of them, in the order in which a job goes through them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Running, Self::Done, Self::Failed, Self::Cancelled];

    /// Its name, in addresses and in the catalogue.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing more will happen to a job.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: JobId,
    /// What kind of work it is: `make-backup`, …
    pub kind: String,
    /// What the work is to be done with, as JSON.
    pub arguments: String,
    /// Kind and key while it is unfinished; nothing afterwards, so that the same can be asked for again.
    #[serde(skip)]
    pub unfinished: Option<String>,
    /// Where it stands.
    pub state: State,
    /// How much of it is done, in whatever its kind counts.
    #[serde(skip)]
    pub done: i64,
    /// Of how much; 0 while that is not known.
    #[serde(skip)]
    pub total: i64,
    /// What is being done, or why it could not be done: a [`Message`] as JSON.
    pub message: Option<String>,
    /// Who asked for it; nobody when the program did.
    pub account: Option<AccountId>,
    /// The unit that it is about, if it is about one.
    pub unit: Option<UnitId>,
    /// When it was asked for.
    pub asked_at: Instant,
    /// When a worker took it, the last time.
    #[serde(skip)]
    pub started_at: Option<Instant>,
    /// When it ended.
    #[serde(skip)]
    pub ended_at: Option<Instant>,
    /// Until when the worker holds it, in true time, whatever date a demo keeps.
    #[serde(skip)]
    pub lease_until: Option<Instant>,
    /// How often a worker took it. By this number the worker that holds it is told from one that held it before.
    #[serde(skip)]
    pub taken: i64,
    /// How often the program was killed while it was running.
    #[serde(skip)]
    pub killed: i64,
    /// Whether somebody wants it no longer, and the worker is to stop.
    pub to_cancel: bool,
    /// What came of it, as JSON.
    pub result: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What is being done, or why it could not be done.
    pub fn message(&self) -> Option<Message> {
        self.message.as_ref().and_then(|kept| serde_json::from_str(kept).ok())
    }

    /// What came of it.
    pub fn result(&self) -> Option<Value> {
        self.result.as_ref().and_then(|kept| serde_json::from_str(kept).ok())
    }
}

/// A job as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// What kind of work it is.
    pub kind: &'static str,
    /// What the work is to be done with.
    pub arguments: Value,
    /// Work of the same kind with the same key is the same work.
    pub key: String,
    /// The unit that it is about, if it is about one.
    pub unit: Option<UnitId>,
}

fn subject(id: JobId) -> Subject {
    Subject { kind: "job", id: id.0 }
}

/// Asks for a job. Where the same work is unfinished already it is that one.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn ask(change: &mut Change<'_>, new: NewJob) -> Result<JobId, LedgerError> {
    let unfinished = format!("{} {}", new.kind, new.key);
    if let Some(known) = Entity::find().filter(Column::Unfinished.eq(&unfinished)).one(change.db).await? {
        return Ok(known.id);
    }
    let row = ActiveModel {
        kind: Set(new.kind.to_owned()),
        arguments: Set(new.arguments.to_string()),
        unfinished: Set(Some(unfinished)),
        state: Set(State::Waiting),
        done: Set(0),
        total: Set(0),
        message: Set(None),
        account: Set(match change.by {
            By::Account(account) => Some(account),
            By::Program => None,
        }),
        unit: Set(new.unit),
        asked_at: Set(change.at),
        started_at: Set(None),
        ended_at: Set(None),
        lease_until: Set(None),
        taken: Set(0),
        killed: Set(0),
        to_cancel: Set(false),
        result: Set(None),
        ..Default::default()
    };
    let job = row.insert(change.db).await?;
    change.log("job-asked", subject(job.id), &(), &job).await?;
    Ok(job.id)
}

/// Takes the oldest job that waits, or whose lease has ended, and holds it until then; nothing when there is none. One that took the
/// program down with it too often has failed. `now` and `lease_until` are in true time.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn take(change: &mut Change<'_>, now: Instant, lease_until: Instant) -> Result<Option<Model>, LedgerError> {
    let left = Condition::all().add(Column::State.eq(State::Running)).add(Column::LeaseUntil.lt(now));
    let free = Condition::any().add(Column::State.eq(State::Waiting)).add(left);
    loop {
        let Some(before) = Entity::find().filter(free.clone()).order_by_asc(Column::Id).one(change.db).await? else {
            return Ok(None);
        };
        let killed = before.killed + i64::from(before.state == State::Running);
        let mut after = Model { killed, taken: before.taken + 1, ..before.clone() };
        if before.to_cancel {
            end(change, before, Outcome::Cancelled).await?;
            continue;
        }
        if killed > KILLED_AT_MOST {
            let problem = Message::new("job-killed-too-often").with("times", killed);
            end(change, Model { killed, ..before }, Outcome::Failed(problem)).await?;
            continue;
        }
        after.state = State::Running;
        after.started_at = Some(change.at);
        after.lease_until = Some(lease_until);
        let taken = after.clone();
        after.into_active_model().reset_all().update(change.db).await?;
        return Ok(Some(taken));
    }
}

/// When the next lease ends: until then no job can have been left by a worker that was killed.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn next_lease_end(db: &impl ConnectionTrait) -> Result<Option<Instant>, LedgerError> {
    let running = Entity::find().filter(Column::State.eq(State::Running));
    Ok(running.order_by_asc(Column::LeaseUntil).one(db).await?.and_then(|job| job.lease_until))
}

/// What a worker has to know after it said how far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// It goes on.
    Yours,
    /// Somebody wants the job no longer.
    ToCancel,
    /// Another worker has taken the job, because the lease had ended.
    Lost,
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// How much is done.
    pub done: i64,
    /// Of how much; 0 while that is not known.
    pub total: i64,
    /// What is being done.
    pub message: Option<Message>,
}

/// The job as the worker holds it that took it as `taken`; nothing when it does not hold it any more.
async fn held(change: &Change<'_>, id: JobId, taken: i64) -> Result<Option<Model>, LedgerError> {
    let found = Entity::find_by_id(id).one(change.db).await?;
    Ok(found.filter(|job| job.state == State::Running && job.taken == taken))
}

/// Says how far a job is, and holds it for longer. It stands in no log: nobody decided it.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn renew(
    change: &mut Change<'_>,
    id: JobId,
    taken: i64,
    progress: Progress,
    lease_until: Instant,
) -> Result<Hold, LedgerError> {
    let Some(mut job) = held(change, id, taken).await? else { return Ok(Hold::Lost) };
    let hold = if job.to_cancel { Hold::ToCancel } else { Hold::Yours };
    (job.done, job.total) = (progress.done, progress.total);
    job.message = progress.message.map(|message| serde_json::to_string(&message)).transpose()?;
    job.lease_until = Some(lease_until);
    job.into_active_model().reset_all().update(change.db).await?;
    Ok(hold)
}

/// Puts a job back that the worker holds: the program is being stopped, and will do it after its next start.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn put_back(change: &mut Change<'_>, id: JobId, taken: i64) -> Result<(), LedgerError> {
    let Some(mut job) = held(change, id, taken).await? else { return Ok(()) };
    if job.to_cancel {
        return end(change, job, Outcome::Cancelled).await;
    }
    job.state = State::Waiting;
    job.lease_until = None;
    job.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is done: what came of it.
    Done(Value),
    /// It could not be done: why.
    Failed(Message),
    /// Somebody wanted it no longer.
    Cancelled,
}

/// Ends a job that the worker holds. What a worker that no longer holds it says is passed over; gives whether it held it.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn finish(change: &mut Change<'_>, id: JobId, taken: i64, outcome: Outcome) -> Result<bool, LedgerError> {
    let Some(job) = held(change, id, taken).await? else { return Ok(false) };
    end(change, job, outcome).await?;
    Ok(true)
}

async fn end(change: &mut Change<'_>, before: Model, outcome: Outcome) -> Result<(), LedgerError> {
    let ended = Model { unfinished: None, lease_until: None, ended_at: Some(change.at), ..before.clone() };
    let (act, after) = match outcome {
        Outcome::Done(result) => {
            let done = if ended.total > 0 { ended.total } else { ended.done };
            let result = Some(result.to_string());
            ("job-done", Model { state: State::Done, message: None, done, result, ..ended })
        }
        Outcome::Failed(problem) => {
            let message = Some(serde_json::to_string(&problem)?);
            ("job-failed", Model { state: State::Failed, message, ..ended })
        }
        Outcome::Cancelled => ("job-cancelled", Model { state: State::Cancelled, message: None, ..ended }),
    };
    // What was last being done is no part of what became of it.
    change.log(act, subject(after.id), &Model { message: None, ..before }, &after).await?;
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// Says that a job is wanted no longer. One that waits ends at once; one that runs, when its worker is told.
///
/// # Errors
/// [`LedgerError::Gone`] for a job that is not there, or has ended.
pub async fn cancel(change: &mut Change<'_>, id: JobId) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.filter(|job| !job.state.is_end()).ok_or(LedgerError::Gone {})?;
    if before.state == State::Waiting {
        return end(change, before, Outcome::Cancelled).await;
    }
    if before.to_cancel {
        return Ok(());
    }
    let after = Model { to_cancel: true, ..before.clone() };
    change.log("job-cancelled", subject(id), &before, &after).await?;
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// A job by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: JobId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// A page of the jobs, the newest first: of everybody, or of one account; those before an id, or the last ones.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn page(
    db: &impl ConnectionTrait,
    of: Option<AccountId>,
    before: Option<JobId>,
    at_most: u64,
) -> Result<Vec<Model>, LedgerError> {
    let mut jobs = Entity::find();
    if let Some(account) = of {
        jobs = jobs.filter(Column::Account.eq(account));
    }
    if let Some(before) = before {
        jobs = jobs.filter(Column::Id.lt(before));
    }
    Ok(jobs.order_by_desc(Column::Id).limit(at_most).all(db).await?)
}

/// The jobs of a kind that are in a state, the newest first, at most so many.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of_kind(
    db: &impl ConnectionTrait,
    kind: &str,
    state: State,
    at_most: u64,
) -> Result<Vec<Model>, LedgerError> {
    let jobs = Entity::find().filter(Column::Kind.eq(kind)).filter(Column::State.eq(state));
    Ok(jobs.order_by_desc(Column::Id).limit(at_most).all(db).await?)
}

/// What a copy of the register brought along unfinished is no work for the register that is made from it.
pub(crate) async fn end_unfinished(db: &impl ConnectionTrait) -> Result<(), LedgerError> {
    let ended = ActiveModel {
        state: Set(State::Cancelled),
        unfinished: Set(None),
        lease_until: Set(None),
        message: Set(Some(serde_json::to_string(&Message::new("job-of-a-copy"))?)),
        ..Default::default()
    };
    let unfinished = Column::State.is_in([State::Waiting, State::Running]);
    Entity::update_many().set(ended).filter(unfinished).exec(db).await?;
    Ok(())
}
