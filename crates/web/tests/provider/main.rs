//! Signing in by an identity provider, against a made-up one on this machine.
#![allow(unreachable_pub, reason = "the parts of one test use one another")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod made_up;
#[path = "../support/mod.rs"]
mod support;

use std::collections::HashMap;

use axum::http::StatusCode;
use jiff::tz::TimeZone;
use ledger::{By, Instant, VersionId, account, audit, brand, identity, second_factor};
use openidconnect::url::Url;
use serde_json::{Value, json};
use web::{Clock, OidcSettings, Secret, Settings};

use made_up::{Grant, MadeUp, keys};
use support::City;

/// Now, seconds since 1970.
const NOW: i64 = 1_767_000_000;

fn oidc(made_up: &MadeUp) -> OidcSettings {
    OidcSettings {
        issuer: made_up.issuer.clone(),
        client_id: "mingpai".into(),
        client_secret: Some(Secret::new("known to both")),
        client_secret_file: None,
        name: "市统一身份认证".into(),
        name_en: String::new(),
        claim: "preferred_username".into(),
        ca_file: None,
        redirect_base: "https://mingpai.example.cn/".into(),
        asks_second_factor: false,
    }
}

async fn city(oidc: OidcSettings) -> City {
    let clock = Clock::by_hand(TimeZone::UTC, Instant(NOW * 1_000_000));
    City::with(|folders| Settings { oidc: Some(oidc), ..Settings::new(clock, folders) }).await
}

/// Somebody at the provider: the browser's session, and with what they were sent there.
struct Trip<'a> {
    city: &'a City,
    made_up: &'a MadeUp,
    cookie: String,
    asked: HashMap<String, String>,
}

/// Goes to the provider: without a session, or with one.
async fn leave<'a>(city: &'a City, made_up: &'a MadeUp, key: Option<&str>, next: &str) -> Trip<'a> {
    let address = format!("/sign-in/provider?next={next}");
    let (cookie, place) = match key {
        Some(key) => (key.to_owned(), city.ask("GET", &address, "", Some(key)).await.1),
        None => city.enter("GET", &address, "", "mingpai=AAAAAAAAAAAAAAAAAAAAAA").await,
    };
    let place = Url::parse(&place).unwrap_or_else(|_| panic!("{place} is no address"));
    assert_eq!(place.path(), "/authorize");
    Trip { city, made_up, cookie, asked: place.query_pairs().into_owned().collect() }
}

impl Trip<'_> {
    /// The claims of a token that is all right.
    fn claims(&self, subject: &str, login: &str) -> Value {
        json!({
            "iss": self.made_up.issuer, "aud": ["mingpai"], "exp": NOW + 60, "iat": NOW,
            "sub": subject, "preferred_username": login, "nonce": self.asked["nonce"],
        })
    }

    fn grant(&self, claims: Value) -> String {
        let challenge = self.asked["code_challenge"].clone();
        self.made_up.grant("a-code", Grant { challenge, claims, tampered: false });
        format!("/sign-in/provider/back?code=a-code&state={}", self.asked["state"])
    }

    /// Comes back, and is let in: the new session, and where it leads.
    async fn comes_in(&self, claims: Value) -> (String, String) {
        self.city.enter("GET", &self.grant(claims), "", &self.cookie).await
    }

    /// Comes back to a page that says why not.
    async fn is_refused(&self, back: &str) -> (u16, String) {
        let (status, page) = self.city.page("GET", back, "", Some(&self.cookie)).await;
        (status.as_u16(), page)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_bound_by_its_login_once_and_then_the_subject_counts() {
    let made_up = MadeUp::start(false).await;
    let city = city(oidc(&made_up)).await;
    let (_, page) = city.page("GET", "/sign-in?next=/desk/brands", "", None).await;
    assert!(page.contains("/sign-in/provider?next=/desk/brands") && page.contains("用市统一身份认证登录"), "{page}");

    let trip = leave(&city, &made_up, None, "/desk/brands").await;
    let wanted = [
        ("response_type", "code"),
        ("client_id", "mingpai"),
        ("redirect_uri", "https://mingpai.example.cn/sign-in/provider/back"),
        ("code_challenge_method", "S256"),
        ("scope", "openid profile"),
    ];
    for (name, value) in wanted {
        assert_eq!(trip.asked[name], value, "{name}");
    }
    let claims = trip.claims("0815", "Head");
    let (key, place) = trip.comes_in(claims.clone()).await;
    assert_eq!(place, "/desk/brands");
    assert_eq!(city.ask("GET", "/desk", "", Some(&key)).await.0, StatusCode::OK);
    // The way back is good once, and in no other session.
    assert_eq!(trip.is_refused(&trip.grant(claims)).await.0, 400);

    // Later the login there is another's, and the key as well.
    made_up.change_key();
    let trip = leave(&city, &made_up, None, "https://elsewhere.example").await;
    let (key, place) = trip.comes_in(trip.claims("0815", "office")).await;
    assert_eq!(place, "/desk");
    assert!(city.page("GET", "/desk", "", Some(&key)).await.1.contains("head之人"));
    let log = format!("{:?}", audit::page(city.ledger.reads(), None, 50).await.unwrap());
    assert!(log.contains("identity-bound") && log.contains("0815") && !log.contains("known to both"), "{log}");

    // Somebody new with that login is not let in, until the office releases the account.
    let trip = leave(&city, &made_up, None, "").await;
    let (status, page) = trip.is_refused(&trip.grant(trip.claims("0816", "head"))).await;
    assert!(status == 403 && page.contains("没有可供您使用的账号"), "{status} {page}");
    let (office, id) = (city.session_of("office").await, city.account_of("head").await);
    city.ask("POST", &format!("/desk/accounts/{id}/identity"), "", Some(&office)).await;
    let trip = leave(&city, &made_up, None, "").await;
    trip.comes_in(trip.claims("0816", "head")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_to_come_in_is_told_why() {
    let made_up = MadeUp::start(false).await;
    let city = city(oidc(&made_up)).await;
    let closed = city.account_of("steward").await;
    let close = city.ledger.write(By::Program, Instant(0), move |change| {
        Box::pin(account::set_closed(change, ledger::AccountId(closed), true))
    });
    close.await.unwrap();
    let with = |claims: &Value, name: &str, value: Value| {
        let mut claims = claims.clone();
        claims[name] = value;
        claims
    };
    let (untrusted, nobody) = ("未通过核验", "没有可供您使用的账号");
    type Change<'a> = Box<dyn Fn(&Value) -> Value + 'a>;
    let rows: [(&str, Change<'_>, u16, &str); 8] = [
        ("another nonce", Box::new(|claims| with(claims, "nonce", json!("of another sign-in"))), 502, untrusted),
        ("no nonce", Box::new(|claims| with(claims, "nonce", Value::Null)), 502, untrusted),
        ("for somebody else", Box::new(|claims| with(claims, "aud", json!(["another"]))), 502, untrusted),
        (
            "and for somebody else",
            Box::new(|claims| with(claims, "aud", json!(["mingpai", "another"]))),
            502,
            untrusted,
        ),
        ("of another issuer", Box::new(|claims| with(claims, "iss", json!("https://another.example"))), 502, untrusted),
        ("too old", Box::new(|claims| with(claims, "exp", json!(NOW - 1))), 502, untrusted),
        (
            "a login that nobody has",
            Box::new(|claims| with(claims, "preferred_username", json!("nobody"))),
            403,
            nobody,
        ),
        ("a closed account", Box::new(|claims| with(claims, "preferred_username", json!("steward"))), 403, nobody),
    ];
    for (name, change, status, text) in rows {
        let trip = leave(&city, &made_up, None, "").await;
        let back = trip.grant(change(&trip.claims("0815", "head")));
        let (was, page) = trip.is_refused(&back).await;
        assert!(was == status && page.contains(text), "{name}: {was} {page}");
        assert_eq!(city.ask("GET", "/desk", "", Some(&trip.cookie)).await.0, StatusCode::SEE_OTHER, "{name}");
    }

    // A token that was changed on its way, and a code that was asked for by somebody else.
    let trip = leave(&city, &made_up, None, "").await;
    let back = trip.grant(trip.claims("0815", "head"));
    let (challenge, claims) = (trip.asked["code_challenge"].clone(), trip.claims("0815", "head"));
    made_up.grant("a-code", Grant { challenge, claims, tampered: true });
    assert_eq!(trip.is_refused(&back).await.0, 502);
    let trip = leave(&city, &made_up, None, "").await;
    let back = trip.grant(trip.claims("0815", "head"));
    let grant = Grant { challenge: "of another".into(), claims: trip.claims("0815", "head"), tampered: false };
    made_up.grant("a-code", grant);
    assert_eq!(trip.is_refused(&back).await.0, 502);

    // Another state; nothing that was asked; somebody who changed the mind.
    let trip = leave(&city, &made_up, None, "").await;
    trip.grant(trip.claims("0815", "head"));
    assert_eq!(trip.is_refused("/sign-in/provider/back?code=a-code&state=another").await.0, 400);
    assert_eq!(city.ask("GET", "/sign-in/provider/back?code=a-code&state=any", "", None).await.0.as_u16(), 400);
    let trip = leave(&city, &made_up, None, "").await;
    let back = format!("/sign-in/provider/back?error=access_denied&state={}", trip.asked["state"]);
    let (status, page) = trip.is_refused(&back).await;
    assert!(status == 200 && page.contains("没有完成登录"), "{page}");
    // Nobody was bound by any of it.
    assert_eq!(identity::all(city.ledger.reads()).await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_stops_nobody_else() {
    let made_up = MadeUp::start(false).await;
    let city = city(oidc(&made_up)).await;
    made_up.is_down(true);
    let (status, page) = city.page("GET", "/sign-in/provider", "", None).await;
    assert!(status == StatusCode::SERVICE_UNAVAILABLE && page.contains("暂时没有应答"), "{status} {page}");
    assert!(page.contains("name=\"password\""), "{page}");
    city.session_of("head").await;
    // Once it is there again, it is asked again.
    made_up.is_down(false);
    let trip = leave(&city, &made_up, None, "").await;
    trip.comes_in(trip.claims("0815", "head")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_network_has_its_own_authority() {
    let made_up = MadeUp::start(true).await;
    let trusting = OidcSettings { ca_file: Some(keys("authority.pem")), ..oidc(&made_up) };
    let trusting = city(trusting.checked().unwrap()).await;
    let trip = leave(&trusting, &made_up, None, "").await;
    trip.comes_in(trip.claims("0815", "head")).await;
    // The system knows nothing of that authority.
    let other = city(oidc(&made_up)).await;
    assert_eq!(other.ask("GET", "/sign-in/provider", "", None).await.0, StatusCode::SERVICE_UNAVAILABLE);
    for wrong in [
        OidcSettings { ca_file: Some(keys("signing.pem")), ..oidc(&made_up) },
        OidcSettings { client_secret_file: Some(keys("nothing")), ..oidc(&made_up) },
        OidcSettings { redirect_base: "mingpai.example.cn".into(), ..oidc(&made_up) },
        OidcSettings { issuer: "http://id.example.cn".into(), ..oidc(&made_up) },
    ] {
        assert!(wrong.checked().is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_second_factor_is_asked_where_the_provider_asked_for_none() {
    let made_up = MadeUp::start(false).await;
    let city = city(oidc(&made_up)).await;
    let id = ledger::AccountId(city.account_of("head").await);
    let turn_on = city.ledger.write(By::Program, Instant(0), move |change| {
        Box::pin(async move { second_factor::turn_on(change, id, "A".repeat(32), 0, vec!["code".into()]).await })
    });
    turn_on.await.unwrap();
    for (ways, place) in [(json!(["pwd"]), "/sign-in/code"), (json!(["pwd", "mfa"]), "/desk")] {
        let trip = leave(&city, &made_up, None, "").await;
        let mut claims = trip.claims("0815", "head");
        claims["amr"] = ways;
        assert_eq!(trip.comes_in(claims).await.1, place);
    }
    // A claim that is not in the token is asked for; what the provider says of somebody else does not count.
    for (subject, status) in [("0816", 502), ("0817", 303)] {
        made_up.tells(json!({ "sub": "0817", "preferred_username": "liaison" }));
        let trip = leave(&city, &made_up, None, "").await;
        let mut claims = trip.claims(subject, "");
        claims["preferred_username"] = Value::Null;
        assert_eq!(trip.is_refused(&trip.grant(claims)).await.0, status, "{subject}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_who_came_by_the_provider_shows_there_again_who_signs() {
    let made_up = MadeUp::start(false).await;
    let city = city(oidc(&made_up)).await;
    let trip = leave(&city, &made_up, None, "").await;
    let (key, _) = trip.comes_in(trip.claims("0815", "head")).await;
    let sign_page = "/desk/brands/3/sign";
    let (_, page) = city.page("GET", sign_page, "", Some(&key)).await;
    let link = format!("/sign-in/provider?next={sign_page}");
    assert!(page.contains(&link) && !page.contains("name=\"password\""), "{page}");
    let draft = async || brand::find_version(city.ledger.reads(), VersionId(3)).await.unwrap().unwrap();
    let form = format!("hash={}", draft().await.file().unwrap().hash());
    let (status, page) = city.page("POST", sign_page, &form, Some(&key)).await;
    assert!(status == StatusCode::OK && page.contains("没有执行"), "{page}");

    // Somebody else there; one who showed it long ago; the provider does not say when.
    for (subject, at) in [("0816", json!(NOW)), ("0815", json!(NOW - 3600)), ("0815", Value::Null)] {
        let trip = leave(&city, &made_up, Some(&key), sign_page).await;
        assert_eq!((trip.asked["prompt"].as_str(), trip.asked["max_age"].as_str()), ("login", "0"));
        let mut claims = trip.claims(subject, "head");
        claims["auth_time"] = at;
        let (status, page) = trip.is_refused(&trip.grant(claims)).await;
        assert!(status == 403 && page.contains("没有确认"), "{subject}: {status} {page}");
        assert!(city.page("GET", sign_page, "", Some(&key)).await.1.contains(&link));
    }
    let trip = leave(&city, &made_up, Some(&key), sign_page).await;
    let mut claims = trip.claims("0815", "head");
    claims["auth_time"] = json!(NOW);
    let (status, place) = city.ask("GET", &trip.grant(claims), "", Some(&key)).await;
    assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, sign_page));
    assert!(!city.page("GET", sign_page, "", Some(&key)).await.1.contains(&link));
    assert_eq!(draft().await.state, brand::State::Draft);
    assert_eq!(city.ask("POST", sign_page, &form, Some(&key)).await.0, StatusCode::SEE_OTHER);
    assert_eq!(draft().await.state, brand::State::Signed);
    // It counts once.
    let (_, page) = city.page("POST", "/desk/two-step/off", "", Some(&key)).await;
    assert!(page.contains("没有执行"), "{page}");
}
