//! What is wrong with each cell of a sheet.

use std::collections::{HashMap, HashSet};

use ledger::account::{self, Role};
use ledger::{service, unit};
use words::{Language, Message};

use crate::desk::Desk;
use crate::error::PageError;
use crate::office::accounts::is_login;
use crate::office::import::{Checked, Row, What};
use crate::office::services;
use crate::wording;

/// Characters of a cell, at most.
const LONGEST: usize = 200;

/// What is there already, by name.
struct Known {
    /// What the first column of the sheet must not have.
    firsts: HashSet<String>,
    units: HashSet<String>,
    /// In which row of the sheet each first cell stands first.
    first_rows: HashMap<String, u32>,
}

/// Looks at each row.
pub(super) async fn at(desk: &Desk, what: What, rows: Vec<Row>) -> Result<Vec<Checked>, PageError> {
    let db = desk.ledger.reads();
    let units: HashSet<String> = unit::all(db).await?.into_iter().map(|unit| unit.name).collect();
    let firsts = match what {
        What::Units => units.clone(),
        What::Services => service::all(db).await?.into_iter().map(|service| service.code).collect(),
        What::Accounts => account::all(db).await?.into_iter().map(|account| account.login).collect(),
    };
    let mut first_rows = HashMap::new();
    for (row, cells) in &rows {
        first_rows.entry(first(what, cells)).or_insert(*row);
    }
    let known = Known { firsts, units, first_rows };
    let check = |(row, cells): Row| {
        let problems: Vec<Option<Message>> =
            (0..cells.len()).map(|column| problem(what, &known, row, &cells, column)).collect();
        Checked { row, cells: cells.into_iter().zip(problems).collect() }
    };
    Ok(rows.into_iter().map(check).collect())
}

/// The first cell, by which a row is told from others; of a login its small letters.
fn first(what: What, cells: &[String]) -> String {
    let first = cells.first().cloned().unwrap_or_default();
    if what == What::Accounts { first.to_lowercase() } else { first }
}

fn problem(what: What, known: &Known, row: u32, cells: &[String], column: usize) -> Option<Message> {
    let text = cells.get(column).map_or("", String::as_str);
    let there = |name: &str| known.units.contains(name);
    if text.chars().count() > LONGEST {
        return Some(Message::new("import-too-long").with("most", LONGEST));
    }
    match (what, column) {
        (_, 0) => first_problem(what, known, row, cells),
        (What::Units, 1) if text.is_empty() => None,
        (What::Units, 1) if Some(text) == cells.first().map(String::as_str) => Some(Message::new("unit-below-itself")),
        (What::Units, 1) => {
            (!there(text) && !known.first_rows.contains_key(text)).then(|| Message::new("import-parent-unknown"))
        }
        (What::Services | What::Accounts, 1) => text.is_empty().then(|| Message::new("import-name-needed")),
        (What::Services, 2) => (!there(text)).then(|| Message::new("import-unit-unknown")),
        (What::Services, 6) => (!text.is_empty() && services::working_days(text).is_none())
            .then(|| Message::new("service-promised-wrong").with("days", text)),
        (What::Accounts, 2) => role(text).is_none().then(|| Message::new("import-role-unknown")),
        (What::Accounts, 3) if text.is_empty() => {
            let of_a_unit = matches!(cells.get(2).and_then(|text| role(text)), Some(Role::Liaison | Role::Head));
            of_a_unit.then(|| Message::new("account-unit-needed"))
        }
        (What::Accounts, 3) => (!there(text)).then(|| Message::new("import-unit-unknown")),
        _ => None,
    }
}

fn first_problem(what: What, known: &Known, row: u32, cells: &[String]) -> Option<Message> {
    let own = first(what, cells);
    if own.is_empty() {
        return Some(Message::new("import-name-needed"));
    }
    if what == What::Accounts && !is_login(&own) {
        return Some(Message::new("account-login-signs"));
    }
    if known.firsts.contains(&own) {
        return Some(Message::new("import-name-known"));
    }
    let first_row = known.first_rows.get(&own).copied().unwrap_or(row);
    (first_row != row).then(|| Message::new("import-name-twice").with("row", first_row))
}

/// A role by its name in either language, or by its name in the policy.
pub(super) fn role(text: &str) -> Option<Role> {
    let is = |role: &Role| {
        let said = |language: Language| wording::role(*role).text(language).to_lowercase();
        let typed = text.trim().to_lowercase();
        role.name() == typed || said(Language::Chinese) == typed || said(Language::English) == typed
    };
    Role::ALL.into_iter().find(is)
}
