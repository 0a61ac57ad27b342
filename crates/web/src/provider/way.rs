//! The way to the provider and back.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::{AccountId, By, Instant, account, identity};
use serde::{Deserialize, Serialize};
use words::Message;

use super::{Person, Provider, Trouble};
use crate::desk::Desk;
use crate::entry::{self, Came};
use crate::error::{PageError, PageResult};
use crate::form::{Sent, own_address};
use crate::sign_in;
use crate::visitor::Visitor;

/// Under what the session keeps what was asked of the provider.
const AWAY: &str = "away";
/// Under what it keeps that somebody showed again who they are.
const CONFIRMED: &str = "confirmed";
/// How long somebody may be away, seconds.
const AWAY_SECONDS: i64 = 600;
/// For how long it counts that somebody showed again who they are, seconds.
const CONFIRMED_SECONDS: i64 = 300;
/// By how much the provider's clock may differ from ours, seconds.
const CLOCKS_DIFFER: i64 = 60;

/// Somebody who was sent to the provider.
#[derive(Debug, Serialize, Deserialize)]
struct Away {
    state: String,
    nonce: String,
    verifier: String,
    at: Instant,
    next: String,
    /// Who is signed in already, and is to show again who they are.
    again: Option<AccountId>,
}

fn broken(error: tower_sessions::session::Error) -> PageError {
    PageError::Broken(error.to_string())
}

/// Why somebody does not come in, as they are told.
fn told(desk: &Desk, visitor: &Visitor, trouble: &Trouble) -> (StatusCode, Message) {
    let name = desk.provider.as_ref().map(|provider| provider.settings.called(visitor.language)).unwrap_or_default();
    let (status, message) = match trouble {
        Trouble::Down(detail) => {
            tracing::error!(problem = detail, "the identity provider does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, Message::new("oidc-down"))
        }
        Trouble::Untrusted(detail) => {
            tracing::error!(problem = detail, "the identity provider gave a token that is not to be trusted");
            (StatusCode::BAD_GATEWAY, Message::new("oidc-untrusted"))
        }
    };
    (status, message.with("name", name))
}

/// The page of signing in, which says why it could not be done by the provider. Whoever was signed in already keeps the session, and
/// reads it on a page of its own.
fn refuse(
    desk: &Desk,
    visitor: &Visitor,
    (status, message): (StatusCode, Message),
    next: &str,
) -> Result<Response, PageError> {
    let page = if visitor.account.is_some() {
        visitor.message(&Message::new("oidc-not-confirmed"), &message)?
    } else {
        sign_in::refused(desk, visitor, next, message)?
    };
    Ok((status, page).into_response())
}

fn provider(desk: &Desk) -> Result<&Provider, PageError> {
    desk.provider.as_deref().ok_or(PageError::NotFound)
}

/// `GET /sign-in/provider`: sends somebody to the provider; whoever is signed in by it is to show there again who they are.
pub(crate) async fn leave(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let provider = provider(&desk)?;
    let next = query.text("next");
    let again = visitor.account.as_ref().map(|account| account.id);
    let asked = match provider.ask(again.is_some()).await {
        Ok(asked) => asked,
        Err(trouble) => return refuse(&desk, &visitor, told(&desk, &visitor, &trouble), &next),
    };
    let (state, nonce, verifier) = (asked.state, asked.nonce, asked.verifier);
    let away = Away { state, nonce, verifier, at: desk.clock().true_now(), next, again };
    visitor.session.insert(AWAY, away).await.map_err(broken)?;
    Ok(Redirect::to(&asked.address).into_response())
}

/// `GET /sign-in/provider/back`: from the provider, with a code or a refusal.
pub(crate) async fn back(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let provider = provider(&desk)?;
    let now = desk.clock().true_now();
    // Whatever comes of it, it is asked for once.
    let away = visitor.session.remove::<Away>(AWAY).await.map_err(broken)?;
    let asked_for = away.filter(|away| {
        now < away.at.plus_seconds(AWAY_SECONDS)
            && away.state == query.raw("state")
            && away.again == visitor.account.as_ref().map(|account| account.id)
    });
    let Some(away) = asked_for else {
        return refuse(&desk, &visitor, (StatusCode::BAD_REQUEST, Message::new("oidc-not-asked")), "");
    };
    if !query.has("code") {
        let cancelled = Message::new("oidc-cancelled").with("name", provider.settings.called(visitor.language));
        return refuse(&desk, &visitor, (StatusCode::OK, cancelled), &away.next);
    }
    let (code, seconds) = (query.raw("code").to_owned(), now.0 / 1_000_000);
    let person = match provider.person(code, away.verifier, away.nonce, seconds).await {
        Ok(person) => person,
        Err(trouble) => return refuse(&desk, &visitor, told(&desk, &visitor, &trouble), &away.next),
    };
    match away.again {
        Some(id) => confirm(&desk, &visitor, provider, id, &person, away.at, &away.next).await,
        None => come_in(&desk, &visitor, provider, person, away.next).await,
    }
}

async fn come_in(
    desk: &Desk,
    visitor: &Visitor,
    provider: &Provider,
    person: Person,
    next: String,
) -> Result<Response, PageError> {
    let came = Came::Provider { second_factor: person.second_factor };
    match account_of(desk, provider, person).await? {
        Err(trouble) => refuse(desk, visitor, told(desk, visitor, &trouble), &next),
        Ok(Some(account)) => entry::begin(desk, visitor, &account, came, next).await,
        Ok(None) => {
            let nobody = Message::new("oidc-no-account").with("name", provider.settings.called(visitor.language));
            refuse(desk, visitor, (StatusCode::FORBIDDEN, nobody), &next)
        }
    }
}

/// The open account of somebody; one that is bound to nobody is bound by its login.
async fn account_of(
    desk: &Desk,
    provider: &Provider,
    person: Person,
) -> Result<Result<Option<account::Model>, Trouble>, PageError> {
    let issuer = provider.settings.issuer.clone();
    let bound = identity::account_of(desk.ledger.reads(), &issuer, &person.subject).await?;
    if let Some(account) = bound {
        return Ok(Ok(Some(account).filter(|account| !account.closed)));
    }
    let asked = match person.login {
        Some(_) => None,
        None => match provider.asked_login(&person).await {
            Ok(asked) => asked,
            Err(trouble) => return Ok(Err(trouble)),
        },
    };
    let Some(login) = person.login.or(asked) else { return Ok(Ok(None)) };
    let bind = desk.ledger.write(By::Program, desk.clock().now(), move |change| {
        Box::pin(async move { identity::bind(change, &login, issuer, person.subject).await })
    });
    Ok(Ok(bind.await?))
}

/// Somebody who is signed in has shown again who they are.
async fn confirm(
    desk: &Desk,
    visitor: &Visitor,
    provider: &Provider,
    id: AccountId,
    person: &Person,
    asked_at: Instant,
    next: &str,
) -> Result<Response, PageError> {
    let bound = identity::account_of(desk.ledger.reads(), &provider.settings.issuer, &person.subject).await?;
    let same = bound.is_some_and(|account| account.id == id && !account.closed);
    // A provider that lets somebody pass who showed it an hour ago has not done what was asked.
    let asked_at = asked_at.0 / 1_000_000 - CLOCKS_DIFFER;
    if !same || person.shown_at.is_none_or(|shown| shown < asked_at) {
        let name = provider.settings.called(visitor.language);
        let message = if same { Message::new("oidc-not-anew") } else { Message::new("oidc-somebody-else") };
        return refuse(desk, visitor, (StatusCode::FORBIDDEN, message.with("name", name)), next);
    }
    visitor.session.insert(CONFIRMED, desk.clock().true_now()).await.map_err(broken)?;
    Ok(Redirect::to(own_address(next).unwrap_or("/desk")).into_response())
}

/// Whether whoever is signed in has shown again, a moment ago, who they are.
pub(crate) async fn confirmed(desk: &Desk, visitor: &Visitor) -> Result<bool, PageError> {
    let at = visitor.session.get::<Instant>(CONFIRMED).await.map_err(broken)?;
    Ok(at.is_some_and(|at| desk.clock().true_now() < at.plus_seconds(CONFIRMED_SECONDS)))
}

/// Uses that up: it counts once.
pub(crate) async fn take_confirmed(desk: &Desk, visitor: &Visitor) -> Result<bool, PageError> {
    let counts = confirmed(desk, visitor).await?;
    visitor.session.remove::<Instant>(CONFIRMED).await.map_err(broken)?;
    Ok(counts)
}
