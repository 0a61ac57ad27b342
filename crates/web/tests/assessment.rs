//! Without a legal basis nothing speaks of naming, stars or plaques.
//!
//! Source: the rules on create-and-demonstrate campaigns (2022): a city's organs may hold none of their own; assessing is
//! another thing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::num::NonZeroU32;

use jiff::civil::date;
use ledger::programme::{self, NewProgramme};
use ledger::{By, Instant};
use web::{Settings, routes};

use support::City;

/// The words, in both languages. Of English only whole ones count: “start” is no star.
const CHINESE: [&str; 9] = ["命名", "授牌", "摘牌", "挂牌", "牌匾", "星级", "一星", "五星", "表彰"];
const ENGLISH: [&str; 8] = ["naming", "named", "star", "stars", "plaque", "plaques", "titles", "award"];

/// The first of the words that a page has.
fn speaks(page: &str) -> Option<String> {
    let chinese = CHINESE.iter().find(|word| page.contains(**word)).map(|word| (*word).to_owned());
    let lower = page.to_lowercase();
    let mut words = lower.split(|sign: char| !sign.is_ascii_alphabetic());
    chinese.or_else(|| words.find(|word| ENGLISH.contains(word)).map(str::to_owned))
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_any_role_speaks_of_naming_without_a_legal_basis() {
    // All pages, for all roles, in both languages: more than one address may ask for in a minute.
    let city = City::with(|folders| {
        let mut settings = Settings::on_day(date(2025, 12, 31), folders);
        settings.limits.requests_per_minute = NonZeroU32::MAX;
        settings
    })
    .await;
    let add = |number: &str, authority: &str| {
        let new = NewProgramme {
            name: "机关服务品牌考核".into(),
            from_year: 2024,
            until_year: 2026,
            approval_number: number.into(),
            approval_authority: authority.into(),
            ..NewProgramme::default()
        };
        city.ledger
            .write(By::Program, Instant(1), move |change| Box::pin(async move { programme::add(change, new).await }))
    };
    let mut pages = 0;
    for login in ["office", "liaison", "head", "reviewer", "steward", "auditor", "operator"] {
        let key = city.session_of(login).await;
        for language in ["zh", "en"] {
            let cookies = format!("{key}; language={language}");
            for route in routes().iter().filter(|route| route.method == "GET") {
                // Our own style sheet and script are no words to anybody.
                if route.path.starts_with("/assets/") || route.path.starts_with("/language/") {
                    continue;
                }
                let address = city.address(route.path);
                let (_, page) = city.page("GET", &address, "", Some(&cookies)).await;
                assert_eq!(speaks(&page), None, "{address} for {login} in {language}");
                pages += 1;
            }
        }
    }
    assert!(pages > 300, "{pages}");

    // With one, the programme's page says so.
    add("望澜办〔2023〕0号", "市委办公室").await.unwrap();
    let office = city.session_of("office").await;
    let (_, page) = city.page("GET", "/desk/programme", "", Some(&office)).await;
    assert_eq!(speaks(&page).as_deref(), Some("命名"));
}
