//! Break-through projects with what a promise's figure shows of a milestone, an example from its first word to its public page and a
//! unit that follows it, guidance, programmes side by side.

use crate::look::Walker;

const OFFICE: &str = "huang.huaigu";
const LIAISON: &str = "sun.jiamin";

/// All of it.
pub async fn walk(walker: &mut Walker) {
    walker.sign_in(OFFICE).await;
    projects(walker).await;
    guidance(walker).await;
    walker.go("/desk/examples").await;
    walker.look("examples").await;
    walker.sign_out().await;
    reported(walker).await;
    written(walker).await;
    in_public(walker).await;
    walker.sign_in(OFFICE).await;
    programmes(walker).await;
    walker.sign_out().await;
}

/// The one that is done shows its effect; another is planned.
async fn projects(walker: &mut Walker) {
    walker.go("/desk/projects").await;
    walker.look("projects").await;
    walker.go("/desk/projects/1").await;
    walker.look("project-done").await;
    let sides = walker.read_all(".effect dd").await;
    assert!(sides.len() >= 2, "its effect is shown: {sides:?}");
    // It is the number of the page of before and after.
    walker.press(".effect a[href*='before-after']").await;
    walker.wait("main table").await;
    let page = walker.read("main").await;
    let share = sides[0].split([' ', '（', '(']).find(|part| part.ends_with('%')).expect("a share").to_owned();
    assert!(page.contains(&share), "{share} in {page}");
    walker.go("/desk/projects/new").await;
    walker.look("project-new").await;
    walker.press("main form button").await;
    walker.wait(".summary[role=alert]").await;
    walker.look_here("en-project-wrong").await;
    walker.fill("title", "水电报装一次办").await;
    walker.fill("aim", "一张表").await;
    walker.fill_date("until", "2026-06-30").await;
    walker.choose_option("leads", "24").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    walker.fill("what", "两张表合成一张").await;
    walker.press("form[action$='/milestones'] button").await;
    walker.wait("#milestones + p").await;
    walker.look("project-planned").await;
}

async fn guidance(walker: &mut Walker) {
    walker.go("/desk/guidance").await;
    walker.look("guidance").await;
    assert_eq!(walker.read_all("main section").await.len(), 6);
}

async fn programmes(walker: &mut Walker) {
    walker.go("/desk/programme").await;
    walker.look("programme-with-others").await;
    walker.press("main a[href^='/desk/programmes/']").await;
    walker.wait("main .crumbs").await;
    walker.look("other-programme").await;
    walker.go("/desk/programmes/new").await;
    walker.look("programme-new").await;
    walker.fill("name", "营商环境提升").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    // Two run now, and a new activity says of which it is.
    walker.go("/desk/activities/new").await;
    walker.wait("#programme").await;
    walker.look("activity-new-of-two").await;
}

/// The unit that leads a project finds the late milestone on its desk, and reports it.
async fn reported(walker: &mut Walker) {
    walker.sign_in(LIAISON).await;
    walker.go("/desk").await;
    walker.press(".today a[href*='#milestone-']").await;
    walker.wait("h1").await;
    walker.look("project-late").await;
    walker.press("tr:has(.verdict) summary").await;
    walker.press("tr:has(.verdict) details form button").await;
    walker.wait(".done").await;
    walker.go("/desk/board").await;
    walker.look("board-with-guidance").await;
}

/// A liaison writes what the unit did, and follows what another did.
async fn written(walker: &mut Walker) {
    walker.go("/desk/examples/new").await;
    walker.look("example-new").await;
    walker.fill("title", "下班前半小时不关号").await;
    walker.fill("trouble", "四点半以后来的取不到号").await;
    walker.fill("done", "五点前来的都办完再走").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    walker.look("example-draft").await;
    walker.press("form[action$='/agree'] button").await;
    walker.wait(".done").await;
    walker.go("/desk/examples/2").await;
    walker.look("example-public").await;
    walker.press("form[action$='/follow'] button").await;
    walker.wait(".done").await;
    walker.sign_out().await;
}

async fn in_public(walker: &mut Walker) {
    walker.go("/examples").await;
    walker.look("public-examples").await;
    assert_eq!(walker.read_all("main article").await.len(), 2, "a draft is not public");
    walker.go("/examples/1").await;
    walker.look("public-example").await;
    assert!(walker.read_all(".effect dd").await.len() >= 4, "its figure and those of two that follow it");
}
