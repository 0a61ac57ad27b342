//! Opinions from everybody: sent with a name or without one, read again with a code.
//!
//! Of an anonymous one nothing is kept that leads to its sender: no address, no account even where somebody is signed in, no hour (the
//! log has it at the beginning of the day). The code is shown once; the ledger has its hash.

use axum::Form;
use axum::extract::{Query, State};
use jiff::civil::Time;
use ledger::opinion::{self, Model, State as Stage, Via, Wanted};
use ledger::{By, Instant, OpinionId};
use pages::{Field, OpinionRow, PublicOpinionsPage, ReceiptPage, SentOpinionPage, Tick};
use sha2::{Digest, Sha256};
use words::Message;

use super::opinions::{LONGEST, answer_entries, judge, judge_form, state_words};
use super::{field, programme, text_sent, unit_choices, unit_names, with_problems};
use crate::code::plain;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::hexadecimal::hexadecimal;
use crate::visitor::Visitor;

/// Published opinions that are shown.
const SHOWN: u64 = 50;

/// The beginning of today: when something was done that must not tell the hour.
pub(super) fn morning(desk: &Desk) -> Instant {
    Instant(desk.clock().instant_of(desk.clock().today().0, Time::MIN).as_microsecond())
}

/// A code as the ledger keeps it.
pub(super) fn hash(code: &str) -> String {
    hexadecimal(&Sha256::digest(plain(code).as_bytes()))
}

/// `GET /opinions`: for the unit that the address names, if it names one.
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    page(&desk, &visitor, &Sent::of(&[("unit", query.text("unit"))]), &Problems::default()).await
}

async fn page(desk: &Desk, visitor: &Visitor, sent: &Sent, problems: &Problems) -> PageResult {
    let db = desk.ledger.reads();
    let names = unit_names(visitor).await?;
    let found = opinion::newest(db, &Wanted { public: true, ..Wanted::default() }, SHOWN).await?;
    let ids: Vec<OpinionId> = found.iter().map(|opinion| opinion.id).collect();
    let answers = opinion::answers_of(db, &ids).await?;
    let last = |id: OpinionId| answers.iter().rfind(|answer| answer.opinion == id).map(|answer| answer.text.clone());
    let row = |opinion: &Model| OpinionRow {
        href: String::new(),
        text: opinion.text.clone(),
        theme: opinion.theme.clone(),
        unit: opinion.unit.and_then(|unit| names.get(&unit).cloned()).unwrap_or_default(),
        state: visitor.say(&state_words(opinion.state)),
        late: false,
        when: visitor.day(opinion.received_day.0),
        answer: last(opinion.id).unwrap_or_default(),
    };
    let units = unit_choices(visitor, None).await?;
    let text = field(visitor, "text", "opinion-yours", &sent.text("text"), 6, LONGEST);
    let contact = Field {
        hint: visitor.t("opinion-contact-hint"),
        ..field(visitor, "contact", "opinion-contact", &sent.text("contact"), 1, 100)
    };
    let agrees = Tick {
        name: "agrees".to_owned(),
        id: "agrees".to_owned(),
        label: visitor.t("opinion-i-agree"),
        ticked: sent.has("agrees"),
    };
    let send = pages::Form::new("/opinions", visitor.t("opinion-send"))
        .with(text)
        .with(choice(
            "unit",
            visitor.t("opinion-for-unit"),
            Some(visitor.t("opinion-for-any")),
            units,
            &sent.text("unit"),
        ))
        .with(contact)
        .with(agrees);
    let code = Field { short: true, autocomplete: "off", ..Field::text("code", visitor.t("receipt-code"), "") };
    let read = pages::Form::new("/opinions/answer", visitor.t("receipt-read")).with(code).quiet();
    visitor.page(&PublicOpinionsPage {
        frame: visitor.frame(),
        problems: problems.list(visitor),
        send: with_problems(send, problems, visitor),
        read: with_problems(read, problems, visitor),
        rows: found.iter().map(row).collect(),
    })
}

/// `POST /opinions`: takes one in, and shows its code once.
pub(crate) async fn send(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let mut problems = Problems::default();
    let text = text_sent(&sent, "text", "opinion-yours", LONGEST, &mut problems);
    let contact = sent.text("contact");
    problems.at_most("contact", &contact, 100, &Message::new("opinion-contact"));
    let Ok(programme) = programme(&desk).await else {
        return Err(PageError::Bad(Message::new("opinions-no-programme")));
    };
    if !problems.is_empty() {
        return page(&desk, &visitor, &sent, &problems).await;
    }
    let unit = sent.text("unit").parse::<i64>().ok();
    let unit = visitor.units().await?.iter().find(|known| Some(known.id.0) == unit);
    let today = desk.clock().today();
    let due = super::deadline::after(&desk, today, super::deadline::TO_ANSWER).await?;
    let code = crate::password::first().map_err(PageError::Bad)?;
    let row = Model {
        id: OpinionId(0),
        programme: programme.id,
        activity: None,
        unit: unit.map(|unit| unit.id),
        owner: unit.and_then(|unit| unit.liaison),
        via: if contact.is_empty() { Via::Anonymous } else { Via::Form },
        theme: String::new(),
        text,
        contact,
        received_day: today,
        due_day: due.filter(|_| unit.is_some()),
        state: if unit.is_some() { Stage::Open } else { Stage::New },
        receipt: Some(hash(&code)),
        sender_agrees: sent.has("agrees"),
        unit_agrees: false,
    };
    // Whoever is signed in sends it as anybody does.
    desk.ledger.write_unseen(By::Program, morning(&desk), move |change| Box::pin(opinion::add(change, row))).await?;
    visitor.page(&ReceiptPage { frame: visitor.frame(), code })
}

/// The opinion whose code was sent.
async fn with_code(desk: &Desk, sent: &Sent) -> Result<Option<Model>, PageError> {
    Ok(opinion::by_receipt(desk.ledger.reads(), &hash(sent.raw("code"))).await?)
}

/// `POST /opinions/answer`: the opinion of a code, with its answers. The code comes in the form and so stands in no address.
pub(crate) async fn read(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    match with_code(&desk, &sent).await? {
        Some(opinion) => to_sender(&desk, &visitor, &opinion, sent.raw("code")).await,
        None => {
            let mut problems = Problems::default();
            problems.add("code", Message::new("receipt-unknown"));
            page(&desk, &visitor, &sent, &problems).await
        }
    }
}

async fn to_sender(desk: &Desk, visitor: &Visitor, opinion: &Model, code: &str) -> PageResult {
    let answers = opinion::answers(desk.ledger.reads(), opinion.id).await?;
    let state = match (opinion.state, opinion.due_day) {
        (Stage::Open, Some(due)) => Message::new("sent-open").with("day", visitor.day(due.0)),
        (Stage::Open | Stage::New, _) => Message::new("sent-new"),
        (Stage::Answered, _) => Message::new("sent-answered"),
        (Stage::Solved, _) => Message::new("sent-solved"),
    };
    let form = judge_form(visitor, "/opinions/verdict").with(pages::Input::Hidden("code".to_owned(), code.to_owned()));
    visitor.page(&SentOpinionPage {
        frame: visitor.frame(),
        text: opinion.text.clone(),
        state: visitor.say(&state),
        answers: answer_entries(visitor, &answers),
        judge: (opinion.state == Stage::Answered).then_some(form),
    })
}

/// `POST /opinions/verdict`: whether that solved it, says its sender.
pub(crate) async fn verdict(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let opinion = with_code(&desk, &sent).await?.ok_or(PageError::NotFound)?;
    judge(&desk, (By::Program, morning(&desk)), &opinion, &sent).await?;
    let opinion = with_code(&desk, &sent).await?.ok_or(PageError::NotFound)?;
    to_sender(&desk, &visitor, &opinion, sent.raw("code")).await
}
