//! The configuration as a file, with what each option is for.

use std::fmt::Write;

use words::{Language, Message};

use crate::config::{DATABASE, Given, Kind, all};

/// The configuration that counts, as a file of its own. A password in the database's address is not shown.
pub(crate) fn print(given: &Given, language: Language) -> String {
    let mut text = comment(&Message::new("config-head").text(language));
    let mut section = "";
    for known in all() {
        if known.section != section {
            section = known.section;
            // Writing into a text does not fail.
            let _ = write!(text, "\n[{section}]\n");
        }
        let value = given.text(known);
        let shown = if known.words == DATABASE.words { ledger::without_password(&value) } else { value };
        let value = match known.kind {
            Kind::Truth => given.truth(known).unwrap_or_default().to_string(),
            Kind::Number(..) => shown,
            Kind::List => toml::Value::from(given.list(known)).to_string(),
            Kind::Text | Kind::OneOf(_) => toml::Value::from(shown).to_string(),
        };
        text += &comment(&Message::new(known.words).text(language));
        let other = Message::new("config-other-ways").with("variable", known.variable());
        text += &comment(&other.with("flag", format!("--{}", known.flag)).text(language));
        let _ = writeln!(text, "{} = {value}", known.key);
    }
    text
}

fn comment(text: &str) -> String {
    text.lines().map(|line| format!("# {line}\n")).collect()
}
