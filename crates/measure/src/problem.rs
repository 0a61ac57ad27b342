//! What can go wrong in measuring.

use calendar::CalendarError;
use facts::FactsError;
use plan::PlanError;
use words::Message;

words::problems! {
    /// What can go wrong in measuring.
    pub enum MeasureError {
        /// No row says anything of a case.
        NoCases {} = "no-cases",
        /// No case can have the milestone with which a promise begins.
        NobodyStarts { promise: String, milestone: String, wanted: String, nearest: Option<String> } = "nobody-starts",
        /// No case carries the time with which a promise begins.
        NobodyCarries { promise: String, milestone: String, field: String } = "nobody-carries",
        /// A case needs a year that the calendar does not know.
        CaseInUnknownYear { case: String, promise: String, calendar: String, year: i16, first: i16, last: i16 } = "case-in-unknown-year",
        /// The day of the figures lies in a year that the calendar does not know.
        AsOfInUnknownYear { as_of: String, calendar: String, year: i16, first: i16, last: i16 } = "as-of-in-unknown-year",
        /// The calendar cannot be what the plan says.
        Calendar { problem: Message } = "calendar-wrong",
        /// There is no calendar of that name.
        NoCalendar { name: String, nearest: Option<String> } = "no-such-calendar",
        /// More milestones than can be told apart.
        TooManyMilestones { most: usize } = "too-many-milestones",
        /// More fields than can be told apart.
        TooManyFields { most: usize } = "too-many-fields",
        /// What had to be put aside for lack of memory could not be written or read.
        Spill { detail: String } = "spill-failed",
    }
    from {
        /// The records could not be read.
        Facts(FactsError),
        /// The plan is wrong.
        Plan(PlanError),
    }
}

/// What a calendar says is wrong, as a message.
pub fn calendar_message(error: &CalendarError) -> Message {
    match error {
        CalendarError::UnknownYear { calendar, year, first, last } => Message::new("calendar-unknown-year")
            .with("calendar", calendar)
            .with("year", *year)
            .with("first", *first)
            .with("last", *last),
        CalendarError::MissingYears { calendar, before, after } => Message::new("calendar-missing-years")
            .with("calendar", calendar)
            .with("before", *before)
            .with("after", *after),
        CalendarError::Empty { calendar } => Message::new("calendar-empty").with("calendar", calendar),
        CalendarError::Contradiction { calendar, date } => {
            Message::new("calendar-contradiction").with("calendar", calendar).with("date", date.to_string())
        }
        CalendarError::NoOfficeHours { calendar } => Message::new("calendar-no-hours").with("calendar", calendar),
        CalendarError::Hours { text } => Message::new("calendar-hours").with("text", text),
        CalendarError::Season { from, until } => {
            Message::new("calendar-season").with("from", from).with("until", until)
        }
        CalendarError::TimeZone { name } => Message::new("no-such-time-zone").with("name", name),
        CalendarError::List { line, text } => Message::new("calendar-list").with("line", *line).with("text", text),
    }
}

impl From<CalendarError> for MeasureError {
    fn from(error: CalendarError) -> Self {
        Self::Calendar { problem: calendar_message(&error) }
    }
}
