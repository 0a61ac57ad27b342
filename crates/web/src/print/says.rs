//! What a sheet says: from the register and from what is published, and from nowhere else.

use ledger::brand::Standing;
use ledger::file::{BrandFile, PromiseText};
use ledger::{BrandId, LedgerError, PromiseId, attachment, brand, programme, promise, unit};
use sheets::{Figure, Language, Layout, Mark, Order, Output, Paper, Place, Problem, Reply, Says, Sheet};
use words::{Language as Reader, Message};

use super::version::{Said, version_of};
use crate::desk::Desk;
use crate::error::PageError;
use crate::figures::view::{Known, View};
use crate::figures::words::{grouped, interval, percent};
use crate::hexadecimal::hexadecimal;
use crate::reach;
use crate::wording;

/// What is published of a promise; nothing where nothing is.
pub(super) fn figure_of(known: &Known) -> Option<Figure> {
    let published = &known.published;
    let card = published.headline()?;
    let share = card.share?;
    let month = published.year.as_ref().map(|year| year.last.to_string());
    Some(Figure {
        share: percent(share.value),
        interval: interval(&share),
        cases: grouped(card.counts.settled()),
        month: month.unwrap_or_else(|| known.measuring.as_of.get(..7).unwrap_or_default().to_owned()),
    })
}

fn place(view: &View) -> Place {
    let share = view.figure.as_ref().and_then(figure_of).map(|figure| figure.share).unwrap_or_default();
    Place { share, ..place_of(&view.now.text) }
}

/// The line of a promise in a table, without how it was kept.
pub(super) fn place_of(text: &PromiseText) -> Place {
    let limit =
        |language: Reader| text.limit.as_ref().map(|limit| wording::limit(limit).text(language)).unwrap_or_default();
    Place {
        what: text.what.clone(),
        what_en: text.what_en.clone(),
        limit: limit(Reader::Chinese),
        limit_en: limit(Reader::English),
        remedy: text.remedy.clone(),
        share: String::new(),
    }
}

/// The promises of a brand that are in force.
pub(super) async fn promises(desk: &Desk, brand: BrandId) -> Result<Vec<View>, PageError> {
    let mut views = Vec::new();
    for said in promises_said(desk, brand).await? {
        views.push(said.with_figures(desk).await?);
    }
    Ok(views)
}

/// The same without figures: what is said alone.
pub(super) async fn promises_said(desk: &Desk, brand: BrandId) -> Result<Vec<View>, PageError> {
    let mut views = Vec::new();
    for history in promise::histories(desk.ledger.reads(), Some(brand)).await? {
        views.extend(View::without_figures(desk, history.promise.id).await?);
    }
    Ok(views)
}

/// Two texts, a line each; one that is empty is none.
pub(super) fn lines(one: &str, other: &str) -> String {
    [one, other].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

pub(super) async fn mark(desk: &Desk, file: &BrandFile) -> Result<Option<Mark>, LedgerError> {
    let Some(mark) = &file.mark else { return Ok(None) };
    let kept = attachment::find(desk.ledger.reads(), &mark.hash).await?;
    Ok(kept.map(|kept| Mark { media_type: kept.media_type, hex: hexadecimal(&kept.bytes) }))
}

/// What a sheet of a layout says of a promise, with all promises of its brand.
pub(super) async fn says(
    desk: &Desk,
    view: &View,
    all: &[View],
    layout: &Layout,
    base: &str,
) -> Result<Says, PageError> {
    let file = view.version.file()?;
    let said = Said::read(desk, view, all).await?;
    let version = said.code(layout);
    let text = &view.now.text;
    // Where to complain matters more on a wall than whom to ask.
    let contact = if text.complaint_route.is_empty() { &text.contact } else { &text.complaint_route };
    Ok(Says {
        unit: view.unit.name.clone(),
        unit_en: view.unit.name_en.clone(),
        brand: file.name.clone(),
        brand_en: file.name_en.clone(),
        slogan: file.slogan.clone(),
        slogan_en: file.slogan_en.clone(),
        promise: text.what.clone(),
        promise_en: text.what_en.clone(),
        story: lines(&file.concept, &file.meaning),
        story_en: lines(&file.concept_en, &file.meaning_en),
        contact: contact.clone(),
        // What stands on a sheet is in its code: of the head only where the layout has it.
        head: if layout.head { said.head } else { String::new() },
        person: None,
        figure: view.figure.as_ref().and_then(figure_of),
        promises: all.iter().map(place).collect(),
        mark: mark(desk, &file).await?,
        colours: file.colours.iter().map(|colour| colour.hex.clone()).collect(),
        // Without an address that everybody reaches there is no code, rather than one that leads nowhere.
        link: if base.is_empty() { String::new() } else { format!("{base}/p/{}?v={version}", view.id) },
        version,
    })
}

/// An order of some sheets of one layout.
pub(super) fn order(
    desk: &Desk,
    layout: &Layout,
    language: Language,
    paper: Paper,
    output: Output,
    says: Vec<Says>,
) -> Order {
    let title = says.first().map(|says| format!("{} {}", says.brand, layout.zh)).unwrap_or_default();
    let sheet = |says: Says| Sheet { layout: layout.name.clone(), language, says };
    Order {
        sheets: says.into_iter().map(sheet).collect(),
        layouts: vec![layout.clone()],
        document: None,
        templates: desk.presses.settings.own.templates.clone(),
        output,
        paper,
        title,
        day: desk.clock().today().to_string(),
    }
}

/// Why nothing was printed for a unit.
#[derive(Debug)]
pub enum PrintError {
    /// What is wrong, in words, each for itself.
    Told(Vec<Message>),
    /// The ledger does not answer, or something of ours broke.
    Broken(String),
}

impl From<PageError> for PrintError {
    fn from(error: PageError) -> Self {
        match error {
            PageError::Bad(message) => Self::Told(vec![message]),
            other => Self::Broken(format!("{other:?}")),
        }
    }
}

/// The code of what a plate of a promise says now; nothing for one that is not in force.
///
/// # Errors
/// [`PrintError`] when the ledger does not answer.
pub async fn plate_code(desk: &Desk, promise: PromiseId) -> Result<Option<String>, PrintError> {
    let view = View::without_figures(desk, promise).await?;
    Ok(view.map(|view| version_of(&view)).transpose()?)
}

/// Words of naming and awarding. What prints them needs the legal basis of a programme that may name.
///
/// Source: the rules on create-and-demonstrate campaigns (创建示范活动管理办法, 2022), by which a city's organs may not hold one of their own.
const NAMING: [&str; 9] = ["授牌", "命名", "示范单位", "示范窗口", "示范岗", "先进单位", "星级", "★", "☆"];

/// A word of naming that a sheet says.
fn naming(says: &Says) -> Option<&'static str> {
    let texts = says.texts();
    NAMING.into_iter().find(|word| texts.iter().any(|(_, text)| text.contains(word)))
}

/// Has an order printed; nothing that names or awards without a legal basis.
///
/// # Errors
/// What is wrong, in words. What is wrong with single sheets is in the reply.
pub(super) async fn print(desk: &Desk, order: Order) -> Result<Reply, Message> {
    if let Some(word) = order.sheets.iter().find_map(|sheet| naming(&sheet.says)) {
        let year = i32::from(desk.clock().today().0.year());
        let programmes = programme::all(desk.ledger.reads()).await.map_err(|error| error.message())?;
        if !programmes.iter().any(|programme| programme.runs_in(year) && programme.may_name()) {
            return Err(Message::new("print-naming").with("word", word));
        }
    }
    desk.presses.print(order).await
}

/// A sheet of a batch: what it is, for the name of a file, and what it says.
pub(super) struct Piece {
    pub(super) name: String,
    pub(super) says: Says,
}

/// The sheets of a layout of all brands in force of some units: each promise on one of its own, or each brand on one.
pub(super) async fn of_units(
    desk: &Desk,
    units: &[unit::Model],
    layout: &Layout,
    base: &str,
    tell: impl Fn(usize, usize) -> bool,
) -> Result<Vec<Piece>, PageError> {
    let today = desk.clock().today();
    let mut pieces = Vec::new();
    for (done, unit) in units.iter().enumerate() {
        if !tell(done, units.len()) {
            break;
        }
        for listed in brand::list(desk.ledger.reads(), Some(unit.id), today).await? {
            if listed.standing(today) != Standing::InForce {
                continue;
            }
            let all = promises(desk, listed.brand.id).await?;
            let each = if layout.about == sheets::About::Promise { all.len() } else { 1 };
            for (number, view) in (1..).zip(all.iter().take(each)) {
                let says = says(desk, view, &all, layout, base).await?;
                let name = [unit.name.as_str(), &says.brand].join(" ");
                let name = if each > 1 { format!("{name} {number}") } else { name };
                pieces.push(Piece { name, says });
            }
        }
    }
    Ok(pieces)
}

/// Prints the sheets of a unit, each promise of its brands on one of its own or each brand on one, as one PDF.
///
/// # Errors
/// [`PrintError`] when there is no such unit, no brand of it is in force, or the press says why it prints nothing.
pub async fn print_unit(
    desk: &Desk,
    unit: &str,
    layout: &str,
    language: Language,
    paper: Paper,
) -> Result<Vec<u8>, PrintError> {
    let told = |message: Message| PrintError::Told(vec![message]);
    let layouts = desk.presses.layouts();
    let layout = layouts.find(layout).ok_or_else(|| told(Problem::NoLayout { name: layout.to_owned() }.message()))?;
    let broken = |error: LedgerError| PrintError::Broken(error.to_string());
    let units = unit::all(desk.ledger.reads()).await.map_err(broken)?;
    let unit = units.iter().find(|known| known.name == unit || known.name_en == unit || known.id.to_string() == unit);
    let unit = unit.ok_or_else(|| told(Message::new("print-no-unit")))?;
    let base = reach::configured(desk).unwrap_or_default();
    let pieces = of_units(desk, std::slice::from_ref(unit), layout, &base, |_, _| true).await?;
    let said: Vec<Says> = pieces.into_iter().map(|piece| piece.says).collect();
    if said.is_empty() {
        return Err(told(Message::new("print-no-brand")));
    }
    let reply = print(desk, order(desk, layout, language, paper, Output::Pdf, said)).await.map_err(told)?;
    if !reply.problems.is_empty() {
        return Err(PrintError::Told(reply.problems.iter().map(Problem::message).collect()));
    }
    reply.files.into_iter().next().ok_or_else(|| told(Message::new("press-failed").with("detail", "")))
}
