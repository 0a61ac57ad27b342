//! Figures in words.

use ledger::file::Limit;
use terms::{ElapsedUnit, Outcome, Scorecard, Share};
use words::Message;

/// A number with its thousands apart.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A share with its sign.
pub(crate) fn percent(share: f64) -> String {
    format!("{}%", terms::percent(share))
}

/// An interval: `94.6–96.5%`.
pub(crate) fn interval(share: &Share) -> String {
    format!("{}–{}", terms::percent(share.low), percent(share.high))
}

/// How long something took: on the promise's own clock, in the words of its unit.
pub(crate) fn duration(value: i64, unit: ElapsedUnit) -> Message {
    match unit {
        ElapsedUnit::WorkingDay => Message::new("lasts-working-days").with("number", value),
        ElapsedUnit::CalendarDay => Message::new("lasts-days").with("number", value),
        ElapsedUnit::Event => Message::new("lasts-times").with("number", value),
        ElapsedUnit::Minute if value < 60 => Message::new("lasts-minutes").with("number", value),
        ElapsedUnit::Minute if value < 2 * 24 * 60 => {
            Message::new("lasts-hours").with("hours", value / 60).with("minutes", value % 60)
        }
        ElapsedUnit::Minute => {
            Message::new("lasts-days-and-hours").with("days", value / (24 * 60)).with("hours", value / 60 % 24)
        }
    }
}

/// How late a case is: days are calendar days here, whatever the promise counts.
pub(crate) fn past_due(value: i64, unit: ElapsedUnit) -> Message {
    match unit {
        ElapsedUnit::WorkingDay => duration(value, ElapsedUnit::CalendarDay),
        other => duration(value, other),
    }
}

/// What became of a case.
pub(crate) fn outcome(name: &str) -> Message {
    Message::new(match Outcome::named(name) {
        Some(Outcome::Kept) => "outcome-kept",
        Some(Outcome::Broken) => "outcome-broken",
        Some(Outcome::Overdue) => "outcome-overdue",
        Some(Outcome::Running) => "outcome-running",
        Some(Outcome::Withdrawn) => "outcome-withdrawn",
        Some(Outcome::NotStarted) => "outcome-not-started",
        Some(Outcome::NoDue) | None => "outcome-no-due",
    })
}

/// Whether the target is reached: said with the number.
pub(crate) fn verdict(card: &Scorecard) -> Option<(Message, bool)> {
    let (target, share) = (card.target?, card.share?);
    let reached = share.value >= target;
    let key = if reached { Message::new("figure-target-reached") } else { Message::new("figure-target-missed") };
    Some((key.with("target", percent(target)), reached))
}

/// The rule of a promise's clock, with its own numbers.
pub(crate) fn clock_rule(limit: &Limit) -> Message {
    match limit {
        Limit::WorkingDays { number } => Message::new("how-working-days").with("number", number),
        Limit::CalendarDays { number, roll: false } => Message::new("how-calendar-days").with("number", number),
        Limit::CalendarDays { number, roll: true } => Message::new("how-calendar-days-roll").with("number", number),
        Limit::WorkingHours { number } => Message::new("how-working-hours").with("number", number),
        Limit::Minutes { number } => Message::new("how-minutes").with("number", number),
        Limit::WorkingDaysOfService => Message::new("how-working-days-of-service"),
        Limit::WorkingDaysOfCase { field } => Message::new("how-working-days-of-case").with("field", field),
        Limit::DateOfCase { field } => Message::new("how-date-of-case").with("field", field),
        Limit::AtMost { number, .. } => Message::new("how-at-most").with("number", number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use words::Language;

    #[test]
    fn times_are_said_in_the_unit_that_people_use() {
        let said = |value, unit| duration(value, unit).text(Language::English);
        assert_eq!(said(1, ElapsedUnit::WorkingDay), "1 working day");
        assert_eq!(said(59, ElapsedUnit::Minute), "59 min");
        assert_eq!(said(61, ElapsedUnit::Minute), "1 h 1 min");
        assert_eq!(said(3 * 24 * 60 + 130, ElapsedUnit::Minute), "3 days 2 h");
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
