//! What somebody does later: a line of the desk's front page that is not shown to them until a day.

use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{AccountId, PutOffId};
use crate::row::kept_row;
use crate::time::Day;
use crate::write::Change;

/// A line that is put off.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "put_off")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: PutOffId,
    /// Who puts it off.
    pub account: AccountId,
    /// Which line: the address where it is done.
    pub line: String,
    /// Until when.
    pub until_day: Day,
}

kept_row!("put-off");

/// Puts a line off until a day; one that was put off already, until this one.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn put_off(
    change: &mut Change<'_>,
    account: AccountId,
    line: String,
    until_day: Day,
) -> Result<(), LedgerError> {
    let known = Entity::find().filter(Column::Account.eq(account)).filter(Column::Line.eq(line.as_str()));
    match known.one(change.db).await? {
        Some(before) => change.change_row("put-off", &before, Model { until_day, ..before.clone() }).await,
        None => change.add_row("put-off", Model { id: PutOffId(0), account, line, until_day }).await.map(drop),
    }
}

/// Takes back everything that somebody has put off.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn take_back(change: &mut Change<'_>, account: AccountId) -> Result<(), LedgerError> {
    for row in Entity::find().filter(Column::Account.eq(account)).all(change.db).await? {
        change.remove_row("put-off-ended", row).await?;
    }
    Ok(())
}

/// The lines that somebody has put off beyond a day.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of(db: &impl ConnectionTrait, account: AccountId, today: Day) -> Result<Vec<String>, LedgerError> {
    let rows = Entity::find().filter(Column::Account.eq(account)).filter(Column::UntilDay.gt(today)).all(db).await?;
    Ok(rows.into_iter().map(|row| row.line).collect())
}
