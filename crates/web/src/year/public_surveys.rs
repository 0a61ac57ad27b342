//! Surveys for those who answer them. Nothing of them is kept but what they chose, added to what others chose.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use ledger::survey::{self, Answered, Given, Kind, Model, State as Stage, question};
use ledger::{By, QuestionId, SurveyId};
use pages::{Choose, Field, PublicSurveysPage, Radios, SurveySheet};
use words::Message;

use super::public_opinions::{hash, morning};
use super::surveys::{options, row};
use super::{field, survey_result, with_problems};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::visitor::Visitor;

/// Own words have no more characters.
const LONGEST: usize = 300;

/// Whether everybody may read its result.
fn shows_result(survey: &Model) -> bool {
    survey.shown && survey.state == Stage::Closed && survey.kind == Kind::Survey
}

/// `GET /surveys`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let today = desk.clock().today();
    let units = visitor.units().await?;
    let all = survey::all(desk.ledger.reads()).await?;
    let row = |survey: &Model| row(&visitor, survey, units, today, format!("/surveys/{}", survey.id));
    // What a unit asks its own staff they know from the unit.
    let is_open = |survey: &&Model| survey.is_open(today) && survey.unit.is_none();
    let answered = |survey: &Model| {
        let count = Message::new("survey-n").with("count", survey.answers);
        pages::SurveyRow { answers: visitor.say(&count), ..row(survey) }
    };
    visitor.page(&PublicSurveysPage {
        frame: visitor.frame(),
        open: all.iter().filter(is_open).map(row).collect(),
        results: all.iter().filter(|survey| shows_result(survey)).map(answered).collect(),
    })
}

/// A survey that others than its authors may see.
async fn known(desk: &Desk, id: i64) -> Result<Model, PageError> {
    let survey = survey::find(desk.ledger.reads(), SurveyId(id)).await?;
    survey.filter(|survey| survey.state != Stage::Draft).ok_or(PageError::NotFound)
}

/// `GET /surveys/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let survey = known(&desk, id).await?;
    page(&desk, &visitor, &survey, &Sent::default(), &Problems::default()).await
}

/// The name of the field of a question.
fn name(known: &question::Model) -> String {
    format!("q{}", known.id)
}

async fn page(desk: &Desk, visitor: &Visitor, survey: &Model, sent: &Sent, problems: &Problems) -> PageResult {
    let is_open = survey.is_open(desk.clock().today());
    let form = if is_open { Some(form(desk, visitor, survey, sent).await?) } else { None };
    let closed = if survey.state == Stage::Closed && shows_result(survey) { "" } else { "survey-takes-none" };
    let result = if shows_result(survey) { Some(survey_result::of(desk, visitor, survey).await?) } else { None };
    let one = if survey.by_code { "survey-one-code" } else { "survey-one-open" };
    visitor.page(&SurveySheet {
        frame: visitor.frame(),
        problems: problems.list(visitor),
        title: survey.title.clone(),
        lead: survey.lead.clone(),
        notes: vec![visitor.t("survey-anonymous"), visitor.t(one)],
        form: form.map(|form| with_problems(form, problems, visitor)),
        closed: if is_open || closed.is_empty() { String::new() } else { visitor.t(closed) },
        result,
    })
}

async fn form(desk: &Desk, visitor: &Visitor, survey: &Model, sent: &Sent) -> Result<pages::Form, PageError> {
    let mut form = pages::Form::new(format!("/surveys/{}", survey.id), visitor.t("survey-send"));
    for (place, known) in question::of(desk.ledger.reads(), &[survey.id]).await?.iter().enumerate() {
        let (name, label) = (name(known), format!("{} {}", place + 1, known.text));
        let given = sent.text(&name);
        if known.kind == question::Kind::Words {
            let hint = visitor.t("survey-words-hint");
            form = form.with(Field { rows: 3, at_most: LONGEST, hint, ..Field::text(name, label, given) });
            continue;
        }
        let option = |(place, label): (usize, String)| {
            let value = place.to_string();
            Choose { chosen: value == given, value, label }
        };
        let options = options(known, visitor.language).into_iter().enumerate().map(option).collect();
        let label_lang = visitor.frame().in_chinese();
        // The levels of a scale are the page's own words.
        let options_lang = if known.kind == question::Kind::Scale { "" } else { label_lang };
        form = form.with(Radios { name, label, label_lang, options, options_lang, ..Radios::default() });
    }
    if survey.by_code {
        let code = Field {
            short: true,
            autocomplete: "off",
            hint: visitor.t("survey-code-hint"),
            ..field(visitor, "code", "survey-code", sent.raw("code"), 1, 40)
        };
        form = form.with(code);
    }
    Ok(form)
}

/// `POST /surveys/{id}`: counts an answer.
pub(crate) async fn answer(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let survey = known(&desk, id).await?;
    let today = desk.clock().today();
    let mut problems = Problems::default();
    let mut given: Vec<(QuestionId, Given)> = Vec::new();
    let mut first = String::new();
    for known in question::of(desk.ledger.reads(), &[survey.id]).await? {
        let (name, typed) = (name(&known), sent.text(&name(&known)));
        if first.is_empty() {
            first.clone_from(&name);
        }
        if typed.is_empty() {
            continue;
        }
        if known.kind == question::Kind::Words {
            problems.at_most(&name, &typed, LONGEST, &Message::new("question-words"));
            given.push((known.id, Given::Words(typed)));
        } else if let Ok(option) = typed.parse() {
            given.push((known.id, Given::Option(option)));
        }
    }
    if given.is_empty() {
        problems.add(first, Message::new("survey-nothing"));
    }
    if survey.by_code && sent.text("code").is_empty() {
        problems.add("code", Message::new("survey-code-needed"));
    }
    if !problems.is_empty() {
        return page(&desk, &visitor, &survey, &sent, &problems).await;
    }
    let hash = survey.by_code.then(|| hash(sent.raw("code")));
    // Whoever is signed in answers as anybody does.
    let answer = desk.ledger.write_unseen(By::Program, morning(&desk), move |change| {
        Box::pin(async move { survey::answer(change, survey.id, hash.as_deref(), &given, today).await })
    });
    let wrong = match answer.await? {
        Answered::Counted => return Ok(Redirect::to(&format!("/surveys/{id}/thanks")).into_response()),
        Answered::Closed => return Err(PageError::Bad(Message::new("survey-takes-none"))),
        Answered::NoAnswer => return Err(PageError::Bad(Message::new("survey-no-answer"))),
        Answered::NoSuchCode => "survey-code-unknown",
        Answered::Used => "survey-code-used",
    };
    problems.add("code", Message::new(wrong));
    let survey = known(&desk, id).await?;
    page(&desk, &visitor, &survey, &sent, &problems).await
}

/// `GET /surveys/{id}/thanks`: a page of its own, so that loading it again sends nothing again.
pub(crate) async fn thanks(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    known(&desk, id).await?;
    visitor.message(&Message::new("survey-thanks"), &Message::new("survey-thanks-text"))
}
