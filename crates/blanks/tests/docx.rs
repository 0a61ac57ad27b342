//! Documents, awkward ones first.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use blanks::{At, BlankError, Kind, Value, Values, fill, places};
use proptest::prelude::*;

use support::{around, document, p, paragraphs, parts, table, values};

const BODY: &str = "word/document.xml";

/// A document's text, filled in.
fn filled(body: &str) -> Result<Vec<String>, BlankError> {
    Ok(paragraphs(&fill(Kind::Docx, &document(body, &[]), &values())?, BODY))
}

#[test]
fn places_are_filled_wherever_word_puts_them() {
    let proofed = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">由{</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>{单位</w:t></w:r><w:proofErr w:type=\"spellEnd\"/><w:r><w:t>名称}</w:t></w:r><w:hyperlink><w:r><w:t>}报送</w:t></w:r></w:hyperlink></w:p>";
    let boxed = "<w:p><w:r><w:t>前{{年度}}</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>框{{unit.</w:t><w:t>name}}</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>";
    let content = "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>{{年度}}</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let moved = "<w:p><w:moveFrom><w:r><w:t>{{年度}}</w:t></w:r></w:moveFrom><w:r><w:t>留</w:t></w:r></w:p>";
    let rows: [(&str, &[&str]); 9] = [
        (proofed, &["由望澜市行政审批局报送"]),
        (boxed, &["框望澜市行政审批局", "前2025后"]),
        (content, &["2025"]),
        (moved, &["{{年度}}留"]),
        (&p(&["{{年度}}年{{兑现率}}"]), &["2025年98.7%"]),
        (&p(&["{{口号}}"]), &["<好办> & \"快办\"\n=1+1 {{年度}}"]),
        (&p(&["没有 { 年度 } 的"]), &["没有 { 年度 } 的"]),
        ("<w:p/>", &[""]),
        (&p(&["｛｛年", "度｝｝"]), &["2025"]),
    ];
    for (body, expected) in rows {
        assert_eq!(filled(body).unwrap(), expected, "{body}");
    }
}

#[test]
fn the_first_run_gives_the_look() {
    let body =
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{{年</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>度}}</w:t></w:r></w:p>";
    let text = support::part(&fill(Kind::Docx, &document(body, &[]), &values()).unwrap(), BODY);
    assert!(text.contains("<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">2025</w:t>"), "{text}");
    assert!(text.contains("<w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\"/>"), "{text}");
}

#[test]
fn rows_are_repeated() {
    let one = table(&[&["承诺", "件数"], &["{{承诺.内容}}", "{{承诺.件数}}（{{年度}}）"], &["合计", "{{年度}}"]]);
    let expected: &[&str] = &[
        "承诺",
        "件数",
        "8个工作日",
        "120（2025）",
        "一次告知",
        "（2025）",
        "=HYPERLINK(\"x\")",
        "7（2025）",
        "合计",
        "2025",
    ];
    assert_eq!(filled(&one).unwrap(), expected);
    // A list without rows leaves one, which says so.
    assert_eq!(filled(&table(&[&["{{活动.名称}}", "{{年度}}"]])).unwrap(), ["—", "2025"]);
    assert_eq!(filled(&(p(&["{{活动.名", "称}}，{{年度}}。"]) + &p(&["完"]))).unwrap(), ["—", "完"]);
    // Two lists in two rows, and one outside of any table.
    let two = table(&[&["{{单位.名称}}"], &["{{承诺.内容}}"]]) + &p(&["见{{单位.名称}}。"]);
    let expected = ["甲局", "乙局", "8个工作日", "一次告知", "=HYPERLINK(\"x\")", "见甲局。", "见乙局。"];
    assert_eq!(filled(&two).unwrap(), expected);
    // A table within a row is repeated by itself.
    let inner =
        format!("<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>", p(&["{{年度}}"]), table(&[&["{{单位.名称}}"]]));
    assert_eq!(filled(&inner).unwrap(), ["2025", "甲局", "乙局"]);
    // What may stand only once does.
    let marked = "<w:p w14:paraId=\"1\"><w:bookmarkStart w:id=\"0\"/><w:r><w:t>{{单位.名称}}</w:t></w:r><w:bookmarkEnd w:id=\"0\"/></w:p>";
    let text = support::part(&fill(Kind::Docx, &document(marked, &[]), &values()).unwrap(), BODY);
    assert_eq!((text.matches("paraId").count(), text.matches("bookmark").count()), (1, 2), "{text}");
}

#[test]
fn headers_footers_and_notes_are_filled() {
    let header = around("w:hdr", &p(&["{{单位", "名称}}"]));
    let footer = around("w:ftr", &p(&["{{年度}}"]));
    let note = around("w:footnotes", &format!("<w:footnote>{}</w:footnote>", p(&["{{兑现率}}"])));
    let all = [
        ("word/header1.xml", header.as_str()),
        ("word/footer2.xml", &footer),
        ("word/footnotes.xml", &note),
        ("word/styles.xml", "{{no}}"),
    ];
    let file = document(&p(&["文"]), &all);
    let out = fill(Kind::Docx, &file, &values()).unwrap();
    assert_eq!(paragraphs(&out, "word/header1.xml"), ["望澜市行政审批局"]);
    assert_eq!(paragraphs(&out, "word/footer2.xml"), ["2025"]);
    assert_eq!(paragraphs(&out, "word/footnotes.xml"), ["98.7%"]);
    assert_eq!(parts(&out), parts(&file));
    let found = places(Kind::Docx, &file).unwrap();
    assert_eq!(found[0].at, At::Around { part: "header", begins: "{{单位名称}}".into() });
    // Nothing is in it of the hour.
    assert_eq!(out, fill(Kind::Docx, &file, &values()).unwrap());
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    use words::Language::Chinese;
    let rows: [(String, &str); 5] = [
        (
            p(&["一"]) + "<w:p/>" + &p(&["收到{{意见数}}条"]),
            "正文第 2 段（收到{{意见数}}条）：没有名为“意见数”的填写位置。名称见本页下方的表",
        ),
        (p(&["{{年度"]), "正文第 1 段（{{年度）：“{{年度”没有写完，填写位置要写成 {{名称}}"),
        (p(&["{{承诺.没有}}"]), "正文第 1 段（{{承诺.没有}}）：没有名为“承诺.没有”的填写位置。名称见本页下方的表"),
        (
            table(&[&["{{承诺.内容}}", "{{单位.名称}}"]]),
            "正文第 1 段（{{承诺.内容}}）：同一行里有“承诺”和“单位”两个清单。请分成两行",
        ),
        (p(&["{{ }}"]), "正文第 1 段（{{ }}）：“{{ }}”没有写完，填写位置要写成 {{名称}}"),
    ];
    for (body, expected) in rows {
        assert_eq!(filled(&body).unwrap_err().message().text(Chinese), expected);
    }
}

proptest! {
    /// Whatever is typed is read again, but for what such a file cannot hold.
    #[test]
    fn what_is_typed_is_read_again(typed in "(?s).{0,80}", cut in 0_usize..8) {
        let mut values = Values::default();
        values.set("甲", Value::text(typed.clone()));
        let place = "前{{甲}}后";
        let at = place.char_indices().map(|(at, _)| at).nth(cut).unwrap_or(place.len());
        let body = p(&[&place[..at], &place[at..]]);
        let out = fill(Kind::Docx, &document(&body, &[]), &values).unwrap();
        let kept: String = typed.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n")
            .chars().filter(|sign| matches!(sign, '\n' | '\t') || !(sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}'))).collect();
        prop_assert_eq!(paragraphs(&out, BODY), [format!("前{kept}后")]);
    }
}
