//! `mingpai print`: what there is to print, and what is told instead of printing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use support::{run, run_well};

#[test]
fn what_can_be_printed_is_listed() {
    let list = run_well(&["print", "--list"]);
    for (name, size) in [("desk-plate", "200×100"), ("badge", "75×25"), ("poster-a1", "594×841")] {
        assert!(list.lines().any(|line| line.contains(name) && line.contains(size)), "{list}");
    }
    // Whoever names nothing is shown what there is.
    assert_eq!(run_well(&["print"]), list);
}

#[test]
fn what_is_wrong_is_told_and_no_file_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (out, data) = (folder.path().join("牌.pdf"), folder.path().join("data"));
    let out = out.to_str().unwrap();
    let database = format!("sqlite:{}?mode=rwc", folder.path().join("empty.db").display());
    let common = ["--database", &database, "--data", data.to_str().unwrap(), "--out", out];
    for (arguments, told) in [
        (vec!["print", "plate", "--unit", "x"], "no layout called “plate”"),
        (vec!["print", "desk-plate"], "--unit"),
        (vec!["print", "desk-plate", "--unit", "x", "--language", "fr"], "zh or zh-en"),
        (vec!["print", "desk-plate", "--unit", "x", "--paper", "a5"], "exact, marks or a4"),
        (vec!["print", "desk-plate", "--unit", "没有的单位"], "no such unit"),
    ] {
        let ran = run(&[arguments.clone(), common.to_vec()].concat());
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(told), "{arguments:?}: {}", ran.err);
    }
    assert!(!std::path::Path::new(out).exists());
}
