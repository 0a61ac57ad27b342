//! The reader's language: what was chosen, else what the browser asks for, else Chinese.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use words::Language;

/// The cookie that keeps what was chosen.
pub(crate) const COOKIE_NAME: &str = "language";

pub(crate) fn of(headers: &HeaderMap) -> Language {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let chosen = cookies.flat_map(|line| line.split(';')).find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == COOKIE_NAME).then(|| Language::from_tag(value)).flatten()
    });
    let asked = || {
        let wanted = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
        wanted.split(',').find_map(|tag| Language::from_tag(tag.split(';').next()?.trim()))
    };
    chosen.or_else(asked).unwrap_or(Language::Chinese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_goes_before_what_the_browser_asks_for() {
        let rows = [
            ("", "", Language::Chinese),
            ("", "en-GB,en;q=0.9,zh;q=0.8", Language::English),
            ("", "de,zh-CN;q=0.9", Language::Chinese),
            ("a=b; language=zh", "en", Language::Chinese),
            ("language=en", "zh-CN", Language::English),
            ("language=xx", "en", Language::English),
        ];
        for (cookie, accept, language) in rows {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, cookie.parse().expect("a header"));
            headers.insert(ACCEPT_LANGUAGE, accept.parse().expect("a header"));
            assert_eq!(of(&headers), language, "{cookie} {accept}");
        }
    }
}
