//! Case for case the same as reference results, which were computed in two other ways and checked against public tools.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use calendar::{Allowance, Calendar, Due};
use serde_json::Value;
use support::{csv_rows, plan, rows_of, run_well, shared};

type Row = BTreeMap<String, String>;

fn number(row: &Row, column: &str) -> i64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} of {row:?} is a number"))
}

/// A log against the reference of a name.
fn check(log: &str, name: &str) {
    let (Some(log), Some(cases)) = (shared(&format!("logs/{log}")), shared(&format!("reference/{name}.cases.csv")))
    else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (outcomes, process) = (folder.path().join("outcomes.csv"), folder.path().join("process.json"));
    let text = |path: &Path| path.display().to_string();
    let plan = plan(&format!("{name}.toml"));
    run_well(&[
        "measure",
        &text(&log),
        "--plan",
        &text(&plan),
        "--outcomes",
        &text(&outcomes),
        "--process",
        &text(&process),
        "--format",
        "csv",
    ]);
    let reference = |what: &str| csv_rows(&cases.with_file_name(format!("{name}.{what}.csv")));

    let mut found: HashMap<(String, String), Row> = HashMap::new();
    for row in csv_rows(&outcomes) {
        assert!(found.insert((row["promise"].clone(), row["case"].clone()), row).is_none(), "a case stands twice");
    }
    let due: HashMap<String, Row> = reference("due").into_iter().map(|row| (row["case"].clone(), row)).collect();
    let cases = reference("cases");
    assert_eq!(found.keys().filter(|(promise, _)| promise == "days").count(), cases.len());
    for expected in &cases {
        let case = &expected["case"];
        for (promise, elapsed, paused) in [("days", "days", "paused_days"), ("hours", "us", "paused_us")] {
            let row = &found[&(promise.to_owned(), case.clone())];
            for column in ["service", "unit"] {
                assert_eq!(row[column], expected[column], "{column} of {case}");
            }
            assert_eq!(row["steps"], expected["steps"], "steps of {case}");
            assert_eq!(row["handovers"], expected["handover"], "hand-overs of {case}");
            assert_eq!(row["rework"], expected["rework"], "rework of {case}");
            match expected["status"].as_str() {
                "done" => {
                    let same_instant = |column: &str, other: &str| {
                        assert!(row[column].starts_with(&expected[other]), "{column} of {case}")
                    };
                    same_instant("from", "start");
                    same_instant("until", "end");
                    assert_eq!(number(row, "elapsed"), number(expected, elapsed), "{elapsed} of {case}");
                    assert_eq!(number(row, "paused"), number(expected, paused), "{paused} of {case}");
                    assert!(["kept", "broken"].contains(&row["outcome"].as_str()), "{case} is {}", row["outcome"]);
                }
                "open" => {
                    assert!(["running", "overdue"].contains(&row["outcome"].as_str()), "{case} is {}", row["outcome"])
                }
                "no_start" => assert_eq!(row["outcome"], "not_started", "{case}"),
                other => panic!("the reference has the status {other}"),
            }
        }
        if let Some(due) = due.get(case) {
            let row = &found[&("days".to_owned(), case.clone())];
            assert_eq!(row["due"], due["due"], "due of {case}");
            assert_eq!(row["outcome"] == "kept", due["kept"] == "True", "{case} is {}", row["outcome"]);
        }
    }
    assert_eq!(due.len(), cases.iter().filter(|row| row["status"] == "done").count());

    let process: Value = serde_json::from_str(&std::fs::read_to_string(process).unwrap()).unwrap();
    let edges: BTreeMap<(String, String), i64> =
        reference("dfg").iter().map(|row| ((row["from"].clone(), row["to"].clone()), number(row, "count"))).collect();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let found = |edge: &Value| ((text(&edge["from"]), text(&edge["to"])), edge["count"].as_i64().unwrap());
    assert_eq!(process["edges"].as_array().unwrap().iter().map(found).collect::<BTreeMap<_, _>>(), edges);
    let variants: BTreeMap<String, i64> =
        reference("variants").iter().map(|row| (row["variant"].clone(), number(row, "count"))).collect();
    let found = |variant: &Value| {
        let activities: Vec<String> = variant["activities"].as_array().unwrap().iter().map(text).collect();
        (activities.join(" -> "), variant["count"].as_i64().unwrap())
    };
    assert_eq!(process["variants"].as_array().unwrap().iter().map(found).collect::<BTreeMap<_, _>>(), variants);
    for (name, column) in [("handovers", "handover"), ("rework", "rework"), ("events", "steps")] {
        let sum: i64 = cases.iter().map(|row| number(row, column)).sum();
        assert_eq!(process[name].as_i64().unwrap(), sum, "{name}");
    }
}

#[test]
fn receipt() {
    check("receipt.xes.gz", "receipt");
}

#[test]
fn building_permits() {
    check("BPIC15_1.xes.gz", "BPIC15_1");
}

#[test]
fn travel_claims() {
    check("BPI_2020_DomesticDeclarations.xes.gz", "BPI2020_Domestic");
}

#[test]
fn made_up_quirks_on_the_chinese_calendar() {
    check("quirks_cn.csv", "quirks_cn");
}

/// The deadlines that the receipt log itself carries: 952 kept, 377 broken, 105 without an end.
#[test]
fn the_deadlines_of_the_log_itself() {
    let (Some(log), Some(reference)) =
        (shared("logs/receipt.xes.gz"), shared("reference/receipt.official_deadline.csv"))
    else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let outcomes = folder.path().join("outcomes.csv").display().to_string();
    let plan = plan("receipt.toml").display().to_string();
    run_well(&["measure", &log.display().to_string(), "--plan", &plan, "--outcomes", &outcomes]);
    let found = csv_rows(Path::new(&outcomes)).into_iter().filter(|row| row["promise"] == "official");
    let found: HashMap<String, Row> = found.map(|row| (row["case"].clone(), row)).collect();
    let mut counts = BTreeMap::new();
    for expected in csv_rows(&reference) {
        let row = &found[&expected["case"]];
        let outcome = row["outcome"].as_str();
        match expected["status"].as_str() {
            "open" => assert!(["running", "overdue"].contains(&outcome), "{} is {outcome}", expected["case"]),
            "late" => assert_eq!(outcome, "broken", "{}", expected["case"]),
            status => assert_eq!(outcome, status, "{}", expected["case"]),
        }
        if expected["end"].is_empty() {
            assert_eq!(row["elapsed"], "");
        } else if expected["end"] < expected["start"] {
            assert_eq!((outcome, row["elapsed"].as_str()), ("kept", "0"), "{} ends before it begins", expected["case"]);
        }
        *counts.entry(expected["status"].clone()).or_insert(0) += 1;
    }
    assert_eq!(counts, BTreeMap::from([("kept".into(), 952), ("late".into(), 377), ("open".into(), 105)]));
}

/// The same log as CSV, with its columns for attributes, gives the same figures.
#[test]
fn receipt_as_csv_is_receipt() {
    let (Some(xes), Some(csv)) = (shared("logs/receipt.xes.gz"), shared("logs/receipt.csv")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let plan_of_xes = std::fs::read_to_string(plan("receipt.toml")).unwrap();
    let mut of_csv = plan_of_xes.clone();
    for (from, to) in [
        ("case = \"concept:name\"", "case = \"case:concept:name\""),
        ("\"startdate\"", "\"case:startdate\""),
        ("\"enddate\"", "\"case:enddate\""),
        ("due = \"deadline\"", "due = \"case:deadline\""),
    ] {
        assert!(of_csv.contains(from));
        of_csv = of_csv.replace(from, to);
    }
    let of_csv = support::write(folder.path(), "plan.toml", of_csv).display().to_string();
    let measure = |log: &Path, plan: &str| {
        let by = "unit,service,month";
        rows_of(&run_well(&["measure", &log.display().to_string(), "--plan", plan, "--by", by, "--format", "csv"]))
    };
    let expected = measure(&xes, &plan("receipt.toml").display().to_string());
    assert!(expected.len() > 100);
    assert_eq!(measure(&csv, &of_csv), expected);
}

#[test]
fn every_deadline_of_china() {
    let Some(deadlines) = shared("reference/cn_deadlines.csv") else { return };
    let china = Calendar::china().build().unwrap();
    let rows = csv_rows(&deadlines);
    assert_eq!(rows.len(), 16_570);
    for row in rows {
        let start: jiff::civil::Date = row["start"].parse().unwrap();
        let accepted = china.zone().instant_of(start.at(10, 0, 0, 0));
        let days = row["n"].parse().unwrap();
        let due = china.deadline(accepted, Allowance::WorkingDays(days), &[]).unwrap();
        let expected: jiff::civil::Date = row["deadline"].parse().unwrap();
        assert_eq!(due, Due::Day(expected.into()), "{row:?}");
    }
}
