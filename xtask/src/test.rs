//! `cargo xtask test`: all that must hold before a change is taken.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::graph::Graph;
use crate::{licences, needs, tidy};

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// What is built and tested: the default members and this crate. What is heavy is no default member and has its own tests.
pub(crate) const LIGHT: [&str; 5] = ["--workspace", "--exclude", "mingpai-bench", "--exclude", "mingpai-press"];
/// The press, which stands on Typst: built apart, so that what it asks of libraries leaves those of the others as they are.
const PRESS: [&str; 2] = ["--package", "mingpai-press"];

/// Runs all steps, the quick ones first; the first that fails ends it.
pub(crate) fn run() -> Result<(), String> {
    let root = root();
    let skipped = root.join("target/skipped.txt");
    let _ = std::fs::create_dir_all(root.join("target"));
    std::fs::write(&skipped, "").map_err(|error| format!("cannot write {}: {error}", skipped.display()))?;

    let mut steps = Steps::default();
    steps.step("format", || {
        cargo(&["fmt", "--all", "--check"], &[]).map_err(|error| format!("{error}; run `cargo fmt --all`"))
    })?;
    steps.step("tidiness, licences, bans, duplicates", only_tidy)?;
    steps.step("lints", || {
        cargo(&[&["clippy", "--locked"], &LIGHT[..], &["--all-targets", "--", "-D", "warnings"]].concat(), &[])
    })?;
    steps.step("lints of the press", || {
        cargo(&[&["clippy", "--locked"], &PRESS[..], &["--all-targets", "--", "-D", "warnings"]].concat(), &[])
    })?;
    let mut needs = None;
    steps.step("what the tests need", || {
        needs = Some(needs::see_to(&root));
        Ok(())
    })?;
    let around = needs.as_ref().map_or(&[] as &[&str], needs::Needs::around);
    let axe = needs.as_ref().and_then(|needs| needs.axe.as_ref()).map(|axe| axe.display().to_string());
    let list = skipped.display().to_string();
    let schemathesis = needs.as_ref().and_then(|needs| needs.schemathesis.as_ref());
    let schemathesis = schemathesis.map(|program| program.display().to_string()).unwrap_or_default();
    let variables = [
        ("MINGPAI_SKIPPED", list.as_str()),
        ("MINGPAI_AXE", axe.as_deref().unwrap_or_default()),
        ("MINGPAI_SCHEMATHESIS", schemathesis.as_str()),
    ];
    // The sheets are printed by the program that the tests of the others start.
    steps.step("the press", || cargo(&[&["build", "--locked"], &PRESS[..]].concat(), &[]))?;
    steps.step("tests of the press", || cargo(&[&["test", "--locked"], &PRESS[..]].concat(), &variables))?;
    steps.step("tests", || cargo_under(around, &[&["test", "--locked"], &LIGHT[..]].concat(), &variables))?;
    for some in [&LIGHT[..], &PRESS[..]] {
        let documented = [&["doc", "--locked", "--no-deps"], some].concat();
        steps.step("documentation", || cargo(&documented, &[("RUSTDOCFLAGS", "-D warnings")]))?;
    }

    println!("\n{}", steps.summary());
    let skipped = std::fs::read_to_string(&skipped).unwrap_or_default();
    let mut lines: Vec<&str> = skipped.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    if lines.is_empty() {
        println!("All passed; nothing was skipped.");
    } else {
        println!("All passed, but for what was skipped because something is not there:");
        lines.iter().for_each(|line| println!("  {line}"));
    }
    Ok(())
}

/// The checks that need no building.
pub(crate) fn only_tidy() -> Result<(), String> {
    let root = root();
    let graph = Graph::read(&root)?;
    let mut problems = tidy::problems(&root, &graph)?;
    problems.extend(licences::problems(&root, &graph)?);
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// Runs cargo, the same one that runs this, with some variables.
pub(crate) fn cargo(arguments: &[&str], variables: &[(&str, &str)]) -> Result<(), String> {
    cargo_under(&[], arguments, variables)
}

/// Runs cargo under another program, which is given first, with its own arguments.
fn cargo_under(around: &[&str], arguments: &[&str], variables: &[(&str, &str)]) -> Result<(), String> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = match around.split_first() {
        Some((first, rest)) => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
        None => Command::new(program),
    };
    command.current_dir(root()).args(arguments).envs(variables.iter().copied());
    let status = command.status().map_err(|error| format!("cargo cannot be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`cargo {}` failed", arguments.join(" "))) }
}

/// The steps so far, and how long each took.
#[derive(Default)]
struct Steps(Vec<(&'static str, f64)>);

impl Steps {
    fn step(&mut self, name: &'static str, run: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
        println!("\n== {name}");
        #[expect(clippy::disallowed_methods, reason = "how long a step took is shown to whoever waits for it")]
        let start = Instant::now();
        run().map_err(|problem| format!("{name}: {problem}"))?;
        self.0.push((name, start.elapsed().as_secs_f64()));
        Ok(())
    }

    fn summary(&self) -> String {
        self.0.iter().map(|(name, seconds)| format!("{seconds:7.1} s  {name}\n")).collect()
    }
}
