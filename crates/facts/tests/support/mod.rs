//! What the tests of case records share: plans, files in a folder of their own, and facts as texts one can compare.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

pub mod desk;
pub mod records;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use calendar::Instant;
use facts::{BadRow, Coded, FactBatch, FactsError, Field, FileRecords, Records, Role, Wanted, texts};
use plan::Source;

/// The mapping that stands in a plan's `[source]`.
pub fn source(text: &str) -> Source {
    plan::Plan::parse(&format!("[source]\n{text}\n[calendar]\nbase = \"weekdays\"\ntime_zone = \"Asia/Shanghai\"\n"))
        .unwrap()
        .source
}

/// A file with this content in a folder.
pub fn file(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path
}

pub fn field(name: &str, role: Role) -> Field {
    Field { name: name.to_owned(), role }
}

/// Everything there is, with these fields.
pub fn all(fields: &[Field]) -> Wanted {
    let fields = fields.to_vec();
    Wanted { actor: true, service: true, unit: true, channel: true, fields, as_text: false, lines: true }
}

/// One fact, each part as text, and empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fact {
    pub case: String,
    pub at: String,
    pub activity: String,
    pub mark: String,
    pub actor: String,
    pub service: String,
    pub unit: String,
    pub channel: String,
    pub fields: Vec<String>,
    pub line: u64,
    /// Which of the records' files it comes from.
    pub file: u32,
}

fn coded(column: Option<&Coded>, row: usize) -> String {
    column
        .filter(|column| column.is_valid(row))
        .map(|column| texts(column).value(usize::try_from(column.keys().value(row)).unwrap()).to_owned())
        .unwrap_or_default()
}

fn field_text(column: &ArrayRef, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    match column.data_type() {
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Timestamp(..) => Instant(column.as_primitive::<TimestampMicrosecondType>().value(row)).to_string(),
        _ => coded(column.as_dictionary_opt(), row),
    }
}

fn add(facts: &mut Vec<Fact>, batch: &FactBatch, file: u32) {
    for row in 0..batch.len() {
        let at = batch.at.as_ref().filter(|at| at.is_valid(row));
        facts.push(Fact {
            case: batch.case(row).to_owned(),
            at: at.map(|at| Instant(at.value(row)).to_string()).unwrap_or_default(),
            activity: coded(batch.activity.as_ref(), row),
            mark: coded(batch.mark.as_ref(), row),
            actor: coded(batch.actor.as_ref(), row),
            service: coded(batch.service.as_ref(), row),
            unit: coded(batch.unit.as_ref(), row),
            channel: coded(batch.channel.as_ref(), row),
            fields: batch.fields.iter().map(|column| field_text(column, row)).collect(),
            line: batch.lines.as_ref().map_or(0, |lines| lines.value(row)),
            file,
        });
    }
}

/// All facts of some records in source order, and the rows that could not be read.
pub fn read(records: &dyn Records) -> Result<(Vec<Fact>, Vec<BadRow>), FactsError> {
    let (mut facts, mut bad) = (Vec::new(), Vec::new());
    while let Some(placed) = records.next_part()? {
        let mut sink = |batch: FactBatch| {
            add(&mut facts, &batch, placed.file);
            Ok(())
        };
        bad.extend(placed.part.read(&mut sink)?);
    }
    Ok((facts, bad))
}

/// All facts of some files, of which every row can be read.
pub fn facts_of(paths: &[PathBuf], source: &Source, fields: &[Field]) -> Vec<Fact> {
    let records = FileRecords::open(paths, source, all(fields)).unwrap();
    let (facts, bad) = read(&records).unwrap();
    assert_eq!(bad, [], "every row can be read");
    facts
}

/// What is known of one case, however its source lays it out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// The first service and unit that are named.
    pub service: String,
    pub unit: String,
    /// Of each field the last value.
    pub fields: Vec<String>,
    /// `instant activity actor channel`, by instant; those of the same instant in source order.
    pub events: Vec<String>,
}

/// The cases that facts tell of.
pub fn cases(facts: &[Fact]) -> BTreeMap<String, Case> {
    let mut cases: BTreeMap<String, Case> = BTreeMap::new();
    let mut in_time: Vec<&Fact> = facts.iter().collect();
    in_time.sort_by(|a, b| a.at.cmp(&b.at));
    for fact in in_time.into_iter().filter(|fact| !fact.at.is_empty()) {
        let event = [&fact.at, &fact.activity, &fact.actor, &fact.channel].map(String::as_str).join("|");
        cases.entry(fact.case.clone()).or_default().events.push(event);
    }
    for fact in facts {
        let case = cases.entry(fact.case.clone()).or_default();
        for (known, found) in [(&mut case.service, &fact.service), (&mut case.unit, &fact.unit)] {
            if known.is_empty() {
                known.clone_from(found);
            }
        }
        case.fields.resize(fact.fields.len(), String::new());
        for (known, found) in case.fields.iter_mut().zip(&fact.fields) {
            if !found.is_empty() {
                known.clone_from(found);
            }
        }
    }
    cases
}
