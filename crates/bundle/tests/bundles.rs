//! What is published can be recomputed, tells no small number, and says so when it was changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use std::io::{Cursor, Read, Write};

use bundle::{About, BundleError, FEWEST, Published, SigningKey, Withheld, public_key_of, verify, write};
use measure::{Alike, OutcomeCounts};
use proptest::prelude::*;
use terms::{ElapsedUnit, Month, Outcome, Scorecard, Words};

const PLAN: &str = r#"
[source]
preset = "gbt39046"
[calendar]
base = "cn"
[[promise]]
id = "permit"
from = "accepted"
until = "decided"
limit = { working_days = 8 }
"#;

/// January 2025.
const JANUARY: i32 = 55 * 12;

fn about() -> About {
    About {
        promise: "permit".into(),
        words: Words { zh: Some("8个工作日内办结".into()), en: None },
        brand: "碧水e家".into(),
        unit: "望澜市生态环境局".into(),
        as_of: "2025-12-31T17:30:00.000000+08:00".into(),
        facts: "00112233aabbccdd".into(),
        engine: "0.1.0".into(),
        plan: PLAN.into(),
        calendar: "date,kind,name\n2025-01-01,holiday,元旦\n".into(),
        readme: "…".into(),
    }
}

/// Some months: so many kept, so many broken cases, and how many ended a month later.
fn counts(months: &[(u64, u64, u64)]) -> OutcomeCounts {
    let mut counts = OutcomeCounts::new(ElapsedUnit::WorkingDay, Some(0.95));
    for (place, (kept, broken, overdue)) in months.iter().enumerate() {
        let month = Some(Month(JANUARY - 6 + place as i32));
        let next = month.map(|month| Month(month.0 + 1));
        let alike = Alike { month, ended: month, ..Alike::default() };
        for (cases, alike) in [
            (kept / 2, Alike { outcome: Outcome::Kept, elapsed: Some(3), ..alike.clone() }),
            (
                kept - kept / 2,
                Alike { outcome: Outcome::Kept, elapsed: Some(8), service: "0102".into(), ..alike.clone() },
            ),
            (
                *broken,
                Alike { outcome: Outcome::Broken, elapsed: Some(11), past_due: Some(5), ended: next, ..alike.clone() },
            ),
            (*overdue, Alike { outcome: Outcome::Overdue, past_due: Some(2), ended: None, ..alike }),
        ] {
            if cases > 0 {
                counts.add(alike, cases);
            }
        }
    }
    counts.add(Alike { outcome: Outcome::Running, ..Alike::default() }, 7);
    counts
}

fn published(months: &[(u64, u64, u64)]) -> Published {
    Published::of(&counts(months), "permit", Month(JANUARY + 11), &Withheld::default())
}

fn zip(published: &Published) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    write(&mut out, &about(), published, &SigningKey::of([7; 32])).unwrap();
    out.into_inner()
}

const STEADY: [(u64, u64, u64); 18] = [(40, 2, 1); 18];

#[test]
fn the_rows_give_the_published_figures() {
    let published = published(&STEADY);
    let bytes = zip(&published);
    let key = public_key_of(&SigningKey::of([7; 32]).public_pem().unwrap()).unwrap();
    let verified = verify(Cursor::new(&bytes), Some(&key)).unwrap();
    assert_eq!(verified.signed, Some(true));
    let columns = |card: &Scorecard| card.columns();
    let find = |period: &str| verified.figures.iter().find(|(known, _)| known == period).map(|(_, card)| columns(card));
    assert_eq!(find("all"), published.all.as_ref().map(columns));
    assert_eq!(find("2025-01/2025-12"), published.year.as_ref().map(|year| columns(&year.figure)));
    assert_eq!(find("2025-03"), Some(columns(&published.months[8].1)));
    assert_eq!(verified.figures.len(), 2 + 18);
    assert_eq!(bytes, zip(&published), "the same figures give the same bytes");
}

/// What is packed anew after a change, with hashes that fit, so that only the contents can tell.
fn repacked(bytes: &[u8], file: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let mut old = ::zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut sums = String::new();
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if name == file {
            text = change(text);
        }
        if name == "SHA256SUMS" {
            text = sums.clone();
        }
        let sum: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        sums.push_str(&format!("{sum}  {name}\n"));
        new.start_file(name, ::zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn a_changed_bundle_says_where() {
    let bytes = zip(&published(&STEADY));
    let wrong = |bytes: &[u8]| verify(Cursor::new(bytes), None).unwrap_err();
    // A number of the figure, with the hashes made to fit.
    let figure = repacked(&bytes, "figure.json", |text| text.replacen("\"broken\": 36", "\"broken\": 35", 1));
    let BundleError::Differs { period, column, published, recomputed } = wrong(&figure) else { panic!() };
    assert_eq!((&*period, &*column, &*published, &*recomputed), ("all", "broken", "35", "36"));
    // A row that was kept after its limit: the second line is the first row.
    let row = repacked(&bytes, "outcomes.csv", |text| text.replacen("kept,3,,", "kept,9,,", 1));
    assert!(matches!(wrong(&row), BundleError::AgainstLimit { line: 2..=4, .. }), "{:?}", wrong(&row));
    let count = repacked(&bytes, "outcomes.csv", |text| text.replacen(",20\n", ",21\n", 1));
    assert!(matches!(wrong(&count), BundleError::Differs { .. }));
    let word = repacked(&bytes, "outcomes.csv", |text| text.replacen("kept", "kopt", 1));
    assert!(matches!(wrong(&word), BundleError::Row { line: 2..=6, .. }), "{:?}", wrong(&word));
    // Any one byte of the file: nothing that reads otherwise is taken for the same.
    let whole = verify(Cursor::new(&bytes), None).unwrap();
    for place in 0..bytes.len() {
        let mut bytes = bytes.clone();
        bytes[place] ^= 1;
        if let Ok(read) = verify(Cursor::new(&bytes), None) {
            assert_eq!(read, whole, "byte {place}");
        }
    }
    // Hashes that fit are not signed.
    let key = public_key_of(&SigningKey::of([7; 32]).public_pem().unwrap()).unwrap();
    let readme = repacked(&bytes, "README.txt", |_| "?".to_owned());
    assert!(verify(Cursor::new(&readme), None).is_ok());
    assert_eq!(verify(Cursor::new(&readme), Some(&key)), Err(BundleError::BadSignature {}));
    let other = public_key_of(&SigningKey::of([8; 32]).public_pem().unwrap()).unwrap();
    assert_eq!(verify(Cursor::new(&bytes), Some(&other)), Err(BundleError::BadSignature {}));
    assert!(matches!(wrong(b"PK nothing"), BundleError::NotABundle { .. }));
}

#[test]
fn too_few_cases_are_no_figure() {
    let published = published(&[(3, 1, 0), (4, 1, 0)]);
    assert_eq!((published.headline(), published.rows.len()), (None, 0));
}

/// All settled numbers that can be had by adding and subtracting what is published: of the whole, the year, single months and
/// rows without a month.
fn told(published: &Published) -> Vec<u64> {
    let settled = |card: &Scorecard| card.counts.settled();
    let Some(all) = published.all.as_ref().map(settled) else { return Vec::new() };
    let sum_of = |first: i32, last: i32| -> u64 {
        published
            .months
            .iter()
            .filter(|(month, _)| (first..=last).contains(&month.0))
            .map(|(_, card)| settled(card))
            .sum()
    };
    let mut told = vec![all, all - sum_of(i32::MIN, i32::MAX)];
    told.extend(published.months.iter().map(|(_, card)| settled(card)));
    let rows = published.rows.iter().filter(|(row, _)| row.outcome.is_settled() && row.month.is_none());
    told.push(rows.map(|(_, cases)| *cases).sum());
    if let Some(year) = &published.year {
        let in_year = sum_of(year.first.0, year.last.0);
        told.extend([settled(&year.figure), all - settled(&year.figure), settled(&year.figure) - in_year]);
        told.push(all - settled(&year.figure) - (sum_of(i32::MIN, i32::MAX) - in_year));
    }
    told
}

proptest! {
    #[test]
    fn no_small_number_can_be_had(months in prop::collection::vec((0..30_u64, 0..4_u64, 0..3_u64), 0..30)) {
        let published = published(&months);
        for number in told(&published) {
            prop_assert!(number == 0 || number >= FEWEST, "{number}");
        }
        if published.all.is_some() {
            let bytes = zip(&published);
            let verified = verify(Cursor::new(&bytes), None);
            prop_assert!(verified.is_ok(), "{verified:?}");
        }
    }
}
