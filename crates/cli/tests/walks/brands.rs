//! A brand from its first word to its publication, and a promise that changes.

use fantoccini::key::Key;

use crate::look::Walker;

/// Liaison and head of a unit of the demo that has no brand, though a unit below it has one.
pub const LIAISON: &str = "xie.shoucheng";
pub const HEAD: &str = "situ.jingcheng";
/// The office, and liaison and head of the demo's first unit.
pub const OFFICE: &str = "huang.huaigu";
pub const FIRST_LIAISON: &str = "sun.jiamin";
pub const FIRST_HEAD: &str = "lin.duosheng";

/// The liaison writes it, the head signs it, the office puts it in force, everybody reads it.
pub async fn a_new_brand(walker: &mut Walker) {
    walker.sign_in(LIAISON).await;
    walker.look("begin").await;
    walker.press("form[action^='/desk/brands/new'] button").await;
    walker.wait("#file").await;
    let file = walker.at().await;
    walker.look("brand-file-empty").await;
    walker.press("button[name=add]").await;
    walker.wait("[name=p0-what]").await;
    let texts = [
        ("name", "䶮溪即办"),
        ("name_en", "Yanxi at Once"),
        ("concept", "小事不出街道，急事不等明天"),
        ("slogan", "来了就办，办了就走"),
        ("meaning", "居民的小事，当天在街道办完"),
        ("standards", "窗口不推诿\n材料一次告知"),
        ("p0-what", "收到申请后2个工作日内办结"),
        ("p0-to_whom", "街道居民"),
        ("p0-remedy", "超时的，由分管负责人当面说明"),
        ("p0-contact", "街道便民服务中心，电话0000-55502601"),
        ("p0-complaint_route", "拨打监督电话0000-55502609"),
        ("p0-limit-number", "2"),
    ];
    // English texts are folded in below the Chinese ones.
    walker.press(".english summary").await;
    for (name, text) in texts {
        walker.fill(name, text).await;
    }
    let clock = walker.wait("select[name=p0-limit-kind]").await;
    clock.select_by_value("working_days").await.expect("a clock can be chosen");
    save(walker).await;
    walker.look("brand-file-written").await;
    walker.sign_out().await;
    sign(walker, HEAD, &file, "new").await;
    publish(walker, &file, "new").await;
    walker.go(&public(&file)).await;
    assert_eq!(walker.read(".plate h1").await, "Yanxi at Once");
    walker.look("brand-new").await;
}

/// A shorter limit, in a new version; the change log of the public page then has both.
pub async fn a_promise_that_changes(walker: &mut Walker) {
    walker.sign_in(FIRST_LIAISON).await;
    walker.press("main table a[href^='/desk/brands/']").await;
    walker.press("form[action$='/draft'] button").await;
    walker.wait("#file").await;
    let file = walker.at().await;
    walker.look("brand-file").await;
    // Enter in a field saves: it presses no button that takes something out.
    let promises = walker.read_all("fieldset[id^='promise-'] legend").await;
    walker.wait("[name=name]").await.send_keys(&Key::Enter).await.expect("a key can be pressed");
    walker.wait(".done").await;
    assert_eq!(walker.read_all("fieldset[id^='promise-'] legend").await, promises);
    walker.fill("p0-limit-number", "3").await;
    walker.fill("p0-what", "受理后3个工作日内办结").await;
    walker.fill("changed", "三年来九成以上的事项在3个工作日内办结，承诺跟着改短。").await;
    save(walker).await;
    walker.press(".aside a[href*='/versus']").await;
    walker.wait(".versus").await;
    walker.look("versus").await;
    walker.sign_out().await;
    sign(walker, FIRST_HEAD, &file, "changed").await;
    publish(walker, &file, "changed").await;
    walker.go(&public(&file)).await;
    let log = walker.read_all(".log li").await.join("\n");
    assert!(log.contains("5 working days") && log.contains("3 working days"), "the change log lacks a value:\n{log}");
    walker.look("brand-changed").await;
}

fn public(file: &str) -> String {
    file.replace("/desk", "").replace("/file", "")
}

/// Saves the file, which lacks nothing any more.
async fn save(walker: &Walker) {
    walker.press("#file .sticky button").await;
    walker.wait("#saved p[role=status]").await;
    let lacks = walker.read_all("#saved ul:not(.small) a").await;
    assert!(lacks.is_empty(), "the file lacks {lacks:?}");
}

/// The head reads the whole file and gives the password once more: first a wrong one.
async fn sign(walker: &mut Walker, head: &str, file: &str, which: &str) {
    walker.sign_in(head).await;
    walker.look(&format!("head-today-{which}")).await;
    walker.go(&file.replace("/file", "/sign")).await;
    walker.look(&format!("sign-{which}")).await;
    walker.fill("password", "not the password").await;
    walker.press("form[action$='/sign'] button").await;
    walker.wait(".summary").await;
    walker.look_here(&format!("en-sign-{which}-wrong")).await;
    walker.fill("password", crate::hands::PASSWORD).await;
    walker.press("form[action$='/sign'] button").await;
    walker.wait(".done").await;
    walker.look_here(&format!("en-signed-{which}")).await;
    walker.sign_out().await;
}

/// The office puts it in force, from the day that the form proposes: today.
async fn publish(walker: &mut Walker, file: &str, which: &str) {
    walker.sign_in(OFFICE).await;
    walker.look(&format!("office-today-{which}")).await;
    walker.go(&file.replace("/file", "/publish")).await;
    walker.look(&format!("publish-{which}")).await;
    walker.press("form[action$='/publish'] button").await;
    walker.wait(".done").await;
    walker.look_here(&format!("en-published-{which}")).await;
    walker.sign_out().await;
}
