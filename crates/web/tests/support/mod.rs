//! A small city, and people who ask its pages.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

pub mod hung;
mod taking_part;
mod year;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode};
use jiff::civil::{Date, date};
use ledger::account::{self, NewAccount, Role};
use ledger::file::{BrandFile, Limit, PromiseText};
use ledger::programme::{self, NewProgramme};
use ledger::service::{self, NewService};
use ledger::stage::{self, NewStage};
use ledger::unit::{self, NewUnit};
use ledger::{By, Day, Instant, Ledger, brand};
use sea_orm::{ConnectionTrait, Statement};
use tempfile::TempDir;
use tower::ServiceExt;
use web::jobs::MakeBackup;
use web::{Desk, Folders, Settings, app};

pub const PASSWORD: &str = "a long password";

/// A city with two units, a service each, and a programme that may not name. The first unit has a brand in force (1), one that
/// is signed (2), and one that is a draft (3).
pub struct City {
    pub ledger: Ledger,
    pub desk: Desk,
    app: Router,
    _folder: TempDir,
}

impl City {
    pub async fn fresh() -> Self {
        Self::with(|folders| Settings::on_day(date(2025, 12, 31), folders)).await
    }

    /// A fresh one whose brand is in force since a day.
    pub async fn since(day: Date) -> Self {
        Self::made(|folders| Settings::on_day(date(2025, 12, 31), folders), day).await
    }

    /// A fresh one, served as the settings say.
    pub async fn with(settings: impl FnOnce(Folders) -> Settings) -> Self {
        Self::made(settings, date(2024, 3, 1)).await
    }

    async fn made(settings: impl FnOnce(Folders) -> Settings, since: Date) -> Self {
        static HASH: OnceLock<String> = OnceLock::new();
        if HASH.get().is_none() {
            let _ = HASH.set(web::hash_password(PASSWORD.to_owned()).await.unwrap());
        }
        let hash = HASH.get().unwrap().clone();
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(&ledger::sqlite_url(&folder.path().join("ledger.db"))).await.unwrap();
        let fill = ledger.write(By::Program, Instant(0), move |change| {
            Box::pin(async move {
                let named = |name: &str| NewUnit { name: name.into(), ..NewUnit::default() };
                let own = unit::add(change, named("生态环境局")).await?;
                let other = unit::add(change, named("交通运输局")).await?;
                let new = |login: &str, role: Role, unit| NewAccount {
                    login: login.into(),
                    name: format!("{login}之人"),
                    role,
                    unit,
                    password: hash.clone(),
                    must_change: false,
                };
                for role in Role::ALL {
                    let unit = matches!(role, Role::Liaison | Role::Head).then_some(own);
                    account::add(change, new(role.name(), role, unit)).await?;
                }
                account::add(change, new("other-liaison", Role::Liaison, Some(other))).await?;
                account::add(change, new("other-head", Role::Head, Some(other))).await?;
                let service =
                    |code: &str| NewService { code: code.into(), name: "许可".into(), ..NewService::default() };
                service::add(change, own, service("1")).await?;
                service::add(change, other, service("2")).await?;
                let years = NewProgramme {
                    name: "机关服务品牌考核".into(),
                    from_year: 2024,
                    until_year: 2026,
                    ..NewProgramme::default()
                };
                let programme = programme::add(change, years).await?;
                let first = NewStage {
                    name: "初创".into(),
                    name_en: String::new(),
                    aim: "听清群众要什么".into(),
                    methods: String::new(),
                    from_day: Day(date(2024, 1, 1)),
                    until_day: Day(date(2024, 12, 31)),
                    state: None,
                };
                stage::add(change, programme, first).await?;
                for stage in 1..=3 {
                    let (_, draft) = brand::add(change, own, None, whole_file()).await?;
                    let hash = brand::find_version(change.reads(), draft).await?.unwrap().file()?.hash();
                    if stage <= 2 {
                        brand::sign(change, draft, &hash).await?;
                    }
                    if stage == 1 {
                        brand::publish(change, draft, Day(since)).await?;
                    }
                }
                year::one_of_each(change, programme, own).await?;
                taking_part::one_of_each(change, programme, own).await
            })
        });
        fill.await.unwrap();
        let settings = settings(Folders::below(folder.path()));
        let desk = Desk::open(ledger.clone(), settings).await.unwrap();
        // A job of the program's own, which waits.
        desk.ask_for(By::Program, &MakeBackup {}, None).await.unwrap();
        Self { ledger, app: app(desk.clone()), desk, _folder: folder }
    }

    /// An address of a path: of a brand that is at the stage that the page is for, of the first unit, and so on.
    pub fn address(&self, path: &str) -> String {
        let id = match path {
            "/desk/brands/{id}/publish" | "/desk/brands/{id}/send-back" => "2",
            "/desk/brands/{id}/file"
            | "/desk/brands/{id}/mark"
            | "/desk/brands/{id}/certificates"
            | "/desk/brands/{id}/sign" => "3",
            // A version that is a draft, and one that is in force.
            "/desk/paper-versions/{id}/write" | "/desk/paper-versions/{id}/to-comment" => "2",
            path if path.starts_with("/desk/accounts/{id}/") => "5",
            _ => "1",
        };
        let filled = path
            .replace("{id}", id)
            .replace("{import}", "1")
            .replace("{file}", "1.pdf")
            .replace("{card}", "1")
            .replace("{key}", "1")
            .replace("{hash}", "00")
            .replace("{hex}", "0a6552")
            .replace("{name}", "mingpai.css")
            .replace("{page}", "office")
            .replace("{language}", "en")
            .replace("{tag}", "zh")
            .replace("{template}", "civility");
        match path {
            "/desk/brands/new" => format!("{filled}?unit=1"),
            "/desk/brands/{id}/certificates" => format!("{filled}?registration=0"),
            "/desk/brands/{id}/versus" => format!("{filled}?older=1"),
            _ => filled,
        }
    }

    /// Signs in, and gives the session's cookie.
    pub async fn session_of(&self, login: &str) -> String {
        self.by_password(login).await.0
    }

    /// Gives login and password; gives the session's cookie, and where that leads.
    pub async fn by_password(&self, login: &str) -> (String, String) {
        let form = format!("login={login}&password={}", PASSWORD.replace(' ', "+"));
        self.enter("POST", "/sign-in", &form, "mingpai=AAAAAAAAAAAAAAAAAAAAAA").await
    }

    /// Asks for something that lets somebody in: gives the new session's cookie, and where it leads.
    pub async fn enter(&self, method: &str, address: &str, form: &str, cookie: &str) -> (String, String) {
        let response = self.send(method, address, form, Some(cookie), &[]).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{form} lets in");
        let place = response.headers().get("location").unwrap().to_str().unwrap().to_owned();
        let set = response.headers().get("set-cookie").expect("a cookie").to_str().unwrap();
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
        let set = set.split(';').next().unwrap().to_owned();
        assert_ne!(set, cookie, "the key is a new one");
        (set, place)
    }

    pub async fn account_of(&self, login: &str) -> i64 {
        account::by_login(self.ledger.reads(), login).await.unwrap().unwrap().id.0
    }

    /// Asks, and gives the status and where it leads.
    pub async fn ask(&self, method: &str, address: &str, form: &str, cookie: Option<&str>) -> (StatusCode, String) {
        self.ask_with(method, address, form, cookie, &[]).await
    }

    pub async fn ask_with(
        &self,
        method: &str,
        address: &str,
        form: &str,
        cookie: Option<&str>,
        headers: &[(&str, &str)],
    ) -> (StatusCode, String) {
        let response = self.send(method, address, form, cookie, headers).await;
        let place = response.headers().get("location").map(|place| place.to_str().unwrap().to_owned());
        (response.status(), place.unwrap_or_default())
    }

    /// Asks, and gives the status and the page.
    pub async fn page(&self, method: &str, address: &str, form: &str, cookie: Option<&str>) -> (StatusCode, String) {
        let response = self.send(method, address, form, cookie, &[]).await;
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    pub async fn headers(&self, address: &str, cookie: Option<&str>) -> (HeaderMap, String) {
        let response = self.send("GET", address, "", cookie, &[]).await;
        let headers = response.headers().clone();
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        (headers, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Asks, and gives the bytes.
    pub async fn bytes(&self, address: &str, cookie: &str) -> Vec<u8> {
        let response = self.send("GET", address, "", Some(cookie), &[]).await;
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        to_bytes(response.into_body(), 1 << 24).await.unwrap().to_vec()
    }

    /// Where the city keeps files.
    pub fn folders(&self) -> Folders {
        Folders::below(self._folder.path())
    }

    /// Sends a file, and gives the page.
    pub async fn upload(&self, address: &str, file: &[u8], cookie: &str) -> String {
        self.upload_as("file", address, file, cookie).await.1
    }

    /// Sends a file under a name, and gives the status and the page.
    pub async fn upload_as(&self, name: &str, address: &str, file: &[u8], cookie: &str) -> (StatusCode, String) {
        let head = format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"a\"\r\n\r\n");
        let mut body = head.into_bytes();
        body.extend(file);
        body.extend(b"\r\n--x--\r\n");
        let request = Request::post(address)
            .header("content-type", "multipart/form-data; boundary=x")
            .header("cookie", cookie)
            .header("accept-language", "zh-CN")
            .body(Body::from(body))
            .unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// Sends files by their names, and gives where it leads and the page.
    pub async fn send_files(
        &self,
        address: &str,
        files: &[(&str, Vec<u8>)],
        cookie: &str,
    ) -> ((StatusCode, String), String) {
        self.send_files_with(address, files, &[], cookie).await
    }

    /// Sends files with other fields.
    pub async fn send_files_with(
        &self,
        address: &str,
        files: &[(&str, Vec<u8>)],
        fields: &[(&str, &str)],
        cookie: &str,
    ) -> ((StatusCode, String), String) {
        self.send_files_as("files", address, files, fields, cookie).await
    }

    /// Sends files in a field of another name.
    pub async fn send_files_as(
        &self,
        field: &str,
        address: &str,
        files: &[(&str, Vec<u8>)],
        fields: &[(&str, &str)],
        cookie: &str,
    ) -> ((StatusCode, String), String) {
        let mut body = Vec::new();
        for (name, bytes) in files {
            let head = format!("--x\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
            body.extend(head.as_bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        for (name, value) in fields {
            body.extend(
                format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
            );
        }
        body.extend(b"--x--\r\n");
        let request = Request::post(address)
            .header("content-type", "multipart/form-data; boundary=x")
            .header("cookie", cookie)
            .header("accept-language", "zh-CN")
            .body(Body::from(body))
            .unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let place = response.headers().get("location").map(|place| place.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        ((status, place.unwrap_or_default()), String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Asks from an address, with these headers and an empty form.
    pub async fn send_from(
        &self,
        from: ConnectInfo<SocketAddr>,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
    ) -> axum::response::Response {
        let mut request = Request::builder().method(method).uri(address).extension(from);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    /// Asks as a program does: without a cookie, with headers and a body of its own.
    pub async fn program(
        &self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> (StatusCode, HeaderMap, String) {
        let mut request = Request::builder().method(method).uri(address).header("accept-language", "zh-CN");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        (status, headers, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn send(
        &self,
        method: &str,
        address: &str,
        form: &str,
        cookie: Option<&str>,
        headers: &[(&str, &str)],
    ) -> axum::response::Response {
        let mut request = Request::builder().method(method).uri(address).header("accept-language", "zh-CN");
        if method == "POST" {
            // Some pages take files.
            let takes_files = address.ends_with("/mark")
                || address.contains("/certificates")
                || address == "/desk/records/new"
                || address == "/desk/exports"
                || address == "/desk/print/badges"
                || address.ends_with("/files")
                || (address.contains("/import/") && !address.ends_with("/confirm"));
            let kind =
                if takes_files { "multipart/form-data; boundary=x" } else { "application/x-www-form-urlencoded" };
            request = request.header("content-type", kind);
        }
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.app.clone().oneshot(request.body(Body::from(form.to_owned())).unwrap()).await.unwrap()
    }
}

/// Under what the files are kept that a page of a mapping shows.
pub fn upload_of(page: &str) -> &str {
    page.split_once("name=\"upload\" value=\"").expect("a mapping").1.split_once('"').unwrap().0
}

pub fn whole_file() -> BrandFile {
    BrandFile {
        name: "碧水e家".into(),
        concept: "像爱护家一样".into(),
        slogan: "碧水到家，服务到心".into(),
        meaning: "水清，事也清。".into(),
        standards: "一次讲清".into(),
        promises: vec![PromiseText {
            what: "自受理之日起8个工作日内办结".into(),
            to_whom: "申请人".into(),
            remedy: "当面说明原因".into(),
            contact: "窗口3".into(),
            complaint_route: "12345".into(),
            limit: Some(Limit::WorkingDays { number: 8 }),
            ..PromiseText::default()
        }],
        ..BrandFile::default()
    }
}

/// What is written into the log.
#[derive(Debug, Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps what is written into the log from this thread while the first part is kept.
pub fn log() -> (tracing::subscriber::DefaultGuard, Log) {
    let log = Log::default();
    let own = log.clone();
    let lines = tracing_subscriber::fmt().with_ansi(false).with_writer(move || own.clone()).finish();
    (tracing::subscriber::set_default(lines), log)
}

/// A form of fields.
pub fn form(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", pages::in_query(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// The first code that a page shows.
pub fn code(page: &str) -> String {
    let (_, rest) = page.split_once("<code>").expect("a code");
    rest.split_once("</code>").unwrap().0.to_owned()
}

/// Everything that the database holds, as text.
pub async fn whole_database(city: &City) -> String {
    let db = city.ledger.reads();
    let backend = db.get_database_backend();
    let names = "SELECT name FROM sqlite_master WHERE type = 'table'".to_owned();
    let tables = db.query_all_raw(Statement::from_string(backend, names)).await.unwrap();
    let mut text = String::new();
    for table in tables {
        let name: String = table.try_get("", "name").unwrap();
        let columns = db
            .query_all_raw(Statement::from_string(backend, format!("SELECT name FROM pragma_table_info('{name}')")))
            .await
            .unwrap();
        let columns: Vec<String> = columns.iter().map(|row| row.try_get("", "name").unwrap()).collect();
        let joined: Vec<String> =
            columns.iter().map(|name| format!("COALESCE(CAST(\"{name}\" AS TEXT), '')")).collect();
        let query = format!("SELECT {} AS line FROM \"{name}\"", joined.join(" || '|' || "));
        for row in db.query_all_raw(Statement::from_string(backend, query)).await.unwrap() {
            text.push_str(&row.try_get::<String>("", "line").unwrap());
            text.push('\n');
        }
    }
    text
}
