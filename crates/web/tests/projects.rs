//! Projects, examples, guidance and programmes by their pages: who may do what, and that the figure beside a milestone is the one of
//! the page of before and after.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use axum::http::StatusCode;
use jiff::civil::date;
use ledger::project::{self, milestone};
use ledger::{By, Instant, MilestoneId, ProjectId, activity, example, programme};
use web::Settings;

use support::City;

/// A form of fields.
fn form(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", pages::in_query(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

async fn milestone(city: &City, id: i64) -> milestone::Model {
    project::find_milestone(city.ledger.reads(), MilestoneId(id)).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_unit_that_leads_a_project_reports_and_no_other() {
    let city = City::with(|folders| Settings::on_day(date(2025, 12, 30), folders)).await;
    let (office, own, other) =
        (city.session_of("office").await, city.session_of("liaison").await, city.session_of("other-liaison").await);
    let (end, address) = ("2025-12-01", "/desk/milestones/1/done");
    let done = form(&[("done", end), ("came_of", "四十七个栏目")]);
    // What is late stands on the desk of the unit that leads it and on the office's, and can be put off.
    for key in [&own, &office] {
        let page = city.page("GET", "/desk", "", Some(key)).await.1;
        assert!(page.contains("节点逾期") && page.contains("三张表合成一张"), "{page}");
    }
    assert!(!city.page("GET", "/desk", "", Some(&other)).await.1.contains("三张表合成一张"));
    let line = form(&[("line", "/desk/projects/1#milestone-1"), ("days", "1")]);
    city.ask("POST", "/desk/later", &line, Some(&own)).await;
    assert!(!city.page("GET", "/desk", "", Some(&own)).await.1.contains("三张表合成一张"));

    assert_eq!(city.ask("POST", address, &done, Some(&other)).await.0, StatusCode::FORBIDDEN);
    assert!(!city.page("GET", "/desk/projects/1", "", Some(&other)).await.1.contains("报完成"));
    let page = city.page("POST", address, &form(&[("done", "2025-12-31"), ("came_of", "")]), Some(&own)).await.1;
    assert!(page.contains("完成日期不能晚于今天"), "{page}");
    let page = city.page("POST", address, &form(&[("done", ""), ("came_of", "甲")]), Some(&own)).await.1;
    assert!(page.contains("完成日期"), "{page}");
    assert_eq!(milestone(&city, 1).await.done_day, None);
    assert_eq!(city.ask("POST", address, &done, Some(&own)).await.0, StatusCode::SEE_OTHER);
    assert_eq!(milestone(&city, 1).await.done_day.map(|day| day.to_string()).as_deref(), Some(end));
    let page = city.page("GET", "/desk/projects", "", Some(&own)).await.1;
    assert!(page.contains("已完成") && page.contains("1 个节点中 1 个完成"), "{page}");
    // It is opened again, and keeps what came of it.
    city.ask("POST", address, "", Some(&own)).await;
    assert_eq!((milestone(&city, 1).await.done_day, milestone(&city, 1).await.came_of), (None, "四十七个栏目".into()));

    // The office plans: a day outside the project's days is taken, and said.
    let plan = form(&[("what", "推开"), ("due", "2026-06-30")]);
    let at = "/desk/projects/1/milestones";
    assert_eq!(city.ask("POST", at, &plan, Some(&own)).await.0, StatusCode::FORBIDDEN);
    city.ask("POST", at, &plan, Some(&office)).await;
    let page = city.page("GET", "/desk/projects/1", "", Some(&office)).await.1;
    assert!(page.contains("不在项目的起止日期（2025年1月6日 – 2025年12月31日）之内"), "{page}");
    let new =
        [("title", "开店一次办"), ("aim", "一张表"), ("from", "2025-12-30"), ("until", "2025-12-01"), ("leads", "")];
    let page = city.page("POST", "/desk/projects/new", &form(&new), Some(&office)).await.1;
    assert!(page.contains("结束日期早于开始日期") && page.contains("请选择牵头单位"), "{page}");
    // The promise has to be of a unit that leads it or takes part: the first promise is the first unit's.
    let theirs = |leads: &'static str, more: &'static [(&'static str, &'static str)]| {
        let base = [("title", "开店一次办"), ("aim", "一张表"), ("from", "2025-12-30"), ("until", "2026-12-01")];
        form(
            &base
                .into_iter()
                .chain([("leads", leads), ("promise", "1")])
                .chain(more.iter().copied())
                .collect::<Vec<_>>(),
        )
    };
    let page = city.page("POST", "/desk/projects/new", &theirs("2", &[]), Some(&office)).await.1;
    assert!(page.contains("这条承诺不是牵头或参加单位的"), "{page}");
    let added =
        city.ask("POST", "/desk/projects/new", &theirs("2", &[("unit", "1"), ("unit", "2")]), Some(&office)).await;
    assert_eq!(added, (StatusCode::SEE_OTHER, "/desk/projects/2#milestones".to_owned()));
    let taking_part = project::taking_part(city.ledger.reads(), &[ProjectId(2)]).await.unwrap();
    assert_eq!(
        taking_part.iter().map(|row| row.unit.0).collect::<Vec<_>>(),
        [1],
        "who leads it does not take part as well"
    );
    let page = city.page("GET", "/desk/board", "", Some(&own)).await.1;
    assert!(page.contains("正在进行的重点突破") && page.contains("开店一次办"), "{page}");
    city.ask("POST", "/desk/projects/1/remove", "", Some(&office)).await;
    assert_eq!(city.ask("GET", "/desk/projects/1", "", Some(&office)).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_example_is_public_when_both_sides_say_so() {
    let city = City::with(|folders| Settings::on_day(date(2025, 12, 31), folders)).await;
    let (office, own, other) =
        (city.session_of("office").await, city.session_of("liaison").await, city.session_of("other-liaison").await);
    let text =
        [("title", "办结当天发短信"), ("trouble", "不知道办好没有"), ("done", "系统自动发"), ("since", "2025-10-08")];
    let of = |unit: &'static str| form(&text.into_iter().chain([("unit", unit)]).collect::<Vec<_>>());
    assert_eq!(city.ask("POST", "/desk/examples/new", &of("1"), Some(&other)).await.0, StatusCode::FORBIDDEN);
    let added = city.ask("POST", "/desk/examples/new", &of("1"), Some(&own)).await;
    assert_eq!(added, (StatusCode::SEE_OTHER, "/desk/examples/2".to_owned()));
    let status = |address: &'static str, key: Option<String>| {
        let city = &city;
        async move { city.ask("GET", address, "", key.as_deref()).await.0 }
    };
    // A draft is for the unit and the office alone.
    assert_eq!(status("/desk/examples/2", Some(other.clone())).await, StatusCode::NOT_FOUND);
    assert_eq!(status("/examples/2", None).await, StatusCode::NOT_FOUND);
    let yes = "yes=1";
    assert_eq!(city.ask("POST", "/desk/examples/2/publish", yes, Some(&own)).await.0, StatusCode::FORBIDDEN);
    assert_eq!(city.ask("POST", "/desk/examples/2/agree", yes, Some(&office)).await.0, StatusCode::FORBIDDEN);
    city.ask("POST", "/desk/examples/2/publish", yes, Some(&office)).await;
    assert_eq!(status("/examples/2", None).await, StatusCode::NOT_FOUND, "the unit has not agreed");
    assert!(city.page("GET", "/desk", "", Some(&own)).await.1.contains("办结当天发短信"));
    city.ask("POST", "/desk/examples/2/agree", yes, Some(&own)).await;
    assert_eq!(status("/examples/2", None).await, StatusCode::OK);
    for address in ["/examples", "/examples/2", "/units/1"] {
        assert!(city.page("GET", address, "", None).await.1.contains("办结当天发短信"), "{address}");
    }

    // Another unit follows it, with a promise of its own or none; its own unit and promises of others are refused.
    let follow = |fields: &'static str, key: &'static str| {
        let (city, key) = (&city, if key == "own" { own.clone() } else { other.clone() });
        async move { city.ask("POST", "/desk/examples/2/follow", fields, Some(&key)).await.0 }
    };
    assert_eq!(follow("unit=1", "own").await, StatusCode::NOT_FOUND);
    assert_eq!(follow("unit=2", "own").await, StatusCode::FORBIDDEN);
    assert_eq!(follow("unit=2&promise=1", "other").await, StatusCode::OK, "the promise is another unit's");
    assert_eq!(follow("unit=2", "other").await, StatusCode::SEE_OTHER);
    let page = city.page("GET", "/examples/2", "", None).await.1;
    assert!(page.contains("交通运输局") && page.contains("2025年12月31日 起"), "{page}");
    city.ask("POST", "/desk/examples/2/stop", "unit=2", Some(&other)).await;
    assert!(!city.page("GET", "/examples/2", "", None).await.1.contains("交通运输局"));

    // The office changes the text: the unit is asked again.
    let changed = of("1").replace("since=2025-10-08", "since=2025-10-09");
    city.ask("POST", "/desk/examples/2", &changed, Some(&office)).await;
    assert_eq!(status("/examples/2", None).await, StatusCode::NOT_FOUND);
    let known = example::find(city.ledger.reads(), ledger::ExampleId(2)).await.unwrap().unwrap();
    assert_eq!((known.published, known.unit_agrees), (true, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn guidance_is_for_a_kind_of_unit() {
    let city = City::with(|folders| Settings::on_day(date(2025, 12, 31), folders)).await;
    let (office, own) = (city.session_of("office").await, city.session_of("liaison").await);
    let guide = form(&[("kind", "窗口单位"), ("text", "先写期限\n再写补救")]);
    assert_eq!(
        city.ask("POST", "/desk/guidance", &guide, Some(&office)).await.0,
        StatusCode::NOT_FOUND,
        "no such kind"
    );
    let write = city.ledger.write(By::Program, Instant(1), |change| {
        Box::pin(async move {
            let known = ledger::unit::find(change.reads(), ledger::UnitId(1)).await?.unwrap();
            let kind = ledger::unit::NewUnit { name: known.name, kind: "窗口单位".into(), ..Default::default() };
            ledger::unit::edit(change, known.id, kind).await
        })
    });
    write.await.unwrap();
    assert_eq!(city.ask("POST", "/desk/guidance", &guide, Some(&own)).await.0, StatusCode::FORBIDDEN);
    assert_eq!(city.ask("POST", "/desk/guidance", &guide, Some(&office)).await.0, StatusCode::SEE_OTHER);
    // On top of the unit's board with the examples of its kind, and not on the board of others.
    let page = city.page("GET", "/desk/board", "", Some(&own)).await.1;
    assert!(page.contains("给“窗口单位”的指导") && page.contains("再写补救"), "{page}");
    assert!(page.contains("href=\"/examples/1\""), "{page}");
    let other = city.session_of("other-liaison").await;
    assert!(!city.page("GET", "/desk/board", "", Some(&other)).await.1.contains("再写补救"));
    let long = form(&[("kind", "窗口单位"), ("text", &"字".repeat(2001))]);
    let page = city.page("POST", "/desk/guidance", &long, Some(&office)).await.1;
    assert!(page.contains("href=\"#text-0\"") && page.contains("id=\"text-0-error\""), "{page}");
    city.ask("POST", "/desk/guidance", &form(&[("kind", "窗口单位"), ("text", "")]), Some(&office)).await;
    assert!(!city.page("GET", "/desk/board", "", Some(&own)).await.1.contains("再写补救"));
}

#[tokio::test(flavor = "multi_thread")]
async fn programmes_that_run_side_by_side_are_chosen_and_both_are_reached() {
    let city = City::with(|folders| Settings::on_day(date(2025, 12, 31), folders)).await;
    let office = city.session_of("office").await;
    let form_new = "/desk/activities/new";
    assert!(
        !city.page("GET", form_new, "", Some(&office)).await.1.contains("name=\"programme\""),
        "there is no choice"
    );
    let new = |from: &'static str, until: &'static str| {
        form(&[("name", "营商环境提升行动"), ("aims", "少跑"), ("from_year", from), ("until_year", until)])
    };
    let page = city.page("POST", "/desk/programmes/new", &new("2026", "2025"), Some(&office)).await.1;
    assert!(page.contains("结束年份早于开始年份"), "{page}");
    let added = city.ask("POST", "/desk/programmes/new", &new("2025", "2027"), Some(&office)).await;
    assert_eq!(added, (StatusCode::SEE_OTHER, "/desk/programme#programmes".to_owned()));
    // The one that began last is edited; the other is read with what belongs to it.
    let page = city.page("GET", "/desk/programme", "", Some(&office)).await.1;
    assert!(page.contains("营商环境提升行动") && page.contains("href=\"/desk/programmes/1\""), "{page}");
    let page = city.page("GET", "/desk/programmes/1", "", Some(&office)).await.1;
    for part in ["机关服务品牌考核", "初创", "企业座谈会", "深化实施意见", "排污许可一次办"]
    {
        assert!(page.contains(part), "{part} in {page}");
    }
    let page = city.page("GET", form_new, "", Some(&office)).await.1;
    assert!(page.contains("name=\"programme\""), "{page}");
    let held = [("kind", "forum"), ("title", "论坛"), ("from", "2026-01-05"), ("minutes", "1"), ("programme", "1")];
    city.ask("POST", form_new, &form(&held), Some(&office)).await;
    let db = city.ledger.reads();
    let of = |id: i64| activity::of_programme(db, ledger::ProgrammeId(id), 10);
    assert!(of(1).await.unwrap().iter().any(|one| one.title == "论坛"));
    assert_eq!(of(2).await.unwrap().len(), 0);
    // One that does not run today is no choice.
    city.ask("POST", "/desk/programmes/new", &new("2027", "2028"), Some(&office)).await;
    assert_eq!(programme::all(db).await.unwrap().len(), 3);
    let page = city.page("GET", "/desk/papers/new", "", Some(&office)).await.1;
    let choices = page.split("name=\"programme\"").nth(1).unwrap().split("</select>").next().unwrap();
    assert_eq!(choices.matches("<option").count(), 2, "{choices}");
}

/// Thirty cases that began in August and took too long, so that September has them as late, and thirty of November that were in time.
async fn with_records(city: &City) {
    let mut text = String::from("办件编号,环节,时间,单位\n");
    for number in 0..60 {
        let (month, end) = if number < 30 { ("08", "09-26") } else { ("11", "11-28") };
        let began = number % 30 % 4 + 25;
        text.push_str(&format!("A{number},受理,2025-{month}-{began} 09:00,生态环境局\n"));
        text.push_str(&format!("A{number},办结,2025-{end} 10:00,生态环境局\n"));
    }
    let steward = city.session_of("steward").await;
    let page = city.send_files("/desk/records/new", &[("办件.csv", text.into_bytes())], &steward).await.1;
    let upload = support::upload_of(&page);
    let reading = format!(
        "name=平台&upload={upload}&case=办件编号&activity=环节&at=时间&unit=单位&accepted=activity:受理&decided=activity:办结"
    );
    let answer = city.ask("POST", "/desk/records/new/confirm", &reading, Some(&steward)).await;
    assert_eq!(answer.0, StatusCode::SEE_OTHER, "{answer:?}");
    city.desk.do_what_waits().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_effect_of_a_milestone_is_the_number_of_before_and_after() {
    let city = City::with(|folders| Settings::on_day(date(2025, 12, 31), folders)).await;
    with_records(&city).await;
    let (office, own) = (city.session_of("office").await, city.session_of("liaison").await);
    let edit = [("title", "排污许可一次办"), ("aim", "一份材料"), ("from", "2025-01-06"), ("until", "2025-12-31")];
    let edit = form(&edit.into_iter().chain([("leads", "1"), ("promise", "1")]).collect::<Vec<_>>());
    assert_eq!(city.ask("POST", "/desk/projects/1", &edit, Some(&office)).await.0, StatusCode::SEE_OTHER);
    let report = |day: &'static str| {
        let (city, own) = (&city, own.clone());
        async move {
            city.ask("POST", "/desk/milestones/1/done", &form(&[("done", day), ("came_of", "")]), Some(&own)).await;
            city.page("GET", "/desk/projects/1", "", Some(&own)).await.1
        }
    };
    let page = report("2025-09-15").await;
    assert!(
        page.contains("按时 0.0%（0.0–11.4%，30 件）") && page.contains("按时 100.0%（88.6–100.0%，30 件）"),
        "{page}"
    );
    let link = "/desk/promises/1/before-after?split=2025-09-15";
    assert!(page.contains(&format!("href=\"{link}\"")), "{page}");
    let whole = city.page("GET", link, "", Some(&own)).await.1;
    let said = page.split("<p class=\"small\">").nth(1).unwrap().split(" <a").next().unwrap().trim().to_owned();
    assert!(said.contains("兑现率变化 +100.0 个百分点"), "{said}");
    for part in ["0.0%", "0.0–11.4%", "100.0%", "88.6–100.0%", said.as_str()] {
        assert!(whole.contains(part), "{part} in {whole}");
    }
    // With fewer than ten cases on a side nothing is told but where to look: two of each four days are before this one.
    let page = report("2025-08-25").await;
    assert!(page.contains("前后有一边不足 10 件，不显示") && !page.contains("按时 "), "{page}");

    // In public it comes from the published months: with whole months the same numbers, and a link to the promise.
    let of_day = |since: &'static str| {
        let text = [("title", "材料只交一次"), ("trouble", "交了三次"), ("done", "合成一份"), ("took", "三周")];
        let fields = text.into_iter().chain([("watch", "先定清单"), ("since", since), ("promise", "1")]);
        let (city, office, own, fields) = (&city, office.clone(), own.clone(), form(&fields.collect::<Vec<_>>()));
        async move {
            city.ask("POST", "/desk/examples/1", &fields, Some(&office)).await;
            city.ask("POST", "/desk/examples/1/agree", "yes=1", Some(&own)).await;
            city.page("GET", "/examples/1", "", None).await.1
        }
    };
    let page = of_day("2025-10-01").await;
    for part in ["2025-10 之前各月", "2025-10 起各月", "按时 0.0%（0.0–11.4%，30 件）", "href=\"/promises/1\"", &said]
    {
        assert!(page.contains(part), "{part} in {page}");
    }
    // The figure is the one of the promise's page.
    let promise = city.page("GET", "/promises/1", "", None).await.1;
    let figure = promise.split("<section class=\"figure\">").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(page.contains(figure), "{figure} in {page}");
    // Within a month that month is on neither side; where no month is left on a side, nothing is told.
    let page = of_day("2025-10-10").await;
    assert!(page.contains("2025-10 之前各月") && page.contains("2025-11 起各月") && page.contains(&said), "{page}");
    assert!(of_day("2025-09-10").await.contains("前后有一边不足 10 件，不显示"));
}
