//! What the code on a plate leads to, next to nginx that serves the same bytes from a file: requests in a second, and how long the
//! slowest hundredth waits. `wrk` asks both, in turns.

use std::path::Path;
use std::process::{Command, Stdio};

use super::data::{Data, done};
use super::server::{Found, Server, median, missing, ours, wrk};
use crate::needs::is_root;

pub(crate) const NAME: &str = "landing";

/// How wrk asks: threads, connections, time.
const ASKS: [&str; 3] = ["-t1", "-c32", "-d5s"];
/// At least so much of what nginx serves, and at most so much longer at the 99th percentile.
const SHARE: f64 = 0.5;
const LONGER: f64 = 3.0;

pub(crate) fn section(data: &Data, rounds: usize) -> Result<String, String> {
    if let Some(missing) = missing(&[("wrk", "wrk"), ("nginx", "nginx-light"), ("curl", "curl")]) {
        return Ok(format!("\n### {TITLE}\n\n{missing}\n"));
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
                found.push(wrk(&ASKS, at)?);
            }
        }
    }
    // Killed, it would leave its workers behind.
    done(Command::new("nginx").arg("-c").arg(folder.join("nginx.conf")).args(["-s", "stop"]).stderr(Stdio::null()))?;
    drop((ours, theirs));
    let median = |found: &[Found], of: fn(&Found) -> f64| median(found.iter().map(of));
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
