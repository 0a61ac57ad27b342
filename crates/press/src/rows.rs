//! The sheets of an order as templates are given them, some at a time: plain data, and the pictures that stand on them.
//!
//! Sheets know nothing of each other, so ten thousand are laid out as a hundred times a hundred: what Typst remembers of the first is
//! forgotten before the last, and two cores work at once. Their pages then stand in one file.

use std::collections::HashMap;

use serde_json::{Map, Value, json};
use sheets::{Layout, Order, Paper, Problem, Sheet};

use crate::code;
use crate::fonts::is_unseen;

/// About so many sheets are laid out at a time.
const AT_A_TIME: usize = 100;
/// What an office printer leaves white at the edges, mm.
const MARGIN: f64 = 5.0;
/// A4, mm.
const A4: [f64; 2] = [210.0, 297.0];

/// A sheet with its place in the order and its layout.
pub(crate) type Numbered<'a> = (usize, &'a Sheet, &'a Layout);

/// A file of an order: its name, and what is in it.
pub(crate) type Named = (String, Vec<u8>);

/// How sheets of a layout stand on A4.
struct Grid {
    upright: bool,
    columns: usize,
    rows: usize,
}

impl Grid {
    fn of(layout: &Layout) -> Self {
        let [short, long] = A4;
        let upright = layout.width <= short && layout.height <= long;
        let [across, down] = if upright { [short, long] } else { [long, short] };
        // A gap of nothing: one cut parts two sheets.
        let fit = |room: f64, size: f64| ((room - 2.0 * MARGIN) / size).floor().max(1.0) as usize;
        Self { upright, columns: fit(across, layout.width), rows: fit(down, layout.height) }
    }
}

/// The sheets in the order in which they are printed, some at a time; a page of A4 is never parted.
pub(crate) fn batches<'a>(order: &Order, sheets: &[Numbered<'a>]) -> Vec<Vec<Numbered<'a>>> {
    if order.paper != Paper::A4 {
        return sheets.chunks(AT_A_TIME).map(<[_]>::to_vec).collect();
    }
    // Sheets of one layout stand together, in their order.
    let mut groups: Vec<(&Layout, Vec<Numbered<'a>>)> = Vec::new();
    for sheet in sheets {
        match groups.iter_mut().find(|(layout, _)| layout.name == sheet.2.name) {
            Some((_, group)) => group.push(*sheet),
            None => groups.push((sheet.2, vec![*sheet])),
        }
    }
    let parted = |(layout, group): &(&Layout, Vec<Numbered<'a>>)| -> Vec<Vec<Numbered<'a>>> {
        let grid = Grid::of(layout);
        let page = grid.columns * grid.rows;
        group.chunks(AT_A_TIME.div_ceil(page) * page).map(<[_]>::to_vec).collect()
    };
    groups.iter().flat_map(parted).collect()
}

/// The data and pictures of some sheets, beside what the file itself carries.
///
/// # Errors
/// What is wrong with a code or a mark.
pub(crate) fn files(order: &Order, dated: &Value, sheets: &[Numbered<'_>]) -> Result<Vec<Named>, Vec<Problem>> {
    let mut pictures = Pictures::default();
    let mut problems = Vec::new();
    let mut rows = Vec::new();
    let mut grids = Map::new();
    for (number, sheet, layout) in sheets {
        match row(*number, sheet, layout, &mut pictures) {
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(problem),
        }
        if order.paper == Paper::A4 && !grids.contains_key(&layout.name) {
            let grid = Grid::of(layout);
            let said = json!({ "upright": grid.upright, "columns": grid.columns, "rows": grid.rows });
            grids.insert(layout.name.clone(), said);
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let paper = match order.paper {
        Paper::Exact => json!({ "kind": "exact", "bleed": 0 }),
        Paper::Marks => json!({ "kind": "exact", "bleed": 3 }),
        Paper::A4 => json!({ "kind": "a4", "grids": grids }),
    };
    let mut data = dated.clone();
    if let Some(fields) = data.as_object_mut() {
        fields.insert("sheets".to_owned(), Value::Array(rows));
        fields.insert("paper".to_owned(), paper);
    }
    let mut files = pictures.files;
    files.push(("order.json".to_owned(), data.to_string().into_bytes()));
    Ok(files)
}

/// Pictures by what they are of: the same code and the same mark stand on many sheets, and are drawn once.
#[derive(Default)]
struct Pictures<'a> {
    codes: HashMap<&'a str, String>,
    marks: HashMap<(&'a str, &'a str), String>,
    files: Vec<Named>,
}

impl<'a> Pictures<'a> {
    /// The name of the picture of a code; nothing for a text that is too long for any.
    fn code(&mut self, link: &'a str) -> Option<String> {
        if let Some(name) = self.codes.get(link) {
            return Some(name.clone());
        }
        let name = format!("code-{}.svg", self.codes.len());
        self.files.push((name.clone(), code::svg(link)?.into_bytes()));
        self.codes.insert(link, name.clone());
        Some(name)
    }

    /// The name of a mark; nothing for what is no picture.
    fn mark(&mut self, media_type: &'a str, hex: &'a str) -> Option<String> {
        if let Some(name) = self.marks.get(&(media_type, hex)) {
            return Some(name.clone());
        }
        let ending = match media_type {
            "image/svg+xml" => "svg",
            "image/png" => "png",
            "image/jpeg" => "jpg",
            _ => return None,
        };
        let name = format!("mark-{}.{ending}", self.marks.len());
        self.files.push((name.clone(), bytes_of(hex)?));
        self.marks.insert((media_type, hex), name.clone());
        Some(name)
    }
}

/// A text without what is not seen.
pub(crate) fn seen(text: &str) -> String {
    text.chars().filter(|character| !is_unseen(*character)).collect()
}

/// The texts of a value without what is not seen.
pub(crate) fn all_seen(value: Value) -> Value {
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
fn row<'a>(number: usize, sheet: &'a Sheet, layout: &Layout, pictures: &mut Pictures<'a>) -> Result<Value, Problem> {
    let says = &sheet.says;
    let code = if says.link.is_empty() {
        String::new()
    } else {
        pictures.code(&says.link).ok_or(Problem::NoCode { sheet: number })?
    };
    let mark = match &says.mark {
        None => String::new(),
        Some(mark) => pictures.mark(&mark.media_type, &mark.hex).ok_or(Problem::Mark { sheet: number })?,
    };
    let colours: Vec<&String> = says.colours.iter().filter(|colour| is_colour(colour)).collect();
    let mut told = serde_json::to_value(says).map_err(|error| Problem::Order { detail: error.to_string() })?;
    if let Some(fields) = told.as_object_mut() {
        // It is long, and stands in a file.
        fields.remove("mark");
    }
    let mut told = all_seen(told);
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
    let digit = |sign: u8| char::from(sign).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    hex.as_bytes().chunks(2).map(pair).collect()
}
