//! The index: all texts in signs, and which line has which sign and which word.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::fold::signs;
use crate::signs::Signs;
use crate::term::words;
use crate::vocabulary::{Stands, Vocabulary};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A service (事项).
    Service,
    /// A brand.
    Brand,
    /// A promise.
    Promise,
    /// A unit.
    Unit,
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its number among its kind.
    pub id: u64,
    /// Its name.
    pub text: String,
    /// By what else it is found: its English name, a code, a slogan.
    pub more: Vec<String>,
    /// What stands higher, of two that were found in the same way.
    pub weight: u32,
}

/// A text of an entry: its name, or one of the others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) entry: u32,
    /// 0 for the name.
    pub(crate) nth: u32,
    /// Whether it is not read aloud: Latin letters and digits alone, and no name.
    pub(crate) latin: bool,
    start: u32,
    end: u32,
}

/// A line that is read aloud. They stand by themselves, and so do their letters: a question goes through all of them in one stride.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spoken {
    /// With what letters its characters may be typed.
    pub(crate) mask: u64,
    pub(crate) line: u32,
    start: u32,
    end: u32,
    /// Whether it has any Latin letter or digit.
    pub(crate) has_latin: bool,
}

/// All that can be found. It is built once, and built anew when something has changed.
#[derive(Debug, Default)]
pub struct Index {
    pub(crate) entries: Vec<Entry>,
    /// The kind of each entry.
    pub(crate) kinds: Vec<Kind>,
    /// The place of each entry among all, were they found in the same way.
    pub(crate) places: Vec<u32>,
    lines: Vec<Line>,
    /// The signs of all lines that are not read aloud.
    latin: Vec<u32>,
    pub(crate) spoken: Vec<Spoken>,
    /// The signs of all lines that are.
    aloud: Vec<u32>,
    pub(crate) signs: Signs,
    /// For each sign that is no Latin letter and no digit the spoken lines that have it, by their places in the list.
    postings: Vec<Vec<u32>>,
    pub(crate) vocabulary: Vocabulary,
}

impl Index {
    /// Builds the index. Of two entries of the same kind and number both are found.
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut index = Self::default();
        let mut vocabulary: BTreeMap<String, Vec<Stands>> = BTreeMap::new();
        let mut order = Vec::with_capacity(entries.len());
        for (entry, number) in entries.iter().zip(0_u32..) {
            for (text, nth) in std::iter::once(&entry.text).chain(&entry.more).zip(0_u32..) {
                let length = index.add(text, number, nth, &mut vocabulary);
                if nth == 0 {
                    order.push((Reverse(entry.weight), length, entry.kind, entry.id, number));
                }
            }
        }
        order.sort_unstable();
        index.places = vec![0; entries.len()];
        for ((.., number), place) in order.into_iter().zip(0..) {
            if let Some(known) = usize::try_from(number).ok().and_then(|at| index.places.get_mut(at)) {
                *known = place;
            }
        }
        index.kinds = entries.iter().map(|entry| entry.kind).collect();
        index.entries = entries;
        index.vocabulary = Vocabulary::new(vocabulary);
        index
    }

    fn add(&mut self, text: &str, entry: u32, nth: u32, vocabulary: &mut BTreeMap<String, Vec<Stands>>) -> usize {
        let line = number(self.lines.len());
        let signs = signs(text);
        let latin = nth > 0 && signs.iter().all(|sign| sign.sign.is_ascii());
        let spoken = number(self.spoken.len());
        let letters = if latin { &mut self.latin } else { &mut self.aloud };
        let start = number(letters.len());
        let mut mask = 0;
        for sign in &signs {
            let number = self.signs.take(sign.sign);
            letters.push(number);
            mask |= self.signs.mask_of(number);
            if sign.sign.is_ascii() {
                continue;
            }
            let Ok(at) = usize::try_from(number) else { continue };
            if self.postings.len() <= at {
                self.postings.resize(self.signs.len(), Vec::new());
            }
            if let Some(lines) = self.postings.get_mut(at).filter(|lines| lines.last() != Some(&spoken)) {
                lines.push(spoken);
            }
        }
        let end = number(letters.len());
        for (at, word) in words(&signs) {
            let lines = vocabulary.entry(word).or_default();
            if lines.last().is_none_or(|last| last.line != line) {
                lines.push(Stands { line, inside: at > 0, part: false });
            }
        }
        if !latin {
            let has_latin = signs.iter().any(|sign| sign.sign.is_ascii());
            self.spoken.push(Spoken { mask, line, start, end, has_latin });
        }
        self.lines.push(Line { entry, nth, latin, start, end });
        signs.len()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn line(&self, number: u32) -> Option<Line> {
        usize::try_from(number).ok().and_then(|at| self.lines.get(at)).copied()
    }

    pub(crate) fn entry(&self, number: u32) -> Option<&Entry> {
        usize::try_from(number).ok().and_then(|at| self.entries.get(at))
    }

    /// The signs of a line.
    pub(crate) fn letters(&self, line: Line) -> &[u32] {
        piece(if line.latin { &self.latin } else { &self.aloud }, line.start, line.end)
    }

    /// A line that is read aloud, by its place in the list, and its signs.
    pub(crate) fn spoken(&self, place: u32) -> Option<(Spoken, &[u32])> {
        let spoken = usize::try_from(place).ok().and_then(|at| self.spoken.get(at))?;
        Some((*spoken, piece(&self.aloud, spoken.start, spoken.end)))
    }

    /// A line as it was given.
    pub(crate) fn text(&self, line: Line) -> &str {
        let Some(entry) = self.entry(line.entry) else { return "" };
        match line.nth.checked_sub(1).and_then(|nth| usize::try_from(nth).ok()) {
            None => &entry.text,
            Some(nth) => entry.more.get(nth).map_or("", String::as_str),
        }
    }

    /// The spoken lines that have all of some signs.
    pub(crate) fn having(&self, signs: &[u32]) -> Vec<u32> {
        let lists = signs.iter().map(|sign| usize::try_from(*sign).ok().and_then(|at| self.postings.get(at)));
        let Some(mut lists) = lists.collect::<Option<Vec<&Vec<u32>>>>() else { return Vec::new() };
        lists.sort_by_key(|lines| lines.len());
        let Some((rarest, others)) = lists.split_first() else { return Vec::new() };
        let mut lines = (*rarest).clone();
        for other in others {
            let mut rest = other.as_slice();
            lines.retain(|line| {
                // A near place is soon reached, a far one by halves.
                let step = if rest.len() > 16 * 64 {
                    rest.partition_point(|other| other < line)
                } else {
                    rest.iter().take_while(|other| *other < line).count()
                };
                rest = rest.get(step..).unwrap_or_default();
                rest.first() == Some(line)
            });
        }
        lines
    }

    /// The spoken lines that have all of some signs but one.
    pub(crate) fn having_most(&self, signs: &[u32]) -> Vec<u32> {
        let mut signs = signs.to_vec();
        let in_all = signs.len();
        signs.sort_unstable();
        let mut counts = vec![0_usize; self.spoken.len()];
        for same in signs.chunk_by(|one, next| one == next) {
            // A sign that is asked for twice stands in a line perhaps once: it may be the one that is wrong, and the other counts.
            let lines = same.first().and_then(|sign| usize::try_from(*sign).ok()).and_then(|at| self.postings.get(at));
            for line in lines.into_iter().flatten() {
                if let Some(count) = usize::try_from(*line).ok().and_then(|at| counts.get_mut(at)) {
                    *count += same.len();
                }
            }
        }
        let most = counts.into_iter().zip(0_u32..).filter(|(count, _)| count + 1 >= in_all);
        most.map(|(_, line)| line).collect()
    }
}

fn piece(letters: &[u32], start: u32, end: u32) -> &[u32] {
    let place = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
    letters.get(place(start)..place(end)).unwrap_or_default()
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
