//! What is asked of the press, and what it gives.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use words::Message;

use crate::document::Document;
use crate::layout::Layout;
use crate::says::Sheet;

/// What comes out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Output {
    /// One PDF/A-2b of all pages.
    Pdf,
    /// A drawing for each page.
    Svg,
    /// A picture for each page.
    Png {
        /// Dots an inch.
        dpi: f64,
    },
}

/// On what it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Paper {
    /// A page for each side, as large as the sheet when it is cut.
    Exact,
    /// The same with 3 mm of bleed around it and marks where to cut, for a print shop.
    Marks,
    /// As many on A4 as there is room for, with lines where to cut, for the printer of an office.
    A4,
}

impl Paper {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Marks, Self::A4];

    /// The name on a command line and in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Marks => "marks",
            Self::A4 => "a4",
        }
    }

    /// The paper of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.name() == name)
    }

    /// Whether sheets of a layout go on it: those that are larger than the printed part of A4 do not go on A4.
    pub fn takes(self, layout: &Layout) -> bool {
        let (long, short) = (layout.width.max(layout.height), layout.width.min(layout.height));
        !matches!(self, Self::A4) || (long <= 297.0 && short <= 210.0)
    }
}

/// An order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The sheets.
    #[serde(default)]
    pub sheets: Vec<Sheet>,
    /// Their layouts.
    #[serde(default)]
    pub layouts: Vec<Layout>,
    /// A paper in place of the sheets: it has pages of A4, as many as it needs.
    #[serde(default)]
    pub document: Option<Document>,
    /// Templates besides those that are part of the press: by name, their source. The press reads no file.
    #[serde(default)]
    pub templates: BTreeMap<String, String>,
    /// What comes out.
    pub output: Output,
    /// On what it is printed.
    pub paper: Paper,
    /// The title that the file carries.
    pub title: String,
    /// The day that the file carries, `2026-11-26`: the press knows no day of its own, so that the same order gives the same bytes.
    pub day: String,
}

/// Why a sheet was not printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Problem {
    /// No typeface has a character.
    MissingCharacter {
        /// Which sheet, from 0.
        sheet: usize,
        /// In which text, by the names of `Says`.
        text: String,
        /// The character.
        character: char,
    },
    /// A text does not fit even in the smallest size.
    TooLong {
        /// Which sheet, from 0.
        sheet: usize,
        /// Which text, by the names of `Says`.
        text: String,
    },
    /// Something is not said that the layout needs.
    Lacks {
        /// Which sheet, from 0.
        sheet: usize,
        /// Which text, by the names of `Says`.
        text: String,
    },
    /// No layout, or no template, has this name.
    NoLayout {
        /// The name.
        name: String,
    },
    /// The sheet does not go on the paper.
    TooLarge {
        /// The layout.
        layout: String,
    },
    /// The address is too long for a code.
    NoCode {
        /// Which sheet, from 0.
        sheet: usize,
    },
    /// The mark is no picture that can be drawn.
    Mark {
        /// Which sheet, from 0.
        sheet: usize,
    },
    /// The template cannot be followed, or a mark cannot be drawn.
    Template {
        /// What is wrong.
        detail: String,
    },
    /// The order cannot be read.
    Order {
        /// What is wrong.
        detail: String,
    },
}

/// What the press gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The files: one PDF, or a drawing or picture a page.
    pub files: Vec<Vec<u8>>,
    /// Why there are none.
    pub problems: Vec<Problem>,
}

impl Problem {
    /// Which sheet it is about, from 0; nothing where it is about all of them.
    pub fn sheet(&self) -> Option<usize> {
        match self {
            Self::MissingCharacter { sheet, .. }
            | Self::TooLong { sheet, .. }
            | Self::Lacks { sheet, .. }
            | Self::NoCode { sheet }
            | Self::Mark { sheet } => Some(*sheet),
            Self::NoLayout { .. } | Self::TooLarge { .. } | Self::Template { .. } | Self::Order { .. } => None,
        }
    }

    /// What is wrong, and what to do; a sheet is told by its number from 1.
    pub fn message(&self) -> Message {
        let at = |key: &'static str, sheet: &usize, text: &str| {
            // The English of a text is told by the same name.
            Message::new(key)
                .with("sheet", *sheet + 1)
                .with("text", Message::of_key(format!("sheet-text-{}", text.trim_end_matches("_en"))))
                .with("english", i64::from(text.ends_with("_en")))
        };
        match self {
            Self::MissingCharacter { sheet, text, character } => at("sheet-missing-character", sheet, text)
                .with("character", character.to_string())
                .with("code", format!("U+{:04X}", u32::from(*character))),
            Self::TooLong { sheet, text } => at("sheet-too-long", sheet, text),
            Self::Lacks { sheet, text } => at("sheet-lacks", sheet, text),
            Self::NoLayout { name } => Message::new("sheet-no-layout").with("name", name),
            Self::TooLarge { layout } => Message::new("sheet-too-large").with("name", layout),
            Self::NoCode { sheet } => Message::new("sheet-no-code").with("sheet", *sheet + 1),
            Self::Mark { sheet } => Message::new("sheet-mark").with("sheet", *sheet + 1),
            Self::Template { detail } => Message::new("sheet-template").with("detail", detail),
            Self::Order { detail } => Message::new("sheet-order").with("detail", detail),
        }
    }
}
