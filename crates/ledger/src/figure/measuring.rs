//! One run of the engine over one source.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use serde::Serialize;

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{MeasuringId, SourceId};
use crate::time::Instant;
use crate::write::Change;

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

/// Notes a measuring.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn begin(change: &mut Change<'_>, new: NewMeasuring) -> Result<MeasuringId, LedgerError> {
    let row = ActiveModel {
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

/// The newest measuring of each source.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn latest(db: &impl ConnectionTrait, source: SourceId) -> Result<Option<Model>, LedgerError> {
    let measurings = Entity::find().filter(Column::Source.eq(source));
    Ok(measurings.order_by_desc(Column::Id).one(db).await?)
}
