//! Figures: what was measured of each promise, when, and from what.
//!
//! They are derived. What stands here can be thrown away and measured again from the store of facts; a [`Measuring`] says from
//! which facts, by which plan and with which version, so that it is the same again. Copies of the register leave out
//! all but the measurings.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use serde::Serialize;
use terms::{Counts, ElapsedUnit, Outcome, Scorecard, Spread};

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{MeasuringId, PromiseId, SourceId};
use crate::time::Instant;
use crate::write::Change;

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

/// One run of the engine over one source.
pub mod measuring {
    use super::*;

    /// What a figure was made from.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "measuring")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: MeasuringId,
        /// The source of the records.
        pub source: SourceId,
        /// When it was measured.
        pub at: Instant,
        /// The day of the figures: an instant, RFC 3339 in the calendar's zone.
        pub as_of: String,
        /// The identity of the facts.
        pub facts: String,
        /// The plan, as TOML.
        #[serde(skip)]
        pub plan: String,
        /// The hash of the plan and of the calendar's days.
        pub plan_hash: String,
        /// The version of the program.
        pub engine: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    #[expect(missing_docs, reason = "no entity of ours asks through relations")]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use measuring::Model as Measuring;

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
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Scorecards, for lists.
pub mod scorecard {
    use super::*;

    /// A scorecard of a promise over a period, in all or of one service.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "scorecard")]
    #[expect(missing_docs, reason = "the counts are those of `terms::Outcome`")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub promise: PromiseId,
        pub clock: Clock,
        /// The service, as the records name it; none for all together.
        pub service: Option<String>,
        /// `all`, `year` for the last twelve months, a month such as `2025-09`, or [`PUBLIC`].
        pub period: String,
        pub kept: i64,
        pub broken: i64,
        pub overdue: i64,
        pub running: i64,
        pub withdrawn: i64,
        pub not_started: i64,
        pub no_due: i64,
        pub p50: Option<i64>,
        pub p90: Option<i64>,
        pub p95: Option<i64>,
        pub mean: Option<f64>,
        pub elapsed_unit: String,
        pub target: Option<f64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    #[expect(missing_docs, reason = "no entity of ours asks through relations")]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    impl Model {
        /// The counts.
        pub fn counts(&self) -> Counts {
            let mut counts = Counts::default();
            let of =
                [self.kept, self.broken, self.overdue, self.running, self.withdrawn, self.not_started, self.no_due];
            for (outcome, cases) in Outcome::ALL.into_iter().zip(of) {
                counts.add_many(outcome, u64::try_from(cases).unwrap_or(0));
            }
            counts
        }

        /// How long it took.
        pub fn spread(&self) -> Option<Spread> {
            Some(Spread { p50: self.p50?, p90: self.p90?, p95: self.p95?, mean: self.mean? })
        }

        /// The unit of the spread.
        pub fn unit(&self) -> ElapsedUnit {
            ElapsedUnit::named(&self.elapsed_unit).unwrap_or(ElapsedUnit::Event)
        }
    }
}

pub use scorecard::Model as Card;

/// Cases that somebody has to look at.
pub mod noted {
    use super::*;

    /// A case that is running, overdue or was broken.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "noted_case")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The promise.
        pub promise: PromiseId,
        /// The case's number, as the records have it.
        pub case: String,
        /// Its service, as the records name it.
        pub service: String,
        /// `running`, `overdue` or `broken`.
        pub outcome: String,
        /// When the clock started: microseconds since 1970.
        pub from_at: Option<i64>,
        /// When it stopped.
        pub until_at: Option<i64>,
        /// The last moment at which the promise is kept: a day, or an instant in the calendar's zone.
        pub due: Option<String>,
        /// How much is left until then, in the promise's unit; of running cases.
        pub left: Option<i64>,
        /// How long after it, in days or minutes; of broken and overdue cases.
        pub past_due: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    #[expect(missing_docs, reason = "no entity of ours asks through relations")]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use noted::Model as Noted;

/// The period of the scorecard that everybody may see first: that of the last twelve months, or of all records; none where too few
/// cases are settled.
pub const PUBLIC: &str = "public";

/// A measuring as it is noted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of `Measuring`")]
pub struct NewMeasuring {
    pub source: SourceId,
    pub as_of: String,
    pub facts: String,
    pub plan: String,
    pub plan_hash: String,
    pub engine: String,
}

/// A scorecard as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCard {
    /// The service, as the records name it; none for all together.
    pub service: Option<String>,
    /// `all`, `year`, or a month.
    pub period: String,
    /// The scorecard.
    pub card: Scorecard,
}

/// A case that somebody has to look at, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of `Noted`")]
pub struct NewNoted {
    pub case: String,
    pub service: String,
    pub outcome: Outcome,
    pub from_at: Option<i64>,
    pub until_at: Option<i64>,
    pub due: Option<String>,
    pub left: Option<i64>,
    pub past_due: Option<i64>,
}

/// The figure of a promise as it is kept.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields of `Model`")]
pub struct NewFigure {
    pub promise: PromiseId,
    pub clock: Clock,
    pub elapsed_unit: ElapsedUnit,
    pub target: Option<f64>,
    pub counts: Vec<u8>,
    pub cards: Vec<NewCard>,
    /// Of the clock as promised only.
    pub noted: Vec<NewNoted>,
}

/// Rows that are written by one statement: PostgreSQL takes 65,535 values in one, SQLite 32,766.
const TOGETHER: usize = 1000;

/// Notes a measuring.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn begin(change: &mut Change<'_>, new: NewMeasuring) -> Result<MeasuringId, LedgerError> {
    let row = measuring::ActiveModel {
        source: Set(new.source),
        at: Set(change.at),
        as_of: Set(new.as_of),
        facts: Set(new.facts),
        plan: Set(new.plan),
        plan_hash: Set(new.plan_hash),
        engine: Set(new.engine),
        ..Default::default()
    };
    let measuring = row.insert(change.db).await?;
    change.log("measured", Subject { kind: "source", id: new.source.0 }, &(), &measuring).await?;
    Ok(measuring.id)
}

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
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(change.db).await?;
    let cards: Vec<scorecard::ActiveModel> = new.cards.into_iter().map(|card| card_row(promise, clock, card)).collect();
    for some in cards.chunks(TOGETHER) {
        scorecard::Entity::insert_many(some.to_vec()).exec_without_returning(change.db).await?;
    }
    let noted: Vec<noted::ActiveModel> = new.noted.into_iter().map(|case| noted_row(promise, case)).collect();
    for some in noted.chunks(TOGETHER) {
        noted::Entity::insert_many(some.to_vec()).exec_without_returning(change.db).await?;
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

fn card_row(promise: PromiseId, clock: Clock, new: NewCard) -> scorecard::ActiveModel {
    let card = new.card;
    let of = |outcome| Set(i64::try_from(card.counts.of(outcome)).unwrap_or(i64::MAX));
    scorecard::ActiveModel {
        promise: Set(promise),
        clock: Set(clock),
        service: Set(new.service),
        period: Set(new.period),
        kept: of(Outcome::Kept),
        broken: of(Outcome::Broken),
        overdue: of(Outcome::Overdue),
        running: of(Outcome::Running),
        withdrawn: of(Outcome::Withdrawn),
        not_started: of(Outcome::NotStarted),
        no_due: of(Outcome::NoDue),
        p50: Set(card.spread.map(|spread| spread.p50)),
        p90: Set(card.spread.map(|spread| spread.p90)),
        p95: Set(card.spread.map(|spread| spread.p95)),
        mean: Set(card.spread.map(|spread| spread.mean)),
        elapsed_unit: Set(card.elapsed_unit.name().to_owned()),
        target: Set(card.target),
        ..Default::default()
    }
}

fn noted_row(promise: PromiseId, new: NewNoted) -> noted::ActiveModel {
    noted::ActiveModel {
        promise: Set(promise),
        case: Set(new.case),
        service: Set(new.service),
        outcome: Set(new.outcome.name().to_owned()),
        from_at: Set(new.from_at),
        until_at: Set(new.until_at),
        due: Set(new.due),
        left: Set(new.left),
        past_due: Set(new.past_due),
        ..Default::default()
    }
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

/// The scorecards of promises over a period, all services together, by promise.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn cards(db: &impl ConnectionTrait, clock: Clock, period: &str) -> Result<Vec<Card>, LedgerError> {
    let cards = scorecard::Entity::find()
        .filter(scorecard::Column::Clock.eq(clock))
        .filter(scorecard::Column::Period.eq(period))
        .filter(scorecard::Column::Service.is_null());
    Ok(cards.order_by_asc(scorecard::Column::Promise).all(db).await?)
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

/// The scorecards of a service, by the names that records may give it.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn cards_of_service(
    db: &impl ConnectionTrait,
    names: &[String],
    clock: Clock,
    period: &str,
) -> Result<Vec<Card>, LedgerError> {
    let cards = scorecard::Entity::find().filter(scorecard::Column::Service.is_in(names));
    let cards = cards.filter(scorecard::Column::Clock.eq(clock)).filter(scorecard::Column::Period.eq(period));
    Ok(cards.order_by_asc(scorecard::Column::Promise).all(db).await?)
}

/// All scorecards of a promise.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn cards_of(db: &impl ConnectionTrait, promise: PromiseId, clock: Clock) -> Result<Vec<Card>, LedgerError> {
    let cards = scorecard::Entity::find().filter(scorecard::Column::Promise.eq(promise));
    let cards = cards.filter(scorecard::Column::Clock.eq(clock)).order_by_asc(scorecard::Column::Id);
    Ok(cards.all(db).await?)
}

/// The noted cases of some promises with an outcome, the most pressing first: at most so many.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn noted_cases(
    db: &impl ConnectionTrait,
    promises: &[PromiseId],
    outcome: Outcome,
    most: u64,
) -> Result<Vec<Noted>, LedgerError> {
    let cases = noted::Entity::find()
        .filter(noted::Column::Promise.is_in(promises.iter().copied()))
        .filter(noted::Column::Outcome.eq(outcome.name()))
        .order_by_asc(noted::Column::Left)
        .order_by_desc(noted::Column::PastDue)
        .order_by_asc(noted::Column::Case);
    Ok(cases.limit(most).all(db).await?)
}

/// How many noted cases of some promises have an outcome, by promise.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn count_noted(
    db: &impl ConnectionTrait,
    promises: &[PromiseId],
    outcome: Outcome,
) -> Result<Vec<(PromiseId, i64)>, LedgerError> {
    let counted = noted::Entity::find()
        .filter(noted::Column::Promise.is_in(promises.iter().copied()))
        .filter(noted::Column::Outcome.eq(outcome.name()));
    let counted = counted.select_only().column(noted::Column::Promise).column_as(noted::Column::Id.count(), "cases");
    let counted = counted.group_by(noted::Column::Promise).order_by_asc(noted::Column::Promise);
    Ok(counted.into_tuple().all(db).await?)
}

/// The newest measuring of each source.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn latest(db: &impl ConnectionTrait, source: SourceId) -> Result<Option<Measuring>, LedgerError> {
    let measurings = measuring::Entity::find().filter(measuring::Column::Source.eq(source));
    Ok(measurings.order_by_desc(measuring::Column::Id).one(db).await?)
}
