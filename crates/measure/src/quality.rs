//! What is odd about records: counted as they come in, and part of what is published with the figures.
//!
//! Nothing is mended and nothing is left out because of it. Whoever reads a figure should be able to see what it stands on.

use std::hash::BuildHasher;

use arrow_array::{Array, TimestampMicrosecondArray};
use facts::{Coded, FactBatch, Field, Records, Role, Wanted, texts};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use plan::{Meaning, Plan};
use serde::{Deserialize, Serialize};

use crate::problem::MeasureError;

/// What is odd about some records.
///
/// | count | of | what it can mean |
/// |---|---|---|
/// | `without_start` | cases | never accepted, or the column is not filled in |
/// | `without_end` | cases | still running, or never closed in the system |
/// | `end_before_start` | cases | closed before accepted: times written by hand |
/// | `steps_back` | events | a step lies before the one that stands before it |
/// | `no_length` | events | two steps of a case at the same instant: the end of one is missing (GB/T 39046 writes the start then) |
/// | `repeated` | events | the same case, activity and instant once more |
///
/// Beside them the ratings, where the plan says which code is very satisfied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Quality {
    /// Cases.
    pub cases: u64,
    /// Events.
    pub events: u64,
    /// Cases without the milestone `accepted`.
    pub without_start: u64,
    /// Cases with it, and without `decided`.
    pub without_end: u64,
    /// Cases decided before they were accepted.
    pub end_before_start: u64,
    /// Events that lie before the event of the same case that stands before them.
    pub steps_back: u64,
    /// Events at the same instant as the event of the same case that stands before them, with another activity.
    pub no_length: u64,
    /// Events that are the same as one before.
    pub repeated: u64,
    /// Ratings by their levels, from very satisfied to very dissatisfied; the last are those that are no level.
    #[serde(default)]
    pub ratings: [u64; 6],
}

impl std::ops::AddAssign for Quality {
    /// What is odd about both: of several imports together. A case that came in parts counts in each.
    fn add_assign(&mut self, other: Self) {
        self.cases += other.cases;
        self.events += other.events;
        self.without_start += other.without_start;
        self.without_end += other.without_end;
        self.end_before_start += other.end_before_start;
        self.steps_back += other.steps_back;
        self.no_length += other.no_length;
        self.repeated += other.repeated;
        for (sum, more) in self.ratings.iter_mut().zip(other.ratings) {
            *sum += more;
        }
    }
}

/// What was seen of a case.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    start: Option<i64>,
    end: Option<i64>,
    /// The event before: when, and a hash of what.
    before: Option<(i64, u64)>,
}

/// Looks at records for what is odd.
///
/// # Errors
/// [`MeasureError`] for records that cannot be read.
pub fn quality(records: &dyn Records, plan: &Plan, wanted: &Wanted) -> Result<Quality, MeasureError> {
    let hasher = FixedState::default();
    let mut quality = Quality::default();
    let mut cases: HashMap<String, Seen, FixedState> = HashMap::with_hasher(FixedState::default());
    let mut known: HashMap<u64, (), FixedState> = HashMap::with_hasher(FixedState::default());
    let (start, end) = (Found::of(plan, wanted, "accepted"), Found::of(plan, wanted, "decided"));
    let rated = plan.source.satisfaction.as_ref().and_then(|satisfaction| {
        let place = wanted.fields.iter().position(|field| field.name == satisfaction.code)?;
        Some((satisfaction, place))
    });
    while let Some(placed) = records.next_part()? {
        placed.part.read(&mut |facts| {
            for row in 0..facts.len() {
                let case = facts.case(row);
                let seen = cases.entry_ref(case).or_default();
                let at = facts.at.as_ref().filter(|at| at.is_valid(row)).map(|at| at.value(row));
                if let Some(at) = at {
                    quality.events += 1;
                    let what = hasher.hash_one((text(facts.activity.as_ref(), row), text(facts.mark.as_ref(), row)));
                    if known.insert(hasher.hash_one((case, at, what)), ()).is_some() {
                        quality.repeated += 1;
                    } else if let Some((before, other)) = seen.before {
                        quality.steps_back += u64::from(at < before);
                        // That a paper came with a step is no step without length.
                        let steps = is_step(&facts, row) && other != 0;
                        quality.no_length += u64::from(at == before && steps);
                    }
                    seen.before = Some((at, if is_step(&facts, row) { what | 1 } else { 0 }));
                }
                if let Some((satisfaction, place)) = &rated {
                    let coded = facts.fields.get(*place).and_then(|field| field.as_any().downcast_ref::<Coded>());
                    if let Some(code) = text(coded, row) {
                        let level = satisfaction.level(code).map_or(6, usize::from);
                        if let Some(of_level) = quality.ratings.get_mut(level - 1) {
                            *of_level += 1;
                        }
                    }
                }
                first(&mut seen.start, start.at(&facts, row, at));
                first(&mut seen.end, end.at(&facts, row, at));
            }
            Ok(())
        })?;
    }
    quality.cases = cases.len() as u64;
    for seen in cases.values() {
        match (seen.start, seen.end) {
            (None, _) => quality.without_start += 1,
            (Some(_), None) => quality.without_end += 1,
            (Some(start), Some(end)) => quality.end_before_start += u64::from(end < start),
        }
    }
    Ok(quality)
}

/// What must be read so that [`quality`] can tell start and end, and the ratings.
pub fn wanted_for_quality(plan: &Plan, stored: &[String]) -> Wanted {
    let field = |name: &str| match plan.milestone(name).map(|milestone| &milestone.meaning) {
        Some(Meaning::Attribute(field)) if stored.contains(field) => {
            Some(Field { name: field.clone(), role: Role::Time })
        }
        _ => None,
    };
    let rated = plan.source.satisfaction.iter().map(|satisfaction| &satisfaction.code);
    let rated = rated.filter(|code| stored.contains(code)).map(|code| Field { name: code.clone(), role: Role::Text });
    Wanted { fields: ["accepted", "decided"].into_iter().filter_map(field).chain(rated).collect(), ..Wanted::default() }
}

fn first(known: &mut Option<i64>, new: Option<i64>) {
    if known.is_none() {
        *known = new;
    }
}

fn is_step(facts: &FactBatch, row: usize) -> bool {
    facts.activity.as_ref().is_some_and(|activity| activity.is_valid(row))
}

fn text(coded: Option<&Coded>, row: usize) -> Option<&str> {
    let coded = coded.filter(|coded| coded.is_valid(row))?;
    let key = usize::try_from(coded.keys().value(row)).ok()?;
    let texts = texts(coded);
    (key < texts.len()).then(|| texts.value(key))
}

/// How a milestone is found in a fact.
enum Found {
    Nowhere,
    Activities(Vec<String>),
    Mark(String),
    Field(usize),
}

impl Found {
    fn of(plan: &Plan, wanted: &Wanted, name: &str) -> Self {
        match plan.milestone(name).map(|milestone| &milestone.meaning) {
            Some(Meaning::Activities { names, .. }) => Self::Activities(names.clone()),
            Some(Meaning::Mark { mark, .. } | Meaning::LastStep { mark }) => Self::Mark(mark.clone()),
            Some(Meaning::Attribute(field)) => {
                let place = wanted.fields.iter().position(|known| known.name == *field && known.role == Role::Time);
                place.map_or(Self::Nowhere, Self::Field)
            }
            None => Self::Nowhere,
        }
    }

    fn at(&self, facts: &FactBatch, row: usize, at: Option<i64>) -> Option<i64> {
        match self {
            Self::Nowhere => None,
            Self::Activities(names) => {
                let activity = text(facts.activity.as_ref(), row)?;
                at.filter(|_| names.iter().any(|name| name == activity))
            }
            Self::Mark(mark) => at.filter(|_| text(facts.mark.as_ref(), row) == Some(mark)),
            Self::Field(place) => {
                let times = facts.fields.get(*place)?.as_any().downcast_ref::<TimestampMicrosecondArray>()?;
                times.is_valid(row).then(|| times.value(row))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_odd_is_counted() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("cases.csv");
        let rows = "case,step,at\n\
            1,受理,2025-09-30 09:00\n1,审核,2025-09-30 09:00\n1,办结,2025-10-09 10:00\n\
            2,受理,2025-09-30 09:00\n2,受理,2025-09-30 09:00\n\
            3,办结,2025-09-30 09:00\n3,受理,2025-09-30 10:00\n\
            4,审核,2025-09-30 11:00\n4,审核,2025-09-30 10:00\n";
        std::fs::write(&file, rows).expect("written");
        let plan = Plan::parse(
            "[source]\ncase = \"case\"\nactivity = \"step\"\nat = \"at\"\ntime_zone = \"Asia/Shanghai\"\n\
             [milestones]\naccepted = { activities = [\"受理\"] }\ndecided = { activities = [\"办结\"] }\n[calendar]\nbase = \"cn\"",
        )
        .expect("a plan");
        let wanted = wanted_for_quality(&plan, &[]);
        let records = facts::FileRecords::open(&[file], &plan.source, wanted.clone()).expect("records");
        let found = quality(&records, &plan, &wanted).expect("looked at");
        let expected = Quality {
            cases: 4,
            events: 9,
            without_start: 1,
            without_end: 1,
            end_before_start: 1,
            steps_back: 1,
            no_length: 1,
            repeated: 1,
            ratings: [0; 6],
        };
        assert_eq!(found, expected);
    }
}
