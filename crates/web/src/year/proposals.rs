//! What staff propose: sent by everybody without a name, taken up or not by the unit, and put to a vote of its staff.

use axum::Form;
use axum::extract::{Path, Query, State};
use ledger::proposal::{self, Kind, Model, State as Stage};
use ledger::survey::{self, Asks, question};
use ledger::{By, ProposalId, SurveyId, UnitId};
use pages::{Choose, ProposalRow, ProposalsPage, SendProposalPage, TakenProposal, TickGroup, Ticks};
use words::Message;

use super::public_opinions::morning;
use super::surveys::{LIST as SURVEYS, until_sent};
use super::{
    day_field, field, own_units, programme, survey_writing, tabs, text_sent, unit_choices, unit_names, with_problems,
};
use crate::brand::like::nearest;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::policy::Act;
use crate::visitor::Visitor;

const LIST: &str = "/desk/proposals";
/// Proposals that are shown, the newest.
const SHOWN: u64 = 200;
/// Proposals that were taken up, as everybody reads them.
const TAKEN: u64 = 50;
/// As many new names and slogans are compared with those that are there.
const COMPARED: usize = 20;
/// Options of a vote.
const MOST_OPTIONS: usize = 12;

fn kind_words(kind: Kind) -> Message {
    Message::of_key(format!("proposal-{}", kind.name()))
}

fn state_words(state: Stage) -> Message {
    Message::of_key(format!("proposal-is-{}", state.name()))
}

/// `GET /proposals`: to the unit that the address names, if it names one.
pub(crate) async fn show_send(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    send_page(&desk, &visitor, &Sent::of(&[("unit", query.text("unit"))]), &Problems::default()).await
}

async fn send_page(desk: &Desk, visitor: &Visitor, sent: &Sent, problems: &Problems) -> PageResult {
    let names = unit_names(visitor).await?;
    let taken = proposal::list(desk.ledger.reads(), None, Some(Stage::Taken), TAKEN).await?;
    let kinds = Kind::ALL.iter().map(|kind| (kind.name().to_owned(), visitor.say(&kind_words(*kind))));
    let units = unit_choices(visitor, None).await?;
    let form = pages::Form::new("/proposals", visitor.t("proposal-send"))
        .with(choice("unit", visitor.t("proposal-unit"), Some(visitor.t("choose")), units, &sent.text("unit")))
        .with(choice("kind", visitor.t("proposal-kind"), None, kinds, &sent.text("kind")))
        .with(field(visitor, "text", "proposal-text", &sent.text("text"), 2, 200))
        .with(field(visitor, "why", "proposal-why", &sent.text("why"), 3, 500));
    let row = |one: &Model| TakenProposal {
        head: format!("{} · {}", names.get(&one.unit).cloned().unwrap_or_default(), visitor.say(&kind_words(one.kind))),
        text: one.text.clone(),
        reply: one.reply.clone(),
    };
    visitor.page(&SendProposalPage {
        frame: visitor.frame(),
        problems: problems.list(visitor),
        form: with_problems(form, problems, visitor),
        taken: taken.iter().map(row).collect(),
    })
}

/// `POST /proposals`
pub(crate) async fn send(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let mut problems = Problems::default();
    let unit = sent.text("unit").parse::<i64>().ok().map(UnitId);
    let known = visitor.units().await?;
    let unit = unit.filter(|unit| known.iter().any(|one| one.id == *unit));
    if unit.is_none() {
        problems.add("unit", Message::new("proposal-unit-needed"));
    }
    let text = text_sent(&sent, "text", "proposal-text", 200, &mut problems);
    let why = sent.text("why");
    problems.at_most("why", &why, 500, &Message::new("proposal-why"));
    let (Some(unit), true) = (unit, problems.is_empty()) else {
        return send_page(&desk, &visitor, &sent, &problems).await;
    };
    let row = Model {
        id: ProposalId(0),
        unit,
        kind: Kind::of_name(&sent.text("kind")).unwrap_or(Kind::Idea),
        text,
        why,
        day: desk.clock().today(),
        state: Stage::New,
        reply: String::new(),
        decided_day: None,
        vote: None,
    };
    // Whoever is signed in sends it as anybody does; the log has the day and not the hour.
    desk.ledger.write_unseen(By::Program, morning(&desk), move |change| Box::pin(proposal::add(change, row))).await?;
    visitor.message(&Message::new("proposal-sent"), &Message::new("proposal-sent-text"))
}

/// The units whose proposals the visitor sees: all of them the office, the own ones the people of a unit.
async fn seen(visitor: &Visitor) -> Result<Option<Vec<UnitId>>, PageError> {
    if visitor.may(Act::KeepProgramme) {
        return Ok(None);
    }
    Ok(Some(own_units(visitor).await?))
}

/// `GET /desk/proposals`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    page(&desk, &visitor, &Sent::default(), &Problems::default()).await
}

async fn page(desk: &Desk, visitor: &Visitor, sent: &Sent, problems: &Problems) -> PageResult {
    let units = seen(visitor).await?;
    let names = unit_names(visitor).await?;
    let mine = own_units(visitor).await?;
    let all = proposal::list(desk.ledger.reads(), units.as_deref(), None, SHOWN).await?;
    let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
    let (mut rows, mut compared) = (Vec::new(), 0);
    for one in &all {
        // It helps those who decide.
        let is_asked = one.state == Stage::New && mine.contains(&one.unit) && compared < COMPARED;
        let like = match one.kind {
            Kind::Name if is_asked => nearest(desk, visitor, &one.text, "", None).await,
            Kind::Slogan if is_asked => nearest(desk, visitor, "", &one.text, None).await,
            _ => Vec::new(),
        };
        compared += usize::from(!like.is_empty());
        let kind = visitor.say(&kind_words(one.kind));
        rows.push(ProposalRow {
            head: format!("{} · {kind} · {}", name(one.unit), visitor.day(one.day.0)),
            text: one.text.clone(),
            why: one.why.clone(),
            state: visitor.say(&state_words(one.state)),
            reply: one.reply.clone(),
            like: like
                .into_iter()
                .map(|like| format!("{}（{}）{}", like.name, like.owner, like.why.join(" · ")))
                .collect(),
            decide: mine.contains(&one.unit).then(|| with_problems(decide_form(visitor, one), problems, visitor)),
        });
    }
    let open: Vec<&Model> = all.iter().filter(|one| one.state == Stage::New && mine.contains(&one.unit)).collect();
    let vote = (open.len() > 1).then(|| with_problems(vote_form(visitor, &open, sent), problems, visitor));
    let send = mine.iter().map(|unit| {
        let words = Message::new("proposals-send-to").with("unit", name(*unit));
        (format!("/proposals?unit={unit}"), visitor.say(&words))
    });
    visitor.page(&ProposalsPage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        problems: problems.list(visitor),
        send: send.collect(),
        rows,
        vote,
    })
}

fn decide_form(visitor: &Visitor, one: &Model) -> pages::Form {
    let states =
        [Stage::Taken, Stage::Declined].map(|state| (state.name().to_owned(), visitor.say(&state_words(state))));
    let mut state = choice("state", visitor.t("proposal-state"), None, states, one.state.name());
    state.id = format!("state-{}", one.id);
    let reply = pages::Field {
        id: format!("reply-{}", one.id),
        ..field(visitor, "reply", "proposal-reply", &one.reply, 2, 500)
    };
    pages::Form::new(format!("{LIST}/{}/decide", one.id), visitor.t("form-save")).quiet().with(state).with(reply)
}

fn vote_form(visitor: &Visitor, open: &[&Model], sent: &Sent) -> pages::Form {
    let chosen: Vec<&str> = sent.all("proposal").collect();
    let tick = |one: &&Model| {
        let value = one.id.to_string();
        let label = format!("{} · {}", visitor.say(&kind_words(one.kind)), one.text);
        Choose { chosen: chosen.contains(&value.as_str()), value, label }
    };
    let ticks = Ticks {
        name: "proposal".to_owned(),
        label: visitor.t("proposals-vote-on"),
        hint: visitor.t("proposals-vote-hint"),
        groups: vec![TickGroup { name: String::new(), boxes: open.iter().map(tick).collect() }],
        error: None,
    };
    pages::Form::new(format!("{LIST}/vote"), visitor.t("proposals-vote-do"))
        .with(field(visitor, "title", "survey-question", &sent.text("title"), 1, 100))
        .with(ticks)
        .with(day_field(visitor, "until", "survey-until", &sent.text("until")))
}

/// `POST /desk/proposals/{id}/decide`
pub(crate) async fn decide(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let one = proposal::find(desk.ledger.reads(), ProposalId(id)).await?.ok_or(PageError::NotFound)?;
    visitor.check(Act::AnswerForUnit, one.unit).await?;
    let mut problems = Problems::default();
    let state = Stage::of_name(&sent.text("state")).filter(|state| matches!(state, Stage::Taken | Stage::Declined));
    let state = state.ok_or(PageError::NotFound)?;
    let reply = sent.text("reply");
    problems.at_most("reply", &reply, 500, &Message::new("proposal-reply"));
    if !problems.is_empty() {
        return page(&desk, &visitor, &sent, &problems).await;
    }
    let today = desk.clock().today();
    let write = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(proposal::decide(change, one.id, state, reply, today))
    });
    write.await?;
    visitor.done(Message::new("proposal-decided"), LIST).await
}

/// `POST /desk/proposals/vote`: puts proposals to one unit to a vote of its staff.
pub(crate) async fn put_to_vote(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let programme = programme(&desk).await?.id;
    let mine = own_units(&visitor).await?;
    let all = proposal::list(desk.ledger.reads(), Some(&mine), Some(Stage::New), SHOWN).await?;
    let named: Vec<i64> = sent.all("proposal").filter_map(|id| id.parse().ok()).collect();
    // The earliest first, as they came.
    let chosen: Vec<Model> = all.into_iter().rev().filter(|one| named.contains(&one.id.0)).collect();
    let mut problems = Problems::default();
    let title = text_sent(&sent, "title", "survey-question", 100, &mut problems);
    let until = until_sent(&desk, &sent, &mut problems);
    let unit = chosen.first().map(|one| one.unit);
    if !(2..=MOST_OPTIONS).contains(&chosen.len()) {
        problems.add("proposal", Message::new("proposals-vote-few").with("most", MOST_OPTIONS));
    } else if chosen.iter().any(|one| Some(one.unit) != unit) {
        problems.add("proposal", Message::new("proposals-vote-units"));
    }
    let (Some(unit), Some(until_day), true) = (unit, until, problems.is_empty()) else {
        return page(&desk, &visitor, &sent, &problems).await;
    };
    let survey = survey::Model {
        id: SurveyId(0),
        programme,
        unit: Some(unit),
        kind: survey::Kind::Vote,
        asks: Asks::Staff,
        title: title.clone(),
        lead: String::new(),
        until_day,
        opened_day: None,
        by_code: true,
        shown: false,
        state: survey::State::Draft,
        minutes: 0,
        answers: 0,
        on_paper: 0,
        earlier: None,
    };
    let options: Vec<String> =
        chosen.iter().map(|one| one.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let asked = survey_writing::new(question::Kind::Choice, title, &options);
    let ids: Vec<ProposalId> = chosen.iter().map(|one| one.id).collect();
    let today = desk.clock().today();
    let vote = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            let id = survey::add(change, survey).await?;
            question::add(change, question::Model { survey: id, ..asked }).await?;
            survey::open(change, id, today).await?;
            proposal::put_to_vote(change, &ids, id).await?;
            Ok(id)
        })
    });
    let id = vote.await?;
    visitor.done(Message::new("vote-opened"), &format!("{SURVEYS}/{id}")).await
}
