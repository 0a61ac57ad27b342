//! A survey while it is written, opened, closed and repeated.

use axum::Form;
use axum::extract::{Path, State};
use jiff::ToSpan;
use ledger::survey::{self, Asks, Kind, Model, State as Stage, question};
use ledger::{Day, PromiseId, QuestionId, SurveyId, brand, promise};
use words::{Language, Message};

use super::surveys::{self, LIST, MOST_QUESTIONS, may_write, options_field, options_sent, to_write};
use super::{day_field, field, own_units, survey_codes, text_sent, with_problems};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::policy::Act;
use crate::visitor::Visitor;

/// Units that are offered beside the right one.
const OTHERS: usize = 3;

/// A question that belongs to no survey yet.
pub(super) fn new(kind: question::Kind, text: String, options: &[String]) -> question::Model {
    question::Model {
        id: QuestionId(0),
        survey: SurveyId(0),
        place: 0,
        kind,
        text,
        options: options.join("\n"),
        right_option: None,
        promise: None,
        words: String::new(),
    }
}

/// Questions with which most surveys begin, in the city's language: those who answer read it.
pub(super) fn usual(asks: Asks) -> Vec<question::Model> {
    let said = |key: &str| Message::of_key(key.to_owned()).text(Language::Chinese);
    let scale = |key: &str| new(question::Kind::Scale, said(key), &[]);
    let words = |key: &str| new(question::Kind::Words, said(key), &[]);
    match asks {
        Asks::Public => {
            let seen: Vec<String> =
                said("usual-public-seen-options").lines().map(|line| line.trim().to_owned()).collect();
            vec![
                scale("usual-public-knew"),
                scale("usual-public-kept"),
                scale("usual-public-plain"),
                new(question::Kind::Choice, said("usual-public-seen"), &seen),
                words("usual-public-words"),
            ]
        }
        Asks::Staff => vec![
            scale("usual-staff-knows"),
            scale("usual-staff-able"),
            scale("usual-staff-helps"),
            scale("usual-staff-time"),
            words("usual-staff-words"),
        ],
    }
}

/// What the reader may do with a survey, each with its title.
pub(super) async fn forms(
    desk: &Desk,
    visitor: &Visitor,
    survey: &Model,
    questions: usize,
    sent: &Sent,
    problems: &Problems,
) -> Result<Vec<(String, pages::Form)>, PageError> {
    let mut forms = Vec::new();
    let may_write = may_write(visitor, survey.unit).await?;
    let at = |way: &str| format!("{LIST}/{}/{way}", survey.id);
    let mut add = |title: &'static str, form: pages::Form| {
        forms.push((visitor.t(title), with_problems(form, problems, visitor)));
    };
    let button = |way: &str, key: &'static str| pages::Form::new(at(way), visitor.t(key));
    match survey.state {
        Stage::Draft if may_write => {
            if questions > 0 {
                add("survey-open-title", button("open", "survey-open-do"));
            }
            if survey.kind == Kind::Survey && questions < MOST_QUESTIONS {
                add("survey-question-add", question_form(visitor, &at("questions"), sent));
                add("survey-recall-add", recall_form(desk, visitor, &at("recall"), sent).await?);
            }
            add("survey-remove-title", button("remove", "survey-remove").quiet());
        }
        Stage::Open => {
            if survey.by_code && (may_write || (survey.asks == Asks::Staff && !own_units(visitor).await?.is_empty())) {
                add("survey-codes-title", survey_codes::form(visitor, survey, &at("codes"), sent).await?);
            }
            if may_write {
                add("survey-close-title", button("close", "survey-close").quiet());
            }
        }
        Stage::Closed if may_write => {
            if visitor.may(Act::KeepProgramme) && survey.kind == Kind::Survey {
                let key = if survey.shown { "survey-hide" } else { "survey-show" };
                add("survey-shown", button("show", key).quiet());
            }
            let until = day_field(visitor, "until", "survey-until", &in_a_month(desk).to_string());
            add("survey-repeat-title", button("repeat", "survey-repeat").quiet().with(until));
        }
        _ => {}
    }
    Ok(forms)
}

fn in_a_month(desk: &Desk) -> Day {
    let today = desk.clock().today();
    today.0.checked_add(1.month()).map_or(today, Day)
}

fn question_form(visitor: &Visitor, action: &str, sent: &Sent) -> pages::Form {
    let kinds = [question::Kind::Scale, question::Kind::Choice, question::Kind::Words]
        .map(|kind| (kind.name().to_owned(), visitor.say(&Message::of_key(format!("question-{}", kind.name())))));
    pages::Form::new(action, visitor.t("survey-question-add"))
        .with(field(visitor, "text", "survey-question", &sent.text("text"), 2, 200))
        .with(choice("kind", visitor.t("survey-question-kind"), None, kinds, &sent.text("kind")))
        .with(options_field(visitor, &sent.text("options")))
}

async fn recall_form(desk: &Desk, visitor: &Visitor, action: &str, sent: &Sent) -> Result<pages::Form, PageError> {
    let promises = super::agreements::promises(desk, visitor, None).await?;
    let promise =
        choice("promise", visitor.t("survey-recall"), Some(visitor.t("choose")), promises, &sent.text("promise"));
    Ok(pages::Form::new(action, visitor.t("survey-recall-add")).quiet().with(promise))
}

/// Adds a question to a draft that has room for it, and goes back to it.
async fn add_to(desk: &Desk, visitor: &Visitor, survey: &Model, question: question::Model) -> PageResult {
    let known = question::of(desk.ledger.reads(), &[survey.id]).await?;
    if known.len() >= MOST_QUESTIONS {
        return Err(PageError::Bad(Message::new("survey-too-long").with("most", MOST_QUESTIONS)));
    }
    let question = question::Model { survey: survey.id, ..question };
    let add =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(question::add(change, question)));
    add.await?;
    visitor.done(Message::new("survey-question-added"), &format!("{LIST}/{}#questions", survey.id)).await
}

/// `POST /desk/surveys/{id}/questions`
pub(crate) async fn add_question(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let survey = to_write(&desk, &visitor, id).await?;
    let mut problems = Problems::default();
    let text = text_sent(&sent, "text", "survey-question", 200, &mut problems);
    let kind = question::Kind::of_name(&sent.text("kind")).filter(|kind| *kind != question::Kind::Recall);
    let kind = kind.unwrap_or(question::Kind::Scale);
    let options = if kind == question::Kind::Choice { options_sent(&sent, &mut problems) } else { Vec::new() };
    if !problems.is_empty() {
        return surveys::page(&desk, &visitor, &survey, &sent, &problems).await;
    }
    add_to(&desk, &visitor, &survey, new(kind, text, &options)).await
}

/// `POST /desk/surveys/{id}/recall`: asks which unit has made a promise.
pub(crate) async fn add_recall(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let survey = to_write(&desk, &visitor, id).await?;
    let mut problems = Problems::default();
    let chosen = sent.text("promise").parse().ok().map(PromiseId);
    let question = match chosen {
        Some(promise) => recall(&desk, &visitor, promise).await?,
        None => None,
    };
    let Some(question) = question else {
        problems.add("promise", Message::new("survey-recall-none"));
        return surveys::page(&desk, &visitor, &survey, &sent, &problems).await;
    };
    add_to(&desk, &visitor, &survey, question).await
}

/// Which unit has made a promise: the right one, others that have a brand in force, those of its kind first, and "I do not know". They
/// stand in the order of their names, so that the right one has no place of its own. Nothing where no other unit has a brand.
async fn recall(desk: &Desk, visitor: &Visitor, id: PromiseId) -> Result<Option<question::Model>, PageError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let listed = brand::list(db, None, today).await?;
    let Some(known) = promise::find(db, id).await? else { return Ok(None) };
    let Some(own) = listed.iter().find(|one| one.brand.id == known.brand) else { return Ok(None) };
    let in_force = promise::in_force(db, known.brand, today).await?;
    let Some(promised) = in_force.into_iter().find(|one| one.id == id) else { return Ok(None) };
    let units = visitor.units().await?;
    let Some(right) = units.iter().find(|unit| unit.id == own.brand.unit) else { return Ok(None) };
    let has_brand = |unit: &&ledger::unit::Model| {
        unit.id != right.id && listed.iter().any(|one| one.in_force.is_some() && one.brand.unit == unit.id)
    };
    let mut others: Vec<&ledger::unit::Model> = units.iter().filter(has_brand).collect();
    // Those that follow it in the register come first, so that not the same three stand in every question.
    others.sort_by_key(|unit| (unit.kind != right.kind, unit.id < right.id, unit.id));
    others.truncate(OTHERS);
    if others.is_empty() {
        return Ok(None);
    }
    let mut names: Vec<String> = others.iter().map(|unit| unit.name.clone()).collect();
    names.push(right.name.clone());
    names.sort();
    let place = names.iter().position(|name| *name == right.name).and_then(|place| i64::try_from(place).ok());
    names.push(Message::new("survey-recall-unknown").text(Language::Chinese));
    let text = Message::new("survey-recall-text").with("promise", &promised.text.what).text(Language::Chinese);
    let question = new(question::Kind::Recall, text, &names);
    Ok(Some(question::Model { right_option: place, promise: Some(id), ..question }))
}

/// `POST /desk/survey-questions/{id}/remove`
pub(crate) async fn remove_question(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let known = question::find(desk.ledger.reads(), QuestionId(id)).await?.ok_or(PageError::NotFound)?;
    let survey = to_write(&desk, &visitor, known.survey.0).await?;
    let remove =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(question::remove(change, known.id)));
    remove.await?;
    visitor.done(Message::new("survey-question-removed"), &format!("{LIST}/{}#questions", survey.id)).await
}

/// `POST /desk/surveys/{id}/open`
pub(crate) async fn open(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let survey = to_write(&desk, &visitor, id).await?;
    let today = desk.clock().today();
    if survey.until_day < today {
        return Err(PageError::Bad(Message::new("survey-until-past")));
    }
    let open = desk
        .ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(survey::open(change, survey.id, today)));
    open.await?;
    visitor.done(Message::new("survey-opened"), &format!("{LIST}/{id}")).await
}

/// `POST /desk/surveys/{id}/close`
pub(crate) async fn close(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let survey = to_write(&desk, &visitor, id).await?;
    let close =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(survey::close(change, survey.id)));
    close.await?;
    visitor.done(Message::new("survey-is-closed"), &format!("{LIST}/{id}#result")).await
}

/// `POST /desk/surveys/{id}/show`: shows the result to everybody, or no longer.
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let survey = to_write(&desk, &visitor, id).await?;
    if !visitor.may(Act::KeepProgramme) || survey.kind != Kind::Survey {
        return Err(PageError::Forbidden);
    }
    let shown = !survey.shown;
    let show = desk
        .ledger
        .write(visitor.by(), desk.clock().now(), move |change| Box::pin(survey::show(change, survey.id, shown)));
    show.await?;
    let done = if shown { "survey-is-shown" } else { "survey-is-hidden" };
    visitor.done(Message::new(done), &format!("{LIST}/{id}")).await
}

/// `POST /desk/surveys/{id}/repeat`: the same questions once more.
pub(crate) async fn repeat(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let survey = to_write(&desk, &visitor, id).await?;
    let mut problems = Problems::default();
    let until = surveys::until_sent(&desk, &sent, &mut problems);
    let (Some(until), true) = (until, problems.is_empty()) else {
        return surveys::page(&desk, &visitor, &survey, &sent, &problems).await;
    };
    let repeat = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { survey::repeat(change, &survey, until).await })
    });
    let id = repeat.await?;
    visitor.done(Message::new("survey-repeated"), &format!("{LIST}/{id}")).await
}

/// `POST /desk/surveys/{id}/remove`
pub(crate) async fn remove(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let survey = to_write(&desk, &visitor, id).await?;
    let remove =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(survey::remove(change, survey.id)));
    remove.await?;
    visitor.done(Message::new("survey-removed"), LIST).await
}
