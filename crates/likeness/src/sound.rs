//! How a character is spoken: syllables without their tones, as an initial (zh) and a final (eng).

use std::collections::HashMap;
use std::sync::OnceLock;

use pinyin::ToPinyin;

use crate::text::lines;

const INITIALS: [&str; 24] = [
    "", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c", "s",
    "y", "w",
];

const FINALS: [&str; 35] = [
    "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "i", "ia", "ian", "iang", "iao", "ie", "in", "ing",
    "iong", "iu", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue", "ui", "un", "uo", "ü", "üe", "ün",
];

/// What many speakers, above all in the south, do not tell apart: each sound, and the one it is taken for.
const INITIALS_TAKEN_FOR: [(&str, &str); 5] = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("h", "f")];
const FINALS_TAKEN_FOR: [(&str, &str); 2] = [("ing", "in"), ("eng", "en")];

/// No character has more readings than this in our list.
pub(crate) const READINGS_AT_MOST: usize = 3;

/// A syllable without its tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Sound {
    initial: u8,
    rest: u8,
}

impl Sound {
    /// A syllable as it is written, `zheng`; none for a sound that is no syllable of Chinese, as `hng` is.
    pub(crate) fn of(syllable: &str) -> Option<Self> {
        let initial =
            INITIALS.iter().filter(|initial| syllable.starts_with(**initial)).max_by_key(|found| found.len())?;
        let rest = syllable.strip_prefix(initial)?;
        Some(Self { initial: place(&INITIALS, initial)?, rest: place(&FINALS, rest)? })
    }

    /// The syllable for which it stands when `zheng`, `zhen`, `zeng` and `zen` are all one.
    pub(crate) fn blurred(self) -> Self {
        static TABLES: OnceLock<([u8; 24], [u8; 35])> = OnceLock::new();
        let (initials, finals) =
            TABLES.get_or_init(|| (taken_for(&INITIALS, &INITIALS_TAKEN_FOR), taken_for(&FINALS, &FINALS_TAKEN_FOR)));
        let look = |table: &[u8], sound: u8| table.get(usize::from(sound)).copied().unwrap_or(sound);
        Self { initial: look(initials, self.initial), rest: look(finals, self.rest) }
    }

    /// The first letter: `z` for `zheng`.
    pub(crate) fn letter(self) -> Option<char> {
        self.spelt().chars().next()
    }

    pub(crate) fn spelt(self) -> String {
        let part = |parts: &[&'static str], sound: u8| parts.get(usize::from(sound)).copied().unwrap_or_default();
        [part(&INITIALS, self.initial), part(&FINALS, self.rest)].concat()
    }

    /// A number of its own, below a thousand.
    pub(crate) fn number(self) -> u32 {
        u32::from(self.initial) * 35 + u32::from(self.rest)
    }
}

fn place(list: &[&str], wanted: &str) -> Option<u8> {
    list.iter().position(|one| *one == wanted).and_then(|at| u8::try_from(at).ok())
}

fn taken_for<const N: usize>(list: &[&str; N], pairs: &[(&str, &str)]) -> [u8; N] {
    std::array::from_fn(|at| {
        let other =
            pairs.iter().find(|(sound, _)| list.get(at) == Some(sound)).and_then(|(_, other)| place(list, other));
        other.or_else(|| u8::try_from(at).ok()).unwrap_or_default()
    })
}

/// The readings of a character, the usual one first: from our list of those with several, otherwise from the dictionary.
/// In brands a digit is read as its word, and the letter e as 一 or 易 ("办税e站").
pub(crate) fn readings(sign: char) -> [Option<Sound>; READINGS_AT_MOST] {
    let mut readings = [None; READINGS_AT_MOST];
    if let Some(several) = polyphones().get(&sign) {
        let known = several.split_whitespace().filter_map(Sound::of);
        readings.iter_mut().zip(known).for_each(|(place, sound)| *place = Some(sound));
    } else if let Some(first) = readings.first_mut() {
        *first = match digit_or_letter(sign) {
            Some(word) => Sound::of(word),
            None => sign.to_pinyin().and_then(|pinyin| Sound::of(pinyin.plain())),
        };
    }
    readings
}

fn digit_or_letter(sign: char) -> Option<&'static str> {
    const WORDS: [&str; 10] = ["ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"];
    match sign {
        'e' => Some("yi"),
        digit => WORDS.get(usize::try_from(digit.to_digit(10)?).ok()?).copied(),
    }
}

fn polyphones() -> &'static HashMap<char, &'static str> {
    static LIST: OnceLock<HashMap<char, &'static str>> = OnceLock::new();
    LIST.get_or_init(|| {
        let line = |line: &'static str| Some((line.chars().next()?, line.split_once(' ')?.1));
        lines(include_str!("../data/polyphones.txt")).filter_map(line).collect()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use pinyin::ToPinyinMulti;

    use super::*;

    #[test]
    fn every_listed_reading_is_in_the_dictionary() {
        for (sign, several) in polyphones() {
            let known: HashSet<&str> = sign.to_pinyin_multi().unwrap().into_iter().map(|one| one.plain()).collect();
            let listed: Vec<&str> = several.split(' ').collect();
            assert!(listed.len() <= READINGS_AT_MOST, "{sign}: {listed:?}");
            for one in listed {
                assert!(known.contains(one), "{sign} is not read {one}, but {known:?}");
                assert!(Sound::of(one).is_some_and(|sound| sound.spelt() == one), "{one} is no syllable");
            }
        }
    }

    #[test]
    fn a_syllable_falls_into_initial_and_final() {
        for syllable in ["zheng", "zen", "er", "an", "lü", "lüe", "xiong", "yuan", "weng", "shi"] {
            assert_eq!(Sound::of(syllable).unwrap().spelt(), syllable);
        }
        assert_eq!(Sound::of("hng"), None);
        assert_eq!(Sound::of(""), None);
    }

    #[test]
    fn what_the_south_does_not_tell_apart_is_one() {
        let same = |one: &str, other: &str| Sound::of(one).unwrap().blurred() == Sound::of(other).unwrap().blurred();
        for (one, other) in
            [("shi", "si"), ("zheng", "zen"), ("chang", "cang"), ("nan", "lan"), ("ying", "yin"), ("fu", "hu")]
        {
            assert!(same(one, other), "{one} {other}");
        }
        for (one, other) in [("dong", "dou"), ("ban", "bang"), ("ji", "qi"), ("re", "le")] {
            assert!(!same(one, other), "{one} {other}");
        }
    }
}
