//! Accounts: made, closed, opened, given a new first password.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use ledger::account::{self, NewAccount, Role};
use ledger::{AccountId, LedgerError, UnitId, identity, second_factor, unit};
use pages::{AccountRow, AccountsPage, Field, NewAccountPage};
use words::Message;

use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::form::{Problems, Sent, choice};
use crate::password;
use crate::visitor::Visitor;
use crate::wording;

/// `GET /desk/accounts`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    page(&desk, &visitor, Vec::new()).await
}

pub(super) async fn page(
    desk: &Desk,
    visitor: &Visitor,
    new_passwords: Vec<(String, String)>,
) -> Result<Response, PageError> {
    let db = desk.ledger.reads();
    let units = unit::all(db).await?;
    let with_second_factor = second_factor::all(db).await?;
    let bound = identity::all(db).await?;
    let frame = visitor.frame();
    let row = |account: account::Model| {
        let state = match (account.closed, account.must_change) {
            (true, _) => "account-closed",
            (_, true) => "account-first-password",
            _ => "account-open",
        };
        let unit = units.iter().find(|unit| Some(unit.id) == account.unit);
        AccountRow {
            id: account.id.to_string(),
            role: visitor.say(&wording::role(account.role)),
            unit: unit.map(|unit| wording::unit_name(unit, visitor.language)).unwrap_or_default(),
            state: visitor.say(&Message::of_key(state.to_owned())),
            closed: account.closed,
            bound: bound.contains(&account.id),
            second_factor: with_second_factor.contains(&account.id),
            login: account.login,
            name: account.name,
        }
    };
    let rows = account::all(db).await?.into_iter().map(row).collect();
    visitor.page(&AccountsPage { frame, rows, new_passwords })
}

/// `GET /desk/accounts/new`
pub(crate) async fn show_new(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    form(&desk, &visitor, &Sent::default(), &Problems::default()).await
}

async fn form(desk: &Desk, visitor: &Visitor, sent: &Sent, problems: &Problems) -> Result<Response, PageError> {
    let frame = visitor.frame();
    let units = unit::all(desk.ledger.reads()).await?;
    let field = |name: &'static str, label: &'static str| {
        problems.beside(Field { at_most: 60, ..Field::text(name, frame.t(label), sent.text(name)) }, visitor)
    };
    let roles = Role::ALL.into_iter().map(|role| (role.name().to_owned(), visitor.say(&wording::role(role))));
    let units = units.iter().map(|unit| (unit.id.to_string(), wording::unit_name(unit, visitor.language)));
    let mut role = choice("role", frame.t("account-role"), Some(frame.t("choose")), roles, &sent.text("role"));
    role.error = problems.of("role", visitor);
    let mut unit = choice("unit", frame.t("unit-name"), Some(frame.t("no-unit")), units, &sent.text("unit"));
    unit.error = problems.of("unit", visitor);
    visitor.page(&NewAccountPage {
        problems: problems.list(visitor),
        fields: vec![field("login", "account-login"), field("name", "account-name")],
        choices: vec![role, unit],
        frame,
    })
}

/// `POST /desk/accounts/new`
pub(crate) async fn add(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let mut problems = Problems::default();
    let (login, name) = (sent.text("login").to_lowercase(), sent.text("name"));
    problems.need("login", &login, &Message::new("account-login"));
    if !is_login(&login) {
        problems.add("login", Message::new("account-login-signs"));
    }
    problems.need("name", &name, &Message::new("account-name"));
    let role = Role::named(&sent.text("role"));
    if role.is_none() {
        problems.add("role", Message::new("account-role-needed"));
    }
    let unit = sent.text("unit").parse().ok().map(UnitId);
    if matches!(role, Some(Role::Liaison | Role::Head)) && unit.is_none() {
        problems.add("unit", Message::new("account-unit-needed"));
    }
    if let (true, Some(role)) = (problems.is_empty(), role) {
        let first = password::first().map_err(PageError::Bad)?;
        let hash = password::hash(first.clone()).await.map_err(PageError::Bad)?;
        let new = NewAccount { login: login.clone(), name, role, unit, password: hash, must_change: true };
        let add = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
            Box::pin(async move { account::add(change, new).await })
        });
        match add.await {
            Ok(_) => return page(&desk, &visitor, vec![(login, first)]).await,
            Err(error @ LedgerError::LoginTaken { .. }) => problems.add("login", error.message()),
            Err(error) => return Err(error.into()),
        }
    }
    form(&desk, &visitor, &sent, &problems).await
}

/// `POST /desk/accounts/{id}/password`: a new first password, shown once.
pub(crate) async fn renew(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let account = account::find(desk.ledger.reads(), AccountId(id)).await?.ok_or(PageError::NotFound)?;
    let first = password::first().map_err(PageError::Bad)?;
    let hash = password::hash(first.clone()).await.map_err(PageError::Bad)?;
    let renew = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { account::set_password(change, AccountId(id), hash, true).await })
    });
    renew.await?;
    page(&desk, &visitor, vec![(account.login, first)]).await
}

/// `POST /desk/accounts/{id}/two-step`: for somebody who lost the telephone.
pub(crate) async fn reset_second_factor(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    // One's own is turned off by password and code.
    if visitor.account.as_ref().is_some_and(|account| account.id.0 == id) {
        return Err(PageError::To("/desk/two-step".to_owned()));
    }
    let reset = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { second_factor::turn_off(change, AccountId(id)).await })
    });
    reset.await?;
    visitor.done(Message::new("accounts-two-step-reset"), "/desk/accounts").await
}

/// `POST /desk/accounts/{id}/identity`: whoever comes next from the identity provider with its login is bound anew.
pub(crate) async fn release_identity(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let release = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { identity::release(change, AccountId(id)).await })
    });
    release.await?;
    visitor.done(Message::new("accounts-identity-released"), "/desk/accounts").await
}

/// `POST /desk/accounts/{id}/close`
pub(crate) async fn close(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    // Whoever closes the own account may be the last who can open it.
    if visitor.account.as_ref().is_some_and(|account| account.id.0 == id) {
        return Err(PageError::Bad(Message::new("account-not-own")));
    }
    set_closed(&desk, &visitor, id, true).await
}

/// `POST /desk/accounts/{id}/open`
pub(crate) async fn open(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    set_closed(&desk, &visitor, id, false).await
}

async fn set_closed(desk: &Desk, visitor: &Visitor, id: i64, closed: bool) -> PageResult {
    let set = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| {
        Box::pin(async move { account::set_closed(change, AccountId(id), closed).await })
    });
    set.await?;
    let done = if closed { Message::new("account-now-closed") } else { Message::new("account-now-open") };
    visitor.done(done, "/desk/accounts").await
}

/// Whether a name can be signed in with on every keyboard.
pub(super) fn is_login(login: &str) -> bool {
    login.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_'))
}
