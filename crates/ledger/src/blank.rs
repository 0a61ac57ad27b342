//! Templates of yearly papers that the office has put in: in the place of a built-in one, or beside them.

use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, QueryOrder, QuerySelect};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::audit::hexadecimal;
use crate::error::LedgerError;
use crate::ids::BlankId;
use crate::row::{choices, kept_row};
use crate::time::Day;
use crate::write::Change;

choices! {
    /// The kind of file.
    Kind {
        /// A document.
        Docx = "docx",
        /// A workbook.
        Xlsx = "xlsx",
    }

    /// What one paper is about.
    Scope {
        /// One unit.
        Unit = "unit",
        /// All units of the city, each in a row.
        City = "city",
    }
}

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "blank")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: BlankId,
    /// The built-in template in whose place it stands; empty where it stands beside them.
    pub instead_of: String,
    /// Its name.
    pub name: String,
    /// The kind of file.
    pub kind: Kind,
    /// What one paper is about.
    pub scope: Scope,
    /// Its bytes; the log has their hash.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// Since when it is there.
    pub day: Day,
}

kept_row!("blank");

/// A template in a list, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
#[expect(missing_docs, reason = "the fields of `Model`")]
pub struct Line {
    pub id: BlankId,
    pub instead_of: String,
    pub name: String,
    pub kind: Kind,
    pub scope: Scope,
    pub day: Day,
}

/// Puts a template in: in the place of what stands there, which is a template instead of the same built-in one, or one of the same
/// name beside them. Id and hash are given by the ledger.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn put(change: &mut Change<'_>, blank: Model) -> Result<BlankId, LedgerError> {
    let known = Entity::find().filter(Column::InsteadOf.eq(blank.instead_of.as_str()));
    let known = if blank.instead_of.is_empty() { known.filter(Column::Name.eq(blank.name.as_str())) } else { known };
    let known = known.one(change.db).await?;
    let hash = hexadecimal(&Sha256::digest(&blank.bytes));
    match known {
        Some(before) => {
            let after = Model { id: before.id, hash, ..blank };
            change.change_row("blank-replaced", &before, after).await?;
            Ok(before.id)
        }
        None => Ok(change.add_row("blank-added", Model { hash, ..blank }).await?.id),
    }
}

/// Takes a template away; in its place stands the built-in one again, where there is one.
///
/// # Errors
/// [`LedgerError::Gone`] for one that is not there.
pub async fn remove(change: &mut Change<'_>, id: BlankId) -> Result<(), LedgerError> {
    let row = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    change.remove_row("blank-removed", row).await
}

/// One by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: BlankId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// All of them, in the order in which they came.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Line>, LedgerError> {
    let columns = [Column::Id, Column::InsteadOf, Column::Name, Column::Kind, Column::Scope, Column::Day];
    let rows = Entity::find().select_only().columns(columns).order_by_asc(Column::Id);
    Ok(rows.into_model::<Line>().all(db).await?)
}
