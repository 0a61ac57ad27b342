//! Units from a spreadsheet: all or nothing, with each problem shown at its cell.

use axum::Form;
use axum::extract::{Multipart, State};
use axum::response::Response;
use ledger::unit::{self, NewUnit};
use pages::{ImportPage, ImportRow, Problem};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export::List;
use crate::form::Sent;
use crate::office::sheet;
use crate::visitor::Visitor;

const ADDRESS: &str = "/desk/import/units";
/// The columns of the sheet, in order. The unit above is given by its name.
const COLUMNS: [&str; 6] =
    ["unit-name", "unit-parent", "unit-kind", "unit-peer-group", "unit-party-organisation", "unit-name-en"];

/// `GET /desk/import/units.xlsx`: the sheet to fill in.
pub(crate) async fn template(visitor: Visitor) -> PageResult {
    let frame = visitor.frame();
    let headings = COLUMNS.into_iter().map(|key| frame.t(key)).collect();
    List { name: "units-template", headings, rows: Vec::new() }.as_workbook()
}

/// `GET /desk/import/units`
pub(crate) async fn show(visitor: Visitor) -> PageResult {
    visitor.page(&empty(&visitor, Vec::new()))
}

fn empty(visitor: &Visitor, problems: Vec<Problem>) -> ImportPage {
    let frame = visitor.frame();
    ImportPage {
        title: frame.t("import-units"),
        lead: frame.t("import-units-lead"),
        action: ADDRESS.to_owned(),
        template: format!("{ADDRESS}.xlsx"),
        problems,
        headings: Vec::new(),
        rows: Vec::new(),
        outcome: String::new(),
        confirm: None,
        frame,
    }
}

/// A row that was read, each cell with what is wrong with it.
struct Checked {
    row: u32,
    cells: Vec<(String, Option<Message>)>,
}

/// `POST /desk/import/units`: looks at the file and shows what would come of it.
pub(crate) async fn check(State(desk): State<Desk>, visitor: Visitor, mut parts: Multipart) -> PageResult {
    let mut bytes = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|_| PageError::Bad(Message::new("import-too-large")))? {
        if part.name() == Some("file") {
            bytes = part.bytes().await.map_err(|_| PageError::Bad(Message::new("import-too-large")))?.to_vec();
        }
    }
    let wrong = |message: &Message| {
        let problems = vec![Problem { at: "file".to_owned(), text: visitor.say(message) }];
        visitor.page(&empty(&visitor, problems))
    };
    let (headings, rows) = match sheet::read(&bytes) {
        Ok(read) => read,
        Err(message) => return wrong(&message),
    };
    // The headings may be those of either language, and in any order.
    let place = |key: &'static str| {
        let known =
            [words::Language::Chinese, words::Language::English].map(|language| Message::new(key).text(language));
        headings.iter().position(|heading| known.contains(heading))
    };
    let places: Vec<Option<usize>> = COLUMNS.into_iter().map(place).collect();
    if places.first().is_none_or(Option::is_none) {
        return wrong(&Message::new("import-no-heading").with("heading", Message::new("unit-name")));
    }
    let cells = rows.into_iter().map(|(row, cells)| {
        let own = places.iter().map(|place| place.and_then(|place| cells.get(place).cloned()).unwrap_or_default());
        (row, own.collect::<Vec<String>>())
    });
    let checked = look(&desk, cells.collect()).await?;
    preview(&visitor, checked)
}

/// Looks at each row: names that are missing, there twice or there already, units above that nobody has.
async fn look(desk: &Desk, rows: Vec<(u32, Vec<String>)>) -> Result<Vec<Checked>, PageError> {
    let known: Vec<String> = unit::all(desk.ledger.reads()).await?.into_iter().map(|unit| unit.name).collect();
    let name = |cells: &[String]| cells.first().cloned().unwrap_or_default();
    let names: Vec<(u32, String)> = rows.iter().map(|(row, cells)| (*row, name(cells))).collect();
    let check = |(row, cells): (u32, Vec<String>)| {
        let own = name(&cells);
        let problem = |column: usize, text: &str| -> Option<Message> {
            let length = text.chars().count();
            match column {
                0 if text.is_empty() => Some(Message::new("import-name-needed")),
                0 if known.contains(&text.to_owned()) => Some(Message::new("import-name-known")),
                0 => {
                    let first = names.iter().find(|(_, other)| other == text).map_or(row, |(first, _)| *first);
                    (first != row).then(|| Message::new("import-name-twice").with("row", first))
                }
                1 if text.is_empty() => None,
                1 if text == own => Some(Message::new("unit-below-itself")),
                1 => {
                    let there = known.contains(&text.to_owned()) || names.iter().any(|(_, other)| other == text);
                    (!there).then(|| Message::new("import-parent-unknown"))
                }
                _ if length > 100 => Some(Message::new("import-too-long").with("most", 100)),
                _ => None,
            }
        };
        let cells = cells.into_iter().enumerate().map(|(column, text)| {
            let problem = problem(column, &text);
            (text, problem)
        });
        Checked { row, cells: cells.collect() }
    };
    Ok(rows.into_iter().map(check).collect())
}

fn preview(visitor: &Visitor, mut checked: Vec<Checked>) -> Result<Response, PageError> {
    let frame = visitor.frame();
    let faults = checked.iter().flat_map(|row| &row.cells).filter(|(_, problem)| problem.is_some()).count();
    let outcome = if faults == 0 {
        Message::new("import-good").with("count", checked.len())
    } else {
        Message::new("import-faults").with("count", faults)
    };
    let rows: Vec<(u32, Vec<&str>)> =
        checked.iter().map(|row| (row.row, row.cells.iter().map(|(text, _)| text.as_str()).collect())).collect();
    let confirm = if faults == 0 {
        Some(serde_json::to_string(&rows).map_err(|error| PageError::Broken(error.to_string()))?)
    } else {
        None
    };
    checked.sort_by_key(|row| row.cells.iter().all(|(_, problem)| problem.is_none()));
    let row = |row: Checked| ImportRow {
        row: row.row,
        cells: row
            .cells
            .into_iter()
            .map(|(text, problem)| (text, problem.map(|problem| visitor.say(&problem))))
            .collect(),
    };
    visitor.page(&ImportPage {
        headings: COLUMNS.into_iter().map(|key| frame.t(key)).collect(),
        rows: checked.into_iter().map(row).collect(),
        outcome: visitor.say(&outcome),
        confirm,
        ..empty(visitor, Vec::new())
    })
}

/// `POST /desk/import/units/confirm`: looks once more, and brings in all of them or none.
pub(crate) async fn confirm(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let rows: Vec<(u32, Vec<String>)> =
        serde_json::from_str(sent.raw("rows")).map_err(|_| PageError::Bad(Message::new("import-unreadable")))?;
    let checked = look(&desk, rows).await?;
    if checked.iter().flat_map(|row| &row.cells).any(|(_, problem)| problem.is_some()) {
        return preview(&visitor, checked);
    }
    let units: Vec<Vec<String>> =
        checked.into_iter().map(|row| row.cells.into_iter().map(|(text, _)| text).collect()).collect();
    let count = units.len();
    let bring = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            let mut added = Vec::with_capacity(units.len());
            for cells in &units {
                let cell = |column: usize| cells.get(column).cloned().unwrap_or_default();
                let new = NewUnit {
                    parent: None,
                    name: cell(0),
                    kind: cell(2),
                    peer_group: cell(3),
                    party_organisation: cell(4),
                    name_en: cell(5),
                };
                added.push((unit::add(change, new.clone()).await?, new, cell(1)));
            }
            // Units above come after: they may stand further down in the same sheet.
            for (id, new, above) in added.into_iter().filter(|(_, _, above)| !above.is_empty()) {
                let parent = unit::named(change.reads(), &above).await?.map(|unit| unit.id);
                unit::edit(change, id, NewUnit { parent, ..new }).await?;
            }
            Ok(())
        })
    });
    bring.await?;
    visitor.done(Message::new("import-done").with("count", count), "/desk/units").await
}
