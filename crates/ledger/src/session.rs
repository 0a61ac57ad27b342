//! Sessions of people who are signed in. They are no part of the register and stand in no log.
//!
//! A session is kept under the hash of its key: a copy of the database opens nobody's session.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict};
use sha2::{Digest, Sha256};

use crate::audit::hexadecimal;
use crate::error::LedgerError;
use crate::time::Instant;
use crate::write::Change;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// The hash of its key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key_hash: String,
    /// What is known in it, as JSON.
    pub data: String,
    /// When it ends.
    pub ends_at: Instant,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn hash(key: &str) -> String {
    hexadecimal(&Sha256::digest(key.as_bytes()))
}

/// Keeps a session, in the place of what was kept under its key.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn keep(change: &mut Change<'_>, key: &str, data: String, ends_at: Instant) -> Result<(), LedgerError> {
    let row = ActiveModel { key_hash: Set(hash(key)), data: Set(data), ends_at: Set(ends_at) };
    let replaces = OnConflict::column(Column::KeyHash).update_columns([Column::Data, Column::EndsAt]).to_owned();
    Entity::insert(row).on_conflict(replaces).exec_without_returning(change.db).await?;
    Ok(())
}

/// Ends a session, and takes away those that have ended by themselves.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn end(change: &mut Change<'_>, key: &str) -> Result<(), LedgerError> {
    let ended = Column::KeyHash.eq(hash(key)).or(Column::EndsAt.lt(change.at));
    Entity::delete_many().filter(ended).exec(change.db).await?;
    Ok(())
}

/// A session by its key, if it has not ended.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, key: &str, now: Instant) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(hash(key)).filter(Column::EndsAt.gte(now)).one(db).await?)
}
