//! Days with names, and deadlines that can be checked by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use calendar::{Allowance, Calendar, CalendarError, Clock, Day, DayList, Due, Instant, OfficeHours, Season, Variant};
use jiff::civil::{Date, DateTime, date};

fn china() -> Calendar {
    Calendar::china().office_hours(hours(&["09:00-12:00", "13:30-17:30"])).build().unwrap()
}

fn hours(texts: &[&str]) -> OfficeHours {
    OfficeHours::parse(texts.iter().copied()).unwrap()
}

fn at(calendar: &Calendar, local: DateTime) -> Instant {
    calendar.zone().instant_of(local)
}

fn day(date: Date) -> Due {
    Due::Day(Day::from(date))
}

#[test]
fn working_days_with_names() {
    let china = china();
    for (name, from, until, expected) in [
        ("the same day is none", date(2025, 9, 30), date(2025, 9, 30), 0),
        ("Friday to Monday is one", date(2025, 9, 19), date(2025, 9, 22), 1),
        ("Friday to Saturday is none", date(2025, 9, 19), date(2025, 9, 20), 0),
        ("National Day, with the 9th and 10th worked", date(2025, 9, 30), date(2025, 10, 10), 2),
        ("a make-up Saturday counts", date(2025, 10, 10), date(2025, 10, 11), 1),
        ("a make-up Sunday counts", date(2025, 9, 26), date(2025, 9, 28), 1),
        ("over the new year", date(2024, 12, 31), date(2025, 1, 2), 1),
        ("backwards is negative", date(2025, 9, 22), date(2025, 9, 19), -1),
    ] {
        assert_eq!(china.working_days(from.into(), until.into()).unwrap(), expected, "{name}");
    }
}

#[test]
fn five_working_days_around_the_world() {
    // Accepted on Tuesday, 30 September 2025.
    let accepted = date(2025, 9, 30);
    let of = |calendar: &Calendar, days| {
        calendar.deadline(at(calendar, accepted.at(10, 0, 0, 0)), Allowance::WorkingDays(days), &[]).unwrap()
    };
    assert_eq!(of(&china(), 5), day(date(2025, 10, 14)));
    assert_eq!(of(&Calendar::weekdays("Europe/Brussels").build().unwrap(), 5), day(date(2025, 10, 7)));
    let columbus_day = DayList::parse("2025-10-13,holiday,Columbus Day").unwrap();
    let washington = Calendar::weekdays("America/New_York").days(columbus_day).build().unwrap();
    assert_eq!(of(&washington, 10), day(date(2025, 10, 15)));
}

#[test]
fn a_single_day_off_makes_no_year_known() {
    let days = DayList::parse("2025-10-13,holiday,founding day\n2027-01-04,holiday,founding day").unwrap();
    let china = Calendar::china().single_days(days).build().unwrap();
    assert_eq!(china.years().1, 2026);
    let accepted = at(&china, date(2025, 9, 30).at(10, 0, 0, 0));
    assert_eq!(china.deadline(accepted, Allowance::WorkingDays(5), &[]).unwrap(), day(date(2025, 10, 15)));
    // What the official list says of a day gives way.
    let worked = DayList::parse("2025-10-01,workday,").unwrap();
    assert!(Calendar::china().single_days(worked).build().unwrap().is_working_day(date(2025, 10, 1).into()).unwrap());
}

#[test]
fn pauses_move_the_due_day_only_while_they_run() {
    let china = china();
    let accepted = at(&china, date(2025, 9, 15).at(9, 0, 0, 0)); // a Monday
    let pause = |from: Date, until: Date| (at(&china, from.at(15, 0, 0, 0)), at(&china, until.at(10, 0, 0, 0)));
    let (monday, tuesday, wednesday) = (date(2025, 9, 15), date(2025, 9, 16), date(2025, 9, 17));
    let (thursday, friday, saturday) = (date(2025, 9, 18), date(2025, 9, 19), date(2025, 9, 20));
    for (name, days, pauses, due) in [
        ("no pause", 3, vec![], thursday),
        ("a pause over two working days", 3, vec![pause(tuesday, thursday)], date(2025, 9, 22)),
        ("a pause that begins on the due day", 3, vec![pause(thursday, date(2025, 9, 24))], date(2025, 9, 24)),
        ("a pause that begins after the due day", 3, vec![pause(friday, date(2025, 9, 24))], thursday),
        ("a pause within one day", 3, vec![pause(tuesday, tuesday)], thursday),
        ("a limit of none is the day itself", 0, vec![], monday),
        ("a limit of none, paused at once", 0, vec![pause(monday, wednesday)], wednesday),
        ("two pauses that meet", 1, vec![pause(tuesday, wednesday), pause(wednesday, friday)], friday),
        ("resumed on a Saturday", 4, vec![pause(friday, saturday)], saturday),
    ] {
        let found = china.deadline(accepted, Allowance::WorkingDays(days), &pauses).unwrap();
        assert_eq!(found, day(due), "{name}");
    }
}

#[test]
fn office_time_used_up_at_closing_lasts_until_the_next_opening() {
    let china = china();
    let four_hours = Allowance::WorkingTime(4 * 3_600_000_000);
    let due = |from: DateTime| china.deadline(at(&china, from), four_hours, &[]).unwrap();
    let is = |local: DateTime| Due::At(at(&china, local));
    assert_eq!(due(date(2025, 9, 15).at(9, 0, 0, 0)), is(date(2025, 9, 15).at(14, 30, 0, 0)));
    // Used up at 17:30 on Friday: in time until Monday's opening.
    assert_eq!(due(date(2025, 9, 19).at(13, 30, 0, 0)), is(date(2025, 9, 22).at(9, 0, 0, 0)));
    assert_eq!(due(date(2025, 9, 19).at(12, 0, 0, 0)), is(date(2025, 9, 22).at(9, 0, 0, 0)));
    // Received at night, it begins at the opening.
    assert_eq!(due(date(2025, 9, 14).at(23, 0, 0, 0)), is(date(2025, 9, 15).at(14, 30, 0, 0)));
    // Received before the eight days off of October 2025.
    assert_eq!(due(date(2025, 9, 30).at(16, 30, 0, 0)), is(date(2025, 10, 9).at(13, 30, 0, 0)));
}

#[test]
fn a_pause_at_the_moment_the_time_is_used_up_still_holds_the_clock() {
    let china = china();
    let start = at(&china, date(2025, 9, 15).at(9, 0, 0, 0));
    let begin = at(&china, date(2025, 9, 15).at(12, 30, 0, 0));
    let end = at(&china, date(2025, 9, 18).at(9, 0, 0, 0));
    let due = china.deadline(start, Allowance::WorkingTime(3 * 3_600_000_000), &[(begin, end)]).unwrap();
    assert_eq!(due, Due::At(end));
    let microsecond_less =
        china.deadline(start, Allowance::WorkingTime(3 * 3_600_000_000 - 1), &[(begin, end)]).unwrap();
    assert_eq!(microsecond_less, Due::At(Instant(at(&china, date(2025, 9, 15).at(12, 0, 0, 0)).0 - 1)));
}

#[test]
fn half_days_and_summer_hours() {
    let summer = Variant::new(Season::parse("06-01", "09-30").unwrap(), hours(&["08:30-12:00", "14:00-17:30"]));
    let eve = Variant::new(Season::parse("2025-01-27", "2025-01-27").unwrap(), hours(&["09:00-12:00"]));
    let mut friday = Variant::new(Season::parse("01-01", "12-31").unwrap(), hours(&["09:00-12:00"]));
    friday.weekdays = [false, false, false, false, true, false, false];
    let calendar = Calendar::china()
        .office_hours(hours(&["09:00-12:00", "13:30-17:00"]))
        .variant(eve)
        .variant(friday)
        .variant(summer)
        .build()
        .unwrap();
    let of_day = |date: Date| {
        let start = calendar.zone().start_of(date.into());
        let end = calendar.zone().start_of(date.tomorrow().unwrap().into());
        calendar.office_time(start, end).unwrap() / 60_000_000
    };
    assert_eq!(of_day(date(2025, 5, 30)), 3 * 60); // a Friday
    assert_eq!(of_day(date(2025, 5, 29)), 6 * 60 + 30);
    assert_eq!(of_day(date(2025, 6, 3)), 7 * 60);
    assert_eq!(of_day(date(2025, 6, 2)), 0); // Dragon Boat Festival
    assert_eq!(of_day(date(2025, 1, 27)), 3 * 60);
    assert_eq!(of_day(date(2025, 1, 26)), 6 * 60 + 30); // a make-up Sunday
}

#[test]
fn a_last_day_that_is_a_holiday_can_roll() {
    let china = china();
    let start = at(&china, date(2025, 9, 21).at(9, 0, 0, 0));
    let due = |roll| china.deadline(start, Allowance::CalendarDays { days: 10, roll }, &[]).unwrap();
    assert_eq!(due(false), day(date(2025, 10, 1)));
    assert_eq!(due(true), day(date(2025, 10, 9)));
}

#[test]
fn an_unknown_year_is_never_counted() {
    let china = china();
    let error = china.working_days(date(2026, 12, 31).into(), date(2027, 1, 4).into()).unwrap_err();
    let unknown = |year| CalendarError::UnknownYear { calendar: "cn".into(), year, first: 2004, last: 2026 };
    assert_eq!(error, unknown(2027));
    assert_eq!(china.office_time_until(at(&china, date(2003, 12, 31).at(9, 0, 0, 0))), Err(unknown(2003)));
    // A deadline that would lie in 2027 is after the known days; nothing is guessed.
    let december = at(&china, date(2026, 12, 30).at(9, 0, 0, 0));
    for allowance in [
        Allowance::WorkingDays(5),
        Allowance::WorkingTime(60 * 3_600_000_000),
        Allowance::CalendarDays { days: 5, roll: true },
    ] {
        assert_eq!(china.deadline(december, allowance, &[]).unwrap(), Due::AfterKnownDays, "{allowance:?}");
    }
    // Natural days need no list.
    let natural = Allowance::CalendarDays { days: 5, roll: false };
    assert_eq!(china.deadline(december, natural, &[]).unwrap(), day(date(2027, 1, 4)));
    // Another year can be added, but not with a gap.
    let next = |year: i16| DayList::parse(&format!("{year}-01-01,holiday,元旦")).unwrap();
    assert_eq!(Calendar::china().days(next(2027)).build().unwrap().years(), (2004, 2027));
    let gap = CalendarError::MissingYears { calendar: "cn".into(), before: 2026, after: 2028 };
    assert_eq!(Calendar::china().days(next(2028)).build().unwrap_err(), gap);
}

#[test]
fn a_calendar_without_hours_says_so() {
    let calendar = Calendar::china().build().unwrap();
    let error = calendar.deadline(Instant(1_700_000_000_000_000), Allowance::WorkingTime(1), &[]).unwrap_err();
    assert_eq!(error, CalendarError::NoOfficeHours { calendar: "cn".into() });
}

#[test]
fn a_contradiction_is_refused() {
    let list = DayList::parse("2027-02-13,workday,\n2027-02-13,holiday,").unwrap();
    let error = calendar::CalendarBuilder::new("city", "Asia/Shanghai", list).build().unwrap_err();
    assert_eq!(error, CalendarError::Contradiction { calendar: "city".into(), date: date(2027, 2, 13) });
}

#[test]
fn elapsed_leaves_the_pauses_out_on_every_clock() {
    let china = china();
    let local = |d: Date, h, m| at(&china, d.at(h, m, 0, 0));
    let (from, until) = (local(date(2025, 9, 30), 16, 0), local(date(2025, 10, 14), 10, 0));
    let pauses = [(local(date(2025, 10, 9), 9, 0), local(date(2025, 10, 11), 9, 0))];
    for (clock, expected) in [
        (Clock::WorkingDays, 5 - 2),
        (Clock::CalendarDays, 14 - 2),
        (Clock::Elapsed, (13 * 24 + 18 - 48) * 3_600_000_000),
        // An hour and a half on the 30th, the 11th, 13th whole (a make-up Saturday and a Monday), an hour on the 14th.
        (Clock::WorkingTime, (90 + 2 * 420 + 60) * 60_000_000),
    ] {
        assert_eq!(china.elapsed(clock, from, until, &pauses).unwrap(), expected, "{clock:?}");
    }
}
