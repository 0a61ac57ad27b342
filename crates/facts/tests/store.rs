//! The store is as before or as after: whatever comes in, however often, and wherever the power fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::collections::BTreeMap;

use facts::{FactsError, Field, Intake, Role, RowProblem, Store, Taken};
use support::desk::{Desk, FEBRUARY, JANUARY, MAPPING};
use support::{all, field, read, source};

fn notes(taken: &Taken) -> Vec<String> {
    taken.notes.iter().map(|note| note.key().to_owned()).collect()
}

#[test]
fn the_same_bytes_again_are_nothing_new() {
    let desk = Desk::new();
    let january = desk.file("january.csv", JANUARY);
    let copy = desk.file("january (copy).csv", JANUARY);
    let taken = desk.intake(&[january.clone(), copy.clone()]).unwrap();
    assert_eq!(notes(&taken), ["same-file-twice"]);
    let import = taken.import.unwrap();
    assert_eq!((import.id, import.files.len(), import.files[0].events), (1, 1, 3));
    let before = desk.bytes();
    for file in [january, copy] {
        let taken = desk.intake(&[file]).unwrap();
        assert_eq!((taken.import, taken.notes.len()), (None, 1));
        let note = &taken.notes[0];
        assert_eq!(note.key(), "already-imported");
        assert!(note.text(words::Language::English).contains("import 1"), "{}", note.text(words::Language::English));
        assert_eq!(desk.bytes(), before);
    }
}

#[test]
fn a_case_that_goes_on_in_a_later_file_is_one_case() {
    let desk = Desk::new();
    desk.intake(&[desk.file("january.csv", JANUARY)]).unwrap();
    assert_eq!(desk.events("2"), ["2025-01-31T08:00:00Z 受理"]);
    // The whole table again, as offices export it, with what is new.
    let both = format!("{JANUARY}{}", FEBRUARY.split_once('\n').unwrap().1);
    let taken = desk.intake(&[desk.file("february.csv", both)]).unwrap();
    assert_eq!(taken.import.map(|import| (import.id, import.files[0].events)), Some((2, 5)));
    let records = Store::open(&desk.store()).unwrap().records(&desk.source, all(&[])).unwrap();
    let (facts, _) = read(&records).unwrap();
    let of_two: Vec<_> =
        facts.iter().filter(|fact| fact.case == "2").map(|fact| (fact.file, &*fact.activity)).collect();
    // The event that both exports have comes from both, told apart by its file, and the actor's hash is the same.
    assert_eq!(of_two, [(0, "受理"), (1, "受理"), (1, "办结")]);
    let hashes: Vec<_> = facts.iter().filter(|fact| fact.case == "2").map(|fact| &fact.actor).collect();
    assert!(hashes[0].len() == 32 && hashes.iter().all(|hash| *hash == hashes[0]), "{hashes:?}");
    assert_eq!(desk.cases().len(), 3);
}

#[test]
fn an_import_that_is_taken_back_leaves_the_store_as_before() {
    let desk = Desk::new();
    let (january, february) = (desk.file("january.csv", JANUARY), desk.file("february.csv", FEBRUARY));
    desk.intake(&[january.clone()]).unwrap();
    let (one, before) = (desk.bytes(), desk.cases());
    desk.intake(&[february.clone()]).unwrap();
    let mut store = Store::open(&desk.store()).unwrap();
    assert!(matches!(store.undo(7), Err(FactsError::NoImport { id: 7 })));
    assert_eq!(store.undo(2).unwrap().files[0].name, "february.csv");
    assert!(matches!(store.undo(2), Err(FactsError::NoImport { id: 2 })));
    assert_eq!(desk.cases(), before);
    // The list of imports remembers which numbers were given; every other file is as it was, byte for byte.
    let facts_and_key = |mut files: BTreeMap<String, String>| {
        assert!(files.remove("store.json").is_some());
        files
    };
    assert_eq!(facts_and_key(desk.bytes()), facts_and_key(one));
    // It can come in again, under a new number, and an earlier import can be taken back from under it.
    assert_eq!(desk.intake(&[february]).unwrap().import.unwrap().id, 3);
    store.undo(1).unwrap();
    assert_eq!(desk.events("2"), ["2025-02-07T03:30:00Z 办结"]);
    assert_eq!(desk.intake(&[january]).unwrap().import.unwrap().id, 4);
    assert_eq!(desk.events("2"), ["2025-01-31T08:00:00Z 受理", "2025-02-07T03:30:00Z 办结"]);
}
