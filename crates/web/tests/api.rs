//! What programs are told, and what they send: the same figures as on the page, a key that opens one thing, and nothing taken in twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use axum::http::StatusCode;
use serde_json::Value;

use support::City;

const NDJSON: &str = "application/x-ndjson";

/// Forty cases, one row an event, of which four are late.
fn export() -> String {
    let mut text = String::from("办件编号,环节,时间,单位\n");
    for number in 0..40 {
        let (day, month) = (number % 20 + 1, number / 20 + 9);
        let decided =
            if number % 10 == 0 { format!("{:02}-28", month + 1) } else { format!("{month:02}-{:02}", day + 5) };
        text.push_str(&format!("A{number},受理,2025-{month:02}-{day:02} 09:00,生态环境局\n"));
        text.push_str(&format!("A{number},办结,2025-{decided} 10:00,生态环境局\n"));
    }
    text
}

/// Ten more cases in time, as a program sends them, with a field that nobody asked for.
fn rows() -> String {
    let row = |number: u32, step: &str, at: &str| {
        format!(
            "{{\"办件编号\":\"B{number}\",\"环节\":\"{step}\",\"时间\":\"{at}\",\"单位\":\"生态环境局\",\"申请人\":\"张三\"}}\n"
        )
    };
    let case = |number| row(number, "受理", "2025-12-01 09:00") + &row(number, "办结", "2025-12-02 10:00");
    (0..10).map(case).collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A source with its first records, and a key to send more.
async fn city_with_a_source() -> (City, String) {
    let city = City::fresh().await;
    let steward = city.session_of("steward").await;
    let page = city.send_files("/desk/records/new", &[("办件.csv", export().into_bytes())], &steward).await.1;
    let upload = support::upload_of(&page);
    let form = format!(
        "name=平台&upload={upload}&case=办件编号&activity=环节&at=时间&unit=单位&accepted=activity:受理&decided=activity:办结"
    );
    let (status, _) = city.ask("POST", "/desk/records/new/confirm", &form, Some(&steward)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    city.desk.do_what_waits().await.unwrap();
    let page = city.page("POST", "/desk/records/1/keys", "key-name=审批平台", Some(&steward)).await.1;
    let key = page.split_once("<code class=\"long\">").expect("a key").1.split_once('<').unwrap().0.to_owned();
    // It is shown this once.
    assert!(!city.page("GET", "/desk/records/1", "", Some(&steward)).await.1.contains(&key));
    (city, format!("Bearer {key}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_sends_records_and_the_figure_is_the_same_everywhere() {
    let (city, key) = city_with_a_source().await;
    let send = async |name: &str, body: &str| {
        let headers = [("authorization", key.as_str()), ("content-type", NDJSON), ("idempotency-key", name)];
        city.program("POST", "/api/v1/records", &headers, body).await
    };
    let (status, headers, told) = send("night-1", &rows()).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{told}");
    city.desk.do_what_waits().await.unwrap();
    let place = headers.get("location").unwrap().to_str().unwrap();
    let (_, _, told) = city.program("GET", place, &[("authorization", &key)], "").await;
    assert_eq!(json(&told)["state"], "done", "{told}");

    // The same again is nothing new; something else under the same name is refused.
    let (status, _, told) = send("night-1", &rows()).await;
    assert_eq!((status, &json(&told)["again"]), (StatusCode::OK, &Value::Bool(true)));
    assert_eq!(send("night-1", "{\"办件编号\":\"C\"}\n").await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, _, told) = send("night-2", "{\"办件编号\":\"C\"}\n[]\n").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(json(&told)["detail"].as_str().unwrap().contains("第 2 行"), "{told}");

    // Fifty cases, forty-six in time: in the list, by itself, in the table and on the page.
    let (_, _, told) = city.program("GET", "/api/v1/promises", &[], "").await;
    let of_list = json(&told)["items"][0]["figure"].clone();
    let (_, _, told) = city.program("GET", "/api/v1/promises/1", &[], "").await;
    assert_eq!(json(&told)["figure"], of_list);
    let (_, _, told) = city.program("GET", "/api/v1/promises/1/figures", &[], "").await;
    let all = json(&told)["items"][0].clone();
    assert_eq!((&all["period"], &all["kept"], &all["broken"]), (&"all".into(), &46.into(), &4.into()), "{told}");
    let table = city.page("GET", "/promises/1/figures.csv", "", None).await.1;
    let mut lines = csv::Reader::from_reader(table.as_bytes());
    let names = lines.headers().unwrap().clone();
    let first = lines.records().next().unwrap().unwrap();
    for (name, value) in names.iter().zip(&first).filter(|(name, _)| *name != "promise") {
        let told = match &all[name] {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            // In the table a share has six digits, whatever they are.
            number if value.contains('.') => {
                format!("{:.*}", value.split_once('.').unwrap().1.len(), number.as_f64().unwrap())
            }
            number => number.to_string(),
        };
        assert_eq!(told, value, "{name}");
    }
    assert!(city.page("GET", "/promises/1", "", None).await.1.contains("92.0<small>%"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_opens_one_thing_until_it_is_revoked() {
    let (city, key) = city_with_a_source().await;
    let post = async |key: &str, kind: &str| {
        let headers = [("authorization", key), ("content-type", kind)];
        let (status, headers, told) = city.program("POST", "/api/v1/records", &headers, &rows()).await;
        let kind = headers.get("content-type").unwrap().to_str().unwrap().to_owned();
        (status, kind, told)
    };
    for wrong in ["", "Bearer", "Bearer mingpai_0", &key.replace("Bearer", "Basic")] {
        let (status, kind, _) = post(wrong, NDJSON).await;
        assert_eq!((status, kind.as_str()), (StatusCode::UNAUTHORIZED, "application/problem+json"), "{wrong}");
    }
    assert_eq!(post(&key, "image/png").await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    // It opens no desk, and shows no job that it has not sent.
    let (status, _, _) = city.program("GET", "/desk/records", &[("authorization", &key)], "").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(city.program("GET", "/api/v1/imports/1", &[("authorization", &key)], "").await.0, StatusCode::NOT_FOUND);
    assert_eq!(post(&key, NDJSON).await.0, StatusCode::ACCEPTED);
    let steward = city.session_of("steward").await;
    city.ask("POST", "/desk/records/1/keys/1/revoke", "", Some(&steward)).await;
    assert_eq!(post(&key, NDJSON).await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_go_on_where_they_were_cut_and_caches_keep_what_is_the_same_for_all() {
    let city = City::fresh().await;
    let ids = async |address: &str| {
        let (status, _, told) = city.program("GET", address, &[], "").await;
        assert_eq!(status, StatusCode::OK, "{told}");
        let told = json(&told);
        let ids: Vec<i64> = told["items"].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect();
        (ids, told["next"].as_str().map(str::to_owned))
    };
    let (whole, _) = ids("/api/v1/units").await;
    let (mut parts, mut next) = (Vec::new(), Some("/api/v1/units?limit=1".to_owned()));
    while let Some(address) = next {
        let (some, on) = ids(&address).await;
        parts.extend(some);
        next = on;
    }
    assert_eq!(parts, whole);
    for wrong in ["limit=0", "limit=501", "limit=x", "after=x"] {
        let (status, _, _) = city.program("GET", &format!("/api/v1/units?{wrong}"), &[], "").await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    for address in ["/", "/brands/1", "/promises/1", "/p/1", "/api/v1/units", "/catalogue.jsonld"] {
        let (_, headers, _) = city.program("GET", address, &[], "").await;
        let header = |name: &str| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(header("cache-control").as_deref(), Some("public, max-age=60"), "{address}");
        let tag = header("etag").expect("a tag");
        let (status, _, body) = city.program("GET", address, &[("if-none-match", &tag)], "").await;
        assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{address}");
        // Another language is another page, and whoever is signed in is answered afresh.
        let (_, headers, _) = city.program("GET", address, &[("cookie", "language=en; mingpai=AAAA")], "").await;
        assert_eq!(headers.get("cache-control").unwrap(), "no-store", "{address}");
    }
    for address in ["/sign-in", "/desk"] {
        let (_, headers, _) = city.program("GET", address, &[], "").await;
        assert_eq!(headers.get("cache-control").unwrap(), "no-store", "{address}");
    }
}
