//! How often one address may ask, with a clock that stands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::net::SocketAddr;
use std::num::NonZeroU32;

use axum::extract::ConnectInfo;
use axum::http::StatusCode;
use jiff::tz::TimeZone;
use ledger::{Instant, audit};
use web::{Clock, LimitSettings, Settings};

use support::City;

/// A city behind a proxy, and its clock.
async fn city(change: impl FnOnce(&mut LimitSettings)) -> (City, Clock) {
    let clock = Clock::by_hand(TimeZone::UTC, Instant(1_767_000_000_000_000));
    let mut limits = LimitSettings::default();
    change(&mut limits);
    let trusted_proxies = vec!["10.0.0.1".parse().unwrap()];
    let settings = |folders| Settings { limits, trusted_proxies, ..Settings::new(clock.clone(), folders) };
    (City::with(settings).await, clock)
}

/// Asks from an address; gives the status, how long to wait, and the page.
async fn ask(city: &City, from: &str, method: &str, address: &str, headers: &[(&str, &str)]) -> (u16, String, String) {
    let from = SocketAddr::new(from.parse().unwrap(), 4711);
    let response = city.send_from(ConnectInfo(from), method, address, headers).await;
    let wait = response.headers().get("retry-after").map(|wait| wait.to_str().unwrap().to_owned());
    let status = response.status().as_u16();
    let page = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, wait.unwrap_or_default(), String::from_utf8_lossy(&page).into_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_too_often_waits_and_nobody_else_does() {
    let (city, clock) = city(|limits| limits.requests_per_minute = NonZeroU32::new(30).unwrap()).await;
    let asks = async |from: &'static str| ask(&city, from, "GET", "/", &[]).await.0;
    for _ in 0..30 {
        assert_eq!(asks("192.0.2.1").await, 200);
    }
    let (status, wait, page) = ask(&city, "192.0.2.1", "GET", "/", &[]).await;
    assert_eq!((status, wait.as_str()), (429, "2"));
    assert!(page.contains("请求过于频繁") && page.contains("请等 2 秒"), "{page}");
    let (_, _, page) = ask(&city, "192.0.2.1", "GET", "/", &[("cookie", "language=en")]).await;
    assert!(page.contains("Too many requests") && page.contains("Wait 2 seconds"), "{page}");
    // The style of that page, and what watches the server, are always answered.
    for address in ["/assets/mingpai.css", "/healthz", "/readyz", "/metrics"] {
        assert_eq!(ask(&city, "192.0.2.1", "GET", address, &[]).await.0, 200, "{address}");
    }
    assert_eq!(asks("192.0.2.2").await, 200);
    // A token comes back every two seconds.
    clock.move_on(2);
    assert_eq!((asks("192.0.2.1").await, asks("192.0.2.1").await), (200, 429));
    clock.move_on(60);
    assert_eq!(asks("192.0.2.1").await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_and_uploads_have_limits_of_their_own() {
    let (city, _) = city(|limits| {
        limits.sign_ins_per_minute = NonZeroU32::new(3).unwrap();
        limits.uploads_per_minute = NonZeroU32::new(2).unwrap();
    })
    .await;
    let key = city.session_of("office").await;
    let form: &[(&str, &str)] =
        &[("content-type", "application/x-www-form-urlencoded"), ("x-forwarded-for", "192.0.2.1")];
    let sign_in = async |address: &'static str| ask(&city, "10.0.0.1", "POST", address, form).await.0;
    // Password and code together, by way of the proxy.
    assert_eq!((sign_in("/sign-in").await, sign_in("/sign-in/code").await, sign_in("/sign-in").await), (200, 303, 200));
    assert_eq!((sign_in("/sign-in").await, sign_in("/sign-in/code").await), (429, 429));
    // Reading goes on, and so does everybody else behind the proxy.
    assert_eq!(ask(&city, "10.0.0.1", "GET", "/sign-in", form).await.0, 200);
    let other = [form[0], ("x-forwarded-for", "192.0.2.2")];
    assert_eq!(ask(&city, "10.0.0.1", "POST", "/sign-in", &other).await.0, 200);

    let file = [("content-type", "multipart/form-data; boundary=x"), ("cookie", key.as_str())];
    let upload = async || ask(&city, "192.0.2.9", "POST", "/desk/import/units", &file).await.0;
    let (one, two, three) = (upload().await, upload().await, upload().await);
    assert!(one != 429 && two != 429, "{one} {two}");
    assert_eq!(three, StatusCode::TOO_MANY_REQUESTS.as_u16());
    // No address comes into the register.
    let log = format!("{:?}", audit::page(city.ledger.reads(), None, 100).await.unwrap());
    assert!(!log.contains("192.0.2."), "{log}");
}
