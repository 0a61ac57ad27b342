//! The order of names: of Chinese ones by their sounds, as a dictionary has them.

use pinyin::ToPinyin;
use words::Language;

use crate::wording;

/// By what units are put in order. Names of one sound stand by their characters.
pub(crate) fn unit_key(unit: &ledger::unit::Model, language: Language) -> (String, String) {
    let name = wording::unit_name(unit, language);
    (sounds(&name), name)
}

/// A name as it is read: characters as pinyin without tones, other letters small.
pub(crate) fn sounds(name: &str) -> String {
    let mut sounds = String::with_capacity(name.len() * 2);
    for letter in name.chars() {
        match letter.to_pinyin() {
            // A blank between syllables: xi an stands before xian.
            Some(sound) => {
                sounds.push_str(sound.plain());
                sounds.push(' ');
            }
            None => sounds.extend(letter.to_lowercase()),
        }
    }
    sounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_by_their_sounds() {
        let mut names = ["Water", "住建局", "安监局", "公安局", "西安办", "先锋街道", "应急局", "2号窗口", "㙍溪"];
        names.sort_by_key(|name| sounds(name));
        assert_eq!(names, ["2号窗口", "安监局", "㙍溪", "公安局", "Water", "西安办", "先锋街道", "应急局", "住建局"]);
    }
}
