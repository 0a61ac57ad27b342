//! The second factor: turned on, asked for, lost, required; with a clock that a test moves by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use axum::http::StatusCode;
use jiff::tz::TimeZone;
use ledger::account::{self, Role};
use ledger::{Instant, VersionId, audit, brand};
use tokio::task::JoinSet;
use totp_rs::{Builder, Secret};
use web::{Clock, Settings, SignInSettings};

use support::{City, PASSWORD};

/// The code of a secret in a half minute.
fn code(secret: &str, half_minute: i64) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(half_minute).unwrap() * 30).to_string()
}

/// A city, its clock, and the half minute at which it stands.
async fn city(required: &[Role]) -> (City, Clock, i64) {
    let half_minute = 58_900_000;
    let clock = Clock::by_hand(TimeZone::UTC, Instant(half_minute * 30_000_000));
    let sign_in = SignInSettings { require_totp_for: required.to_vec() };
    let settings = |folders| Settings { sign_in, ..Settings::new(clock.clone(), folders) };
    (City::with(settings).await, clock, half_minute)
}

/// What stands between two texts of a page, each time.
fn between<'a>(page: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    page.split(before).skip(1).map(|rest| rest.split(after).next().unwrap()).collect()
}

/// Turns it on, and gives the secret and the recovery codes.
async fn turn_on(city: &City, key: &str, half_minute: i64) -> (String, Vec<String>) {
    let (_, page) = city.page("GET", "/desk/two-step", "", Some(key)).await;
    let secret = between(between(&page, "<p class=\"key\">", "</p>")[0], "<code>", "</code>")[0].replace(' ', "");
    // Opened again it is the same, and a wrong code changes nothing.
    let (_, page) = city.page("POST", "/desk/two-step", "code=000000", Some(key)).await;
    assert!(page.contains("验证码不对") && page.replace(' ', "").contains(&secret), "{page}");
    let form = format!("code={}", code(&secret, half_minute));
    let (status, page) = city.page("POST", "/desk/two-step", &form, Some(key)).await;
    assert_eq!(status, StatusCode::OK);
    (secret, between(&page, "<li><code>", "</code>").into_iter().map(str::to_owned).collect())
}

async fn opens_desk(city: &City, key: &str) -> bool {
    city.ask("GET", "/desk", "", Some(key)).await.0 == StatusCode::OK
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_lets_in_once_and_so_does_a_recovery_code() {
    let (city, clock, now) = city(&[]).await;
    let key = city.session_of("office").await;
    let (secret, codes) = turn_on(&city, &key, now).await;
    assert_eq!(codes.len(), 10);

    // The password alone opens nothing.
    let (half, place) = city.by_password("office").await;
    assert_eq!(place, "/sign-in/code");
    assert!(!opens_desk(&city, &half).await);
    let wrong = async |half: &str, typed: &str| {
        let (status, page) = city.page("POST", "/sign-in/code", &format!("code={typed}"), Some(half)).await;
        assert!(status == StatusCode::OK && page.contains("验证码不对"), "{typed}: {page}");
    };
    // The code that turned it on is used up; one of two half minutes ahead is not good yet.
    wrong(&half, &code(&secret, now)).await;
    wrong(&half, &code(&secret, now + 2)).await;
    clock.move_on(30);
    let (key, place) = city.enter("POST", "/sign-in/code", &format!("code={}", code(&secret, now + 1)), &half).await;
    assert_eq!(place, "/desk");
    assert!(opens_desk(&city, &key).await && !opens_desk(&city, &half).await);

    // The same code again, and the one before it, which the half minute of grace would allow.
    let (half, _) = city.by_password("office").await;
    wrong(&half, &code(&secret, now + 1)).await;
    wrong(&half, &code(&secret, now)).await;
    // Small letters or large, with hyphens or without.
    let typed = codes[3].to_uppercase().replace('-', "+");
    let (key, _) = city.enter("POST", "/sign-in/code", &format!("code={typed}"), &half).await;
    assert!(city.page("GET", "/desk", "", Some(&key)).await.1.contains("还剩 9 个"));
    let (half, _) = city.by_password("office").await;
    wrong(&half, &codes[3]).await;

    // To turn it off takes both.
    let off = async |password: &str, typed: &str| {
        let form = format!("password={password}&code={typed}");
        city.ask("POST", "/desk/two-step/off", &form, Some(&key)).await.0
    };
    assert_eq!(off("wrong", &codes[4]).await, StatusCode::OK);
    assert_eq!(off(PASSWORD, "000000").await, StatusCode::OK);
    assert_eq!(off(PASSWORD, &codes[4]).await, StatusCode::SEE_OTHER);
    assert_eq!(city.by_password("office").await.1, "/desk");

    // The log knows what was done, and none of the secrets.
    let log = audit::page(city.ledger.reads(), None, 100).await.unwrap();
    let text = format!("{log:?}");
    assert!(["second-factor-on", "recovery-code-used", "second-factor-off"].iter().all(|act| text.contains(act)));
    assert!(!text.contains(&secret) && !text.contains(&codes[0]) && !text.contains(&codes[0].replace('-', "")));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_wrong_codes_at_once_five_are_looked_at() {
    let (city, clock, now) = city(&[]).await;
    let key = city.session_of("office").await;
    let (secret, _) = turn_on(&city, &key, now).await;
    let (half, _) = city.by_password("office").await;
    let city = std::sync::Arc::new(city);
    let mut tries = JoinSet::new();
    for _ in 0..20 {
        let (city, half) = (city.clone(), half.clone());
        tries.spawn(async move { city.page("POST", "/sign-in/code", "code=000000", Some(&half)).await.0 });
    }
    tries.join_all().await;
    let known = account::by_login(city.ledger.reads(), "office").await.unwrap().unwrap();
    assert_eq!(known.failures, 5);
    // The right one has to wait as well.
    let form = format!("code={}", code(&secret, now + 1));
    assert!(city.page("POST", "/sign-in/code", &form, Some(&half)).await.1.contains("分钟后再试"));
    clock.move_on(60);
    let form = format!("code={}", code(&secret, now + 2));
    assert_eq!(city.enter("POST", "/sign-in/code", &form, &half).await.1, "/desk");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_looks_too_long_for_the_telephone_begins_anew() {
    let (city, clock, now) = city(&[]).await;
    let key = city.session_of("office").await;
    let (secret, _) = turn_on(&city, &key, now).await;
    let (half, _) = city.by_password("office").await;
    clock.move_on(600);
    let form = format!("code={}", code(&secret, now + 20));
    let (status, place) = city.ask("POST", "/sign-in/code", &form, Some(&half)).await;
    assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/sign-in"));
    // A new password ends what was begun with the old one.
    let (half, _) = city.by_password("office").await;
    let form = format!("old={PASSWORD}&new=another+long+password");
    assert_eq!(city.ask("POST", "/password", &form, Some(&key)).await.1, "/desk");
    assert_eq!(city.ask("GET", "/sign-in/code", "", Some(&half)).await.1, "/sign-in");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_finds_nothing_of_whoever_was_there_before() {
    let (city, _, _) = city(&[]).await;
    let secret = async |key: &str| {
        let (_, page) = city.page("GET", "/desk/two-step", "", Some(key)).await;
        between(&page, "<p class=\"key\">", "</p>")[0].to_owned()
    };
    let office = city.session_of("office").await;
    let theirs = secret(&office).await;
    let form = format!("login=head&password={PASSWORD}");
    let (head, _) = city.enter("POST", "/sign-in", &form, &office).await;
    assert_ne!(secret(&head).await, theirs);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_needs_it_sets_it_up_before_anything_else() {
    let (city, _, now) = city(&[Role::Auditor]).await;
    let key = city.session_of("auditor").await;
    for address in ["/desk", "/desk/audit", "/desk/brands"] {
        let (status, place) = city.ask("GET", address, "", Some(&key)).await;
        assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/desk/two-step"), "{address}");
    }
    turn_on(&city, &key, now).await;
    assert!(opens_desk(&city, &key).await);
    // Other roles are asked for nothing.
    assert!(opens_desk(&city, &city.session_of("head").await).await);

    // Who lost the telephone goes to the office, which cannot help itself so.
    let office = city.session_of("office").await;
    let (own, theirs) = (city.account_of("office").await, city.account_of("auditor").await);
    turn_on(&city, &office, now).await;
    city.ask("POST", &format!("/desk/accounts/{own}/two-step"), "", Some(&office)).await;
    assert_eq!(city.by_password("office").await.1, "/sign-in/code");
    city.ask("POST", &format!("/desk/accounts/{theirs}/two-step"), "", Some(&office)).await;
    let (key, place) = city.by_password("auditor").await;
    assert_eq!(place, "/desk");
    assert_eq!(city.ask("GET", "/desk", "", Some(&key)).await.1, "/desk/two-step");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_signs_with_password_and_code() {
    let (city, clock, now) = city(&[]).await;
    let key = city.session_of("head").await;
    let (secret, _) = turn_on(&city, &key, now).await;
    let draft = async || brand::find_version(city.ledger.reads(), VersionId(3)).await.unwrap().unwrap();
    let hash = draft().await.file().unwrap().hash();
    clock.move_on(30);
    let sign = async |password: &str, typed: &str| {
        let form = format!("hash={hash}&password={password}&code={typed}");
        city.ask("POST", "/desk/brands/3/sign", &form, Some(&key)).await.0
    };
    let right = code(&secret, now + 1);
    assert_eq!(sign(PASSWORD, "000000").await, StatusCode::OK);
    assert_eq!(sign(PASSWORD, "").await, StatusCode::OK);
    // A wrong password does not use up the code.
    assert_eq!(sign("wrong", &right).await, StatusCode::OK);
    assert_eq!(draft().await.state, brand::State::Draft);
    assert_eq!(sign(PASSWORD, &right).await, StatusCode::SEE_OTHER);
    assert_eq!(draft().await.state, brand::State::Signed);
}
