//! What the public finds, and what it may compare.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use axum::http::StatusCode;
use jiff::tz::TimeZone;
use ledger::unit::{self, NewUnit};
use ledger::{By, Instant};
use web::{Clock, Settings};

use support::City;

#[tokio::test(flavor = "multi_thread")]
async fn one_box_finds_units_services_and_brands_however_they_are_typed() {
    let city = City::fresh().await;
    // What is typed, what is found of it, and whether it had to be corrected.
    let rows = [
        ("生态", "<mark>生态</mark>环境局", false),
        ("sthjj", "<mark>生态环境局</mark>", false),
        ("生太环境", "<mark>生态环境</mark>局", true),
        ("jiaotong", "<mark>交通</mark>运输局", false),
        ("许可", "<mark>许可</mark>", false),
        ("碧水", "碧水e家", false),
        ("生态环境局", "碧水e家", false),
    ];
    for (typed, found, corrected) in rows {
        let page = city.page("GET", &format!("/?q={}", pages::in_query(typed)), "", None).await.1;
        assert!(page.contains(found), "{typed}: {page}");
        assert_eq!(page.contains("完全相符"), corrected, "{typed}: {page}");
    }
    let page = city.page("GET", "/?q=zzzz", "", None).await.1;
    assert!(page.contains("没有找到"), "{page}");
    // What is changed is found under its new name at once.
    let rename = |unit: unit::Model| NewUnit {
        name: "水务局".into(),
        kind: unit.kind,
        peer_group: unit.peer_group,
        ..NewUnit::default()
    };
    let other = unit::named(city.ledger.reads(), "交通运输局").await.unwrap().unwrap();
    let id = other.id;
    let new = rename(other);
    city.ledger.write(By::Program, Instant(1), move |change| Box::pin(unit::edit(change, id, new))).await.unwrap();
    assert!(city.page("GET", "/?q=swj", "", None).await.1.contains("<mark>水务局</mark>"));
    assert!(!city.page("GET", "/?q=jiaotong", "", None).await.1.contains("运输局"));
}

/// As it is served: what was made in the last seconds is given once more; later the first is given the answer from before the change,
/// and then it is made anew. Whoever is signed in is answered afresh.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_an_answer_to_be_made_anew() {
    let clock = Clock::by_hand(TimeZone::UTC, Instant(1_767_139_200_000_000));
    let by_hand = clock.clone();
    let settings = |folders| Settings { gives_answers_from_before: true, ..Settings::new(by_hand, folders) };
    let city = City::with(settings).await;
    let reviewer = city.session_of("reviewer").await;
    let ask = async |key: Option<&str>| city.page("GET", "/units/2", "", key).await.1;
    assert!(ask(None).await.contains("交通运输局"));
    let other = unit::named(city.ledger.reads(), "交通运输局").await.unwrap().unwrap().id;
    let new = NewUnit { name: "水务局".into(), ..NewUnit::default() };
    city.ledger.write(By::Program, Instant(1), move |change| Box::pin(unit::edit(change, other, new))).await.unwrap();
    assert!(ask(Some(&reviewer)).await.contains("水务局"));
    for _ in 0..100 {
        assert!(ask(None).await.contains("交通运输局"), "it was made just now");
        tokio::task::yield_now().await;
    }
    clock.move_on(5);
    assert!(ask(None).await.contains("交通运输局"), "the first is not kept waiting");
    // Until it is made, which nobody waits for.
    while ask(None).await.contains("交通运输局") {
        tokio::task::yield_now().await;
    }
    assert!(ask(None).await.contains("水务局"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_like_is_put_beside_like() {
    let city = City::fresh().await;
    let group = |name: &'static str, group: &'static str| {
        let ledger = city.ledger.clone();
        async move {
            let unit = unit::named(ledger.reads(), name).await.unwrap().unwrap();
            let new = NewUnit { name: unit.name, peer_group: group.into(), ..NewUnit::default() };
            ledger
                .write(By::Program, Instant(1), move |change| Box::pin(unit::edit(change, unit.id, new)))
                .await
                .unwrap();
        }
    };
    assert!(city.page("GET", "/compare", "", None).await.1.contains("还没有划分比较组"));
    group("生态环境局", "有窗口的").await;
    group("交通运输局", "没有窗口的").await;
    let page = city.page("GET", "/compare", "", None).await.1;
    assert!(page.contains("没有窗口的（1 个单位）") && page.contains("有窗口的（1 个单位）"), "{page}");
    let of = |group: &str| format!("/compare?group={}", pages::in_query(group));
    let page = city.page("GET", &of("有窗口的"), "", None).await.1;
    assert!(page.contains("从受理到办结，按工作日计") && page.contains("8个工作日内办结"), "{page}");
    assert!(page.contains("办件太少或没有记录，不公布") && !page.contains("交通运输局"), "{page}");
    assert!(city.page("GET", &of("没有窗口的"), "", None).await.1.contains("这一组还没有生效的承诺"));
    assert_eq!(city.page("GET", &of("别的"), "", None).await.0, StatusCode::NOT_FOUND);
    assert!(city.page("GET", "/units/1", "", None).await.1.contains(&of("有窗口的")));
}
