//! What became of a promise in one case.

/// What became of a promise in one case.
///
/// `kept`, `broken` and `overdue` are settled: the share is `kept / (kept + broken + overdue)`. An overdue case is open,
/// but can no longer be kept, and counts as broken; a running one says nothing yet. `withdrawn`, `not_started` and `no_due`
/// are shown and in no share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Outcome {
    /// It has `until`, not after its due.
    Kept,
    /// It has `until`, after its due; or it has one event too many.
    Broken,
    /// It has no `until`, and `as_of` is after its due.
    Overdue,
    /// It has no `until`, and `as_of` is not after its due.
    Running,
    /// It was withdrawn after `from`, before `until` and not after its due.
    Withdrawn,
    /// It lacks the `from` milestone.
    NotStarted,
    /// It lacks the due that the promise reads from the record.
    NoDue,
}

impl Outcome {
    /// All of them, in the order of the columns of a scorecard.
    pub const ALL: [Self; 7] =
        [Self::Kept, Self::Broken, Self::Overdue, Self::Running, Self::Withdrawn, Self::NotStarted, Self::NoDue];

    /// The name in every output: `kept`, `broken`, `overdue`, `running`, `withdrawn`, `not_started`, `no_due`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Broken => "broken",
            Self::Overdue => "overdue",
            Self::Running => "running",
            Self::Withdrawn => "withdrawn",
            Self::NotStarted => "not_started",
            Self::NoDue => "no_due",
        }
    }

    /// The outcome of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }

    /// Whether the outcome is in the share.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Kept | Self::Broken | Self::Overdue)
    }
}
