//! Rows that were looked at come in: all of them in one change.

use axum::response::Response;
use ledger::account::{self, NewAccount, Role};
use ledger::service::{self, NewService};
use ledger::unit::{self, NewUnit};
use ledger::{Change, Day, LedgerError, Statutory, UnitId, promised};
use words::Message;

use crate::desk::Desk;
use crate::error::PageError;
use crate::figures::order;
use crate::office::import::{What, look};
use crate::office::{accounts, services as list};
use crate::password;
use crate::visitor::Visitor;

/// Accounts that come in at once: a password takes its time to be hashed, so that guessing does as well.
const ACCOUNTS: usize = 500;

pub(super) async fn all(
    desk: &Desk,
    visitor: &Visitor,
    what: What,
    rows: Vec<Vec<String>>,
) -> Result<Response, PageError> {
    let count = rows.len();
    let (done, list) = match what {
        What::Units => {
            let bring = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
                Box::pin(async move { units(change, &rows).await })
            });
            bring.await?;
            (Message::new("import-done"), "/desk/units")
        }
        What::Services => {
            let today = desk.clock().today();
            let bring = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
                Box::pin(async move { services(change, &rows, today).await })
            });
            let units = bring.await?;
            order::ask_after_list(desk, visitor.by(), &units).await?;
            (Message::new("import-services-done"), "/desk/services")
        }
        What::Accounts => return people(desk, visitor, rows).await,
    };
    visitor.done(done.with("count", count), list).await
}

fn cell(row: &[String], column: usize) -> String {
    row.get(column).cloned().unwrap_or_default()
}

async fn units(change: &mut Change<'_>, rows: &[Vec<String>]) -> Result<(), LedgerError> {
    let mut added = Vec::with_capacity(rows.len());
    for row in rows {
        let new = NewUnit {
            parent: None,
            name: cell(row, 0),
            kind: cell(row, 2),
            peer_group: cell(row, 3),
            party_organisation: cell(row, 4),
            name_en: cell(row, 5),
        };
        added.push((unit::add(change, new.clone()).await?, new, cell(row, 1)));
    }
    // Units above come after: they may stand further down in the same sheet.
    for (id, new, above) in added.into_iter().filter(|(_, _, above)| !above.is_empty()) {
        let parent = unit::named(change.reads(), &above).await?.map(|unit| unit.id);
        unit::edit(change, id, NewUnit { parent, ..new }).await?;
    }
    Ok(())
}

/// Gives the units whose services came in.
async fn services(change: &mut Change<'_>, rows: &[Vec<String>], today: Day) -> Result<Vec<UnitId>, LedgerError> {
    let mut units = Vec::new();
    for row in rows {
        let unit = unit::named(change.reads(), &cell(row, 2)).await?.ok_or(LedgerError::Gone {})?;
        let new = NewService {
            code: cell(row, 0),
            name: cell(row, 1),
            legal_basis: cell(row, 3),
            statutory_limit: Statutory::read(&cell(row, 4)).to_string(),
            name_en: cell(row, 5),
        };
        let id = service::add(change, unit.id, new).await?;
        promised::set(change, id, today, list::working_days(&cell(row, 6))).await?;
        if !units.contains(&unit.id) {
            units.push(unit.id);
        }
    }
    Ok(units)
}

/// Makes the accounts, and shows their first passwords once.
async fn people(desk: &Desk, visitor: &Visitor, rows: Vec<Vec<String>>) -> Result<Response, PageError> {
    if rows.len() > ACCOUNTS {
        return Err(PageError::Bad(Message::new("import-too-many").with("most", ACCOUNTS)));
    }
    let (mut shown, mut new) = (Vec::new(), Vec::new());
    for row in rows {
        let first = password::first().map_err(PageError::Bad)?;
        let hash = password::hash(first.clone()).await.map_err(PageError::Bad)?;
        shown.push((cell(&row, 0).to_lowercase(), first));
        new.push((row, hash));
    }
    let bring = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move {
            for (row, password) in new {
                let role = look::role(&cell(&row, 2)).unwrap_or(Role::Reviewer);
                let unit = unit::named(change.reads(), &cell(&row, 3)).await?.map(|unit| unit.id);
                let (login, name) = (cell(&row, 0), cell(&row, 1));
                account::add(change, NewAccount { login, name, role, unit, password, must_change: true }).await?;
            }
            Ok(())
        })
    });
    bring.await?;
    accounts::page(desk, visitor, shown).await
}
