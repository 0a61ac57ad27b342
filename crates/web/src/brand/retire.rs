//! A brand that is no longer used from a day on.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use ledger::brand;
use ledger::{Day, LedgerError};
use pages::{Field, RetirePage};
use words::Message;

use crate::brand::Whole;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::visitor::Visitor;
use crate::wording;

/// Characters of a reason, at most.
const REASON: usize = 300;

/// That a brand is no longer used, or will not be: since when, and why. Nothing of one that is used.
pub(crate) fn notice(visitor: &Visitor, brand: &brand::Model, today: Day) -> String {
    let Some(until) = brand.until_day else { return String::new() };
    let message = if brand.is_retired(today) { Message::new("retired-since") } else { Message::new("retired-from") };
    visitor.say(&message.with("until", visitor.day(until.0)).with("reason", &brand.until_reason))
}

fn page(
    visitor: &Visitor,
    whole: &Whole,
    (day, reason): (String, String),
    problems: &Problems,
) -> Result<Response, PageError> {
    // Of what is retired nothing more is asked.
    if whole.brand.until_day.is_some() {
        return Err(PageError::To(whole.base()));
    }
    let frame = visitor.frame();
    let day = Field { kind: "date", short: true, ..Field::text("day", frame.t("retire-day"), day) };
    let reason = Field::text("reason", frame.t("retire-reason"), reason);
    let reason = Field { rows: 3, at_most: REASON, hint: frame.t("retire-reason-hint"), ..reason };
    visitor.page(&RetirePage {
        title: wording::brand_name(&whole.latest()?.name, visitor.language),
        base: whole.base(),
        problems: problems.list(visitor),
        fields: vec![problems.beside(day, visitor), problems.beside(reason, visitor)],
        frame,
    })
}

/// `GET /desk/brands/{id}/retire`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    page(&visitor, &whole, (desk.clock().today().to_string(), String::new()), &Problems::default())
}

/// `POST /desk/brands/{id}/retire`
pub(crate) async fn retire(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    let (typed, reason) = (sent.text("day"), sent.text("reason"));
    let mut problems = Problems::default();
    problems.need("reason", &reason, &Message::new("retire-reason"));
    problems.at_most("reason", &reason, REASON, &Message::new("retire-reason"));
    let day = typed.parse::<Day>().ok();
    match day {
        None => problems.add("day", Message::new("form-day-wrong").with("day", &typed)),
        // What the public was told yesterday was so.
        Some(day) if day < desk.clock().today() => problems.add("day", Message::new("retire-day-past")),
        Some(_) => {}
    }
    if let (Some(day), true) = (day, problems.is_empty()) {
        let (brand, why) = (whole.brand.id, reason.clone());
        let retire = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
            Box::pin(async move { brand::retire(change, brand, day, why).await })
        });
        match retire.await {
            Ok(()) => {
                let done = Message::new("retire-done").with("day", visitor.day(day.0));
                return visitor.done(done, &whole.base()).await;
            }
            Err(error @ (LedgerError::BeforeTheOneInForce { .. } | LedgerError::HasSubBrands { .. })) => {
                problems.add("day", error.message());
            }
            Err(error) => return Err(error.into()),
        }
    }
    page(&visitor, &whole, (typed, reason), &problems)
}

/// `POST /desk/brands/{id}/keep`: takes back that it goes, as long as its day has not come.
pub(crate) async fn keep(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    if let Some(until) = whole.brand.until_day
        && whole.brand.is_retired(desk.clock().today())
    {
        return Err(LedgerError::Retired { until: until.to_string() }.into());
    }
    let brand = whole.brand.id;
    let keep = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { brand::keep(change, brand).await })
    });
    keep.await?;
    visitor.done(Message::new("keep-done"), &whole.base()).await
}
