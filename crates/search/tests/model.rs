//! The index finds what a look at every name finds, and nothing that is typed brings it down.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use search::{Entry, Index, Kind, Why};

/// Few signs, so that much is found: homophones, several readings, letters, digits, signs that do not count, none known.
const SIGNS: &str = "行航形长常重虫生声盛态泰乐月绿女儿安恩额fe8snhg ·（Ａ护護兡𠀂";
/// What is typed into the box; letters with which those are read among it.
const TYPED: &str = "行长生态绿安8fesnhgtacxyl护";

fn text(signs: &str, longest: usize) -> impl Strategy<Value = String> {
    let signs: Vec<char> = signs.chars().collect();
    proptest::collection::vec(proptest::sample::select(signs), 0..=longest)
        .prop_map(|signs| signs.into_iter().collect())
}

fn entries(names: &[String]) -> Vec<Entry> {
    let kinds = [Kind::Unit, Kind::Brand, Kind::Service];
    let entry = |((name, id), kind): ((&String, u64), &Kind)| Entry {
        kind: *kind,
        id,
        text: name.clone(),
        more: vec![],
        weight: u32::try_from(id % 3).unwrap(),
    };
    names.iter().zip(0..).zip(kinds.iter().cycle()).map(entry).collect()
}

/// The signs that count, as a plain reader has them.
fn plain(text: &str) -> String {
    let half = |sign: char| if sign == 'Ａ' { 'a' } else { sign };
    text.chars()
        .map(half)
        .filter(|sign| sign.is_alphanumeric())
        .map(|sign| if sign == '護' { '护' } else { sign })
        .collect()
}

fn settings() -> ProptestConfig {
    ProptestConfig { cases: 400, rng_seed: RngSeed::Fixed(42), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn contained_and_initials_are_those_of_a_look_at_every_name(
        names in proptest::collection::vec(text(SIGNS, 7), 0..30),
        typed in text(TYPED, 4),
    ) {
        let index = Index::new(entries(&names));
        let found = index.find(&typed, 100);
        for (name, id) in names.iter().zip(0_u64..) {
            let hit = found.hits.iter().find(|hit| hit.id == id);
            let (name, typed) = (plain(name), plain(&typed));
            let is_there = !typed.is_empty();
            let place = name.find(&typed).filter(|_| is_there);
            let expected = place.map(|at| match at {
                0 if name == typed => Why::Exact,
                0 => Why::Prefix,
                _ => Why::Contained,
            });
            let initials = is_there && likeness::matches_initials(&name, &typed);
            let why = hit.map(|hit| hit.why.clone());
            match expected {
                Some(expected) => prop_assert_eq!(why, Some(expected), "{} in {}", typed, name),
                None if initials => prop_assert_eq!(why, Some(Why::Initials), "{} in {}", typed, name),
                None => prop_assert!(
                    !matches!(why, Some(Why::Exact | Why::Prefix | Why::Contained | Why::Initials)), "{} in {}: {:?}", typed, name, why
                ),
            }
        }
    }

    #[test]
    fn nothing_that_is_typed_brings_it_down(
        names in proptest::collection::vec(any::<String>(), 0..12),
        other in any::<String>(),
        (from, length) in (0_usize..20, 0_usize..20),
        mixed in text("护照绿lvzhuang生态 e·8👩\u{200d}\u{301}\u{fe0f}İßﬁǅ①Ⅷ㍿𠀂", 90),
    ) {
        let mut entries = entries(&names);
        for entry in &mut entries {
            entry.more = vec![other.clone(), mixed.clone()];
        }
        let piece: String = names.first().map(|name| name.chars().skip(from).take(length).collect()).unwrap_or_default();
        let index = Index::new(entries.clone());
        for typed in [&other, &mixed, &piece, &format!("{other} {piece}")].into_iter().chain(&names) {
            let found = index.find(typed, 5);
            prop_assert_eq!(&found, &index.find(typed, 5));
            for hit in &found.hits {
                let entry = entries.iter().find(|entry| entry.id == hit.id).unwrap();
                prop_assert!(!hit.marks.is_empty());
                let mut last = None;
                for mark in &hit.marks {
                    let text = if mark.line == 0 { &entry.text } else { &entry.more[mark.line - 1] };
                    prop_assert!(text.get(mark.range.clone()).is_some_and(|piece| !piece.is_empty()));
                    prop_assert!(last.is_none_or(|(line, end)| line < mark.line || (line == mark.line && end < mark.range.start)));
                    last = Some((mark.line, mark.range.end));
                }
            }
            prop_assert!(found.hits.windows(2).all(|pair| pair[0].score >= pair[1].score));
        }
    }
}
