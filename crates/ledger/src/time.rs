//! Days and instants as the ledger keeps them.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use sea_orm::DeriveValueType;
use sea_orm::sea_query::ValueTypeErr;
use serde::{Deserialize, Serialize};

/// A day, kept as `2026-11-25`, so that days sort as texts and a person reads them in any tool.
///
/// ```
/// let day: ledger::Day = "2026-11-25".parse().unwrap();
/// assert_eq!(day.to_string(), "2026-11-25");
/// assert!(day < "2026-12-01".parse().unwrap());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize)]
#[sea_orm(value_type = "String")]
#[serde(transparent)]
pub struct Day(pub Date);

impl Day {
    /// The day before; the first of all days has none and gives itself.
    pub fn before(self) -> Self {
        Self(self.0.yesterday().unwrap_or(self.0))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl FromStr for Day {
    type Err = ValueTypeErr;

    fn from_str(text: &str) -> Result<Self, ValueTypeErr> {
        // As dates are typed: 2026/11/25 and 2026.11.25 as well.
        let plain: String =
            text.trim().chars().map(|sign| if matches!(sign, '/' | '.') { '-' } else { sign }).collect();
        let mut parts = plain.split('-').map(str::parse::<i16>);
        let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(ValueTypeErr);
        };
        let small = |number: i16| i8::try_from(number).map_err(|_| ValueTypeErr);
        Date::new(year, small(month)?, small(day)?).map(Self).map_err(|_| ValueTypeErr)
    }
}

/// An instant: microseconds since 1970 in UTC. Both databases keep it exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// The instant so many seconds later.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
}
