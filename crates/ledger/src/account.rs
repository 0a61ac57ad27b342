//! Accounts: who may sign in, and as what.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::audit::Subject;
use crate::error::LedgerError;
use crate::ids::{AccountId, UnitId};
use crate::time::Instant;
use crate::write::Change;

/// What somebody is in the programme.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The programme office.
    Office,
    /// Keeps a unit's brand file.
    Liaison,
    /// Heads a unit, and signs.
    Head,
    /// Evaluates.
    Reviewer,
    /// Brings in case records.
    Steward,
    /// Reads all, changes nothing.
    Auditor,
    /// Keeps the machine running: accounts, backups; no brands.
    Operator,
}

impl Role {
    /// All of them, the office first.
    pub const ALL: [Self; 7] =
        [Self::Office, Self::Liaison, Self::Head, Self::Reviewer, Self::Steward, Self::Auditor, Self::Operator];

    /// The name in the policy, in addresses and in the catalogue.
    pub fn name(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Liaison => "liaison",
            Self::Head => "head",
            Self::Reviewer => "reviewer",
            Self::Steward => "steward",
            Self::Auditor => "auditor",
            Self::Operator => "operator",
        }
    }

    /// The role of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key)]
    pub id: AccountId,
    /// The name with which one signs in, in small letters.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// What the person is in the programme.
    pub role: Role,
    /// The unit that the person belongs to.
    pub unit: Option<UnitId>,
    /// The password's hash, in the PHC format. It stands in no log.
    #[serde(skip)]
    pub password: String,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
    /// Nobody can sign in with it any more.
    pub closed: bool,
    /// Wrong passwords in a row.
    #[serde(skip)]
    pub failures: i32,
    /// Until when no password is looked at.
    #[serde(skip)]
    pub locked_until: Option<Instant>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
#[expect(missing_docs, reason = "no entity of ours asks through relations")]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// An account as it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The name with which one signs in.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// What the person is in the programme.
    pub role: Role,
    /// The unit that the person belongs to.
    pub unit: Option<UnitId>,
    /// The password's hash, in the PHC format.
    pub password: String,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
}

pub(crate) fn subject(id: AccountId) -> Subject {
    Subject { kind: "account", id: id.0 }
}

/// Makes an account.
///
/// # Errors
/// [`LedgerError::LoginTaken`] when somebody has the name already.
pub async fn add(change: &mut Change<'_>, new: NewAccount) -> Result<AccountId, LedgerError> {
    let login = new.login.trim().to_lowercase();
    if by_login(change.db, &login).await?.is_some() {
        return Err(LedgerError::LoginTaken { login });
    }
    let row = ActiveModel {
        login: Set(login),
        name: Set(new.name),
        role: Set(new.role),
        unit: Set(new.unit),
        password: Set(new.password),
        must_change: Set(new.must_change),
        closed: Set(false),
        failures: Set(0),
        locked_until: Set(None),
        ..Default::default()
    };
    let account = row.insert(change.db).await?;
    change.log("account-added", subject(account.id), &(), &account).await?;
    Ok(account.id)
}

/// Gives an account another password. That it was changed stands in the log, and nothing of the password.
///
/// # Errors
/// [`LedgerError::Gone`] for an account that is not there.
pub async fn set_password(
    change: &mut Change<'_>,
    id: AccountId,
    password: String,
    must_change: bool,
) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let after = Model { password, must_change, failures: 0, locked_until: None, ..before.clone() };
    change.log("password-changed", subject(id), &before, &after).await?;
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// Closes an account, or opens it again.
///
/// # Errors
/// [`LedgerError::Gone`] for an account that is not there.
pub async fn set_closed(change: &mut Change<'_>, id: AccountId, closed: bool) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let after = Model { closed, ..before.clone() };
    change.log(if closed { "account-closed" } else { "account-opened" }, subject(id), &before, &after).await?;
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// Wrong passwords after which signing in has to wait.
const FREE_FAILURES: i32 = 5;
/// The longest wait, seconds.
const LONGEST_WAIT: i64 = 900;

/// Notes a wrong password. From the fifth in a row on signing in has to wait: one minute, two, four, at most a quarter of
/// an hour.
///
/// # Errors
/// [`LedgerError::Gone`] for an account that is not there.
pub async fn note_failure(change: &mut Change<'_>, id: AccountId) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    let failures = before.failures.saturating_add(1);
    let waits = failures - FREE_FAILURES;
    let wait = if waits < 0 { None } else { Some((60_i64 << waits.min(8)).min(LONGEST_WAIT)) };
    let locked_until = wait.map(|seconds| change.at.plus_seconds(seconds));
    if locked_until.is_some() {
        change.log("account-locked", subject(id), &(), &()).await?;
    }
    Model { failures, locked_until, ..before }.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}

/// Notes that somebody signed in.
///
/// # Errors
/// [`LedgerError::Gone`] for an account that is not there.
pub async fn note_signed_in(change: &mut Change<'_>, id: AccountId) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    change.log("signed-in", subject(id), &(), &()).await?;
    if before.failures > 0 || before.locked_until.is_some() {
        Model { failures: 0, locked_until: None, ..before }.into_active_model().reset_all().update(change.db).await?;
    }
    Ok(())
}

/// An account by its id.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// An account by the name with which one signs in, whatever the case of its letters.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn by_login(db: &impl ConnectionTrait, login: &str) -> Result<Option<Model>, LedgerError> {
    Ok(Entity::find().filter(Column::Login.eq(login.trim().to_lowercase())).one(db).await?)
}

/// All accounts, by login.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, LedgerError> {
    Ok(Entity::find().order_by_asc(Column::Login).all(db).await?)
}
