//! What of a text is compared.

/// Longer texts are compared by so many characters, so that nobody's paste keeps the others waiting.
pub(crate) const LENGTH_AT_MOST: usize = 64;

/// Letters, digits and Chinese characters in the order in which they stand: full-width forms made half-width, capitals small.
/// Spaces, dots, quotes and signs are how a name is set, not the name.
pub(crate) fn plain(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(half_width).filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase)
}

fn half_width(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => u32::from(sign).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(sign),
        other => other,
    }
}

/// The lines of one of our lists, without its remarks.
pub(crate) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
