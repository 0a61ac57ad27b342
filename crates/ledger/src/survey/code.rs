//! Codes with which somebody answers once. They are shown when they are made, and the ledger has their hashes.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QuerySelect};
use serde_json::json;

use super::State;
use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{CodeId, SurveyId, UnitId};
use crate::write::Change;

/// A code.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "survey_code")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: CodeId,
    /// The survey.
    pub survey: SurveyId,
    /// The unit that hands it out.
    pub unit: Option<UnitId>,
    /// Its hash.
    pub hash: String,
    /// Whether somebody has answered with it.
    pub used: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Gives a unit new codes, or nobody in particular: those that were made before and are not used are no codes any more.
///
/// # Errors
/// [`LedgerError::Gone`] for a survey that is not open.
pub async fn give(
    change: &mut Change<'_>,
    survey: SurveyId,
    unit: Option<UnitId>,
    mut hashes: Vec<String>,
) -> Result<(), LedgerError> {
    super::in_state(change.db, survey, State::Open).await?;
    let of_unit = match unit {
        Some(unit) => Column::Unit.eq(unit),
        None => Column::Unit.is_null(),
    };
    let unused = Entity::delete_many().filter(Column::Survey.eq(survey)).filter(of_unit).filter(Column::Used.eq(false));
    unused.exec(change.db).await?;
    // In no order in which they could be handed out.
    hashes.sort();
    let count = hashes.len();
    for hash in hashes {
        let row = ActiveModel {
            survey: Set(survey),
            unit: Set(unit),
            hash: Set(hash),
            used: Set(false),
            ..Default::default()
        };
        Entity::insert(row).exec_without_returning(change.db).await?;
    }
    let made = json!({ "unit": unit, "codes": count });
    change.log("survey-codes", Subject { kind: "survey", id: survey.0 }, &(), &made).await
}

/// The code of a survey that has this hash.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    hash: &str,
) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::Hash.eq(hash)).filter(Column::Survey.eq(survey)).one(db).await?)
}

pub(super) async fn use_up(db: &impl ConnectionTrait, code: Model) -> Result<(), LedgerError> {
    Model { used: true, ..code }.into_active_model().reset_all().update(db).await?;
    Ok(())
}

/// How many codes a unit was given for a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handed {
    /// The survey.
    pub survey: SurveyId,
    /// The unit; none where nobody in particular hands them out.
    pub unit: Option<UnitId>,
    /// How many it has.
    pub codes: i64,
    /// With how many of them somebody has answered.
    pub used: i64,
}

/// How many codes each unit was given for some surveys, and how many of them were used.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn handed(db: &impl ConnectionTrait, surveys: &[SurveyId]) -> Result<Vec<Handed>, LedgerError> {
    let rows = Entity::find()
        .filter(Column::Survey.is_in(surveys.iter().copied()))
        .select_only()
        .column(Column::Survey)
        .column(Column::Unit)
        .column(Column::Used)
        .column_as(Column::Id.count(), "count")
        .group_by(Column::Survey)
        .group_by(Column::Unit)
        .group_by(Column::Used);
    let rows: Vec<(SurveyId, Option<UnitId>, bool, i64)> = rows.into_tuple().all(db).await?;
    let mut all: Vec<Handed> = Vec::new();
    for (survey, unit, is_used, count) in rows {
        let used = if is_used { count } else { 0 };
        match all.iter_mut().find(|known| known.survey == survey && known.unit == unit) {
            Some(known) => (known.codes, known.used) = (known.codes + count, known.used + used),
            None => all.push(Handed { survey, unit, codes: count, used }),
        }
    }
    all.sort_by_key(|handed| (handed.survey, handed.unit));
    Ok(all)
}
