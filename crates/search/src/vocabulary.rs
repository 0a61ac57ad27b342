//! The Latin words and numbers of all texts, and in which lines each stands.

use std::collections::BTreeMap;

/// Shorter pieces of a word count only at its beginning: in the middle they are there by chance.
pub(crate) const INSIDE_FROM: usize = 4;

/// A word.
#[derive(Debug)]
struct Word {
    letters: String,
    /// A bit for each letter that it has, to tell soon that two words are far apart.
    bag: u32,
    lines: Vec<Stands>,
}

/// A line in which a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stands {
    pub(crate) line: u32,
    /// Whether the line begins with something else.
    pub(crate) inside: bool,
    /// Whether only a piece of the word was asked for.
    pub(crate) part: bool,
}

/// All words, in the order of the alphabet: numbers, and after them those of letters.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    numbers: Vec<Word>,
    words: Vec<Word>,
}

impl Vocabulary {
    pub(crate) fn new(words: BTreeMap<String, Vec<Stands>>) -> Self {
        let word = |(letters, lines): (String, Vec<Stands>)| Word { bag: bag(&letters), letters, lines };
        let (numbers, words) = words.into_iter().map(word).partition(|word| is_number(&word.letters));
        Self { numbers, words }
    }

    /// The lines with a word that begins so, or has it inside, in their order.
    pub(crate) fn lines(&self, piece: &str) -> Vec<Stands> {
        let words = if is_number(piece) { &self.numbers } else { &self.words };
        let from = words.partition_point(|word| word.letters.as_str() < piece);
        let mut found: Vec<&Word> =
            words.iter().skip(from).take_while(|word| word.letters.starts_with(piece)).collect();
        let begin = found.len();
        if piece.len() >= INSIDE_FROM {
            found.extend(words.iter().filter(|word| word.letters.get(1..).is_some_and(|rest| rest.contains(piece))));
        }
        let mut lines = Vec::new();
        for (place, word) in found.iter().enumerate() {
            let part = word.letters.len() != piece.len();
            let inside = place >= begin;
            lines.extend(word.lines.iter().map(|stands| Stands { part, inside: stands.inside || inside, ..*stands }));
        }
        if found.len() > 1 {
            // The best of each line: at its beginning, and the whole word.
            lines.sort_unstable();
            lines.dedup_by_key(|stands| stands.line);
        }
        lines
    }

    /// The lines with a word for which this one was mistyped, each with the mistakes, in the order of the lines.
    pub(crate) fn nearest(&self, piece: &str) -> Vec<(u32, usize)> {
        let forgiven = forgiven(piece);
        if forgiven == 0 {
            return Vec::new();
        }
        let own = bag(piece);
        let near = self.words.iter().filter_map(|word| {
            let far = word.letters.len().abs_diff(piece.len()) > forgiven
                || (word.bag ^ own).count_ones() as usize > 2 * forgiven;
            let mistakes = if far { usize::MAX } else { mistakes(piece, &word.letters)? };
            (mistakes <= forgiven).then_some((word, mistakes))
        });
        let mut lines: Vec<(u32, usize)> =
            near.flat_map(|(word, mistakes)| word.lines.iter().map(move |stands| (stands.line, mistakes))).collect();
        lines.sort_unstable();
        lines.dedup_by_key(|(line, _)| *line);
        lines
    }
}

/// How many mistakes a word as long as this may have: 1 from 4 letters on, 2 from 8 on; numbers none.
fn forgiven(piece: &str) -> usize {
    match piece.len() {
        _ if !piece.bytes().all(|byte| byte.is_ascii_alphabetic()) => 0,
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The mistakes of a word that was mistyped for another, if they may be forgiven.
pub(crate) fn mistakes(piece: &str, word: &str) -> Option<usize> {
    let forgiven = forgiven(piece);
    if forgiven == 0 || word.len().abs_diff(piece.len()) > forgiven || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(strsim::damerau_levenshtein(piece, word)).filter(|mistakes| *mistakes <= forgiven)
}

fn is_number(letters: &str) -> bool {
    letters.starts_with(|sign: char| sign.is_ascii_digit())
}

fn bag(letters: &str) -> u32 {
    letters.bytes().filter(u8::is_ascii_lowercase).fold(0, |bag, letter| bag | 1 << (letter - b'a'))
}
