//! What an office decides for itself: lists and texts, each under a name.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, sea_query::OnConflict};
use serde::Serialize;

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::write::Change;

/// A setting.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "setting")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// What was decided.
    pub value: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The name of the list of readings that no brand's name should have.
pub const READINGS: &str = "readings";

/// The name of the days off and make-up workdays that the office added to the calendar: `date,kind,name`.
pub const CALENDAR_DAYS: &str = "calendar-days";

/// Decides a setting.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn set(change: &mut Change<'_>, name: &'static str, value: String) -> Result<(), LedgerError> {
    let before = get(change.db, name).await?;
    if before.as_deref() == Some(value.as_str()) {
        return Ok(());
    }
    let after = Model { name: name.to_owned(), value };
    let before = before.map(|value| Model { name: name.to_owned(), value });
    change.log("setting-changed", Subject { kind: "setting", id: 0 }, &before, &after).await?;
    let row = ActiveModel { name: Set(after.name), value: Set(after.value) };
    let replaces = OnConflict::column(Column::Name).update_column(Column::Value).to_owned();
    Entity::insert(row).on_conflict(replaces).exec_without_returning(change.db).await?;
    Ok(())
}

/// A setting; nothing while the office has decided nothing.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn get(db: &impl ConnectionTrait, name: &str) -> Result<Option<String>, LedgerError> {
    Ok(Entity::find_by_id(name).one(db).await?.map(|setting| setting.value))
}
