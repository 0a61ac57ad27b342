//! Signing in and out, and one's own password.

use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect};
use ledger::account;
use pages::{Field, PasswordPage, SignInPage};
use words::Message;

use crate::code;
use crate::desk::Desk;
use crate::entry::{self, Came};
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, own_address};
use crate::password;
use crate::visitor::Visitor;
use crate::wording;

/// `GET /sign-in`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let next = query.text("next");
    visitor.page(&page(&desk, &visitor, "", &next, &Problems::default()))
}

/// The same page with what the identity provider did not do.
pub(crate) fn refused(desk: &Desk, visitor: &Visitor, next: &str, message: Message) -> PageResult {
    let page = page(desk, visitor, "", next, &Problems::default());
    visitor.page(&SignInPage { refused: Some(visitor.say(&message)), ..page })
}

/// What the button of the identity provider says, and where it leads.
fn by_provider(desk: &Desk, visitor: &Visitor, next: &str) -> Option<(String, String)> {
    let name = desk.provider.as_ref()?.settings.called(visitor.language);
    let next: String = own_address(next).unwrap_or_default().chars().filter(|sign| *sign != '&').collect();
    let label = visitor.say(&Message::new("sign-in-by").with("name", name));
    Some((format!("/sign-in/provider?next={next}"), label))
}

fn page(desk: &Desk, visitor: &Visitor, login: &str, next: &str, problems: &Problems) -> SignInPage {
    let frame = visitor.frame();
    let login =
        Field { autocomplete: "username", at_most: 100, ..Field::text("login", frame.t("account-login"), login) };
    let password = Field {
        kind: "password",
        autocomplete: "current-password",
        at_most: 200,
        ..Field::text("password", frame.t("account-password"), "")
    };
    let to_try = &desk.settings.to_try;
    let try_it = |(login, role): &(String, account::Role)| (login.clone(), visitor.say(&wording::role(*role)));
    SignInPage {
        refused: None,
        problems: problems.list(visitor),
        fields: [login, password].into_iter().map(|field| problems.beside(field, visitor)).collect(),
        next: next.to_owned(),
        provider: by_provider(desk, visitor, next),
        to_try: to_try.logins.iter().map(try_it).collect(),
        to_try_password: to_try.password.clone(),
        frame,
    }
}

/// `POST /sign-in`
pub(crate) async fn enter_desk(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let (login, next) = (sent.text("login"), sent.text("next"));
    let found = account::by_login(desk.ledger.reads(), &login).await?;
    let now = desk.clock().now();
    let mut problems = Problems::default();
    // A locked account is told so whatever the password; looking at passwords is what it is locked against.
    if let Some(until) = found.as_ref().and_then(|account| account.locked_until).filter(|until| now < *until) {
        problems.add("login", code::locked(until, now));
        return visitor.page(&page(&desk, &visitor, &login, &next, &problems));
    }
    let hash = found.as_ref().filter(|account| !account.closed).map(|account| account.password.clone());
    let right = password::is_right(sent.raw("password").to_owned(), hash).await;
    match found {
        Some(account) if right => entry::begin(&desk, &visitor, &account, Came::Password, next).await,
        found => {
            if let Some(account) = found {
                let id = account.id;
                desk.ledger
                    .write(ledger::By::Program, now, move |change| {
                        Box::pin(async move { account::note_failure(change, id).await })
                    })
                    .await?;
            }
            problems.add("login", Message::new("sign-in-wrong"));
            visitor.page(&page(&desk, &visitor, &login, &next, &problems))
        }
    }
}

/// `POST /sign-out`
pub(crate) async fn leave(visitor: Visitor) -> PageResult {
    visitor.session.flush().await.map_err(|error| PageError::Broken(error.to_string()))?;
    Ok(Redirect::to("/").into_response())
}

/// `GET /password`
pub(crate) async fn show_password(visitor: Visitor) -> PageResult {
    visitor.page(&password_page(&visitor, &Problems::default()))
}

fn password_page(visitor: &Visitor, problems: &Problems) -> PasswordPage {
    let frame = visitor.frame();
    let field = |name: &str, label: &'static str, autocomplete| Field {
        kind: "password",
        autocomplete,
        at_most: 200,
        ..Field::text(name, frame.t(label), "")
    };
    let new = Field {
        hint: visitor.say(&Message::new("password-hint").with("least", password::SHORTEST)),
        ..field("new", "password-new", "new-password")
    };
    let fields = [field("old", "password-old", "current-password"), new];
    PasswordPage {
        must: visitor.account.as_ref().is_some_and(|account| account.must_change),
        problems: problems.list(visitor),
        fields: fields.into_iter().map(|field| problems.beside(field, visitor)).collect(),
        frame,
    }
}

/// `POST /password`
pub(crate) async fn change_password(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let account = visitor.account.clone().ok_or(PageError::SignIn)?;
    let mut problems = Problems::default();
    if !password::is_right(sent.raw("old").to_owned(), Some(account.password.clone())).await {
        problems.add("old", Message::new("password-old-wrong"));
    }
    if let Some(weak) = password::too_weak(sent.raw("new"), &account.login) {
        problems.add("new", weak);
    } else if sent.raw("new") == sent.raw("old") {
        problems.add("new", Message::new("password-the-same"));
    }
    if !problems.is_empty() {
        return visitor.page(&password_page(&visitor, &problems));
    }
    let hash = password::hash(sent.raw("new").to_owned()).await.map_err(PageError::Bad)?;
    let id = account.id;
    let act = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { account::set_password(change, id, hash, false).await })
    });
    act.await?;
    // Other sessions end with the old password; this one goes on under a new key.
    let account = account::find(desk.ledger.reads(), id).await?.ok_or(PageError::NotFound)?;
    entry::enter(&visitor.session, &account, visitor.came).await?;
    visitor.done(Message::new("password-changed"), "/desk").await
}
