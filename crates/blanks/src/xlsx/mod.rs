//! Workbooks: cells, and rows that are repeated.

mod cell;
mod refs;
mod rows;

use crate::at::{At, Place};
use crate::error::BlankError;
use crate::package::{Package, TYPES};
use crate::text;
use crate::values::{Known, Values};
use crate::xml::{Element, MOST, Node};
use refs::{column, column_name, column_number};

/// A sheet.
#[derive(Debug)]
struct Sheet {
    name: String,
    part: String,
    tree: Element,
    has_pivot: bool,
}

impl Sheet {
    fn rows(&self) -> impl Iterator<Item = &Element> {
        self.tree.elements().filter_map(|root| root.child("sheetData")).flat_map(Element::elements)
    }

    fn data_mut(&mut self) -> Option<&mut Element> {
        self.tree.elements_mut().find_map(|root| root.child_mut("sheetData"))
    }

    fn last_row(&self) -> u32 {
        self.rows().map(rows::number).max().unwrap_or_default()
    }

    /// Gives each row and cell its name: programs may leave out what follows from the one before.
    fn name_all(&mut self) {
        let mut last = 0;
        for row in self.data_mut().into_iter().flat_map(Element::elements_mut) {
            let number = rows::number(row);
            last = if number > last { number } else { last + 1 };
            row.set("r", last.to_string());
            let mut next = 0;
            for cell in row.elements_mut() {
                let own = cell.attribute("r").and_then(|name| column_number(column(name)));
                let place = own.unwrap_or(next);
                cell.set("r", format!("{}{last}", column_name(place)));
                next = place + 1;
            }
        }
    }
}

/// What of a workbook is read.
#[derive(Debug)]
struct Book {
    part: String,
    workbook: Element,
    sheets: Vec<Sheet>,
    strings: Vec<Element>,
    /// What was put in and repeated so far, bytes in memory.
    spent: usize,
}

/// The part of what a part refers to, as its relationships name it.
fn target(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = part.split('/').collect();
    steps.pop();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Where the relationships of a part stand.
fn relationships(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

impl Book {
    fn read(package: &Package) -> Result<Self, BlankError> {
        let types = package.read(TYPES)?.unwrap_or_default();
        let is_workbook = |one: &&Element| {
            one.attribute("ContentType")
                .is_some_and(|kind| kind.contains("spreadsheetml.") && kind.ends_with(".main+xml"))
        };
        let named =
            types.elements().flat_map(Element::elements).find(is_workbook).and_then(|one| one.attribute("PartName"));
        let part = named.unwrap_or("xl/workbook.xml").trim_start_matches('/').to_owned();
        let workbook = package.read(&part)?.ok_or(BlankError::NoOffice {})?;
        let related = package.read(&relationships(&part))?.unwrap_or_default();
        let related: Vec<&Element> = related.elements().flat_map(Element::elements).collect();
        let mut book = Self { part: part.clone(), workbook, sheets: Vec::new(), strings: Vec::new(), spent: 0 };
        let of_kind = |one: &&&Element| one.attribute("Type").is_some_and(|kind| kind.ends_with("/sharedStrings"));
        if let Some(strings) = related.iter().find(of_kind).and_then(|one| one.attribute("Target")) {
            let strings = package.read(&target(&part, strings))?.unwrap_or_default();
            book.strings = strings.elements().flat_map(Element::elements).cloned().collect();
        }
        let listed = book.workbook.elements().filter_map(|root| root.child("sheets")).flat_map(Element::elements);
        for sheet in listed {
            let id = sheet.attributes.iter().find(|(name, _)| name.ends_with(":id")).map(|(_, id)| id.as_str());
            let own = related.iter().find(|one| one.attribute("Id").is_some() && one.attribute("Id") == id);
            let Some(place) = own.and_then(|one| one.attribute("Target")) else { continue };
            let sheet_part = target(&part, place);
            let Some(tree) = package.read(&sheet_part)? else { continue };
            let pivots = package.read(&relationships(&sheet_part))?.unwrap_or_default();
            let mut pivots = pivots.elements().flat_map(Element::elements).filter_map(|one| one.attribute("Type"));
            let has_pivot = pivots.any(|kind| kind.ends_with("/pivotTable"));
            let name = sheet.attribute("name").unwrap_or_default().to_owned();
            let mut sheet = Sheet { name, part: sheet_part, tree, has_pivot };
            sheet.name_all();
            book.sheets.push(sheet);
        }
        Ok(book)
    }

    fn spend(spent: &mut usize, bytes: usize) -> Result<(), BlankError> {
        *spent = spent.saturating_add(bytes);
        if *spent > MOST { Err(BlankError::TooLarge {}) } else { Ok(()) }
    }
}

/// The texts at the top and bottom of a sheet's pages.
fn page_texts(tree: &mut Element) -> impl Iterator<Item = &mut Element> {
    tree.elements_mut().filter_map(|root| root.child_mut("headerFooter")).flat_map(Element::elements_mut)
}

pub(crate) fn places(package: &Package) -> Result<Vec<Place>, BlankError> {
    let mut book = Book::read(package)?;
    let mut places = Vec::new();
    for sheet in &mut book.sheets {
        for cell in sheet.rows().flat_map(Element::elements) {
            let name = cell.attribute("r").unwrap_or_default();
            let at = || At::Cell { sheet: sheet.name.clone(), cell: name.to_owned() };
            let found = text::find_at(&cell::pieces(cell, &book.strings).concat(), at)?;
            places.extend(found.into_iter().map(|place| Place { name: place.name, at: at() }));
        }
        let at = At::Page { sheet: sheet.name.clone() };
        for text in page_texts(&mut sheet.tree) {
            let found = text::find_at(&text.own_text(), || at.clone())?;
            places.extend(found.into_iter().map(|place| Place { name: place.name, at: at.clone() }));
        }
    }
    Ok(places)
}

pub(crate) fn fill(package: &mut Package, values: &Values) -> Result<(), BlankError> {
    let mut book = Book::read(package)?;
    for place in 0..book.sheets.len() {
        fill_sheet(&mut book, place, values)?;
    }
    reckon_anew(package, &mut book)?;
    for sheet in &book.sheets {
        package.put(&sheet.part, &sheet.tree);
    }
    package.put(&book.part, &book.workbook);
    Ok(())
}

fn fill_sheet(book: &mut Book, place: usize, values: &Values) -> Result<(), BlankError> {
    let (strings, spent) = (&book.strings, &mut book.spent);
    let mut spend = |bytes: usize| Book::spend(spent, bytes);
    let Some(sheet) = book.sheets.get_mut(place) else { return Ok(()) };
    let at = At::Page { sheet: sheet.name.clone() };
    for text in page_texts(&mut sheet.tree) {
        let mut piece = [text.own_text()];
        for found in text::find(&text.own_text()).unwrap_or_default() {
            if matches!(values.find(&found.name), Some(Known::Of { .. })) {
                return Err(BlankError::NoRow { name: found.name, at: at.message() });
            }
        }
        // There `&` begins a sign, and two of them are one.
        if text::fill(&mut piece, values, None, |value| text::clean(value).replace('\n', " ").replace('&', "&&")) {
            text.set_text(piece.concat());
        }
    }
    // First what stands alone, then the lists from the last to the first: what was filled in is not looked at again.
    let mut repeated: Vec<(u32, String)> = Vec::new();
    let name = sheet.name.clone();
    for row in sheet.data_mut().into_iter().flat_map(Element::elements_mut) {
        let mut names = Vec::new();
        for cell in row.elements() {
            let found = text::find(&cell::pieces(cell, strings).concat()).unwrap_or_default();
            names.extend(found.into_iter().map(|place| place.name));
        }
        let number = rows::number(row);
        let at = || At::Cell { sheet: name.clone(), cell: number.to_string() };
        match text::list_of(names.iter().map(String::as_str), values, at)? {
            Some(list) => repeated.push((number, list.to_owned())),
            None if names.is_empty() => {}
            None => {
                for cell in row.elements_mut() {
                    cell::fill(cell, strings, values, None, &mut spend)?;
                }
            }
        }
    }
    if !repeated.is_empty() {
        rows::check(sheet)?;
    }
    for (row, list) in repeated.into_iter().rev() {
        rows::repeat(book, place, row, &list, values)?;
    }
    Ok(())
}

/// What formulas came to before is no longer true: it is left out, and whoever opens the workbook reckons anew.
fn reckon_anew(package: &mut Package, book: &mut Book) -> Result<(), BlankError> {
    let mut has_formulas = false;
    for sheet in &mut book.sheets {
        for cell in sheet.data_mut().into_iter().flat_map(Element::elements_mut).flat_map(Element::elements_mut) {
            if cell.child("f").is_some() {
                has_formulas = true;
                cell.children.retain(|child| !matches!(child, Node::Element(own) if own.local() == "v"));
                cell.remove("t");
            }
        }
    }
    if !has_formulas {
        return Ok(());
    }
    if let Some(root) = book.workbook.elements_mut().next() {
        if root.child("calcPr").is_none() {
            let before = ["sheets", "functionGroups", "externalReferences", "definedNames"];
            let is_before = |child: &Node| matches!(child, Node::Element(own) if before.contains(&own.local()));
            let place = root.children.iter().rposition(is_before).map_or(0, |place| place + 1);
            root.children.insert(place, Node::Element(Element::new(root.like("calcPr"))));
        }
        if let Some(calculation) = root.child_mut("calcPr") {
            calculation.set("fullCalcOnLoad", "1");
        }
    }
    // The order of reckoning names cells that have moved; it is made anew.
    let related = relationships(&book.part);
    let is_chain = |child: &Node| match child {
        Node::Element(own) => {
            let names = ["Target", "PartName"].into_iter().filter_map(|name| own.attribute(name));
            names.into_iter().any(|name| name.ends_with("calcChain.xml"))
        }
        _ => false,
    };
    for part in [related.as_str(), TYPES] {
        if let Some(mut tree) = package.read(part)? {
            tree.elements_mut().for_each(|root| root.children.retain(|child| !is_chain(child)));
            package.put(part, &tree);
        }
    }
    package.drop(&target(&book.part, "calcChain.xml"));
    Ok(())
}
