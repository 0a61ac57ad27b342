//! What is wrong is told in one sentence that says what to do; nothing is written to standard output, and nothing is changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use support::{Ran, mingpai, ran, write};

const SOURCE: &str = "[source]\ncase = \"case\"\nactivity = \"activity\"\nat = \"at\"\ntime_zone = \"Asia/Shanghai\"\n";
const MILESTONES: &str =
    "[milestones]\naccepted = { activities = [\"accept\"] }\ndecided = { activities = [\"decide\"] }\n";
const REST: &str = "[calendar]\nbase = \"cn\"\n[[promise]]\nid = \"p\"\nfrom = \"accepted\"\nuntil = \"decided\"\nlimit = { working_days = 5 }\n";
const LOG: &str = "case,activity,at\n1,accept,2024-03-11 09:00\n1,decide,2024-03-14 09:00\n";
const XES: &str = "[source]\ncase = \"case:concept:name\"\nactivity = \"concept:name\"\nat = \"time:timestamp\"\n";

/// One thing that is wrong.
struct Wrong {
    what: &'static str,
    files: Vec<(&'static str, Vec<u8>)>,
    plan: String,
    arguments: &'static str,
    /// What the sentence says, in English.
    says: &'static [&'static str],
}

fn plan() -> String {
    format!("{SOURCE}{MILESTONES}{REST}")
}

/// A file, measured by the plan.
fn file(what: &'static str, name: &'static str, bytes: impl Into<Vec<u8>>, says: &'static [&'static str]) -> Wrong {
    let (plan, arguments) = if name.contains(".xes") || name.contains(".ocel") {
        (format!("{XES}{MILESTONES}{REST}"), "measure FILE --plan plan.toml")
    } else {
        (plan(), "measure FILE --plan plan.toml")
    };
    Wrong { what, files: vec![(name, bytes.into())], plan, arguments, says }
}

/// A plan by which a good file is measured.
fn planned(what: &'static str, plan: String, says: &'static [&'static str]) -> Wrong {
    Wrong { what, files: vec![("log.csv", LOG.into())], plan, arguments: "measure FILE --plan plan.toml", says }
}

/// Arguments, beside a good file and a good plan.
fn asked(what: &'static str, arguments: &'static str, says: &'static [&'static str]) -> Wrong {
    Wrong { what, files: vec![("log.csv", LOG.into())], plan: plan(), arguments, says }
}

fn all() -> Vec<Wrong> {
    let lacks_time_zone = SOURCE.replace("time_zone = \"Asia/Shanghai\"\n", "");
    let trace = "<trace><string key=\"concept:name\" value=\"1\"/><event><string key=\"concept:name\" value=\"accept\"/>\
                 <date key=\"time:timestamp\" value=\"2024-03-11T09:00:00+08:00\"/></event></trace>";
    let log = |body: &str| format!("<?xml version=\"1.0\"?><log xes.version=\"1.0\">{body}</log>");
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE log [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
                  <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>\
                  <log><trace><string key=\"concept:name\" value=\"&d;\"/></trace></log>";
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE log [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\
                   <log><trace><string key=\"concept:name\" value=\"&a;\"/></trace></log>";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(log(&trace.repeat(50)).as_bytes()).unwrap();
    let mut gzip = gzip.finish().unwrap();
    gzip.truncate(gzip.len() * 2 / 3);
    let late = LOG.replace("2024-03", "2031-03");
    vec![
        // Files.
        asked("a missing file", "measure nowhere.csv --plan plan.toml", &["nowhere.csv", "there is no file"]),
        asked("a missing plan", "measure log.csv --plan nowhere.toml", &["nowhere.toml"]),
        file("an empty file", "empty.csv", "", &["empty.csv", "empty"]),
        file("nothing but spaces", "blank.csv", "\n \n\n", &["blank.csv"]),
        file("a heading without rows", "heading.csv", "case,activity,at\n", &["no case"]),
        file("an empty workbook", "empty.xlsx", "", &["empty.xlsx", "empty"]),
        file("an empty log", "empty.xes", "", &["empty.xes", "empty"]),
        file("an empty gzip", "empty.xes.gz", "", &["empty.xes.gz", "empty"]),
        file("a workbook that is none", "torn.xlsx", "PK\u{3}\u{4}torn", &["torn.xlsx"]),
        file(
            "a web page",
            "old.xls",
            "<html><table><tr><td>1</td></tr></table></html>",
            &["old.xls", "web page", ".xlsx"],
        ),
        file(
            "a workbook with a password",
            "secret.xlsx",
            "EncryptedPackage"
                .chars()
                .fold(b"\xd0\xcf\x11\xe0".to_vec(), |bytes, letter| [bytes, vec![letter as u8, 0]].concat()),
            &["secret.xlsx", "password"],
        ),
        file("a Parquet file that is none", "torn.parquet", "PAR1torn", &["torn.parquet"]),
        asked("a directory", "measure . --plan plan.toml", &["folder"]),
        file("no time zone in the records", "zone.csv", LOG, &["time zone", "time_zone"])
            .with(format!("{lacks_time_zone}{MILESTONES}{REST}")),
        file(
            "a column that is not there",
            "column.csv",
            LOG.replace("activity", "activty"),
            &["column.csv", "`activity`", "`activty`"],
        ),
        file("a bad row", "row.csv", format!("{LOG}2,accept,yesterday\n"), &["row.csv", "4", "yesterday"]),
        file("a row that is too short", "short.csv", format!("{LOG}2,accept\n"), &["short.csv", "4"]),
        file("a truncated gzip", "torn.xes.gz", gzip, &["torn.xes.gz"]),
        file(
            "a trace without a name",
            "nameless.xes",
            log(&trace.replacen("key=\"concept:name\" value=\"1\"", "key=\"x\" value=\"1\"", 1)),
            &["nameless.xes", "concept:name"],
        ),
        file("half a log", "half.xes", &log(trace).as_bytes()[..150], &["half.xes"]),
        file("an entity bomb", "bomb.xes", laughs, &["bomb.xes", "entit"]),
        file("an entity that reads a file", "outside.xes", outside, &["outside.xes", "entit"]),
        file("a year without a calendar", "late.csv", late, &["2031", "calendar import"]),
        // Plans.
        planned("a plan that is no TOML", "[source".into(), &["plan.toml", "line 1"]),
        planned("an unknown key", plan().replace("limit", "limt"), &["plan.toml", "`limt`", "`limit`"]),
        planned("an unknown calendar", plan().replace("\"cn\"", "\"narnia\""), &["narnia"]),
        planned(
            "an unknown milestone",
            plan().replace("from = \"accepted\"", "from = \"acepted\""),
            &["`acepted`", "`accepted`"],
        ),
        planned(
            "a promise that nobody can begin",
            plan().replace("\"accept\"", "\"acept\""),
            &["`p`", "acept", "`accept`"],
        ),
        // Arguments.
        asked("an unknown command", "mesure log.csv", &["mesure", "measure"]),
        asked("an unknown option", "measure log.csv --plan plan.toml --bye unit", &["--bye", "--by"]),
        asked("an unknown dimension", "measure log.csv --plan plan.toml --by district", &["district"]),
        asked("no plan", "measure log.csv", &["--plan"]),
        asked("an instant that is none", "measure log.csv --plan plan.toml --as-of tomorrow", &["tomorrow", "--as-of"]),
        asked("a date that is none", "compare log.csv --plan plan.toml --split 2024-02-30", &["2024-02-30"]),
        asked("a day that is none", "calendar deadline cn 2024-13-01 --working-days 5", &["2024-13-01"]),
        asked(
            "a year that the calendar does not know",
            "calendar deadline cn 2031-01-05 --working-days 5",
            &["2031", "calendar import"],
        ),
        asked("a store that is not there", "measure --store nowhere --plan plan.toml", &["nowhere", "intake"]),
        asked("no command", "--quiet", &["inspect", "measure"]),
        asked("a file too many", "calendar import a b c", &["`c`"]),
        asked("the same dimension twice", "measure log.csv --plan plan.toml --by unit,unit", &["`unit`", "twice"]),
        asked(
            "a result over the records",
            "measure log.csv --plan plan.toml --outcomes log.csv",
            &["log.csv", "is read"],
        ),
        asked(
            "a result over the plan",
            "measure log.csv --plan plan.toml --process ./plan.toml",
            &["plan.toml", "is read"],
        ),
        asked(
            "two results in one file",
            "measure log.csv --plan plan.toml --outcomes new.csv --process new.csv",
            &["new.csv", "two results"],
        ),
        asked(
            "bad rows over the records",
            "intake log.csv --plan plan.toml --store new --skip-bad-rows --bad-rows log.csv",
            &["log.csv", "is read"],
        ),
        asked("nothing to take back", "intake --store nowhere --undo 3", &["nowhere"]),
        Wrong {
            what: "names of people",
            files: vec![("log.csv", LOG.replace("\n", ",x\n").replacen("at,x", "at,申请人姓名", 1).into())],
            plan: plan().replace("[milestones]", "keep = [\"申请人姓名\"]\n[milestones]"),
            arguments: "intake log.csv --plan plan.toml --store store",
            says: &["申请人姓名"],
        },
    ]
}

impl Wrong {
    fn with(mut self, plan: String) -> Self {
        self.plan = plan;
        self
    }

    /// Runs the program in a folder of its own, where nothing may change.
    fn run(&self, language: &str) -> Ran {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "plan.toml", &self.plan);
        for (name, bytes) in &self.files {
            write(folder.path(), name, bytes);
        }
        let before = contents(folder.path());
        let file = self.files.first().map_or("", |(name, _)| name);
        let arguments = self.arguments.split(' ').map(|word| if word == "FILE" { file } else { word });
        let ran = ran(&mingpai().args(["--lang", language]).args(arguments).current_dir(&folder).output().unwrap());
        assert!(contents(folder.path()) == before, "{} changed something", self.what);
        ran
    }
}

/// All files below a folder.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.insert(path.clone(), Vec::new());
            found.extend(contents(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// One sentence: it begins as an error does and stands on a line of its own, with nothing else.
fn is_one_sentence(ran: &Ran, start: &str) -> bool {
    ran.code == 2 && ran.out.is_empty() && ran.err.starts_with(start) && ran.err.trim_end().lines().count() == 1
}

#[test]
fn what_is_wrong_is_told_in_one_sentence_and_changes_nothing() {
    let mut wrong = Vec::new();
    for row in all() {
        let english = row.run("en");
        let missing: Vec<_> = row.says.iter().filter(|word| !english.err.contains(**word)).collect();
        if !is_one_sentence(&english, "error: ") || !missing.is_empty() {
            wrong.push(format!("{}: {} {:?}\n{}", row.what, english.code, missing, english.err));
        }
        let chinese = row.run("zh");
        if !is_one_sentence(&chinese, "错误：") || chinese.err.contains("{ $") {
            wrong.push(format!("{}: {}\n{}", row.what, chinese.code, chinese.err));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_line_without_an_end_is_told_before_it_fills_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "plan.toml", plan());
    let log = write(folder.path(), "log.csv", "case,activity,at\n1,acc");
    // Two gigabytes that take no room on the disk.
    fs::OpenOptions::new().write(true).open(&log).unwrap().set_len(2 << 30).unwrap();
    let mut command = mingpai();
    command.args(["measure", "log.csv", "--plan", "plan.toml"]).current_dir(&folder);
    let ran = ran(&command.output().unwrap());
    assert!(is_one_sentence(&ran, "error: ") && ran.err.contains("line 2") && ran.err.contains("64 MB"), "{}", ran.err);
}

#[test]
fn an_activity_that_the_records_do_not_have_is_a_warning_that_names_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "plan.toml", plan().replace("[\"decide\"]", "[\"decide\", \"decided\"]"));
    write(folder.path(), "log.csv", LOG);
    let run = |language: &str| {
        let arguments = ["--lang", language, "measure", "log.csv", "--plan", "plan.toml"];
        ran(&mingpai().args(arguments).current_dir(&folder).output().unwrap())
    };
    let english = run("en");
    assert_eq!(english.code, 0, "{}", english.err);
    let warned = english.err.lines().any(|line| {
        line.starts_with("warning: ") && line.contains("`decided`") && line.contains("did you mean `decide`")
    });
    assert!(warned, "{}", english.err);
    let chinese = run("zh");
    assert!(
        chinese.code == 0 && chinese.err.contains("“decided”") && chinese.err.contains("“decide”"),
        "{}",
        chinese.err
    );
}
