//! A promise and others that count a part of its cases: no difference between what is published of them is of few cases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use std::collections::BTreeSet;

use bundle::{FEWEST, Family, Published, Withheld, withhold};
use measure::{Alike, OutcomeCounts};
use proptest::prelude::*;
use terms::{ElapsedUnit, Month, Outcome};

const FIRST: i32 = 660;
const MONTHS: usize = 5;

fn counts(months: &[u64]) -> OutcomeCounts {
    let mut counts = OutcomeCounts::new(ElapsedUnit::WorkingDay, None);
    for (month, cases) in (FIRST..).map(Month).zip(months).filter(|(_, cases)| **cases > 0) {
        let alike = Alike { month: Some(month), ended: Some(month), outcome: Outcome::Kept, ..Alike::default() };
        counts.add(alike, *cases);
    }
    counts
}

/// What everybody knows of a promise: groups of months, and how many cases each has.
fn known(months: &[u64], withheld: &Withheld) -> Option<Vec<(BTreeSet<usize>, u64)>> {
    let published = Published::of(&counts(months), "p", Month(FIRST + MONTHS as i32 - 1), withheld);
    let all = published.all.as_ref()?.counts.settled();
    assert_eq!(all, months.iter().sum::<u64>());
    let place = |month: Month| usize::try_from(month.0 - FIRST).unwrap();
    let mut known: Vec<(BTreeSet<usize>, u64)> =
        published.months.iter().map(|(month, card)| ([place(*month)].into(), card.counts.settled())).collect();
    let others: BTreeSet<usize> = (0..MONTHS).filter(|place| known.iter().all(|(of, _)| !of.contains(place))).collect();
    let left = all - known.iter().map(|(_, cases)| cases).sum::<u64>();
    if left > 0 {
        known.push((others, left));
    } else {
        // That nothing is left is known of each of them.
        known.extend(others.into_iter().map(|place| ([place].into(), 0)));
    }
    Some(known)
}

/// Every number that can be had by subtracting from the whole, over some of its groups, what is known of some parts.
fn differences(whole: &[(BTreeSet<usize>, u64)], parts: &[Vec<(BTreeSet<usize>, u64)>]) -> Vec<(BTreeSet<usize>, u64)> {
    let mut had = Vec::new();
    for chosen in 1_u32..1 << whole.len() {
        let groups = whole.iter().enumerate().filter(|(nth, _)| chosen >> nth & 1 == 1).map(|(_, group)| group);
        let months: BTreeSet<usize> = groups.clone().flat_map(|(of, _)| of).copied().collect();
        let cases: u64 = groups.map(|(_, cases)| cases).sum();
        for some in 0_u32..1 << parts.len() {
            let some = parts.iter().enumerate().filter(|(nth, _)| some >> nth & 1 == 1).map(|(_, part)| part);
            let inside = some.flatten().filter(|(of, _)| of.is_subset(&months));
            had.push((months.clone(), cases - inside.map(|(_, cases)| cases).sum::<u64>()));
        }
    }
    had
}

/// As many cases as a month may have: none, few, or enough.
fn cases() -> impl Strategy<Value = u64> {
    prop_oneof![2 => Just(0), 3 => 1_u64..10, 3 => 10_u64..40]
}

proptest! {
    #[test]
    fn no_difference_is_of_few_cases(
        parts in prop::collection::vec(prop::collection::vec(cases(), MONTHS), 1..5),
        rest in prop::collection::vec(cases(), MONTHS),
    ) {
        let whole: Vec<u64> =
            (0..MONTHS).map(|month| rest[month] + parts.iter().map(|part| part[month]).sum::<u64>()).collect();
        let all: Vec<OutcomeCounts> = std::iter::once(&whole).chain(&parts).map(|months| counts(months)).collect();
        let of_all: Vec<&OutcomeCounts> = all.iter().collect();
        let withheld = withhold(&of_all, &[Family { whole: 0, parts: (1..=parts.len()).collect() }]);
        // The whole gives away nothing: it is what stands.
        prop_assert_eq!(&withheld[0], &Withheld::default());
        let Some(of_whole) = known(&whole, &withheld[0]) else { return Ok(()) };
        let of_parts: Vec<_> =
            parts.iter().zip(&withheld[1..]).filter_map(|(months, withheld)| known(months, withheld)).collect();
        for (_, cases) in of_parts.iter().flatten().chain(&of_whole) {
            prop_assert!(*cases == 0 || *cases >= FEWEST);
        }
        for (months, cases) in differences(&of_whole, &of_parts) {
            prop_assert!(cases == 0 || cases >= FEWEST, "{months:?}: {cases} of {whole:?}, {parts:?}, {withheld:?}");
        }
    }
}

#[test]
fn what_gives_nothing_away_is_published() {
    // The rest has enough in every month; and where it has nothing, there is nothing to hide.
    for rest in [[10, 20, 30, 40, 50], [0; MONTHS], [0, 12, 0, 12, 0]] {
        let part = [12, 11, 40, 25, 10];
        let whole: Vec<u64> = part.iter().zip(rest).map(|(part, rest)| part + rest).collect();
        let (whole, part) = (counts(&whole), counts(&part));
        let withheld = withhold(&[&whole, &part], &[Family { whole: 0, parts: vec![1] }]);
        assert_eq!(withheld[1], Withheld::default(), "{rest:?}");
    }
}

#[test]
fn more_parts_than_can_be_tried_in_all_combinations() {
    let parts: Vec<Vec<u64>> =
        (0..14_u64).map(|part| (0..5).map(|month| (part * 7 + month * 5) % 23).collect()).collect();
    let whole: Vec<u64> = (0..MONTHS).map(|month| 3 + parts.iter().map(|part| part[month]).sum::<u64>()).collect();
    let all: Vec<OutcomeCounts> = std::iter::once(&whole).chain(&parts).map(|months| counts(months)).collect();
    let of_all: Vec<&OutcomeCounts> = all.iter().collect();
    let withheld = withhold(&of_all, &[Family { whole: 0, parts: (1..=14).collect() }]);
    let of_whole = known(&whole, &withheld[0]).unwrap();
    let of_parts: Vec<_> = parts.iter().zip(&withheld[1..]).filter_map(|(months, of)| known(months, of)).collect();
    assert!(!of_parts.is_empty());
    for (months, cases) in differences(&of_whole, &of_parts) {
        assert!(cases == 0 || cases >= FEWEST, "{months:?}: {cases}");
    }
}
