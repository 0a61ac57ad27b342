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
    let order = order(net);
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

/// An order in which the arcs that lead back weigh little: what nothing leads from goes to the end, what nothing leads to, to the
/// beginning; otherwise first goes what has the most leading from it, compared with what leads to it.
fn order(net: &Net) -> Vec<usize> {
    let count = net.vertices.len();
    let (mut leading_from, mut leading_to) = (vec![0.0; count], vec![0.0; count]);
    let (mut arcs_from, mut arcs_to) = (vec![0_usize; count], vec![0_usize; count]);
    let mut touching: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (number, arc) in net.arcs.iter().enumerate().filter(|(_, arc)| !arc.is_loop()) {
        leading_from[arc.from] += arc.count as f64;
        leading_to[arc.to] += arc.count as f64;
        arcs_from[arc.from] += 1;
        arcs_to[arc.to] += 1;
        touching[arc.from].push(number);
        touching[arc.to].push(number);
    }
    let (mut first, mut last) = (Vec::new(), Vec::new());
    let mut open: Vec<usize> = (0..count).collect();
    while !open.is_empty() {
        let sink = open.iter().rposition(|vertex| arcs_from[*vertex] == 0);
        let source = open.iter().position(|vertex| arcs_to[*vertex] == 0);
        let rest = || {
            let surplus = |vertex: &usize| leading_from[*vertex] - leading_to[*vertex];
            (0..open.len())
                .reduce(|best, place| if surplus(&open[place]) > surplus(&open[best]) { place } else { best })
        };
        let Some(place) = sink.or(source).or_else(rest) else { break };
        let vertex = open.remove(place);
        if sink.is_some() {
            last.push(vertex)
        } else {
            first.push(vertex)
        }
        for number in std::mem::take(&mut touching[vertex]) {
            let arc = net.arcs[number];
            if arc.from == vertex && open.contains(&arc.to) {
                leading_to[arc.to] -= arc.count as f64;
                arcs_to[arc.to] -= 1;
            } else if arc.to == vertex && open.contains(&arc.from) {
                leading_from[arc.from] -= arc.count as f64;
                arcs_from[arc.from] -= 1;
            }
        }
    }
    last.reverse();
    first.extend(last);
    first
}
