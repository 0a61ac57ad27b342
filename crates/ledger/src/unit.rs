//! Units: the bureaus, centres and desks of the city, in a tree.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{AccountId, UnitId};
use crate::write::Change;

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "unit")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: UnitId,
    /// The unit above it.
    pub parent: Option<UnitId>,
    /// Its full name.
    pub name: String,
    /// Its name in English; may be empty.
    pub name_en: String,
    /// What kind of unit it is, in the office's own words.
    pub kind: String,
    /// The units that it is compared with.
    pub peer_group: String,
    /// The Party organisation in it; may be empty.
    pub party_organisation: String,
    /// Who keeps its brand file.
    pub liaison: Option<AccountId>,
    /// Who heads it, and signs.
    pub head: Option<AccountId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A unit as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NewUnit {
    /// The unit above it.
    pub parent: Option<UnitId>,
    /// Its full name.
    pub name: String,
    /// Its name in English; may be empty.
    pub name_en: String,
    /// What kind of unit it is, in the office's own words.
    pub kind: String,
    /// The units that it is compared with.
    pub peer_group: String,
    /// The Party organisation in it; may be empty.
    pub party_organisation: String,
}

fn subject(id: UnitId) -> Subject {
    Subject { kind: "unit", id: id.0 }
}

/// Adds a unit.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, new: NewUnit) -> Result<UnitId, LedgerError> {
    let NewUnit { parent, name, name_en, kind, peer_group, party_organisation } = new;
    let row = ActiveModel {
        parent: Set(parent),
        name: Set(name),
        name_en: Set(name_en),
        kind: Set(kind),
        peer_group: Set(peer_group),
        party_organisation: Set(party_organisation),
        ..Default::default()
    };
    let unit = row.insert(change.db).await?;
    change.log("unit-added", subject(unit.id), &(), &unit).await?;
    Ok(unit.id)
}

/// Changes what is entered of a unit.
///
/// # Errors
/// [`LedgerError::Gone`] for a unit that is not there.
pub async fn edit(change: &mut Change<'_>, id: UnitId, new: NewUnit) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let NewUnit { parent, name, name_en, kind, peer_group, party_organisation } = new;
    let after = Model { parent, name, name_en, kind, peer_group, party_organisation, ..before.clone() };
    update(change, "unit-edited", before, after).await
}

/// Says who keeps the unit's brand file and who heads it.
///
/// # Errors
/// [`LedgerError::Gone`] for a unit that is not there.
pub async fn staff(
    change: &mut Change<'_>,
    id: UnitId,
    liaison: Option<AccountId>,
    head: Option<AccountId>,
) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let after = Model { liaison, head, ..before.clone() };
    update(change, "unit-staffed", before, after).await
}

async fn update(change: &mut Change<'_>, act: &'static str, before: Model, after: Model) -> Result<(), LedgerError> {
    if before == after {
        return Ok(());
    }
    change.log(act, subject(after.id), &before, &after).await?;
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// A unit by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: UnitId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// A unit by its exact name; the first one entered, should there be two.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn named(db: &impl ConnectionTrait, name: &str) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::Name.eq(name)).order_by_asc(Column::Id).one(db).await?)
}

/// All units, in the order in which they were entered.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().order_by_asc(Column::Id).all(db).await?)
}
