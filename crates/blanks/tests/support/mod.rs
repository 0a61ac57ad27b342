//! Files as offices have them, made by hand, and what stands in filled ones.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use std::io::{Cursor, Read, Write};

use blanks::{Value, Values};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// An archive of parts.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A part of a file, as it is written.
pub fn part(file: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The names of all parts.
pub fn parts(file: &[u8]) -> Vec<String> {
    let zip = ZipArchive::new(Cursor::new(file)).unwrap();
    zip.file_names().map(|name| name.unwrap().into_owned()).collect()
}

const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// A document of this body, with further parts.
pub fn document(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let types = format!(
        "<?xml version=\"1.0\"?><Types><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{DOCUMENT}\"/></Types>"
    );
    let body = around("w:document", &format!("<w:body>{body}</w:body>"));
    let mut all = vec![("[Content_Types].xml", types.as_str()), ("word/document.xml", body.as_str())];
    all.extend(more);
    archive(&all)
}

/// A part of a document.
pub fn around(root: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns:w=\"w\" xmlns:w14=\"w14\" xmlns:mc=\"mc\" xmlns:wps=\"wps\" xmlns:a=\"a\">{inside}</{root}>"
    )
}

/// A paragraph of runs.
pub fn p(runs: &[&str]) -> String {
    let runs: String = runs.iter().map(|text| format!("<w:r><w:t>{text}</w:t></w:r>")).collect();
    format!("<w:p>{runs}</w:p>")
}

/// A table of rows of cells.
pub fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", p(&[text]));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// The paragraphs of a document's part, each as it reads: a break is a line break.
pub fn paragraphs(file: &[u8], name: &str) -> Vec<String> {
    let text = part(file, name);
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut found, mut open, mut in_text): (Vec<String>, Vec<String>, bool) = (Vec::new(), Vec::new(), false);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Start(start) if start.local_name().as_ref() == "p" => open.push(String::new()),
            Event::Empty(start) if start.local_name().as_ref() == "p" => found.push(String::new()),
            Event::End(end) if end.local_name().as_ref() == "p" => found.push(open.pop().unwrap()),
            Event::Start(start) if start.local_name().as_ref() == "t" => in_text = true,
            Event::End(end) if end.local_name().as_ref() == "t" => in_text = false,
            Event::Empty(start) if start.local_name().as_ref() == "br" => open.last_mut().unwrap().push('\n'),
            Event::Text(text) if in_text => open.last_mut().unwrap().push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if in_text => {
                let name = entity.into_inner();
                let sign = quick_xml::escape::unescape(&format!("&{name};")).unwrap().into_owned();
                open.last_mut().unwrap().push_str(&sign);
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// Values with two lists: of promises two rows, of activities none.
pub fn values() -> Values {
    let mut values = Values::default();
    values.set("单位名称", Value::text("望澜市行政审批局"));
    values.set("年度", Value::whole(2025));
    values.set("兑现率", Value::Number { number: 0.987, text: "98.7%".into() });
    values.set("口号", Value::text("<好办> & \"快办\"\n=1+1 {{年度}}"));
    values.alias("unit.name", "单位名称");
    values.list("承诺", &["内容", "件数"]);
    values.row("承诺", vec![("内容", Value::text("8个工作日")), ("件数", Value::whole(120))]);
    values.row("承诺", vec![("内容", Value::text("一次告知"))]);
    values.row("承诺", vec![("内容", Value::text("=HYPERLINK(\"x\")")), ("件数", Value::whole(7))]);
    values.list("活动", &["名称"]);
    values.list("单位", &["名称"]);
    values.row("单位", vec![("名称", Value::text("甲局"))]);
    values.row("单位", vec![("名称", Value::text("乙局"))]);
    values
}
