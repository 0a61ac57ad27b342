//! `mingpai demo`: from nothing to scorecards, and again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use support::{Ran, mingpai, ran, rows_of};

/// Runs a small demo in a folder, as somebody does who stands in it.
fn demo(folder: &Path, more: &[&str]) -> Ran {
    let mut command = mingpai();
    command.current_dir(folder).args(["demo", "--no-serve", "--cases", "3000"]).args(more);
    ran(&command.output().expect("the program starts"))
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_demo_says_that_it_is_made_up_and_shows_its_scorecards() {
    let folder = tempfile::tempdir().unwrap();
    let first = demo(folder.path(), &[]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert_eq!(first.out.lines().next(), Some("This city and all of its figures are made up."));
    assert!(first.out.contains("3,000 cases") && first.out.contains("Easy Road"), "{}", first.out);
    // Nothing is left beside the demo.
    assert_eq!(names(folder.path()), BTreeSet::from(["mingpai-demo".to_owned()]));
    let about = fs::read_to_string(folder.path().join("mingpai-demo/说明.txt")).unwrap();
    assert!(about.contains("虚构") && about.contains("made up"));

    // The commands that it names for the next steps do run.
    let next: Vec<&str> = first.out.lines().filter(|line| line.starts_with("  mingpai ")).collect();
    let run = |line: &str| {
        let words = line.split_whitespace().skip(1);
        let output = mingpai().current_dir(folder.path()).args(words).output().unwrap();
        let ran = ran(&output);
        assert_eq!(ran.code, 0, "{line}: {}", ran.err);
        ran.out
    };
    let months = rows_of(&run(next[0]));
    let units: BTreeSet<&str> = months.iter().map(|row| row["unit"].as_str()).collect();
    assert!(units.len() == 24 && units.contains("望澜市供水集团有限公司㙍头营业所"), "{units:?}");
    assert!(run(next[1]).contains("2024-07-01"));
    assert!(run(next[2]).contains("gbt39046"));

    // The same again is quick, takes nothing in and says the same.
    let again = demo(folder.path(), &[]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.err.contains("nothing new"), "{}", again.err);
    assert_eq!(again.out, first.out);

    // In Chinese the brands have their Chinese names, from the same store.
    let chinese = demo(folder.path(), &["--lang", "zh"]);
    assert_eq!(chinese.out.lines().next(), Some("本城市及其全部数字都是虚构的。"));
    assert!(chinese.out.contains("e路通办") && chinese.err.contains("没有新内容"), "{}", chinese.err);

    // A plan that was changed is measured as it stands, and stays.
    let plan = folder.path().join("mingpai-demo/方案.toml");
    let changed = fs::read_to_string(&plan).unwrap().replace("minutes = 30", "minutes = 1");
    fs::write(&plan, &changed).unwrap();
    let stricter = demo(folder.path(), &["--lang", "zh"]);
    let of_windows = |ran: &Ran| ran.out.lines().find(|line| line.starts_with("e路通办")).unwrap().to_owned();
    assert_ne!(of_windows(&stricter), of_windows(&chinese));
    assert_eq!(fs::read_to_string(&plan).unwrap(), changed);

    // Another seed is another city, in the same place.
    let other = demo(folder.path(), &["--seed", "7", "--lang", "zh"]);
    assert_eq!(other.code, 0, "{}", other.err);
    assert!(other.out.contains("3,000 件") && other.out != stricter.out);
}

#[test]
fn a_folder_of_somebody_elses_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let theirs = folder.path().join("mingpai-demo");
    fs::create_dir(&theirs).unwrap();
    fs::write(theirs.join("letters.txt"), "dear").unwrap();
    let refused = demo(folder.path(), &[]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("--dir"), "{}", refused.err);
    assert_eq!(names(&theirs), BTreeSet::from(["letters.txt".to_owned()]));

    // An empty one will do, and one that can be named otherwise.
    fs::create_dir(folder.path().join("空 文件夹")).unwrap();
    let taken = demo(folder.path(), &["--dir", "空 文件夹"]);
    assert_eq!(taken.code, 0, "{}", taken.err);
    assert!(taken.out.contains("--store '空 文件夹/records/1'"), "{}", taken.out);
}
