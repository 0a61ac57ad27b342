//! Codes of a survey on slips, its form on paper, and what was ticked on paper.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use ledger::survey::{self, Asks, Model, Papers, State as Stage, code, question};
use ledger::{SurveyId, UnitId};
use pages::{Field, FieldGroup, Qr, SlipsPage, SurveyFormPage, SurveyPaperPage};
use words::Message;

use super::surveys::{self, LIST, may_write, options, question_row, to_write};
use super::{field, own_units, public_opinions, unit_choices, with_problems};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::reach;
use crate::visitor::Visitor;

/// Codes that are made at once.
const MOST_CODES: usize = 500;
/// Papers that are entered at once.
const MOST_PAPERS: i64 = 10_000;

/// The address of a survey as a browser reaches it: the configured one, or the one by which this page was asked for.
fn address(desk: &Desk, headers: &HeaderMap, survey: &Model) -> String {
    let (base, _) = reach::base(desk, headers);
    format!("{base}/surveys/{}", survey.id)
}

/// An address as somebody types it, and as a telephone reads it.
fn shown(address: &str) -> (String, Option<Qr>) {
    (reach::without_scheme(address).to_owned(), Qr::of(address))
}

fn crumb(survey: &Model) -> (String, String) {
    (format!("{LIST}/{}", survey.id), survey.title.clone())
}

/// How codes are made: for whom and how many.
pub(super) async fn form(
    visitor: &Visitor,
    survey: &Model,
    action: &str,
    sent: &Sent,
) -> Result<pages::Form, PageError> {
    let count = Field {
        kind: "number",
        short: true,
        hint: visitor.t("survey-codes-hint"),
        ..field(visitor, "count", "survey-codes-count", &sent.text("count"), 1, 0)
    };
    let form = pages::Form::new(action, visitor.t("survey-codes-make"));
    Ok(match survey.unit {
        Some(_) => form,
        None => {
            let mine = own_units(visitor).await?;
            let of = if mine.is_empty() { None } else { Some(mine.as_slice()) };
            let nobody = mine.is_empty().then(|| visitor.t("survey-no-unit"));
            let units = unit_choices(visitor, of).await?;
            form.with(choice("unit", visitor.t("survey-codes-unit"), nobody, units, &sent.text("unit")))
        }
    }
    .with(count))
}

/// `POST /desk/surveys/{id}/codes`: makes codes and shows them, this once.
pub(crate) async fn give(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> PageResult {
    let survey = survey::find(desk.ledger.reads(), SurveyId(id)).await?.ok_or(PageError::NotFound)?;
    let unit = survey.unit.or_else(|| sent.text("unit").parse().ok().map(UnitId));
    let known = visitor.units().await?;
    let unit = unit.filter(|unit| known.iter().any(|one| one.id == *unit));
    // Of a survey of staff each unit hands out its own codes.
    let own = survey.asks == Asks::Staff && own_units(&visitor).await?.iter().any(|own| Some(*own) == unit);
    if !own && !may_write(&visitor, survey.unit).await? {
        return Err(PageError::Forbidden);
    }
    if !survey.by_code || !survey.is_open(desk.clock().today()) {
        return Err(PageError::Bad(Message::new("survey-takes-none")));
    }
    let mut problems = Problems::default();
    let count = sent.text("count").parse::<usize>().ok().filter(|count| (1..=MOST_CODES).contains(count));
    let Some(count) = count else {
        problems.add("count", Message::new("survey-codes-wrong").with("most", MOST_CODES));
        return surveys::page(&desk, &visitor, &survey, &sent, &problems).await;
    };
    let codes = (0..count).map(|_| crate::password::first()).collect::<Result<Vec<String>, Message>>();
    let codes = codes.map_err(PageError::Bad)?;
    let hashes = codes.iter().map(|code| public_opinions::hash(code)).collect();
    let give = desk.ledger.write_unseen(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(code::give(change, survey.id, unit, hashes))
    });
    give.await?;
    let (address, qr) = shown(&address(&desk, &headers, &survey));
    visitor.page(&SlipsPage {
        frame: visitor.frame(),
        crumb: crumb(&survey),
        title: survey.title.clone(),
        qr,
        address,
        until: visitor.say(&Message::new("survey-until-day").with("day", visitor.day(survey.until_day.0))),
        codes,
    })
}

/// `GET /desk/surveys/{id}/paper`
pub(crate) async fn paper(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> PageResult {
    let survey = survey::find(desk.ledger.reads(), SurveyId(id)).await?.ok_or(PageError::NotFound)?;
    let is_common = survey.unit.is_none() && survey.asks == Asks::Staff && survey.state == Stage::Open;
    if !is_common && !may_write(&visitor, survey.unit).await? {
        return Err(PageError::Forbidden);
    }
    let questions = question::of(desk.ledger.reads(), &[survey.id]).await?;
    let (address, qr) = shown(&address(&desk, &headers, &survey));
    visitor.page(&SurveyPaperPage {
        frame: visitor.frame(),
        crumb: crumb(&survey),
        title: survey.title.clone(),
        lead: survey.lead.clone(),
        note: visitor.t("survey-paper-note"),
        questions: questions.iter().map(|known| question_row(&visitor, known, false)).collect(),
        qr,
        address,
        until: visitor.say(&Message::new("survey-until-day").with("day", visitor.day(survey.until_day.0))),
    })
}

/// The name of the field with how often an option was ticked.
fn count_name(question: &question::Model, option: usize) -> String {
    format!("q{}-{option}", question.id)
}

/// The name of the field with what was written.
fn words_name(question: &question::Model) -> String {
    format!("q{}", question.id)
}

/// `GET /desk/surveys/{id}/papers`
pub(crate) async fn show_papers(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let survey = to_write(&desk, &visitor, id).await?;
    papers_page(&desk, &visitor, &survey, &Sent::default(), &Problems::default()).await
}

async fn papers_page(desk: &Desk, visitor: &Visitor, survey: &Model, sent: &Sent, problems: &Problems) -> PageResult {
    let number = |name: String, label: String| Field {
        kind: "number",
        short: true,
        value: sent.text(&name),
        ..Field::text(name, label, "")
    };
    let mut form = pages::Form::new(format!("{LIST}/{}/papers", survey.id), visitor.t("survey-papers-add"))
        .with(number("papers".to_owned(), visitor.t("survey-papers-count")));
    for (place, known) in question::of(desk.ledger.reads(), &[survey.id]).await?.iter().enumerate() {
        if known.kind == question::Kind::Words {
            let name = words_name(known);
            let label = format!("{} {}", place + 1, known.text);
            let words = Field { rows: 4, hint: visitor.t("survey-papers-words"), ..number(name, label) };
            form = form.with(Field { kind: "text", short: false, ..words });
            continue;
        }
        let options = options(known, visitor.language).into_iter().enumerate();
        form = form.with(FieldGroup {
            label: format!("{} {}", place + 1, known.text),
            label_lang: visitor.frame().in_chinese(),
            fields: options.map(|(option, label)| number(count_name(known, option), label)).collect(),
        });
    }
    visitor.page(&SurveyFormPage {
        frame: visitor.frame(),
        crumb: crumb(survey),
        title: visitor.t("survey-enter-papers"),
        lead: visitor.t("survey-papers-lead"),
        problems: problems.list(visitor),
        form: with_problems(form, problems, visitor),
    })
}

/// `POST /desk/surveys/{id}/papers`: adds what was ticked on paper, counted by hand.
pub(crate) async fn enter_papers(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let survey = to_write(&desk, &visitor, id).await?;
    if survey.state != Stage::Open {
        return Err(PageError::Bad(Message::new("survey-takes-none")));
    }
    let mut problems = Problems::default();
    let wrong = || Message::new("survey-papers-wrong").with("most", MOST_PAPERS);
    let count = sent.text("papers").parse::<i64>().ok().filter(|papers| (1..=MOST_PAPERS).contains(papers));
    if count.is_none() {
        problems.add("papers", wrong());
    }
    let mut papers = Papers { papers: count.unwrap_or_default(), ..Papers::default() };
    for known in question::of(desk.ledger.reads(), &[survey.id]).await? {
        let mut ticked = 0;
        for option in 0..known.options_count() {
            let name = count_name(&known, option);
            let typed = sent.text(&name);
            let number = if typed.is_empty() { Some(0) } else { typed.parse::<i64>().ok() };
            match number.filter(|number| (0..=MOST_PAPERS).contains(number)) {
                Some(number) => {
                    ticked += number;
                    papers.counts.push((known.id, i64::try_from(option).unwrap_or_default(), number));
                }
                None => problems.add(name, wrong()),
            }
        }
        // No paper ticks two options of one question.
        if count.is_some_and(|count| ticked > count) {
            let message = Message::new("survey-papers-many").with("question", &known.text).with("count", ticked);
            problems.add(count_name(&known, 0), message);
        }
        if known.kind == question::Kind::Words {
            let typed = sent.text(&words_name(&known));
            let lines: Vec<String> = typed.lines().map(str::to_owned).collect();
            papers.words.push((known.id, lines));
        }
    }
    if !problems.is_empty() {
        return papers_page(&desk, &visitor, &survey, &sent, &problems).await;
    }
    let done = Message::new("survey-papers-added").with("count", papers.papers);
    let enter = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { survey::enter_papers(change, survey.id, &papers).await })
    });
    enter.await?;
    visitor.done(done, &format!("{LIST}/{id}")).await
}
