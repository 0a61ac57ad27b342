//! Somebody who reads all that is published of a promise, and subtracts: no month with few cases can be had.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use axum::http::StatusCode;
use ledger::{BrandId, By, Day, Instant, brand};
use serde_json::Value;

use support::City;

/// Fewer settled cases than these are not published by themselves.
const FEWEST: i64 = 10;

/// How many cases are settled in each of the last fourteen months before 2026, made up from a seed: few, many, none.
fn months(seed: u64) -> BTreeMap<String, i64> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % most).unwrap()
    };
    let month = |back: i32| {
        let number = 2025 * 12 + 11 - back;
        format!("{:04}-{:02}", number / 12, number % 12 + 1)
    };
    (0..14).map(|back| (month(back), if next(3) == 0 { next(10) } else { next(40) })).collect()
}

fn export(months: &BTreeMap<String, i64>) -> String {
    let mut text = String::from("办件编号,环节,时间,单位\n");
    for (month, cases) in months {
        for case in 0..*cases {
            text.push_str(&format!("{month}/{case},受理,{month}-03 09:00,生态环境局\n"));
            text.push_str(&format!("{month}/{case},办结,{month}-{:02} 10:00,生态环境局\n", 4 + case % 5));
        }
    }
    text
}

async fn city_with(text: String) -> City {
    let city = City::fresh().await;
    take_in(&city, text).await;
    city
}

async fn take_in(city: &City, text: String) {
    let steward = city.session_of("steward").await;
    let page = city.send_files("/desk/records/new", &[("办件.csv", text.into_bytes())], &steward).await.1;
    let upload = support::upload_of(&page);
    let mut form = format!(
        "name=平台&upload={upload}&case=办件编号&activity=环节&at=时间&unit=单位&accepted=activity:受理&decided=activity:办结"
    );
    if page.contains("<option value=\"事项\"") {
        form.push_str("&service=事项");
    }
    assert_eq!(city.ask("POST", "/desk/records/new/confirm", &form, Some(&steward)).await.0, StatusCode::SEE_OTHER);
    city.desk.do_what_waits().await.unwrap();
}

/// What is published: settled cases by period, from the API, the table and the page; all three say the same of what they say.
async fn published(city: &City, promise: i64) -> BTreeMap<String, i64> {
    let mut known = BTreeMap::new();
    let (status, _, told) = city.program("GET", &format!("/api/v1/promises/{promise}/figures"), &[], "").await;
    if status == StatusCode::NOT_FOUND {
        return known;
    }
    let told: Value = serde_json::from_str(&told).unwrap();
    for item in told["items"].as_array().unwrap() {
        let settled = ["kept", "broken", "overdue"].iter().map(|name| item[*name].as_i64().unwrap()).sum();
        known.insert(item["period"].as_str().unwrap().to_owned(), settled);
    }
    let table = city.page("GET", &format!("/promises/{promise}/figures.csv"), "", None).await.1;
    let mut lines = csv::Reader::from_reader(table.as_bytes());
    let names = lines.headers().unwrap().clone();
    for line in lines.records().map(Result::unwrap) {
        let of = |name: &str| line.get(names.iter().position(|known| known == name).unwrap()).unwrap();
        let settled: i64 = ["kept", "broken", "overdue"].iter().map(|name| of(name).parse::<i64>().unwrap()).sum();
        assert_eq!(known.get(of("period")), Some(&settled), "{}", of("period"));
    }
    let page = city.page("GET", &format!("/promises/{promise}"), "", None).await.1;
    for (month, settled) in known.iter().filter(|(period, _)| period.len() == 7) {
        assert!(page.contains(&format!("<td>{month}</td>")), "{month} is not on the page");
        assert!(page.contains(&format!("<td class=\"num\">{settled}</td>")), "{month}: {settled} is not on the page");
    }
    // What the page has and the API has not would be a leak by itself.
    let rows = page.matches("<tr><td>20").count();
    assert_eq!(rows, known.keys().filter(|period| period.len() == 7).count());
    known
}

/// The settled cases of the rows of the bundle that name no month.
async fn without_month(city: &City) -> i64 {
    let zip = city.bytes("/promises/1/bundle.zip", "").await;
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut text = String::new();
    zip.by_name("outcomes.csv").unwrap().read_to_string(&mut text).unwrap();
    let mut lines = csv::Reader::from_reader(text.as_bytes());
    let names = lines.headers().unwrap().clone();
    let mut settled = 0;
    for line in lines.records().map(Result::unwrap) {
        let of = |name: &str| line.get(names.iter().position(|known| known == name).unwrap()).unwrap();
        if of("month").is_empty() && ["kept", "broken", "overdue"].contains(&of("outcome")) {
            settled += of("cases").parse::<i64>().unwrap();
        }
    }
    settled
}

/// A brand below the first, in force, whose promise is that of one service.
async fn add_sub_brand(city: &City) -> i64 {
    let unit = ledger::unit::named(city.ledger.reads(), "生态环境局").await.unwrap().unwrap().id;
    let service = ledger::service::of_unit(city.ledger.reads(), unit).await.unwrap()[0].id;
    let mut file = support::whole_file();
    file.name = "一件事".into();
    file.promises[0].services = [service].into();
    let write = city.ledger.write(By::Program, Instant(0), move |change| {
        Box::pin(async move {
            let (_, draft) = brand::add(change, unit, Some(BrandId(1)), file).await?;
            let hash = brand::find_version(change.reads(), draft).await?.unwrap().file()?.hash();
            brand::sign(change, draft, &hash).await?;
            brand::publish(change, draft, Day(jiff::civil::date(2024, 3, 1))).await
        })
    });
    write.await.unwrap();
    2
}

#[tokio::test(flavor = "multi_thread")]
async fn no_small_number_can_be_had_by_subtracting_a_sub_brand() {
    let (mut hidden, mut shown) = (0, 0);
    for seed in 0..8 {
        let (of_service, others) = (months(seed), months(seed + 100));
        let mut text = String::from("办件编号,环节,时间,单位,事项\n");
        for (service, months) in [("许可", &of_service), ("备案", &others)] {
            for (month, cases) in months {
                for case in 0..*cases {
                    text.push_str(&format!("{service}{month}/{case},受理,{month}-03 09:00,生态环境局,{service}\n"));
                    text.push_str(&format!("{service}{month}/{case},办结,{month}-04 10:00,生态环境局,{service}\n"));
                }
            }
        }
        let city = City::fresh().await;
        let part = add_sub_brand(&city).await;
        take_in(&city, text).await;
        let (of_whole, of_part) = (published(&city, 1).await, published(&city, part).await);
        assert_eq!(of_whole["all"], of_service.values().sum::<i64>() + others.values().sum::<i64>(), "seed {seed}");
        // Groups of months of which the cases are known, of the whole and of the part.
        let groups = |known: &BTreeMap<String, i64>| {
            let mut groups: Vec<(BTreeSet<String>, i64)> = Vec::new();
            let single: BTreeSet<String> = known.keys().filter(|period| period.len() == 7).cloned().collect();
            groups.extend(single.iter().map(|month| ([month.clone()].into(), known[month])));
            let left = known["all"] - single.iter().map(|month| known[month]).sum::<i64>();
            let others: BTreeSet<String> =
                of_service.keys().filter(|month| !single.contains(*month)).cloned().collect();
            if left > 0 {
                groups.push((others, left));
            } else {
                groups.extend(others.into_iter().map(|month| ([month].into(), 0)));
            }
            groups
        };
        let whole = groups(&of_whole);
        if !of_part.contains_key("all") {
            continue;
        }
        let part = groups(&of_part);
        for chosen in 1_u32..1 << whole.len() {
            let some = whole.iter().enumerate().filter(|(nth, _)| chosen >> nth & 1 == 1).map(|(_, group)| group);
            let months: BTreeSet<&String> = some.clone().flat_map(|(months, _)| months).collect();
            let inside = part.iter().filter(|(of, _)| of.iter().all(|month| months.contains(month)));
            let left = some.map(|(_, cases)| cases).sum::<i64>() - inside.map(|(_, cases)| cases).sum::<i64>();
            assert!(left == 0 || left >= FEWEST, "seed {seed}: {left} in {months:?} of {of_service:?} and {others:?}");
        }
        // More is hidden than the part's own few cases ask for, and not all.
        hidden += of_service.iter().filter(|(month, cases)| **cases >= FEWEST && !of_part.contains_key(*month)).count();
        shown += of_part.keys().filter(|period| period.len() == 7).count();
    }
    assert!(hidden > 5 && shown > 20, "{hidden} months hidden, {shown} shown");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_small_number_can_be_had_by_subtracting() {
    let (mut hidden, mut shown) = (0, 0);
    for seed in 0..12 {
        let truth = months(seed);
        let city = city_with(export(&truth)).await;
        let known = published(&city, 1).await;
        let Some(all) = known.get("all") else { continue };
        assert_eq!(*all, truth.values().sum::<i64>(), "seed {seed}");
        for (period, settled) in &known {
            assert!(*settled >= FEWEST, "seed {seed}: {period} has {settled}");
        }
        // The unions that can be had: what is in none of the months, in the year and outside.
        let is_month = |period: &&String| period.len() == 7;
        let sum = |from: &str| -> i64 {
            known
                .iter()
                .filter(|(period, _)| is_month(period) && period.as_str() >= from)
                .map(|(_, settled)| settled)
                .sum()
        };
        let mut left = vec![("all but its months", all - sum(""))];
        if let Some((year, settled)) = known.iter().find(|(period, _)| period.contains('/')) {
            let from = year.split_once('/').unwrap().0;
            left.push(("the year but its months", settled - sum(from)));
            left.push(("what was before the year", all - settled));
            left.push(("what was before, but its months", all - settled - (sum("") - sum(from))));
        }
        for (what, settled) in &left {
            assert!(*settled == 0 || *settled >= FEWEST, "seed {seed}: {what}: {settled} of {truth:?}, {known:?}");
        }
        let merged = without_month(&city).await;
        assert!(merged == 0 || merged >= FEWEST, "seed {seed}: rows without a month: {merged}");
        hidden += truth.iter().filter(|(month, cases)| **cases > 0 && !known.contains_key(*month)).count();
        shown += truth.keys().filter(|month| known.contains_key(*month)).count();
    }
    // Somebody was hidden, and somebody was not: otherwise nothing was tried.
    assert!(hidden > 20 && shown > 40, "{hidden} months hidden, {shown} shown");
}
