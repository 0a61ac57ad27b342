//! Opinions: at the desk, and for everybody.

use askama::Template;

use crate::form::{Choice, Form, Problem};
use crate::frame::{Frame, NavItem};

/// An opinion in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpinionRow {
    /// Where it is shown; empty for everybody.
    pub href: String,
    /// What was said.
    pub text: String,
    /// What it is about; may be empty.
    pub theme: String,
    /// The unit that answers; may be empty.
    pub unit: String,
    /// How far it is.
    pub state: String,
    /// Whether its answer is late.
    pub late: bool,
    /// When it came, and until when it is answered.
    pub when: String,
    /// The last answer; only for everybody.
    pub answer: String,
}

/// `GET /desk/opinions`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/opinions.html")]
pub struct OpinionsPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// What is chosen by.
    pub filters: Vec<Choice>,
    /// How many fit.
    pub count: String,
    /// The opinions.
    pub rows: Vec<OpinionRow>,
    /// Themes, with how many opinions each has: words and address.
    pub themes: Vec<(String, String)>,
    /// The page before.
    pub before: Option<String>,
    /// The page after.
    pub after: Option<String>,
}

/// An answer, and what was said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerEntry {
    /// When it was given.
    pub when: String,
    /// What was answered.
    pub text: String,
    /// What the sender says of it.
    pub verdict: String,
    /// Whether the sender says that it is not solved.
    pub not_solved: bool,
    /// What the sender adds; may be empty.
    pub remark: String,
}

/// `GET /desk/opinions/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/opinion.html")]
pub struct OpinionPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What was said.
    pub text: String,
    /// How far it is.
    pub state: String,
    /// Label and text of what is known of it.
    pub facts: Vec<(String, String)>,
    /// The answers.
    pub answers: Vec<AnswerEntry>,
    /// What the reader may do, each with its title.
    pub forms: Vec<(String, Form)>,
}

/// `GET /opinions`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/public_opinions.html")]
pub struct PublicOpinionsPage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// How an opinion is sent.
    pub send: Form,
    /// How an answer is read.
    pub read: Form,
    /// Opinions that both sides have agreed to publish.
    pub rows: Vec<OpinionRow>,
}

/// What is shown once when an opinion has come in.
#[derive(Debug, Clone, Template)]
#[template(path = "year/receipt.html")]
pub struct ReceiptPage {
    /// What stands around.
    pub frame: Frame,
    /// The code.
    pub code: String,
}

/// An opinion to its sender, who has given the code.
#[derive(Debug, Clone, Template)]
#[template(path = "year/sent_opinion.html")]
pub struct SentOpinionPage {
    /// What stands around.
    pub frame: Frame,
    /// What was said.
    pub text: String,
    /// How far it is, in a sentence.
    pub state: String,
    /// The answers.
    pub answers: Vec<AnswerEntry>,
    /// How the sender says whether it is solved; nothing while there is no answer to judge.
    pub judge: Option<Form>,
}
