//! A store answers from what was written, or says which of its files is not that any more.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{Int32Array, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use facts::{FactsError, Store};
use support::desk::{Desk, FEBRUARY, JANUARY, walk};
use support::{all, read};
use words::Language::{Chinese, English};

fn filled() -> Desk {
    let desk = Desk::new();
    for (name, rows) in [("january.csv", JANUARY), ("february.csv", FEBRUARY)] {
        desk.intake(&[desk.file(name, rows)]).unwrap();
    }
    desk
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    walk(folder, &mut |path| files.push(path.to_owned()));
    files.sort();
    files
}

/// What is said when the facts are asked for; `None` where they are answered from.
fn said(desk: &Desk) -> Option<FactsError> {
    let records = Store::open(&desk.store()).and_then(|store| store.records(&desk.source, all(&[])));
    records.and_then(|records| read(&records).map(|_| ())).err()
}

fn damaged(file: &Path, detail: &str) -> Option<FactsError> {
    Some(FactsError::StoreDamaged { file: file.display().to_string(), detail: detail.into() })
}

/// Takes the notes of how the facts' files were written out of `store.json`, as if the store were of an earlier version.
fn without_notes(desk: &Desk) {
    let path = desk.store().join("store.json");
    let noted = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = noted.lines().filter(|line| !line.contains("\"facts_sha256\"")).collect();
    assert_eq!(lines.len() + 2, noted.lines().count());
    std::fs::write(&path, lines.join("\n")).unwrap();
}

#[test]
fn a_changed_byte_anywhere_in_the_facts_is_told() {
    let desk = filled();
    assert_eq!(said(&desk), None);
    for file in files_in(&desk.store().join("facts")) {
        let whole = std::fs::read(&file).unwrap();
        for place in (0..whole.len()).step_by(7) {
            let mut changed = whole.clone();
            changed[place] ^= 1 << (place % 8);
            std::fs::write(&file, changed).unwrap();
            assert_eq!(said(&desk), damaged(&file, "altered"), "byte {place}");
        }
        for length in [0, 1, whole.len() / 2, whole.len() - 1] {
            std::fs::write(&file, &whole[..length]).unwrap();
            assert_eq!(said(&desk), damaged(&file, "altered"), "{length} bytes");
        }
        std::fs::write(&file, whole).unwrap();
    }
    assert_eq!(said(&desk), None);
}

#[test]
fn facts_that_stand_in_for_others_are_told() {
    let desk = filled();
    let files = files_in(&desk.store().join("facts"));
    std::fs::copy(&files[0], &files[1]).unwrap();
    assert_eq!(said(&desk), damaged(&files[1], "altered"));
}

#[test]
fn a_file_that_is_missing_is_told_in_one_sentence() {
    let desk = filled();
    let file = files_in(&desk.store().join("facts")).remove(0);
    let name = file.display();
    let whole = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let error = said(&desk);
    assert_eq!(error, damaged(&file, "missing"));
    let message = error.unwrap().message();
    assert_eq!(message.text(English), format!("the store's file `{name}` is missing; restore it from a backup"));
    assert_eq!(message.text(Chinese), format!("数据存储的文件“{name}”不见了；请从备份恢复"));

    std::fs::write(&file, &whole[1..]).unwrap();
    let message = said(&desk).unwrap().message();
    let english =
        format!("the store's file `{name}` is damaged: it is not what was written there; restore it from a backup");
    assert_eq!(message.text(English), english);
    assert_eq!(message.text(Chinese), format!("数据存储的文件“{name}”已损坏：与写入时的内容不同；请从备份恢复"));

    // From a backup it comes back.
    std::fs::write(&file, whole).unwrap();
    assert_eq!(said(&desk), None);
}

#[test]
fn the_key_and_the_list_of_imports_are_told_alike() {
    let desk = filled();
    let key = desk.store().join("actor.key");
    let march = [desk.file("march.csv", "办件编号,环节,时间,处理人\n3,办结,2025-03-03 09:00,丙\n")];
    std::fs::write(&key, [7; 31]).unwrap();
    assert_eq!(desk.intake(&march).err(), damaged(&key, "altered"));
    std::fs::remove_file(&key).unwrap();
    assert_eq!(desk.intake(&march).err(), damaged(&key, "missing"));

    let list = desk.store().join("store.json");
    std::fs::write(&list, b"{\"format\": 1, \xff").unwrap();
    assert_eq!(said(&desk), damaged(&list, "altered"));
    std::fs::write(&list, "{\"format\": 1").unwrap();
    let error = said(&desk);
    assert!(matches!(&error, Some(FactsError::StoreDamaged { file, .. }) if *file == list.display().to_string()));
}

#[test]
fn a_store_that_has_not_noted_how_its_facts_were_written_is_still_read() {
    let desk = filled();
    let cases = desk.cases();
    without_notes(&desk);
    assert_eq!(desk.cases(), cases);
    let march = [desk.file("march.csv", "办件编号,环节,时间,处理人\n3,办结,2025-03-03 09:00,丙\n")];
    assert_eq!(desk.intake(&march).unwrap().import.unwrap().id, 3);
    assert_eq!(desk.events("3").len(), 2);
    // What cannot be read at all is told of as the store's file, and not by the name of the file that once came in.
    for file in files_in(&desk.store().join("facts")) {
        let whole = std::fs::read(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        assert_eq!(said(&desk), damaged(&file, "missing"));
        std::fs::write(&file, &whole[..whole.len() - 1]).unwrap();
        assert_eq!(said(&desk), damaged(&file, "altered"));
        // The first page: its header does not end.
        let mut changed = whole.clone();
        changed[4..64].fill(0xff);
        std::fs::write(&file, changed).unwrap();
        assert_eq!(said(&desk), damaged(&file, "altered"));
        std::fs::write(&file, whole).unwrap();
    }
}

#[test]
fn a_derived_table_that_was_changed_is_made_again() {
    let desk = filled();
    let store = Store::open(&desk.store()).unwrap();
    let schema = Arc::new(Schema::new(vec![Field::new("days", DataType::Int32, false)]));
    let make = |days: i32| {
        let writer = store.derive("how long", Arc::clone(&schema)).unwrap();
        let column = Arc::new(Int32Array::from(vec![days; 20]));
        writer.write(&RecordBatch::try_new(Arc::clone(&schema), vec![column]).unwrap()).unwrap();
        writer.finish("a note").unwrap();
    };
    let found = || {
        let derived = store.derived("how long")?;
        assert_eq!(derived.note(), "a note");
        let group = derived.next_group().unwrap().unwrap();
        Some(group[0].clone())
    };
    make(5);
    let folder = desk.store().join("derived");
    let [file] = files_in(&folder).try_into().unwrap();
    let (whole, table) = (std::fs::read(&file).unwrap(), found().unwrap());
    assert_eq!(table.num_rows(), 20);
    assert!(store.derived("how often").is_none());
    for place in 0..whole.len() {
        let mut changed = whole.clone();
        changed[place] ^= 1 << (place % 8);
        std::fs::write(&file, changed).unwrap();
        assert!(found().is_none(), "byte {place}");
    }
    make(5);
    assert_eq!(found(), Some(table.clone()));
    assert_eq!(files_in(&folder), std::slice::from_ref(&file));
    // One that is made otherwise takes its place.
    std::fs::write(&file, &whole[1..]).unwrap();
    make(6);
    assert_ne!(found(), Some(table));
    assert_eq!(files_in(&folder).len(), 1);
    assert!(!file.exists());
    // It is no table of a store in which there is more, and is one again when that was taken back.
    let march = [desk.file("march.csv", "办件编号,环节,时间,处理人\n3,办结,2025-03-03 09:00,丙\n")];
    desk.intake(&march).unwrap();
    let mut more = Store::open(&desk.store()).unwrap();
    assert!(more.derived("how long").is_none());
    more.undo(3).unwrap();
    assert!(more.derived("how long").is_some());
}
