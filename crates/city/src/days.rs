//! The city's time: local seconds, working days one after the other, office time as one long line.

use calendar::{Calendar, CalendarError, Day};
use jiff::civil::{Date, date};

/// A local time: seconds since 1970-01-01T00:00:00 on the city's clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Local(pub(crate) i64);

pub(crate) const DAY: i64 = 86_400;
/// Office seconds of a day: three hours before noon, four after.
pub(crate) const OFFICE: u64 = 7 * 3600;
pub(crate) const MORNING: u64 = 3 * 3600;

/// The first and the last day of the records.
const FIRST: Date = date(2023, 1, 1);
const LAST: Date = date(2025, 12, 31);
/// The day from which two units keep more of their promises.
pub(crate) const IMPROVED: Date = date(2024, 7, 1);
/// The day from which one promise is shorter.
pub(crate) const SHORTENED: Date = date(2024, 1, 1);

impl Local {
    pub(crate) fn at(day: Day, second: i64) -> Self {
        Self(i64::from(day.0) * DAY + second)
    }

    pub(crate) fn day(self) -> Day {
        Day(self.0.div_euclid(DAY) as i32)
    }

    pub(crate) fn second(self) -> i64 {
        self.0.rem_euclid(DAY)
    }

    pub(crate) fn after(self, seconds: u64) -> Self {
        Self(self.0 + seconds as i64)
    }

    pub(crate) fn before(self, seconds: u64) -> Self {
        Self(self.0 - seconds as i64)
    }
}

/// A point on the line of office time: as many whole working days of [`OFFICE`] seconds since the first one, and seconds.
pub(crate) type OfficeTime = u64;

/// The working days of the records, and of some months more, in which late cases end.
#[derive(Debug)]
pub(crate) struct Days {
    worked: Vec<Day>,
    /// How many of them belong to the records.
    in_records: usize,
    improved: usize,
    shortened: usize,
}

impl Days {
    pub(crate) fn of_china() -> Result<Self, CalendarError> {
        let calendar = Calendar::china().build()?;
        let (first, last, end) = (Day::from(FIRST), Day::from(LAST), Day::from(date(2026, 12, 31)));
        let mut worked = Vec::new();
        for day in (first.0..=end.0).map(Day) {
            if calendar.is_working_day(day)? {
                worked.push(day);
            }
        }
        let before = |date: Date| worked.iter().filter(|day| **day < Day::from(date)).count();
        let (improved, shortened) = (before(IMPROVED), before(SHORTENED));
        let in_records = worked.iter().filter(|day| **day <= last).count();
        Ok(Self { worked, in_records, improved, shortened })
    }

    /// How many working days the records have.
    pub(crate) fn count(&self) -> u64 {
        self.in_records as u64
    }

    /// A working day by its number; the last one beyond the last.
    pub(crate) fn day(&self, number: u64) -> Day {
        let last = self.worked.len().saturating_sub(1);
        self.worked.get((number as usize).min(last)).copied().unwrap_or(Day(0))
    }

    pub(crate) fn is_improved(&self, number: u64) -> bool {
        number as usize >= self.improved
    }

    pub(crate) fn is_shortened(&self, number: u64) -> bool {
        number as usize >= self.shortened
    }

    /// The last second of the records.
    pub(crate) fn end(&self) -> Local {
        Local::at(Day::from(LAST), 18 * 3600)
    }

    /// The time on the clock. From June to September the afternoon begins and ends half an hour later.
    pub(crate) fn on_the_clock(&self, time: OfficeTime) -> Local {
        let (day, second) = (self.day(time / OFFICE), time % OFFICE);
        let is_summer = matches!(day.date().month(), 6..=9);
        let noon = if is_summer { 14 * 3600 } else { 13 * 3600 + 1800 };
        let start = if second < MORNING { 9 * 3600 } else { noon - MORNING as i64 };
        Local::at(day, start + second as i64)
    }
}
