//! A year by its pages: opinions with and without a name, deadlines on the city's calendar, requests that are refused, places that are
//! full, lines that are put off, a year that is carried over.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use axum::http::StatusCode;
use jiff::civil::date;
use ledger::opinion::{self, State, Via};
use ledger::{OpinionId, audit, programme, setting, stage};
use web::Settings;

use support::{City, code, form, whole_database};

#[tokio::test(flavor = "multi_thread")]
async fn an_anonymous_opinion_leaves_no_trace_of_its_sender() {
    let (_lines, log) = support::log();
    let city = City::with(|folders| Settings::on_day(date(2025, 12, 31), folders)).await;
    // Somebody of a unit is signed in, and sends one as anybody does; the request has much that could tell who it was.
    let liaison = city.session_of("liaison").await;
    let planted = [("user-agent", "Planted-Agent"), ("referer", "/desk/planted"), ("x-forwarded-for", "203.0.113.77")];
    let headers: Vec<(&str, &str)> = [
        ("cookie", liaison.as_str()),
        ("content-type", "application/x-www-form-urlencoded"),
        ("accept-language", "zh-CN"),
    ]
    .into_iter()
    .chain(planted)
    .collect();
    let body = form(&[("text", "窗口说话太大声㙍"), ("unit", "1"), ("agrees", "1")]);
    let (status, headers, page) = city.program("POST", "/opinions", &headers, &body).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(!headers.contains_key("set-cookie"));
    let code = code(&page);
    let known = opinion::find(city.ledger.reads(), OpinionId(2)).await.unwrap().unwrap();
    assert_eq!((known.via, known.state, known.text.as_str()), (Via::Anonymous, State::Open, "窗口说话太大声㙍"));
    assert_eq!(known.due_day.map(|day| day.to_string()).as_deref(), Some("2026-01-15"));

    let database = whole_database(&city).await;
    assert!(database.contains("窗口说话太大声㙍"));
    let log = log.text();
    for trace in ["Planted-Agent", "planted", "203.0.113.77", &code, &code.replace('-', "")] {
        assert!(!database.contains(trace), "{trace} in the database");
        assert!(!log.contains(trace), "{trace} in the log");
    }
    // The line of the audit log names nobody, and no hour: the beginning of the day, in UTC here.
    let lines = audit::page(city.ledger.reads(), None, 100).await.unwrap();
    let line = lines.iter().find(|line| line.act == "opinion-received" && line.subject_id == 2).unwrap();
    assert_eq!((line.account, line.at.0), (None, 1_767_139_200_000_000));
    assert!(!line.after.contains("receipt") && !line.after.contains("contact"), "{}", line.after);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opinion_is_answered_contradicted_and_answered_again() {
    let city = City::with(|folders| Settings::on_day(date(2025, 9, 29), folders)).await;
    let db = city.ledger.reads();
    let page =
        city.page("POST", "/opinions", &form(&[("text", "材料要两份"), ("unit", "1"), ("agrees", "1")]), None).await.1;
    let code = code(&page);
    // Ten working days from 29 September 2025: eight days off follow from 1 October on, and Saturday the 11th is worked.
    let due = |id: i64| async move {
        opinion::find(db, OpinionId(id)).await.unwrap().unwrap().due_day.map(|day| day.to_string())
    };
    assert_eq!(due(2).await.as_deref(), Some("2025-10-20"));
    let read = |code: String| {
        let city = &city;
        async move { city.page("POST", "/opinions/answer", &form(&[("code", &code)]), None).await.1 }
    };
    assert!(read(code.clone()).await.contains("2025年10月20日 前答复"));
    // However it is typed; and of no other code anything is told.
    assert!(read(code.to_uppercase().replace('-', " ")).await.contains("材料要两份"));
    let page = read("aaaa-bbbb-cccc-dddd".to_owned()).await;
    assert!(page.contains("没有这个查询码") && !page.contains("材料要两份"), "{page}");
    // There is nothing to judge yet.
    let solved = form(&[("code", &code), ("verdict", "solved")]);
    assert_eq!(city.ask("POST", "/opinions/verdict", &solved, None).await.0, StatusCode::NOT_FOUND);

    let (own, other) = (city.session_of("liaison").await, city.session_of("other-liaison").await);
    let answer = form(&[("answer", "以后只收一份"), ("unit_agrees", "1")]);
    assert_eq!(city.ask("POST", "/desk/opinions/2/answer", &answer, Some(&other)).await.0, StatusCode::NOT_FOUND);
    assert_eq!(city.ask("POST", "/desk/opinions/2/answer", &answer, Some(&own)).await.0, StatusCode::SEE_OTHER);
    assert!(!city.page("GET", "/opinions", "", None).await.1.contains("材料要两份，"));
    let contradicts = form(&[("code", &code), ("verdict", "not-solved"), ("remark", "昨天又要了两份")]);
    let page = city.page("POST", "/opinions/verdict", &contradicts, None).await.1;
    assert!(page.contains("没有解决") && page.contains("昨天又要了两份"), "{page}");
    // It waits again, for five working days from today: 29 and 30 September, then from 9 October on.
    assert_eq!(due(2).await.as_deref(), Some("2025-10-13"));
    let page = city.page("GET", "/desk/opinions/2", "", Some(&own)).await.1;
    assert!(page.contains("昨天又要了两份") && page.contains("name=\"answer\""), "{page}");
    assert!(
        !city.page("GET", "/opinions", "", None).await.1.contains("材料要两份"),
        "it is not published while it waits"
    );
    city.ask("POST", "/desk/opinions/2/answer", &answer, Some(&own)).await;
    assert!(city.page("POST", "/opinions/verdict", &solved, None).await.1.contains("您已确认解决"));
    assert!(city.page("GET", "/opinions", "", None).await.1.contains("材料要两份"), "both have agreed");
    // No more is said of it.
    assert_eq!(city.ask("POST", "/opinions/verdict", &solved, None).await.0, StatusCode::NOT_FOUND);
}

/// Without the days of the next year there is no deadline, and it is set when they come.
#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_waits_for_the_calendar() {
    let city = City::with(|folders| Settings::on_day(date(2026, 12, 30), folders)).await;
    let db = city.ledger.reads();
    city.page("POST", "/opinions", &form(&[("text", "元旦开不开门"), ("unit", "1")]), None).await;
    assert_eq!(opinion::find(db, OpinionId(2)).await.unwrap().unwrap().due_day, None);
    let office = city.session_of("office").await;
    let page = city.page("GET", "/desk/opinions/2", "", Some(&office)).await.1;
    assert!(page.contains("日历里还没有那一年"), "{page}");
    // The office adds the year: 1 January is off.
    let days = "date,kind,name\n2027-01-01,holiday,元旦\n";
    let (status, place) = city.ask("POST", "/desk/calendar", &form(&[("days", days)]), Some(&office)).await;
    assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/desk/calendar"));
    assert!(setting::get(db, setting::CALENDAR_DAYS).await.unwrap().is_some());
    let due = opinion::find(db, OpinionId(2)).await.unwrap().unwrap().due_day;
    assert_eq!(due.map(|day| day.to_string()).as_deref(), Some("2027-01-14"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_register_has_is_not_asked_for() {
    let city = City::with(|folders| Settings::on_day(date(2025, 12, 1), folders)).await;
    let office = city.session_of("office").await;
    let ask = |fields: Vec<(&'static str, &'static str)>| {
        let (city, office) = (&city, office.clone());
        async move { city.page("POST", "/desk/requests/new", &form(&fields), Some(&office)).await }
    };
    let with = |what: &'static str, more: &[(&'static str, &'static str)]| {
        let base = [("what", what), ("why", "年度工作"), ("minutes", "30"), ("due", "2025-12-20"), ("all_units", "1")];
        base.into_iter().chain(more.iter().copied()).collect::<Vec<_>>()
    };
    let (status, page) = ask(with("本单位全年办件量", &[])).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("系统里已经有") && page.contains("href=\"/desk/processes\""), "{page}");
    let page = ask(with("活动照片三张", &[("differs", "不同")])).await.1;
    assert!(page.contains("照片") && page.contains("减负规定"), "{page}");
    // First what it costs all units: two, of thirty minutes each; only who has seen that sends it.
    let page = ask(with("明年想听的题目", &[])).await.1;
    assert!(page.contains("2 个单位，共 1 小时 0 分钟") && page.contains("name=\"cost\" value=\"60\""), "{page}");
    let page = ask(with("明年想听的题目", &[("cost", "1")])).await.1;
    assert!(page.contains("name=\"cost\" value=\"60\""), "another cost was seen");
    assert_eq!(ask(with("明年想听的题目", &[("cost", "60")])).await.0, StatusCode::SEE_OTHER);
    // What is something else after all says how; that stands with the request.
    let differs = [("differs", "问的是窗口办件量，不含网上"), ("cost", "60")];
    assert_eq!(ask(with("窗口办件量", &differs)).await.0, StatusCode::SEE_OTHER);
    let page = city.page("GET", "/desk/requests/3", "", Some(&office)).await.1;
    assert!(page.contains("不含网上"), "{page}");
    // The meter has both, for everybody: 60 minutes each, and the request and the answers of the fixture.
    let page = city.page("GET", "/burden?year=2025", "", None).await.1;
    assert!(page.contains("生态环境局") && page.contains("2 个单位合计"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_replies_reads_answers_and_puts_off() {
    let city = City::with(|folders| Settings::on_day(date(2025, 12, 31), folders)).await;
    let (own, office) = (city.session_of("liaison").await, city.session_of("office").await);
    let today = city.page("GET", "/desk", "", Some(&own)).await.1;
    for line in ["同一份材料交了三次", "窗口换址后的门牌号", "材料清单减到一页", "企业座谈会", "深化实施意见"]
    {
        assert!(today.contains(line), "{line} in {today}");
    }
    // Three places, and four people.
    let reply = |people: &str| form(&[("unit", "1"), ("reply", "comes"), ("people", people)]);
    let page = city.page("POST", "/desk/activities/1/reply", &reply("甲\n乙\n丙\n丁"), Some(&own)).await.1;
    assert!(page.contains("名额只剩 3 个，这里写了 4 人"), "{page}");
    city.ask("POST", "/desk/activities/1/reply", &reply("科长\n窗口负责人"), Some(&own)).await;
    city.ask("POST", "/desk/paper-versions/1/confirm", "unit=1", Some(&own)).await;
    city.ask("POST", "/desk/requests/1/answer", &form(&[("unit", "1"), ("answer", "18号")]), Some(&own)).await;
    let (_, place) = city.ask("POST", "/desk/later", "line=/desk/opinions/1&days=7", Some(&own)).await;
    assert_eq!(place, "/desk");
    let today = city.page("GET", "/desk", "", Some(&own)).await.1;
    assert!(today.contains("材料清单减到一页") && today.contains("已推后："), "{today}");
    for line in ["同一份材料交了三次", "窗口换址后的门牌号", "深化实施意见"] {
        assert!(!today.contains(line), "{line} in {today}");
    }
    city.ask("POST", "/desk/later/back", "", Some(&own)).await;
    assert!(city.page("GET", "/desk", "", Some(&own)).await.1.contains("同一份材料交了三次"));

    // The office sees who has not read it, and compares the next version.
    let page = city.page("GET", "/desk/papers/1", "", Some(&office)).await.1;
    assert!(page.contains("2 个单位中 1 个已读"), "{page}");
    let (_, write) = city.ask("POST", "/desk/papers/1/begin", "", Some(&office)).await;
    let text = form(&[("text", "一、总体要求\n二、主要任务和期限\n三、减负"), ("changed", "写明期限")]);
    city.ask("POST", &write, &text, Some(&office)).await;
    assert_eq!(city.page("GET", "/desk/papers/1?version=2", "", Some(&own)).await.0, StatusCode::NOT_FOUND, "a draft");
    city.ask("POST", "/desk/paper-versions/3/issue", "day=2026-01-01", Some(&office)).await;
    let page = city.page("GET", "/desk/papers/1?version=2&versus=1", "", Some(&own)).await.1;
    assert!(
        page.contains("<del>二、主要任务</del>") && page.contains("<ins>二、主要任务和期限\n三、减负</ins>"),
        "{page}"
    );
    assert!(page.contains("本单位已读"), "the new version is to be confirmed anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_of_an_activity_are_kept_for_the_desk() {
    let city = City::with(|folders| Settings::on_day(date(2025, 12, 31), folders)).await;
    let (own, office) = (city.session_of("liaison").await, city.session_of("office").await);
    let send = async |name: &str, bytes: &[u8]| {
        let ((status, _), page) =
            city.send_files("/desk/activities/1/handouts", &[(name, bytes.to_vec())], &office).await;
        (status, page)
    };
    let (_, page) = send("合影.jpg", b"\xff\xd8\xff\xe0").await;
    assert!(page.contains("不收照片"), "{page}");
    assert_eq!(send("议程㙍.pdf", b"%PDF-1.7 agenda").await.0, StatusCode::SEE_OTHER);
    let page = city.page("GET", "/desk/activities/1", "", Some(&own)).await.1;
    assert!(page.contains("议程㙍.pdf") && !page.contains("/desk/handouts/1/remove"), "{page}");
    let (headers, _) = city.headers("/desk/handouts/1", Some(&own)).await;
    assert!(headers["content-disposition"].to_str().unwrap().contains("filename*=UTF-8''%E8%AE%AE"), "{headers:?}");
    assert_eq!(city.bytes("/desk/handouts/1", &own).await, b"%PDF-1.7 agenda");
    assert_eq!(city.ask("POST", "/desk/handouts/1/remove", "", Some(&own)).await.0, StatusCode::FORBIDDEN);
    city.ask("POST", "/desk/handouts/1/remove", "", Some(&office)).await;
    assert!(!city.page("GET", "/desk/activities/1", "", Some(&own)).await.1.contains("议程㙍.pdf"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_is_carried_over_once() {
    let city = City::with(|folders| Settings::on_day(date(2024, 11, 30), folders)).await;
    let (office, own) = (city.session_of("office").await, city.session_of("liaison").await);
    // While the stage runs its task stands on the unit's desk, and is done there.
    assert!(city.page("GET", "/desk", "", Some(&own)).await.1.contains("向群众公示承诺"));
    let (_, place) = city.ask("POST", "/desk/tasks/1/done", "unit=1&done=1&back=/desk", Some(&own)).await;
    assert_eq!(place, "/desk");
    assert!(!city.page("GET", "/desk", "", Some(&own)).await.1.contains("向群众公示承诺"));
    assert!(city.page("GET", "/desk/board", "", Some(&office)).await.1.contains("2 个单位中 1 个完成"));
    let page = city.page("GET", "/desk/board/carry-over", "", Some(&office)).await.1;
    assert!(
        page.contains("2025-01-01 – 2025-12-31") && page.contains("向群众公示承诺") && page.contains("2026-12-31"),
        "{page}"
    );
    city.ask("POST", "/desk/board/carry-over", "", Some(&office)).await;
    city.ask("POST", "/desk/board/carry-over", "", Some(&office)).await;
    let db = city.ledger.reads();
    let programme = programme::all(db).await.unwrap().remove(0);
    let stages = stage::of_programme(db, programme.id).await.unwrap();
    let days: Vec<String> = stages.iter().map(|stage| format!("{} {}", stage.from_day, stage.until_day)).collect();
    assert_eq!(days, ["2024-01-01 2024-12-31", "2025-01-01 2025-12-31"]);
    assert!(city.page("GET", "/desk/board/carry-over", "", Some(&office)).await.1.contains("下一年已经安排好"));
}
