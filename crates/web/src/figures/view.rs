//! What is known of a promise: whose it is, its words, its figure and what of it is published. Pages, the API and the bundle all
//! take it from here.

use bundle::{Published, Withheld};
use ledger::brand::{self, Standing, Version};
use ledger::figure::{self, Clock, Measuring};
use ledger::promise::{self, History, InForce};
use ledger::{Day, PromiseId, unit};
use measure::OutcomeCounts;
use terms::Month;

use super::plan::promise_id;
use super::unpack;
use crate::desk::Desk;
use crate::error::PageError;

/// The figure of a promise.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// What it was made from.
    pub(crate) measuring: Measuring,
    /// All cases, counted.
    pub(crate) counts: OutcomeCounts,
    /// What of it everybody may see.
    pub(crate) published: Published,
}

/// A promise of a brand that is in force.
#[derive(Debug, Clone)]
pub(crate) struct View {
    pub(crate) id: PromiseId,
    pub(crate) history: History,
    /// Its words today.
    pub(crate) now: InForce,
    pub(crate) brand: brand::Model,
    pub(crate) version: Version,
    pub(crate) unit: unit::Model,
    pub(crate) figure: Option<Known>,
    /// The same promise counted from the application.
    pub(crate) applied: Option<Known>,
}

impl View {
    /// The id of the promise in plans, tables and bundles.
    pub(crate) fn name(&self) -> String {
        promise_id(self.id)
    }

    /// Reads all of it; `None` for a promise that is not in force today.
    pub(crate) async fn read(desk: &Desk, id: PromiseId) -> Result<Option<Self>, PageError> {
        match Self::without_figures(desk, id).await? {
            Some(said) => Ok(Some(said.with_figures(desk).await?)),
            None => Ok(None),
        }
    }

    /// The same with its figures.
    pub(crate) async fn with_figures(self, desk: &Desk) -> Result<Self, PageError> {
        let figure = figure_of(desk, self.id, Clock::Promised).await?;
        let applied = figure_of(desk, self.id, Clock::Applied).await?;
        Ok(Self { figure, applied, ..self })
    }

    /// The same for whoever needs no figure, such as of a plate what stands on it: a figure is all cases, counted.
    pub(crate) async fn without_figures(desk: &Desk, id: PromiseId) -> Result<Option<Self>, PageError> {
        let db = desk.ledger.reads();
        let today = desk.clock().today();
        let Some(promise) = promise::find(db, id).await? else { return Ok(None) };
        let Some(brand) = brand::find(db, promise.brand).await? else { return Ok(None) };
        let histories = promise::histories(db, Some(brand.id)).await?;
        let Some(history) = histories.into_iter().find(|history| history.promise.id == id) else { return Ok(None) };
        let is_now = |said: &&InForce| is_on(said, today);
        let Some(now) = history.texts.iter().find(is_now).cloned() else { return Ok(None) };
        let versions = brand::versions(db, brand.id).await?;
        let version = versions.into_iter().find(|version| version.standing(today) == Standing::InForce);
        let (Some(version), Some(unit)) = (version, unit::find(db, brand.unit).await?) else { return Ok(None) };
        Ok(Some(Self { id, history, now, brand, version, unit, figure: None, applied: None }))
    }
}

/// Whether words of a promise hold on a day.
pub(crate) fn is_on(said: &InForce, day: Day) -> bool {
    said.from <= day && said.until.is_none_or(|until| day <= until)
}

/// The figure of a promise, and what of it everybody may see.
pub(crate) async fn figure_of(desk: &Desk, id: PromiseId, clock: Clock) -> Result<Option<Known>, PageError> {
    let Some((row, measuring)) = figure::find(desk.ledger.reads(), id, clock).await? else { return Ok(None) };
    let counts = unpack(&row)?;
    let as_of = month_of(&measuring).ok_or_else(|| PageError::Broken("a measuring without a day".to_owned()))?;
    let withheld = Withheld::named(&row.withheld)
        .ok_or_else(|| PageError::Broken(format!("the figure {} withholds {:?}", row.id, row.withheld)))?;
    let published = Published::of(&counts, &promise_id(id), as_of, &withheld);
    Ok(Some(Known { measuring, counts, published }))
}

/// The month of the day of the figures.
fn month_of(measuring: &Measuring) -> Option<Month> {
    Month::named(measuring.as_of.get(..7)?)
}
