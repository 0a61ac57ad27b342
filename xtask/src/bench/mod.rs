//! `cargo xtask bench`: how fast the program is, next to others that answer the same question.
//!
//! Every figure of speed that the project names is a line here. Programs take turns, round by round, so that whatever else the
//! machine does falls on all of them alike; each run is a whole process. Where two programs answer the same question their answers
//! are compared before any time is believed.

mod absolutes;
mod answers;
mod browsing;
mod contests;
mod data;
mod first_content;
mod landing;
mod press;
mod process;
mod report;
mod server;

pub(crate) use process::measure_one;

use std::path::PathBuf;

use data::Data;
use process::Spent;

/// What was asked for.
struct Options {
    rounds: usize,
    quick: bool,
    write: Option<PathBuf>,
    only: Vec<String>,
}

pub(crate) const USAGE: &str = "cargo xtask bench [--rounds N] [--quick] [--write FILE] [NAME …]";

impl Options {
    fn of(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self { rounds: 5, quick: false, write: None, only: Vec::new() };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value; {USAGE}"));
            match argument.as_str() {
                "--rounds" => {
                    options.rounds =
                        value()?.parse().ok().filter(|rounds| *rounds > 0).ok_or("--rounds is 1 or more")?;
                }
                "--quick" => (options.quick, options.rounds) = (true, 1),
                "--write" => options.write = Some(PathBuf::from(value()?)),
                other if other.starts_with('-') => return Err(format!("there is no {other}; {USAGE}")),
                name => options.only.push(name.to_owned()),
            }
        }
        Ok(options)
    }
}

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let options = Options::of(arguments)?;
    // It asks the program as the tests build it.
    if matches!(options.only.as_slice(), [only] if only == first_content::NAME) {
        println!("{}", first_content::section()?);
        return Ok(());
    }
    // The press needs none of the logs.
    if matches!(options.only.as_slice(), [only] if only == press::NAME) {
        println!("{}", press::section(options.quick, options.rounds)?);
        return Ok(());
    }
    crate::test::cargo(&["build", "--release", "--locked", "-p", "mingpai", "-p", "mingpai-bench"], &[])?;
    let data = Data::prepare(options.quick)?;
    let all = contests::all(&data);
    let known: Vec<&str> = all
        .iter()
        .map(|contest| contest.name)
        .chain(absolutes::ALL.iter().map(|one| one.name))
        .chain([landing::NAME, browsing::NAME, press::NAME, first_content::NAME])
        .collect();
    if let Some(name) = options.only.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("there is no contest `{name}`; there are {}", known.join(", ")));
    }
    let mut sections = String::new();
    let wanted = |name: &str| options.only.is_empty() || options.only.iter().any(|only| only == name);
    for contest in all.iter().filter(|contest| wanted(contest.name)) {
        (contest.prepare)(&data)?;
        let mut spent: Vec<Vec<Spent>> = vec![Vec::new(); contest.contenders.len()];
        for round in 1..=options.rounds {
            for (contender, spent) in contest.contenders.iter().zip(&mut spent) {
                eprintln!("{}: round {round} of {}, {}", contest.name, options.rounds, contender.name);
                let runs = contender.runs.iter().map(process::run).collect::<Result<Vec<_>, _>>()?;
                spent.push(runs.iter().fold(Spent::default(), |sum, run| sum.and(run)));
            }
            if round == 1 {
                let same = (contest.compare)(&data).map_err(|problem| format!("{}: {problem}", contest.name))?;
                eprintln!("{}: {same}", contest.name);
            }
        }
        let section = report::section(contest, &spent);
        println!("{section}");
        sections.push_str(&section);
    }
    for absolute in absolutes::ALL.iter().filter(|absolute| wanted(absolute.name)) {
        let section = absolutes::section(absolute)?;
        println!("{section}");
        sections.push_str(&section);
    }
    if wanted(landing::NAME) {
        let section = landing::section(&data, options.rounds.min(3))?;
        println!("{section}");
        sections.push_str(&section);
    }
    if wanted(browsing::NAME) {
        let section = browsing::section(&data, options.rounds.min(3))?;
        println!("{section}");
        sections.push_str(&section);
    }
    if wanted(press::NAME) {
        let section = press::section(options.quick, options.rounds)?;
        println!("{section}");
        sections.push_str(&section);
    }
    if wanted(first_content::NAME) {
        let section = first_content::section()?;
        println!("{section}");
        sections.push_str(&section);
    }
    if let Some(path) = &options.write {
        report::write(path, &format!("{}{sections}", report::head(&data, options.rounds)))?;
    }
    Ok(())
}
