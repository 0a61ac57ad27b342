//! Unlucky, vulgar and contrary readings, by a list that the office keeps.

use crate::sound::Sound;
use crate::text::{lines, plain};
use crate::written::{Agreement, Place};

/// How a name comes to a listed phrase; the clearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It is written so.
    Written,
    /// It is spoken so, tones left aside: 诗 and 是.
    Sound,
    /// Many speakers would hear it so: 诗 (`shi`) and 死 (`si`). The pairs are n/l, s/sh, c/ch, z/zh, f/h, in/ing and en/eng.
    Confused,
}

/// A phrase that no name should be taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The phrase, in Chinese characters.
    pub text: String,
    /// What is wrong with it, in the office's words.
    pub note: String,
    /// The weakest level at which it is worth a warning. One short syllable is heard everywhere (死 in every 市 and 事), so
    /// such phrases are better held to [`Level::Written`].
    pub least: Level,
}

/// A name that can be taken for a listed phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The phrase of the list.
    pub phrase: String,
    /// The note of the list.
    pub note: String,
    /// How clearly.
    pub level: Level,
    /// The characters of the name that can be taken for it.
    pub characters: String,
    /// How these are then spoken.
    pub pinyin: String,
}

/// The list with which an office may begin.
#[must_use]
pub fn starting_list() -> Vec<Phrase> {
    lines(include_str!("../data/readings.csv")).skip(1).filter_map(phrase).collect()
}

/// The words for the levels, in Chinese and in English.
const LEVELS: [(Level, &str, &str); 3] =
    [(Level::Written, "同字", "written"), (Level::Sound, "同音", "sound"), (Level::Confused, "近音", "confused")];

fn phrase(line: &str) -> Option<Phrase> {
    let mut parts = line.split([',', '，']).map(str::trim);
    let (text, note, level) = (parts.next()?, parts.next()?, parts.next()?);
    let least = LEVELS.iter().find(|(_, chinese, english)| level == *chinese || level == *english)?.0;
    let is_whole = !text.is_empty() && parts.next().is_none();
    is_whole.then(|| Phrase { text: text.to_owned(), note: note.to_owned(), least })
}

/// Reads a list as an office writes it: a phrase a line, with a note and the weakest level, `难办，不好听，近音`. Gives the number of the
/// first line that says something else.
///
/// # Errors
/// The line's number, from 1.
///
/// ```
/// assert_eq!(likeness::read_list("难办，不好听，近音\n\n鬼,不吉利,written").map(|list| list.len()), Ok(2));
/// assert_eq!(likeness::read_list("难办，不好听，近音\n鬼"), Err(2));
/// ```
pub fn read_list(text: &str) -> Result<Vec<Phrase>, usize> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| phrase(line).ok_or(number)).collect()
}

/// Writes a list as an office reads it.
#[must_use]
pub fn write_list(list: &[Phrase]) -> String {
    let word = |least: Level| LEVELS.iter().find(|(level, ..)| *level == least).map_or("", |(_, chinese, _)| chinese);
    list.iter().map(|phrase| format!("{}，{}，{}\n", phrase.text, phrase.note, word(phrase.least))).collect()
}

/// What a name, or a slogan, can be taken for: each phrase once, where it is clearest; clear ones first, then as the list has
/// them. Of a character with several readings any may be meant.
///
/// ```
/// use likeness::{Level, readings, starting_list};
///
/// let found = readings("蓝·办通", &starting_list());
/// assert_eq!((found[0].phrase.as_str(), found[0].level), ("难办", Level::Confused));
/// ```
#[must_use]
pub fn readings(name: &str, list: &[Phrase]) -> Vec<Reading> {
    let name: Vec<Place> = plain(name).map(Place::new).collect();
    let mut found: Vec<Reading> = list.iter().filter_map(|phrase| reading(&name, phrase)).collect();
    found.sort_by_key(|reading| reading.level);
    found
}

fn reading(name: &[Place], phrase: &Phrase) -> Option<Reading> {
    let wanted: Vec<Place> = plain(&phrase.text).map(Place::new).collect();
    if wanted.is_empty() {
        return None;
    }
    let (level, piece) = name
        .windows(wanted.len())
        .filter_map(|piece| Some((level(piece, &wanted)?, piece)))
        .filter(|(level, _)| *level <= phrase.least)
        .min_by_key(|(level, _)| *level)?;
    let spoken = |(ours, theirs): (&Place, &Place)| match ours.agrees(theirs) {
        Some(Agreement::Sign) | None => ours.spelt(),
        Some(_) => ours.common_reading(theirs).map_or_else(|| ours.spelt(), |(sound, _)| Sound::spelt(sound)),
    };
    let spoken: Vec<String> = piece.iter().zip(&wanted).map(spoken).collect();
    Some(Reading {
        phrase: phrase.text.clone(),
        note: phrase.note.clone(),
        level,
        characters: piece.iter().map(|place| place.sign).collect(),
        pinyin: spoken.join(" "),
    })
}

/// The least clear of the characters decides.
fn level(piece: &[Place], wanted: &[Place]) -> Option<Level> {
    piece.iter().zip(wanted).try_fold(Level::Written, |level, (ours, theirs)| {
        let here = match ours.agrees(theirs)? {
            Agreement::Sign => Level::Written,
            Agreement::Sound => Level::Sound,
            Agreement::Blurred => Level::Confused,
        };
        Some(level.max(here))
    })
}
