//! The pages of the register: routes, sessions, permissions.
//!
//! A request meets `visitor::meet` first, which finds out who asks and in which language, then the guard of its route,
//! which asks the [`Policy`], and then a handler, which reads the request into types, asks the ledger once, and gives a page.
//!
//! Nothing is asked of another host; no page needs a script.

mod brand;
mod clock;
mod desk;
mod error;
mod export;
mod form;
mod help;
mod language;
mod metrics;
mod office;
mod password;
mod policy;
mod public;
mod routes;
mod security;
mod session;
mod sign_in;
mod today;
mod visitor;
mod wording;

pub use clock::Clock;
pub use desk::{Desk, Settings, ToTry};
pub use password::{first as first_password, hash as hash_password};
pub use policy::{Act, Policy, units_above};
pub use routes::{Needs, Route, app, routes, serve};
