//! Units, services and accounts from a spreadsheet: all or nothing, with each problem shown at its cell.

mod bring;
mod look;

use axum::Form;
use axum::extract::{Multipart, State};
use axum::response::Response;
use pages::{ImportPage, ImportRow, Problem};
use words::{Language, Message};

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export::List;
use crate::form::{Sent, file};
use crate::office::sheet;
use crate::visitor::Visitor;

/// What comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Units,
    Services,
    Accounts,
}

impl What {
    fn name(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Services => "services",
            Self::Accounts => "accounts",
        }
    }

    fn address(self) -> String {
        format!("/desk/import/{}", self.name())
    }

    /// The columns of the sheet, in order; the first one must be there. Other units are given by their names.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Units => {
                &["unit-name", "unit-parent", "unit-kind", "unit-peer-group", "unit-party-organisation", "unit-name-en"]
            }
            Self::Services => &[
                "service-code",
                "service-name",
                "unit-name",
                "service-basis",
                "service-statutory",
                "service-name-en",
                "service-promised",
            ],
            Self::Accounts => &["account-login", "account-name", "account-role", "unit-name"],
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Units => "import-units",
            Self::Services => "import-services",
            Self::Accounts => "import-accounts",
        }
    }

    /// What stands in the sheet's rows, as the lead of the page says it.
    fn lead(self) -> &'static str {
        match self {
            Self::Units => "import-units-lead",
            Self::Services => "import-services-lead",
            Self::Accounts => "import-accounts-lead",
        }
    }
}

/// A row of texts with its number in Excel.
type Row = (u32, Vec<String>);

/// A row that was read, each cell with what is wrong with it.
struct Checked {
    row: u32,
    cells: Vec<(String, Option<Message>)>,
}

impl Checked {
    fn is_good(&self) -> bool {
        self.cells.iter().all(|(_, problem)| problem.is_none())
    }
}

/// `GET /desk/import/….xlsx`: the sheet to fill in.
pub(crate) async fn template(what: What, visitor: Visitor) -> PageResult {
    let frame = visitor.frame();
    let headings = what.columns().iter().map(|key| frame.t(key)).collect();
    List { name: what.name(), headings, rows: Vec::new() }.as_workbook()
}

/// `GET /desk/import/…`
pub(crate) async fn show(what: What, visitor: Visitor) -> PageResult {
    visitor.page(&empty(what, &visitor, Vec::new()))
}

fn empty(what: What, visitor: &Visitor, problems: Vec<Problem>) -> ImportPage {
    let frame = visitor.frame();
    ImportPage {
        title: frame.t(what.title()),
        back: match what {
            What::Units => ("/desk/units", frame.t("nav-units")),
            What::Services => ("/desk/services", frame.t("nav-services")),
            What::Accounts => ("/desk/accounts", frame.t("nav-accounts")),
        },
        lead: frame.t(what.lead()),
        action: what.address(),
        template: format!("{}.xlsx", what.address()),
        problems,
        headings: Vec::new(),
        rows: Vec::new(),
        outcome: String::new(),
        confirm: None,
        frame,
    }
}

/// `POST /desk/import/…`: looks at the file and shows what would come of it.
pub(crate) async fn check(what: What, State(desk): State<Desk>, visitor: Visitor, mut parts: Multipart) -> PageResult {
    let too_large = Message::new("import-too-large").with("megabytes", desk.settings.largest_upload >> 20);
    let bytes = file(&mut parts, "file", too_large).await?;
    let wrong = |message: &Message| {
        let problems = vec![Problem { at: "file".to_owned(), text: visitor.say(message) }];
        visitor.page(&empty(what, &visitor, problems))
    };
    let (headings, rows) = match sheet::read(&bytes) {
        Ok(read) => read,
        Err(message) => return wrong(&message),
    };
    // The headings may be those of either language, and in any order.
    let place = |key: &&'static str| {
        let known = [Language::Chinese, Language::English].map(|language| Message::new(key).text(language));
        headings.iter().position(|heading| known.contains(heading))
    };
    let places: Vec<Option<usize>> = what.columns().iter().map(place).collect();
    if let (Some(None), Some(first)) = (places.first(), what.columns().first()) {
        return wrong(&Message::new("import-no-heading").with("heading", Message::new(first)));
    }
    let cells = rows.into_iter().map(|(row, cells)| {
        let own = places.iter().map(|place| place.and_then(|place| cells.get(place).cloned()).unwrap_or_default());
        (row, own.collect::<Vec<String>>())
    });
    let checked = look::at(&desk, what, cells.collect()).await?;
    preview(what, &visitor, checked)
}

fn preview(what: What, visitor: &Visitor, mut checked: Vec<Checked>) -> Result<Response, PageError> {
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
    checked.sort_by_key(Checked::is_good);
    let row = |row: Checked| ImportRow {
        row: row.row,
        cells: row
            .cells
            .into_iter()
            .map(|(text, problem)| (text, problem.map(|problem| visitor.say(&problem))))
            .collect(),
    };
    visitor.page(&ImportPage {
        headings: what.columns().iter().map(|key| frame.t(key)).collect(),
        rows: checked.into_iter().map(row).collect(),
        outcome: visitor.say(&outcome),
        confirm,
        ..empty(what, visitor, Vec::new())
    })
}

/// `POST /desk/import/…/confirm`: looks once more, and brings in all of them or none.
pub(crate) async fn confirm(
    what: What,
    State(desk): State<Desk>,
    visitor: Visitor,
    Form(sent): Form<Sent>,
) -> PageResult {
    let rows: Vec<Row> =
        serde_json::from_str(sent.raw("rows")).map_err(|_| PageError::Bad(Message::new("import-unreadable")))?;
    let checked = look::at(&desk, what, rows).await?;
    if !checked.iter().all(Checked::is_good) {
        return preview(what, &visitor, checked);
    }
    let cells = |row: Checked| row.cells.into_iter().map(|(text, _)| text).collect();
    bring::all(&desk, &visitor, what, checked.into_iter().map(cells).collect()).await
}
