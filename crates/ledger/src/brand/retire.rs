//! A brand that is no longer used from a day on.

use sea_orm::entity::prelude::*;

use super::version::{Model as Version, State, versions};
use super::writing::update_version;
use super::{Column, Entity, Model, find, in_use, update};
use crate::error::LedgerError;
use crate::ids::BrandId;
use crate::promise;
use crate::time::Day;
use crate::write::Change;

/// Retires a brand from a day on: its version in force and its promises end the day before, and nothing more is written in it.
///
/// # Errors
/// [`LedgerError::Retired`] when it is already, [`LedgerError::HasSubBrands`] while brands below it are used,
/// [`LedgerError::BeforeTheOneInForce`] when the day is not after the first day of the newest published version,
/// [`LedgerError::Gone`].
pub async fn retire(change: &mut Change<'_>, id: BrandId, from: Day, reason: String) -> Result<(), LedgerError> {
    let before = in_use(change, id).await?;
    let below = Entity::find().filter(Column::Parent.eq(id)).filter(Column::UntilDay.is_null()).all(change.db).await?;
    if !below.is_empty() {
        return Err(LedgerError::HasSubBrands { count: u32::try_from(below.len()).unwrap_or(u32::MAX) });
    }
    let last = from.before();
    if let Some(version) = published(change, id).await? {
        let began = version.from_day.unwrap_or(from);
        if from <= began {
            return Err(LedgerError::BeforeTheOneInForce { day: from.to_string(), from: began.to_string() });
        }
        let ended = Version { until_day: Some(last), ..version.clone() };
        update_version(change, "version-ended", &version, ended).await?;
    }
    promise::end(change, id, last).await?;
    let after = Model { until_day: Some(last), until_reason: reason, ..before.clone() };
    update(change, "brand-retired", before, after).await
}

/// Keeps a brand in use that was to be retired from a day that has not come: as if it had not been said.
///
/// # Errors
/// [`LedgerError::Retired`] when the brand above it is retired, [`LedgerError::Gone`].
pub async fn keep(change: &mut Change<'_>, id: BrandId) -> Result<(), LedgerError> {
    let before = find(change.db, id).await?.ok_or(LedgerError::Gone {})?;
    if let Some(parent) = before.parent {
        in_use(change, parent).await?;
    }
    let Some(last) = before.until_day else { return Ok(()) };
    if let Some(version) = published(change, id).await? {
        let again = Version { until_day: None, ..version.clone() };
        update_version(change, "version-goes-on", &version, again).await?;
    }
    promise::go_on(change, id, last).await?;
    let after = Model { until_day: None, until_reason: String::new(), ..before.clone() };
    update(change, "brand-kept", before, after).await
}

/// The newest version that was put in force.
async fn published(change: &Change<'_>, id: BrandId) -> Result<Option<Version>, LedgerError> {
    Ok(versions(change.db, id).await?.into_iter().find(|version| version.state == State::Published))
}
