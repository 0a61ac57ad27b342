//! What the office asks of units: one thing, with how many minutes it takes each, and until when. Whatever the register has is not
//! asked for; where it seems to, the request says how what it asks for differs.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{AccountId, AskedId, ProgrammeId, RequestId, UnitId};
use crate::row::kept_row;
use crate::time::Day;
use crate::write::Change;

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "request")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: RequestId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// What is asked.
    pub what: String,
    /// What it is needed for.
    pub why: String,
    /// How it differs from what the register has; empty where nothing is like it.
    pub differs: String,
    /// How long it takes each unit, minutes.
    pub minutes: i64,
    /// When it was asked.
    pub asked_day: Day,
    /// Until when it is answered.
    pub due_day: Day,
}

kept_row!("request");

/// What single units are asked.
pub mod asked {
    use super::{AccountId, AskedId, Day, RequestId, Serialize, UnitId, kept_row};
    use sea_orm::entity::prelude::*;

    /// A unit that is asked.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "request_unit")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: AskedId,
        /// The request.
        pub request: RequestId,
        /// The unit.
        pub unit: UnitId,
        /// What it answers.
        pub answer: String,
        /// When.
        pub answered_day: Option<Day>,
        /// Who answered.
        pub account: Option<AccountId>,
    }

    kept_row!("request-of-unit");
}

/// Asks units for something.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, request: Model, units: &[UnitId]) -> Result<RequestId, LedgerError> {
    let id = change.add_row("request-sent", request).await?.id;
    for unit in units {
        let row = asked::Model {
            id: AskedId(0),
            request: id,
            unit: *unit,
            answer: String::new(),
            answered_day: None,
            account: None,
        };
        change.add_row("unit-asked", row).await?;
    }
    Ok(id)
}

/// Writes down what a unit answers.
///
/// # Errors
/// [`LedgerError::Gone`] for a unit that is not asked.
pub async fn answer(
    change: &mut Change<'_>,
    id: RequestId,
    unit: UnitId,
    answer: String,
    day: Day,
    account: Option<AccountId>,
) -> Result<(), LedgerError> {
    let rows = asked::Entity::find().filter(asked::Column::Request.eq(id)).filter(asked::Column::Unit.eq(unit));
    let before = rows.one(change.db).await?.ok_or(LedgerError::Gone {})?;
    let after = asked::Model { answer, answered_day: Some(day), account, ..before.clone() };
    change.change_row("request-answered", &before, after).await
}

/// A request by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: RequestId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// All requests, the newest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().order_by_desc(Column::Id).all(db).await?)
}

/// What each unit was asked by a request, and what it answered.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn asked(db: &impl ConnectionTrait, id: RequestId) -> Result<Vec<asked::Model>, LedgerError> {
    Ok(asked::Entity::find().filter(asked::Column::Request.eq(id)).order_by_asc(asked::Column::Unit).all(db).await?)
}

/// What some units, or all, have not answered yet.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn unanswered(db: &impl ConnectionTrait, units: Option<&[UnitId]>) -> Result<Vec<asked::Model>, LedgerError> {
    let mut rows = asked::Entity::find().filter(asked::Column::AnsweredDay.is_null());
    if let Some(units) = units {
        rows = rows.filter(asked::Column::Unit.is_in(units.iter().copied()));
    }
    Ok(rows.order_by_asc(asked::Column::Id).all(db).await?)
}

/// What some units were asked, answered or not.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of_units(db: &impl ConnectionTrait, units: &[UnitId]) -> Result<Vec<asked::Model>, LedgerError> {
    Ok(asked::Entity::find().filter(asked::Column::Unit.is_in(units.iter().copied())).all(db).await?)
}

/// How many units each request went to, and how many have answered.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn counts(db: &impl ConnectionTrait) -> Result<Vec<(RequestId, i64, i64)>, LedgerError> {
    let rows = asked::Entity::find()
        .select_only()
        .column(asked::Column::Request)
        .column_as(asked::Column::Id.count(), "asked")
        .column_as(asked::Column::AnsweredDay.count(), "answered")
        .group_by(asked::Column::Request);
    Ok(rows.into_tuple().all(db).await?)
}

/// How many requests each unit has not answered; with `before`, of those that were to be answered before that day only.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn unanswered_by_unit(
    db: &impl ConnectionTrait,
    before: Option<Day>,
) -> Result<Vec<(UnitId, i64)>, LedgerError> {
    let mut rows = asked::Entity::find().filter(asked::Column::AnsweredDay.is_null());
    if let Some(before) = before {
        let late = Entity::find().filter(Column::DueDay.lt(before)).all(db).await?;
        rows = rows.filter(asked::Column::Request.is_in(late.into_iter().map(|request| request.id)));
    }
    let rows = rows
        .select_only()
        .column(asked::Column::Unit)
        .column_as(asked::Column::Id.count(), "count")
        .group_by(asked::Column::Unit);
    Ok(rows.into_tuple().all(db).await?)
}
