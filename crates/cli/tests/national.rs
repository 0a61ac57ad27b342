//! The national tables of case records through the whole command, from files and from a store.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::path::Path;

use support::{mingpai, ran, write};

const PLAN: &str = r#"
[source]
preset = "gbt39046"
[calendar]
base = "cn"
[[promise]]
id = "five-days"
from = "accepted"
until = "decided"
limit = { working_days = 5 }
"#;

const CASES: &str =
    "办件编号,实施编码,受理单位名称,受理时间\n甲1,A1,市局,20240311T090000\n甲2,A1,市局,20240311T090000\n";
const ENDS: &str = "办件编号,办结时间\n甲1,20240322T100000\n甲2,20240322T100000\n";
/// Both cases took nine working days. The special procedure takes five of them, where its kind is 2.
const HANDLING: &str =
    "办件编号,特别程序种类代码,特别程序开始时间,结束时间\n甲1,KIND,20240312T090000,20240319T090000\n";

/// Measures the three tables, with a special procedure of some kind; outcomes, and what was warned of.
fn measured(folder: &Path, kind: &str, language: &str, by_store: bool) -> (String, String) {
    let tables = folder.join(format!("tables-{kind}"));
    std::fs::create_dir_all(&tables).unwrap();
    write(&tables, "受理.csv", CASES);
    write(&tables, "办结.csv", ENDS);
    write(&tables, "办理.csv", HANDLING.replace("KIND", kind));
    // Exported again a month later, as offices do: nothing of it is new.
    write(&tables, "办理_下月.csv", format!("{}\n", HANDLING.replace("KIND", kind)));
    let plan = write(folder, "plan.toml", PLAN);
    let outcomes = folder.join("outcomes.csv");
    let mut command = mingpai();
    command.arg("measure").args(["--lang", language, "--outcomes"]).arg(&outcomes).arg("--plan").arg(&plan);
    if by_store {
        let store = folder.join(format!("store-{kind}"));
        let mut intake = mingpai();
        intake.arg("intake").arg(&tables).arg("--plan").arg(&plan).arg("--store").arg(&store);
        assert_eq!(ran(&intake.output().unwrap()).code, 0);
        command.arg("--store").arg(&store);
    } else {
        command.arg(&tables);
    }
    let ran = ran(&command.output().unwrap());
    assert_eq!(ran.code, 0, "{}", ran.err);
    (std::fs::read_to_string(outcomes).unwrap(), ran.err)
}

#[test]
fn an_extension_is_told_and_moves_no_limit() {
    let folder = tempfile::tempdir().unwrap();
    for by_store in [false, true] {
        let (paused, told) = measured(folder.path(), "2", "en", by_store);
        assert!(!told.contains("extension"), "{told}");
        let (extended, told) = measured(folder.path(), "01", "en", by_store);
        assert!(told.contains("one record of an extension"), "{told}");
        let (_, told) = measured(folder.path(), "1", "zh", by_store);
        assert!(told.contains("1 条延期") && told.contains("不改变承诺时限"), "{told}");
        let of = |outcomes: &str, case: &str| {
            let line = outcomes.lines().find(|line| line.contains(case)).unwrap().to_owned();
            line.replace(case, "")
        };
        // 甲2 has no special procedure: an extended case is judged as if it had none, too.
        assert_eq!(of(&extended, "甲1"), of(&extended, "甲2"));
        assert!(of(&extended, "甲1").contains("broken"), "{extended}");
        assert!(of(&paused, "甲1").contains("kept"), "{paused}");
        assert_eq!(of(&paused, "甲2"), of(&extended, "甲2"));
    }
}
