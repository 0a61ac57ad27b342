//! Surveys and votes: at the desk, on paper, and for everybody.

use askama::Template;

use crate::form::{Form, Problem};
use crate::frame::{Frame, NavItem};
use crate::qr::Qr;

/// A survey in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyRow {
    /// Where it is shown.
    pub href: String,
    /// Its title.
    pub title: String,
    /// What it is, and who is asked.
    pub kind: String,
    /// Until when it is answered.
    pub until: String,
    /// How far it is.
    pub state: String,
    /// Whether its time is over, and nobody has closed it.
    pub over: bool,
    /// How many have answered.
    pub answers: String,
}

/// `GET /desk/surveys`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/surveys.html")]
pub struct SurveysPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// The surveys.
    pub rows: Vec<SurveyRow>,
    /// What the button says with which a new one is begun; nothing for who may not.
    pub add: Option<String>,
}

/// A form of surveys: a new one, or what is on paper.
#[derive(Debug, Clone, Template)]
#[template(path = "year/survey_form.html")]
pub struct SurveyFormPage {
    /// What stands around.
    pub frame: Frame,
    /// Where it belongs: address and words.
    pub crumb: (String, String),
    /// Its title.
    pub title: String,
    /// What it is for.
    pub lead: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The form.
    pub form: Form,
}

/// A question as it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionRow {
    /// What is asked.
    pub text: String,
    /// How it is answered.
    pub kind: String,
    /// Its options; none where it is answered in own words.
    pub options: Vec<String>,
    /// Which option is right.
    pub right: Option<usize>,
    /// How it is taken away; nothing for who may not.
    pub remove: Option<String>,
}

/// An option of a question, and how often it was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultRow {
    /// The option.
    pub option: String,
    /// Whether it is the right one.
    pub right: bool,
    /// How often it was chosen.
    pub count: String,
    /// Its share.
    pub share: String,
    /// The interval of that.
    pub interval: String,
    /// The interval as a drawing (SVG of our own making).
    pub drawing: String,
}

/// What was answered to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionResult {
    /// What was asked.
    pub text: String,
    /// How many have answered it, or why nothing is shown.
    pub note: String,
    /// Its options; none where nothing is shown.
    pub rows: Vec<ResultRow>,
    /// What it comes to, in a sentence; may be empty.
    pub headline: String,
    /// What has changed since the survey was made before; may be empty.
    pub change: String,
    /// What was said in own words.
    pub words: Vec<String>,
}

/// The result of a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyResult {
    /// How many have answered, and how it is to be read.
    pub notes: Vec<String>,
    /// The ends of the scale of its drawings (SVG of our own making).
    pub scale: String,
    /// Its questions; none where nothing is shown.
    pub questions: Vec<QuestionResult>,
}

/// `GET /desk/surveys/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/survey.html")]
pub struct SurveyPage {
    /// What stands around.
    pub frame: Frame,
    /// The pages of the year.
    pub tabs: Vec<NavItem>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Its title.
    pub title: String,
    /// What stands above the questions.
    pub lead: String,
    /// Label and text of what is known of it.
    pub facts: Vec<(String, String)>,
    /// Where else to go: address and words.
    pub links: Vec<(String, String)>,
    /// The questions.
    pub questions: Vec<QuestionRow>,
    /// The result, once it is closed.
    pub result: Option<SurveyResult>,
    /// Who hands out how many codes, and how many were used.
    pub handed: Vec<(String, String, String)>,
    /// What the reader may do, each with its title.
    pub forms: Vec<(String, Form)>,
}

/// `GET /surveys/{id}`: to be answered, or its result.
#[derive(Debug, Clone, Template)]
#[template(path = "year/survey_sheet.html")]
pub struct SurveySheet {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Its title.
    pub title: String,
    /// What stands above the questions.
    pub lead: String,
    /// How it is anonymous.
    pub notes: Vec<String>,
    /// How it is answered; nothing when it cannot be.
    pub form: Option<Form>,
    /// Why it cannot be answered; may be empty.
    pub closed: String,
    /// The result, where everybody may read it.
    pub result: Option<SurveyResult>,
}

/// `GET /surveys`.
#[derive(Debug, Clone, Template)]
#[template(path = "year/public_surveys.html")]
pub struct PublicSurveysPage {
    /// What stands around.
    pub frame: Frame,
    /// Those that can be answered.
    pub open: Vec<SurveyRow>,
    /// Those of which everybody may read the result.
    pub results: Vec<SurveyRow>,
}

/// `POST /desk/surveys/{id}/codes`: slips to be cut and handed out, shown once.
#[derive(Debug, Clone, Template)]
#[template(path = "year/slips.html")]
pub struct SlipsPage {
    /// What stands around.
    pub frame: Frame,
    /// Where it belongs: address and words.
    pub crumb: (String, String),
    /// The survey's title.
    pub title: String,
    /// Where it is answered.
    pub address: String,
    /// The same as a code for a telephone.
    pub qr: Option<Qr>,
    /// Until when.
    pub until: String,
    /// The codes.
    pub codes: Vec<String>,
}

/// `GET /desk/surveys/{id}/paper`: the form on paper.
#[derive(Debug, Clone, Template)]
#[template(path = "year/survey_paper.html")]
pub struct SurveyPaperPage {
    /// What stands around.
    pub frame: Frame,
    /// Where it belongs: address and words.
    pub crumb: (String, String),
    /// The survey's title.
    pub title: String,
    /// What stands above the questions.
    pub lead: String,
    /// How it is anonymous.
    pub note: String,
    /// The questions.
    pub questions: Vec<QuestionRow>,
    /// Where it is answered without paper.
    pub address: String,
    /// The same as a code for a telephone.
    pub qr: Option<Qr>,
    /// Until when.
    pub until: String,
}

impl QuestionRow {
    /// Whether an option is the right one.
    fn is_right(&self, option: &usize) -> bool {
        self.right == Some(*option)
    }
}
