//! Times that are named by themselves, next to nothing: examples of our own crates that say how long they took.

use std::process::Command;

use crate::test::root;

/// A time that is named.
pub(crate) struct Absolute {
    pub(crate) name: &'static str,
    title: &'static str,
    package: &'static str,
    example: &'static str,
    /// Milliseconds, at the 99th percentile.
    at_most: f64,
}

/// All of them.
pub(crate) const ALL: [Absolute; 4] = [
    Absolute {
        name: "likeness",
        title: "The nearest of 100,000 brands to a new name",
        package: "mingpai-likeness",
        example: "hundred_thousand",
        at_most: 50.0,
    },
    Absolute {
        name: "search",
        title: "What a search box finds in 100,000 names",
        package: "mingpai-search",
        example: "find_in_hundred_thousand",
        at_most: 20.0,
    },
    Absolute {
        name: "desk",
        title: "From the password to the office's desk, the server's time, 1,000 units",
        package: "mingpai-web",
        example: "desk_of_a_thousand",
        at_most: 100.0,
    },
    Absolute {
        name: "year",
        title: "The pages of a year, the server's time, 500 units, 5,000 activities, 50,000 opinions",
        package: "mingpai-web",
        example: "year_of_a_city",
        at_most: 100.0,
    },
];

/// Runs an example and gives what it says, as a section.
pub(crate) fn section(absolute: &Absolute) -> Result<String, String> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(root()).args(["run", "--quiet", "--release", "--locked", "-p", absolute.package]);
    let output = command.args(["--example", absolute.example]).stderr(std::process::Stdio::inherit()).output();
    let output = output.map_err(|error| format!("cargo cannot be started: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if !output.status.success() {
        return Err(format!("{} failed: {said}", absolute.example));
    }
    let number =
        |before: &str| -> Option<f64> { said.rsplit_once(before)?.1.trim_start().split_once(" ms")?.0.parse().ok() };
    let found = number("99th percentile").ok_or_else(|| format!("{} says no time: {said}", absolute.example))?;
    let held = if found <= absolute.at_most { "held" } else { "**not held**" };
    let most = absolute.at_most;
    Ok(format!(
        "\n### {}\n\n{said}\n\n- at most {most} ms at the 99th percentile: {found:.1}, {held}\n",
        absolute.title
    ))
}
