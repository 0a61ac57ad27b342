//! The typefaces, and which characters they have.
//!
//! Noto Sans SC and Noto Serif SC (SIL Open Font License, beside them), cut down to the 8,105 characters of the general standard table of
//! 2013, GB 2312 and the Latin letters. What they lack an operator can add with a full typeface of their own.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The typefaces that are part of the press.
const BUILT_IN: [&[u8]; 4] = [
    include_bytes!("../fonts/NotoSansSC-Regular.ttf"),
    include_bytes!("../fonts/NotoSansSC-Bold.ttf"),
    include_bytes!("../fonts/NotoSerifSC-Regular.ttf"),
    include_bytes!("../fonts/NotoSerifSC-Bold.ttf"),
];

/// The typefaces that are there.
#[derive(Debug)]
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) all: Vec<Font>,
    /// A bit for each character that any of them has: a typeface itself keeps a list, which is read from its start for each character.
    covered: Vec<u64>,
}

impl Fonts {
    /// Those that are part of the press, and others after them. What is no typeface is left out.
    pub(crate) fn with(others: Vec<Vec<u8>>) -> Self {
        let built_in = BUILT_IN.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes)));
        let all: Vec<Font> = built_in
            .chain(others.into_iter().flat_map(|bytes| Font::iter(Bytes::new(bytes)).collect::<Vec<_>>()))
            .collect();
        let mut covered = vec![0; usize::try_from(u32::from(char::MAX) / u64::BITS + 1).unwrap_or_default()];
        for character in all.iter().flat_map(|font| font.info().coverage.iter()) {
            let (word, bit) = place(character);
            if let Some(word) = covered.get_mut(word) {
                *word |= bit;
            }
        }
        Self { book: LazyHash::new(FontBook::from_fonts(&all)), all, covered }
    }

    /// The characters of a text that would be seen and that no typeface has.
    pub(crate) fn lacks<'a>(&'a self, text: &'a str) -> impl Iterator<Item = char> + 'a {
        text.chars().filter(|character| !is_unseen(*character) && !self.have(*character))
    }

    /// Whether any typeface has a character. What is white and what parts lines needs no drawing.
    fn have(&self, character: char) -> bool {
        let (word, bit) = place(u32::from(character));
        character.is_whitespace() || self.covered.get(word).is_some_and(|word| word & bit != 0)
    }
}

/// Where the bit of a character is.
fn place(character: u32) -> (usize, u64) {
    (usize::try_from(character / u64::BITS).unwrap_or(usize::MAX), 1 << (character % u64::BITS))
}

/// Whether a character is nothing that is seen: a control character, or a mark that turns the direction or joins. It is left out, so that
/// what is printed is what is read.
pub(crate) fn is_unseen(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}
