//! Orders made of any bytes, for the test that tries some and for the fuzzer that tries many.
//!
//! The first bytes choose what is printed and how; the others are its texts, parted by a byte that no text has. A text that is not
//! there is an ordinary one, so that most orders come as far as the page.

use sheets::{Figure, Language, Layouts, Mark, Order, Output, Paper, Person, Place, Says, Sheet};

/// Parts two texts. It is no part of any UTF-8.
pub(crate) const PARTS: u8 = 0xFF;
/// How many bytes choose.
pub(crate) const CHOICES: usize = 7;

/// How many texts there are before the mark, the template, the name of a layout and the day.
pub(crate) const TEXTS: usize = 20;

/// An order, whatever the bytes.
pub(crate) fn order(bytes: &[u8]) -> Order {
    let choice = |place: usize| usize::from(bytes.get(place).copied().unwrap_or_default());
    let mut pieces = bytes.get(CHOICES..).unwrap_or_default().split(|byte| *byte == PARTS);
    let mut layouts = Layouts::built_in().map(|layouts| layouts.all().to_vec()).unwrap_or_default();
    let layout = choice(0) % layouts.len().max(1);
    let mut piece = || pieces.next().filter(|piece| !piece.is_empty());
    let mut text = |usual: &str| piece().map_or(usual.to_owned(), |piece| String::from_utf8_lossy(piece).into_owned());
    let mut says = Says {
        unit: text("市政务服务中心"),
        brand: text("快办"),
        promise: text("5个工作日办结"),
        promise_en: text("Done in 5 working days"),
        slogan: text("一窗受理"),
        story: text("从前要跑七个部门。"),
        contact: text("12345"),
        link: text("https://pinpai.example/p/1"),
        version: text("K7Q2MX"),
        colours: vec![text("#0a6552")],
        ..Says::default()
    };
    let person = Person { name: text("张三"), post: text("受理岗"), duties: text(""), ..Person::default() };
    let place =
        Place { what: text("登记即时办结"), limit: text("60分钟"), share: text("91%"), ..Place::default() };
    let figure = Figure { share: text("98%"), cases: text("2,314"), month: text("2026-10"), ..Figure::default() };
    let title = text("样张");
    let (mark, template, name_of_layout, day) = (text(""), text(""), text(""), text("2026-11-26"));
    let has = |bit: u32| choice(4) & (1 << bit) != 0;
    // Most orders have a layout, what it needs, and a day that can be.
    let is_odd = choice(4) >= 0xE0;
    let day = if is_odd { day } else { "2026-11-26".to_owned() };
    says.person = (has(0) || !is_odd).then_some(person);
    says.figure = has(1).then_some(figure);
    says.promises = if has(2) || !is_odd { vec![place; 1 + choice(5) % 12] } else { Vec::new() };
    if has(3) {
        let media_type = ["image/svg+xml", "image/png", "image/jpeg", "text/html"];
        let media_type = media_type.get(choice(6) % media_type.len()).copied().unwrap_or_default().to_owned();
        says.mark = Some(Mark { media_type, hex: mark.bytes().map(|byte| format!("{byte:02x}")).collect() });
    }
    let mut templates = std::collections::BTreeMap::new();
    let mut name = String::new();
    let mut paper = Paper::ALL.get(choice(2) % 3).copied().unwrap_or(Paper::Exact);
    if let Some(layout) = layouts.get_mut(layout) {
        if has(4) {
            templates.insert(layout.template.clone(), template);
        }
        if is_odd {
            layout.name = name_of_layout;
            layout.width = f64::from(u8::try_from(choice(5)).unwrap_or_default()) - 20.0;
        }
        name.clone_from(&layout.name);
        if !is_odd && !paper.takes(layout) {
            paper = Paper::Marks;
        }
    }
    let language = if choice(1) % 2 == 0 { Language::Chinese } else { Language::Both };
    let output = match choice(3) % 3 {
        0 => Output::Pdf,
        1 => Output::Svg,
        _ => Output::Png { dpi: 10.0 },
    };
    let sheet = Sheet { layout: name, language, says };
    Order { sheets: vec![sheet; 1 + choice(6) % 3], layouts, document: None, templates, output, paper, title, day }
}

/// Sees to it that a reply is one: files, or why there are none.
pub(crate) fn check(reply: &sheets::Reply) {
    assert_ne!(reply.files.is_empty(), reply.problems.is_empty(), "{:?}", reply.problems);
}
