//! Seventeen rows whose figures were worked out by hand, through the whole command.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::path::Path;

use support::{Ran, csv_rows, mingpai, ran, rows_of, write};

/// In 2024 the 4th to the 6th of April were days off, and Sunday the 7th was worked.
const LOG: &str = "\
case,activity,at,service,unit,due
1,accept,2024-03-11 09:00,许可,一科,2024-03-15
1,visit,2024-03-12 09:00,许可,一科,
1,decide,2024-03-15 10:00,许可,一科,
2,accept,2024-03-11 09:00,许可,二科,2024-03-19 09:00
2,visit,2024-03-12 09:00,许可,二科,
2,visit,2024-03-13 09:00,许可,二科,
2,decide,2024-03-19 10:00,许可,二科,
3,accept,2024-03-11 09:00,登记,一科,
4,accept,2024-04-08 09:00,登记,一科,
5,accept,2024-03-29 09:00,登记,二科,
5,decide,2024-04-08 17:00,登记,二科,
6,accept,2024-03-11 09:00,登记,二科,
6,withdraw,2024-03-12 09:00,登记,二科,
7,consult,2024-03-11 09:00,登记,二科,
8,accept,2024-03-27 09:00,许可,二科,
8,decide,2024-04-09 09:00,许可,二科,
8,archive,2024-04-10 09:00,许可,二科,
";

const PLAN: &str = r#"
[source]
case = "case"
activity = "activity"
at = "at"
service = "service"
unit = "unit"
time_zone = "Asia/Shanghai"
[milestones]
accepted = { activities = ["accept"] }
decided = { activities = ["decide"] }
withdrawn = { activities = ["withdraw"] }
visit = { activities = ["visit"] }
[calendar]
base = "cn"
[[promise]]
id = "days"
from = "accepted"
until = "decided"
limit = { working_days = 5 }
[[promise]]
id = "visits"
from = "accepted"
until = "decided"
limit = { count = "visit", at_most = 1 }
[[promise]]
id = "due"
from = "accepted"
until = "decided"
limit = { due = "due" }
"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "log.csv", LOG);
    write(folder.path(), "plan.toml", PLAN);
    folder
}

fn ask(folder: &Path, arguments: &str) -> Ran {
    let ran = ran(&mingpai().args(arguments.split(' ')).current_dir(folder).output().unwrap());
    assert_eq!(ran.code, 0, "{arguments}: {}", ran.err);
    ran
}

/// The columns of scorecards, joined: how many cases, what became of them, the share with its interval, median and 90th percentile.
fn cards(csv: &str, key: &[&str]) -> Vec<String> {
    const SHOWN: [&str; 13] = [
        "promise",
        "cases",
        "kept",
        "broken",
        "overdue",
        "running",
        "withdrawn",
        "not_started",
        "no_due",
        "kept_share",
        "low",
        "high",
        "p50",
    ];
    let row = |row: &std::collections::BTreeMap<String, String>| {
        key.iter().chain(&SHOWN).map(|name| row.get(*name).unwrap().as_str()).collect::<Vec<_>>().join(" ")
    };
    rows_of(csv).iter().map(row).collect()
}

#[test]
fn every_kind_of_outcome_is_counted_as_by_hand() {
    let folder = folder();
    // Days. 1: due Monday the 18th, ended on the fourth working day: kept. 2: on the sixth: broken. 3: never ended: overdue on the 18th.
    // 4: due the 15th of April, after the last record: running. 5: 1, 2, 3, 7 and 8 April: kept on the fifth. 6: withdrawn.
    // 7: never accepted. 8: due the 3rd of April, ended on the eighth day: broken. Two of five: Wilson 0.118 to 0.769.
    // Visits. 2 came twice: broken; 3 and 4 are open. Three of four.
    // Due. 1 ended on its last day, after 97 hours; 2 an hour late; all others carry none.
    let plain = ask(folder.path(), "measure log.csv --plan plan.toml --format csv");
    assert_eq!(
        cards(&plain.out, &[]),
        [
            "days 7 2 2 1 1 1 1 0 0.400000 0.117621 0.769276 5",
            "visits 7 3 1 0 2 1 1 0 0.750000 0.300642 0.954413 0",
            "due 2 1 1 0 0 0 1 5 0.500000 0.094531 0.905469 5820",
        ]
    );
    // Broken counts in the month of the due (8: April, with 5), overdue as well (3: March); what is open has none.
    let by_month = ask(folder.path(), "measure log.csv --plan plan.toml --format csv --by month");
    let days: Vec<String> =
        cards(&by_month.out, &["month"]).into_iter().filter(|card| card.contains(" days ")).collect();
    assert_eq!(
        days,
        [
            "2024-03 days 4 1 1 1 0 1 0 0 0.333333 0.061492 0.792340 4",
            "2024-04 days 2 1 1 0 0 0 0 0 0.500000 0.094531 0.905469 5",
            " days 1 0 0 0 1 0 1 0    ",
        ]
    );
}

#[test]
fn nothing_after_the_day_of_the_figures_is_seen() {
    let folder = folder();
    // At noon on the 15th of March 1 has ended, 2 and 3 are open and not due, 4, 5 and 8 are not there yet.
    let early = "measure log.csv --plan plan.toml --format csv --as-of 2024-03-15T12:00:00+08:00";
    assert_eq!(cards(&ask(folder.path(), early).out, &[])[0], "days 4 1 0 0 2 1 1 0 1.000000 0.206549 1.000000 4");
    // The whole 18th is left for the due; with the 19th 3 is overdue.
    for (day, overdue) in [("2024-03-18T23:59:59+08:00", "0 2"), ("2024-03-19T00:00:00+08:00", "2 0")] {
        let cards = cards(
            &ask(folder.path(), &format!("measure log.csv --plan plan.toml --format csv --as-of {day}")).out,
            &[],
        );
        assert!(cards[0].starts_with(&format!("days 4 1 0 {overdue} ")), "{day}: {}", cards[0]);
    }
}

#[test]
fn every_figure_can_be_followed_to_its_cases() {
    let folder = folder();
    ask(folder.path(), "measure log.csv --plan plan.toml --outcomes outcomes.csv --quiet");
    let outcomes: Vec<String> = csv_rows(&folder.path().join("outcomes.csv"))
        .iter()
        .filter(|row| row["promise"] == "days")
        .map(|row| {
            ["case", "due", "outcome", "elapsed", "month", "steps", "rework"].map(|name| row[name].as_str()).join(" ")
        })
        .collect();
    assert_eq!(
        outcomes,
        [
            "1 2024-03-18 kept 4 2024-03 3 0",
            "2 2024-03-18 broken 6 2024-03 4 1",
            "3 2024-03-18 overdue  2024-03 1 0",
            "4 2024-04-15 running   1 0",
            "5 2024-04-08 kept 5 2024-04 2 0",
            "6 2024-03-18 withdrawn  2024-03 2 0",
            "7  not_started   1 0",
            "8 2024-04-03 broken 8 2024-04 3 0",
        ]
    );
}

#[test]
fn the_same_figures_in_every_form_and_with_little_memory() {
    let folder = folder();
    let by = "measure log.csv --plan plan.toml --by unit,service --format";
    let csv = rows_of(&ask(folder.path(), &format!("{by} csv")).out);
    let json: serde_json::Value = serde_json::from_str(&ask(folder.path(), &format!("{by} json")).out).unwrap();
    let json = json["scorecards"].as_array().unwrap();
    assert_eq!((csv.len(), json.len()), (12, 12));
    for (row, card) in csv.iter().zip(json) {
        for (name, value) in row {
            let number = value.parse::<f64>().ok();
            let same = match &card[name] {
                serde_json::Value::Null => value.is_empty(),
                serde_json::Value::String(text) => text == value,
                other => number.is_some() && other.as_f64() == number,
            };
            assert!(same, "{name}: {value} and {}", card[name]);
        }
    }
    let table = ask(folder.path(), "measure log.csv --plan plan.toml").out;
    let line = table.lines().find(|line| line.starts_with("days")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words[..13].join(" "), "days 7 2 2 1 1 1 1 0 40.0 % 11.8–76.9 %", "{table}");

    let plain = ask(folder.path(), "measure log.csv --plan plan.toml --by month --format csv").out;
    assert_eq!(plain, ask(folder.path(), "measure log.csv --plan plan.toml --by month --format csv --memory 1").out);
}

#[test]
fn bad_rows_are_left_out_when_asked_and_kept_beside_the_file() {
    let folder = folder();
    let good = ask(folder.path(), "measure log.csv --plan plan.toml --format csv").out;
    write(folder.path(), "log.csv", format!("{LOG}9,accept,never,许可,一科,\n,accept,2024-03-11 09:00,许可,一科,\n"));
    let ran = ask(folder.path(), "measure log.csv --plan plan.toml --format csv --skip-bad-rows");
    assert_eq!(ran.out, good);
    assert!(ran.err.contains("2 rows") && ran.err.contains("log.csv.bad.csv"), "{}", ran.err);
    let bad = std::fs::read_to_string(folder.path().join("log.csv.bad.csv")).unwrap();
    let lines: Vec<&str> = bad.lines().collect();
    assert_eq!(lines[0].trim_start_matches('\u{feff}'), "file,line,reason,case,activity,at,service,unit,due");
    assert!(lines[1].starts_with("log.csv,19,") && lines[1].ends_with(",9,accept,never,许可,一科,"), "{bad}");
    assert!(lines[2].starts_with("log.csv,20,") && lines.len() == 3, "{bad}");
}

#[test]
fn before_and_after_a_day() {
    let folder = folder();
    // Cases that began before the 25th of March: one of three kept; from then on one of two. Newcombe: 0.167 − 0.612 and + 0.488.
    let ran = ask(folder.path(), "compare log.csv --plan plan.toml --split 2024-03-25 --format csv");
    let rows = rows_of(&ran.out);
    let row = |side: &str| rows.iter().find(|row| row["promise"] == "days" && row["side"] == side).unwrap();
    let of =
        |side: &str, names: &[&str]| names.iter().map(|name| row(side)[*name].clone()).collect::<Vec<_>>().join(" ");
    let counts = ["cases", "kept", "broken", "overdue", "running", "withdrawn", "not_started"];
    assert_eq!(of("before", &counts), "4 1 1 1 0 1 0");
    assert_eq!(of("after", &counts), "3 1 1 0 1 0 0");
    let difference = ["share_difference", "share_low", "share_high", "median_difference"];
    assert_eq!(of("after", &difference), "0.166667 -0.445781 0.654829 1.000000");
}

#[test]
fn the_sheets_of_a_workbook_are_one_file_in_a_store_and_without_one() {
    let folder = folder();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let heading = LOG.lines().next().unwrap();
    // The second sheet says once more that case 1 came to the desk on the 12th: within one file a repeat counts.
    let again = format!("{heading}\n1,visit,2024-03-12 09:00,许可,一科,\n");
    for (name, rows) in [("三月", LOG), ("四月", again.as_str())] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (row, line) in (0_u32..).zip(rows.lines()) {
            for (column, cell) in (0_u16..).zip(line.split(',')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    workbook.save(folder.path().join("log.xlsx")).unwrap();
    write(folder.path(), "both.csv", format!("{LOG}1,visit,2024-03-12 09:00,许可,一科,\n"));
    ask(folder.path(), "intake log.xlsx --plan plan.toml --store facts");
    let figures =
        |source: &str| cards(&ask(folder.path(), &format!("measure {source} --plan plan.toml --format csv")).out, &[]);
    let one_file = figures("both.csv");
    assert_eq!(figures("log.xlsx"), one_file);
    assert_eq!(figures("--store facts"), one_file);
    assert_ne!(figures("log.csv"), one_file);
}
