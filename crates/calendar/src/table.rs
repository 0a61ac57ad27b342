//! The calendar: prefix sums by day, and what can be asked of them.

use crate::build::CalendarBuilder;
use crate::error::CalendarError;
use crate::list::DayList;
use crate::span::{DAY_US, Day, Instant};
use crate::zone::Zone;

/// Which days an office works, and when it is open on them.
///
/// Three ways lead to one: [`Calendar::china`], [`Calendar::weekdays`], or a list of days of one's own with
/// [`CalendarBuilder::new`]. Every question about a day outside the known years is answered with
/// [`CalendarError::UnknownYear`], never by guessing.
///
/// ```
/// use calendar::{Calendar, OfficeHours};
/// use jiff::civil::date;
///
/// let hours = OfficeHours::parse(["09:00-12:00", "13:30-17:30"])?;
/// let office = Calendar::weekdays("Europe/Amsterdam").office_hours(hours).build()?;
/// let friday = office.zone().instant_of(date(2011, 10, 7).at(17, 0, 0, 0));
/// let monday = office.zone().instant_of(date(2011, 10, 10).at(9, 15, 0, 0));
/// assert_eq!(office.working_days(office.zone().day(friday), office.zone().day(monday))?, 1);
/// assert_eq!(office.office_time(friday, monday)?, 45 * 60 * 1_000_000);
/// # Ok::<(), calendar::CalendarError>(())
/// ```
#[derive(Clone)]
pub struct Calendar {
    pub(crate) name: String,
    pub(crate) zone: Zone,
    pub(crate) first: Day,
    pub(crate) last: Day,
    pub(crate) years: (i16, i16),
    /// One row for each known day, from `first` on.
    pub(crate) rows: Vec<DayRow>,
    pub(crate) schedules: Vec<Schedule>,
    /// The month of each known day.
    pub(crate) months: Vec<i32>,
    /// The working days, in order.
    pub(crate) worked: Vec<Day>,
    pub(crate) office_total: i64,
    /// Office time is cut into pieces of this length, microseconds.
    pub(crate) bucket: i64,
    /// For each piece, the working day in which it begins: an index into `worked`.
    pub(crate) first_in_bucket: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct DayRow {
    /// Office time on the days before, microseconds.
    pub(crate) office_before: i64,
    /// Working days before.
    pub(crate) working_before: u32,
    pub(crate) schedule: u16,
    pub(crate) works: bool,
}

/// The hours of one kind of day.
#[derive(Debug, Clone, Default)]
pub(crate) struct Schedule {
    /// Microseconds after local midnight by the clock, or after the day's first instant.
    pub(crate) intervals: Vec<(i64, i64)>,
    pub(crate) total: i64,
    /// On a day on which the clocks change, time is measured from its first instant.
    pub(crate) from_first_instant: bool,
}

impl std::fmt::Debug for Calendar {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Calendar({} {:?} {})", self.name, self.years, self.zone.name())
    }
}

impl Calendar {
    /// The official days off and make-up workdays of China, in China's time; no office hours yet.
    pub fn china() -> CalendarBuilder {
        CalendarBuilder::new("cn", "Asia/Shanghai", DayList::china())
    }

    /// Monday to Friday with no holidays, from 1900 to 2199.
    pub fn weekdays(time_zone: &str) -> CalendarBuilder {
        CalendarBuilder::plain_week(time_zone)
    }

    /// The calendar's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The time zone in which days begin and end.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The first and the last known year.
    pub fn years(&self) -> (i16, i16) {
        self.years
    }

    /// The first and the last known day.
    pub fn known_days(&self) -> (Day, Day) {
        (self.first, self.last)
    }

    /// Whether working days have office hours at all.
    pub fn has_office_hours(&self) -> bool {
        self.office_total > 0
    }

    /// Months since January 1970 of the local month in which an instant lies: [`Day::month`], from a table.
    #[inline]
    pub fn month(&self, instant: Instant) -> i32 {
        self.month_of(self.zone.day(instant))
    }

    /// The same for a day.
    #[inline]
    pub fn month_of(&self, day: Day) -> i32 {
        let index = usize::try_from(i64::from(day.0) - i64::from(self.first.0)).unwrap_or(usize::MAX);
        self.months.get(index).copied().unwrap_or_else(|| day.month())
    }

    /// Whether a day is known.
    #[inline]
    pub fn knows(&self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// The error for a day that is not known.
    #[cold]
    pub fn unknown(&self, day: Day) -> CalendarError {
        let (first, last) = self.years;
        CalendarError::UnknownYear { calendar: self.name.clone(), year: day.date().year(), first, last }
    }

    #[inline]
    pub(crate) fn row(&self, day: Day) -> Result<&DayRow, CalendarError> {
        let index = usize::try_from(i64::from(day.0) - i64::from(self.first.0)).unwrap_or(usize::MAX);
        self.rows.get(index).ok_or_else(|| self.unknown(day))
    }

    /// Whether a day is worked.
    ///
    /// # Errors
    /// [`CalendarError::UnknownYear`].
    pub fn is_working_day(&self, day: Day) -> Result<bool, CalendarError> {
        Ok(self.row(day)?.works)
    }

    /// Working days from the first known day up to and including `day`.
    #[inline]
    pub(crate) fn worked_up_to(&self, day: Day) -> Result<i64, CalendarError> {
        let row = self.row(day)?;
        Ok(i64::from(row.working_before) + i64::from(row.works))
    }

    /// Working days `d` with `after < d <= until`: the day on which something was received does not count. From Friday
    /// to Monday is 1, the same day 0; negative when `until` lies before `after`.
    ///
    /// # Errors
    /// [`CalendarError::UnknownYear`].
    #[inline]
    pub fn working_days(&self, after: Day, until: Day) -> Result<i64, CalendarError> {
        Ok(self.worked_up_to(until)? - self.worked_up_to(after)?)
    }

    /// The `n`-th working day after a day, for `n` of 1 and more; `None` when it would lie after the last known day.
    ///
    /// # Errors
    /// [`CalendarError::UnknownYear`] when `after` itself is not known.
    #[inline]
    pub fn working_day_after(&self, after: Day, n: u32) -> Result<Option<Day>, CalendarError> {
        let index = self.worked_up_to(after)? + i64::from(n) - 1;
        Ok(usize::try_from(index).ok().and_then(|index| self.worked.get(index)).copied())
    }

    /// Office time from the first known day to an instant, microseconds.
    ///
    /// # Errors
    /// [`CalendarError::UnknownYear`].
    #[inline]
    pub fn office_time_until(&self, instant: Instant) -> Result<i64, CalendarError> {
        let local = self.zone.local(instant);
        let number = local.div_euclid(DAY_US);
        let day = Day(number as i32);
        let row = self.row(day)?;
        if !row.works {
            return Ok(row.office_before);
        }
        let Some(schedule) = self.schedules.get(usize::from(row.schedule)) else { return Ok(row.office_before) };
        let into_day =
            if schedule.from_first_instant { instant.0 - self.zone.start_of(day).0 } else { local - number * DAY_US };
        let mut total = row.office_before;
        for (from, until) in &schedule.intervals {
            total += into_day.max(*from).min(*until) - from;
        }
        Ok(total)
    }

    /// Office time between two instants, microseconds.
    ///
    /// # Errors
    /// [`CalendarError::UnknownYear`].
    pub fn office_time(&self, from: Instant, until: Instant) -> Result<i64, CalendarError> {
        Ok(self.office_time_until(until)? - self.office_time_until(from)?)
    }

    /// The last instant at which no more than `used` microseconds of office time have passed since the first known day:
    /// used up at closing time, that is the next opening. `None` when it would lie after the last known day.
    #[inline]
    pub(crate) fn last_instant_within(&self, used: i64) -> Option<Instant> {
        let mut index = *self.first_in_bucket.get(usize::try_from(used / self.bucket).ok()?)? as usize;
        loop {
            let day = *self.worked.get(index)?;
            let row = self.rows.get((day.0 - self.first.0) as usize)?;
            let schedule = self.schedules.get(usize::from(row.schedule))?;
            let mut left = used - row.office_before;
            if left < schedule.total {
                for (from, until) in &schedule.intervals {
                    if left < until - from {
                        let into_day = from + left;
                        return Some(if schedule.from_first_instant {
                            Instant(self.zone.start_of(day).0 + into_day)
                        } else {
                            self.zone.instant_of_local(i64::from(day.0) * DAY_US + into_day)
                        });
                    }
                    left -= until - from;
                }
            }
            index += 1;
        }
    }

    /// Cuts all office time into about four pieces a day and notes where each begins, so that the search above takes a
    /// step or two, whatever the hours are.
    pub(crate) fn index_office_time(&mut self) {
        let pieces = 4 * self.worked.len().max(1) as i64;
        self.bucket = (self.office_total / pieces).max(1);
        if self.office_total == 0 {
            return;
        }
        let mut first_in_bucket = Vec::with_capacity(pieces as usize + 8);
        for (index, day) in self.worked.iter().enumerate() {
            let Some(row) = self.rows.get((day.0 - self.first.0) as usize) else { continue };
            let total = self.schedules.get(usize::from(row.schedule)).map_or(0, |schedule| schedule.total);
            // Every piece that begins before this day's last moment of office time begins here or earlier.
            while (first_in_bucket.len() as i64) * self.bucket < row.office_before + total {
                first_in_bucket.push(index as u32);
            }
        }
        self.first_in_bucket = first_in_bucket;
    }
}
