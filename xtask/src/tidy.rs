//! Tidiness: who leans on whom, and what may stand in no file.

use std::path::{Path, PathBuf};

use crate::graph::Graph;

/// Which of our crates each crate may lean on; those of its tests left aside. The table of ARCHITECTURE.md.
const MAY_LEAN_ON: &[(&str, &[&str])] = &[
    ("mingpai-words", &[]),
    ("mingpai-terms", &[]),
    ("mingpai-calendar", &[]),
    ("mingpai-plan", &["mingpai-words", "mingpai-terms", "mingpai-calendar"]),
    ("mingpai-facts", &["mingpai-words", "mingpai-plan", "mingpai-calendar"]),
    ("mingpai-measure", &["mingpai-words", "mingpai-terms", "mingpai-plan", "mingpai-calendar", "mingpai-facts"]),
    (
        "mingpai-bundle",
        &["mingpai-words", "mingpai-terms", "mingpai-plan", "mingpai-calendar", "mingpai-facts", "mingpai-measure"],
    ),
    ("mingpai-city", &["mingpai-words", "mingpai-calendar"]),
    ("mingpai-likeness", &[]),
    ("mingpai-charts", &[]),
    ("mingpai-search", &["mingpai-likeness"]),
    ("mingpai-blanks", &["mingpai-words"]),
    ("mingpai-sheets", &["mingpai-words"]),
    ("mingpai-docx", &["mingpai-sheets"]),
    ("mingpai-press", &["mingpai-sheets"]),
    ("mingpai-ledger", &["mingpai-words", "mingpai-terms"]),
    ("mingpai-pages", &["mingpai-words"]),
    (
        "mingpai-web",
        &[
            "mingpai-words",
            "mingpai-terms",
            "mingpai-plan",
            "mingpai-calendar",
            "mingpai-facts",
            "mingpai-measure",
            "mingpai-bundle",
            "mingpai-likeness",
            "mingpai-charts",
            "mingpai-search",
            "mingpai-blanks",
            "mingpai-sheets",
            "mingpai-docx",
            "mingpai-ledger",
            "mingpai-pages",
        ],
    ),
    (
        "mingpai",
        &[
            "mingpai-words",
            "mingpai-terms",
            "mingpai-plan",
            "mingpai-calendar",
            "mingpai-facts",
            "mingpai-measure",
            "mingpai-bundle",
            "mingpai-city",
            "mingpai-ledger",
            "mingpai-sheets",
            "mingpai-web",
        ],
    ),
    ("mingpai-bench", &[]),
    ("xtask", &[]),
];

/// What some crates may not stand on, by the beginning of a name.
const MAY_NOT_KNOW: &[(&str, &[&str])] = &[
    ("mingpai-terms", &["arrow", "parquet", "sqlx", "sea-orm"]),
    ("mingpai-calendar", &["arrow", "parquet", "sqlx", "sea-orm"]),
    ("mingpai-plan", &["arrow", "parquet", "sqlx", "sea-orm"]),
    ("mingpai-measure", &["clap", "axum", "sqlx", "sea-orm"]),
    ("mingpai-facts", &["clap", "axum", "sqlx", "sea-orm"]),
    ("mingpai-likeness", &["arrow", "parquet", "sqlx", "sea-orm", "axum"]),
    ("mingpai-charts", &["arrow", "parquet", "sqlx", "sea-orm", "axum", "serde"]),
    ("mingpai-search", &["arrow", "parquet", "sqlx", "sea-orm", "axum"]),
    ("mingpai-blanks", &["arrow", "parquet", "sqlx", "sea-orm", "axum"]),
    ("mingpai-sheets", &["arrow", "parquet", "sqlx", "sea-orm", "axum", "typst"]),
    ("mingpai-docx", &["arrow", "parquet", "sqlx", "sea-orm", "axum", "typst"]),
    ("mingpai-press", &["arrow", "parquet", "sqlx", "sea-orm", "axum", "hyper", "tokio", "reqwest", "ureq"]),
    ("mingpai-ledger", &["arrow", "parquet", "axum", "hyper"]),
    ("mingpai-pages", &["arrow", "parquet", "sqlx", "sea-orm", "axum", "hyper"]),
];

/// What no default member may stand on: each takes longer to build than all of ours together.
const HEAVY: &[&str] = &["datafusion", "ballista", "typst"];

/// Crates that end in `-sys` and bring along what they bind, or bind what every system has.
const SELF_CONTAINED: &[&str] = &[
    "core-foundation-sys",
    "js-sys",
    "libc-sys",
    "libsqlite3-sys",
    "linux-raw-sys",
    "security-framework-sys",
    "windows-sys",
    "zstd-sys",
];

/// Longer files are named, so that somebody cuts them; a test of many rows may be long.
const LINES_AT_MOST: usize = 480;

/// What is not tidy.
pub(crate) fn problems(root: &Path, graph: &Graph) -> Result<Vec<String>, String> {
    let mut problems = Vec::new();
    leanings(graph, &mut problems);
    let mut files = Vec::new();
    walk(root, root, &mut files).map_err(|error| format!("{}: {error}", root.display()))?;
    for file in &files {
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        let name = file.strip_prefix(root).unwrap_or(file).display().to_string();
        check_text(&name, &text, &mut problems);
    }
    two_commands(root, &mut problems)?;
    Ok(problems)
}

fn leanings(graph: &Graph, problems: &mut Vec<String>) {
    for id in &graph.members {
        let Some(package) = graph.packages.get(id) else { continue };
        let name = package.name.as_str();
        let Some((_, may)) = MAY_LEAN_ON.iter().find(|(known, _)| *known == name) else {
            problems.push(format!(
                "{name} is not in the table of who leans on whom (xtask/src/tidy.rs and ARCHITECTURE.md)"
            ));
            continue;
        };
        for needed in package.needs.iter().filter(|needed| graph.members.contains(*needed)).map(|id| graph.name(id)) {
            if !may.contains(&needed) {
                problems.push(format!("{name} leans on {needed}, which ARCHITECTURE.md does not allow"));
            }
        }
        let heavy: &[&str] = if graph.default_members.contains(id) { HEAVY } else { &[] };
        let unknown = MAY_NOT_KNOW.iter().filter(|(known, _)| *known == name).flat_map(|(_, names)| *names);
        let forbidden: Vec<&&str> = unknown.chain(heavy).collect();
        for needed in graph.stands_on(id) {
            let needed = graph.name(&needed);
            if forbidden.iter().any(|start| needed.starts_with(**start)) {
                problems.push(format!("{name} may know nothing of {needed}"));
            }
            if needed.ends_with("-sys") && !SELF_CONTAINED.contains(&needed) {
                problems.push(format!("{name} needs {needed}, which may need a library of the system"));
            }
        }
    }
}

/// The files of the project: nothing that was built or made.
fn walk(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            let made = matches!(name.as_str(), "target" | ".git" | "mingpai-demo" | "corpus" | "artifacts" | "shots");
            // The tests have a folder of that name as well.
            if !made && path != root.join("samples") {
                walk(root, &path, files)?;
            }
        } else if name != ".git" {
            // In a work tree beside the checkout it is a file that names a path.
            files.push(path);
        }
    }
    Ok(())
}

fn check_text(name: &str, text: &str, problems: &mut Vec<String>) {
    // Written in two halves, so that this file may be checked as well.
    let hosts =
        ["crates", "pypi", "npmjs"].map(|host| format!("{host}{}", if host == "crates" { ".io" } else { ".org" }));
    let homes = [("/ro", "ot/"), ("/ho", "me/"), ("/wo", "rk/")].map(|(one, two)| format!("{one}{two}"));
    let lock = name == "Cargo.lock" || name.ends_with("/Cargo.lock");
    for (number, line) in text.lines().enumerate() {
        let place = || format!("{name}:{}", number + 1);
        if !lock && let Some(host) = hosts.iter().find(|host| line.contains(host.as_str())) {
            problems.push(format!("{} names a package registry: {host}", place()));
        }
        if let Some(home) = homes.iter().find(|home| line.contains(home.as_str())) {
            problems.push(format!("{} has a path of one machine: {home}", place()));
        }
    }
    if name.ends_with(".rs") {
        let lines = text.lines().count();
        if lines > LINES_AT_MOST {
            problems.push(format!("{name} has {lines} lines; nobody holds more than {LINES_AT_MOST} in the head"));
        }
        if !text.starts_with("//!") && !text.starts_with("#!") {
            problems.push(format!("{name} does not begin by saying what it is (//!)"));
        }
    }
}

/// A fresh machine needs two commands, and both READMEs give the same ones.
fn two_commands(root: &Path, problems: &mut Vec<String>) -> Result<(), String> {
    for name in ["README.md", "README.zh-CN.md"] {
        let text = std::fs::read_to_string(root.join(name)).map_err(|error| format!("{name}: {error}"))?;
        let first = text.split("```").nth(1).unwrap_or_default();
        let commands: Vec<&str> = first.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if commands != ["cargo run -- demo", "cargo xtask test"] {
            problems.push(format!("{name}: the first block is not the two commands, but {commands:?}"));
        }
    }
    Ok(())
}
