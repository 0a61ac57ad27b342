//! A year of the programme: the board, activities, opinions, papers, requests, and what all that asks of units.

mod activity;
mod board;
mod opinion;
mod paper;
mod proposal;
mod request;
mod survey;

pub use activity::{
    ActivitiesPage, ActivityFormPage, ActivityMonth, ActivityPage, ActivityRow, AgreementRow, InvitedRow,
};
pub use board::{BoardPage, BoardRow, BurdenPage, BurdenRow, CarryOverPage, TaskRow};
pub use opinion::{
    AnswerEntry, OpinionPage, OpinionRow, OpinionsPage, PublicOpinionsPage, ReceiptPage, SentOpinionPage,
};
pub use paper::{
    CommentEntry, CriterionRow, LineRow, PaperFormPage, PaperPage, PaperRow, PapersPage, ReadRow, VersionLink,
};
pub use proposal::{ProposalRow, ProposalsPage, SendProposalPage, TakenProposal};
pub use request::{AskedRow, RequestFormPage, RequestPage, RequestRow, RequestsPage};
pub use survey::{
    PublicSurveysPage, QuestionResult, QuestionRow, ResultRow, SlipsPage, SurveyFormPage, SurveyPage, SurveyPaperPage,
    SurveyResult, SurveyRow, SurveySheet, SurveysPage,
};
