//! Brands and their versions: drafted by the liaison, signed by the head, put in force by the office, and never edited after
//! that.
//!
//! ```text
//! draft ──sign──► signed ──put in force from a day──► published
//!   ▲               │                                   │ the next version from a later day ends it the day before
//!   └──send back────┘                                   ▼
//!                                              upcoming · in force · retired: told by the day
//! ```

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder};
use serde::Serialize;

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::file::BrandFile;
use crate::ids::{AccountId, BrandId, UnitId, VersionId};
use crate::promise;
use crate::time::{Day, Instant};
use crate::write::{By, Change};

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
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

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

/// Versions of brands.
pub mod version {
    use super::*;

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
    #[expect(missing_docs, reason = "no entity of ours asks through relations")]
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
            match (self.state, self.from_day) {
                (State::Published, Some(from)) if day < from => Standing::Upcoming,
                (State::Published, _) if self.until_day.is_some_and(|until| until < day) => Standing::Retired,
                (State::Published, _) => Standing::InForce,
                (State::Signed, _) => Standing::Signed,
                (State::Draft, _) => Standing::Draft,
            }
        }
    }
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

pub use version::Model as Version;

fn subject(id: BrandId) -> Subject {
    Subject { kind: "brand", id: id.0 }
}

/// Adds a brand with a first draft.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(
    change: &mut Change<'_>,
    unit: UnitId,
    parent: Option<BrandId>,
    file: BrandFile,
) -> Result<(BrandId, VersionId), LedgerError> {
    let row = ActiveModel { unit: Set(unit), parent: Set(parent), until_day: Set(None), ..Default::default() };
    let brand = row.insert(change.db).await?;
    change.log("brand-added", subject(brand.id), &(), &brand).await?;
    let draft = new_draft(change, brand.id, 1, file, 0).await?;
    Ok((brand.id, draft))
}

/// Opens a draft of the next version, with the words of the latest one; gives the draft that is open already if there is one.
///
/// # Errors
/// [`LedgerError::Gone`] for a brand that is not there, [`LedgerError::NotInState`] while a signed version waits for the office.
pub async fn open_draft(change: &mut Change<'_>, brand: BrandId) -> Result<VersionId, LedgerError> {
    let versions = versions(change.db, brand).await?;
    let latest = versions.first().ok_or(LedgerError::Gone {})?;
    match latest.state {
        State::Draft => Ok(latest.id),
        State::Signed => Err(LedgerError::NotInState { state: "signed".to_owned() }),
        State::Published => {
            let mut file = latest.file()?;
            file.changed.clear();
            let used = highest_key(&versions)?;
            new_draft(change, brand, latest.number + 1, file, used).await
        }
    }
}

async fn new_draft(
    change: &mut Change<'_>,
    brand: BrandId,
    number: i32,
    mut file: BrandFile,
    used: u32,
) -> Result<VersionId, LedgerError> {
    file.number_promises(used);
    let row = version::ActiveModel {
        brand: Set(brand),
        number: Set(number),
        state: Set(State::Draft),
        revision: Set(0),
        name: Set(file.name.clone()),
        file: Set(serde_json::to_string(&file)?),
        saved_at: Set(change.at),
        saved_by: Set(account(change.by)),
        signed_by: Set(None),
        signed_at: Set(None),
        signed_hash: Set(None),
        from_day: Set(None),
        until_day: Set(None),
        ..Default::default()
    };
    let version = row.insert(change.db).await?;
    change.log("draft-opened", subject(brand), &(), &file).await?;
    Ok(version.id)
}

fn account(by: By) -> Option<AccountId> {
    match by {
        By::Account(account) => Some(account),
        By::Program => None,
    }
}

fn highest_key(versions: &[Version]) -> Result<u32, LedgerError> {
    let mut highest = 0;
    for version in versions {
        highest = highest.max(version.file()?.promises.iter().map(|promise| promise.key).max().unwrap_or(0));
    }
    Ok(highest)
}

async fn in_state(change: &Change<'_>, id: VersionId, state: State) -> Result<Version, LedgerError> {
    let version = find_version(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    if version.state == state { Ok(version) } else { Err(LedgerError::NotInState { state: version.state.to_value() }) }
}

/// Saves a draft. `revision` is the one that was read before: when somebody has saved since, nothing is written.
/// Gives the new revision, which is the old one when nothing changed.
///
/// # Errors
/// [`LedgerError::SavedMeanwhile`], [`LedgerError::NotInState`] when it is signed, [`LedgerError::Gone`].
pub async fn save(
    change: &mut Change<'_>,
    id: VersionId,
    revision: i32,
    mut file: BrandFile,
) -> Result<i32, LedgerError> {
    let draft = in_state(change, id, State::Draft).await?;
    if draft.revision != revision {
        let by = match draft.saved_by {
            Some(by) => crate::account::find(change.db, by).await?.map(|account| account.name).unwrap_or_default(),
            None => String::new(),
        };
        return Err(LedgerError::SavedMeanwhile { by });
    }
    file.number_promises(highest_key(&versions(change.db, draft.brand).await?)?);
    let before = draft.file()?;
    if before == file {
        return Ok(revision);
    }
    change.log("draft-saved", subject(draft.brand), &before, &file).await?;
    let saved = Version {
        revision: revision + 1,
        name: file.name.clone(),
        file: serde_json::to_string(&file)?,
        saved_at: change.at,
        saved_by: account(change.by),
        ..draft
    };
    saved.into_active_model().reset_all().update(change.db).await?;
    Ok(revision + 1)
}

/// Signs a draft: the act of the account that makes the change, over the text with this hash.
///
/// # Errors
/// [`LedgerError::NotWhatWasSeen`] when the text is no longer the one with the hash, [`LedgerError::NotInState`] when something is
/// missing in it or it is no draft, [`LedgerError::Gone`].
pub async fn sign(change: &mut Change<'_>, id: VersionId, hash: &str) -> Result<(), LedgerError> {
    let draft = in_state(change, id, State::Draft).await?;
    let file = draft.file()?;
    if file.hash() != hash {
        return Err(LedgerError::NotWhatWasSeen {});
    }
    if !file.lacks().is_empty() {
        return Err(LedgerError::NotInState { state: "incomplete".to_owned() });
    }
    let signed = Version {
        state: State::Signed,
        signed_by: account(change.by),
        signed_at: Some(change.at),
        signed_hash: Some(hash.to_owned()),
        ..draft.clone()
    };
    update_version(change, "brand-signed", &draft, signed).await
}

/// Sends a signed version back to be edited; its signature is void.
///
/// # Errors
/// [`LedgerError::NotInState`] when it is not signed, or in force already; [`LedgerError::Gone`].
pub async fn send_back(change: &mut Change<'_>, id: VersionId) -> Result<(), LedgerError> {
    let signed = in_state(change, id, State::Signed).await?;
    let draft = Version { state: State::Draft, signed_by: None, signed_at: None, signed_hash: None, ..signed.clone() };
    update_version(change, "brand-sent-back", &signed, draft).await
}

/// Puts a signed version in force from a day. The version before ends the day before; so do promises that are not made any more, and
/// those with other words now.
///
/// # Errors
/// [`LedgerError::NotInState`] when it is not signed, [`LedgerError::BeforeTheOneInForce`] when the day is not after the first day
/// of the version before, [`LedgerError::Gone`].
pub async fn publish(change: &mut Change<'_>, id: VersionId, from: Day) -> Result<(), LedgerError> {
    let signed = in_state(change, id, State::Signed).await?;
    let before = versions(change.db, signed.brand).await?.into_iter().find(|version| version.state == State::Published);
    if let Some(before) = before {
        let began = before.from_day.unwrap_or(from);
        if from <= began {
            return Err(LedgerError::BeforeTheOneInForce { day: from.to_string(), from: began.to_string() });
        }
        let ended = Version { until_day: Some(from.before()), ..before.clone() };
        update_version(change, "version-ended", &before, ended).await?;
    }
    let published = Version { state: State::Published, from_day: Some(from), ..signed.clone() };
    promise::follow(change, &published, &published.file()?, from).await?;
    update_version(change, "brand-published", &signed, published).await
}

async fn update_version(
    change: &mut Change<'_>,
    act: &'static str,
    before: &Version,
    after: Version,
) -> Result<(), LedgerError> {
    change.log(act, subject(after.brand), before, &after).await?;
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// A brand by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: BrandId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// A version by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find_version(db: &impl ConnectionTrait, id: VersionId) -> Result<Option<Version>, LedgerError> {
    Ok(version::Entity::find_by_id(id).one(db).await?)
}

/// The versions of a brand, the newest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn versions(db: &impl ConnectionTrait, brand: BrandId) -> Result<Vec<Version>, LedgerError> {
    let versions = version::Entity::find().filter(version::Column::Brand.eq(brand));
    Ok(versions.order_by_desc(version::Column::Number).all(db).await?)
}

/// A brand with one of its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The brand.
    pub brand: Model,
    /// The newest version.
    pub latest: Version,
    /// The version in force on the day.
    pub in_force: Option<Version>,
}

/// All brands, or those of a unit, in the order in which they were added, with what is in force on a day.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn list(db: &impl ConnectionTrait, unit: Option<UnitId>, day: Day) -> Result<Vec<Listed>, LedgerError> {
    let mut brands = Entity::find();
    let mut versions = version::Entity::find();
    if let Some(unit) = unit {
        brands = brands.filter(Column::Unit.eq(unit));
        let own = sea_orm::QuerySelect::select_only(Entity::find().filter(Column::Unit.eq(unit)));
        let own = sea_orm::QueryTrait::into_query(sea_orm::QuerySelect::column(own, Column::Id));
        versions = versions.filter(version::Column::Brand.in_subquery(own));
    }
    let brands = brands.order_by_asc(Column::Id).all(db).await?;
    let mut of_brand: std::collections::HashMap<BrandId, Vec<Version>> = std::collections::HashMap::new();
    for version in versions.order_by_desc(version::Column::Number).all(db).await? {
        of_brand.entry(version.brand).or_default().push(version);
    }
    let listed = brands.into_iter().filter_map(|brand| {
        let versions = of_brand.remove(&brand.id)?;
        let in_force = versions.iter().find(|version| version.standing(day) == Standing::InForce).cloned();
        let latest = versions.into_iter().next()?;
        Some(Listed { brand, latest, in_force })
    });
    Ok(listed.collect())
}
