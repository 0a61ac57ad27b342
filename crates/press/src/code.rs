//! QR codes as drawings, with the most correction there is: a plate hangs for years and is scratched.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

/// Modules of quiet zone on each side, after ISO/IEC 18004.
const QUIET: usize = 4;

/// The code of a text as an SVG, dark on white with its quiet zone; nothing for a text that is too long for any code.
pub(crate) fn svg(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).ecl(ECL::H).build().ok()?;
    let all = code.size + 2 * QUIET;
    // Rows of strokes as wide as a module: two steps a run of dark modules, where an outline takes five. What is printed is the same, and
    // of the time that a badge takes its code is half. The drawing begins half a module higher, so that a row has a whole number.
    let mut path = String::new();
    for (y, row) in code.data.chunks(code.size).take(code.size).enumerate() {
        // Where the pen is; nowhere yet in this row.
        let mut pen = None;
        let mut x = 0;
        for run in row.chunk_by(|one, other| one.value() == other.value()) {
            if run.first().is_some_and(|module| module.value()) {
                // A string takes whatever is written to it.
                let _ = match pen {
                    None => write!(path, "M{} {}h{}", x + QUIET, y + QUIET, run.len()),
                    Some(pen) => write!(path, "m{} 0h{}", x - pen, run.len()),
                };
                pen = Some(x + run.len());
            }
            x += run.len();
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 -.5 {all} {all}\" width=\"{all}\" height=\"{all}\" shape-rendering=\"crispEdges\">\
         <rect y=\"-.5\" width=\"{all}\" height=\"{all}\" fill=\"#fff\"/><path d=\"{path}\" stroke=\"#000\" fill=\"none\"/></svg>"
    ))
}
