//! How long readers wait while a million events come in: fifty of them, who turn the pages of the public front at their leisure, and
//! fifty connections that ask without a pause. `wrk` asks, a program with a key sends the records.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::data::{Data, done};
use super::server::{Found, median, missing, ours, wrk};

pub(crate) const NAME: &str = "browsing";

const TITLE: &str = "Readers while a million events come in";
/// At most so many times as long at the 99th percentile.
const LONGER: f64 = 1.5;
/// As long as the work takes, from its beginning: reading, and then keeping what was found, which makes public answers old.
const ASKS: [&str; 3] = ["-t1", "-c50", "-d4s"];
/// Between two pages of a reader, milliseconds: on average a fifth of a second, which is many clicks.
const SCRIPT: &str = r#"
local pages = {"/", "/units/1", "/brands/1", "/promises/1", "/p/1", "/brands/2", "/promises/3", "/p/5", "/?q=bdc", "/compare"}
local turn = 0
request = function() turn = turn + 1; return wrk.format("GET", pages[turn % #pages + 1]) end
"#;
const PAUSE: &str = "delay = function() return math.random(100, 300) end\n";

/// What somebody at a terminal would type.
struct Curl {
    address: String,
    jar: PathBuf,
}

impl Curl {
    fn ask(&self, path: &str, more: &[&str]) -> Result<String, String> {
        let address = format!("{}{}", self.address, path.trim_start_matches('/'));
        let mut command = Command::new("curl");
        command.args(["-sS", "-b"]).arg(&self.jar).arg("-c").arg(&self.jar).args(more).arg(address);
        let output = command.output().map_err(|error| format!("curl cannot be started: {error}"))?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// A form as pairs, sent to a path; gives what was answered.
    fn form(&self, path: &str, fields: &[(&str, &str)]) -> Result<String, String> {
        let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let more: Vec<&str> = fields.iter().flat_map(|field| ["--data-urlencode", field.as_str()]).collect();
        self.ask(path, &more)
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

/// The first lines of the log of ten million events, as a file.
fn part(data: &Data, lines: usize, into: &Path) -> Result<(), String> {
    let problem = |error: std::io::Error| format!("{}: {error}", into.display());
    let whole = std::fs::File::open(data.path("ten.csv")).map_err(problem)?;
    let mut out = BufWriter::new(std::fs::File::create(into).map_err(problem)?);
    for line in BufReader::new(whole).lines().take(lines + 1) {
        writeln!(out, "{}", line.map_err(problem)?).map_err(problem)?;
    }
    out.flush().map_err(problem)
}

/// A source of one unit, set up from a sample, and the key of a program.
fn source(curl: &Curl, sample: &Path, unit: usize) -> Result<String, String> {
    let files = format!("files=@{}", sample.display());
    let page = curl.ask("/desk/records/new", &["-F", &files])?;
    let upload = between(&page, "name=\"upload\" value=\"", "\"").ok_or("the sample was not taken")?;
    let (name, unit) = (format!("bench-{unit}"), unit.to_string());
    curl.form(
        "/desk/records/new/confirm",
        &[
            ("name", name.as_str()),
            ("upload", upload),
            ("whose", unit.as_str()),
            ("case", "case_id"),
            ("activity", "activity"),
            ("at", "ts"),
            ("service", "service"),
            ("unit", "unit"),
            ("actor", "resource"),
            ("accepted", "activity:accept"),
            ("decided", "activity:decide"),
        ],
    )?;
    let list = curl.ask("/desk/records", &[])?;
    let row = list.split("<tr").find(|row| row.contains(&name)).ok_or("the source was not made")?;
    let path = between(row, "href=\"", "\"").ok_or("the source has no page")?;
    let page = curl.form(&format!("{path}/keys"), &[("key-name", "bench")])?;
    let key = page.split("mingpai_").nth(1).ok_or("no key was made")?;
    Ok(format!("mingpai_{}", key.chars().take_while(char::is_ascii_alphanumeric).collect::<String>()))
}

/// The job of an import, as the API tells it.
fn state(curl: &Curl, key: &str, import: &str) -> Result<String, String> {
    let header = format!("Authorization: Bearer {key}");
    let told = curl.ask(&format!("/api/v1/imports/{import}"), &["-H", &header])?;
    between(&told, "\"state\":\"", "\"").map(str::to_owned).ok_or_else(|| format!("no state in {told}"))
}

/// Waits until nothing is being worked on.
#[expect(clippy::disallowed_methods, reason = "another program works, and tells how far it is only when it is asked")]
fn settle(curl: &Curl, key: &str, import: &str) -> Result<String, String> {
    loop {
        let state = state(curl, key, import)?;
        if !matches!(state.as_str(), "waiting" | "running") {
            return Ok(state);
        }
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
}

pub(crate) fn section(data: &Data, rounds: usize) -> Result<String, String> {
    if let Some(missing) = missing(&[("wrk", "wrk"), ("curl", "curl")]) {
        return Ok(format!("\n### {TITLE}\n\n{missing}\n"));
    }
    let folder = data.path("browsing");
    let problem = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(problem)?;
    }
    std::fs::create_dir_all(&folder).map_err(problem)?;
    let (sample, million) = (folder.join("sample.csv"), folder.join("million.csv"));
    part(data, 20_000, &sample)?;
    part(data, 1_000_000, &million)?;
    let (server, address) = ours(&folder)?;
    let curl = Curl { address: address.clone(), jar: folder.join("jar") };
    curl.form("/sign-in", &[("login", "he.bingqian"), ("password", "mingpai-demo")])?;
    let mut text = format!(
        "\n### {TITLE}\n\n1,000,000 events, {} MB of CSV, by a program with a key; 50 connections, 4 s, medians of {rounds} \
         rounds.\n\n| | requests a second | 99th percentile | while records come in: requests | 99th percentile | times \
         |\n|---|---:|---:|---:|---:|---:|\n",
        std::fs::metadata(&million).map_or(0, |file| file.len() / 1_000_000),
    );
    let mut verdicts = String::new();
    let mut unit = 1;
    for (name, pause) in [("50 readers, a page each fifth of a second", PAUSE), ("50 connections without a pause", "")]
    {
        let script = folder.join(if pause.is_empty() { "saturated.lua" } else { "readers.lua" });
        std::fs::write(&script, format!("{SCRIPT}{pause}")).map_err(problem)?;
        let script = script.display().to_string();
        let asks = [&ASKS[..], &["-s", &script]].concat();
        let (mut alone, mut beside): (Vec<Found>, Vec<Found>) = (Vec::new(), Vec::new());
        let mut done_before = 0;
        for round in 1..=rounds {
            eprintln!("{NAME}: round {round} of {rounds}, {name}");
            let key = source(&curl, &sample, unit)?;
            unit += 1;
            // What the sample set off is done before anything is measured.
            let header = format!("Authorization: Bearer {key}");
            let small = format!("@{}", sample.display());
            let send = |file: &str| {
                curl.ask("/api/v1/records", &["-H", &header, "-H", "Content-Type: text/csv", "--data-binary", file])
            };
            let id = |told: &str| {
                let id = told.split_once("\"id\":").map(|(_, rest)| rest.trim_start());
                let id: String = id.unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
                if id.is_empty() { Err(format!("the records were not taken: {told}")) } else { Ok(id) }
            };
            settle(&curl, &key, &id(&send(&small)?)?)?;
            alone.push(wrk(&asks, &address)?);
            let large = format!("@{}", million.display());
            let import = id(&send(&large)?)?;
            beside.push(wrk(&asks, &address)?);
            done_before += usize::from(state(&curl, &key, &import)? != "running");
            let ended = settle(&curl, &key, &import)?;
            if ended != "done" {
                return Err(format!("the import ended as {ended}"));
            }
        }
        let of = |found: &[Found], of: fn(&Found) -> f64| median(found.iter().map(of));
        let (rate, p99) = (|found: &Found| found.per_second, |found: &Found| found.p99);
        let times = of(&beside, p99) / of(&alone, p99);
        let _ = writeln!(
            text,
            "| {name} | {:.0} | {:.1} ms | {:.0} | {:.1} ms | {times:.2} |",
            of(&alone, rate),
            of(&alone, p99),
            of(&beside, rate),
            of(&beside, p99),
        );
        let held = if times <= LONGER { "held" } else { "**not held**" };
        let _ = writeln!(
            verdicts,
            "- {name}: at most {LONGER} times as long at the 99th percentile: {times:.2}, {held}; in {done_before} of {rounds} \
             rounds the work was done before the asking was"
        );
    }
    drop(server);
    done(Command::new("rm").arg("-rf").arg(&folder).stdout(Stdio::null()))?;
    Ok(format!("{text}\n{verdicts}"))
}
