//! What stands in a cell.

use crate::error::BlankError;
use crate::text;
use crate::values::{Row, Value, Values};
use crate::xml::{Element, Node};

/// So many units of UTF-16 are the most that a cell may have; a file with more counts as damaged.
const LONGEST: usize = 32_767;

/// The texts of a shared or an inline string: one, or one for each run.
fn texts(string: &Element) -> Vec<&Element> {
    string
        .elements()
        .flat_map(|child| match child.local() {
            "t" => vec![child],
            "r" => child.elements().filter(|own| own.local() == "t").collect(),
            // How characters are read aloud stands there as well.
            _ => Vec::new(),
        })
        .collect()
}

/// The string that stands in a cell; none in one with a number or a formula.
fn string<'a>(cell: &'a Element, strings: &'a [Element]) -> Option<&'a Element> {
    if cell.child("f").is_some() {
        return None;
    }
    match cell.attribute("t")? {
        "s" => strings.get(cell.child("v")?.own_text().trim().parse::<usize>().ok()?),
        "inlineStr" => cell.child("is"),
        _ => None,
    }
}

/// The pieces of the text of a cell; none in one with a number or a formula.
pub(crate) fn pieces(cell: &Element, strings: &[Element]) -> Vec<String> {
    let own = |cell: &Element| cell.child("v").filter(|_| cell.child("f").is_none()).map(Element::own_text);
    if cell.attribute("t") == Some("str") {
        return own(cell).into_iter().collect();
    }
    string(cell, strings).map(|string| texts(string).into_iter().map(Element::own_text).collect()).unwrap_or_default()
}

/// What begins like the sign for a character by its number, `_x0041_`, is kept as it is typed.
fn plain(text: &str) -> String {
    let text = text::clean(text);
    let mut out = String::with_capacity(text.len());
    for (at, sign) in text.char_indices() {
        let is_sign = sign == '_'
            && text.as_bytes().get(at..at + 7).is_some_and(|of| match of {
                [b'_', b'x', digits @ .., b'_'] => digits.iter().all(u8::is_ascii_hexdigit),
                _ => false,
            });
        out.push_str(if is_sign { "_x005F" } else { "" });
        out.push(sign);
    }
    out
}

/// Fills in the places of a cell. Text becomes a string, whatever it begins with, and never a formula.
pub(crate) fn fill(
    cell: &mut Element,
    strings: &[Element],
    values: &Values,
    row: Row<'_>,
    spend: &mut dyn FnMut(usize) -> Result<(), BlankError>,
) -> Result<(), BlankError> {
    let mut pieces = pieces(cell, strings);
    let joined = pieces.concat();
    let found = text::find(&joined).unwrap_or_default();
    let Some(first) = found.first() else { return Ok(()) };
    if let [one] = found.as_slice()
        && joined.get(one.range.clone()) == Some(joined.trim())
        && let Some(Value::Number { number, .. }) = values.at(&first.name, row)
        && number.is_finite()
    {
        let mut value = Element::new(cell.like("v"));
        value.set_text(number.to_string());
        cell.remove("t");
        cell.children = vec![Node::Element(value)];
        return Ok(());
    }
    let mut whole = string(cell, strings).cloned().unwrap_or_else(|| {
        let mut one = Element::new("");
        one.children = vec![Node::Element(Element::new("t"))];
        one
    });
    whole.name = "is".to_owned();
    whole.attributes.clear();
    whole.children.retain(|child| matches!(child, Node::Element(own) if matches!(own.local(), "t" | "r")));
    whole.each(&mut |element| element.name = cell.like(element.local()));
    text::fill(&mut pieces, values, row, plain);
    shorten(&mut pieces);
    spend(pieces.iter().map(String::len).sum())?;
    put(&mut whole, &mut pieces.into_iter());
    cell.set("t", "inlineStr");
    cell.children = vec![Node::Element(whole)];
    Ok(())
}

fn put(string: &mut Element, pieces: &mut impl Iterator<Item = String>) {
    for child in string.elements_mut() {
        match child.local() {
            "t" => {
                child.set("xml:space", "preserve");
                child.set_text(pieces.next().unwrap_or_default());
            }
            "r" => put(child, pieces),
            _ => {}
        }
    }
}

/// Cuts what a cell cannot hold.
fn shorten(pieces: &mut [String]) {
    let mut left = LONGEST;
    for piece in pieces {
        let length = piece.encode_utf16().count();
        if length > left {
            let mut kept = String::new();
            for sign in piece.chars() {
                if kept.encode_utf16().count() + sign.len_utf16() + 1 > left {
                    break;
                }
                kept.push(sign);
            }
            kept.push('…');
            *piece = kept;
            left = 0;
        } else {
            left -= length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_for_characters_are_kept_as_typed() {
        let rows = [
            ("_x0041_", "_x005F_x0041_"),
            ("甲_x004g_", "甲_x004g_"),
            ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
            ("_x005F_", "_x005F_x005F_"),
            ("一\r\n二\u{0}\u{b}三", "一\n二三"),
        ];
        for (typed, expected) in rows {
            assert_eq!(plain(typed), expected);
        }
    }
}
