//! Which activities are the milestones: a guess by their names, and by where cases begin and end.

use std::collections::{BTreeMap, BTreeSet};

use crate::inspect::draft::Draft;
use crate::inspect::vocabulary;

/// Why an activity was taken for a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its name says so.
    Name,
    /// Most cases begin with it.
    Begins,
    /// Most cases end with it.
    Ends,
}

/// An activity and how cases use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityUse {
    /// Its name.
    pub name: String,
    /// How often it is a step.
    pub count: u64,
    /// How many cases begin with it.
    pub begins: u64,
    /// How many cases end with it.
    pub ends: u64,
}

/// A milestone of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftMilestone {
    /// Its name in the plan.
    pub name: &'static str,
    /// The activities.
    pub activities: Vec<String>,
    /// Why they were taken.
    pub why: Why,
}

impl Draft {
    /// Milestones for the activities that were found: by name where a name says so, else by where cases begin and end.
    ///
    /// ```
    /// use facts::{ActivityUse, Draft};
    ///
    /// let of = |name: &str, begins, ends| ActivityUse { name: name.into(), count: 10, begins, ends };
    /// let found = Draft::of(&[]).milestones(&[of("申请", 10, 0), of("受理", 0, 0), of("审核", 0, 2), of("办结", 0, 8)]);
    /// assert_eq!(found[0].activities, ["受理"]);
    /// assert_eq!(found[1].activities, ["办结"]);
    /// ```
    pub fn milestones(&self, activities: &[ActivityUse]) -> Vec<DraftMilestone> {
        let mut taken: BTreeSet<&str> = BTreeSet::new();
        let mut found = Vec::new();
        let cases: u64 = activities.iter().map(|activity| activity.begins).sum();
        // A milestone that fewer than half of the cases reach is no promise's.
        let usual = |activity: &&ActivityUse| activity.count * 2 >= cases;
        // Of several with the same word, the one with which most cases begin or end.
        let one = |words: &[&str], of: fn(&ActivityUse) -> u64| {
            let usual = activities.iter().filter(usual);
            let ranked = usual.filter_map(|activity| Some((vocabulary::rank(words, &activity.name)?, activity)));
            let order = |activity: &ActivityUse| (std::cmp::Reverse(of(activity)), std::cmp::Reverse(activity.count));
            ranked.min_by_key(|(rank, activity)| (*rank, order(activity))).map(|(_, activity)| activity)
        };
        let most = |of: fn(&ActivityUse) -> u64, taken: &BTreeSet<&str>| {
            let free = activities.iter().filter(|activity| of(activity) > 0 && !taken.contains(activity.name.as_str()));
            free.max_by(|one, two| of(one).cmp(&of(two)).then_with(|| two.name.cmp(&one.name)))
        };
        let accepted = one(vocabulary::ACCEPTED, |activity| activity.begins).map(|activity| (activity, Why::Name));
        let accepted = accepted.or_else(|| most(|activity| activity.begins, &taken).map(|found| (found, Why::Begins)));
        if let Some((activity, why)) = accepted {
            taken.insert(&activity.name);
            found.push(DraftMilestone { name: "accepted", activities: vec![activity.name.clone()], why });
        }
        let decided = one(vocabulary::DECIDED, |activity| activity.ends)
            .filter(|activity| !taken.contains(activity.name.as_str()));
        let decided = decided.map(|activity| (activity, Why::Name));
        let decided = decided.or_else(|| most(|activity| activity.ends, &taken).map(|found| (found, Why::Ends)));
        if let Some((activity, why)) = decided {
            taken.insert(&activity.name);
            found.push(DraftMilestone { name: "decided", activities: vec![activity.name.clone()], why });
        }
        let mut several: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        let rest = [
            ("resumed", vocabulary::RESUMED),
            ("paused", vocabulary::PAUSED),
            ("withdrawn", vocabulary::WITHDRAWN),
            ("delivered", vocabulary::DELIVERED),
        ];
        for activity in activities.iter().filter(|activity| !taken.contains(activity.name.as_str())) {
            if let Some((name, _)) = rest.iter().find(|(_, words)| vocabulary::rank(words, &activity.name).is_some()) {
                several.entry(name).or_default().push(activity.name.clone());
            }
        }
        // A clock that is stopped and never let run on again would count nothing.
        if !(several.contains_key("paused") && several.contains_key("resumed")) {
            several.remove("paused");
            several.remove("resumed");
        }
        for name in ["paused", "resumed", "withdrawn", "delivered"] {
            if let Some(mut activities) = several.remove(name) {
                activities.sort();
                found.push(DraftMilestone { name, activities, why: Why::Name });
            }
        }
        found
    }
}
