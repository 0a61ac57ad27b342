//! Promises as they are in force: rows that follow from the versions of brands.
//!
//! Nobody edits them. When a version is put in force ([`crate::brand::publish`]), a promise with other words gets a new row from that
//! day, and its old row ends the day before; one that says the same goes on, with the day since when it has been said.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait};
use serde::Serialize;

use crate::audit::Subject;
use crate::brand::Version;
use crate::error::LedgerError;
use crate::file::{BrandFile, PromiseText};
use crate::ids::{BrandId, PromiseId, VersionId};
use crate::time::Day;
use crate::write::Change;

/// A promise, through all its versions.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "promise")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: PromiseId,
    /// Its brand.
    pub brand: BrandId,
    /// Its number within the brand.
    pub key: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Versions of promises.
pub mod version {
    use super::*;

    /// The words of a promise and the days on which they are in force.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "promise_version")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The promise.
        pub promise: PromiseId,
        /// The version of the brand that brought these words.
        pub version: VersionId,
        /// The words, as JSON.
        pub text: String,
        /// The first day.
        pub from_day: Day,
        /// The last day; none while nothing follows.
        pub until_day: Option<Day>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    #[expect(missing_docs, reason = "no entity of ours asks through relations")]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A promise with its words and the days on which they are in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// The promise.
    pub id: PromiseId,
    /// Its words.
    pub text: PromiseText,
    /// Since when it has been promised in these words.
    pub from: Day,
    /// The last day, if something follows.
    pub until: Option<Day>,
}

/// Makes the promises of a brand follow a version that is put in force from a day.
pub(crate) async fn follow(
    change: &mut Change<'_>,
    version: &Version,
    file: &BrandFile,
    from: Day,
) -> Result<(), LedgerError> {
    let promises = Entity::find().filter(Column::Brand.eq(version.brand)).all(change.db).await?;
    for promise in &promises {
        let said = file.promises.iter().find(|text| i64::from(text.key) == promise.key);
        let rows = version::Entity::find().filter(version::Column::Promise.eq(promise.id));
        let open = rows.filter(version::Column::UntilDay.is_null()).one(change.db).await?;
        let text = said.map(serde_json::to_string).transpose()?;
        match (open, text) {
            (Some(open), Some(text)) if open.text == text => {}
            (open, text) => {
                if let Some(open) = open {
                    let ended = version::Model { until_day: Some(from.before()), ..open };
                    ended.into_active_model().reset_all().update(change.db).await?;
                }
                if let Some(text) = text {
                    insert(change, promise.id, version.id, text, from).await?;
                }
            }
        }
    }
    for text in &file.promises {
        let key = i64::from(text.key);
        if promises.iter().all(|promise| promise.key != key) {
            let row = ActiveModel { brand: Set(version.brand), key: Set(key), ..Default::default() };
            let promise = row.insert(change.db).await?;
            insert(change, promise.id, version.id, serde_json::to_string(text)?, from).await?;
        }
    }
    Ok(())
}

/// Ends all promises of a brand on a day.
pub(crate) async fn end(change: &mut Change<'_>, brand: BrandId, last: Day) -> Result<(), LedgerError> {
    for row in rows(change, brand).await?.into_iter().filter(|row| row.until_day.is_none()) {
        let ended = version::Model { until_day: Some(last), ..row };
        ended.into_active_model().reset_all().update(change.db).await?;
    }
    Ok(())
}

/// Takes back that the promises of a brand end on a day.
pub(crate) async fn go_on(change: &mut Change<'_>, brand: BrandId, last: Day) -> Result<(), LedgerError> {
    for row in rows(change, brand).await?.into_iter().filter(|row| row.until_day == Some(last)) {
        let again = version::Model { until_day: None, ..row };
        again.into_active_model().reset_all().update(change.db).await?;
    }
    Ok(())
}

/// All rows of all promises of a brand.
async fn rows(change: &Change<'_>, brand: BrandId) -> Result<Vec<version::Model>, LedgerError> {
    let promises = Entity::find().filter(Column::Brand.eq(brand)).all(change.db).await?;
    let ids = promises.into_iter().map(|promise| promise.id);
    Ok(version::Entity::find().filter(version::Column::Promise.is_in(ids)).all(change.db).await?)
}

async fn insert(
    change: &mut Change<'_>,
    promise: PromiseId,
    version: VersionId,
    text: String,
    from: Day,
) -> Result<(), LedgerError> {
    let row = version::ActiveModel {
        promise: Set(promise),
        version: Set(version),
        text: Set(text),
        from_day: Set(from),
        until_day: Set(None),
        ..Default::default()
    };
    let row = row.insert(change.db).await?;
    change.log("promise-in-force", Subject { kind: "promise", id: promise.0 }, &(), &row).await
}

/// A promise with all the words that it ever had in force, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// The promise.
    pub promise: Model,
    /// Its words, each with its days.
    pub texts: Vec<InForce>,
}

/// All promises that ever were in force, of all brands or of one, by brand and number.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn histories(db: &impl ConnectionTrait, brand: Option<BrandId>) -> Result<Vec<History>, LedgerError> {
    let mut promises = Entity::find();
    if let Some(brand) = brand {
        promises = promises.filter(Column::Brand.eq(brand));
    }
    let promises = promises.order_by_asc(Column::Brand).order_by_asc(Column::Key).all(db).await?;
    let mut rows = version::Entity::find();
    if brand.is_some() {
        rows = rows.filter(version::Column::Promise.is_in(promises.iter().map(|promise| promise.id)));
    }
    let mut texts: HashMap<PromiseId, Vec<InForce>> = HashMap::new();
    for row in rows.order_by_asc(version::Column::FromDay).order_by_asc(version::Column::Id).all(db).await? {
        let text = serde_json::from_str(&row.text)?;
        let said = InForce { id: row.promise, text, from: row.from_day, until: row.until_day };
        texts.entry(row.promise).or_default().push(said);
    }
    let history = |promise: Model| {
        let texts = texts.remove(&promise.id).unwrap_or_default();
        History { promise, texts }
    };
    Ok(promises.into_iter().map(history).collect())
}

/// All promises, through all their versions.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().order_by_asc(Column::Id).all(db).await?)
}

/// A promise by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: PromiseId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The promises of a brand in force on a day, in the order of their numbers. Empty when the brand is unknown or has none.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn in_force(db: &impl ConnectionTrait, brand: BrandId, day: Day) -> Result<Vec<InForce>, LedgerError> {
    let promises = Entity::find().filter(Column::Brand.eq(brand)).order_by_asc(Column::Key).all(db).await?;
    let ids: Vec<PromiseId> = promises.iter().map(|promise| promise.id).collect();
    let rows = version::Entity::find()
        .filter(version::Column::Promise.is_in(ids))
        .filter(version::Column::FromDay.lte(day))
        .filter(version::Column::UntilDay.is_null().or(version::Column::UntilDay.gte(day)))
        .all(db)
        .await?;
    let mut found = Vec::new();
    for promise in promises {
        for row in rows.iter().filter(|row| row.promise == promise.id) {
            let text = serde_json::from_str(&row.text)?;
            found.push(InForce { id: promise.id, text, from: row.from_day, until: row.until_day });
        }
    }
    Ok(found)
}

/// A promise that is bound to a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The promise.
    pub promise: PromiseId,
    /// The brand that makes it.
    pub brand: BrandId,
    /// Its words.
    pub text: PromiseText,
    /// The first day of these words.
    pub from: Day,
}

/// The promises of a unit's brands that are bound to a service, on a day or from a later one, in the order of brands and of
/// their numbers.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn bound(
    db: &impl ConnectionTrait,
    service: &crate::service::Model,
    day: Day,
) -> Result<Vec<Bound>, LedgerError> {
    let own = crate::brand::Entity::find().filter(crate::brand::Column::Unit.eq(service.unit));
    let own = own.select_only().column(crate::brand::Column::Id).into_query();
    let promises = Entity::find().filter(Column::Brand.in_subquery(own));
    let promises = promises.order_by_asc(Column::Brand).order_by_asc(Column::Key).all(db).await?;
    let rows = version::Entity::find()
        .filter(version::Column::Promise.is_in(promises.iter().map(|promise| promise.id)))
        .filter(version::Column::UntilDay.is_null().or(version::Column::UntilDay.gte(day)))
        .order_by_asc(version::Column::FromDay)
        .all(db)
        .await?;
    let mut found = Vec::new();
    for promise in promises {
        for row in rows.iter().filter(|row| row.promise == promise.id) {
            let text: PromiseText = serde_json::from_str(&row.text)?;
            if text.services.contains(&service.id) {
                found.push(Bound { promise: promise.id, brand: promise.brand, text, from: row.from_day });
            }
        }
    }
    Ok(found)
}
