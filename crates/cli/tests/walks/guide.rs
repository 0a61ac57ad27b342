//! The pictures of the guide: a walk through the demo that stops where the guide shows something, in both languages.
//!
//! It runs only for `cargo xtask shots guide`, which makes the pictures small and puts them where the guide has them.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::brands::{FIRST_HEAD, FIRST_LIAISON, LIAISON, OFFICE};
use crate::look::{LANGUAGES, Walker};
use crate::{browser, units};

const AUDITOR: &str = "shenji";

/// Puts a clear sheet over what is shown, from the top of one element to the bottom of another, and gives the height of the page.
///
/// Times of day and hashes of the log are others at each run; the guide's do not change with them.
const COVER: &str = "
const [from, to] = [...arguments].map((css) => document.querySelector(css));
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  texts.currentNode.data = texts.currentNode.data.replace(/(2025-12-31) \\d\\d:\\d\\d/g, '$1 10:24').replace(/\\b[0-9a-f]{64}\\b/g,
    '6f1d0c54a9be27e38812d0c7f45be91a3c06d2748fe5b91d60a37c48e2f95b13');
}
document.activeElement.blur();
const main = document.querySelector('main').getBoundingClientRect();
const [first, last] = [from, to].map((element) => element.getBoundingClientRect());
const [top, bottom] = [first.top + scrollY - 12, last.bottom + scrollY + 16];
const right = Math.min(main.right, Math.max(first.right, last.right) + 24);
const sheet = document.createElement('div');
sheet.id = 'sheet';
sheet.style.cssText = `position: absolute; left: ${main.left}px; width: ${right - main.left}px; top: ${top}px; height: ${bottom - top}px`;
document.body.append(sheet);
";

/// The browser, and where the pictures go.
struct Taking<'a> {
    walker: &'a mut Walker,
    folder: PathBuf,
}

impl Taking<'_> {
    /// Takes a picture of the page that is open, in both languages, and leaves it in English.
    async fn both(&mut self, name: &str, from: &str, to: &str) {
        let path = self.walker.at_whole().await;
        for language in LANGUAGES {
            let back = url::form_urlencoded::Serializer::new(String::new()).append_pair("back", &path).finish();
            self.walker.go(&format!("/language/{language}?{back}")).await;
            self.one(language, name, from, to).await;
        }
    }

    /// Takes a picture of the page as it is.
    async fn one(&mut self, language: &str, name: &str, from: &str, to: &str) {
        let client = &self.walker.client;
        // Nothing that sticks to the rim of the window is in the way when all of the page is in it.
        browser::size(client, 1280, 6000).await;
        client.execute(COVER, vec![json!(from), json!(to)]).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        let picture = self.walker.wait("#sheet").await.screenshot().await.expect("a picture can be taken");
        let folder = self.folder.join(if language == "zh" { "zh-CN" } else { language });
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        std::fs::write(folder.join(format!("{name}.png")), picture).expect("a picture can be written");
        browser::size(client, 1280, 800).await;
        client.refresh().await.expect("a page can be loaded again");
    }
}

pub async fn take(walker: &mut Walker, into: &Path, folder: &Path) {
    let mut taking = Taking { walker, folder: into.to_owned() };
    everybody(&mut taking).await;
    let file = written(&mut taking).await;
    signed(&mut taking, &file).await;
    published(&mut taking, &file).await;
    kept(&mut taking, folder).await;
    read(&mut taking).await;
}

async fn everybody(taking: &mut Taking<'_>) {
    taking.walker.go("/?q=bdc").await;
    taking.both("home", "main .page-title", "main > ul:last-of-type").await;
    taking.walker.go("/").await;
    taking.walker.press(".brands a").await;
    taking.walker.wait(".plate").await;
    taking.both("brand", ".plate", "details[open]").await;
    taking.walker.press("main a[href^='/promises/']").await;
    taking.walker.wait("#how").await;
    taking.both("figure", ".plate", ".chart-wide").await;
    taking.walker.go("/compare").await;
    taking.walker.press("main ul a[href^='/compare']").await;
    taking.walker.wait("main table").await;
    taking.both("compare", "main .page-title", "main tbody tr:nth-of-type(2)").await;
}

/// A liaison without a brand, and one who changes a promise.
async fn written(taking: &mut Taking<'_>) -> String {
    taking.walker.sign_in(LIAISON).await;
    taking.both("liaison-today", "main .page-title", "form[action^='/desk/brands/new']").await;
    taking.walker.sign_out().await;
    taking.walker.sign_in(FIRST_LIAISON).await;
    taking.walker.press("main table a[href^='/desk/brands/']").await;
    taking.walker.press("form[action$='/draft'] button").await;
    taking.walker.wait("#file").await;
    taking.both("brand-file", "main .page-title", "#slogan").await;
    let walker = &mut *taking.walker;
    walker.fill("p0-limit-number", "3").await;
    walker.fill("p0-what", "受理后3个工作日内办结").await;
    walker.fill("p0-what_en", "Decided within 3 working days of acceptance").await;
    walker.fill("changed", "三年来九成以上的事项在3个工作日内办结，承诺跟着改短。").await;
    walker.press("#file .sticky button").await;
    walker.wait("#saved p[role=status]").await;
    taking.both("promise", "#promise-0", "#promise-0 details").await;
    let file = taking.walker.at().await;
    taking.walker.sign_out().await;
    file
}

async fn signed(taking: &mut Taking<'_>, file: &str) {
    taking.walker.sign_in(FIRST_HEAD).await;
    taking.both("head-today", "main .page-title", ".today").await;
    taking.walker.go(&file.replace("/file", "/sign")).await;
    taking.both("sign", "dl.list dt:last-of-type", "form[action$='/sign']").await;
    taking.walker.fill("password", crate::hands::PASSWORD).await;
    taking.walker.press("form[action$='/sign'] button").await;
    taking.walker.wait(".done").await;
    taking.walker.sign_out().await;
}

async fn published(taking: &mut Taking<'_>, file: &str) {
    taking.walker.sign_in(OFFICE).await;
    taking.both("office-today", "main .page-title", ".strip").await;
    taking.walker.go(&file.replace("/file", "/publish")).await;
    taking.both("publish", "main .page-title", "form[action$='/send-back']").await;
}

/// What the office keeps. It is signed in already.
async fn kept(taking: &mut Taking<'_>, folder: &Path) {
    let bad = units::sheet(folder, "guide.xlsx", &units::BAD);
    for language in LANGUAGES {
        taking.walker.go(&format!("/language/{language}?back=/desk/import/units")).await;
        units::upload(taking.walker, &bad).await;
        taking.walker.wait("main table").await;
        taking.one(language, "import-faults", "main .page-title", "main table").await;
    }
    taking.walker.go("/desk/processes").await;
    taking.walker.press("main table a").await;
    taking.walker.wait("svg.chart-map").await;
    taking.both("process", "main h2", "svg.chart-map").await;
    taking.walker.go("/desk/accounts").await;
    taking.both("accounts", "main .page-title", "tbody tr:nth-child(6)").await;
    taking.walker.sign_out().await;
}

async fn read(taking: &mut Taking<'_>) {
    taking.walker.sign_in(AUDITOR).await;
    taking.walker.go("/desk/brands").await;
    taking.both("brands", "main .page-title", "tbody tr:nth-child(7)").await;
    taking.walker.go("/desk/audit").await;
    taking.both("log", "main .page-title", "tbody tr:nth-child(7)").await;
    taking.walker.sign_out().await;
}
