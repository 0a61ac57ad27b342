//! Versions of brands: a file, who signed it, the days on which it is in force.

use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::error::LedgerError;
use crate::file::BrandFile;
use crate::ids::{AccountId, BrandId, VersionId};
use crate::time::{Day, Instant};

/// How far a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written.
    Draft,
    /// Signed by the head; not edited from here on.
    Signed,
    /// With days on which it is in force.
    Published,
}

/// Where a version stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Being written.
    Draft,
    /// Signed by the head, and waiting for the office.
    Signed,
    /// To be in force from a later day.
    Upcoming,
    /// In force.
    InForce,
    /// No longer in force.
    Retired,
}

impl Standing {
    /// Where a version in a state, with a first and a last day, stands on a day.
    pub(super) fn of(state: State, from: Option<Day>, until: Option<Day>, day: Day) -> Self {
        match state {
            State::Published if from.is_some_and(|from| day < from) => Self::Upcoming,
            State::Published if until.is_some_and(|until| until < day) => Self::Retired,
            State::Published => Self::InForce,
            State::Signed => Self::Signed,
            State::Draft => Self::Draft,
        }
    }
}

/// A version of a brand's file.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "brand_version")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: VersionId,
    /// Its brand.
    pub brand: BrandId,
    /// Its number within the brand, from 1.
    pub number: i32,
    /// How far it is.
    pub state: State,
    /// How often it was saved: who saves over another's text is told.
    #[serde(skip)]
    pub revision: i32,
    /// The brand's name in this version, for lists.
    #[serde(skip)]
    pub name: String,
    /// The file, as JSON.
    #[serde(skip)]
    pub file: String,
    /// When it was last saved.
    #[serde(skip)]
    pub saved_at: Instant,
    /// Who saved it last.
    #[serde(skip)]
    pub saved_by: Option<AccountId>,
    /// Who signed it.
    pub signed_by: Option<AccountId>,
    /// When.
    pub signed_at: Option<Instant>,
    /// The hash of the file that was signed.
    pub signed_hash: Option<String>,
    /// The first day on which it is in force.
    pub from_day: Option<Day>,
    /// The last day on which it is in force; none while nothing follows it.
    pub until_day: Option<Day>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The file.
    ///
    /// # Errors
    /// [`LedgerError::Failed`] when it is not what this program writes.
    pub fn file(&self) -> Result<BrandFile, LedgerError> {
        Ok(serde_json::from_str(&self.file)?)
    }

    /// Where it stands on a day.
    pub fn standing(&self, day: Day) -> Standing {
        Standing::of(self.state, self.from_day, self.until_day, day)
    }
}

/// A version by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find_version(db: &impl ConnectionTrait, id: VersionId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The versions of a brand, the newest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn versions(db: &impl ConnectionTrait, brand: BrandId) -> Result<Vec<Model>, LedgerError> {
    let versions = Entity::find().filter(Column::Brand.eq(brand));
    Ok(versions.order_by_desc(Column::Number).all(db).await?)
}
