//! What was asked: the whole of it, and its words.

use crate::fold::{Sign, signs};
use crate::signs::{Signs, UNKNOWN, bit, letters};

/// So many signs of a question count; no name is longer.
pub(crate) const SIGNS_AT_MOST: usize = 60;
/// So many words of a question count.
const WORDS_AT_MOST: usize = 8;

/// A piece of a question: the whole, or one word.
#[derive(Debug)]
pub(crate) struct Term {
    pub(crate) signs: Vec<char>,
    /// The same by number, [`UNKNOWN`] for what no text has.
    pub(crate) numbers: Vec<u32>,
    /// The runs of letters and those of digits, if it has nothing else.
    pub(crate) pieces: Vec<String>,
    /// As it was typed.
    pub(crate) typed: String,
}

impl Term {
    fn new(known: &Signs, piece: &[Sign], question: &str) -> Self {
        let signs: Vec<char> = piece.iter().map(|sign| sign.sign).collect();
        let numbers = signs.iter().map(|sign| known.find(*sign)).collect();
        let span = piece.first().zip(piece.last()).map(|(first, last)| first.at.start..last.at.end);
        let typed = span.and_then(|span| question.get(span)).unwrap_or_default().to_owned();
        let pieces =
            if signs.iter().all(char::is_ascii) { words(piece).map(|(_, word)| word).collect() } else { Vec::new() };
        Self { signs, numbers, pieces, typed }
    }

    pub(crate) fn len(&self) -> usize {
        self.signs.len()
    }

    /// How many signs are no Latin letters and no digits.
    pub(crate) fn characters(&self) -> usize {
        self.signs.iter().filter(|sign| !sign.is_ascii()).count()
    }

    /// How many are Latin letters.
    pub(crate) fn letters(&self) -> usize {
        self.signs.iter().filter(|sign| sign.is_ascii_alphabetic()).count()
    }

    /// The numbers of the signs that are no Latin letters and no digits.
    pub(crate) fn numbers_of_characters(&self) -> Vec<u32> {
        let signs = self.signs.iter().zip(&self.numbers);
        signs.filter(|(sign, _)| !sign.is_ascii()).map(|(_, number)| *number).collect()
    }

    /// Whether every sign that is no Latin letter and no digit stands in some text.
    pub(crate) fn is_known(&self) -> bool {
        self.signs.iter().zip(&self.numbers).all(|(sign, number)| sign.is_ascii() || *number != UNKNOWN)
    }

    /// What the mask of a text must have if it is to be found by characters and pinyin: the digits, and the letters that can only
    /// begin a syllable. `by_sound`: also those of characters with but one reading.
    pub(crate) fn needs(&self, by_sound: bool) -> u64 {
        let mut needs = 0;
        let mut before = None;
        for sign in &self.signs {
            if sign.is_ascii() {
                if begins(before, *sign) {
                    needs |= bit(*sign);
                }
            } else if by_sound {
                let mask = letters(*sign);
                needs |= if mask.count_ones() == 1 { mask } else { 0 };
            }
            before = Some(*sign);
        }
        needs
    }
}

/// Whether a letter after another can only be the first of a syllable.
fn begins(before: Option<char>, letter: char) -> bool {
    match (before.filter(char::is_ascii_alphabetic), letter) {
        (None, _) => true,
        (_, 'a' | 'e' | 'i' | 'o' | 'u' | 'v' | 'n' | 'g') => false,
        (Some(before), 'h') => !matches!(before, 'z' | 'c' | 's'),
        (Some(before), 'r') => before != 'e',
        (Some(before), 'y') => !matches!(before, 'l' | 'n'),
        _ => true,
    }
}

/// The Latin words and the numbers among signs: the place of each, and its letters.
pub(crate) fn words(signs: &[Sign]) -> impl Iterator<Item = (usize, String)> {
    let class = |sign: &Sign| (sign.sign.is_ascii(), sign.sign.is_ascii_digit());
    let runs = signs.chunk_by(move |one, next| !next.parted && class(one) == class(next));
    let placed = runs.scan(0, |place, run| {
        let at = *place;
        *place += run.len();
        Some((at, run))
    });
    let is_word = |(_, run): &(usize, &[Sign])| run.first().is_some_and(|sign| sign.sign.is_ascii());
    placed.filter(is_word).map(|(at, run)| (at, run.iter().map(|sign| sign.sign).collect()))
}

/// A question made ready.
#[derive(Debug)]
pub(crate) struct Question {
    /// All of it as one piece: blanks and dots within a name are how it is set.
    pub(crate) whole: Term,
    /// Its words; none when it is one word.
    pub(crate) words: Vec<Term>,
}

impl Question {
    /// Reads a question; none when there is nothing in it to be found.
    pub(crate) fn read(known: &Signs, question: &str) -> Option<Self> {
        let mut signs = signs(question);
        signs.truncate(SIGNS_AT_MOST);
        if signs.is_empty() {
            return None;
        }
        let whole = Term::new(known, &signs, question);
        let mut words: Vec<Term> = Vec::new();
        for piece in signs.chunk_by(|_, next| !next.parted) {
            let term = Term::new(known, piece, question);
            if words.iter().all(|known| known.signs != term.signs) {
                words.push(term);
            }
        }
        words.truncate(WORDS_AT_MOST);
        if words.len() == 1 && whole.len() == words.iter().map(Term::len).sum() {
            words.clear();
        }
        Some(Self { whole, words })
    }
}
