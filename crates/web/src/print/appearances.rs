//! `GET /desk/appearances`: where and when brands appeared before the public, whom they reached and who says so.

use axum::Form;
use axum::extract::{Path, State};
use ledger::appearance::{self, Medium};
use ledger::{AppearanceId, Day, LedgerError};
use pages::{AppearanceRow, AppearancesPage, Field, Form as FormOf};
use words::Message;

use super::choice::open_brands;
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::export::List;
use crate::figures::words::grouped;
use crate::form::{Problems, Sent, choice};
use crate::policy::Act;
use crate::visitor::Visitor;
use crate::wording;
use crate::year::{seen_units, unit_names};

/// The page's address.
const LIST: &str = "/desk/appearances";
/// The most that anybody can be said to have reached.
const MOST_REACH: i64 = 2_000_000_000;
/// A text of an appearance: its name, the most characters, its label and hint, and whether it is needed.
type Text = (&'static str, usize, &'static str, &'static str, bool);
const TEXTS: [Text; 4] = [
    ("outlet", 100, "appearance-outlet", "appearance-outlet-hint", true),
    ("what", 200, "appearance-what", "appearance-what-hint", true),
    ("evidence", 300, "appearance-evidence", "appearance-evidence-hint", false),
    ("source", 200, "appearance-source", "appearance-source-hint", false),
];

fn medium(medium: Medium) -> Message {
    Message::of_key(format!("medium-{}", medium.name()))
}

/// The appearances that the visitor sees, as rows.
async fn rows(desk: &Desk, visitor: &Visitor) -> Result<Vec<AppearanceRow>, PageError> {
    let units = seen_units(visitor).await?;
    let names = unit_names(visitor).await?;
    let mut rows = Vec::new();
    let db = desk.ledger.reads();
    let found = appearance::list(db, units.as_deref()).await?;
    let today = desk.clock().today();
    let brands = ledger::brand::list(db, None, today).await?;
    let shown = |brand| {
        let listed = brands.iter().find(|listed| listed.brand.id == brand)?;
        Some(listed.in_force.as_ref().unwrap_or(&listed.latest).id)
    };
    let files = ledger::brand::files(db, found.iter().filter_map(|row| shown(row.brand))).await?;
    for row in found {
        let file = shown(row.brand).and_then(|version| files.get(&version));
        let brand = file.map(|file| wording::either(&file.name, &file.name_en, visitor.language).to_owned());
        let may_remove = visitor.may_with(Act::KeepBrand, row.unit).await?;
        rows.push(AppearanceRow {
            day: visitor.day(row.day.0),
            medium: visitor.say(&medium(row.medium)),
            outlet: row.outlet,
            what: row.what,
            brand: brand.unwrap_or_default(),
            unit: names.get(&row.unit).cloned().unwrap_or_default(),
            evidence: row.evidence,
            reach: row.reach.and_then(|reach| u64::try_from(reach).ok()).map(grouped),
            source: row.source,
            remove: may_remove.then(|| format!("{LIST}/{}/remove", row.id)),
        });
    }
    Ok(rows)
}

/// The form, filled in as it was sent.
async fn form(desk: &Desk, visitor: &Visitor, sent: &Sent, problems: &Problems) -> Result<Option<FormOf>, PageError> {
    if !visitor.may(Act::KeepBrand) {
        return Ok(None);
    }
    let brands = open_brands(desk, visitor).await?;
    if brands.is_empty() {
        return Ok(None);
    }
    let brands = brands.into_iter().map(|brand| (brand.id.to_string(), brand.name));
    let media = Medium::ALL.map(|each| (each.name().to_owned(), visitor.say(&medium(each))));
    let text = |(name, at_most, label, hint, _): Text| {
        let (label, hint) = (visitor.t(label), visitor.t(hint));
        problems.beside(Field { at_most, hint, ..Field::text(name, label, sent.text(name)) }, visitor)
    };
    let [outlet, what, evidence, source] = TEXTS.map(text);
    let day = if sent.has("day") { sent.text("day") } else { desk.clock().today().to_string() };
    let day = Field { kind: "date", ..Field::text("day", visitor.t("appearance-day"), day) };
    let reach = Field {
        short: true,
        hint: visitor.t("appearance-reach-hint"),
        ..Field::text("reach", visitor.t("appearance-reach"), sent.text("reach"))
    };
    let form = FormOf::new(LIST, visitor.t("appearance-add"))
        .with(choice("brand", visitor.t("print-brand"), None, brands, &sent.text("brand")))
        .with(problems.beside(day, visitor))
        .with(choice("medium", visitor.t("appearance-medium"), None, media, &sent.text("medium")))
        .with(outlet)
        .with(what)
        .with(evidence)
        .with(problems.beside(reach, visitor))
        .with(source);
    Ok(Some(form))
}

async fn page(desk: &Desk, visitor: &Visitor, sent: &Sent, problems: &Problems) -> PageResult {
    let rows = rows(desk, visitor).await?;
    visitor.page(&AppearancesPage {
        frame: visitor.frame(),
        count: visitor.say(&Message::new("appearances-count").with("count", rows.len())),
        form: form(desk, visitor, sent, problems).await?,
        problems: problems.list(visitor),
        workbook: format!("{LIST}.xlsx"),
        rows,
    })
}

/// `GET /desk/appearances`
pub(crate) async fn list(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    page(&desk, &visitor, &Sent::default(), &Problems::default()).await
}

/// `GET /desk/appearances.xlsx`
pub(crate) async fn workbook(State(desk): State<Desk>, visitor: Visitor) -> PageResult {
    let headings = [
        "appearance-day",
        "appearance-medium",
        "appearance-outlet",
        "appearance-what",
        "print-brand",
        "appearance-unit",
        "appearance-evidence",
        "appearance-reach",
        "appearance-source",
    ];
    let cells = |row: AppearanceRow| {
        let reach = row.reach.unwrap_or_default();
        vec![row.day, row.medium, row.outlet, row.what, row.brand, row.unit, row.evidence, reach, row.source]
    };
    let rows = rows(&desk, &visitor).await?.into_iter().map(cells).collect();
    List { name: "appearances", headings: headings.map(|key| visitor.t(key)).to_vec(), rows }.as_workbook()
}

/// `POST /desk/appearances`
pub(crate) async fn add(State(desk): State<Desk>, visitor: Visitor, Form(sent): Form<Sent>) -> PageResult {
    let brands = open_brands(&desk, &visitor).await?;
    let named = sent.text("brand");
    let brand = brands.iter().find(|brand| named.is_empty() || brand.id.to_string() == named);
    let brand = brand.ok_or(PageError::Forbidden)?;
    visitor.check(Act::KeepBrand, brand.unit).await?;
    let mut problems = Problems::default();
    for (name, at_most, label, _, is_needed) in TEXTS {
        let (text, label) = (sent.text(name), Message::new(label));
        if is_needed {
            problems.need(name, &text, &label);
        }
        problems.at_most(name, &text, at_most, &label);
    }
    let today = desk.clock().today();
    let day = sent.text("day").parse().ok().map(Day).filter(|day| *day <= today);
    if day.is_none() {
        problems.add("day", Message::new("appearance-day-wrong"));
    }
    let typed = sent.text("reach").replace([',', '，', ' '], "");
    let reach = typed.parse::<i64>().ok().filter(|reach| (0..=MOST_REACH).contains(reach));
    if !typed.is_empty() && reach.is_none() {
        problems.add("reach", Message::new("appearance-reach-wrong"));
    }
    // A number of people that nobody counted is no number.
    if reach.is_some() && sent.text("source").is_empty() {
        problems.add("source", Message::new("appearance-source-missing"));
    }
    let (Some(day), true) = (day, problems.is_empty()) else { return page(&desk, &visitor, &sent, &problems).await };
    let row = appearance::Model {
        id: AppearanceId(0),
        unit: brand.unit,
        brand: brand.id,
        day,
        medium: Medium::of_name(&sent.text("medium")).unwrap_or(Medium::Paper),
        outlet: sent.text("outlet"),
        what: sent.text("what"),
        evidence: sent.text("evidence"),
        reach,
        source: sent.text("source"),
    };
    let add = desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(appearance::add(change, row)));
    add.await?;
    visitor.done(Message::new("appearance-added"), LIST).await
}

/// `POST /desk/appearances/{id}/remove`
pub(crate) async fn remove(State(desk): State<Desk>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    let id = AppearanceId(id);
    let row = appearance::find(desk.ledger.reads(), id).await?.ok_or(PageError::NotFound)?;
    visitor.check(Act::KeepBrand, row.unit).await?;
    let remove =
        desk.ledger.write(visitor.by(), desk.clock().now(), move |change| Box::pin(appearance::remove(change, id)));
    match remove.await {
        Ok(()) | Err(LedgerError::Gone {}) => visitor.done(Message::new("appearance-removed"), LIST).await,
        Err(error) => Err(error.into()),
    }
}
