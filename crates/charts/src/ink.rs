//! The colours, and what each of them says. One place, so that all drawings look as if one hand had made them.

/// What is written first: names, figures.
pub(crate) const INK: &str = "#1d2327";
/// What is written second: scales, explanations. 5.9 to 1 on the paper.
pub(crate) const SOFT: &str = "#565d63";
/// Lines that only guide the eye.
pub(crate) const HAIR: &str = "#dcd7ca";
/// The ends of a scale, the edges of a box; not needed to understand the drawing.
pub(crate) const EDGE: &str = "#bdb7a6";
/// What was measured.
pub(crate) const JADE: &str = "#0a6552";
/// What was measured, where much of it lies side by side. 3.9 to 1 on the paper.
pub(crate) const LIGHT_JADE: &str = "#4a8a7b";
/// What was promised: targets and limits.
pub(crate) const BRASS: &str = "#9a7126";
/// Broken promises, and nothing else.
pub(crate) const RED: &str = "#ab2f1b";
/// The inside of what is drawn hollow.
pub(crate) const SHEET: &str = "#ffffff";

/// Size of the texts of scales, in pixels.
pub(crate) const SMALL: f64 = 12.0;
/// Size of names.
pub(crate) const PLAIN: f64 = 13.0;
