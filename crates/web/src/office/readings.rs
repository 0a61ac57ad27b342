//! The readings that no brand's name should have, as the office keeps them.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use ledger::setting;
use likeness::Phrase;
use pages::{Field, ReadingsPage};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::visitor::Visitor;

/// The list that is in use: the office's own, or the one with which an office begins.
pub(crate) async fn list(desk: &Desk) -> Result<Vec<Phrase>, PageError> {
    let own = setting::get(desk.ledger.reads(), setting::READINGS).await?;
    Ok(own.and_then(|text| likeness::read_list(&text).ok()).unwrap_or_else(likeness::starting_list))
}

/// `GET /desk/readings`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let text = likeness::write_list(&list(&desk).await?);
    page(&visitor, &text, &Problems::default())
}

fn page(visitor: &Visitor, text: &str, problems: &Problems) -> Result<Response, PageError> {
    let frame = visitor.frame();
    let field = Field::text("list", frame.t("readings-list"), text);
    let field = Field { rows: 20, hint: frame.t("readings-hint"), ..field };
    let fields = vec![problems.beside(field, visitor)];
    visitor.page(&ReadingsPage { problems: problems.list(visitor), fields, frame })
}

/// `POST /desk/readings`
pub(crate) async fn save(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let text = sent.text("list");
    if let Err(line) = likeness::read_list(&text) {
        let mut problems = Problems::default();
        problems.add("list", Message::new("readings-line-wrong").with("line", line));
        return page(&visitor, &text, &problems);
    }
    let save = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { setting::set(change, setting::READINGS, text).await })
    });
    save.await?;
    visitor.done(Message::new("readings-saved"), "/desk/readings").await
}
