//! The rules, as pure functions over columns: no driver, no file, no clock.
//!
//! ```text
//! events of cases ──► courses ──► judged ──► tally
//!                 └─► shape
//! ```

pub(crate) mod column;
pub mod course;
pub mod events;
pub mod judge;
pub mod shape;
pub mod tally;
