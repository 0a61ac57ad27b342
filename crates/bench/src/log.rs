//! The log: what happened in each case.

use crate::chance::Chance;

pub(crate) const ACTIVITIES: [&str; 10] = [
    "submit",
    "accept",
    "assign",
    "review",
    "site_check",
    "supplement_requested",
    "supplement_received",
    "approve",
    "decide",
    "deliver",
];
const SUBMIT: u8 = 0;
const ACCEPT: u8 = 1;
const ASSIGN: u8 = 2;
const REVIEW: u8 = 3;
const SITE_CHECK: u8 = 4;
const REQUESTED: u8 = 5;
const RECEIVED: u8 = 6;
const APPROVE: u8 = 7;
const DECIDE: u8 = 8;
const DELIVER: u8 = 9;

pub(crate) const SERVICES: u16 = 200;
pub(crate) const UNITS: u16 = 100;
/// People of one unit.
pub(crate) const STAFF: u16 = 40;

const SECOND: i64 = 1_000_000;
const HOUR: i64 = 3600 * SECOND;
const DAY: i64 = 24 * HOUR;
/// 2022-01-01 00:00:00 on the wall clock, in microseconds.
const FIRST: i64 = 1_640_995_200 * SECOND;
/// Days on which cases begin; the last end within three years.
const DAYS: i64 = 1036;
/// Events of a case on average, to make about as many events as asked for.
const EVENTS_OF_A_CASE: f64 = 5.93;

/// One event; they sort by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Event {
    /// Microseconds on the wall clock.
    pub(crate) at: i64,
    pub(crate) case: u32,
    /// Who did it, among the staff of all units.
    pub(crate) actor: u16,
    pub(crate) activity: u8,
}

pub(crate) struct Log {
    /// The events in the order of their times.
    pub(crate) events: Vec<Event>,
    /// The service of each case.
    pub(crate) services: Vec<u16>,
}

/// Two services belong to each unit.
pub(crate) fn unit_of(service: u16) -> u16 {
    service / (SERVICES / UNITS)
}

pub(crate) fn case_name(case: u32) -> String {
    format!("C{case:09}")
}

pub(crate) fn service_name(service: u16) -> String {
    format!("service-{service:03}")
}

pub(crate) fn unit_name(unit: u16) -> String {
    format!("unit-{unit:03}")
}

pub(crate) fn actor_name(actor: u16) -> String {
    format!("u{:03}-staff{:02}", actor / STAFF, actor % STAFF)
}

impl Log {
    /// About so many events.
    pub(crate) fn of(events: u64) -> Self {
        let cases = (events as f64 / EVENTS_OF_A_CASE).round() as u32;
        let mut chance = Chance::of(11);
        let popular = popularity();
        let mut log =
            Self { events: Vec::with_capacity(events as usize), services: Vec::with_capacity(cases as usize) };
        for case in 0..cases {
            let share = chance.share();
            let service = popular.partition_point(|up_to| *up_to <= share).min(usize::from(SERVICES) - 1) as u16;
            log.services.push(service);
            log.case(case, service, &mut chance);
        }
        log.events.sort_unstable();
        log
    }

    /// submit, accept, further steps, decide, deliver. One case in ten waits for papers from the applicant; a few of those twice, or
    /// without an end; and some cases are not decided.
    fn case(&mut self, case: u32, service: u16, chance: &mut Chance) {
        let is_online = chance.happens(0.15);
        let second =
            if is_online { chance.between(0, 86_400) } else { chance.between(9 * 3600, 17 * 3600 + 1800) } * SECOND;
        let submitted = FIRST + chance.between(0, DAYS) * DAY + second + chance.between(0, SECOND);
        let accepted = submitted + days(chance.wait(0.4));
        // A service takes from one to twenty days on average, as its own kind.
        let mean = 1.0 + f64::from(service % 20);
        let effort = days(chance.wait(mean / 2.0) + chance.wait(mean / 2.0)) + 60 * SECOND;
        let within = |chance: &mut Chance, from: f64, length: f64| {
            accepted + ((from + length * chance.share()) * effort as f64) as i64
        };

        self.push(case, service, SUBMIT, submitted, chance);
        self.push(case, service, ACCEPT, accepted, chance);
        if chance.happens(0.55) {
            let at = within(chance, 0.0, 0.1);
            self.push(case, service, ASSIGN, at, chance);
        }
        for probability in [0.8, 0.2] {
            if chance.happens(probability) {
                let at = within(chance, 0.1, 0.7);
                self.push(case, service, REVIEW, at, chance);
            }
        }
        if chance.happens(0.1) {
            let at = within(chance, 0.2, 0.5);
            self.push(case, service, SITE_CHECK, at, chance);
        }
        let mut waited = 0;
        if chance.happens(0.1) {
            let from = within(chance, 0.0, 0.4);
            let until = from + days(chance.wait(6.0)) + HOUR;
            self.push(case, service, REQUESTED, from, chance);
            if !chance.happens(0.02) {
                self.push(case, service, RECEIVED, until, chance);
                waited = until - from;
                if chance.happens(0.01) {
                    let again = until + HOUR;
                    let until = again + days(chance.wait(2.0));
                    self.push(case, service, REQUESTED, again, chance);
                    self.push(case, service, RECEIVED, until, chance);
                    waited = until - from;
                }
            }
        }
        if chance.happens(0.015) {
            return;
        }
        let decided = accepted + effort + waited;
        if chance.happens(0.15) {
            self.push(case, service, APPROVE, decided - (effort / 20).min(HOUR), chance);
        }
        self.push(case, service, DECIDE, decided, chance);
        if chance.happens(0.95) {
            let at = decided + days(chance.wait(0.7));
            self.push(case, service, DELIVER, at, chance);
        }
    }

    fn push(&mut self, case: u32, service: u16, activity: u8, at: i64, chance: &mut Chance) {
        let actor = unit_of(service) * STAFF + chance.between(0, i64::from(STAFF)) as u16;
        self.events.push(Event { at, case, actor, activity });
    }
}

fn days(number: f64) -> i64 {
    (number * DAY as f64) as i64
}

/// For each service the share of cases that fall to it or to one before: a few are asked for often, most seldom.
fn popularity() -> Vec<f64> {
    let weights = (0..SERVICES).map(|service| 1.0 / f64::from(service + 5));
    let all: f64 = weights.clone().sum();
    let sum = weights.scan(0.0, |sum, weight| {
        *sum += weight / all;
        Some(*sum)
    });
    sum.collect()
}
