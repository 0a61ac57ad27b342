//! What was seen on the way.

use calendar::Instant;

/// What the records hold, as far as it was seen: nothing after the day of the figures is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    /// Events: rows with a time.
    pub events: u64,
    /// Cases.
    pub cases: u64,
    /// Events that an earlier file already had; they are not among the events.
    pub repeated_events: u64,
    /// Records of an extension (GB/T 39046-2020, 特别程序种类代码 1); they move no limit.
    pub extensions: u64,
    /// Rows that could not be read and were left out.
    pub bad_rows: u64,
    /// The first instant of an event or of a time that a case carries.
    pub first: Option<Instant>,
    /// The last one.
    pub last: Option<Instant>,
    /// The activities, and how many events each has, in the order of their names.
    pub activities: Vec<(String, u64)>,
    /// How often each of the plan's fields had a value.
    pub field_values: Vec<u64>,
}
