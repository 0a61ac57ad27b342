//! How the desk plate of a brand file would look, beside the form: as it was saved last, which is while somebody types.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use ledger::file::BrandFile;
use ledger::unit;
use sheets::{Language, Output, Paper, Problem, Says};
use tokio::time::timeout;
use words::Message;

use super::files::drawing;
use super::says::{lines, mark, order, place_of, print};
use crate::brand::Whole;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::policy::Act;
use crate::reach;
use crate::visitor::Visitor;

/// The longest that a page waits for the plate: what was typed is saved by then, and whoever types is told so.
const LONGEST: Duration = Duration::from_secs(3);
/// The layout that is shown.
const LAYOUT: &str = "desk-plate";

/// What a plate of a file would say: of its first promise, without what only a published brand has.
async fn says(desk: &Desk, unit: &unit::Model, file: &BrandFile, base: &str) -> Result<Says, PageError> {
    let first = file.promises.first().cloned().unwrap_or_default();
    Ok(Says {
        unit: unit.name.clone(),
        unit_en: unit.name_en.clone(),
        brand: file.name.clone(),
        brand_en: file.name_en.clone(),
        slogan: file.slogan.clone(),
        slogan_en: file.slogan_en.clone(),
        promise: first.what,
        promise_en: first.what_en,
        story: lines(&file.concept, &file.meaning),
        story_en: lines(&file.concept_en, &file.meaning_en),
        contact: if first.complaint_route.is_empty() { first.contact } else { first.complaint_route },
        promises: file.promises.iter().map(place_of).collect(),
        mark: mark(desk, file).await?,
        colours: file.colours.iter().map(|colour| colour.hex.clone()).collect(),
        // A draft has no landing page yet: its code leads to the front.
        link: base.to_owned(),
        ..Says::default()
    })
}

/// How the plate of a file would look, or why it could not be printed.
async fn drawn(desk: &Desk, unit: &unit::Model, file: &BrandFile, base: &str) -> Result<Vec<u8>, Vec<Message>> {
    let broken = |error: PageError| vec![Message::new("press-failed").with("detail", format!("{error:?}"))];
    let layout = desk.presses.layouts().find(LAYOUT).ok_or_else(Vec::new)?;
    let language = if file.name_en.is_empty() { Language::Chinese } else { Language::Both };
    let says = says(desk, unit, file, base).await.map_err(broken)?;
    // What is missing stands above it already.
    if !layout.lacks(&says).is_empty() {
        return Err(Vec::new());
    }
    let order = order(desk, layout, language, Paper::Exact, Output::Svg, vec![says]);
    let reply = print(desk, order).await.map_err(|message| vec![message])?;
    let told = || reply.problems.iter().map(Problem::message).collect();
    reply.files.into_iter().next().ok_or_else(told)
}

/// Whether there is a plate to be shown beside the form, and otherwise what is wrong with it.
pub(crate) async fn look(desk: &Desk, whole: &Whole, file: &BrandFile) -> (bool, Vec<Message>) {
    if desk.presses.program().is_none() {
        return (false, Vec::new());
    }
    match timeout(LONGEST, drawn(desk, &whole.unit, file, "https://example")).await {
        Ok(Ok(_)) => (true, Vec::new()),
        Ok(Err(messages)) => (false, messages),
        Err(_) => (false, Vec::new()),
    }
}

/// `GET /desk/brands/{id}/plate.svg`: the first side of the desk plate, as the draft says it.
pub(crate) async fn show(
    State(desk): State<Desk>,
    visitor: Visitor,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> PageResult {
    let whole = Whole::find(&desk, id).await?;
    visitor.check(Act::KeepBrand, whole.unit.id).await?;
    let file = whole.latest()?.file()?;
    let (base, _) = reach::base(&desk, &headers);
    match drawn(&desk, &whole.unit, &file, &base).await {
        Ok(file) => drawing(file),
        Err(messages) => Err(messages.into_iter().next().map_or(PageError::NotFound, PageError::Bad)),
    }
}
