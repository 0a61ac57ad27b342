//! One case, as plainly as it can be said: written from the rules (docs/measure.md) and apart from the kernels. Days are
//! walked one by one, dues on time clocks are found by trying, and nothing is fast.

#![allow(unreachable_pub, reason = "a module of a test is nobody's library")]

pub mod trial;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// An event as it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    pub activity: &'static str,
    pub at: i64,
    pub actor: &'static str,
    pub service: &'static str,
    pub unit: &'static str,
    /// What the row carries, by column: started, due, days. Empty where it says nothing.
    pub carried: [String; 3],
}

pub const STARTED: usize = 0;
pub const DUE: usize = 1;
const DAYS: usize = 2;

/// An office.
#[derive(Debug, Clone)]
pub struct Office {
    pub zone: TimeZone,
    pub holidays: Vec<Date>,
    pub workdays: Vec<Date>,
    /// Local seconds.
    pub hours: Vec<(i64, i64)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    WorkingDays(u32),
    WorkingHours(u32),
    CalendarDays { days: u32, roll: bool },
    Minutes(u32),
    Due,
    WorkingDaysFrom,
    Count(u32),
}

/// A promise: milestones by activity, or by the carried time `started`.
#[derive(Debug, Clone)]
pub struct Promise {
    pub id: &'static str,
    /// `None`: the carried time.
    pub from: Option<(&'static str, bool)>,
    pub until: Option<(&'static str, bool)>,
    pub limit: Limit,
    pub services: Option<Vec<&'static str>>,
    pub units: Option<Vec<&'static str>>,
    pub in_force: (Option<Date>, Option<Date>),
}

/// What became of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub promise: String,
    pub case: String,
    pub service: String,
    pub unit: String,
    pub from: Option<i64>,
    pub until: Option<i64>,
    pub due: Option<Due>,
    pub outcome: &'static str,
    pub elapsed: Option<i64>,
    pub paused: Option<i64>,
    pub month: Option<String>,
    /// The month in which it ended, where something is known of how long it took.
    pub ended: Option<String>,
    pub steps: u32,
    pub handovers: u32,
    pub rework: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    Day(Date),
    At(i64),
}

impl Office {
    pub fn day(&self, at: i64) -> Date {
        self.zone.to_datetime(Timestamp::from_microsecond(at).unwrap()).date()
    }

    fn month(&self, at: i64) -> String {
        self.day(at).strftime("%Y-%m").to_string()
    }

    pub fn instant(&self, day: Date, seconds: i64) -> i64 {
        let local = day.at(0, 0, 0, 0).checked_add(Span::new().seconds(seconds)).unwrap();
        self.zone.to_timestamp(local).unwrap().as_microsecond()
    }

    fn works(&self, day: Date) -> bool {
        let usual = day.weekday().to_monday_zero_offset() < 5;
        self.workdays.contains(&day) || (usual && !self.holidays.contains(&day))
    }

    fn open_time(&self, from: i64, until: i64) -> i64 {
        let (mut total, mut day) = (0, self.day(from));
        while day <= self.day(until) {
            for (open, close) in self.hours.iter().filter(|_| self.works(day)) {
                let (open, close) = (self.instant(day, *open), self.instant(day, *close));
                total += (close.min(until) - open.max(from)).max(0);
            }
            day = day.tomorrow().unwrap();
        }
        total
    }

    /// Days after one up to another that a clock counts.
    fn days(&self, after: Date, until: Date, only_worked: bool) -> i64 {
        let (mut count, mut day) = (0, after);
        while day < until {
            day = day.tomorrow().unwrap();
            count += i64::from(!only_worked || self.works(day));
        }
        count
    }

    fn used(&self, limit: Limit, from: i64, until: i64) -> i64 {
        match limit {
            Limit::WorkingDays(_) | Limit::WorkingDaysFrom => self.days(self.day(from), self.day(until), true),
            Limit::CalendarDays { .. } => self.days(self.day(from), self.day(until), false),
            Limit::WorkingHours(_) => self.open_time(from, until),
            Limit::Minutes(_) | Limit::Due | Limit::Count(_) => until - from,
        }
    }

    fn used_without(&self, limit: Limit, from: i64, until: i64, pauses: &[(i64, i64)]) -> i64 {
        let before = pauses.iter().filter(|(begin, _)| *begin < until);
        let paused: i64 = before.map(|(begin, end)| self.used(limit, *begin, (*end).min(until))).sum();
        self.used(limit, from, until) - paused
    }

    fn due_day(&self, limit: Limit, from: i64, days: u32, pauses: &[(i64, i64)]) -> Date {
        let spans: Vec<(Date, Date)> = pauses.iter().map(|(begin, end)| (self.day(*begin), self.day(*end))).collect();
        let covered = |day: Date| spans.iter().any(|(begin, end)| *begin < day && day <= *end);
        let only_worked = !matches!(limit, Limit::CalendarDays { .. });
        let mut due = self.day(from);
        for _ in 0..days {
            due = due.tomorrow().unwrap();
            while (only_worked && !self.works(due)) || covered(due) {
                due = due.tomorrow().unwrap();
            }
        }
        let rolls = matches!(limit, Limit::CalendarDays { roll: true, .. });
        loop {
            if let Some((_, end)) = spans.iter().find(|(begin, end)| *begin <= due && due < *end) {
                due = *end;
            } else if rolls && !self.works(due) {
                due = due.tomorrow().unwrap();
            } else {
                return due;
            }
        }
    }

    /// The last instant at which no more than the limit is used: found by halving.
    fn due_instant(&self, limit: Limit, from: i64, most: i64, pauses: &[(i64, i64)]) -> i64 {
        let (mut kept, mut broken) = (from, from + 86_400_000_000);
        while self.used_without(limit, from, broken, pauses) <= most {
            (kept, broken) = (broken, broken + (broken - from));
        }
        while broken - kept > 1 {
            let middle = kept + (broken - kept) / 2;
            if self.used_without(limit, from, middle, pauses) <= most {
                kept = middle;
            } else {
                broken = middle;
            }
        }
        kept
    }
}

/// All files of a log: cases, and of each its events by file, in the order in which they stand there.
pub type Log = BTreeMap<String, Vec<Vec<Event>>>;

/// A case put together from its files: its events in order, and what it carries.
pub struct Case {
    pub events: Vec<Event>,
    carried: [Option<String>; 3],
    pub service: String,
    pub unit: String,
}

impl Case {
    /// `None` where all that happened lies after `as_of`.
    pub fn of(files: &[Vec<Event>], as_of: i64, instant: impl Fn(&str) -> i64) -> Option<Self> {
        let mut case = Self::of_all(files);
        case.events.retain(|event| event.at <= as_of);
        // Which time a case carries is told from all of its rows, and then whether it is seen.
        if case.carried[STARTED].as_deref().is_some_and(|started| instant(started) > as_of) {
            case.carried[STARTED] = None;
        }
        let is_seen = !case.events.is_empty() || case.carried[STARTED].is_some();
        is_seen.then_some(case)
    }

    /// The last instant of an event or of a time that the case carries.
    pub fn last(files: &[Vec<Event>], instant: impl Fn(&str) -> i64) -> Option<i64> {
        let case = Self::of_all(files);
        let started = case.carried[STARTED].as_deref().map(instant);
        case.events.iter().map(|event| event.at).chain(started).max()
    }

    fn of_all(files: &[Vec<Event>]) -> Self {
        let mut events: Vec<Event> = Vec::new();
        let (mut carried, mut service, mut unit) = ([None, None, None], "", "");
        for file in files {
            // Of an event that an earlier file has so many times only what is more than that is new.
            let mut earlier: BTreeMap<&Event, usize> = BTreeMap::new();
            let known = events.clone();
            for event in &known {
                *earlier.entry(event).or_default() += 1;
            }
            let mut own: [Option<String>; 3] = [None, None, None];
            for event in file {
                if service.is_empty() {
                    service = event.service;
                }
                if unit.is_empty() {
                    unit = event.unit;
                }
                for (own, value) in own.iter_mut().zip(&event.carried) {
                    if !value.is_empty() {
                        own.get_or_insert(value.clone());
                    }
                }
                match earlier.get_mut(event).filter(|left| **left > 0) {
                    Some(left) => *left -= 1,
                    None => events.push(event.clone()),
                }
            }
            for (carried, own) in carried.iter_mut().zip(own) {
                *carried = own.or(carried.take());
            }
        }
        events.sort_by_key(|event| event.at);
        let named = |text: &str| if text.is_empty() { "(none)" } else { text }.to_owned();
        Self { events, carried, service: named(service), unit: named(unit) }
    }

    pub fn steps(&self) -> u32 {
        self.events.len() as u32
    }

    pub fn handovers(&self) -> u32 {
        let differ =
            |pair: &[Event]| !pair[0].actor.is_empty() && !pair[1].actor.is_empty() && pair[0].actor != pair[1].actor;
        self.events.windows(2).filter(|pair| differ(pair)).count() as u32
    }

    pub fn rework(&self) -> u32 {
        let distinct: BTreeSet<&str> = self.events.iter().map(|event| event.activity).collect();
        self.steps() - distinct.len() as u32
    }

    /// What becomes of a promise; `None` where the case is not its business.
    pub fn judge(
        &self,
        case: &str,
        promise: &Promise,
        office: &Office,
        as_of: i64,
        instant: impl Fn(&str) -> i64,
    ) -> Option<Row> {
        if promise.services.as_ref().is_some_and(|services| !services.contains(&self.service.as_str())) {
            return None;
        }
        if promise.units.as_ref().is_some_and(|units| !units.contains(&self.unit.as_str())) {
            return None;
        }
        let mut row = Row {
            promise: promise.id.to_owned(),
            case: case.to_owned(),
            service: self.service.clone(),
            unit: self.unit.clone(),
            from: None,
            until: None,
            due: None,
            outcome: "not_started",
            elapsed: None,
            paused: None,
            month: None,
            ended: None,
            steps: self.steps(),
            handovers: self.handovers(),
            rework: self.rework(),
        };
        // The instant, and the events that stand after it.
        let find = |milestone: Option<(&str, bool)>, among: std::ops::Range<usize>| -> Option<(i64, usize)> {
            let (activity, last) = milestone?;
            let mut places = among.filter(|place| self.events[*place].activity == activity);
            let place = if last { places.next_back() } else { places.next() };
            place.map(|place| (self.events[place].at, place))
        };
        let carried = self.carried[STARTED].as_deref().map(&instant);
        let all = self.events.len();
        let start = match promise.from {
            None => carried.map(|at| (at, self.events.iter().filter(|event| event.at < at).count())),
            from => find(from, 0..all).map(|(at, place)| (at, place + 1)),
        };
        let Some((from, after)) = start else { return Some(row) };
        let day = office.day(from);
        if promise.in_force.0.is_some_and(|first| day < first) || promise.in_force.1.is_some_and(|last| last < day) {
            return None;
        }
        let stop = match promise.until {
            None => carried.map(|at| (at, self.events.iter().filter(|event| event.at < at).count())),
            until => find(until, after..all),
        };
        let before = stop.map_or(all, |(_, place)| place).max(after);
        let written = stop.map(|(at, _)| at);
        let until = written.map(|at| at.max(from));
        (row.from, row.until) = (Some(from), written);
        let withdrawn = find(Some(("withdraw", false)), after..before).map(|(at, _)| at);
        let limit = match promise.limit {
            Limit::WorkingDaysFrom => match &self.carried[DAYS] {
                Some(days) => Limit::WorkingDays(days.parse().unwrap()),
                None => {
                    row.outcome = "no_due";
                    return Some(row);
                }
            },
            other => other,
        };

        if let Limit::Count(most) = limit {
            let inside = |place: usize, at: i64| match (stop, promise.until) {
                (None, _) => true,
                (Some((until, _)), None) => at <= until,
                (Some((_, until)), Some(_)) => place <= until,
            };
            let visits: Vec<i64> = self
                .events
                .iter()
                .enumerate()
                .filter(|(place, event)| event.activity == "visit" && inside(*place, event.at))
                .map(|(_, event)| event.at)
                .collect();
            let beyond = visits.get(most as usize).copied();
            if let Some(at) = withdrawn.filter(|at| beyond.is_none_or(|beyond| *at < beyond)) {
                (row.outcome, row.month) = ("withdrawn", Some(office.month(at)));
                return Some(row);
            }
            (row.outcome, row.month) = match (beyond, until) {
                (Some(beyond), _) => ("broken", Some(office.month(beyond))),
                (None, Some(until)) => ("kept", Some(office.month(until))),
                (None, None) => ("running", None),
            };
            if row.outcome != "running" {
                (row.elapsed, row.paused) = (Some(visits.len() as i64), Some(0));
                row.ended = until.map(|until| office.month(until));
            }
            return Some(row);
        }

        let mut pauses: Vec<(i64, i64)> = Vec::new();
        let mut open: Option<i64> = None;
        for event in &self.events[after..before] {
            match (open, event.activity) {
                (None, "pause" | "toggle") => open = Some(event.at),
                (Some(begin), "resume" | "toggle") => {
                    pauses.push((begin, event.at));
                    open = None;
                }
                _ => {}
            }
        }
        pauses.extend(open.map(|begin| (begin, until.unwrap_or(as_of).max(begin))));
        let due = match limit {
            Limit::WorkingDays(days) | Limit::CalendarDays { days, .. } => {
                Due::Day(office.due_day(limit, from, days, &pauses))
            }
            Limit::WorkingHours(hours) => {
                Due::At(office.due_instant(limit, from, i64::from(hours) * 3_600_000_000, &pauses))
            }
            Limit::Minutes(minutes) => {
                Due::At(office.due_instant(limit, from, i64::from(minutes) * 60_000_000, &pauses))
            }
            Limit::Due => match &self.carried[DUE] {
                None => {
                    row.outcome = "no_due";
                    return Some(row);
                }
                Some(text) => {
                    pauses.clear();
                    Due::At(if text.len() > 10 {
                        instant(text)
                    } else {
                        office.instant(text.parse::<Date>().unwrap().tomorrow().unwrap(), 0) - 1
                    })
                }
            },
            Limit::WorkingDaysFrom | Limit::Count(_) => unreachable!(),
        };
        row.due = Some(due);
        // Against a written due what counts is the end as written.
        let is_after = |at: i64| match due {
            Due::Day(day) => office.day(at) > day,
            Due::At(due) => at > due,
        };
        let due_month = match due {
            Due::Day(day) => day.strftime("%Y-%m").to_string(),
            Due::At(due) => office.month(due),
        };
        if let Some(at) = withdrawn.filter(|at| !is_after(*at)) {
            (row.outcome, row.month) = ("withdrawn", Some(office.month(at)));
            return Some(row);
        }
        let judged = if limit == Limit::Due { written } else { until };
        let Some(judged) = judged else {
            let overdue = is_after(as_of);
            (row.outcome, row.month) = if overdue { ("overdue", Some(due_month)) } else { ("running", None) };
            return Some(row);
        };
        let kept = !is_after(judged);
        let ended = office.month(until.unwrap());
        row.outcome = if kept { "kept" } else { "broken" };
        row.month = Some(if kept { ended.clone() } else { due_month });
        row.ended = Some(ended);
        row.elapsed = Some(office.used_without(limit, from, until.unwrap(), &pauses));
        row.paused = Some(pauses.iter().map(|(begin, end)| office.used(limit, *begin, *end)).sum());
        Some(row)
    }
}
