//! Printing: what a sheet says is what the register says, of whom one may have it, and what is told instead.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::path::PathBuf;

use axum::http::StatusCode;
use ledger::{BrandId, By, Day, Instant, UnitId, account, brand, unit};
use sheets::{About, Layouts};
use web::{OwnLayouts, PressSettings, Settings};

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
    let press = PressSettings { program, links_to: links_to.to_owned(), ..PressSettings::default() };
    City::with(|folders| Settings { press, ..Settings::on_day(jiff::civil::date(2025, 12, 31), folders) }).await
}

#[tokio::test]
async fn a_brand_is_printed_on_everything() {
    let Some(program) = press() else { return };
    let city = city(Some(program), "https://pinpai.example/").await;
    let liaison = city.session_of("liaison").await;
    let layouts = Layouts::built_in().unwrap();
    for layout in layouts.all().iter().filter(|layout| layout.about != About::Person) {
        let (dpi, layout) = (layout.dpi, &layout.name);
        let query = format!("brand=1&sheet={layout}&language=zh-en");
        let (status, page) = city.page("GET", &format!("/desk/print?{query}"), "", Some(&liaison)).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains(" pinpai.example/p/1?v="), "{layout}: {page}");
        assert!(page.contains("/desk/print/preview.svg?"), "{layout}: {page}");
        let drawing = city.bytes(&format!("/desk/print/preview.svg?{query}"), &liaison).await;
        assert!(drawing.starts_with(b"<svg"), "{layout}");
        let pdf = city.bytes(&format!("/desk/print/sheet.pdf?{query}&paper=marks"), &liaison).await;
        assert!(pdf.starts_with(b"%PDF-"), "{layout}");
        // What is sent rather than printed is a picture as well, and nothing else is.
        let picture = city.ask("GET", &format!("/desk/print/sheet.png?{query}"), "", Some(&liaison)).await.0;
        assert_eq!(picture, if dpi.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{layout}");
        assert_eq!(page.contains("sheet.png"), dpi.is_some(), "{layout}");
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
        let fields = [("sheet", "badge"), ("paper", "a4"), ("language", "zh"), ("rows", rows)];
        let ((status, _), page) = city.send_files_as("file", "/desk/print/badges", &[], &fields, &liaison).await;
        (status, page)
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
    // A unit of others is not printed for, nor one that there is not.
    for unit in ["交通运输局", "没有这个局"] {
        let told = format!("名单里的“{unit}”没有生效的品牌");
        assert!(send(&format!("姓名\t单位\n张三\t{unit}")).await.1.contains(&told), "{unit}");
    }
    let many = "张三\t受理\n".repeat(1001);
    assert!(send(&many).await.1.contains("一次最多 1000 人，名单里有 1001 人"));
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

/// A workbook of a list of staff.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[tokio::test]
async fn badges_are_printed_from_a_workbook() {
    let Some(program) = press() else { return };
    let city = city(Some(program), "https://pinpai.example").await;
    let liaison = city.session_of("liaison").await;
    let send = async |file: Vec<u8>| {
        let fields = [("sheet", "badge-large"), ("language", "zh-en"), ("rows", "")];
        city.send_files_as("file", "/desk/print/badges", &[("名单.xlsx", file)], &fields, &liaison).await.1
    };
    // The list to fill in has nobody in it yet.
    let empty = city.bytes("/desk/print/badges.xlsx", &liaison).await;
    assert!(send(empty).await.contains("名单是空的"));
    let staff = workbook(&[
        &["单位", "姓名", "岗位", "英文姓名"],
        &["生态环境局", "欧阳娜娜", "综合窗口", "OUYANG Nana"],
        &["", "古丽巴哈尔·阿不都热合曼", "导办岗", "Gulbahar"],
    ]);
    let pdf = send(staff).await;
    assert!(pdf.starts_with("%PDF-"), "{}", pdf.chars().take(3000).collect::<String>());
    assert!(send(b"no workbook".to_vec()).await.contains("读不了这个文件"));
}

#[tokio::test]
async fn all_plates_are_printed_by_a_job() {
    let Some(program) = press() else { return };
    let city = city(Some(program), "https://pinpai.example").await;
    let (liaison, office) = (city.session_of("liaison").await, city.session_of("office").await);
    for (cookie, which, kind, begins) in [(&liaison, "unit", "pdf", b"%PDF"), (&office, "all", "zip", b"PK\x03\x04")] {
        let form = support::form(&[("sheet", "desk-plate"), ("language", "zh-en"), ("which", which), ("as", kind)]);
        let (status, job) = city.ask("POST", "/desk/print/batches", &form, Some(cookie)).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        city.desk.do_what_waits().await.unwrap();
        let page = city.page("GET", &job, "", Some(cookie)).await.1;
        assert!(page.contains("已排好"), "{page}");
        let (_, rest) = page.split_once("/desk/print/batches/").expect("where the file is");
        let address = format!("/desk/print/batches/{}", rest.split_once('"').unwrap().0);
        assert!(address.ends_with(kind), "{address}");
        assert!(city.bytes(&address, cookie).await.starts_with(begins), "{address}");
        // It is for whoever asked for it.
        let other = city.session_of("other-liaison").await;
        assert_eq!(city.ask("GET", &address, "", Some(&other)).await.0, StatusCode::FORBIDDEN);
    }
    for wrong in ["/desk/print/batches/..%2Fkey.pdf", "/desk/print/batches/x.zip", "/desk/print/batches/1.pdf"] {
        assert_eq!(city.ask("GET", wrong, "", Some(&office)).await.0, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[tokio::test]
async fn what_cannot_be_laid_out_is_left_out_and_told() {
    let Some(program) = press() else { return };
    let city = city(Some(program), "https://pinpai.example").await;
    let liaison = city.session_of("liaison").await;
    promise_anew(&city, &"自受理之日起6个工作日内办结".repeat(14), jiff::civil::date(2025, 6, 1)).await;
    for kind in ["pdf", "zip"] {
        let form = support::form(&[("sheet", "desk-plate"), ("language", "zh"), ("which", "unit"), ("as", kind)]);
        let (_, job) = city.ask("POST", "/desk/print/batches", &form, Some(&liaison)).await;
        city.desk.do_what_waits().await.unwrap();
        let page = city.page("GET", &job, "", Some(&liaison)).await.1;
        assert!(page.contains("承诺太长") && !page.contains("/desk/print/batches/"), "{kind}: {page}");
    }
}

#[tokio::test]
async fn a_release_says_what_is_published_and_how_it_was_counted() {
    let city = city(press(), "https://pinpai.example").await;
    let liaison = city.session_of("liaison").await;
    for (language, words) in
        [("zh", "自受理之日起"), ("en", "The number of cases and the 95% interval stand beside each figure")]
    {
        let docx = city.bytes(&format!("/desk/print/release.docx?brand=1&in={language}"), &liaison).await;
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut text).unwrap();
        assert!(text.contains(words) && text.contains("https://pinpai.example/brands/1"), "{language}: {text}");
        if press().is_some() {
            let pdf = city.bytes(&format!("/desk/print/release.pdf?brand=1&in={language}"), &liaison).await;
            assert!(pdf.starts_with(b"%PDF-"), "{language}");
        }
    }
    let other = city.session_of("other-liaison").await;
    assert_eq!(city.ask("GET", "/desk/print/release.docx?brand=1", "", Some(&other)).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn words_of_naming_need_a_legal_basis() {
    let Some(program) = press() else { return };
    let city = city(Some(program), "https://pinpai.example").await;
    let liaison = city.session_of("liaison").await;
    promise_anew(&city, "市级示范窗口，6个工作日内办结", jiff::civil::date(2025, 6, 1)).await;
    let page = city.page("GET", "/desk/print", "", Some(&liaison)).await.1;
    assert!(page.contains("文字里有“示范窗口”") && !page.contains("sheet.pdf"), "{page}");
    assert_eq!(city.ask("GET", "/desk/print/sheet.pdf", "", Some(&liaison)).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_appearance_is_noted_with_who_counted() {
    let city = city(None, "https://pinpai.example").await;
    let liaison = city.session_of("liaison").await;
    let send = async |fields: &[(&str, &str)]| {
        let usual = [("day", "2025-06-01"), ("medium", "station"), ("outlet", "市电视台"), ("what", "碧水e家上门办")];
        let of = |(name, value): (&'static str, &'static str)| {
            fields.iter().find(|(other, _)| *other == name).copied().unwrap_or((name, value))
        };
        let mut all: Vec<(&str, &str)> = usual.into_iter().map(of).collect();
        all.extend(fields.iter().filter(|(name, _)| !usual.iter().any(|(other, _)| other == name)));
        city.page("POST", "/desk/appearances", &support::form(&all), Some(&liaison)).await
    };
    for (fields, told) in [
        (vec![("outlet", "")], "名称"),
        (vec![("day", "2026-01-01")], "不晚于今天"),
        (vec![("day", "昨天")], "日期要写成"),
        (vec![("reach", "很多"), ("source", "台里")], "人数是不小于 0 的整数"),
        (vec![("reach", "30,000")], "没有出处的人数请不要填"),
    ] {
        let (status, page) = send(&fields).await;
        assert_eq!(status, StatusCode::OK, "{fields:?}");
        assert!(page.contains(told), "{told}: {page}");
    }
    assert_eq!(send(&[("reach", "30,000"), ("source", "台里的收视统计")]).await.0, StatusCode::SEE_OTHER);
    assert_eq!(send(&[("outlet", "市报"), ("medium", "paper")]).await.0, StatusCode::SEE_OTHER);
    let page = city.page("GET", "/desk/appearances", "", Some(&liaison)).await.1;
    assert!(page.contains("共 2 次") && page.contains("30,000") && page.contains("台里的收视统计"), "{page}");
    assert!(city.bytes("/desk/appearances.xlsx", &liaison).await.starts_with(b"PK"));
    // Others see nothing of it, and take nothing away.
    let other = city.session_of("other-liaison").await;
    assert!(city.page("GET", "/desk/appearances", "", Some(&other)).await.1.contains("还没有记录"));
    assert_eq!(city.ask("POST", "/desk/appearances/1/remove", "", Some(&other)).await.0, StatusCode::FORBIDDEN);
    assert_eq!(city.ask("POST", "/desk/appearances/1/remove", "", Some(&liaison)).await.0, StatusCode::SEE_OTHER);
    assert!(city.page("GET", "/desk/appearances", "", Some(&liaison)).await.1.contains("共 1 次"));
}

#[tokio::test]
async fn a_mark_is_not_taken_before_it_is_answered_what_is_in_it() {
    let city = city(None, "").await;
    let liaison = city.session_of("liaison").await;
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>"##;
    for (answer, told) in [(vec![], "请先回答"), (vec![("emblem", "yes")], "不能用作服务品牌的标识")] {
        let files = [("标识.svg", svg.to_vec())];
        let (_, page) = city.send_files_as("mark", "/desk/brands/3/mark", &files, &answer, &liaison).await;
        assert!(page.contains(told), "{page}");
        assert!(!page.contains("/marks/"), "{page}");
    }
    let files = [("标识.svg", svg.to_vec())];
    let ((status, _), _) =
        city.send_files_as("mark", "/desk/brands/3/mark", &files, &[("emblem", "no")], &liaison).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let page = city.page("GET", "/desk/brands/3/file", "", Some(&liaison)).await.1;
    assert!(page.contains("上传时已声明"), "{page}");
}

#[tokio::test]
async fn an_own_layout_is_tried_at_the_start_and_then_printed() {
    let Some(program) = press() else { return };
    let folder = tempfile::tempdir().unwrap();
    let row = "[[layout]]\nname = 'tent-card'\nzh = '台卡'\nen = 'Tent card'\nwidth = 120\nheight = 80\ntemplate = 'tent'\nabout = 'promise'\n";
    std::fs::write(folder.path().join("layouts.toml"), row).unwrap();
    let with = async |template: &str| {
        std::fs::write(folder.path().join("tent.typ"), template).unwrap();
        let own = OwnLayouts::read(folder.path()).unwrap();
        let press = PressSettings { program: Some(program.clone()), own, ..PressSettings::default() };
        City::with(|folders| Settings { press, ..Settings::on_day(jiff::civil::date(2025, 12, 31), folders) }).await
    };
    let wrong = with("#let face(says, side) = read(\"/etc/passwd\")").await;
    let told = wrong.desk.try_own_layouts().await.unwrap_err().text(words::Language::Chinese);
    assert!(told.contains("tent-card") && told.contains("tent.typ"), "{told}");
    let city = with("#import \"/parts.typ\": *\n#let face(says, side) = align(center + horizon, says.brand)").await;
    city.desk.try_own_layouts().await.unwrap();
    let liaison = city.session_of("liaison").await;
    let page = city.page("GET", "/desk/print?sheet=tent-card", "", Some(&liaison)).await.1;
    assert!(page.contains("台卡 120×80"), "{page}");
    assert!(
        city.bytes("/desk/print/sheet.pdf?sheet=tent-card&copies=4&paper=a4", &liaison).await.starts_with(b"%PDF-")
    );
}

#[tokio::test]
async fn a_table_of_promises_is_out_of_date_with_another_head_and_a_plate_is_not() {
    let city = city(None, "https://pinpai.example").await;
    let liaison = city.session_of("liaison").await;
    let code_of = async |sheet: &str| {
        let page = city.page("GET", &format!("/desk/print?sheet={sheet}"), "", Some(&liaison)).await.1;
        page.split_once("pinpai.example/p/1?v=").unwrap().1.chars().take(6).collect::<String>()
    };
    let head = |login: &'static str| {
        city.ledger.write(By::Program, Instant(1), move |change| {
            Box::pin(async move {
                let account = account::by_login(change.reads(), login).await?.expect("an account");
                unit::staff(change, UnitId(1), None, Some(account.id)).await
            })
        })
    };
    head("head").await.unwrap();
    for sheet in ["promise-table", "desk-plate"] {
        let all = [("sheet", sheet), ("language", "zh"), ("place", "柜台"), ("pieces", "1")];
        let (status, _) = city.ask("POST", "/desk/prints", &support::form(&all), Some(&liaison)).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{sheet}");
    }
    let list = async || city.page("GET", "/desk/prints", "", Some(&liaison)).await.1;
    assert!(list().await.contains("共 2 项，其中 0 项要换"));
    let (table, plate) = (code_of("promise-table").await, code_of("desk-plate").await);
    assert_ne!(table, plate, "they say different things");
    let is_old =
        async |code: &str| city.page("GET", &format!("/p/1?v={code}"), "", None).await.1.contains("此牌已过期");
    assert!(!is_old(&table).await && !is_old(&plate).await);

    head("other-head").await.unwrap();
    let page = list().await;
    assert!(page.contains("共 2 项，其中 1 项要换"), "{page}");
    let (old, _) = page.split_once("桌牌").expect("the plate stands last");
    assert!(old.contains("柜台承诺表") && old.contains("已过期"), "{page}");
    assert!(is_old(&table).await && !is_old(&plate).await);
    assert_eq!(code_of("desk-plate").await, plate);
    assert!(!is_old(&code_of("promise-table").await).await);
}
