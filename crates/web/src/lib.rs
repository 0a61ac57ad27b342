//! The pages of the register: routes, sessions, permissions.
//!
//! A request meets `visitor::meet` first, which finds out who asks and in which language, then the guard of its route,
//! which asks the [`Policy`], and then a handler, which reads the request into types, asks the ledger once, and gives a page.
//!
//! Nothing is asked of another host but of the identity provider and the mail server, where they are configured; no page needs a script.

mod alphabet;
mod api;
mod before_after;
mod brand;
mod cache;
mod clock;
mod code;
mod desk;
mod download;
mod entry;
mod error;
mod export;
pub mod figures;
mod finder;
mod form;
mod help;
mod hexadecimal;
mod home;
pub mod jobs;
mod language;
mod limits;
mod log;
mod mail;
mod metrics;
mod office;
mod once_more;
mod password;
mod peers;
mod policy;
mod print;
mod promise;
mod provider;
mod public;
mod reach;
mod routes;
mod security;
mod session;
mod sign_in;
mod sign_in_code;
mod today;
mod two_step;
mod visitor;
mod wording;
mod year;

pub use clock::Clock;
pub use desk::{Desk, Folders, Settings, SignInSettings, ToTry};
pub use limits::LimitSettings;
pub use mail::{MailSecurity, MailSettings};
pub use password::{first as first_password, hash as hash_password};
pub use policy::{Act, Policy, units_above};
pub use print::{BuildPress, Building, OwnLayouts, PressSettings, PrintBatch, PrintError, plate_code, print_unit};
pub use provider::{OidcSettings, Secret};
pub use routes::{Needs, Route, app, routes, serve};
