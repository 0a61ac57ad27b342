//! Papers of an activity: what is read before it, shown there or taken along.

use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::attachment;
use crate::error::LedgerError;
use crate::ids::{ActivityId, HandoutId};
use crate::row::kept_row;
use crate::time::Day;
use crate::write::Change;

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "handout")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: HandoutId,
    /// The activity.
    pub activity: ActivityId,
    /// The name of its file.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Under which hash its bytes are kept.
    pub hash: String,
    /// When it came.
    pub day: Day,
}

kept_row!("handout");

/// Adds a paper; its id is given by the ledger, and its hash by its bytes. They are for the desk alone.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, paper: Model, bytes: Vec<u8>) -> Result<HandoutId, LedgerError> {
    let hash = attachment::keep_private(change, &paper.media_type, bytes).await?;
    Ok(change.add_row("handout-added", Model { hash, ..paper }).await?.id)
}

/// Takes a paper away from its activity. Its bytes stay, as all that was kept once.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn remove(change: &mut Change<'_>, id: HandoutId) -> Result<(), LedgerError> {
    let paper = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    change.remove_row("handout-removed", paper).await
}

/// A paper by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: HandoutId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The papers of an activity, as they came.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of(db: &impl ConnectionTrait, activity: ActivityId) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::Activity.eq(activity)).order_by_asc(Column::Id).all(db).await?)
}
