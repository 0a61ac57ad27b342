//! The templates: those that are part of the program, and those that the office has put in.

use blanks::{BlankError, Kind, Place, Values};
use ledger::blank::{self, Scope};
use ledger::{BlankId, Day};
use words::{Language, Message};

use super::places::offered;
use crate::desk::Desk;
use crate::error::PageError;

/// The largest template, bytes.
pub(super) const LARGEST: usize = 2 << 20;
/// So many templates may stand beside the built-in ones: each is in every copy of the register.
pub(super) const MOST: usize = 50;
/// The longest name of a template, characters.
const LONGEST_NAME: usize = 60;

/// A template that is part of the program: its word in addresses, what it is, its bytes.
struct BuiltIn {
    word: &'static str,
    kind: Kind,
    scope: Scope,
    bytes: &'static [u8],
}

const BUILT_IN: [BuiltIn; 3] = [
    BuiltIn {
        word: "assessment",
        kind: Kind::Xlsx,
        scope: Scope::City,
        bytes: include_bytes!("../../../blanks/效能考核年度报表.xlsx"),
    },
    BuiltIn {
        word: "civility",
        kind: Kind::Docx,
        scope: Scope::Unit,
        bytes: include_bytes!("../../../blanks/文明单位年度材料.docx"),
    },
    BuiltIn {
        word: "party-work",
        kind: Kind::Docx,
        scope: Scope::Unit,
        bytes: include_bytes!("../../../blanks/党建年度总结.docx"),
    },
];

impl BuiltIn {
    fn name(&self, language: Language) -> String {
        Message::of_key(format!("exports-template-{}", self.word)).text(language)
    }
}

/// A template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    /// A built-in one's word, or its number.
    pub(super) word: String,
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) scope: Scope,
    /// What the office has put in: its number, and since when.
    pub(super) put_in: Option<(BlankId, Day)>,
    /// Whether a built-in one stands behind it.
    pub(super) is_built_in: bool,
}

fn kind(kind: blank::Kind) -> Kind {
    match kind {
        blank::Kind::Docx => Kind::Docx,
        blank::Kind::Xlsx => Kind::Xlsx,
    }
}

/// All templates, the built-in ones first.
pub(super) async fn all(desk: &Desk, language: Language) -> Result<Vec<Template>, PageError> {
    let put_in = blank::all(desk.ledger.reads()).await?;
    let built_in = BUILT_IN.iter().map(|own| {
        let instead = put_in.iter().find(|line| line.instead_of == own.word);
        Template {
            word: own.word.to_owned(),
            name: own.name(language),
            kind: instead.map_or(own.kind, |line| kind(line.kind)),
            scope: instead.map_or(own.scope, |line| line.scope),
            put_in: instead.map(|line| (line.id, line.day)),
            is_built_in: true,
        }
    });
    let added = put_in.iter().filter(|line| line.instead_of.is_empty()).map(|line| Template {
        word: line.id.to_string(),
        name: line.name.clone(),
        kind: kind(line.kind),
        scope: line.scope,
        put_in: Some((line.id, line.day)),
        is_built_in: false,
    });
    Ok(built_in.chain(added).collect())
}

/// The template that an address names.
pub(super) async fn find(desk: &Desk, word: &str, language: Language) -> Result<Template, PageError> {
    all(desk, language).await?.into_iter().find(|template| template.word == word).ok_or(PageError::NotFound)
}

/// Its bytes.
pub(super) async fn bytes(desk: &Desk, template: &Template) -> Result<Vec<u8>, PageError> {
    if let Some((id, _)) = template.put_in {
        let found = blank::find(desk.ledger.reads(), id).await?;
        return found.map(|blank| blank.bytes).ok_or(PageError::NotFound);
    }
    let own = BUILT_IN.iter().find(|own| own.word == template.word);
    own.map(|own| own.bytes.to_vec()).ok_or(PageError::NotFound)
}

/// The name of a template, made of that of its file: without folders and ending.
pub(super) fn name(file: &str) -> String {
    let file = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let signs =
        stem.chars().filter(|sign| !sign.is_control() && !matches!(sign, '"' | '<' | '>' | ':' | '*' | '?' | '|'));
    signs.take(LONGEST_NAME).collect::<String>().trim().to_owned()
}

/// What a file is as a template: its kind, and whether one paper is of a unit or of all; or everything that is wrong with it.
pub(super) fn check(bytes: &[u8], values: impl Fn(Scope) -> Values) -> Result<(Kind, Scope), Vec<Message>> {
    let one = |error: BlankError| vec![error.message()];
    if bytes.is_empty() {
        return Err(vec![Message::new("exports-no-file")]);
    }
    if bytes.len() > LARGEST {
        return Err(vec![Message::new("exports-too-large")]);
    }
    let kind = Kind::of(bytes).map_err(one)?;
    let places = blanks::places(kind, bytes).map_err(one)?;
    let is_of_city = |place: &Place| offered(&place.name).is_some_and(|known| !known.is_of(Scope::Unit));
    let scope = if places.iter().any(is_of_city) { Scope::City } else { Scope::Unit };
    let wrong = |place: &Place| {
        let message = match offered(&place.name) {
            Some(known) if known.is_of(scope) => return None,
            Some(_) => Message::new("exports-of-one-unit"),
            None => return Some(BlankError::Unknown { name: place.name.clone(), at: place.at.message() }.message()),
        };
        Some(message.with("at", place.at.message()).with("name", &place.name))
    };
    let wrong: Vec<Message> = places.iter().filter_map(wrong).collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    // Filled in once, so that what cannot be repeated is told now, and not to whoever needs the paper.
    blanks::fill(kind, bytes, &values(scope)).map_err(one)?;
    Ok((kind, scope))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::year::exports::facts::{OfUnit, Year};
    use crate::year::exports::places::{self, OFFERED};

    fn values(scope: Scope) -> Values {
        let unit = places::a_unit();
        let year = Year::of_nothing(2025, "2026-11-26".parse().expect("a day"));
        match scope {
            Scope::Unit => places::of_unit(&year, &unit, &OfUnit::default()),
            Scope::City => places::of_city(&year, &[unit]),
        }
    }

    #[test]
    fn the_built_in_ones_are_what_they_say() {
        for own in &BUILT_IN {
            assert_eq!(check(own.bytes, values), Ok((own.kind, own.scope)), "{}", own.word);
            assert!(own.bytes.len() < 40_000, "{}", own.word);
        }
        let asked: Vec<String> = BUILT_IN
            .iter()
            .flat_map(|own| blanks::places(own.kind, own.bytes).expect("places"))
            .map(|place| place.name)
            .collect();
        assert!(OFFERED.iter().filter(|place| asked.iter().any(|name| name == place.name)).count() > 35);
    }

    #[test]
    fn a_name_is_that_of_the_file() {
        let rows = [
            ("述职表（2025）.docx", "述职表（2025）"),
            ("C:\\桌面\\表.v2.xlsx", "表.v2"),
            ("../../etc/passwd", "passwd"),
            ("\"<a>\"\n.docx", "a"),
            (".docx", ""),
        ];
        for (file, expected) in rows {
            assert_eq!(name(file), expected);
        }
        assert_eq!(name(&"字".repeat(200)).chars().count(), LONGEST_NAME);
    }
}
