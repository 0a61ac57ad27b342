//! Guidance by kind of unit: a short text of the office for each kind, with the examples of that kind below it.

use axum::Form;
use axum::extract::State;
use ledger::{GuidanceId, example, guidance, unit};
use pages::{Field, GuidancePage, GuidanceRow, Input};
use words::Message;

use super::{field, open_programmes, tabs};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::policy::Act;
use crate::visitor::Visitor;
use crate::year::examples;

const LIST: &str = "/desk/guidance";
/// The longest text, characters.
const LONGEST: usize = 2000;

/// The kinds that units have, in their order.
fn kinds(units: &[unit::Model]) -> Vec<String> {
    let mut kinds: Vec<String> = units.iter().map(|unit| unit.kind.clone()).filter(|kind| !kind.is_empty()).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// The guidance of the programmes that run, the latest first.
async fn in_use(desk: &Desk) -> Result<Vec<guidance::Model>, PageError> {
    let mut found = Vec::new();
    for programme in open_programmes(desk).await? {
        found.extend(guidance::of_programme(desk.ledger.reads(), programme.id).await?);
    }
    Ok(found)
}

/// The guidance for the visitor's own kind of unit, for the top of the board.
pub(super) async fn own(desk: &Desk, visitor: &Visitor) -> Result<Option<GuidanceRow>, PageError> {
    let Some(kind) = visitor.unit.as_ref().map(|unit| unit.kind.clone()).filter(|kind| !kind.is_empty()) else {
        return Ok(None);
    };
    let db = desk.ledger.reads();
    // A board without a programme has none.
    let found = match in_use(desk).await {
        Err(PageError::To(_)) => return Ok(None),
        found => found?,
    };
    let Some(known) = found.into_iter().find(|row| row.unit_kind == kind) else { return Ok(None) };
    let public = example::public(db, None).await?;
    Ok(Some(GuidanceRow {
        examples: examples::of_kind(visitor.units().await?, &public, &kind),
        kind: visitor.say(&Message::new("guidance-own").with("kind", kind)),
        units: String::new(),
        text: known.text,
        when: String::new(),
        form: None,
    }))
}

/// `GET /desk/guidance`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    page(&desk, &visitor, &Sent::default(), &Problems::default()).await
}

async fn page(desk: &Desk, visitor: &Visitor, sent: &Sent, problems: &Problems) -> PageResult {
    let db = desk.ledger.reads();
    let found = in_use(desk).await?;
    let public = example::public(db, None).await?;
    let units = visitor.units().await?;
    let may_edit = visitor.may(Act::KeepProgramme);
    let row = |(place, kind): (usize, String)| {
        let known = found.iter().find(|row| row.unit_kind == kind);
        let text = known.map(|row| row.text.clone()).unwrap_or_default();
        let when = known.map(|row| visitor.say(&Message::new("guidance-since").with("day", visitor.day(row.day.0))));
        let form = may_edit.then(|| {
            let is_sent = sent.text("kind") == kind;
            let typed = if is_sent { sent.text("text") } else { text.clone() };
            let id = format!("text-{place}");
            let error = problems.of(&id, visitor);
            let text = Field {
                hint: visitor.t("guidance-text-hint"),
                id,
                error,
                ..field(visitor, "text", "guidance-text", &typed, 6, LONGEST)
            };
            pages::Form::new(LIST, visitor.t("guidance-write"))
                .with(Input::Hidden("kind".to_owned(), kind.clone()))
                .with(text)
        });
        let count = units.iter().filter(|unit| unit.kind == kind).count();
        GuidanceRow {
            units: visitor.say(&Message::new("guidance-units").with("count", count)),
            examples: examples::of_kind(units, &public, &kind),
            when: when.unwrap_or_default(),
            kind,
            text,
            form,
        }
    };
    visitor.page(&GuidancePage {
        frame: visitor.frame(),
        tabs: tabs(visitor),
        problems: problems.list(visitor),
        rows: kinds(units).into_iter().enumerate().map(row).collect(),
    })
}

/// `POST /desk/guidance`
pub(crate) async fn write(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let (unit_kind, text) = (sent.text("kind"), sent.text("text"));
    let place = kinds(visitor.units().await?).iter().position(|kind| *kind == unit_kind).ok_or(PageError::NotFound)?;
    let mut problems = Problems::default();
    problems.at_most(&format!("text-{place}"), &text, LONGEST, &Message::new("guidance-text"));
    if !problems.is_empty() {
        return page(&desk, &visitor, &sent, &problems).await;
    }
    let said = Message::new(if text.is_empty() { "guidance-removed" } else { "guidance-written" });
    // What is written already stays with its programme.
    let known = in_use(&desk).await?.into_iter().find(|row| row.unit_kind == unit_kind);
    let latest = open_programmes(&desk).await?.into_iter().next().map(|programme| programme.id);
    let programme = known.map(|row| row.programme).or(latest).ok_or(PageError::NotFound)?;
    let row = guidance::Model { id: GuidanceId(0), programme, unit_kind, text, day: desk.clock().today() };
    desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(guidance::write(change, row))).await?;
    visitor.done(said, LIST).await
}
