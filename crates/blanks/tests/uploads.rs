//! What somebody might upload instead of a template: each is refused with a reason, and nothing breaks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::io::{Cursor, Write};

use blanks::{Kind, Values, fill, places};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use support::{archive, around, document, p, table, values};

fn bomb() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    for _ in 0..64 {
        zip.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn many_parts() -> Vec<u8> {
    let names: Vec<String> = (0..600).map(|number| format!("{number}.xml")).collect();
    archive(&names.iter().map(|name| (name.as_str(), "<a/>")).collect::<Vec<_>>())
}

/// A small row that becomes a large document: two million cells of a hundred rows each.
fn grows() -> Vec<u8> {
    let cells = vec!["字"; 40_000];
    let mut cells: Vec<&str> = cells;
    cells.push("{{承诺.内容}}");
    document(&table(&[&cells]), &[])
}

/// A workbook with a list, merged cells, formulas, an area and a header.
const WORKBOOK: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
    ),
    (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"甲\" r:id=\"r1\"/></sheets><definedNames><definedName name=\"a\">甲!$A$1:$B$3</definedName></definedNames></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"t/worksheet\" Target=\"sheet.xml\"/><Relationship Id=\"r2\" Type=\"t/sharedStrings\" Target=\"texts.xml\"/></Relationships>",
    ),
    ("xl/texts.xml", "<sst><si><t>{{承诺.内容}}</t></si><si><r><t>{{年</t></r><r><t>度}}</t></r></si></sst>"),
    (
        "xl/sheet.xml",
        "<worksheet><dimension ref=\"A1:B3\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><f>A1&amp;B$2</f><v>1</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><f>SUM(B1:B1)</f></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:B2\"/></mergeCells><headerFooter><oddHeader>{{年度}}</oddHeader></headerFooter></worksheet>",
    ),
];

#[test]
fn what_is_no_template_is_refused() {
    let types = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let cut = document(&p(&["一"]), &[]);
    let mut broken = document(&p(&["一二三四五六七八九十"]), &[]);
    for byte in broken.iter_mut().skip(400).take(40) {
        *byte ^= 0x55;
    }
    let body = around("w:document", "<w:body/>");
    let rows: [(&str, Vec<u8>, &str); 16] = [
        ("nothing", Vec::new(), "blank-not-a-file"),
        ("a text", b"name,value\n".to_vec(), "blank-not-a-file"),
        ("an old file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "blank-old"),
        ("a cut one", cut[..cut.len() / 2].to_vec(), "blank-not-a-file"),
        ("a broken one", broken, "blank-not-a-file"),
        ("another archive", archive(&[("a.txt", "a")]), "blank-no-office"),
        (
            "a presentation",
            archive(&[(
                "[Content_Types].xml",
                "<Types><Override ContentType=\"x/presentationml.presentation.main+xml\"/></Types>",
            )]),
            "blank-no-office",
        ),
        ("macros", archive(&[("[Content_Types].xml", types), ("word/vbaProject.bin", "")]), "blank-macros"),
        (
            "a path outside",
            archive(&[("[Content_Types].xml", types), ("word/../../document.xml", "")]),
            "blank-bad-name",
        ),
        ("a path from the root", archive(&[("/etc/passwd", "")]), "blank-bad-name"),
        ("the same part twice", archive(&[("word/document.xml", ""), ("Word/document.XML", "")]), "blank-bad-name"),
        ("a bomb", bomb(), "blank-too-large"),
        ("many parts", many_parts(), "blank-too-large"),
        (
            "a document type",
            archive(&[("[Content_Types].xml", types), ("word/document.xml", "<!DOCTYPE a><a/>")]),
            "blank-document-type",
        ),
        (
            "entities",
            archive(&[("[Content_Types].xml", types), ("word/document.xml", &body.replace("<w:body/>", "&lol;"))]),
            "blank-bad-xml",
        ),
        ("no XML", archive(&[("[Content_Types].xml", types), ("word/document.xml", "{{年度}}")]), "blank-bad-xml"),
    ];
    for (what, bytes, expected) in rows {
        let found = Kind::of(&bytes).and_then(|kind| places(kind, &bytes));
        assert_eq!(found.unwrap_err().message().key(), expected, "{what}");
    }
    let other = fill(Kind::Xlsx, &document(&p(&["一"]), &[]), &values()).unwrap_err();
    assert_eq!(other.message().key(), "blank-other-kind");
}

#[test]
fn what_grows_beyond_measure_is_refused() {
    let mut values = Values::default();
    values.list("承诺", &["内容"]);
    for _ in 0..100 {
        values.row("承诺", vec![]);
    }
    assert_eq!(fill(Kind::Docx, &grows(), &values).unwrap_err().message().key(), "blank-too-large");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// Any bytes in place of others of a file give an answer or a reason.
    #[test]
    fn changed_bytes_break_nothing(changes in prop::collection::vec((0_usize..1200, any::<u8>()), 1..6)) {
        let mut bytes = document(&table(&[&["{{承诺.内容}}", "{{年度}}"]]), &[]);
        let length = bytes.len();
        for (at, byte) in changes {
            bytes[at % length] = byte;
        }
        let _ = Kind::of(&bytes).and_then(|kind| fill(kind, &bytes, &values()));
    }

    /// So do any signs within the parts of a workbook.
    #[test]
    fn changed_workbooks_break_nothing(part in 1_usize..5, changes in prop::collection::vec((0_usize..900, "[<>{}&;a-z/ \"=:!$A-C0-9]{0,4}"), 1..6)) {
        let mut parts: Vec<(&str, String)> = WORKBOOK.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
        let mut text: Vec<char> = parts[part].1.chars().collect();
        for (at, signs) in changes {
            let at = at % text.len();
            text.splice(at..(at + 1).min(text.len()), signs.chars());
        }
        parts[part].1 = text.into_iter().collect();
        let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let _ = fill(Kind::Xlsx, &archive(&parts), &values());
    }

    /// So do any bytes within the text of a document.
    #[test]
    fn changed_texts_break_nothing(changes in prop::collection::vec((0_usize..600, "[<>{}&;a-z/ \"=：｛｝]{0,4}"), 1..6)) {
        let mut body: Vec<char> = table(&[&["{{承诺.内容}}", "{{年度}}"]]).chars().collect();
        for (at, text) in changes {
            let at = at % body.len();
            body.splice(at..(at + 1).min(body.len()), text.chars());
        }
        let bytes = document(&body.into_iter().collect::<String>(), &[]);
        let _ = fill(Kind::Docx, &bytes, &values());
    }
}
