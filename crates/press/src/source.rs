//! The sources of an order: the templates, and the order itself as plain data beside them. Nothing that somebody wrote becomes markup.

use std::fmt::Write;

use serde_json::{Value, json};
use sheets::{Document, Layout, Order, Paper, Problem, Says, Sheet};

use crate::code;
use crate::fonts::{Fonts, is_unseen};
use crate::paper;

/// The templates that are part of the press, by name.
const TEMPLATES: [(&str, &str); 21] = [
    ("parts", include_str!("../plates/parts.typ")),
    ("frame", include_str!("../plates/frame.typ")),
    ("desk-plate", include_str!("../plates/desk-plate.typ")),
    ("badge", include_str!("../plates/badge.typ")),
    ("badge-large", include_str!("../plates/badge-large.typ")),
    ("window-plate", include_str!("../plates/window-plate.typ")),
    ("door-plate", include_str!("../plates/door-plate.typ")),
    ("wall-plate", include_str!("../plates/wall-plate.typ")),
    ("poster", include_str!("../plates/poster.typ")),
    ("display-board", include_str!("../plates/display-board.typ")),
    ("blackboard-paper", include_str!("../plates/blackboard-paper.typ")),
    ("promise-table", include_str!("../plates/promise-table.typ")),
    ("leaflet", include_str!("../plates/leaflet.typ")),
    ("card-square", include_str!("../plates/card-square.typ")),
    ("card-tall", include_str!("../plates/card-tall.typ")),
    ("paper-parts", include_str!("../plates/paper-parts.typ")),
    ("paper-house", include_str!("../plates/paper-house.typ")),
    ("paper-official", include_str!("../plates/paper-official.typ")),
    ("paper-case-study", include_str!("../plates/paper-case-study.typ")),
    ("paper-yearly-report", include_str!("../plates/paper-yearly-report.typ")),
    ("paper-press-release", include_str!("../plates/paper-press-release.typ")),
];

/// The sources and files of an order, by name.
pub(crate) struct Prepared {
    pub(crate) sources: Vec<(String, String)>,
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

/// Looks through an order, and makes ready what Typst is given. All that is wrong is told at once.
pub(crate) fn prepare(order: &Order, fonts: &Fonts) -> Result<Prepared, Vec<Problem>> {
    match &order.document {
        Some(document) => prepare_paper(order, document, fonts),
        None => prepare_sheets(order, fonts),
    }
}

fn prepare_paper(order: &Order, document: &Document, fonts: &Fonts) -> Result<Prepared, Vec<Problem>> {
    let mut problems = paper::missing(document, fonts);
    let row = paper::row(document).map_err(|problem| problems.push(problem));
    let (Ok(row), []) = (row, problems.as_slice()) else { return Err(problems) };
    let mut sources = sources(order);
    sources.push(("main.typ".to_owned(), paper::main(document.form)));
    let mut data = dated(order)?;
    if let Some(fields) = data.as_object_mut() {
        fields.insert("document".to_owned(), all_seen(row));
    }
    Ok(Prepared { sources, files: vec![("order.json".to_owned(), data.to_string().into_bytes())] })
}

fn prepare_sheets(order: &Order, fonts: &Fonts) -> Result<Prepared, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut used: Vec<&Layout> = Vec::new();
    let mut rows = Vec::new();
    for (number, sheet) in order.sheets.iter().enumerate() {
        let Some(layout) = order.layouts.iter().find(|layout| layout.name == sheet.layout) else {
            problems.push(Problem::NoLayout { name: sheet.layout.clone() });
            continue;
        };
        if !order.paper.takes(layout) {
            problems.push(Problem::TooLarge { layout: layout.name.clone() });
        }
        if !used.iter().any(|known| known.name == layout.name) {
            used.push(layout);
        }
        let lacks = layout.lacks(&sheet.says).into_iter().map(|text| Problem::Lacks { sheet: number, text });
        problems.extend(lacks);
        problems.extend(missing(number, &sheet.says, fonts));
        match row(number, sheet, layout, &mut files) {
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(problem),
        }
    }
    let mut sources = sources(order);
    let has = |layout: &&Layout| sources.iter().any(|(known, _)| *known == format!("{}.typ", layout.template));
    if let Some(layout) = used.iter().find(|layout| !has(layout)) {
        return Err(vec![Problem::NoLayout { name: layout.template.clone() }]);
    }
    if !problems.is_empty() {
        problems.dedup();
        return Err(problems);
    }
    let paper = match order.paper {
        Paper::Exact => json!({ "kind": "exact", "bleed": 0 }),
        Paper::Marks => json!({ "kind": "exact", "bleed": 3 }),
        Paper::A4 => json!({ "kind": "a4" }),
    };
    let mut data = dated(order)?;
    if let Some(fields) = data.as_object_mut() {
        fields.insert("sheets".to_owned(), Value::Array(rows));
        fields.insert("paper".to_owned(), paper);
    }
    files.push(("order.json".to_owned(), data.to_string().into_bytes()));
    sources.push(("main.typ".to_owned(), main(&used)));
    Ok(Prepared { sources, files })
}

/// What the file itself carries: its title and its day.
fn dated(order: &Order) -> Result<Value, Vec<Problem>> {
    let day: Vec<u32> = order.day.split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = day.as_slice() else {
        return Err(vec![Problem::Order { detail: format!("{:?} is no day", order.day) }]);
    };
    Ok(json!({ "title": seen(&order.title), "year": year, "month": month, "day": day }))
}

/// The characters of a sheet that no typeface has.
fn missing(number: usize, says: &Says, fonts: &Fonts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (name, text) in says.texts() {
        for character in text.chars().filter(|character| !is_unseen(*character) && !fonts.have(*character)) {
            problems.push(Problem::MissingCharacter { sheet: number, text: name.to_owned(), character });
        }
    }
    problems
}

/// A text without what is not seen.
fn seen(text: &str) -> String {
    text.chars().filter(|character| !is_unseen(*character)).collect()
}

/// The texts of a value without what is not seen.
fn all_seen(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(seen(&text)),
        Value::Array(values) => Value::Array(values.into_iter().map(all_seen).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, all_seen(value))).collect())
        }
        other => other,
    }
}

/// A sheet as a template is given it.
fn row(number: usize, sheet: &Sheet, layout: &Layout, files: &mut Vec<(String, Vec<u8>)>) -> Result<Value, Problem> {
    let says = &sheet.says;
    let code = if says.link.is_empty() {
        String::new()
    } else {
        code::svg(&says.link).ok_or(Problem::NoCode { sheet: number })?
    };
    let mark = match &says.mark {
        None => String::new(),
        Some(mark) => {
            let wrong = || Problem::Mark { sheet: number };
            let ending = match mark.media_type.as_str() {
                "image/svg+xml" => "svg",
                "image/png" => "png",
                "image/jpeg" => "jpg",
                _ => return Err(wrong()),
            };
            let bytes = bytes_of(&mark.hex).ok_or_else(wrong)?;
            // The same mark stands on many sheets.
            match files.iter().find(|(_, known)| *known == bytes) {
                Some((name, _)) => name.clone(),
                None => {
                    let name = format!("mark-{}.{ending}", files.len());
                    files.push((name.clone(), bytes));
                    name
                }
            }
        }
    };
    let colours: Vec<&String> = says.colours.iter().filter(|colour| is_colour(colour)).collect();
    let failed = |error: serde_json::Error| Problem::Order { detail: error.to_string() };
    let mut told = all_seen(serde_json::to_value(says).map_err(failed)?);
    if let Some(fields) = told.as_object_mut() {
        fields.insert("mark".to_owned(), Value::String(mark));
        fields.insert("code".to_owned(), Value::String(code));
        fields.insert("colours".to_owned(), json!(colours));
        fields.insert("both".to_owned(), Value::Bool(sheet.language == sheets::Language::Both));
        fields.insert("width".to_owned(), json!(layout.width));
        fields.insert("height".to_owned(), json!(layout.height));
        fields.insert("number".to_owned(), json!(number));
    }
    Ok(json!({
        "layout": layout.name, "width": layout.width, "height": layout.height, "sides": layout.sides, "says": told,
    }))
}

/// Whether a text is a colour as the web has it: `#0a6552`.
fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.chars().all(|sign| sign.is_ascii_hexdigit()))
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    if hex.len() % 2 == 1 { None } else { hex.as_bytes().chunks(2).map(pair).collect() }
}

/// The templates: those of the press, and those of the order.
fn sources(order: &Order) -> Vec<(String, String)> {
    let mut sources: Vec<(String, String)> =
        TEMPLATES.iter().map(|(name, source)| (format!("{name}.typ"), (*source).to_owned())).collect();
    for (name, source) in &order.templates {
        // An office's own template may take the place of one of ours.
        let file = format!("{name}.typ");
        sources.retain(|(known, _)| *known != file);
        sources.push((file, source.clone()));
    }
    sources
}

/// The source that all begins with: which template draws which layout. The names are checked when layouts are read.
fn main(used: &[&Layout]) -> String {
    let mut main = "#import \"/frame.typ\": print\n".to_owned();
    // A string takes whatever is written to it.
    for (number, layout) in used.iter().enumerate() {
        let _ = writeln!(main, "#import \"/{}.typ\" as layout-{number}", layout.template);
    }
    main.push_str("#print(json(\"/order.json\"), (\n");
    for (number, layout) in used.iter().enumerate() {
        let _ = writeln!(main, "  \"{}\": layout-{number}.face,", layout.name);
    }
    main.push_str("))\n");
    main
}
