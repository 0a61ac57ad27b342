//! The second page of signing in: the code.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use pages::{CodePage, Field};
use words::Message;

use crate::code::{self, Answer};
use crate::desk::Desk;
use crate::entry;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::visitor::Visitor;

fn page(visitor: &Visitor, problems: &Problems) -> Result<Response, PageError> {
    let frame = visitor.frame();
    let code = Field {
        hint: frame.t("sign-in-code-hint"),
        autocomplete: "one-time-code",
        at_most: 40,
        ..Field::text("code", frame.t("two-step-code"), "")
    };
    visitor.page(&CodePage { problems: problems.list(visitor), fields: vec![problems.beside(code, visitor)], frame })
}

/// Whoever gave no password, or long ago, begins anew.
fn anew() -> PageError {
    PageError::To("/sign-in".to_owned())
}

/// `GET /sign-in/code`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    entry::half_in(&desk, &visitor.session).await?.ok_or_else(anew)?;
    page(&visitor, &Problems::default())
}

/// `POST /sign-in/code`
pub(crate) async fn check(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let (account, came, next) = entry::half_in(&desk, &visitor.session).await?.ok_or_else(anew)?;
    let mut problems = Problems::default();
    match code::check(&desk, account.id, &sent.text("code")).await? {
        Answer::Right => return entry::complete(&desk, &visitor, &account, came, &next, None).await,
        Answer::Recovery(left) => {
            let used = Message::new("two-step-code-used").with("left", left);
            return entry::complete(&desk, &visitor, &account, came, &next, Some(used)).await;
        }
        Answer::Wrong => problems.add("code", Message::new("two-step-code-wrong")),
        Answer::Locked(until) => problems.add("code", code::locked(until, desk.clock().now())),
    }
    page(&visitor, &problems)
}
