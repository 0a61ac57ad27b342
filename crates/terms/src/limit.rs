//! How long, or how often: the limit of a promise.

/// The limit of a promise, and with it the clock on which it is counted.
///
/// | written | clock |
/// |---|---|
/// | `{ working_days = 8 }` | whole working days; the day of `from` does not count |
/// | `{ working_hours = 4 }` | office time |
/// | `{ calendar_days = 15 }` | whole days |
/// | `{ hours = 2 }`, `{ minutes = 20 }` | time on the wall |
/// | `{ due = "deadline" }` | the case's own due, as it stands in the record |
/// | `{ working_days_from = "承诺办结时间" }` | working days, their number as it stands in the record |
/// | `{ count = "visit", at_most = 1 }` | none: events are counted |
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// So many working days.
    WorkingDays(u32),
    /// So much office time, microseconds.
    WorkingTime(i64),
    /// So many days.
    CalendarDays {
        /// The number of days.
        days: u32,
        /// Whether a last day that is not worked moves to the next one that is.
        roll: bool,
    },
    /// So much time, microseconds.
    Elapsed(i64),
    /// The attribute or column that holds each case's own due instant.
    Due(String),
    /// The attribute or column that holds each case's number of working days.
    WorkingDaysFrom(String),
    /// No more than a number of events of a milestone.
    Count {
        /// The milestone's name.
        milestone: String,
        /// How many events are still within the promise.
        at_most: u32,
    },
}

impl Limit {
    /// The unit in which a scorecard gives what was used.
    pub fn unit(&self) -> ElapsedUnit {
        match self {
            Self::WorkingDays(_) | Self::WorkingDaysFrom(_) => ElapsedUnit::WorkingDay,
            Self::CalendarDays { .. } => ElapsedUnit::CalendarDay,
            Self::WorkingTime(_) | Self::Elapsed(_) | Self::Due(_) => ElapsedUnit::Minute,
            Self::Count { .. } => ElapsedUnit::Event,
        }
    }

    /// The attribute or column that the limit reads from the record, if it does.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Due(field) | Self::WorkingDaysFrom(field) => Some(field),
            _ => None,
        }
    }
}

/// The unit in which a scorecard gives what was used of a promise's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ElapsedUnit {
    /// Whole working days.
    WorkingDay,
    /// Whole days.
    CalendarDay,
    /// Whole minutes, rounded down. Single outcomes are given in microseconds.
    Minute,
    /// Events.
    Event,
}

impl ElapsedUnit {
    /// The unit of a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::WorkingDay, Self::CalendarDay, Self::Minute, Self::Event].into_iter().find(|unit| unit.name() == name)
    }

    /// The name in a scorecard: `working_day`, `calendar_day`, `minute` or `event`.
    pub fn name(self) -> &'static str {
        match self {
            Self::WorkingDay => "working_day",
            Self::CalendarDay => "calendar_day",
            Self::Minute => "minute",
            Self::Event => "event",
        }
    }

    /// The name in a list of outcomes, where time is not rounded to minutes: `us` instead of `minute`.
    pub fn fine_name(self) -> &'static str {
        match self {
            Self::Minute => "us",
            other => other.name(),
        }
    }

    /// Whether a promise on this clock is due at the end of a day, not at an instant.
    pub fn is_a_day(self) -> bool {
        matches!(self, Self::WorkingDay | Self::CalendarDay)
    }
}
