//! Brands and their versions: drafted by the liaison, signed by the head, put in force by the office, and never edited after
//! that.
//!
//! ```text
//! draft ──sign──► signed ──put in force from a day──► published
//!   ▲               │                                   │ the next version from a later day ends it the day before
//!   └──send back────┘                                   ▼
//!                                              upcoming · in force · retired: told by the day
//! ```

mod list;
mod retire;
mod version;
mod writing;

pub use list::{Kin, Line, Listed, below, family, files, list};
pub use retire::{keep, retire};
pub(crate) use version::Column as VersionColumn;
pub use version::{Entity as Versions, Model as Version, Standing, State, find_version, versions};
pub use writing::{open_draft, publish, save, send_back, sign};

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel};
use serde::Serialize;

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::file::BrandFile;
use crate::ids::{BrandId, UnitId, VersionId};
use crate::time::Day;
use crate::write::Change;

/// A brand: what stays the same through its versions.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "brand")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: BrandId,
    /// Its unit.
    pub unit: UnitId,
    /// The brand of which it is a sub-brand.
    pub parent: Option<BrandId>,
    /// The day after which it is no longer used at all.
    pub until_day: Option<Day>,
    /// Why it is no longer used; empty while it is.
    pub until_reason: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether it is no longer used on a day.
    pub fn is_retired(&self, day: Day) -> bool {
        self.until_day.is_some_and(|until| until < day)
    }
}

fn subject(id: BrandId) -> Subject {
    Subject { kind: "brand", id: id.0 }
}

/// Adds a brand with a first draft.
///
/// # Errors
/// [`LedgerError::Gone`] for a brand above that is not there, [`LedgerError::Retired`] for one that is no longer used.
pub async fn add(
    change: &mut Change<'_>,
    unit: UnitId,
    parent: Option<BrandId>,
    file: BrandFile,
) -> Result<(BrandId, VersionId), LedgerError> {
    if let Some(parent) = parent {
        in_use(change, parent).await?;
    }
    let row = ActiveModel {
        unit: Set(unit),
        parent: Set(parent),
        until_day: Set(None),
        until_reason: Set(String::new()),
        ..Default::default()
    };
    let brand = row.insert(change.db).await?;
    change.log("brand-added", subject(brand.id), &(), &brand).await?;
    let draft = writing::new_draft(change, brand.id, 1, file, 0).await?;
    Ok((brand.id, draft))
}

/// Puts a brand below another one, or below none.
///
/// # Errors
/// [`LedgerError::BelowItself`] when the other one is the brand or lies below it, [`LedgerError::Gone`],
/// [`LedgerError::Retired`] for one that is no longer used.
pub async fn put_below(change: &mut Change<'_>, id: BrandId, parent: Option<BrandId>) -> Result<(), LedgerError> {
    let before = in_use(change, id).await?;
    if let Some(parent) = parent {
        in_use(change, parent).await?;
        if parent == id || above(change.db, parent).await?.contains(&id) {
            return Err(LedgerError::BelowItself {});
        }
    }
    let after = Model { parent, ..before.clone() };
    update(change, "brand-placed", before, after).await
}

/// The brand, if it is not retired: neither now nor from a day to come.
async fn in_use(change: &Change<'_>, id: BrandId) -> Result<Model, LedgerError> {
    let brand = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    match brand.until_day {
        Some(until) => Err(LedgerError::Retired { until: until.to_string() }),
        None => Ok(brand),
    }
}

async fn update(change: &mut Change<'_>, act: &'static str, before: Model, after: Model) -> Result<(), LedgerError> {
    if before == after {
        return Ok(());
    }
    change.log(act, subject(after.id), &before, &after).await?;
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// The brands above one, from the nearest up.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn above(db: &impl ConnectionTrait, id: BrandId) -> Result<Vec<BrandId>, LedgerError> {
    let mut above = Vec::new();
    let mut current = id;
    while let Some(parent) = find(db, current).await?.and_then(|brand| brand.parent) {
        if parent == id || above.contains(&parent) {
            break;
        }
        above.push(parent);
        current = parent;
    }
    Ok(above)
}

/// A brand by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: BrandId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}
