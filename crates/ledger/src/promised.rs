//! How long the list of services (实施清单, 承诺办结时限) promises that each service takes, in working days, from which day on. A promise
//! can take its limit from it, so that hundreds of services need no typing.

use jiff::civil::{Date, date};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use serde::Serialize;

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::ServiceId;
use crate::time::Day;
use crate::write::Change;

/// From when on what is entered first holds: from before all records, for nobody knows since when it was promised.
pub const SINCE_EVER: Date = date(1900, 1, 1);

/// What the list promises of a service from a day on.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "service_promised")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The service.
    pub service: ServiceId,
    /// The first day.
    pub from_day: Day,
    /// So many working days; none where the list promises nothing any more.
    pub days: Option<i64>,
}

impl Model {
    /// So many working days.
    pub fn working_days(&self) -> Option<u32> {
        self.days.and_then(|days| u32::try_from(days).ok())
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Keeps what the list promises of a service from a day on; the first that is entered holds since ever. Says whether that is a change.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn set(
    change: &mut Change<'_>,
    service: ServiceId,
    from: Day,
    days: Option<u32>,
) -> Result<bool, LedgerError> {
    let days = days.map(i64::from);
    let known = of(change.db, service).await?;
    let before = known.iter().rev().find(|row| row.from_day <= from);
    if before.map_or(days.is_none(), |before| before.days == days) {
        return Ok(false);
    }
    let from = if known.is_empty() { Day(SINCE_EVER) } else { from };
    Entity::delete_many().filter(Column::Service.eq(service)).filter(Column::FromDay.eq(from)).exec(change.db).await?;
    let row = ActiveModel { service: Set(service), from_day: Set(from), days: Set(days), ..Default::default() };
    let row = row.insert(change.db).await?;
    let before = before.cloned();
    change.log("service-promised", Subject { kind: "service", id: service.0 }, &before, &row).await?;
    Ok(true)
}

/// What the list promises of a service, by day.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of(db: &impl ConnectionTrait, service: ServiceId) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::Service.eq(service)).order_by_asc(Column::FromDay).all(db).await?)
}

/// What the list promises, by service and day.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().order_by_asc(Column::Service).order_by_asc(Column::FromDay).all(db).await?)
}

/// So many working days as a list says them on a day; none where it promises nothing.
pub fn on(rows: &[Model], day: Day) -> Option<u32> {
    rows.iter().rev().find(|row| row.from_day <= day).and_then(Model::working_days)
}
