//! The office orders stages and edits a service; a liaison adds a mark, a certificate and a sub-brand, and sees that what is
//! typed is saved; the office puts the sub-brand elsewhere and retires it.

use std::path::{Path, PathBuf};

use crate::look::{LANGUAGES, Walker};

const OFFICE: &str = "huang.huaigu";
const LIAISON: &str = "sun.jiamin";

/// A drawing that would run something.
const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><script>document.title = "taken"</script>
<path d="M0 0h8v8z" fill="#0a6552" onclick="alert(1)"/></svg>"##;

/// One green dot.
const PNG: [u8; 69] = [
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 144, 119, 83,
    222, 0, 0, 0, 12, 73, 68, 65, 84, 120, 156, 99, 224, 74, 13, 2, 0, 1, 62, 0, 194, 204, 112, 94, 131, 0, 0, 0, 0,
    73, 69, 78, 68, 174, 66, 96, 130,
];

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let file = folder.join(name);
    std::fs::write(&file, bytes).expect("a file can be written");
    file
}

/// A stage that ends too late, then one that does not; up and down; removed.
pub async fn stages(walker: &mut Walker) {
    walker.sign_in(OFFICE).await;
    walker.go("/desk/programme").await;
    walker.look("programme").await;
    walker.press("a[href='/desk/programme/stages/new']").await;
    walker.wait("[name=from]").await;
    walker.look("stage-new").await;
    for language in LANGUAGES {
        walker.go(&format!("/language/{language}?back=/desk/programme/stages/new")).await;
        walker.fill("name", "回头看").await;
        walker.fill_date("from", "2026-12-01").await;
        walker.fill_date("until", "2027-02-28").await;
        walker.press("main form button").await;
        walker.wait(".summary[role=alert] a[href='#until']").await;
        walker.look_here(&format!("{language}-stage-wrong")).await;
    }
    walker.fill("name_en", "Looking back").await;
    walker.fill_date("until", "2026-12-31").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    // It lies within the stage before it, which the page says.
    assert!(walker.read(".note[role=note]").await.contains("Looking back"));
    walker.look_here("en-stages-doubtful").await;
    walker.press("#stages ~ .scroll:has([href*='/programme/stages/']) tr:last-child .do button").await;
    walker.wait(".done").await;
    let names = walker.read_all("#stages ~ .scroll:has([href*='/programme/stages/']) tbody td:first-child").await;
    assert_eq!(names.iter().position(|name| name == "Looking back"), Some(names.len() - 2), "{names:?}");
    walker.press("#stages ~ .scroll:has([href*='/programme/stages/']) tr:nth-last-child(2) td:first-child a").await;
    walker.wait("[name=aim]").await;
    walker.fill("aim", "看承诺是否仍然做到").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    walker.press("#stages ~ .scroll:has([href*='/programme/stages/']) tr:nth-last-child(2) td:first-child a").await;
    walker.wait("details summary").await;
    walker.press("main details summary").await;
    walker.look("stage").await;
    walker.press("main details summary").await;
    walker.press("main details form button").await;
    walker.wait(".done").await;
    assert!(
        !walker
            .read_all("#stages ~ .scroll:has([href*='/programme/stages/']) td:first-child")
            .await
            .contains(&"Looking back".to_owned())
    );
    walker.sign_out().await;
}

/// A service is found by its initials, edited with a fault and without, closed and opened.
pub async fn services(walker: &mut Walker) {
    walker.sign_in(OFFICE).await;
    walker.go("/desk/services?no_limit=1").await;
    walker.look("services-without-limit").await;
    walker.go("/desk/services?q=hjyx").await;
    walker.look("services-found").await;
    walker.go("/desk/services?q=nothing-of-the-kind").await;
    walker.look("services-none").await;
    walker.go("/desk/services").await;
    walker.press("main table a").await;
    walker.wait("[name=code]").await;
    assert!(!walker.read_all("main table tbody tr").await.is_empty(), "no promise holds for the first service");
    walker.look("service").await;
    let page = walker.at().await;
    for language in LANGUAGES {
        walker.go(&format!("/language/{language}?back={page}")).await;
        walker.fill("limit_number", "").await;
        walker.press("main form button").await;
        walker.wait(".summary[role=alert] a").await;
        walker.look_here(&format!("{language}-service-wrong")).await;
    }
    walker.fill("limit_number", "45").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    walker.press("form[action$='/close'] button").await;
    walker.wait("h1 .tag").await;
    walker.look_here("en-service-closed").await;
    walker.press("form[action$='/open'] button").await;
    walker.wait("form[action$='/close']").await;
    walker.go("/desk/services/new").await;
    walker.look("service-new").await;
    walker.sign_out().await;
}

/// What is typed is saved by itself; a mark is cleaned; a certificate is kept for the desk.
pub async fn brand(walker: &mut Walker, folder: &Path) {
    walker.sign_in(LIAISON).await;
    walker.press("main table a[href^='/desk/brands/']").await;
    walker.press("form[action='/desk/brands/new?parent=1'] button").await;
    walker.wait("#file").await;
    let file = walker.at().await;

    // Typed, and not sent: the page says when it was saved, and has it when it is loaded again.
    walker.press(".english summary").await;
    walker.fill("name_en", "One Seal to Your Door").await;
    walker.fill("registration-0-number", "望作登字-0000-F-000099").await;
    walker.choose_option("registration-0-kind", "copyright").await;
    // The last thing typed: when it is no longer missing, all before it was sent as well.
    walker.fill("name", "一章到家").await;
    walker.settles("#saved li a[href='#name']", 0).await;
    assert!(walker.read("#saved p[role=status]").await.starts_with("saved "));
    walker.go(&file).await;
    assert_eq!(walker.value("name").await, "一章到家");
    assert_eq!(walker.value("name_en").await, "One Seal to Your Door");

    let (svg, png) = (written(folder, "mark.svg", SVG.as_bytes()), written(folder, "mark.png", &PNG));
    for (mark, ending) in [(&svg, "svg"), (&png, "png")] {
        walker.choose("mark", mark).await;
        walker.press("input[name=emblem][value=no]").await;
        walker.press("form[action$='/mark'] button").await;
        walker.wait(".done").await;
        let address = walker.links_of("img.mark", "src").await.remove(0);
        let shown = walker.fetch(&address).await;
        assert!(!shown.contains("script") && !shown.contains("onclick"), "{ending}: {shown}");
    }
    walker.choose("mark", &written(folder, "mark.txt", b"no picture")).await;
    walker.press("input[name=emblem][value=no]").await;
    walker.press("form[action$='/mark'] button").await;
    walker.wait(".field.wrong").await;
    walker.look_here("en-mark-wrong").await;
    walker.choose("certificate", &written(folder, "paper.txt", b"no paper")).await;
    walker.press("form[action*='/certificates'] button").await;
    walker.wait(".field.wrong").await;
    walker.look_here("en-certificate-wrong").await;
    walker.choose("certificate", &written(folder, "paper.pdf", b"%PDF-1.4 made up")).await;
    walker.press("form[action*='/certificates'] button").await;
    walker.wait(".done").await;
    assert_eq!(walker.links("a[href*='/certificates/']").await.len(), 1);
    walker.look("sub-brand-file").await;
    walker.sign_out().await;

    // The office sees the tree, puts it elsewhere, and retires it.
    walker.sign_in(OFFICE).await;
    walker.go(&file.replace("/file", "")).await;
    assert!(walker.read_all(".tree li").await.len() >= 3, "the tree is not whole");
    walker.look("sub-brand").await;
    walker.press("a[href$='/place']").await;
    walker.wait("[name=parent]").await;
    walker.look("place").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    walker.press("a[href$='/retire']").await;
    walker.wait("[name=reason]").await;
    walker.look("retire").await;
    walker.press("main form button").await;
    walker.wait(".summary").await;
    walker.look_here("en-retire-wrong").await;
    walker.fill("reason", "并入“开店一章办”").await;
    walker.press("main form button").await;
    walker.wait(".done").await;
    walker.look("retired").await;
    walker.go("/brands/1").await;
    walker.look("brand-with-sub-brands").await;
    walker.go("/brands/2").await;
    walker.look("brand-below").await;
    walker.sign_out().await;
    walker.sign_in(LIAISON).await;
    walker.go("/desk/units/1").await;
    walker.look("unit-of-liaison").await;
    walker.sign_out().await;
}
