//! Where case records come from, and what was taken in.
//!
//! A *source* is a system that exports case records: how its files are read is said once ([`Model::reading`]), and each export
//! that is taken in is an [import]. The records themselves stand in a store of facts beside the ledger, one for each source.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder};
use serde::Serialize;

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{AccountId, ImportId, SourceId, UnitId};
use crate::time::Instant;
use crate::write::{By, Change};

/// A source of case records.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "record_source")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: SourceId,
    /// The unit whose cases it has; none for one that serves the whole city.
    pub unit: Option<UnitId>,
    /// What it is called.
    pub name: String,
    /// How its files are read: `[source]`, `[milestones]` and `[calendar]` of a plan, as TOML.
    pub reading: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What was taken in.
pub mod import {
    use super::*;

    /// One import: files that came in together.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "record_import")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key)]
        pub id: ImportId,
        /// Its source.
        pub source: SourceId,
        /// Its number in the store of facts.
        pub number: i64,
        /// The names of its files.
        pub files: String,
        /// Facts.
        pub rows: i64,
        /// Rows that could not be read and were left out.
        pub bad_rows: i64,
        /// What was noticed about the data, as JSON.
        #[serde(skip)]
        pub quality: String,
        /// When it was taken in.
        pub at: Instant,
        /// By whom.
        pub by: Option<AccountId>,
        /// When it was taken back, if it was.
        pub taken_back_at: Option<Instant>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    #[expect(missing_docs, reason = "no entity of ours asks through relations")]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use import::Model as Import;

/// An import as it is noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewImport {
    /// Its source.
    pub source: SourceId,
    /// Its number in the store of facts.
    pub number: u32,
    /// The names of its files.
    pub files: Vec<String>,
    /// Facts.
    pub rows: u64,
    /// Rows that could not be read and were left out.
    pub bad_rows: u64,
    /// What was noticed about the data, as JSON.
    pub quality: String,
}

fn subject(id: SourceId) -> Subject {
    Subject { kind: "source", id: id.0 }
}

/// Adds a source.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn add(
    change: &mut Change<'_>,
    unit: Option<UnitId>,
    name: String,
    reading: String,
) -> Result<SourceId, LedgerError> {
    let row = ActiveModel { unit: Set(unit), name: Set(name), reading: Set(reading), ..Default::default() };
    let source = row.insert(change.db).await?;
    change.log("source-added", subject(source.id), &(), &source).await?;
    Ok(source.id)
}

/// Changes a source's name, or the milestones and the calendar of its reading.
///
/// # Errors
/// [`LedgerError::Gone`] for a source that is not there.
pub async fn edit(change: &mut Change<'_>, id: SourceId, name: String, reading: String) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let after = Model { name, reading, ..before.clone() };
    if before == after {
        return Ok(());
    }
    change.log("source-edited", subject(id), &before, &after).await?;
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// Notes an import that the store of facts has made. One that is noted already is not noted twice.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn note(change: &mut Change<'_>, new: NewImport) -> Result<ImportId, LedgerError> {
    let number = i64::from(new.number);
    let known = import::Entity::find()
        .filter(import::Column::Source.eq(new.source))
        .filter(import::Column::Number.eq(number))
        .one(change.db)
        .await?;
    if let Some(known) = known {
        return Ok(known.id);
    }
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let by = match change.by {
        By::Account(account) => Some(account),
        By::Program => None,
    };
    let row = import::ActiveModel {
        source: Set(new.source),
        number: Set(number),
        files: Set(new.files.join("\n")),
        rows: Set(count(new.rows)),
        bad_rows: Set(count(new.bad_rows)),
        quality: Set(new.quality),
        at: Set(change.at),
        by: Set(by),
        taken_back_at: Set(None),
        ..Default::default()
    };
    let import = row.insert(change.db).await?;
    change.log("records-taken-in", subject(new.source), &(), &import).await?;
    Ok(import.id)
}

/// Notes that an import was taken back.
///
/// # Errors
/// [`LedgerError::Gone`] for an import that is not there.
pub async fn note_taken_back(change: &mut Change<'_>, id: ImportId) -> Result<(), LedgerError> {
    let before = find_import(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let after = Import { taken_back_at: before.taken_back_at.or(Some(change.at)), ..before.clone() };
    if before == after {
        return Ok(());
    }
    change.log("records-taken-back", subject(before.source), &before, &after).await?;
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// A source by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: SourceId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// All sources, in the order in which they were added.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().order_by_asc(Column::Id).all(db).await?)
}

/// An import by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find_import(db: &impl ConnectionTrait, id: ImportId) -> Result<Option<Import>, LedgerError> {
    Ok(import::Entity::find_by_id(id).one(db).await?)
}

/// The imports of a source, the newest first.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn imports(db: &impl ConnectionTrait, source: SourceId) -> Result<Vec<Import>, LedgerError> {
    let imports = import::Entity::find().filter(import::Column::Source.eq(source));
    Ok(imports.order_by_desc(import::Column::Id).all(db).await?)
}
