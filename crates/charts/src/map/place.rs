//! Where everything stands, in pixels.

use super::keep::Net;
use super::weave::{Boxes, Item, Woven};

/// Room between two things on a layer of activities, and between two texts or lines.
const APART: f64 = 20.0;
/// Least room between two layers, so that arrows have room for their heads.
const GAP: f64 = 22.0;
/// Room beside an activity for the first line that joins it at its side, and for each further one.
pub(super) const LANE: f64 = 20.0;
const NEXT_LANE: f64 = 11.0;
/// How far a loop reaches out.
pub(super) const LOOP: f64 = 26.0;

/// The end of a step that leads back, at the side of an activity.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Side {
    /// −1 left, 1 right.
    pub(super) way: f64,
    /// How far from the middle of the activity its line runs.
    pub(super) out: f64,
    /// 0 for the innermost of this side.
    pub(super) lane: usize,
}

#[derive(Debug)]
pub(super) struct Placed {
    pub(super) x: Vec<f64>,
    /// Top and bottom of each layer.
    pub(super) rows: Vec<(f64, f64)>,
    /// Of each arc that leads back: its side at the upper and at the lower activity.
    pub(super) sides: Vec<Option<(Side, Side)>>,
    /// Of each other arc: how far from the middle it leaves and enters.
    pub(super) ports: Vec<(f64, f64)>,
    /// On which side of an activity its loop is.
    pub(super) loops: Vec<f64>,
    pub(super) width: f64,
    pub(super) height: f64,
}

pub(super) fn place(net: &Net, woven: &Woven, boxes: &Boxes) -> Placed {
    let mut reach = reach(woven, boxes);
    let mut joints = Joints { ports: ports(net, woven, boxes), sides: vec![None; net.arcs.len()] };
    let free = settle(net, woven, &reach, &joints);
    let loops = choose_sides(net, woven, boxes, &free, &mut joints.sides);
    for (number, arc) in net.arcs.iter().enumerate() {
        let mut widen = |vertex: usize, way: f64, out: f64| {
            let end: &mut f64 = if way < 0.0 { &mut reach[vertex].0 } else { &mut reach[vertex].1 };
            *end = end.max(out);
        };
        if arc.is_loop() {
            widen(arc.from, loops[arc.from], boxes.vertices[arc.from].0 / 2.0 + LOOP + 4.0 + boxes.labels[number].0);
        }
        // A step that leads back begins at the lower one.
        if let Some((upper, lower)) = joints.sides[number] {
            widen(arc.to, upper.way, upper.out + 6.0);
            widen(arc.from, lower.way, lower.out + 6.0);
        }
    }
    let mut x = settle(net, woven, &reach, &joints);
    straighten(net, woven, &reach, &joints, &mut x);
    let left = (0..x.len()).map(|item| x[item] - reach[item].0).fold(f64::INFINITY, f64::min);
    let left = if left.is_finite() { left } else { 0.0 };
    x.iter_mut().for_each(|x| *x += 6.0 - left);
    let width = (0..x.len()).map(|item| x[item] + reach[item].1).fold(60.0, f64::max) + 6.0;

    let mut rows = Vec::new();
    let mut y = 6.0;
    for (row, items) in woven.rows.iter().enumerate() {
        let high = items.iter().map(|item| height(woven, boxes, *item)).fold(0.0, f64::max);
        rows.push((y, y + high));
        // Lines that go far across need more room, or they lie flat.
        let across = items.iter().flat_map(|item| woven.below[*item].iter().map(|lower| (x[*lower] - x[*item]).abs()));
        let far = across.fold(0.0, f64::max);
        let last = row + 1 == woven.rows.len();
        y += high + if last { 6.0 } else { (GAP + (far - 40.0).max(0.0) * 0.09).min(54.0) };
    }
    Placed { x, rows, sides: joints.sides, ports: joints.ports, loops, width, height: y.max(40.0) }
}

/// Where arcs meet activities, as distances from their middles.
struct Joints {
    ports: Vec<(f64, f64)>,
    sides: Vec<Option<(Side, Side)>>,
}

impl Joints {
    /// At the upper and at the lower end of an arc.
    fn of(&self, arc: usize) -> (f64, f64) {
        self.sides[arc].map_or(self.ports[arc], |(upper, lower)| (upper.way * upper.out, lower.way * lower.out))
    }
}

/// Where each step leaves and enters: the most frequent one in the middle, so that the main way is straight; the others on its two
/// sides in the order of their bends.
fn ports(net: &Net, woven: &Woven, boxes: &Boxes) -> Vec<(f64, f64)> {
    let places = woven.places();
    let mut ports = vec![(0.0, 0.0); net.arcs.len()];
    for (vertex, (wide, _)) in boxes.vertices.iter().enumerate() {
        for leaves in [true, false] {
            let mut arcs: Vec<usize> = (0..net.arcs.len()).collect();
            arcs.retain(|number| {
                let arc = net.arcs[*number];
                (if leaves { arc.from } else { arc.to }) == vertex && !arc.is_loop() && !woven.back[*number]
            });
            arcs.sort_by_key(|number| {
                let bends = &woven.bends[*number];
                (if leaves { bends.first() } else { bends.last() }).map(|bend| places[*bend])
            });
            let most = |one: usize, other: usize| {
                if net.arcs[arcs[other]].count > net.arcs[arcs[one]].count { other } else { one }
            };
            let Some(middle) = (0..arcs.len()).reduce(most) else { continue };
            let half = wide / 2.0 - 10.0;
            for (place, number) in arcs.iter().enumerate() {
                let (steps, all) =
                    if place < middle { (middle - place, middle) } else { (place - middle, arcs.len() - 1 - middle) };
                let out = steps as f64 * (half / all.max(1) as f64).min(16.0);
                let port = if leaves { &mut ports[*number].0 } else { &mut ports[*number].1 };
                *port = if place < middle { -out } else { out };
            }
        }
    }
    ports
}

fn height(woven: &Woven, boxes: &Boxes, item: usize) -> f64 {
    match woven.items[item] {
        Item::Vertex(vertex) => boxes.vertices[vertex].1,
        Item::Bend(arc) if woven.label[arc] == Some(item) => boxes.labels[arc].1,
        Item::Bend(_) => 0.0,
    }
}

/// How far each item reaches to the left and to the right of its middle, lines at its sides left aside.
fn reach(woven: &Woven, boxes: &Boxes) -> Vec<(f64, f64)> {
    let half = |(item, kind): (usize, &Item)| match kind {
        Item::Vertex(vertex) => boxes.vertices[*vertex].0 / 2.0,
        Item::Bend(arc) if woven.label[*arc] == Some(item) => boxes.labels[*arc].0.max(boxes.lines[*arc]) / 2.0,
        Item::Bend(arc) => boxes.lines[*arc] / 2.0,
    };
    woven.items.iter().enumerate().map(half).map(|half| (half, half)).collect()
}

/// Each step that leads back joins an activity on the side on which it passes. An activity with a loop has the loop on the side on
/// which fewer pass, and all of them on the other. Gives the side of the loop for each activity.
fn choose_sides(net: &Net, woven: &Woven, boxes: &Boxes, x: &[f64], sides: &mut [Option<(Side, Side)>]) -> Vec<f64> {
    let ends = |number: usize| {
        let (arc, bends) = (net.arcs[number], &woven.bends[number]);
        let ends = woven.back[number].then(|| Some(((arc.to, *bends.first()?), (arc.from, *bends.last()?))));
        ends.flatten()
    };
    let on_right = |(vertex, bend): (usize, usize)| x[bend] >= x[vertex];
    let mut right = vec![0_i32; net.vertices.len()];
    for (upper, lower) in (0..net.arcs.len()).filter_map(ends) {
        for end in [upper, lower] {
            right[end.0] += if on_right(end) { 1 } else { -1 };
        }
    }
    let loops: Vec<f64> = right.iter().map(|right| if *right > 0 { -1.0 } else { 1.0 }).collect();
    let mut looped = vec![false; net.vertices.len()];
    net.arcs.iter().filter(|arc| arc.is_loop()).for_each(|arc| looped[arc.from] = true);
    let mut taken = vec![[0_usize; 2]; net.vertices.len()];
    let mut side = |end: (usize, usize)| {
        let right = if looped[end.0] { loops[end.0] < 0.0 } else { on_right(end) };
        let lane = &mut taken[end.0][usize::from(right)];
        let out = boxes.vertices[end.0].0 / 2.0 + LANE + *lane as f64 * NEXT_LANE;
        let side = Side { way: if right { 1.0 } else { -1.0 }, out, lane: *lane };
        *lane += 1;
        side
    };
    for (number, sides) in sides.iter_mut().enumerate() {
        *sides = ends(number).map(|(upper, lower)| (side(upper), side(lower)));
    }
    loops
}

/// A wish of one item: to stand at the place of another, a little aside.
struct Wish {
    at: usize,
    aside: f64,
    weight: f64,
}

/// Places across: what is joined stands as straight as the order and the room allow.
///
/// Row by row, each item at the weighted mean of its neighbours; where they would overlap, at the places nearest to these by least
/// squares (pool adjacent violators, which is exact for one row).
fn settle(net: &Net, woven: &Woven, reach: &[(f64, f64)], joints: &Joints) -> Vec<f64> {
    let most = net.arcs.iter().map(|arc| arc.count).max().unwrap_or(1).max(1) as f64;
    let (mut up, mut down): (Vec<Vec<Wish>>, Vec<Vec<Wish>>) = (Vec::new(), Vec::new());
    up.resize_with(reach.len(), Vec::new);
    down.resize_with(reach.len(), Vec::new);
    for (number, arc) in net.arcs.iter().enumerate().filter(|(_, arc)| !arc.is_loop()) {
        let (upper, lower) = if woven.back[number] { (arc.to, arc.from) } else { (arc.from, arc.to) };
        let (at_upper, at_lower) = joints.of(number);
        let frequent = 0.15 + 8.0 * arc.count as f64 / most;
        let mut join = |(above, aside_above): (usize, f64), (below, aside_below): (usize, f64), weight: f64| {
            let weight = weight * if woven.back[number] { 0.3 } else { frequent };
            let aside = aside_above - aside_below;
            up[below].push(Wish { at: above, aside, weight });
            down[above].push(Wish { at: below, aside: -aside, weight });
        };
        let mut before = (upper, at_upper);
        for bend in &woven.bends[number] {
            join(before, (*bend, 0.0), if before.0 == upper { 1.0 } else { 8.0 });
            before = (*bend, 0.0);
        }
        join(before, (lower, at_lower), 1.0);
    }
    let mut x = vec![0.0; reach.len()];
    for row in &woven.rows {
        let mut from = 0.0;
        for item in row {
            x[*item] = from + reach[*item].0;
            from += reach[*item].0 + reach[*item].1 + APART;
        }
        let middle = from / 2.0;
        row.iter().for_each(|item| x[*item] -= middle);
    }
    let rows = woven.rows.len();
    for round in 0..36 {
        for step in 0..rows {
            let row = if round % 2 == 0 { step } else { rows - 1 - step };
            let both = round >= 6;
            let wishes = |item: usize| {
                let up = up[item].iter().filter(|_| both || round % 2 == 0);
                up.chain(down[item].iter().filter(|_| both || round % 2 == 1)).collect::<Vec<_>>()
            };
            let wanted = woven.rows[row].iter().map(|item| mean(&wishes(*item), &x).unwrap_or((x[*item], 0.01)));
            let wanted: Vec<(f64, f64)> = wanted.collect();
            let apart = |left: usize, right: usize| reach[left].1 + APART + reach[right].0;
            for (item, at) in woven.rows[row].iter().zip(nearest(&woven.rows[row], &wanted, apart)) {
                x[*item] = at;
            }
        }
    }
    x
}

fn mean(wishes: &[&Wish], x: &[f64]) -> Option<(f64, f64)> {
    let weight: f64 = wishes.iter().map(|wish| wish.weight).sum();
    let sum: f64 = wishes.iter().map(|wish| wish.weight * (x[wish.at] + wish.aside)).sum();
    (weight > 0.0).then(|| (sum / weight, weight))
}

/// Takes the small turns out: an activity moves under its most frequent step, and the bends of a step into one line, as far as
/// their neighbours allow.
fn straighten(net: &Net, woven: &Woven, reach: &[(f64, f64)], joints: &Joints, x: &mut [f64]) {
    let places = woven.places();
    let room = |item: usize, x: &[f64]| {
        let (row, place) = (&woven.rows[woven.layer[item]], places[item]);
        let left = place.checked_sub(1).map(|left| row[left]);
        let left = left.map_or(f64::NEG_INFINITY, |left| x[left] + reach[left].1 + APART + reach[item].0);
        let right =
            row.get(place + 1).map_or(f64::INFINITY, |right| x[*right] - reach[*right].0 - APART - reach[item].1);
        // Rounding may have put one a hair over the other.
        (left.min(x[item]), right.max(x[item]))
    };
    let mut order: Vec<usize> = (0..net.arcs.len()).filter(|arc| !net.arcs[*arc].is_loop()).collect();
    order.sort_by_key(|arc| std::cmp::Reverse(net.arcs[*arc].count));
    for _ in 0..3 {
        for arc in order.iter().copied() {
            let (at_upper, at_lower) = joints.of(arc);
            let (from, to) = (net.arcs[arc].from, net.arcs[arc].to);
            let (upper, lower) = if woven.back[arc] { (to, from) } else { (from, to) };
            let bends = &woven.bends[arc];
            let mut start = 0;
            while start < bends.len() {
                // As many bends as can stand in one line.
                let (mut low, mut high) = room(bends[start], x);
                let mut end = start + 1;
                while end < bends.len() {
                    let (left, right) = room(bends[end], x);
                    if left.max(low) > right.min(high) {
                        break;
                    }
                    (low, high) = (left.max(low), right.min(high));
                    end += 1;
                }
                let above = if start == 0 { x[upper] + at_upper } else { x[bends[start - 1]] };
                let below = if end == bends.len() { x[lower] + at_lower } else { x[bends[end]] };
                let fits = |at: f64| (low..=high).contains(&at);
                let at = if !fits(above) && fits(below) { below } else { above.clamp(low, high) };
                bends[start..end].iter().for_each(|bend| x[*bend] = at);
                start = end;
            }
        }
        let mut first = vec![true; net.vertices.len()];
        for arc in order.iter().copied().filter(|arc| !woven.back[*arc]) {
            let (vertex, Some(bend)) = (net.arcs[arc].to, woven.bends[arc].last()) else { continue };
            let wanted = x[*bend] - joints.of(arc).1;
            if std::mem::replace(&mut first[vertex], false) && (wanted - x[vertex]).abs() < 60.0 {
                let (low, high) = room(vertex, x);
                x[vertex] = wanted.clamp(low, high);
            }
        }
    }
}

/// The places nearest to those wanted, by weighted least squares, in this order and so far apart.
fn nearest(row: &[usize], wanted: &[(f64, f64)], apart: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    // Without the room between them it is a monotone regression.
    let mut shift = 0.0;
    let mut shifts = Vec::with_capacity(row.len());
    for (place, item) in row.iter().enumerate() {
        if place > 0 {
            shift += apart(row[place - 1], *item);
        }
        shifts.push(shift);
    }
    // Blocks of sum, weight and length.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for ((at, weight), shift) in wanted.iter().zip(&shifts) {
        let mut block = ((at - shift) * weight, *weight, 1);
        while let Some((sum, weight, length)) = blocks.last().copied() {
            if sum / weight <= block.0 / block.1 {
                break;
            }
            blocks.pop();
            block = (block.0 + sum, block.1 + weight, block.2 + length);
        }
        blocks.push(block);
    }
    let places = blocks.iter().flat_map(|(sum, weight, length)| std::iter::repeat_n(sum / weight, *length));
    places.zip(shifts).map(|(at, shift)| at + shift).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn places_are_the_nearest_that_keep_apart() {
        for (wanted, placed) in [
            (vec![], vec![]),
            (vec![(5.0, 1.0)], vec![5.0]),
            (vec![(0.0, 1.0), (30.0, 1.0)], vec![0.0, 30.0]),
            (vec![(0.0, 1.0), (0.0, 1.0)], vec![-5.0, 5.0]),
            (vec![(0.0, 3.0), (0.0, 1.0)], vec![-2.5, 7.5]),
            (vec![(10.0, 1.0), (0.0, 1.0), (5.0, 1.0)], vec![-5.0, 5.0, 15.0]),
        ] {
            let row: Vec<usize> = (0..wanted.len()).collect();
            assert_eq!(nearest(&row, &wanted, |_, _| 10.0), placed, "{wanted:?}");
        }
    }
}
