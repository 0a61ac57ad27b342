//! Random logs, plans and settings to try the engine and the model on.

use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use terms::Dimension;

use super::{DUE, Event, Limit, Log, Office, Promise, STARTED};

pub const SECONDS: [i64; 14] =
    [0, 1, 7200, 9000, 32_399, 32_400, 37_053, 43_200, 43_201, 48_600, 62_999, 63_000, 63_001, 86_399];
pub const ACTIVITIES: [&str; 9] =
    ["accept", "decide", "pause", "resume", "toggle", "withdraw", "visit", "other", "(none)"];
pub const BY: [&[Dimension]; 6] = [
    &[],
    &[Dimension::Service],
    &[Dimension::Month],
    &[Dimension::Unit, Dimension::Month],
    &[Dimension::Service, Dimension::Year],
    &[Dimension::Month, Dimension::Service, Dimension::Unit],
];

/// What is tried.
#[derive(Debug, Clone)]
pub struct Trial {
    pub office: Office,
    pub zone: &'static str,
    pub log: Log,
    pub promises: Vec<Promise>,
    pub as_of: Option<i64>,
    pub by: usize,
    pub threads: usize,
    pub is_tight: bool,
}

pub fn office(china: bool) -> (Office, &'static str) {
    let zone = if china { "Asia/Shanghai" } else { "Europe/Amsterdam" };
    let office = Office {
        zone: TimeZone::get(zone).unwrap(),
        holidays: vec![date(2024, 4, 4), date(2024, 4, 5)],
        // The Sunday on which the clocks of Europe change is worked, and so is the one after the holiday.
        workdays: vec![date(2024, 3, 31), date(2024, 4, 7)],
        hours: vec![(32_400, 43_200), (48_600, 63_000)],
    };
    (office, zone)
}

pub fn text(office: &Office, at: i64) -> String {
    let local = office.zone.to_datetime(jiff::Timestamp::from_microsecond(at).unwrap());
    local.strftime("%Y-%m-%d %H:%M:%S%.6f").to_string()
}

pub fn event(office: Office) -> impl Strategy<Value = Event> {
    let text_or_not = prop_oneof![4 => Just(None), 1 => (0..16_i8, 0..SECONDS.len(), any::<bool>()).prop_map(Some)];
    let people = prop::sample::select(vec!["", "甲", "乙"]);
    let names = prop::sample::select(vec!["", "A", "B"]);
    let days = prop::sample::select(vec!["", "", "", "0", "2", "5"]);
    (
        0..ACTIVITIES.len(),
        0..16_i8,
        0..SECONDS.len(),
        people,
        names.clone(),
        names,
        text_or_not.clone(),
        text_or_not,
        days,
    )
        .prop_map(move |(activity, day, second, actor, service, unit, started, due, days)| {
            let day_of = |day: i8| date(2024, 3, 26).checked_add(jiff::Span::new().days(day)).unwrap();
            let at = |day: i8, second: usize| office.instant(day_of(day), SECONDS[second]);
            let mut carried = [String::new(), String::new(), days.to_owned()];
            carried[STARTED] = started.map(|(day, second, _)| text(&office, at(day, second))).unwrap_or_default();
            // A due is often the very instant of an event.
            carried[DUE] = match due {
                None => String::new(),
                Some((day, _, true)) if day % 2 == 0 => day_of(day).to_string(),
                Some((_, _, true)) => text(&office, at(day, second)),
                Some((day, second, false)) => text(&office, at(day, second)),
            };
            Event { activity: ACTIVITIES[activity], at: at(day, second), actor, service, unit, carried }
        })
}

pub fn log(office: Office) -> impl Strategy<Value = Log> {
    let file = prop::collection::vec(event(office), 0..9).boxed();
    // A second file often has some of the first one's events again.
    let files = (file.clone(), file, any::<bool>(), 0..9_usize).prop_map(|(one, mut two, again, from)| {
        if again {
            two.splice(0..0, one.iter().skip(from).cloned());
        }
        vec![one, two]
    });
    prop::collection::vec(files, 1..5).prop_map(|cases| {
        // Ids of at most twelve bytes and longer ones go different ways.
        cases
            .into_iter()
            .enumerate()
            .map(|(number, files)| (format!("{number}{}", "办件".repeat(number % 3)), files))
            .collect()
    })
}

pub fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        3 => (0..7_u32).prop_map(Limit::WorkingDays),
        3 => (1..30_u32).prop_map(Limit::WorkingHours),
        2 => (0..9_u32, any::<bool>()).prop_map(|(days, roll)| Limit::CalendarDays { days, roll }),
        1 => (1..6000_u32).prop_map(Limit::Minutes),
        2 => Just(Limit::Due),
        2 => Just(Limit::WorkingDaysFrom),
        2 => (0..3_u32).prop_map(Limit::Count),
    ]
}

pub fn promises() -> impl Strategy<Value = Vec<Promise>> {
    let from = prop::sample::select(vec![Some(("accept", false)), Some(("accept", true)), None]);
    let until = prop::sample::select(vec![Some(("decide", false)), Some(("decide", true)), None]);
    let services = prop::sample::select(vec![None, None, Some(vec!["A"]), Some(vec!["B", "(none)"])]);
    let units = || prop::sample::select(vec![None, None, Some(vec!["B"]), Some(vec!["A", "(none)"])]);
    // A later text may cover other units and begin with another milestone.
    let one = (from.clone(), until, limit(), services, units(), prop::option::of((0..14_i8, units(), from)));
    prop::collection::vec(one, 1..4).prop_map(|all| {
        let mut promises = Vec::new();
        for (id, (from, until, limit, services, units, change)) in ["p1", "p2", "p3"].into_iter().zip(all) {
            let from = if from.is_none() && until.is_none() { Some(("accept", false)) } else { from };
            let base = Promise { id, from, until, limit, services, units, in_force: (None, None) };
            match change {
                None => promises.push(base),
                Some((day, units, from)) => {
                    let last = date(2024, 3, 26).checked_add(jiff::Span::new().days(day)).unwrap();
                    let from = if from.is_none() && until.is_none() { base.from } else { from };
                    promises.push(Promise { in_force: (None, Some(last)), ..base.clone() });
                    promises.push(Promise {
                        in_force: (Some(last.tomorrow().unwrap()), None),
                        limit: changed(limit),
                        units,
                        from,
                        ..base
                    });
                }
            }
        }
        promises
    })
}

/// Another text of the same kind.
pub fn changed(limit: Limit) -> Limit {
    match limit {
        Limit::WorkingDays(days) => Limit::WorkingDays(days + 2),
        Limit::WorkingHours(hours) => Limit::WorkingHours(hours + 7),
        Limit::CalendarDays { days, roll } => Limit::CalendarDays { days: days + 1, roll },
        Limit::Minutes(minutes) => Limit::Minutes(minutes + 600),
        Limit::Count(most) => Limit::Count(most + 1),
        other => other,
    }
}

pub fn trial() -> impl Strategy<Value = Trial> {
    any::<bool>().prop_flat_map(|china| {
        let (own, zone) = office(china);
        let as_of = prop::option::weighted(0.6, (0..20_i8, 0..SECONDS.len()));
        let instant = own.clone();
        let as_of = as_of.prop_map(move |at| {
            at.map(|(day, second)| {
                instant.instant(date(2024, 3, 26).checked_add(jiff::Span::new().days(day)).unwrap(), SECONDS[second])
            })
        });
        (log(own.clone()), promises(), as_of, 0..BY.len(), 1..4_usize, any::<bool>()).prop_map(
            move |(log, promises, as_of, by, threads, is_tight)| Trial {
                office: own.clone(),
                zone,
                log,
                promises,
                as_of,
                by,
                threads,
                is_tight,
            },
        )
    })
}
