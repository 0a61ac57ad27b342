//! How a piece of a question was found in a line, and what ranks before what.

use std::cell::OnceCell;
use std::ops::Range;

use crate::index::Index;
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
    pub(crate) term: &'a Term,
    best: Vec<Best>,
    any: bool,
    pinyin: OnceCell<Moves<'a>>,
    initials: OnceCell<Moves<'a>>,
    sound: OnceCell<Moves<'a>>,
    mistaken: OnceCell<Option<Mistaken<'a>>>,
}

impl<'a> Finder<'a> {
    /// What is found as it was typed.
    pub(crate) fn find(index: &'a Index, term: &'a Term) -> Self {
        let mut finder = Self {
            index,
            term,
            best: vec![NOTHING; index.entries.len()],
            any: false,
            pinyin: OnceCell::new(),
            initials: OnceCell::new(),
            sound: OnceCell::new(),
            mistaken: OnceCell::new(),
        };
        finder.aloud();
        finder.by_words();
        finder
    }

    /// Adds what is found with mistakes.
    pub(crate) fn forgive(&mut self) {
        self.by_sound();
        self.with_a_mistake();
        self.misspelt_words();
    }

    /// Whether anything was found.
    pub(crate) fn has_any(&self) -> bool {
        self.any
    }

    /// What was found of an entry.
    pub(crate) fn best(&self, entry: usize) -> Best {
        self.best.get(entry).copied().unwrap_or(NOTHING)
    }

    fn moves(&self, typing: Typing) -> &Moves<'a> {
        let moves = match typing {
            Typing::Initials => &self.initials,
            Typing::Sound => &self.sound,
            _ => &self.pinyin,
        };
        moves.get_or_init(|| Moves::new(&self.index.signs, self.term, typing).ready())
    }

    fn mistaken(&self) -> Option<&Mistaken<'a>> {
        self.mistaken.get_or_init(|| Mistaken::new(&self.index.signs, self.term)).as_ref()
    }

    /// The piece of a line that was read aloud in this way.
    pub(crate) fn piece(&self, text: &[u32], how: How) -> Option<Range<usize>> {
        match how {
            How::Mistaken => self.mistaken()?.piece(text),
            How::Initials => self.moves(Typing::Initials).piece(text),
            How::Sound => self.moves(Typing::Sound).piece(text),
            _ => self.moves(Typing::Pinyin).piece(text),
        }
    }

    fn note(&mut self, number: u32, how: How) {
        let Some(line) = self.index.line(number) else { return };
        let score = how.score(line.nth == 0);
        let best = usize::try_from(line.entry).ok().and_then(|at| self.best.get_mut(at));
        if let Some(best) = best.filter(|best| best.score < score) {
            *best = Best { how, line: number, score };
            self.any = true;
        }
    }

    /// By characters, letters and pinyin.
    fn aloud(&mut self) {
        let (index, term) = (self.index, self.term);
        if !term.is_known() {
            return;
        }
        let characters = term.numbers_of_characters();
        if characters.len() == term.len() {
            for place in index.having(&characters) {
                let Some((spoken, text)) = index.spoken(place) else { continue };
                if let Some(how) = contained(text, &term.numbers) {
                    self.note(spoken.line, how);
                } else if in_order(text, &term.numbers).is_some() {
                    self.note(spoken.line, How::Characters);
                }
            }
            return;
        }
        let places = if characters.is_empty() { self.masked(term.needs(false), 0) } else { index.having(&characters) };
        for place in places {
            let Some((spoken, text)) = index.spoken(place) else { continue };
            // Few lines come further than this.
            if !self.moves(Typing::Pinyin).is_in(text) {
                continue;
            }
            let as_typed = if spoken.has_latin { contained(text, &term.numbers) } else { None };
            // One letter is an initial.
            let initials = || term.len() == 1 || self.moves(Typing::Initials).is_in(text);
            let how = as_typed.unwrap_or_else(|| if initials() { How::Initials } else { How::Pinyin });
            self.note(spoken.line, how);
        }
    }

    /// The spoken lines whose mask lacks at most so many of some letters.
    fn masked(&self, needs: u64, lacking: u32) -> Vec<u32> {
        let fits = |mask: u64| (needs & !mask).count_ones() <= lacking;
        self.index.spoken.iter().zip(0..).filter(|(spoken, _)| fits(spoken.mask)).map(|(_, place)| place).collect()
    }

    /// By Latin words and numbers.
    fn by_words(&mut self) {
        let (index, term) = (self.index, self.term);
        let mut lists = term.pieces.iter().map(|piece| index.vocabulary.lines(piece)).collect::<Vec<_>>();
        lists.sort_by_key(Vec::len);
        let Some((rarest, others)) = lists.split_first_mut() else { return };
        for other in others.iter() {
            let mut rest = other.iter().map(|stands| stands.line).peekable();
            rarest.retain(|stands| {
                while rest.next_if(|line| *line < stands.line).is_some() {}
                rest.peek() == Some(&stands.line)
            });
        }
        for stands in rarest.iter() {
            let Some(line) = index.line(stands.line) else { continue };
            let text = || index.letters(line);
            let how = match others.is_empty() {
                // One word stands in the line: that is known. Several may not stand beside one another.
                true if stands.inside => Some(How::Contained),
                true => begun(text(), &term.numbers).or(Some(How::Contained)),
                false => contained(text(), &term.numbers),
            };
            let is_short = term.len() < INSIDE_FROM && stands.part && line.nth > 0;
            if let Some(how) = how {
                self.note(stands.line, if is_short { How::Word } else { how });
            }
        }
    }

    fn by_sound(&mut self) {
        let term = self.term;
        if term.characters() < CHARACTERS_BY_SOUND && term.letters() < LETTERS_BY_SOUND {
            return;
        }
        let places = self.masked(term.needs(true), 0);
        self.among(places, How::Sound, |finder, text| finder.moves(Typing::Sound).is_in(text));
    }

    fn with_a_mistake(&mut self) {
        let (index, term) = (self.index, self.term);
        if self.mistaken().is_none() {
            return;
        }
        let characters = term.numbers_of_characters();
        let places = if characters.len() == term.len() {
            index.having_most(&characters)
        } else {
            self.masked(term.needs(true), 1)
        };
        let is_in = |finder: &Self, text: &[u32]| finder.mistaken().is_some_and(|mistaken| mistaken.is_in(text));
        self.among(places, How::Mistaken, is_in);
    }

    fn among(&mut self, places: Vec<u32>, how: How, is_in: impl Fn(&Self, &[u32]) -> bool) {
        for place in places {
            let spoken = self.index.spoken(place).filter(|(_, text)| is_in(self, text));
            if let Some((spoken, _)) = spoken {
                self.note(spoken.line, how);
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
    begun(text, typed).or_else(|| places(text, typed).next().map(|_| How::Contained))
}

fn begun(text: &[u32], typed: &[u32]) -> Option<How> {
    let how = if text.len() == typed.len() { How::Exact } else { How::Prefix };
    text.starts_with(typed).then_some(how)
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
