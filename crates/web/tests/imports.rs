//! Spreadsheets with faults, and without.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use axum::http::StatusCode;
use ledger::{service, unit};
use rust_xlsxwriter::Workbook;

use support::City;

fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The rows that the page wants to be sent back when they are confirmed, as a form has them.
fn confirmed(page: &str) -> Option<String> {
    let value = page.split_once("name=\"rows\" value=\"")?.1.split_once('"')?.0;
    let plain = value.replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&");
    Some(format!("rows={}", plain.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>()))
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_a_sheet_comes_in_or_nothing() {
    let city = City::fresh().await;
    let office = city.session_of("office").await;
    let units = &["单位", "上级单位", "单位类别", "比较组", "党组织", "英文名称"];
    let services = &["实施编码", "事项", "单位", "法律依据", "法定时限"];
    let accounts = &["登录名", "姓名", "角色", "单位"];
    // The address, the sheet, and what is said of it: the faults in the order of the rows that have them.
    type Fault<'a> = (&'a str, Vec<&'a [&'a str]>, &'a [&'a str]);
    let rows: [Fault<'_>; 6] = [
        (
            "units",
            vec![
                units,
                &["", "生态环境局"],
                &["水务局", "生态环境局"],
                &["水务局"],
                &["气象局", "天文台"],
                &["生态环境局"],
            ],
            &["请填写", "与第 3 行重复", "没有这个上级单位", "系统里已有"],
        ),
        ("units", vec![&["名称"], &["水务局"]], &["没有“单位”这一列"]),
        ("units", vec![units], &["表格里没有内容"]),
        (
            "services",
            vec![services, &["A1", "取水许可", "生态环境局"], &["A1", "排水许可", "水务局"], &["", "", "生态环境局"]],
            &["与第 2 行重复", "没有这个单位", "请填写"],
        ),
        (
            "accounts",
            vec![
                accounts,
                &["Office", "王", "单位联络员", "生态环境局"],
                &["王", "王", "联络员", "生态环境局"],
                &["wang", "王", "单位负责人", ""],
            ],
            &["系统里已有", "登录名只能用", "没有这个角色", "必须属于一个单位"],
        ),
        ("accounts", vec![accounts], &["表格里没有内容"]),
    ];
    let before = unit::all(city.ledger.reads()).await.unwrap();
    for (what, rows, faults) in rows {
        let page = city.upload(&format!("/desk/import/{what}"), &sheet(&rows), &office).await;
        for fault in faults {
            assert!(page.contains(fault), "{what}: {fault} in {page}");
        }
        assert_eq!(confirmed(&page), None);
    }
    let page = city.upload("/desk/import/units", b"no workbook", &office).await;
    assert!(page.contains("读不了这个文件"), "{page}");
    assert_eq!(unit::all(city.ledger.reads()).await.unwrap(), before);

    // A unit above may stand further down; headings may be English, and in another order.
    let good = sheet(&[&["Unit above", "Unit"], &["水务局", "水务局二科\"<&>"], &["", "水务局"]]);
    let page = city.upload("/desk/import/units", &good, &office).await;
    let form = confirmed(&page).expect("it can be confirmed");
    let (status, _) = city.ask("POST", "/desk/import/units/confirm", &form, Some(&office)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let below = unit::named(city.ledger.reads(), "水务局二科\"<&>").await.unwrap().unwrap();
    let above = unit::named(city.ledger.reads(), "水务局").await.unwrap().unwrap();
    assert_eq!(below.parent, Some(above.id));
    // What was confirmed once does not come in twice.
    let (_, page) = city.page("POST", "/desk/import/units/confirm", &form, Some(&office)).await;
    assert!(page.contains("系统里已有"), "{page}");

    let page = city
        .upload("/desk/import/services", &sheet(&[services, &["A1", "取水许可", "水务局", "水法", "20日"]]), &office)
        .await;
    let form = confirmed(&page).unwrap_or_else(|| panic!("{page}"));
    city.ask("POST", "/desk/import/services/confirm", &form, Some(&office)).await;
    let found = service::of_unit(city.ledger.reads(), above.id).await.unwrap();
    assert_eq!((found[0].code.as_str(), found[0].statutory_limit.as_str()), ("A1", "20日"));

    // First passwords are shown once, work, and must be changed.
    let page = city
        .upload("/desk/import/accounts", &sheet(&[accounts, &["Li.Lan", "李兰", "单位联络员", "水务局"]]), &office)
        .await;
    let form = confirmed(&page).unwrap();
    let (_, page) = city.page("POST", "/desk/import/accounts/confirm", &form, Some(&office)).await;
    let first = page.split_once("<code>li.lan</code></td><td><code>").expect("it is shown").1;
    let first = first.split_once('<').unwrap().0;
    let form = format!("login=li.lan&password={first}");
    assert_eq!(city.ask("POST", "/sign-in", &form, None).await, (StatusCode::SEE_OTHER, "/password".to_owned()));
}
