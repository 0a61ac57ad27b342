//! What is used up on the clock of a promise, and when it runs out.

use crate::error::CalendarError;
use crate::span::{Day, Instant};
use crate::table::Calendar;

/// What a clock counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// Working days; the day on which it starts does not count.
    WorkingDays,
    /// Microseconds of office time.
    WorkingTime,
    /// Days, worked or not; the day on which it starts does not count.
    CalendarDays,
    /// Microseconds.
    Elapsed,
}

/// How much of a clock may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowance {
    /// So many working days.
    WorkingDays(u32),
    /// So much office time, microseconds.
    WorkingTime(i64),
    /// So many days.
    CalendarDays {
        /// The number of days.
        days: u32,
        /// Whether a last day that is not worked moves to the next one that is (for China: Civil Code, article 203).
        roll: bool,
    },
    /// So much time, microseconds.
    Elapsed(i64),
}

impl Allowance {
    /// The clock on which it is counted.
    pub fn clock(self) -> Clock {
        match self {
            Self::WorkingDays(_) => Clock::WorkingDays,
            Self::WorkingTime(_) => Clock::WorkingTime,
            Self::CalendarDays { .. } => Clock::CalendarDays,
            Self::Elapsed(_) => Clock::Elapsed,
        }
    }
}

/// The last moment at which a promise is still kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The end of a local day.
    Day(Day),
    /// An instant, itself still in time.
    At(Instant),
    /// After the last day that the calendar knows.
    AfterKnownDays,
}

/// A span in which the clock stands still: from an instant until another one, not before it.
pub type Pause = (Instant, Instant);

impl Calendar {
    /// What has been used between two instants, pauses left out: whole days for the day clocks, microseconds for the
    /// others. Pauses are in order, do not overlap and lie between the two instants.
    ///
    /// # Errors
    /// [`CalendarError::UnknownYear`], for the clocks that need to know which days are worked.
    pub fn elapsed(&self, clock: Clock, from: Instant, until: Instant, pauses: &[Pause]) -> Result<i64, CalendarError> {
        let mut elapsed = self.reading(clock, until)? - self.reading(clock, from)?;
        for (begin, end) in pauses {
            elapsed -= self.reading(clock, *end)? - self.reading(clock, *begin)?;
        }
        Ok(elapsed)
    }

    /// What a clock that has been running for ever shows at an instant.
    #[inline]
    fn reading(&self, clock: Clock, at: Instant) -> Result<i64, CalendarError> {
        match clock {
            Clock::WorkingDays => self.worked_up_to(self.zone.day(at)),
            Clock::WorkingTime => self.office_time_until(at),
            Clock::CalendarDays => Ok(i64::from(self.zone.day(at).0)),
            Clock::Elapsed => Ok(at.0),
        }
    }

    /// The last moment at which no more than the allowance is used.
    ///
    /// For the day clocks it is the end of the due day: the last counted day of the allowance (the starting day itself
    /// where that is 0). A pause covers the days after the one on which it begins, up to and including the one on which it
    /// ends; those are not counted, and while a pause runs on the due day, the due day moves to the pause's end. A pause
    /// that begins after the due day rescues nothing.
    ///
    /// For the time clocks, an allowance that is used up at closing time runs until the office next opens.
    ///
    /// # Errors
    /// [`CalendarError::UnknownYear`] when the start or a pause lies in an unknown year, [`CalendarError::NoOfficeHours`]
    /// when office time is asked of a calendar without office hours.
    #[inline]
    pub fn deadline(&self, start: Instant, allowance: Allowance, pauses: &[Pause]) -> Result<Due, CalendarError> {
        match allowance {
            Allowance::WorkingDays(days) => {
                let count = |after, until| self.working_days(after, until);
                self.due_day(start, days, pauses, count, |after, n| self.working_day_after(after, n), false)
            }
            Allowance::CalendarDays { days, roll } => {
                let count = |after: Day, until: Day| Ok(i64::from(until.0) - i64::from(after.0));
                let nth = |after: Day, n: u32| Ok(i32::try_from(i64::from(after.0) + i64::from(n)).ok().map(Day));
                self.due_day(start, days, pauses, count, nth, roll)
            }
            Allowance::WorkingTime(limit) => {
                if !self.has_office_hours() {
                    return Err(CalendarError::NoOfficeHours { calendar: self.name.clone() });
                }
                let target = self.clock_at_due(Clock::WorkingTime, start, limit, pauses)?;
                Ok(self.last_instant_within(target).map_or(Due::AfterKnownDays, Due::At))
            }
            Allowance::Elapsed(limit) => {
                Ok(Due::At(Instant(self.clock_at_due(Clock::Elapsed, start, limit, pauses)?)))
            }
        }
    }

    /// What the ever-running clock shows when the allowance is used up.
    fn clock_at_due(&self, clock: Clock, start: Instant, limit: i64, pauses: &[Pause]) -> Result<i64, CalendarError> {
        let mut left = limit;
        let mut since = self.reading(clock, start)?;
        for (begin, end) in pauses {
            let used = self.reading(clock, *begin)? - since;
            if left < used {
                break;
            }
            left -= used;
            since = self.reading(clock, *end)?;
        }
        Ok(since.saturating_add(left))
    }

    fn due_day(
        &self,
        start: Instant,
        limit: u32,
        pauses: &[Pause],
        count: impl Fn(Day, Day) -> Result<i64, CalendarError>,
        nth: impl Fn(Day, u32) -> Result<Option<Day>, CalendarError>,
        roll: bool,
    ) -> Result<Due, CalendarError> {
        let mut since = self.zone.day(start);
        let mut left = limit;
        for (begin, end) in pauses {
            let used = count(since, self.zone.day(*begin))?;
            if i64::from(left) <= used {
                break;
            }
            left -= u32::try_from(used).unwrap_or(0);
            since = self.zone.day(*end);
        }
        let mut due = if left == 0 { Some(since) } else { nth(since, left)? };
        while let Some(day) = due {
            let running = pauses.iter().find(|(begin, end)| self.zone.day(*begin) <= day && day < self.zone.day(*end));
            due = match running {
                Some((_, end)) => Some(self.zone.day(*end)),
                None if roll && day > self.known_days().1 => None,
                None if roll && !self.is_working_day(day)? => self.working_day_after(day, 1)?,
                None => return Ok(Due::Day(day)),
            };
        }
        Ok(Due::AfterKnownDays)
    }
}
