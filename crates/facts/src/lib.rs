//! Case records in: one row shape, whatever the source.
//!
//! A *fact* is one row of a case record (see [`FactBatch`]). The readers of formats give facts and know nothing of
//! promises; whoever measures takes facts and knows nothing of formats. [`FileRecords`] reads files, [`Store`] keeps what
//! was read, and both are [`Records`]: parts that any number of workers can read at the same time.
//!
//! ```
//! use facts::{FileRecords, Records, Wanted};
//!
//! let folder = tempfile::tempdir()?;
//! let file = folder.path().join("办件.csv");
//! std::fs::write(&file, "办件编号,环节,时间\n1,受理,2025-09-30 09:05\n1,办结,2025-10-09 10:00\n")?;
//! let plan = plan::Plan::parse(
//!     "[source]\ncase = \"办件编号\"\nactivity = \"环节\"\nat = \"时间\"\ntime_zone = \"Asia/Shanghai\"\n[calendar]\nbase = \"cn\"",
//! )?;
//! let records = FileRecords::open(&[file], &plan.source, Wanted::default())?;
//! let mut rows = 0;
//! while let Some(placed) = records.next_part()? {
//!     let bad = placed.part.read(&mut |facts| {
//!         rows += facts.len();
//!         Ok(())
//!     })?;
//!     assert!(bad.is_empty());
//! }
//! assert_eq!(rows, 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod batch;
mod builder;
mod cells;
mod encoding;
mod guard;
mod inspect;
mod ocel;
mod open;
mod parquet;
mod problem;
mod records;
mod source_file;
mod store;
mod table;
mod time;
mod xes;

pub use batch::{Coded, EXTENDED, FactBatch, Field, Role, Wanted, texts};
pub use encoding::{encoding_name, encoding_named, read_text, tell_encoding};
pub use guard::is_guarded;
pub use inspect::{ActivityUse, Column, Draft, DraftMilestone, Kind, Portrait, Why, ZoneFrom, count_activities, look};
pub use open::{FileRecords, content_hash};
pub use problem::{FactsError, RowProblem};
pub use records::{BadRow, Part, PlacedPart, Records, Sink};
pub use source_file::tell_format;
pub use store::{Derived, DerivedWriter, Import, ImportedFile, Intake, IntakeStep, Store, StoreRecords, Taken};
pub use time::{Moment, TimeProblem, Times};
