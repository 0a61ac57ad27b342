//! The store is as before or as after: whatever comes in, however often, and wherever the power fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::collections::BTreeMap;

use facts::{FactsError, Role, RowProblem, Store, Taken};
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
    desk.intake(std::slice::from_ref(&january)).unwrap();
    let (one, before) = (desk.bytes(), desk.cases());
    desk.intake(std::slice::from_ref(&february)).unwrap();
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

/// Rows that cannot be read, each in a file of its own: the file, its line, and what is wrong with it.
fn bad_rows() -> Vec<(&'static str, Vec<u8>, u64, RowProblem)> {
    let column = || "时间".to_owned();
    let heading = "办件编号,环节,时间,处理人\n";
    let rows = |rows: &str| format!("{heading}{rows}").into_bytes();
    let many = "9,受理,2025-02-03 09:00,甲\n".repeat(40_000);
    let mut broken = rows("9,受理,2025-02-03 09:00,甲\n9,补正,2025-02-04 09:00,");
    broken.extend_from_slice(b"\xd5\xc5\n");
    vec![
        ("first row", rows("9,受理,昨天,甲\n"), 2, RowProblem::Time { column: column(), value: "昨天".into() }),
        ("no time", rows("9,受理,,甲\n"), 2, RowProblem::NoTime { column: column() }),
        ("no case", rows("9,受理,2025-02-03,甲\n,办结,2025-02-04,甲\n"), 3, RowProblem::NoCase {}),
        ("too short", rows("\n9,受理,2025-02-03\n"), 3, RowProblem::Columns { found: 3, wanted: 4 }),
        ("too long", rows("9,受理,2025-02-03,甲,乙\n"), 2, RowProblem::Columns { found: 5, wanted: 4 }),
        (
            "no such day",
            rows("9,\"受\n理\",2025-02-29,甲\n"),
            2,
            RowProblem::Time { column: column(), value: "2025-02-29".into() },
        ),
        (
            "after a quoted line",
            rows("9,\"受\n理\",2025-02-28,甲\n9,办结,x,甲\n"),
            4,
            RowProblem::Time { column: column(), value: "x".into() },
        ),
        // More than one block, and the bad row is the last of the last one.
        (
            "last row",
            rows(&format!("{many}9,办结,2025-13-01,甲")),
            40_002,
            RowProblem::Time { column: column(), value: "2025-13-01".into() },
        ),
        ("encoding", broken, 3, RowProblem::Encoding { encoding: "UTF-8".into() }),
    ]
}

#[test]
fn a_bad_row_anywhere_changes_nothing_and_is_named() {
    for filled in [false, true] {
        for (name, content, line, problem) in bad_rows() {
            let desk = Desk::new();
            let (january, february) = (desk.file("january.csv", JANUARY), desk.file("february.csv", FEBRUARY));
            if filled {
                desk.intake(&[january]).unwrap();
            }
            let before = desk.bytes();
            let bad = desk.file(&format!("{name}.csv"), content);
            let named = bad.display().to_string();
            for files in [[bad.clone(), february.clone()], [february, bad]] {
                let error = desk.intake(&files).unwrap_err();
                let wanted = FactsError::BadRows { count: 1, file: named.clone(), line, problem: problem.clone() };
                assert_eq!(error, wanted, "{name}");
                let said = error.message().text(words::Language::English);
                assert!(said.contains(&named) && said.contains(&format!("line {line}")), "{said}");
                assert_eq!(desk.bytes(), before, "{name}");
            }
            assert_eq!(desk.store().exists(), filled, "a store for nothing is not made");
        }
    }
}

#[test]
fn bad_rows_can_be_left_out_and_are_told_and_counted() {
    for (name, content, line, problem) in bad_rows() {
        let desk = Desk::new();
        desk.intake(&[desk.file("january.csv", JANUARY)]).unwrap();
        let bad = desk.file(&format!("{name}.csv"), content);
        let files = [desk.file("february.csv", FEBRUARY), bad.clone()];
        let taken = desk.intake_with(&files, true, &mut |_| Ok(())).unwrap();
        let told: Vec<_> = taken.bad_rows.iter().map(|(file, row)| (&**file, row.line, &row.problem)).collect();
        assert_eq!(told, [(&*bad.display().to_string(), line, &problem)], "{name}");
        let counts = |import: facts::Import| import.files.iter().map(|file| file.bad_rows).collect::<Vec<_>>();
        assert_eq!(counts(taken.import.unwrap()), [0, 1], "{name}");
        let mut store = Store::open(&desk.store()).unwrap();
        assert_eq!(store.bad_rows(), 1);
        // The good rows of all files are there: nothing of the bad one is.
        assert_eq!(desk.events("2").len(), 2, "{name}");
        let good = match name {
            "last row" => 40_000,
            "no case" | "after a quoted line" | "encoding" => 1,
            _ => 0,
        };
        assert_eq!(desk.events("9").len(), good, "{name}");
        store.undo(2).unwrap();
        assert_eq!((store.bad_rows(), desk.events("9").len()), (0, 0));
    }
}

#[test]
fn a_time_without_a_zone_stops_even_whoever_leaves_bad_rows_out() {
    let mut desk = Desk::new();
    desk.source = source("case = \"办件编号\"\nactivity = \"环节\"\nat = \"时间\"");
    let january = desk.file("january.csv", JANUARY);
    let error = desk.intake_with(std::slice::from_ref(&january), true, &mut |_| Ok(())).unwrap_err();
    let problem = RowProblem::NoZone { column: "时间".into(), value: "2025-01-06 09:05".into() };
    assert_eq!(error, FactsError::Row { file: january.display().to_string(), line: 2, problem });
    assert!(!desk.store().exists());
}

#[test]
fn a_store_is_filled_with_one_source() {
    let mut desk = Desk::new();
    let january = desk.file("january.csv", JANUARY);
    let february = desk.file("february.csv", FEBRUARY);
    desk.intake(std::slice::from_ref(&january)).unwrap();
    let before = desk.bytes();
    let changed = |key: &str, before: &str, now: &str| FactsError::SourceChanged {
        key: key.into(),
        before: before.into(),
        now: now.into(),
    };
    for (from, to, error) in [
        ("at = \"时间\"", "at = \"办理时间\"", changed("at", "时间", "办理时间")),
        ("Asia/Shanghai", "Asia/Urumqi", changed("time_zone", "Asia/Shanghai", "Asia/Urumqi")),
        ("actor = \"处理人\"", "", changed("actor", "处理人", "–")),
        ("case", "service = \"环节\"\ncase", changed("service", "–", "环节")),
        ("case", "keep = [\"环节\"]\ncase", changed("keep", "–", "环节")),
    ] {
        desk.source = source(&MAPPING.replace(from, to));
        assert_eq!(desk.intake(std::slice::from_ref(&february)).unwrap_err(), error);
        let store = Store::open(&desk.store()).unwrap();
        assert_eq!(store.records(&desk.source, all(&[])).err(), Some(error));
        assert_eq!(desk.bytes(), before);
    }
    // A field that the first import did not store is not there for a later one to ask for.
    desk.source = source(MAPPING);
    desk.fields = vec![field("环节", Role::Text)];
    let error = FactsError::NotKept { field: "环节".into(), kept: String::new() };
    assert_eq!(desk.intake(&[february]).unwrap_err(), error);
    assert_eq!(Store::open(&desk.store()).unwrap().records(&desk.source, all(&desk.fields)).err(), Some(error));
    // A file whose bytes have changed is another file, under whatever name.
    desk.fields.clear();
    let longer = desk.file("january.csv", format!("{JANUARY}2,办结,2025-02-03 09:00,甲\n"));
    assert_eq!(longer, january);
    assert_eq!(desk.intake(&[longer]).unwrap().import.map(|import| import.id), Some(2));
    assert_eq!(desk.cases()["2"].events.len(), 3, "what stands in both is left to whoever measures");
}
