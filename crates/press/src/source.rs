//! The sources of an order: the templates, and the order itself as plain data beside them. Nothing that somebody wrote becomes markup.

use std::collections::HashMap;
use std::fmt::Write;

use serde_json::{Value, json};
use sheets::{Document, Layout, Order, Problem, Says};
use typst::syntax::{FileId, Source};

use crate::fonts::Fonts;
use crate::paper;
use crate::rows::{Named, Numbered, all_seen, batches, seen};
use crate::world::file_id;

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

/// The templates that are part of the press, read once.
pub(crate) fn built_in() -> HashMap<FileId, Source> {
    let read = |(name, source): &(&str, &str)| {
        let id = file_id(&format!("{name}.typ"))?;
        Some((id, Source::new(id, (*source).to_owned())))
    };
    TEMPLATES.iter().filter_map(read).collect()
}

/// An order that was looked through.
pub(crate) struct Prepared<'a> {
    /// What the order brings by name.
    pub(crate) sources: Vec<(String, String)>,
    pub(crate) work: Work<'a>,
}

/// What there is to lay out.
pub(crate) enum Work<'a> {
    /// A paper: its files by name.
    Paper(Vec<Named>),
    /// Sheets, some at a time; and what the file itself carries.
    Sheets(Vec<Vec<Numbered<'a>>>, Value),
}

/// Looks through an order, and makes ready what Typst is given. All that is wrong is told at once.
pub(crate) fn prepare<'a>(order: &'a Order, fonts: &Fonts) -> Result<Prepared<'a>, Vec<Problem>> {
    match &order.document {
        Some(document) => prepare_paper(order, document, fonts),
        None => prepare_sheets(order, fonts),
    }
}

fn prepare_paper<'a>(order: &Order, document: &Document, fonts: &Fonts) -> Result<Prepared<'a>, Vec<Problem>> {
    let mut problems = paper::missing(document, fonts);
    let row = paper::row(document).map_err(|problem| problems.push(problem));
    let (Ok(row), []) = (row, problems.as_slice()) else { return Err(problems) };
    let mut data = dated(order)?;
    if let Some(fields) = data.as_object_mut() {
        fields.insert("document".to_owned(), all_seen(row));
    }
    let files = vec![("order.json".to_owned(), data.to_string().into_bytes())];
    Ok(Prepared { sources: sources(order, paper::main(document.form)), work: Work::Paper(files) })
}

fn prepare_sheets<'a>(order: &'a Order, fonts: &Fonts) -> Result<Prepared<'a>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut used: Vec<&Layout> = Vec::new();
    let mut sheets: Vec<Numbered<'a>> = Vec::new();
    for (number, sheet) in order.sheets.iter().enumerate() {
        let Some(layout) = order.layouts.iter().find(|layout| layout.name == sheet.layout) else {
            problems.push(Problem::NoLayout { name: sheet.layout.clone() });
            continue;
        };
        if !used.iter().any(|known| known.name == layout.name) {
            used.push(layout);
            if let Err(error) = layout.check() {
                problems.push(Problem::Order { detail: error.to_string() });
            }
        }
        if !order.paper.takes(layout) {
            problems.push(Problem::TooLarge { layout: layout.name.clone() });
        }
        let lacks = layout.lacks(&sheet.says).into_iter().map(|text| Problem::Lacks { sheet: number, text });
        problems.extend(lacks);
        problems.extend(missing(number, &sheet.says, fonts));
        sheets.push((number, sheet, layout));
    }
    let has = |layout: &&&Layout| {
        order.templates.contains_key(&layout.template) || TEMPLATES.iter().any(|(name, _)| *name == layout.template)
    };
    if let Some(layout) = used.iter().find(|layout| !has(layout)) {
        return Err(vec![Problem::NoLayout { name: layout.template.clone() }]);
    }
    if !problems.is_empty() {
        problems.dedup();
        return Err(problems);
    }
    let work = Work::Sheets(batches(order, &sheets), dated(order)?);
    Ok(Prepared { sources: sources(order, main(&used)), work })
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
        for character in fonts.lacks(text) {
            problems.push(Problem::MissingCharacter { sheet: number, text: name.to_owned(), character });
        }
    }
    problems
}

/// The order's own templates, which may take the place of ours, and what all begins with.
fn sources(order: &Order, main: String) -> Vec<(String, String)> {
    let own = order.templates.iter().map(|(name, source)| (format!("{name}.typ"), source.clone()));
    own.chain([("main.typ".to_owned(), main)]).collect()
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
