//! `mingpai inspect`: its whole output is a plan, and one that measures the records it was drafted from.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::path::Path;

use plan::Plan;
use support::{run, run_well, shared, write};

/// Drafts a plan, and measures the records by it as it stands.
fn draft(source: &Path, folder: &Path) -> (Plan, String) {
    let text = run_well(&["inspect".as_ref(), source.as_os_str()]);
    let plan = Plan::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let file = write(folder, "draft.toml", &text);
    let arguments = ["measure".as_ref(), source.as_os_str(), "--plan".as_ref(), file.as_os_str(), "--quiet".as_ref()];
    let measured = run_well(&arguments);
    (plan, measured)
}

/// The activities of a milestone.
fn activities<'a>(plan: &'a Plan, name: &str) -> Vec<&'a str> {
    match plan.milestone(name).map(|milestone| &milestone.meaning) {
        Some(plan::Meaning::Activities { names, .. }) => names.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn each_public_log_gets_a_plan_that_measures_it() {
    let folder = tempfile::tempdir().unwrap();
    for (name, unit, accepted, decided) in [
        ("receipt.csv", "case:department", "Confirmation of receipt", "T10 Determine necessity to stop indication"),
        ("receipt.xes.gz", "case:department", "Confirmation of receipt", "T10 Determine necessity to stop indication"),
        ("BPIC15_1.xes.gz", "", "01_HOOFD_010", "01_HOOFD_530"),
        ("BPI_2020_DomesticDeclarations.xes.gz", "", "Declaration SUBMITTED by EMPLOYEE", "Payment Handled"),
        ("quirks_cn.csv", "unit", "accept", "decide"),
        ("ocel20_example.jsonocel", "", "Insert Invoice", "Insert Payment"),
        ("ocel20_example.xmlocel", "", "Insert Invoice", "Insert Payment"),
    ] {
        let Some(log) = shared(&format!("logs/{name}")) else { continue };
        let (plan, measured) = draft(&log, folder.path());
        assert_eq!(plan.source.unit.as_deref().unwrap_or_default(), unit, "{name}");
        assert_eq!(activities(&plan, "accepted"), [accepted], "{name}");
        assert_eq!(activities(&plan, "decided"), [decided], "{name}");
        assert!(measured.contains("promise-1"), "{name}: {measured}");
    }
}

#[test]
fn an_office_export_in_gb18030_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from(
        "某某市政务服务中心办件明细\r\n业务流水号\t办理环节\t操作时间\t经办人\t事项名称\t科室\t申请人姓名\r\n",
    );
    for (case, steps) in [("甲0001", "受理 补正告知 补正提交 办结"), ("甲0002", "受理 办结"), ("甲0003", "咨询 受理")]
    {
        for (day, step) in (1..).zip(steps.split(' ')) {
            let service = if case == "甲0001" { "食品经营许可" } else { "公共场所卫生许可" };
            let unit = if case == "甲0001" { "食品科" } else { "公卫科" };
            text += &format!("{case}\t{step}\t2025/3/{day} 9:05\t张三\t{service}\t{unit}\t李四\r\n");
        }
    }
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    let file = write(folder.path(), "办件明细.csv", &bytes);
    let (plan, _) = draft(&file, folder.path());
    let source = &plan.source;
    let found =
        [&source.case, &source.activity, &source.at, &source.actor, &source.service, &source.unit, &source.time_zone];
    let wanted = ["业务流水号", "办理环节", "操作时间", "经办人", "事项名称", "科室", "Asia/Shanghai"];
    assert_eq!(found.map(|name| name.as_deref().unwrap_or_default()), wanted);
    for (milestone, activity) in
        [("accepted", "受理"), ("decided", "办结"), ("paused", "补正告知"), ("resumed", "补正提交")]
    {
        assert_eq!(activities(&plan, milestone), [activity]);
    }
    assert_eq!(plan.calendar.base, "cn");
    let shown = run_well(&["inspect".as_ref(), file.as_os_str()]);
    assert!(shown.contains("GB 18030") && shown.contains("row 2") && shown.contains("a tab"), "{shown}");
    assert!(!shown.contains("李四") && !shown.contains("张三"), "no applicant's name is ever shown, and none of staff");
    assert!(shown.contains("people at the desks: not shown"), "{shown}");
}

#[test]
fn a_table_with_one_row_a_case_is_read_by_its_own_times() {
    let folder = tempfile::tempdir().unwrap();
    let text = "编号,事项,受理日期,办结日期,承诺办结日期,承诺工作日\n\
                1,甲,2025-03-03,2025-03-07,2025-03-10,5\n2,乙,2025-03-03,2025-03-21,2025-03-10,5\n3,甲,2025-03-04,,2025-03-11,5\n";
    let file = write(folder.path(), "台账.csv", text);
    let (plan, measured) = draft(&file, folder.path());
    assert_eq!((plan.source.activity.as_deref(), plan.source.at.as_deref()), (None, None));
    let carried = |name: &str| plan.milestone(name).map(|milestone| milestone.meaning.clone());
    assert_eq!(carried("accepted"), Some(plan::Meaning::Attribute("受理日期".into())));
    assert_eq!(carried("decided"), Some(plan::Meaning::Attribute("办结日期".into())));
    let limits: Vec<Option<&str>> = plan.promises.iter().map(|promise| promise.limit.field()).collect();
    assert_eq!(limits, [None, Some("承诺办结日期"), Some("承诺工作日")]);
    assert!(measured.contains("promise-3"), "{measured}");
}

#[test]
fn a_folder_of_the_national_tables_is_known_by_its_headings() {
    let folder = tempfile::tempdir().unwrap();
    let records = folder.path().join("导出");
    std::fs::create_dir(&records).unwrap();
    write(&records, "受理.csv", "办件编号,实施编码,受理单位名称,受理时间,承诺办结时间\n1,S1,甲局,20250303T090500,5\n");
    write(&records, "办结.csv", "办件编号,办结时间\n1,20250307T100000\n");
    let (plan, measured) = draft(&records, folder.path());
    assert_eq!(plan.source.preset, Some(plan::Preset::Gbt39046));
    assert!(measured.contains("promise-2"), "{measured}");

    let others = folder.path().join("others");
    std::fs::create_dir(&others).unwrap();
    write(&others, "a.csv", "a,b\n1,2\n");
    let ran = run(&["inspect".as_ref(), others.as_os_str()]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
}

#[test]
fn what_cannot_be_told_is_said_and_left_to_be_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "x.csv", "a,b\nred,1.5\nblue,2.5\n");
    let ran = run(&["inspect".as_ref(), file.as_os_str()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("activity") && ran.err.contains("at"), "{}", ran.err);
    assert!(Plan::parse(&ran.out).is_ok(), "{}", ran.out);
    assert!(ran.out.contains("# activity = \"\""), "{}", ran.out);
}

#[test]
fn a_single_list_is_read_as_the_national_tables_only_where_it_speaks_their_words() {
    let folder = tempfile::tempdir().unwrap();
    let own = "办件编号,事项名称,承办科室,受理时间,办结时间,承诺办结时间,审核人,办理人员姓名\n\
               1,施工许可,建管科,2025-03-03 09:05,2025-03-07 10:00,5,赵六,钱七\n\
               2,排水许可,水务科,2025-03-03 09:05,2025-03-21 10:00,5,赵六,钱七\n";
    let steps = "办件编号,环节名称,环节开始时间,环节处理人\n1,受理,2025-03-03 09:05,赵六\n1,办结,2025-03-07 10:00,钱七\n\
                 2,受理,2025-03-04 09:05,赵六\n";
    let wide = own.replace("事项名称", "实施编码").replace("承办科室", "受理单位名称");
    for (name, text, preset, case, service) in [
        ("台账.csv", own, false, "办件编号", "事项名称"),
        ("环节.csv", steps, false, "办件编号", ""),
        ("宽表.csv", &*wide, true, "", ""),
    ] {
        let file = write(folder.path(), name, text);
        let (plan, measured) = draft(&file, folder.path());
        let source = &plan.source;
        assert_eq!(source.preset.is_some(), preset, "{name}");
        let found = [&source.case, &source.service].map(|column| column.as_deref().unwrap_or_default());
        assert_eq!(found, [case, service], "{name}");
        assert!(measured.contains("promise-1"), "{name}: {measured}");
        let shown = run_well(&["inspect".as_ref(), file.as_os_str()]);
        for person in ["赵六", "钱七"] {
            assert!(!shown.contains(person), "{name}: {shown}");
        }
    }
}

#[test]
fn the_command_that_a_draft_names_goes_through_with_bad_rows() {
    let folder = tempfile::tempdir().unwrap();
    let good = "编号,环节,时间\n1,受理,2025-03-03 09:05\n1,办结,2025-03-07 10:00\n2,受理,2025-03-04\n";
    for (name, rows, expected) in [("good.csv", "", false), ("bad.csv", "2,办结\n", true)] {
        let file = write(folder.path(), name, format!("{good}{rows}"));
        let shown = run_well(&["inspect".as_ref(), file.as_os_str()]);
        let command = shown.lines().find(|line| line.contains("mingpai measure")).unwrap();
        assert_eq!(command.contains("--skip-bad-rows"), expected, "{command}");
        assert_eq!(shown.contains("Mend the file"), expected, "{shown}");
    }
}

#[test]
fn sheets_of_months_are_measured_together_and_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [
        ("说明", vec![vec!["本表由系统导出"]]),
        ("9月", vec![vec!["编号", "受理时间", "办结时间"], vec!["1", "2025-09-01", "2025-09-03"]]),
        ("10月", vec![vec!["编号", "受理时间", "办结时间"], vec!["2", "2025-10-09", "2025-10-11"]]),
    ] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            sheet.write_row(row, 0, cells).unwrap();
        }
    }
    let file = folder.path().join("全年.xlsx");
    book.save(&file).unwrap();
    let inspected = run(&["inspect".as_ref(), file.as_os_str()]);
    assert!(inspected.out.contains("2 cases") && !inspected.out.contains("sheet ="), "{}", inspected.out);
    let plan = write(folder.path(), "plan.toml", &inspected.out);
    let measured = run(&["measure".as_ref(), file.as_os_str(), "--plan".as_ref(), plan.as_os_str()]);
    assert_eq!(measured.code, 0, "{}", measured.err);
    for said in ["all of them are read: 9月, 10月", "passed over: 说明"] {
        assert!(measured.err.contains(said) && inspected.err.contains(said), "{}", measured.err);
    }
}
