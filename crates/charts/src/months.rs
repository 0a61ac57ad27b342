//! Months side by side: shares with their intervals, or counts of kept and broken.

use crate::ink::{BRASS, EDGE, HAIR, JADE, RED, SHEET, SMALL, SOFT};
use crate::pen::{At, Legend, Pen, Sign, grouped, missing, px};
use crate::scale::{Scale, round_step};
use crate::width::width_of;
use crate::{Caption, Mark, Share, WIDE, reasonable};

/// One month of [`Months`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Month {
    /// The month's short name, as `02`.
    pub name: String,
    /// The year, as `2025`; written where it changes.
    pub year: String,
    /// What was measured; `None` where no figure is published.
    pub share: Option<Share>,
    /// What is shown when the mouse rests on the month; may be empty.
    pub says: String,
}

/// Months of shares with intervals, oldest first. Meant for up to 36.
///
/// A month without a figure keeps its place and has a small hollow lozenge on the base line, so that a gap is seen as a gap.
/// Names of months are thinned out until they fit; the first month of a year keeps its name.
///
/// ```
/// use charts::{Month, Months, Share};
///
/// let month = |name: &str, share| Month { name: name.into(), year: "2025".into(), share, says: String::new() };
/// let months = Months {
///     months: vec![
///         month("01", Some(Share { at: 0.95, low: 0.9, high: 0.98 })),
///         month("02", None),
///     ],
///     share_text: "按时办结率与 95% 区间".into(),
///     missing_text: "不足 10 件，不公布".into(),
///     ..Months::default()
/// };
/// assert!(months.draw().contains("不足 10 件"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Months {
    /// For those who do not see it.
    pub caption: Caption,
    /// Oldest first.
    pub months: Vec<Month>,
    /// The target, a share from 0 to 1.
    pub target: Option<Mark>,
    /// What dot and band are; explained over the drawing. May be empty.
    pub share_text: String,
    /// What the lozenge means; explained if there is one. May be empty.
    pub missing_text: String,
    /// Width in pixels.
    pub width: u32,
}

impl Default for Months {
    fn default() -> Self {
        Self {
            caption: Caption::default(),
            months: Vec::new(),
            target: None,
            share_text: String::new(),
            missing_text: String::new(),
            width: WIDE,
        }
    }
}

impl Months {
    /// The drawing.
    pub fn draw(&self) -> String {
        let width = reasonable(self.width);
        let shares = self.months.iter().filter_map(|month| month.share).map(Share::tidy);
        let lows = shares.flat_map(|share| [share.low, share.at]);
        let scale = Scale::around(lows.chain(self.target.as_ref().map(|target| target.at)));
        let mut pen = Pen::default();

        // The target is named at the end of its line where there is room for that.
        let aside = self.target.as_ref().map(|target| width_of(&target.text, SMALL) + 10.0);
        let aside = aside.filter(|wide| *wide <= width * 0.16);
        let in_legend = self.target.as_ref().filter(|_| aside.is_none()).map_or("", |target| target.text.as_str());
        let gaps = self.months.iter().any(|month| month.share.is_none());
        let missing_text = if gaps { self.missing_text.as_str() } else { "" };
        let legend = Legend::new([
            (Sign::Share, self.share_text.as_str()),
            (Sign::Promise, in_legend),
            (Sign::Missing, missing_text),
        ]);
        let top = legend.draw(&mut pen, 0.0, width) + 8.0;
        let (left, right) = (40.0, width - aside.unwrap_or(4.0));
        let base = top + if width < 500.0 { 110.0 } else { 140.0 };
        let y = |share: f64| base - scale.place(share) * (base - top);

        for tick in scale.ticks() {
            // Half as many lines as a bar has ticks: they stand closer here.
            if scale.from == 80 && tick % 10 != 0 {
                continue;
            }
            let y = y(f64::from(tick) / 100.0);
            pen.line((left, y), (right, y), &format!(r#"stroke="{HAIR}""#));
            pen.small((left - 6.0, y + 4.0), At::End, &format!("{tick}%"));
        }
        if let Some(target) = &self.target {
            let y = y(target.at);
            let look = format!(r#"stroke="{BRASS}" stroke-width="1.5" stroke-dasharray="4 3""#);
            pen.line((left, y), (right, y), &look);
            if aside.is_some() {
                pen.text((right + 6.0, y + 4.0), At::Start, &target.text, SMALL, &format!(r#"fill="{BRASS}""#));
            }
        }
        let axis = Axis::new(&self.months, |month| (&month.name, &month.year), (left, right));
        let thick = (axis.pitch * 0.45).clamp(3.0, 9.0);
        let band = format!(r#"rx="{}" fill="{JADE}" fill-opacity="0.22""#, px(thick / 2.0));
        let dot = format!(r#"fill="{JADE}""#);
        for (place, month) in self.months.iter().enumerate() {
            let x = axis.x(place);
            pen.open("", &month.says);
            match month.share.map(Share::tidy) {
                Some(share) => {
                    let (high, low) = (y(share.high), y(share.low));
                    pen.rect((x - thick / 2.0, high), (thick, (low - high).max(1.0)), &band);
                    pen.circle((x, y(share.at)), (thick / 2.0).clamp(2.5, 4.0), &dot);
                }
                None => missing(&mut pen, (x, base - 6.0)),
            }
            pen.close();
        }
        let bottom = axis.draw(&mut pen, base);
        pen.finish(&self.caption, "", (width, bottom))
    }
}

/// One month of [`MonthCounts`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Count {
    /// The month's short name, as `02`.
    pub name: String,
    /// The year, as `2025`; written where it changes.
    pub year: String,
    /// How many were kept.
    pub kept: u64,
    /// How many were broken.
    pub broken: u64,
    /// What is shown when the mouse rests on the month; may be empty.
    pub says: String,
}

/// Months of counts, oldest first: a full bar for what was kept, a hollow one on top of it for what was broken.
///
/// The scale begins at 0. What is broken is at least 3 pixels high, however few it is among thousands; what was kept, at least 1.
///
/// ```
/// use charts::{Count, MonthCounts};
///
/// let month = Count { name: "01".into(), year: "2025".into(), kept: 180, broken: 2, says: String::new() };
/// let counts = MonthCounts { months: vec![month], ..MonthCounts::default() };
/// assert!(counts.draw().contains(">200</text>"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct MonthCounts {
    /// For those who do not see it.
    pub caption: Caption,
    /// Oldest first.
    pub months: Vec<Count>,
    /// What a full bar is.
    pub kept_text: String,
    /// What a hollow bar is; explained if there is one.
    pub broken_text: String,
    /// Width in pixels.
    pub width: u32,
}

impl Default for MonthCounts {
    fn default() -> Self {
        Self {
            caption: Caption::default(),
            months: Vec::new(),
            kept_text: String::new(),
            broken_text: String::new(),
            width: WIDE,
        }
    }
}

impl MonthCounts {
    /// The drawing.
    pub fn draw(&self) -> String {
        let width = reasonable(self.width);
        let most = self.months.iter().map(|month| month.kept.saturating_add(month.broken)).max().unwrap_or(0).max(1);
        let step = round_step(most, 3);
        let end = most.div_ceil(step).saturating_mul(step);
        let mut pen = Pen::default();
        let any_broken = self.months.iter().any(|month| month.broken > 0);
        let broken_text = if any_broken { self.broken_text.as_str() } else { "" };
        let legend = Legend::new([(Sign::Full, self.kept_text.as_str()), (Sign::Broken, broken_text)]);
        let top = legend.draw(&mut pen, 0.0, width) + 8.0;
        let base = top + 84.0;
        let ticks: Vec<u64> = (0..=end / step).map(|tick| tick.saturating_mul(step)).collect();
        let widest = ticks.iter().map(|tick| width_of(&grouped(*tick), SMALL)).fold(0.0, f64::max);
        let (left, right) = (widest.max(26.0) + 12.0, width - 4.0);
        let height = |count: u64| count as f64 / end as f64 * (base - top);
        for tick in ticks {
            let y = base - height(tick);
            let hue = if tick == 0 { EDGE } else { HAIR };
            pen.line((left, y), (right, y), &format!(r#"stroke="{hue}""#));
            pen.small((left - 6.0, y + 4.0), At::End, &grouped(tick));
        }
        let axis = Axis::new(&self.months, |month| (&month.name, &month.year), (left, right));
        let wide = (axis.pitch * 0.62).clamp(3.0, 22.0);
        let (full, hollow) =
            (format!(r#"fill="{JADE}""#), format!(r#"fill="{SHEET}" stroke="{RED}" stroke-width="1.5""#));
        for (place, month) in self.months.iter().enumerate() {
            let x = axis.x(place) - wide / 2.0;
            pen.open("", &month.says);
            let mut y = base;
            if month.kept > 0 {
                let high = height(month.kept).max(1.0);
                y -= high;
                pen.rect((x, y), (wide, high), &full);
            }
            if month.broken > 0 {
                let high = height(month.broken).max(3.0);
                // The line is drawn inside, and a hair of paper parts it from what was kept.
                pen.rect((x + 0.75, y - high - 0.25), (wide - 1.5, (high - 1.5).max(1.5)), &hollow);
            }
            pen.close();
        }
        let bottom = axis.draw(&mut pen, base);
        pen.finish(&self.caption, "", (width, bottom))
    }
}

/// The months along the foot of a drawing.
struct Axis<'a> {
    names: Vec<(&'a str, &'a str)>,
    left: f64,
    right: f64,
    pitch: f64,
}

impl<'a> Axis<'a> {
    fn new<T>(months: &'a [T], name: impl Fn(&'a T) -> (&'a String, &'a String), (left, right): (f64, f64)) -> Self {
        let names: Vec<_> = months.iter().map(name).map(|(name, year)| (name.as_str(), year.as_str())).collect();
        // Three months do not stand at the ends of the page.
        let pitch = ((right - left) / names.len().max(1) as f64).min(56.0);
        Self { names, left, right, pitch }
    }

    fn x(&self, place: usize) -> f64 {
        self.left + (place as f64 + 0.5) * self.pitch
    }

    fn turns(&self, place: usize) -> bool {
        place == 0 || self.names[place - 1].1 != self.names[place].1
    }

    /// Draws names and years under the line `base`, and says where the drawing ends.
    fn draw(&self, pen: &mut Pen, base: f64) -> f64 {
        let widest = self.names.iter().map(|(name, _)| width_of(name, SMALL)).fold(0.0, f64::max);
        let steps = [1, 2, 3, 6, 12];
        let step = steps.into_iter().find(|step| *step as f64 * self.pitch >= widest + 6.0).unwrap_or(12);
        // Counted from the first January, so that it is among the named.
        let anchor = (1..self.names.len()).find(|place| self.turns(*place)).unwrap_or(0);
        for (place, (name, _)) in self.names.iter().enumerate() {
            if (place + step * self.names.len() - anchor).is_multiple_of(step) {
                pen.small((self.x(place), base + 18.0), At::Middle, name);
            }
        }
        let mut years: Vec<(f64, &str)> = Vec::new();
        for (place, (_, year)) in self.names.iter().enumerate().filter(|(place, _)| self.turns(*place)) {
            let turn = self.left + place as f64 * self.pitch;
            // A year that has just begun stands back from the edge.
            let from = (turn + 4.0).min(self.right + 4.0 - width_of(year, SMALL) * 1.05);
            // The first year may have a month or two only; then it gives way to the next.
            if let Some((before, text)) = years.last()
                && before + width_of(text, SMALL) + 6.0 > from
            {
                years.pop();
            }
            years.push((from, year));
            if place > 0 {
                let long = if from < turn { 22.0 } else { 36.0 };
                pen.line((turn, base), (turn, base + long), &format!(r#"stroke="{HAIR}""#));
            }
        }
        for (from, year) in &years {
            pen.text((*from, base + 35.0), At::Start, year, SMALL, &format!(r#"fill="{SOFT}" font-weight="600""#));
        }
        base + if years.iter().any(|(_, year)| !year.is_empty()) { 42.0 } else { 26.0 }
    }
}
