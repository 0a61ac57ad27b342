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
    lines: Vec<u32>,
}

/// All words, in the order of the alphabet.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary(Vec<Word>);

impl Vocabulary {
    pub(crate) fn new(words: BTreeMap<String, Vec<u32>>) -> Self {
        let word = |(letters, lines): (String, Vec<u32>)| Word { bag: bag(&letters), letters, lines };
        Self(words.into_iter().map(word).collect())
    }

    /// The lines with a word that begins so, or has it inside; and whether it is the whole word. In the order of the lines.
    pub(crate) fn lines(&self, piece: &str) -> Vec<(u32, bool)> {
        let from = self.0.partition_point(|word| word.letters.as_str() < piece);
        let begin = self.0.iter().skip(from).take_while(|word| word.letters.starts_with(piece));
        let lines_of = |word: &'_ Word| {
            let whole = word.letters.len() == piece.len();
            word.lines.iter().map(move |line| (*line, whole)).collect::<Vec<_>>()
        };
        let mut lines: Vec<(u32, bool)> = begin.flat_map(lines_of).collect();
        if piece.len() >= INSIDE_FROM {
            let inside = self.0.iter().filter(|word| word.letters.len() > piece.len() && word.letters.contains(piece));
            lines.extend(inside.flat_map(lines_of));
        }
        lines.sort_unstable_by_key(|(line, whole)| (*line, !whole));
        lines.dedup_by_key(|(line, _)| *line);
        lines
    }

    /// The lines with a word for which this one was mistyped, each with the mistakes, in the order of the lines.
    pub(crate) fn nearest(&self, piece: &str) -> Vec<(u32, usize)> {
        let forgiven = forgiven(piece);
        let own = bag(piece);
        let near = self.0.iter().filter_map(|word| {
            let far = word.letters.len().abs_diff(piece.len()) > forgiven
                || (word.bag ^ own).count_ones() as usize > 2 * forgiven;
            let mistakes = if far { usize::MAX } else { mistakes(piece, &word.letters)? };
            (mistakes <= forgiven).then_some((word, mistakes))
        });
        let mut lines: Vec<(u32, usize)> =
            near.flat_map(|(word, mistakes)| word.lines.iter().map(move |line| (*line, mistakes))).collect();
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

fn bag(letters: &str) -> u32 {
    letters.bytes().filter(u8::is_ascii_lowercase).fold(0, |bag, letter| bag | 1 << (letter - b'a'))
}
