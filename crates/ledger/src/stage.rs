//! Stages of a programme: their names, aims and days, one after the other as the office orders them.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{ProgrammeId, StageId};
use crate::programme;
use crate::task;
use crate::time::Day;
use crate::write::Change;

/// A stage.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "stage")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: StageId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// Its name.
    pub name: String,
    /// Its name in English; may be empty.
    pub name_en: String,
    /// What it is to reach.
    pub aim: String,
    /// How.
    pub methods: String,
    /// Its first day.
    pub from_day: Day,
    /// Its last day.
    pub until_day: Day,
    /// How far it is, where the office says so; otherwise its days say it.
    pub state: Option<State>,
    /// Its place in the order of the programme's stages; those that were never ordered have 0 and stand by their days.
    pub place: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How far a stage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Not begun.
    Planned,
    /// Begun and not ended.
    Running,
    /// Ended.
    Done,
}

impl State {
    /// All of them, in the order in which they come.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Running, Self::Done];

    /// The name in a form.
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Running => "running",
            Self::Done => "done",
        }
    }
}

impl Model {
    /// How far it is on a day: as the office says, or as its days say.
    pub fn state_on(&self, day: Day) -> State {
        self.state.unwrap_or(if day < self.from_day {
            State::Planned
        } else if self.until_day < day {
            State::Done
        } else {
            State::Running
        })
    }
}

/// A stage as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewStage {
    /// Its name.
    pub name: String,
    /// Its name in English; may be empty.
    pub name_en: String,
    /// What it is to reach.
    pub aim: String,
    /// How.
    pub methods: String,
    /// Its first day.
    pub from_day: Day,
    /// Its last day.
    pub until_day: Day,
    /// How far it is, where the office says so.
    pub state: Option<State>,
}

/// Something about the days of a stage that the office should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt<'a> {
    /// It begins before, or ends after, the years of its programme.
    OutsideYears(&'a Model),
    /// It begins before the stage that stands before it.
    BeforePrevious(&'a Model, &'a Model),
    /// It begins before the stage that stands before it has ended.
    WithinPrevious(&'a Model, &'a Model),
}

/// Whether days lie within the years of a programme.
pub fn within_years(programme: &programme::Model, from: Day, until: Day) -> bool {
    i32::from(from.0.year()) >= programme.from_year && i32::from(until.0.year()) <= programme.until_year
}

/// What is doubtful about the days of stages that stand in their order.
pub fn doubts<'a>(programme: &programme::Model, stages: &'a [Model]) -> Vec<Doubt<'a>> {
    let mut found = Vec::new();
    for (place, stage) in stages.iter().enumerate() {
        if !within_years(programme, stage.from_day, stage.until_day) {
            found.push(Doubt::OutsideYears(stage));
        }
        let Some(previous) = place.checked_sub(1).and_then(|place| stages.get(place)) else { continue };
        if stage.from_day < previous.from_day {
            found.push(Doubt::BeforePrevious(stage, previous));
        } else if stage.from_day <= previous.until_day {
            found.push(Doubt::WithinPrevious(stage, previous));
        }
    }
    found
}

fn subject(id: StageId) -> Subject {
    Subject { kind: "stage", id: id.0 }
}

/// Adds a stage, after those that are there.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, programme: ProgrammeId, new: NewStage) -> Result<StageId, LedgerError> {
    let last = of_programme(change.db, programme).await?.last().map_or(0, |stage| stage.place);
    let NewStage { name, name_en, aim, methods, from_day, until_day, state } = new;
    let row = ActiveModel {
        programme: Set(programme),
        name: Set(name),
        name_en: Set(name_en),
        aim: Set(aim),
        methods: Set(methods),
        from_day: Set(from_day),
        until_day: Set(until_day),
        state: Set(state),
        place: Set(last + 1),
        ..Default::default()
    };
    let stage = row.insert(change.db).await?;
    change.log("stage-added", subject(stage.id), &(), &stage).await?;
    Ok(stage.id)
}

/// Changes what is entered of a stage.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn edit(change: &mut Change<'_>, id: StageId, new: NewStage) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let NewStage { name, name_en, aim, methods, from_day, until_day, state } = new;
    let after = Model { name, name_en, aim, methods, from_day, until_day, state, ..before.clone() };
    update(change, "stage-edited", before, after).await
}

/// Puts a stage before the one that stands before it. The first one stays where it is.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn put_before(change: &mut Change<'_>, id: StageId) -> Result<(), LedgerError> {
    let stage = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let mut stages = of_programme(change.db, stage.programme).await?;
    if let Some(place) = stages.iter().position(|other| other.id == id)
        && let Some(previous) = place.checked_sub(1)
    {
        stages.swap(previous, place);
    }
    for (place, stage) in (1..).zip(stages) {
        let after = Model { place, ..stage.clone() };
        update(change, "stage-moved", stage, after).await?;
    }
    Ok(())
}

/// Removes a stage, and what units had to do in it.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn remove(change: &mut Change<'_>, id: StageId) -> Result<(), LedgerError> {
    let stage = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    for task in task::of_stages(change.db, &[id]).await? {
        task::remove(change, task.id).await?;
    }
    change.log("stage-removed", subject(id), &stage, &()).await?;
    stage.into_active_model().delete(change.db).await?;
    Ok(())
}

async fn update(change: &mut Change<'_>, act: &'static str, before: Model, after: Model) -> Result<(), LedgerError> {
    if before == after {
        return Ok(());
    }
    change.log(act, subject(after.id), &before, &after).await?;
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// A stage by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: StageId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The stages of a programme, in their order.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of_programme(db: &impl ConnectionTrait, id: ProgrammeId) -> Result<Vec<Model>, LedgerError> {
    let stages = Entity::find().filter(Column::Programme.eq(id)).order_by_asc(Column::Place);
    Ok(stages.order_by_asc(Column::FromDay).order_by_asc(Column::Id).all(db).await?)
}
