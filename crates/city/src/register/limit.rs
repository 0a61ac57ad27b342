//! The limit of a promise, in what a plan file can say.

use std::fmt;

use serde::Deserialize;

/// A limit as a plan file has it; written out, it is what stands there between the braces.
///
/// ```
/// use city::LimitWords;
///
/// assert_eq!(LimitWords::WorkingDays(5).to_string(), "working_days = 5");
/// let rolled = LimitWords::CalendarDays { days: 20, roll: true };
/// assert_eq!(rolled.to_string(), "calendar_days = 20, roll = \"next_working_day\"");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "InTheFile")]
pub enum LimitWords {
    /// So many working days.
    WorkingDays(u32),
    /// So many days.
    CalendarDays {
        /// The number of days.
        days: u32,
        /// Whether a last day that is not worked moves to the next one that is.
        roll: bool,
    },
    /// So many hours of office time.
    WorkingHours(u32),
    /// So many minutes on the wall.
    Minutes(u32),
    /// The day that stands in a field of the case.
    Due {
        /// The field.
        field: String,
    },
    /// As many working days as stand in a field of the case.
    WorkingDaysFrom {
        /// The field.
        field: String,
    },
    /// No more than so many events of a milestone.
    Count {
        /// The milestone.
        milestone: String,
        /// How many are still within the promise.
        at_most: u32,
    },
}

impl fmt::Display for LimitWords {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WorkingDays(days) => write!(formatter, "working_days = {days}"),
            Self::CalendarDays { days, roll: false } => write!(formatter, "calendar_days = {days}"),
            Self::CalendarDays { days, roll: true } => {
                write!(formatter, "calendar_days = {days}, roll = \"next_working_day\"")
            }
            Self::WorkingHours(hours) => write!(formatter, "working_hours = {hours}"),
            Self::Minutes(minutes) => write!(formatter, "minutes = {minutes}"),
            Self::Due { field } => write!(formatter, "due = \"{field}\""),
            Self::WorkingDaysFrom { field } => write!(formatter, "working_days_from = \"{field}\""),
            Self::Count { milestone, at_most } => write!(formatter, "count = \"{milestone}\", at_most = {at_most}"),
        }
    }
}

/// The keys of a limit, by which serde tells one from the other.
#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum InTheFile {
    WorkingDays { working_days: u32 },
    CalendarDays { calendar_days: u32, roll: Option<Roll> },
    WorkingHours { working_hours: u32 },
    Minutes { minutes: u32 },
    Due { due: String },
    WorkingDaysFrom { working_days_from: String },
    Count { count: String, at_most: u32 },
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Roll {
    NextWorkingDay,
}

impl From<InTheFile> for LimitWords {
    fn from(limit: InTheFile) -> Self {
        match limit {
            InTheFile::WorkingDays { working_days } => Self::WorkingDays(working_days),
            InTheFile::CalendarDays { calendar_days, roll } => {
                Self::CalendarDays { days: calendar_days, roll: matches!(roll, Some(Roll::NextWorkingDay)) }
            }
            InTheFile::WorkingHours { working_hours } => Self::WorkingHours(working_hours),
            InTheFile::Minutes { minutes } => Self::Minutes(minutes),
            InTheFile::Due { due } => Self::Due { field: due },
            InTheFile::WorkingDaysFrom { working_days_from } => Self::WorkingDaysFrom { field: working_days_from },
            InTheFile::Count { count, at_most } => Self::Count { milestone: count, at_most },
        }
    }
}
