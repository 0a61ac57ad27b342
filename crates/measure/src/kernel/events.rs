//! The events of some cases, one row a case.

use arrow_array::{TimestampMicrosecondArray, UInt32Array};
use arrow_buffer::OffsetBuffer;

/// What the codes of [`CaseEvents::label`] mean, by code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Label {
    /// Which milestones an event with this label is: bit `i` is the plan's `i`-th milestone.
    pub milestones: u64,
    /// The activity's code; `None` for an event that is no step.
    pub activity: Option<u32>,
    /// Whether the event extends a limit (GB/T 39046-2020, 特别程序种类代码 1). It is counted, and moves nothing.
    pub is_extension: bool,
}

/// The events of some cases: row `i` has the events from `offsets[i]` to `offsets[i + 1]`, in the case's order, which is by
/// time and, at the same instant, by the source's order.
#[derive(Debug, Clone)]
pub struct CaseEvents {
    /// Where the events of each case begin; one more than there are cases.
    pub offsets: OffsetBuffer<i32>,
    /// When, UTC. No nulls.
    pub at: TimestampMicrosecondArray,
    /// What: a code of the [`Label`]s. No nulls.
    pub label: UInt32Array,
    /// Who: equal codes are the same actor; null where nobody is named. `None` where actors were not asked for.
    pub actor: Option<UInt32Array>,
}

impl CaseEvents {
    /// The number of cases.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The times and labels of a case's events.
    #[inline]
    pub(crate) fn of(&self, case: usize) -> (&[i64], &[u32]) {
        let range = self.range(case);
        let at = self.at.values().get(range.clone()).unwrap_or_default();
        (at, self.label.values().get(range).unwrap_or_default())
    }

    #[inline]
    pub(crate) fn range(&self, case: usize) -> std::ops::Range<usize> {
        let bound = |index: usize| self.offsets.get(index).map_or(0, |offset| *offset as usize);
        bound(case)..bound(case + 1)
    }
}
