//! The index: all texts in signs, and which line has which sign and which word.

use std::collections::BTreeMap;

use crate::fold::signs;
use crate::signs::Signs;
use crate::term::words;
use crate::vocabulary::Vocabulary;

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
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) entry: u32,
    /// 0 for the name.
    pub(crate) nth: u32,
    /// Whether it is not read aloud: Latin letters and digits alone, and no name.
    pub(crate) latin: bool,
    /// Whether it has any Latin letter or digit.
    pub(crate) has_latin: bool,
    start: usize,
    end: usize,
}

/// All that can be found. It is built once, and built anew when something has changed.
#[derive(Debug, Default)]
pub struct Index {
    pub(crate) entries: Vec<Entry>,
    /// How many signs the name of each entry has.
    pub(crate) lengths: Vec<usize>,
    pub(crate) lines: Vec<Line>,
    letters: Vec<u32>,
    /// For each line, with what letters its characters may be typed; nothing for one that is not read aloud.
    pub(crate) masks: Vec<u64>,
    pub(crate) signs: Signs,
    /// For each sign that is no Latin letter and no digit the lines that have it.
    postings: Vec<Vec<u32>>,
    pub(crate) vocabulary: Vocabulary,
}

impl Index {
    /// Builds the index. Of two entries of the same kind and number both are found.
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut index = Self::default();
        let mut vocabulary: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (entry, number) in entries.iter().zip(0_u32..) {
            for (text, nth) in std::iter::once(&entry.text).chain(&entry.more).zip(0_u32..) {
                let length = index.add(text, number, nth, &mut vocabulary);
                if nth == 0 {
                    index.lengths.push(length);
                }
            }
        }
        index.entries = entries;
        index.vocabulary = Vocabulary::new(vocabulary);
        index
    }

    fn add(&mut self, text: &str, entry: u32, nth: u32, vocabulary: &mut BTreeMap<String, Vec<u32>>) -> usize {
        let line = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        let signs = signs(text);
        let latin = nth > 0 && signs.iter().all(|sign| sign.sign.is_ascii());
        let has_latin = signs.iter().any(|sign| sign.sign.is_ascii());
        let start = self.letters.len();
        let mut mask = 0;
        for sign in &signs {
            let number = self.signs.take(sign.sign);
            self.letters.push(number);
            mask |= self.signs.mask_of(number);
            self.postings.resize(self.signs.len(), Vec::new());
            if !sign.sign.is_ascii()
                && let Some(lines) = usize::try_from(number).ok().and_then(|at| self.postings.get_mut(at))
                && lines.last() != Some(&line)
            {
                lines.push(line);
            }
        }
        for (_, word) in words(&signs) {
            let lines = vocabulary.entry(word).or_default();
            if lines.last() != Some(&line) {
                lines.push(line);
            }
        }
        self.masks.push(if latin { 0 } else { mask });
        self.lines.push(Line { entry, nth, latin, has_latin, start, end: self.letters.len() });
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

    pub(crate) fn line(&self, number: u32) -> Option<&Line> {
        usize::try_from(number).ok().and_then(|at| self.lines.get(at))
    }

    pub(crate) fn entry(&self, number: u32) -> Option<&Entry> {
        usize::try_from(number).ok().and_then(|at| self.entries.get(at))
    }

    /// The signs of a line.
    pub(crate) fn letters(&self, line: &Line) -> &[u32] {
        self.letters.get(line.start..line.end).unwrap_or_default()
    }

    /// A line as it was given.
    pub(crate) fn text(&self, line: &Line) -> &str {
        let Some(entry) = self.entry(line.entry) else { return "" };
        match line.nth.checked_sub(1).and_then(|nth| usize::try_from(nth).ok()) {
            None => &entry.text,
            Some(nth) => entry.more.get(nth).map_or("", String::as_str),
        }
    }

    /// The lines that have all of some signs.
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

    /// The lines that have all of some signs but one.
    pub(crate) fn having_most(&self, signs: &[u32]) -> Vec<u32> {
        let mut signs = signs.to_vec();
        let in_all = signs.len();
        signs.sort_unstable();
        let mut counts = vec![0_usize; self.lines.len()];
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
