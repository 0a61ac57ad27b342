//! The pen: writes SVG elements, and keeps every text from being read as anything else.

use std::fmt::Write;

use crate::Caption;
use crate::ink::{SMALL, SOFT};
use crate::width::width_of;

/// Where the given point of a text lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum At {
    Start,
    Middle,
    End,
}

/// A drawing under way. Coordinates are pixels at natural size.
#[derive(Debug, Default)]
pub(crate) struct Pen {
    body: String,
}

impl Pen {
    /// A straight line. `look` is made of presentation attributes.
    pub(crate) fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), look: &str) {
        let (x1, y1, x2, y2) = (px(x1), px(y1), px(x2), px(y2));
        self.put(format_args!(r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {look}/>"#));
    }

    /// A box by its upper left corner and its size.
    pub(crate) fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), look: &str) {
        let (x, y, width, height) = (px(x), px(y), px(width.max(0.0)), px(height.max(0.0)));
        self.put(format_args!(r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" {look}/>"#));
    }

    pub(crate) fn circle(&mut self, (x, y): (f64, f64), radius: f64, look: &str) {
        self.put(format_args!(r#"<circle cx="{}" cy="{}" r="{}" {look}/>"#, px(x), px(y), px(radius)));
    }

    pub(crate) fn path(&mut self, d: &str, look: &str) {
        self.put(format_args!(r#"<path d="{d}" {look}/>"#));
    }

    /// A text on the line `y`, in the size and colour of scales.
    pub(crate) fn small(&mut self, (x, y): (f64, f64), at: At, text: &str) {
        self.text((x, y), at, text, SMALL, &format!(r#"fill="{SOFT}""#));
    }

    /// A text on the line `y`. Nothing for an empty one.
    pub(crate) fn text(&mut self, (x, y): (f64, f64), at: At, text: &str, size: f64, look: &str) {
        if text.is_empty() {
            return;
        }
        let anchor = match at {
            At::Start => "",
            At::Middle => r#" text-anchor="middle""#,
            At::End => r#" text-anchor="end""#,
        };
        let text = escape(text);
        self.put(format_args!(
            r#"<text x="{}" y="{}" font-size="{}"{anchor} {look}>{text}</text>"#,
            px(x),
            px(y),
            px(size)
        ));
    }

    /// Opens a group that says `title` when the mouse rests on it. `marks` are data attributes.
    pub(crate) fn open(&mut self, marks: &str, title: &str) {
        let gap = if marks.is_empty() { "" } else { " " };
        self.put(format_args!("<g{gap}{marks}>"));
        if !title.is_empty() {
            self.put(format_args!("<title>{}</title>", escape(title)));
        }
    }

    pub(crate) fn close(&mut self) {
        self.body.push_str("</g>");
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing into a String does not fail.
        let _ = self.body.write_fmt(text);
    }

    /// The whole drawing. `class` is one of those of [`crate::CSS`], besides `chart`; may be empty.
    pub(crate) fn finish(self, caption: &Caption, class: &str, (width, height): (f64, f64)) -> String {
        let (width, height) = (px(width.ceil()), px(height.ceil()));
        let class = if class.is_empty() { "chart".to_owned() } else { format!("chart {class}") };
        let title = escape(&caption.title);
        let about =
            if caption.about.is_empty() { String::new() } else { format!("<desc>{}</desc>", escape(&caption.about)) };
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="{class}" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="{FONTS}" font-variant="tabular-nums lining-nums"><title>{title}</title>{about}{}</svg>"#,
            self.body
        )
    }
}

/// Those of the pages; given here as well, because a drawing may be saved as a file.
const FONTS: &str =
    "Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, system-ui, sans-serif";

/// A number of pixels with at most one decimal.
pub(crate) fn px(value: f64) -> String {
    let tenths = (value * 10.0).round();
    let tenths = if tenths.is_finite() && tenths != 0.0 { tenths } else { 0.0 };
    format!("{}", tenths / 10.0)
}

/// A text that stands for itself in XML, wherever it is put. Signs that XML does not know become U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            _ => safe.push(sign),
        }
    }
    safe
}

/// The middle of a text of this width that is wanted at `x` and must stay between two ends.
pub(crate) fn within(x: f64, width: f64, (from, to): (f64, f64)) -> f64 {
    let half = width / 2.0;
    if width >= to - from { f64::midpoint(from, to) } else { x.clamp(from + half, to - half) }
}

/// 1234567 as 1,234,567.
pub(crate) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A row of short explanations, each behind its sign, cut into lines as the width asks for.
pub(crate) struct Legend<'a> {
    items: Vec<(Sign, &'a str)>,
}

/// What an explanation explains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sign {
    /// A dot with its interval.
    Share,
    /// The brass line.
    Promise,
    /// Nothing is published.
    Missing,
    /// A full bar.
    Full,
    /// A hollow bar.
    Broken,
}

impl<'a> Legend<'a> {
    /// Items without a text are left out.
    pub(crate) fn new(items: impl IntoIterator<Item = (Sign, &'a str)>) -> Self {
        Self { items: items.into_iter().filter(|(_, text)| !text.is_empty()).collect() }
    }

    /// Draws from the upper left corner of the drawing, and says how high it is.
    pub(crate) fn draw(&self, pen: &mut Pen, left: f64, width: f64) -> f64 {
        let (mut x, mut y) = (left, 0.0);
        for (sign, text) in &self.items {
            let wide = 22.0 + width_of(text, SMALL);
            if x > left && x + wide > left + width {
                (x, y) = (left, y + 20.0);
            }
            sign.draw(pen, (x + 8.0, y + 9.0));
            pen.small((x + 22.0, y + 13.0), At::Start, text);
            x += wide + 16.0;
        }
        if self.items.is_empty() { 0.0 } else { y + 26.0 }
    }
}

impl Sign {
    pub(crate) fn draw(self, pen: &mut Pen, (x, y): (f64, f64)) {
        use crate::ink::{BRASS, JADE, RED, SHEET};
        match self {
            Self::Share => {
                let band = format!(r#"stroke="{JADE}" stroke-opacity="0.22" stroke-width="8" stroke-linecap="round""#);
                pen.line((x, y - 4.0), (x, y + 4.0), &band);
                pen.circle((x, y), 3.5, &format!(r#"fill="{JADE}""#));
            }
            Self::Promise => {
                let look = format!(r#"stroke="{BRASS}" stroke-width="2" stroke-dasharray="4 3""#);
                pen.line((x - 8.0, y), (x + 8.0, y), &look);
            }
            Self::Missing => missing(pen, (x, y)),
            Self::Full => pen.rect((x - 5.0, y - 6.0), (10.0, 12.0), &format!(r#"fill="{JADE}""#)),
            Self::Broken => {
                let look = format!(r#"fill="{SHEET}" stroke="{RED}" stroke-width="1.5""#);
                pen.rect((x - 4.5, y - 5.5), (9.0, 11.0), &look);
            }
        }
    }
}

/// The mark of a month without a figure: a small hollow lozenge.
pub(crate) fn missing(pen: &mut Pen, (x, y): (f64, f64)) {
    let (left, right, top, bottom) = (px(x - 3.5), px(x + 3.5), px(y - 3.5), px(y + 3.5));
    let d = format!("M{left} {} L{} {top} L{right} {} L{} {bottom} Z", px(y), px(x), px(y), px(x));
    pen.path(&d, &format!(r#"fill="none" stroke="{SOFT}" stroke-width="1.2""#));
}

#[cfg(test)]
mod tests {
    use super::{escape, grouped, px};

    #[test]
    fn texts_and_numbers() {
        assert_eq!(escape("<b a=\"1\" c='2'>&\u{0}\n"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;\u{fffd} ");
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([1.0, 1.26, -0.01, f64::NAN, f64::INFINITY].map(px), ["1", "1.3", "0", "0", "0"]);
    }
}
