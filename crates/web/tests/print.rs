//! Printing: what a sheet says is what the register says, of whom one may have it, and what is told instead.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::path::PathBuf;

use axum::http::StatusCode;
use ledger::{BrandId, By, Day, Instant, brand};
use web::{PressSettings, Settings};

use support::City;

/// The press, which `cargo xtask test` builds before; without it nothing can be printed.
fn press() -> Option<PathBuf> {
    let own = std::env::current_exe().unwrap();
    let name = format!("mingpai-press{}", std::env::consts::EXE_SUFFIX);
    let program = own.parent()?.parent()?.join(name);
    if program.is_file() {
        return Some(program);
    }
    if let Some(list) = std::env::var_os("MINGPAI_SKIPPED") {
        use std::io::Write;
        let mut list = std::fs::OpenOptions::new().append(true).create(true).open(list).unwrap();
        writeln!(list, "mingpai-press is not built (cargo build -p mingpai-press): printing").unwrap();
    }
    None
}

async fn city(program: Option<PathBuf>, links_to: &str) -> City {
    let press = PressSettings { program, fonts: Vec::new(), links_to: links_to.to_owned() };
    City::with(|folders| Settings { press, ..Settings::on_day(jiff::civil::date(2025, 12, 31), folders) }).await
}

const LAYOUTS: [&str; 10] = [
    "desk-plate",
    "window-plate",
    "door-plate",
    "wall-plate",
    "poster-a3",
    "poster-a2",
    "poster-a1",
    "display-board",
    "blackboard-paper",
    "promise-table",
];

#[tokio::test]
async fn a_brand_is_printed_on_everything() {
    let Some(program) = press() else { return };
    let city = city(Some(program), "https://pinpai.example/").await;
    let liaison = city.session_of("liaison").await;
    for layout in LAYOUTS {
        let query = format!("brand=1&sheet={layout}&language=zh-en");
        let (status, page) = city.page("GET", &format!("/desk/print?{query}"), "", Some(&liaison)).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains(" pinpai.example/p/1?v="), "{layout}: {page}");
        assert!(page.contains("/desk/print/preview.svg?"), "{layout}: {page}");
        let drawing = city.bytes(&format!("/desk/print/preview.svg?{query}"), &liaison).await;
        assert!(drawing.starts_with(b"<svg"), "{layout}");
        let pdf = city.bytes(&format!("/desk/print/sheet.pdf?{query}&paper=marks"), &liaison).await;
        assert!(pdf.starts_with(b"%PDF-"), "{layout}");
    }
    // The other side is another drawing, and there is no third.
    let side = |side: u8| format!("/desk/print/preview.svg?sheet=desk-plate&side={side}");
    assert_ne!(city.bytes(&side(0), &liaison).await, city.bytes(&side(1), &liaison).await);
    assert_eq!(city.ask("GET", &side(2), "", Some(&liaison)).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn badges_are_printed_from_a_list_that_is_not_kept() {
    let Some(program) = press() else { return };
    let city = city(Some(program), "https://pinpai.example").await;
    let liaison = city.session_of("liaison").await;
    let send = async |rows: &str| {
        let form = support::form(&[("sheet", "badge"), ("paper", "a4"), ("language", "zh"), ("rows", rows)]);
        city.page("POST", "/desk/print/badges", &form, Some(&liaison)).await
    };
    let (status, pdf) = send("欧阳绝无仅有\t综合窗口\t企业开办变更注销\n古丽巴哈尔·阿不都热合曼\t导办岗\n").await;
    assert_eq!(status, StatusCode::OK);
    assert!(pdf.starts_with("%PDF-"), "{}", pdf.chars().take(2000).collect::<String>());
    let kept = support::whole_database(&city).await;
    assert!(!kept.contains("欧阳绝无仅有"), "the list is kept");
    for (rows, told) in [
        ("", "名单是空的"),
        ("\t没有姓名\t", "名单是空的"),
        ("张三\t受理\n李😀\t受理", "第2张的姓名里有字体没有的字“😀”（U+1F600）"),
        (&format!("张三\t{}", "受理".repeat(200)), "第1张的岗位太长"),
    ] {
        let (status, page) = send(rows).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains(told), "{rows}: {page}");
        assert!(page.contains(rows.trim()), "what was pasted stays on the page: {page}");
    }
    let many = "张三\t受理\n".repeat(501);
    assert!(send(&many).await.1.contains("一次最多 500 人，名单里有 501 人"));
}

#[tokio::test]
async fn a_brand_of_others_is_not_printed_and_an_old_plate_is_known() {
    let city = city(None, "https://pinpai.example").await;
    let other = city.session_of("other-liaison").await;
    for path in ["/desk/print?brand=1", "/desk/print/preview.svg?brand=1", "/desk/print/sheet.pdf?brand=1"] {
        assert_eq!(city.ask("GET", path, "", Some(&other)).await.0, StatusCode::FORBIDDEN, "{path}");
    }
    // Its own unit has no brand in force: it is told so.
    assert!(city.page("GET", "/desk/print", "", Some(&other)).await.1.contains("还没有生效的品牌"));
    // Without the press the page says what is missing and where it belongs, and offers nothing that would fail.
    let liaison = city.session_of("liaison").await;
    let page = city.page("GET", "/desk/print", "", Some(&liaison)).await.1;
    assert!(page.contains("mingpai-press") && !page.contains("sheet.pdf"), "{page}");
    // The code of the plate that can be printed now is known, another is out of date.
    let (_, rest) = page.split_once("pinpai.example/p/1?v=").expect("the address of the code");
    let code: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    assert_eq!(code.len(), 6, "{code}");
    let land = async |query: &str| city.page("GET", &format!("/p/1{query}"), "", None).await;
    let outdated = "此牌已过期";
    for (query, is_old) in [(String::new(), false), (format!("?v={code}"), false), ("?v=OLDOLD".to_owned(), true)] {
        let (status, page) = land(&query).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(page.contains(outdated), is_old, "{query}: {page}");
    }
    // What stands in an address is shown as text, and no more of it than a code has.
    let page = land("?v=%3Cscript%3Ealert(1)%3C/script%3E").await.1;
    assert!(!page.contains("<script>alert"), "{page}");
}

/// Puts another promise in the place of the brand's, from a day.
async fn promise_anew(city: &City, what: &str, from: jiff::civil::Date) {
    let what = what.to_owned();
    let change = city.ledger.write(By::Program, Instant(1), move |change| {
        Box::pin(async move {
            let draft = brand::open_draft(change, BrandId(1)).await?;
            let version = brand::find_version(change.reads(), draft).await?.unwrap();
            let mut file = version.file()?;
            file.promises[0].what = what;
            let hash = file.hash();
            brand::save(change, draft, version.revision, file).await?;
            brand::sign(change, draft, &hash).await?;
            brand::publish(change, draft, Day(from)).await
        })
    });
    change.await.unwrap();
}

#[tokio::test]
async fn what_hangs_is_replaced_when_the_register_changes() {
    let city = city(None, "https://pinpai.example").await;
    let liaison = city.session_of("liaison").await;
    let list = async || city.page("GET", "/desk/prints", "", Some(&liaison)).await.1;
    let code_of = |page: &str| page.split_once("pinpai.example/p/1?v=").unwrap().1.chars().take(6).collect::<String>();
    let desk = async || city.page("GET", "/desk", "", Some(&liaison)).await.1;
    assert!(list().await.contains("还没有记录"));
    let note = async |cookie: &str, fields: &[(&str, &str)]| {
        let all =
            [&[("brand", "1"), ("promise", "1"), ("sheet", "desk-plate"), ("language", "zh-en")], fields].concat();
        city.ask("POST", "/desk/prints", &support::form(&all), Some(cookie)).await.0
    };
    let fields = [("place", "一楼大厅3号窗口"), ("pieces", "2")];
    assert_eq!(note(&liaison, &fields).await, StatusCode::SEE_OTHER);
    // What is not said, or cannot be, is not noted; nor what others would note.
    for wrong in
        [[("place", ""), ("pieces", "2")], [("place", "二楼"), ("pieces", "0")], [("place", "二楼"), ("pieces", "x")]]
    {
        assert_eq!(note(&liaison, &wrong).await, StatusCode::BAD_REQUEST, "{wrong:?}");
    }
    assert_eq!(note(&city.session_of("other-liaison").await, &fields).await, StatusCode::FORBIDDEN);
    assert_eq!(note(&city.session_of("reviewer").await, &fields).await, StatusCode::FORBIDDEN);
    let page = list().await;
    assert!(page.contains("桌牌 × 2") && page.contains("一楼大厅3号窗口") && page.contains("与登记一致"), "{page}");
    assert!(page.contains("共 1 项，其中 0 项要换"), "{page}");
    assert!(!desk().await.contains("/desk/prints\""));
    let old = code_of(&city.page("GET", "/desk/print", "", Some(&liaison)).await.1);

    promise_anew(&city, "自受理之日起6个工作日内办结", jiff::civil::date(2025, 6, 1)).await;
    let page = list().await;
    assert!(
        page.contains("已过期")
            && page.contains("登记的内容自")
            && page.contains("2025")
            && page.contains("共 1 项，其中 1 项要换"),
        "{page}"
    );
    assert!(desk().await.contains("1 项挂出的牌已过期"), "the desk tells");
    let again = page.split_once("href=\"/desk/print?").expect("a way to print it anew").1;
    let again = again.split_once('"').unwrap().0.replace("&amp;", "&").replace("&#38;", "&");
    let anew = city.page("GET", &format!("/desk/print?{again}"), "", Some(&liaison)).await.1;
    let new = code_of(&anew);
    assert_ne!(old, new);
    // Whoever scans the old plate is told; whoever scans the new one is not.
    for (code, is_old) in [(&old, true), (&new, false)] {
        let page = city.page("GET", &format!("/p/1?v={code}"), "", None).await.1;
        assert!(page.contains("自受理之日起6个工作日内办结"));
        assert_eq!(page.contains("此牌已过期"), is_old, "{code}: {page}");
    }
    assert_eq!(note(&liaison, &fields).await, StatusCode::SEE_OTHER);
    assert!(list().await.contains("共 2 项，其中 1 项要换"));
    assert_eq!(city.ask("POST", "/desk/prints/1/down", "", Some(&liaison)).await.0, StatusCode::SEE_OTHER);
    assert!(list().await.contains("共 1 项，其中 0 项要换"));
}
