//! Who asks, and in which language.

use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::Date;
use ledger::account::{self, Role};
use ledger::{AccountId, By, UnitId, unit};
use pages::{Frame, MessagePage, NavItem, Person};
use tower_sessions::Session;
use words::{Language, Message};

use crate::desk::Desk;
use crate::error::PageError;
use crate::policy::{Act, units_above};
use crate::wording;
use crate::{help, language};

/// The keys of a session.
const ACCOUNT: &str = "account";
const SEAL: &str = "seal";
const DONE: &str = "done";

/// Whoever asks.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) language: Language,
    pub(crate) path: String,
    pub(crate) account: Option<account::Model>,
    pub(crate) unit: Option<unit::Model>,
    pub(crate) session: Session,
    desk: Desk,
    done: Option<String>,
}

impl Visitor {
    /// What stands around a page.
    pub(crate) fn frame(&self) -> Frame {
        let person = self.account.as_ref().map(|account| Person {
            name: account.name.clone(),
            role: wording::role(account.role).text(self.language),
            unit: self.unit.as_ref().map(|unit| wording::unit_name(unit, self.language)).unwrap_or_default(),
        });
        Frame {
            language: self.language,
            path: self.path.clone(),
            made_up: self.desk.settings.made_up,
            person,
            nav: self.navigation(),
            help: help::href(&self.path, self.role().map(Role::name)),
            done: self.done.clone(),
        }
    }

    fn navigation(&self) -> Vec<NavItem> {
        let items: [(&'static str, &'static str, Option<Act>); 7] = [
            ("/", "nav-home", None),
            ("/desk", "nav-today", Some(Act::SeeDesk)),
            ("/desk/brands", "nav-brands", Some(Act::SeeRegister)),
            ("/desk/units", "nav-units", Some(Act::SeeRegister)),
            ("/desk/programme", "nav-programme", Some(Act::SeeProgramme)),
            ("/desk/accounts", "nav-accounts", Some(Act::KeepAccounts)),
            ("/desk/audit", "nav-audit", Some(Act::SeeAudit)),
        ];
        let path = self.path.split('?').next().unwrap_or_default();
        let shown = items.into_iter().filter(|(_, _, act)| act.is_none_or(|act| self.may(act)));
        let item = |(href, key, _): (&'static str, &'static str, Option<Act>)| {
            let below = href.len() > "/desk".len() && path.starts_with(href);
            NavItem { href, label: Message::new(key).text(self.language), current: path == href || below }
        };
        shown.map(item).collect()
    }

    /// Whether the visitor may do something at all, or in the own unit.
    pub(crate) fn may(&self, act: Act) -> bool {
        let permitted = |who: &account::Model| self.desk.policy.permits(who, act, who.unit, &[]);
        self.account.as_ref().is_some_and(permitted)
    }

    /// Whether the visitor may do something with a unit.
    pub(crate) async fn may_with(&self, act: Act, what: UnitId) -> Result<bool, PageError> {
        let Some(who) = &self.account else { return Ok(false) };
        let units = unit::all(self.desk.ledger.reads()).await?;
        Ok(self.desk.policy.permits(who, act, Some(what), &units_above(&units, what)))
    }

    /// Refuses what the visitor may not do with a unit.
    pub(crate) async fn check(&self, act: Act, what: UnitId) -> Result<(), PageError> {
        if self.may_with(act, what).await? { Ok(()) } else { Err(PageError::Forbidden) }
    }

    /// Who makes a change.
    pub(crate) fn by(&self) -> By {
        self.account.as_ref().map_or(By::Program, |account| By::Account(account.id))
    }

    /// The role; nobody's for those who are not signed in.
    pub(crate) fn role(&self) -> Option<Role> {
        self.account.as_ref().map(|account| account.role)
    }

    /// A sentence in the visitor's language.
    pub(crate) fn say(&self, message: &Message) -> String {
        message.text(self.language)
    }

    /// A sentence of the catalogue in the visitor's language, without what stands around a page.
    pub(crate) fn t(&self, key: &'static str) -> String {
        Message::new(key).text(self.language)
    }

    /// A day as the visitor reads it.
    pub(crate) fn day(&self, day: Date) -> String {
        pages::day(day, self.language)
    }

    /// A page as an answer.
    pub(crate) fn page(&self, page: &impl Template) -> Result<Response, PageError> {
        Ok(Html(page.render()?).into_response())
    }

    /// Goes to another page, which says what was done.
    pub(crate) async fn done(&self, message: Message, to: &str) -> Result<Response, PageError> {
        let kept = self.session.insert(DONE, self.say(&message)).await;
        kept.map_err(|error| PageError::Broken(error.to_string()))?;
        Ok(Redirect::to(to).into_response())
    }
}

/// Signs an account in: a new key for the session, so that one that somebody knew before is worth nothing.
pub(crate) async fn enter(session: &Session, account: &account::Model) -> Result<(), PageError> {
    let broken = |error: tower_sessions::session::Error| PageError::Broken(error.to_string());
    session.cycle_id().await.map_err(broken)?;
    session.insert(ACCOUNT, account.id.0).await.map_err(broken)?;
    session.insert(SEAL, seal(account)).await.map_err(broken)
}

/// What makes a session end when the password changes.
fn seal(account: &account::Model) -> String {
    account.password.chars().rev().take(24).collect()
}

async fn signed_in(session: &Session, desk: &Desk) -> Result<Option<account::Model>, PageError> {
    let broken = |error: tower_sessions::session::Error| PageError::Broken(error.to_string());
    let Some(id) = session.get::<i64>(ACCOUNT).await.map_err(broken)? else { return Ok(None) };
    let known = session.get::<String>(SEAL).await.map_err(broken)?;
    let found = account::find(desk.ledger.reads(), AccountId(id)).await?;
    Ok(found.filter(|account| !account.closed && known.as_ref() == Some(&seal(account))))
}

/// Finds out who asks, lets the request through, and makes a page of what could not be done.
pub(crate) async fn meet(State(desk): State<Desk>, session: Session, mut request: Request, next: Next) -> Response {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let language = language::of(request.headers());
    let mut visitor = Visitor { language, path, account: None, unit: None, session, desk: desk.clone(), done: None };
    let is_get = request.method() == axum::http::Method::GET;
    let known = async {
        visitor.account = signed_in(&visitor.session, &desk).await?;
        if let Some(unit) = visitor.account.as_ref().and_then(|account| account.unit) {
            visitor.unit = unit::find(desk.ledger.reads(), unit).await?;
        }
        // What was done is said once, and not to a part of a page.
        if visitor.account.is_some() && is_get {
            visitor.done = visitor.session.remove(DONE).await.unwrap_or_default();
        }
        Ok::<(), PageError>(())
    };
    let response = match known.await {
        Ok(()) => {
            request.extensions_mut().insert(visitor.clone());
            next.run(request).await
        }
        Err(error) => error.into_response(),
    };
    match response.extensions().get::<PageError>().cloned() {
        Some(error) => as_page(&visitor, &error),
        None if response.status() == axum::http::StatusCode::NOT_FOUND && is_empty(&response) => {
            as_page(&visitor, &PageError::NotFound)
        }
        None => response,
    }
}

fn is_empty(response: &Response) -> bool {
    axum::body::HttpBody::size_hint(response.body()).exact() == Some(0)
}

fn as_page(visitor: &Visitor, error: &PageError) -> Response {
    if matches!(error, PageError::SignIn) {
        let next: String = visitor.path.chars().filter(|sign| sign.is_ascii() && *sign != '&').collect();
        return Redirect::to(&format!("/sign-in?next={next}")).into_response();
    }
    if error.status().is_server_error() {
        tracing::error!(problem = error.detail(), "a page could not be made");
    }
    let (title, text) = error.messages();
    let page = MessagePage { frame: visitor.frame(), title: visitor.say(&title), text: visitor.say(&text) };
    (error.status(), Html(page.render().unwrap_or_default())).into_response()
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| PageError::Broken("nobody was met".to_owned()))
    }
}
