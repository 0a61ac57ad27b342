//! Workbooks as offices have them: titles above the headings, a sheet for each month, and files that are none or that would fill
//! the memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use facts::FileRecords;
use rust_xlsxwriter::Workbook;
use support::{all, file, source};
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
