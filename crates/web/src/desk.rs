//! What every handler is given.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bundle::SigningKey;
use jiff::civil::Date;
use ledger::account::Role;
use ledger::{Ledger, LedgerError};
use likeness::Names;
use tokio::sync::RwLock;

use crate::clock::Clock;
use crate::finder::Finder;
use crate::jobs::{Bell, Kinds};
use crate::limits::LimitSettings;
use crate::mail::{MailSettings, Post};
use crate::policy::Policy;
use crate::print::{PressSettings, Presses};
use crate::provider::{OidcSettings, Provider};
use crate::year::effect::Effects;

/// Accounts to try a demo with.
#[derive(Debug, Clone, Default)]
pub struct ToTry {
    /// The names to sign in with, and what each is.
    pub logins: Vec<(String, Role)>,
    /// The password of all of them.
    pub password: String,
}

/// Where the server keeps what is no part of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// Case records, and whatever else is kept in files.
    pub data: PathBuf,
    /// Copies of the register.
    pub backups: PathBuf,
}

impl Folders {
    /// All of them below one folder.
    pub fn below(data: &Path) -> Self {
        Self { data: data.to_owned(), backups: data.join("backups") }
    }
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
    /// The proxies in front of the server: what they say of a request is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// A session ends when nothing was asked for so many hours.
    pub session_hours: i64,
    /// The largest file that a page takes, bytes.
    pub largest_upload: usize,
    /// Where files are kept.
    pub folders: Folders,
    /// The kinds of work that it does apart from answering.
    pub kinds: Kinds,
    /// What signing in asks for.
    pub sign_in: SignInSettings,
    /// How often one address may ask.
    pub limits: LimitSettings,
    /// The identity provider by which people sign in; none by default. [`OidcSettings::checked`] has looked at them.
    pub oidc: Option<OidcSettings>,
    /// Whether the first who asks for a public page after a change may be given the answer from before it, at most half a minute old,
    /// while it is made anew. A demo and tests see each change at once.
    pub gives_answers_from_before: bool,
    /// The server through which mail goes; none by default. [`MailSettings::checked`] has looked at them.
    pub mail: Option<MailSettings>,
    /// Where the press is that prints plates.
    pub press: PressSettings,
}

impl Settings {
    /// The true time in a time zone, with files below a folder.
    pub fn new(clock: Clock, folders: Folders) -> Self {
        Self {
            made_up: false,
            to_try: ToTry::default(),
            secure: false,
            clock,
            trusted_proxies: Vec::new(),
            session_hours: 8,
            largest_upload: 4 << 20,
            folders,
            kinds: Kinds::default(),
            sign_in: SignInSettings::default(),
            limits: LimitSettings::default(),
            oidc: None,
            gives_answers_from_before: false,
            mail: None,
            press: PressSettings::default(),
        }
    }

    /// A demo on a day, with accounts to try.
    pub fn demo(clock: Clock, to_try: ToTry, folders: Folders) -> Self {
        Self { made_up: true, to_try, limits: LimitSettings::generous(), ..Self::new(clock, folders) }
    }

    /// A stopped date for tests: the time of day goes on, the day does not.
    pub fn on_day(day: Date, folders: Folders) -> Self {
        Self::new(Clock::on_day(jiff::tz::TimeZone::UTC, day), folders)
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
    /// What gives mail to its server, if there is one.
    pub(crate) post: Option<Arc<Post>>,
    /// The names of all brands, to compare new ones with.
    pub(crate) names: Arc<RwLock<Names>>,
    /// The search of the public front.
    pub(crate) finder: Arc<Finder>,
    /// What prints plates.
    pub(crate) presses: Arc<Presses>,
    /// What was found of effects in the records.
    pub(crate) effects: Arc<Effects>,
    /// What wakes the worker.
    pub(crate) bell: Arc<Bell>,
    /// The key with which figures are signed.
    pub(crate) key: Arc<SigningKey>,
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
        let key = crate::figures::signing_key(&settings.folders.data)
            .map_err(|error| LedgerError::Failed { detail: format!("{}: {error}", settings.folders.data.display()) })?;
        let provider = settings.oidc.clone().map(|settings| Arc::new(Provider::new(settings)));
        let post = settings.mail.clone().map(|settings| Arc::new(Post::new(settings)));
        let presses = Arc::new(Presses::new(settings.press.clone()));
        let (policy, settings, names) = (Arc::new(policy), Arc::new(settings), Arc::new(RwLock::new(names)));
        Ok(Self {
            ledger,
            policy,
            settings,
            provider,
            post,
            names,
            finder: Arc::default(),
            presses,
            effects: Arc::default(),
            bell: Arc::default(),
            key: Arc::new(key),
        })
    }

    /// Has each of the office's own layouts drawn once, so that a wrong template is told before somebody prints. Without a press, or without
    /// own layouts, there is nothing to try.
    ///
    /// # Errors
    /// What is wrong with the first that is wrong.
    pub async fn try_own_layouts(&self) -> Result<(), words::Message> {
        if self.presses.program().is_none() {
            return Ok(());
        }
        self.presses.try_own().await
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
