//! Yearly papers: what stands in them is what the pages say, of whom one may have it, and templates that cannot be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::io::{Cursor, Read, Write};

use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};
use ledger::{audit, blank};
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use support::City;

/// Case records: so many cases of a month, of which some took too long.
fn export(months: &[(&str, usize, usize)]) -> String {
    let mut text = String::from("办件编号,环节,时间,单位\n");
    for (month, cases, late) in months {
        for case in 0..*cases {
            let day = if case < *late { 25 } else { 4 };
            text.push_str(&format!("{month}/{case},受理,{month}-03 09:00,生态环境局\n"));
            text.push_str(&format!("{month}/{case},办结,{month}-{day:02} 10:00,生态环境局\n"));
        }
    }
    text
}

async fn city_with(months: &[(&str, usize, usize)]) -> City {
    let city = City::fresh().await;
    let steward = city.session_of("steward").await;
    let records = vec![("办件.csv", export(months).into_bytes())];
    let page = city.send_files("/desk/records/new", &records, &steward).await.1;
    let form = format!(
        "name=平台&upload={}&case=办件编号&activity=环节&at=时间&unit=单位&accepted=activity:受理&decided=activity:办结",
        support::upload_of(&page)
    );
    assert_eq!(city.ask("POST", "/desk/records/new/confirm", &form, Some(&steward)).await.0, StatusCode::SEE_OTHER);
    city.desk.do_what_waits().await.unwrap();
    city
}

/// The text of a document, without what is around it.
fn text(file: &[u8]) -> String {
    let mut zip = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut xml = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let paragraphs = xml.replace("</w:p>", "\n");
    let mut parts = paragraphs.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    let whole = parts.fold(first, |text, part| text + part.split_once('>').map_or("", |(_, rest)| rest));
    whole.trim_start().to_owned()
}

/// The cells of the first sheet, row by row.
fn rows(file: Vec<u8>) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
    let name = workbook.sheet_names()[0].clone();
    workbook.worksheet_range(&name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// A document of paragraphs.
fn document(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let types = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", types.to_owned()),
        ("word/document.xml", format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Kept and settled cases of the months of a year that everybody may read.
async fn published(city: &City, year: &str) -> (i64, i64) {
    let told = city.program("GET", "/api/v1/promises/1/figures", &[], "").await.2;
    let told: Value = serde_json::from_str(&told).unwrap();
    let items = told["items"].as_array().unwrap().iter();
    let months = items.filter(|item| item["period"].as_str().unwrap().len() == 7);
    let of_year = months.filter(|item| item["period"].as_str().unwrap().starts_with(year));
    of_year.fold((0, 0), |(kept, settled), item| {
        let of = |name: &str| item[name].as_i64().unwrap();
        (kept + of("kept"), settled + of("kept") + of("broken") + of("overdue"))
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_has_the_numbers_of_the_pages() {
    // Three cases of a month are not published on their own; with it one more month is not.
    let months = [("2024-11", 60, 0), ("2025-03", 200, 7), ("2025-05", 41, 1), ("2025-06", 12, 2), ("2025-07", 3, 3)];
    let city = city_with(&months).await;
    let liaison = city.session_of("liaison").await;
    let (kept, settled) = published(&city, "2025").await;
    assert_eq!((kept, settled), (233, 241), "the months with 3 and with 12 are counted in the whole only");

    let page = city.page("GET", "/desk/exports?year=2025", "", Some(&liaison)).await.1;
    assert!(page.contains("href=\"/desk/exports/civility?year=2025&#38;unit=1\""), "{page}");
    assert!(page.contains("96.7%") && page.contains("{{承诺.兑现区间}}") && !page.contains("上传模板"), "{page}");
    let paper = text(&city.bytes("/desk/exports/civility?year=2025&unit=1", &liaison).await);
    for line in [
        "办结241件，兑现233件，兑现率96.7%，95%置信区间93.6–98.3%",
        "碧水e家",
        "2024年3月1日",
        "自受理之日起8个工作日内办结",
        "8 个工作日",
        "收到群众和企业意见1条，已答复0条",
        "编制日期：2025年12月31日",
    ] {
        assert!(paper.contains(line), "{line} in {paper}");
    }
    assert!(!paper.contains("{{") && !paper.contains("244") && !paper.contains("256"), "{paper}");
    // The year before has its own.
    let paper = text(&city.bytes("/desk/exports/party-work?year=2024&unit=1", &liaison).await);
    assert!(paper.contains("2024年各项承诺合计办结60件，兑现60件"), "{paper}");

    // The office has a row for each unit: numbers are numbers.
    let office = city.session_of("office").await;
    let cells = rows(city.bytes("/desk/exports/assessment?year=2025", &office).await);
    assert_eq!(cells[0][0], Data::String("2025年度效能考核报表（机关服务品牌）".into()));
    let of = |row: usize, column: usize| cells[row][column].clone();
    assert_eq!((of(3, 0), of(3, 1)), (Data::Float(1.0), Data::String("生态环境局".into())));
    assert_eq!((of(3, 4), of(3, 6)), (Data::Float(0.967), Data::Float(241.0)));
    assert_eq!((of(4, 1), of(4, 4)), (Data::String("交通运输局".into()), Data::String("尚未测算".into())));
    assert_eq!((of(5, 1), of(5, 4)), (Data::String("合计（2个单位）".into()), Data::Float(0.967)));
    let (headers, _) = city.headers("/desk/exports/assessment?year=2025", Some(&office)).await;
    let named = headers.get("content-disposition").unwrap().to_str().unwrap();
    let expected = format!("filename*=UTF-8''{}.xlsx", pages::in_query("效能考核年度报表-全市-2025"));
    assert!(named.ends_with(&expected), "{named}");
    assert_eq!(headers.get("cache-control").unwrap(), "private, no-store");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withheld_stays_so_in_a_paper() {
    let city = city_with(&[("2025-03", 9, 8)]).await;
    let office = city.session_of("office").await;
    for address in ["/desk/exports/civility?year=2025&unit=1", "/desk/exports/party-work?year=2025&unit=1"] {
        let paper = text(&city.bytes(address, &office).await);
        assert!(paper.contains("案件不足10件，不公布"), "{paper}");
        for number in ["9件", "8件", "1件", "11.1%", "办结0"] {
            assert!(!paper.contains(number), "{number} in {paper}");
        }
    }
    let cells = rows(city.bytes("/desk/exports/assessment?year=2025", &office).await);
    assert_eq!(cells[3][4], Data::String("案件不足10件，不公布".into()));
    assert_eq!(cells[3][6], cells[3][4], "the number of cases as well");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_has_its_own_papers_alone() {
    let city = City::fresh().await;
    let (own, other, reviewer) =
        (city.session_of("liaison").await, city.session_of("other-liaison").await, city.session_of("reviewer").await);
    let status = |address: &'static str, cookie: String| {
        let city = &city;
        async move { city.ask("GET", address, "", Some(&cookie)).await.0 }
    };
    let of_first = "/desk/exports/civility?unit=1";
    assert_eq!(status(of_first, own.clone()).await, StatusCode::OK);
    assert_eq!(status(of_first, other.clone()).await, StatusCode::FORBIDDEN);
    assert_eq!(status("/desk/exports?unit=1", other.clone()).await, StatusCode::FORBIDDEN);
    assert_eq!(status("/desk/exports/civility?unit=99", own.clone()).await, StatusCode::FORBIDDEN);
    assert_eq!(status("/desk/exports/assessment", own.clone()).await, StatusCode::FORBIDDEN, "all units");
    assert_eq!(status("/desk/exports/civility/blank", own.clone()).await, StatusCode::FORBIDDEN);
    assert_eq!(status("/desk/exports/none", own.clone()).await, StatusCode::NOT_FOUND);
    assert_eq!(status("/desk/exports/assessment", reviewer).await, StatusCode::OK);
    let page = city.page("GET", "/desk/exports", "", Some(&own)).await.1;
    assert!(!page.contains("效能考核年度报表") && !page.contains("单位.名称"), "{page}");
    // Without an address that says which it is one's own.
    let paper = text(&city.bytes("/desk/exports/civility", &other).await);
    assert!(paper.contains("交通运输局") && paper.contains("尚未测算"), "{paper}");
    let upload = city.upload_as("file", "/desk/exports", &document(&["一"]), &own).await.0;
    assert_eq!(upload, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_edits_adds_and_takes_back_templates() {
    let city = City::fresh().await;
    let office = city.session_of("office").await;
    let send = |name: &'static str, file: Vec<u8>, which: &'static str| {
        let (city, office) = (&city, office.clone());
        async move { city.send_files_as("file", "/desk/exports", &[(name, file)], &[("which", which)], &office).await }
    };
    // The built-in one, edited: it stands in the same place, and the address is the same.
    let built_in = city.bytes("/desk/exports/party-work/blank", &office).await;
    assert!(text(&built_in).contains("{{品牌口号}}"));
    let ((status, place), page) = send("改.docx", document(&["只要口号：{{brand.slogan}}"]), "party-work").await;
    assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/desk/exports"), "{page}");
    let page = city.page("GET", "/desk/exports", "", Some(&office)).await.1;
    assert!(page.contains("换成办公室修改的") && page.contains("已换上模板“党建年度总结”"), "{page}");
    let paper = text(&city.bytes("/desk/exports/party-work?unit=1", &office).await);
    assert_eq!(paper, "只要口号：碧水到家，服务到心\n");
    city.ask("POST", "/desk/exports/party-work/remove", "", Some(&office)).await;
    assert_eq!(city.bytes("/desk/exports/party-work/blank", &office).await, built_in);
    assert_eq!(
        city.ask("POST", "/desk/exports/party-work/remove", "", Some(&office)).await.0,
        StatusCode::NOT_FOUND,
        "there is nothing to take away"
    );

    // One beside them, and another of the same name in its place.
    send("述职.docx", document(&["{{单位名称}}"]), "").await;
    send("述职.docx", document(&["{{单位.名称}}", "共{{单位数}}个"]), "").await;
    let added = blank::all(city.ledger.reads()).await.unwrap();
    assert_eq!(
        added.iter().map(|line| (line.name.as_str(), line.scope)).collect::<Vec<_>>(),
        [("述职", blank::Scope::City)]
    );
    let address = format!("/desk/exports/{}", added[0].id);
    assert_eq!(text(&city.bytes(&address, &office).await), "生态环境局\n交通运输局\n共2个\n");
    city.ask("POST", &format!("{address}/remove"), "", Some(&office)).await;
    assert!(blank::all(city.ledger.reads()).await.unwrap().is_empty());
    let log = audit::page(city.ledger.reads(), None, 20).await.unwrap();
    let acts: Vec<&str> = log.iter().map(|line| line.act.as_str()).filter(|act| act.starts_with("blank-")).collect();
    assert_eq!(acts, ["blank-removed", "blank-replaced", "blank-added", "blank-removed", "blank-added"]);

    // What cannot be is told, with its place, and nothing is kept.
    let rows: [(Vec<u8>, &[&str]); 7] = [
        (
            document(&["一", "{{没有}}，{{也没有}}"]),
            &["正文第 2 段（{{没有}}，{{也没有}}）：没有名为“没有”", "没有名为“也没有”"],
        ),
        (document(&["{{年度"]), &["没有写完"]),
        (document(&["{{单位.名称}}", "{{党组织}}"]), &["正文第 2 段（{{党组织}}）：“党组织”是一个单位的内容"]),
        (document(&["{{承诺.内容}}{{活动.名称}}"]), &["两个清单"]),
        (b"no file".to_vec(), &["打不开"]),
        (vec![0; (2 << 20) + 1], &["超过 2 MB"]),
        (Vec::new(), &["没有选文件"]),
    ];
    for (file, expected) in rows {
        let ((status, _), page) = send("新.docx", file, "").await;
        assert_eq!(status, StatusCode::OK);
        for text in expected {
            assert!(page.contains(text), "{text} in {page}");
        }
    }
    let ((status, _), _) = send("新.docx", document(&["一"]), "none").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(blank::all(city.ledger.reads()).await.unwrap().is_empty());
}

/// A slogan that somebody wrote to be taken for something else is text in the paper.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_unit_writes_is_text() {
    let city = City::fresh().await;
    let office = city.session_of("office").await;
    let unit = ledger::UnitId(1);
    let edit = city.ledger.write(ledger::By::Program, ledger::Instant(1), move |change| {
        Box::pin(async move {
            let known = ledger::unit::find(change.reads(), unit).await?.unwrap();
            let party_organisation = "=1+1</w:t>{{年度}}&\n党支部".to_owned();
            let new = ledger::unit::NewUnit { name: known.name, party_organisation, ..Default::default() };
            ledger::unit::edit(change, unit, new).await
        })
    });
    edit.await.unwrap();
    let paper = text(&city.bytes("/desk/exports/civility?unit=1", &office).await);
    assert!(paper.contains("=1+1&lt;/w:t&gt;{{年度}}&amp;党支部"), "{paper}");
}
