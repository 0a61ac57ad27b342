//! Lines through the layers, and the order within each layer.
//!
//! Activities are on even layers. A step bends once on every layer between its ends, so each one has at least one bend on an odd
//! layer; one of these carries its count.

use super::keep::Net;
use super::layers::Layers;

/// What lies on a layer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    Vertex(usize),
    Bend(usize),
}

/// What the texts need: of each vertex, width and height; of each arc, width and height of its text, and width of its line.
#[derive(Debug)]
pub(super) struct Boxes {
    pub(super) vertices: Vec<(f64, f64)>,
    pub(super) labels: Vec<(f64, f64)>,
    pub(super) lines: Vec<f64>,
}

#[derive(Debug)]
pub(super) struct Woven {
    pub(super) items: Vec<Item>,
    pub(super) layer: Vec<usize>,
    /// The items of each layer, from the left.
    pub(super) rows: Vec<Vec<usize>>,
    pub(super) above: Vec<Vec<usize>>,
    pub(super) below: Vec<Vec<usize>>,
    /// Of each arc its bends from the top down, and which of them carries the text. None for loops.
    pub(super) bends: Vec<Vec<usize>>,
    pub(super) label: Vec<Option<usize>>,
    pub(super) back: Vec<bool>,
}

pub(super) fn weave(net: &Net, layers: &Layers, boxes: &Boxes) -> Woven {
    let mut items: Vec<Item> = (0..net.vertices.len()).map(Item::Vertex).collect();
    let mut layer: Vec<usize> = layers.of.iter().map(|layer| layer * 2).collect();
    let rows = layer.iter().max().map_or(0, |last| last + 1);
    let mut links: Vec<(usize, usize)> = Vec::new();
    let (mut bends, mut label) = (vec![Vec::new(); net.arcs.len()], vec![None; net.arcs.len()]);
    let mut crowd = vec![0.0; rows];
    for (number, arc) in net.arcs.iter().enumerate().filter(|(_, arc)| !arc.is_loop()) {
        let (upper, lower) = if layers.back[number] { (arc.to, arc.from) } else { (arc.from, arc.to) };
        let mut before = upper;
        for row in layer[upper] + 1..layer[lower] {
            items.push(Item::Bend(number));
            layer.push(row);
            let bend = items.len() - 1;
            links.push((before, bend));
            bends[number].push(bend);
            before = bend;
        }
        links.push((before, lower));
        // The text goes where the fewest texts are; of equals, next to where the step begins.
        let mut odd: Vec<usize> = bends[number].iter().copied().filter(|bend| layer[*bend] % 2 == 1).collect();
        if layers.back[number] {
            odd.reverse();
        }
        label[number] =
            odd.into_iter().reduce(|best, bend| if crowd[layer[bend]] < crowd[layer[best]] { bend } else { best });
        if let Some(bend) = label[number] {
            crowd[layer[bend]] += boxes.labels[number].0;
        }
    }
    let (mut above, mut below) = (vec![Vec::new(); items.len()], vec![Vec::new(); items.len()]);
    for (upper, lower) in links {
        above[lower].push(upper);
        below[upper].push(lower);
    }
    let mut woven =
        Woven { items, layer, rows: vec![Vec::new(); rows], above, below, bends, label, back: layers.back.clone() };
    // From two beginnings; of equals the first.
    let uncrossed = |frequent_first: bool| {
        woven.first_order(net, frequent_first);
        woven.uncross();
        (woven.crossings(), woven.rows.clone())
    };
    let orders = [true, false].map(uncrossed);
    if let Some((_, rows)) = orders.into_iter().min_by_key(|(crossings, _)| *crossings) {
        woven.rows = rows;
    }
    woven
}

impl Woven {
    /// Where each item stands in its row.
    pub(super) fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.items.len()];
        for row in &self.rows {
            for (place, item) in row.iter().enumerate() {
                places[*item] = place;
            }
        }
        places
    }

    /// Down from the top, the most frequent step first, or the rarest.
    fn first_order(&mut self, net: &Net, frequent_first: bool) {
        let weight = |item: &usize| match self.items[*item] {
            Item::Bend(arc) => net.arcs[arc].count,
            Item::Vertex(_) => 0,
        };
        let mut roots: Vec<usize> = (0..net.vertices.len()).collect();
        roots.sort_by_key(|vertex| self.layer[*vertex]);
        let mut seen = vec![false; self.items.len()];
        let mut rows = vec![Vec::new(); self.rows.len()];
        for root in roots {
            let mut waiting = vec![root];
            while let Some(item) = waiting.pop() {
                if std::mem::replace(&mut seen[item], true) {
                    continue;
                }
                rows[self.layer[item]].push(item);
                let mut next = self.below[item].clone();
                next.sort_by_key(weight);
                if !frequent_first {
                    next.reverse();
                }
                waiting.extend(next);
            }
        }
        self.rows = rows;
    }

    /// Sweeps down and up, each row by the mean place of its neighbours, then exchanges neighbours; keeps the best order seen.
    fn uncross(&mut self) {
        let mut best = (self.crossings(), self.rows.clone());
        for sweep in 0..24 {
            if best.0 == 0 {
                break;
            }
            let down = sweep % 2 == 0;
            let mut places = self.places();
            for step in 1..self.rows.len() {
                let row = if down { step } else { self.rows.len() - 1 - step };
                self.by_mean(row, &mut places, down, sweep % 4 >= 2);
            }
            if sweep % 6 >= 4 {
                self.exchange();
            }
            let now = self.crossings();
            if now < best.0 {
                best = (now, self.rows.clone());
            }
        }
        self.rows = best.1;
        self.exchange();
    }

    fn by_mean(&mut self, row: usize, places: &mut [usize], down: bool, turn_equals: bool) {
        let neighbours = if down { &self.above } else { &self.below };
        let mean = |(place, item): (usize, &usize)| {
            let near = &neighbours[*item];
            let sum: usize = near.iter().map(|other| places[*other]).sum();
            // An item without neighbours keeps its part of the row.
            let mean = if near.is_empty() { place as f64 } else { sum as f64 / near.len() as f64 };
            (mean, *item)
        };
        let mut sorted: Vec<(f64, usize)> = self.rows[row].iter().enumerate().map(mean).collect();
        if turn_equals {
            sorted.reverse();
        }
        sorted.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        self.rows[row] = sorted.into_iter().map(|(_, item)| item).collect();
        self.rows[row].iter().enumerate().for_each(|(place, item)| places[*item] = place);
    }

    fn exchange(&mut self) {
        let mut places = self.places();
        for _ in 0..8 {
            let mut better = false;
            for row in &mut self.rows {
                for place in 1..row.len() {
                    let (left, right) = (row[place - 1], row[place]);
                    let crossed = |one: usize, other: usize| {
                        let pairs = |near: &[Vec<usize>]| inversions(&near[one], &near[other], &places);
                        pairs(&self.above) + pairs(&self.below)
                    };
                    if crossed(right, left) < crossed(left, right) {
                        row.swap(place - 1, place);
                        places.swap(left, right);
                        better = true;
                    }
                }
            }
            if !better {
                break;
            }
        }
    }

    /// How many pairs of lines cross, over all rows.
    fn crossings(&self) -> usize {
        let places = self.places();
        let mut crossings = 0;
        for row in &self.rows {
            // Places below, in the order of the lines above; each that stands behind a greater one is a crossing.
            let mut tree = Vec::new();
            for item in row {
                let mut ends: Vec<usize> = self.below[*item].iter().map(|lower| places[*lower]).collect();
                ends.sort_unstable();
                crossings += ends.iter().map(|end| above(&tree, *end)).sum::<usize>();
                ends.iter().for_each(|end| add(&mut tree, *end));
            }
        }
        crossings
    }
}

/// How often a neighbour of the left one stands behind one of the right one.
fn inversions(left: &[usize], right: &[usize], places: &[usize]) -> usize {
    left.iter().map(|one| right.iter().filter(|other| places[*one] > places[**other]).count()).sum()
}

/// How many of the places counted so far are greater.
fn above(counts: &[usize], place: usize) -> usize {
    counts.iter().skip(place + 1).sum()
}

fn add(counts: &mut Vec<usize>, place: usize) {
    if counts.len() <= place {
        counts.resize(place + 1, 0);
    }
    counts[place] += 1;
}
