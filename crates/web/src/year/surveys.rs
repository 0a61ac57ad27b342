//! Surveys and votes at the desk: the list, one of them, and a new one.

use axum::Form;
use axum::extract::{Path, State};
use ledger::survey::{self, Asks, Kind, Model, State as Stage, code, question};
use ledger::{Day, SurveyId, UnitId, unit};
use pages::{QuestionRow, SurveyFormPage, SurveyPage, SurveyRow, SurveysPage, Tick};
use words::{Language, Message};

use super::{
    day_field, day_sent, field, may_keep, own_units, programme, survey_result, survey_writing, tabs, text_sent,
    with_problems,
};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::policy::Act;
use crate::visitor::Visitor;
use crate::wording;

pub(super) const LIST: &str = "/desk/surveys";
/// A survey has no more questions: what is longer nobody answers to the end.
pub(super) const MOST_QUESTIONS: usize = 10;
/// The levels of a scale, from full agreement to none.
const LEVELS: [&str; question::LEVELS] = ["full", "agree", "unsure", "disagree", "not"];
/// An option of a vote or a question has no more characters.
const LONGEST_OPTION: usize = 100;
/// A question has no more options.
const MOST_OPTIONS: usize = 12;

/// Whether the visitor may write a survey: the programme's the office, a unit's own also the unit.
pub(super) async fn may_write(visitor: &Visitor, of: Option<UnitId>) -> Result<bool, PageError> {
    match of {
        Some(unit) => may_keep(visitor, unit).await,
        None => Ok(visitor.may(Act::KeepProgramme)),
    }
}

/// A survey that the visitor may write.
pub(super) async fn to_write(desk: &Desk, visitor: &Visitor, id: i64) -> Result<Model, PageError> {
    let survey = survey::find(desk.ledger.reads(), SurveyId(id)).await?.ok_or(PageError::NotFound)?;
    if may_write(visitor, survey.unit).await? { Ok(survey) } else { Err(PageError::Forbidden) }
}

/// Whether the visitor may see a survey: drafts and what is a unit's own only those who write them.
async fn may_see(visitor: &Visitor, survey: &Model) -> Result<bool, PageError> {
    let is_common = survey.unit.is_none() && survey.state != Stage::Draft;
    Ok(is_common || may_write(visitor, survey.unit).await?)
}

/// What it is and who is asked, in words.
fn kind_words(visitor: &Visitor, survey: &Model, units: &[unit::Model]) -> String {
    let kind = visitor.say(&Message::of_key(format!("survey-kind-{}", survey.kind.name())));
    let asks = visitor.say(&Message::of_key(format!("survey-asks-{}", survey.asks.name())));
    let unit = units.iter().find(|unit| Some(unit.id) == survey.unit);
    let unit = unit.map(|unit| format!(" · {}", wording::unit_name(unit, visitor.language))).unwrap_or_default();
    format!("{kind} · {asks}{unit}")
}

fn state_words(survey: &Model, today: Day) -> Message {
    if survey.is_over(today) {
        return Message::new("survey-over");
    }
    Message::of_key(format!("survey-{}", survey.state.name()))
}

/// A survey as a row of a list; `href` is where its page lies.
pub(super) fn row(visitor: &Visitor, survey: &Model, units: &[unit::Model], today: Day, href: String) -> SurveyRow {
    SurveyRow {
        href,
        title: survey.title.clone(),
        kind: kind_words(visitor, survey, units),
        until: visitor.say(&Message::new("survey-until-day").with("day", visitor.day(survey.until_day.0))),
        state: visitor.say(&state_words(survey, today)),
        over: survey.is_over(today),
        answers: survey.answers.to_string(),
    }
}

/// `GET /desk/surveys`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let today = desk.clock().today();
    let units = visitor.units().await?;
    let mut rows = Vec::new();
    for survey in survey::all(desk.ledger.reads()).await? {
        if may_see(&visitor, &survey).await? {
            rows.push(row(&visitor, &survey, units, today, format!("{LIST}/{}", survey.id)));
        }
    }
    let add = if visitor.may(Act::KeepProgramme) {
        Some("survey-add")
    } else if own_units(&visitor).await?.is_empty() {
        None
    } else {
        Some("vote-add")
    };
    visitor.page(&SurveysPage {
        frame: visitor.frame(),
        tabs: tabs(&visitor),
        rows,
        add: add.map(|key| visitor.t(key)),
    })
}

/// `GET /desk/surveys/new`
pub(crate) async fn show_new(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    programme(&desk).await?;
    let sent = Sent::of(&[("by_code", String::new())]);
    new_page(&visitor, &sent, &Problems::default()).await
}

/// The form: of the office a survey, of a unit a vote among its staff.
async fn new_page(visitor: &Visitor, sent: &Sent, problems: &Problems) -> PageResult {
    let is_office = visitor.may(Act::KeepProgramme);
    if !is_office && own_units(visitor).await?.is_empty() {
        return Err(PageError::Forbidden);
    }
    let tick = |name: &str, label: &'static str| Tick {
        name: name.to_owned(),
        id: name.to_owned(),
        label: visitor.t(label),
        ticked: sent.has(name),
    };
    let until = day_field(visitor, "until", "survey-until", &sent.text("until"));
    let label = if is_office { "survey-title" } else { "survey-question" };
    let title = field(visitor, "title", label, &sent.text("title"), 1, 100);
    let form = pages::Form::new(format!("{LIST}/new"), visitor.t("survey-begin")).with(title);
    let form = if is_office {
        let asks = Asks::ALL.iter().map(|asks| {
            let words = Message::of_key(format!("survey-asks-{}", asks.name()));
            (asks.name().to_owned(), visitor.say(&words))
        });
        let usual = [("usual", "survey-with-usual"), ("none", "survey-with-none")];
        let usual = usual.map(|(way, key)| (way.to_owned(), visitor.t(key)));
        form.with(field(visitor, "lead", "survey-lead", &sent.text("lead"), 3, 500))
            .with(choice("asks", visitor.t("survey-asks"), None, asks, &sent.text("asks")))
            .with(choice("begin", visitor.t("survey-with"), None, usual, &sent.text("begin")))
            .with(until)
            .with(tick("by_code", "survey-by-code"))
            .with(tick("shown", "survey-shown"))
    } else {
        form.with(options_field(visitor, &sent.text("options"))).with(until)
    };
    let (title, lead) = if is_office { ("survey-add", "survey-add-lead") } else { ("vote-add", "vote-add-lead") };
    visitor.page(&SurveyFormPage {
        frame: visitor.frame(),
        crumb: (LIST.to_owned(), visitor.t("surveys")),
        title: visitor.t(title),
        lead: visitor.t(lead),
        problems: problems.list(visitor),
        form: with_problems(form, problems, visitor),
    })
}

/// The field for options, one a line.
pub(super) fn options_field(visitor: &Visitor, value: &str) -> pages::Field {
    pages::Field {
        hint: visitor.t("survey-options-hint"),
        ..field(visitor, "options", "survey-options", value, 5, MOST_OPTIONS * (LONGEST_OPTION + 1))
    }
}

/// Options, one a line: two at least, none twice and none too long.
pub(super) fn options_sent(sent: &Sent, problems: &mut Problems) -> Vec<String> {
    let mut options: Vec<String> = Vec::new();
    for line in sent.text("options").lines().map(str::trim).filter(|line| !line.is_empty()) {
        problems.at_most("options", line, LONGEST_OPTION, &Message::new("survey-option"));
        if !options.iter().any(|known| known == line) {
            options.push(line.to_owned());
        }
    }
    if options.len() < 2 || options.len() > MOST_OPTIONS {
        problems.add("options", Message::new("survey-options-few").with("most", MOST_OPTIONS));
    }
    options
}

/// `POST /desk/surveys/new`
pub(crate) async fn add(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let programme = programme(&desk).await?.id;
    let is_office = visitor.may(Act::KeepProgramme);
    let own = own_units(&visitor).await?.first().copied();
    if !is_office && own.is_none() {
        return Err(PageError::Forbidden);
    }
    let mut problems = Problems::default();
    let title = text_sent(&sent, "title", "survey-title", 100, &mut problems);
    let lead = sent.text("lead");
    problems.at_most("lead", &lead, 500, &Message::new("survey-lead"));
    let until = until_sent(&desk, &sent, &mut problems);
    let options = if is_office { Vec::new() } else { options_sent(&sent, &mut problems) };
    let (Some(until_day), true) = (until, problems.is_empty()) else {
        return new_page(&visitor, &sent, &problems).await;
    };
    let asks = Asks::of_name(&sent.text("asks")).filter(|_| is_office).unwrap_or(Asks::Staff);
    let row = Model {
        id: SurveyId(0),
        programme,
        unit: own.filter(|_| !is_office),
        kind: if is_office { Kind::Survey } else { Kind::Vote },
        asks,
        title: title.clone(),
        lead,
        until_day,
        opened_day: None,
        by_code: !is_office || sent.has("by_code"),
        shown: sent.has("shown"),
        state: Stage::Draft,
        minutes: 0,
        answers: 0,
        on_paper: 0,
        earlier: None,
    };
    let questions = if !is_office {
        vec![survey_writing::new(question::Kind::Choice, title, &options)]
    } else if sent.text("begin") == "usual" {
        survey_writing::usual(asks)
    } else {
        Vec::new()
    };
    let add = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            let id = survey::add(change, row).await?;
            for known in questions {
                question::add(change, question::Model { survey: id, ..known }).await?;
            }
            Ok(id)
        })
    });
    let id = add.await?;
    visitor.done(Message::new("survey-added"), &format!("{LIST}/{id}")).await
}

/// Until when it is answered: today or later.
pub(super) fn until_sent(desk: &Desk, sent: &Sent, problems: &mut Problems) -> Option<Day> {
    let until = day_sent(sent, "until", "survey-until", true, problems);
    if until.is_some_and(|until| until < desk.clock().today()) {
        problems.add("until", Message::new("survey-until-past"));
    }
    until
}

/// `GET /desk/surveys/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let survey = survey::find(desk.ledger.reads(), SurveyId(id)).await?.ok_or(PageError::NotFound)?;
    if !may_see(&visitor, &survey).await? {
        return Err(PageError::Forbidden);
    }
    page(&desk, &visitor, &survey, &Sent::default(), &Problems::default()).await
}

/// How a question is answered, in words.
fn answered_words(visitor: &Visitor, question: &question::Model) -> String {
    visitor.say(&Message::of_key(format!("question-{}", question.kind.name())))
}

/// The options of a question, as somebody reads them.
pub(super) fn options(question: &question::Model, language: Language) -> Vec<String> {
    match question.kind {
        question::Kind::Scale => {
            LEVELS.iter().map(|level| Message::of_key(format!("scale-{}", *level)).text(language)).collect()
        }
        _ => question.own_options().into_iter().map(str::to_owned).collect(),
    }
}

/// A question as it is asked. `shows_right` is for those who write it: whoever answers is not told.
pub(super) fn question_row(visitor: &Visitor, known: &question::Model, shows_right: bool) -> QuestionRow {
    QuestionRow {
        text: known.text.clone(),
        kind: answered_words(visitor, known),
        options: options(known, visitor.language),
        right: known.right_option.filter(|_| shows_right).and_then(|right| usize::try_from(right).ok()),
        remove: None,
    }
}

pub(super) async fn page(
    desk: &Desk,
    visitor: &Visitor,
    survey: &Model,
    sent: &Sent,
    problems: &Problems,
) -> PageResult {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let units = visitor.units().await?;
    let may_write = may_write(visitor, survey.unit).await?;
    let questions = question::of(db, &[survey.id]).await?;
    let rows = questions.iter().map(|known| QuestionRow {
        remove: (may_write && survey.state == Stage::Draft)
            .then(|| format!("/desk/survey-questions/{}/remove", known.id)),
        ..question_row(visitor, known, may_write)
    });
    let minutes = if survey.state == Stage::Draft { question::minutes(&questions) } else { survey.minutes };
    let answers = Message::new("survey-answers-of").with("count", survey.answers).with("paper", survey.on_paper);
    let yes_no = |yes: bool| visitor.t(if yes { "yes" } else { "no" });
    let facts = [
        ("survey-kind", kind_words(visitor, survey, units)),
        ("survey-state", visitor.say(&state_words(survey, today))),
        ("survey-until", visitor.day(survey.until_day.0)),
        ("survey-takes", visitor.say(&Message::new("survey-minutes").with("minutes", minutes))),
        ("survey-by-code", yes_no(survey.by_code)),
        ("survey-shown", yes_no(survey.shown)),
        ("survey-answers", visitor.say(&answers)),
    ];
    let handed = code::handed(db, &[survey.id]).await?;
    let mine = own_units(visitor).await?;
    let shown = handed.iter().filter(|row| mine.is_empty() || row.unit.is_some_and(|unit| mine.contains(&unit)));
    let unit_name = |of: Option<UnitId>| {
        let unit = units.iter().find(|unit| Some(unit.id) == of);
        unit.map_or_else(|| visitor.t("survey-no-unit"), |unit| wording::unit_name(unit, visitor.language))
    };
    let link = |href: String, key: &'static str| (href, visitor.t(key));
    let mut links = Vec::new();
    if survey.state != Stage::Draft {
        links.push(link(format!("/surveys/{}", survey.id), "survey-public-link"));
    }
    if !questions.is_empty() && survey.state != Stage::Closed && (may_write || survey.asks == Asks::Staff) {
        links.push(link(format!("{LIST}/{}/paper", survey.id), "survey-paper"));
    }
    if may_write && survey.state == Stage::Open {
        links.push(link(format!("{LIST}/{}/papers", survey.id), "survey-enter-papers"));
    }
    if let Some(earlier) = survey.earlier {
        links.push(link(format!("{LIST}/{earlier}"), "survey-earlier"));
    }
    let result = match survey.state {
        Stage::Closed => Some(survey_result::of(desk, visitor, survey).await?),
        _ => None,
    };
    visitor.page(&SurveyPage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        problems: problems.list(visitor),
        title: survey.title.clone(),
        lead: survey.lead.clone(),
        facts: facts.into_iter().map(|(label, text)| (visitor.t(label), text)).collect(),
        links,
        questions: rows.collect(),
        result,
        handed: shown.map(|row| (unit_name(row.unit), row.codes.to_string(), row.used.to_string())).collect(),
        forms: survey_writing::forms(desk, visitor, survey, questions.len(), sent, problems).await?,
    })
}
