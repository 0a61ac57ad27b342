//! What hangs, and where it was written of.

use ledger::appearance::{self, Medium};
use ledger::{AppearanceId, BrandId, By, Day, Instant, PrintedId, PromiseId, UnitId, printed};

use super::City;

/// A plate of the first unit, and what a paper wrote of it.
pub async fn hang_a_plate(city: &City) {
    let plate = printed::Model {
        id: PrintedId(0),
        unit: UnitId(1),
        promise: PromiseId(1),
        layout: "desk-plate".into(),
        language: "zh".into(),
        code: "OLDOLD".into(),
        day: Day(jiff::civil::date(2025, 12, 31)),
        pieces: 1,
        place: "一楼".into(),
        gone_day: None,
    };
    let paper = appearance::Model {
        id: AppearanceId(0),
        unit: UnitId(1),
        brand: BrandId(1),
        day: Day(jiff::civil::date(2025, 12, 31)),
        medium: Medium::Paper,
        outlet: "市报".into(),
        what: "标题".into(),
        evidence: String::new(),
        reach: None,
        source: String::new(),
    };
    let hang = city.ledger.write(By::Program, Instant(1), move |change| {
        Box::pin(async move {
            printed::add(change, plate).await?;
            appearance::add(change, paper).await
        })
    });
    hang.await.unwrap();
}
