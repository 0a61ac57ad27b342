//! Workbooks as offices have them: titles above the headings, a sheet for each month, and files that are none or that would fill
//! the memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use facts::{Draft, FileRecords, look};
use rust_xlsxwriter::Workbook;
use support::{all, file, read, source};
use words::Language;

const MAPPING: &str = "case = \"编号\"\nactivity = \"环节\"\nat = \"时间\"\ntime_zone = \"Asia/Shanghai\"\n";

/// A workbook of sheets, each its name and its rows, of which cells are divided by commas.
fn workbook(folder: &Path, sheets: &[(&str, &str)]) -> PathBuf {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(rows.lines()) {
            for (column, cell) in (0..).zip(cells.split(',')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    let path = folder.join("办件.xlsx");
    workbook.save(&path).unwrap();
    path
}

/// What is said in opening a file, in English; in Chinese there must be a sentence as well.
fn refused(path: &Path, mapping: &str) -> String {
    let error = FileRecords::open(&[path.to_owned()], &source(mapping), all(&[])).err().unwrap().message();
    let chinese = error.text(Language::Chinese);
    assert!(chinese.contains(&*path.display().to_string()) && !chinese.contains("{ $"), "{chinese}");
    error.text(Language::English)
}

/// The workbook with one of its parts made anew; the headers of that part may be changed afterwards.
fn with_part(path: &Path, name: &str, content: &[u8], forge: impl Fn(&mut [u8])) {
    let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(path).unwrap())).unwrap();
    let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        made.start_file(part.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        made.write_all(if part.name().unwrap() == name { content } else { &bytes }).unwrap();
    }
    let mut bytes = made.finish().unwrap().into_inner();
    // Where a name stands, the header that it belongs to is before it: 46 bytes in the directory, 30 at the part itself.
    let places: Vec<usize> =
        (0..bytes.len() - name.len()).filter(|place| bytes[*place..].starts_with(name.as_bytes())).collect();
    for place in places {
        for (signature, before, size_at) in [(b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)] {
            if place >= before && bytes[place - before..].starts_with(signature) {
                forge(&mut bytes[place - before + size_at..place - before + size_at + 4]);
            }
        }
    }
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_workbook_that_would_fill_the_memory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "编号,环节,时间\n1,受理,2025-09-30\n";
    let texts = "xl/sharedStrings.xml";
    let long = format!("<sst uniqueCount=\"1\"><si><t>{}</t></si></sst>", "长".repeat(1 << 20));
    let many = "<sst uniqueCount=\"900000000000\"><si><t>编号</t></si></sst>".to_owned();
    let claim = |megabytes: u32| move |size: &mut [u8]| size.copy_from_slice(&(megabytes << 20).to_le_bytes());
    type Case<'a> = (&'a str, &'a str, &'a str, Box<dyn Fn(&mut [u8])>, &'a [&'a str]);
    let cases: [Case<'_>; 4] = [
        (
            "a small part that unpacks to 300 MB",
            texts,
            &long,
            Box::new(claim(300)),
            &[texts, "300 MB", "save it as .xlsx again"],
        ),
        (
            "the same of a sheet",
            "xl/worksheets/sheet1.xml",
            &long,
            Box::new(claim(2000)),
            &["xl/worksheets/sheet1.xml", "2000 MB"],
        ),
        // The part says that it is small, and is not.
        ("a part that claims less than it is", texts, &long, Box::new(claim(1)), &["damaged XLSX file"]),
        ("room for more texts than there are", texts, &many, Box::new(|_| {}), &["more shared texts"]),
    ];
    for (what, part, content, forge, says) in cases {
        let path = workbook(folder.path(), &[("Sheet1", rows)]);
        with_part(&path, part, content.as_bytes(), forge);
        let said = refused(&path, MAPPING);
        for words in says {
            assert!(said.contains(words), "{what}: {said}");
        }
    }
}

#[test]
fn long_headings_are_not_repeated_whole() {
    let folder = tempfile::tempdir().unwrap();
    let long = "编号".repeat(1 << 17);
    let path = file(folder.path(), "long.csv", format!("{long},环节,时间\n1,受理,2025-09-30\n"));
    let said = refused(&path, MAPPING);
    assert!(said.len() < 1000 && said.contains("编号编号") && said.contains("环节"), "{}", said.len());
}

/// The cases that are read, each with its line, and the keys of what was noticed, with the sheets it names.
fn told(path: &Path, mapping: &str) -> (Vec<String>, Vec<String>) {
    let records = FileRecords::open(&[path.to_owned()], &source(mapping), all(&[])).unwrap();
    let (facts, bad) = read(&records).unwrap();
    assert_eq!(bad, []);
    let sheets = |note: &words::Message| match note.arguments().iter().find(|(name, _)| *name == "sheets") {
        Some((_, words::Value::Text(sheets))) => format!("{}: {sheets}", note.key()),
        _ => note.key().to_owned(),
    };
    (
        facts.iter().map(|fact| format!("{} {}", fact.case, fact.line)).collect(),
        records.notes().iter().map(sheets).collect(),
    )
}

#[test]
fn headings_are_found_below_titles_in_texts_and_in_workbooks() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "某市政务服务中心办件明细\n\n单位：某局,,,制表日期：2025年10月\n编号,环节,时间,经办人,备注\n1,受理,2025-09-30,甲,\n";
    for path in [file(folder.path(), "办件.csv", rows), workbook(folder.path(), &[("Sheet1", rows)])] {
        assert_eq!(told(&path, MAPPING), (vec!["1 5".to_owned()], vec![]));
        let portraits = look(std::slice::from_ref(&path)).unwrap();
        assert_eq!(portraits[0].heading_row, Some(4), "{portraits:?}");
        let said = refused(&path, &format!("{MAPPING}header_row = 3"));
        assert!(said.contains("制表日期"), "what the plan says holds: {said}");
    }
}

#[test]
fn the_sheets_that_have_the_columns_of_the_plan_are_read() {
    const TEXT: &str = "本表由系统导出\n勿改";
    const MONTH: &str = "编号,环节,时间\n1,受理,2025-09-30\n";
    const NEXT: &str = "编号,环节,时间\n2,受理,2025-10-30\n1,办结,2025-10-09\n";
    const WIDER: &str = "编号,环节,时间,备注\n3,受理,2025-10-30,急\n";
    const OTHER: &str = "编号,满意度,评价日期,评价\n1,5,2025-09-30,好\n";
    const WRONG: &str = "编号,环节,时问\n1,受理,2025-09-30\n";
    let folder = tempfile::tempdir().unwrap();
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str], &'a [&'a str], Option<&'a str>);
    let cases: [Case<'_>; 5] = [
        (&[("说明", TEXT), ("办件", MONTH)], &["1 2"], &["sheets-passed-over: 说明"], None),
        (&[("9月", MONTH), ("10月", NEXT)], &["1 2", "2 2", "1 3"], &["several-sheets: 9月, 10月"], None),
        (
            &[("评价", OTHER), ("9月", MONTH), ("10月", NEXT), ("说明", TEXT)],
            &["1 2", "2 2", "1 3"],
            &["several-sheets: 9月, 10月", "sheets-passed-over: 评价, 说明"],
            None,
        ),
        // One that has other columns as well may be of something else: a draft names the sheet, and who names none reads both.
        (&[("9月", MONTH), ("加急", WIDER)], &["1 2", "3 2"], &["several-sheets: 9月, 加急"], Some("9月")),
        (&[("9月", MONTH), ("空", "")], &["1 2"], &[], None),
    ];
    for (sheets, facts, notes, drafted) in cases {
        let path = workbook(folder.path(), sheets);
        let told = told(&path, MAPPING);
        assert_eq!(told.0, facts, "{sheets:?}");
        assert_eq!(told.1, notes, "{sheets:?}");
        let draft = Draft::of(&look(std::slice::from_ref(&path)).unwrap());
        assert_eq!((draft.source.at.as_deref(), draft.source.sheet.as_deref()), (Some("时间"), drafted), "{sheets:?}");
    }
    // Where none has them, what is said is of the sheet that looks most as if it were meant; a named one is the only one.
    let path = workbook(folder.path(), &[("评价", OTHER), ("9月", WRONG), ("说明", TEXT)]);
    let said = refused(&path, MAPPING);
    assert!(said.contains("[9月]") && said.contains("did you mean `时问`"), "{said}");
    let said = refused(&path, &format!("{MAPPING}sheet = \"评价\""));
    assert!(said.contains("[评价]"), "{said}");
}

#[test]
fn a_sheet_of_charts_is_no_sheet_of_records() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Workbook::new();
    for (column, cells) in (0..).zip([["编号", "1"], ["环节", "受理"], ["时间", "2025-09-30"]]) {
        let sheet = if column == 0 { book.add_worksheet() } else { book.worksheet_from_index(0).unwrap() };
        for (row, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Column);
    chart.add_series().set_values("Sheet1!$A$2:$A$2");
    book.add_chartsheet().insert_chart(0, 0, &chart).unwrap();
    let path = folder.path().join("图.xlsx");
    book.save(&path).unwrap();
    assert_eq!(told(&path, MAPPING), (vec!["1 2".to_owned()], vec![]));
}

/// A compound file of one sector for its directory, which has these names.
fn compound(names: &[&str]) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(3 << 20, 0);
    for name in names {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        bytes.extend(entry);
    }
    bytes
}

#[test]
fn what_is_named_like_a_workbook_and_is_none_is_told_by_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>编号</td></tr></table></html>";
    let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\n\
               <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>";
    let (gb18030, _, _) = encoding_rs::GB18030.encode(page);
    let cases: [(&str, &[u8], &str); 7] = [
        ("加密.xlsx", &compound(&["Root Entry", "EncryptionInfo", "EncryptedPackage"]), "empty the password"),
        ("旧.xls", &compound(&["Root Entry", "Workbook"]), "old Excel workbook"),
        ("网页.xls", page.as_bytes(), "web page"),
        ("网页.xls", &gb18030, "web page"),
        ("网页.xls", b"\xef\xbb\xbf\r\n<TABLE border=1><TR><TD>1</TD></TR></TABLE>", "web page"),
        ("网页.xls", b"<meta charset=\"gb2312\">\n<!-- x --><table></table>", "web page"),
        ("表格.xls", xml.as_bytes(), "XML table of Excel 2003"),
    ];
    for (name, bytes, says) in cases {
        let path = file(folder.path(), name, bytes);
        for format in ["", "format = \"xlsx\"\n"] {
            let said = refused(&path, &format!("{format}{MAPPING}"));
            assert!(said.contains(says), "{name} {format}: {said}");
        }
    }
}
