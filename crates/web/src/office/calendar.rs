//! The calendar that all figures are counted on: which years are known, and the days that the office adds once the State Council has
//! published them.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use calendar::DayList;
use ledger::{By, record, setting};
use pages::{CalendarPage, Field, Pending, Task};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::calendar_message;
use crate::form::{Problems, Sent};
use crate::jobs::MeasurePromises;
use crate::visitor::Visitor;
use crate::year::deadline;

/// From this month on the days of the next year are missed: the notice comes in October or November.
const NOTICED_FROM: i8 = 11;

async fn own(desk: &Desk) -> Result<String, PageError> {
    Ok(setting::get(desk.ledger.reads(), setting::CALENDAR_DAYS).await?.unwrap_or_default())
}

/// The years of which the days are known, built in or added.
fn years(own: &str) -> Vec<i16> {
    let mut years = DayList::china().years();
    years.extend(DayList::parse(own).map(|list| list.years()).unwrap_or_default());
    years.sort_unstable();
    years.dedup();
    years
}

/// `GET /desk/calendar`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    page(&visitor, &own(&desk).await?, &Problems::default())
}

fn page(visitor: &Visitor, text: &str, problems: &Problems) -> Result<Response, PageError> {
    let frame = visitor.frame();
    let years = years(text);
    let span = match (years.first(), years.last()) {
        (Some(first), Some(last)) => {
            visitor.say(&Message::new("calendar-years").with("first", first.to_string()).with("last", last.to_string()))
        }
        _ => String::new(),
    };
    let field = Field::text("days", frame.t("calendar-days"), text);
    let field = Field { rows: 14, hint: frame.t("calendar-days-hint"), ..field };
    visitor.page(&CalendarPage {
        problems: problems.list(visitor),
        field: problems.beside(field, visitor),
        span,
        frame,
    })
}

/// `POST /desk/calendar`: keeps the days, and has everything measured again by them.
pub(crate) async fn save(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let text = sent.text("days");
    if let Err(error) = DayList::parse(&text) {
        let mut problems = Problems::default();
        problems.add("days", calendar_message(&error));
        return page(&visitor, &text, &problems);
    }
    let changed = own(&desk).await? != text;
    let save = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { setting::set(change, setting::CALENDAR_DAYS, text).await })
    });
    save.await?;
    if changed {
        measure_all(&desk, visitor.by()).await?;
        deadline::set_missing(&desk, visitor.by()).await?;
    }
    visitor.done(Message::new("calendar-saved"), "/desk/calendar").await
}

async fn measure_all(desk: &Desk, by: By) -> Result<(), PageError> {
    for source in record::all(desk.ledger.reads()).await? {
        desk.ask_for(by, &MeasurePromises { source: source.id, promises: None }, None).await?;
    }
    Ok(())
}

/// The task of the desk that keeps the calendar, from November on, while the next year is not known.
pub(crate) async fn task(desk: &Desk, visitor: &Visitor) -> Result<Option<Task>, PageError> {
    let today = desk.clock().today().0;
    let next = today.year() + 1;
    if today.month() < NOTICED_FROM || years(&own(desk).await?).contains(&next) {
        return Ok(None);
    }
    Ok(Some(Task {
        pending: Pending::Soon,
        tag: visitor.t("calendar-missing"),
        text: visitor.say(&Message::new("calendar-missing-year").with("year", next.to_string())),
        small: visitor.t("calendar-missing-why"),
        href: "/desk/calendar".to_owned(),
        button: visitor.t("calendar-add"),
        sends: None,
        later: None,
    }))
}
