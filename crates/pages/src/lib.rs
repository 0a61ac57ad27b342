//! What each page holds, and its template.
//!
//! A page is a struct; its fields are all that it may show, and they are words already: a page knows no database and no rules.
//! Its template stands in `templates/`.

mod address;
pub mod assets;
mod desk;
mod form;
mod frame;
mod public;

pub use address::in_query;
pub use desk::{
    AccountRow, AccountsPage, Action, AuditPage, AuditRow, BeginBrand, BoundRow, BrandFilePage, BrandRow, BrandsPage,
    CertificateFields, ColourFields, ImportPage, ImportRow, KinRow, LikeBrand, NewAccountPage, OverviewPage, Pending,
    PlacePage, ProgrammePage, PromiseFields, PublishPage, ReadingsPage, RegistrationFields, RetirePage, Saved,
    ServicePage, ServiceRow, ServicesPage, SignPage, StagePage, StageRow, Task, TextFields, TodayPage, UnitFormPage,
    UnitRow, UnitsPage, VersionRow, VersusPage, VersusRow,
};
pub use form::{Choice, Choose, Field, Problem};
pub use frame::{Frame, NavItem, Person, day};
pub use public::{
    BrandCard, BrandPage, ChangeEntry, Described, HomePage, MessagePage, PasswordPage, PromiseCard, SignInPage,
    UnitPage,
};
