//! The second factor of an account: the secret that it shares with somebody's telephone, and codes for the day on which that is lost.
//!
//! The secret stands here as it is. The code of the half minute can be computed from nothing else, so it cannot be hashed; and a key to
//! encrypt it with would lie on the same machine, be copied with it, and when it were lost lock everybody out. It is in a
//! table of its own, so that no line of the audit log, no list and no export can have it by oversight. A copy of the register has
//! it: a register that came back without it would let people in by the password alone. So database and copies
//! have to be kept from others, which the guide says. Recovery codes have 80 bits by chance and are kept as hashes.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, PaginatorTrait};
use sha2::{Digest, Sha256};

use crate::account::subject;
use crate::audit::hexadecimal;
use crate::error::LedgerError;
use crate::ids::AccountId;
use crate::time::Instant;
use crate::write::Change;

/// A second factor that is turned on.
#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    /// Whose it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub account: AccountId,
    /// The shared secret, in base 32.
    pub secret: String,
    /// The half minute, counted from 1970, whose code was used last: none is taken twice.
    pub last_step: i64,
    /// Since when it is on.
    pub since: Instant,
}

/// Without the secret.
impl std::fmt::Debug for Model {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("SecondFactor").field("account", &self.account).field("since", &self.since).finish()
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Codes for the day on which the telephone is lost.
pub mod recovery_code {
    use sea_orm::entity::prelude::*;

    use crate::ids::AccountId;

    /// A code that was not used yet.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_code")]
    pub struct Model {
        /// The hash of account and code.
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        /// Whose it is.
        pub account: AccountId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    #[expect(missing_docs, reason = "no entity of ours asks through relations")]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The hash under which a code is kept. Codes are as long as keys, so that no slow hash is needed.
fn hash(account: AccountId, code: &str) -> String {
    hexadecimal(&Sha256::digest(format!("{account}:{code}")))
}

/// Turns the second factor on, with fresh recovery codes, in the place of what there was. `used_step` is the half minute of the code that
/// confirmed it.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn turn_on(
    change: &mut Change<'_>,
    account: AccountId,
    secret: String,
    used_step: i64,
    codes: Vec<String>,
) -> Result<(), LedgerError> {
    remove(change, account).await?;
    let row = Model { account, secret, last_step: used_step, since: change.at };
    Entity::insert(row.into_active_model()).exec_without_returning(change.db).await?;
    let codes =
        codes.iter().map(|code| recovery_code::ActiveModel { hash: Set(hash(account, code)), account: Set(account) });
    recovery_code::Entity::insert_many(codes).exec_without_returning(change.db).await?;
    change.log("second-factor-on", subject(account), &(), &()).await
}

/// Turns it off: its owner did, or the office for somebody who lost the telephone.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn turn_off(change: &mut Change<'_>, account: AccountId) -> Result<(), LedgerError> {
    if find(change.db, account).await?.is_some() {
        remove(change, account).await?;
        change.log("second-factor-off", subject(account), &(), &()).await?;
    }
    Ok(())
}

async fn remove(change: &mut Change<'_>, account: AccountId) -> Result<(), LedgerError> {
    Entity::delete_by_id(account).exec(change.db).await?;
    let codes = recovery_code::Entity::delete_many().filter(recovery_code::Column::Account.eq(account));
    codes.exec(change.db).await?;
    Ok(())
}

/// Uses the code of a half minute; `false` when it, or a later one, was used already.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn use_step(change: &mut Change<'_>, account: AccountId, step: i64) -> Result<bool, LedgerError> {
    let Some(known) = find(change.db, account).await?.filter(|known| known.last_step < step) else {
        return Ok(false);
    };
    Model { last_step: step, ..known }.into_active_model().reset_all().update(change.db).await?;
    Ok(true)
}

/// Uses a recovery code; gives how many are left, and nothing when there is no such code.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn use_code(change: &mut Change<'_>, account: AccountId, code: &str) -> Result<Option<u64>, LedgerError> {
    let gone = recovery_code::Entity::delete_by_id(hash(account, code)).exec(change.db).await?;
    if gone.rows_affected == 0 {
        return Ok(None);
    }
    change.log("recovery-code-used", subject(account), &(), &()).await?;
    Ok(Some(codes_left(change.db, account).await?))
}

/// How many recovery codes are left.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn codes_left(db: &impl ConnectionTrait, account: AccountId) -> Result<u64, LedgerError> {
    Ok(recovery_code::Entity::find().filter(recovery_code::Column::Account.eq(account)).count(db).await?)
}

/// The second factor of an account, if it is on.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, account: AccountId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(account).one(db).await?)
}

/// The accounts that have one.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<AccountId>, LedgerError> {
    Ok(Entity::find().all(db).await?.into_iter().map(|factor| factor.account).collect())
}
