//! Brands as lists have them: without their files, which only a few lists need.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{DerivePartialModel, QueryOrder, QuerySelect, QueryTrait};

use super::version::{self, Standing, State};
use super::{Column, Entity, Model};
use crate::error::LedgerError;
use crate::file::BrandFile;
use crate::ids::{BrandId, UnitId, VersionId};
use crate::time::{Day, Instant};

/// Files that are read at once.
const AT_ONCE: usize = 500;

/// A version without its file.
#[derive(Debug, Clone, PartialEq, Eq, DerivePartialModel)]
#[sea_orm(entity = "version::Entity")]
pub struct Line {
    /// Its id.
    pub id: VersionId,
    /// Its brand.
    pub brand: BrandId,
    /// Its number within the brand, from 1.
    pub number: i32,
    /// How far it is.
    pub state: State,
    /// The brand's name in this version.
    pub name: String,
    /// When it was last saved.
    pub saved_at: Instant,
    /// The first day on which it is in force.
    pub from_day: Option<Day>,
    /// The last day on which it is in force; none while nothing follows it.
    pub until_day: Option<Day>,
}

impl Line {
    /// Where it stands on a day.
    pub fn standing(&self, day: Day) -> Standing {
        Standing::of(self.state, self.from_day, self.until_day, day)
    }
}

/// A brand with two of its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The brand.
    pub brand: Model,
    /// The newest version.
    pub latest: Line,
    /// The version in force on the day.
    pub in_force: Option<Line>,
}

impl Listed {
    /// Where its newest version stands on a day; of a brand that is no longer used, nothing stands any more.
    pub fn standing(&self, day: Day) -> Standing {
        if self.brand.is_retired(day) { Standing::Retired } else { self.latest.standing(day) }
    }
}

/// All brands, or those of a unit, in the order in which they were added, with what is in force on a day.
///
/// # Errors
/// [`LedgerError`] when the database does not answer.
pub async fn list(db: &impl ConnectionTrait, unit: Option<UnitId>, day: Day) -> Result<Vec<Listed>, LedgerError> {
    let mut brands = Entity::find();
    let mut versions = version::Entity::find();
    if let Some(unit) = unit {
        brands = brands.filter(Column::Unit.eq(unit));
        let own = Entity::find().filter(Column::Unit.eq(unit)).select_only().column(Column::Id).into_query();
        versions = versions.filter(version::Column::Brand.in_subquery(own));
    }
    let brands = brands.order_by_asc(Column::Id).all(db).await?;
    let mut of_brand: HashMap<BrandId, Vec<Line>> = HashMap::new();
    let lines = versions.order_by_desc(version::Column::Number).into_partial_model::<Line>();
    for line in lines.all(db).await? {
        of_brand.entry(line.brand).or_default().push(line);
    }
    let listed = brands.into_iter().filter_map(|brand| {
        let lines = of_brand.remove(&brand.id)?;
        let in_force = lines.iter().find(|line| line.standing(day) == Standing::InForce).cloned();
        let latest = lines.into_iter().next()?;
        Some(Listed { brand, latest, in_force })
    });
    Ok(listed.collect())
}

/// The files of some versions.
///
/// # Errors
/// [`LedgerError`] when the database does not answer, or a file is not what this program writes.
pub async fn files(
    db: &impl ConnectionTrait,
    versions: impl IntoIterator<Item = VersionId>,
) -> Result<HashMap<VersionId, BrandFile>, LedgerError> {
    let wanted: Vec<VersionId> = versions.into_iter().collect();
    let mut files = HashMap::with_capacity(wanted.len());
    for some in wanted.chunks(AT_ONCE) {
        let rows = version::Entity::find().filter(version::Column::Id.is_in(some.iter().copied()));
        let rows = rows.select_only().columns([version::Column::Id, version::Column::File]);
        for (id, file) in rows.into_tuple::<(VersionId, String)>().all(db).await? {
            files.insert(id, serde_json::from_str(&file)?);
        }
    }
    Ok(files)
}

/// A brand in the tree of its family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kin<'a> {
    /// The brand.
    pub listed: &'a Listed,
    /// How many brands of the family are above it.
    pub depth: usize,
}

/// The family of a brand: the topmost one above it, and all below that one.
pub fn family(all: &[Listed], of: BrandId) -> Vec<Kin<'_>> {
    let parents: HashMap<BrandId, Option<BrandId>> =
        all.iter().map(|listed| (listed.brand.id, listed.brand.parent)).collect();
    let mut top = of;
    // As many steps as there are brands, at most: nobody should make a circle, and if somebody did, it ends.
    for _ in 0..all.len() {
        match parents.get(&top).copied().flatten() {
            Some(parent) if parents.contains_key(&parent) => top = parent,
            _ => break,
        }
    }
    below(all, top)
}

/// A brand and all below it, each followed by those below it.
pub fn below(all: &[Listed], of: BrandId) -> Vec<Kin<'_>> {
    let mut children: HashMap<BrandId, Vec<&Listed>> = HashMap::new();
    for listed in all {
        if let Some(parent) = listed.brand.parent {
            children.entry(parent).or_default().push(listed);
        }
    }
    let mut kin = Vec::new();
    let top = all.iter().find(|listed| listed.brand.id == of);
    let mut open: Vec<Kin<'_>> = top.map(|listed| Kin { listed, depth: 0 }).into_iter().collect();
    while let Some(next) = open.pop() {
        // Those below are taken out, so that a circle is walked once.
        let own = children.remove(&next.listed.brand.id).unwrap_or_default();
        open.extend(own.into_iter().rev().map(|listed| Kin { listed, depth: next.depth + 1 }));
        kin.push(next);
    }
    kin
}
