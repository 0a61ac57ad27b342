//! The words of the field, as plain values: limits, periods, promises, outcomes, scorecards.
//!
//! Nothing here reads a file, asks a clock or counts. The names are those of the glossary: a *case* (办件) is one
//! application handled, a *promise* (服务承诺) an undertaking that can be measured, an *outcome* what became of a
//! promise in one case, a *scorecard* the outcomes of many.

mod limit;
mod outcome;
mod period;
mod promise;
mod scorecard;

pub use limit::{ElapsedUnit, Limit};
pub use outcome::Outcome;
pub use period::{Month, Period};
pub use promise::{Promise, PromiseId, Words};
pub use scorecard::{Counts, Dimension, Scorecard, Share, Spread, percent, six_decimals};
