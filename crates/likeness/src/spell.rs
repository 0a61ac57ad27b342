//! Pinyin for the eye and for a search box.

use crate::sound::{Sound, readings};
use crate::text::plain;

/// The text in pinyin without tones, each character by its usual reading: `wang lan shi` for 望澜市. Latin words and numbers stay
/// as they are, and so does a character whose reading nobody knows; spaces and signs fall away.
///
/// ```
/// assert_eq!(likeness::pinyin("碧水e家·科创360"), "bi shui e jia ke chuang 360");
/// ```
#[must_use]
pub fn pinyin(text: &str) -> String {
    let mut spelt = String::new();
    let mut after_latin = false;
    for sign in plain(text) {
        if !(spelt.is_empty() || (after_latin && sign.is_ascii())) {
            spelt.push(' ');
        }
        match usual(sign) {
            Some(sound) => spelt.push_str(&sound.spelt()),
            None => spelt.push(sign),
        }
        after_latin = sign.is_ascii();
    }
    spelt
}

/// The first letters of the pinyin, each character by its usual reading; Latin letters and digits are kept.
///
/// ```
/// assert_eq!(likeness::initials("望澜市"), "wls");
/// assert_eq!(likeness::initials("办税 E 站"), "bsez");
/// ```
#[must_use]
pub fn initials(text: &str) -> String {
    plain(text).map(|sign| usual(sign).and_then(Sound::letter).unwrap_or(sign)).collect()
}

/// All living readings of a Chinese character without their tones, the usual one first; none where no reading is known, and none
/// for Latin letters and digits.
///
/// ```
/// assert_eq!(likeness::syllables('行'), ["xing", "hang", "heng"]);
/// assert_eq!(likeness::syllables('e'), [""; 0]);
/// ```
#[must_use]
pub fn syllables(sign: char) -> Vec<String> {
    if sign.is_ascii() { Vec::new() } else { readings(sign).into_iter().flatten().map(Sound::spelt).collect() }
}

/// The syllable for which a syllable stands when those that many speakers do not tell apart are one: `zheng`, `zeng` and `zhen` are all
/// `zen`. None for what is no syllable.
///
/// ```
/// assert_eq!(likeness::taken_for("zheng").as_deref(), Some("zen"));
/// assert_eq!(likeness::taken_for("permit"), None);
/// ```
#[must_use]
pub fn taken_for(syllable: &str) -> Option<String> {
    Sound::of(syllable).map(|sound| sound.blurred().spelt())
}

/// Whether what was typed into a search box stands for a piece of the text. Each typed sign is a character of the text, or the
/// first letter of any of its readings: 银行 is found by `yh` as by `yx`, and 望澜市 by `l市`. Nothing typed matches everything.
///
/// ```
/// assert!(likeness::matches_initials("重庆长江银行", "CQcjyh"));
/// assert!(!likeness::matches_initials("望澜市", "ws"));
/// ```
#[must_use]
pub fn matches_initials(text: &str, typed: &str) -> bool {
    let text: Vec<char> = plain(text).collect();
    let typed: Vec<char> = plain(typed).collect();
    let stands_for = |typed: char, sign: char| {
        typed == sign
            || (!sign.is_ascii() && readings(sign).into_iter().flatten().any(|one| one.letter() == Some(typed)))
    };
    typed.is_empty()
        || text
            .windows(typed.len())
            .any(|piece| piece.iter().zip(&typed).all(|(sign, typed)| stands_for(*typed, *sign)))
}

/// The usual reading of a character that is no Latin letter and no digit.
fn usual(sign: char) -> Option<Sound> {
    if sign.is_ascii() { None } else { readings(sign).into_iter().flatten().next() }
}
