//! A small city, and people who ask its pages.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use std::sync::OnceLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jiff::civil::date;
use ledger::account::{self, NewAccount, Role};
use ledger::file::{BrandFile, Limit, PromiseText};
use ledger::unit::{self, NewUnit};
use ledger::{By, Day, Instant, Ledger, brand};
use tempfile::TempDir;
use tower::ServiceExt;
use web::{Desk, Settings, app};

pub const PASSWORD: &str = "a long password";

/// A city with two units. The first has a brand in force (1), one that is signed (2), and one that is a draft (3).
pub struct City {
    pub ledger: Ledger,
    app: Router,
    _folder: TempDir,
}

impl City {
    pub async fn fresh() -> Self {
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
                for stage in 1..=3 {
                    let (_, draft) = brand::add(change, own, None, whole_file()).await?;
                    let hash = brand::find_version(change.reads(), draft).await?.unwrap().file()?.hash();
                    if stage <= 2 {
                        brand::sign(change, draft, &hash).await?;
                    }
                    if stage == 1 {
                        brand::publish(change, draft, Day(date(2024, 3, 1))).await?;
                    }
                }
                Ok(())
            })
        });
        fill.await.unwrap();
        let desk = Desk::open(ledger.clone(), Settings::on_day(date(2025, 12, 31))).await.unwrap();
        Self { ledger, app: app(desk), _folder: folder }
    }

    /// An address of a path: of a brand that is at the stage that the page is for, of the first unit, and so on.
    pub fn address(&self, path: &str) -> String {
        let id = match path {
            "/desk/brands/{id}/publish" | "/desk/brands/{id}/send-back" => "2",
            "/desk/brands/{id}/file" | "/desk/brands/{id}/mark" | "/desk/brands/{id}/sign" => "3",
            "/desk/accounts/{id}/close" | "/desk/accounts/{id}/open" | "/desk/accounts/{id}/password" => "5",
            _ => "1",
        };
        let filled = path
            .replace("{id}", id)
            .replace("{hash}", "00")
            .replace("{hex}", "0a6552")
            .replace("{name}", "mingpai.css")
            .replace("{page}", "office")
            .replace("{language}", "en")
            .replace("{tag}", "zh");
        match path {
            "/desk/brands/new" => format!("{filled}?unit=1"),
            "/desk/brands/{id}/versus" => format!("{filled}?older=1"),
            _ => filled,
        }
    }

    /// Signs in, and gives the session's cookie.
    pub async fn session_of(&self, login: &str) -> String {
        let form = format!("login={login}&password={}", PASSWORD.replace(' ', "+"));
        let response = self.send("POST", "/sign-in", &form, Some("mingpai=AAAAAAAAAAAAAAAAAAAAAA"), &[]).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{login} signs in");
        let cookie = response.headers().get("set-cookie").expect("a cookie").to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        cookie.split(';').next().unwrap().to_owned()
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

    /// Sends a file, and gives the page.
    pub async fn upload(&self, address: &str, file: &[u8], cookie: &str) -> String {
        let mut body = b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n\r\n".to_vec();
        body.extend(file);
        body.extend(b"\r\n--x--\r\n");
        let request = Request::post(address)
            .header("content-type", "multipart/form-data; boundary=x")
            .header("cookie", cookie)
            .header("accept-language", "zh-CN")
            .body(Body::from(body))
            .unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
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
            // Two pages take files.
            let takes_files =
                address.ends_with("/mark") || (address.contains("/import/") && !address.ends_with("/confirm"));
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
