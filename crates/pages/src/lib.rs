//! What each page holds, and its template.
//!
//! A page is a struct; its fields are all that it may show, and they are words already: a page knows no database and no rules.
//! Its template stands in `templates/`.

pub mod assets;
mod desk;
mod form;
mod frame;
pub mod help;
mod public;

pub use desk::{
    AccountRow, AccountsPage, Action, AuditPage, AuditRow, BrandFilePage, BrandRow, BrandsPage, ColourFields,
    ImportPage, ImportRow, LikeBrand, NewAccountPage, OverviewPage, Pending, ProgrammePage, PromiseFields, PublishPage,
    ReadingsPage, Saved, ServiceRow, SignPage, StageRow, Task, TodayPage, UnitFormPage, UnitRow, UnitsPage, VersionRow,
    VersusPage, VersusRow,
};
pub use form::{Choice, Choose, Field, Problem};
pub use frame::{Frame, NavItem, Person, day};
pub use help::HelpPage;
pub use public::{
    BrandCard, BrandPage, ChangeEntry, Described, HomePage, MessagePage, PasswordPage, PromiseCard, SignInPage,
    UnitPage,
};
