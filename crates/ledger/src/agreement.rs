//! What came of activities: what was agreed, by whom and by when it is done, and what was learnt and adopted.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{QueryOrder, QuerySelect};
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{ActivityId, AgreementId, PromiseId, UnitId};
use crate::row::{choices, kept_row};
use crate::time::Day;
use crate::write::Change;

choices! {
    /// What it is.
    Kind {
        /// A unit does something.
        Agreed = "agreed",
        /// A unit takes over something that it has learnt.
        Adopted = "adopted",
    }
}

/// Something that was agreed or adopted.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "agreement")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: AgreementId,
    /// The activity at which.
    pub activity: ActivityId,
    /// The unit that does it.
    pub unit: UnitId,
    /// What it is.
    pub kind: Kind,
    /// What is done, or taken over.
    pub what: String,
    /// What was learnt, and where; for what is adopted.
    pub learnt: String,
    /// Until when.
    pub due_day: Option<Day>,
    /// Since when it is done.
    pub done_day: Option<Day>,
    /// What came of it.
    pub came_of: String,
    /// The promise whose figure should show it.
    pub promise: Option<PromiseId>,
}

kept_row!("agreement");

impl Model {
    /// Whether it is late on a day.
    pub fn is_late(&self, today: Day) -> bool {
        self.done_day.is_none() && self.due_day.is_some_and(|due| due < today)
    }
}

/// Adds what was agreed or adopted; its id is given by the ledger.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, agreement: Model) -> Result<AgreementId, LedgerError> {
    Ok(change.add_row("agreement-added", agreement).await?.id)
}

/// Writes down since when it is done, and what came of it; nothing for the day opens it again.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn finish(
    change: &mut Change<'_>,
    id: AgreementId,
    done_day: Option<Day>,
    came_of: String,
) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let after = Model { done_day, came_of, ..before.clone() };
    match done_day {
        Some(_) => change.change_row("agreement-done", &before, after).await,
        None => change.change_row("agreement-opened", &before, after).await,
    }
}

/// Takes away what was entered by mistake.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn remove(change: &mut Change<'_>, id: AgreementId) -> Result<(), LedgerError> {
    let row = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    change.remove_row("agreement-removed", row).await
}

/// One by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: AgreementId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// What came of an activity.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of_activity(db: &impl ConnectionTrait, id: ActivityId) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::Activity.eq(id)).order_by_asc(Column::Id).all(db).await?)
}

/// How many things each unit has not done yet, and how many of them are late on a day.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn open_by_unit(db: &impl ConnectionTrait, today: Day) -> Result<Vec<(UnitId, i64, i64)>, LedgerError> {
    let late = Expr::case(Column::DueDay.lt(today), 1).finally(0);
    let rows = Entity::find()
        .filter(Column::DoneDay.is_null())
        .select_only()
        .column(Column::Unit)
        .column_as(Column::Id.count(), "open")
        .column_as(Expr::expr(Expr::expr(late).sum()).cast_as("bigint"), "late")
        .group_by(Column::Unit);
    Ok(rows.into_tuple().all(db).await?)
}

/// What is not done yet: of some units, or of all; what is due first comes first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn open(db: &impl ConnectionTrait, units: Option<&[UnitId]>) -> Result<Vec<Model>, LedgerError> {
    let mut rows = Entity::find().filter(Column::DoneDay.is_null());
    if let Some(units) = units {
        rows = rows.filter(Column::Unit.is_in(units.iter().copied()));
    }
    Ok(rows.order_by_asc(Column::DueDay).order_by_asc(Column::Id).all(db).await?)
}
