//! Every sheet, as it comes out: its size, its text, its code, its picture.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod papers;
mod samples;
mod tools;

use press::Press;
use sheets::{Language, Output, Paper, Problem, Says};
use tools::{boxes, close, codes, compare, is_near, pixels, poppler, press, printed};

fn all() -> Vec<(&'static str, Says)> {
    std::iter::once(("usual", samples::says())).chain(samples::awkward()).collect()
}

#[test]
fn a_sheet_is_as_large_as_its_layout_says() {
    for layout in samples::layouts() {
        for (paper, around) in [(Paper::Exact, 0.0), (Paper::Marks, 9.0)] {
            let sheet = samples::sheet(&layout, Language::Both, samples::says());
            let pdf = printed(&samples::order(vec![sheet], Output::Pdf, paper)).remove(0);
            let Some(info) = poppler("pdfinfo", &["-box", "-"], &pdf) else { return };
            let [left, bottom, right, top] = boxes(&info, "MediaBox");
            assert!(is_near(right - left, layout.width + 2.0 * around), "{} {paper:?}: {info}", layout.name);
            assert!(is_near(top - bottom, layout.height + 2.0 * around), "{} {paper:?}: {info}", layout.name);
            let [left, bottom, right, top] = boxes(&info, "TrimBox");
            assert!(is_near(right - left, layout.width) && is_near(top - bottom, layout.height), "{info}");
            assert!(is_near(left, around), "{} {paper:?}: {info}", layout.name);
            let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).map(str::trim);
            assert_eq!(pages, Some(layout.sides.to_string().as_str()), "{}", layout.name);
        }
    }
}

#[test]
fn a_text_comes_out_as_it_was_typed() {
    for (name, says) in all() {
        for layout in samples::layouts() {
            let sheet = samples::sheet(&layout, Language::Both, says.clone());
            let person = sheet.says.person.clone();
            let pdf = printed(&samples::order(vec![sheet], Output::Pdf, Paper::Exact)).remove(0);
            let Some(text) = poppler("pdftotext", &["-raw", "-", "-"], &pdf) else { return };
            let text = close(&text);
            let mut expected = vec![says.unit.clone()];
            match layout.about {
                sheets::About::Person => {
                    let person = person.expect("a badge has somebody");
                    expected.extend([person.name, person.name_en, person.post, person.duties]);
                }
                sheets::About::Promise => {
                    expected.extend([says.brand.clone(), says.promise.clone(), says.promise_en.clone()])
                }
                sheets::About::Brand => expected.push(says.brand.clone()),
            }
            // What is not seen is not printed; all else is.
            let is_seen = |sign: &char| !sign.is_control() && !matches!(sign, '\u{200F}' | '\u{202E}');
            for words in expected {
                let words = close(&words.chars().filter(is_seen).collect::<String>());
                assert!(text.contains(&words), "{name} {}: {words} is not in {text}", layout.name);
            }
        }
    }
}

#[test]
fn a_code_leads_where_it_says() {
    for layout in samples::layouts() {
        let sheet = samples::sheet(&layout, Language::Chinese, samples::says());
        let pages = printed(&samples::order(vec![sheet], Output::Png { dpi: 150.0 }, Paper::Exact));
        for (side, page) in pages.iter().enumerate() {
            assert_eq!(codes(page), [samples::says().link], "{} side {side}", layout.name);
        }
    }
}

#[test]
fn pictures_for_messages_have_the_pixels_that_messages_take() {
    for (name, size) in [("card-square", (1080, 1080)), ("card-tall", (1080, 1440))] {
        let layouts = samples::layouts();
        let card = layouts.iter().find(|layout| layout.name == name).expect("there is a card");
        let sheet = samples::sheet(card, Language::Chinese, samples::says());
        let dpi = card.dpi.expect("it is sent as a picture");
        let page = printed(&samples::order(vec![sheet], Output::Png { dpi }, Paper::Exact)).remove(0);
        let (width, height, _) = pixels(&page);
        assert_eq!((width, height), size, "{name}");
    }
}

/// The pictures were looked at when they were kept: `cargo xtask shots` makes them anew.
#[test]
fn a_sheet_looks_as_it_did() {
    for (name, says) in all() {
        for layout in samples::layouts() {
            for language in Language::ALL {
                let dpi = 320.0 / (layout.width / 25.4);
                let sheet = samples::sheet(&layout, language, says.clone());
                let pages = printed(&samples::order(vec![sheet], Output::Png { dpi }, Paper::Exact));
                assert_eq!(pages.len(), usize::from(layout.sides));
                for (side, page) in pages.iter().enumerate() {
                    compare(page, &format!("{}-{}-{name}-{side}.png", layout.name, language.name()));
                }
            }
        }
    }
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    let layouts = samples::layouts();
    let sheets = || layouts.iter().map(|layout| samples::sheet(layout, Language::Both, samples::says())).collect();
    for output in [Output::Pdf, Output::Svg] {
        let order = samples::order(sheets(), output, Paper::Exact);
        let other = Press::new(Vec::new());
        assert_eq!(printed(&order), other.print(&order).files, "{output:?}");
    }
}

#[test]
fn badges_stand_side_by_side_on_a4() {
    let layouts = samples::layouts();
    let badge = layouts.iter().find(|layout| layout.name == "badge").expect("there is a badge");
    let sheets = (0..23).map(|_| samples::sheet(badge, Language::Chinese, samples::says())).collect();
    let pdf = printed(&samples::order(sheets, Output::Pdf, Paper::A4)).remove(0);
    let Some(info) = poppler("pdfinfo", &["-"], &pdf) else { return };
    // Two beside one another, eleven below one another: 22 on the first page.
    assert!(info.lines().any(|line| line.starts_with("Pages:") && line.ends_with(" 2")), "{info}");
    assert!(info.contains("(A4)"), "{info}");
    // What is larger than A4 is told.
    let board = layouts.iter().find(|layout| layout.name == "display-board").expect("there is a board");
    let order = samples::order(vec![samples::sheet(board, Language::Chinese, samples::says())], Output::Pdf, Paper::A4);
    assert_eq!(press().print(&order).problems, [Problem::TooLarge { layout: "display-board".to_owned() }]);
}

#[test]
fn what_cannot_be_printed_is_told_before_it_is() {
    let plate = &samples::layouts()[0];
    let of = |change: &dyn Fn(&mut Says)| {
        let mut says = samples::says();
        change(&mut says);
        let sheets = vec![
            samples::sheet(plate, Language::Chinese, samples::says()),
            samples::sheet(plate, Language::Chinese, says),
        ];
        press().print(&samples::order(sheets, Output::Pdf, Paper::Exact)).problems
    };
    let text = |name: &str| name.to_owned();
    let missing = Problem::MissingCharacter { sheet: 1, text: text("slogan"), character: '😀' };
    assert_eq!(of(&|says| says.slogan = "一窗😀".to_owned()), [missing]);
    assert_eq!(of(&|says| says.promise = String::new()), [Problem::Lacks { sheet: 1, text: text("promise") }]);
    let long = of(&|says| says.promise = "自受理之日起五个工作日内办结".repeat(40));
    assert_eq!(long, [Problem::TooLong { sheet: 1, text: text("promise") }]);
    // A word that cannot be parted and is wider than its line is no better.
    let wide = of(&|says| says.unit = "Verwaltungsdienstleistungsdatenverwaltungsangelegenheiten".repeat(4));
    assert_eq!(wide, [Problem::TooLong { sheet: 1, text: text("unit") }]);
    assert_eq!(of(&|says| says.link = "x".repeat(5000)), [Problem::NoCode { sheet: 1 }]);
}

#[test]
fn a_template_and_a_mark_reach_nothing() {
    let layout = || samples::layouts()[0].clone();
    let of_template = |source: &str| {
        let sheet = samples::sheet(&layout(), Language::Chinese, samples::says());
        let mut order = samples::order(vec![sheet], Output::Svg, Paper::Exact);
        order.templates.insert("desk-plate".to_owned(), source.to_owned());
        press().print(&order)
    };
    let fine = of_template("#let face(says, side) = [自己的#says.unit]");
    assert_eq!((fine.problems.len(), fine.files.len()), (0, 2), "{:?}", fine.problems);
    for source in [
        "#let face(says, side) = read(\"/etc/passwd\")",
        "#let face(says, side) = read(\"../../../../etc/passwd\")",
        "#let face(says, side) = image(\"file:///etc/passwd\")",
        "#import \"@preview/cetz:0.3.0\": canvas\n#let face(says, side) = []",
        "#let face(says, side) = datetime.today()",
        "#let face = (",
    ] {
        let reply = of_template(source);
        assert!(
            matches!(reply.problems.as_slice(), [Problem::Template { .. }, ..]) && reply.files.is_empty(),
            "{source}"
        );
    }
    let of_mark = |media_type: &str, bytes: &str| {
        let hex = bytes.bytes().map(|byte| format!("{byte:02x}")).collect();
        let mark = Some(sheets::Mark { media_type: media_type.to_owned(), hex });
        let sheet = samples::sheet(&layout(), Language::Chinese, Says { mark, ..samples::says() });
        press().print(&samples::order(vec![sheet], Output::Svg, Paper::Exact))
    };
    let svg = |inner: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">{inner}</svg>"
        )
    };
    let secret = std::env::current_dir().expect("there is a folder").join("Cargo.toml");
    let loads =
        format!("<image href=\"{}\" width=\"9\" height=\"9\"/><rect width=\"3\" height=\"3\"/>", secret.display());
    // Whether it is drawn without what it would load or refused, what it would load is not in it.
    for file in of_mark("image/svg+xml", &svg(&loads)).files {
        assert!(!String::from_utf8_lossy(&file).contains("mingpai-press"), "a mark loads a file");
    }
    for wrong in ["", "no picture", "<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><!ENTITY a \"&a;\"></svg>"] {
        assert!(!of_mark("image/svg+xml", wrong).problems.is_empty(), "{wrong}");
    }
    assert_eq!(of_mark("text/html", "<p>").problems, [Problem::Mark { sheet: 0 }]);
    // What would grow without end, or be drawn for ever, is refused or drawn like any other.
    let deep = format!("{}<rect width=\"3\" height=\"3\"/>{}", "<g>".repeat(20_000), "</g>".repeat(20_000));
    let uses: String = (1..9)
        .map(|level: u8| {
            format!("<g id=\"a{level}\">{}</g>", format!("<use xlink:href=\"#a{}\"/>", level - 1).repeat(10))
        })
        .collect();
    let bomb = format!("<defs><g id=\"a0\"><rect width=\"1\" height=\"1\"/></g>{uses}</defs><use xlink:href=\"#a8\"/>");
    for (endless, is_refused) in [
        (deep.as_str(), true),
        (bomb.as_str(), true),
        ("<path d=\"M0 0L9 9\" stroke=\"#000\" stroke-dasharray=\"0.0000001\"/>", false),
        (
            "<pattern id=\"p\" width=\"1e-5\" height=\"1e-5\" patternUnits=\"userSpaceOnUse\"><rect width=\"1\" height=\"1\"/></pattern><rect width=\"9\" height=\"9\" fill=\"url(#p)\"/>",
            false,
        ),
        (
            "<filter id=\"f\"><feGaussianBlur stdDeviation=\"1e6\"/></filter><rect filter=\"url(#f)\" width=\"1e9\" height=\"1e9\"/>",
            false,
        ),
    ] {
        let reply = of_mark("image/svg+xml", &svg(endless));
        assert_eq!(reply.files.is_empty(), is_refused, "{:?}", reply.problems);
    }
}
