//! What is published of a promise's figures, and the bundle from which anyone can recompute them.
//!
//! ```text
//! OutcomeCounts ──Published::of──► what may be shown of it ──┬─► pages, API
//!  (of the house)   small numbers                           └─► Bundle::write ──► ZIP ──► verify
//!                   are merged
//! ```
//!
//! One function decides what is published ([`Published::of`]); pages, the API and the bundle all take it from there, so that no
//! small number can be had from one by subtracting what another shows; and [`withhold`] says what of it would be given away by the
//! figures of other promises. A bundle is a ZIP file of plain texts:
//!
//! | file | what |
//! |---|---|
//! | `figure.json` | the published figures, the promise's words, the day of the figures, what they were made from |
//! | `outcomes.csv` | the cases that are alike, counted: `month,ended,outcome,elapsed,past_due,cases` |
//! | `plan.toml` | how the records are read and what is promised: what `mingpai measure` takes |
//! | `calendar.csv` | the days off and the make-up workdays that the calendar knows |
//! | `README.txt` | how to recompute, in Chinese and English |
//! | `SHA256SUMS` | the hashes of the other files, as `sha256sum -c` reads them |
//! | `SHA256SUMS.sig` | the Ed25519 signature of `SHA256SUMS`, in hexadecimal |

mod error;
mod nested;
mod published;
mod rows;
mod sign;
mod verify;
mod write;

pub use error::BundleError;
pub use nested::{Family, Withheld, withhold};
pub use published::{FEWEST, PublicRow, Published, Year};
pub use sign::{SigningKey, public_key_of};
pub use verify::{Verified, verify};
pub use write::{About, figures, write};
