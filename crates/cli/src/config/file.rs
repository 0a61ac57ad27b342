//! The configuration file: TOML, in sections. A key that nobody knows is an error, and so is a value of another kind.

use std::path::Path;

use plan::nearest;
use toml::de::{DeTable, DeValue};
use words::Message;

use crate::config::{Kind, Known, Origin, all};
use crate::fault::Fault;

/// Reads a file; gives what stands in it.
pub(super) fn read(file: &Path) -> Result<Vec<(&'static Known, String, Origin)>, Fault> {
    let text = facts::read_text(file)?;
    let text = text.trim_start_matches('\u{feff}');
    let line_at = |byte: usize| 1 + text.bytes().take(byte).filter(|byte| *byte == b'\n').count();
    let wrong = |byte: usize, what: Message| {
        let place = Message::new("config-in-file").with("file", file).with("line", line_at(byte));
        Fault::Input(Message::new("config-wrong").with("where", place).with("text", what))
    };
    let table = DeTable::parse(text).map_err(|error| {
        let detail = error.message().replace('\n', " ");
        wrong(error.span().map_or(0, |span| span.start), Message::new("config-no-toml").with("detail", detail))
    })?;
    let mut found = Vec::new();
    for (section, inner) in table.get_ref() {
        let (at, section) = (section.span().start, section.get_ref().as_ref());
        let Some(inner) = inner.get_ref().as_table().filter(|_| all().any(|known| known.section == section)) else {
            // Whoever leaves the sections out is told in which one the key belongs.
            let belongs = all().find(|known| known.key == section).map(|known| known.section.to_owned());
            let near = nearest(section, all().map(|known| known.section));
            let what = Message::new("config-no-section").with("section", section).with("belongs", &belongs);
            return Err(wrong(at, what.with("nearest", &near)));
        };
        for (key, value) in inner {
            let (at, key) = (key.span().start, key.get_ref().as_ref());
            let of_section = || all().filter(|known| known.section == section);
            let Some(known) = of_section().find(|known| known.key == key) else {
                let near = nearest(key, of_section().map(|known| known.key));
                let what = Message::new("config-no-key").with("section", section).with("key", key);
                return Err(wrong(at, what.with("nearest", &near)));
            };
            let Some(value) = as_text(known, value.get_ref()) else {
                let wanted = match known.kind {
                    Kind::Truth => Message::new("config-wants-truth"),
                    Kind::Number(from, to) => Message::new("config-wants-number").with("from", from).with("to", to),
                    Kind::List => Message::new("config-wants-list"),
                    Kind::Text | Kind::OneOf(_) => Message::new("config-wants-text"),
                };
                let what = Message::new("config-wrong-kind").with("section", section).with("key", key);
                return Err(wrong(at, what.with("wanted", wanted)));
            };
            found.push((known, value, Origin::File { file: file.to_owned(), line: line_at(at) }));
        }
    }
    Ok(found)
}

/// A value as a variable would give it, if it is of the kind that the option holds.
fn as_text(known: &Known, value: &DeValue<'_>) -> Option<String> {
    match known.kind {
        Kind::Text | Kind::OneOf(_) => value.as_str().map(str::to_owned),
        Kind::Truth => value.as_bool().map(|truth| truth.to_string()),
        Kind::Number(..) => value.as_integer().filter(|number| number.radix() == 10).map(|it| it.as_str().to_owned()),
        Kind::List => {
            let texts = value.as_array()?.iter().map(|item| item.get_ref().as_str());
            Some(texts.collect::<Option<Vec<_>>>()?.join(","))
        }
    }
}
