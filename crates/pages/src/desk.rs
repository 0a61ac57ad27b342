//! The desks: what those who are signed in see and do.

mod brand;
mod mail;
mod operations;
mod process;
mod programme;
mod records;
mod register;
mod service;
mod today;
mod tree;
mod two_step;

pub use brand::{
    Action, BrandFilePage, CertificateFields, ColourFields, LikeBrand, OverviewPage, PromiseFields, PublishPage,
    RegistrationFields, Saved, SignPage, TextFields, VersionRow, VersusPage, VersusRow,
};
pub use mail::MailPage;
pub use operations::{BackupsPage, CopyRow, JobPage, JobRow, JobsPage};
pub use process::{BeforeAfterPage, EdgeRow, MeasureRow, ProcessPage, ProcessRow, ProcessesPage, WayRow};
pub use programme::{OtherProgrammePage, ProgrammePage, ProgrammeRow, StagePage, StageRow};
pub use records::{CalendarPage, ImportedRow, KeyRow, MappingPage, OddRow, SourcePage, SourceRow, SourcesPage};
pub use register::{
    AccountRow, AccountsPage, AuditPage, AuditRow, BeginBrand, BrandRow, BrandsPage, ImportPage, ImportRow, KinRow,
    NewAccountPage, ReadingsPage, UnitFormPage, UnitRow, UnitsPage,
};
pub use service::{BoundRow, CardColumn, CardsPage, ServicePage, ServiceRow, ServicesPage};
pub use today::{Pending, Task, TodayPage};
pub use tree::{PlacePage, RetirePage};
pub use two_step::{TwoStepNewPage, TwoStepOnPage, TwoStepPage};
