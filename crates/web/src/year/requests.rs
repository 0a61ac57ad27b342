//! Requests to units. A new one shows what it costs all of them before it is sent; what the register has is not asked for.

use axum::Form;
use axum::extract::{Path, State};
use ledger::request::{self, Model, asked};
use ledger::{RequestId, UnitId};
use pages::{AskedRow, Field, RequestFormPage, RequestPage, RequestRow, RequestsPage, Tick};
use words::Message;

use super::{
    account, day_field, day_sent, field, held, own_units, programme, tabs, text_sent, unit_names, unit_ticks,
    units_sent, with_problems,
};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::policy::Act;
use crate::visitor::Visitor;

const LIST: &str = "/desk/requests";
/// What it may take one unit at most, minutes: what takes longer is work and not a request.
const LONGEST: i64 = 120;

/// What it takes all units, in words.
fn cost(visitor: &Visitor, units: usize, minutes: i64) -> String {
    let all = i64::try_from(units).unwrap_or(i64::MAX).saturating_mul(minutes);
    let (hours, rest) = (all / 60, all % 60);
    visitor.say(&Message::new("request-cost-words").with("units", units).with("hours", hours).with("minutes", rest))
}

/// `GET /desk/requests`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let db = desk.ledger.reads();
    let mine = own_units(&visitor).await?;
    let counts = request::counts(db).await?;
    let own: Vec<asked::Model> = request::of_units(db, &mine).await?;
    let mut rows = Vec::new();
    for one in request::all(db).await? {
        let (all, answered) =
            counts.iter().find(|(id, ..)| *id == one.id).map_or((0, 0), |(_, all, done)| (*all, *done));
        let asked: Vec<&asked::Model> = own.iter().filter(|row| row.request == one.id).collect();
        // The people of a unit see what is asked of them.
        if !mine.is_empty() && asked.is_empty() {
            continue;
        }
        let open = asked.iter().filter(|row| row.answered_day.is_none()).count();
        let state = if mine.is_empty() {
            visitor.say(&Message::new("request-answered-of").with("count", answered).with("all", all))
        } else {
            visitor.t(if open > 0 { "request-unanswered" } else { "request-is-answered" })
        };
        rows.push(RequestRow {
            href: format!("{LIST}/{}", one.id),
            what: one.what.clone(),
            due: visitor.day(one.due_day.0),
            answered: state,
            cost: cost(&visitor, usize::try_from(all).unwrap_or(0), one.minutes),
        });
    }
    visitor.page(&RequestsPage {
        frame: visitor.frame(),
        tabs: tabs(&visitor),
        rows,
        may_edit: visitor.may(Act::KeepProgramme),
    })
}

/// `GET /desk/requests/new`
pub(crate) async fn show_new(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    programme(&desk).await?;
    new_page(&visitor, &Sent::default(), &[], None, &Problems::default()).await
}

/// The form. `confirmed` is what it costs, once that was counted.
async fn new_page(
    visitor: &Visitor,
    sent: &Sent,
    units: &[UnitId],
    confirmed: Option<i64>,
    problems: &Problems,
) -> PageResult {
    let what = sent.text("what");
    let held = held::found(&what);
    let minutes = sent.text("minutes");
    let number = Field {
        kind: "number",
        short: true,
        hint: visitor.t("request-minutes-hint"),
        ..Field::text("minutes", visitor.t("request-minutes"), &minutes)
    };
    let all = Tick {
        name: "all_units".to_owned(),
        id: "all_units".to_owned(),
        label: visitor.t("units-all"),
        ticked: sent.has("all_units"),
    };
    let mut form = pages::Form::new(
        format!("{LIST}/new"),
        visitor.t(if confirmed.is_some() { "request-send" } else { "request-count" }),
    )
    .with(field(visitor, "what", "request-what", &what, 3, 500))
    .with(field(visitor, "why", "request-why", &sent.text("why"), 2, 300));
    if !held.is_empty() {
        form = form.with(field(visitor, "differs", "request-differs", &sent.text("differs"), 2, 300));
    }
    form = form
        .with(number)
        .with(day_field(visitor, "due", "request-due", &sent.text("due")))
        .with(all)
        .with(unit_ticks(visitor, units, problems).await?);
    let cost = confirmed.map(|minutes| {
        form.inputs.push(pages::Input::Hidden("cost".to_owned(), (minutes * units.len() as i64).to_string()));
        cost(visitor, units.len(), minutes)
    });
    visitor.page(&RequestFormPage {
        frame: visitor.frame(),
        problems: problems.list(visitor),
        held: held.iter().map(|(words, address)| (visitor.say(words), (*address).to_owned())).collect(),
        cost: cost.unwrap_or_default(),
        form: with_problems(form, problems, visitor),
    })
}

/// `POST /desk/requests/new`: counts what it costs, and sends it when that cost was seen.
pub(crate) async fn add(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let programme = programme(&desk).await?.id;
    let units = units_sent(&visitor, &sent).await?;
    let mut problems = Problems::default();
    let what = text_sent(&sent, "what", "request-what", 500, &mut problems);
    let why = text_sent(&sent, "why", "request-why", 300, &mut problems);
    let differs = sent.text("differs");
    problems.at_most("differs", &differs, 300, &Message::new("request-differs"));
    if let Some(word) = held::forbidden(&what) {
        problems.add("what", Message::new("request-forbidden").with("word", word));
    }
    if !held::found(&what).is_empty() && differs.is_empty() {
        problems.add("differs", Message::new("request-refused"));
    }
    let minutes = sent.text("minutes").parse::<i64>().ok().filter(|minutes| (1..=LONGEST).contains(minutes));
    if minutes.is_none() {
        problems.add("minutes", Message::new("request-minutes-wrong").with("most", LONGEST));
    }
    let due = day_sent(&sent, "due", "request-due", true, &mut problems);
    let today = desk.clock().today();
    if due.is_some_and(|due| due < today) {
        problems.add("due", Message::new("request-due-past"));
    }
    if units.is_empty() {
        problems.add("unit", Message::new("request-no-units"));
    }
    let (Some(minutes), Some(due_day), true) = (minutes, due, problems.is_empty()) else {
        return new_page(&visitor, &sent, &units, None, &problems).await;
    };
    if sent.text("cost").parse() != Ok(minutes * units.len() as i64) {
        return new_page(&visitor, &sent, &units, Some(minutes), &problems).await;
    }
    let row = Model { id: RequestId(0), programme, what, why, differs, minutes, asked_day: today, due_day };
    let done = Message::new("request-sent").with("count", units.len());
    let add = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { request::add(change, row, &units).await })
    });
    let id = add.await?;
    visitor.done(done, &format!("{LIST}/{id}")).await
}

async fn known(desk: &Desk, id: i64) -> Result<Model, PageError> {
    request::find(desk.ledger.reads(), RequestId(id)).await?.ok_or(PageError::NotFound)
}

/// `GET /desk/requests/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    page(&desk, &visitor, &known(&desk, id).await?, &Problems::default()).await
}

async fn page(desk: &Desk, visitor: &Visitor, request: &Model, problems: &Problems) -> PageResult {
    let names = unit_names(visitor).await?;
    let mine = own_units(visitor).await?;
    let all = request::asked(desk.ledger.reads(), request.id).await?;
    let rows: Vec<&asked::Model> = all.iter().filter(|row| mine.is_empty() || mine.contains(&row.unit)).collect();
    let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
    let form = |row: &&asked::Model| {
        let answer = Field {
            id: format!("answer-{}", row.unit),
            error: problems.of("answer", visitor),
            ..field(visitor, "answer", "request-answer", &row.answer, 4, 2000)
        };
        let form = pages::Form::new(format!("{LIST}/{}/answer", request.id), visitor.t("request-answer-send"))
            .with(pages::Input::Hidden("unit".to_owned(), row.unit.to_string()))
            .with(answer);
        (name(row.unit), form)
    };
    let shown = |row: &&asked::Model| AskedRow {
        unit: name(row.unit),
        answer: row.answer.clone(),
        when: row.answered_day.map(|day| visitor.day(day.0)).unwrap_or_default(),
    };
    let facts = [
        ("request-why", request.why.clone()),
        ("request-differs", request.differs.clone()),
        ("request-minutes", request.minutes.to_string()),
        ("request-asked", visitor.day(request.asked_day.0)),
        ("request-due", visitor.day(request.due_day.0)),
        ("request-cost", cost(visitor, all.len(), request.minutes)),
    ];
    visitor.page(&RequestPage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        problems: problems.list(visitor),
        what: request.what.clone(),
        facts: facts.into_iter().map(|(label, text)| (visitor.t(label), text)).collect(),
        forms: rows.iter().filter(|row| mine.contains(&row.unit)).map(form).collect(),
        rows: rows.iter().map(shown).collect(),
    })
}

/// `POST /desk/requests/{id}/answer`
pub(crate) async fn answer(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let request = known(&desk, id).await?;
    let unit = UnitId(sent.text("unit").parse().map_err(|_| PageError::NotFound)?);
    visitor.check(Act::AnswerForUnit, unit).await?;
    let mut problems = Problems::default();
    let text = text_sent(&sent, "answer", "request-answer", 2000, &mut problems);
    if !problems.is_empty() {
        return page(&desk, &visitor, &request, &problems).await;
    }
    let (today, who) = (desk.clock().today(), account(&visitor));
    let write = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(request::answer(change, request.id, unit, text, today, who))
    });
    write.await?;
    visitor.done(Message::new("request-is-answered"), &format!("{LIST}/{id}")).await
}
