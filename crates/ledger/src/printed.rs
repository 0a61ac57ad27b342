//! What was printed and where it hangs, so that somebody knows what to print anew when the register changes.

use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{PrintedId, PromiseId, UnitId};
use crate::row::kept_row;
use crate::time::Day;
use crate::write::Change;

/// Something that was printed.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "printed")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: PrintedId,
    /// The unit that hung it up.
    pub unit: UnitId,
    /// The promise that its code leads to.
    pub promise: PromiseId,
    /// The name of its layout.
    pub layout: String,
    /// In which languages: `zh` or `zh-en`.
    pub language: String,
    /// The code of the version that stands on it.
    pub code: String,
    /// When it was printed.
    pub day: Day,
    /// How many pieces.
    pub pieces: i64,
    /// Where they hang or stand.
    pub place: String,
    /// Since when they no longer do; none while they do.
    pub gone_day: Option<Day>,
}

kept_row!("printed");

/// Notes what was printed; its id is given by the ledger.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, printed: Model) -> Result<PrintedId, LedgerError> {
    Ok(change.add_row("printed-added", printed).await?.id)
}

/// Notes that something no longer hangs, since a day.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn take_down(change: &mut Change<'_>, id: PrintedId, day: Day) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let after = Model { gone_day: Some(before.gone_day.unwrap_or(day)), ..before.clone() };
    change.change_row("printed-gone", &before, after).await
}

/// One by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: PrintedId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// What hangs, of some units or of all, the first printed first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn hanging(db: &impl ConnectionTrait, units: Option<&[UnitId]>) -> Result<Vec<Model>, LedgerError> {
    let mut rows = Entity::find().filter(Column::GoneDay.is_null());
    if let Some(units) = units {
        rows = rows.filter(Column::Unit.is_in(units.iter().copied()));
    }
    Ok(rows.order_by_asc(Column::Day).order_by_asc(Column::Id).all(db).await?)
}
