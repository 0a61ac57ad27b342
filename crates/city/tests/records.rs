//! The records of the made-up city: the same everywhere, read without a bad row, and showing what they are meant to show.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use city::{City, Counts};
use facts::{Intake, Store};
use measure::{Answer, Machine, Question, calendar_of, measure_store, stored_fields};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use plan::Plan;
use sha2::{Digest, Sha256};
use words::Language;

const CASES: u64 = 4000;

fn write(seed: u64, folder: &Path) -> Counts {
    City::of(seed).with_cases(CASES).write(folder, &mut |_, _| true).expect("the city can be written")
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

fn plan() -> Plan {
    Plan::parse(&City::plan(Language::Chinese)).expect("the city's plan is one")
}

/// A city in a store.
struct Kept {
    folder: tempfile::TempDir,
    counts: Counts,
    store: Store,
}

fn keep(seed: u64) -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let records = folder.path().join("办件数据");
    fs::create_dir(&records).unwrap();
    let counts = write(seed, &records);
    let plan = plan();
    let fields = stored_fields(&plan);
    let mut store = Store::open_or_create(&folder.path().join("store"), &plan.source, [7; 32]).unwrap();
    let intake = Intake { files: &[records], fields: &fields, at: "2026-01-05T01:00:00Z", skip_bad_rows: false };
    // Rows that cannot be read would be an error here.
    let taken = store.intake(&plan.source, &intake, &mut |_| Ok(())).expect("every row can be read");
    let events: u64 = taken.import.unwrap().files.iter().map(|file| file.events).sum();
    assert_eq!(events, counts.events);
    Kept { folder, counts, store }
}

fn ask(kept: &Kept, split: bool) -> Answer {
    let plan = plan();
    let calendar = calendar_of(&plan.calendar, None, &[]).unwrap();
    let split = split.then(City::improved);
    let question = Question { split, ..Question::of(&plan, &calendar) };
    let machine = Machine { threads: 2, memory_bytes: 64 << 20, stop: &AtomicBool::new(false) };
    measure_store(&kept.store, &question, &machine, &|records| records).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [one, again, other] = &folders;
    assert_eq!(write(7, one.path()), write(7, again.path()));
    write(8, other.path());
    let (first, second) = (files(one.path()), files(again.path()));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert!(second[name] == *bytes, "{name} differs");
    }
    assert!(first["表6_事项受理_2024年.csv"] != files(other.path())["表6_事项受理_2024年.csv"]);
    // On every machine. The workbook and the Parquet files also hang on how their crates compress, and are left out.
    let mut hash = Sha256::new();
    for (name, bytes) in first.iter().filter(|(name, _)| name.ends_with(".csv")) {
        hash.update(name);
        hash.update(bytes);
    }
    let hash: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, "b64f7ee1e93114b3be4d83fb486d89e7e897fd3c89fd1ea346f1786f288ce507");
}

#[test]
fn both_plans_are_plans_and_read_the_records_alike() {
    let [zh, en] = [Language::Chinese, Language::English].map(|language| Plan::parse(&City::plan(language)).unwrap());
    assert_eq!(zh.source, en.source);
    for plan in [zh, en] {
        let mut ids: Vec<_> = plan.promises.iter().map(|promise| promise.id.0.clone()).collect();
        ids.dedup();
        assert_eq!(ids.len(), 24);
        assert!(plan.promises.iter().all(|promise| promise.words.zh.is_some() && promise.words.en.is_some()));
    }
}

#[test]
fn every_case_is_read_and_every_promise_has_cases() {
    let kept = keep(7);
    let answer = ask(&kept, false);
    assert_eq!(kept.counts.cases, CASES);
    assert_eq!((answer.survey.cases, answer.survey.events), (kept.counts.cases, kept.counts.events));
    assert_eq!(answer.scorecards.len(), 24);
    for card in &answer.scorecards {
        assert!(card.share.is_some(), "{} has no settled case", card.promise);
        assert_eq!(card.counts.of(terms::Outcome::NoDue), 0, "{}", card.promise);
    }
    let in_scope: u64 = answer.scorecards.iter().map(|card| card.counts.cases()).sum();
    assert_eq!(in_scope, CASES);
}

#[test]
fn two_units_improve_and_it_shows() {
    let answer = ask(&keep(7), true);
    let mut changes: Vec<(f64, &str)> = answer
        .comparisons
        .iter()
        .map(|comparison| {
            let share = comparison.share.expect("both sides have cases");
            (share.value, comparison.after.promise.0.as_str())
        })
        .collect();
    changes.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut best: Vec<&str> = changes[..2].iter().map(|(_, promise)| *promise).collect();
    best.sort_unstable();
    assert_eq!(best, ["人社暖心办", "安居一证通"]);
    for comparison in answer.comparisons.iter().filter(|comparison| best.contains(&comparison.after.promise.0.as_str()))
    {
        let share = comparison.share.unwrap();
        assert!(share.is_shown() && share.value > 0.05, "{}: {share:?}", comparison.after.promise);
    }
}

#[test]
fn nothing_personal_is_stored() {
    let kept = keep(7);
    // What must not be found: names, identity numbers and telephones of all who applied, and names of all who handled.
    let mut personal: Vec<String> = Vec::new();
    for (name, bytes) in files(&kept.folder.path().join("办件数据")) {
        if !name.ends_with(".csv") {
            continue;
        }
        let (text, _, _) = encoding_rs::GB18030.decode(&bytes);
        let mut lines = text.lines();
        let headings: Vec<&str> = lines.next().unwrap().split(',').collect();
        let is_personal = |heading: &str| {
            heading.starts_with("申请人") && heading != "申请人证件类型"
                || matches!(heading, "环节处理人" | "受理人员" | "办理人姓名")
        };
        let columns: Vec<usize> = (0..headings.len()).filter(|column| is_personal(headings[*column])).collect();
        for line in lines {
            let cells: Vec<&str> = line.split(',').collect();
            personal.extend(columns.iter().map(|column| cells[*column].to_owned()).filter(|cell| !cell.is_empty()));
        }
    }
    assert!(personal.iter().any(|text| text.contains('·')) && personal.iter().any(|text| text.contains('䶮')));
    let personal: std::collections::BTreeSet<String> = personal.into_iter().collect();

    let (mut texts, mut units) = (0, 0);
    for entry in fs::read_dir(kept.folder.path().join("store/facts")).unwrap() {
        let file = SerializedFileReader::new(fs::File::open(entry.unwrap().path()).unwrap()).unwrap();
        for row in file.get_row_iter(None).unwrap() {
            for (column, field) in row.unwrap().get_column_iter() {
                if let Field::Str(text) = field {
                    texts += 1;
                    units += usize::from(text == "望澜市䶮溪街道党群服务中心（便民服务大厅）");
                    assert!(!personal.contains(text), "{column} holds {text}");
                }
            }
        }
    }
    // The search sees what is stored: without this the test could not fail.
    assert!(texts > 50_000 && units > 50, "{texts} {units}");
}

#[test]
fn the_records_have_the_faults_of_real_ones() {
    let folder = tempfile::tempdir().unwrap();
    write(7, folder.path());
    let rows = |table: &str| -> Vec<Vec<String>> {
        let all = files(folder.path());
        let of_table = all.iter().filter(|(name, _)| name.starts_with(table) && name.ends_with(".csv"));
        let text = |bytes: &[u8]| encoding_rs::GB18030.decode(bytes).0.into_owned();
        let lines = of_table.flat_map(|(_, bytes)| text(bytes).lines().skip(1).map(str::to_owned).collect::<Vec<_>>());
        lines.map(|line| line.split(',').map(str::to_owned).collect()).collect()
    };
    let many = |rows: &[Vec<String>], is: &dyn Fn(&[String]) -> bool| rows.iter().filter(|row| is(row)).count();
    let accepted = rows("表6");
    let mut cases: Vec<&String> = accepted.iter().map(|row| &row[0]).collect();
    cases.sort();
    let twice = cases.windows(2).filter(|pair| pair[0] == pair[1]).count();
    assert!(twice > 50, "accepted twice: {twice}");
    let steps = rows("表7_事项办理");
    assert!(many(&steps, &|row| row[3].is_empty()) > 100, "steps by nobody");
    assert!(many(&steps, &|row| row[4] == row[5]) > 200, "steps without an end");
    assert!(many(&steps, &|row| row[1] == "退回") > 100, "steps that send back");
    assert!(steps.windows(2).any(|pair| pair[0] == pair[1]), "rows that stand twice");
    let special = rows("表7_特别程序");
    assert!(many(&special, &|row| row[1] == "2" && row[4].is_empty()) > 10, "pauses never ended");
    assert!(many(&special, &|row| row[1] == "1") > 3, "extensions");
    assert!(many(&accepted, &|row| row[6].len() == 8) > 10, "promised as a date");
}
