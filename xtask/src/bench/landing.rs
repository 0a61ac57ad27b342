//! What the code on a plate leads to, next to nginx that serves the same bytes from a file: requests in a second, and how long the
//! slowest hundredth waits. `wrk` asks both, in turns.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::data::{Data, done};
use crate::needs::is_root;

pub(crate) const NAME: &str = "landing";

/// How wrk asks: threads, connections, time.
const ASKS: [&str; 4] = ["-t1", "-c32", "-d5s", "--latency"];
/// At least so much of what nginx serves, and at most so much longer at the 99th percentile.
const SHARE: f64 = 0.5;
const LONGER: f64 = 3.0;

/// What wrk found.
#[derive(Debug, Clone, Copy)]
struct Found {
    per_second: f64,
    /// Milliseconds.
    p99: f64,
}

/// A server that ends with this.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) fn section(data: &Data, rounds: usize) -> Result<String, String> {
    for (program, package) in [("wrk", "wrk"), ("nginx", "nginx-light"), ("curl", "curl")] {
        let there = Command::new(program).arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status();
        if there.is_err() {
            return Ok(format!("\n### {TITLE}\n\nskipped: {program} is not there (Debian: {package})\n"));
        }
    }
    let folder = data.path("landing");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let (ours, address) = ours(&folder)?;
    let page = format!("{address}p/1");
    done(Command::new("curl").args(["-sf", "-o"]).arg(folder.join("page.html")).arg(&page))?;
    let (theirs, theirs_at) = nginx(&folder)?;
    let mut both: [Vec<Found>; 2] = [Vec::new(), Vec::new()];
    for round in 1..=rounds {
        for (place, (name, at)) in [("mingpai", &page), ("nginx", &theirs_at)].into_iter().enumerate() {
            eprintln!("{NAME}: round {round} of {rounds}, {name}");
            if let Some(found) = both.get_mut(place) {
                found.push(wrk(at)?);
            }
        }
    }
    // Killed, it would leave its workers behind.
    done(Command::new("nginx").arg("-c").arg(folder.join("nginx.conf")).args(["-s", "stop"]).stderr(Stdio::null()))?;
    drop((ours, theirs));
    let median = |found: &[Found], of: fn(&Found) -> f64| {
        let mut values: Vec<f64> = found.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    let [ours, theirs] = both;
    let (per_second, p99) = (|found: &Found| found.per_second, |found: &Found| found.p99);
    let share = median(&ours, per_second) / median(&theirs, per_second);
    let longer = median(&ours, p99) / median(&theirs, p99);
    let bytes = std::fs::metadata(folder.join("page.html")).map_or(0, |page| page.len());
    let held = |held: bool| if held { "held" } else { "**not held**" };
    let row = |name: &str, found: &[Found]| {
        format!("| {name} | {:.0} | {:.2} ms |\n", median(found, per_second), median(found, p99))
    };
    Ok(format!(
        "\n### {TITLE}\n\n{bytes} bytes, 32 connections, 5 s, medians of {rounds} rounds.\n\n| | requests a second | 99th percentile \
         |\n|---|---:|---:|\n{}{}\n- at least {SHARE} of nginx: {share:.2}, {}\n- at most {LONGER} times its 99th percentile: \
         {longer:.2}, {}\n",
        row("mingpai", &ours),
        row("nginx, the same bytes as a file", &theirs),
        held(share >= SHARE),
        held(longer <= LONGER),
    ))
}

const TITLE: &str = "What a code leads to, next to nginx with the same bytes";

/// The register of a demo, served without limits that wrk could reach and without a line for each request; and its address.
fn ours(folder: &Path) -> Result<(Server, String), String> {
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

/// nginx that serves the folder, with nothing that takes time, and the address of the page.
fn nginx(folder: &Path) -> Result<(Server, String), String> {
    const PORT: u16 = 18_099;
    let own = folder.display();
    // As root its workers would be nobody, who may not read the folder.
    let user = if is_root() { "user root;\n" } else { "" };
    let configuration = format!(
        "{user}worker_processes auto; daemon off; pid {own}/nginx.pid; error_log {own}/nginx.log;\nevents {{ worker_connections 1024; }}\n\
         http {{ access_log off; sendfile on; types {{ text/html html; }} keepalive_requests 1000000;\n\
         server {{ listen 127.0.0.1:{PORT}; root {own}; }} }}\n"
    );
    let file = folder.join("nginx.conf");
    std::fs::write(&file, configuration).map_err(|error| format!("{own}: {error}"))?;
    let child = Command::new("nginx").arg("-c").arg(&file).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let server = Server(child.map_err(|error| format!("nginx cannot be started: {error}"))?);
    let page = format!("http://127.0.0.1:{PORT}/page.html");
    // Until it listens.
    done(
        Command::new("curl")
            .args(["-sf", "-o", "/dev/null", "--retry", "20", "--retry-connrefused", "--retry-delay", "1"])
            .arg(&page),
    )?;
    Ok((server, page))
}

fn wrk(address: &str) -> Result<Found, String> {
    let output = Command::new("wrk").args(ASKS).arg(address).output();
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
