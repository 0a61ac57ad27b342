//! What became of each promise in each case, and the scorecards.
//!
//! One pure step: facts, promises, a calendar and the day of the figures go in, scorecards come out. No clock is read, and
//! nothing here knows who asks. `kernel` has the rules, as functions over Arrow arrays; `run` drives them over any source
//! of facts on all cores of one machine; `statistics` has the intervals.
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//!
//! use facts::FileRecords;
//! use measure::{Machine, Question, calendar_of, measure};
//!
//! let folder = tempfile::tempdir()?;
//! let file = folder.path().join("cases.csv");
//! std::fs::write(&file, "case,step,at\n1,accept,2025-09-30 09:00\n1,decide,2025-10-14 17:00\n2,accept,2025-10-09 09:00\n")?;
//! let plan = plan::Plan::parse(r#"
//!     [source]
//!     case = "case"
//!     activity = "step"
//!     at = "at"
//!     time_zone = "Asia/Shanghai"
//!     [milestones]
//!     accepted = { activities = ["accept"] }
//!     decided = { activities = ["decide"] }
//!     [calendar]
//!     base = "cn"
//!     [[promise]]
//!     id = "permit"
//!     from = "accepted"
//!     until = "decided"
//!     limit = { working_days = 5 }
//! "#)?;
//! let calendar = calendar_of(&plan.calendar, None, &[])?;
//! let question = Question { plan: &plan, calendar: &calendar, as_of: None, by: vec![], outcomes: false, process: false, split: None };
//! let records = FileRecords::open(&[file], &plan.source, question.wanted(false)?)?;
//! let machine = Machine { threads: 1, memory_bytes: 1 << 20, stop: &AtomicBool::new(false) };
//! let answer = measure(&records, &question, &machine, false)?;
//! // The second case was accepted on 9 October; on the 14th it is still within its five working days.
//! let card = &answer.scorecards[0];
//! assert_eq!((card.counts.of(terms::Outcome::Kept), card.counts.of(terms::Outcome::Running)), (1, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod assign;
mod calendar_of;
mod cases;
mod counts;
mod evaluate;
mod found;
mod kept;
pub mod kernel;
mod measure;
mod problem;
mod quality;
mod question;
mod read;
mod run;
pub mod statistics;
mod warnings;

pub use answer::{Answer, Comparison, DueAt, Edge, OutcomeRow, Outcomes, ProcessCard, empty_scorecard};
pub use calendar_of::calendar_of;
pub use counts::{Alike, OutcomeCounts, Pauses, count_outcomes, past_due};
pub use measure::{measure, measure_store};
pub use problem::{MeasureError, calendar_message};
pub use quality::{Quality, quality, wanted_for_quality};
pub use question::{Question, stored_fields};
pub use run::{Machine, Survey};
