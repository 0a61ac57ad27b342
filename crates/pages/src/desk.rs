//! The desks: what those who are signed in see and do.

mod brand;
mod operations;
mod records;
mod register;
mod today;

pub use brand::{
    Action, BrandFilePage, ColourFields, LikeBrand, OverviewPage, PromiseFields, PublishPage, Saved, SignPage,
    VersionRow, VersusPage, VersusRow,
};
pub use operations::{BackupsPage, CopyRow, JobPage, JobRow, JobsPage};
pub use records::{ImportedRow, MappingPage, OddRow, SourcePage, SourceRow, SourcesPage};
pub use register::{
    AccountRow, AccountsPage, AuditPage, AuditRow, BrandRow, BrandsPage, ImportPage, ImportRow, NewAccountPage,
    ProgrammePage, ReadingsPage, ServiceRow, StageRow, UnitFormPage, UnitRow, UnitsPage,
};
pub use today::{Pending, Task, TodayPage};
