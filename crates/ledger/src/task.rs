//! What units have to do in a stage: a line for a kind of unit or for all, done by hand or seen from the register itself.

use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{DoneId, StageId, TaskId, UnitId};
use crate::row::{choices, kept_row};
use crate::time::Day;
use crate::write::Change;

choices! {
    /// How it is known that a task is done.
    DoneBy {
        /// The unit or the office says so.
        Hand = "hand",
        /// A brand of the unit is in force.
        Brand = "brand",
        /// A promise of the unit is measured.
        Measured = "measured",
        /// The unit has confirmed all papers that are issued.
        Papers = "papers",
        /// No opinion waits for an answer of the unit past its day.
        Opinions = "opinions",
    }
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "stage_task")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: TaskId,
    /// Its stage.
    pub stage: StageId,
    /// The kind of unit that has to do it; empty for all.
    pub unit_kind: String,
    /// What is to be done.
    pub what: String,
    /// Until when.
    pub due_day: Option<Day>,
    /// How it is known that it is done.
    pub done_by: DoneBy,
}

kept_row!("stage-task");

impl Model {
    /// Whether a kind of unit has to do it.
    pub fn is_for(&self, kind: &str) -> bool {
        self.unit_kind.is_empty() || self.unit_kind == kind
    }
}

/// That units have done tasks by hand.
pub mod done {
    use super::{Day, DoneId, Serialize, TaskId, UnitId, kept_row};
    use sea_orm::entity::prelude::*;

    /// A unit has done a task.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "stage_task_done")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: DoneId,
        /// The task.
        pub task: TaskId,
        /// The unit.
        pub unit: UnitId,
        /// When.
        pub day: Day,
    }

    kept_row!("stage-task-done");
}

/// Adds a task; its id is given by the ledger.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, task: Model) -> Result<TaskId, LedgerError> {
    Ok(change.add_row("stage-task-added", task).await?.id)
}

/// Takes a task away, and who has done it.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn remove(change: &mut Change<'_>, id: TaskId) -> Result<(), LedgerError> {
    let task = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    done::Entity::delete_many().filter(done::Column::Task.eq(id)).exec(change.db).await?;
    change.remove_row("stage-task-removed", task).await
}

/// Says that a unit has done a task, or that it has not.
///
/// # Errors
/// [`LedgerError::Gone`] for a task that is not there.
pub async fn mark(
    change: &mut Change<'_>,
    id: TaskId,
    unit: UnitId,
    day: Day,
    is_done: bool,
) -> Result<(), LedgerError> {
    find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let known = done::Entity::find().filter(done::Column::Task.eq(id)).filter(done::Column::Unit.eq(unit));
    match (known.one(change.db).await?, is_done) {
        (None, true) => {
            change.add_row("stage-task-done", done::Model { id: DoneId(0), task: id, unit, day }).await?;
        }
        (Some(known), false) => change.remove_row("stage-task-not-done", known).await?,
        _ => {}
    }
    Ok(())
}

/// A task by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: TaskId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The tasks of some stages, by their days.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of_stages(db: &impl ConnectionTrait, stages: &[StageId]) -> Result<Vec<Model>, LedgerError> {
    let tasks = Entity::find().filter(Column::Stage.is_in(stages.iter().copied()));
    Ok(tasks.order_by_asc(Column::DueDay).order_by_asc(Column::Id).all(db).await?)
}

/// Which units have done which tasks by hand, and when.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn done(db: &impl ConnectionTrait, tasks: &[TaskId]) -> Result<Vec<done::Model>, LedgerError> {
    Ok(done::Entity::find().filter(done::Column::Task.is_in(tasks.iter().copied())).all(db).await?)
}
