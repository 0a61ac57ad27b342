//! What somebody waits for who types on a plate's page and looks at it: an order to a press that runs, and its answer.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use super::badges::{layout, order};
use crate::bench::server::median;

/// So many plates, each with another text.
const PREVIEWS: usize = 50;
/// Milliseconds.
const AT_MOST: f64 = 50.0;

/// A press that waits for orders; it ends with this.
pub(super) struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    pub(super) fn start(program: &Path) -> Result<Self, String> {
        let failed = |error| format!("{} cannot be started: {error}", program.display());
        let mut child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(failed)?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => Ok(Self { child, input, output: BufReader::new(output) }),
            _ => Err("the press has no standard input and output".to_owned()),
        }
    }

    /// The files of an order, a line.
    pub(super) fn print(&mut self, order: &str) -> Result<Vec<Vec<u8>>, String> {
        let broken = |error: std::io::Error| format!("the press: {error}");
        self.input.write_all(order.as_bytes()).and_then(|()| self.input.flush()).map_err(broken)?;
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(broken)?;
        let head: Value = serde_json::from_str(&line).map_err(|error| format!("the press says {line:?}: {error}"))?;
        if let Some(problems) = head.get("problems").and_then(Value::as_array).filter(|all| !all.is_empty()) {
            return Err(format!("the press prints nothing: {problems:?}"));
        }
        let sizes = head.get("files").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_u64);
        let mut files = Vec::new();
        for size in sizes {
            let mut file = Vec::new();
            self.output.by_ref().take(size).read_to_end(&mut file).map_err(broken)?;
            files.push(file);
        }
        Ok(files)
    }
}

/// A desk plate in both languages, with all that it can have, and a promise that changes each time.
fn plate(number: usize) -> Value {
    json!({ "layout": "desk-plate", "language": "zh-en", "says": {
        "unit": "朝华市政务服务和数据管理局", "unit_en": "Zhaohua Municipal Government Services and Data Administration",
        "brand": "朝华快办", "brand_en": "Zhaohua Done Soon",
        "slogan": "一窗受理，五日办结", "slogan_en": "One window, done in five days",
        "promise": format!("企业设立登记，自受理之日起{number}个工作日内办结"),
        "promise_en": format!("Company registrations are decided within {number} working days of acceptance"),
        "contact": "投诉：12345 · 大厅二楼值班主任室", "colours": ["#0a6552"],
        "figure": { "share": "98.2%", "interval": "97.6%–98.7%", "cases": "2,314", "month": "2026-10" },
        "link": "https://pinpai.zhaohua.example/promises/12?v=K7Q2MX", "version": "K7Q2MX",
    }})
}

pub(super) fn section(program: &Path) -> Result<String, String> {
    let layout = layout("desk-plate")?;
    let mut press = Running::start(program)?;
    let mut times = Vec::new();
    let mut size = 0;
    // The first is not counted: a press that runs has printed before.
    for number in 0..=PREVIEWS {
        let order = order(&[plate(number + 3)], &layout, "svg", &json!({}));
        #[expect(clippy::disallowed_methods, reason = "how long it takes is what is asked")]
        let start = std::time::Instant::now();
        let files = press.print(&order)?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        size = files.iter().map(Vec::len).sum();
        if files.len() != 2 {
            return Err(format!("a desk plate has two sides, and {} came", files.len()));
        }
    }
    let first = times.remove(0);
    let slowest = times.iter().copied().fold(0.0, f64::max);
    let middle = median(times.into_iter());
    let held = if middle < AT_MOST { "held" } else { "**not held**" };
    Ok(format!(
        "\n### A preview of a plate: both sides of a desk plate as SVG, {} kB, from a press that runs, a changed text each time\n\n\
         | | ms |\n|---|---:|\n| the first of a press, with its start | {first:.1} |\n| median of {PREVIEWS} | {middle:.1} |\n| \
         slowest | {slowest:.1} |\n\n- under {AT_MOST} ms: {middle:.1}, {held}\n",
        size / 1000,
    ))
}
