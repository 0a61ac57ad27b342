//! What every handler is given.

use std::sync::Arc;

use jiff::civil::Date;
use ledger::account::Role;
use ledger::{Ledger, LedgerError};
use likeness::Names;
use tokio::sync::RwLock;

use crate::clock::Clock;
use crate::policy::Policy;

/// Accounts to try a demo with.
#[derive(Debug, Clone, Default)]
pub struct ToTry {
    /// The names to sign in with, and what each is.
    pub logins: Vec<(String, Role)>,
    /// The password of all of them.
    pub password: String,
}

/// How the server runs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whether all data are made up.
    pub made_up: bool,
    /// Accounts to try it with.
    pub to_try: ToTry,
    /// Whether it is reached by https, so that cookies are sent by nothing else.
    pub secure: bool,
    /// The clock.
    pub clock: Clock,
}

impl Settings {
    /// A demo on a day, with accounts to try.
    pub fn demo(clock: Clock, to_try: ToTry) -> Self {
        Self { made_up: true, to_try, secure: false, clock }
    }

    /// A stopped date for tests: the time of day goes on, the day does not.
    pub fn on_day(day: Date) -> Self {
        let zone = jiff::tz::TimeZone::UTC;
        Self { made_up: false, to_try: ToTry::default(), secure: false, clock: Clock::on_day(zone, day) }
    }
}

/// What every handler is given: the ledger, the policy, the clock.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The register.
    pub ledger: Ledger,
    pub(crate) policy: Arc<Policy>,
    pub(crate) settings: Arc<Settings>,
    /// The names of all brands, to compare new ones with.
    pub(crate) names: Arc<RwLock<Names>>,
}

impl Desk {
    /// Prepares to serve: reads the policy and the names of all brands.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger does not answer, or the policy that is part of the program cannot be read.
    pub async fn open(ledger: Ledger, settings: Settings) -> Result<Self, LedgerError> {
        let policy = Policy::built_in().map_err(|detail| LedgerError::Failed { detail })?;
        let mut names = Names::with_examples();
        let units = ledger::unit::all(ledger.reads()).await?;
        let all = ledger::brand::list(ledger.reads(), None, settings.clock.today()).await?;
        let shown = |listed: &ledger::brand::Listed| listed.in_force.as_ref().unwrap_or(&listed.latest).id;
        let files = ledger::brand::files(ledger.reads(), all.iter().map(shown)).await?;
        for listed in &all {
            let owner = units.iter().find(|unit| unit.id == listed.brand.unit).map(|unit| unit.name.clone());
            if let Some(file) = files.get(&shown(listed)) {
                names.add(known(&listed.brand, file, owner.unwrap_or_default()));
            }
        }
        Ok(Self { ledger, policy: Arc::new(policy), settings: Arc::new(settings), names: Arc::new(RwLock::new(names)) })
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.settings.clock
    }
}

/// A brand as the likeness knows it.
pub(crate) fn known(brand: &ledger::brand::Model, file: &ledger::file::BrandFile, owner: String) -> likeness::Known {
    likeness::Known {
        id: u64::try_from(brand.id.0).unwrap_or_default(),
        name: file.name.clone(),
        slogan: file.slogan.clone(),
        owner,
    }
}
