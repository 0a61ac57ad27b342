//! Services: what a unit does for people, as the implementation list (实施清单) has it.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{ServiceId, UnitId};
use crate::time::Day;
use crate::write::Change;

/// A service.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "service")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: ServiceId,
    /// The unit that handles it.
    pub unit: UnitId,
    /// Its code in the list (实施编码).
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its name in English; may be empty.
    pub name_en: String,
    /// The law or rule on which it stands; may be empty.
    pub legal_basis: String,
    /// How long the law allows, as [`crate::Statutory`] writes it; may be empty.
    pub statutory_limit: String,
    /// The first day on which it is no longer offered.
    pub closed_from: Option<Day>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A service as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NewService {
    /// Its code in the list (实施编码).
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its name in English; may be empty.
    pub name_en: String,
    /// The law or rule on which it stands; may be empty.
    pub legal_basis: String,
    /// How long the law allows, as [`crate::Statutory`] writes it; may be empty.
    pub statutory_limit: String,
}

/// Adds a service to a unit.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, unit: UnitId, new: NewService) -> Result<ServiceId, LedgerError> {
    let NewService { code, name, name_en, legal_basis, statutory_limit } = new;
    let row = ActiveModel {
        unit: Set(unit),
        code: Set(code),
        name: Set(name),
        name_en: Set(name_en),
        legal_basis: Set(legal_basis),
        statutory_limit: Set(statutory_limit),
        closed_from: Set(None),
        ..Default::default()
    };
    let service = row.insert(change.db).await?;
    change.log("service-added", subject(service.id), &(), &service).await?;
    Ok(service.id)
}

fn subject(id: ServiceId) -> Subject {
    Subject { kind: "service", id: id.0 }
}

/// Changes what is entered of a service; its unit stays.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn edit(change: &mut Change<'_>, id: ServiceId, new: NewService) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let NewService { code, name, name_en, legal_basis, statutory_limit } = new;
    let after = Model { code, name, name_en, legal_basis, statutory_limit, ..before.clone() };
    update(change, "service-edited", before, after).await
}

/// Closes a service from a day on: no promise is bound to it any more. Promises that are bound to it stay as they are.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn close(change: &mut Change<'_>, id: ServiceId, from: Day) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let after = Model { closed_from: before.closed_from.or(Some(from)), ..before.clone() };
    update(change, "service-closed", before, after).await
}

/// Opens a service that was closed.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn open(change: &mut Change<'_>, id: ServiceId) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let after = Model { closed_from: None, ..before.clone() };
    update(change, "service-opened", before, after).await
}

async fn update(change: &mut Change<'_>, act: &'static str, before: Model, after: Model) -> Result<(), LedgerError> {
    if before == after {
        return Ok(());
    }
    change.log(act, subject(after.id), &before, &after).await?;
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// A service by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: ServiceId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The services of a unit, by code.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn of_unit(db: &impl ConnectionTrait, unit: UnitId) -> Result<Vec<Model>, LedgerError> {
    let services = Entity::find().filter(Column::Unit.eq(unit)).order_by_asc(Column::Code);
    Ok(services.order_by_asc(Column::Id).all(db).await?)
}

/// All services, by unit and code: for the search.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().order_by_asc(Column::Unit).order_by_asc(Column::Code).all(db).await?)
}
