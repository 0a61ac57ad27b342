//! A demo's register, served for a measurement.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::data::Data;

/// A server that ends with this.
pub(super) struct Server(pub(super) Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The register of a demo, served without limits that a measurement could reach and without a line for each request; and its address.
pub(super) fn ours(folder: &Path) -> Result<(Server, String), String> {
    let demo = folder.join("demo");
    let mut command = Command::new(Data::program("mingpai"));
    command.args(["demo", "--no-browser", "--listen", "127.0.0.1:0", "--cases", "20000", "--lang", "en", "--dir"]);
    // Once it is ready its register is filled, and it has done what it is needed for.
    drop(ready(command.arg(&demo))?);
    let mut command = Command::new(Data::program("mingpai"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--requests-per-minute", "1000000", "--log-level", "error"]);
    command.arg("--database").arg(format!("sqlite:{}?mode=rwc", demo.join("ledger.db").display()));
    ready(command.arg("--data").arg(&demo).args(["--lang", "en"]))
}

/// Starts a server and waits until it says its address.
fn ready(command: &mut Command) -> Result<(Server, String), String> {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = child.map_err(|error| format!("mingpai cannot be started: {error}"))?;
    let out = child.stdout.take();
    let server = Server(child);
    let lines = out.map(|out| BufReader::new(out).lines()).into_iter().flatten();
    for line in lines.map_while(Result::ok).filter(|line| line.contains("is ready")) {
        if let Some(address) = line.split_whitespace().find(|word| word.starts_with("http://")) {
            return Ok((server, address.to_owned()));
        }
    }
    Err("the server ended before it was ready".to_owned())
}

/// What wrk found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) per_second: f64,
    /// Milliseconds.
    pub(super) p99: f64,
}

/// Has wrk ask an address.
pub(super) fn wrk(arguments: &[&str], address: &str) -> Result<Found, String> {
    let output = Command::new("wrk").args(arguments).arg("--latency").arg(address).output();
    let output = output.map_err(|error| format!("wrk cannot be started: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let after =
        |word: &str| text.lines().find_map(|line| line.trim().strip_prefix(word)).map(|rest| rest.trim().to_owned());
    if text.contains("Non-2xx") {
        return Err(format!("not every request was answered:\n{text}"));
    }
    let per_second = after("Requests/sec:").and_then(|number| number.parse().ok());
    let p99 = after("99%").and_then(|time| milliseconds(&time));
    match (per_second, p99) {
        (Some(per_second), Some(p99)) => Ok(Found { per_second, p99 }),
        _ => Err(format!("wrk says no figures:\n{text}")),
    }
}

/// `612.00us`, `1.20ms` or `1.05s`, in milliseconds.
fn milliseconds(time: &str) -> Option<f64> {
    for (unit, times) in [("us", 0.001), ("ms", 1.0), ("s", 1000.0)] {
        if let Some(number) = time.strip_suffix(unit).and_then(|number| number.parse::<f64>().ok()) {
            return Some(number * times);
        }
    }
    None
}

/// The middle one of some values; of none nothing.
pub(super) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// The programs of a list that are not there, each with Debian's name of it, as a line to be told; nothing when all are there.
pub(super) fn missing(programs: &[(&str, &str)]) -> Option<String> {
    let there =
        |program: &str| Command::new(program).arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    let (program, package) = programs.iter().find(|(program, _)| !there(program))?;
    Some(format!("skipped: {program} is not there (Debian: {package})"))
}
