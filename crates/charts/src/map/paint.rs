//! The map on paper.

use super::keep::Net;
use super::place::{LANE, LOOP, Placed, Side};
use super::weave::{Boxes, Woven};
use super::{Place, ProcessMap};
use crate::ink::{EDGE, INK, JADE, LIGHT_JADE, PLAIN, SHEET, SMALL, SOFT};
use crate::pen::{At, Pen, grouped, px};
use crate::width::{balanced, width_of};

/// Height of a line of a name, and of a line beside a step.
const LINE: f64 = 18.0;
const LABEL_LINE: f64 = 15.0;
const CORNER: f64 = 9.0;

fn name_lines(map: &ProcessMap, activity: usize) -> Vec<String> {
    map.activities.get(activity).map(|activity| balanced(&activity.name, map.wrap.clamp(4, 20), 4)).unwrap_or_default()
}

fn step_text(map: &ProcessMap, step: usize) -> &str {
    map.steps.get(step).map_or("", |step| step.text.as_str())
}

fn times(map: &ProcessMap, activity: usize) -> u64 {
    map.activities.get(activity).map_or(0, |activity| activity.count)
}

/// The room that texts need.
pub(super) fn measure(map: &ProcessMap, net: &Net) -> Boxes {
    let vertex = |place: &Place| match place {
        Place::Start => (mark_width(&map.start_text), 30.0),
        Place::End => (mark_width(&map.end_text), 30.0),
        Place::Activity(activity) => {
            let lines = name_lines(map, *activity);
            let name = lines.iter().map(|line| width_of(line, PLAIN)).fold(0.0, f64::max);
            let wide = name.max(width_of(&grouped(times(map, *activity)), SMALL));
            ((wide + 24.0).max(76.0), lines.len() as f64 * LINE + LABEL_LINE + 17.0)
        }
    };
    let most = net.arcs.iter().map(|arc| arc.count).max().unwrap_or(1).max(1) as f64;
    let label = |arc: &super::keep::Arc| {
        let text = step_text(map, arc.step);
        let wide = width_of(&grouped(arc.count), SMALL) * 1.05;
        let lines = if text.is_empty() { 1.0 } else { 2.0 };
        (wide.max(width_of(text, SMALL)) + 4.0, lines * LABEL_LINE + 2.0)
    };
    Boxes {
        vertices: net.vertices.iter().map(vertex).collect(),
        labels: net.arcs.iter().map(label).collect(),
        lines: net.arcs.iter().map(|arc| (8.0 * arc.count as f64 / most).max(1.2)).collect(),
    }
}

fn mark_width(text: &str) -> f64 {
    (width_of(text, PLAIN) + 28.0).max(72.0)
}

pub(super) fn paint(map: &ProcessMap, net: &Net, boxes: &Boxes, woven: &Woven, placed: &Placed) -> String {
    let mut pen = Pen::default();
    let painter = Painter { map, net, boxes, woven, placed };
    // The rarest first, so that the most frequent lie on top.
    let mut order: Vec<usize> = (0..net.arcs.len()).collect();
    order.sort_by_key(|number| net.arcs[*number].count);
    for number in order {
        let arc = net.arcs[number];
        pen.open(&format!(r#"data-step="{}""#, arc.step), &painter.says(number));
        if arc.is_loop() {
            painter.turn(&mut pen, number);
        } else if let Some(sides) = placed.sides[number] {
            painter.back(&mut pen, number, sides);
        } else {
            painter.forth(&mut pen, number);
        }
        pen.close();
    }
    for vertex in 0..net.vertices.len() {
        painter.vertex(&mut pen, vertex);
    }
    pen.finish(&map.caption, "chart-map", (placed.width, placed.height))
}

struct Painter<'a> {
    map: &'a ProcessMap,
    net: &'a Net,
    boxes: &'a Boxes,
    woven: &'a Woven,
    placed: &'a Placed,
}

impl Painter<'_> {
    fn name(&self, vertex: usize) -> &str {
        match self.net.vertices[vertex] {
            Place::Start => &self.map.start_text,
            Place::End => &self.map.end_text,
            Place::Activity(activity) => self.map.activities.get(activity).map_or("", |activity| &activity.name),
        }
    }

    fn says(&self, number: usize) -> String {
        let arc = self.net.arcs[number];
        let text = step_text(self.map, arc.step);
        let gap = if text.is_empty() { "" } else { " · " };
        format!("{} → {}: {}{gap}{text}", self.name(arc.from), self.name(arc.to), grouped(arc.count))
    }

    /// Top and bottom of an activity: in the middle of its layer.
    fn ends(&self, vertex: usize) -> (f64, f64) {
        let (top, bottom) = self.placed.rows[self.woven.layer[vertex]];
        let (middle, half) = (f64::midpoint(top, bottom), self.boxes.vertices[vertex].1 / 2.0);
        (middle - half, middle + half)
    }

    /// A step downwards: a line to its text, and one from there to an arrow.
    fn forth(&self, pen: &mut Pen, number: usize) {
        let (arc, ports) = (self.net.arcs[number], self.placed.ports[number]);
        let (leaving, entering) = (self.placed.x[arc.from] + ports.0, self.placed.x[arc.to] + ports.1);
        let (wide, head) = self.line(number);
        let look = format!(r#"fill="none" stroke="{LIGHT_JADE}" stroke-width="{}""#, px(wide));
        // Upright as far as the layer reaches: neighbours may be higher.
        let mut at = (leaving, self.placed.rows[self.woven.layer[arc.from]].1);
        let mut d = format!("M{} {} V{}", px(leaving), px(self.ends(arc.from).1), px(at.1));
        for bend in &self.woven.bends[number] {
            let (top, bottom) = self.placed.rows[self.woven.layer[*bend]];
            let x = self.placed.x[*bend];
            if self.woven.label[number] == Some(*bend) {
                let half = self.boxes.labels[number].1 / 2.0;
                let middle = f64::midpoint(top, bottom);
                d += &curve(at, (x, top));
                d += &format!(" V{}", px(middle - half));
                pen.path(&d, &look);
                self.label(pen, number, (x, middle));
                at = (x, bottom);
                d = format!("M{} {} V{}", px(x), px(middle + half), px(bottom));
            } else {
                d += &curve(at, (x, top));
                d += &format!(" V{}", px(bottom));
                at = (x, bottom);
            }
        }
        let end = (entering, self.ends(arc.to).0);
        let row = self.placed.rows[self.woven.layer[arc.to]].0;
        d += &curve(at, (end.0, row.min(end.1 - head)));
        d += &format!(" V{}", px(end.1 - head));
        pen.path(&d, &look);
        arrow(pen, end, (0.0, 1.0), (wide, head), LIGHT_JADE);
    }

    /// A step that leads back: out of the side of the lower activity, up, and into the side of the upper one.
    fn back(&self, pen: &mut Pen, number: usize, (upper, lower): (Side, Side)) {
        let arc = self.net.arcs[number];
        let (wide, head) = self.line(number);
        let look = format!(r#"fill="none" stroke="{SOFT}" stroke-width="{}" stroke-dasharray="5 3""#, px(wide));
        let (from, lane) = self.side(arc.from, lower, true);
        let row = self.placed.rows[self.woven.layer[arc.from]].0;
        let mut d = format!("M{} {} H{}", px(from.0), px(from.1), px(lane - lower.way * CORNER));
        d += &format!(" Q{} {} {} {}", px(lane), px(from.1), px(lane), px(from.1 - CORNER));
        d += &format!(" V{}", px(row.min(from.1 - CORNER)));
        let mut at = (lane, row.min(from.1 - CORNER));
        for bend in self.woven.bends[number].iter().rev() {
            let (top, bottom) = self.placed.rows[self.woven.layer[*bend]];
            let x = self.placed.x[*bend];
            if self.woven.label[number] == Some(*bend) {
                let half = self.boxes.labels[number].1 / 2.0;
                let middle = f64::midpoint(top, bottom);
                d += &curve(at, (x, bottom));
                d += &format!(" V{}", px(middle + half));
                pen.path(&d, &look);
                self.label(pen, number, (x, middle));
                at = (x, top);
                d = format!("M{} {} V{}", px(x), px(middle - half), px(top));
            } else {
                d += &curve(at, (x, bottom));
                d += &format!(" V{}", px(top));
                at = (x, top);
            }
        }
        let (to, lane) = self.side(arc.to, upper, false);
        let row = self.placed.rows[self.woven.layer[arc.to]].1;
        d += &curve(at, (lane, row.max(to.1 + CORNER)));
        d += &format!(
            " V{} Q{} {} {} {}",
            px(to.1 + CORNER),
            px(lane),
            px(to.1),
            px(lane - upper.way * CORNER),
            px(to.1)
        );
        d += &format!(" H{}", px(to.0 + upper.way * head));
        pen.path(&d, &look);
        arrow(pen, to, (-upper.way, 0.0), (wide, head), SOFT);
    }

    /// Where a line meets the side of an activity, and how far out it turns. What leaves does so above the middle, what enters,
    /// below it.
    fn side(&self, vertex: usize, side: Side, leaves: bool) -> ((f64, f64), f64) {
        let (top, bottom) = self.ends(vertex);
        let (x, half) = (self.placed.x[vertex], self.boxes.vertices[vertex].0 / 2.0);
        let quarter = (bottom - top) / 4.0;
        let step = (side.lane as f64 * 6.0).min(quarter);
        let y = f64::midpoint(top, bottom) + if leaves { step - quarter } else { quarter - step };
        ((x + side.way * half, y), x + side.way * side.out)
    }

    /// A loop at one side.
    fn turn(&self, pen: &mut Pen, number: usize) {
        let arc = self.net.arcs[number];
        let (wide, head) = self.line(number);
        let (wide, (top, bottom)) = (wide.min(4.0), self.ends(arc.from));
        let way = self.placed.loops[arc.from];
        let (x, y) =
            (self.placed.x[arc.from] + way * self.boxes.vertices[arc.from].0 / 2.0, f64::midpoint(top, bottom));
        let rise = 9.0;
        let turn = px(x + way * (LOOP - 4.0 - rise));
        let sweep = i32::from(way > 0.0);
        let mut d = format!("M{} {} H{turn}", px(x), px(y - rise));
        d += &format!(" A{rise} {rise} 0 0 {sweep} {turn} {} H{}", px(y + rise), px(x + way * head));
        let look = format!(r#"fill="none" stroke="{SOFT}" stroke-width="{}" stroke-dasharray="5 3""#, px(wide));
        pen.path(&d, &look);
        arrow(pen, (x, y + rise), (-way, 0.0), (wide, head), SOFT);
        self.label(pen, number, (x + way * (LOOP + 2.0 + self.boxes.labels[number].0 / 2.0), y));
    }

    /// Width of the line and length of the arrow's head.
    fn line(&self, number: usize) -> (f64, f64) {
        let wide = self.boxes.lines[number];
        (wide, (6.5 + wide * 0.6).min(LANE - CORNER))
    }

    fn label(&self, pen: &mut Pen, number: usize, (x, middle): (f64, f64)) {
        let arc = self.net.arcs[number];
        let text = step_text(self.map, arc.step);
        let strong = format!(r#"fill="{INK}" font-weight="600""#);
        let first = if text.is_empty() { middle + 4.5 } else { middle - 2.5 };
        pen.text((x, first), At::Middle, &grouped(arc.count), SMALL, &strong);
        pen.small((x, first + LABEL_LINE), At::Middle, text);
    }

    fn vertex(&self, pen: &mut Pen, vertex: usize) {
        let (wide, high) = self.boxes.vertices[vertex];
        let (x, top) = (self.placed.x[vertex], self.ends(vertex).0);
        let (corner, name) = ((x - wide / 2.0, top), self.name(vertex));
        match self.net.vertices[vertex] {
            Place::Start => {
                pen.open(r#"data-mark="start""#, name);
                pen.rect(corner, (wide, high), &format!(r#"rx="15" fill="{JADE}""#));
                let look = format!(r#"fill="{SHEET}" font-weight="600""#);
                pen.text((x, top + 19.5), At::Middle, name, PLAIN, &look);
            }
            Place::End => {
                pen.open(r#"data-mark="end""#, name);
                pen.rect(corner, (wide, high), &format!(r#"rx="15" fill="{SHEET}" stroke="{INK}""#));
                let inner = ((corner.0 + 3.0, top + 3.0), (wide - 6.0, high - 6.0));
                pen.rect(inner.0, inner.1, &format!(r#"rx="12" fill="none" stroke="{INK}""#));
                pen.text((x, top + 19.5), At::Middle, name, PLAIN, &format!(r#"fill="{INK}""#));
            }
            Place::Activity(activity) => {
                let count = times(self.map, activity);
                pen.open(&format!(r#"data-activity="{activity}""#), &format!("{name}: {}", grouped(count)));
                pen.rect(corner, (wide, high), &format!(r#"rx="3" fill="{SHEET}" stroke="{EDGE}""#));
                // How frequent, against the most frequent one.
                let most = self.map.activities.iter().map(|activity| activity.count).max().unwrap_or(1).max(1);
                let part = (wide - 2.0) * count as f64 / most as f64;
                pen.rect((corner.0 + 1.0, top + high - 4.0), (part, 3.0), &format!(r#"fill="{JADE}""#));
                let lines = name_lines(self.map, activity);
                for (line, text) in lines.iter().enumerate() {
                    let y = top + 20.0 + line as f64 * LINE;
                    pen.text((x, y), At::Middle, text, PLAIN, &format!(r#"fill="{INK}""#));
                }
                let y = top + 20.0 + lines.len() as f64 * LINE - 2.0;
                pen.small((x, y), At::Middle, &grouped(count));
            }
        }
        pen.close();
    }
}

/// From one point to another, leaving and arriving upright.
fn curve((x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> String {
    if (x0 - x1).abs() < 0.5 {
        return format!(" L{} {}", px(x1), px(y1));
    }
    let middle = px(f64::midpoint(y0, y1));
    format!(" C{} {middle} {} {middle} {} {}", px(x0), px(x1), px(x1), px(y1))
}

/// The head of an arrow with its tip at a point.
fn arrow(pen: &mut Pen, (x, y): (f64, f64), (dx, dy): (f64, f64), (wide, long): (f64, f64), hue: &str) {
    let half = 3.4 + wide * 0.5;
    let (back_x, back_y) = (x - dx * long, y - dy * long);
    let (left, right) = ((back_x - dy * half, back_y + dx * half), (back_x + dy * half, back_y - dx * half));
    let d = format!("M{} {} L{} {} L{} {} Z", px(x), px(y), px(left.0), px(left.1), px(right.0), px(right.1));
    pen.path(&d, &format!(r#"fill="{hue}""#));
}
