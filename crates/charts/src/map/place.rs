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
    pub(super) width: f64,
    pub(super) height: f64,
}

pub(super) fn place(net: &Net, woven: &Woven, boxes: &Boxes) -> Placed {
    let mut reach = reach(net, woven, boxes);
    let mut sides = vec![None; net.arcs.len()];
    let free = settle(net, woven, &reach, &sides);
    choose_sides(net, woven, boxes, &free, &mut sides);
    for (arc, sides) in net.arcs.iter().zip(&sides) {
        let Some((upper, lower)) = sides else { continue };
        // A step that leads back begins at the lower one.
        for (vertex, side) in [(arc.to, *upper), (arc.from, *lower)] {
            let end = if side.way < 0.0 { &mut reach[vertex].0 } else { &mut reach[vertex].1 };
            *end = end.max(side.out + 6.0);
        }
    }
    let mut x = settle(net, woven, &reach, &sides);
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
    Placed { x, rows, sides, width, height: y.max(40.0) }
}

fn height(woven: &Woven, boxes: &Boxes, item: usize) -> f64 {
    match woven.items[item] {
        Item::Vertex(vertex) => boxes.vertices[vertex].1,
        Item::Bend(arc) if woven.label[arc] == Some(item) => boxes.labels[arc].1,
        Item::Bend(_) => 0.0,
    }
}

/// How far each item reaches to the left and to the right of its middle.
fn reach(net: &Net, woven: &Woven, boxes: &Boxes) -> Vec<(f64, f64)> {
    let mut reach: Vec<(f64, f64)> = Vec::with_capacity(woven.items.len());
    for (item, kind) in woven.items.iter().enumerate() {
        let half = match kind {
            Item::Vertex(vertex) => boxes.vertices[*vertex].0 / 2.0,
            Item::Bend(arc) if woven.label[*arc] == Some(item) => boxes.labels[*arc].0.max(boxes.lines[*arc]) / 2.0,
            Item::Bend(arc) => boxes.lines[*arc] / 2.0,
        };
        reach.push((half, half));
    }
    for (number, arc) in net.arcs.iter().enumerate().filter(|(_, arc)| arc.is_loop()) {
        reach[arc.from].1 += LOOP + 4.0 + boxes.labels[number].0;
    }
    reach
}

/// Each step that leads back joins an activity on the side on which it passes; an activity with a loop, on the other side.
fn choose_sides(net: &Net, woven: &Woven, boxes: &Boxes, x: &[f64], sides: &mut [Option<(Side, Side)>]) {
    let mut looped = vec![false; net.vertices.len()];
    net.arcs.iter().filter(|arc| arc.is_loop()).for_each(|arc| looped[arc.from] = true);
    let mut taken = vec![[0_usize; 2]; net.vertices.len()];
    let mut side = |vertex: usize, bend: usize| {
        let right = !looped[vertex] && x[bend] >= x[vertex];
        let lane = &mut taken[vertex][usize::from(right)];
        let out = boxes.vertices[vertex].0 / 2.0 + LANE + *lane as f64 * NEXT_LANE;
        let side = Side { way: if right { 1.0 } else { -1.0 }, out, lane: *lane };
        *lane += 1;
        side
    };
    for (number, arc) in net.arcs.iter().enumerate().filter(|(number, _)| woven.back[*number]) {
        if let (Some(first), Some(last)) = (woven.bends[number].first(), woven.bends[number].last()) {
            sides[number] = Some((side(arc.to, *first), side(arc.from, *last)));
        }
    }
}

/// A wish of one item: to stand at the place of another, a little aside.
struct Wish {
    of: usize,
    at: usize,
    aside: f64,
    weight: f64,
}

/// Places across: what is joined stands as straight as the order and the room allow.
///
/// Row by row, each item at the weighted mean of its neighbours; where they would overlap, at the places nearest to these by least
/// squares (pool adjacent violators, which is exact for one row).
fn settle(net: &Net, woven: &Woven, reach: &[(f64, f64)], sides: &[Option<(Side, Side)>]) -> Vec<f64> {
    let most = net.arcs.iter().map(|arc| arc.count).max().unwrap_or(1).max(1) as f64;
    let (mut up, mut down): (Vec<Vec<Wish>>, Vec<Vec<Wish>>) = (Vec::new(), Vec::new());
    up.resize_with(reach.len(), Vec::new);
    down.resize_with(reach.len(), Vec::new);
    for (number, arc) in net.arcs.iter().enumerate().filter(|(_, arc)| !arc.is_loop()) {
        let (upper, lower) = if woven.back[number] { (arc.to, arc.from) } else { (arc.from, arc.to) };
        let (at_upper, at_lower) =
            sides[number].map_or((0.0, 0.0), |(upper, lower)| (upper.way * upper.out, lower.way * lower.out));
        let frequent = 0.15 + 3.0 * arc.count as f64 / most;
        let mut join = |(above, aside_above): (usize, f64), (below, aside_below): (usize, f64), weight: f64| {
            let weight = weight * if woven.back[number] { 0.3 } else { frequent };
            let aside = aside_above - aside_below;
            up[below].push(Wish { of: below, at: above, aside, weight });
            down[above].push(Wish { of: above, at: below, aside: -aside, weight });
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
    debug_assert!(wishes.iter().all(|wish| wish.of != wish.at));
    let sum: f64 = wishes.iter().map(|wish| wish.weight * (x[wish.at] + wish.aside)).sum();
    (weight > 0.0).then(|| (sum / weight, weight))
}

/// The places nearest to those wanted, by weighted least squares, in this order and so far apart.
pub(super) fn nearest(row: &[usize], wanted: &[(f64, f64)], apart: impl Fn(usize, usize) -> f64) -> Vec<f64> {
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
