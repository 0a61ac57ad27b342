//! A year of the programme: a study visit of twenty units that brings home three ideas, a symposium with twelve opinions of which one
//! sender contradicts, the next version of a paper and who has not read it, a request that is refused, the year carried over.

use serde_json::json;

use crate::look::Walker;

const OFFICE: &str = "huang.huaigu";
const LIAISON: &str = "sun.jiamin";
const UNIT: &str = "望澜市行政审批局";

impl Walker {
    /// Runs a script on the page that is open.
    async fn on_page(&self, script: &str) {
        self.client.execute(script, vec![json!(null)]).await.expect("a script runs");
    }

    /// Opens what is folded, so that it can be filled in and seen.
    async fn unfold(&self) {
        self.on_page("document.querySelectorAll('main details').forEach(one => one.open = true)").await;
    }

    /// Types into the element with this id, in place of what is there.
    async fn type_into(&self, id: &str, text: &str) {
        let element = self.wait(&format!("#{id}")).await;
        element.clear().await.expect("it can be emptied");
        element.send_keys(text).await.expect("it can be filled in");
    }

    /// Chooses the option with a number of the list with this id.
    async fn choose_nth(&self, id: &str, number: usize) {
        self.wait(&format!("#{id}")).await.select_by_index(number).await.expect("an option can be chosen");
    }
}

/// All of it.
pub async fn walk(walker: &mut Walker) {
    walker.sign_in(OFFICE).await;
    walker.go("/desk/board").await;
    walker.look("board").await;
    walker.go("/desk/activities?year=2025").await;
    walker.look("activities").await;
    walker.go("/desk/activities?year=2001").await;
    walker.look("activities-none").await;
    walker.go("/desk/exports?year=2025").await;
    walker.look("exports").await;
    study_visit(walker).await;
    let opinions = symposium(walker).await;
    answers(walker, &opinions).await;
    paper(walker).await;
    request(walker).await;
    carried_over(walker).await;
    in_public(walker).await;
}

async fn study_visit(walker: &mut Walker) {
    walker.go("/desk/activities/new").await;
    walker.look("activity-new").await;
    walker.choose_option("kind", "study").await;
    walker.fill_date("from", "2026-03-10").await;
    walker.fill_date("until", "2026-03-09").await;
    walker.press("main form button").await;
    walker.wait(".summary[role=alert]").await;
    walker.look_here("en-activity-wrong").await;
    walker.fill("title", "赴澜州市学习一件事办理").await;
    walker.fill_date("until", "2026-03-11").await;
    walker.fill("place", "澜州市政务服务中心").await;
    walker.unfold().await;
    walker
        .on_page("[...document.querySelectorAll('[name=unit]')].slice(0, 20).forEach(one => one.checked = true)")
        .await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    assert_eq!(walker.read_all("#invited ~ .scroll tbody tr").await.len(), 20);
    walker.look("activity-planned").await;
    let page = walker.at().await;
    assert!(walker.fetch(&format!("{page}/calendar.ics")).await.contains("BEGIN:VEVENT"));
    walker.press(&format!("a[href='{page}/edit']")).await;
    walker.wait("[name=heard]").await;
    walker.choose_option("state", "held").await;
    walker.fill("heard", "前台只收一次材料；办好了发短信；大字清单。").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    for (number, idea) in ["前台一次收件", "办结当天发短信", "大字材料清单"].into_iter().enumerate()
    {
        walker.unfold().await;
        walker.choose_nth("unit-adopted", number + 1).await;
        walker.type_into("what-adopted", idea).await;
        walker.type_into("learnt-adopted", "澜州窗口").await;
        walker.choose_nth("promise-adopted", 1).await;
        walker.on_page("document.querySelector('#done-adopted').value = '2025-07-01'").await;
        walker.press("form:has(#what-adopted) button").await;
        walker.wait(".done").await;
    }
    assert_eq!(walker.read_all("#agreements + .scroll tbody > tr").await.len(), 3);
    walker.look("activity-held").await;
    // From what was adopted the way leads to before and after.
    walker.press("#agreements + .scroll a[href*='before-after']").await;
    walker.wait("main h1").await;
    assert!(walker.at_whole().await.ends_with("before-after?split=2025-07-01"));
}

/// Twelve opinions, ten of which name the unit; gives the page of the activity.
async fn symposium(walker: &mut Walker) -> String {
    walker.go("/desk/activities/new").await;
    walker.fill("title", "群众座谈会：办事大厅").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    let page = walker.at().await;
    walker.unfold().await;
    let mut lines: Vec<String> = (1..=10).map(|number| format!("{UNIT}：第{number}条，排队时间太长")).collect();
    lines.push("门口的坡道太陡".to_owned());
    lines.push("大厅里没有直饮水".to_owned());
    let script = "document.querySelector('#opinions').value = arguments[0]";
    walker.client.execute(script, vec![json!(lines.join("\n"))]).await.expect("a script runs");
    walker.type_into("collect-theme", "排队").await;
    walker.press("form:has(#opinions) button").await;
    walker.wait(".done").await;
    assert_eq!(walker.read_all("main table tbody tr").await.len(), 12);
    walker.look("opinions").await;
    // The two that name no unit are given out.
    for _ in 0..2 {
        let list = format!("/desk/opinions?activity={}&state=new", page.rsplit('/').next().unwrap_or_default());
        walker.go(&list).await;
        walker.press("main table a").await;
        walker.wait("[name=unit]").await;
        walker.choose_option("unit", "1").await;
        walker.press("form[action$='/assign'] button").await;
        walker.wait(".done").await;
    }
    walker.look("opinion-given-out").await;
    walker.sign_out().await;
    format!("/desk/opinions?activity={}", page.rsplit('/').next().unwrap_or_default())
}

/// The unit answers all of them; one sender contradicts, and it waits again.
async fn answers(walker: &mut Walker, list: &str) {
    walker.sign_in(LIAISON).await;
    walker.typed.borrow_mut().clear();
    walker.go("/desk").await;
    walker.look("today-of-a-year").await;
    walker.press("form[action='/desk/later'] button[value='7']").await;
    walker.wait(".done").await;
    walker.look_here("en-today-put-off").await;
    walker.press("form[action='/desk/later/back'] button").await;
    walker.wait(".done").await;
    for number in 0..12 {
        walker.go(&format!("{list}&state=open")).await;
        walker.press("main table a").await;
        walker.wait("[name=answer]").await;
        if number == 0 {
            walker.look("opinion-to-answer").await;
        }
        walker.fill("answer", &format!("第{number}条已办：增开了窗口。")).await;
        walker.press("form[action$='/answer'] button").await;
        walker.wait(".done").await;
    }
    the_rest_of_the_year(walker).await;
    walker.sign_out().await;
    walker.sign_in(OFFICE).await;
    walker.go(&format!("{list}&state=answered")).await;
    assert_eq!(walker.read_all("main table tbody tr").await.len(), 12);
    walker.press("main table a").await;
    walker.wait("[name=verdict]").await;
    walker.choose_option("verdict", "not-solved").await;
    walker.fill("remark", "昨天还是排了一小时").await;
    walker.press("form[action$='/verdict'] button").await;
    walker.wait(".done").await;
    walker.look("opinion-contradicted").await;
    walker.go(&format!("{list}&state=open")).await;
    assert_eq!(walker.read_all("main table tbody tr").await.len(), 1);
}

/// What else waits for the unit, until nothing does; and no field was asked twice, nor for what the register has.
async fn the_rest_of_the_year(walker: &mut Walker) {
    walker.go("/desk").await;
    let mut done = 0;
    while let Some(next) = walker.links(".today a.btn").await.into_iter().find(|link| !link.contains("/promises/")) {
        walker.go(&next).await;
        if next.contains("/requests/") {
            walker.fill("answer", "怎样一次告知到位").await;
            walker.press("form[action$='/answer'] button").await;
        } else if next.contains("/activities/") {
            walker.fill("people", "窗口负责人").await;
            walker.press("#reply form button").await;
        } else if next.contains("/surveys/") {
            // A number that stands nowhere by chance.
            walker.fill("count", "113").await;
            walker.press("form[action$='/codes'] button").await;
            walker.wait(".slips").await;
            walker.go("/desk").await;
            done += 1;
            continue;
        } else if next.contains("/papers/") {
            // Comments are not owed: it is put off.
            walker.go("/desk").await;
            walker.press(&format!("form:has(input[value='{next}']) button[value='7']")).await;
        } else {
            walker.go("/desk").await;
            walker.press(&format!("form:has(input[value='{next}']) button[value='1']")).await;
        }
        walker.wait(".done").await;
        walker.go("/desk").await;
        done += 1;
        assert!(done < 20, "{next} does not end");
    }
    let typed = walker.typed.borrow().clone();
    assert!(typed.len() >= 14, "{typed:?}");
    let mut once: Vec<&(String, String)> = typed.iter().collect();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), typed.len(), "something was typed twice: {typed:?}");
    // What the register has of the unit, in its own words.
    let mut known = String::new();
    for page in ["/desk/units/1", "/units/1", "/desk/services?unit=1"] {
        known.push_str(&walker.fetch(page).await);
    }
    assert!(known.contains(UNIT));
    for (field, value) in &typed {
        assert!(!known.contains(value.as_str()), "{field} asks for {value}, which the register has");
    }
}

async fn paper(walker: &mut Walker) {
    walker.go("/desk/papers").await;
    walker.look("papers").await;
    walker.press("main table tbody tr:first-child a").await;
    walker.wait(".paper").await;
    walker.unfold().await;
    walker.look("paper-in-force").await;
    let page = walker.at().await;
    walker.press("form[action$='/begin'] button").await;
    walker.wait("[name=text]").await;
    walker.look("paper-write").await;
    let script = "document.querySelector('#text').value += '\\n四、附则\\n本意见自印发之日起施行。'";
    walker.on_page(script).await;
    walker.fill("changed", "增加附则。").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    walker.press("form[action$='/issue'] button").await;
    walker.wait(".done").await;
    assert!(walker.read_all("#read ~ .scroll .verdict").await.len() > 20, "nobody has read it yet");
    walker.go(&format!("{page}?version=4&versus=1")).await;
    walker.look("paper-compared").await;
    walker.go("/desk/papers").await;
    walker.press("main table tbody tr:nth-child(2) a").await;
    walker.wait(".paper").await;
    walker.look("paper-commented").await;
    walker.sign_out().await;
    walker.sign_in(LIAISON).await;
    walker.go(&page).await;
    walker.look("paper-to-confirm").await;
    walker.press("form[action$='/confirm'] button").await;
    walker.wait(".done").await;
    walker.sign_out().await;
    walker.sign_in(OFFICE).await;
    walker.go(&page).await;
    assert_eq!(walker.read_all("#read ~ .scroll td.when:not(:has(.verdict))").await.len(), 1);
}

async fn request(walker: &mut Walker) {
    walker.go("/desk/requests").await;
    walker.look("requests").await;
    walker.go("/desk/requests/new").await;
    walker.fill("what", "本单位全年办件量").await;
    walker.fill("why", "年度总结").await;
    walker.fill("minutes", "20").await;
    walker.fill_date("due", "2026-01-20").await;
    walker.press("#all_units").await;
    walker.press("main form button").await;
    walker.wait(".summary[role=alert]").await;
    walker.look_here("en-request-refused").await;
    walker.fill("what", "明年想承办哪一场论坛").await;
    walker.press("main form button").await;
    walker.wait("[name=cost]").await;
    walker.look_here("en-request-counted").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    walker.look("request").await;
}

async fn carried_over(walker: &mut Walker) {
    walker.go("/desk/board/carry-over").await;
    walker.look("carry-over").await;
    walker.press("form[action='/desk/board/carry-over'] button").await;
    walker.wait(".done").await;
    walker.go("/desk/board/carry-over").await;
    walker.look("carry-over-nothing").await;
    walker.sign_out().await;
}

/// Without an account: an opinion without a name, its code, its answer; and the meter.
async fn in_public(walker: &mut Walker) {
    walker.go("/opinions").await;
    walker.look("public-opinions").await;
    walker.fill("text", "窗口说话声音太小").await;
    walker.press("form[action='/opinions'] button").await;
    let code = walker.wait(".key code").await.text().await.expect("a code");
    walker.look_here("en-receipt").await;
    walker.go("/opinions").await;
    walker.fill("code", &code).await;
    walker.press("form[action='/opinions/answer'] button").await;
    walker.wait(".lead.pre").await;
    walker.look_here("en-sent-opinion").await;
    walker.go("/burden?year=2025").await;
    walker.look("burden").await;
}
