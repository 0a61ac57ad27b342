//! Three limits of one matter, one under the other.

use crate::ink::{BRASS, EDGE, INK, JADE, PLAIN, RED, SHEET, SOFT};
use crate::pen::{At, Pen};
use crate::width::{width_of, wrap};
use crate::{Caption, NARROW, reasonable};

/// One bar of [`Limits`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limit {
    /// What it is: `法定时限`.
    pub name: String,
    /// How long, in the same unit for all three.
    pub value: f64,
    /// How long, as written: `30 个工作日`.
    pub text: String,
}

/// How far a promise goes beyond the law, and what was measured: three bars on one scale from 0.
///
/// What the law allows is hollow, what was promised is brass, what was measured is jade. What was measured beyond the promise is
/// hollow and vermilion, and the promise's line is carried down to it.
///
/// ```
/// use charts::{Caption, Limit, Limits};
///
/// let limit = |name: &str, value: f64, text: &str| Some(Limit { name: name.into(), value, text: text.into() });
/// let limits = Limits {
///     caption: Caption::new("法定 30 个工作日，承诺 8 个，九成的人 7 个"),
///     statutory: limit("法定时限", 30.0, "30 个工作日"),
///     promised: limit("承诺时限", 8.0, "8 个工作日"),
///     measured: limit("九成的人", 7.0, "7 个工作日"),
///     ..Limits::default()
/// };
/// assert!(limits.draw().contains("承诺时限"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// For those who do not see it.
    pub caption: Caption,
    /// What the law allows.
    pub statutory: Option<Limit>,
    /// What was promised.
    pub promised: Option<Limit>,
    /// What was measured, as the ninth decile.
    pub measured: Option<Limit>,
    /// Width in pixels.
    pub width: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { caption: Caption::default(), statutory: None, promised: None, measured: None, width: NARROW }
    }
}

const BAR: f64 = 14.0;
const PITCH: f64 = 30.0;

impl Limits {
    /// The drawing.
    pub fn draw(&self) -> String {
        let width = reasonable(self.width);
        let bars = [(&self.statutory, 0), (&self.promised, 1), (&self.measured, 2)];
        let bars: Vec<(&Limit, u8)> = bars.iter().filter_map(|(bar, kind)| Some((bar.as_ref()?, *kind))).collect();
        let widest = bars.iter().map(|(bar, _)| width_of(&bar.name, PLAIN)).fold(0.0, f64::max);
        // Names stand before the bars, or, where they are long, over them.
        let before = widest <= width * 0.34;
        let left = if before { widest + 12.0 } else { 1.0 };
        // As long as can be, with each figure behind its bar; that of the measured one also behind the promise's line.
        let room = |text: &str| (width - left - 12.0 - width_of(text, PLAIN) * 1.05).max(24.0);
        let beside =
            self.promised.as_ref().zip(self.measured.as_ref()).map(|(bar, beside)| (bar, beside.text.as_str()));
        let ends = bars.iter().map(|(bar, _)| (*bar, bar.text.as_str())).chain(beside);
        let unit = ends.filter(|(bar, _)| length(bar) > 0.0).map(|(bar, text)| room(text) / length(bar));
        let unit = unit.fold(f64::INFINITY, f64::min);
        let long = |bar: &Limit| if unit.is_finite() { (length(bar) * unit).max(2.0) } else { 2.0 };

        let mut pen = Pen::default();
        let promised = self.promised.as_ref().map(long);
        let mut y = 4.0;
        let mut promised_at = None;
        for (bar, kind) in &bars {
            let soft = format!(r#"fill="{SOFT}""#);
            if before {
                pen.text((0.0, y + 12.0), At::Start, &bar.name, PLAIN, &soft);
            } else {
                let name = wrap(&bar.name, (width / PLAIN) as usize, 1).join("");
                pen.text((0.0, y + 12.0), At::Start, &name, PLAIN, &soft);
                y += 19.0;
            }
            pen.line((left, y - 3.0), (left, y + BAR + 3.0), &format!(r#"stroke="{EDGE}""#));
            let long = long(bar);
            match kind {
                0 => {
                    let look = format!(r#"fill="{SHEET}" stroke="{SOFT}" stroke-width="1""#);
                    pen.rect((left + 0.5, y + 0.5), (long - 1.0, BAR - 1.0), &look);
                }
                1 => {
                    pen.rect((left, y), (long, BAR), &format!(r#"fill="{BRASS}""#));
                    promised_at = Some((left + long, y + BAR));
                }
                _ => {
                    let kept = promised.map_or(long, |promised| long.min(promised));
                    pen.rect((left, y), (kept, BAR), &format!(r#"fill="{JADE}""#));
                    if long > kept {
                        let look = format!(r#"fill="{SHEET}" stroke="{RED}" stroke-width="1.5""#);
                        pen.rect((left + kept + 0.75, y + 0.75), (long - kept - 1.5, BAR - 1.5), &look);
                    }
                }
            }
            let bold = format!(r#"fill="{INK}" font-weight="{}""#, if *kind == 2 { 600 } else { 400 });
            // Behind the bar, and behind the promise's line.
            let clear = if *kind == 2 { promised.map_or(long, |promised| long.max(promised)) } else { long };
            pen.text((left + clear + 8.0, y + 12.0), At::Start, &bar.text, PLAIN, &bold);
            if *kind == 2
                && let Some((x, from)) = promised_at
            {
                let look = format!(r#"stroke="{BRASS}" stroke-width="1.5" stroke-dasharray="4 3""#);
                pen.line((x, if before { from } else { y - 4.0 }), (x, y + BAR + 4.0), &look);
            }
            y += PITCH;
        }
        let foot = if bars.is_empty() { 20.0 } else { y - PITCH + BAR + 6.0 };
        pen.finish(&self.caption, "", (width, foot))
    }
}

fn length(bar: &Limit) -> f64 {
    if bar.value.is_finite() { bar.value.max(0.0) } else { 0.0 }
}
