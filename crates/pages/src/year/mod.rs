//! A year of the programme: the board, activities, opinions, papers, requests, surveys, projects, examples, yearly
//! papers, and what all that asks of units.

mod activity;
mod board;
mod example;
mod exports;
mod opinion;
mod paper;
mod project;
mod proposal;
mod request;
mod survey;

pub use activity::{
    ActivitiesPage, ActivityFormPage, ActivityMonth, ActivityPage, ActivityRow, AgreementRow, InvitedRow,
};
pub use board::{BoardPage, BoardRow, BurdenPage, BurdenRow, CarryOverPage, TaskRow};
pub use example::{
    ExamplePage, ExampleRow, ExamplesPage, FollowRow, GuidancePage, GuidanceRow, PublicExamplePage, PublicExamplesPage,
};
pub use exports::{ExportsPage, PlaceGroup, PlaceRow, TemplateRow};
pub use opinion::{
    AnswerEntry, OpinionPage, OpinionRow, OpinionsPage, PublicOpinionsPage, ReceiptPage, SentOpinionPage,
};
pub use paper::{
    CommentEntry, CriterionRow, LineRow, PaperFormPage, PaperPage, PaperRow, PapersPage, ReadRow, VersionLink,
};
pub use project::{EffectView, EntryFormPage, MilestoneRow, ProjectPage, ProjectRow, ProjectsPage};
pub use proposal::{ProposalRow, ProposalsPage, SendProposalPage, TakenProposal};
pub use request::{AskedRow, RequestFormPage, RequestPage, RequestRow, RequestsPage};
pub use survey::{
    PublicSurveysPage, QuestionResult, QuestionRow, ResultRow, SlipsPage, SurveyFormPage, SurveyPage, SurveyPaperPage,
    SurveyResult, SurveyRow, SurveySheet, SurveysPage,
};
