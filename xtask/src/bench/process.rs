//! One process, and what it spent.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A process to run; what it writes to standard output goes into a file.
pub(crate) struct Run {
    pub(crate) command: Vec<OsString>,
    /// What it reads from standard input, if anything.
    pub(crate) from: Option<PathBuf>,
    pub(crate) out: PathBuf,
}

/// What a process spent.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Spent {
    /// Seconds on the clock.
    pub(crate) wall: f64,
    /// Seconds of all processors, for the program and for the system on its behalf.
    pub(crate) cpu: f64,
    /// The most memory it held, in MB of 1,000,000 bytes.
    pub(crate) peak: f64,
}

impl Spent {
    /// One after the other.
    pub(crate) fn and(self, next: &Self) -> Self {
        Self { wall: self.wall + next.wall, cpu: self.cpu + next.cpu, peak: self.peak.max(next.peak) }
    }
}

/// Runs a process and gives what it spent.
///
/// It is started by a copy of this program, which does nothing else: what the system says of children that have ended is then
/// said of this one alone.
pub(crate) fn run(run: &Run) -> Result<Spent, String> {
    let own = std::env::current_exe().map_err(|error| format!("this program cannot be found: {error}"))?;
    let from = run.from.as_deref().unwrap_or(Path::new(""));
    let output =
        Command::new(own).arg(ONE).arg(&run.out).arg(from).args(&run.command).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("this program cannot be started: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    match numbers.as_slice() {
        [wall, cpu, peak] if output.status.success() => Ok(Spent { wall: *wall, cpu: *cpu, peak: *peak }),
        _ => Err(format!("`{}` failed", words(&run.command))),
    }
}

fn words(command: &[OsString]) -> String {
    command.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The word by which this program is asked to run one process.
pub(crate) const ONE: &str = "bench-one";

/// Runs one process and prints what it spent: `bench-one OUT IN PROGRAM ARGUMENTS …`. Without anything to
/// read IN is empty.
#[cfg(unix)]
pub(crate) fn measure_one(arguments: &[String]) -> Result<(), String> {
    use nix::sys::resource::{UsageWho, getrusage};

    let [out, from, program, arguments @ ..] = arguments else { return Err("nothing to run".to_owned()) };
    let file = File::create(out).map_err(|error| format!("cannot write {out}: {error}"))?;
    let mut command = Command::new(program);
    let input = if from.is_empty() {
        Stdio::null()
    } else {
        File::open(from).map_err(|error| format!("cannot read {from}: {error}"))?.into()
    };
    command.args(arguments).stdin(input).stdout(file);
    #[expect(clippy::disallowed_methods, reason = "how long it takes is what is asked")]
    let start = std::time::Instant::now();
    let status = command.status().map_err(|error| format!("{program} cannot be started: {error}"))?;
    let wall = start.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("{program} ended with {status}"));
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    let cpu = seconds(usage.user_time()) + seconds(usage.system_time());
    // Linux counts in units of 1,024 bytes, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1.0 } else { 1024.0 };
    println!("{wall} {cpu} {}", usage.max_rss() as f64 * unit / 1e6);
    Ok(())
}

#[cfg(not(unix))]
pub(crate) fn measure_one(_: &[String]) -> Result<(), String> {
    Err("what a process spends is measured on Linux and macOS only".to_owned())
}
