//! Pictures and papers, each under the hash of its bytes: what is the same is kept once, and what is kept is never changed.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, sea_query::OnConflict};
use sha2::{Digest, Sha256};

use crate::audit::hexadecimal;
use crate::error::LedgerError;
use crate::write::Change;

/// Something attached.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    /// The SHA-256 of its bytes, in hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it is for the desk alone, as a certificate is, and not for everybody, as a mark is.
    pub private: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Keeps bytes that everybody may see, and gives their hash. The line in the log is written by whoever refers to them.
///
/// # Errors
/// [`LedgerError`] when they cannot be written.
pub async fn keep(change: &mut Change<'_>, media_type: &str, bytes: Vec<u8>) -> Result<String, LedgerError> {
    insert(change, media_type, bytes, false).await
}

/// Keeps bytes for the desk alone, and gives their hash. Bytes that everybody may see already stay so.
///
/// # Errors
/// [`LedgerError`] when they cannot be written.
pub async fn keep_private(change: &mut Change<'_>, media_type: &str, bytes: Vec<u8>) -> Result<String, LedgerError> {
    insert(change, media_type, bytes, true).await
}

async fn insert(
    change: &mut Change<'_>,
    media_type: &str,
    bytes: Vec<u8>,
    private: bool,
) -> Result<String, LedgerError> {
    let hash = hexadecimal(&Sha256::digest(&bytes));
    let row = ActiveModel {
        hash: Set(hash.clone()),
        media_type: Set(media_type.to_owned()),
        bytes: Set(bytes),
        private: Set(private),
    };
    let mut same = OnConflict::column(Column::Hash);
    // Whoever shows bytes to everybody has them: they are no secret from then on.
    if private {
        same.do_nothing()
    } else {
        same.update_column(Column::Private)
    };
    Entity::insert(row).on_conflict(same).exec_without_returning(change.db).await?;
    Ok(hash)
}

/// What is kept under a hash.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, hash: &str) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(hash).one(db).await?)
}
