//! The reasons that are shown next to a warning.

use crate::agree::{EDGE_FROM, Pair, SLOGANS_FROM, likeness, pairs};
use crate::written::{Agreement, Place, Written};

/// Why a brand is near. Characters are given as they are compared: half-width, small letters, without spaces and signs.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// The same characters; spaces, signs, width and capitals left aside.
    SameName,
    /// Characters in common, in the order of both names; said only where they go beyond a shared beginning and ending.
    SharedCharacters {
        /// These.
        characters: String,
    },
    /// Other characters, spoken the same or nearly so: "yu kuai ban" of 渝快办 and 愉快办.
    SoundsAlike {
        /// The pinyin of what is alike in the name that was asked about.
        ours: String,
        /// … in the known brand. Equal to `ours`, or such as many speakers do not tell apart (`zheng` and `zhen`).
        theirs: String,
    },
    /// Both begin with the same two characters or more.
    SharedBeginning {
        /// These.
        characters: String,
    },
    /// Both end with the same two characters or more.
    SharedEnding {
        /// These.
        characters: String,
    },
    /// Both use words that half of all brands use.
    StockWords {
        /// These, the longest first.
        words: Vec<String>,
    },
    /// The slogans are alike.
    SloganAlike {
        /// The slogan of the known brand.
        theirs: String,
        /// How alike, between 0 and 1.
        likeness: f64,
    },
}

/// What speaks for two names being alike.
pub(crate) fn of_names(ours: &Written, theirs: &Written) -> Vec<Why> {
    if ours.places.is_empty() || theirs.places.is_empty() {
        return Vec::new();
    }
    if ours.is_same(theirs) {
        return vec![Why::SameName];
    }
    let pairs = pairs(ours, theirs);
    let mut reasons = Vec::new();
    let beginning = edge(ours.beginning(theirs));
    let ending = edge(ours.ending(theirs));
    let shared: Vec<char> = pairs
        .iter()
        .filter(|pair| pair.agreement == Agreement::Sign)
        .filter_map(|pair| ours.places.get(pair.ours))
        .map(|place| place.sign)
        .collect();
    if shared.len() > beginning + ending {
        reasons.push(Why::SharedCharacters { characters: shared.into_iter().collect() });
    }
    if beginning > 0 {
        reasons.push(Why::SharedBeginning { characters: signs(ours.places.iter().take(beginning)) });
    }
    if ending > 0 {
        reasons.push(Why::SharedEnding { characters: signs(ours.places.iter().rev().take(ending).rev()) });
    }
    let their_words: Vec<String> = theirs.stock_words().collect();
    let mut words: Vec<String> = Vec::new();
    for word in ours.stock_words().filter(|word| their_words.contains(word)) {
        // 好办 says all that 办 would say.
        if !words.iter().any(|longer| longer.contains(&word)) {
            words.push(word);
        }
    }
    if !words.is_empty() {
        reasons.push(Why::StockWords { words });
    }
    if let Some(sound) = sounds_alike(ours, theirs, &pairs, reasons.is_empty()) {
        reasons.insert(0, sound);
    }
    reasons
}

pub(crate) fn of_slogans(ours: &Written, theirs: &Written, words: &str) -> Option<Why> {
    let (likeness, _) = likeness(ours, theirs);
    (likeness >= SLOGANS_FROM).then(|| Why::SloganAlike { theirs: words.to_owned(), likeness })
}

fn edge(length: usize) -> usize {
    if length >= EDGE_FROM { length } else { 0 }
}

fn signs<'a>(places: impl Iterator<Item = &'a Place>) -> String {
    places.map(|place| place.sign).collect()
}

/// The longest piece of both that is spoken alike and written otherwise: pairs that follow one another without a gap. A single
/// syllable is told only where nothing else is to be told, and then with all others.
fn sounds_alike(ours: &Written, theirs: &Written, pairs: &[Pair], alone: bool) -> Option<Why> {
    let pieces = pairs.chunk_by(|one, next| next.ours == one.ours + 1 && next.theirs == one.theirs + 1);
    let written_otherwise = |piece: &&[Pair]| piece.iter().any(|pair| pair.agreement != Agreement::Sign);
    // Of two pieces of the same length, the first.
    let longest = pieces.filter(written_otherwise).rev().max_by_key(|piece| piece.len())?;
    let told = match longest.len() {
        1 if alone => pairs,
        1 => return None,
        _ => longest,
    };
    let (mut our_pinyin, mut their_pinyin) = (Vec::new(), Vec::new());
    for pair in told {
        let (place, other) = (ours.places.get(pair.ours)?, theirs.places.get(pair.theirs)?);
        let read = if pair.agreement == Agreement::Sign { None } else { place.common_reading(other) };
        our_pinyin.push(read.map_or_else(|| place.spelt(), |(sound, _)| sound.spelt()));
        their_pinyin.push(read.map_or_else(|| other.spelt(), |(_, sound)| sound.spelt()));
    }
    Some(Why::SoundsAlike { ours: our_pinyin.join(" "), theirs: their_pinyin.join(" ") })
}
