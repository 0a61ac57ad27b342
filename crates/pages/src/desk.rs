//! The desks: what those who are signed in see and do.

mod brand;
mod register;
mod today;
mod two_step;

pub use brand::{
    Action, BrandFilePage, ColourFields, LikeBrand, OverviewPage, PromiseFields, PublishPage, Saved, SignPage,
    VersionRow, VersusPage, VersusRow,
};
pub use register::{
    AccountRow, AccountsPage, AuditPage, AuditRow, BrandRow, BrandsPage, ImportPage, ImportRow, NewAccountPage,
    ProgrammePage, ReadingsPage, ServiceRow, StageRow, UnitFormPage, UnitRow, UnitsPage,
};
pub use today::{Pending, Task, TodayPage};
pub use two_step::{TwoStepNewPage, TwoStepOnPage, TwoStepPage};
