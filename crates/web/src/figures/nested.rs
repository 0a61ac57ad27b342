//! Promises that count a part of what another one counts, as a sub-brand's of one service and its bureau's of all: what is withheld
//! of their figures, so that nobody has few cases by subtracting the one from the other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ::measure::OutcomeCounts;
use ::plan::Plan;
use bundle::{Family, Withheld, withhold};
use ledger::PromiseId;
use ledger::figure::Clock;

use super::plan::{Said, promise_of};

/// A promise's figure, by the promise and from where its clock runs.
pub(crate) type Which = (PromiseId, Clock);

/// For which cases a promise holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Scope {
    /// All of the source.
    Everything,
    /// Those of a unit; with the names of its services.
    Unit(String, BTreeSet<String>),
    /// Those of some services.
    Services(BTreeSet<String>),
}

impl Scope {
    fn services(&self) -> Option<&BTreeSet<String>> {
        match self {
            Self::Everything => None,
            Self::Unit(_, services) | Self::Services(services) => Some(services),
        }
    }

    /// Whether another one is a part of this one, and not the same.
    fn has(&self, part: &Self) -> bool {
        match (self, part) {
            (Self::Everything, part) => *part != Self::Everything,
            (Self::Unit(_, own), Self::Services(of)) => of.is_subset(own),
            (Self::Services(own), Self::Services(of)) => of.len() < own.len() && of.is_subset(own),
            _ => false,
        }
    }

    /// Whether no case is in both.
    fn is_apart_from(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unit(one, _), Self::Unit(another, _)) => one != another,
            _ => self.services().zip(other.services()).is_some_and(|(one, another)| one.is_disjoint(another)),
        }
    }
}

/// What is counted for a figure: between which milestones, of which cases.
#[derive(Debug, Clone)]
struct Counted {
    which: Which,
    between: (String, String),
    scope: Scope,
}

/// What each promise of a plan counts, by its last words.
fn counted(plan: &Plan, said: &[Said<'_>]) -> Vec<Counted> {
    let mut of_all: BTreeMap<Which, Counted> = BTreeMap::new();
    let mut services: HashMap<&str, BTreeSet<String>> = HashMap::new();
    for said in said {
        let names = said.services.iter().flat_map(|service| [&service.code, &service.name]);
        services.entry(&said.unit.name).or_default().extend(names.filter(|name| !name.is_empty()).cloned());
    }
    for promise in &plan.promises {
        let Some((id, applied)) = promise_of(&promise.id.0) else { continue };
        let which = (id, if applied { Clock::Applied } else { Clock::Promised });
        let scope = match (&promise.services, promise.units.as_deref()) {
            (Some(services), _) => Scope::Services(services.iter().cloned().collect()),
            (None, Some([unit])) => Scope::Unit(unit.clone(), services.get(unit.as_str()).cloned().unwrap_or_default()),
            (None, _) => Scope::Everything,
        };
        let between = (promise.from.clone(), promise.until.clone());
        match of_all.get_mut(&which) {
            // Several entries of one promise, each for its services.
            Some(Counted { scope: Scope::Services(known), .. }) if promise.services.is_some() => {
                known.extend(promise.services.iter().flatten().cloned());
            }
            _ => drop(of_all.insert(which, Counted { which, between, scope })),
        }
    }
    of_all.into_values().collect()
}

/// The families among what is counted.
fn families(counted: &[Counted]) -> Vec<Family> {
    let mut by_service: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, one) in counted.iter().enumerate() {
        for service in one.scope.services().into_iter().flatten() {
            by_service.entry(service).or_default().push(place);
        }
    }
    let mut families: Vec<Family> = Vec::new();
    for (whole, own) in counted.iter().enumerate() {
        let near: BTreeSet<usize> = match own.scope.services() {
            None => (0..counted.len()).collect(),
            Some(services) => services
                .iter()
                .flat_map(|service| by_service.get(service.as_str()).into_iter().flatten())
                .copied()
                .collect(),
        };
        let is_part =
            |part: &&Counted| part.between == own.between && part.which.1 == own.which.1 && own.scope.has(&part.scope);
        let parts: Vec<(usize, &Counted)> = near
            .into_iter()
            .filter_map(|place| Some((place, counted.get(place)?)))
            .filter(|(_, part)| is_part(part))
            .collect();
        // A part of a part is compared with that one.
        let largest: Vec<(usize, &Counted)> = parts
            .iter()
            .filter(|(_, part)| parts.iter().all(|(_, other)| !other.scope.has(&part.scope)))
            .copied()
            .collect();
        for (first, start) in &largest {
            let mut apart = vec![(*first, *start)];
            for (place, part) in &largest {
                if apart.iter().all(|(_, known)| known.scope.is_apart_from(&part.scope)) {
                    apart.push((*place, part));
                }
            }
            let mut parts: Vec<usize> = apart.into_iter().map(|(place, _)| place).collect();
            parts.sort_unstable();
            let family = Family { whole, parts };
            if !families.contains(&family) {
                families.push(family);
            }
        }
    }
    families
}

/// What is withheld of the figures of a plan's promises; of those that are not named nothing is. `counts` gives the cases of a figure.
///
/// # Errors
/// Whatever `counts` says.
pub(crate) fn withheld<E>(
    plan: &Plan,
    said: &[Said<'_>],
    counts: impl Fn(Which) -> Result<Option<OutcomeCounts>, E>,
) -> Result<BTreeMap<Which, Withheld>, E> {
    let counted = counted(plan, said);
    let families = families(&counted);
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut of_places: Vec<(Which, OutcomeCounts)> = Vec::new();
    let named: BTreeSet<usize> =
        families.iter().flat_map(|family| family.parts.iter().chain([&family.whole])).copied().collect();
    for place in named {
        let Some(one) = counted.get(place) else { continue };
        if let Some(counts) = counts(one.which)? {
            places.insert(place, of_places.len());
            of_places.push((one.which, counts));
        }
    }
    let known: Vec<Family> = families
        .into_iter()
        .filter_map(|family| {
            let parts: Vec<usize> = family.parts.iter().filter_map(|part| places.get(part)).copied().collect();
            Some(Family { whole: *places.get(&family.whole)?, parts })
        })
        .filter(|family| !family.parts.is_empty())
        .collect();
    let all: Vec<&OutcomeCounts> = of_places.iter().map(|(_, counts)| counts).collect();
    let withheld = withhold(&all, &known);
    Ok(of_places.iter().map(|(which, _)| *which).zip(withheld).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn services(names: &[&str]) -> Scope {
        Scope::Services(names.iter().map(|name| (*name).to_owned()).collect())
    }

    fn one(id: i64, scope: Scope) -> Counted {
        Counted { which: (PromiseId(id), Clock::Promised), between: ("accepted".into(), "decided".into()), scope }
    }

    #[test]
    fn families_are_found() {
        let unit = Scope::Unit("环保局".into(), ["1", "2", "3"].map(str::to_owned).into());
        let mut all = vec![
            one(1, unit),
            one(2, services(&["1", "2"])),
            one(3, services(&["1"])),
            one(4, services(&["3"])),
            one(5, services(&["2", "3"])),
            one(6, services(&["9"])),
        ];
        let parts = |all: &[Counted]| -> Vec<(usize, Vec<usize>)> {
            families(all).into_iter().map(|family| (family.whole, family.parts)).collect()
        };
        // The services 1 and 3 are parts of parts; two promises that share the service 2 are not subtracted together.
        assert_eq!(parts(&all), [(0, vec![1]), (0, vec![4]), (1, vec![2]), (4, vec![3])]);
        assert_eq!(parts(&[all[0].clone(), all[1].clone(), all[3].clone()]), [(0, vec![1, 2])]);
        // Another clock counts other cases.
        all.truncate(2);
        all[1].between.0 = "applied".into();
        assert_eq!(parts(&all), []);
    }
}
