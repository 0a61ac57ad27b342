//! A figure, followed from the public home to how it was counted and to its bundle; and an export with a row that cannot be read,
//! from the steward's upload to its report.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::look::{LANGUAGES, Walker};
use crate::support;

/// Reads a file that the server gives, byte by byte.
const BYTES: &str = "
const done = arguments[arguments.length - 1];
fetch(arguments[0]).then((answer) => answer.arrayBuffer()).then((bytes) => done([...new Uint8Array(bytes)]), () => done([]));
";

async fn download(walker: &Walker, path: &str, into: &Path) -> Vec<u8> {
    let bytes = walker.client.execute_async(BYTES, vec![json!(path)]).await.expect("a script runs");
    let bytes = bytes.as_array().expect("bytes").iter().filter_map(Value::as_u64);
    let bytes: Vec<u8> = bytes.filter_map(|byte| u8::try_from(byte).ok()).collect();
    std::fs::write(into, &bytes).expect("a file can be written");
    bytes
}

/// From the home to the promise, to how it was counted, to the bundle, which says the same without the server.
pub async fn followed(walker: &mut Walker, folder: &Path) {
    walker.go("/language/en?back=/").await;
    walker.press(".brands a").await;
    walker.press("main a[href^='/promises/']").await;
    walker.wait("#how").await;
    let promise = walker.at().await;
    walker.look("promise").await;
    let shown = walker.read(".figure .big").await;
    // A terminal has a space before the sign.
    let told = shown.replace('%', " %");

    let (bundle, key) = (folder.join("bundle.zip"), folder.join("key.pem"));
    let link = walker.links("main a[href$='/bundle.zip']").await;
    let bytes = download(walker, &link[0], &bundle).await;
    download(walker, "/key", &key).await;
    let verify = |file: &PathBuf| {
        let arguments: [&std::ffi::OsStr; 4] = ["verify".as_ref(), file.as_ref(), "--key".as_ref(), key.as_ref()];
        support::run(&arguments)
    };
    let verified = verify(&bundle);
    assert_eq!(verified.code, 0, "{}", verified.err);
    assert!(verified.out.contains(&told), "{told} is not in\n{}", verified.out);
    // One byte of what was counted is another.
    let mut changed = bytes;
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let changed_file = support::write(folder, "changed.zip", changed);
    let verified = verify(&changed_file);
    assert!(verified.code != 0 && verified.err.contains("changed.zip"), "{}{}", verified.out, verified.err);

    walker.go(&promise.replace("/promises/", "/p/")).await;
    assert_eq!(walker.read(".figure .big").await, shown);
    // An old phone, a bad line: all of it, and what must be there before anything is seen.
    let files = walker.transferred().await;
    let sum = |of: &dyn Fn(&str) -> bool| files.iter().filter(|(url, _)| of(url)).map(|(_, bytes)| bytes).sum::<u64>();
    let (all, first) = (sum(&|_| true), sum(&|url| url.contains("/p/") || url.ends_with(".css")));
    assert!(all <= 30_000 && first <= 14_000, "{all} bytes, {first} before anything is seen: {files:?}");
    assert!(walker.read_all("script").await.is_empty(), "no script");
    walker.look("landing").await;
}

/// The process of a service, compared with an earlier year; and the promise before and after a day.
pub async fn compared(walker: &mut Walker) {
    walker.go("/language/en?back=/sign-in").await;
    let office = walker.login_of("programme office").await;
    walker.sign_in(&office).await;
    walker.go("/desk/processes").await;
    walker.press("main table a").await;
    walker.wait("svg.chart-map").await;
    walker.look("process").await;
    walker.choose_option("period", "2025").await;
    walker.choose_option("than", "p:2023").await;
    walker.press("main form button").await;
    walker.wait("svg.chart-map").await;
    assert_eq!(walker.read_all("main table:first-of-type thead th").await[..3].len(), 3);
    walker.look("process-compared").await;
    walker.press("main a[href$='detail=100']").await;
    walker.wait("main a[href$='detail=10']").await;
    walker.look("process-whole").await;
    walker.go("/").await;
    walker.press(".brands a").await;
    walker.press("main a[href^='/promises/']").await;
    walker.press("main a[href$='/before-after']").await;
    walker.wait("[name=split]").await;
    walker.look("before-after").await;
    walker.fill_date("split", "2025-07-01").await;
    walker.press("main form button").await;
    walker.wait("main table").await;
    walker.look("before-after-chosen").await;
    let promise = walker.at().await;
    walker.go(&format!("{promise}?split=someday")).await;
    walker.look("before-after-no-day").await;
    walker.sign_out().await;
}

/// Two cards of a service, and what the change between them saves. Somebody of the office is signed in.
pub async fn carded(walker: &mut Walker) {
    walker.go("/language/en?back=/sign-in").await;
    let office = walker.login_of("programme office").await;
    walker.sign_in(&office).await;
    walker.go("/desk/services").await;
    walker.press("main table a").await;
    walker.press("main a[href$='/cards']").await;
    walker.wait("[name=documents]").await;
    walker.look("cards-none").await;
    let first = [
        ("documents", "8"),
        ("visits", "3"),
        ("statutory", "20"),
        ("promised", "10"),
        ("hours", "4.5"),
        ("outlays", "60"),
    ];
    let second =
        [("documents", "3"), ("visits", "1"), ("promised", "5"), ("hours", "1"), ("outlays", "10"), ("tariff", "48")];
    write_card(walker, "2023-01-01", &first).await;
    walker.wait(".summary").await;
    walker.look_here("en-cards-without-sources").await;
    walker.fill("tariff", "48").await;
    walker.fill("sources", "2022年12月窗口抽查40件").await;
    walker.press("#new ~ form button").await;
    walker.wait(".done").await;
    write_card(walker, "2025-01-01", &second).await;
    walker.wait(".done").await;
    let told = walker.read("main").await;
    assert!(told.contains("documents from 8 to 3") && told.contains("yuan a year"), "{told}");
    walker.go(&walker.at().await).await;
    walker.look("cards").await;
    walker.sign_out().await;
}

async fn write_card(walker: &Walker, from: &str, values: &[(&str, &str)]) {
    walker.fill_date("from", from).await;
    for (name, value) in values {
        walker.fill(name, value).await;
    }
    walker.press("#new ~ form button").await;
}

/// A promise that nobody has measured yet: that of the brand that was published last.
pub async fn not_measured(walker: &mut Walker) {
    walker.go("/?q=䶮溪即办").await;
    walker.press(".brands a").await;
    walker.press("main a[href^='/promises/']").await;
    walker.wait(".note").await;
    walker.look("promise-not-measured").await;
}

/// Forty cases of one unit, one row an event, of which the last row has no time that can be read.
fn export() -> Vec<u8> {
    let mut text = String::from("办件编号,环节,时间,单位,经办人\n");
    for number in 0..40 {
        let day = number % 28 + 1;
        let month = number / 20 + 9;
        let decided = if number % 10 == 0 { 28 } else { 6 };
        text += &format!("B{number},受理,2025-{month:02}-{day:02} 09:00,望澜市示例局,张三\n");
        text += &format!("B{number},办结,2025-{:02}-{decided:02} 10:00,望澜市示例局,李四\n", month + 1);
    }
    text += "B99,受理,昨天,望澜市示例局,张三\n";
    encoding_rs::GB18030.encode(&text).0.into_owned()
}

/// The steward sends it, sees how it is read and which row is wrong, leaves that out, and sees the report.
pub async fn taken_in(walker: &mut Walker, folder: &Path) {
    let file = support::write(folder, "办件.csv", export());
    walker.go("/language/en?back=/sign-in").await;
    let steward = walker.login_of("data steward").await;
    walker.sign_in(&steward).await;
    walker.go("/desk/records").await;
    walker.choose("files", &file).await;
    walker.press("main form[enctype] button").await;
    walker.wait("[name=name]").await;
    assert_eq!(walker.value("case").await, "办件编号");
    walker.look_here("en-records-mapping").await;
    // Without a name it comes back as it was.
    walker.press("form[action$='/confirm'] button").await;
    walker.wait(".summary").await;
    assert_eq!(walker.value("accepted").await, "activity:受理");
    walker.look_here("en-records-mapping-wrong").await;
    walker.fill("name", "测试平台").await;
    // Of one unit, so that it takes no promise of the others from the city's source.
    let unit = walker.wait("select[name='whose']").await;
    unit.select_by_index(2).await.expect("a unit can be chosen");
    walker.press("form[action$='/confirm'] button").await;
    walker.wait("#job .verdict").await;
    assert!(walker.read("#job").await.contains("line 82"), "{}", walker.read("#job").await);
    walker.look("records-bad-row").await;

    walker.go("/desk/records").await;
    let source = walker.links("main table a").await.pop().expect("a source");
    for language in LANGUAGES {
        walker.go(&format!("/language/{language}?back={source}")).await;
        walker.look_here(&format!("{language}-records-nothing-yet")).await;
    }
    walker.choose("files", &file).await;
    walker.press("input[name=skip]").await;
    walker.press("main form[enctype] button").await;
    walker.wait("#job .verdict").await;
    assert_eq!(walker.read("#job .verdict").await, "done", "{}", walker.read("#job").await);
    walker.look("records-taken-in").await;
    walker.go(&source).await;
    walker.look("records-report").await;
    // A key for a program: shown once, revoked.
    walker.press("#keys ~ details summary").await;
    walker.fill("key-name", "审批平台每晚推送").await;
    walker.press("form[action$='/keys'] button").await;
    walker.wait(".key code").await;
    walker.look_here("en-records-key-made").await;
    walker.press("form[action$='/revoke'] button").await;
    walker.wait(".done").await;
    walker.look_here("en-records-key-revoked").await;
    walker.press("form[action$='/take-back'] button").await;
    walker.wait("#job .verdict").await;
    walker.go(&source).await;
    walker.look("records-taken-back").await;
    walker.sign_out().await;
}
