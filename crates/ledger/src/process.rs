//! Process cards: what the cases of a service went through, as it was measured.
//!
//! Like figures they are derived, and are left out of copies of the register. The shape itself is kept as the measuring side wrote it.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, FromQueryResult, QueryOrder, QuerySelect};

use crate::error::LedgerError;
use crate::ids::SourceId;
use crate::write::Change;

/// A process card. What it is of is said by three texts as the records have them; `unit` and `period` are empty for all units, and for
/// all of the time.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "process_card")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The source of the records.
    pub source: SourceId,
    /// The service.
    pub service: String,
    /// The unit.
    pub unit: String,
    /// The year of the last steps, such as `2025`.
    pub period: String,
    /// The day of the figures.
    pub as_of: String,
    /// Cases.
    pub cases: i64,
    /// Steps.
    pub events: i64,
    /// Neighbouring steps by two different people.
    pub handovers: i64,
    /// Steps done again.
    pub rework: i64,
    /// How often somebody had to come; none where the records do not say.
    pub visits: Option<i64>,
    /// Different ways through.
    pub variants: i64,
    /// Activities, what follows what, the most frequent ways: JSON, as the measuring side writes it.
    pub shape: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a card is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, FromQueryResult)]
#[expect(missing_docs, reason = "the fields of `Model`")]
pub struct Of {
    pub source: SourceId,
    pub service: String,
    pub unit: String,
    pub period: String,
    pub cases: i64,
}

/// Rows that are written by one statement, as in [`crate::figure`].
const TOGETHER: usize = 500;

/// Puts cards in the place of all that a source had.
///
/// # Errors
/// [`LedgerError`] when they cannot be written.
pub async fn replace(change: &mut Change<'_>, source: SourceId, cards: Vec<Model>) -> Result<(), LedgerError> {
    Entity::delete_many().filter(Column::Source.eq(source)).exec(change.db).await?;
    let row = |card: Model| ActiveModel {
        source: Set(source),
        service: Set(card.service),
        unit: Set(card.unit),
        period: Set(card.period),
        as_of: Set(card.as_of),
        cases: Set(card.cases),
        events: Set(card.events),
        handovers: Set(card.handovers),
        rework: Set(card.rework),
        visits: Set(card.visits),
        variants: Set(card.variants),
        shape: Set(card.shape),
        ..Default::default()
    };
    let rows: Vec<ActiveModel> = cards.into_iter().map(row).collect();
    for some in rows.chunks(TOGETHER) {
        Entity::insert_many(some.to_vec()).exec_without_returning(change.db).await?;
    }
    Ok(())
}

/// What there are cards of, without the cards: by service, unit and period.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Of>, LedgerError> {
    let columns = [Column::Source, Column::Service, Column::Unit, Column::Period, Column::Cases];
    let found = Entity::find().select_only().columns(columns);
    let found = found.order_by_asc(Column::Service).order_by_asc(Column::Unit).order_by_asc(Column::Period);
    Ok(found.into_model::<Of>().all(db).await?)
}

/// The card of a service, a unit and a period; of the source that has most cases, where there are several.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(
    db: &impl ConnectionTrait,
    service: &str,
    unit: &str,
    period: &str,
) -> Result<Option<Model>, LedgerError> {
    let found = Entity::find().filter(Column::Service.eq(service)).filter(Column::Unit.eq(unit));
    let found = found.filter(Column::Period.eq(period)).order_by_desc(Column::Cases).order_by_asc(Column::Source);
    Ok(found.one(db).await?)
}
