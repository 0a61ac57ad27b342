//! Figures: what was measured of each promise, when, and from what.
//!
//! They are derived. What stands here can be thrown away and measured again from the store of facts; a [`Measuring`] says from
//! which facts, by which plan and with which version, so that it is the same again. Copies of the register leave out
//! all but the measurings.

pub mod measuring;
pub mod noted;
pub mod scorecard;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use serde::Serialize;
use terms::{ElapsedUnit, Scorecard};

use crate::error::LedgerError;
use crate::ids::{MeasuringId, PromiseId, SourceId};
use crate::write::Change;

pub use measuring::{Model as Measuring, NewMeasuring, begin, latest};
pub use noted::{Model as Noted, NewNoted, count_noted, noted_cases};
pub use scorecard::{Model as Card, NewCard, PUBLIC, cards, cards_of, cards_of_service, months_of_year};

/// From where a promise's clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// As promised.
    Promised,
    /// From the application (申请), where the promise runs from acceptance: what the citizen waits.
    Applied,
}

/// The figure of a promise.
#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "figure")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The promise.
    pub promise: PromiseId,
    /// From where its clock runs.
    pub clock: Clock,
    /// What it was made from.
    pub measuring: MeasuringId,
    /// The unit of what was used: `working_day`, `calendar_day`, `minute` or `event`.
    pub elapsed_unit: String,
    /// The share that the unit undertakes to keep.
    pub target: Option<f64>,
    /// The cases that are alike, counted, as the measuring side writes them.
    pub counts: Vec<u8>,
    /// What of it is not published because the figures of other promises would give it away: months with commas between them,
    /// `all`, or nothing.
    pub withheld: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The figure of a promise as it is kept.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields of `Model`")]
pub struct NewFigure {
    pub promise: PromiseId,
    pub clock: Clock,
    pub elapsed_unit: ElapsedUnit,
    pub target: Option<f64>,
    pub counts: Vec<u8>,
    pub withheld: String,
    pub cards: Vec<NewCard>,
    /// Of the clock as promised only.
    pub noted: Vec<NewNoted>,
}

/// Rows that are written by one statement: PostgreSQL takes 65,535 values in one, SQLite 32,766.
const TOGETHER: usize = 1000;

/// Puts a figure in the place of the one before.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn replace(change: &mut Change<'_>, measuring: MeasuringId, new: NewFigure) -> Result<(), LedgerError> {
    let (promise, clock) = (new.promise, new.clock);
    remove(change, promise, clock).await?;
    let row = ActiveModel {
        promise: Set(promise),
        clock: Set(clock),
        measuring: Set(measuring),
        elapsed_unit: Set(new.elapsed_unit.name().to_owned()),
        target: Set(new.target),
        counts: Set(new.counts),
        withheld: Set(new.withheld),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(change.db).await?;
    let cards: Vec<scorecard::ActiveModel> =
        new.cards.into_iter().map(|card| scorecard::row(promise, clock, card)).collect();
    for some in cards.chunks(TOGETHER) {
        scorecard::Entity::insert_many(some.to_vec()).exec_without_returning(change.db).await?;
    }
    let noted: Vec<noted::ActiveModel> = new.noted.into_iter().map(|case| noted::row(promise, case)).collect();
    for some in noted.chunks(TOGETHER) {
        noted::Entity::insert_many(some.to_vec()).exec_without_returning(change.db).await?;
    }
    Ok(())
}

/// Changes what of a figure is not published, and with it the scorecard that everybody may see first.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn withhold(
    change: &mut Change<'_>,
    promise: PromiseId,
    clock: Clock,
    withheld: String,
    public: Option<Scorecard>,
) -> Result<(), LedgerError> {
    let row = ActiveModel { withheld: Set(withheld), ..Default::default() };
    let figures = Entity::update_many().set(row).filter(Column::Promise.eq(promise)).filter(Column::Clock.eq(clock));
    figures.exec(change.db).await?;
    let cards = scorecard::Entity::delete_many().filter(scorecard::Column::Promise.eq(promise));
    let cards = cards.filter(scorecard::Column::Clock.eq(clock)).filter(scorecard::Column::Period.eq(PUBLIC));
    cards.exec(change.db).await?;
    if let Some(card) = public {
        let new = NewCard { service: None, period: PUBLIC.to_owned(), card };
        scorecard::Entity::insert(scorecard::row(promise, clock, new)).exec_without_returning(change.db).await?;
    }
    Ok(())
}

/// Takes a figure away, with its scorecards and noted cases.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn remove(change: &mut Change<'_>, promise: PromiseId, clock: Clock) -> Result<(), LedgerError> {
    let figures = Entity::delete_many().filter(Column::Promise.eq(promise)).filter(Column::Clock.eq(clock));
    figures.exec(change.db).await?;
    let cards = scorecard::Entity::delete_many().filter(scorecard::Column::Promise.eq(promise));
    cards.filter(scorecard::Column::Clock.eq(clock)).exec(change.db).await?;
    if clock == Clock::Promised {
        noted::Entity::delete_many().filter(noted::Column::Promise.eq(promise)).exec(change.db).await?;
    }
    Ok(())
}

/// The figure of a promise, with what it was made from.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(
    db: &impl ConnectionTrait,
    promise: PromiseId,
    clock: Clock,
) -> Result<Option<(Model, Measuring)>, LedgerError> {
    let figure = Entity::find().filter(Column::Promise.eq(promise)).filter(Column::Clock.eq(clock)).one(db).await?;
    let Some(figure) = figure else { return Ok(None) };
    let measuring = measuring::Entity::find_by_id(figure.measuring).one(db).await?;
    Ok(measuring.map(|measuring| (figure, measuring)))
}

/// The promises whose figure was measured from a source.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn promises_of(db: &impl ConnectionTrait, source: SourceId) -> Result<Vec<PromiseId>, LedgerError> {
    let mut of_source = Query::select();
    of_source.column(measuring::Column::Id).from(measuring::Entity).and_where(measuring::Column::Source.eq(source));
    let figures = Entity::find().select_only().column(Column::Promise).distinct();
    let figures = figures.filter(Column::Measuring.in_subquery(of_source)).order_by_asc(Column::Promise);
    Ok(figures.into_tuple().all(db).await?)
}

/// The figures that were measured from a source.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of_source(db: &impl ConnectionTrait, source: SourceId) -> Result<Vec<Model>, LedgerError> {
    let mut of_source = Query::select();
    of_source.column(measuring::Column::Id).from(measuring::Entity).and_where(measuring::Column::Source.eq(source));
    Ok(Entity::find().filter(Column::Measuring.in_subquery(of_source)).order_by_asc(Column::Id).all(db).await?)
}
