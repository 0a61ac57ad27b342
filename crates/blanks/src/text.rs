//! Places within a text that is cut into pieces, as Word cuts it.

use std::ops::Range;

use crate::at::{At, beginning};
use crate::error::BlankError;
use crate::values::{Known, Row, Values};

/// No name is longer, characters.
const LONGEST: usize = 60;

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it stands, with its braces.
    pub(crate) range: Range<usize>,
    /// Its name.
    pub(crate) name: String,
}

fn is_open(sign: char) -> bool {
    matches!(sign, '{' | '｛')
}

fn is_close(sign: char) -> bool {
    matches!(sign, '}' | '｝')
}

/// Of two of a kind in a row: where the text goes on behind them.
fn pair(text: &str, at: usize, is: fn(char) -> bool) -> Option<usize> {
    let mut signs = text.get(at..)?.chars();
    let (first, second) = (signs.next().filter(|sign| is(*sign))?, signs.next().filter(|sign| is(*sign))?);
    Some(at + first.len_utf8() + second.len_utf8())
}

/// The name as it is looked up: an input method makes a point of the sentence's full stop.
fn name(typed: &str) -> String {
    typed.trim().replace(['。', '．'], ".").to_ascii_lowercase()
}

/// The places of a text, in their order; or the beginning of one that does not end.
pub(crate) fn find(text: &str) -> Result<Vec<Found>, String> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = (from..text.len()).find(|at| pair(text, *at, is_open).is_some()) {
        let Some(inside) = pair(text, start, is_open) else { break };
        let not_closed = || beginning(text.get(start..).unwrap_or_default());
        let rest = text.get(inside..).unwrap_or_default();
        let end = rest.char_indices().take(LONGEST + 4).find(|(_, sign)| is_open(*sign) || is_close(*sign));
        let (length, _) = end.ok_or_else(not_closed)?;
        let behind = pair(text, inside + length, is_close).ok_or_else(not_closed)?;
        let name = name(rest.get(..length).unwrap_or_default());
        if name.is_empty() || name.contains('\n') {
            return Err(not_closed());
        }
        found.push(Found { range: start..behind, name });
        from = behind;
    }
    Ok(found)
}

/// The places of a text, or what is wrong at this place of the file.
pub(crate) fn find_at(text: &str, at: impl FnOnce() -> At) -> Result<Vec<Found>, BlankError> {
    find(text).map_err(|text| BlankError::NotClosed { text, at: at().message() })
}

/// The one list of which places have fields; nothing where they are of none.
pub(crate) fn list_of<'n, 'v>(
    names: impl Iterator<Item = &'n str>,
    values: &'v Values,
    at: impl FnOnce() -> At,
) -> Result<Option<&'v str>, BlankError> {
    let mut one: Option<&str> = None;
    for name in names {
        if let Some(Known::Of { list, .. }) = values.find(name) {
            match one {
                Some(known) if known != list => {
                    let (one, other) = (known.to_owned(), list.to_owned());
                    return Err(BlankError::TwoLists { one, other, at: at().message() });
                }
                _ => one = Some(list),
            }
        }
    }
    Ok(one)
}

/// What such a file can hold of a text: line breaks as they are typed everywhere, and no control characters.
pub(crate) fn clean(text: &str) -> String {
    let is_kept = |sign: &char| match *sign {
        '\n' | '\t' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        sign => !sign.is_control(),
    };
    text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n").chars().filter(is_kept).collect()
}

/// Fills in the places of a text that is cut into pieces: the piece in which a place begins gets all of it. Tells whether there was any.
pub(crate) fn fill(pieces: &mut [String], values: &Values, row: Row<'_>, write: impl Fn(&str) -> String) -> bool {
    let lengths: Vec<usize> = pieces.iter().map(String::len).collect();
    // What is not closed was refused before.
    let found = find(&pieces.concat()).unwrap_or_default();
    // From the last to the first, so that what stands before keeps its bounds.
    for place in found.iter().rev() {
        let mut value = values.at(&place.name, row).map(|value| write(value.written()));
        let mut start = 0;
        for (piece, length) in pieces.iter_mut().zip(&lengths) {
            let (from, to) = (place.range.start.max(start), place.range.end.min(start + length));
            if from < to {
                piece.replace_range(from - start..to - start, &value.take().unwrap_or_default());
            }
            start += length;
        }
    }
    !found.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_however_they_are_typed() {
        let rows: [(&str, Result<&[&str], &str>); 9] = [
            ("本单位{{单位名称}}，{{ 年度 }}年", Ok(&["单位名称", "年度"])),
            ("｛｛单位名称｝｝", Ok(&["单位名称"])),
            ("{｛承诺。内容}｝{{Unit.Name}}", Ok(&["承诺.内容", "unit.name"])),
            ("{单} 与 }} 不是", Ok(&[])),
            ("", Ok(&[])),
            ("前{{单位", Err("{{单位")),
            ("前{{单位}", Err("{{单位}")),
            ("{{}}", Err("{{}}")),
            ("{{甲{{乙}}", Err("{{甲{{乙}}")),
        ];
        for (text, expected) in rows {
            let names = find(text).map(|found| found.into_iter().map(|place| place.name).collect::<Vec<_>>());
            assert_eq!(
                names,
                expected.map(|names| names.iter().map(|name| (*name).to_owned()).collect()).map_err(str::to_owned),
                "{text}"
            );
        }
    }

    #[test]
    fn a_place_in_many_pieces_is_filled_in_the_first() {
        let mut values = Values::default();
        values.set("甲", crate::Value::text("一"));
        values.set("乙", crate::Value::text("二二"));
        let rows: [(&[&str], &[&str]); 5] = [
            (&["{{甲}}"], &["一"]),
            (&["前{", "{", "甲", "}", "}后"], &["前一", "", "", "", "后"]),
            (&["{{甲}}{", "{乙}}，{{甲}}"], &["一二二", "，一"]),
            (&["", "{{", "甲}}{{甲}", "}"], &["", "一", "一", ""]),
            (&["没有", "什么"], &["没有", "什么"]),
        ];
        for (before, after) in rows {
            let mut pieces: Vec<String> = before.iter().map(|piece| (*piece).to_owned()).collect();
            fill(&mut pieces, &values, None, str::to_owned);
            assert_eq!(pieces, after, "{before:?}");
        }
    }
}
