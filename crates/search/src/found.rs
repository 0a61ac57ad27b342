//! How a piece of a question was found in a line, and what ranks before what.

use crate::index::Index;
use crate::signs::Signs;
use crate::spoken::{Mistaken, Moves, Typing};
use crate::term::Term;
use crate::vocabulary::INSIDE_FROM;

/// How something was found, the best way last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    /// A Latin word with two mistakes.
    TwoLetters,
    /// A Latin word with one mistake.
    OneLetter,
    /// A character or a syllable of pinyin wrong, missing or too many.
    Mistaken,
    /// Characters or syllables that are spoken alike.
    Sound,
    /// Few letters, with which a word of the other names begins.
    Word,
    Pinyin,
    Initials,
    /// The characters in order, with others between them.
    Characters,
    /// All words, somewhere.
    Words,
    Contained,
    Prefix,
    Exact,
}

impl How {
    /// What counts: the way, and then whether it is the name itself.
    pub(crate) fn score(self, in_name: bool) -> u16 {
        2 * (self as u16) + 1 + u16::from(in_name)
    }

    pub(crate) fn is_corrected(self) -> bool {
        self <= Self::Sound
    }
}

/// The best line of an entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Best {
    pub(crate) how: How,
    pub(crate) line: u32,
    /// 0 when nothing was found.
    pub(crate) score: u16,
}

const NOTHING: Best = Best { how: How::TwoLetters, line: 0, score: 0 };

/// A homophone counts from so many characters on, and pinyin that is spoken alike from so many letters on.
const CHARACTERS_BY_SOUND: usize = 2;
const LETTERS_BY_SOUND: usize = 4;

/// What a piece of a question finds: for each entry the best line.
pub(crate) struct Finder<'a> {
    index: &'a Index,
    term: &'a Term,
    best: Vec<Best>,
}

impl<'a> Finder<'a> {
    /// What is found as it was typed; `forgiving`, also with mistakes.
    pub(crate) fn find(index: &'a Index, term: &'a Term, forgiving: bool) -> Vec<Best> {
        let mut finder = Self { index, term, best: vec![NOTHING; index.entries.len()] };
        finder.aloud();
        finder.by_words();
        if forgiving {
            finder.by_sound();
            finder.with_a_mistake();
            finder.misspelt_words();
        }
        finder.best
    }

    fn note(&mut self, number: u32, how: How) {
        let Some(line) = self.index.line(number) else { return };
        let score = how.score(line.nth == 0);
        let best = usize::try_from(line.entry).ok().and_then(|at| self.best.get_mut(at));
        if let Some(best) = best.filter(|best| best.score < score) {
            *best = Best { how, line: number, score };
        }
    }

    /// By characters, letters and pinyin.
    fn aloud(&mut self) {
        let (index, term) = (self.index, self.term);
        if !term.is_known() {
            return;
        }
        let characters: Vec<u32> = term
            .signs
            .iter()
            .zip(&term.numbers)
            .filter(|(sign, _)| !sign.is_ascii())
            .map(|(_, number)| *number)
            .collect();
        if characters.len() == term.len() {
            for number in index.having(&characters) {
                let Some(line) = index.line(number) else { continue };
                let text = index.letters(line);
                if let Some(how) = contained(text, &term.numbers) {
                    self.note(number, how);
                } else if in_order(text, &term.numbers).is_some() {
                    self.note(number, How::Characters);
                }
            }
            return;
        }
        let pinyin = Moves::new(&index.signs, term, Typing::Pinyin);
        let initials = Moves::new(&index.signs, term, Typing::Initials);
        let of_line = |number: u32| {
            let text = index.letters(index.line(number)?);
            // What is read aloud is rarely what was typed, and seldom read as it: most lines end here.
            if !pinyin.is_in(text) {
                return None;
            }
            let by_sound = || if initials.is_in(text) { How::Initials } else { How::Pinyin };
            Some(contained(text, &term.numbers).unwrap_or_else(by_sound))
        };
        let needs = term.needs(false);
        let lines = if characters.is_empty() { self.masked(needs, 0) } else { index.having(&characters) };
        for number in lines {
            if let Some(how) = of_line(number) {
                self.note(number, how);
            }
        }
    }

    /// The lines whose mask lacks at most so many of some letters.
    fn masked(&self, needs: u64, lacking: u32) -> Vec<u32> {
        let masks = self.index.masks.iter().zip(0_u32..);
        let fits = |mask: u64| mask != 0 && (needs & !mask).count_ones() <= lacking;
        masks.filter(|(mask, _)| fits(**mask)).map(|(_, line)| line).collect()
    }

    /// By Latin words and numbers.
    fn by_words(&mut self) {
        let (index, term) = (self.index, self.term);
        let Some((first, others)) = term.pieces.split_first() else { return };
        let mut lines = index.vocabulary.lines(first);
        for piece in others {
            let also = index.vocabulary.lines(piece);
            lines.retain(|line| also.binary_search_by_key(&line.0, |line| line.0).is_ok());
        }
        for (number, whole) in lines {
            let Some(line) = index.line(number) else { continue };
            let Some(how) = contained(index.letters(line), &term.numbers) else { continue };
            let is_short = term.len() < INSIDE_FROM && !whole && line.nth > 0;
            self.note(number, if is_short { How::Word } else { how });
        }
    }

    fn by_sound(&mut self) {
        let term = self.term;
        if term.characters() < CHARACTERS_BY_SOUND && term.letters() < LETTERS_BY_SOUND {
            return;
        }
        let moves = Moves::new(&self.index.signs, term, Typing::Sound);
        self.among(term.needs(true), 0, How::Sound, |text| moves.is_in(text));
    }

    fn with_a_mistake(&mut self) {
        let Some(moves) = Mistaken::new(&self.index.signs, self.term) else { return };
        self.among(self.term.needs(true), 1, How::Mistaken, |text| moves.is_in(text));
    }

    fn among(&mut self, needs: u64, lacking: u32, how: How, is_in: impl Fn(&[u32]) -> bool) {
        let index = self.index;
        for number in self.masked(needs, lacking) {
            if index.line(number).is_some_and(|line| is_in(index.letters(line))) {
                self.note(number, how);
            }
        }
    }

    fn misspelt_words(&mut self) {
        let [piece] = self.term.pieces.as_slice() else { return };
        for (line, mistakes) in self.index.vocabulary.nearest(piece) {
            self.note(line, if mistakes > 1 { How::TwoLetters } else { How::OneLetter });
        }
    }
}

/// Whether a line is, begins with, or has what was typed.
fn contained(text: &[u32], typed: &[u32]) -> Option<How> {
    if text.starts_with(typed) {
        return Some(if text.len() == typed.len() { How::Exact } else { How::Prefix });
    }
    places(text, typed).next().map(|_| How::Contained)
}

/// Where what was typed stands in a line.
pub(crate) fn places(text: &[u32], typed: &[u32]) -> impl Iterator<Item = usize> {
    let length = typed.len().max(1);
    text.windows(length).enumerate().filter(move |(_, piece)| *piece == typed).map(|(at, _)| at)
}

/// The characters in their order, with others between them: where each stands, as near to one another as the first way to the end allows.
pub(crate) fn in_order(text: &[u32], typed: &[u32]) -> Option<Vec<usize>> {
    let mut at = 0;
    for sign in typed {
        at += text.get(at..)?.iter().position(|other| other == sign)? + 1;
    }
    let mut places = Vec::with_capacity(typed.len());
    for sign in typed.iter().rev() {
        at = text.get(..at)?.iter().rposition(|other| other == sign)?;
        places.push(at);
    }
    places.reverse();
    Some(places)
}

/// What moves over a line in this way.
pub(crate) fn moves<'a>(signs: &'a Signs, term: &'a Term, how: How) -> Moves<'a> {
    let typing = match how {
        How::Initials => Typing::Initials,
        How::Sound => Typing::Sound,
        _ => Typing::Pinyin,
    };
    Moves::new(signs, term, typing)
}
