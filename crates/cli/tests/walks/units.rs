//! Units from a spreadsheet: three faults are shown at their cells and nothing comes in; then all of them do.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;

use crate::look::{LANGUAGES, Walker};

/// Name, unit above, kind.
pub type Row = [&'static str; 3];

pub const BAD: [Row; 4] = [
    ["", "", "街道"],
    ["望澜市测试一局", "", "局委办"],
    ["望澜市测试一局", "", "局委办"],
    ["望澜市测试二局", "没有这个单位", "局委办"],
];
const GOOD: [Row; 2] = [["望澜市测试一局", "", "局委办"], ["望澜市测试二局", "望澜市测试一局", "服务中心"]];

pub fn sheet(folder: &Path, name: &str, rows: &[Row]) -> PathBuf {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let heads = ["单位", "上级单位", "单位类别"];
    for (number, row) in (0..).zip(std::iter::once(&heads).chain(rows)) {
        sheet.write_row(number, 0, row.iter().copied()).expect("a row can be written");
    }
    let file = folder.join(name);
    workbook.save(&file).expect("a workbook can be written");
    file
}

pub async fn walk(walker: &mut Walker, folder: &Path) {
    let (bad, good) = (sheet(folder, "bad.xlsx", &BAD), sheet(folder, "good.xlsx", &GOOD));
    let no_sheet = folder.join("no-sheet.xlsx");
    std::fs::write(&no_sheet, "not a workbook").expect("a file can be written");
    walker.sign_in("huang.huaigu").await;
    walker.go("/desk/import/units").await;
    upload(walker, &no_sheet).await;
    walker.wait(".summary").await;
    walker.look_here("en-import-no-sheet").await;
    for language in LANGUAGES {
        walker.go(&format!("/language/{language}?back=/desk/import/units")).await;
        upload(walker, &bad).await;
        walker.wait("main table").await;
        let faults = walker.read_all("td .verdict.no").await;
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(walker.links("form[action$='/confirm']").await.is_empty(), "a bad sheet may not be confirmed");
        walker.look_here(&format!("{language}-import-faults")).await;
    }
    assert!(!are_there(walker).await, "a sheet with faults came in");
    walker.go("/desk/import/units").await;
    upload(walker, &good).await;
    walker.wait("form[action$='/confirm']").await;
    walker.look_here("en-import-good").await;
    walker.press("form[action$='/confirm'] button").await;
    walker.wait(".done").await;
    assert!(are_there(walker).await, "a good sheet did not come in");
    walker.look("units-found").await;
    walker.sign_out().await;
}

pub async fn upload(walker: &Walker, file: &Path) {
    walker.choose("file", file).await;
    walker.press("main form button").await;
}

/// Whether the list of units has those of the sheet.
async fn are_there(walker: &Walker) -> bool {
    walker.go("/desk/units?q=望澜市测试").await;
    walker.read_all("main table td:first-child").await.len() == GOOD.len()
}
