//! Break-through projects: what a few units set out to reach in some months, by which milestones, and what came of each.

use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{MilestoneId, ProgrammeId, ProjectId, PromiseId, TakingPartId, UnitId};
use crate::row::{choices, kept_row};
use crate::time::Day;
use crate::write::Change;

choices! {
    /// How far a project is. Its milestones and its first day say it; nobody has to.
    State {
        /// Not begun.
        Planned = "planned",
        /// Begun, and not all of its milestones are reached.
        Running = "running",
        /// All of its milestones are reached.
        Done = "done",
    }
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "project")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: ProjectId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// The unit that leads it.
    pub unit: UnitId,
    /// What it is called.
    pub title: String,
    /// What it is to reach.
    pub aim: String,
    /// Its first day.
    pub from_day: Day,
    /// Its last day.
    pub until_day: Day,
    /// The promise whose figure should show it.
    pub promise: Option<PromiseId>,
}

kept_row!("project");

/// The units that take part in a project besides the one that leads it.
pub mod taking_part {
    use super::{ProjectId, Serialize, TakingPartId, UnitId, kept_row};
    use sea_orm::entity::prelude::*;

    /// A unit that takes part.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "project_unit")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: TakingPartId,
        /// The project.
        pub project: ProjectId,
        /// The unit.
        pub unit: UnitId,
    }

    kept_row!("project-unit");
}

/// What is to be reached on the way.
pub mod milestone {
    use super::{Day, MilestoneId, ProjectId, Serialize, kept_row};
    use sea_orm::entity::prelude::*;

    /// A milestone.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "milestone")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: MilestoneId,
        /// The project.
        pub project: ProjectId,
        /// What is to be reached.
        pub what: String,
        /// Until when.
        pub due_day: Day,
        /// Since when it is reached.
        pub done_day: Option<Day>,
        /// What came of it.
        pub came_of: String,
    }

    kept_row!("milestone");

    impl Model {
        /// Whether it is late on a day.
        pub fn is_late(&self, today: Day) -> bool {
            self.done_day.is_none() && self.due_day < today
        }
    }
}

impl Model {
    /// How far it is on a day, by its milestones. One without any is not done, whatever the day.
    pub fn state_on(&self, milestones: &[milestone::Model], today: Day) -> State {
        let reached = milestones.iter().filter(|one| one.done_day.is_some()).count();
        if !milestones.is_empty() && reached == milestones.len() {
            State::Done
        } else if reached == 0 && today < self.from_day {
            State::Planned
        } else {
            State::Running
        }
    }
}

/// Adds a project, and who takes part in it; its id is given by the ledger.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, project: Model, units: &[UnitId]) -> Result<ProjectId, LedgerError> {
    let id = change.add_row("project-added", project).await?.id;
    take_part(change, id, units).await?;
    Ok(id)
}

/// Changes a project, and who takes part in it.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn edit(change: &mut Change<'_>, after: Model, units: &[UnitId]) -> Result<(), LedgerError> {
    let before = find(change.db, after.id).await?.ok_or(LedgerError::Gone {})?;
    let id = after.id;
    change.change_row("project-edited", &before, after).await?;
    take_part(change, id, units).await
}

async fn take_part(change: &mut Change<'_>, id: ProjectId, units: &[UnitId]) -> Result<(), LedgerError> {
    let before = taking_part(change.db, &[id]).await?;
    for row in before.iter().filter(|row| !units.contains(&row.unit)) {
        change.remove_row("project-left", row.clone()).await?;
    }
    for unit in units.iter().filter(|unit| before.iter().all(|row| row.unit != **unit)) {
        let row = taking_part::Model { id: TakingPartId(0), project: id, unit: *unit };
        change.add_row("project-joined", row).await?;
    }
    Ok(())
}

/// Removes a project with its milestones. The log keeps what it was.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn remove(change: &mut Change<'_>, id: ProjectId) -> Result<(), LedgerError> {
    let row = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    for milestone in milestones(change.db, &[id]).await? {
        change.remove_row("milestone-removed", milestone).await?;
    }
    take_part(change, id, &[]).await?;
    change.remove_row("project-removed", row).await
}

/// Adds a milestone; its id is given by the ledger.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add_milestone(change: &mut Change<'_>, row: milestone::Model) -> Result<MilestoneId, LedgerError> {
    Ok(change.add_row("milestone-added", row).await?.id)
}

/// Writes down since when a milestone is reached, and what came of it; nothing for the day opens it again.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn reach(
    change: &mut Change<'_>,
    id: MilestoneId,
    done_day: Option<Day>,
    came_of: String,
) -> Result<(), LedgerError> {
    let before = find_milestone(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let after = milestone::Model { done_day, came_of, ..before.clone() };
    let act = if done_day.is_some() { "milestone-reached" } else { "milestone-opened" };
    change.change_row(act, &before, after).await
}

/// Takes away a milestone that was entered by mistake.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn remove_milestone(change: &mut Change<'_>, id: MilestoneId) -> Result<(), LedgerError> {
    let row = find_milestone(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    change.remove_row("milestone-removed", row).await
}

/// One by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: ProjectId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// All of them, those that began last first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().order_by_desc(Column::FromDay).order_by_desc(Column::Id).all(db).await?)
}

/// Who takes part in some projects besides the units that lead them.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn taking_part(db: &impl ConnectionTrait, ids: &[ProjectId]) -> Result<Vec<taking_part::Model>, LedgerError> {
    let rows = taking_part::Entity::find().filter(taking_part::Column::Project.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(taking_part::Column::Unit).all(db).await?)
}

/// The milestones of some projects; what is due first comes first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn milestones(db: &impl ConnectionTrait, ids: &[ProjectId]) -> Result<Vec<milestone::Model>, LedgerError> {
    let rows = milestone::Entity::find().filter(milestone::Column::Project.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(milestone::Column::DueDay).order_by_asc(milestone::Column::Id).all(db).await?)
}

/// A milestone by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find_milestone(
    db: &impl ConnectionTrait,
    id: MilestoneId,
) -> Result<Option<milestone::Model>, LedgerError> {
    Ok(milestone::Entity::find_by_id(id).one(db).await?)
}

/// The milestones that are not reached and are due until a day; what is due first comes first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn due_until(db: &impl ConnectionTrait, until: Day) -> Result<Vec<milestone::Model>, LedgerError> {
    let open = milestone::Entity::find().filter(milestone::Column::DoneDay.is_null());
    let rows = open.filter(milestone::Column::DueDay.lte(until));
    Ok(rows.order_by_asc(milestone::Column::DueDay).order_by_asc(milestone::Column::Id).all(db).await?)
}
