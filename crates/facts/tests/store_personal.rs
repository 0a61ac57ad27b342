//! What is about the person who applied never gets into a store, and who handled a case only as a keyed hash.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::collections::BTreeSet;
use std::fs::File;
use std::path::PathBuf;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_schema::DataType;
use facts::{FactsError, Intake, Role, Store};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use support::desk::{Desk, walk};
use support::{field, source};

/// Made up: nobody has this name, this number or this telephone, nor is there such a clerk.
const NAME: &str = "赵钱孙李";
const NUMBER: &str = "110101199001010000";
const TELEPHONE: &str = "13000000000";
const CLERK: &str = "周吴郑王";

/// Everything that the store's files say: their bytes, and all texts in the files of facts, which are compressed.
fn all_that_is_said(desk: &Desk) -> (Vec<u8>, BTreeSet<String>) {
    let (mut bytes, mut texts) = (Vec::new(), BTreeSet::new());
    walk(&desk.store(), &mut |path| {
        bytes.extend(path.display().to_string().into_bytes());
        bytes.extend(std::fs::read(path).unwrap());
        if path.extension().is_some_and(|extension| extension == "parquet") {
            let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
            for batch in reader.build().unwrap() {
                for column in batch.unwrap().columns() {
                    match column.data_type() {
                        DataType::Dictionary(_, _) => {
                            let values = column.as_any_dictionary().values().clone();
                            texts.extend(values.as_string::<i32>().iter().flatten().map(str::to_owned));
                        }
                        DataType::Utf8View => {
                            texts.extend(column.as_string_view().iter().flatten().map(str::to_owned));
                        }
                        kind => assert!(!kind.is_string(), "a column of texts that is not looked into"),
                    }
                }
            }
        }
    });
    (bytes, texts)
}

/// Files in which persons stand, with the mapping that reads them and a text that must be found in the store.
fn records(desk: &Desk) -> Vec<(Vec<PathBuf>, &'static str)> {
    let table = format!(
        "办件编号,申请人姓名,身份证号,联系电话,环节,时间,处理人\n\
         c1,{NAME},{NUMBER},{TELEPHONE},受理,2025-01-06 09:05,{CLERK}\n\
         c1,{NAME},{NUMBER},{TELEPHONE},办结,{NAME},{CLERK}\n"
    );
    let log = format!(
        "<log><trace><string key=\"concept:name\" value=\"c1\"/><string key=\"applicant\" value=\"{NAME}\"/>\
         <string key=\"passport\" value=\"{NUMBER}\"/><event><string key=\"concept:name\" value=\"受理\"/>\
         <string key=\"phone\" value=\"{TELEPHONE}\"/><string key=\"org:resource\" value=\"{CLERK}\"/>\
         <date key=\"time:timestamp\" value=\"2025-01-06T09:05:00+08:00\"/></event></trace></log>"
    );
    let folder = desk.folder.path().join("exports");
    std::fs::create_dir(&folder).unwrap();
    for (name, content) in [
        ("申请.csv", format!("办件编号,申请人姓名,申请人证件号码,申请时间\nc1,{NAME},{NUMBER},20250106T090500\n")),
        (
            "办理.csv",
            format!(
                "办件编号,环节名称,环节处理人,环节开始时间,办理意见\n\
                 c1,受理,{CLERK},20250106T090500,请{NAME}补正，电话{TELEPHONE}\n"
            ),
        ),
        ("评价.csv", format!("办件编号,评价人姓名,文字评价\nc1,{NAME},满意 {NUMBER}\n")),
    ] {
        support::file(&folder, name, content);
    }
    vec![
        (
            vec![desk.file("table.csv", table)],
            "case = \"办件编号\"\nactivity = \"环节\"\nat = \"时间\"\nactor = \"处理人\"\ntime_zone = \"Asia/Shanghai\"",
        ),
        (vec![desk.file("log.xes", log)], "actor = \"org:resource\""),
        (vec![folder], "preset = \"gbt39046\""),
    ]
}

#[test]
fn no_person_stands_in_the_bytes_of_a_store() {
    for number in 0..3 {
        let mut desk = Desk::new();
        let (files, mapping) = records(&desk).swap_remove(number);
        desk.source = source(mapping);
        let taken = desk.intake_with(&files, true, &mut |_| Ok(())).unwrap();
        assert_eq!(taken.bad_rows.len(), usize::from(number == 0), "the row with a name for a time is left out");
        let (bytes, texts) = all_that_is_said(&desk);
        assert!(texts.contains("c1") && texts.contains("受理"), "{texts:?}");
        for person in [NAME, NUMBER, TELEPHONE, CLERK] {
            assert!(!texts.iter().any(|text| text.contains(person)), "{person} in {texts:?}");
            assert!(!bytes.windows(person.len()).any(|window| window == person.as_bytes()), "{person} in the bytes");
        }
        // The clerk is there as 32 hexadecimal digits.
        let is_hash = |text: &&String| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert_eq!(texts.iter().filter(is_hash).count(), 1, "{texts:?}");
    }
}

#[test]
fn a_clerk_has_the_same_hash_in_one_store_and_another_in_another() {
    let hash = |key: [u8; 32], clerk: &str| {
        let desk = Desk::new();
        let file = desk.file("a.csv", format!("办件编号,环节,时间,处理人\n1,受理,2025-01-06 09:05,{clerk}\n"));
        let mut store = Store::open_or_create(&desk.store(), &desk.source, key).unwrap();
        let intake = Intake { files: &[file], fields: &[], at: "2025-03-01T08:00:00Z", skip_bad_rows: false };
        store.intake(&desk.source, &intake, &mut |_| Ok(())).unwrap();
        desk.cases()["1"].events[0].split('|').nth(2).unwrap().to_owned()
    };
    // HMAC-SHA-256 of the name under a key of 32 sevens, its first 16 bytes.
    assert_eq!(hash([7; 32], CLERK), HASH_UNDER_SEVENS);
    assert_ne!(hash([8; 32], CLERK), HASH_UNDER_SEVENS);
    assert_ne!(hash([7; 32], "冯陈褚卫"), HASH_UNDER_SEVENS);
}

/// Computed with another program.
const HASH_UNDER_SEVENS: &str = "08d9e98786ce89d0d15ddbc32dcbba8b";

#[test]
fn a_personal_column_is_refused_before_anything_is_made() {
    let base = "time_zone = \"Asia/Shanghai\"\nat = \"时间\"\n";
    let personal = [
        "申请人姓名",
        "身份证号",
        "联系电话",
        "申请人证件号码",
        "手机",
        "通讯地址",
        "出生日期",
        "办理人姓名",
        "环节处理人",
        "受理人员",
        "经办人电话",
    ];
    let mut refused = 0;
    for column in personal {
        let usual = [("case", "办件编号"), ("activity", "环节")];
        let mapped = ["case", "activity", "service", "unit", "channel", "keep"].map(|key| {
            let others = usual.iter().filter(|(other, _)| *other != key);
            let others: String = others.map(|(other, name)| format!("{other} = \"{name}\"\n")).collect();
            let own = if key == "keep" { format!("keep = [\"{column}\"]") } else { format!("{key} = \"{column}\"") };
            (format!("{base}{others}{own}"), None)
        });
        let as_field = format!("{base}case = \"办件编号\"\nactivity = \"环节\"");
        let of_fields = [Role::Text, Role::Time, Role::Due, Role::Days].map(|role| (as_field.clone(), Some(role)));
        for (mapping, role) in mapped.into_iter().chain(of_fields) {
            let mut desk = Desk::new();
            desk.source = source(&mapping);
            desk.fields = role.map(|role| field(column, role)).into_iter().collect();
            let file = desk.file("a.csv", format!("办件编号,环节,时间,{column}\n1,受理,2025-01-06 09:05,{NAME}\n"));
            let error = desk.intake(&[file]).unwrap_err();
            assert_eq!(error, FactsError::Personal { column: column.to_owned() }, "{mapping} {role:?}");
            assert!(!desk.store().exists());
            refused += 1;
        }
    }
    assert_eq!(refused, 11 * 10);
    // What is not about a person is kept.
    for column in ["申请时间", "办件类型", "行政区划", "applicant_kind", "受理人数", "经办人部门"]
    {
        let mut desk = Desk::new();
        desk.source = source(&format!("{base}case = \"办件编号\"\nactivity = \"环节\"\nkeep = [\"{column}\"]"));
        let file = desk.file("a.csv", format!("办件编号,环节,时间,{column}\n1,受理,2025-01-06 09:05,x\n"));
        desk.intake(&[file]).unwrap();
        assert_eq!(Store::open(&desk.store()).unwrap().fields(), [column]);
    }
}
