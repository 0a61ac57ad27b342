//! What the tests of the command line share: running the program, and finding what is not part of the project.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

pub mod http;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a run of the program gave.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The program, speaking English, with a home of its own.
pub fn mingpai() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingpai"));
    let home = std::env::temp_dir().join("mingpai-tests-no-home");
    command.env("MINGPAI_LANG", "en").env("MINGPAI_HOME", home).stdin(Stdio::null());
    command
}

pub fn ran(output: &Output) -> Ran {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

/// Runs the program with some arguments.
pub fn run<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Ran {
    ran(&mingpai().args(arguments).output().expect("the program starts"))
}

/// Runs the program, which must end well, and gives what it wrote.
pub fn run_well<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> String {
    let ran = run(arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

/// A plan of the tests.
pub fn plan(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans").join(name)
}

/// A file of the folder that is not part of the project: real logs and reference results. It lies beside the workspace, or
/// where `MINGPAI_SHARED` says. Where there is none the test is skipped, and says so in the list of what was skipped.
pub fn shared(name: &str) -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("MINGPAI_SHARED").map_or_else(|| workspace.join("../shared"), PathBuf::from);
    let path = folder.join(name);
    if path.exists() {
        return Some(path);
    }
    skip(&format!("{name} is not there: {}", std::thread::current().name().unwrap_or("a test")));
    None
}

/// Says that something is skipped, also in the list of what was skipped.
pub fn skip(what: &str) {
    eprintln!("skipped: {what}");
    if let Some(list) = std::env::var_os("MINGPAI_SKIPPED") {
        let file = std::fs::OpenOptions::new().append(true).create(true).open(list);
        let line = format!("{what}\n");
        file.and_then(|mut file| file.write_all(line.as_bytes())).expect("the list of what was skipped can be written");
    }
}

/// A CSV file as rows by column.
pub fn csv_rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    rows_of(&std::fs::read_to_string(path).expect("the file can be read"))
}

/// CSV text as rows by column.
pub fn rows_of(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().expect("there are headings").clone();
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record.expect("a row can be read");
        names.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(row).collect()
}

/// Writes a file into a folder and gives its path.
pub fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file can be written");
    path
}
