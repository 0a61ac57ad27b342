//! What can go wrong with a calendar.

use jiff::civil::Date;

/// What can go wrong with a calendar. Each variant carries what is needed to put it right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// A day lies in a year whose official list the calendar does not have.
    #[error("the calendar {calendar} does not know the year {year}: it knows {first} to {last}")]
    UnknownYear {
        /// The calendar's name.
        calendar: String,
        /// The year that was asked for.
        year: i16,
        /// The first year that is known.
        first: i16,
        /// The last year that is known.
        last: i16,
    },
    /// The years of a calendar must follow one another, or time between two days could not be counted.
    #[error("the calendar {calendar} has days for {before} and {after} but none for the years between")]
    MissingYears {
        /// The calendar's name.
        calendar: String,
        /// The last year before the gap.
        before: i16,
        /// The first year after the gap.
        after: i16,
    },
    /// A calendar without a single year.
    #[error("the calendar {calendar} has no days")]
    Empty {
        /// The calendar's name.
        calendar: String,
    },
    /// The same day is listed as a day off and as a workday.
    #[error("the calendar {calendar} lists {date} as a holiday and as a workday")]
    Contradiction {
        /// The calendar's name.
        calendar: String,
        /// The day.
        date: Date,
    },
    /// A question about office time to a calendar without office hours.
    #[error("the calendar {calendar} has no office hours")]
    NoOfficeHours {
        /// The calendar's name.
        calendar: String,
    },
    /// Office hours that are not written `HH:MM-HH:MM`, end before they begin, or overlap.
    #[error("`{text}` is not office hours: write \"09:00-12:00\", in order and without overlap")]
    Hours {
        /// The text as it stands.
        text: String,
    },
    /// A season that is not written `MM-DD` or `YYYY-MM-DD` at both ends.
    #[error("`{from}` to `{until}` is not a season: write both as \"06-01\" or both as \"2025-06-01\"")]
    Season {
        /// The first day, as it stands.
        from: String,
        /// The last day, as it stands.
        until: String,
    },
    /// A time zone that the IANA time zone database does not have.
    #[error("there is no time zone `{name}`: write one such as \"Asia/Shanghai\"")]
    TimeZone {
        /// The name as it stands.
        name: String,
    },
    /// A row of a list of days that cannot be read.
    #[error("line {line}: `{text}` is not `date,kind,name` with the kind `holiday` or `workday`")]
    List {
        /// The line, counted from 1.
        line: usize,
        /// The row as it stands.
        text: String,
    },
}
