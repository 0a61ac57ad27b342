//! To which address people want mail, and which. It stands in no log and no list: that somebody gave an address is logged, and not
//! which.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, sea_query::OnConflict};
use serde::Serialize;

use crate::account::subject;
use crate::error::LedgerError;
use crate::ids::AccountId;
use crate::time::Day;
use crate::write::Change;

/// Where somebody gets mail.
#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_box")]
pub struct Model {
    /// Whose it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub account: AccountId,
    /// The address.
    pub address: String,
    /// In which language: `zh` or `en`.
    pub language: String,
    /// Whether the pressing cases come every day.
    pub digest: bool,
    /// The last day for which they were sent.
    pub sent_for: Option<Day>,
}

/// Without the address.
impl std::fmt::Debug for Model {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("MailBox").field("account", &self.account).field("digest", &self.digest).finish()
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What somebody wants, as the log has it.
#[derive(Debug, Serialize)]
struct Wanted {
    has_address: bool,
    digest: bool,
}

impl Wanted {
    fn of(known: Option<&Model>) -> Self {
        Self { has_address: known.is_some(), digest: known.is_some_and(|known| known.digest) }
    }
}

/// Keeps where somebody gets mail and whether the pressing cases come every day; without an address nothing comes, and nothing is
/// kept.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn set(
    change: &mut Change<'_>,
    account: AccountId,
    address: String,
    language: &str,
    digest: bool,
) -> Result<(), LedgerError> {
    let before = find(change.db, account).await?;
    let after = (!address.is_empty()).then(|| Model {
        account,
        address,
        language: language.to_owned(),
        digest,
        sent_for: before.as_ref().and_then(|before| before.sent_for),
    });
    if before == after {
        return Ok(());
    }
    change.log("mail-changed", subject(account), &Wanted::of(before.as_ref()), &Wanted::of(after.as_ref())).await?;
    let Some(after) = after else {
        Entity::delete_by_id(account).exec(change.db).await?;
        return Ok(());
    };
    let row = ActiveModel {
        account: Set(after.account),
        address: Set(after.address),
        language: Set(after.language),
        digest: Set(after.digest),
        sent_for: Set(after.sent_for),
    };
    let replaces = OnConflict::column(Column::Account)
        .update_columns([Column::Address, Column::Language, Column::Digest, Column::SentFor])
        .to_owned();
    Entity::insert(row).on_conflict(replaces).exec_without_returning(change.db).await?;
    Ok(())
}

/// Notes that the pressing cases of a day were sent, so that an interrupted job does not send them twice.
///
/// # Errors
/// [`LedgerError`] when it cannot be written.
pub async fn note_sent(change: &mut Change<'_>, account: AccountId, day: Day) -> Result<(), LedgerError> {
    let row = ActiveModel { account: Set(account), sent_for: Set(Some(day)), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Account.eq(account)).exec(change.db).await?;
    Ok(())
}

/// Where somebody gets mail.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, account: AccountId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(account).one(db).await?)
}

/// Those who want the pressing cases every day, and have not had them for this day.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn to_send(db: &impl ConnectionTrait, day: Day) -> Result<Vec<Model>, LedgerError> {
    let wanting = Entity::find().filter(Column::Digest.eq(true)).order_by_asc(Column::Account).all(db).await?;
    Ok(wanting.into_iter().filter(|mail_box| mail_box.sent_for.is_none_or(|sent| sent < day)).collect())
}
