//! How they did it, for everybody: what the office has published and the unit agrees to. Figures are those that are published; nobody
//! is ranked, the newest stands first.

use axum::extract::{Path, State};
use ledger::{ExampleId, example};
use pages::{PublicExamplePage, PublicExamplesPage};
use words::Message;

use super::examples::{follow_rows, parts, rows};
use super::{effect, unit_names};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::view::View;
use crate::promise::{figure_of, names};
use crate::visitor::Visitor;

/// `GET /examples`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let found = example::public(desk.ledger.reads(), None).await?;
    visitor
        .page(&PublicExamplesPage { frame: visitor.frame(), rows: rows(&desk, &visitor, &found, "/examples").await? })
}

/// `GET /examples/{id}`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let db = desk.ledger.reads();
    let known = example::find(db, ExampleId(id)).await?.filter(example::Model::is_public).ok_or(PageError::NotFound)?;
    let unit = unit_names(&visitor).await?.remove(&known.unit).unwrap_or_default();
    let view = match known.promise {
        Some(promise) => View::read(&desk, promise).await?,
        None => None,
    };
    let (mut promise, mut figure, mut moved) = (None, None, None);
    if let Some(view) = &view {
        let (_, _, what) = names(&visitor, view)?;
        promise = Some((what, format!("/promises/{}", view.id)));
        if let Some(of) = &view.figure {
            figure = figure_of(&visitor, of, false);
            moved = Some(effect::of_months(&visitor, of, known.since_day, None));
        }
    }
    let follows = example::follows(db, &[known.id]).await?;
    visitor.page(&PublicExamplePage {
        frame: visitor.frame(),
        title: known.title.clone(),
        unit: (unit, format!("/units/{}", known.unit)),
        since: visitor.say(&Message::new("example-since-day").with("day", visitor.day(known.since_day.0))),
        parts: parts(&visitor, &known),
        promise,
        figure,
        effect: moved,
        follows: follow_rows(&desk, &visitor, &follows, &[]).await?,
    })
}
