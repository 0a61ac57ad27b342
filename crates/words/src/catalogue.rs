//! The catalogue itself: Fluent files, one folder a language, one file an area.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::message::{Message, Value};

/// A language of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese, the language in which Mingpai is written first.
    Chinese,
    /// English, complete.
    English,
}

impl Language {
    /// The language that a tag such as `zh`, `zh_CN.UTF-8`, `en-GB` or `C` asks for; `None` for one we do not speak.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "zh" | "chinese" | "中文" => Some(Self::Chinese),
            "en" | "english" | "c" | "posix" => Some(Self::English),
            _ => None,
        }
    }

    fn identifier(self) -> LanguageIdentifier {
        let tag = match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        };
        tag.parse().unwrap_or_default()
    }

    pub(crate) fn sources(self) -> [&'static str; 16] {
        macro_rules! area {
            ($language:literal) => {
                [
                    include_str!(concat!("../messages/", $language, "/plan.ftl")),
                    include_str!(concat!("../messages/", $language, "/facts.ftl")),
                    include_str!(concat!("../messages/", $language, "/measure.ftl")),
                    include_str!(concat!("../messages/", $language, "/bundle.ftl")),
                    include_str!(concat!("../messages/", $language, "/cli.ftl")),
                    include_str!(concat!("../messages/", $language, "/help.ftl")),
                    include_str!(concat!("../messages/", $language, "/config.ftl")),
                    include_str!(concat!("../messages/", $language, "/ledger.ftl")),
                    include_str!(concat!("../messages/", $language, "/pages.ftl")),
                    include_str!(concat!("../messages/", $language, "/figures.ftl")),
                    include_str!(concat!("../messages/", $language, "/desk.ftl")),
                    include_str!(concat!("../messages/", $language, "/year.ftl")),
                    include_str!(concat!("../messages/", $language, "/surveys.ftl")),
                    include_str!(concat!("../messages/", $language, "/projects.ftl")),
                    include_str!(concat!("../messages/", $language, "/exports.ftl")),
                    include_str!(concat!("../messages/", $language, "/print.ftl")),
                ]
            };
        }
        match self {
            Self::Chinese => area!("zh-CN"),
            Self::English => area!("en"),
        }
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static CHINESE: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
        static ENGLISH: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
        let cell = match self {
            Self::Chinese => &CHINESE,
            Self::English => &ENGLISH,
        };
        cell.get_or_init(|| {
            let mut bundle = FluentBundle::new_concurrent(vec![self.identifier()]);
            // The marks that keep directions apart would stand in file names and figures that people copy.
            bundle.set_use_isolating(false);
            for source in self.sources() {
                let resource = match FluentResource::try_new(source.to_owned()) {
                    Ok(resource) | Err((resource, _)) => resource,
                };
                bundle.add_resource_overriding(resource);
            }
            bundle
        })
    }
}

pub(crate) fn render(message: &Message, language: Language) -> String {
    let bundle = language.bundle();
    let Some(pattern) = bundle.get_message(message.key()).and_then(|found| found.value()) else {
        return message.key().to_owned();
    };
    let mut arguments = FluentArgs::new();
    for (name, value) in message.arguments() {
        arguments.set(
            name.as_ref(),
            match value {
                Value::Text(text) => FluentValue::from(text.as_str()),
                Value::Number(number) => FluentValue::from(*number),
                Value::Message(inner) => FluentValue::from(render(inner, language)),
            },
        );
    }
    let mut errors = Vec::new();
    bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Each key of a language with the gaps that its sentence has.
    fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut found = BTreeMap::new();
        for source in language.sources() {
            FluentResource::try_new(source.to_owned()).expect("the catalogue is well formed");
            let mut key = String::new();
            for line in source.lines() {
                if let Some((name, _)) = line.split_once(" =")
                    && line.starts_with(|first: char| first.is_ascii_lowercase())
                {
                    key = name.to_owned();
                    assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "the key {key} stands twice");
                }
                for gap in line.split("{ $").skip(1) {
                    let name: String = gap.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                    found.get_mut(&key).expect("a gap stands in a message").insert(name);
                }
            }
        }
        found
    }

    #[test]
    fn both_languages_have_the_same_keys_and_gaps() {
        assert_eq!(keys(Language::Chinese), keys(Language::English));
    }

    /// Reads the project's own source: a key that the code uses and the catalogue lacks is an error, and so is a
    /// key that nobody uses.
    #[test]
    fn every_key_in_the_code_is_in_the_catalogue_and_the_other_way_round() {
        let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates/").to_owned();
        let mut sources = String::new();
        let mut folders = vec![crates];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the source is there") {
                let path = entry.expect("a folder can be read").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "html") {
                    sources.push_str(&std::fs::read_to_string(path).expect("source is UTF-8"));
                }
            }
        }
        let known = keys(Language::Chinese);
        for (before, after) in [("Message::new(\"", "\""), ("} = \"", "\","), (".t(\"", "\"")] {
            for rest in sources.split(before).skip(1) {
                let key = rest.split(after).next().expect("a key ends");
                let is_key =
                    key.len() < 60 && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
                assert!(!is_key || known.contains_key(key), "the catalogue lacks {key}");
            }
        }
        for key in known.keys() {
            // The help texts are looked up by the names of commands and arguments, and what was done by the ledger's name for it.
            let by_name = key.starts_with("help-") || key.strip_prefix("act-").is_some_and(|act| sources.contains(act));
            // Others are put together of a beginning and the word of a choice: "reply-{}" and "comes".
            let mut places = key.match_indices('-').map(|(place, _)| (&key[..place], &key[place + 1..]));
            let put_together = places.any(|(beginning, word)| {
                sources.contains(&format!("\"{beginning}-{{}}\"")) && sources.contains(&format!("\"{word}\""))
            });
            let said = by_name || put_together || sources.contains(&format!("\"{key}\""));
            assert!(said, "nobody says {key}");
        }
    }

    #[test]
    fn tags_of_locales_choose_a_language() {
        for (tag, language) in [
            ("zh", Some(Language::Chinese)),
            ("zh_CN.GB18030", Some(Language::Chinese)),
            ("zh-Hant-TW", Some(Language::Chinese)),
            ("en_GB.UTF-8", Some(Language::English)),
            ("C.UTF-8", Some(Language::English)),
            ("POSIX", Some(Language::English)),
            ("nl_NL", None),
            ("", None),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }
}
