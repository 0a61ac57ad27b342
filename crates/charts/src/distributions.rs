//! How long it took: one or two distributions of whole numbers over one scale.

mod bins;

use std::collections::BTreeMap;

pub use bins::{Bins, Steps};

use crate::ink::{BRASS, EDGE, HAIR, INK, JADE, PLAIN, SHEET, SMALL, SOFT};
use crate::pen::{At, Pen, grouped, px, within};
use crate::width::width_of;
use crate::{Caption, Mark, WIDE, reasonable};

/// One distribution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distribution {
    /// What it is, and of how many: `之前 · 1,203 件`.
    pub name: String,
    /// How often each value was seen.
    pub counts: BTreeMap<u32, u64>,
    /// The median as the caller counts it; an arrow over the bars points at it.
    pub median: Option<Mark>,
}

impl Distribution {
    /// A distribution of single values, in any order.
    ///
    /// ```
    /// assert_eq!(charts::Distribution::of("之前", [3, 1, 3]).counts, [(1, 1), (3, 2)].into());
    /// ```
    pub fn of(name: impl Into<String>, values: impl IntoIterator<Item = u32>) -> Self {
        let mut counts = BTreeMap::new();
        for value in values {
            *counts.entry(value).or_insert(0) += 1;
        }
        Self { name: name.into(), counts, median: None }
    }

    pub(crate) fn total(&self) -> u64 {
        self.counts.values().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

/// One or two distributions of days or minutes, one over the other on the same scale, with their medians and a limit.
///
/// How values are put together is said at [`Bins`]. With at most 30 values in each distribution every value is a dot; with more,
/// the height of a bar is the share of its own distribution, so that 10 cases compare with 100,000. What lies beyond the scale
/// is one hollow bar behind a gap, with its count in words.
///
/// ```
/// use charts::{Distribution, Distributions, Mark};
///
/// let drawing = Distributions {
///     first: Distribution::of("之前", [3, 4, 4, 5, 9]),
///     second: Some(Distribution::of("之后", [2, 3, 3, 4, 120])),
///     limit: Some(Mark { at: 8.0, text: "承诺 8 个工作日".into() }),
///     unit_text: "工作日".into(),
///     more_text: "超过 {value}：{count} 件".into(),
///     ..Distributions::default()
/// };
/// assert!(drawing.draw().contains("超过 8：1 件"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Distributions {
    /// For those who do not see it.
    pub caption: Caption,
    /// The upper one.
    pub first: Distribution,
    /// The lower one.
    pub second: Option<Distribution>,
    /// The limit: values up to it keep the promise, so the line stands behind its bar.
    pub limit: Option<Mark>,
    /// The unit, under the end of the scale: `工作日`.
    pub unit_text: String,
    /// What is written over the bar of what lies beyond; `{value}` and `{count}` are put in.
    pub more_text: String,
    /// Days or minutes: which numbers are round.
    pub steps: Steps,
    /// Width in pixels.
    pub width: u32,
}

impl Default for Distributions {
    fn default() -> Self {
        Self {
            caption: Caption::default(),
            first: Distribution::default(),
            second: None,
            limit: None,
            unit_text: String::new(),
            more_text: "> {value}: {count}".to_owned(),
            steps: Steps::Days,
            width: WIDE,
        }
    }
}

/// Values so few that each is drawn as a dot.
const FEW: u64 = 30;
const PLOT: f64 = 84.0;

impl Distributions {
    fn all(&self) -> impl Iterator<Item = &Distribution> {
        std::iter::once(&self.first).chain(&self.second)
    }

    /// How the values are put together; for the table that stands beside the drawing.
    pub fn bins(&self) -> Bins {
        let marks = self.all().filter_map(|one| one.median.as_ref()).chain(&self.limit).map(|mark| mark.at);
        let counts: Vec<_> = self.all().map(|one| &one.counts).collect();
        Bins::of(&counts, marks, self.steps, if reasonable(self.width) < 500.0 { 24 } else { 36 })
    }

    /// The drawing.
    pub fn draw(&self) -> String {
        let (width, bins) = (reasonable(self.width), self.bins());
        let few = self.all().all(|one| one.total() <= FEW);
        let counted: Vec<(Vec<u64>, u64)> = self.all().map(|one| bins.count(&one.counts)).collect();
        let heights = |one: &Distribution, count: u64| match one.total() {
            _ if few => count as f64,
            0 => 0.0,
            total => count as f64 / total as f64,
        };
        let most = self.all().zip(&counted).flat_map(|(one, (inside, beyond))| {
            inside.iter().chain([beyond]).map(|count| heights(one, *count)).collect::<Vec<_>>()
        });
        let (end, step) = scale_of(most.fold(0.0, f64::max), few);
        let label = |tick: f64| if few { px(tick) } else { format!("{}%", px(tick * 100.0)) };

        let (left, right) = (40.0, width - 12.0);
        let beyond = counted.iter().any(|(_, beyond)| *beyond > 0);
        let cut = if beyond { right - 44.0 } else { right };
        let x = |value: f64| left + bins.place(value) * (cut - left);
        let mut pen = Pen::default();
        let top = if self.limit.as_ref().is_some_and(|limit| !limit.text.is_empty()) { 20.0 } else { 2.0 };

        let mut y = top;
        let mut base = y;
        // Where texts stand that the limit's line shall not run through.
        let mut texts: Vec<(f64, f64, f64)> = Vec::new();
        for (order, (one, (inside, more))) in self.all().zip(&counted).enumerate() {
            y += 18.0;
            let bold = format!(r#"fill="{INK}" font-weight="600""#);
            pen.text((0.0, y - 3.0), At::Start, &one.name, PLAIN, &bold);
            texts.push((0.0, width_of(&one.name, PLAIN) * 1.05, y - 3.0));
            let said = if *more > 0 { bins.say(&self.more_text, *more) } else { String::new() };
            if width_of(&one.name, PLAIN) * 1.05 + width_of(&said, SMALL) + 12.0 > width {
                y += 17.0;
            }
            pen.small((right, y - 3.0), At::End, &said);
            texts.push((right - width_of(&said, SMALL), right, y - 3.0));
            y += 20.0;
            if let Some(median) = &one.median {
                let at = x(median.at);
                let wide = width_of(&median.text, SMALL);
                // The text stands behind the arrow, or before it at the end of the scale.
                let behind = at + 10.0 + wide <= right;
                let (text_at, anchor) = if behind { (at + 9.0, At::Start) } else { (at - 9.0, At::End) };
                texts.push(if behind {
                    (text_at, text_at + wide, y - 4.0)
                } else {
                    (text_at - wide, text_at, y - 4.0)
                });
                let d = format!("M{} {} h10 l-5 8 Z", px(at - 5.0), px(y - 11.0));
                pen.path(&d, &format!(r#"fill="{INK}""#));
                pen.text((text_at, y - 4.0), anchor, &median.text, SMALL, &format!(r#"fill="{INK}""#));
            }
            base = y + PLOT;
            let height = |value: f64| value / end * PLOT;
            for tick in 1.. {
                let value = f64::from(tick) * step;
                if value > end * 1.001 {
                    break;
                }
                pen.line((left, base - height(value)), (right, base - height(value)), &format!(r#"stroke="{HAIR}""#));
                pen.small((left - 6.0, base - height(value) + 4.0), At::End, &label(value));
            }
            let upper = order == 0 && self.second.is_some();
            for (bin, count) in inside.iter().enumerate().filter(|(_, count)| **count > 0) {
                let (from, to) = bins.edges(bin);
                let (from, to) = (x(from), x(to));
                if few {
                    dots(&mut pen, f64::midpoint(from, to), base, (*count, height(1.0)), to - from, upper);
                } else {
                    bar(&mut pen, (from, to), base, height(heights(one, *count)), upper);
                }
            }
            if *more > 0 {
                let (from, to) = (cut + 14.0, right - 4.0);
                if few {
                    dots(&mut pen, f64::midpoint(from, to), base, (*more, height(1.0)), 14.0, true);
                } else {
                    bar(&mut pen, (from, to), base, height(heights(one, *more)), true);
                }
            }
            pen.line((left, base), (cut, base), &format!(r#"stroke="{EDGE}""#));
            if beyond {
                pen.line((cut + 10.0, base), (right, base), &format!(r#"stroke="{EDGE}""#));
                let d =
                    format!("M{} {} l4 -8 M{} {} l4 -8", px(cut + 1.0), px(base + 4.0), px(cut + 5.0), px(base + 4.0));
                pen.path(&d, &format!(r#"fill="none" stroke="{SOFT}""#));
            }
            y = base + if upper { 12.0 } else { 0.0 };
        }
        if let Some(limit) = &self.limit {
            let at = x(bins.behind(limit.at));
            let look = format!(r#"stroke="{BRASS}" stroke-width="1.5" stroke-dasharray="4 3""#);
            let mut from = 18.0_f64.min(top);
            texts.retain(|(left, right, _)| (left - 3.0..=right + 3.0).contains(&at));
            for (_, _, line) in texts {
                pen.line((at, from), (at, line - 12.0), &look);
                from = line + 4.0;
            }
            pen.line((at, from), (at, base), &look);
            let middle = within(at, width_of(&limit.text, SMALL), (0.0, width));
            pen.text((middle, 13.0), At::Middle, &limit.text, SMALL, &format!(r#"fill="{BRASS}""#));
        }
        self.foot(&mut pen, &bins, x, (base, right, beyond));
        pen.finish(&self.caption, "", (width, base + 40.0))
    }

    /// The numbers of the scale, thinned out, and the unit.
    fn foot(&self, pen: &mut Pen, bins: &Bins, x: impl Fn(f64) -> f64, (base, right, beyond): (f64, f64, bool)) {
        let numbers: Vec<u32> = bins.numbers().collect();
        let widest = numbers.iter().map(|number| width_of(&grouped(u64::from(*number)), SMALL)).fold(0.0, f64::max);
        let apart = match numbers.as_slice() {
            [one, two, ..] => x(f64::from(*two)) - x(f64::from(*one)),
            _ => f64::INFINITY,
        };
        let every =
            [1_usize, 2, 5, 10, 20].into_iter().find(|every| *every as f64 * apart >= widest + 10.0).unwrap_or(50);
        // "> 40" stands under the bar of what lies beyond; numbers next to it give way.
        let more = if beyond { format!("> {}", grouped(u64::from(bins.last))) } else { String::new() };
        let wide = width_of(&more, SMALL);
        let more_at = within(right - 17.0, wide, (0.0, right + 8.0));
        pen.small((more_at, base + 17.0), At::Middle, &more);
        let end = if beyond { more_at - wide / 2.0 - 8.0 } else { f64::INFINITY };
        for number in numbers.into_iter().step_by(every) {
            let (at, text) = (x(f64::from(number)), grouped(u64::from(number)));
            pen.line((at, base), (at, base + 4.0), &format!(r#"stroke="{EDGE}""#));
            if at + width_of(&text, SMALL) / 2.0 <= end {
                pen.small((at, base + 17.0), At::Middle, &text);
            }
        }
        pen.small((x(f64::from(bins.last)), base + 34.0), At::End, &self.unit_text);
    }
}

/// The upper one of two is grey, the lower, later one jade; each has its name over it.
fn bar(pen: &mut Pen, (from, to): (f64, f64), base: f64, height: f64, hollow: bool) {
    let gap = ((to - from) * 0.1).clamp(0.5, 2.0);
    let height = height.max(1.0);
    let (corner, size) = ((from + gap, base - height), ((to - from - 2.0 * gap).max(1.0), height));
    if hollow && size.0 > 4.0 && height > 3.0 {
        let look = format!(r#"fill="{SHEET}" stroke="{SOFT}" stroke-width="1.2""#);
        pen.rect((corner.0 + 0.6, corner.1 + 0.6), (size.0 - 1.2, size.1 - 0.6), &look);
    } else {
        let hue = if hollow { SOFT } else { JADE };
        pen.rect(corner, size, &format!(r#"fill="{hue}""#));
    }
}

fn dots(pen: &mut Pen, x: f64, base: f64, (count, pitch): (u64, f64), room: f64, hollow: bool) {
    let radius = (pitch.min(room) * 0.42).min(4.5);
    for dot in 0..count.min(FEW) {
        let at = (x, base - (dot as f64 + 0.5) * pitch);
        if hollow {
            let look = format!(r#"fill="{SHEET}" stroke="{SOFT}" stroke-width="1.2""#);
            pen.circle(at, (radius - 0.6).max(0.8), &look);
        } else {
            pen.circle(at, radius, &format!(r#"fill="{JADE}""#));
        }
    }
}

/// The end and the step of the upright scale: counts, or shares from 0 to 1.
fn scale_of(most: f64, few: bool) -> (f64, f64) {
    if few {
        // Dots of at most 14 pixels.
        let end = most.max(6.0);
        return (end, (end / 3.0).ceil());
    }
    for step in [0.005, 0.01, 0.02, 0.05, 0.1, 0.2] {
        if most <= 3.0 * step {
            return ((most / step).ceil().max(1.0) * step, step);
        }
    }
    (1.0, 0.25)
}
