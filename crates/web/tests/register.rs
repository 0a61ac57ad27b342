//! The register's pages asked for real: certificates that only the desk reads, brands that go, stages and services with faults.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use axum::http::StatusCode;
use ledger::file::{Field, Registration, RegistrationKind};
use ledger::{BrandId, By, Instant, brand};

use support::City;

/// The answer to a form: the status, and the page when it is one.
async fn post(city: &City, address: &str, form: &str, key: &str) -> (StatusCode, String) {
    city.page("POST", address, form, Some(key)).await
}

async fn get(city: &City, address: &str, key: Option<&str>) -> (StatusCode, String) {
    city.page("GET", address, "", key).await
}

/// Writes into the file of the draft.
async fn write(city: &City, words: &'static [(Field, &'static str)], registrations: Vec<Registration>) {
    let write = city.ledger.write(By::Program, Instant(2), move |change| {
        Box::pin(async move {
            let draft = brand::versions(change.reads(), BrandId(3)).await?.remove(0);
            let mut file = draft.file()?;
            for (field, text) in words {
                *file.text_mut(*field) = (*text).to_owned();
            }
            file.set_registrations(registrations);
            brand::save(change, draft.id, draft.revision, file).await
        })
    });
    write.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_for_the_desk_and_english_texts_are_for_everybody() {
    let city = City::fresh().await;
    let (liaison, head, office) =
        (city.session_of("liaison").await, city.session_of("head").await, city.session_of("office").await);
    let known = Registration {
        kind: RegistrationKind::Trademark,
        number: "第0000号".into(),
        day: "2024-05-06".parse().ok(),
        authority: "登记处".into(),
        certificate: None,
    };
    write(&city, &[(Field::SloganEn, "Clear water"), (Field::ConceptEn, "Like a home")], vec![known]).await;
    let address = "/desk/brands/3/certificates?registration=0";
    for (bytes, words) in [
        (b"<svg/>".to_vec(), "这不是 PDF、PNG 或 JPEG 文件"),
        (vec![b'%'; (2 << 20) + 1], "文件太大"),
        (Vec::new(), "请先选择文件"),
    ] {
        let (status, page) = city.upload_as("certificate", address, &bytes, &liaison).await;
        assert!(status == StatusCode::OK && page.contains(words), "{status} {words}");
    }
    let other = "/desk/brands/3/certificates?registration=1";
    let paper = b"%PDF-1.4 of nobody".to_vec();
    assert_eq!(city.upload_as("certificate", other, &paper, &liaison).await.0, StatusCode::NOT_FOUND);
    assert_eq!(city.upload_as("certificate", address, &paper, &liaison).await.0, StatusCode::SEE_OTHER);

    // The desk reads it, to be kept; nobody else does, not even by its hash.
    let file = brand::versions(city.ledger.reads(), BrandId(3)).await.unwrap().remove(0).file().unwrap();
    let hash = file.registration.unwrap().certificate.unwrap().hash;
    let certificate = format!("/desk/brands/3/certificates/{hash}");
    let (headers, bytes) = city.headers(&certificate, Some(&office)).await;
    assert_eq!((headers["content-type"].as_bytes(), bytes.as_str()), (&b"application/pdf"[..], "%PDF-1.4 of nobody"));
    assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(headers["cache-control"], "private, no-store");
    assert_eq!(get(&city, &certificate, None).await.0, StatusCode::SEE_OTHER);
    let another = format!("/desk/brands/1/certificates/{hash}");
    assert_eq!(get(&city, &another, Some(&office)).await.0, StatusCode::NOT_FOUND);
    assert_eq!(get(&city, &format!("/marks/{hash}"), Some(&office)).await.0, StatusCode::NOT_FOUND);

    // Saved from the page as it stands, the certificate stays.
    let (_, page) = get(&city, "/desk/brands/3/file", Some(&liaison)).await;
    assert!(page.contains(&format!("name=\"registration-0-certificate\" value=\"{hash}\"")));

    // Published, everybody reads the English, and kind, number and day of the registration.
    let version = brand::versions(city.ledger.reads(), BrandId(3)).await.unwrap().remove(0);
    let form = format!("password={}&hash={}", support::PASSWORD.replace(' ', "+"), version.file().unwrap().hash());
    assert_eq!(post(&city, "/desk/brands/3/sign", &form, &head).await.0, StatusCode::SEE_OTHER);
    assert_eq!(post(&city, "/desk/brands/3/publish", "day=2025-12-31", &office).await.0, StatusCode::SEE_OTHER);
    let (_, page) = get(&city, "/brands/3", Some("language=en")).await;
    assert!(page.contains("<p class=\"says\">Clear water</p>"), "{page}");
    assert!(
        page.contains("<dd>Like a home</dd>") && page.contains("<dd lang=\"zh-Hans\">水清，事也清。</dd>"),
        "{page}"
    );
    assert!(page.contains("trademark · 第0000号 · 6 May 2024") && !page.contains("登记处"), "{page}");
    assert!(!page.contains(&hash[..8]), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sub_brand_is_begun_put_elsewhere_and_retired() {
    let city = City::fresh().await;
    let (liaison, office) = (city.session_of("liaison").await, city.session_of("office").await);
    // Below a brand of the own unit; below none of another unit; by nobody else.
    let other = city.session_of("other-liaison").await;
    assert_eq!(post(&city, "/desk/brands/new?unit=2", "parent=1", &other).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(post(&city, "/desk/brands/new?parent=1", "", &other).await.0, StatusCode::FORBIDDEN);
    let (_, place) = city.ask("POST", "/desk/brands/new?parent=1", "", Some(&liaison)).await;
    assert_eq!(place, "/desk/brands/4/file");
    assert_eq!(brand::find(city.ledger.reads(), BrandId(4)).await.unwrap().unwrap().parent, Some(BrandId(1)));

    let (status, page) = post(&city, "/desk/brands/1/place", "parent=4", &office).await;
    assert!(status == StatusCode::OK && page.contains("品牌不能是自己"), "{page}");
    let faults = [
        ("day=2026-01-01&reason=", "请填写“原因”"),
        ("day=2025-12-30&reason=x", "停用日不能早于今天"),
        ("day=soon&reason=x", "不是日期"),
        ("day=2026-01-01&reason=x", "下面还有 1 个子品牌在使用"),
    ];
    for (form, words) in faults {
        let (status, page) = post(&city, "/desk/brands/1/retire", form, &office).await;
        assert!(status == StatusCode::OK && page.contains(words), "{words}: {page}");
    }
    assert_eq!(post(&city, "/desk/brands/4/place", "parent=2", &office).await.0, StatusCode::SEE_OTHER);

    // From tomorrow on: still to be read today, and to be taken back.
    let tomorrow = "day=2026-01-01&reason=并入新机构";
    assert_eq!(post(&city, "/desk/brands/1/retire", tomorrow, &office).await.0, StatusCode::SEE_OTHER);
    let (status, page) = get(&city, "/brands/1", None).await;
    assert!(status == StatusCode::OK && page.contains("2025年12月31日为止") && page.contains("并入新机构"), "{page}");
    assert_eq!(post(&city, "/desk/brands/1/draft", "", &liaison).await.0, StatusCode::CONFLICT);
    assert_eq!(post(&city, "/desk/brands/1/keep", "", &office).await.0, StatusCode::SEE_OTHER);

    // From today on: no longer in the lists, and its page says so, in the change log too.
    let today = "day=2025-12-31&reason=并入新机构";
    assert_eq!(post(&city, "/desk/brands/1/retire", today, &office).await.0, StatusCode::SEE_OTHER);
    assert_eq!(post(&city, "/desk/brands/1/keep", "", &office).await.0, StatusCode::CONFLICT);
    assert!(!get(&city, "/", None).await.1.contains("/brands/1\""));
    let (status, page) = get(&city, "/brands/1", None).await;
    assert_eq!(status, StatusCode::OK);
    let (_, log) = page.split_once("id=\"changes\"").unwrap();
    assert!(log.contains("2025年12月31日起停用") && log.contains("并入新机构") && log.contains("首次公布"), "{log}");
    assert!(get(&city, "/desk/brands/1", Some(&liaison)).await.1.contains("现已停用"));
}

#[tokio::test(flavor = "multi_thread")]
async fn stages_and_services_say_what_is_wrong_and_keep_what_was_typed() {
    let city = City::fresh().await;
    let office = city.session_of("office").await;
    let stages = [
        ("name=&from=2025-01-01&until=2025-12-31", "请填写“阶段”"),
        ("name=深化&from=&until=2025-12-31", "请填写“开始日期”"),
        ("name=深化&from=2025-02-30&until=2025-12-31", "不是日期"),
        ("name=深化&from=2025-12-31&until=2025-01-01", "结束日期早于开始日期"),
        ("name=深化&from=2025-01-01&until=2027-01-01", "2027-01-01 不在活动的年份"),
    ];
    for (form, words) in stages {
        let (status, page) = post(&city, "/desk/programme/stages/new", form, &office).await;
        assert!(status == StatusCode::OK && page.contains(words), "{words}: {page}");
        assert!(page.contains("2025-12-31") || page.contains("2025-01-01"), "{page}");
    }
    // What overlaps is added, and the programme's page says which.
    let form = "name=深化&name_en=Deepening&from=2024-06-01&until=2025-12-31&state=done&methods=听取意见";
    assert_eq!(post(&city, "/desk/programme/stages/new", form, &office).await.0, StatusCode::SEE_OTHER);
    let (_, page) = get(&city, "/desk/programme", Some(&office)).await;
    assert!(page.contains("“深化”从 2024-06-01 开始，而“初创”到 2024-12-31 才结束"), "{page}");
    assert!(page.contains("已完成") && page.contains("听取意见"), "{page}");
    assert_eq!(post(&city, "/desk/programme/stages/2/before", "", &office).await.0, StatusCode::SEE_OTHER);
    let (_, page) = get(&city, "/desk/programme", Some(&office)).await;
    assert!(page.contains("“初创”排在“深化”之后，却比它先开始"), "{page}");

    let services = [
        ("unit=1&code=&name=许可证", "请填写“实施编码”"),
        ("unit=1&code=1&name=许可证", "已有编码为“1”的事项"),
        ("unit=9&code=3&name=许可证", "请填写“单位”"),
        ("unit=1&code=3&name=许可证&limit_number=20", "要么都填"),
        ("unit=1&code=3&name=许可证&limit_number=many&limit_unit=days", "不是整数"),
        ("unit=1&code=3&name=许可证&limit_number=20&limit_unit=days&limit_words=当场", "这一栏请留空"),
    ];
    for (form, words) in services {
        let (status, page) = post(&city, "/desk/services/new", form, &office).await;
        assert!(status == StatusCode::OK && page.contains(words) && page.contains("许可证"), "{words}: {page}");
    }
    let form = "unit=1&code=3&name=排污许可&limit_number=20&limit_unit=working_days";
    assert_eq!(city.ask("POST", "/desk/services/new", form, Some(&office)).await.1, "/desk/services/3");
    let csv = |query: &'static str| {
        let (city, office) = (&city, office.clone());
        async move { get(city, &format!("/desk/services.csv{query}"), Some(&office)).await.1 }
    };
    assert!(csv("").await.contains("3,排污许可,生态环境局,,20 个工作日,"));
    // By pinyin initials, by unit, and without a statutory limit.
    let lines = async |query| csv(query).await.lines().count() - 1;
    for (query, found) in [("", 3), ("?q=pwxk", 1), ("?unit=2", 1), ("?no_limit=1", 2), ("?no_limit=1&unit=1", 1)] {
        assert_eq!(lines(query).await, found, "{query}");
    }
    // Closed, it is gone from the unit's public page, and comes back.
    for (act, shown) in [("close", false), ("open", true)] {
        assert_eq!(post(&city, &format!("/desk/services/3/{act}"), "", &office).await.0, StatusCode::SEE_OTHER);
        assert_eq!(get(&city, "/units/1", None).await.1.contains("排污许可"), shown, "{act}");
    }
}
