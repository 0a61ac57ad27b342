//! An activity as a calendar file (RFC 5545).

use icalendar::{Calendar, Component, Event, EventLike, Property};
use jiff::civil::{Date, Time};
use ledger::activity::{Model, State};

use crate::clock::Clock;

/// The calendar file of one activity. A time of the city's clocks is written in UTC, so that it means the same moment wherever it is
/// read, and on both sides of a change of the clocks; a whole day stays a day.
pub(crate) fn of(activity: &Model, clock: &Clock) -> String {
    let mut event = Event::new();
    event.uid(&format!("activity-{}@mingpai", activity.id));
    event.summary(&activity.title);
    event.add_property("DTSTAMP", utc(clock, clock.today().0, Time::MIN));
    if !activity.place.is_empty() {
        event.location(&activity.place);
    }
    if !activity.agenda.is_empty() {
        event.description(&activity.agenda);
    }
    if activity.state == State::Cancelled {
        event.add_property("STATUS", "CANCELLED");
    }
    let time = |text: &str| text.parse::<Time>().ok();
    match time(&activity.from_time) {
        Some(from) => {
            event.add_property("DTSTART", utc(clock, activity.from_day.0, from));
            if let Some(until) = time(&activity.until_time) {
                event.add_property("DTEND", utc(clock, activity.until_day.0, until));
            }
        }
        None => {
            event.append_property(whole_day("DTSTART", activity.from_day.0));
            // The end of a calendar file's day is the morning after.
            let after = activity.until_day.0.tomorrow().unwrap_or(activity.until_day.0);
            event.append_property(whole_day("DTEND", after));
        }
    }
    Calendar::new().push(event.done()).done().to_string()
}

fn utc(clock: &Clock, day: Date, time: Time) -> String {
    clock.instant_of(day, time).strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn whole_day(name: &str, day: Date) -> Property {
    Property::new(name, day.strftime("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;
    use ledger::activity::Kind;
    use ledger::{ActivityId, Instant, ProgrammeId};

    /// The same hour of the clock in a zone with daylight saving, on both sides of the change, and where there is none.
    #[test]
    fn an_hour_of_the_clock_is_the_right_moment() {
        let rows = [
            ("Asia/Shanghai", "2025-06-16", "09:00", "DTSTART:20250616T010000Z", "DTEND:20250616T030000Z"),
            ("Europe/Berlin", "2025-03-28", "09:00", "DTSTART:20250328T080000Z", "DTEND:20250328T100000Z"),
            ("Europe/Berlin", "2025-03-31", "09:00", "DTSTART:20250331T070000Z", "DTEND:20250331T090000Z"),
            ("Asia/Shanghai", "2025-06-16", "", "DTSTART;VALUE=DATE:20250616", "DTEND;VALUE=DATE:20250617"),
        ];
        for (zone, day, from, start, end) in rows {
            let clock = Clock::by_hand(TimeZone::get(zone).expect("a zone"), Instant(0));
            let activity = Model {
                id: ActivityId(7),
                programme: ProgrammeId(1),
                kind: Kind::Symposium,
                title: "企业座谈会；二".to_owned(),
                place: "市民中心, 三楼".to_owned(),
                people: String::new(),
                agenda: "一、通报\n二、听取意见".to_owned(),
                from_day: day.parse().expect("a day"),
                from_time: from.to_owned(),
                until_day: day.parse().expect("a day"),
                until_time: if from.is_empty() { String::new() } else { "11:00".to_owned() },
                places: None,
                minutes: 1,
                heard: String::new(),
                state: State::Planned,
            };
            let file = of(&activity, &clock);
            for line in [start, end, "UID:activity-7@mingpai", "LOCATION:市民中心\\, 三楼"] {
                assert!(file.lines().any(|known| known == line), "{zone} {day}: {line} in {file}");
            }
            assert!(file.contains("DESCRIPTION:一、通报\\n二、听取意见"), "{file}");
        }
    }
}
