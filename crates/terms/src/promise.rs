//! A promise: what the nameplate says, in a form that can be measured.

use std::fmt;

use jiff::civil::Date;

use crate::limit::Limit;
use crate::period::Period;

/// The id of a promise. Two texts of one promise, in force one after the other, share it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PromiseId(pub String);

impl fmt::Display for PromiseId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The words on the plate, in one language or in both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// In Chinese.
    pub zh: Option<String>,
    /// In English.
    pub en: Option<String>,
}

/// What a nameplate says, in a form that can be measured: from one milestone until another within a limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// Which promise it is.
    pub id: PromiseId,
    /// The words on the plate.
    pub words: Words,
    /// The milestone at which the clock starts.
    pub from: String,
    /// The milestone at which it stops.
    pub until: String,
    /// How long, or how often.
    pub limit: Limit,
    /// The share that the unit undertakes to keep, from 0 to 1.
    pub target: Option<f64>,
    /// The services it is made for; all where there is no list.
    pub services: Option<Vec<String>>,
    /// The units that make it; all where there is no list.
    pub units: Option<Vec<String>>,
    /// When it is on the plate. A case is judged by the text that was there on the day of its `from`.
    pub in_force: Period,
}

impl Promise {
    /// Whether a case of a service and a unit is in the promise's scope.
    pub fn covers(&self, service: &str, unit: &str) -> bool {
        let listed = |list: &Option<Vec<String>>, name: &str| {
            list.as_ref().is_none_or(|list| list.iter().any(|one| one == name))
        };
        listed(&self.services, service) && listed(&self.units, unit)
    }

    /// Whether the promise was on the plate on a local day.
    pub fn is_in_force(&self, day: Date) -> bool {
        self.in_force.has(day)
    }
}
