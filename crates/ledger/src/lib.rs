//! The register of a city's service brands, and who changed what in it.
//!
//! A [`Ledger`] stands on SQLite (one file, the default) or on PostgreSQL; the same code and the same tables serve both. Reads go
//! to the database as they are; every change goes through [`Ledger::write`], to one task that commits small changes
//! together and answers after the commit. Each change leaves a line in the [audit log](audit), which is a chain of hashes.
//!
//! What is published is never edited: a brand has versions with effective dates ([`brand`]), and what the public reads
//! as the change log is the difference between one version and the next.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use ledger::{By, Instant, Ledger, unit};
//!
//! let folder = tempfile::tempdir()?;
//! let ledger = Ledger::open(&ledger::sqlite_url(&folder.path().join("ledger.db"))).await?;
//! let new = unit::NewUnit { name: "望澜市生态环境局".into(), ..unit::NewUnit::default() };
//! let id = ledger.write(By::Program, Instant(0), move |change| Box::pin(unit::add(change, new))).await?;
//! assert_eq!(unit::find(ledger.reads(), id).await?.map(|unit| unit.name).as_deref(), Some("望澜市生态环境局"));
//! # Ok(()) }
//! ```

pub mod account;
pub mod activity;
pub mod agreement;
pub mod api_key;
pub mod appearance;
pub mod attachment;
pub mod audit;
pub mod backup;
pub mod blank;
pub mod brand;
pub mod burden;
pub mod card;
mod connect;
mod error;
pub mod example;
pub mod figure;
pub mod file;
pub mod guidance;
pub mod handout;
pub mod identity;
mod ids;
pub mod job;
pub mod mail;
pub mod opinion;
pub mod paper;
pub mod printed;
pub mod process;
pub mod programme;
pub mod project;
pub mod promise;
pub mod promised;
pub mod proposal;
pub mod put_off;
pub mod record;
pub mod request;
mod row;
mod schema;
pub mod second_factor;
pub mod service;
pub mod session;
pub mod setting;
pub mod stage;
mod statutory;
pub mod survey;
pub mod task;
mod time;
pub mod unit;
mod write;

pub use connect::{Ledger, sqlite_url, without_password};
pub use error::LedgerError;
pub use ids::{
    AccountId, ActivityId, AgreementId, AnswerId, ApiKeyId, AppearanceId, AskedId, BlankId, BrandId, CardId, CodeId,
    CommentId, CountId, CriterionId, DoneId, ExampleId, FollowId, GuidanceId, HandoutId, ImportId, InvitationId, JobId,
    MeasuringId, MilestoneId, OpinionId, PaperId, PaperVersionId, PrintedId, ProgrammeId, ProjectId, PromiseId,
    ProposalId, PutOffId, QuestionId, ReadingId, RequestId, ServiceId, SourceId, StageId, SurveyId, TakingPartId,
    TaskId, UnitId, VersionId,
};
pub use statutory::{LegalUnit, Statutory};
pub use time::{Day, Instant};
pub use write::{By, Change, Written};
