//! Drawings of what was measured, as plain SVG text, made on the server from plain values.
//!
//! A figure alone is soon misread; a drawing says how sure it is, what was promised, and how it came about. Five drawings are
//! here, each a struct whose `draw` gives an `<svg>` element to put into a page:
//!
//! * [`IntervalBar`]: a share with its interval and its target; also small, for tables;
//! * [`Months`] and [`MonthCounts`]: up to 36 months of shares, or of counts kept and broken;
//! * [`Distributions`]: how long it took, before and after;
//! * [`Limits`]: the statutory, the promised and the measured limit;
//! * [`ProcessMap`]: which steps follow which, how often, and how long it takes.
//!
//! ```
//! use charts::{Caption, IntervalBar, Mark, Share};
//!
//! let bar = IntervalBar {
//!     caption: Caption::new("95.6%，95%区间 94.6% 至 96.5%，目标 95%"),
//!     share: Share { at: 0.956, low: 0.946, high: 0.965 },
//!     text: "95.6%".into(),
//!     target: Some(Mark { at: 0.95, text: "目标 95%".into() }),
//!     ..IntervalBar::default()
//! };
//! assert!(bar.draw().starts_with("<svg "));
//! ```
//!
//! # What holds for all of them
//!
//! * No drawing knows a language: every text is given by the caller. What the crate writes itself are numbers: `80%`, `1,203`.
//! * Texts may hold anything; they are escaped, and signs that XML does not know become U+FFFD. No drawing panics, whatever its values.
//! * No script, no `style`, no identifier: a drawing may stand in a page with a strict Content-Security-Policy, and twice.
//! * `role="img"` with a `<title>`, and a `<desc>` if the caller has one. A screen reader says these and nothing else, so a table
//!   with the same figures belongs beside it.
//! * Colours are those of Mingpai's paper, ink, jade and brass; vermilion means broken. Nothing is told by colour alone: what is
//!   broken is hollow, what was promised is a line, and each is named.
//! * The same values give the same bytes.
//!
//! # Size
//!
//! A drawing is laid out for a `width` in pixels: [`NARROW`] fits into a telephone of 360 pixels, [`WIDE`] into a column of text.
//! At that width texts are 12 and 13 pixels high. It has `viewBox`, `width` and `height`; with the lines of [`CSS`] it never
//! grows beyond its natural size and shrinks with its column. [`fit`] puts a narrow and a wide drawing side by side, of which
//! the style sheet shows one.

mod compression;
mod distributions;
mod ink;
mod interval;
mod map;
mod months;
mod pen;
mod scale;
mod width;

pub use compression::{Limit, Limits};
pub use distributions::{Bins, Distribution, Distributions, Steps};
pub use interval::IntervalBar;
pub use map::{Activity, Kept, MOST_ACTIVITIES, MOST_STEPS, Place, ProcessMap, Step};
pub use months::{Count, Month, MonthCounts, Months};
pub use width::width_of;

/// The width that fits into a telephone of 360 pixels with margins of 16.
pub const NARROW: u32 = 328;
/// The width that fits into a column of text on a desk.
pub const WIDE: u32 = 720;

/// The classes that drawings carry, for the style sheet of the page: `chart` on all, `chart-small` on those for tables,
/// `chart-map` on the process map, which rather scrolls (inside `chart-scroll`) than shrinks; `chart-narrow` and `chart-wide`
/// around the two of [`fit`].
pub const CSS: &str = include_str!("charts.css");

/// What a drawing says to those who do not see it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Caption {
    /// One sentence with the figures; also what is shown when the mouse rests on the drawing.
    pub title: String,
    /// More, where a sentence is not enough; may be empty.
    pub about: String,
}

impl Caption {
    /// A caption of one sentence.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), about: String::new() }
    }
}

/// A share with its interval, each from 0 to 1. What lies outside is drawn at the nearer end; what is no number, as 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// The share itself.
    pub at: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// A place on a scale with its name: a target, a limit, a median.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Where it stands, in the units of the scale; a share from 0 to 1.
    pub at: f64,
    /// What is written beside it.
    pub text: String,
}

/// A narrow and a wide drawing of the same thing, of which the style sheet shows one ([`CSS`]; from 48 rem on the wide one).
///
/// ```
/// use charts::{Months, NARROW, WIDE, fit};
///
/// let html = fit(|width| Months { width, ..Months::default() }.draw());
/// assert!(html.contains(&format!("viewBox=\"0 0 {NARROW} ")) && html.contains(&format!("viewBox=\"0 0 {WIDE} ")));
/// ```
pub fn fit(draw: impl Fn(u32) -> String) -> String {
    format!(r#"<div class="chart-narrow">{}</div><div class="chart-wide">{}</div>"#, draw(NARROW), draw(WIDE))
}

/// The width asked for, within reason.
fn reasonable(width: u32) -> f64 {
    f64::from(width.clamp(240, 1600))
}
