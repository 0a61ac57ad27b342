//! A share with its interval on a line.

use crate::ink::{BRASS, EDGE, HAIR, INK, JADE, PLAIN, SMALL};
use crate::pen::{At, Pen, within};
use crate::scale::Scale;
use crate::width::width_of;
use crate::{Caption, Mark, NARROW, Share, reasonable};

/// A share with its interval and its target on a line from 80 to 100 %.
///
/// The line begins lower, by steps of 20, when the share, its interval or its target would not lie on it; its ends are written,
/// so that nobody takes a line from 80 for one from 0.
///
/// ```
/// use charts::{Caption, IntervalBar, Share};
///
/// let bar = IntervalBar {
///     caption: Caption::new("72.0%, interval 60.1% to 81.6%"),
///     share: Share { at: 0.72, low: 0.601, high: 0.816 },
///     text: "72.0%".into(),
///     ..IntervalBar::default()
/// };
/// assert!(bar.draw().contains(">60%</text>"), "the scale is wider now");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalBar {
    /// For those who do not see it.
    pub caption: Caption,
    /// The share and its interval.
    pub share: Share,
    /// What is written over the dot; may be empty.
    pub text: String,
    /// The target, a share from 0 to 1. Its text stands under the line, in place of the round numbers there.
    pub target: Option<Mark>,
    /// The lower end in per cent (0, 20, 40, 60 or 80), where several bars must have the same; `None`: as the values ask for.
    pub from: Option<u8>,
    /// Width in pixels.
    pub width: u32,
}

impl Default for IntervalBar {
    fn default() -> Self {
        Self {
            caption: Caption::default(),
            share: Share::default(),
            text: String::new(),
            target: None,
            from: None,
            width: NARROW,
        }
    }
}

const SMALL_SIZE: (f64, f64) = (132.0, 22.0);

impl IntervalBar {
    fn scale(&self) -> Scale {
        let share = self.share.tidy();
        let target = self.target.as_ref().map(|target| target.at);
        self.from.map_or_else(|| Scale::around([share.at, share.low].into_iter().chain(target)), Scale::from)
    }

    /// The lower end that suits all of these bars, to be given to each as `from`: bars in one column of a table must not differ
    /// in scale.
    pub fn common_from<'a>(bars: impl IntoIterator<Item = &'a Self>) -> u8 {
        bars.into_iter().map(|bar| bar.scale().from).min().unwrap_or(80)
    }

    /// The drawing.
    pub fn draw(&self) -> String {
        let (width, scale) = (reasonable(self.width), self.scale());
        let (left, right) = (16.0, width - 16.0);
        let x = |share: f64| left + scale.place(share) * (right - left);
        let middle = if self.text.is_empty() { 14.0 } else { 34.0 };
        let mut pen = Pen::default();

        pen.line((left, middle), (right, middle), &format!(r#"stroke="{HAIR}" stroke-width="2""#));
        for tick in scale.ticks() {
            let x = x(f64::from(tick) / 100.0);
            pen.line((x, middle - 4.0), (x, middle + 4.0), &format!(r#"stroke="{EDGE}""#));
        }
        let mut taken = None;
        if let Some(target) = &self.target {
            let wide = width_of(&target.text, SMALL);
            // Not over the numbers of the two ends, unless it stands there itself.
            let (first, last) = (scale.place(target.at) < 0.001, scale.place(target.at) > 0.999);
            let clear = (if first { 0.0 } else { left + 20.0 }, if last { width } else { right - 24.0 });
            let at = within(x(target.at), wide, clear);
            pen.text((at, middle + 28.0), At::Middle, &target.text, SMALL, &format!(r#"fill="{BRASS}""#));
            taken = Some((at - wide / 2.0 - 6.0, at + wide / 2.0 + 6.0));
        }
        for tick in scale.ticks() {
            let (x, text) = (x(f64::from(tick) / 100.0), format!("{tick}%"));
            let half = width_of(&text, SMALL) / 2.0;
            if taken.is_none_or(|(from, to)| x + half < from || x - half > to) {
                pen.small((x, middle + 28.0), At::Middle, &text);
            }
        }
        self.figure(&mut pen, x, middle, (6.0, 7.0));
        let at = within(x(self.share.at), width_of(&self.text, PLAIN) * 1.05, (0.0, width));
        pen.text((at, middle - 18.0), At::Middle, &self.text, PLAIN, &format!(r#"fill="{INK}" font-weight="600""#));
        pen.finish(&self.caption, "", (width, middle + 36.0))
    }

    /// The same for a cell of a table: no texts, 132 × 22 pixels. The head of the column has [`IntervalBar::small_scale`].
    pub fn draw_small(&self) -> String {
        let (width, height) = SMALL_SIZE;
        let scale = self.scale();
        let x = |share: f64| 8.0 + scale.place(share) * (width - 16.0);
        let mut pen = Pen::default();
        let middle = height / 2.0;
        pen.line((x(0.0), middle), (x(1.0), middle), &format!(r#"stroke="{HAIR}" stroke-width="2""#));
        for end in [x(0.0), x(1.0)] {
            pen.line((end, middle - 3.0), (end, middle + 3.0), &format!(r#"stroke="{EDGE}""#));
        }
        self.figure(&mut pen, x, middle, (4.5, 4.5));
        pen.finish(&self.caption, "chart-small", SMALL_SIZE)
    }

    /// The ends of the scale, for the head of a column of small bars.
    pub fn small_scale(caption: &Caption, from: u8) -> String {
        let mut pen = Pen::default();
        let (width, _) = SMALL_SIZE;
        pen.small((2.0, 13.0), At::Start, &format!("{}%", Scale::from(from).from));
        pen.small((width - 2.0, 13.0), At::End, "100%");
        pen.finish(caption, "chart-small", (width, 18.0))
    }

    /// Interval, target and dot; the target's line shows beside the dot, not over it.
    fn figure(&self, pen: &mut Pen, x: impl Fn(f64) -> f64, middle: f64, (band, dot): (f64, f64)) {
        let share = self.share.tidy();
        let (low, high) = (x(share.low), x(share.high));
        // A very narrow interval is still seen behind the dot.
        let look = format!(r#"rx="{band}" fill="{JADE}" fill-opacity="0.25""#);
        pen.rect((low - 1.0, middle - band), (high - low + 2.0, 2.0 * band), &look);
        if let Some(target) = &self.target {
            let x = x(target.at);
            let reach = dot + 7.0 - 3.0 * f64::from(u8::from(dot < 6.0));
            let look = format!(r#"stroke="{BRASS}" stroke-width="2""#);
            pen.line((x, middle - reach), (x, middle + reach), &look);
        }
        pen.circle((x(share.at), middle), dot, &format!(r#"fill="{JADE}""#));
    }
}
