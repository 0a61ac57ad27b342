//! Points in time and local days, as plain numbers.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

pub(crate) const DAY_US: i64 = 86_400_000_000;

/// A point in time: microseconds since 1970-01-01T00:00:00Z. Arrow calls it `timestamp[us, UTC]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// The instant as a [`Timestamp`]; an instant outside the years -9999 to 9999 gives the nearest one inside.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX })
    }
}

impl From<Timestamp> for Instant {
    /// Cuts what is finer than a microsecond, towards the past.
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.as_nanosecond().div_euclid(1000) as i64)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(out)
    }
}

/// A local date: days since 1970-01-01. Arrow calls it `date32`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day as a [`Date`]; a day outside the years -9999 to 9999 gives the nearest one inside.
    pub fn date(self) -> Date {
        let (year, month, day) = self.civil();
        let date = i16::try_from(year).ok().and_then(|year| Date::new(year, month as i8, day as i8).ok());
        date.unwrap_or(if self.0 < 0 { Date::MIN } else { Date::MAX })
    }

    /// Months since January 1970 of the month in which the day lies.
    pub fn month(self) -> i32 {
        let (year, month, _) = self.civil();
        (year - 1970) * 12 + month - 1
    }

    /// Year, month and day: Howard Hinnant's `civil_from_days`, <https://howardhinnant.github.io/date_algorithms.html>.
    fn civil(self) -> (i32, i32, i32) {
        let shifted = self.0.saturating_add(719_468);
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        (year_of_era + era * 400 + i32::from(month <= 2), month, day)
    }

    /// 0 for Monday to 6 for Sunday.
    pub(crate) fn weekday(self) -> usize {
        (self.0 + 3).rem_euclid(7) as usize
    }
}

impl From<Date> for Day {
    #[inline]
    fn from(date: Date) -> Self {
        // Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms" (2023): years begin
        // in March, and are counted from one that is early enough for all to be positive.
        let (month, day) = (date.month() as u32, date.day() as u32);
        let is_after_december = month <= 2;
        let year = (i32::from(date.year()) + 12_000) as u32 - u32::from(is_after_december);
        let month = if is_after_december { month + 12 } else { month };
        let of_years = 1461 * year / 4 - year / 100 + year / 400;
        let of_months = (979 * month - 2919) / 32;
        Self((of_years + of_months + day) as i32 - 5_102_379)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_and_dates_are_the_same_thing() {
        for (day, expected) in [
            (date(1970, 1, 1), 0),
            (date(1969, 12, 31), -1),
            (date(2000, 2, 29), 11_016),
            (date(2026, 12, 31), 20_818),
            (date(-9999, 1, 1), -4_371_587),
            (date(9999, 12, 31), 2_932_896),
        ] {
            assert_eq!(Day::from(day), Day(expected), "{day}");
            assert_eq!(Day(expected).date(), day);
        }
        assert_eq!(Day::from(date(2025, 9, 30)).month(), (2025 - 1970) * 12 + 8);
        assert_eq!(Day::from(date(1969, 12, 1)).month(), -1);
        assert_eq!(Day::from(date(2026, 11, 22)).weekday(), 6);
    }
}
