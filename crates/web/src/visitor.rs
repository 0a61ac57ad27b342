//! Who asks, and in which language.

use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::http::header::ALLOW;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::Date;
use ledger::account::{self, Role};
use ledger::{By, UnitId, second_factor, unit};
use pages::{Frame, MessagePage, NavItem, Person, in_query};
use tokio::sync::OnceCell;
use tower_sessions::Session;
use words::{Language, Message};

use crate::desk::Desk;
use crate::entry::{self, Came};
use crate::error::PageError;
use crate::log::RequestNumber;
use crate::policy::{Act, units_above};
use crate::wording;
use crate::{api, help, language};

/// Under what a session keeps what was done.
const DONE: &str = "done";
/// The pages that stand beside the board.
const OF_THE_YEAR: [&str; 14] = [
    "/desk/activities",
    "/desk/opinions",
    "/desk/papers",
    "/desk/paper-versions",
    "/desk/requests",
    "/desk/surveys",
    "/desk/proposals",
    "/desk/handouts",
    "/desk/projects",
    "/desk/milestones",
    "/desk/examples",
    "/desk/guidance",
    "/desk/exports",
    "/desk/programme",
];

/// Whoever asks.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) language: Language,
    pub(crate) path: String,
    pub(crate) account: Option<account::Model>,
    /// How they came in.
    pub(crate) came: Came,
    /// Whether a second factor has to be set up before anything else.
    pub(crate) must_set_up: bool,
    pub(crate) unit: Option<unit::Model>,
    pub(crate) session: Session,
    desk: Desk,
    done: Option<String>,
    units: Arc<OnceCell<Vec<unit::Model>>>,
    /// The number of the request in the log.
    number: Option<RequestNumber>,
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
        let items: [(&'static str, &'static str, Option<Act>); 12] = [
            ("/", "nav-home", None),
            ("/desk", "nav-today", Some(Act::SeeDesk)),
            ("/desk/brands", "nav-brands", Some(Act::SeeRegister)),
            ("/desk/units", "nav-units", Some(Act::SeeRegister)),
            ("/desk/records", "nav-records", Some(Act::KeepRecords)),
            ("/desk/services", "nav-services", Some(Act::SeeRegister)),
            ("/desk/processes", "nav-processes", Some(Act::SeeRegister)),
            ("/desk/board", "nav-year", Some(Act::SeeProgramme)),
            ("/desk/accounts", "nav-accounts", Some(Act::KeepAccounts)),
            ("/desk/audit", "nav-audit", Some(Act::SeeAudit)),
            ("/desk/jobs", "nav-jobs", Some(Act::SeeJobs)),
            ("/desk/backups", "nav-backups", Some(Act::MakeBackup)),
        ];
        let path = self.path.split('?').next().unwrap_or_default();
        let shown = items.into_iter().filter(|(_, _, act)| act.is_none_or(|act| self.may(act)));
        let item = |(href, key, _): (&'static str, &'static str, Option<Act>)| {
            let below = href.len() > "/desk".len() && path.starts_with(href);
            let below = below || (href == "/desk/board" && OF_THE_YEAR.iter().any(|of| path.starts_with(of)));
            NavItem { href, label: Message::new(key).text(self.language), current: path == href || below }
        };
        shown.map(item).collect()
    }

    /// Whether the visitor may do something at all, or in the own unit.
    pub(crate) fn may(&self, act: Act) -> bool {
        if self.must_set_up && !matches!(act, Act::ChangeOwnPassword | Act::KeepSecondFactor) {
            return false;
        }
        let permitted = |who: &account::Model| self.desk.policy.permits(who, act, who.unit, &[]);
        self.account.as_ref().is_some_and(permitted)
    }

    /// Whether the visitor may do something with a unit.
    pub(crate) async fn may_with(&self, act: Act, what: UnitId) -> Result<bool, PageError> {
        let Some(who) = &self.account else { return Ok(false) };
        let above = units_above(self.units().await?, what);
        Ok(self.desk.policy.permits(who, act, Some(what), &above))
    }

    /// All units, as they were when they were first asked for: read once a request.
    pub(crate) async fn units(&self) -> Result<&[unit::Model], PageError> {
        let units = self.units.get_or_try_init(|| unit::all(self.desk.ledger.reads())).await?;
        Ok(units)
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

    /// A page that says something, and the way home.
    pub(crate) fn message(&self, title: &Message, text: &Message) -> Result<Response, PageError> {
        self.page(&MessagePage {
            frame: self.frame(),
            title: self.say(title),
            text: self.say(text),
            number: String::new(),
        })
    }

    /// Goes to another page, which says what was done.
    pub(crate) async fn done(&self, message: Message, to: &str) -> Result<Response, PageError> {
        let kept = self.session.insert(DONE, self.say(&message)).await;
        kept.map_err(|error| PageError::Broken(error.to_string()))?;
        Ok(Redirect::to(to).into_response())
    }
}

/// Finds out who asks, lets the request through, and makes a page of what could not be done.
pub(crate) async fn meet(State(desk): State<Desk>, session: Session, mut request: Request, next: Next) -> Response {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let language = language::of(request.headers());
    let number = request.extensions().get::<RequestNumber>().cloned();
    let mut visitor = Visitor {
        language,
        path,
        account: None,
        came: Came::Password,
        must_set_up: false,
        unit: None,
        session,
        desk: desk.clone(),
        done: None,
        units: Arc::new(OnceCell::new()),
        number,
    };
    let is_get = request.method() == axum::http::Method::GET;
    let known = async {
        if let Some((account, came)) = entry::signed_in(&visitor.session, &desk).await? {
            let needed = came.needs_second_factor() && desk.settings.sign_in.require_totp_for.contains(&account.role);
            visitor.must_set_up = needed && second_factor::find(desk.ledger.reads(), account.id).await?.is_none();
            (visitor.account, visitor.came) = (Some(account), came);
        }
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
        None if response.status() == StatusCode::NOT_FOUND && is_empty(&response) => {
            as_page(&visitor, &PageError::NotFound)
        }
        None if response.status() == StatusCode::METHOD_NOT_ALLOWED && api::is_of(&visitor.path) => {
            let mut told = api::problem(&visitor, &PageError::Problem(response.status(), Message::new("api-method")));
            if let Some(allowed) = response.headers().get(ALLOW) {
                told.headers_mut().insert(ALLOW, allowed.clone());
            }
            told
        }
        None => response,
    }
}

fn is_empty(response: &Response) -> bool {
    axum::body::HttpBody::size_hint(response.body()).exact() == Some(0)
}

fn as_page(visitor: &Visitor, error: &PageError) -> Response {
    if api::is_of(&visitor.path) {
        if error.status().is_server_error() {
            tracing::error!(problem = error.detail(), "an answer could not be made");
        }
        return api::problem(visitor, error);
    }
    if matches!(error, PageError::SignIn) {
        return Redirect::to(&format!("/sign-in?next={}", in_query(&visitor.path))).into_response();
    }
    if error.status().is_server_error() {
        tracing::error!(problem = error.detail(), "a page could not be made");
    }
    let number = visitor.number.as_ref().filter(|_| error.status().is_server_error());
    let number = number.map(|number| visitor.say(&Message::new("error-broken-number").with("number", &number.0)));
    let (title, text) = error.messages();
    let (title, text) = (visitor.say(&title), visitor.say(&text));
    let page = MessagePage { frame: visitor.frame(), title, text, number: number.unwrap_or_default() };
    (error.status(), Html(page.render().unwrap_or_default())).into_response()
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| PageError::Broken("nobody was met".to_owned()))
    }
}
