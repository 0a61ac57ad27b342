//! Local time, without a search for each instant.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::error::CalendarError;
use crate::span::{DAY_US, Day, Instant};

/// 1900-01-01 and 2200-01-01: between them the offset of a day stands in a table.
const FIRST_DAY: i32 = -25_567;
const LAST_DAY: i32 = 84_006;
/// Marks a day (in UTC) in which the clocks change.
const CLOCKS_CHANGE: i32 = i32::MIN;

/// A time zone, with a table of its offsets by day.
///
/// A day in which the clocks change, and one before 1900 or after 2199, is looked up in the time zone database; all
/// others cost one access to the table.
///
/// ```
/// use calendar::{Day, Zone};
/// use jiff::civil::date;
///
/// let zone = Zone::named("Europe/Amsterdam")?;
/// // Half past midnight in Amsterdam is still the day before in UTC.
/// let instant = zone.instant_of(date(2011, 7, 1).at(0, 30, 0, 0));
/// assert_eq!(instant.to_string(), "2011-06-30T22:30:00Z");
/// assert_eq!(zone.day(instant), Day::from(date(2011, 7, 1)));
/// # Ok::<(), calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Zone {
    name: String,
    time_zone: TimeZone,
    /// Seconds east of UTC, for each day in UTC from `FIRST_DAY` on.
    offsets: Vec<i32>,
    /// The longest time in which the clocks did not change: from an instant until before another, and the offset in
    /// microseconds. For most of the world that is all that is ever asked for.
    steady: (i64, i64, i64),
}

impl Zone {
    /// A zone of the IANA time zone database, such as `Asia/Shanghai`.
    ///
    /// # Errors
    /// [`CalendarError::TimeZone`] when there is no zone of that name.
    pub fn named(name: &str) -> Result<Self, CalendarError> {
        let time_zone = TimeZone::get(name).map_err(|_| CalendarError::TimeZone { name: name.to_owned() })?;
        let mut offsets = vec![0; (LAST_DAY - FIRST_DAY) as usize];
        let start = Timestamp::from_second(i64::from(FIRST_DAY) * 86_400).unwrap_or(Timestamp::MIN);
        let mut offset = time_zone.to_offset(start).seconds();
        let mut filled = 0;
        for change in time_zone.following(start) {
            let day = (change.timestamp().as_second().div_euclid(86_400) - i64::from(FIRST_DAY)) as usize;
            if day >= offsets.len() {
                break;
            }
            if day > filled {
                offsets[filled..day].fill(offset);
            }
            // Two changes in one day, or a change at midnight, need no case of their own: such a day is looked up.
            offsets[day] = CLOCKS_CHANGE;
            filled = day + 1;
            offset = change.offset().seconds();
        }
        if filled < offsets.len() {
            offsets[filled..].fill(offset);
        }
        let steady = steady(&offsets);
        Ok(Self { name: name.to_owned(), time_zone, offsets, steady })
    }

    /// The zone's name, as it was asked for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The zone in the time zone database.
    pub fn time_zone(&self) -> &TimeZone {
        &self.time_zone
    }

    fn offset_on(&self, utc_day: i64) -> Option<i64> {
        let index = usize::try_from(utc_day - i64::from(FIRST_DAY)).ok()?;
        self.offsets.get(index).copied().filter(|offset| *offset != CLOCKS_CHANGE).map(i64::from)
    }

    /// Local wall-clock time, as microseconds since 1970-01-01T00:00:00 local.
    #[inline]
    pub(crate) fn local(&self, instant: Instant) -> i64 {
        let (from, until, offset) = self.steady;
        if from <= instant.0 && instant.0 < until {
            return instant.0 + offset;
        }
        let seconds = self.offset_on(instant.0.div_euclid(DAY_US)).unwrap_or_else(|| self.offset_looked_up(instant));
        instant.0.saturating_add(seconds * 1_000_000)
    }

    #[cold]
    fn offset_looked_up(&self, instant: Instant) -> i64 {
        i64::from(self.time_zone.to_offset(instant.timestamp()).seconds())
    }

    /// The local day on which an instant falls.
    #[inline]
    pub fn day(&self, instant: Instant) -> Day {
        Day(self.local(instant).div_euclid(DAY_US) as i32)
    }

    /// The local wall-clock time of an instant.
    pub fn date_time(&self, instant: Instant) -> DateTime {
        self.time_zone.to_datetime(instant.timestamp())
    }

    /// The instant at which a local clock shows a time. Where the clocks skip that time it is as far after the change as
    /// the time is into the gap; where they show it twice it is the first (jiff calls this `compatible`, as RFC 5545 does).
    pub fn instant_of(&self, local: DateTime) -> Instant {
        let day = Day::from(local.date());
        let since_midnight = local.time().duration_since(jiff::civil::Time::midnight());
        self.instant_of_local(i64::from(day.0) * DAY_US + since_midnight.as_micros() as i64)
    }

    /// The same, for a local time given as microseconds since 1970-01-01T00:00:00 local. The fast way for columns.
    #[inline]
    pub fn instant_of_local(&self, local_us: i64) -> Instant {
        let (from, until, offset) = self.steady;
        if from.saturating_add(offset) <= local_us && local_us < until.saturating_add(offset) {
            return Instant(local_us - offset);
        }
        let day = local_us.div_euclid(DAY_US);
        match (self.offset_on(day - 1), self.offset_on(day), self.offset_on(day + 1)) {
            (Some(before), Some(on), Some(after)) if before == on && on == after => Instant(local_us - on * 1_000_000),
            _ => self.instant_looked_up(local_us),
        }
    }

    /// Turns a column of local times, microseconds since 1970-01-01T00:00:00 local, into instants, in place. Where the
    /// clocks did not change between the first and the last of them, that is one subtraction each; else neighbours are
    /// mostly of one day, so that most cost no access to the table.
    pub fn make_instants(&self, local_us: &mut [i64]) {
        let (from, until, offset) = self.steady;
        let (mut first, mut last) = (i64::MAX, i64::MIN);
        for us in local_us.iter() {
            first = first.min(*us);
            last = last.max(*us);
        }
        if from.saturating_add(offset) <= first && last < until.saturating_add(offset) {
            local_us.iter_mut().for_each(|us| *us -= offset);
            return;
        }
        let mut known_day = i64::MIN;
        let mut offset_us = 0;
        for us in local_us {
            let day = us.div_euclid(DAY_US);
            if day != known_day {
                match (self.offset_on(day - 1), self.offset_on(day), self.offset_on(day + 1)) {
                    (Some(before), Some(on), Some(after)) if before == on && on == after => {
                        (known_day, offset_us) = (day, on * 1_000_000);
                    }
                    _ => {
                        *us = self.instant_looked_up(*us).0;
                        continue;
                    }
                }
            }
            *us -= offset_us;
        }
    }

    #[cold]
    fn instant_looked_up(&self, local_us: i64) -> Instant {
        let day = Day(local_us.div_euclid(DAY_US) as i32);
        let within = SignedDuration::from_micros(local_us.rem_euclid(DAY_US));
        let local = day.date().at(0, 0, 0, 0).checked_add(within).unwrap_or(DateTime::MAX);
        match self.time_zone.to_timestamp(local) {
            Ok(timestamp) => Instant::from(timestamp),
            Err(_) => Instant(local_us),
        }
    }

    /// The first instant of a local day.
    pub fn start_of(&self, day: Day) -> Instant {
        self.instant_of_local(i64::from(day.0) * DAY_US)
    }

    /// The last microsecond of a local day.
    pub fn end_of(&self, day: Day) -> Instant {
        Instant(self.start_of(Day(day.0 + 1)).0 - 1)
    }

    /// Whether the clocks change on a local day, so that it is not 24 hours long.
    pub(crate) fn clocks_change_on(&self, day: Day) -> bool {
        self.start_of(Day(day.0 + 1)).0 - self.start_of(day).0 != DAY_US
    }
}

/// The longest run of days with one offset.
fn steady(offsets: &[i32]) -> (i64, i64, i64) {
    let mut longest = (0, 0);
    let mut start = 0;
    for run in offsets.chunk_by(|one, two| one == two) {
        if run.len() > longest.1 - longest.0 && run.first() != Some(&CLOCKS_CHANGE) {
            longest = (start, start + run.len());
        }
        start += run.len();
    }
    let instant = |day: usize| (day as i64 + i64::from(FIRST_DAY)) * DAY_US;
    (instant(longest.0), instant(longest.1), offsets.get(longest.0).map_or(0, |offset| i64::from(*offset) * 1_000_000))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_skipped_and_a_repeated_hour_are_read_as_jiff_does() {
        let amsterdam = Zone::named("Europe/Amsterdam").unwrap();
        for (local, utc) in [
            (date(2011, 3, 27).at(1, 59, 59, 0), "2011-03-27T00:59:59Z"),
            (date(2011, 3, 27).at(2, 30, 0, 0), "2011-03-27T01:30:00Z"),
            (date(2011, 3, 27).at(3, 0, 0, 0), "2011-03-27T01:00:00Z"),
            (date(2011, 10, 30).at(2, 30, 0, 0), "2011-10-30T00:30:00Z"),
            (date(2011, 10, 30).at(3, 0, 0, 0), "2011-10-30T02:00:00Z"),
        ] {
            assert_eq!(amsterdam.instant_of(local).to_string(), utc, "{local}");
        }
    }

    #[test]
    fn the_table_says_what_the_database_says() {
        for name in
            ["Asia/Shanghai", "Europe/Amsterdam", "America/St_Johns", "Australia/Lord_Howe", "UTC", "Pacific/Apia"]
        {
            let zone = Zone::named(name).unwrap();
            let mut at = jiff::civil::date(1880, 1, 1).at(0, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
            while at < jiff::civil::date(2230, 1, 1).at(0, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp() {
                let local = zone.time_zone().to_datetime(at);
                let instant = Instant::from(at);
                assert_eq!(zone.day(instant), Day::from(local.date()), "{name} {at}");
                let back = Instant::from(zone.time_zone().to_timestamp(local).unwrap());
                assert_eq!(zone.instant_of(local), back, "{name} {local}");
                at += SignedDuration::from_secs(7 * 3_600 + 13 * 60 + 7);
            }
        }
    }

    #[test]
    fn an_unknown_zone_is_named() {
        let error = Zone::named("Asia/Kunshan").unwrap_err();
        assert_eq!(error.to_string(), "there is no time zone `Asia/Kunshan`: write one such as \"Asia/Shanghai\"");
    }
}
