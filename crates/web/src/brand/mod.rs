//! The brand file: written by the liaison, signed by the head, put in force by the office.

pub(crate) mod certificate;
mod fields;
pub(crate) mod file;
pub(crate) mod like;
pub(crate) mod mark;
mod registrations;
pub(crate) mod retire;
pub(crate) mod sign;
pub(crate) mod tree;
pub(crate) mod versions;

use ledger::brand::{self, Version};
use ledger::{BrandId, unit};

use crate::desk::Desk;
use crate::error::PageError;

/// A brand with its unit and its versions, the newest first.
pub(crate) struct Whole {
    pub(crate) brand: brand::Model,
    pub(crate) unit: unit::Model,
    pub(crate) versions: Vec<Version>,
}

impl Whole {
    pub(crate) async fn find(desk: &Desk, id: i64) -> Result<Self, PageError> {
        let db = desk.ledger.reads();
        let brand = brand::find(db, BrandId(id)).await?.ok_or(PageError::NotFound)?;
        let unit = unit::find(db, brand.unit).await?.ok_or(PageError::NotFound)?;
        let versions = brand::versions(db, brand.id).await?;
        Ok(Self { brand, unit, versions })
    }

    /// The newest version.
    pub(crate) fn latest(&self) -> Result<&Version, PageError> {
        self.versions.first().ok_or(PageError::NotFound)
    }

    /// The version before the newest, which is the one that was published last.
    pub(crate) fn before(&self) -> Option<&Version> {
        self.versions.get(1)
    }

    /// The beginning of the addresses of this brand's desk pages.
    pub(crate) fn base(&self) -> String {
        format!("/desk/brands/{}", self.brand.id)
    }
}
