//! A year of the programme: the board, activities, opinions, papers, requests, yearly papers, and what all that asks of units.

mod activity;
mod board;
mod exports;
mod opinion;
mod paper;
mod request;

pub use activity::{
    ActivitiesPage, ActivityFormPage, ActivityMonth, ActivityPage, ActivityRow, AgreementRow, InvitedRow,
};
pub use board::{BoardPage, BoardRow, BurdenPage, BurdenRow, CarryOverPage, TaskRow};
pub use exports::{ExportsPage, PlaceGroup, PlaceRow, TemplateRow};
pub use opinion::{
    AnswerEntry, OpinionPage, OpinionRow, OpinionsPage, PublicOpinionsPage, ReceiptPage, SentOpinionPage,
};
pub use paper::{
    CommentEntry, CriterionRow, LineRow, PaperFormPage, PaperPage, PaperRow, PapersPage, ReadRow, VersionLink,
};
pub use request::{AskedRow, RequestFormPage, RequestPage, RequestRow, RequestsPage};
