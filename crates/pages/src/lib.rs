//! What each page holds, and its template.
//!
//! A page is a struct; its fields are all that it may show, and they are words already: a page knows no database and no rules.
//! Its template stands in `templates/`.

mod address;
mod api;
pub mod assets;
mod desk;
mod form;
mod frame;
pub mod help;
mod print;
mod promise;
mod public;
mod qr;
mod year;

pub use address::in_query;
pub use api::{ApiPage, Operation};
pub use desk::{
    AccountRow, AccountsPage, Action, AuditPage, AuditRow, BackupsPage, BeginBrand, BoundRow, BrandFilePage, BrandRow,
    BrandsPage, CertificateFields, ColourFields, CopyRow, ImportPage, ImportRow, JobPage, JobRow, JobsPage, KinRow,
    LikeBrand, MailPage, NewAccountPage, OtherProgrammePage, OverviewPage, Pending, PlacePage, ProgrammePage,
    ProgrammeRow, PromiseFields, PublishPage, ReadingsPage, RegistrationFields, RetirePage, Saved, ServicePage,
    ServiceRow, ServicesPage, SignPage, StagePage, StageRow, Task, TextFields, TodayPage, TwoStepNewPage,
    TwoStepOnPage, TwoStepPage, UnitFormPage, UnitRow, UnitsPage, VersionRow, VersusPage, VersusRow,
};
pub use desk::{BeforeAfterPage, EdgeRow, MeasureRow, ProcessPage, ProcessRow, ProcessesPage, WayRow};
pub use desk::{
    CalendarPage, CardColumn, CardsPage, ImportedRow, KeyRow, MappingPage, OddRow, SourcePage, SourceRow, SourcesPage,
};
pub use form::{Choice, Choose, Field, FieldGroup, Form, Input, Problem, Radios, Tick, TickGroup, Ticks};
pub use frame::{Frame, NavItem, Person, day};
pub use help::HelpPage;
pub use print::{AppearanceRow, AppearancesPage, BadgeList, HangingPage, HangingRow, PrintPage, Release};
pub use promise::{CaseRow, FigureView, LandingPage, MonthRow, PromisePage, WaitRow};
pub use public::{
    BrandCard, BrandPage, ChangeEntry, CodePage, Described, FoundRow, HomePage, MessagePage, PasswordPage, PeerRow,
    PeerTable, PeersPage, PromiseCard, SignInPage, UnitPage,
};
pub use qr::Qr;
pub use year::{
    ActivitiesPage, ActivityFormPage, ActivityMonth, ActivityPage, ActivityRow, AgreementRow, AnswerEntry, AskedRow,
    BoardPage, BoardRow, BurdenPage, BurdenRow, CarryOverPage, CommentEntry, CriterionRow, EffectView, EntryFormPage,
    ExamplePage, ExampleRow, ExamplesPage, ExportsPage, FollowRow, GuidancePage, GuidanceRow, InvitedRow, LineRow,
    MilestoneRow, OpinionPage, OpinionRow, OpinionsPage, PaperFormPage, PaperPage, PaperRow, PapersPage, PlaceGroup,
    PlaceRow, ProjectPage, ProjectRow, ProjectsPage, ProposalRow, ProposalsPage, PublicExamplePage, PublicExamplesPage,
    PublicOpinionsPage, PublicSurveysPage, QuestionResult, QuestionRow, ReadRow, ReceiptPage, RequestFormPage,
    RequestPage, RequestRow, RequestsPage, ResultRow, SendProposalPage, SentOpinionPage, SlipsPage, SurveyFormPage,
    SurveyPage, SurveyPaperPage, SurveyResult, SurveyRow, SurveySheet, SurveysPage, TakenProposal, TaskRow,
    TemplateRow, VersionLink,
};
