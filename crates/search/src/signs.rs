//! Every sign and every syllable of the index by a number.

use std::collections::HashMap;

/// A sign that no text of the index has.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// A syllable as it may be typed.
#[derive(Debug)]
pub(crate) struct Syllable {
    /// In letters; `lve` is typed also as `lue`, and `lv` as in passports, `lyu`.
    pub(crate) spellings: Vec<String>,
    /// The syllable for which many speakers take it.
    pub(crate) near: String,
}

/// The signs and syllables of an index.
#[derive(Debug, Default)]
pub(crate) struct Signs {
    by_sign: HashMap<char, u32>,
    by_spelling: HashMap<String, u16>,
    /// For each sign its syllables, and what it stands for in a mask.
    known: Vec<(Vec<u16>, u64)>,
    pub(crate) syllables: Vec<Syllable>,
}

impl Signs {
    /// The number of a sign; a new one for a new sign.
    pub(crate) fn take(&mut self, sign: char) -> u32 {
        if let Some(number) = self.by_sign.get(&sign) {
            return *number;
        }
        let syllables = likeness::syllables(sign).into_iter().filter_map(|spelt| self.take_syllable(spelt)).collect();
        let number = u32::try_from(self.known.len()).unwrap_or(UNKNOWN);
        self.known.push((syllables, letters(sign)));
        self.by_sign.insert(sign, number);
        number
    }

    fn take_syllable(&mut self, spelt: String) -> Option<u16> {
        if let Some(number) = self.by_spelling.get(&spelt) {
            return Some(*number);
        }
        let number = u16::try_from(self.syllables.len()).ok()?;
        let near = likeness::taken_for(&spelt).unwrap_or_default();
        self.syllables.push(Syllable { spellings: spellings(&spelt), near });
        self.by_spelling.insert(spelt, number);
        Some(number)
    }

    /// The number of a sign, if a text has it.
    pub(crate) fn find(&self, sign: char) -> u32 {
        self.by_sign.get(&sign).copied().unwrap_or(UNKNOWN)
    }

    /// The syllables of a sign, by their numbers.
    pub(crate) fn syllables_of(&self, number: u32) -> &[u16] {
        self.of(number).map_or(&[], |(syllables, _)| syllables)
    }

    /// What a sign adds to the mask of a text.
    pub(crate) fn mask_of(&self, number: u32) -> u64 {
        self.of(number).map_or(0, |(_, mask)| *mask)
    }

    fn of(&self, number: u32) -> Option<&(Vec<u16>, u64)> {
        usize::try_from(number).ok().and_then(|at| self.known.get(at))
    }

    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }
}

fn spellings(spelt: &str) -> Vec<String> {
    if !spelt.contains('ü') {
        return vec![spelt.to_owned()];
    }
    let other = if spelt == "lü" || spelt == "nü" { "yu" } else { "u" };
    vec![spelt.replace('ü', "v"), spelt.replace('ü', other)]
}

/// The letters with which a sign may be typed as bits: those with which its readings begin, or the Latin letter or digit itself. Letters
/// that many speakers take for one another are one.
pub(crate) fn letters(sign: char) -> u64 {
    if sign.is_ascii() {
        return bit(sign);
    }
    likeness::syllables(sign).iter().filter_map(|spelt| spelt.chars().next()).fold(0, |mask, letter| mask | bit(letter))
}

/// The bit of a letter or digit.
pub(crate) fn bit(sign: char) -> u64 {
    let place = match sign {
        'l' => 13,
        'f' => 7,
        'a'..='z' => u32::from(sign) - u32::from('a'),
        '0'..='9' => 26 + u32::from(sign) - u32::from('0'),
        _ => return 0,
    };
    1 << place
}
