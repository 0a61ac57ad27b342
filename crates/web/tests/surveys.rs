//! Surveys, votes and proposals by their pages: one answer a code, nothing of fewer than ten, no trace of who answered, who may do what.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use axum::http::StatusCode;
use jiff::civil::date;
use ledger::survey::{self, question};
use ledger::{SurveyId, audit, proposal};
use web::Settings;

use support::{City, form, whole_database};

/// The codes of a page of slips.
fn codes(page: &str) -> Vec<String> {
    page.split("<code>")
        .skip(1)
        .filter_map(|rest| rest.split_once("</code>"))
        .map(|(code, _)| code.to_owned())
        .collect()
}

/// Opens a draft, makes codes for nobody in particular, and gives them.
async fn opened(city: &City, office: &str, id: i64, count: &str) -> Vec<String> {
    let (_, place) = city.ask("POST", &format!("/desk/surveys/{id}/open"), "", Some(office)).await;
    assert_eq!(place, format!("/desk/surveys/{id}"));
    let slips = city.page("POST", &format!("/desk/surveys/{id}/codes"), &form(&[("count", count)]), Some(office)).await;
    codes(&slips.1)
}

/// Answers as so many people: those before `agree` agree, the others do not; where they are told to go.
async fn answered(city: &City, id: i64, codes: &[String], agree: usize) {
    let asked = question::of(city.ledger.reads(), &[SurveyId(id)]).await.unwrap();
    for (who, code) in codes.iter().enumerate() {
        let name = format!("q{}", asked[0].id);
        let fields = [(name.as_str(), if who < agree { "0" } else { "4" }), ("code", code.as_str())];
        let (status, place) = city.ask("POST", &format!("/surveys/{id}"), &form(&fields), None).await;
        assert_eq!((status, place), (StatusCode::SEE_OTHER, format!("/surveys/{id}/thanks")));
    }
}

async fn closed(city: &City, office: &str, id: i64) -> String {
    city.ask("POST", &format!("/desk/surveys/{id}/close"), "", Some(office)).await;
    city.page("GET", &format!("/desk/surveys/{id}"), "", Some(office)).await.1
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_shows_its_result_from_ten_answers_on() {
    let city = City::with(|folders| Settings::on_day(date(2025, 12, 10), folders)).await;
    let office = city.session_of("office").await;
    // The fixture's draft, with one question.
    let given = opened(&city, &office, 1, "9").await;
    assert_eq!(given.len(), 9);
    answered(&city, 1, &given, 9).await;
    let page = city.page("GET", "/desk/surveys/1", "", Some(&office)).await.1;
    assert!(page.contains("9 份") && !page.contains("100.0%"), "no result while it is open: {page}");
    let page = closed(&city, &office, 1).await;
    assert!(page.contains("只有 9 人作答") && !page.contains("%"), "{page}");

    // Once more, with eleven: 8 of 11 agree. Those of last time are too few to be set beside it.
    let repeat = form(&[("until", "2025-12-31")]);
    let (_, place) = city.ask("POST", "/desk/surveys/1/repeat", &repeat, Some(&office)).await;
    assert_eq!(place, "/desk/surveys/2");
    let given = opened(&city, &office, 2, "12").await;
    answered(&city, 2, &given[..11], 8).await;
    let page = closed(&city, &office, 2).await;
    for words in ["共 11 人作答", "72.7% 同意（区间 43.4–90.3%，n = 11）", ">8<", ">3<"] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(!page.contains("上一次 "), "{page}");
    // Everybody reads it only when the office says so.
    assert!(!city.page("GET", "/surveys/2", "", None).await.1.contains("72.7%"));
    assert!(!city.page("GET", "/surveys", "", None).await.1.contains("n = 11"));
    city.ask("POST", "/desk/surveys/2/show", "", Some(&office)).await;
    assert!(city.page("GET", "/surveys/2", "", None).await.1.contains("72.7%"));
    assert!(city.page("GET", "/surveys", "", None).await.1.contains("n = 11"));

    // And once more: 12 of 12, beside 8 of 11. Newcombe's interval by hand: 1 − 0.7273 = 0.2727, from 0.0 to 0.5662.
    city.ask("POST", "/desk/surveys/2/repeat", &repeat, Some(&office)).await;
    let given = opened(&city, &office, 3, "12").await;
    answered(&city, 3, &given, 12).await;
    let page = closed(&city, &office, 3).await;
    assert!(page.contains("上一次 72.7%（n = 11），变化 +27.3 个百分点"), "{page}");
    // Papers: counted by hand, as sums; more ticks than papers are refused, and then nothing is counted.
    city.ask("POST", "/desk/surveys/3/repeat", &repeat, Some(&office)).await;
    opened(&city, &office, 4, "1").await;
    let name = question::of(city.ledger.reads(), &[SurveyId(4)]).await.unwrap()[0].id;
    let (first, second) = (format!("q{name}-0"), format!("q{name}-1"));
    let papers = form(&[("papers", "10"), (&first, "8"), (&second, "3")]);
    let page = city.page("POST", "/desk/surveys/4/papers", &papers, Some(&office)).await.1;
    assert!(page.contains("加起来有 11 份"), "{page}");
    let papers = form(&[("papers", "10"), (&first, "8"), (&second, "2")]);
    city.ask("POST", "/desk/surveys/4/papers", &papers, Some(&office)).await;
    let known = survey::find(city.ledger.reads(), SurveyId(4)).await.unwrap().unwrap();
    assert_eq!((known.answers, known.on_paper), (10, 10));
    assert!(closed(&city, &office, 4).await.contains("100.0% 同意"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_leaves_no_trace_of_who_gave_it() {
    let (_lines, log) = support::log();
    let city = City::with(|folders| Settings::on_day(date(2025, 12, 10), folders)).await;
    let office = city.session_of("office").await;
    let words = [("text", "最该改什么"), ("kind", "words")];
    city.ask("POST", "/desk/surveys/1/questions", &form(&words), Some(&office)).await;
    let given = opened(&city, &office, 1, "2").await;
    let liaison = city.session_of("liaison").await;
    let asked = question::of(city.ledger.reads(), &[SurveyId(1)]).await.unwrap();
    let (scale, own) = (format!("q{}", asked[0].id), format!("q{}", asked[1].id));
    let lines = audit::page(city.ledger.reads(), None, 1000).await.unwrap().len();
    // Somebody of a unit is signed in and answers as anybody does; the request has much that could tell who it was.
    let headers = [
        ("cookie", liaison.as_str()),
        ("content-type", "application/x-www-form-urlencoded"),
        ("user-agent", "Planted-Agent"),
        ("x-forwarded-for", "203.0.113.77"),
    ];
    let body = form(&[(&scale, "1"), (&own, "少填表㙍"), ("code", &given[0].to_uppercase().replace('-', " "))]);
    let (status, answer, _) = city.program("POST", "/surveys/1", &headers, &body).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(!answer.contains_key("set-cookie"));
    // A code answers once, and what was typed is still there; no other code is one.
    for (code, said) in [(given[0].as_str(), "已经用过"), ("aaaa-bbbb-cccc-dddd", "没有这个代码"), ("", "请填代码")]
    {
        let page = city.page("POST", "/surveys/1", &form(&[(&own, "再说一句"), ("code", code)]), None).await.1;
        assert!(page.contains(said) && page.contains("再说一句"), "{code}: {page}");
    }
    let page = city.page("POST", "/surveys/1", &form(&[("code", &given[1])]), None).await.1;
    assert!(page.contains("还没有作答"), "{page}");

    let (database, log) = (whole_database(&city).await, log.text());
    assert!(database.contains("少填表㙍") && !database.contains("再说一句"));
    for trace in ["Planted-Agent", "203.0.113.77", &given[0], &given[0].replace('-', "")] {
        assert!(!database.contains(trace), "{trace} in the database");
        assert!(!log.contains(trace), "{trace} in the log");
    }
    assert!(!log.contains("少填表㙍"));
    assert_eq!(audit::page(city.ledger.reads(), None, 1000).await.unwrap().len(), lines, "it leaves no line");
    // The draft cannot be seen by a unit, nor changed; what is open can be seen, and not closed.
    let other = city.session_of("other-liaison").await;
    let add = form(&[("title", "草稿"), ("asks", "public"), ("begin", "usual"), ("until", "2025-12-31")]);
    let (_, draft) = city.ask("POST", "/desk/surveys/new", &add, Some(&office)).await;
    assert_eq!(draft, "/desk/surveys/2");
    assert_eq!(city.ask("GET", &draft, "", Some(&other)).await.0, StatusCode::FORBIDDEN);
    assert_eq!(city.ask("GET", "/surveys/2", "", None).await.0, StatusCode::NOT_FOUND);
    assert_eq!(city.ask("GET", "/desk/surveys/1", "", Some(&other)).await.0, StatusCode::OK);
    assert_eq!(city.ask("POST", "/desk/surveys/1/close", "", Some(&other)).await.0, StatusCode::FORBIDDEN);
    // Of a survey of staff a unit hands out its own codes, and no other unit's.
    let own_codes = |unit: &str| form(&[("count", "3"), ("unit", unit)]);
    let slips = city.page("POST", "/desk/surveys/1/codes", &own_codes("2"), Some(&other)).await.1;
    assert_eq!(codes(&slips).len(), 3);
    let refused = city.ask("POST", "/desk/surveys/1/codes", &own_codes("1"), Some(&other)).await.0;
    assert_eq!(refused, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_propose_and_vote() {
    let city = City::with(|folders| Settings::on_day(date(2025, 12, 10), folders)).await;
    let (own, other) = (city.session_of("liaison").await, city.session_of("other-liaison").await);
    let propose = form(&[("unit", "1"), ("kind", "slogan"), ("text", "环境为人民"), ("why", "一听就懂")]);
    assert_eq!(city.page("POST", "/proposals", &propose, None).await.0, StatusCode::OK);
    let page = city.page("POST", "/proposals", &form(&[("text", "没有单位")]), None).await.1;
    assert!(page.contains("请选一个单位") && page.contains("没有单位"), "{page}");
    let today = city.page("GET", "/desk", "", Some(&own)).await.1;
    assert!(today.contains("2 条建议待答复"), "{today}");
    assert!(!city.page("GET", "/desk/proposals", "", Some(&other)).await.1.contains("环境为人民"));
    let decline = form(&[("state", "declined"), ("reply", "再想想")]);
    assert_eq!(city.ask("POST", "/desk/proposals/2/decide", &decline, Some(&other)).await.0, StatusCode::FORBIDDEN);

    let vote = form(&[("title", "选一句口号"), ("proposal", "1"), ("proposal", "2"), ("until", "2025-12-20")]);
    let page = city.page("POST", "/desk/proposals/vote", &vote, Some(&other)).await.1;
    assert!(page.contains("请选 2 到"), "another unit's are none of its own: {page}");
    let (_, place) = city.ask("POST", "/desk/proposals/vote", &vote, Some(&own)).await;
    assert_eq!(place, "/desk/surveys/2");
    assert_eq!(city.ask("GET", &place, "", Some(&other)).await.0, StatusCode::FORBIDDEN);
    let slips = city.page("POST", "/desk/surveys/2/codes", &form(&[("count", "3")]), Some(&own)).await.1;
    let given = codes(&slips);
    answered(&city, 2, &given, 3).await;
    city.ask("POST", "/desk/surveys/2/close", "", Some(&own)).await;
    let page = city.page("GET", "/desk/surveys/2", "", Some(&own)).await.1;
    // Of three nobody is told how many chose what.
    assert!(page.contains("多数选了：一次说清") && !page.contains("100.0%"), "{page}");
    let taken = form(&[("state", "taken"), ("reply", "大家选的")]);
    city.ask("POST", "/desk/proposals/1/decide", &taken, Some(&own)).await;
    assert!(city.page("GET", "/proposals", "", None).await.1.contains("大家选的"));
    let lines = audit::page(city.ledger.reads(), None, 1000).await.unwrap();
    let line = lines.iter().find(|line| line.act == "proposal-received" && line.subject_id == 2).unwrap();
    // 10 December, at the beginning of the day, in UTC here.
    assert_eq!((line.account, line.at.0), (None, 1_765_324_800_000_000));
    let states = proposal::list(city.ledger.reads(), None, None, 10).await.unwrap();
    assert_eq!(states.iter().filter(|one| one.vote == Some(SurveyId(2))).count(), 2);
}
