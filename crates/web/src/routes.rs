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
use crate::year::{
    activities, agreements, board, burden, carry_over, examples, exports, guidance, handouts, lines, milestones,
    opinions, paper_writing, papers, projects, proposals, public_examples, public_opinions, public_surveys, requests,
    survey_codes, survey_writing, surveys, tasks,
};
use crate::{
    api, before_after, cache, download, help, home, limits, log, mail, metrics, peers, promise, provider, public,
    security, sign_in, sign_in_code, today, two_step,
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

fn desk(method: &'static str, path: &'static str, act: Act, answers: MethodRouter<Desk>) -> Route {
    Route { method, path, needs: Needs::To(act), takes_file: false, kept: false, answers }
}

impl Route {
    fn takes_file(self) -> Self {
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
        AnswerForUnit, ChangeOwnPassword, FetchBackup, KeepAccounts, KeepBrand, KeepCards, KeepMail, KeepProgramme,
        KeepRecords, KeepRegister, KeepSecondFactor, MakeBackup, PublishBrand, SeeAudit, SeeDesk, SeeProgramme,
        SeeRegister, SignBrand,
    };
    vec![
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
        desk("POST", "/desk/brands/new", KeepBrand, post(file::begin)),
        desk("GET", "/desk/brands/{id}", SeeRegister, get(versions::show)),
        desk("GET", "/desk/brands/{id}/versus", SeeRegister, get(versions::versus)),
        desk("GET", "/desk/brands/{id}/file", KeepBrand, get(file::show)),
        desk("POST", "/desk/brands/{id}/file", KeepBrand, post(file::save)),
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
        // A year of it.
        desk("GET", "/desk/board", SeeProgramme, get(board::show)),
        desk("GET", "/desk/board/carry-over", KeepProgramme, get(carry_over::show)),
        desk("POST", "/desk/board/carry-over", KeepProgramme, post(carry_over::carry)),
        desk("POST", "/desk/programme/stages/{id}/tasks", KeepProgramme, post(tasks::add)),
        desk("POST", "/desk/tasks/{id}/done", AnswerForUnit, post(tasks::mark)),
        desk("POST", "/desk/tasks/{id}/remove", KeepProgramme, post(tasks::remove)),
        desk("GET", "/desk/activities", SeeProgramme, get(activities::list)),
        desk("GET", "/desk/activities/new", KeepProgramme, get(activities::show_new)),
        desk("POST", "/desk/activities/new", KeepProgramme, post(activities::add)),
        desk("GET", "/desk/activities/{id}", SeeProgramme, get(activities::show)),
        desk("POST", "/desk/activities/{id}", KeepProgramme, post(activities::edit)),
        desk("GET", "/desk/activities/{id}/edit", KeepProgramme, get(activities::show_edit)),
        desk("GET", "/desk/activities/{id}/calendar.ics", SeeProgramme, get(activities::calendar)),
        desk("POST", "/desk/activities/{id}/reply", AnswerForUnit, post(activities::reply)),
        desk("POST", "/desk/activities/{id}/agreements", KeepProgramme, post(agreements::add)),
        desk("POST", "/desk/activities/{id}/opinions", KeepProgramme, post(opinions::collect)),
        desk("POST", "/desk/activities/{id}/handouts", KeepProgramme, post(handouts::send)).takes_file(),
        desk("GET", "/desk/handouts/{id}", SeeProgramme, get(handouts::read)),
        desk("POST", "/desk/handouts/{id}/remove", KeepProgramme, post(handouts::remove)),
        desk("POST", "/desk/agreements/{id}/done", SeeProgramme, post(agreements::finish)),
        desk("POST", "/desk/agreements/{id}/remove", KeepProgramme, post(agreements::remove)),
        desk("GET", "/desk/opinions", SeeProgramme, get(opinions::list)),
        desk("GET", "/desk/opinions/{id}", SeeProgramme, get(opinions::show)),
        desk("POST", "/desk/opinions/{id}/assign", KeepProgramme, post(opinions::assign)),
        desk("POST", "/desk/opinions/{id}/answer", AnswerForUnit, post(opinions::answer)),
        desk("POST", "/desk/opinions/{id}/verdict", KeepProgramme, post(opinions::verdict)),
        desk("POST", "/desk/opinions/{id}/consent", KeepProgramme, post(opinions::consent)),
        desk("GET", "/desk/papers", SeeProgramme, get(papers::list)),
        desk("GET", "/desk/papers/new", KeepProgramme, get(paper_writing::show_new)),
        desk("POST", "/desk/papers/new", KeepProgramme, post(paper_writing::add)),
        desk("GET", "/desk/papers/{id}", SeeProgramme, get(papers::show)),
        desk("POST", "/desk/papers/{id}/begin", KeepProgramme, post(paper_writing::begin)),
        desk("GET", "/desk/paper-versions/{id}/write", KeepProgramme, get(paper_writing::show_write)),
        desk("POST", "/desk/paper-versions/{id}/write", KeepProgramme, post(paper_writing::write)),
        desk("POST", "/desk/paper-versions/{id}/to-comment", KeepProgramme, post(paper_writing::to_comment)),
        desk("POST", "/desk/paper-versions/{id}/issue", KeepProgramme, post(paper_writing::issue)),
        desk("POST", "/desk/paper-versions/{id}/comments", AnswerForUnit, post(papers::say)),
        desk("POST", "/desk/paper-versions/{id}/confirm", AnswerForUnit, post(papers::confirm)),
        desk("POST", "/desk/paper-versions/{id}/criteria", KeepProgramme, post(papers::take_criterion)),
        desk("POST", "/desk/paper-comments/{id}/reply", KeepProgramme, post(papers::reply)),
        desk("POST", "/desk/criteria/{id}/drop", KeepProgramme, post(papers::drop_criterion)),
        desk("GET", "/desk/requests", SeeProgramme, get(requests::list)),
        desk("GET", "/desk/requests/new", KeepProgramme, get(requests::show_new)),
        desk("POST", "/desk/requests/new", KeepProgramme, post(requests::add)),
        desk("GET", "/desk/requests/{id}", SeeProgramme, get(requests::show)),
        desk("POST", "/desk/requests/{id}/answer", AnswerForUnit, post(requests::answer)),
        desk("GET", "/desk/surveys", SeeProgramme, get(surveys::list)),
        desk("GET", "/desk/surveys/new", SeeProgramme, get(surveys::show_new)),
        desk("POST", "/desk/surveys/new", SeeProgramme, post(surveys::add)),
        desk("GET", "/desk/surveys/{id}", SeeProgramme, get(surveys::show)),
        desk("POST", "/desk/surveys/{id}/questions", SeeProgramme, post(survey_writing::add_question)),
        desk("POST", "/desk/surveys/{id}/recall", SeeProgramme, post(survey_writing::add_recall)),
        desk("POST", "/desk/surveys/{id}/open", SeeProgramme, post(survey_writing::open)),
        desk("POST", "/desk/surveys/{id}/close", SeeProgramme, post(survey_writing::close)),
        desk("POST", "/desk/surveys/{id}/show", KeepProgramme, post(survey_writing::show)),
        desk("POST", "/desk/surveys/{id}/repeat", SeeProgramme, post(survey_writing::repeat)),
        desk("POST", "/desk/surveys/{id}/remove", SeeProgramme, post(survey_writing::remove)),
        desk("POST", "/desk/surveys/{id}/codes", SeeProgramme, post(survey_codes::give)),
        desk("GET", "/desk/surveys/{id}/paper", SeeProgramme, get(survey_codes::paper)),
        desk("GET", "/desk/surveys/{id}/papers", SeeProgramme, get(survey_codes::show_papers)),
        desk("POST", "/desk/surveys/{id}/papers", SeeProgramme, post(survey_codes::enter_papers)),
        desk("POST", "/desk/survey-questions/{id}/remove", SeeProgramme, post(survey_writing::remove_question)),
        desk("GET", "/desk/proposals", SeeProgramme, get(proposals::list)),
        desk("POST", "/desk/proposals/{id}/decide", AnswerForUnit, post(proposals::decide)),
        desk("POST", "/desk/proposals/vote", AnswerForUnit, post(proposals::put_to_vote)),
        desk("GET", "/desk/projects", SeeProgramme, get(projects::list)),
        desk("GET", "/desk/projects/new", KeepProgramme, get(projects::show_new)),
        desk("POST", "/desk/projects/new", KeepProgramme, post(projects::add)),
        desk("GET", "/desk/projects/{id}", SeeProgramme, get(projects::show)),
        desk("POST", "/desk/projects/{id}", KeepProgramme, post(projects::edit)),
        desk("GET", "/desk/projects/{id}/edit", KeepProgramme, get(projects::show_edit)),
        desk("POST", "/desk/projects/{id}/remove", KeepProgramme, post(projects::remove)),
        desk("POST", "/desk/projects/{id}/milestones", KeepProgramme, post(milestones::add)),
        // The office, or the unit that leads the project.
        desk("POST", "/desk/milestones/{id}/done", SeeProgramme, post(milestones::finish)),
        desk("POST", "/desk/milestones/{id}/remove", KeepProgramme, post(milestones::remove)),
        // Examples are written by the office, or by the unit that they are of.
        desk("GET", "/desk/examples", SeeProgramme, get(examples::list)),
        desk("GET", "/desk/examples/new", SeeProgramme, get(examples::show_new)),
        desk("POST", "/desk/examples/new", SeeProgramme, post(examples::add)),
        desk("GET", "/desk/examples/{id}", SeeProgramme, get(examples::show)),
        desk("POST", "/desk/examples/{id}", SeeProgramme, post(examples::edit)),
        desk("GET", "/desk/examples/{id}/edit", SeeProgramme, get(examples::show_edit)),
        desk("POST", "/desk/examples/{id}/publish", KeepProgramme, post(examples::publish)),
        desk("POST", "/desk/examples/{id}/agree", AnswerForUnit, post(examples::agree)),
        desk("POST", "/desk/examples/{id}/remove", KeepProgramme, post(examples::remove)),
        desk("POST", "/desk/examples/{id}/follow", AnswerForUnit, post(examples::follow)),
        desk("POST", "/desk/examples/{id}/stop", AnswerForUnit, post(examples::stop)),
        desk("GET", "/desk/guidance", SeeProgramme, get(guidance::show)),
        desk("POST", "/desk/guidance", KeepProgramme, post(guidance::write)),
        desk("GET", "/desk/exports", SeeProgramme, get(exports::show)),
        desk("POST", "/desk/exports", KeepProgramme, post(exports::send)).takes_file(),
        desk("GET", "/desk/exports/{template}", SeeProgramme, get(exports::fill)),
        desk("GET", "/desk/exports/{template}/blank", KeepProgramme, get(exports::take)),
        desk("POST", "/desk/exports/{template}/remove", KeepProgramme, post(exports::remove)),
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
    ]
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
