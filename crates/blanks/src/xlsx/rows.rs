//! Rows of a sheet that are repeated, and what moves down below them.

use words::Message;

use super::refs::{From, LAST_ROW, Repeat, column};
use super::{Book, Sheet, cell};
use crate::error::BlankError;
use crate::values::Values;
use crate::xml::{Element, Node};

/// What does not move along.
fn fixed(element: &Element) -> Option<Message> {
    Some(match element.local() {
        "drawing" => Message::new("blank-fixed-drawing"),
        "legacyDrawing" => Message::new("blank-fixed-comments"),
        "tableParts" => Message::new("blank-fixed-tables"),
        "oleObjects" | "controls" => Message::new("blank-fixed-controls"),
        "extLst" => Message::new("blank-fixed-formats"),
        _ => return None,
    })
}

/// Refuses a sheet in which a row is to be repeated and something would stay behind.
pub(super) fn check(sheet: &Sheet) -> Result<(), BlankError> {
    let refuse = |what: Message| BlankError::CannotMove { what, sheet: sheet.name.clone() };
    if sheet.has_pivot {
        return Err(refuse(Message::new("blank-fixed-pivot")));
    }
    if let Some(what) = sheet.tree.elements().flat_map(Element::elements).find_map(fixed) {
        return Err(refuse(what));
    }
    let cells = sheet.rows().flat_map(Element::elements);
    let shared = |cell: &Element| {
        matches!(cell.child("f").and_then(|f| f.attribute("t")), Some("shared" | "array" | "dataTable"))
    };
    match cells.filter(|cell| shared(cell)).find_map(|cell| cell.attribute("r")) {
        Some(cell) => Err(refuse(Message::new("blank-fixed-formula").with("cell", cell))),
        None => Ok(()),
    }
}

/// Repeats a row of the sheet at a place, once for each row of the list, and fills each in.
pub(super) fn repeat(book: &mut Book, place: usize, row: u32, list: &str, values: &Values) -> Result<(), BlankError> {
    let times = u32::try_from(values.rows_of(list).max(1)).unwrap_or(u32::MAX);
    let Some(name) = book.sheets.get(place).map(|sheet| sheet.name.clone()) else { return Ok(()) };
    let repeat = Repeat { sheet: &name, row, by: times - 1 };
    move_formulas(book, &repeat);
    let (strings, spent) = (&book.strings, &mut book.spent);
    let mut spend = |bytes: usize| Book::spend(spent, bytes);
    let Some(sheet) = book.sheets.get_mut(place) else { return Ok(()) };
    if sheet.last_row().saturating_add(repeat.by) > LAST_ROW {
        return Err(BlankError::TooLarge {});
    }
    move_areas(&mut sheet.tree, &repeat);
    let Some(data) = sheet.data_mut() else { return Ok(()) };
    let mut children = Vec::with_capacity(data.children.len());
    for child in std::mem::take(&mut data.children) {
        let Node::Element(mut own) = child else {
            children.push(child);
            continue;
        };
        let number = number(&own);
        if number != row {
            put_number(&mut own, repeat.moved(number));
            children.push(Node::Element(own));
            continue;
        }
        for copy_number in 0..times {
            spend(own.size())?;
            let mut copy = own.clone();
            put_number(&mut copy, row + copy_number);
            for cell in copy.elements_mut() {
                if let Some(formula) = cell.child_mut("f") {
                    let text = repeat.formula(&formula.own_text(), Some(&name), From::Repetition(copy_number));
                    formula.set_text(text);
                }
                let at = usize::try_from(copy_number).unwrap_or(usize::MAX);
                cell::fill(cell, strings, values, Some((list, at)), &mut spend)?;
            }
            children.push(Node::Element(copy));
        }
    }
    data.children = children;
    Ok(())
}

/// The number of a row.
pub(super) fn number(row: &Element) -> u32 {
    row.attribute("r").and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// Gives a row and its cells another number.
fn put_number(row: &mut Element, number: u32) {
    row.set("r", number.to_string());
    for cell in row.elements_mut() {
        if let Some(name) = cell.attribute("r") {
            let name = format!("{}{number}", column(name));
            cell.set("r", name);
        }
    }
}

/// Makes formulas follow: those of all sheets, of conditions and validations, and named areas. Those of the row itself come
/// with its repetitions.
fn move_formulas(book: &mut Book, repeat: &Repeat<'_>) {
    for sheet in &mut book.sheets {
        let name = sheet.name.clone();
        let is_own = name == repeat.sheet;
        let follow = |element: &mut Element| {
            let text = repeat.formula(&element.own_text(), Some(&name), From::Elsewhere);
            element.set_text(text);
        };
        for row in sheet.data_mut().into_iter().flat_map(Element::elements_mut) {
            if is_own && number(row) == repeat.row {
                continue;
            }
            row.elements_mut().filter_map(|cell| cell.child_mut("f")).for_each(follow);
        }
        let around = sheet.tree.elements_mut().flat_map(Element::elements_mut).filter(|one| one.local() != "sheetData");
        for element in around {
            element.each(&mut |element| {
                if matches!(element.local(), "formula" | "formula1" | "formula2") {
                    follow(element);
                }
            });
        }
    }
    let names = book.workbook.elements_mut().filter_map(|root| root.child_mut("definedNames"));
    for name in names.flat_map(Element::elements_mut) {
        let text = repeat.formula(&name.own_text(), None, From::Elsewhere);
        name.set_text(text);
    }
}

/// Makes areas of the sheet follow.
fn move_areas(tree: &mut Element, repeat: &Repeat<'_>) {
    let around = tree.elements_mut().flat_map(Element::elements_mut).filter(|one| one.local() != "sheetData");
    for element in around {
        if element.local() == "mergeCells" {
            merges(element, repeat);
            continue;
        }
        element.each(&mut |element| {
            for name in ["sqref", "ref"] {
                if let Some(areas) = element.attribute(name) {
                    let moved = repeat.areas(areas);
                    element.set(name, moved);
                }
            }
            if element.local() == "brk"
                && let Some(row) = element.attribute("id").and_then(|id| id.parse::<u32>().ok())
            {
                // A break stands below the row that it names. Those of columns stand elsewhere.
                let moved = if row >= repeat.row { row.saturating_add(repeat.by) } else { row };
                element.set("id", moved.to_string());
            }
        });
    }
}

/// Merged cells: those of the repeated row are merged in each repetition.
fn merges(merged: &mut Element, repeat: &Repeat<'_>) {
    let mut children = Vec::with_capacity(merged.children.len());
    for own in std::mem::take(&mut merged.children) {
        let Node::Element(own) = own else { continue };
        let area = own.attribute("ref").unwrap_or_default().to_owned();
        let rows: Vec<&str> =
            area.split(':').map(|cell| cell.trim_start_matches(|sign: char| !sign.is_ascii_digit())).collect();
        let in_row = rows.iter().all(|row| row.parse() == Ok(repeat.row));
        let columns: Vec<&str> = area.split(':').map(column).collect();
        let areas: Vec<String> = match columns.as_slice() {
            [first, last] if in_row => (0..=repeat.by)
                .map(|number| repeat.row + number)
                .map(|row| format!("{first}{row}:{last}{row}"))
                .collect(),
            _ => vec![repeat.area(&area)],
        };
        for area in areas {
            let mut copy = own.clone();
            copy.set("ref", area);
            children.push(Node::Element(copy));
        }
    }
    merged.set("count", children.len().to_string());
    merged.children = children;
}
