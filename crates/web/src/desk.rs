//! What every handler is given.

use std::sync::Arc;

use jiff::civil::Date;
use ledger::account::Role;
use ledger::{Ledger, LedgerError};
use likeness::Names;
use tokio::sync::RwLock;

use crate::clock::Clock;
use crate::limits::LimitSettings;
use crate::policy::Policy;
use crate::provider::{OidcSettings, Provider};

/// Accounts to try a demo with.
#[derive(Debug, Clone, Default)]
pub struct ToTry {
    /// The names to sign in with, and what each is.
    pub logins: Vec<(String, Role)>,
    /// The password of all of them.
    pub password: String,
}

/// What signing in asks for; the section `[sign_in]` of a configuration file.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignInSettings {
    /// The roles whose accounts need a second factor: who has none yet sets it up before anything else. None by default.
    pub require_totp_for: Vec<Role>,
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
    /// What signing in asks for.
    pub sign_in: SignInSettings,
    /// How often one address may ask.
    pub limits: LimitSettings,
    /// The identity provider by which people sign in; none by default. [`OidcSettings::checked`] has looked at them.
    pub oidc: Option<OidcSettings>,
}

impl Settings {
    /// Nothing made up, nothing special, and this clock.
    pub fn with_clock(clock: Clock) -> Self {
        Self {
            made_up: false,
            to_try: ToTry::default(),
            secure: false,
            clock,
            sign_in: SignInSettings::default(),
            limits: LimitSettings::default(),
            oidc: None,
        }
    }

    /// A demo on a day, with accounts to try.
    pub fn demo(clock: Clock, to_try: ToTry) -> Self {
        Self { made_up: true, to_try, limits: LimitSettings::generous(), ..Self::with_clock(clock) }
    }

    /// A stopped date for tests: the time of day goes on, the day does not.
    pub fn on_day(day: Date) -> Self {
        let zone = jiff::tz::TimeZone::UTC;
        Self::with_clock(Clock::on_day(zone, day))
    }
}

/// What every handler is given: the ledger, the policy, the clock.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The register.
    pub ledger: Ledger,
    pub(crate) policy: Arc<Policy>,
    pub(crate) settings: Arc<Settings>,
    /// The identity provider, if there is one.
    pub(crate) provider: Option<Arc<Provider>>,
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
        for listed in ledger::brand::list(ledger.reads(), None, settings.clock.today()).await? {
            let owner = units.iter().find(|unit| unit.id == listed.brand.unit).map(|unit| unit.name.clone());
            let version = listed.in_force.as_ref().unwrap_or(&listed.latest);
            names.add(known(&listed.brand, &version.file()?, owner.unwrap_or_default()));
        }
        let provider = settings.oidc.clone().map(|settings| Arc::new(Provider::new(settings)));
        let (policy, settings, names) = (Arc::new(policy), Arc::new(settings), Arc::new(RwLock::new(names)));
        Ok(Self { ledger, policy, settings, provider, names })
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
