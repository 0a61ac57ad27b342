//! A promise changes: the list of what hangs tells what is out of date, the plate is printed anew, and its code leads to its landing page.

use serde_json::Value;

use crate::brands::{self, FIRST_LIAISON};
use crate::browser;
use crate::look::Walker;

/// All of it.
pub async fn walk(walker: &mut Walker) {
    brands::a_promise_that_changes(walker).await;
    walker.sign_in(FIRST_LIAISON).await;
    let tasks = walker.read("main").await;
    assert!(tasks.contains("4 things that hang are out of date"), "{tasks}");
    walker.go("/desk/prints").await;
    walker.look("prints").await;
    assert_eq!(walker.read_all("main table .tag.outdated").await.len(), 4, "all say what the register no longer says");
    let old = walker.read_all("main table code").await;

    // The plate anew: how it looks, its code as a telephone reads it, the PDF.
    walker.press("main table a[href*='sheet=desk-plate']").await;
    walker.wait("img.preview").await;
    walker.look("print").await;
    let link = read_code(walker).await;
    let (path, code) = path_and_code(walker, &link);
    assert!(!old.contains(&code), "{code} is a new one");
    let pdf = walker.links("a[href*='sheet.pdf']").await.remove(0);
    assert!(walker.fetch(&pdf).await.starts_with("%PDF-"), "{pdf}");
    walker.press("details summary").await;
    walker.fill("place", "一楼大厅1至6号窗口").await;
    walker.fill("pieces", "6").await;
    walker.press("form[action='/desk/prints'] button").await;
    walker.wait(".done").await;
    assert_eq!(walker.read_all("main table .tag:not(.outdated)").await.len(), 1, "the new one is as the register says");
    walker.press("form[action$='/down'] button").await;
    walker.wait(".done").await;
    assert_eq!(walker.read_all("main table tbody tr").await.len(), 4);

    // Badges of a pasted list, first one with a character that no typeface has.
    walker.go("/desk/print?sheet=badge").await;
    walker.look("print-badges").await;
    walker.fill("rows", "李\u{A000}, 受理岗").await;
    walker.press("form[action$='/badges'] button").await;
    walker.wait(".summary").await;
    assert!(walker.read(".summary").await.contains("U+A000"));
    walker.look_here("en-print-badges-wrong").await;

    // All plates of the unit by a job; the page of the job leads to the file.
    walker.go("/desk/print?sheet=desk-plate").await;
    walker.press("details:has(form[action$='/batches']) summary").await;
    walker.press("form[action$='/batches'] input[value=zip]").await;
    walker.press("form[action$='/batches'] button").await;
    walker.wait("a[href*='/batches/']").await;
    walker.look_here("en-print-batch").await;
    let zip = walker.links("a[href*='/batches/']").await.remove(0);
    assert!(walker.fetch(&zip).await.starts_with("PK"), "{zip}");

    // Where it appeared: a number of people without its source is not taken.
    walker.go("/desk/appearances").await;
    walker.look("appearances").await;
    walker.choose_option("medium", "station").await;
    walker.fill("outlet", "望澜电视台").await;
    walker.fill("what", "一章通办：五天办结").await;
    walker.fill("reach", "30,000").await;
    walker.press("form[action='/desk/appearances'] button").await;
    walker.wait(".summary").await;
    walker.look_here("en-appearances-wrong").await;
    walker.fill("source", "台里的收视统计").await;
    walker.press("form[action='/desk/appearances'] button").await;
    walker.wait(".done").await;
    assert!(walker.read("main table").await.contains("30,000"));
    walker.look_here("en-appearances-noted").await;
    walker.sign_out().await;

    // Whoever scans the new plate is not told what whoever scans an old one is.
    walker.go(&path).await;
    walker.look("landing-anew").await;
    assert!(!walker.read("main").await.contains("out of date"));
    let before = path.replace(&code, old.first().expect("an old plate"));
    walker.go(&before).await;
    assert!(walker.read("main").await.contains("out of date"));
    walker.look("landing-outdated").await;
}

/// Reads the code off the first preview, looked at closely.
async fn read_code(walker: &Walker) -> String {
    browser::size(&walker.client, 1900, 1200).await;
    let script = "const done = arguments[arguments.length - 1];
        const preview = document.querySelector('img.preview');
        Object.assign(preview.style, { width: '1700px', maxWidth: 'none', maxHeight: 'none' });
        preview.scrollIntoView({ block: 'center' });
        preview.decode().then(() => done(true), () => done(false))";
    let drawn = walker.client.execute_async(script, Vec::new()).await.expect("a script runs");
    assert_eq!(drawn, Value::Bool(true), "the preview is drawn");
    let picture = walker.wait("img.preview").await.screenshot().await.expect("a picture can be taken");
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().expect("it is a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("it is no larger than memory")];
    let info = reader.next_frame(&mut bytes).expect("it is whole");
    let (width, height) = (info.width as usize, info.height as usize);
    let samples = info.color_type.samples();
    let grey = |x: usize, y: usize| bytes[(y * width + x) * samples];
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let found: Vec<String> =
        image.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().unwrap_or_default()
}

/// The path of an address of this server, and the version code in it.
fn path_and_code(walker: &Walker, link: &str) -> (String, String) {
    let path = link.strip_prefix(&walker.address).unwrap_or_else(|| panic!("{link} leads elsewhere"));
    let code = path.split_once("?v=").unwrap_or_else(|| panic!("{link} has no version")).1;
    (path.to_owned(), code.to_owned())
}
