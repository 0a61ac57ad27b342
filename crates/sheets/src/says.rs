//! What a sheet says.

use serde::{Deserialize, Serialize};

/// In which languages a sheet is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// Chinese alone.
    #[default]
    #[serde(rename = "zh")]
    Chinese,
    /// Chinese with English below it.
    #[serde(rename = "zh-en")]
    Both,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::Both];

    /// The name on a command line and in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::Both => "zh-en",
        }
    }

    /// The language of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.name() == name)
    }
}

/// Somebody who serves, as a badge has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The name in Latin letters.
    pub name_en: String,
    /// The post.
    pub post: String,
    /// The post in English.
    pub post_en: String,
    /// The duties, 8 to 15 characters.
    pub duties: String,
}

/// What is published of how a promise was kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Figure {
    /// The share that was kept, as it is shown: `98.2%`.
    pub share: String,
    /// Its 95% interval, as it is shown.
    pub interval: String,
    /// The number of cases, as it is shown.
    pub cases: String,
    /// The last month of it: `2026-10`.
    pub month: String,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// `image/svg+xml`, `image/png` or `image/jpeg`.
    pub media_type: String,
    /// Its bytes, in hexadecimal.
    pub hex: String,
}

/// One promise of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// What is promised.
    pub what: String,
    /// The same in English.
    pub what_en: String,
    /// Within which limit.
    pub limit: String,
    /// The same in English.
    pub limit_en: String,
    /// What is done when it was not kept.
    pub remedy: String,
    /// How often it was kept, where that is published.
    pub share: String,
}

/// All that a sheet says. A text that is empty is not printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Says {
    /// The unit.
    pub unit: String,
    /// The unit in English.
    pub unit_en: String,
    /// The brand.
    pub brand: String,
    /// The brand in English.
    pub brand_en: String,
    /// The slogan.
    pub slogan: String,
    /// The slogan in English.
    pub slogan_en: String,
    /// The promise.
    pub promise: String,
    /// The promise in English.
    pub promise_en: String,
    /// What the brand's name means, or a story: the long text of boards and papers on a wall.
    pub story: String,
    /// The same in English.
    pub story_en: String,
    /// Where to complain, or whom to ask.
    pub contact: String,
    /// Who heads the unit.
    pub head: String,
    /// Somebody who serves.
    pub person: Option<Person>,
    /// How the promise was kept.
    pub figure: Option<Figure>,
    /// The promises of a table.
    pub promises: Vec<Place>,
    /// The brand's mark.
    pub mark: Option<Mark>,
    /// The brand's colours, `#0a6552`, the main one first.
    pub colours: Vec<String>,
    /// The address that the code leads to.
    pub link: String,
    /// The code of this version, by which the landing page knows a sheet that is out of date.
    pub version: String,
}

impl Says {
    /// The texts by their names, all that characters can be missing of.
    pub fn texts(&self) -> Vec<(&'static str, &str)> {
        let mut texts: Vec<(&'static str, &str)> = vec![
            ("unit", &self.unit),
            ("unit_en", &self.unit_en),
            ("brand", &self.brand),
            ("brand_en", &self.brand_en),
            ("slogan", &self.slogan),
            ("slogan_en", &self.slogan_en),
            ("promise", &self.promise),
            ("promise_en", &self.promise_en),
            ("story", &self.story),
            ("story_en", &self.story_en),
            ("contact", &self.contact),
            ("head", &self.head),
            ("version", &self.version),
        ];
        if let Some(person) = &self.person {
            texts.extend([
                ("name", person.name.as_str()),
                ("name_en", &person.name_en),
                ("post", &person.post),
                ("post_en", &person.post_en),
                ("duties", &person.duties),
            ]);
        }
        if let Some(figure) = &self.figure {
            texts.extend([
                ("figure", figure.share.as_str()),
                ("figure", &figure.interval),
                ("figure", &figure.cases),
                ("figure", &figure.month),
            ]);
        }
        for place in &self.promises {
            let own = [&place.what, &place.what_en, &place.limit, &place.limit_en, &place.remedy, &place.share];
            texts.extend(own.map(|text| ("promises", text.as_str())));
        }
        texts
    }

    /// Whether a text stands in it, by its name.
    pub fn has(&self, name: &str) -> bool {
        match name {
            "person" => self.person.is_some(),
            "figure" => self.figure.is_some(),
            "promises" => !self.promises.is_empty(),
            "mark" => self.mark.is_some(),
            "link" => !self.link.is_empty(),
            _ => self.texts().iter().any(|(known, text)| *known == name && !text.is_empty()),
        }
    }
}

/// A sheet: what it says, in which languages and how it is laid out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// The name of its layout.
    pub layout: String,
    /// In which languages.
    pub language: Language,
    /// What it says.
    pub says: Says,
}
