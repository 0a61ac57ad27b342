//! A version on its way: drafted, saved, signed, sent back, put in force.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel};

use super::version::{ActiveModel, Model as Version, State, find_version, versions};
use super::{in_use, subject};
use crate::error::LedgerError;
use crate::file::BrandFile;
use crate::ids::{AccountId, BrandId, VersionId};
use crate::promise;
use crate::time::Day;
use crate::write::{By, Change};

/// Opens a draft of the next version, with the words of the latest one; gives the draft that is open already if there is one.
///
/// # Errors
/// [`LedgerError::Gone`] for a brand that is not there, [`LedgerError::Retired`], [`LedgerError::NotInState`] while a signed version waits for the office.
pub async fn open_draft(change: &mut Change<'_>, brand: BrandId) -> Result<VersionId, LedgerError> {
    in_use(change, brand).await?;
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

pub(super) async fn new_draft(
    change: &mut Change<'_>,
    brand: BrandId,
    number: i32,
    mut file: BrandFile,
    used: u32,
) -> Result<VersionId, LedgerError> {
    file.number_promises(used);
    let row = ActiveModel {
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

/// The version, if it is in a state and its brand is not retired.
async fn in_state(change: &Change<'_>, id: VersionId, state: State) -> Result<Version, LedgerError> {
    let version = find_version(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    in_use(change, version.brand).await?;
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

pub(super) async fn update_version(
    change: &mut Change<'_>,
    act: &'static str,
    before: &Version,
    after: Version,
) -> Result<(), LedgerError> {
    change.log(act, subject(after.brand), before, &after).await?;
    after.into_active_model().reset_all().update(change.db).await?;
    Ok(())
}
