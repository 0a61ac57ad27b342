//! `limit = { … }`: one clock, one number.

use terms::Limit;

use crate::error::PlanError;
use crate::section::Section;
use crate::source::{not_one_of, refused};

const HOUR_US: f64 = 3_600_000_000.0;
const MINUTE_US: f64 = 60_000_000.0;
/// No promise runs longer than a thousand years; more would be a slip of the pen, and could overflow a date.
const MOST_DAYS: u32 = 366_000;

const KEYS: [&str; 10] = [
    "working_days",
    "calendar_days",
    "working_hours",
    "hours",
    "minutes",
    "due",
    "working_days_from",
    "at_most",
    "count",
    "roll",
];

pub(crate) fn read(section: &Section<'_>, promise: &str) -> Result<Limit, PlanError> {
    section.only(&KEYS)?;
    let mut found = Vec::new();
    for key in ["working_days", "calendar_days"] {
        if let Some(days) = section.whole_number(key)? {
            if days > MOST_DAYS {
                return Err(refused(section, key, &days.to_string(), "thousand-years"));
            }
            found.push(if key == "working_days" {
                Limit::WorkingDays(days)
            } else {
                Limit::CalendarDays { days, roll: false }
            });
        }
    }
    for (key, unit) in [("working_hours", HOUR_US), ("hours", HOUR_US), ("minutes", MINUTE_US)] {
        if let Some(number) = section.decimal(key)? {
            let microseconds = (number * unit).round();
            if microseconds > f64::from(MOST_DAYS) * 24.0 * HOUR_US {
                return Err(refused(section, key, &number.to_string(), "thousand-years"));
            }
            let microseconds = microseconds as i64;
            found.push(if key == "working_hours" {
                Limit::WorkingTime(microseconds)
            } else {
                Limit::Elapsed(microseconds)
            });
        }
    }
    found.extend(section.string("due")?.map(Limit::Due));
    found.extend(section.string("working_days_from")?.map(Limit::WorkingDaysFrom));
    let at_most = section.whole_number("at_most")?;
    if let Some(milestone) = section.string("count")? {
        found.push(Limit::Count { milestone, at_most: at_most.ok_or_else(|| section.missing("at_most"))? });
    }
    let roll = match section.string("roll")?.as_deref() {
        None => None,
        Some("next_working_day") => Some(true),
        Some(value) => return Err(not_one_of(section, "roll", value.to_owned(), &["next_working_day"])),
    };

    let mut found = found.into_iter();
    let (Some(limit), None) = (found.next(), found.next()) else {
        return Err(PlanError::LimitKind { line: section.line(), promise: promise.to_owned() });
    };
    match (limit, roll, at_most) {
        (Limit::CalendarDays { days, .. }, Some(roll), None) => Ok(Limit::CalendarDays { days, roll }),
        (limit @ Limit::Count { .. }, None, Some(_)) => Ok(limit),
        (limit, None, None) => Ok(limit),
        // `roll` and `at_most` belong to one clock each.
        _ => Err(PlanError::LimitKind { line: section.line(), promise: promise.to_owned() }),
    }
}
