//! The figures as a table, and into a document.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::bench::contests::{Contest, Target};
use crate::bench::data::{Data, read};
use crate::bench::process::Spent;
use crate::test::root;

/// The middle one; of two middle ones the lower.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
}

fn range(values: impl Iterator<Item = f64> + Clone) -> String {
    let (low, high) = (values.clone().fold(f64::INFINITY, f64::min), values.fold(0.0, f64::max));
    format!("{low:.2}–{high:.2}")
}

/// A contest as a table, and what its targets came to.
pub(crate) fn section(contest: &Contest, spent: &[Vec<Spent>]) -> String {
    let names: Vec<&str> = contest.contenders.iter().map(|contender| contender.name).collect();
    table(&contest.title, &names, &contest.targets, spent)
}

/// Some programs by their names and what each run of them spent, the second of them being what is measured against.
pub(crate) fn table(title: &str, names: &[&str], targets: &[Target], spent: &[Vec<Spent>]) -> String {
    let middle = |runs: &[Spent]| Spent {
        wall: median(runs.iter().map(|run| run.wall)),
        cpu: median(runs.iter().map(|run| run.cpu)),
        peak: median(runs.iter().map(|run| run.peak)),
    };
    let middles: Vec<Spent> = spent.iter().map(|runs| middle(runs)).collect();
    let against = middles.get(1).or(middles.first()).copied().unwrap_or_default();
    let mut text = format!("\n### {title}\n\n");
    text.push_str("| program | wall s | lowest–highest | CPU s | peak MB | wall ÷ | CPU ÷ | peak ÷ |\n");
    text.push_str("|---|---:|---:|---:|---:|---:|---:|---:|\n");
    for ((name, middle), runs) in names.iter().zip(&middles).zip(spent) {
        let _ = writeln!(
            text,
            "| {} | {:.2} | {} | {:.2} | {:.0} | {:.2} | {:.2} | {:.2} |",
            name,
            middle.wall,
            range(runs.iter().map(|run| run.wall)),
            middle.cpu,
            middle.peak,
            middle.wall / against.wall,
            middle.cpu / against.cpu,
            middle.peak / against.peak
        );
    }
    text.push('\n');
    let ours = middles.first().copied().unwrap_or_default();
    for target in targets {
        let (what, found, most) = match target {
            Target::Wall(most) => ("of its wall time", ours.wall / against.wall, *most),
            Target::Cpu(most) => ("of its CPU time", ours.cpu / against.cpu, *most),
            Target::Peak(most) => ("of its memory", ours.peak / against.peak, *most),
            Target::Megabytes(most) => ("MB", ours.peak, *most),
        };
        let held = if found <= most { "held" } else { "**not held**" };
        let digits = if matches!(target, Target::Megabytes(_)) { 0 } else { 3 };
        let _ = writeln!(text, "- at most {most} {what}: {found:.digits$}, {held}");
    }
    text
}

/// What the figures were measured with.
pub(crate) fn head(data: &Data, rounds: usize) -> String {
    let first = |path: &str, start: &str| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(start)).map(str::to_owned);
        line.and_then(|line| line.split_once(':').map(|(_, value)| value.trim().to_owned())).unwrap_or_default()
    };
    let git = Command::new("git").args(["log", "-1", "--format=%h of %cs"]).current_dir(root()).output();
    let commit = git.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    let memory: u64 = first("/proc/meminfo", "MemTotal").trim_end_matches(" kB").parse().unwrap_or(0);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let versions = read(&Data::script("requirements.txt")).unwrap_or_default();
    let versions = versions.split_whitespace().map(|line| line.replace("==", " ")).collect::<Vec<_>>().join(", ");
    format!(
        "\n{}, {cores} cores, {} GB; commit {commit}; {versions}; {} MB and {} MB of Parquet; median of {rounds}.\n",
        first("/proc/cpuinfo", "model name"),
        memory / 1_000_000,
        data.megabytes("ten.parquet"),
        data.megabytes("fifty.parquet"),
    )
}

const BEGIN: &str = "<!-- bench -->";
const END: &str = "<!-- /bench -->";

/// Writes the figures into a document, between two marks.
pub(crate) fn write(path: &Path, figures: &str) -> Result<(), String> {
    let text = read(path)?;
    let parts = text.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("{} has no {BEGIN} … {END}", path.display()))?;
    std::fs::write(path, format!("{before}{BEGIN}\n{figures}\n{END}{after}"))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}
