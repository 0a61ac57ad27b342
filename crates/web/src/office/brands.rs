//! All brands at a glance.

use axum::extract::{Query, State};
use ledger::brand::{self, Standing};
use pages::{BrandRow, BrandsPage};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export::List;
use crate::form::{Sent, choice};
use crate::office::{exports, paged};
use crate::policy::Act;
use crate::public::finds;
use crate::today::brand_row;
use crate::visitor::Visitor;
use crate::wording;

const LIST: &str = "/desk/brands";

const STANDINGS: [(&str, Standing); 5] = [
    ("draft", Standing::Draft),
    ("signed", Standing::Signed),
    ("upcoming", Standing::Upcoming),
    ("in-force", Standing::InForce),
    ("retired", Standing::Retired),
];

async fn found(desk: &Desk, visitor: &Visitor, query: &Sent) -> Result<(Vec<BrandRow>, usize), PageError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let units = visitor.units().await?;
    let all = brand::list(db, None, today).await?;
    let (search, standing) = (query.text("q"), query.text("standing"));
    let wanted = STANDINGS.iter().find(|(name, _)| *name == standing).map(|(_, standing)| *standing);
    let mut rows = Vec::new();
    for listed in &all {
        let unit = units.iter().find(|unit| unit.id == listed.brand.unit);
        let in_wanted = wanted.is_none_or(|wanted| listed.standing(today) == wanted);
        let unit_name = unit.map(|unit| unit.name.as_str()).unwrap_or_default();
        if in_wanted && finds(&search, &[&listed.latest.name, unit_name]) {
            rows.push(brand_row(desk, visitor, listed, unit));
        }
    }
    Ok((rows, all.len()))
}

/// `GET /desk/brands`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let (rows, of) = found(&desk, &visitor, &query).await?;
    let frame = visitor.frame();
    let standings =
        STANDINGS.iter().map(|(name, standing)| ((*name).to_owned(), visitor.say(&wording::standing(*standing))));
    let all = Some(frame.t("list-all"));
    let count = Message::new("list-count").with("shown", rows.len()).with("of", of);
    let page = paged(rows, LIST, &query);
    visitor.page(&BrandsPage {
        search: query.text("q"),
        standing: choice("standing", frame.t("brand-standing"), all, standings, &query.text("standing")),
        count: visitor.say(&count),
        rows: page.rows,
        before: page.before,
        after: page.after,
        exports: exports(LIST, &query, [frame.t("export-excel"), frame.t("export-csv")]),
        keeps_readings: visitor.may(Act::KeepRegister),
        frame,
    })
}

async fn as_list(desk: &Desk, visitor: &Visitor, query: &Sent) -> Result<List, PageError> {
    let (rows, _) = found(desk, visitor, query).await?;
    let frame = visitor.frame();
    let headings = ["brand-name", "unit-name", "brand-standing", "brand-when"];
    Ok(List {
        name: "brands",
        headings: headings.into_iter().map(|key| frame.t(key)).collect(),
        rows: rows.into_iter().map(|row| vec![row.name, row.unit, row.standing, row.when]).collect(),
    })
}

/// `GET /desk/brands.xlsx`
pub(crate) async fn workbook(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    as_list(&desk, &visitor, &query).await?.as_workbook()
}

/// `GET /desk/brands.csv`
pub(crate) async fn csv(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    as_list(&desk, &visitor, &query).await?.as_csv()
}
