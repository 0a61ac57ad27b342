//! Wherever an intake ends too early, the store is as before or as after.
//!
//! The test runs itself again as a child that takes files in and aborts at a certain step, as if the power had failed, and
//! then looks at what the child has left.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use facts::{FactsError, IntakeStep, Store};
use support::desk::{Desk, FEBRUARY, JANUARY};

const MARCH: &str = "办件编号,环节,时间,处理人\n3,办结,2025-03-03 09:00,丙\n";
/// The folder of the child, and the step at which it ends.
const FOLDER: &str = "MINGPAI_TEST_FOLDER";
const ABORT_AT: &str = "MINGPAI_TEST_ABORT_AT";

/// A desk with files to take in, and a store with an import in it where `filled`.
fn desk(filled: bool) -> (Desk, Vec<PathBuf>) {
    let desk = Desk::new();
    if filled {
        desk.intake(&[desk.file("january.csv", JANUARY)]).unwrap();
    }
    let files = vec![desk.file("february.csv", FEBRUARY), desk.file("march.csv", MARCH)];
    (desk, files)
}

/// The steps of taking the files in, in order.
fn steps(filled: bool) -> Vec<IntakeStep> {
    let (desk, files) = desk(filled);
    let mut steps = Vec::new();
    let taken = desk.intake_with(&files, false, &mut |step| {
        steps.push(step);
        Ok(())
    });
    assert_eq!(taken.unwrap().import.unwrap().files.len(), 2);
    steps
}

/// Whether what is told at this step is told after the store has become the new one.
fn is_after(step: IntakeStep) -> bool {
    step == IntakeStep::Writing("manifest renamed")
}

/// What the child does; nothing where the test was not started as one.
#[test]
fn child() {
    let (Some(folder), Ok(last)) = (std::env::var_os(FOLDER), std::env::var(ABORT_AT)) else { return };
    let (folder, last) = (PathBuf::from(folder), last.parse::<usize>().unwrap());
    let source = support::source(support::desk::MAPPING);
    let mut store = Store::open_or_create(&folder.join("store"), &source, [7; 32]).unwrap();
    let files = [folder.join("february.csv"), folder.join("march.csv")];
    let intake = facts::Intake { files: &files, fields: &[], at: "2025-04-01T08:00:00Z", skip_bad_rows: false };
    let mut step = 0;
    let _ = store.intake(&source, &intake, &mut |_| {
        if step == last {
            std::process::abort();
        }
        step += 1;
        Ok(())
    });
}

fn run_child(folder: &Path, abort_at: usize) {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "child", "--test-threads", "1"]).current_dir(folder);
    let ran = child.env(FOLDER, folder).env(ABORT_AT, abort_at.to_string()).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    assert!(!ran.status.success() && !said.contains("panicked"), "the child ended at step {abort_at}: {said}");
}

#[test]
fn a_power_cut_at_any_step_leaves_the_store_as_before_or_as_after() {
    for filled in [false, true] {
        let steps = steps(filled);
        assert!(steps.contains(&IntakeStep::Writing("facts renamed")) && steps.iter().any(|step| is_after(*step)));
        for (number, step) in steps.into_iter().enumerate() {
            let (desk, files) = desk(filled);
            let mut before = Vec::new();
            if filled {
                before.extend_from_slice(Store::open(&desk.store()).unwrap().imports());
            }
            run_child(desk.folder.path(), number);

            let store = Store::open(&desk.store()).unwrap();
            let events = |case: &str| desk.events(case).len();
            if is_after(step) {
                assert_eq!(store.imports().len(), before.len() + 1, "{step:?}");
                assert_eq!(store.imports().last().unwrap().files.len(), 2, "{step:?}");
                assert_eq!((events("2"), events("3")), (1 + usize::from(filled), 2), "{step:?}");
            } else {
                assert_eq!(store.imports(), before, "{step:?}");
                assert_eq!((events("2"), events("3")), (usize::from(filled), 0), "{step:?}");
            }
            // Whoever tries again comes to the same end, and what was left behind is gone.
            let again = desk.intake(&files).unwrap();
            assert_eq!(again.import.is_none(), is_after(step), "{step:?}");
            assert_eq!((events("2"), events("3")), (1 + usize::from(filled), 2), "{step:?}");
            let files = ["actor.key", "store.json"].len() + 2 + usize::from(filled);
            assert_eq!(desk.bytes().len(), files, "{step:?} left {:?}", desk.bytes().keys());
        }
    }
}

#[test]
fn whoever_stops_an_intake_at_any_step_finds_the_store_as_it_is_told() {
    for filled in [false, true] {
        for (number, step) in steps(filled).into_iter().enumerate() {
            let (desk, files) = desk(filled);
            let before = desk.bytes();
            let mut count = 0;
            let taken = desk.intake_with(&files, false, &mut |_| {
                count += 1;
                if count > number { Err(FactsError::Stopped {}) } else { Ok(()) }
            });
            match taken {
                Err(error) => {
                    assert_eq!(error, FactsError::Stopped {});
                    assert!(!is_after(step), "what is done is not called undone");
                    assert_eq!(desk.bytes(), before, "{step:?}");
                    assert_eq!(desk.store().exists(), filled, "{step:?}");
                }
                // Then it was too late to stop.
                Ok(taken) => {
                    assert!(is_after(step) && taken.import.is_some(), "{step:?}");
                    assert_eq!(desk.events("3").len(), 2);
                }
            }
        }
    }
}

#[test]
fn one_imports_at_a_time() {
    let (desk, files) = desk(true);
    let january = [desk.folder.path().join("january.csv")];
    let mut refused = 0;
    desk.intake_with(&files, false, &mut |_| {
        let mut other = Store::open(&desk.store()).unwrap();
        for error in [desk.intake(&january).unwrap_err(), other.undo(1).unwrap_err()] {
            assert_eq!(error, FactsError::StoreBusy { folder: desk.store().display().to_string() });
            refused += 1;
        }
        Ok(())
    })
    .unwrap();
    assert!(refused > 0);
    // A store that was opened before somebody else imported takes their import into account.
    let (mut early, before) = (Store::open(&desk.store()).unwrap(), desk.cases());
    let april = [desk.file("april.csv", "办件编号,环节,时间,处理人\n4,受理,2025-04-01 09:00,丁\n")];
    assert_eq!(desk.intake(&april).unwrap().import.unwrap().id, 3);
    assert_eq!(early.undo(3).unwrap().id, 3);
    assert_eq!(desk.cases(), before);
}

#[test]
fn what_a_store_that_was_never_finished_has_left_is_in_nobodys_way() {
    let leftovers: [&[&str]; 5] = [
        &["facts/"],
        &["facts/", "derived/", "actor.key.new"],
        &["facts/", "derived/", "actor.key.new", "store.json.new"],
        &["facts/", "derived/", "lock", "store.json.new", "facts/0.parquet", "facts/1.parquet.new"],
        &[],
    ];
    for left in leftovers {
        let (desk, files) = desk(false);
        std::fs::create_dir(desk.store()).unwrap();
        for name in left {
            let path = desk.store().join(name);
            if name.ends_with('/') {
                std::fs::create_dir(path).unwrap();
            } else {
                std::fs::write(path, "half of so").unwrap();
            }
        }
        assert!(matches!(Store::open(&desk.store()), Err(FactsError::NoStore { .. })), "{left:?}");
        desk.intake(&files).unwrap();
        assert_eq!(desk.events("3").len(), 2, "{left:?}");
        assert!(!desk.store().join("facts/0.parquet").exists() && !desk.store().join("facts/1.parquet.new").exists());
    }
    // Something else stays what it is.
    let (desk, files) = desk(false);
    std::fs::create_dir(desk.store()).unwrap();
    std::fs::write(desk.store().join("letter.txt"), "Dear").unwrap();
    let error = desk.intake(&files).unwrap_err();
    assert_eq!(error, FactsError::NotAStore { folder: desk.store().display().to_string() });
    assert_eq!(desk.bytes().keys().collect::<Vec<_>>(), ["letter.txt"]);
}
