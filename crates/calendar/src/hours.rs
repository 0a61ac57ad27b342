//! Office hours: intervals of local time in a working day.

use jiff::civil::Date;

use crate::error::CalendarError;
use crate::span::Day;

/// The hours of a working day in which an office is open: intervals of local time, in order, not overlapping.
///
/// An empty list means an office that is closed on that day although the day counts as a working day.
///
/// ```
/// use calendar::OfficeHours;
///
/// let hours: OfficeHours = OfficeHours::parse(["09:00-12:00", "13:30-17:30"])?;
/// assert_eq!(hours.seconds(), 7 * 3600);
/// assert!(OfficeHours::parse(["09:00-12:00", "11:00-17:30"]).is_err());
/// # Ok::<(), calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfficeHours {
    /// Seconds after local midnight, from and until.
    intervals: Vec<(u32, u32)>,
}

impl OfficeHours {
    /// Reads intervals such as `09:00-12:00`; a day ends at `24:00`.
    ///
    /// # Errors
    /// [`CalendarError::Hours`] for an interval that cannot be read, ends before it begins, or overlaps one before it.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, CalendarError> {
        let mut intervals: Vec<(u32, u32)> = Vec::new();
        for text in texts {
            let wrong = || CalendarError::Hours { text: text.to_owned() };
            // People write a hyphen, an en dash, or the Chinese wave and double dash.
            let (from, until) = text.split_once(['-', '–', '~', '～', '—']).ok_or_else(wrong)?;
            let (from, until) = (seconds(from).ok_or_else(wrong)?, seconds(until).ok_or_else(wrong)?);
            let after_the_last = intervals.last().is_none_or(|(_, last)| *last <= from);
            if from >= until || !after_the_last {
                return Err(wrong());
            }
            intervals.push((from, until));
        }
        Ok(Self { intervals })
    }

    /// The intervals, as seconds after local midnight.
    pub fn intervals(&self) -> &[(u32, u32)] {
        &self.intervals
    }

    /// How long the office is open on such a day, in seconds.
    pub fn seconds(&self) -> u32 {
        self.intervals.iter().map(|(from, until)| until - from).sum()
    }
}

fn seconds(text: &str) -> Option<u32> {
    let text = text.trim().replace('：', ":");
    let mut parts = text.split(':');
    let mut next = |most: u32| match parts.next() {
        Some(part) if (1..=2).contains(&part.len()) => part.parse().ok().filter(|number| *number <= most),
        _ => None,
    };
    let (hours, minutes) = (next(24)?, next(59)?);
    let total = hours * 3600 + minutes * 60 + next(59).unwrap_or(0);
    (parts.next().is_none() && total <= 86_400).then_some(total)
}

/// The days of a year, or the days of one year only, on which other hours hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// Every year from one day to another, both included; from November to February it goes over the new year.
    Yearly {
        /// Month and day.
        from: (i8, i8),
        /// Month and day.
        until: (i8, i8),
    },
    /// From one date to another, both included.
    Dated {
        /// The first day.
        from: Date,
        /// The last day.
        until: Date,
    },
}

impl Season {
    /// Reads `06-01` to `09-30`, or `2025-06-01` to `2025-09-30`.
    ///
    /// # Errors
    /// [`CalendarError::Season`] when the two cannot be read, are of different kinds, or the second date is the earlier.
    pub fn parse(from: &str, until: &str) -> Result<Self, CalendarError> {
        let wrong = || CalendarError::Season { from: from.to_owned(), until: until.to_owned() };
        // A leap year, so that the 29th of February is a day.
        let month_day = |text: &str| -> Option<(i8, i8)> {
            let date: Date = format!("2000-{text}").parse().ok()?;
            (text.len() == 5).then_some((date.month(), date.day()))
        };
        if let (Some(from), Some(until)) = (month_day(from), month_day(until)) {
            return Ok(Self::Yearly { from, until });
        }
        let (from, until): (Date, Date) = (from.parse().map_err(|_| wrong())?, until.parse().map_err(|_| wrong())?);
        if until < from { Err(wrong()) } else { Ok(Self::Dated { from, until }) }
    }

    /// Whether a day lies in the season.
    pub fn has(&self, date: Date) -> bool {
        match *self {
            Self::Dated { from, until } => from <= date && date <= until,
            Self::Yearly { from, until } => {
                let day = (date.month(), date.day());
                if from <= until { from <= day && day <= until } else { day >= from || day <= until }
            }
        }
    }
}

/// Hours that hold in a season instead of the usual ones, on all its working days or on some weekdays only: summer
/// hours, an afternoon off each Friday, the half-day before a festival.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// When it holds.
    pub season: Season,
    /// On which weekdays, Monday first; all of them by default.
    pub weekdays: [bool; 7],
    /// The hours.
    pub hours: OfficeHours,
}

impl Variant {
    /// Hours for every working day of a season.
    pub fn new(season: Season, hours: OfficeHours) -> Self {
        Self { season, weekdays: [true; 7], hours }
    }

    pub(crate) fn holds_on(&self, day: Day) -> bool {
        self.weekdays[day.weekday()] && self.season.has(day.date())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (text, from, until) in [
            ("09:00-12:00", 9 * 3600, 12 * 3600),
            ("9:00–12:00", 9 * 3600, 12 * 3600),
            ("13：30～17：30", 13 * 3600 + 1800, 17 * 3600 + 1800),
            ("00:00-24:00", 0, 86_400),
            ("08:30:15-08:30:16", 30_615, 30_616),
        ] {
            assert_eq!(OfficeHours::parse([text]).unwrap().intervals(), [(from, until)], "{text}");
        }
        for text in ["", "9-12", "12:00-09:00", "09:00-09:00", "24:01-24:02", "09:60-10:00", "25:00-26:00", "09:00"] {
            assert!(OfficeHours::parse([text]).is_err(), "{text}");
        }
    }

    #[test]
    fn a_season_can_go_over_the_new_year() {
        let winter = Season::parse("10-01", "04-30").unwrap();
        assert!(winter.has(date(2025, 12, 31)) && winter.has(date(2025, 1, 1)) && winter.has(date(2025, 4, 30)));
        assert!(!winter.has(date(2025, 5, 1)) && !winter.has(date(2025, 9, 30)));
        let eve = Season::parse("2025-01-27", "2025-01-27").unwrap();
        assert!(eve.has(date(2025, 1, 27)) && !eve.has(date(2026, 1, 27)));
        assert!(Season::parse("06-01", "2025-09-30").is_err());
        assert!(Season::parse("2025-09-30", "2025-06-01").is_err());
        assert!(Season::parse("13-01", "14-01").is_err());
    }
}
