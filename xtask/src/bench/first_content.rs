//! When the first content of a page is seen on a slow line, by a browser that makes the line slow.

use crate::needs;
use crate::test::{cargo, root};

pub(crate) const NAME: &str = "first-content";

const TITLE: &str = "First content on a slow line";
/// Milliseconds.
const AT_MOST: f64 = 2000.0;

/// Has the walks' browser load the pages; they write a line for each, `page,times…`.
pub(crate) fn section() -> Result<String, String> {
    needs::see_to(&root());
    let file = root().join("target/first-content.csv");
    let _ = std::fs::remove_file(&file);
    let walks = [&["test", "--locked"], &crate::test::LIGHT[..], &["--test", "walks", "--"]].concat();
    cargo(
        &[&walks[..], &["--nocapture", "first_content_on_a_slow_line"]].concat(),
        &[("MINGPAI_FIRST_CONTENT", &file.display().to_string())],
    )?;
    let Ok(text) = std::fs::read_to_string(&file) else {
        return Ok(format!("\n### {TITLE}\n\nskipped: there is no browser (Debian: chromium, chromium-driver)\n"));
    };
    let mut rows = String::new();
    let mut verdict = String::new();
    for line in text.lines() {
        let mut cells = line.split(',');
        let page = cells.next().unwrap_or_default();
        let times: Vec<f64> = cells.filter_map(|time| time.parse().ok()).collect();
        let middle = super::server::median(times.iter().copied());
        let all: Vec<String> = times.iter().map(|time| format!("{time:.0}")).collect();
        rows.push_str(&format!("| `{page}` | {middle:.0} ms | {} |\n", all.join(", ")));
        if page.starts_with("/p/") {
            let held = if middle <= AT_MOST { "held" } else { "**not held**" };
            verdict = format!("- what a code leads to: at most {AT_MOST} ms: {middle:.0}, {held}\n");
        }
    }
    Ok(format!(
        "\n### {TITLE}\n\n1.6 Mbit/s, 150 ms there and back, made by the browser; nothing kept from before; the server in its \
         development profile.\n\n| page | median | each load |\n|---|---:|---|\n{rows}\n{verdict}"
    ))
}
