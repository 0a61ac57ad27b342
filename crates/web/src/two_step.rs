//! One's own second factor: turned on with a telephone, turned off again.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use ledger::second_factor;
use pages::{Field, Qr, TwoStepNewPage, TwoStepOnPage, TwoStepPage};
use words::Message;

use crate::code;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent};
use crate::once_more;
use crate::visitor::Visitor;

/// Under what the session keeps a secret that is not confirmed yet.
const NEW_SECRET: &str = "new-secret";

/// `GET /desk/two-step`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    page(&desk, &visitor, &Problems::default()).await
}

async fn page(desk: &Desk, visitor: &Visitor, problems: &Problems) -> Result<Response, PageError> {
    let account = visitor.account.as_ref().ok_or(PageError::SignIn)?;
    let Some(factor) = second_factor::find(desk.ledger.reads(), account.id).await? else {
        return new_page(visitor, problems).await;
    };
    let left = second_factor::codes_left(desk.ledger.reads(), account.id).await?;
    let since = Message::new("two-step-since").with("at", desk.clock().minute(factor.since)).with("left", left);
    let asked = once_more::ask(desk, visitor, "/desk/two-step", problems).await?;
    visitor.page(&TwoStepPage {
        since: visitor.say(&since),
        problems: problems.list(visitor),
        fields: asked.fields,
        confirm: asked.confirm,
        frame: visitor.frame(),
    })
}

/// The secret of this session that is not confirmed yet: the same when the page is opened again.
async fn new_secret(visitor: &Visitor) -> Result<String, PageError> {
    let broken = |error: tower_sessions::session::Error| PageError::Broken(error.to_string());
    if let Some(known) = visitor.session.get::<String>(NEW_SECRET).await.map_err(broken)? {
        return Ok(known);
    }
    let secret = code::new_secret().map_err(PageError::Bad)?;
    visitor.session.insert(NEW_SECRET, &secret).await.map_err(broken)?;
    Ok(secret)
}

async fn new_page(visitor: &Visitor, problems: &Problems) -> Result<Response, PageError> {
    let account = visitor.account.as_ref().ok_or(PageError::SignIn)?;
    let secret = new_secret(visitor).await?;
    let qr = code::address(&secret, &account.login).and_then(|address| Qr::of(&address));
    let groups: Vec<&str> = secret.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    let frame = visitor.frame();
    let field = Field {
        autocomplete: "one-time-code",
        at_most: 10,
        short: true,
        hint: frame.t("two-step-code-hint"),
        ..Field::text("code", frame.t("two-step-code"), "")
    };
    visitor.page(&TwoStepNewPage {
        must: visitor.must_set_up,
        qr: qr.ok_or_else(|| PageError::Broken("the address of a secret fits no QR code".to_owned()))?,
        key: groups.join(" "),
        problems: problems.list(visitor),
        fields: vec![problems.beside(field, visitor)],
        frame,
    })
}

/// `POST /desk/two-step`: the first code, which shows that the telephone has the secret. The recovery codes are shown once.
pub(crate) async fn turn_on(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let id = visitor.account.as_ref().map(|account| account.id).ok_or(PageError::SignIn)?;
    // Whoever turned it on in another window has seen the codes there.
    if second_factor::find(desk.ledger.reads(), id).await?.is_some() {
        return Err(PageError::To("/desk/two-step".to_owned()));
    }
    let secret = new_secret(&visitor).await?;
    let Some(step) = code::step_of(&secret, &sent.text("code"), desk.clock().true_now()) else {
        let mut problems = Problems::default();
        problems.add("code", Message::new("two-step-code-wrong"));
        return page(&desk, &visitor, &problems).await;
    };
    let codes = code::new_recovery_codes().map_err(PageError::Bad)?;
    let kept: Vec<String> = codes.iter().map(|shown| code::plain(shown)).collect();
    let turn_on = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { second_factor::turn_on(change, id, secret, step, kept).await })
    });
    turn_on.await?;
    let forgotten = visitor.session.remove::<String>(NEW_SECRET).await;
    forgotten.map_err(|error| PageError::Broken(error.to_string()))?;
    // From now on nothing stands in the way any more.
    let mut visitor = visitor;
    visitor.must_set_up = false;
    visitor.page(&TwoStepOnPage { frame: visitor.frame(), codes })
}

/// `POST /desk/two-step/off`: by password and code.
pub(crate) async fn turn_off(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let id = visitor.account.as_ref().map(|account| account.id).ok_or(PageError::SignIn)?;
    let problems = once_more::check(&desk, &visitor, &sent).await?;
    if !problems.is_empty() {
        return page(&desk, &visitor, &problems).await;
    }
    let turn_off = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { second_factor::turn_off(change, id).await })
    });
    turn_off.await?;
    visitor.done(Message::new("two-step-now-off"), "/desk/two-step").await
}
