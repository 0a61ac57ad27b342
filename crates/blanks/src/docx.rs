//! Documents: paragraphs whose text Word cuts into runs as it likes, and rows that are repeated.

use crate::at::{At, Place, beginning};
use crate::error::BlankError;
use crate::package::Package;
use crate::text;
use crate::values::{NOTHING, Row, Values};
use crate::xml::{Element, MOST, Node};

/// The parts in which somebody writes, by how their names begin.
const PARTS: [(&str, &str); 5] = [
    ("word/document", "body"),
    ("word/header", "header"),
    ("word/footer", "footer"),
    ("word/footnotes", "note"),
    ("word/endnotes", "note"),
];

/// The parts of a document with places: the text first.
fn parts(package: &Package) -> Vec<(String, &'static str)> {
    let of = |(begins, part): (&str, &'static str)| {
        let names = package.names().filter(move |name| name.starts_with(begins) && name.ends_with(".xml"));
        names.map(move |name| (name.to_owned(), part)).collect::<Vec<_>>()
    };
    PARTS.into_iter().flat_map(of).collect()
}

/// Where one is in a part.
#[derive(Debug)]
struct Reading {
    part: &'static str,
    paragraph: usize,
    /// What was put in and repeated so far, bytes in memory.
    spent: usize,
}

impl Reading {
    fn at(&self, text: &str) -> At {
        let begins = beginning(text);
        match self.part {
            "body" => At::Body { paragraph: self.paragraph, begins },
            part => At::Around { part, begins },
        }
    }

    fn of(part: &'static str) -> Self {
        Self { part, paragraph: 0, spent: 0 }
    }

    fn spend(&mut self, bytes: usize) -> Result<(), BlankError> {
        self.spent = self.spent.saturating_add(bytes);
        if self.spent > MOST { Err(BlankError::TooLarge {}) } else { Ok(()) }
    }

    /// Where one is when the next paragraph is met.
    fn next(&self) -> Self {
        Self { paragraph: self.paragraph + 1, ..Self::of(self.part) }
    }

    fn meet(&mut self, text: &str) {
        self.paragraph += usize::from(!text.trim().is_empty());
    }
}

pub(crate) fn places(package: &Package) -> Result<Vec<Place>, BlankError> {
    let mut places = Vec::new();
    for (name, part) in parts(package) {
        let Some(tree) = package.read(&name)? else { continue };
        scan(&tree, &mut Reading::of(part), &mut places)?;
    }
    Ok(places)
}

fn scan(element: &Element, reading: &mut Reading, places: &mut Vec<Place>) -> Result<(), BlankError> {
    for child in element.elements() {
        if child.local() == "p" {
            let text = paragraph(child).concat();
            reading.meet(&text);
            let found = text::find_at(&text, || reading.at(&text))?;
            places.extend(found.into_iter().map(|place| Place { name: place.name, at: reading.at(&text) }));
        }
        scan(child, reading, places)?;
    }
    Ok(())
}

/// Whether the text of a paragraph goes on in a child: not in what was moved elsewhere, and not in a paragraph of its own, as in
/// a text box.
fn goes_on(element: &Element) -> bool {
    !matches!(element.local(), "p" | "moveFrom" | "pPr" | "rPr")
}

/// The pieces of a paragraph's text.
fn paragraph(element: &Element) -> Vec<String> {
    let mut pieces = Vec::new();
    for child in element.elements().filter(|child| goes_on(child)) {
        if child.local() == "t" {
            pieces.push(child.own_text());
        } else {
            pieces.extend(paragraph(child));
        }
    }
    pieces
}

/// Puts other pieces in the place of a paragraph's.
fn put(element: &mut Element, pieces: &mut impl Iterator<Item = String>) {
    for child in element.elements_mut().filter(|child| goes_on(child)) {
        if child.local() == "t" {
            let piece = pieces.next().unwrap_or_default();
            if piece != child.own_text() {
                child.set("xml:space", "preserve");
                child.set_text(piece);
            }
        } else {
            put(child, pieces);
        }
    }
}

/// Makes breaks of the line breaks in texts.
fn break_lines(element: &mut Element) {
    let mut children = Vec::with_capacity(element.children.len());
    for child in std::mem::take(&mut element.children) {
        match child {
            Node::Element(mut own) if own.local() == "t" && own.own_text().contains('\n') => {
                let text = own.own_text();
                // Text in a drawing has its breaks elsewhere; there a space is what is left of one.
                if own.name.starts_with("a:") || own.name.starts_with("m:") {
                    own.set_text(text.replace('\n', " "));
                    children.push(Node::Element(own));
                    continue;
                }
                for (number, line) in text.split('\n').enumerate() {
                    if number > 0 {
                        children.push(Node::Element(Element::new(own.like("br"))));
                    }
                    let mut piece = own.clone();
                    piece.set_text(line.to_owned());
                    children.push(Node::Element(piece));
                }
            }
            Node::Element(mut own) => {
                if goes_on(&own) {
                    break_lines(&mut own);
                }
                children.push(Node::Element(own));
            }
            other => children.push(other),
        }
    }
    element.children = children;
}

pub(crate) fn fill(package: &mut Package, values: &Values) -> Result<(), BlankError> {
    for (name, part) in parts(package) {
        let Some(mut tree) = package.read(&name)? else { continue };
        walk(&mut tree, values, None, false, &mut Reading::of(part))?;
        package.put(&name, &tree);
    }
    Ok(())
}

/// The names of the places of a row or paragraph; those of rows within it are theirs.
fn names(element: &Element, into: &mut Vec<String>) {
    if element.local() == "p" {
        let found = text::find(&paragraph(element).concat()).unwrap_or_default();
        into.extend(found.into_iter().map(|place| place.name));
    }
    element.elements().filter(|child| child.local() != "tr").for_each(|child| names(child, into));
}

/// Fills in what stands in an element; what is repeated is repeated here, in the place of the one.
fn walk(
    element: &mut Element,
    values: &Values,
    row: Row<'_>,
    in_row: bool,
    reading: &mut Reading,
) -> Result<(), BlankError> {
    let mut children = Vec::with_capacity(element.children.len());
    for child in std::mem::take(&mut element.children) {
        let Node::Element(own) = child else {
            children.push(child);
            continue;
        };
        let is_row = own.local() == "tr";
        let list = if is_row || (own.local() == "p" && !in_row) {
            let mut found = Vec::new();
            names(&own, &mut found);
            let begins = found.first().map(|name| format!("{{{{{name}}}}}")).unwrap_or_default();
            text::list_of(found.iter().map(String::as_str), values, || reading.next().at(&begins))?
        } else {
            None
        };
        let Some(list) = list else {
            let mut own = own;
            one(&mut own, values, row, in_row || is_row, reading)?;
            children.push(Node::Element(own));
            continue;
        };
        if values.rows_of(list) == 0 && !is_row {
            // A sentence of dashes would say less than one dash.
            let mut own = own;
            put(&mut own, &mut std::iter::once(NOTHING.to_owned()));
            one(&mut own, values, row, true, reading)?;
            children.push(Node::Element(own));
            continue;
        }
        let (before, size) = (reading.paragraph, own.size());
        for number in 0..values.rows_of(list).max(1) {
            reading.paragraph = before;
            reading.spend(size)?;
            let mut copy = own.clone();
            if number > 0 {
                copy.each(&mut only_once);
            }
            one(&mut copy, values, Some((list, number)), true, reading)?;
            children.push(Node::Element(copy));
        }
    }
    element.children = children;
    Ok(())
}

/// What may stand only once in a document, and so not in a repetition.
fn only_once(element: &mut Element) {
    for name in ["w14:paraId", "w14:textId"] {
        element.remove(name);
    }
    let is_bookmark =
        |child: &Node| matches!(child, Node::Element(own) if matches!(own.local(), "bookmarkStart" | "bookmarkEnd"));
    element.children.retain(|child| !is_bookmark(child));
}

/// Fills in one element, and what stands in it.
fn one(
    own: &mut Element,
    values: &Values,
    row: Row<'_>,
    in_row: bool,
    reading: &mut Reading,
) -> Result<(), BlankError> {
    if own.local() == "p" {
        // A line break in the text of a document is a space; those that come in are breaks.
        let mut pieces: Vec<String> = paragraph(own).iter().map(|piece| piece.replace(['\n', '\r'], " ")).collect();
        reading.meet(&pieces.concat());
        if text::fill(&mut pieces, values, row, text::clean) {
            reading.spend(pieces.iter().map(String::len).sum())?;
            put(own, &mut pieces.into_iter());
            break_lines(own);
        }
    }
    walk(own, values, row, in_row, reading)
}
