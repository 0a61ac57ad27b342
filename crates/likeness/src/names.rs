//! The index: every known brand, and the nearest of them.

use std::collections::HashMap;

use crate::agree::{NAMES_FROM, PAIRS_FROM, SLOGAN_SHARE, SLOGANS_FROM, likeness};
use crate::postings::Postings;
use crate::text::lines;
use crate::why::{self, Why};
use crate::written::Written;

/// So many are named.
pub const NEAREST_AT_MOST: usize = 5;

/// The public examples have ids from here on; brands of a register stay below.
pub const FIRST_EXAMPLE: u64 = 1 << 63;

/// A brand to compare with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Its number in the register.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Its slogan; may be empty.
    pub slogan: String,
    /// Whose it is, as it is shown: "交通运输局, 太仓".
    pub owner: String,
}

/// A known brand that is like enough to be named.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// Its number; from [`FIRST_EXAMPLE`] on a public example.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub owner: String,
    /// How alike, between 0 and 1.
    pub likeness: f64,
    /// By what; never empty.
    pub why: Vec<Why>,
}

#[derive(Debug)]
struct Entry {
    known: Known,
    name: Written,
    slogan: Written,
}

impl Entry {
    fn new(known: Known) -> Self {
        Self { name: Written::new(&known.name), slogan: Written::new(&known.slogan), known }
    }

    /// How alike, if enough so.
    fn likeness(&self, name: &Written, slogan: &Written) -> Option<f64> {
        let (by_name, pairs) = likeness(name, &self.name);
        let by_name = (by_name >= NAMES_FROM && (pairs >= PAIRS_FROM || name.is_same(&self.name))).then_some(by_name);
        let (by_slogan, _) = likeness(slogan, &self.slogan);
        let by_slogan = (by_slogan >= SLOGANS_FROM).then_some(by_slogan * SLOGAN_SHARE);
        by_name.into_iter().chain(by_slogan).max_by(f64::total_cmp)
    }

    fn near(&self, name: &Written, slogan: &Written, likeness: f64) -> Near {
        let Known { id, name: known, slogan: words, owner } = &self.known;
        let mut why = why::of_names(name, &self.name);
        why.extend(why::of_slogans(slogan, &self.slogan, words));
        Near { id: *id, name: known.clone(), owner: owner.clone(), likeness, why }
    }
}

/// Compares a name and a slogan with one known brand: nothing when they are not alike enough to be named.
#[must_use]
pub fn compare(name: &str, slogan: &str, known: &Known) -> Option<Near> {
    let (name, slogan) = (Written::new(name), Written::new(slogan));
    let entry = Entry::new(known.clone());
    entry.likeness(&name, &slogan).map(|likeness| entry.near(&name, &slogan, likeness))
}

/// All known brands. Built once; adding or taking out a brand touches only the lists of its own characters.
#[derive(Debug, Default)]
pub struct Names {
    entries: Vec<Option<Entry>>,
    free: Vec<usize>,
    by_id: HashMap<u64, usize>,
    names: Postings,
    slogans: Postings,
}

impl Names {
    /// No brands yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The brands that other cities have made public.
    ///
    /// ```
    /// let near = likeness::Names::with_examples().nearest("愉快办", "", None);
    /// assert_eq!(near[0].name, "渝快办");
    /// ```
    #[must_use]
    pub fn with_examples() -> Self {
        let mut names = Self::new();
        for (id, line) in (FIRST_EXAMPLE..).zip(lines(include_str!("../data/examples.csv")).skip(1)) {
            let mut fields = line.splitn(3, ',').map(str::to_owned);
            let mut field = || fields.next().unwrap_or_default();
            let (name, unit, city) = (field(), field(), field());
            names.add(Known { id, name, slogan: String::new(), owner: format!("{unit}, {city}") });
        }
        names
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Adds a brand, in place of the one with the same id.
    pub fn add(&mut self, known: Known) {
        self.remove(known.id);
        let slot = self.free.pop().unwrap_or_else(|| {
            self.entries.push(None);
            self.entries.len() - 1
        });
        let entry = Entry::new(known);
        self.names.add(slot, &entry.name);
        self.slogans.add(slot, &entry.slogan);
        self.by_id.insert(entry.known.id, slot);
        if let Some(place) = self.entries.get_mut(slot) {
            *place = Some(entry);
        }
    }

    /// Takes a brand out; says whether it was there.
    pub fn remove(&mut self, id: u64) -> bool {
        let Some(slot) = self.by_id.remove(&id) else { return false };
        if let Some(entry) = self.entries.get_mut(slot).and_then(Option::take) {
            self.names.remove(slot, &entry.name);
            self.slogans.remove(slot, &entry.slogan);
        }
        self.free.push(slot);
        true
    }

    /// The nearest brands that are like enough to be named: at most [`NEAREST_AT_MOST`], the likest first, and of equally like
    /// ones the lower id. `but` is the brand that asks, which is like itself.
    #[must_use]
    pub fn nearest(&self, name: &str, slogan: &str, but: Option<u64>) -> Vec<Near> {
        let (name, slogan) = (Written::new(name), Written::new(slogan));
        // By slot, the most that a brand can come to; brands are looked at from the most promising on, until none can get in.
        let mut promising = self.names.at_most(&name, self.entries.len(), NAMES_FROM, 1.0);
        promising.extend(self.slogans.at_most(&slogan, self.entries.len(), SLOGANS_FROM, SLOGAN_SHARE));
        promising.sort_unstable_by(|one, other| other.at_most.total_cmp(&one.at_most).then(one.slot.cmp(&other.slot)));

        let mut best: Vec<(f64, &Entry)> = Vec::with_capacity(NEAREST_AT_MOST + 1);
        for promise in promising {
            let last = best.get(NEAREST_AT_MOST - 1);
            if last.is_some_and(|(likeness, _)| promise.at_most < *likeness) {
                break;
            }
            let Some(Some(entry)) = self.entries.get(promise.slot) else { continue };
            let id = entry.known.id;
            // A brand may be promising by its name and again by its slogan.
            if but == Some(id) || best.iter().any(|(_, seen)| seen.known.id == id) {
                continue;
            }
            let Some(likeness) = entry.likeness(&name, &slogan) else { continue };
            let place = best.partition_point(|(other, seen)| {
                other.total_cmp(&likeness).is_gt() || (*other == likeness && seen.known.id < id)
            });
            best.insert(place, (likeness, entry));
            best.truncate(NEAREST_AT_MOST);
        }
        best.into_iter().map(|(likeness, entry)| entry.near(&name, &slogan, likeness)).collect()
    }
}
