//! Which steps lead back, and which layer each activity is on.

use super::Place;
use super::keep::Net;

/// The layer of each vertex, from the top; and for each arc, whether it leads back. Loops do not.
#[derive(Debug)]
pub(super) struct Layers {
    pub(super) of: Vec<usize>,
    pub(super) back: Vec<bool>,
}

pub(super) fn assign(net: &Net) -> Layers {
    let mut order = improved(net, walked(net));
    // The start before everything, the end behind it: nothing leads to the one or from the other.
    order.sort_by_key(|vertex| match net.vertices[*vertex] {
        Place::Start => 0,
        Place::Activity(_) => 1,
        Place::End => 2,
    });
    let mut at = vec![0; net.vertices.len()];
    for (place, vertex) in order.iter().enumerate() {
        at[*vertex] = place;
    }
    let back: Vec<bool> = net.arcs.iter().map(|arc| at[arc.from] > at[arc.to]).collect();
    // Above and below, with the weight of the arc: what leads back shall not pull.
    let (mut above, mut below) = (vec![Vec::new(); at.len()], vec![Vec::new(); at.len()]);
    for (arc, back) in net.arcs.iter().zip(&back).filter(|(arc, _)| !arc.is_loop()) {
        let (upper, lower) = if *back { (arc.to, arc.from) } else { (arc.from, arc.to) };
        let weight = if *back { 0.0 } else { arc.count as f64 + 1.0 };
        above[lower].push((upper, weight));
        below[upper].push((lower, weight));
    }
    let mut of = vec![0; at.len()];
    for vertex in &order {
        of[*vertex] = above[*vertex].iter().map(|(upper, _)| of[*upper] + 1).max().unwrap_or(0);
    }
    let weight = |arcs: &[(usize, f64)]| arcs.iter().map(|(_, weight)| weight).sum::<f64>();
    for round in 0..8 {
        let mut moved = false;
        let turn = |place: usize| if round % 2 == 0 { order[order.len() - 1 - place] } else { order[place] };
        for vertex in (0..order.len()).map(turn) {
            let lowest = below[vertex].iter().map(|(lower, _)| of[*lower] - 1).min();
            let highest = above[vertex].iter().map(|(upper, _)| of[*upper] + 1).max();
            // Between these all places cost the same per layer, so one of the two ends is best.
            let wanted = match (highest, lowest) {
                (Some(high), Some(low)) if weight(&below[vertex]) > weight(&above[vertex]) => low.max(high),
                (Some(high), _) => high,
                (None, Some(low)) if net.vertices[vertex] != Place::Start => low,
                _ => of[vertex],
            };
            moved |= wanted != of[vertex];
            of[vertex] = wanted;
        }
        if !moved {
            break;
        }
    }
    // The end is under everything, even where some cases stop short of it.
    if let Some(end) = net.vertices.iter().position(|place| *place == Place::End) {
        let others = (0..of.len()).filter(|vertex| *vertex != end);
        of[end] = others.map(|vertex| of[vertex] + 1).max().unwrap_or(0);
    }
    Layers { of, back }
}

/// An order in which little leads back: that of a walk from the start which goes as deep as it can, along the most frequent arcs
/// first. In it only those arcs lead back that close a circle.
fn walked(net: &Net) -> Vec<usize> {
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); net.vertices.len()];
    let mut arcs: Vec<usize> = (0..net.arcs.len()).filter(|arc| !net.arcs[*arc].is_loop()).collect();
    arcs.sort_by_key(|arc| std::cmp::Reverse(net.arcs[*arc].count));
    arcs.iter().for_each(|arc| leaving[net.arcs[*arc].from].push(net.arcs[*arc].to));
    let mut seen = vec![false; net.vertices.len()];
    let mut left = Vec::with_capacity(net.vertices.len());
    // The start is the first vertex; what cannot be reached from it follows as given.
    for root in 0..net.vertices.len() {
        let mut way = if std::mem::replace(&mut seen[root], true) { vec![] } else { vec![(root, 0)] };
        while let Some((vertex, next)) = way.pop() {
            match leaving[vertex].get(next) {
                Some(to) => {
                    way.push((vertex, next + 1));
                    if !std::mem::replace(&mut seen[*to], true) {
                        way.push((*to, 0));
                    }
                }
                None => left.push(vertex),
            }
        }
    }
    left.reverse();
    left
}

/// Moves each vertex to where the least leads back, the others staying, until nothing gets better.
fn improved(net: &Net, mut order: Vec<usize>) -> Vec<usize> {
    let mut touching: Vec<Vec<(usize, f64)>> = vec![Vec::new(); order.len()];
    let inner = |vertex: usize| matches!(net.vertices[vertex], Place::Activity(_));
    for arc in net.arcs.iter().filter(|arc| !arc.is_loop() && inner(arc.from) && inner(arc.to)) {
        // For each neighbour: what it costs if it stands before. Sums of these are exact.
        let cost = arc.count.min(1_000_000_000_000) as f64 + 1.0;
        touching[arc.from].push((arc.to, cost));
        touching[arc.to].push((arc.from, -cost));
    }
    for _ in 0..6 {
        let mut better = false;
        for vertex in 0..order.len() {
            let mut at = vec![0; order.len()];
            order.iter().enumerate().for_each(|(place, vertex)| at[*vertex] = place);
            let mut near: Vec<(usize, f64)> = touching[vertex].iter().map(|(near, cost)| (at[*near], *cost)).collect();
            near.sort_by_key(|(place, _)| *place);
            // Costs against the very beginning; a place is named by the neighbour that it is behind.
            let (mut cost, mut now, mut best) = (0.0, 0.0, (0.0, None));
            for (place, change) in near {
                cost += change;
                if place < at[vertex] {
                    now = cost;
                }
                if cost < best.0 - 1e-9 {
                    best = (cost, Some(place));
                }
            }
            if best.0 < now - 0.5 {
                let from = at[vertex];
                order.remove(from);
                let to = best.1.map_or(0, |place| if place > from { place } else { place + 1 });
                order.insert(to, vertex);
                better = true;
            }
        }
        if !better {
            break;
        }
    }
    order
}
