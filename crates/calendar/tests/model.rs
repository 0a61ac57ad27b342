//! The calendar against a plain model that walks day by day and knows no tables.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use std::collections::HashMap;

use calendar::{Allowance, Calendar, Clock, Day, DayKind, DayList, Due, Instant, OfficeHours, Pause, Season, Variant};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use proptest::prelude::*;

const HOUR: i64 = 3_600_000_000;

/// What is being modelled: the zone, the listed days, the usual hours and summer hours.
#[derive(Debug)]
struct Model {
    zone: TimeZone,
    listed: HashMap<Date, DayKind>,
    usual: Vec<(i64, i64)>,
    summer: Vec<(i64, i64)>,
}

impl Model {
    fn works(&self, day: Date) -> bool {
        match self.listed.get(&day) {
            Some(kind) => *kind == DayKind::Workday,
            None => day.weekday().to_monday_zero_offset() < 5,
        }
    }

    fn day(&self, at: Instant) -> Date {
        self.zone.to_datetime(at.timestamp()).date()
    }

    /// The instants between which the office is open on a day.
    fn open(&self, day: Date) -> Vec<(i64, i64)> {
        if !self.works(day) {
            return Vec::new();
        }
        let hours = if (6..=9).contains(&day.month()) { &self.summer } else { &self.usual };
        let instant = |seconds: i64| {
            let local = day.at(0, 0, 0, 0).checked_add(Span::new().seconds(seconds)).unwrap();
            Instant::from(self.zone.to_timestamp(local).unwrap()).0
        };
        hours
            .iter()
            .map(|(from, until)| (instant(*from), instant(*until)))
            .filter(|(from, until)| from < until)
            .collect()
    }

    fn working_days(&self, after: Date, until: Date) -> i64 {
        let mut count = 0;
        let mut day = after;
        while day < until {
            day = day.tomorrow().unwrap();
            count += i64::from(self.works(day));
        }
        count
    }

    fn office_time(&self, from: Instant, until: Instant) -> i64 {
        let mut total = 0;
        let mut day = self.day(from).yesterday().unwrap();
        while day <= self.day(until) {
            for (open, close) in self.open(day) {
                total += (close.min(until.0) - open.max(from.0)).max(0);
            }
            day = day.tomorrow().unwrap();
        }
        total
    }

    fn elapsed(&self, clock: Clock, from: Instant, until: Instant) -> i64 {
        match clock {
            Clock::WorkingDays => self.working_days(self.day(from), self.day(until)),
            Clock::CalendarDays => i64::from(Day::from(self.day(until)).0 - Day::from(self.day(from)).0),
            Clock::WorkingTime => self.office_time(from, until),
            Clock::Elapsed => until.0 - from.0,
        }
    }

    /// The due day, by walking: count each day that no pause covers until the limit is reached, then wait for pauses.
    fn due_day(&self, start: Instant, limit: u32, works: impl Fn(Date) -> bool, roll: bool, pauses: &[Pause]) -> Date {
        let covered = |day: Date| pauses.iter().any(|(begin, end)| self.day(*begin) < day && day <= self.day(*end));
        let mut due = self.day(start);
        let mut counted = 0;
        while counted < limit {
            due = due.tomorrow().unwrap();
            if works(due) && !covered(due) {
                counted += 1;
            }
        }
        loop {
            if let Some((_, end)) = pauses.iter().find(|(begin, end)| self.day(*begin) <= due && due < self.day(*end)) {
                due = self.day(*end);
            } else if roll && !self.works(due) {
                due = due.tomorrow().unwrap();
            } else {
                return due;
            }
        }
    }
}

fn hours(intervals: &[(i64, i64)]) -> OfficeHours {
    let clock = |s: i64| format!("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
    let texts: Vec<String> =
        intervals.iter().map(|(from, until)| format!("{}-{}", clock(*from), clock(*until))).collect();
    OfficeHours::parse(texts.iter().map(String::as_str)).unwrap()
}

prop_compose! {
    /// Up to three intervals, in order: the odd gaps between sorted times of a day.
    fn office_hours()(mut cuts in prop::collection::vec(0_i64..=86_400, 2..=6)) -> Vec<(i64, i64)> {
        cuts.sort_unstable();
        cuts.dedup();
        cuts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    }
}

fn setting() -> impl Strategy<Value = (Calendar, Model)> {
    let zones =
        prop::sample::select(vec!["Asia/Shanghai", "Europe/Amsterdam", "America/St_Johns", "Australia/Lord_Howe"]);
    (zones, office_hours(), office_hours(), any::<bool>()).prop_map(|(zone, usual, summer, china)| {
        let list =
            if china { DayList::china() } else { DayList::parse("2024-03-31,workday,\n2024-10-27,workday,").unwrap() };
        let listed = list.days.iter().map(|day| (day.date, day.kind)).collect();
        let season = Variant::new(Season::parse("06-01", "09-30").unwrap(), hours(&summer));
        let builder = if china { Calendar::china().time_zone(zone) } else { Calendar::weekdays(zone).days(list) };
        let calendar = builder.office_hours(hours(&usual)).variant(season).build().unwrap();
        (calendar, Model { zone: TimeZone::get(zone).unwrap(), listed, usual, summer })
    })
}

/// Instants of the years 2023 and 2024, often at the edges of hours and days.
fn instant() -> impl Strategy<Value = Instant> {
    let start = Timestamp::from_second(1_672_600_000).unwrap().as_microsecond();
    prop_oneof![
        (0..700 * 24 * HOUR).prop_map(move |after| Instant(start + after)),
        (0..700 * 48_i64, -1..=1_i64).prop_map(move |(half_hours, nudge)| {
            Instant((start + half_hours * HOUR / 2).div_euclid(HOUR / 2) * (HOUR / 2) + nudge)
        }),
    ]
}

/// A start, some pauses after it, and an end after them.
fn course() -> impl Strategy<Value = (Instant, Vec<Pause>, Instant)> {
    let gap = prop_oneof![0..3 * HOUR, 0..15 * 24 * HOUR, Just(0)];
    (instant(), prop::collection::vec((gap.clone(), gap.clone()), 0..4), gap).prop_map(|(start, gaps, last)| {
        let mut now = start;
        let mut pauses = Vec::new();
        for (before, length) in gaps {
            let begin = Instant(now.0 + before);
            now = Instant(begin.0 + length);
            pauses.push((begin, now));
        }
        (start, pauses, Instant(now.0 + last))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn elapsed_is_a_day_by_day_count((calendar, model) in setting(), (start, pauses, end) in course()) {
        for clock in [Clock::WorkingDays, Clock::CalendarDays, Clock::WorkingTime, Clock::Elapsed] {
            let paused: i64 = pauses.iter().map(|(begin, end)| model.elapsed(clock, *begin, *end)).sum();
            let expected = model.elapsed(clock, start, end) - paused;
            prop_assert_eq!(calendar.elapsed(clock, start, end, &pauses).unwrap(), expected, "{:?}", clock);
        }
    }

    #[test]
    fn a_due_day_is_found_by_walking((calendar, model) in setting(), (start, pauses, _) in course(), limit in 0_u32..30) {
        let due = calendar.deadline(start, Allowance::WorkingDays(limit), &pauses).unwrap();
        let expected = model.due_day(start, limit, |day| model.works(day), false, &pauses);
        prop_assert_eq!(due, Due::Day(expected.into()));
        for roll in [false, true] {
            let due = calendar.deadline(start, Allowance::CalendarDays { days: limit, roll }, &pauses).unwrap();
            let expected = model.due_day(start, limit, |_| true, roll, &pauses);
            prop_assert_eq!(due, Due::Day(expected.into()));
        }
    }

    /// The due of a time clock is the last instant at which no more than the limit is used: at the due it is not, and a
    /// microsecond later it is.
    #[test]
    fn a_due_instant_is_the_last_one_in_time(
        (calendar, model) in setting(),
        (start, pauses, _) in course(),
        limit in prop_oneof![0..200 * HOUR, (0..100_i64).prop_map(|half_hours| half_hours * HOUR / 2)],
    ) {
        let used = |clock, until: i64| {
            let clipped = |at: Instant| Instant(at.0.min(until));
            let paused: i64 = pauses.iter().map(|(begin, end)| model.elapsed(clock, clipped(*begin), clipped(*end))).sum();
            model.elapsed(clock, start, Instant(until)) - paused
        };
        for (clock, allowance) in [(Clock::Elapsed, Allowance::Elapsed(limit)), (Clock::WorkingTime, Allowance::WorkingTime(limit))] {
            match calendar.deadline(start, allowance, &pauses) {
                Ok(Due::At(due)) => {
                    prop_assert!(used(clock, due.0) <= limit, "{clock:?} {due}");
                    prop_assert!(used(clock, due.0 + 1) > limit, "{clock:?} {due}");
                }
                Ok(due) => prop_assert!(false, "{clock:?} {due:?}"),
                Err(_) => prop_assert!(clock == Clock::WorkingTime && !calendar.has_office_hours()),
            }
        }
    }
}

#[test]
fn the_model_knows_a_day_by_hand() {
    let model = Model {
        zone: TimeZone::get("Asia/Shanghai").unwrap(),
        listed: HashMap::new(),
        usual: vec![(0, 60)],
        summer: vec![],
    };
    assert_eq!(model.working_days(date(2025, 9, 19), date(2025, 9, 22)), 1);
}
