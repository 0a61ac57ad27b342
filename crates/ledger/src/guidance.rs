//! Guidance by kind of unit: a short text for each kind, written by the office.

use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{GuidanceId, ProgrammeId};
use crate::row::kept_row;
use crate::time::Day;
use crate::write::Change;

/// Guidance for a kind of unit.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "guidance")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: GuidanceId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// The kind of unit, as the register calls it.
    pub unit_kind: String,
    /// The text, in lines.
    pub text: String,
    /// Since when it says so.
    pub day: Day,
}

kept_row!("guidance");

/// Writes the guidance of a programme for a kind of unit; without a text there is none.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn write(change: &mut Change<'_>, new: Model) -> Result<(), LedgerError> {
    let rows = Entity::find().filter(Column::Programme.eq(new.programme)).filter(Column::UnitKind.eq(&new.unit_kind));
    match rows.one(change.db).await? {
        Some(before) if new.text.is_empty() => change.remove_row("guidance-removed", before).await,
        // The same text holds since the day on which it was written.
        Some(before) if before.text == new.text => Ok(()),
        Some(before) => {
            let after = Model { id: before.id, ..new };
            change.change_row("guidance-written", &before, after).await
        }
        None if new.text.is_empty() => Ok(()),
        None => change.add_row("guidance-written", new).await.map(drop),
    }
}

/// The guidance of a programme.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of_programme(db: &impl ConnectionTrait, id: ProgrammeId) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::Programme.eq(id)).order_by_asc(Column::UnitKind).all(db).await?)
}
