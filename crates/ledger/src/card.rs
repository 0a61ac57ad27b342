//! Process cards of services by date: what an applicant has to bring, how often to come, how long it takes, and what that costs.
//!
//! A card says how a service is done from a day on. What changed is the difference between one card and the next; a card that was
//! wrong is taken away and written anew, and the log has both.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use serde::Serialize;

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{CardId, ServiceId};
use crate::time::Day;
use crate::write::Change;

/// A card. Days are working days, money is in fen, time in minutes; each for one case. None is: not said.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "service_card")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: CardId,
    /// The service.
    pub service: ServiceId,
    /// From which day on.
    pub from_day: Day,
    /// Steps in the office.
    pub steps: Option<i64>,
    /// Documents asked for.
    pub documents: Option<i64>,
    /// How often the applicant has to come.
    pub visits: Option<i64>,
    /// Fee, fen.
    pub fee: Option<i64>,
    /// What the law allows, working days.
    pub statutory: Option<i64>,
    /// What is promised, working days.
    pub promised: Option<i64>,
    /// The applicant's time, minutes: to inform themselves, fill in, bring, wait.
    pub minutes: Option<i64>,
    /// What the applicant pays to others: copies, fares, certificates; fen.
    pub outlays: Option<i64>,
    /// What an hour of the applicant costs, fen.
    pub tariff: Option<i64>,
    /// Where time, outlays and tariff come from.
    pub sources: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What a case costs the applicant, fen: tariff × time + outlays, as the Standard Cost Model counts it, and the fee. None where
    /// time or tariff are not said.
    pub fn cost(&self) -> Option<i64> {
        let time = self.tariff?.checked_mul(self.minutes?)? / 60;
        time.checked_add(self.outlays.unwrap_or(0))?.checked_add(self.fee.unwrap_or(0))
    }

    /// How much shorter the promise is than the law: `(statutory - promised) / statutory`.
    pub fn compression(&self) -> Option<f64> {
        let (statutory, promised) = (self.statutory.filter(|days| *days > 0)?, self.promised?);
        Some((statutory - promised) as f64 / statutory as f64)
    }
}

fn subject(id: CardId) -> Subject {
    Subject { kind: "service-card", id: id.0 }
}

/// Adds a card; its id is given by the ledger. Of a day there is one: a second takes its place.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, card: Model) -> Result<CardId, LedgerError> {
    let same = Entity::find().filter(Column::Service.eq(card.service)).filter(Column::FromDay.eq(card.from_day));
    if let Some(known) = same.one(change.db).await? {
        remove(change, known.id).await?;
    }
    let row = ActiveModel {
        service: Set(card.service),
        from_day: Set(card.from_day),
        steps: Set(card.steps),
        documents: Set(card.documents),
        visits: Set(card.visits),
        fee: Set(card.fee),
        statutory: Set(card.statutory),
        promised: Set(card.promised),
        minutes: Set(card.minutes),
        outlays: Set(card.outlays),
        tariff: Set(card.tariff),
        sources: Set(card.sources),
        ..Default::default()
    };
    let card = row.insert(change.db).await?;
    change.log("card-added", subject(card.id), &(), &card).await?;
    Ok(card.id)
}

/// Takes a card away.
///
/// # Errors
/// [`LedgerError::Gone`] for a card that is not there.
pub async fn remove(change: &mut Change<'_>, id: CardId) -> Result<(), LedgerError> {
    let card = Entity::find_by_id(id).one(change.db).await?.ok_or(LedgerError::Gone {})?;
    change.log("card-removed", subject(id), &card, &()).await?;
    card.delete(change.db).await?;
    Ok(())
}

/// The cards of a service, the earliest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of_service(db: &impl ConnectionTrait, service: ServiceId) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::Service.eq(service)).order_by_asc(Column::FromDay).all(db).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_and_compression_are_those_of_the_model() {
        let card = |tariff, minutes, outlays, fee, statutory, promised| Model {
            id: CardId(0),
            service: ServiceId(0),
            from_day: "2025-09-01".parse().expect("a day"),
            steps: None,
            documents: None,
            visits: None,
            fee,
            statutory,
            promised,
            minutes,
            outlays,
            tariff,
            sources: String::new(),
        };
        // 48.00 an hour for 90 minutes are 72.00, and 20.00 of outlays, and a fee of 5.00.
        let one = card(Some(4800), Some(90), Some(2000), Some(500), Some(20), Some(5));
        assert_eq!((one.cost(), one.compression()), (Some(9700), Some(0.75)));
        // Without a fee or outlays it is the time alone; without a tariff nothing is known.
        assert_eq!(card(Some(4800), Some(30), None, None, Some(0), Some(0)).cost(), Some(2400));
        let unknown = card(None, Some(30), Some(100), None, Some(10), None);
        assert_eq!((unknown.cost(), unknown.compression()), (None, None));
        assert_eq!(card(Some(1), Some(1), None, None, Some(0), Some(0)).compression(), None);
        assert_eq!(card(Some(i64::MAX), Some(2), None, None, None, None).cost(), None);
    }
}
