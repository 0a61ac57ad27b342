//! Where and when a brand appeared before the public: in a paper, on a station, on a site, in a hall; whom it reached, and who says so.
//!
//! Rules of 2025 forbid counting media reports in assessments: this is a log, and nothing adds it up for a unit.

use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::error::LedgerError;
use crate::ids::{AppearanceId, BrandId, UnitId};
use crate::row::kept_row;
use crate::time::Day;
use crate::write::Change;

/// Where something appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// A printed paper.
    Paper,
    /// Radio or television.
    Station,
    /// A site.
    Site,
    /// An account that people follow: a public account, a video account.
    Account,
    /// A hall, a street, a lift: where people pass by.
    Hall,
}

impl Medium {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Paper, Self::Station, Self::Site, Self::Account, Self::Hall];

    /// Its name, in forms and in the catalogue.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Station => "station",
            Self::Site => "site",
            Self::Account => "account",
            Self::Hall => "hall",
        }
    }

    /// The medium of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|medium| medium.name() == name)
    }
}

/// An appearance.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "appearance")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: AppearanceId,
    /// The unit.
    pub unit: UnitId,
    /// The brand.
    pub brand: BrandId,
    /// On which day, or from which.
    pub day: Day,
    /// Where.
    pub medium: Medium,
    /// The name of the paper, station, site, account or place.
    pub outlet: String,
    /// What appeared: a headline, a poster.
    pub what: String,
    /// Where it can be seen: an address, an issue and page; may be empty.
    pub evidence: String,
    /// How many it reached: copies, views, people who passed by. None where nobody counted.
    pub reach: Option<i64>,
    /// Who counted, and how. Without it there is no reach.
    pub source: String,
}

kept_row!("appearance");

/// Notes an appearance; its id is given by the ledger.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(change: &mut Change<'_>, appearance: Model) -> Result<AppearanceId, LedgerError> {
    Ok(change.add_row("appearance-added", appearance).await?.id)
}

/// Takes an appearance away that was noted in error.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn remove(change: &mut Change<'_>, id: AppearanceId) -> Result<(), LedgerError> {
    let row = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    change.remove_row("appearance-removed", row).await
}

/// One by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: AppearanceId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Those of some units or of all, the last first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn list(db: &impl ConnectionTrait, units: Option<&[UnitId]>) -> Result<Vec<Model>, LedgerError> {
    let mut rows = Entity::find();
    if let Some(units) = units {
        rows = rows.filter(Column::Unit.is_in(units.iter().copied()));
    }
    Ok(rows.order_by_desc(Column::Day).order_by_desc(Column::Id).all(db).await?)
}
