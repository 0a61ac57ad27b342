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

#[test]
fn layouts_of_an_office_stand_beside_those_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let (own, config) = (folder.path().join("版式"), folder.path().join("mingpai.toml"));
    std::fs::create_dir(&own).unwrap();
    std::fs::write(&config, format!("[press]\nlayouts = {:?}\n", own.display().to_string())).unwrap();
    let list = || run(&["print", "--list", "--config", config.to_str().unwrap()]);
    let row = "[[layout]]\nname = \"tent-card\"\nzh = \"台卡\"\nen = \"Tent card\"\nwidth = 120\nheight = 80\ntemplate = \"tent\"\nabout = \"promise\"\n";
    std::fs::write(own.join("layouts.toml"), row).unwrap();
    // A template that is not there is told before anything is printed, with the option and the file.
    let ran = list();
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("layouts") && ran.err.contains("tent.typ"), "{}", ran.err);
    std::fs::write(own.join("tent.typ"), "#let face(says, side) = says.brand").unwrap();
    let ran = list();
    assert!(ran.out.contains("tent-card") && ran.out.contains("desk-plate"), "{}{}", ran.out, ran.err);
}
