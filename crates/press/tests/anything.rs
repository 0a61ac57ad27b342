//! Whatever is ordered, the press prints it or says why not.

mod made;

use std::sync::LazyLock;

use press::Press;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use sheets::{Output, Paper};

/// What a text can be made of that is markup, code, not seen, or long.
const PIECES: [&str; 20] = [
    "#panic(\"x\")",
    "$5$",
    "*办*",
    "_结_",
    "`r`",
    "\\",
    "\"",
    "]",
    "#{",
    "<a>",
    "@a",
    "//",
    "/*",
    "\u{202E}",
    "\u{0}",
    "\u{7}",
    "\n",
    "\u{3000}",
    "办",
    "Verwaltungsdienstleistungsangelegenheiten",
];

/// What no typeface has, or nobody has.
const MISSING: [&str; 4] = ["\u{FFFF}", "😀", "\u{0301}", "\u{10FFFF}"];

const MARKS: [&str; 6] = [
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>",
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1e39 -1'><path d='M0 0L1e39 1e-39z'/></svg>",
    "<svg",
    "\u{89}PNG\r\n\u{1a}\n",
    "",
];

const TEMPLATES: [&str; 10] = [
    "#let face(says, side) = [自己的 #says.unit]",
    "#let face(says, side) = face(says, side)",
    "#let face(says, side) = read(\"/order.json\")",
    "#let face(says, side) = { page[a]; pagebreak() }",
    "#let face(says, side) = panic(says)",
    "#let face(says, side) = context counter(page).final().at(9)",
    "#let face = (",
    "#import \"/main.typ\": *\n#let face(says, side) = []",
    "#let face(says, side) = rect(width: float.inf * 1pt)",
    "#let face(says, side) = [#metadata((sheet: -1, text: 1)) <too-long>]",
];

fn text() -> impl Strategy<Value = String> {
    let some = prop::collection::vec(prop::sample::select(&PIECES[..]), 1..5).prop_map(|pieces| pieces.concat());
    let long = (prop::sample::select(&PIECES[..]), 1_usize..60).prop_map(|(piece, times)| piece.repeat(times));
    prop_oneof![20 => Just(String::new()), 20 => some, 2 => long, 1 => "(?s).{0,9}", 1 => prop::sample::select(&MISSING[..]).prop_map(str::to_owned)]
}

/// Bytes of which an order is made: its choices, its texts, a mark, a template, the name of a layout and a day.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let choices = prop::collection::vec(any::<u8>(), made::CHOICES);
    let ends = (prop::sample::select(&MARKS[..]), prop::sample::select(&TEMPLATES[..]), text(), text());
    (choices, prop::collection::vec(text(), made::TEXTS), ends).prop_map(
        |(choices, texts, (mark, template, name, day))| {
            let texts = texts.iter().map(String::as_str).chain([mark, template, &name, &day]);
            let texts: Vec<&[u8]> = texts.map(str::as_bytes).collect();
            [choices, texts.join(&made::PARTS)].concat()
        },
    )
}

static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(Vec::new()));

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        rng_seed: RngSeed::Fixed(42),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_is_ordered_is_printed_or_told(bytes in bytes()) {
        let order = made::order(&bytes);
        let reply = PRESS.print(&order);
        made::check(&reply);
        // It says the same of the same order, whatever it printed before.
        prop_assert_eq!(PRESS.print(&order), reply);
    }
}

/// Many sheets are laid out some at a time: each is as it is alone, wherever it stands.
#[test]
fn a_sheet_among_many_is_as_it_is_alone() {
    let mut order = made::order(&[1, 0, 0, 1, 1]);
    assert_eq!((order.sheets[0].layout.as_str(), order.output, order.paper), ("badge", Output::Svg, Paper::Exact));
    let one = order.sheets[0].clone();
    let sheet = |number: usize| {
        let mut sheet = one.clone();
        sheet.says.link = format!("https://pinpai.example/{number}");
        sheet
    };
    order.sheets = (0..110).map(sheet).collect();
    let many = PRESS.print(&order);
    assert_eq!((many.files.len(), many.problems.len()), (110, 0));
    for number in [0, 99, 100, 109] {
        order.sheets = vec![sheet(number)];
        assert_eq!(PRESS.print(&order).files, many.files[number..=number], "sheet {number}");
    }
    // What is wrong with one far behind is told by its number.
    order.sheets = (0..110).map(sheet).collect();
    order.sheets[105].says.unit = "Verwaltungsdienstleistungsangelegenheiten".repeat(20);
    order.sheets[105].says.brand = String::new();
    assert_eq!(PRESS.print(&order).problems, [sheets::Problem::TooLong { sheet: 105, text: "unit".to_owned() }]);
}
