//! How long the law allows, as an implementation list (实施清单) says it.

use std::fmt;

/// What a limit of the law is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LegalUnit {
    /// Working days (工作日).
    WorkingDays,
    /// Days (日).
    Days,
    /// Months (月).
    Months,
    /// Hours (小时).
    Hours,
}

impl LegalUnit {
    /// All of them, the most common first.
    pub const ALL: [Self; 4] = [Self::WorkingDays, Self::Days, Self::Months, Self::Hours];

    /// The name in a form.
    pub fn name(self) -> &'static str {
        match self {
            Self::WorkingDays => "working_days",
            Self::Days => "days",
            Self::Months => "months",
            Self::Hours => "hours",
        }
    }

    /// How lists write it; the first is how this register does.
    fn written(self) -> &'static [&'static str] {
        match self {
            Self::WorkingDays => &["个工作日", "工作日", "working days", "working day"],
            Self::Days => &["日", "天", "个自然日", "自然日", "days", "day"],
            Self::Months => &["个月", "月", "months", "month"],
            Self::Hours => &["小时", "个小时", "hours", "hour"],
        }
    }
}

/// How long the law allows: a number and its unit, or words of another kind. It is kept as the words of the list, so that
/// what came from a spreadsheet and what was entered by page are one.
///
/// ```
/// use ledger::{LegalUnit, Statutory};
///
/// let twenty = Statutory::Span(20, LegalUnit::WorkingDays);
/// assert_eq!(Statutory::read(" 20 工作日"), twenty);
/// assert_eq!(twenty.to_string(), "20个工作日");
/// assert_eq!(Statutory::read("当场办结"), Statutory::Words("当场办结".to_owned()));
/// assert_eq!(Statutory::read(""), Statutory::None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Statutory {
    /// The law sets none.
    None,
    /// So many of a unit.
    Span(u32, LegalUnit),
    /// What is neither.
    Words(String),
}

impl Statutory {
    /// What the words of a list say.
    pub fn read(words: &str) -> Self {
        let words = words.trim();
        if words.is_empty() {
            return Self::None;
        }
        let end = words.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(words.len());
        let (number, unit) = words.split_at(end);
        let unit = unit.trim();
        let known = LegalUnit::ALL.into_iter().find(|known| known.written().contains(&unit));
        match (number.parse(), known) {
            (Ok(number), Some(unit)) => Self::Span(number, unit),
            _ => Self::Words(words.to_owned()),
        }
    }
}

impl fmt::Display for Statutory {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Span(number, unit) => write!(out, "{number}{}", unit.written().first().unwrap_or(&"")),
            Self::Words(words) => out.write_str(words),
        }
    }
}
