//! Reading a text aloud against what was typed.
//!
//! Places in the question are the bits of one number. A sign of the text moves each place on: over the same sign, over the first letter of
//! one of its readings, over a whole syllable. What starts at place 0 and comes to the end has been found.

use std::ops::Range;

use crate::signs::Signs;
use crate::term::Term;

/// How a character of the text may be typed, apart from itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typing {
    /// By the first letter.
    Initials,
    /// By the first letter, by zh, ch or sh, by the syllable; the last syllable need not be finished.
    Pinyin,
    /// By the syllable, the last perhaps unfinished.
    Syllables,
    /// By a syllable, or another character, that many do not tell apart from it.
    Sound,
    /// By a syllable with one letter wrong, missing, too many, or two that changed places.
    Misspelt,
}

/// For each syllable and each place in the question: the places to which it moves.
#[derive(Debug)]
pub(crate) struct Moves<'a> {
    numbers: &'a [u32],
    signs: &'a Signs,
    table: Vec<u64>,
    /// For each sign where it moves place 0: most signs of most texts move it nowhere, and are done with.
    start: Vec<u64>,
}

impl<'a> Moves<'a> {
    pub(crate) fn new(signs: &'a Signs, term: &'a Term, typing: Typing) -> Self {
        let mut table = Vec::with_capacity(signs.syllables.len() * term.len());
        let near = if typing == Typing::Sound { near(term) } else { Vec::new() };
        for syllable in &signs.syllables {
            for place in 0..term.len() {
                let rest = term.signs.get(place..).unwrap_or_default();
                let mut lengths =
                    syllable.spellings.iter().fold(0, |all, spelt| all | typed(rest, spelt.as_bytes(), typing));
                for (length, taken_for) in near.get(place).into_iter().flatten() {
                    lengths |= if *taken_for == syllable.near { 1 << length } else { 0 };
                }
                table.push(lengths << place);
            }
        }
        Self { numbers: &term.numbers, signs, table, start: Vec::new() }
    }

    /// The same, made ready to go through many texts.
    pub(crate) fn ready(mut self) -> Self {
        self.start = (0_u32..).zip(self.signs.readings()).map(|(sign, _)| self.step(1, sign)).collect();
        self
    }

    pub(crate) fn end(&self) -> u64 {
        1 << self.numbers.len()
    }

    /// Where a sign of the text moves the places.
    fn step(&self, places: u64, sign: u32) -> u64 {
        self.heard(places, sign) | self.same(places, sign)
    }

    fn same(&self, places: u64, sign: u32) -> u64 {
        each(places).filter(|place| self.numbers.get(*place) == Some(&sign)).fold(0, |next, place| next | 2 << place)
    }

    fn heard(&self, places: u64, sign: u32) -> u64 {
        let readings = usize::try_from(sign).ok().and_then(|at| self.signs.readings().get(at));
        let mut next = 0;
        for syllable in readings.into_iter().flatten().take_while(|syllable| **syllable != 0) {
            let row = usize::from(*syllable) * self.numbers.len();
            for place in each(places) {
                next |= self.table.get(row + place).copied().unwrap_or_default();
            }
        }
        next
    }

    fn start(&self, sign: u32) -> u64 {
        usize::try_from(sign).ok().and_then(|at| self.start.get(at)).copied().unwrap_or_default()
    }

    /// Whether a piece of the text is what was typed. To be asked when [`Self::ready`].
    pub(crate) fn is_in(&self, text: &[u32]) -> bool {
        let mut places = 0;
        text.iter().any(|sign| {
            let next = if places == 0 { 0 } else { self.step(places, *sign) };
            places = next | self.start(*sign);
            places & self.end() != 0
        })
    }

    /// The first piece of the text that is what was typed.
    pub(crate) fn piece(&self, text: &[u32]) -> Option<Range<usize>> {
        (0..text.len()).find_map(|start| {
            let mut places = 1;
            for (at, sign) in text.iter().enumerate().skip(start) {
                places = self.step(places, *sign);
                if places & self.end() != 0 {
                    return Some(start..at + 1);
                }
                if places == 0 {
                    break;
                }
            }
            None
        })
    }
}

/// The same with one mistake: a character wrong, missing or too many, or a syllable misspelt.
#[derive(Debug)]
pub(crate) struct Mistaken<'a> {
    right: Moves<'a>,
    misspelt: Option<Moves<'a>>,
    /// The places before characters, if there are enough of them to forgive one.
    characters: u64,
    /// For each sign where it moves the first place.
    start: Vec<[u64; 2]>,
}

/// From so many characters on one may be wrong.
const CHARACTERS_FROM: usize = 3;
/// From so many letters of pinyin on one may be wrong.
const LETTERS_FROM: usize = 5;

impl<'a> Mistaken<'a> {
    /// None for a question that is too short to be forgiven anything.
    pub(crate) fn new(signs: &'a Signs, term: &'a Term) -> Option<Self> {
        let forgiven = term.characters() >= CHARACTERS_FROM;
        let is_pinyin = term.letters() >= LETTERS_FROM;
        if !(forgiven || is_pinyin) {
            return None;
        }
        let misspelt = is_pinyin.then(|| Moves::new(signs, term, Typing::Misspelt));
        let places = term.signs.iter().enumerate().filter(|(_, sign)| forgiven && !sign.is_ascii());
        let characters = places.fold(0, |places, (place, _)| places | 1 << place);
        let right = Moves::new(signs, term, Typing::Syllables);
        let mut mistaken = Self { right, misspelt, characters, start: Vec::new() };
        mistaken.start =
            (0_u32..).zip(signs.readings()).map(|(sign, _)| mistaken.step(mistaken.beginning(), sign)).collect();
        Some(mistaken)
    }

    /// The places before a piece: without a mistake, and with the first character left out.
    fn beginning(&self) -> [u64; 2] {
        [1, (1 & self.characters) << 1]
    }

    /// Places without a mistake and with one.
    fn step(&self, [right, wrong]: [u64; 2], sign: u32) -> [u64; 2] {
        let next = self.right.step(right, sign);
        let mut mistaken = self.right.step(wrong, sign);
        if let Some(misspelt) = &self.misspelt {
            mistaken |= misspelt.heard(right, sign);
        }
        // Another character; one that the question lacks, within it; one that the text lacks.
        mistaken |= (right & self.characters) << 1;
        mistaken |= right & self.characters & !1;
        mistaken |= (next & self.characters) << 1;
        [next, mistaken]
    }

    pub(crate) fn is_in(&self, text: &[u32]) -> bool {
        let mut places = [0, 0];
        text.iter().any(|sign| {
            let [right, wrong] = if places == [0, 0] { places } else { self.step(places, *sign) };
            let start = usize::try_from(*sign).ok().and_then(|at| self.start.get(at)).copied().unwrap_or_default();
            places = [right | start[0], wrong | start[1]];
            (places[0] | places[1]) & self.right.end() != 0
        })
    }

    /// The shortest piece of the text that is meant, and of several the first.
    pub(crate) fn piece(&self, text: &[u32]) -> Option<Range<usize>> {
        let pieces = (0..text.len()).filter_map(|start| {
            let mut places = self.beginning();
            for (at, sign) in text.iter().enumerate().skip(start) {
                places = self.step(places, *sign);
                let [right, wrong] = places;
                if (right | wrong) & self.right.end() != 0 {
                    return Some(start..at + 1);
                }
                if right | wrong == 0 {
                    break;
                }
            }
            None
        });
        let piece = pieces.min_by_key(ExactSizeIterator::len)?;
        // Where only the first character is not there, another one stands for it, if any: 婆通护照 for 普通护照.
        let numbers = self.right.numbers;
        let left_out = numbers.first() != text.get(piece.start) && numbers.get(1) == text.get(piece.start);
        Some(if left_out { piece.start.saturating_sub(1)..piece.end } else { piece })
    }
}

/// The places in a number.
fn each(mut places: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if places == 0 {
            return None;
        }
        let place = places.trailing_zeros();
        places &= places - 1;
        usize::try_from(place).ok()
    })
}

/// How many letters at the beginning of the rest of a question may stand for a syllable: a bit for each length.
fn typed(rest: &[char], spelt: &[u8], typing: Typing) -> u64 {
    let same = rest.iter().zip(spelt).take_while(|(typed, letter)| is_letter(**typed, **letter)).count();
    let length = spelt.len();
    let first = u64::from(same > 0) << 1;
    match typing {
        Typing::Initials => first,
        Typing::Misspelt if length > 1 => {
            let letters = rest.iter().take(length + 1).take_while(|sign| sign.is_ascii_alphabetic()).count();
            let lengths = length - 1..=letters;
            let off = |typed: &usize| is_one_off(rest.get(..*typed).unwrap_or_default(), spelt, same.min(*typed));
            lengths.filter(off).fold(0, |lengths, typed| lengths | 1 << typed)
        }
        Typing::Misspelt => 0,
        Typing::Pinyin | Typing::Syllables | Typing::Sound => {
            let whole = u64::from(same == length || (same > 0 && same == rest.len())) << same;
            let two = same > 1 && [&b"zh"[..], b"ch", b"sh"].iter().any(|initial| spelt.starts_with(initial));
            let begun = if typing == Typing::Pinyin { first | u64::from(two) << 2 } else { 0 };
            whole | begun
        }
    }
}

fn is_letter(typed: char, letter: u8) -> bool {
    typed == char::from(letter)
}

/// Whether one letter is wrong, missing or too many, or two neighbours have changed places; `before` so many are the same. The first one
/// may not be wrong: then it is another syllable.
fn is_one_off(typed: &[char], spelt: &[u8], before: usize) -> bool {
    let (ours, theirs) = (typed.get(before..).unwrap_or_default(), spelt.get(before..).unwrap_or_default());
    let pairs = ours.iter().rev().zip(theirs.iter().rev());
    let after = pairs.take_while(|(typed, letter)| is_letter(**typed, **letter)).count();
    let (ours, theirs) = (ours.get(..ours.len() - after), theirs.get(..theirs.len() - after));
    match (ours.unwrap_or_default(), theirs.unwrap_or_default()) {
        ([_], [_]) => before > 0,
        ([], [_]) | ([_], []) => true,
        ([a, b], [c, d]) => is_letter(*a, *d) && is_letter(*b, *c),
        _ => false,
    }
}

/// For each place of a question what stands there as a syllable, and for which syllable it is taken: a character, or letters.
fn near(term: &Term) -> Vec<Vec<(usize, String)>> {
    const LONGEST: usize = 6;
    let taken_for = |length: usize, spelt: &str| Some((length, likeness::taken_for(&spelt.replace('v', "ü"))?));
    (0..term.len())
        .map(|place| {
            let rest = term.signs.get(place..).unwrap_or_default();
            match rest.first() {
                Some(first) if first.is_ascii() => {
                    let letters: String =
                        rest.iter().take(LONGEST).take_while(|sign| sign.is_ascii_alphabetic()).collect();
                    // A single letter is no syllable that somebody misheard.
                    (2..=letters.len()).filter_map(|length| taken_for(length, letters.get(..length)?)).collect()
                }
                Some(first) => likeness::syllables(*first).iter().filter_map(|spelt| taken_for(1, spelt)).collect(),
                None => Vec::new(),
            }
        })
        .collect()
}
