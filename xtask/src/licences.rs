//! Licences, bans, duplicates and sources, by `deny.toml`, without asking anybody.
//!
//! The file is cargo-deny's, and whoever has that tool can use it as it stands; what is read here is the part that needs no
//! network.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use spdx::{Expression, ParseMode};
use toml::{Table, Value};

use crate::graph::{Graph, Package};

/// Everything that `deny.toml` does not allow.
pub(crate) fn problems(root: &Path, graph: &Graph) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(root.join("deny.toml")).map_err(|error| format!("deny.toml: {error}"))?;
    let rules: Table = text.parse().map_err(|error| format!("deny.toml: {error}"))?;
    let mut problems = Vec::new();
    let foreign: Vec<&Package> = graph.packages.values().filter(|package| package.source.is_some()).collect();
    check_licences(&rules, &foreign, &shipped(graph), &mut problems)?;
    check_bans(&rules, &foreign, &mut problems);
    check_duplicates(&rules, &foreign, &mut problems);
    for package in foreign {
        // The registry may be a mirror; what comes from a repository or another registry has another form.
        if !package.source.as_deref().unwrap_or_default().starts_with("registry+") {
            problems.push(format!("{} {} does not come from the registry", package.name, package.version));
        }
    }
    Ok(problems)
}

/// The list of a section: texts, or tables of which one key is wanted.
fn list(rules: &Table, section: &str, key: &str, wanted: &str) -> BTreeSet<String> {
    let entries = rules.get(section).and_then(|section| section.get(key)).and_then(Value::as_array);
    let text = |entry: &Value| entry.as_str().or_else(|| entry.get(wanted)?.as_str()).map(str::to_owned);
    entries.into_iter().flatten().filter_map(text).collect()
}

/// The names of all crates that our own stand on: what only their tests need is in nothing that is given away.
fn shipped(graph: &Graph) -> BTreeSet<String> {
    let ids = graph.members.iter().flat_map(|id| graph.stands_on(id));
    ids.map(|id| graph.name(&id).to_owned()).collect()
}

/// The licences that are allowed for one crate besides the others; such a crate may only be one that tests need.
fn exceptions(rules: &Table) -> BTreeMap<String, Vec<String>> {
    let entries = rules.get("licenses").and_then(|licences| licences.get("exceptions")).and_then(Value::as_array);
    let exception = |entry: &Value| {
        let licences = entry.get("allow")?.as_array()?.iter().filter_map(Value::as_str).map(str::to_owned);
        Some((entry.get("crate")?.as_str()?.to_owned(), licences.collect()))
    };
    entries.into_iter().flatten().filter_map(exception).collect()
}

fn check_licences(
    rules: &Table,
    packages: &[&Package],
    shipped: &BTreeSet<String>,
    problems: &mut Vec<String>,
) -> Result<(), String> {
    let allowed = list(rules, "licenses", "allow", "");
    if allowed.is_empty() {
        return Err("deny.toml allows no licence at all".to_owned());
    }
    let exceptions = exceptions(rules);
    for name in exceptions.keys() {
        if shipped.contains(name) {
            problems.push(format!("{name} has a licence that is allowed for tests only, and is in what is given away"));
        }
        if !packages.iter().any(|package| package.name == *name) {
            problems.push(format!("deny.toml makes an exception for {name}, which is not there"));
        }
    }
    for package in packages {
        let Package { name, version, licence, .. } = package;
        let own = exceptions.get(name).map(Vec::as_slice).unwrap_or_default();
        let fits = Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|expression| {
            expression.evaluate(|wanted| {
                let id = wanted.license.id();
                id.is_some_and(|id| allowed.contains(id.name) || own.iter().any(|licence| licence == id.name))
            })
        });
        if !fits {
            problems.push(format!("{name} {version} has the licence `{licence}`, which deny.toml does not allow"));
        }
    }
    Ok(())
}

fn check_bans(rules: &Table, packages: &[&Package], problems: &mut Vec<String>) {
    let banned = list(rules, "bans", "deny", "crate");
    let named = packages.iter().filter(|package| banned.contains(&package.name));
    problems.extend(named.map(|package| format!("{} is banned by deny.toml", package.name)));
}

fn check_duplicates(rules: &Table, packages: &[&Package], problems: &mut Vec<String>) {
    let pardoned = list(rules, "bans", "skip", "crate");
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        let is_pardoned =
            pardoned.contains(&package.name) || pardoned.contains(&format!("{}@{}", package.name, package.version));
        if !is_pardoned {
            versions.entry(&package.name).or_default().push(&package.version);
        }
    }
    for (name, versions) in versions.into_iter().filter(|(_, versions)| versions.len() > 1) {
        problems.push(format!("{name} is there in {} versions: {}", versions.len(), versions.join(", ")));
    }
    // A pardon that pardons nothing any more is taken back.
    for pardon in pardoned {
        let (name, version) = pardon.split_once('@').unwrap_or((&pardon, ""));
        let is_there =
            packages.iter().any(|package| package.name == name && (version.is_empty() || package.version == version));
        if !is_there {
            problems.push(format!("deny.toml pardons {pardon}, which is not there"));
        }
    }
}
