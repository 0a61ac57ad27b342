//! Cases that somebody has to look at.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};
use terms::Outcome;

use crate::error::LedgerError;
use crate::ids::PromiseId;

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

pub(super) fn row(promise: PromiseId, new: NewNoted) -> ActiveModel {
    ActiveModel {
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

/// The noted cases of some promises with an outcome, the most pressing first: at most so many.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn noted_cases(
    db: &impl ConnectionTrait,
    promises: &[PromiseId],
    outcome: Outcome,
    most: u64,
) -> Result<Vec<Model>, LedgerError> {
    let cases = Entity::find()
        .filter(Column::Promise.is_in(promises.iter().copied()))
        .filter(Column::Outcome.eq(outcome.name()))
        .order_by_asc(Column::Left)
        .order_by_desc(Column::PastDue)
        .order_by_asc(Column::Case);
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
    let counted = Entity::find()
        .filter(Column::Promise.is_in(promises.iter().copied()))
        .filter(Column::Outcome.eq(outcome.name()));
    let counted = counted.select_only().column(Column::Promise).column_as(Column::Id.count(), "cases");
    let counted = counted.group_by(Column::Promise).order_by_asc(Column::Promise);
    Ok(counted.into_tuple().all(db).await?)
}
