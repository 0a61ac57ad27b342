//! The version code of a sheet: it changes when the register says something else of anything that stands on it, and not with the figure.
//!
//! A sheet of one promise says less than one of a brand, and few name the head of the unit: so a code is of a layout. Who scans a sheet is
//! told that it is out of date where its code is that of no layout any more.

use ledger::{Day, UnitId, account, audit, unit};
use sha2::{Digest, Sha256};
use sheets::{About, Layout};
use words::Language;

use super::says::promises_said;
use crate::desk::Desk;
use crate::error::PageError;
use crate::figures::view::View;
use crate::wording;

/// The signs of a version code: none that is taken for another.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many signs it has.
const LENGTH: usize = 6;
/// As many entries of the log are looked through for when the head changed.
const LOOKED_THROUGH: u64 = 200;

fn code(texts: &[&[String]]) -> String {
    let mut digest = Sha256::new();
    for text in texts.iter().copied().flatten() {
        digest.update(text.as_bytes());
        digest.update([0]);
    }
    let hash = digest.finalize();
    let sign = |byte: &u8| SIGNS.get(usize::from(byte & 31)).map(|sign| char::from(*sign));
    hash.iter().take(LENGTH).filter_map(sign).collect()
}

/// The texts of a sheet of a promise, with the mark and the colours.
fn of_promise(view: &View) -> Result<Vec<String>, PageError> {
    let file = view.version.file()?;
    let mark = file.mark.as_ref().map(|mark| mark.hash.clone()).unwrap_or_default();
    let mut texts =
        vec![&view.unit.name, &view.unit.name_en, &file.name, &file.name_en, &file.slogan, &file.slogan_en, &mark];
    texts.extend(file.colours.iter().map(|colour| &colour.hex));
    texts.extend([&view.now.text.what, &view.now.text.what_en, &view.now.text.complaint_route]);
    Ok(texts.into_iter().cloned().collect())
}

/// The code of a sheet that says one promise.
pub(crate) fn version_of(view: &View) -> Result<String, PageError> {
    Ok(code(&[&of_promise(view)?]))
}

/// All that stands on any sheet of a promise and its brand, and since when.
pub(super) struct Said {
    promise: Vec<String>,
    brand: Vec<String>,
    /// Who heads the unit; empty where nobody is entered.
    pub(super) head: String,
    unit: UnitId,
    since_promise: Day,
    since_brand: Day,
}

impl Said {
    /// What is said of a promise, of all promises of its brand, and of who heads the unit.
    pub(super) async fn read(desk: &Desk, view: &View, all: &[View]) -> Result<Self, PageError> {
        let file = view.version.file()?;
        let mut brand = vec![file.concept, file.concept_en, file.meaning, file.meaning_en];
        for one in all {
            let text = &one.now.text;
            let limit = text.limit.as_ref().map(|limit| wording::limit(limit).text(Language::Chinese));
            brand.extend([text.what.clone(), text.what_en.clone(), limit.unwrap_or_default(), text.remedy.clone()]);
        }
        let from = view.version.from_day.unwrap_or(view.now.from);
        let since_promise = view.now.from.max(from);
        Ok(Self {
            promise: of_promise(view)?,
            brand,
            head: head_of(desk, &view.unit).await?,
            unit: view.unit.id,
            since_promise,
            since_brand: all.iter().map(|one| one.now.from).max().unwrap_or(since_promise).max(since_promise),
        })
    }

    /// The same of a promise by itself, with all promises of its brand.
    pub(super) async fn of(desk: &Desk, view: &View) -> Result<Self, PageError> {
        let all = promises_said(desk, view.brand.id).await?;
        Self::read(desk, view, &all).await
    }

    /// The code of a sheet of a layout.
    pub(super) fn code(&self, layout: &Layout) -> String {
        let mut texts: Vec<&[String]> = vec![&self.promise];
        if layout.about == About::Brand {
            texts.push(&self.brand);
        }
        let head = [self.head.clone()];
        if layout.head {
            texts.push(&head);
        }
        code(&texts)
    }

    /// Since when the register says what stands on it now. Of the head the log is asked, for layouts that name them.
    pub(super) async fn since(&self, desk: &Desk, layout: &Layout) -> Result<Day, PageError> {
        let said = if layout.about == About::Brand { self.since_brand } else { self.since_promise };
        let head = if layout.head { head_since(desk, self.unit).await? } else { None };
        Ok(head.map_or(said, |head| head.max(said)))
    }
}

/// Who heads a unit; empty where nobody is entered.
async fn head_of(desk: &Desk, unit: &unit::Model) -> Result<String, PageError> {
    let Some(head) = unit.head else { return Ok(String::new()) };
    Ok(account::find(desk.ledger.reads(), head).await?.map(|account| account.name).unwrap_or_default())
}

/// On which day the head of a unit was last changed, as the log says.
async fn head_since(desk: &Desk, unit: UnitId) -> Result<Option<Day>, PageError> {
    let log = audit::about(desk.ledger.reads(), "unit", unit.0, LOOKED_THROUGH).await?;
    let is_of_head = |entry: &&audit::Model| entry.act == "unit-staffed" && entry.after.contains("\"head\"");
    let last = log.iter().filter(is_of_head).map(|entry| entry.at).max_by_key(|at| at.0);
    Ok(last.and_then(|at| desk.clock().minute(at).get(..10)?.parse().ok().map(Day)))
}

/// Whether a code that stands on something is that of a sheet that can be printed now.
pub(crate) async fn is_current(desk: &Desk, view: &View, code: &str) -> Result<bool, PageError> {
    if code == version_of(view)? {
        return Ok(true);
    }
    let said = Said::of(desk, view).await?;
    Ok(desk.presses.layouts().all().iter().any(|layout| said.code(layout) == code))
}
