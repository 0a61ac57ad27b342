//! What is not published of one promise because another one counts its cases too.
//!
//! A bureau promises something of all its services, and a sub-brand of it something of one of them. Both are published. Who subtracts
//! the one from the other has the cases of the other services; and who subtracts all sub-brands but one from the bureau has the
//! month of the one that was left out for having few cases. [`withhold`] leaves out months more, until no such difference is
//! of few cases.

use std::collections::{BTreeMap, BTreeSet};

use measure::OutcomeCounts;
use terms::Month;

use crate::published::FEWEST;

/// What of a promise's figures is not published although it has enough cases.
///
/// ```
/// use bundle::Withheld;
///
/// let withheld = Withheld::named("2025-03,2025-07").unwrap();
/// assert_eq!(withheld.months.len(), 2);
/// assert_eq!(withheld.to_string(), "2025-03,2025-07");
/// assert_eq!(Withheld::named("March"), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Withheld {
    /// All of it.
    pub all: bool,
    /// These months, which are counted in the whole only.
    pub months: BTreeSet<Month>,
}

impl Withheld {
    /// What a text says: `all`, months with commas between them, or nothing; `None` for any other text.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        if text == "all" {
            return Some(Self { all: true, months: BTreeSet::new() });
        }
        let months = text.split(',').filter(|month| !month.is_empty()).map(Month::named);
        Some(Self { all: false, months: months.collect::<Option<_>>()? })
    }
}

impl std::fmt::Display for Withheld {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.all {
            return out.write_str("all");
        }
        let months: Vec<String> = self.months.iter().map(ToString::to_string).collect();
        out.write_str(&months.join(","))
    }
}

/// A promise that counts the cases of others too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The promise, by its place.
    pub whole: usize,
    /// The others, by their places. No case is counted by two of them.
    pub parts: Vec<usize>,
}

/// The settled cases of a promise, by month.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settled {
    by_month: BTreeMap<Month, u64>,
    /// Those whose due lies beyond the known calendar.
    without: u64,
}

impl Settled {
    pub(crate) fn of(counts: &OutcomeCounts) -> Self {
        let mut settled = Self { by_month: counts.months().into_iter().map(|month| (month, 0)).collect(), without: 0 };
        for (alike, cases) in counts.rows().filter(|(alike, _)| alike.outcome.is_settled()) {
            match alike.month {
                Some(month) => *settled.by_month.entry(month).or_default() += cases,
                None => settled.without += cases,
            }
        }
        settled
    }

    fn in_month(&self, month: Month) -> u64 {
        self.by_month.get(&month).copied().unwrap_or(0)
    }

    fn total(&self) -> u64 {
        self.without + self.by_month.values().sum::<u64>()
    }

    /// The months that are published on their own: those with enough cases that are not withheld; and so that what is left over is
    /// not of few cases either.
    pub(crate) fn alone(&self, withheld: &Withheld) -> BTreeSet<Month> {
        let is_alone = |month: &Month, settled: u64| settled >= FEWEST && !withheld.months.contains(month);
        let (mut alone, merged): (BTreeMap<Month, u64>, BTreeMap<Month, u64>) =
            self.by_month.iter().partition(|(month, settled)| is_alone(month, **settled));
        let mut left = self.without + merged.values().sum::<u64>();
        while (1..FEWEST).contains(&left) {
            // Of equally small ones the oldest.
            let Some(smallest) =
                alone.iter().min_by_key(|(month, settled)| (**settled, **month)).map(|(month, _)| *month)
            else {
                break;
            };
            left += alone.remove(&smallest).unwrap_or(0);
        }
        alone.into_keys().collect()
    }
}

/// What is withheld of each promise so that no difference between the figures of a family is of few cases.
///
/// Known of a promise are its months that stand alone and, together, the others. What somebody can have by subtracting is the whole over
/// some months, less parts over months among these. It is enough to look at two kinds of months: single ones in which the whole stands alone,
/// and the months in which one or several of the parts do not. Every other difference is a sum of these.
///
/// ```
/// use bundle::{Family, withhold};
/// use measure::{Alike, OutcomeCounts};
/// use terms::{ElapsedUnit, Month, Outcome};
///
/// let counts = |months: [u64; 2]| {
///     let mut counts = OutcomeCounts::new(ElapsedUnit::WorkingDay, None);
///     for (month, cases) in (660..).map(Month).zip(months) {
///         let alike = Alike { month: Some(month), ended: Some(month), outcome: Outcome::Kept, ..Alike::default() };
///         counts.add(alike, cases);
///     }
///     counts
/// };
/// // In the second month 44 less 40 would tell that the other services had four cases.
/// let (bureau, sub_brand) = (counts([60, 44]), counts([30, 40]));
/// let withheld = withhold(&[&bureau, &sub_brand], &[Family { whole: 0, parts: vec![1] }]);
/// assert_eq!(withheld[0].to_string(), "");
/// assert_eq!(withheld[1].months.len(), 2);
/// ```
#[must_use]
pub fn withhold(counts: &[&OutcomeCounts], families: &[Family]) -> Vec<Withheld> {
    let settled: Vec<Settled> = counts.iter().map(|counts| Settled::of(counts)).collect();
    let mut withheld = vec![Withheld::default(); counts.len()];
    // A step withholds something more, and there is only so much: it comes to an end.
    while families.iter().any(|family| protect(&settled, family, &mut withheld)) {}
    withheld
}

/// A promise of a family as it stands: its settled cases, the months that stand alone, and whether others are left over.
struct Member<'a> {
    place: usize,
    settled: &'a Settled,
    alone: BTreeSet<Month>,
    has_more: bool,
}

impl<'a> Member<'a> {
    /// None of one that is not published at all.
    fn of(place: usize, settled: &'a [Settled], withheld: &[Withheld]) -> Option<Self> {
        let (settled, withheld) = (settled.get(place)?, withheld.get(place)?);
        if withheld.all || settled.total() < FEWEST {
            return None;
        }
        let alone = settled.alone(withheld);
        let known: u64 = alone.iter().map(|month| settled.in_month(*month)).sum();
        Some(Self { place, settled, alone, has_more: settled.total() > known })
    }

    /// What is known of a month by itself: its cases, or that there are none.
    fn known(&self, month: Month) -> u64 {
        if self.alone.contains(&month) { self.settled.in_month(month) } else { 0 }
    }
}

/// More parts than this are not tried in all combinations, but withhold the same months.
const IN_ALL_COMBINATIONS: usize = 10;

/// Withholds one thing more, where it is needed; says whether it was.
fn protect(settled: &[Settled], family: &Family, withheld: &mut [Withheld]) -> bool {
    let Some(whole) = Member::of(family.whole, settled, withheld) else { return false };
    let parts: Vec<Member<'_>> =
        family.parts.iter().filter_map(|place| Member::of(*place, settled, withheld)).collect();
    // Of a month that is counted in the whole only, no part is known.
    for part in &parts {
        if let Some(month) = part.alone.difference(&whole.alone).next() {
            return withhold_month(withheld, part.place, *month);
        }
    }
    let left = |month: Month| {
        let known: u64 = parts.iter().map(|part| part.known(month)).sum();
        whole.settled.in_month(month).saturating_sub(known)
    };
    for month in &whole.alone {
        if (1..FEWEST).contains(&left(*month))
            && let Some(place) = smallest_in(parts.iter(), *month)
        {
            return withhold_month(withheld, place, *month);
        }
    }
    // Parts of which all months are known leave nothing over.
    let open: Vec<&Member<'_>> = parts.iter().filter(|part| part.has_more).collect();
    if open.len() > IN_ALL_COMBINATIONS {
        let known_of_all = |month: &&Month| open.iter().all(|part| part.alone.contains(month));
        for part in &open {
            if let Some(month) = part.alone.iter().find(|month| !known_of_all(month)) {
                return withhold_month(withheld, part.place, *month);
            }
        }
        return protect_some(&whole, &parts, &open, withheld);
    }
    (1_u32..1 << open.len()).any(|chosen| {
        let some: Vec<&Member<'_>> =
            open.iter().enumerate().filter(|(nth, _)| chosen >> nth & 1 == 1).map(|(_, part)| *part).collect();
        protect_some(&whole, &parts, &some, withheld)
    })
}

/// Looks at the months in which some parts do not stand alone: over these, what is the whole less all that is known of the parts?
fn protect_some(whole: &Member<'_>, parts: &[Member<'_>], some: &[&Member<'_>], withheld: &mut [Withheld]) -> bool {
    let stands = |month: &Month| some.iter().all(|part| part.alone.contains(month));
    let is_some = |part: &&Member<'_>| some.iter().any(|chosen| chosen.place == part.place);
    let months = || whole.settled.by_month.keys().filter(|month| !stands(month));
    let of_whole: u64 = whole.settled.without + months().map(|month| whole.settled.in_month(*month)).sum::<u64>();
    let of_some: u64 = some
        .iter()
        .map(|part| part.settled.without + months().map(|month| part.settled.in_month(*month)).sum::<u64>())
        .sum();
    let others = || parts.iter().filter(|part| !is_some(part));
    let of_others: u64 = others().map(|part| months().map(|month| part.known(*month)).sum::<u64>()).sum();
    if !(1..FEWEST).contains(&of_whole.saturating_sub(of_some + of_others)) {
        return false;
    }
    // With a month more, of which enough is left, enough is left of all.
    let grows = |month: &&Month| {
        let known: u64 = parts.iter().map(|part| part.known(**month)).sum();
        whole.settled.in_month(**month).saturating_sub(known) >= FEWEST
    };
    if let Some(month) = whole.alone.iter().filter(|month| stands(month)).find(grows)
        && let Some(place) = smallest_in(some.iter().copied(), *month)
    {
        return withhold_month(withheld, place, *month);
    }
    let smallest = some.iter().min_by_key(|part| (part.settled.total(), part.place));
    smallest.and_then(|part| withheld.get_mut(part.place)).is_some_and(|withheld| {
        *withheld = Withheld { all: true, months: BTreeSet::new() };
        true
    })
}

/// The part with the fewest cases in a month, among those of which it is known.
fn smallest_in<'a>(parts: impl Iterator<Item = &'a Member<'a>>, month: Month) -> Option<usize> {
    let known = parts.filter(|part| part.alone.contains(&month));
    known.min_by_key(|part| (part.known(month), part.place)).map(|part| part.place)
}

fn withhold_month(withheld: &mut [Withheld], place: usize, month: Month) -> bool {
    withheld.get_mut(place).is_some_and(|withheld| withheld.months.insert(month))
}
