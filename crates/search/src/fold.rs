//! What of a text is compared: letters, digits and Chinese characters, in one shape.
//!
//! Full-width forms become half-width, capitals small, traditional characters simplified, and Latin letters lose their accents, so
//! that pinyin may be typed with its tones; ü is typed as v. Everything else only parts words, but for what stands within them:
//! an apostrophe (xi'an) or a combining mark.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// A letter, digit or character as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sign {
    pub(crate) sign: char,
    /// The bytes of the text that it stands for.
    pub(crate) at: Range<usize>,
    /// Whether something that parts words stands before it.
    pub(crate) parted: bool,
}

/// All signs of a text.
pub(crate) fn signs(text: &str) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut parted = true;
    for (start, written) in text.char_indices() {
        let at = start..start + written.len_utf8();
        let before = signs.len();
        for sign in fold(written) {
            signs.push(Sign { sign, at: at.clone(), parted: parted && signs.len() == before });
        }
        if signs.len() > before {
            parted = false;
        } else if !stands_within_words(written) {
            parted = true;
        }
    }
    signs
}

fn fold(written: char) -> impl Iterator<Item = char> {
    let half = match written {
        '\u{ff01}'..='\u{ff5e}' => u32::from(written).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(written),
        other => other,
    };
    half.to_lowercase().filter(|sign| sign.is_alphanumeric()).map(plain)
}

/// A letter without its accent, a character as it is simplified.
fn plain(sign: char) -> char {
    match sign {
        'a'..='z' | '0'..='9' => sign,
        'à' | 'á' | 'â' | 'ä' | 'ā' | 'ǎ' => 'a',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ě' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ǐ' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' | 'ō' | 'ǒ' => 'o',
        'ù' | 'ú' | 'û' | 'ū' | 'ǔ' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ç' => 'c',
        'ñ' => 'n',
        other => traditional().get(&other).copied().unwrap_or(other),
    }
}

fn stands_within_words(sign: char) -> bool {
    matches!(
        sign,
        '\'' | '’' | 'ʼ' | '\u{ad}' | '\u{feff}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}'
    )
}

fn traditional() -> &'static HashMap<char, char> {
    static PAIRS: OnceLock<HashMap<char, char>> = OnceLock::new();
    PAIRS.get_or_init(|| pairs().collect())
}

fn pairs() -> impl Iterator<Item = (char, char)> {
    let lines = include_str!("../data/traditional.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).filter_map(|pair| {
        let mut pair = pair.chars();
        Some((pair.next()?, pair.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let signs = signs(text);
        signs.iter().flat_map(|sign| sign.parted.then_some(' ').into_iter().chain([sign.sign])).collect()
    }

    #[test]
    fn one_shape() {
        for (text, expected) in [
            ("Ｅ照快办", " e照快办"),
            ("碧水 e家·科创３６０", " 碧水 e家 科创360"),
            ("護照、駕駛證", " 护照 驾驶证"),
            ("Xī’ān", " xian"),
            ("lǚyóu", " lvyou"),
            ("One-Seal (Shops)", " one seal shops"),
            ("cafe\u{301} 👩‍🔧", " cafe"),
            ("İ", " i"),
            ("…", ""),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sign_knows_its_bytes() {
        let text = "（Ａ）護";
        let at: Vec<&str> = signs(text).iter().map(|sign| text.get(sign.at.clone()).unwrap()).collect();
        assert_eq!(at, ["Ａ", "護"]);
    }

    #[test]
    fn a_traditional_character_is_read_as_the_simplified_one() {
        let list: Vec<(char, char)> = pairs().collect();
        for (place, (old, new)) in list.iter().enumerate() {
            let readings = likeness::syllables(*old);
            let common = likeness::syllables(*new).iter().any(|reading| readings.contains(reading));
            assert!(common, "{old} is not read as {new}");
            assert!(list.iter().skip(place + 1).all(|(other, _)| other != old), "{old} stands twice");
            assert!(list.iter().all(|(other, _)| other != new), "{new} is on both sides");
        }
    }
}
