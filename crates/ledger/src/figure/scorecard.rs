//! Scorecards, for lists.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use terms::{Counts, ElapsedUnit, Outcome, Scorecard, Spread};

use super::Clock;
use crate::error::LedgerError;
use crate::ids::PromiseId;

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
        let of = [self.kept, self.broken, self.overdue, self.running, self.withdrawn, self.not_started, self.no_due];
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

/// The period of the scorecard that everybody may see first: that of the last twelve months, or of all records; none where too few
/// cases are settled.
pub const PUBLIC: &str = "public";

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

pub(super) fn row(promise: PromiseId, clock: Clock, new: NewCard) -> ActiveModel {
    let card = new.card;
    let of = |outcome| Set(i64::try_from(card.counts.of(outcome)).unwrap_or(i64::MAX));
    ActiveModel {
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

/// Of how many months of a year each promise has a scorecard.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn months_of_year(
    db: &impl ConnectionTrait,
    clock: Clock,
    year: i16,
) -> Result<Vec<(PromiseId, i64)>, LedgerError> {
    let rows = Entity::find()
        .select_only()
        .column(Column::Promise)
        .column_as(Column::Id.count(), "count")
        .filter(Column::Clock.eq(clock))
        .filter(Column::Service.is_null())
        .filter(Column::Period.starts_with(format!("{year:04}-")))
        .group_by(Column::Promise);
    Ok(rows.into_tuple().all(db).await?)
}

/// The scorecards of promises over a period, all services together, by promise.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn cards(db: &impl ConnectionTrait, clock: Clock, period: &str) -> Result<Vec<Model>, LedgerError> {
    let cards = Entity::find()
        .filter(Column::Clock.eq(clock))
        .filter(Column::Period.eq(period))
        .filter(Column::Service.is_null());
    Ok(cards.order_by_asc(Column::Promise).all(db).await?)
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
) -> Result<Vec<Model>, LedgerError> {
    let cards = Entity::find().filter(Column::Service.is_in(names));
    let cards = cards.filter(Column::Clock.eq(clock)).filter(Column::Period.eq(period));
    Ok(cards.order_by_asc(Column::Promise).all(db).await?)
}

/// All scorecards of a promise.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn cards_of(db: &impl ConnectionTrait, promise: PromiseId, clock: Clock) -> Result<Vec<Model>, LedgerError> {
    let cards = Entity::find().filter(Column::Promise.eq(promise));
    let cards = cards.filter(Column::Clock.eq(clock)).order_by_asc(Column::Id);
    Ok(cards.all(db).await?)
}
