//! The shape of the process: steps, hand-overs, rework, variants, and what directly follows what.
//!
//! The rules are those of `docs/measure.md`, section 5.

use std::collections::HashMap;

use arrow_array::{Array, UInt32Array};
use foldhash::fast::FixedState;
use terms::Month;

use crate::kernel::events::{CaseEvents, Label};
use crate::kernel::tally::Histogram;

const MINUTE_US: i64 = 60_000_000;

/// How many steps each case has, how often it was handed over, and how much of it was done again; one row a case.
#[derive(Debug, Clone)]
pub struct Effort {
    /// The events that are steps.
    pub steps: UInt32Array,
    /// Neighbouring steps by two different actors, both named.
    pub handovers: UInt32Array,
    /// Steps minus distinct activities.
    pub rework: UInt32Array,
}

/// Counts the effort of each case. Shapes: one row per case of `events`. Without actors there are no hand-overs.
pub fn effort(events: &CaseEvents, labels: &[Label]) -> Effort {
    let mut steps = Vec::with_capacity(events.len());
    let mut handovers = Vec::with_capacity(events.len());
    let mut rework = Vec::with_capacity(events.len());
    let mut seen: Vec<u32> = Vec::new();
    for case in 0..events.len() {
        seen.clear();
        let (mut count, mut handed) = (0_u32, 0_u32);
        let mut last: Option<u32> = None;
        for (activity, actor, _) in steps_of(events, labels, case) {
            handed += u32::from(count > 0 && matches!((last, actor), (Some(before), Some(now)) if before != now));
            count += 1;
            last = actor;
            if !seen.contains(&activity) {
                seen.push(activity);
            }
        }
        steps.push(count);
        handovers.push(handed);
        rework.push(count - seen.len() as u32);
    }
    Effort { steps: steps.into(), handovers: handovers.into(), rework: rework.into() }
}

/// The steps of a case: activity, actor, instant.
fn steps_of<'a>(
    events: &'a CaseEvents,
    labels: &'a [Label],
    case: usize,
) -> impl Iterator<Item = (u32, Option<u32>, i64)> + 'a {
    let range = events.range(case);
    let (at, label) = events.of(case);
    at.iter().zip(label).zip(range).filter_map(move |((at, label), place)| {
        let activity = labels.get(*label as usize)?.activity?;
        let actor = events.actor.as_ref().filter(|actor| actor.is_valid(place)).map(|actor| actor.value(place));
        Some((activity, actor, *at))
    })
}

type Counted<K, V> = HashMap<K, V, FixedState>;

/// The shape of some cases. Two of them add up.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// Cases.
    pub cases: u64,
    /// Steps.
    pub steps: u64,
    /// Hand-overs.
    pub handovers: u64,
    /// Steps done again.
    pub rework: u64,
    /// How often each activity was a step, by its code.
    pub activities: Counted<u32, u64>,
    /// How often the second of two activities directly followed the first, as the number of minutes it took, rounded down.
    edges: Counted<(u32, u32), Histogram>,
    /// How many cases took each sequence of activities.
    variants: Counted<Box<[u32]>, u64>,
}

impl Shape {
    /// Adds a case: its steps in order, and the effort that was counted for it.
    pub fn add(&mut self, events: &CaseEvents, labels: &[Label], effort: &Effort, case: usize, variant: &mut Vec<u32>) {
        variant.clear();
        let mut last: Option<(u32, i64)> = None;
        for (activity, _, at) in steps_of(events, labels, case) {
            variant.push(activity);
            *self.activities.entry(activity).or_default() += 1;
            if let Some((before, since)) = last {
                self.edges.entry((before, activity)).or_default().add((at - since) / MINUTE_US);
            }
            last = Some((activity, at));
        }
        match self.variants.get_mut(variant.as_slice()) {
            Some(count) => *count += 1,
            None => {
                self.variants.insert(variant.as_slice().into(), 1);
            }
        }
        self.cases += 1;
        self.steps += variant.len() as u64;
        self.handovers += u64::from(effort.handovers.value(case));
        self.rework += u64::from(effort.rework.value(case));
    }

    /// Adds the shape of other cases.
    pub fn merge(&mut self, other: Self) {
        self.cases += other.cases;
        self.steps += other.steps;
        self.handovers += other.handovers;
        self.rework += other.rework;
        for (activity, count) in other.activities {
            *self.activities.entry(activity).or_default() += count;
        }
        for (edge, minutes) in other.edges {
            self.edges.entry(edge).or_default().merge(minutes);
        }
        for (variant, count) in other.variants {
            *self.variants.entry(variant).or_default() += count;
        }
    }

    /// The edges: from, to, how often, and the median of the minutes.
    pub fn edges(&mut self) -> impl Iterator<Item = (u32, u32, u64, i64)> + '_ {
        self.edges.iter_mut().map(|((from, to), minutes)| {
            let median = minutes.quantiles(&[0.5]).first().copied().unwrap_or(0);
            (*from, *to, minutes.count(), median)
        })
    }

    /// The variants: the activities in order, and how many cases took them.
    pub fn variants(&self) -> impl Iterator<Item = (&[u32], u64)> {
        self.variants.iter().map(|(activities, count)| (&**activities, *count))
    }
}

/// The month of a case's last event, in which its shape counts.
pub fn last_month(events: &CaseEvents, calendar: &calendar::Calendar, case: usize) -> Option<Month> {
    let (at, _) = events.of(case);
    at.last().map(|at| Month(calendar.zone().day(calendar::Instant(*at)).month()))
}
