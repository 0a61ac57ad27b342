//! The press: a thousand badges next to XeLaTeX with the same sheet, ten thousand alone, and what a preview waits for.

mod badges;
mod preview;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::contests::Target;
use super::data::Data;
use super::process::{Run, Spent, run};
use super::report;
use super::server::missing;
use crate::test::root;
use badges::{Codes, badge, layout, order, sheet};

pub(crate) const NAME: &str = "press";

const TITLE: &str = "badges as one PDF, each with its own name, post and duties";
/// So many units does a city's list name.
const UNITS: usize = 30;
/// At most so much of the time of XeLaTeX.
const SHARE: f64 = 0.1;
/// At most so many MB for ten thousand.
const MEGABYTES: f64 = 500.0;

/// Builds the press, and has it print.
pub(crate) fn section(quick: bool, rounds: usize) -> Result<String, String> {
    crate::test::cargo(&["build", "--release", "--locked", "-p", "mingpai-press"], &[])?;
    let folder = root().join(if quick { "target/bench-quick/press" } else { "target/bench/press" });
    std::fs::create_dir_all(folder.join("codes")).map_err(|error| format!("{}: {error}", folder.display()))?;
    let program = PathBuf::from(Data::program("mingpai-press"));
    let (some, many) = if quick { (50, 500) } else { (1000, 10_000) };
    let drawn = folder.join("codes");
    let mut text = beside_xelatex(&program, &folder, "list", some, rounds, Codes::OfUnits(UNITS))?;
    text.push_str(&beside_xelatex(&program, &folder, "own", some, rounds, Codes::Given(&drawn))?);
    let run = ours(&program, &folder, "many", many, Codes::Given(&drawn))?;
    let spent = (0..rounds).map(|_| process(&run, NAME)).collect::<Result<Vec<_>, _>>()?;
    text.push_str(&report::table(
        &format!("{many} {TITLE}, and its own code"),
        &["mingpai-press"],
        &[Target::Megabytes(MEGABYTES)],
        &[spent],
    ));
    text.push_str(&preview::section(&program)?);
    Ok(text)
}

fn process(run_: &Run, name: &str) -> Result<Spent, String> {
    eprintln!("{name}: {}", run_.out.file_name().unwrap_or_default().display());
    run(run_)
}

/// The press with an order of so many badges on its standard input.
fn ours(program: &Path, folder: &Path, name: &str, count: usize, codes: Codes<'_>) -> Result<Run, String> {
    let sheets: Vec<Value> = (0..count).map(|number| sheet(&badge(number, codes))).collect();
    let from = folder.join(format!("{name}.json"));
    write(&from, &order(&sheets, &layout("badge")?, "pdf", &json!({})))?;
    Ok(Run { command: vec![program.into()], from: Some(from), out: folder.join(format!("{name}.reply")) })
}

/// A thousand badges, by turns.
fn beside_xelatex(
    program: &Path,
    folder: &Path,
    name: &str,
    count: usize,
    rounds: usize,
    codes: Codes<'_>,
) -> Result<String, String> {
    let own = ours(program, folder, name, count, codes)?;
    let title = match codes {
        Codes::OfUnits(units) => format!("{count} {TITLE}, of {units} units whose codes each program works out"),
        Codes::Given(_) => format!("{count} {TITLE}, and its own code, which XeLaTeX is given as a picture"),
    };
    let needs =
        [("xelatex", "texlive-xetex, texlive-latex-recommended, texlive-latex-extra"), ("pdftotext", "poppler-utils")];
    if let Some(missing) = missing(&needs) {
        let spent = (0..rounds).map(|_| process(&own, NAME)).collect::<Result<Vec<_>, _>>()?;
        return Ok(format!("{}\n{missing}\n", report::table(&title, &["mingpai-press"], &[], &[spent])));
    }
    if let Codes::Given(_) = codes {
        draw_codes(program, folder, count, codes)?;
    }
    let tex = folder.join(format!("{name}.tex"));
    write(&tex, &badges::tex(count, &root().join("crates/press/fonts"), codes))?;
    let command = [
        "xelatex".into(),
        "-interaction=batchmode".into(),
        "-halt-on-error".into(),
        format!("-output-directory={}", folder.display()).into(),
        tex.into(),
    ];
    let theirs = Run { command: command.into(), from: None, out: folder.join("said.txt") };
    let mut spent = [Vec::new(), Vec::new()];
    for round in 1..=rounds {
        // What an earlier run wrote down of its codes is not to help this one.
        let _ = std::fs::remove_file(folder.join(format!("{name}.aux")));
        for (run, spent) in [&own, &theirs].into_iter().zip(&mut spent) {
            eprintln!("{NAME}: round {round} of {rounds}");
            spent.push(process(run, NAME)?);
        }
        if round == 1 {
            same_pages(folder, name, count)?;
        }
    }
    Ok(report::table(&title, &["mingpai-press", "XeLaTeX, one run"], &[Target::Wall(SHARE)], &spent))
}

/// A picture of each code, which XeLaTeX needs not work out: the press draws it, one order after the other.
fn draw_codes(program: &Path, folder: &Path, count: usize, codes: Codes<'_>) -> Result<(), String> {
    let mut alone = layout("badge")?;
    if let Some(row) = alone.as_object_mut() {
        row.extend([("width".to_owned(), json!(25.0)), ("template".to_owned(), json!("code-alone"))]);
    }
    let templates = json!({ "code-alone": badges::CODE_ALONE });
    let mut press = preview::Running::start(program)?;
    for number in 0..count {
        let files = press.print(&order(&[sheet(&badge(number, codes))], &alone, "pdf", &templates))?;
        let file = files.first().ok_or("the press gave no code")?;
        let path = folder.join(format!("codes/{number}.pdf"));
        std::fs::write(&path, file).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// Sees to it that both have the same texts on as many pages, whatever the order in which a page's texts are written.
fn same_pages(folder: &Path, name: &str, count: usize) -> Result<(), String> {
    let reply = folder.join(format!("{name}.reply"));
    let reply = std::fs::read(&reply).map_err(|error| format!("{}: {error}", reply.display()))?;
    let start = reply.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let ours = folder.join(format!("{name}-ours.pdf"));
    std::fs::write(&ours, reply.get(start..).unwrap_or_default()).map_err(|error| error.to_string())?;
    let pages = |pdf: &Path| -> Result<Vec<String>, String> {
        let output = Command::new("pdftotext").arg("-raw").arg(pdf).arg("-").stderr(Stdio::inherit()).output();
        let output = output.map_err(|error| format!("pdftotext cannot be started: {error}"))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let close = |page: &str| {
            // Both dots are the same sign of the typeface.
            let seen =
                page.chars().filter(|sign| !sign.is_whitespace()).map(|sign| if sign == '・' { '·' } else { sign });
            let mut signs: Vec<char> = seen.collect();
            signs.sort_unstable();
            signs.into_iter().collect()
        };
        Ok(text.trim_end_matches('\u{c}').split('\u{c}').map(close).collect())
    };
    let (ours, theirs) = (pages(&ours)?, pages(&folder.join(format!("{name}.pdf")))?);
    if ours.len() != count || theirs.len() != count {
        return Err(format!("{count} badges on {} pages here, on {} there", ours.len(), theirs.len()));
    }
    match ours.iter().zip(&theirs).position(|(ours, theirs)| ours != theirs) {
        None => Ok(()),
        Some(page) => Err(format!("page {page} differs: {:?} here, {:?} there", ours.get(page), theirs.get(page))),
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let at = |error| format!("cannot write {}: {error}", path.display());
    std::fs::write(path, text).map_err(at)
}

#[cfg(test)]
mod tests {
    use super::badges::{Codes, badge};

    #[test]
    fn no_two_badges_of_a_thousand_are_the_same() {
        let names: std::collections::BTreeSet<String> =
            (0..1000).map(|number| badge(number, Codes::OfUnits(1)).name).collect();
        assert_eq!(names.len(), 1000);
    }
}
