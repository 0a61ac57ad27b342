//! Deadlines of the programme: working days of the city's own calendar. Of a year that the calendar does not know there is no
//! deadline, and it is set as soon as the year is known.

use calendar::{Calendar, DayList};
use ledger::{Day, opinion, setting};

use crate::desk::Desk;
use crate::error::PageError;

/// Working days within which an opinion is answered.
pub(crate) const TO_ANSWER: u32 = 10;
/// Working days within which a contradicted one is answered anew.
pub(crate) const TO_ANSWER_AGAIN: u32 = 5;

/// The city's calendar: the days built in, and those that the office has added.
async fn calendar(desk: &Desk) -> Result<Calendar, PageError> {
    let own = setting::get(desk.ledger.reads(), setting::CALENDAR_DAYS).await?.unwrap_or_default();
    let own = DayList::parse(&own).map_err(|error| PageError::Broken(error.to_string()))?;
    Calendar::china().days(own).build().map_err(|error| PageError::Broken(error.to_string()))
}

/// The day so many working days after one; nothing where the calendar does not reach so far.
pub(crate) async fn after(desk: &Desk, day: Day, working_days: u32) -> Result<Option<Day>, PageError> {
    let calendar = calendar(desk).await?;
    let found = calendar.working_day_after(calendar::Day::from(day.0), working_days).ok().flatten();
    Ok(found.map(|day| Day(day.date())))
}

/// Sets the deadlines that could not be set before, now that the calendar knows more.
pub(crate) async fn set_missing(desk: &Desk, by: ledger::By) -> Result<(), PageError> {
    for waiting in opinion::without_due(desk.ledger.reads()).await? {
        if let Some(due) = after(desk, waiting.received_day, TO_ANSWER).await? {
            let set = desk
                .ledger
                .write(by, desk.clock().now(), move |change| Box::pin(opinion::set_due(change, waiting.id, due)));
            set.await?;
        }
    }
    Ok(())
}
