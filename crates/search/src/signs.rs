//! Every sign and every syllable of the index by a number.

use std::collections::HashMap;

/// A sign that no text of the index has.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// No character has more readings than this; a reading that is not there is the syllable 0, which is typed by nothing.
pub(crate) const READINGS_AT_MOST: usize = 3;

/// A syllable as it may be typed.
#[derive(Debug, Default)]
pub(crate) struct Syllable {
    /// In letters; `lve` is typed also as `lue`, and `lv` as in passports, `lyu`.
    pub(crate) spellings: Vec<String>,
    /// The syllable for which many speakers take it.
    pub(crate) near: String,
}

/// The signs and syllables of an index.
#[derive(Debug)]
pub(crate) struct Signs {
    by_sign: HashMap<char, u32>,
    /// The same for what is met most.
    of_ascii: [u32; 128],
    by_spelling: HashMap<String, u16>,
    /// For each sign its syllables.
    readings: Vec<[u16; READINGS_AT_MOST]>,
    /// For each sign what it stands for in a mask.
    masks: Vec<u64>,
    pub(crate) syllables: Vec<Syllable>,
}

impl Default for Signs {
    fn default() -> Self {
        Self {
            by_sign: HashMap::new(),
            of_ascii: [UNKNOWN; 128],
            by_spelling: HashMap::new(),
            readings: Vec::new(),
            masks: Vec::new(),
            syllables: vec![Syllable::default()],
        }
    }
}

impl Signs {
    /// The number of a sign; a new one for a new sign.
    pub(crate) fn take(&mut self, sign: char) -> u32 {
        let known = self.find(sign);
        if known != UNKNOWN {
            return known;
        }
        let number = u32::try_from(self.readings.len()).unwrap_or(UNKNOWN);
        let mut readings = [0; READINGS_AT_MOST];
        for (reading, spelt) in readings.iter_mut().zip(likeness::syllables(sign)) {
            *reading = self.take_syllable(spelt);
        }
        self.readings.push(readings);
        self.masks.push(letters(sign));
        match usize::try_from(u32::from(sign)).ok().and_then(|at| self.of_ascii.get_mut(at)) {
            Some(place) => *place = number,
            None => {
                self.by_sign.insert(sign, number);
            }
        }
        number
    }

    fn take_syllable(&mut self, spelt: String) -> u16 {
        if let Some(number) = self.by_spelling.get(&spelt) {
            return *number;
        }
        let number = u16::try_from(self.syllables.len()).unwrap_or_default();
        let near = likeness::taken_for(&spelt).unwrap_or_default();
        self.syllables.push(Syllable { spellings: spellings(&spelt), near });
        self.by_spelling.insert(spelt, number);
        number
    }

    /// The number of a sign, if a text has it.
    pub(crate) fn find(&self, sign: char) -> u32 {
        match usize::try_from(u32::from(sign)).ok().and_then(|at| self.of_ascii.get(at)) {
            Some(number) => *number,
            None => self.by_sign.get(&sign).copied().unwrap_or(UNKNOWN),
        }
    }

    /// The syllables of all signs, by their numbers.
    pub(crate) fn readings(&self) -> &[[u16; READINGS_AT_MOST]] {
        &self.readings
    }

    /// What a sign adds to the mask of a text.
    pub(crate) fn mask_of(&self, number: u32) -> u64 {
        usize::try_from(number).ok().and_then(|at| self.masks.get(at)).copied().unwrap_or_default()
    }

    pub(crate) fn len(&self) -> usize {
        self.readings.len()
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
