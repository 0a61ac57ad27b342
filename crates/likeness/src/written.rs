//! A name or slogan made ready to be compared: its characters, how each is read, and what each weighs.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::sound::{READINGS_AT_MOST, Sound, readings};
use crate::text::{LENGTH_AT_MOST, lines, plain};

/// One character.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) sign: char,
    pub(crate) sounds: [Option<Sound>; READINGS_AT_MOST],
    /// A bit for each blurred reading. Without a common bit nothing sounds alike, which is soon seen of most pairs.
    heard: u64,
    /// In halves: 2, or 1 for a character of a stock word.
    pub(crate) weight: u8,
}

/// How far two characters agree, in tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Agreement {
    /// `zheng` and `zhen`: many speakers do not tell them apart.
    Blurred = 7,
    /// Another character that is read the same.
    Sound = 9,
    /// The same character.
    Sign = 10,
}

impl Place {
    pub(crate) fn new(sign: char) -> Self {
        let sounds = readings(sign);
        let bit = |sound: Sound| 1 << (sound.blurred().number() % 64);
        let heard = sounds.into_iter().flatten().fold(0, |heard: u64, sound| heard | bit(sound));
        Self { sign, sounds, heard, weight: 2 }
    }

    fn sounds(&self) -> impl Iterator<Item = Sound> {
        self.sounds.into_iter().flatten()
    }

    /// How far this character and another agree, if they do, by the readings that agree best.
    pub(crate) fn agrees(&self, other: &Self) -> Option<Agreement> {
        if self.sign == other.sign {
            return Some(Agreement::Sign);
        }
        if self.heard & other.heard == 0 {
            return None;
        }
        self.common_reading(other)
            .map(|(ours, theirs)| if ours == theirs { Agreement::Sound } else { Agreement::Blurred })
    }

    /// The reading of each by which the two sound alike: the same if there is one, otherwise such as are taken for each other.
    pub(crate) fn common_reading(&self, other: &Self) -> Option<(Sound, Sound)> {
        let same = self.sounds().find(|ours| other.sounds().any(|theirs| theirs == *ours));
        same.map(|sound| (sound, sound)).or_else(|| {
            self.sounds().find_map(|ours| {
                other.sounds().find(|theirs| theirs.blurred() == ours.blurred()).map(|theirs| (ours, theirs))
            })
        })
    }

    /// What two characters that agree have in common, as numbers: their blurred readings, or, where one has no reading, itself.
    pub(crate) fn keys(&self) -> BTreeSet<u32> {
        const NO_READING: u32 = 1 << 31;
        let keys: BTreeSet<u32> = self.sounds().map(|sound| sound.blurred().number()).collect();
        if keys.is_empty() { BTreeSet::from([NO_READING | u32::from(self.sign)]) } else { keys }
    }

    /// How it is read here: the usual reading, or the character itself.
    pub(crate) fn spelt(&self) -> String {
        self.sounds().next().map_or_else(|| self.sign.to_string(), Sound::spelt)
    }
}

/// A text made ready.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    pub(crate) places: Box<[Place]>,
    /// The sum of all weights, in halves.
    pub(crate) weight: u32,
}

impl Written {
    pub(crate) fn new(text: &str) -> Self {
        let mut places: Box<[Place]> = plain(text).take(LENGTH_AT_MOST).map(Place::new).collect();
        for word in stock_words() {
            for at in found(&places, word) {
                places.iter_mut().skip(at).take(word.len()).for_each(|place| place.weight = 1);
            }
        }
        let weight = places.iter().map(|place| u32::from(place.weight)).sum();
        Self { places, weight }
    }

    /// The stock words in it, in the order of the list.
    pub(crate) fn stock_words(&self) -> impl Iterator<Item = String> {
        stock_words().iter().filter(|word| !found(&self.places, word).is_empty()).map(|word| word.iter().collect())
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.places.len() == other.places.len() && self.beginning(other) == self.places.len()
    }

    /// How many characters both begin with.
    pub(crate) fn beginning(&self, other: &Self) -> usize {
        self.places.iter().zip(&other.places).take_while(|(ours, theirs)| ours.sign == theirs.sign).count()
    }

    /// How many characters both end with.
    pub(crate) fn ending(&self, other: &Self) -> usize {
        self.places.iter().rev().zip(other.places.iter().rev()).take_while(|(a, b)| a.sign == b.sign).count()
    }
}

/// Where a word stands.
fn found(places: &[Place], word: &[char]) -> Vec<usize> {
    let is_word = |piece: &[Place]| piece.iter().zip(word).all(|(place, sign)| place.sign == *sign);
    places.windows(word.len()).enumerate().filter(|(_, piece)| is_word(piece)).map(|(at, _)| at).collect()
}

/// Longest first, so that a reader sees 阳光 before 光.
fn stock_words() -> &'static [Vec<char>] {
    static LIST: OnceLock<Vec<Vec<char>>> = OnceLock::new();
    LIST.get_or_init(|| {
        let mut words: Vec<Vec<char>> =
            lines(include_str!("../data/stock-words.txt")).map(|line| line.chars().collect()).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
    })
}
