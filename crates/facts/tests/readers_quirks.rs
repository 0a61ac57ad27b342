//! What offices' files have in them beside records: long notes, quoted lines, empty rows, odd ids, damage.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use facts::{FactsError, FileRecords, Role, RowProblem};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use support::{all, field, file, read, source};

const MAPPING: &str = "case = \"id\"\nactivity = \"step\"\nat = \"at\"\ntime_zone = \"Asia/Shanghai\"\n";
const XES: &str = "time_zone = \"Asia/Shanghai\"";

/// The facts and the bad rows of a file, `line: case activity instant` and `line! problem`.
fn told(content: impl AsRef<[u8]>, mapping: &str) -> Result<Vec<String>, FactsError> {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "file", content);
    let records = FileRecords::open(&[path], &source(mapping), all(&[]))?;
    let (facts, bad) = read(&records)?;
    let mut told: Vec<(u64, String)> = Vec::new();
    for fact in facts {
        told.push((fact.line, format!("{}: {} {} {}", fact.line, fact.case, fact.activity, fact.at)));
    }
    for row in bad {
        let problem = row.problem.message().text(words::Language::English);
        told.push((row.line, format!("{}! {problem}", row.line)));
    }
    told.sort_by_key(|(line, _)| *line);
    Ok(told.into_iter().map(|(_, text)| text).collect())
}

const NAMELESS: &str = "3! the trace has no `concept:name`, by which cases are told apart; if another attribute does, \
                        name it as `case` in `[source]`";

#[test]
fn ids_activities_and_times_are_taken_as_they_stand() {
    let heading = "id,step,at\n";
    for (rows, expected) in [
        // Ids are text: these are seven cases.
        (
            "7,a,2025-09-30\n07,a,2025-09-30\n7.0,a,2025-09-30\n",
            vec!["2: 7 a 2025-09-29T16:00:00Z", "3: 07 a 2025-09-29T16:00:00Z", "4: 7.0 a 2025-09-29T16:00:00Z"],
        ),
        (
            "NULL,a,2025-09-30\nnull,a,2025-09-30\n 7 ,a,2025-09-30\n#N/A,a,2025-09-30\n",
            vec![
                "2: NULL a 2025-09-29T16:00:00Z",
                "3: null a 2025-09-29T16:00:00Z",
                "4:  7  a 2025-09-29T16:00:00Z",
                "5: #N/A a 2025-09-29T16:00:00Z",
            ],
        ),
        // An event without a name is a step all the same.
        (
            "1,,2025-09-30\n1,\"\",2025-09-30\n",
            vec!["2: 1 (none) 2025-09-29T16:00:00Z", "3: 1 (none) 2025-09-29T16:00:00Z"],
        ),
        // The same row twice is two events; whether they are one is asked of later files only.
        (
            "1,a,2025-09-30 09:05\n1,a,2025-09-30 09:05\n",
            vec!["2: 1 a 2025-09-30T01:05:00Z", "3: 1 a 2025-09-30T01:05:00Z"],
        ),
        // One character beyond the sixteen bits, one of the second extension, one of the private area, one that is composed.
        (
            "𠮷,䶮,2025-09-30\n𠀀𪚥,\u{e000}e\u{301},2025-09-30\n",
            vec!["2: 𠮷 䶮 2025-09-29T16:00:00Z", "3: 𠀀𪚥 \u{e000}e\u{301} 2025-09-29T16:00:00Z"],
        ),
        // Columns and rows without anything in them.
        (
            "1,a,2025-09-30\n,,\n\"\",,\n2,b,2025-09-30\n,,\n,,",
            vec!["2: 1 a 2025-09-29T16:00:00Z", "5: 2 b 2025-09-29T16:00:00Z"],
        ),
        ("1,a,2025-09-30\n,, \n", vec!["2: 1 a 2025-09-29T16:00:00Z", "3! the row names no case"]),
        (
            "1,a,2025-09-30\n,,,\n",
            vec!["2: 1 a 2025-09-29T16:00:00Z", "3! the row has 4 columns where the heading has 3"],
        ),
        // In Shanghai the clocks went from 2:00 to 3:00 on 4 May 1986, and from 2:00 back to 1:00 on 14 September.
        (
            "1,a,1986-05-04 02:30\n1,b,1986-09-14 01:30\n1,c,2025-09-30 24:00\n",
            vec!["2: 1 a 1986-05-03T18:30:00Z", "3: 1 b 1986-09-13T16:30:00Z", "4: 1 c 2025-09-30T16:00:00Z"],
        ),
    ] {
        assert_eq!(told(format!("{heading}{rows}"), MAPPING).unwrap(), expected, "{rows}");
        let carriage_returns = format!("{heading}{rows}").replace('\n', "\r\n");
        assert_eq!(told(carriage_returns, MAPPING).unwrap(), expected, "{rows}");
    }
}

#[test]
fn long_fields_and_many_quoted_lines_are_cut_where_records_end() {
    // Blocks are of a mebibyte: a field of three, and as many records with line breaks inside as fill two.
    let long = "长".repeat(1 << 20);
    let mut text = format!("id,step,at\n1,{long},2025-09-30\n");
    for number in 0..30_000 {
        text.push_str(&format!("{number},\"第一行,{number}\n第二行 \"\"急\"\" 完成了没有\n\",2025-09-30 09:05\n"));
    }
    text.push_str("1,b,soon\n");
    let told = told(text, MAPPING).unwrap();
    assert_eq!(told.len(), 30_002);
    assert_eq!(told[0], format!("2: 1 {long} 2025-09-29T16:00:00Z"));
    for (number, event) in told[1..=30_000].iter().enumerate() {
        let (line, text) = (3 * number + 3, format!("第一行,{number}\n第二行 \"急\" 完成了没有\n"));
        assert_eq!(*event, format!("{line}: {number} {text} 2025-09-30T01:05:00Z"));
    }
    assert_eq!(told[30_001], "90003! `soon` in `at` is not a time that can be read");
}

#[test]
fn a_quotation_mark_that_is_not_closed_spoils_its_own_row_and_no_other() {
    // A thousand rows are one block; 80 000 are several, and the mark would be looked for in all of them.
    for (rows, others) in [(1000, "\"#\""), (1000, "#"), (80_000, "\"#\""), (80_000, "#")] {
        for (spoilt, field) in [(1, "\"#"), (50, "\"#"), (50, "\"#\" #"), (50, "\"#\n#"), (rows, "\"#\"\"")] {
            let row = |number: usize, field: &str| format!("{number},{},2025-09-30\n", field.replace('#', "受理"));
            let each = (1..=rows).map(|number| row(number, if number == spoilt { field } else { others }));
            let told = told(format!("id,step,at\n{}", each.collect::<String>()), MAPPING).unwrap();
            let broken = format!("{}! a quotation mark that opens here is not closed as it should be", spoilt + 1);
            let mut expected: Vec<String> = Vec::new();
            let mut line = 2;
            for number in 1..=rows {
                if number != spoilt {
                    expected.push(format!("{line}: {number} 受理 2025-09-29T16:00:00Z"));
                } else {
                    expected.push(broken.clone());
                    if field.contains('\n') {
                        line += 1;
                        expected.push(format!("{line}! the row has 2 columns where the heading has 3"));
                    }
                }
                line += 1;
            }
            assert!(
                told == expected,
                "{rows} {others} {spoilt} {field}: {:?}",
                told.iter().zip(&expected).find(|(a, b)| a != b)
            );
        }
    }
}

#[test]
fn the_delimiter_and_the_headings_are_told_whatever_the_quotation_marks() {
    for (text, expected) in [
        // Split at semicolons every line would have three columns.
        ("\"id;\",\"step;at\"\n\"1;a\",\"b;c\"\n\"2;a\",\"b;c\"\n", vec!["2: 1;a  ", "3: 2;a  "]),
        ("\"a title\nid;,at\n1,a\n", vec!["3: 1  "]),
    ] {
        assert_eq!(told(text, "case = \"id;\"").unwrap(), expected, "{text}");
    }
    let error = told("\"id,step,at\n1,a,2025-09-30\n", MAPPING).unwrap_err();
    assert!(matches!(error, FactsError::NoColumn { columns, .. } if columns == "\"id, step, at"));
}

#[test]
fn a_row_in_another_encoding_is_bad_and_the_others_are_read_as_they_stand() {
    let damaged: &[u8] = b"\xb0\xec\xbd\xe1,recv,2025-09-30\n";
    for (heading, first, others, count) in [
        ("id,step,at", "收件", "", 0),
        ("id,step,at", "中", "1", 90_000),
        ("id,step,at", "中", "件", 90_000),
        ("编号,step,at", "收件", "件", 3),
    ] {
        let mapping = MAPPING.replace("\"id\"", &format!("\"{}\"", heading.split(',').next().unwrap()));
        let row = |case: &str| format!("{case},recv,2025-09-30\n");
        let mut text = format!("{heading}\n{}{}", row(first), row(others).repeat(count)).into_bytes();
        text.extend_from_slice(damaged);
        text.extend_from_slice(row("末").as_bytes());
        let cases = std::iter::once(first).chain(std::iter::repeat_n(others, count)).enumerate();
        let mut expected: Vec<_> =
            cases.map(|(place, case)| format!("{}: {case} recv 2025-09-29T16:00:00Z", place + 2)).collect();
        expected.push(format!("{}! the row is not text in UTF-8", count + 3));
        expected.push(format!("{}: 末 recv 2025-09-29T16:00:00Z", count + 4));
        let told = told(text, &mapping).unwrap();
        assert!(
            told == expected,
            "{first} {others}: {:?}",
            told.iter().zip(&expected).find(|(one, other)| one != other)
        );
    }
}

#[test]
fn a_day_in_a_workbook_is_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let (day, time) = (Format::new().set_num_format("yyyy/m/d"), Format::new().set_num_format("yyyy/m/d h:mm"));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in ["id", "step", "at", "due"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).unwrap(), heading).unwrap();
    }
    // The case id is a number; the due is a day, then a time; an empty row lies between the two.
    sheet.write_number(1, 0, 1001).unwrap();
    sheet.write_string(1, 1, "a").unwrap();
    sheet.write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(2025, 9, 30).unwrap(), &day).unwrap();
    sheet.write_datetime_with_format(1, 3, ExcelDateTime::from_ymd(2025, 10, 14).unwrap(), &day).unwrap();
    sheet.write_number(3, 0, 20_250_930_000_123_f64).unwrap();
    let at = ExcelDateTime::from_ymd(2025, 9, 30).unwrap().and_hms_milli(23, 59, 59, 999).unwrap();
    sheet.write_datetime_with_format(3, 2, &at, &time).unwrap();
    let due = ExcelDateTime::from_ymd(2025, 10, 14).unwrap().and_hms(17, 30, 0).unwrap();
    sheet.write_datetime_with_format(3, 3, &due, &time).unwrap();
    // What looks like a date and is only a number is no time.
    sheet.write_string(4, 0, "c").unwrap();
    sheet.write_number(4, 2, 45_930.5).unwrap();
    let path = folder.path().join("days.xlsx");
    workbook.save(&path).unwrap();
    let fields = [field("due", Role::Due)];
    let records = FileRecords::open(std::slice::from_ref(&path), &source(MAPPING), all(&fields)).unwrap();
    let (facts, bad) = read(&records).unwrap();
    let facts: Vec<_> =
        facts.iter().map(|fact| (fact.line, &*fact.case, &*fact.activity, &*fact.at, &*fact.fields[0])).collect();
    assert_eq!(
        facts,
        [
            (2, "1001", "a", "2025-09-29T16:00:00Z", "2025-10-14T15:59:59.999999Z"),
            (4, "20250930000123", "(none)", "2025-09-30T15:59:59.999Z", "2025-10-14T09:30:00Z"),
        ]
    );
    let problem = RowProblem::Time { column: "at".into(), value: "45930.5".into() };
    assert_eq!(bad.iter().map(|row| (row.line, &row.problem)).collect::<Vec<_>>(), [(5, &problem)]);
}

#[test]
fn what_is_wrong_in_a_log_is_named_by_its_line() {
    let log = |inside: &str| format!("<?xml version=\"1.0\"?>\n<log>\n{inside}\n</log>\n");
    let event = |name: &str, at: &str| {
        let name =
            if name.is_empty() { String::new() } else { format!("<string key=\"concept:name\" value=\"{name}\"/>") };
        let at = if at.is_empty() { String::new() } else { format!("<date key=\"time:timestamp\" value=\"{at}\"/>") };
        format!("<event>{name}{at}</event>\n")
    };
    let trace = |name: &str, inside: &str| {
        format!("<trace><string key=\"concept:name\" value=\"{name}\"/>\n{inside}</trace>\n")
    };
    let good = trace("c 1", &event("a", "2025-09-30T09:05:00+08:00"));
    for (inside, expected) in [
        (good.clone(), vec!["3: c 1  ", "4: c 1 a 2025-09-30T01:05:00Z"]),
        (
            format!("<event/>\n{good}{}", trace("c2", &format!("{}{}", event("b", ""), event("", "soon")))),
            vec![
                "3! the event stands outside any trace",
                "4: c 1  ",
                "5: c 1 a 2025-09-30T01:05:00Z",
                "7: c2  ",
                "8! the event has no time in `time:timestamp`",
                "9! `soon` in `time:timestamp` is not a time that can be read",
            ],
        ),
        (format!("<trace>\n{}</trace>\n", event("a", "2025-09-30")), vec![NAMELESS]),
        (trace("", &event("a", "2025-09-30")), vec![NAMELESS]),
        (trace("empty", ""), vec!["3: empty  "]),
        ("<trace/>".into(), vec![NAMELESS]),
        (String::new(), vec![]),
        // The words stand in a comment, in a section of characters, and in a value.
        (
            format!(
                "<!-- </trace> <trace> -->{}<![CDATA[</trace></log>]]>",
                trace("&lt;/trace> &amp;", &event("", "2025-09-30"))
            ),
            vec!["3: </trace> &  ", "4: </trace> & (none) 2025-09-29T16:00:00Z"],
        ),
    ] {
        assert_eq!(told(log(&inside), XES).unwrap(), expected, "{inside}");
    }
}

#[test]
fn what_cannot_be_read_at_all_is_told_in_one_sentence() {
    let zipped = {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        let numbers: String = (0..5000).map(|number| format!("{},a,2025-09-30\n", number * 7919 % 5003)).collect();
        std::io::Write::write_all(&mut encoder, format!("id,step,at\n{numbers}").as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let log = "<log><trace><string key=\"concept:name\" value=\"1\"/></trace></log>";
    let table = "id,step,at\n1,a,2025-09-30\n";
    let ocel = format!("{XES}\nobject_type = \"办件\"");
    let cases: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("nothing", vec![], MAPPING, "empty-file"),
        ("blanks", b"\xef\xbb\xbf \r\n\n".to_vec(), MAPPING, "empty-file"),
        ("zeros", vec![0; 5000], MAPPING, "empty-file"),
        ("half a gzip file", zipped[..zipped.len() / 2].to_vec(), MAPPING, "file-truncated"),
        ("old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), MAPPING, "unknown-format"),
        ("zip of something else", b"PK\x03\x04 and so on".to_vec(), MAPPING, "file-damaged"),
        ("half a parquet file", b"PAR1 and so on".to_vec(), MAPPING, "file-damaged"),
        ("page", b"<!DOCTYPE html><html><body>404</body></html>".to_vec(), MAPPING, "unknown-format"),
        ("json", b"[{\"id\": 1}]".to_vec(), MAPPING, "unknown-format"),
        ("no such column", table.replace("step", "setp").into(), MAPPING, "no-such-column"),
        ("two of one name", table.replace("id,step", "id,id,step").into(), MAPPING, "column-twice"),
        (
            "quote that never closes",
            format!("id,step,at\n1,\"{}", "a".repeat(65 << 20)).into(),
            MAPPING,
            "line-too-long",
        ),
        ("not mapped", table.into(), XES, "source-not-mapped"),
        ("entities", format!("<!DOCTYPE log [<!ENTITY a \"b\">]>{log}").into(), XES, "xml-entities"),
        ("half a log", log[..log.len() - 20].into(), XES, "file-truncated"),
        ("log without its end", log[..log.len() - 6].into(), XES, "file-truncated"),
        ("no object type", support::records::ocel_json("").into(), XES, "no-object-type"),
        ("half of an ocel log", half(&support::records::ocel_json("")).into(), &ocel, "file-truncated"),
        ("half of an ocel log in xml", half(&support::records::ocel_xml("")).into(), &ocel, "file-truncated"),
        (
            "other object type",
            support::records::ocel_xml("").into(),
            "time_zone = \"Asia/Shanghai\"\nobject_type = \"办\"",
            "unknown-object-type",
        ),
    ];
    for (name, content, mapping, key) in cases {
        let error = told(content, mapping).unwrap_err();
        assert_eq!(error.message().key(), key, "{name}: {error}");
        for language in [words::Language::English, words::Language::Chinese] {
            let said = error.message().text(language);
            assert!(said.contains("/file") && !said.contains("{"), "{name}: {said}");
        }
    }
}

#[test]
fn an_event_of_two_objects_is_an_event_of_two_cases() {
    let log = r#"{"objects": [
        {"id": "1", "type": "办件", "attributes": [
            {"name": "期限", "time": "2025-02-01T00:00:00", "value": "2025-12-01"},
            {"name": "期限", "time": "2025-03-01T00:00:00", "value": "2025-11-01"},
            {"name": "期限", "time": "1970-01-01T00:00:00", "value": "2025-10-01"}]},
        {"id": "2", "type": "办件"}, {"id": "3", "type": "证照"}],
        "events": [
            {"id": "e1", "type": "受理", "time": "2025-09-30T09:05:00",
             "relationships": [{"objectId": "2"}, {"objectId": "3"}, {"objectId": "1"}, {"objectId": "2"}]},
            {"id": "e2", "type": "盖章", "time": "x", "relationships": [{"objectId": "3"}]},
            {"id": "e3", "type": "办结", "time": "x", "relationships": [{"objectId": "1"}]}]}"#;
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "log", log);
    let source = source(&format!("{XES}\nobject_type = \"办件\""));
    let records = FileRecords::open(&[path], &source, all(&[field("期限", Role::Due)])).unwrap();
    let (facts, bad) = read(&records).unwrap();
    let facts: Vec<_> = facts.iter().map(|fact| (&*fact.case, &*fact.activity, &*fact.at, &*fact.fields[0])).collect();
    assert_eq!(
        facts,
        [
            // Of several values in time the last one counts; a day is due at its end.
            ("1", "", "", "2025-11-01T15:59:59.999999Z"),
            ("2", "", "", ""),
            ("2", "受理", "2025-09-30T01:05:00Z", ""),
            ("1", "受理", "2025-09-30T01:05:00Z", ""),
        ]
    );
    assert_eq!(bad.len(), 1, "what belongs to no case is no bad row");
    assert_eq!((bad[0].line, &bad[0].problem), (3, &RowProblem::Time { column: "time".into(), value: "x".into() }));
}

/// The beginning of a text, cut between two characters.
fn half(text: &str) -> &str {
    &text[..text.floor_char_boundary(text.len() / 2)]
}
