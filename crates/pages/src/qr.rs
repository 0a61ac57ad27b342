//! QR codes, drawn as one path.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

/// A QR code: its modules as the path of an SVG, one unit a module.
///
/// ```
/// let qr = pages::Qr::of("https://example.cn/b/3").expect("a short text fits");
/// assert_eq!(qr.side, 25);
/// assert!(qr.path.starts_with("M0,0h7v1h-7z"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// Modules a side, without the quiet zone of four around it.
    pub side: usize,
    /// The dark ones.
    pub path: String,
}

impl Qr {
    /// The code of a text; nothing for one that is too long for any.
    pub fn of(text: &str) -> Option<Self> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let mut path = String::new();
        for (y, row) in code.data.chunks(code.size).take(code.size).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|one, other| one.value() == other.value()) {
                if run.first().is_some_and(|module| module.value()) {
                    let width = run.len();
                    // A string takes whatever is written to it.
                    let _ = write!(path, "M{x},{y}h{width}v1h-{width}z");
                }
                x += run.len();
            }
        }
        Some(Self { side: code.size, path })
    }

    /// The part of the plane to show: code and quiet zone.
    pub fn view(&self) -> String {
        format!("-4 -4 {0} {0}", self.side + 8)
    }
}
