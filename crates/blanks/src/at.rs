//! Where something stands in a file.

use words::Message;

/// Where a place stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// In the text of a document.
    Body {
        /// Which paragraph that is not empty, from 1; those of tables are counted as well.
        paragraph: usize,
        /// How the paragraph begins.
        begins: String,
    },
    /// In a part of a document around its text.
    Around {
        /// Which part: `header`, `footer`, `note`.
        part: &'static str,
        /// How the paragraph begins.
        begins: String,
    },
    /// In a cell.
    Cell {
        /// The sheet's name.
        sheet: String,
        /// The cell, as `B3`.
        cell: String,
    },
    /// At the top or bottom of a sheet's pages.
    Page {
        /// The sheet's name.
        sheet: String,
    },
}

impl At {
    /// Where it is, in words.
    pub fn message(&self) -> Message {
        match self {
            Self::Body { paragraph, begins } => {
                Message::new("blank-at-body").with("paragraph", *paragraph).with("begins", begins)
            }
            Self::Around { part: "header", begins } => Message::new("blank-at-header").with("begins", begins),
            Self::Around { part: "footer", begins } => Message::new("blank-at-footer").with("begins", begins),
            Self::Around { begins, .. } => Message::new("blank-at-note").with("begins", begins),
            Self::Cell { sheet, cell } => Message::new("blank-at-cell").with("sheet", sheet).with("cell", cell),
            Self::Page { sheet } => Message::new("blank-at-page").with("sheet", sheet),
        }
    }
}

/// A place that is to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its name, without braces.
    pub name: String,
    /// Where it stands.
    pub at: At,
}

/// So many characters of a paragraph tell which it is.
const BEGINS: usize = 24;

/// How a text begins.
pub(crate) fn beginning(text: &str) -> String {
    let text = text.trim();
    let begins: String = text.chars().take(BEGINS).collect();
    if begins.len() < text.len() { format!("{begins}…") } else { begins }
}
