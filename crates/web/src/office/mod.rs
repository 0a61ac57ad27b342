//! What the office keeps: units and their services, brands at a glance, accounts, the programme and its stages, the audit log.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod backups;
pub(crate) mod brands;
pub(crate) mod calendar;
pub(crate) mod cards;
pub(crate) mod import;
pub(crate) mod jobs;
pub(crate) mod processes;
pub(crate) mod programme;
pub(crate) mod programmes;
pub(crate) mod readings;
pub(crate) mod records;
pub(crate) mod services;
pub(crate) mod sheet;
pub(crate) mod stages;
pub(crate) mod units;

use pages::in_query;

use crate::form::Sent;

/// Rows on a page of a list.
const ROWS: usize = 50;

/// A page of a list, with the addresses of the page before and the one after.
struct Paged<T> {
    rows: Vec<T>,
    before: Option<String>,
    after: Option<String>,
}

/// Cuts the page out of a list that the address asks for. What was searched for stays in the addresses of its neighbours.
fn paged<T>(all: Vec<T>, path: &str, query: &Sent) -> Paged<T> {
    let page = query.text("page").parse::<usize>().unwrap_or(1).max(1);
    let kept: String = query
        .0
        .iter()
        .filter(|(name, value)| name != "page" && !value.is_empty())
        .map(|(name, value)| format!("&{name}={}", in_query(value)))
        .collect();
    let address = |page: usize| format!("{path}?page={page}{kept}");
    let more = all.len() > page.saturating_mul(ROWS);
    Paged {
        rows: all.into_iter().skip((page - 1).saturating_mul(ROWS)).take(ROWS).collect(),
        before: (page > 1).then(|| address(page - 1)),
        after: more.then(|| address(page + 1)),
    }
}

/// The same list as a workbook and as CSV.
fn exports(path: &str, query: &Sent, words: [String; 2]) -> Vec<(String, String)> {
    let kept: Vec<String> = query
        .0
        .iter()
        .filter(|(name, value)| name != "page" && !value.is_empty())
        .map(|(name, value)| format!("{name}={}", in_query(value)))
        .collect();
    let asked = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    ["xlsx", "csv"].iter().zip(words).map(|(ending, words)| (format!("{path}.{ending}{asked}"), words)).collect()
}
