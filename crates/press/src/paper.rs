//! A paper of several pages, as its template is given it: what is reckoned is reckoned here, so that a template only draws.

use serde_json::{Value, json};
use sheets::{Bar, Block, Document, Form, Problem};

use crate::code;
use crate::fonts::Fonts;

/// The template of a form.
pub(crate) fn template(form: Form) -> String {
    format!("paper-{}", form.name())
}

/// The source that all begins with.
pub(crate) fn main(form: Form) -> String {
    format!("#import \"/{}.typ\": paper\n#paper(json(\"/order.json\"))\n", template(form))
}

/// The characters that no typeface has, each told once for a text: a paper may have the same one on every page.
pub(crate) fn missing(paper: &Document, fonts: &Fonts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (name, text) in paper.texts() {
        for character in fonts.lacks(text) {
            let problem = Problem::MissingCharacter { sheet: 0, text: name.to_owned(), character };
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
    problems
}

/// A paper as data.
pub(crate) fn row(paper: &Document) -> Result<Value, Problem> {
    let code = if paper.link.is_empty() {
        String::new()
    } else {
        code::svg(&paper.link).ok_or(Problem::NoCode { sheet: 0 })?
    };
    let blocks: Vec<Value> = paper.blocks.iter().map(block).collect();
    Ok(json!({
        "english": paper.english, "issuer": paper.issuer, "number": paper.number, "title": paper.title,
        "subtitle": paper.subtitle, "to": paper.to, "blocks": blocks, "attachments": paper.attachments,
        "dated": paper.dated, "contact": paper.contact, "note": paper.note, "link": paper.link, "code": code,
    }))
}

fn block(block: &Block) -> Value {
    match block {
        Block::Heading { level, text } => json!({ "kind": "heading", "level": (*level).clamp(1, 6), "text": text }),
        Block::Text { text } => json!({ "kind": "text", "text": text }),
        Block::Quote { text, source } => json!({ "kind": "quote", "text": text, "source": source }),
        Block::Figure { name, share, interval, cases, period, how } => json!({
            "kind": "figure", "name": name, "share": share, "interval": interval, "cases": cases, "period": period, "how": how,
        }),
        Block::Table { title, heads, rows } => table(title, heads, rows),
        Block::Bars { title, note, most, bars } => {
            let bars: Vec<Value> = bars.iter().map(|one| bar(one, *most)).collect();
            json!({ "kind": "bars", "title": title, "note": note, "bars": bars })
        }
    }
}

/// A table in which each row has as many cells as the longest, and which says what stands to the right.
fn table(title: &str, heads: &[String], rows: &[Vec<String>]) -> Value {
    let columns = rows.iter().map(Vec::len).chain([heads.len()]).max().unwrap_or_default();
    let filled = |cells: &[String]| -> Vec<String> {
        cells.iter().cloned().chain(std::iter::repeat(String::new())).take(columns).collect()
    };
    let rows: Vec<Vec<String>> = rows.iter().map(|cells| filled(cells)).collect();
    let cells = |column: usize| rows.iter().filter_map(move |cells| cells.get(column));
    let right: Vec<bool> = (0..columns)
        .map(|column| {
            let is_number = |cell: &String| cell.is_empty() || is_number(cell);
            column > 0 && cells(column).all(is_number) && cells(column).any(|cell| !cell.is_empty())
        })
        .collect();
    // How long the longest cell of a column is, so that a column has the room that it needs.
    let length =
        |column: usize| cells(column).chain(heads.get(column)).map(|cell| width(cell)).max().unwrap_or_default();
    let lengths: Vec<usize> = (0..columns).map(length).collect();
    json!({
        "kind": "table", "title": title, "heads": filled(heads), "has_heads": heads.iter().any(|head| !head.is_empty()),
        "rows": rows, "right": right, "lengths": lengths,
    })
}

/// How wide a text is, in half characters: a Chinese one is twice as wide as a Latin one.
fn width(text: &str) -> usize {
    text.chars().map(|sign| if sign < '\u{2E80}' { 1 } else { 2 }).sum()
}

/// Whether a cell is a number as it is shown: `2,314`, `98.2%`, `97.6%–98.7%`, or the stroke of one that is not known.
fn is_number(cell: &str) -> bool {
    let signs = |sign: char| {
        sign.is_ascii_digit()
            || matches!(sign, '.' | ',' | '%' | '‰' | '+' | '-' | '−' | '–' | '—' | '±' | ' ' | '[' | ']')
    };
    cell.chars().all(signs)
}

/// A bar with its parts of the full length, from 0 to 1 whatever its values are.
fn bar(bar: &Bar, most: f64) -> Value {
    let part = |value: f64| {
        let part = value / most;
        if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 }
    };
    let interval = bar.interval.map(|[one, other]| [part(one.min(other)), part(one.max(other))]);
    json!({ "label": bar.label, "shown": bar.shown, "part": part(bar.value), "interval": interval })
}

#[cfg(test)]
mod tests {
    use super::{bar, is_number, table};
    use sheets::Bar;

    #[test]
    fn a_bar_is_never_longer_than_its_chart_nor_shorter_than_nothing() {
        let of = |value: f64, most: f64| bar(&Bar { value, ..Bar::default() }, most)["part"].as_f64();
        for (value, most, part) in [
            (49.1, 100.0, 0.491),
            (120.0, 100.0, 1.0),
            (-3.0, 100.0, 0.0),
            (5.0, 0.0, 0.0),
            (0.0, 0.0, 0.0),
            (f64::NAN, 100.0, 0.0),
            (f64::MAX, f64::MIN_POSITIVE, 0.0),
        ] {
            assert_eq!(of(value, most), Some(part), "{value} of {most}");
        }
        let turned = Bar { interval: Some([140.0, 20.0]), ..Bar::default() };
        assert_eq!(bar(&turned, 100.0)["interval"], serde_json::json!([0.2, 1.0]));
    }

    #[test]
    fn columns_of_numbers_stand_to_the_right_and_rows_are_filled() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
        let heads = row(&["承诺", "件数", "时限"]);
        let rows = [row(&["1", "2,314", "5天"]), row(&["2"]), row(&["3", "—", "", "98.2%"])];
        let told = table("表", &heads, &rows);
        assert_eq!(told["right"], serde_json::json!([false, true, false, true]));
        assert_eq!(told["rows"][1], serde_json::json!(["2", "", "", ""]));
        assert_eq!(told["lengths"], serde_json::json!([4, 5, 4, 5]));
        assert!(is_number("97.6%–98.7%") && !is_number("5天"));
    }
}
