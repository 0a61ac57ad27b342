//! Every paper, as it comes out: its pages, its text, its code, its picture.

use press::Press;
use sheets::{Block, Document, Form, Output, Problem};

use crate::samples::papers::{of, order, papers};
use crate::tools::{boxes, close, codes, compare, is_near, poppler, press, printed};

/// Dots an inch at which A4 is 320 pixels wide.
const SMALL: f64 = 320.0 / (210.0 / 25.4);

fn all() -> impl Iterator<Item = (&'static str, Form, Document)> {
    let each = |form: Form| papers().into_iter().map(move |(name, paper)| (name, form, of(form, &paper)));
    Form::ALL.into_iter().flat_map(each)
}

fn pages_of(info: &str) -> usize {
    let line = info.lines().find_map(|line| line.strip_prefix("Pages:")).expect("it says how many pages");
    line.trim().parse().expect("it is a number")
}

#[test]
fn a_paper_has_pages_of_a4_and_says_what_was_typed() {
    for (name, form, paper) in all() {
        let pdf = printed(&order(paper.clone(), Output::Pdf)).remove(0);
        let Some(info) = poppler("pdfinfo", &["-box", "-"], &pdf) else { return };
        let [left, bottom, right, top] = boxes(&info, "MediaBox");
        assert!(is_near(right - left, 210.0) && is_near(top - bottom, 297.0), "{name} {form:?}: {info}");
        let pages = pages_of(&info);
        let expected = match name {
            "empty" => 1..=1,
            "short" => 1..=2,
            "long" => 8..=40,
            _ => 2..=4,
        };
        assert!(expected.contains(&pages), "{name} {form:?}: {pages} pages");
        let Some(text) = poppler("pdftotext", &["-raw", "-", "-"], &pdf) else { return };
        let text = close(&text);
        let is_seen = |sign: &char| !sign.is_control() && !matches!(sign, '\u{200F}' | '\u{202E}');
        for words in paper.texts().into_iter().flat_map(|(_, words)| words.lines()) {
            let signs: Vec<char> = close(&words.chars().filter(is_seen).collect::<String>()).chars().collect();
            // Where a text goes on over the edge of a page its number stands between: so much may be parted, and no more.
            let parts = signs.chunks(12).map(|part| part.iter().collect::<String>());
            let lost: Vec<String> = parts.filter(|part| !text.contains(part)).collect();
            assert!(lost.len() < pages, "{name} {form:?}: {lost:?} is not in {text}");
        }
    }
}

#[test]
fn a_table_of_two_hundred_rows_goes_over_pages_with_its_heads_on_each() {
    let rows = (1..=200).map(|row| vec![format!("第{row}行"), row.to_string()]).collect();
    let table =
        Block::Table { title: "长表".to_owned(), heads: vec!["甲列".to_owned(), "乙列".to_owned()], rows };
    for form in Form::ALL {
        let paper = Document { form, blocks: vec![table.clone()], ..Document::default() };
        let pdf = printed(&order(paper, Output::Pdf)).remove(0);
        let Some(info) = poppler("pdfinfo", &["-"], &pdf) else { return };
        let text = close(&poppler("pdftotext", &["-raw", "-", "-"], &pdf).expect("both are there"));
        // Whether the first page has any of it is the form's own.
        let heads = text.matches("甲列").count();
        assert!(heads == pages_of(&info) || heads + 1 == pages_of(&info), "{form:?}: {heads}");
        assert!((1..=200).all(|row| text.contains(&format!("第{row}行"))), "{form:?}");
    }
}

#[test]
fn the_code_of_a_paper_leads_where_it_says() {
    for form in Form::ALL {
        for (name, paper) in papers().into_iter().filter(|(name, _)| ["usual", "english"].contains(name)) {
            let link = paper.link.clone();
            let pages = printed(&order(of(form, &paper), Output::Png { dpi: 150.0 }));
            let found: Vec<String> = pages.iter().flat_map(|page| codes(page)).collect();
            assert_eq!(found, [link], "{name} {form:?}");
        }
    }
}

#[test]
fn a_paper_looks_as_it_did() {
    for (name, form, paper) in all() {
        let pages = printed(&order(paper, Output::Png { dpi: SMALL }));
        for (number, page) in pages.iter().take(2).enumerate() {
            compare(page, &format!("paper-{}-{name}-{number}.png", form.name()));
        }
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    for (name, form, paper) in all().filter(|(name, ..)| *name == "english") {
        for output in [Output::Pdf, Output::Svg] {
            let order = order(paper.clone(), output);
            assert_eq!(printed(&order), Press::new(Vec::new()).print(&order).files, "{name} {form:?} {output:?}");
        }
    }
}

#[test]
fn headings_are_the_outline_of_the_file() {
    let (_, _, paper) = all().next().expect("there is a paper");
    let pdf = printed(&order(paper, Output::Pdf)).remove(0);
    assert!(pdf.windows(9).any(|bytes| bytes == b"/Outlines"), "there is no outline");
}

#[test]
fn what_a_paper_cannot_say_is_told_before_it_is_printed() {
    let of = |change: &dyn Fn(&mut Document)| {
        let (_, mut paper) = papers().remove(0);
        change(&mut paper);
        press().print(&order(paper, Output::Pdf)).problems
    };
    let missing = |text: &str| Problem::MissingCharacter { sheet: 0, text: text.to_owned(), character: '😀' };
    assert_eq!(of(&|paper| paper.title = "通😀知😀".to_owned()), [missing("title")]);
    assert_eq!(of(&|paper| paper.blocks.push(Block::Text { text: "好😀".to_owned() })), [missing("block")]);
    assert_eq!(of(&|paper| paper.attachments.push("表😀".to_owned())), [missing("attachments")]);
    assert_eq!(of(&|paper| paper.link = "x".repeat(5000)), [Problem::NoCode { sheet: 0 }]);
    // Each text that is told has a name in words.
    for text in ["title", "issuer", "number", "to", "dated", "note", "block", "attachments", "contact", "link"] {
        let told = missing(text).message();
        for language in [words::Language::Chinese, words::Language::English] {
            assert!(!told.text(language).contains("sheet-text"), "{text}");
        }
    }
}
