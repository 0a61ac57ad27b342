//! What the demo's units have printed and hung up, some of it out of date, as on real walls; and where a brand appeared.

use jiff::civil::date;
use ledger::appearance::{self, Medium};
use ledger::{AppearanceId, By, Day, Instant, PrintedId, PromiseId, printed, promise};
use web::{Desk, plate_code};

use crate::commands::{Context, print};
use crate::fault::Fault;

/// The layout, how many pieces, where, when, and whether it is of the present version.
const HUNG: [(&str, i64, &str, Day, bool); 4] = [
    ("desk-plate", 6, "一楼大厅1至6号窗口", Day(date(2025, 11, 3)), true),
    ("window-plate", 2, "一楼大厅咨询台", Day(date(2025, 11, 3)), true),
    ("poster-a2", 1, "二楼电梯口", Day(date(2023, 5, 8)), false),
    ("wall-plate", 1, "正门左侧", Day(date(2023, 5, 8)), false),
];
/// Day, medium, name, what, where it can be seen, how many saw it and who says so.
type Appeared = (Day, Medium, &'static str, &'static str, &'static str, Option<i64>, &'static str);
/// Where the brand appeared. All of it is made up.
const APPEARED: [Appeared; 3] = [
    (
        Day(date(2025, 4, 22)),
        Medium::Paper,
        "望澜日报",
        "一章通办：承诺写在牌子上，兑现由办件记录说话",
        "A3 版",
        Some(42_000),
        "报社发行部的印数",
    ),
    (
        Day(date(2025, 6, 9)),
        Medium::Account,
        "望澜政务",
        "五个工作日是怎样算的",
        "",
        Some(3_180),
        "公众号后台，发布后三十天",
    ),
    (Day(date(2025, 9, 1)), Medium::Hall, "市民中心一楼大厅", "A2 承诺海报", "电梯口", None, ""),
];
/// A code of a version that is no more.
const OLD: &str = "4T9W1C";

/// Notes what hangs, unless something does.
pub(super) async fn hang(desk: &Desk, context: &Context) -> Result<(), Fault> {
    let db = desk.ledger.reads();
    if !printed::hanging(db, None).await?.is_empty() {
        return Ok(());
    }
    let Some(first) = promise::find(db, PromiseId(1)).await? else { return Ok(()) };
    let Some(brand) = ledger::brand::find(db, first.brand).await? else { return Ok(()) };
    let code = plate_code(desk, first.id).await.map_err(|error| print::fault(error, context))?;
    let Some(code) = code else { return Ok(()) };
    let row = |(layout, pieces, place, day, is_new): (&str, i64, &str, Day, bool)| printed::Model {
        id: PrintedId(0),
        unit: brand.unit,
        promise: first.id,
        layout: layout.to_owned(),
        language: "zh".to_owned(),
        code: if is_new { code.clone() } else { OLD.to_owned() },
        day,
        pieces,
        place: place.to_owned(),
        gone_day: None,
    };
    let rows = HUNG.map(row);
    let note = desk.ledger.write(By::Program, Instant(0), move |change| {
        Box::pin(async move {
            for row in rows {
                printed::add(change, row).await?;
            }
            for (day, medium, outlet, what, evidence, reach, source) in APPEARED {
                let row = appearance::Model {
                    id: AppearanceId(0),
                    unit: brand.unit,
                    brand: brand.id,
                    day,
                    medium,
                    outlet: outlet.to_owned(),
                    what: what.to_owned(),
                    evidence: evidence.to_owned(),
                    reach,
                    source: source.to_owned(),
                };
                appearance::add(change, row).await?;
            }
            Ok(())
        })
    });
    Ok(note.await?)
}
