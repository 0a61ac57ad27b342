//! The national tables, as offices export them: a folder of files, one workbook, one wide table. The cases are made up.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::path::{Path, PathBuf};

use facts::{EXTENDED, FactsError, Field, FileRecords, Role, RowProblem, Store};
use plan::Source;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use support::desk::Desk;
use support::{Fact, all, facts_of, field, file, read, source};

const APPLICATION: &str = "\
办件编号,实施编码,事项名称,申请人姓名,申请人证件号码,申请时间,材料名称,是否收取,收取数量,收取时间
A1,11440000A,施工许可,某某,440100199001010000,20250929T163000,申请表,1,1,20250929T163500
A1,11440000A,施工许可,某某,440100199001010000,20250929T163000,图纸,1,2,20250930T090000
A1,11440000A,施工许可,某某,440100199001010000,20250929T163000,委托书,0,0,20250930T090000
A2,11440000B,食品经营许可,某某,440100199001010000,2025-10-09 08:30:00,申请表,是,1,
A3,11440000A,施工许可,某某,440100199001010000,20251010,,,,
";
const ACCEPTANCE: &str = "\
办件编号,实施编码,受理单位名称,受理人员,受理时间,承诺办结时间,办件类型代码
A1,11440000A,市住建局,某甲,2025093009:05:00,20251020,2
A2,11440000B,市市场监管局,某乙,20251009T090000,8,2
";
const HANDLING: &str = "\
办件编号,业务动作,环节名称,环节处理人,环节开始时间,环节结束时间,环节办理状态代码,特别程序种类代码,特别程序开始时间,启动理由或依据,结束时间
A1,通过,受理,某甲,20250930T090500,20250930T090500,2,,,,
A1,其他,审查,某乙,20250930T100000,20251011T150000,2,2,20251009T100000,专家评审,20251011T150000
A1,其他,审查,某乙,20251013T090000,20251013T090000,1,1,20251013T090000,延期,20251015T090000
A1,通过,决定,某丙,20251014T160000,20251014T160000,2,,,,
A2,通过,受理,某乙,2025-10-09 09:00:00,2025-10-09 09:00:00,2,,,,
A2,其他,现场核查,某丁,2025/10/10 9:00,2025/10/10 9:00,1,02,20251010,听证,
A3,退回,收件,某甲,20251010T103000,20251010T103000,2,,,,
";
const END: &str = "\
办件编号,办理人姓名,办结时间,办件结果描述,结果证照编号
A1,某丙,20251014T163000,准予许可,证0001
";
const RATING: &str = "办件编号,评价渠道,评价时间,满意度代码\nA1,PC端,20251015T080000,1\n";

/// What all of it says, written by hand: of each row the case, what was done or marked and when, and then the service, the
/// unit, the times and the due that it carries.
const EXPECTED: [&str; 20] = [
    // Applications and the papers taken: one was not, of one it is not said when.
    "A1 - | 11440000A 2025-09-29T08:30:00Z",
    "A1 document 2025-09-29T08:35:00Z | 11440000A",
    "A1 - | 11440000A 2025-09-29T08:30:00Z",
    "A1 document 2025-09-30T01:00:00Z | 11440000A",
    "A1 - | 11440000A 2025-09-29T08:30:00Z",
    "A2 - | 11440000B 2025-10-09T00:30:00Z",
    "A3 - | 11440000A 2025-10-09T16:00:00Z",
    // Acceptances: the first promises a day, the end of it; the second a number of days, which is no due.
    "A1 - | 11440000A 市住建局 2025-09-30T01:05:00Z 2025-10-20T15:59:59.999999Z",
    "A2 - | 11440000B 市市场监管局 2025-10-09T01:00:00Z",
    // Steps, a pause with its end, an extension, a pause without an end, and one that was sent back.
    "A1 受理 2025-09-30T01:05:00Z |",
    "A1 审查 2025-09-30T02:00:00Z |",
    "A1 paused 2025-10-09T02:00:00Z |",
    "A1 resumed 2025-10-11T07:00:00Z |",
    "A1 审查 2025-10-13T01:00:00Z |",
    "A1 决定 2025-10-14T08:00:00Z |",
    "A2 受理 2025-10-09T01:00:00Z |",
    "A2 现场核查 2025-10-10T01:00:00Z |",
    "A2 paused 2025-10-09T16:00:00Z |",
    "A3 收件 returned 2025-10-10T02:30:00Z |",
    // The end.
    "A1 - | 2025-10-14T08:30:00Z",
];

fn preset() -> Source {
    source("preset = \"gbt39046\"")
}

fn fields() -> Vec<Field> {
    let time = |name: &str| field(name, Role::Time);
    vec![time("申请时间"), time("受理时间"), time("办结时间"), field("承诺办结时间", Role::Due)]
}

fn told(facts: &[Fact]) -> Vec<String> {
    let text = |fact: &Fact| {
        let what = [&fact.activity, &fact.mark, &fact.at].map(String::as_str);
        let what = what.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        let what = if what.is_empty() { "-" } else { &what };
        let carries = [&fact.service, &fact.unit].into_iter().chain(&fact.fields).filter(|text| !text.is_empty());
        let carries: String = carries.map(|text| format!(" {text}")).collect();
        format!("{} {what} |{carries}", fact.case)
    };
    // Whoever only counts extensions counts them elsewhere.
    facts.iter().filter(|fact| fact.mark != EXTENDED).map(text).collect()
}

fn folder_of(folder: &Path, tables: &[(&str, &str)]) -> PathBuf {
    let folder = folder.join("导出");
    std::fs::create_dir(&folder).unwrap();
    for (name, table) in tables {
        file(&folder, name, table);
    }
    folder
}

const TABLES: [(&str, &str); 5] = [
    ("1 申请.csv", APPLICATION),
    ("2 受理.csv", ACCEPTANCE),
    ("3 办理.csv", HANDLING),
    ("4 办结.csv", END),
    ("5 评价.csv", RATING),
];

#[test]
fn a_folder_of_tables() {
    let temp = tempfile::tempdir().unwrap();
    let folder = folder_of(temp.path(), &TABLES);
    // What Excel and the system leave behind is not looked at.
    file(&folder, "~$3 办理.csv", "\0\0");
    file(&folder, ".DS_Store", "\0\0");
    std::fs::create_dir(folder.join("旧")).unwrap();
    let records = FileRecords::open(std::slice::from_ref(&folder), &preset(), all(&fields())).unwrap();
    let notes: Vec<_> = records.notes().iter().map(|note| note.text(words::Language::Chinese)).collect();
    assert_eq!(notes, [format!("“{}”没有会读取的国标数据表列名，已跳过", folder.join("5 评价.csv").display())]);
    let (facts, bad) = read(&records).unwrap();
    assert_eq!(bad, []);
    assert_eq!(told(&facts), EXPECTED);
    // Who handled a step comes with it, and nobody else's name.
    let actors: Vec<_> = facts.iter().filter(|fact| !fact.actor.is_empty()).map(|fact| &*fact.actor).collect();
    assert!(!actors.contains(&"某某") && actors.contains(&"某丁"), "{actors:?}");
    // Files are told by their headings: their names only say in which order they come.
    let renamed = tempfile::tempdir().unwrap();
    let tables = [("a", END), ("b.txt", RATING), ("c", HANDLING), ("d.dat", APPLICATION), ("e", ACCEPTANCE)];
    let mut found = told(&facts_of(&[folder_of(renamed.path(), &tables)], &preset(), &fields()));
    let mut all = EXPECTED;
    assert_eq!(found.first().map(String::as_str), Some("A1 - | 2025-10-14T08:30:00Z"));
    found.sort();
    all.sort_unstable();
    assert_eq!(found, all);
}

/// What is written `YYYYMMDDThhmmss`, as Excel keeps times.
fn serial(text: &str) -> Option<ExcelDateTime> {
    let (day, time) = text.split_once('T').filter(|_| text.len() == 15)?;
    let number = |text: &str| text.parse::<u16>().unwrap();
    let date = ExcelDateTime::from_ymd(number(&day[..4]), number(&day[4..6]) as u8, number(&day[6..]) as u8).unwrap();
    Some(date.and_hms(number(&time[..2]), number(&time[2..4]) as u8, f64::from(number(&time[4..]))).unwrap())
}

#[test]
fn one_workbook_of_sheets() {
    let temp = tempfile::tempdir().unwrap();
    for (name, serials) in [("texts.xlsx", false), ("serials.xlsx", true)] {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().set_name("说明").unwrap().write_string(0, 0, "某市导出，虚构").unwrap();
        let time = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        for (title, table) in TABLES {
            let sheet = workbook.add_worksheet().set_name(title.trim_end_matches(".csv")).unwrap();
            sheet.write_string(0, 0, title).unwrap();
            let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
            for (row, cells) in rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    let (row, at) = (u32::try_from(row).unwrap() + 1, u16::try_from(column).unwrap());
                    match serial(cell).filter(|_| serials) {
                        Some(value) => sheet.write_datetime_with_format(row, at, &value, &time).unwrap(),
                        None => sheet.write_string(row, at, *cell).unwrap(),
                    };
                }
            }
        }
        let path = temp.path().join(name);
        workbook.save(&path).unwrap();
        let records = FileRecords::open(std::slice::from_ref(&path), &preset(), all(&fields())).unwrap();
        assert_eq!(records.notes().len(), 2, "the sheet of words and the one of ratings are passed over");
        let (facts, bad) = read(&records).unwrap();
        assert_eq!(told(&facts), EXPECTED, "{name}");
        assert_eq!(bad, []);
    }
}

/// The facts of one small table, and the problems of its rows.
fn of_table(table: &str, fields: &[Field]) -> (Vec<String>, Vec<(u64, RowProblem)>) {
    let temp = tempfile::tempdir().unwrap();
    let path = file(temp.path(), "table.csv", table);
    let records = FileRecords::open(&[path], &preset(), all(fields)).unwrap();
    let (facts, bad) = read(&records).unwrap();
    (told(&facts), bad.into_iter().map(|row| (row.line, row.problem)).collect())
}

#[test]
fn times_are_written_in_many_ways_and_all_mean_china() {
    for (written, instant) in [
        ("20250930T090500", "2025-09-30T01:05:00Z"),
        ("2025093009:05:00", "2025-09-30T01:05:00Z"),
        ("2025-09-30 09:05:00", "2025-09-30T01:05:00Z"),
        ("2025-09-30 09:05:00.0", "2025-09-30T01:05:00Z"),
        ("20250930090500", "2025-09-30T01:05:00Z"),
        ("2025/9/30 9:05", "2025-09-30T01:05:00Z"),
        ("2025年9月30日 9时5分", "2025-09-30T01:05:00Z"),
        (" 20250930T090500\t", "2025-09-30T01:05:00Z"),
        ("2025-09-30T09:05:00+08:00", "2025-09-30T01:05:00Z"),
        ("2025-09-30T01:05:00Z", "2025-09-30T01:05:00Z"),
        ("20250930", "2025-09-29T16:00:00Z"),
        ("2025-09-30", "2025-09-29T16:00:00Z"),
    ] {
        let table = format!("办件编号,受理时间,环节名称,环节开始时间\n\tB1\t,{written},受理,{written}\n");
        let told = of_table(&table, &[field("受理时间", Role::Time)]);
        assert_eq!(told, (vec![format!("B1 受理 {instant} | {instant}")], vec![]), "{written}");
    }
    // A plan can say that its tables come from elsewhere.
    let temp = tempfile::tempdir().unwrap();
    let path = file(temp.path(), "a.csv", "办件编号,环节名称,环节开始时间\nB1,受理,20250930T090500\n");
    let urumqi = source("preset = \"gbt39046\"\ntime_zone = \"Asia/Urumqi\"");
    assert_eq!(told(&facts_of(&[path], &urumqi, &[])), ["B1 受理 2025-09-30T03:05:00Z |"]);
}

#[test]
fn a_special_procedure_pauses_unless_it_is_an_extension() {
    let both = vec!["B1 paused 2025-10-09T02:00:00Z |", "B1 resumed 2025-10-11T07:00:00Z |"];
    let (begin, end) = ("20251009T100000", "20251011T150000");
    for (code, begin, end, expected) in [
        ("2", begin, end, both.clone()),
        ("02", begin, end, both.clone()),
        // What is of no kind that we know, or of none, is other than an extension.
        ("", begin, end, both.clone()),
        ("9", begin, end, both.clone()),
        (" 2 ", begin, end, both.clone()),
        ("1", begin, end, vec![]),
        ("01", begin, end, vec![]),
        (" 1 ", begin, end, vec![]),
        ("2", begin, "", both[..1].to_vec()),
        // An end alone ends nothing: in these tables 结束时间 may be that of a step.
        ("2", "", end, vec![]),
        ("", "", "", vec![]),
    ] {
        for heading in ["结束时间", "特别程序结束时间"] {
            let table = format!("办件编号,特别程序种类代码,特别程序开始时间,{heading}\nB1,{code},{begin},{end}\n");
            let mut wanted = vec!["B1 - |"];
            wanted.extend(&expected);
            let (found, bad) = of_table(&table, &[]);
            assert_eq!((found.iter().map(String::as_str).collect(), bad), (wanted, vec![]), "{code} {begin} {end}");
        }
    }
    // Of the two headings the one that says more is meant; a table without kinds has pauses only.
    let table = "办件编号,结束时间,特别程序开始时间,特别程序结束时间\nB1,x,20251009T100000,20251011T150000\n";
    assert_eq!(of_table(table, &[]), (vec!["B1 - |".to_owned(), both[0].to_owned(), both[1].to_owned()], vec![]));
}

#[test]
fn what_the_record_promises_is_days_or_a_day_and_anything_else_says_nothing() {
    for (written, days, due) in [
        ("8", "8", ""),
        ("8个工作日", "8", ""),
        ("15 工作日", "15", ""),
        ("20251020", "", "2025-10-20T15:59:59.999999Z"),
        ("2025-10-20", "", "2025-10-20T15:59:59.999999Z"),
        ("20251020T170000", "", "2025-10-20T09:00:00Z"),
        ("当场办结", "", ""),
        ("", "", ""),
    ] {
        let table = format!("办件编号,受理时间,承诺办结时间\nB1,20250930T090500,{written}\n");
        for (role, expected) in [(Role::Days, days), (Role::Due, due)] {
            let wanted = format!("B1 - | {expected}");
            let wanted = vec![wanted.trim_end().to_owned()];
            assert_eq!(of_table(&table, &[field("承诺办结时间", role)]), (wanted, vec![]), "{written} as {role:?}");
            // From a store too, whatever it was taken for when it was stored.
            for stored_as in [Role::Days, Role::Due, Role::Text] {
                let mut desk = Desk::new();
                desk.source = preset();
                desk.fields = vec![field("承诺办结时间", stored_as)];
                desk.intake(&[desk.file("a.csv", &table)]).unwrap();
                desk.fields = vec![field("承诺办结时间", role)];
                let kept = desk.cases().remove("B1").unwrap();
                assert_eq!(kept.fields, [expected], "{written}: {stored_as:?}, then {role:?}");
            }
        }
    }
}

#[test]
fn a_row_that_cannot_be_read_leaves_no_half_of_itself() {
    let heading = "办件编号,环节名称,环节开始时间,业务动作,特别程序开始时间,结束时间,材料名称,收取时间,办结时间";
    let time = |column: &str| RowProblem::Time { column: column.into(), value: "x".into() };
    for (row, problem) in [
        (",a,20250930,,,,,,", RowProblem::NoCase {}),
        ("B1,a,,,,,,,", RowProblem::NoTime { column: "环节开始时间".into() }),
        ("B1,a,x,,,,,,", time("环节开始时间")),
        ("B1,a,20250930,,x,,,,", time("特别程序开始时间")),
        ("B1,a,20250930,,20250930,x,,,", time("结束时间")),
        ("B1,a,20250930,,,,申请表,x,", time("收取时间")),
        ("B1,a,20250930,,,,,,x", time("办结时间")),
        ("B1,a,20250930,,,,,", RowProblem::Columns { found: 8, wanted: 9 }),
    ] {
        let good = "B2,b,20250930,退回,,,,,";
        let found = of_table(&format!("{heading}\n{row}\n{good}\n"), &[field("办结时间", Role::Time)]);
        assert_eq!(found, (vec!["B2 b returned 2025-09-29T16:00:00Z |".to_owned()], vec![(2, problem)]), "{row}");
    }
}

#[test]
fn tables_may_be_missing_but_not_all_of_them() {
    for number in 0..4 {
        let temp = tempfile::tempdir().unwrap();
        let folder = folder_of(temp.path(), &TABLES[number..=number]);
        assert!(!facts_of(&[folder], &preset(), &fields()).is_empty(), "{}", TABLES[number].0);
    }
    let temp = tempfile::tempdir().unwrap();
    let folder = folder_of(temp.path(), &TABLES[4..]);
    let error = |path: &Path, source: &Source| FileRecords::open(&[path.to_owned()], source, all(&[])).err().unwrap();
    let rating = folder.join(TABLES[4].0).display().to_string();
    assert_eq!(error(&folder, &preset()), FactsError::NoNationalTable { files: rating });
    let name = |path: &Path| path.display().to_string();
    let plain = source("case = \"办件编号\"\nactivity = \"环节名称\"\nat = \"环节开始时间\"");
    assert_eq!(error(&folder, &plain), FactsError::Folder { file: name(&folder) });
    let empty = temp.path().join("空");
    std::fs::create_dir(&empty).unwrap();
    assert_eq!(error(&empty, &preset()), FactsError::EmptyFolder { file: name(&empty) });
    let gone = temp.path().join("没有");
    assert_eq!(error(&gone, &preset()), FactsError::NoSuchFile { file: name(&gone) });
}

#[test]
fn a_store_takes_a_folder_again_and_again() {
    let mut desk = Desk::new();
    (desk.source, desk.fields) = (preset(), fields());
    let folder = folder_of(desk.folder.path(), &TABLES);
    let taken = desk.intake(std::slice::from_ref(&folder)).unwrap();
    assert_eq!(taken.import.unwrap().files.len(), 4);
    let records = Store::open(&desk.store()).unwrap().records(&desk.source, all(&desk.fields)).unwrap();
    let (facts, _) = read(&records).unwrap();
    assert_eq!(told(&facts), EXPECTED);
    let before = desk.bytes();
    assert_eq!(desk.intake(std::slice::from_ref(&folder)).unwrap().import, None);
    assert_eq!(desk.bytes(), before);
    // What has come since is all that comes in.
    file(&folder, "6 办结.csv", "办件编号,办结时间\nA2,20251020T110000\n");
    let import = desk.intake(&[folder]).unwrap().import.unwrap();
    assert_eq!(import.files.iter().map(|file| &*file.name).collect::<Vec<_>>(), ["6 办结.csv"]);
    assert_eq!(desk.cases()["A2"].fields, ["2025-10-09T00:30:00Z", "2025-10-09T01:00:00Z", "2025-10-20T03:00:00Z", ""]);
}
