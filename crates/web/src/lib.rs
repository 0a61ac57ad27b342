//! The pages of the register: routes, sessions, permissions.
//!
//! A request meets `visitor::meet` first, which finds out who asks and in which language, then the guard of its route,
//! which asks the [`Policy`], and then a handler, which reads the request into types, asks the ledger once, and gives a page.
//!
//! Nothing is asked of another host but of the identity provider, where one is configured; no page needs a script.

mod api;
mod before_after;
mod brand;
mod cache;
mod clock;
mod code;
mod desk;
mod entry;
mod error;
mod export;
pub mod figures;
mod form;
mod help;
pub mod jobs;
mod language;
mod limits;
mod log;
mod metrics;
mod office;
mod once_more;
mod password;
mod policy;
mod promise;
mod provider;
mod public;
mod routes;
mod security;
mod session;
mod sign_in;
mod sign_in_code;
mod today;
mod two_step;
mod visitor;
mod wording;

pub use clock::Clock;
pub use desk::{Desk, Folders, Settings, SignInSettings, ToTry};
pub use limits::LimitSettings;
pub use password::{first as first_password, hash as hash_password};
pub use policy::{Act, Policy, units_above};
pub use provider::{OidcSettings, Secret};
pub use routes::{Needs, Route, app, routes, serve};
