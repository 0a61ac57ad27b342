//! The store is as before or as after: whatever comes in, however often, and wherever the power fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use facts::{FactsError, Field, Intake, IntakeStep, Role, RowProblem, Store, Taken, content_hash};
use plan::Source;
use support::{Case, all, cases, field, file, read, source};

const MAPPING: &str = r#"
    case = "办件编号"
    activity = "环节"
    at = "时间"
    actor = "处理人"
    time_zone = "Asia/Shanghai"
"#;
const JANUARY: &str = "办件编号,环节,时间,处理人\n\
    1,受理,2025-01-06 09:05,甲\n\
    1,办结,2025-01-08 10:00,乙\n\
    2,受理,2025-01-31 16:00,甲\n";
const FEBRUARY: &str = "办件编号,环节,时间,处理人\n\
    2,办结,2025-02-07 11:30,甲\n\
    3,受理,2025-02-10 08:45,丙\n";

/// A folder with a store in it, and the files that go in.
struct Desk {
    folder: tempfile::TempDir,
    source: Source,
    fields: Vec<Field>,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), source: source(MAPPING), fields: Vec::new() }
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        file(self.folder.path(), name, content)
    }

    fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    fn intake_with(
        &self,
        files: &[PathBuf],
        skip_bad_rows: bool,
        step: &mut dyn FnMut(IntakeStep) -> Result<(), FactsError>,
    ) -> Result<Taken, FactsError> {
        let mut store = Store::open_or_create(&self.store(), &self.source, [7; 32])?;
        let intake = Intake { files, fields: &self.fields, at: "2025-03-01T08:00:00Z", skip_bad_rows };
        store.intake(&self.source, &intake, step)
    }

    fn intake(&self, files: &[PathBuf]) -> Result<Taken, FactsError> {
        self.intake_with(files, false, &mut |_| Ok(()))
    }

    fn cases(&self) -> BTreeMap<String, Case> {
        let records = Store::open(&self.store()).unwrap().records(&self.source, all(&self.fields)).unwrap();
        let (facts, bad) = read(&records).unwrap();
        assert_eq!(bad, []);
        cases(&facts)
    }

    /// The events of a case, without the hashes of the actors.
    fn events(&self, case: &str) -> Vec<String> {
        let events = self.cases().remove(case).unwrap_or_default().events.into_iter();
        events.map(|event| event.split('|').take(2).collect::<Vec<_>>().join(" ")).collect()
    }

    /// The store's files with the hashes of their bytes; that of an empty lock is no part of its content.
    fn bytes(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        walk(&self.store(), &mut |path| {
            if !path.ends_with("lock") {
                let name = path.strip_prefix(self.store()).unwrap().display().to_string();
                found.insert(name, content_hash(path).unwrap());
            }
        });
        found
    }
}

fn walk(folder: &Path, each: &mut dyn FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, each) } else { each(&path) }
    }
}

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
