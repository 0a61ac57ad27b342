//! What staff propose: at the desk, and to be sent.

use askama::Template;

use crate::form::{Form, Problem};
use crate::frame::{Frame, NavItem};

/// A proposal at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    /// The unit, what is proposed, and when it came.
    pub head: String,
    /// The proposal.
    pub text: String,
    /// Why.
    pub why: String,
    /// What became of it.
    pub state: String,
    /// What the unit says of it; may be empty.
    pub reply: String,
    /// The nearest names that are there, with why.
    pub like: Vec<String>,
    /// How the unit says what becomes of it; nothing for who may not.
    pub decide: Option<Form>,
}

/// `GET /desk/proposals`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/proposals.html")]
pub struct ProposalsPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Where staff send them: address and words for each unit that the reader answers for.
    pub send: Vec<(String, String)>,
    /// The proposals.
    pub rows: Vec<ProposalRow>,
    /// How some are put to a vote; nothing where there is nothing to vote on.
    pub vote: Option<Form>,
}

/// A proposal that a unit took up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenProposal {
    /// The unit, and what was proposed.
    pub head: String,
    /// The proposal.
    pub text: String,
    /// What the unit says of it.
    pub reply: String,
}

/// `GET /proposals`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/send_proposal.html")]
pub struct SendProposalPage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// How one is sent.
    pub form: Form,
    /// Those that were taken up.
    pub taken: Vec<TakenProposal>,
}
