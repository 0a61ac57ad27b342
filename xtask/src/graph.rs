//! The crates of the project and all that they stand on, as `cargo metadata` tells it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// One crate.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: String,
    /// Where it comes from; nothing for our own.
    pub(crate) source: Option<String>,
    /// Ids of the crates that it needs: for itself or its building, and for its tests.
    pub(crate) needs: BTreeSet<String>,
    pub(crate) needs_in_tests: BTreeSet<String>,
}

/// All crates, by id.
pub(crate) struct Graph {
    pub(crate) packages: BTreeMap<String, Package>,
    pub(crate) members: BTreeSet<String>,
    pub(crate) default_members: BTreeSet<String>,
}

impl Graph {
    /// Reads the graph: offline where everything is there, and fetching what is missing (other systems' crates) where not.
    pub(crate) fn read(root: &Path) -> Result<Self, String> {
        let text = metadata(root, true).or_else(|_| metadata(root, false))?;
        let value: Value = serde_json::from_slice(&text).map_err(|error| format!("cargo metadata: {error}"))?;
        let mut graph = Self::of(&value).ok_or_else(|| "cargo metadata has another form than expected".to_owned())?;
        graph.keep_only(&built(root)?);
        Ok(graph)
    }

    /// Leaves out what the lock file names and nobody builds: what is behind features that are off.
    fn keep_only(&mut self, built: &BTreeSet<(String, String)>) {
        self.packages.retain(|_, package| built.contains(&(package.name.clone(), package.version.clone())));
        let there: BTreeSet<String> = self.packages.keys().cloned().collect();
        for package in self.packages.values_mut() {
            package.needs.retain(|id| there.contains(id));
            package.needs_in_tests.retain(|id| there.contains(id));
        }
    }

    fn of(value: &Value) -> Option<Self> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let ids = |key: &str| -> Option<BTreeSet<String>> { value.get(key)?.as_array()?.iter().map(text).collect() };
        let mut packages = BTreeMap::new();
        for package in value.get("packages")?.as_array()? {
            let own = |key: &str| package.get(key).and_then(text);
            packages.insert(
                own("id")?,
                Package {
                    name: own("name")?,
                    version: own("version")?,
                    licence: own("license").unwrap_or_default(),
                    source: own("source"),
                    needs: BTreeSet::new(),
                    needs_in_tests: BTreeSet::new(),
                },
            );
        }
        for node in value.get("resolve")?.get("nodes")?.as_array()? {
            let package = packages.get_mut(node.get("id")?.as_str()?)?;
            for needed in node.get("deps")?.as_array()? {
                let id = needed.get("pkg").and_then(text)?;
                for kind in needed.get("dep_kinds")?.as_array()? {
                    let in_tests = kind.get("kind").and_then(Value::as_str) == Some("dev");
                    (if in_tests { &mut package.needs_in_tests } else { &mut package.needs }).insert(id.clone());
                }
            }
        }
        Some(Self { packages, members: ids("workspace_members")?, default_members: ids("workspace_default_members")? })
    }

    /// A crate and all that it stands on, tests left out.
    pub(crate) fn stands_on(&self, id: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut waiting = vec![id.to_owned()];
        while let Some(id) = waiting.pop() {
            if let (true, Some(package)) = (found.insert(id.clone()), self.packages.get(&id)) {
                waiting.extend(package.needs.iter().cloned());
            }
        }
        found
    }

    /// The name of a crate.
    pub(crate) fn name(&self, id: &str) -> &str {
        self.packages.get(id).map_or("", |package| &package.name)
    }
}

/// Name and version of all that is built, for whatever system.
fn built(root: &Path) -> Result<BTreeSet<(String, String)>, String> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(root).args(["tree", "--locked", "--workspace", "--target", "all"]);
    command.args(["--edges", "normal,build,dev", "--prefix", "none", "--no-dedupe", "--format", "{p}"]);
    let output = command.output().map_err(|error| format!("cargo cannot be started: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let package = |line: &str| {
        let mut words = line.split_whitespace();
        Some((words.next()?.to_owned(), words.next()?.trim_start_matches('v').to_owned()))
    };
    Ok(text.lines().filter_map(package).collect())
}

fn metadata(root: &Path, offline: bool) -> Result<Vec<u8>, String> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(root).args(["metadata", "--format-version", "1", "--locked"]);
    if offline {
        command.arg("--offline");
    }
    let output = command.output().map_err(|error| format!("cargo cannot be started: {error}"))?;
    if output.status.success() { Ok(output.stdout) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}
