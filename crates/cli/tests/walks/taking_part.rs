//! Everyone takes part: a survey with one-time codes to eleven answers, its result; proposals of staff, and their vote.

use serde_json::json;

use crate::look::Walker;

const OFFICE: &str = "huang.huaigu";
const LIAISON: &str = "sun.jiamin";

/// All of it.
pub async fn walk(walker: &mut Walker) {
    walker.sign_in(OFFICE).await;
    walker.go("/desk/surveys").await;
    walker.look("surveys").await;
    let survey = written(walker).await;
    let codes = handed_out(walker).await;
    on_paper(walker, &survey).await;
    walker.sign_out().await;
    answered(walker, &survey, &codes).await;
    result(walker, &survey).await;
    proposals(walker).await;
}

/// A survey from its first word until it is open; gives the number of its page.
async fn written(walker: &mut Walker) -> String {
    walker.go("/desk/surveys/new").await;
    walker.look("survey-new").await;
    walker.fill("title", "窗口服务感受").await;
    walker.press("main form button").await;
    walker.wait(".summary[role=alert]").await;
    walker.look_here("en-survey-wrong").await;
    walker.choose_option("asks", "public").await;
    walker.fill_date("until", "2026-02-10").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    let survey = walker.at().await.rsplit('/').next().unwrap_or_default().to_owned();
    walker.fill("text", "等了多久？").await;
    walker.choose_option("kind", "choice").await;
    walker.fill("options", "十分钟以内\n半小时以内\n更久").await;
    walker.press("form[action$='/questions'] button").await;
    walker.wait(".done").await;
    walker.choose_option("promise", "1").await;
    walker.press("form[action$='/recall'] button").await;
    walker.wait(".done").await;
    assert_eq!(walker.read_all("#questions + ol > li").await.len(), 7);
    walker.look("survey-draft").await;
    walker.press("#questions + ol > li:nth-child(3) form button").await;
    walker.wait(".done").await;
    assert_eq!(walker.read_all("#questions + ol > li").await.len(), 6);
    walker.press("form[action$='/open'] button").await;
    walker.wait(".done").await;
    walker.look("survey-open").await;
    survey
}

/// Twelve codes on slips.
async fn handed_out(walker: &mut Walker) -> Vec<String> {
    walker.fill("count", "0").await;
    walker.press("form[action$='/codes'] button").await;
    walker.wait(".summary[role=alert]").await;
    walker.fill("count", "12").await;
    walker.press("form[action$='/codes'] button").await;
    walker.wait(".slips").await;
    walker.look_here("en-survey-slips").await;
    let codes = walker.read_all(".slips code").await;
    assert_eq!(codes.len(), 12);
    codes
}

async fn on_paper(walker: &mut Walker, survey: &str) {
    walker.go(&format!("/desk/surveys/{survey}/paper")).await;
    walker.look("survey-paper").await;
    walker.go(&format!("/desk/surveys/{survey}/papers")).await;
    walker.look("survey-papers").await;
}

/// Eleven people answer; the first code is no code any more, and who has none is told.
async fn answered(walker: &mut Walker, survey: &str, codes: &[String]) {
    walker.go("/surveys").await;
    walker.look("surveys-public").await;
    let page = format!("/surveys/{survey}");
    walker.go(&page).await;
    walker.look("survey-sheet").await;
    for (who, code) in codes.iter().take(11).enumerate() {
        walker.go(&page).await;
        // Eight know whose promise it is: the right one is found by its name.
        let script = "const [right, level] = arguments;
            for (const group of document.querySelectorAll('main fieldset')) {
              const options = [...group.querySelectorAll('label')];
              const own = options.find((one) => one.textContent.includes('行政审批局'));
              const chosen = own ? (right ? own : options[options.length - 1]) : options[level];
              chosen.querySelector('input').checked = true;
            }";
        let arguments = vec![json!(who < 8), json!(usize::from(who % 3 == 0))];
        walker.client.execute(script, arguments).await.expect("a script runs");
        if who == 0 {
            walker.press("main form button").await;
            walker.wait(".summary[role=alert]").await;
            walker.look_here("en-survey-no-code").await;
        }
        walker.fill("code", &code.to_uppercase().replace('-', "")).await;
        walker.press("main form button").await;
        walker.wait("main h1").await;
        assert_eq!(walker.at().await, format!("{page}/thanks"));
    }
    walker.look("survey-thanks").await;
    walker.go(&page).await;
    walker
        .client
        .execute("document.querySelector('main fieldset input').checked = true", Vec::new())
        .await
        .expect("a script runs");
    walker.fill("code", &codes[0]).await;
    walker.press("main form button").await;
    walker.wait(".summary[role=alert]").await;
    walker.look_here("en-survey-used").await;
}

async fn result(walker: &mut Walker, survey: &str) {
    walker.sign_in(OFFICE).await;
    walker.go(&format!("/desk/surveys/{survey}")).await;
    walker.press("form[action$='/close'] button").await;
    walker.wait("#result").await;
    let shown = walker.read("main").await;
    assert!(shown.contains("11 answers") && shown.contains("72.7%") && shown.contains("43.4–90.3%"), "{shown}");
    walker.look("survey-result").await;
    walker.press("form[action$='/show'] button").await;
    walker.wait(".done").await;
    // The survey of this year beside that of the year before.
    walker.go("/desk/surveys/2").await;
    walker.look("survey-compared").await;
    walker.sign_out().await;
    walker.go(&format!("/surveys/{survey}")).await;
    walker.look("survey-shown").await;
}

async fn proposals(walker: &mut Walker) {
    walker.go("/proposals?unit=1").await;
    walker.look("proposal-send").await;
    walker.choose_option("kind", "name").await;
    walker.fill("text", "望澜快办").await;
    walker.press("main form button").await;
    walker.wait("main h1").await;
    walker.look_here("en-proposal-sent").await;
    walker.sign_in(LIAISON).await;
    walker.go("/desk/proposals").await;
    walker
        .client
        .execute("document.querySelectorAll('main details').forEach(one => one.open = true)", Vec::new())
        .await
        .expect("a script runs");
    walker.look("proposals").await;
    walker.fill("title", "选一句口号").await;
    walker.fill_date("until", "2026-01-20").await;
    let tick = "[...document.querySelectorAll('[name=proposal]')].slice(1, 4).forEach(one => one.checked = true)";
    walker.client.execute(tick, Vec::new()).await.expect("a script runs");
    walker.press("form[action$='/vote'] button").await;
    walker.wait(".done").await;
    walker.look("vote").await;
    walker.fill("count", "3").await;
    walker.press("form[action$='/codes'] button").await;
    walker.wait(".slips").await;
    let codes = walker.read_all(".slips code").await;
    walker.press(".no-print a").await;
    walker.wait("dl.list").await;
    let vote = walker.at().await;
    let page = vote.trim_start_matches("/desk").to_owned();
    for code in &codes {
        walker.go(&page).await;
        walker
            .client
            .execute("document.querySelector('main fieldset input').checked = true", Vec::new())
            .await
            .expect("a script runs");
        walker.fill("code", code).await;
        walker.press("main form button").await;
        walker.wait("main h1").await;
    }
    walker.go(&vote).await;
    walker.press("form[action$='/close'] button").await;
    walker.wait("#result").await;
    assert!(walker.read("#result + ul").await.contains("With fewer than ten no numbers are shown"));
    walker.look("vote-closed").await;
    walker.go("/desk/surveys/new").await;
    walker.look("vote-new").await;
    walker.sign_out().await;
}
