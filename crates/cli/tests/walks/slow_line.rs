//! When the first content of a page is seen on a slow line.

use std::fmt::Write;
use std::path::Path;

use crate::browser;
use crate::look::Walker;

/// Waits for the first content, and gives when it was there, in milliseconds from the beginning of the way to the page.
const FIRST_CONTENT: &str = "
const done = arguments[arguments.length - 1];
const told = (list) => {
  const [first] = list.getEntriesByName('first-contentful-paint');
  if (first) done(first.startTime);
};
new PerformanceObserver(told).observe({ type: 'paint', buffered: true });
";

/// So often each page is loaded.
const LOADS: usize = 5;

/// Loads what a code leads to, the promise's page and the home; writes a line for each, `page,times…`.
pub async fn measure(walker: &mut Walker, into: &Path) {
    walker.go("/language/zh?back=/").await;
    let mut lines = String::new();
    browser::slow(&walker.client).await;
    browser::size(&walker.client, 360, 800).await;
    for page in ["/p/1", "/promises/1", "/"] {
        let _ = write!(lines, "{page}");
        for _ in 0..LOADS {
            // From a page that has nothing, so that nothing is kept.
            walker.client.goto("about:blank").await.expect("an empty page");
            walker.go(page).await;
            let first = walker.client.execute_async(FIRST_CONTENT, Vec::new()).await.expect("a script runs");
            let first = first.as_f64().expect("the first content is seen");
            let _ = write!(lines, ",{first:.1}");
        }
        lines.push('\n');
    }
    std::fs::write(into, lines).expect("a file can be written");
}
