//! Periods in force, and months.

use std::fmt;

use jiff::civil::Date;

/// The time in which a promise is on the plate: from a local date until another, both included; open where there is none.
///
/// ```
/// use jiff::civil::date;
/// use terms::Period;
///
/// let first = Period { from: None, until: Some(date(2024, 6, 30)) };
/// let then = Period { from: Some(date(2024, 7, 1)), until: None };
/// assert!(first.has(date(2024, 6, 30)) && !first.has(date(2024, 7, 1)));
/// assert!(!first.overlaps(&then));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

impl Period {
    /// Whether a day lies in the period.
    pub fn has(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether a day lies in both periods.
    pub fn overlaps(&self, other: &Self) -> bool {
        let ends_before =
            |one: &Self, two: &Self| matches!((one.until, two.from), (Some(until), Some(from)) if until < from);
        !ends_before(self, other) && !ends_before(other, self)
    }
}

/// A month of a year: months since January 1970.
///
/// ```
/// assert_eq!(terms::Month(55 * 12 + 8).to_string(), "2025-09");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

impl Month {
    /// The month of a text such as `2025-09`.
    ///
    /// ```
    /// assert_eq!(terms::Month::named("2025-09"), Some(terms::Month(55 * 12 + 8)));
    /// assert_eq!(terms::Month::named("2025-13"), None);
    /// ```
    pub fn named(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
        let (year, month): (i32, i32) = (year.parse().ok()?, month.parse().ok()?);
        (1..=12).contains(&month).then(|| Self((year - 1970) * 12 + month - 1))
    }

    /// The year it lies in.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12) + 1970
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year(), self.0.rem_euclid(12) + 1)
    }
}
