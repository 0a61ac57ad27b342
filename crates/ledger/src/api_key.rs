//! Keys with which programs send case records, and what they have sent.
//!
//! A key is for one source and may do nothing but send its records. Only its hash is kept. What a program sends twice under one
//! idempotency key is the same work.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder};
use serde::Serialize;

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{AccountId, ApiKeyId, JobId, SourceId};
use crate::job::{self, NewJob};
use crate::time::Instant;
use crate::write::{By, Change};

/// A key.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "api_key")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: ApiKeyId,
    /// The source whose records it may send.
    pub source: SourceId,
    /// What it is called: the program that has it.
    pub name: String,
    /// The SHA-256 of the key, in hexadecimal.
    #[serde(skip)]
    pub hash: String,
    /// When it was made.
    pub at: Instant,
    /// Who made it.
    pub by: Option<AccountId>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What programs have sent.
pub mod request {
    use super::*;

    /// One request, by the name that the program gave it.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "api_request")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The key.
        pub api_key: ApiKeyId,
        /// The program's name for it.
        pub idempotency: String,
        /// The SHA-256 of what was sent.
        pub hash: String,
        /// The job that came of it.
        pub job: JobId,
        /// When it came first.
        pub at: Instant,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    #[expect(missing_docs, reason = "no entity of ours asks through relations")]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use request::Model as Request;

fn subject(id: ApiKeyId) -> Subject {
    Subject { kind: "api-key", id: id.0 }
}

/// Makes a key of which the hash is given.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(
    change: &mut Change<'_>,
    source: SourceId,
    name: String,
    hash: String,
) -> Result<ApiKeyId, LedgerError> {
    let by = match change.by {
        By::Account(account) => Some(account),
        By::Program => None,
    };
    let row = ActiveModel {
        source: Set(source),
        name: Set(name),
        hash: Set(hash),
        at: Set(change.at),
        by: Set(by),
        revoked_at: Set(None),
        ..Default::default()
    };
    let key = row.insert(change.db).await?;
    change.log("key-made", subject(key.id), &(), &key).await?;
    Ok(key.id)
}

/// Revokes a key: it opens nothing any more.
///
/// # Errors
/// [`LedgerError::Gone`] for a key that is not there.
pub async fn revoke(change: &mut Change<'_>, id: ApiKeyId) -> Result<(), LedgerError> {
    let key = Entity::find_by_id(id).one(change.db).await?.ok_or(LedgerError::Gone {})?;
    if key.revoked_at.is_some() {
        return Ok(());
    }
    let mut row = key.clone().into_active_model();
    row.revoked_at = Set(Some(change.at));
    let after = row.update(change.db).await?;
    change.log("key-revoked", subject(id), &key, &after).await
}

/// The keys of a source, the newest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of_source(db: &impl ConnectionTrait, source: SourceId) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::Source.eq(source)).order_by_desc(Column::Id).all(db).await?)
}

/// The key of a hash, if it is not revoked.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn known(db: &impl ConnectionTrait, hash: &str) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::Hash.eq(hash)).filter(Column::RevokedAt.is_null()).one(db).await?)
}

/// What was sent by a key under a name.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn sent(db: &impl ConnectionTrait, key: ApiKeyId, idempotency: &str) -> Result<Option<Request>, LedgerError> {
    let found = request::Entity::find().filter(request::Column::ApiKey.eq(key));
    Ok(found.filter(request::Column::Idempotency.eq(idempotency)).one(db).await?)
}

/// Whether a job came of something that a key has sent.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn has_sent(db: &impl ConnectionTrait, key: ApiKeyId, job: JobId) -> Result<bool, LedgerError> {
    let found = request::Entity::find().filter(request::Column::ApiKey.eq(key));
    Ok(found.filter(request::Column::Job.eq(job)).one(db).await?.is_some())
}

/// Asks for the work of a request. One that came before under the same name gives what came of it then, and whether it is new is told.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn ask(
    change: &mut Change<'_>,
    key: ApiKeyId,
    idempotency: String,
    hash: String,
    job: NewJob,
) -> Result<(Request, bool), LedgerError> {
    if let Some(known) = sent(change.db, key, &idempotency).await? {
        return Ok((known, false));
    }
    let job = job::ask(change, job).await?;
    let row = request::ActiveModel {
        api_key: Set(key),
        idempotency: Set(idempotency),
        hash: Set(hash),
        job: Set(job),
        at: Set(change.at),
        ..Default::default()
    };
    Ok((row.insert(change.db).await?, true))
}
