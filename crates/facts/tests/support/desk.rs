//! A folder with a store in it, and the files that go in. The records are made up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use facts::{FactsError, Field, Intake, IntakeStep, Store, Taken, content_hash};
use plan::Source;

use super::{Case, all, cases, file, read, source};

pub const MAPPING: &str = r#"
    case = "办件编号"
    activity = "环节"
    at = "时间"
    actor = "处理人"
    time_zone = "Asia/Shanghai"
"#;
pub const JANUARY: &str = "办件编号,环节,时间,处理人\n\
    1,受理,2025-01-06 09:05,甲\n\
    1,办结,2025-01-08 10:00,乙\n\
    2,受理,2025-01-31 16:00,甲\n";
pub const FEBRUARY: &str = "办件编号,环节,时间,处理人\n\
    2,办结,2025-02-07 11:30,甲\n\
    3,受理,2025-02-10 08:45,丙\n";

/// A folder with a store in it, and the files that go in.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub source: Source,
    pub fields: Vec<Field>,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), source: source(MAPPING), fields: Vec::new() }
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        file(self.folder.path(), name, content)
    }

    pub fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    pub fn intake_with(
        &self,
        files: &[PathBuf],
        skip_bad_rows: bool,
        step: &mut dyn FnMut(IntakeStep) -> Result<(), FactsError>,
    ) -> Result<Taken, FactsError> {
        let mut store = Store::open_or_create(&self.store(), &self.source, [7; 32])?;
        let intake = Intake { files, fields: &self.fields, at: "2025-03-01T08:00:00Z", skip_bad_rows };
        store.intake(&self.source, &intake, step)
    }

    pub fn intake(&self, files: &[PathBuf]) -> Result<Taken, FactsError> {
        self.intake_with(files, false, &mut |_| Ok(()))
    }

    pub fn cases(&self) -> BTreeMap<String, Case> {
        let records = Store::open(&self.store()).unwrap().records(&self.source, all(&self.fields)).unwrap();
        let (facts, bad) = read(&records).unwrap();
        assert_eq!(bad, []);
        cases(&facts)
    }

    /// The events of a case, without the hashes of the actors.
    pub fn events(&self, case: &str) -> Vec<String> {
        let events = self.cases().remove(case).unwrap_or_default().events.into_iter();
        events.map(|event| event.split('|').take(2).collect::<Vec<_>>().join(" ")).collect()
    }

    /// The store's files with the hashes of their bytes; that of an empty lock is no part of its content.
    pub fn bytes(&self) -> BTreeMap<String, String> {
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

pub fn walk(folder: &Path, each: &mut dyn FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, each) } else { each(&path) }
    }
}
