//! Which activities and steps are drawn.

use std::collections::{BTreeMap, BTreeSet};

use super::{Place, ProcessMap};

/// When so many activities are drawn, no further one is begun: more cannot be read.
pub const MOST_ACTIVITIES: usize = 60;
/// The most steps that are drawn for their frequency.
pub const MOST_STEPS: usize = 180;

/// What a map shows, by the places in the lists given, in order.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Kept {
    /// The activities drawn.
    pub activities: Vec<usize>,
    /// The steps drawn; of those with the same ends the first.
    pub steps: Vec<usize>,
}

/// What is to be drawn: vertices in the order start, activities as given, end.
#[derive(Debug)]
pub(super) struct Net {
    pub(super) vertices: Vec<Place>,
    pub(super) arcs: Vec<Arc>,
}

/// A step between two vertices.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) count: u64,
    /// The step given.
    pub(super) step: usize,
}

impl Arc {
    pub(super) fn is_loop(self) -> bool {
        self.from == self.to
    }
}

impl Net {
    /// The part of the map that its detail asks for.
    pub(super) fn of(map: &ProcessMap) -> Self {
        Self::whole(map).part(map)
    }

    fn whole(map: &ProcessMap) -> Self {
        let there = |place: &Place| !matches!(place, Place::Activity(activity) if *activity >= map.activities.len());
        let mut joined: BTreeMap<(Place, Place), (usize, u64)> = BTreeMap::new();
        for (place, step) in map.steps.iter().enumerate() {
            if there(&step.from) && there(&step.to) && step.from != Place::End && step.to != Place::Start {
                let (_, count) = joined.entry((step.from, step.to)).or_insert((place, 0));
                *count = count.saturating_add(step.count);
            }
        }
        let mut vertices: Vec<Place> = (0..map.activities.len()).map(Place::Activity).collect();
        if joined.keys().any(|(from, _)| *from == Place::Start) {
            vertices.insert(0, Place::Start);
        }
        if joined.keys().any(|(_, to)| *to == Place::End) {
            vertices.push(Place::End);
        }
        let number: BTreeMap<Place, usize> =
            vertices.iter().enumerate().map(|(number, place)| (*place, number)).collect();
        let arcs = joined.into_iter().map(|((from, to), (step, count))| Arc {
            from: number[&from],
            to: number[&to],
            count,
            step,
        });
        let mut arcs: Vec<Arc> = arcs.collect();
        arcs.sort_by_key(|arc| arc.step);
        Self { vertices, arcs }
    }

    fn part(self, map: &ProcessMap) -> Self {
        let detail = if map.detail.is_nan() { 1.0 } else { map.detail.clamp(0.0, 1.0) };
        let of = |all: usize, most: usize| ((all as f64 * detail).ceil() as usize).min(most);
        let activity = |vertex: usize| match self.vertices[vertex] {
            Place::Activity(activity) => Some(activity),
            Place::Start | Place::End => None,
        };
        let mut by_count: Vec<usize> = (0..self.vertices.len()).filter(|vertex| activity(*vertex).is_some()).collect();
        by_count.sort_by_key(|vertex| {
            std::cmp::Reverse(activity(*vertex).map_or(0, |activity| map.activities[activity].count))
        });
        by_count.truncate(of(map.activities.len(), MOST_ACTIVITIES).max(1));

        let end = |end: Place| self.vertices.iter().position(|place| *place == end);
        let from_start = end(Place::Start).map(|start| self.ways(start, false));
        let to_end = end(Place::End).map(|end| self.ways(end, true));
        let (mut vertices, mut arcs): (BTreeSet<usize>, BTreeSet<usize>) = (BTreeSet::new(), BTreeSet::new());
        for wanted in by_count {
            if vertices.len() >= MOST_ACTIVITIES {
                break;
            }
            // What comes in on a way is to be reached as well, and to lead to the end.
            let mut new = if vertices.insert(wanted) { vec![wanted] } else { vec![] };
            while let Some(vertex) = new.pop() {
                let (before, after) =
                    (from_start.as_ref().and_then(|ways| ways[vertex]), to_end.as_ref().and_then(|ways| ways[vertex]));
                arcs.extend(before.into_iter().chain(after));
                let near = before.map(|arc| self.arcs[arc].from).into_iter().chain(after.map(|arc| self.arcs[arc].to));
                new.extend(near.filter(|vertex| vertices.insert(*vertex)));
            }
        }
        let mut between: Vec<usize> = (0..self.arcs.len()).collect();
        between.retain(|arc| vertices.contains(&self.arcs[*arc].from) && vertices.contains(&self.arcs[*arc].to));
        between.sort_by_key(|arc| std::cmp::Reverse(self.arcs[*arc].count));
        between.truncate(of(between.len(), MOST_STEPS));
        arcs.extend(between);

        let number: BTreeMap<usize, usize> = vertices.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        let arcs = arcs.iter().map(|arc| self.arcs[*arc]);
        let arcs = arcs.map(|arc| Arc { from: number[&arc.from], to: number[&arc.to], ..arc }).collect();
        Self { vertices: vertices.iter().map(|vertex| self.vertices[*vertex]).collect(), arcs }
    }

    /// The best-trodden ways from one vertex to all others, or from all others to it: for each vertex the last step of the way (the
    /// first, if `back`). Dijkstra's way of growing a tree, with the rarest step of a way in place of its length.
    fn ways(&self, end: usize, back: bool) -> Vec<Option<usize>> {
        let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); self.vertices.len()];
        for (number, arc) in self.arcs.iter().enumerate().filter(|(_, arc)| !arc.is_loop()) {
            leaving[if back { arc.to } else { arc.from }].push(number);
        }
        let mut way = vec![None; self.vertices.len()];
        // Rarest step, and how many steps.
        let mut reached: Vec<Option<(u64, usize)>> = vec![None; self.vertices.len()];
        let mut done = vec![false; self.vertices.len()];
        reached[end] = Some((u64::MAX, 0));
        loop {
            let open = (0..self.vertices.len()).filter(|vertex| !done[*vertex]);
            let best = open.filter_map(|vertex| Some((reached[vertex]?, vertex)));
            let best = best.max_by(|((one, far), first), ((other, further), second)| {
                one.cmp(other).then(further.cmp(far)).then(second.cmp(first))
            });
            let Some(((rarest, steps), vertex)) = best else { break };
            done[vertex] = true;
            for number in &leaving[vertex] {
                let arc = self.arcs[*number];
                let next = if back { arc.from } else { arc.to };
                let (now, far) = (rarest.min(arc.count), steps + 1);
                let better = reached[next].is_none_or(|(so_far, steps)| now > so_far || (now == so_far && far < steps));
                if !done[next] && better {
                    (reached[next], way[next]) = (Some((now, far)), Some(*number));
                }
            }
        }
        way
    }

    pub(super) fn kept(&self) -> Kept {
        let activities = self.vertices.iter().filter_map(|place| match place {
            Place::Activity(activity) => Some(*activity),
            Place::Start | Place::End => None,
        });
        let mut steps: Vec<usize> = self.arcs.iter().map(|arc| arc.step).collect();
        steps.sort_unstable();
        Kept { activities: activities.collect(), steps }
    }
}
