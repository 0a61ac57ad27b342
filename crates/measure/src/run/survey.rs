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
    /// The first instant of an event or of a time that a case carries; a time that a later file corrects is not seen.
    pub first: Option<Instant>,
    /// The last one.
    pub last: Option<Instant>,
    /// The activities, and how many events each has, in the order of their names.
    pub activities: Vec<(String, u64)>,
    /// How often each of the plan's fields had a value.
    pub field_values: Vec<u64>,
}

impl Survey {
    /// Sees a first and a last instant; the other way round they are none.
    pub(crate) fn see(&mut self, (first, last): (i64, i64)) {
        if first <= last {
            self.first = self.first.into_iter().chain([Instant(first)]).min();
            self.last = self.last.into_iter().chain([Instant(last)]).max();
        }
    }
}
