//! What is written can be read, and says what the paper says.
#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::io::{Cursor, Read};

use quick_xml::events::Event;
use sheets::{Bar, Block, Document};

/// The texts of the main part, paragraph after paragraph, as a reader of XML sees them; each part has to be whole.
fn texts(file: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("it is an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("it has a name").into_owned()).collect();
    let mut found = Vec::new();
    for name in names {
        let mut text = String::new();
        archive.by_name(&name).expect("it is there").read_to_string(&mut text).expect("it is UTF-8");
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut paragraph = String::new();
        loop {
            match reader.read_event().expect("each part is XML") {
                Event::Eof => break,
                Event::Text(text) if name == "word/document.xml" => paragraph.push_str(&text),
                Event::GeneralRef(name) => paragraph.push_str(match &*name {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    _ => "?",
                }),
                Event::End(tag) if tag.name().as_ref() == "w:p" && !paragraph.is_empty() => {
                    found.push(std::mem::take(&mut paragraph).trim().to_owned());
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn a_paper_says_in_the_file_what_it_says() {
    let text = |text: &str| text.to_owned();
    let paper = Document {
        issuer: text("朝华市政务服务和数据管理局"),
        title: text("“快办”<b>&\u{202E}\u{7}一年"),
        to: text("各县区"),
        blocks: vec![
            Block::Heading { level: 1, text: text("一、背景") },
            Block::Text { text: text("第一段。\n第二段 \"引号\"") },
            Block::Quote { text: text("五天就拿到了执照。"), source: text("一位申请人") },
            Block::Figure {
                name: text("企业设立登记"),
                share: text("98.2%"),
                interval: text("97.6%–98.7%"),
                cases: text("2,314"),
                period: text("2026-01–2026-10"),
                how: text("从受理到办结，按工作日"),
            },
            Block::Table {
                title: text("表"),
                heads: vec![text("甲"), text("乙")],
                rows: vec![vec![text("1")], vec![text("2"), text("3"), text("4")]],
            },
            Block::Bars {
                title: text("图"),
                note: text("怎样计算"),
                most: 1.0,
                bars: vec![Bar { label: text("1月"), shown: text("99%"), ..Bar::default() }],
            },
        ],
        attachments: vec![text("名单")],
        dated: text("2026年11月26日"),
        ..Document::default()
    };
    let found = texts(&docx::write(&paper).expect("it can be written"));
    let expected = [
        "“快办”<b>&一年",
        "各县区：",
        "一、背景",
        "第一段。",
        "第二段 \"引号\"",
        "五天就拿到了执照。",
        "一位申请人",
        "企业设立登记",
        "按时兑现",
        "95%置信区间",
        "件数",
        "时间",
        "98.2%",
        "97.6%–98.7%",
        "2,314",
        "2026-01–2026-10",
        "从受理到办结，按工作日",
        "表",
        "甲",
        "乙",
        "1",
        "2",
        "3",
        "4",
        "图",
        "1月",
        "99%",
        "怎样计算",
        "附件：1. 名单",
        "朝华市政务服务和数据管理局",
        "2026年11月26日",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_paper_that_says_nothing_is_a_file_all_the_same() {
    assert!(texts(&docx::write(&Document::default()).expect("it can be written")).is_empty());
}
