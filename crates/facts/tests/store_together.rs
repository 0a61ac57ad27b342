//! Several who import into the same store at once, which none of them finds there: each is done or is told that somebody else
//! is importing, and the store is whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::path::{Path, PathBuf};
use std::sync::Barrier;

use facts::{FactsError, Intake, Store, Taken};
use support::desk::Desk;

const AT_ONCE: u8 = 8;
const ROUNDS: usize = 60;

/// Takes a file in as a program of its own would, with a key of its own for a new store.
fn intake(folder: &Path, desk: &Desk, file: &PathBuf, key: u8) -> Result<Taken, FactsError> {
    let mut store = Store::open_or_create(folder, &desk.source, [key; 32])?;
    let files = std::slice::from_ref(file);
    let intake = Intake { files, fields: &[], at: "2025-03-01T08:00:00Z", skip_bad_rows: false };
    store.intake(&desk.source, &intake, &mut |_| Ok(()))
}

/// What comes of it when all of them begin at once.
fn at_once(desk: &Desk, files: &[PathBuf]) -> Vec<Result<Taken, FactsError>> {
    let folder = desk.store();
    let (begin, folder) = (Barrier::new(files.len()), &folder);
    std::thread::scope(|scope| {
        let all = (1_u8..).zip(files).map(|(key, file)| {
            let begin = &begin;
            scope.spawn(move || {
                begin.wait();
                intake(folder, desk, file, key)
            })
        });
        let all: Vec<_> = all.collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

fn good_file(desk: &Desk, number: u8) -> PathBuf {
    let rows = format!("办件编号,环节,时间,处理人\n{number},受理,2025-01-06 09:05,甲\n");
    desk.file(&format!("{number}.csv"), rows)
}

fn busy(desk: &Desk) -> FactsError {
    FactsError::StoreBusy { folder: desk.store().display().to_string() }
}

/// The store has what those put in who were told so, all of it under one key, and nothing else lies about.
fn check_whole(desk: &Desk, imports: usize) {
    assert_eq!(Store::open(&desk.store()).unwrap().imports().len(), imports);
    let actors: std::collections::BTreeSet<String> = desk
        .cases()
        .into_values()
        .flat_map(|case| case.events)
        .map(|event| event.split('|').nth(2).unwrap().to_owned())
        .collect();
    assert_eq!((desk.cases().len(), actors.len()), (imports, 1), "{actors:?}");
    assert_eq!(desk.bytes().len(), ["actor.key", "store.json"].len() + imports, "{:?}", desk.bytes().keys());
}

#[test]
fn those_who_make_the_same_store_at_once_are_done_or_told_to_wait() {
    for round in 0..ROUNDS {
        let desk = Desk::new();
        if round % 2 == 1 {
            std::fs::create_dir(desk.store()).unwrap();
        }
        let files: Vec<PathBuf> = (0..AT_ONCE).map(|number| good_file(&desk, number)).collect();
        let mut imports = 0;
        for taken in at_once(&desk, &files) {
            match taken {
                Ok(taken) => imports += usize::from(taken.import.is_some()),
                Err(error) => assert_eq!(error, busy(&desk), "round {round}"),
            }
        }
        assert!(imports > 0, "nobody was let in in round {round}");
        check_whole(&desk, imports);
    }
}

#[test]
fn a_store_that_comes_to_nothing_takes_no_other_along() {
    for round in 0..ROUNDS {
        let desk = Desk::new();
        let bad = desk.file("bad.csv", "办件编号,环节,时间,处理人\n9,受理,昨天,甲\n");
        let files: Vec<PathBuf> =
            (0..AT_ONCE).map(|number| if number % 4 == 0 { good_file(&desk, number) } else { bad.clone() }).collect();
        let mut imports = 0;
        for (taken, file) in at_once(&desk, &files).into_iter().zip(&files) {
            match taken {
                Ok(taken) => imports += usize::from(taken.import.is_some()),
                Err(FactsError::BadRows { .. }) => assert_eq!(*file, bad),
                Err(error) => assert_eq!(error, busy(&desk), "round {round}"),
            }
        }
        // What is there is a store, or nothing at all; and whoever comes next finds nothing in the way.
        if imports == 0 {
            assert!(desk.bytes().is_empty(), "round {round}: {:?}", desk.bytes().keys());
        }
        let last = good_file(&desk, AT_ONCE);
        assert!(intake(&desk.store(), &desk, &last, 0).unwrap().import.is_some());
        check_whole(&desk, imports + 1);
    }
}
