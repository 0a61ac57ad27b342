//! From a question to the list that is shown.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::fold::signs;
use crate::found::{Finder, How, in_order, places};
use crate::index::{Index, Kind, Line};
use crate::term::{Question, words};
use crate::vocabulary::mistakes;

/// Why something was found, the best reason first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is what was typed.
    Exact,
    /// It begins with what was typed.
    Prefix,
    /// It has what was typed.
    Contained,
    /// It has every word that was typed, somewhere.
    Words,
    /// It has the characters in their order, with others between them: 环评 for 环境影响评价.
    Characters,
    /// By the first letters of its pinyin.
    Initials,
    /// By its pinyin.
    Pinyin,
    /// A word of its other names begins with the few letters that were typed.
    EnglishWord,
    /// Not as it was typed.
    Corrected {
        /// What was typed.
        from: String,
        /// What was probably meant.
        to: String,
    },
}

/// A piece of a text that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// In which text: 0 is the name, 1 the first of the others.
    pub line: usize,
    /// Which bytes of it.
    pub range: Range<usize>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its number among its kind.
    pub id: u64,
    /// What it is.
    pub kind: Kind,
    /// How good it is: the first rule of the ranking as a number, the higher the better.
    pub score: u16,
    /// Why it was found.
    pub why: Why,
    /// The pieces that were found, in the order of the texts, none over another.
    pub marks: Vec<Mark>,
}

/// What a question found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The best of each kind, the best of all first.
    pub hits: Vec<Hit>,
    in_all: BTreeMap<Kind, usize>,
}

impl Found {
    /// How many of a kind were found in all.
    #[must_use]
    pub fn in_all(&self, kind: Kind) -> usize {
        self.in_all.get(&kind).copied().unwrap_or_default()
    }
}

/// What each piece of a question finds.
struct Answers<'a> {
    whole: Finder<'a>,
    words: Vec<Finder<'a>>,
}

impl<'a> Answers<'a> {
    fn of(index: &'a Index, question: &'a Question) -> Self {
        let find = |term| Finder::find(index, term);
        Self { whole: find(&question.whole), words: question.words.iter().map(find).collect() }
    }

    /// Adds what is found with mistakes: in words that were found nowhere or, where each was found somewhere, in all of them.
    fn forgive(&mut self) {
        self.whole.forgive();
        let all = self.words.iter().all(Finder::has_any);
        for word in self.words.iter_mut().filter(|word| all || !word.has_any()) {
            word.forgive();
            if !word.has_any() {
                break;
            }
        }
    }

    /// The score of an entry, and whether it is that of the whole.
    fn score(&self, entry: usize) -> (u16, bool) {
        let whole = self.whole.best(entry).score;
        let words = self.words.iter().map(|found| found.best(entry).score);
        let words = words.min().unwrap_or(0).min(How::Words.score(true));
        (whole.max(words), whole >= words)
    }
}

impl Index {
    /// What a question finds: at most so many of each kind, in the order that the crate's documentation gives.
    ///
    /// The first 60 letters, digits and characters of a question count, and of its words the first eight.
    #[must_use]
    pub fn find(&self, question: &str, most: usize) -> Found {
        let Some(question) = Question::read(&self.signs, question) else { return Found::default() };
        let mut answers = Answers::of(self, &question);
        let mut of_kind = self.ranked(&answers);
        if of_kind.is_empty() {
            answers.forgive();
            of_kind = self.ranked(&answers);
        }
        let in_all = of_kind.iter().map(|(kind, found)| (*kind, found.len())).collect();
        let mut best = Vec::new();
        for mut found in of_kind.into_values() {
            if found.len() > most {
                found.select_nth_unstable(most);
                found.truncate(most);
            }
            best.extend(found);
        }
        best.sort_unstable();
        let hits = best.into_iter().filter_map(|(Reverse(score), _, at)| self.hit(&question, &answers, score, at));
        Found { hits: hits.collect(), in_all }
    }

    /// What was found of each kind: the score, the place among equals, and which entry.
    fn ranked(&self, answers: &Answers<'_>) -> BTreeMap<Kind, Vec<(Reverse<u16>, u32, usize)>> {
        let mut of_kind: BTreeMap<Kind, Vec<(Reverse<u16>, u32, usize)>> = BTreeMap::new();
        for (at, (kind, place)) in self.kinds.iter().zip(&self.places).enumerate() {
            let (score, _) = answers.score(at);
            if score > 0 {
                of_kind.entry(*kind).or_default().push((Reverse(score), *place, at));
            }
        }
        of_kind
    }

    fn hit(&self, question: &Question, answers: &Answers<'_>, score: u16, at: usize) -> Option<Hit> {
        let entry = self.entries.get(at)?;
        let (_, is_whole) = answers.score(at);
        let finders = if is_whole { std::slice::from_ref(&answers.whole) } else { answers.words.as_slice() };
        let mut marks = Vec::new();
        let mut meant = Vec::new();
        let mut corrected = false;
        for finder in finders {
            let (best, term) = (finder.best(at), finder.term);
            let Some(line) = self.line(best.line) else { continue };
            let pieces = self.pieces(line, finder, best.how);
            let text = self.text(line);
            if best.how.is_corrected() {
                corrected = true;
                let span = pieces.first().zip(pieces.last()).map(|(first, last)| first.start..last.end);
                meant.push(span.and_then(|span| text.get(span)).unwrap_or(&term.typed));
            } else {
                meant.push(&term.typed);
            }
            let nth = usize::try_from(line.nth).unwrap_or_default();
            marks.extend(pieces.into_iter().map(|range| Mark { line: nth, range }));
        }
        let how = if is_whole { answers.whole.best(at).how } else { How::Words };
        let why = match how {
            _ if corrected => Why::Corrected { from: question.whole.typed.clone(), to: meant.join(" ") },
            How::Exact => Why::Exact,
            How::Prefix => Why::Prefix,
            How::Contained => Why::Contained,
            How::Characters => Why::Characters,
            How::Initials => Why::Initials,
            How::Pinyin => Why::Pinyin,
            How::Word => Why::EnglishWord,
            _ => Why::Words,
        };
        Some(Hit { id: entry.id, kind: entry.kind, score, why, marks: joined(marks) })
    }

    /// The bytes of a line by which a piece of a question was found.
    fn pieces(&self, line: Line, finder: &Finder<'_>, how: How) -> Vec<Range<usize>> {
        let term = finder.term;
        let text = self.letters(line);
        let signs = signs(self.text(line));
        let starts = || words(&signs);
        let run = |found: Option<Range<usize>>| found.into_iter().collect();
        let found: Vec<Range<usize>> = match how {
            How::Characters => in_order(text, &term.numbers).into_iter().flatten().map(|at| at..at + 1).collect(),
            How::Initials | How::Pinyin | How::Sound | How::Mistaken => run(finder.piece(text, how)),
            How::OneLetter | How::TwoLetters => {
                let piece = term.pieces.first().map_or("", String::as_str);
                let near = starts().filter_map(|(at, word)| Some((mistakes(piece, &word)?, at..at + word.len())));
                run(near.min_by_key(|(mistakes, _)| *mistakes).map(|(_, word)| word))
            }
            How::Exact | How::Prefix | How::Contained | How::Word | How::Words => {
                // Rather where a word begins than in the middle of one.
                let begins = places(text, &term.numbers).find(|place| starts().any(|(at, _)| at == *place));
                let place = begins.filter(|_| line.latin).or_else(|| places(text, &term.numbers).next());
                run(place.map(|at| at..at + term.len()))
            }
        };
        let bytes = |run: Range<usize>| {
            let signs = signs.get(run)?;
            Some(signs.first()?.at.start..signs.last()?.at.end)
        };
        found.into_iter().filter_map(bytes).collect()
    }
}

/// Pieces in their order, those that touch or lie over one another as one.
fn joined(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.line, mark.range.start));
    let mut joined: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        match joined.last_mut() {
            Some(last) if last.line == mark.line && last.range.end >= mark.range.start => {
                last.range.end = last.range.end.max(mark.range.end);
            }
            _ => joined.push(mark),
        }
    }
    joined
}
