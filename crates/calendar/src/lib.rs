//! Working days, office time and deadlines.
//!
//! A promise such as "decided within eight working days" is only as true as the calendar behind it. This crate knows
//! which days an office works (weekends, official holidays, and the make-up Saturdays and Sundays of China), which hours
//! it is open, and where a case stands on the clock of its promise, with the time it was paused left out.
//!
//! After set-up each question about an instant costs the same, however far apart two instants lie: prefix sums of
//! working days and office time are kept for every day that the calendar knows. A year that it does not know is an
//! error, never a plain Monday-to-Friday year.
//!
//! ```
//! use calendar::{Allowance, Calendar, Due};
//! use jiff::civil::date;
//!
//! // Accepted on Tuesday, 30 September 2025: eight days off follow, and Saturday the 11th is worked.
//! let china = Calendar::china().build()?;
//! let accepted = china.zone().instant_of(date(2025, 9, 30).at(10, 0, 0, 0));
//! let due = china.deadline(accepted, Allowance::WorkingDays(5), &[])?;
//! assert_eq!(due, Due::Day(date(2025, 10, 14).into()));
//! # Ok::<(), calendar::CalendarError>(())
//! ```
//!
//! Three kinds of time appear, and each has a type: an [`Instant`] (a point in time, microseconds), a [`Day`] (a local
//! date), and durations, which are whole days or microseconds and say so in their names.

mod build;
mod deadline;
mod error;
mod hours;
mod list;
mod span;
mod table;
mod zone;

pub use build::{CalendarBuilder, YEARS_OF_A_PLAIN_WEEK};
pub use deadline::{Allowance, Clock, Due, Pause};
pub use error::CalendarError;
pub use hours::{OfficeHours, Season, Variant};
pub use list::{DayKind, DayList, ListedDay};
pub use span::{Day, Instant};
pub use table::Calendar;
pub use zone::Zone;
