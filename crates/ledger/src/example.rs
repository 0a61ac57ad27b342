//! How they did it: what was the trouble, what a unit did, what it took and what to watch for; and who follows it.
//!
//! A page is for everybody once the office has published it and the unit agrees. Both are said of one text: who changes it takes the
//! other side's word back.

use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{ExampleId, FollowId, ProgrammeId, PromiseId, UnitId};
use crate::row::kept_row;
use crate::time::Day;
use crate::write::Change;

/// How a unit did something.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "example")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: ExampleId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// The unit that did it.
    pub unit: UnitId,
    /// What it is called.
    pub title: String,
    /// What the trouble was.
    pub trouble: String,
    /// What was done.
    pub done: String,
    /// What it took.
    pub took: String,
    /// What to watch for.
    pub watch: String,
    /// The promise whose figure should show it.
    pub promise: Option<PromiseId>,
    /// Since when it is done so.
    pub since_day: Day,
    /// Whether the office publishes it.
    pub published: bool,
    /// Whether the unit agrees to that.
    pub unit_agrees: bool,
}

kept_row!("example");

/// Units that do as an example does.
pub mod follow {
    use super::{Day, ExampleId, FollowId, PromiseId, Serialize, UnitId, kept_row};
    use sea_orm::entity::prelude::*;

    /// A unit that follows an example.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "example_follow")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: FollowId,
        /// The example.
        pub example: ExampleId,
        /// The unit.
        pub unit: UnitId,
        /// Since when.
        pub day: Day,
        /// The promise whose figure should show it.
        pub promise: Option<PromiseId>,
    }

    kept_row!("example-follow");
}

/// Which side of an example somebody is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The office, which publishes.
    Office,
    /// The unit, which agrees.
    Unit,
}

impl Model {
    /// Whether everybody may read it.
    pub fn is_public(&self) -> bool {
        self.published && self.unit_agrees
    }

    /// Whether another text stands in it than in an earlier one.
    fn differs(&self, before: &Self) -> bool {
        let told = |of: &Self| Self { published: false, unit_agrees: false, ..of.clone() };
        told(self) != told(before)
    }
}

/// Adds an example, which is not public; its id is given by the ledger.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, new: Model) -> Result<ExampleId, LedgerError> {
    let row = Model { published: false, unit_agrees: false, ..new };
    Ok(change.add_row("example-added", row).await?.id)
}

/// Changes what an example says. What the other side has said was said of another text, and is taken back.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn edit(change: &mut Change<'_>, new: Model, by: Side) -> Result<(), LedgerError> {
    let before = find(change.db, new.id).await?.ok_or(LedgerError::Gone {})?;
    let mut after = Model { published: before.published, unit_agrees: before.unit_agrees, ..new };
    if after.differs(&before) {
        match by {
            Side::Office => after.unit_agrees = false,
            Side::Unit => after.published = false,
        }
    }
    change.change_row("example-edited", &before, after).await
}

/// Publishes an example, or agrees to that; or takes it back.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn say(change: &mut Change<'_>, id: ExampleId, by: Side, yes: bool) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let (act, after) = match by {
        Side::Office => {
            let act = if yes { "example-published" } else { "example-withdrawn" };
            (act, Model { published: yes, ..before.clone() })
        }
        Side::Unit => {
            let act = if yes { "example-agreed" } else { "example-not-agreed" };
            (act, Model { unit_agrees: yes, ..before.clone() })
        }
    };
    change.change_row(act, &before, after).await
}

/// Removes an example, and who follows it. The log keeps what it was.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn remove(change: &mut Change<'_>, id: ExampleId) -> Result<(), LedgerError> {
    let row = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    for follow in follows(change.db, &[id]).await? {
        change.remove_row("example-unfollowed", follow).await?;
    }
    change.remove_row("example-removed", row).await
}

/// A unit follows an example; one that follows it already names another promise, and keeps its day.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn follow(change: &mut Change<'_>, new: follow::Model) -> Result<(), LedgerError> {
    match found(change.db, new.example, new.unit).await? {
        Some(before) => {
            let after = follow::Model { promise: new.promise, ..before.clone() };
            change.change_row("example-followed", &before, after).await
        }
        None => change.add_row("example-followed", new).await.map(drop),
    }
}

/// A unit follows an example no longer.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn stop(change: &mut Change<'_>, id: ExampleId, unit: UnitId) -> Result<(), LedgerError> {
    match found(change.db, id, unit).await? {
        Some(row) => change.remove_row("example-unfollowed", row).await,
        None => Ok(()),
    }
}

async fn found(db: &impl ConnectionTrait, id: ExampleId, unit: UnitId) -> Result<Option<follow::Model>, LedgerError> {
    let rows = follow::Entity::find().filter(follow::Column::Example.eq(id)).filter(follow::Column::Unit.eq(unit));
    Ok(rows.one(db).await?)
}

/// One by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: ExampleId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// All of them, the newest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().order_by_desc(Column::SinceDay).order_by_desc(Column::Id).all(db).await?)
}

/// Those that everybody may read: of all units, or of one; the newest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn public(db: &impl ConnectionTrait, unit: Option<UnitId>) -> Result<Vec<Model>, LedgerError> {
    let mut rows = Entity::find().filter(Column::Published.eq(true)).filter(Column::UnitAgrees.eq(true));
    if let Some(unit) = unit {
        rows = rows.filter(Column::Unit.eq(unit));
    }
    Ok(rows.order_by_desc(Column::SinceDay).order_by_desc(Column::Id).all(db).await?)
}

/// Who follows some examples; who has longest comes first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn follows(db: &impl ConnectionTrait, ids: &[ExampleId]) -> Result<Vec<follow::Model>, LedgerError> {
    let rows = follow::Entity::find().filter(follow::Column::Example.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(follow::Column::Day).order_by_asc(follow::Column::Id).all(db).await?)
}
