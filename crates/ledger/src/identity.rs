//! Who an account is at an identity provider: the issuer's name and the subject that it gives somebody. A login may pass to somebody
//! else there, a subject never does.

use sea_orm::IntoActiveModel;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::account::{self, subject};
use crate::error::LedgerError;
use crate::ids::AccountId;
use crate::write::Change;

/// That an account is somebody at an identity provider.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "identity")]
pub struct Model {
    /// The account.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub account: AccountId,
    /// The provider.
    #[sea_orm(primary_key, auto_increment = false)]
    pub issuer: String,
    /// Who it is there.
    pub subject: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Binds the account of a login to somebody at a provider, who signs in for the first time. Gives the account; nothing when there is no
/// such account, it is closed, or it is bound to somebody else there. That the subject is bound to no other account the table itself
/// sees to.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn bind(
    change: &mut Change<'_>,
    login: &str,
    issuer: String,
    subject_there: String,
) -> Result<Option<account::Model>, LedgerError> {
    let found = account::by_login(change.db, login).await?.filter(|account| !account.closed);
    let Some(account) = found else { return Ok(None) };
    if Entity::find_by_id((account.id, issuer.clone())).one(change.db).await?.is_some() {
        return Ok(None);
    }
    let row = Model { account: account.id, issuer, subject: subject_there };
    change.log("identity-bound", subject(account.id), &(), &row).await?;
    Entity::insert(row.into_active_model()).exec_without_returning(change.db).await?;
    Ok(Some(account))
}

/// Releases an account from whoever it is bound to, at every provider; who signs in next with its login is bound anew.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn release(change: &mut Change<'_>, account: AccountId) -> Result<(), LedgerError> {
    for row in Entity::find().filter(Column::Account.eq(account)).all(change.db).await? {
        change.log("identity-released", subject(account), &row, &()).await?;
        row.delete(change.db).await?;
    }
    Ok(())
}

/// The account of somebody at a provider.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn account_of(
    db: &impl ConnectionTrait,
    issuer: &str,
    subject: &str,
) -> Result<Option<account::Model>, LedgerError> {
    let found = Entity::find().filter(Column::Issuer.eq(issuer)).filter(Column::Subject.eq(subject)).one(db).await?;
    match found {
        Some(identity) => account::find(db, identity.account).await,
        None => Ok(None),
    }
}

/// The accounts that are bound.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<AccountId>, LedgerError> {
    Ok(Entity::find().all(db).await?.into_iter().map(|identity| identity.account).collect())
}
