//! The guide stays true: what it quotes stands on the screen, and the commands that it names are there.

use std::path::{Path, PathBuf};

use crate::catalogue::Language;

fn files(language: Language) -> Vec<(PathBuf, String)> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let (index, folder) = match language {
        Language::Chinese => ("guide.zh-CN.md", "guide/zh-CN"),
        Language::English => ("guide.md", "guide/en"),
    };
    let pages = std::fs::read_dir(docs.join(folder)).expect("the guide is there");
    let pages = pages.map(|page| page.expect("a folder can be read").path());
    let files = std::iter::once(docs.join(index)).chain(pages);
    files.map(|file| (file.clone(), std::fs::read_to_string(file).expect("the guide is UTF-8"))).collect()
}

/// What stands in quotation marks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('“').skip(1).filter_map(|rest| rest.split_once('”')).map(|(quoted, _)| quoted)
}

/// The sentences of the catalogue, each as the texts between its gaps; of one that chooses, each choice.
fn sentences(language: Language) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for line in language.sources().iter().flat_map(|source| source.lines()) {
        let line = line.trim_start();
        let choice = line.trim_start_matches('*').starts_with('[').then(|| line.split_once("] ")).flatten();
        let Some((_, sentence)) = line.split_once(" = ").or(choice) else { continue };
        let mut parts = Vec::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            parts.push(before.to_owned());
            rest = after.split_once('}').map_or("", |(_, after)| after);
        }
        parts.push(rest.to_owned());
        found.push(parts);
    }
    found
}

/// Whether a text is a sentence whose gaps are filled with numbers.
fn is_said(text: &str, parts: &[String]) -> bool {
    let Some((first, rest)) = parts.split_first() else { return false };
    let Some(mut text) = text.strip_prefix(first.as_str()) else { return false };
    for part in rest {
        let after = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
        if after.len() == text.len() {
            return false;
        }
        let Some(after) = after.strip_prefix(part.as_str()) else { return false };
        text = after;
    }
    text.is_empty()
}

#[test]
fn what_the_guide_quotes_stands_in_the_catalogue() {
    for language in [Language::Chinese, Language::English] {
        let sentences = sentences(language);
        let mut quotes = 0;
        for (file, text) in files(language) {
            for quote in quoted(&text) {
                let is_there = sentences.iter().any(|parts| is_said(quote, parts));
                assert!(is_there, "{}: no page says “{quote}”", file.display());
                quotes += 1;
            }
            assert_eq!(text.matches('“').count(), text.matches('”').count(), "{}", file.display());
            assert!(!text.contains('"'), "{}: what is quoted stands in “ and ”", file.display());
        }
        assert!(quotes > 100, "the guide names what to press");
    }
}

#[test]
fn the_commands_of_the_guide_are_there() {
    let keys: Vec<&str> = Language::English.sources().iter().flat_map(|source| source.lines()).collect();
    let commands: Vec<&str> = keys
        .iter()
        .filter_map(|key| key.strip_prefix("help-")?.split_once("-about = "))
        .map(|(name, _)| name)
        .collect();
    for (file, text) in [Language::Chinese, Language::English].into_iter().flat_map(files) {
        for code in text.split('`').skip(1).step_by(2) {
            let Some(command) = code.strip_prefix("mingpai ") else { continue };
            let mut words = command.split(' ');
            let first = words.next().unwrap_or_default();
            let below = format!("{first}-");
            let name = match words.next() {
                Some(second) if commands.iter().any(|known| known.starts_with(&below)) => below + second,
                _ => first.to_owned(),
            };
            assert!(commands.contains(&name.as_str()), "{}: there is no `{code}`", file.display());
        }
    }
}

#[test]
fn the_documents_that_the_guide_names_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (file, text) in [Language::Chinese, Language::English].into_iter().flat_map(files) {
        for code in text.split('`').skip(1).step_by(2).filter(|code| code.starts_with("docs/")) {
            assert!(root.join(code).is_file(), "{}: there is no `{code}`", file.display());
        }
    }
}
