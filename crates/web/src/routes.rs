//! All routes, to be read from top to bottom, each with what it needs.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Multipart, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Form, Router};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::brand::{certificate, file, mark, retire, sign, tree, versions};
use crate::cache::Memory;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Sent;
use crate::jobs::worker;
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::office::import::What;
use crate::office::{
    accounts, audit, backups, brands, calendar, cards, import, jobs, processes, programme, programmes, readings,
    records, services, stages, units,
};
use crate::policy::Act;
use crate::session::LedgerSessions;
use crate::visitor::{self, Visitor};
use crate::year::{burden, lines, proposals, public_examples, public_opinions, public_surveys};
use crate::{
    api, before_after, cache, download, help, home, limits, log, mail, metrics, peers, print, promise, provider,
    public, security, sign_in, sign_in_code, today, two_step,
};

/// What a route needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it is for everybody.
    Nothing,
    /// An account that may do this.
    To(Act),
}

/// A route: how and where it is asked, what it needs, and what answers.
#[derive(Debug)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, with `{…}` for what changes.
    pub path: &'static str,
    /// What it needs.
    pub needs: Needs,
    /// Whether it takes a file, which may be larger than a form.
    takes_file: bool,
    /// Whether the answer is the same for everybody who is not signed in, so that caches may keep it.
    kept: bool,
    answers: MethodRouter<Desk>,
}

fn open(method: &'static str, path: &'static str, answers: MethodRouter<Desk>) -> Route {
    Route { method, path, needs: Needs::Nothing, takes_file: false, kept: false, answers }
}

pub(crate) fn desk(method: &'static str, path: &'static str, act: Act, answers: MethodRouter<Desk>) -> Route {
    Route { method, path, needs: Needs::To(act), takes_file: false, kept: false, answers }
}

impl Route {
    pub(crate) fn takes_file(self) -> Self {
        Self { takes_file: true, ..self }
    }
}

/// A page or answer for everybody, which caches may keep for a little while.
fn public(path: &'static str, answers: MethodRouter<Desk>) -> Route {
    Route { kept: true, ..open("GET", path, answers) }
}

/// A route that takes files as large as a year's export.
fn large(path: &'static str, act: Act, answers: MethodRouter<Desk>) -> Route {
    desk("POST", path, act, answers.layer(DefaultBodyLimit::max(LARGEST_RECORDS)))
}

/// Looks at a sheet that was sent.
fn check(what: What) -> MethodRouter<Desk> {
    post(move |desk: State<Desk>, visitor: Visitor, parts: Multipart| import::check(what, desk, visitor, parts))
}

/// Brings in a sheet that was looked at.
fn confirm(what: What) -> MethodRouter<Desk> {
    post(move |desk: State<Desk>, visitor: Visitor, sent: Form<Sent>| import::confirm(what, desk, visitor, sent))
}

/// All routes.
pub fn routes() -> Vec<Route> {
    use Act::{
        ChangeOwnPassword, FetchBackup, KeepAccounts, KeepBrand, KeepCards, KeepMail, KeepProgramme, KeepRecords,
        KeepRegister, KeepSecondFactor, MakeBackup, PublishBrand, SeeAudit, SeeDesk, SeeProgramme, SeeRegister,
        SignBrand,
    };
    let mut all = vec![
        // For everybody.
        public("/", get(home::show)),
        public("/compare", get(peers::show)),
        public("/burden", get(burden::show)),
        public("/examples", get(public_examples::list)),
        public("/examples/{id}", get(public_examples::show)),
        public("/opinions", get(public_opinions::show)),
        open("POST", "/opinions", post(public_opinions::send)),
        open("POST", "/opinions/answer", post(public_opinions::read)),
        open("POST", "/opinions/verdict", post(public_opinions::verdict)),
        public("/surveys", get(public_surveys::list)),
        public("/surveys/{id}", get(public_surveys::show)),
        open("POST", "/surveys/{id}", post(public_surveys::answer)),
        public("/surveys/{id}/thanks", get(public_surveys::thanks)),
        public("/proposals", get(proposals::show_send)),
        open("POST", "/proposals", post(proposals::send)),
        public("/units/{id}", get(public::show_unit)),
        public("/brands/{id}", get(public::show_brand)),
        public("/promises/{id}", get(promise::show)),
        open("GET", "/promises/{id}/bundle.zip", get(download::bundle)),
        open("GET", "/promises/{id}/figures.csv", get(download::csv)),
        public("/p/{id}", get(promise::land)),
        public("/api", get(api::page)),
        public("/api/openapi.json", get(api::show)),
        public("/api/v1/units", get(api::register::units)),
        public("/api/v1/units/{id}", get(api::register::unit)),
        public("/api/v1/services", get(api::register::services)),
        public("/api/v1/brands", get(api::register::brands)),
        public("/api/v1/brands/{id}", get(api::register::brand)),
        public("/api/v1/promises", get(api::register::promises)),
        public("/api/v1/promises/{id}", get(api::register::promise)),
        public("/api/v1/promises/{id}/figures", get(api::register::promise_figures)),
        // A key opens these, and no session.
        open("POST", "/api/v1/records", post(api::records::send).layer(DefaultBodyLimit::max(LARGEST_RECORDS))),
        open("GET", "/api/v1/imports/{id}", get(api::records::import)),
        public("/catalogue.jsonld", get(api::catalogue::data)),
        public("/services.jsonld", get(api::catalogue::services)),
        open("GET", "/key", get(download::key)),
        open("GET", "/marks/{hash}", get(public::mark)),
        open("GET", "/colours/{hex}", get(public::colour)),
        open("GET", "/assets/{name}", get(public::asset)),
        public("/help", get(help::show_first)),
        public("/help/{page}", get(help::show)),
        open("GET", "/help/pictures/{language}/{name}", get(help::show_picture)),
        open("GET", "/language/{tag}", get(public::choose_language)),
        open("GET", "/sign-in", get(sign_in::show)),
        open("POST", "/sign-in", post(sign_in::enter_desk)),
        open("GET", "/sign-in/code", get(sign_in_code::show)),
        open("POST", "/sign-in/code", post(sign_in_code::check)),
        open("GET", "/sign-in/provider", get(provider::leave)),
        open("GET", "/sign-in/provider/back", get(provider::back)),
        open("POST", "/sign-out", post(sign_in::leave)),
        // For whoever is signed in.
        desk("GET", "/password", ChangeOwnPassword, get(sign_in::show_password)),
        desk("POST", "/password", ChangeOwnPassword, post(sign_in::change_password)),
        desk("GET", "/desk/two-step", KeepSecondFactor, get(two_step::show)),
        desk("POST", "/desk/two-step", KeepSecondFactor, post(two_step::turn_on)),
        desk("POST", "/desk/two-step/off", KeepSecondFactor, post(two_step::turn_off)),
        desk("GET", "/desk/mail", KeepMail, get(mail::page::show)),
        desk("POST", "/desk/mail", KeepMail, post(mail::page::save)),
        desk("POST", "/desk/mail/try", KeepMail, post(mail::page::try_it)),
        desk("GET", "/desk", SeeDesk, get(today::show)),
        desk("POST", "/desk/later", SeeDesk, post(lines::later)),
        desk("POST", "/desk/later/back", SeeDesk, post(lines::back)),
        // Brands.
        desk("GET", "/desk/brands", SeeRegister, get(brands::list)),
        desk("GET", "/desk/brands.xlsx", SeeRegister, get(brands::workbook)),
        desk("GET", "/desk/brands.csv", SeeRegister, get(brands::csv)),
        desk("GET", "/desk/print", SeeRegister, get(print::show)),
        desk("GET", "/desk/print/preview.svg", SeeRegister, get(print::preview)),
        desk("GET", "/desk/print/sheet.pdf", SeeRegister, get(print::sheet)),
        desk("GET", "/desk/print/sheet.png", SeeRegister, get(print::picture)),
        desk("GET", "/desk/print/release.pdf", SeeRegister, get(print::release_pdf)),
        desk("GET", "/desk/print/release.docx", SeeRegister, get(print::release_docx)),
        desk("GET", "/desk/print/badges.xlsx", SeeRegister, get(print::badge_template)),
        desk("POST", "/desk/print/badges", SeeRegister, post(print::print_badges)).takes_file(),
        desk("POST", "/desk/print/batches", SeeRegister, post(print::ask_for_batch)),
        desk("GET", "/desk/print/batches/{file}", SeeRegister, get(print::fetch_batch)),
        desk("POST", "/desk/print/press", KeepProgramme, post(print::ask_for_press)),
        desk("GET", "/desk/prints", SeeRegister, get(print::list_hanging)),
        desk("POST", "/desk/prints", KeepBrand, post(print::note_printed)),
        desk("POST", "/desk/prints/{id}/down", KeepBrand, post(print::take_down)),
        desk("GET", "/desk/appearances", SeeRegister, get(print::list_appearances)),
        desk("GET", "/desk/appearances.xlsx", SeeRegister, get(print::appearances_workbook)),
        desk("POST", "/desk/appearances", KeepBrand, post(print::add_appearance)),
        desk("POST", "/desk/appearances/{id}/remove", KeepBrand, post(print::remove_appearance)),
        desk("POST", "/desk/brands/new", KeepBrand, post(file::begin)),
        desk("GET", "/desk/brands/{id}", SeeRegister, get(versions::show)),
        desk("GET", "/desk/brands/{id}/versus", SeeRegister, get(versions::versus)),
        desk("GET", "/desk/brands/{id}/file", KeepBrand, get(file::show)),
        desk("POST", "/desk/brands/{id}/file", KeepBrand, post(file::save)),
        desk("GET", "/desk/brands/{id}/plate.svg", KeepBrand, get(print::show_plate)),
        desk("POST", "/desk/brands/{id}/mark", KeepBrand, post(mark::send)),
        desk("POST", "/desk/brands/{id}/certificates", KeepBrand, post(certificate::send)),
        desk("GET", "/desk/brands/{id}/certificates/{hash}", SeeRegister, get(certificate::read)),
        desk("POST", "/desk/brands/{id}/draft", KeepBrand, post(file::open_draft)),
        desk("GET", "/desk/brands/{id}/sign", SignBrand, get(sign::show)),
        desk("POST", "/desk/brands/{id}/sign", SignBrand, post(sign::sign)),
        desk("GET", "/desk/brands/{id}/publish", PublishBrand, get(sign::show_publish)),
        desk("POST", "/desk/brands/{id}/publish", PublishBrand, post(sign::publish)),
        desk("POST", "/desk/brands/{id}/send-back", PublishBrand, post(sign::send_back)),
        desk("GET", "/desk/brands/{id}/place", PublishBrand, get(tree::show_place)),
        desk("POST", "/desk/brands/{id}/place", PublishBrand, post(tree::place)),
        desk("GET", "/desk/brands/{id}/retire", PublishBrand, get(retire::show)),
        desk("POST", "/desk/brands/{id}/retire", PublishBrand, post(retire::retire)),
        desk("POST", "/desk/brands/{id}/keep", PublishBrand, post(retire::keep)),
        desk("GET", "/desk/readings", KeepRegister, get(readings::show)),
        desk("POST", "/desk/readings", KeepRegister, post(readings::save)),
        // Units.
        desk("GET", "/desk/units", SeeRegister, get(units::list)),
        desk("GET", "/desk/units.xlsx", SeeRegister, get(units::workbook)),
        desk("GET", "/desk/units.csv", SeeRegister, get(units::csv)),
        desk("GET", "/desk/units/new", KeepRegister, get(units::show_new)),
        desk("POST", "/desk/units/new", KeepRegister, post(units::add)),
        desk("GET", "/desk/units/{id}", SeeRegister, get(units::show)),
        desk("POST", "/desk/units/{id}", KeepRegister, post(units::edit)),
        desk("GET", "/desk/import/units", KeepRegister, get(|v: Visitor| import::show(What::Units, v))),
        desk("GET", "/desk/import/units.xlsx", KeepRegister, get(|v: Visitor| import::template(What::Units, v))),
        desk("POST", "/desk/import/units", KeepRegister, check(What::Units)).takes_file(),
        desk("POST", "/desk/import/units/confirm", KeepRegister, confirm(What::Units)),
        // Services.
        desk("GET", "/desk/services", SeeRegister, get(services::list)),
        desk("GET", "/desk/services.xlsx", SeeRegister, get(services::workbook)),
        desk("GET", "/desk/services.csv", SeeRegister, get(services::csv)),
        desk("GET", "/desk/services/new", KeepRegister, get(services::show_new)),
        desk("POST", "/desk/services/new", KeepRegister, post(services::add)),
        desk("GET", "/desk/services/{id}", SeeRegister, get(services::show)),
        desk("POST", "/desk/services/{id}", KeepRegister, post(services::edit)),
        desk("POST", "/desk/services/{id}/close", KeepRegister, post(services::close)),
        desk("POST", "/desk/services/{id}/open", KeepRegister, post(services::open)),
        desk("GET", "/desk/services/{id}/cards", SeeRegister, get(cards::show)),
        desk("POST", "/desk/services/{id}/cards", KeepCards, post(cards::add)),
        desk("POST", "/desk/services/{id}/cards/{card}/remove", KeepCards, post(cards::remove)),
        desk("GET", "/desk/import/services", KeepRegister, get(|v: Visitor| import::show(What::Services, v))),
        desk("GET", "/desk/import/services.xlsx", KeepRegister, get(|v: Visitor| import::template(What::Services, v))),
        desk("POST", "/desk/import/services", KeepRegister, check(What::Services)).takes_file(),
        desk("POST", "/desk/import/services/confirm", KeepRegister, confirm(What::Services)),
        // The programme.
        desk("GET", "/desk/programme", SeeProgramme, get(programme::show)),
        desk("POST", "/desk/programme", KeepProgramme, post(programme::save)),
        desk("GET", "/desk/programme/stages/new", KeepProgramme, get(stages::show_new)),
        desk("POST", "/desk/programme/stages/new", KeepProgramme, post(stages::add)),
        desk("GET", "/desk/programme/stages/{id}", KeepProgramme, get(stages::show)),
        desk("POST", "/desk/programme/stages/{id}", KeepProgramme, post(stages::edit)),
        desk("POST", "/desk/programme/stages/{id}/before", KeepProgramme, post(stages::put_before)),
        desk("POST", "/desk/programme/stages/{id}/remove", KeepProgramme, post(stages::remove)),
        desk("GET", "/desk/programmes/new", KeepProgramme, get(programmes::show_new)),
        desk("POST", "/desk/programmes/new", KeepProgramme, post(programmes::add)),
        desk("GET", "/desk/programmes/{id}", SeeProgramme, get(programmes::show)),
    ];
    all.extend(crate::year::routes::routes());
    all.extend(vec![
        // Accounts, and the log.
        desk("GET", "/desk/accounts", KeepAccounts, get(accounts::list)),
        desk("GET", "/desk/accounts/new", KeepAccounts, get(accounts::show_new)),
        desk("POST", "/desk/accounts/new", KeepAccounts, post(accounts::add)),
        desk("POST", "/desk/accounts/{id}/password", KeepAccounts, post(accounts::renew)),
        desk("POST", "/desk/accounts/{id}/two-step", KeepAccounts, post(accounts::reset_second_factor)),
        desk("POST", "/desk/accounts/{id}/identity", KeepAccounts, post(accounts::release_identity)),
        desk("POST", "/desk/accounts/{id}/close", KeepAccounts, post(accounts::close)),
        desk("POST", "/desk/accounts/{id}/open", KeepAccounts, post(accounts::open)),
        desk("GET", "/desk/import/accounts", KeepAccounts, get(|v: Visitor| import::show(What::Accounts, v))),
        desk("GET", "/desk/import/accounts.xlsx", KeepAccounts, get(|v: Visitor| import::template(What::Accounts, v))),
        desk("POST", "/desk/import/accounts", KeepAccounts, check(What::Accounts)).takes_file(),
        desk("POST", "/desk/import/accounts/confirm", KeepAccounts, confirm(What::Accounts)),
        desk("GET", "/desk/audit", SeeAudit, get(audit::show)),
        // Case records.
        desk("GET", "/desk/records", KeepRecords, get(records::list)),
        desk("GET", "/desk/records/{id}", KeepRecords, get(records::show)),
        large("/desk/records/new", KeepRecords, post(records::draft)),
        desk("POST", "/desk/records/new/confirm", KeepRecords, post(records::confirm)),
        large("/desk/records/{id}/files", KeepRecords, post(records::send)),
        desk("POST", "/desk/records/{id}/keys", KeepRecords, post(records::keys::make)),
        desk("POST", "/desk/records/{id}/keys/{key}/revoke", KeepRecords, post(records::keys::revoke)),
        desk("POST", "/desk/records/{id}/measure", KeepRecords, post(records::measure)),
        desk("POST", "/desk/records/{id}/imports/{import}/take-back", KeepRecords, post(records::take_back)),
        desk("GET", "/desk/promises/{id}/before-after", SeeRegister, get(before_after::show)),
        desk("GET", "/desk/processes", SeeRegister, get(processes::list)),
        desk("GET", "/desk/processes/map", SeeRegister, get(processes::show)),
        desk("GET", "/desk/calendar", KeepRecords, get(calendar::show)),
        desk("POST", "/desk/calendar", KeepRecords, post(calendar::save)),
        // What the server works on, and copies of the register. Everybody sees their own jobs.
        desk("GET", "/desk/jobs", SeeDesk, get(jobs::list)),
        desk("GET", "/desk/jobs/{id}", SeeDesk, get(jobs::show)),
        desk("POST", "/desk/jobs/{id}/cancel", SeeDesk, post(jobs::cancel)),
        desk("GET", "/desk/backups", MakeBackup, get(backups::list)),
        desk("POST", "/desk/backups", MakeBackup, post(backups::make)),
        desk("GET", "/desk/backups/{name}", FetchBackup, get(backups::fetch)),
    ]);
    all
}

/// Lets through who may, sends others to sign in, and refuses those who may not.
async fn guard(State(act): State<Act>, visitor: Visitor, request: Request, next: Next) -> Response {
    match &visitor.account {
        None => PageError::SignIn.into_response(),
        Some(account) if account.must_change && act != Act::ChangeOwnPassword => {
            PageError::To("/password".to_owned()).into_response()
        }
        Some(_) if visitor.may(act) => next.run(request).await,
        Some(_) if visitor.must_set_up => PageError::To("/desk/two-step".to_owned()).into_response(),
        Some(_) => PageError::Forbidden.into_response(),
    }
}

/// The largest files of case records that come at once, bytes.
const LARGEST_RECORDS: usize = 4 << 30;
/// The largest form, bytes.
const LARGEST_FORM: usize = 4 << 20;

/// The whole application.
pub fn app(state: Desk) -> Router {
    let mut router = Router::new();
    for route in routes() {
        let mut answers = match route.needs {
            Needs::Nothing => route.answers,
            Needs::To(act) => route.answers.layer(from_fn_with_state(act, guard)),
        };
        if route.takes_file {
            answers = answers.layer(DefaultBodyLimit::max(state.settings.largest_upload));
        }
        if route.kept {
            answers = answers.layer(from_fn(cache::keep));
        }
        router = router.route(route.path, answers);
    }
    let counted = Metrics::new();
    let limits = Arc::new(Limits::new(&state.settings.limits, &state.settings.trusted_proxies, state.clock().clone()));
    let sessions = SessionManagerLayer::new(LedgerSessions(state.ledger.clone()))
        .with_name("mingpai")
        .with_same_site(SameSite::Lax)
        .with_secure(state.settings.secure)
        .with_expiry(Expiry::OnInactivity(Duration::hours(state.settings.session_hours)));
    router
        .layer(from_fn_with_state(state.clone(), visitor::meet))
        .layer(sessions)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state((Arc::new(Memory::default()), state.clone()), cache::recall))
        .layer(from_fn_with_state((limits, state.clone()), limits::meter))
        .route("/healthz", get(healthy))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics::show).with_state(counted.clone()))
        .layer(from_fn_with_state(counted, metrics::count))
        .layer(from_fn(security::headers))
        .layer(from_fn_with_state(state.clone(), log::request))
        .layer(CompressionLayer::new())
        .with_state(state)
}

/// `GET /healthz`: the program runs.
async fn healthy() -> Response {
    plain(StatusCode::OK, "ok\n")
}

/// `GET /readyz`: the ledger answers.
async fn ready(State(state): State<Desk>) -> Response {
    match state.ledger.ping().await {
        Ok(()) => plain(StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(problem = %error, "the ledger does not answer");
            plain(StatusCode::SERVICE_UNAVAILABLE, "the ledger does not answer\n")
        }
    }
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, [(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], text).into_response()
}

/// Serves and works until `stop` is done; requests that are being answered are answered first, and the job that is being done is put
/// back.
///
/// # Errors
/// What the network says.
pub async fn serve(
    desk: Desk,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (say, stopping) = watch::channel(false);
    let worker = tokio::spawn(worker::work(desk.clone(), stopping));
    let heard = say.clone();
    let stop = async move {
        stop.await;
        // The worker puts back what it holds while the last requests are answered.
        heard.send_replace(true);
    };
    let app = app(desk).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, app).with_graceful_shutdown(stop).await;
    say.send_replace(true);
    if let Err(problem) = worker.await {
        tracing::error!(%problem, "the worker broke down");
    }
    served
}
