//! What stands around every page.

use jiff::civil::Date;
use words::{Language, Message};

use crate::address::in_query;
use crate::assets;

/// A link of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub href: &'static str,
    /// What it says.
    pub label: String,
    /// Whether this is the page, or one below it.
    pub current: bool,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The role, in the reader's language.
    pub role: String,
    /// The unit; may be empty.
    pub unit: String,
}

/// What stands around every page: the language, the navigation, who is signed in.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The reader's language.
    pub language: Language,
    /// The path and query of this page.
    pub path: String,
    /// Whether all data are made up.
    pub made_up: bool,
    /// Who is signed in.
    pub person: Option<Person>,
    /// The navigation.
    pub nav: Vec<NavItem>,
    /// Where the help for this page is.
    pub help: String,
    /// What was just done.
    pub done: Option<String>,
}

impl Frame {
    /// A sentence of the catalogue.
    pub fn t(&self, key: &'static str) -> String {
        Message::new(key).text(self.language)
    }

    /// A message in the reader's language.
    pub fn say(&self, message: &Message) -> String {
        message.text(self.language)
    }

    /// The language's tag.
    pub fn tag(&self) -> &'static str {
        match self.language {
            Language::Chinese => "zh-Hans",
            Language::English => "en",
        }
    }

    /// The attribute of a text that stands in the register in Chinese alone; empty on a Chinese page.
    pub fn in_chinese(&self) -> &'static str {
        match self.language {
            Language::Chinese => "",
            Language::English => " lang=\"zh-Hans\"",
        }
    }

    /// The other language's tag.
    pub fn other_tag(&self) -> &'static str {
        match self.language {
            Language::Chinese => "en",
            Language::English => "zh-Hans",
        }
    }

    /// The other language's name, in itself.
    pub fn other_language(&self) -> &'static str {
        match self.language {
            Language::Chinese => "English",
            Language::English => "中文",
        }
    }

    /// The address that changes the language and comes back.
    pub fn other_language_href(&self) -> String {
        let tag = match self.language {
            Language::Chinese => "en",
            Language::English => "zh",
        };
        format!("/language/{tag}?back={}", in_query(&self.path))
    }

    /// Whether this page is help itself.
    pub fn is_help(&self) -> bool {
        self.path.starts_with("/help")
    }

    /// The address of the style sheet.
    pub fn style(&self) -> String {
        assets::href("mingpai.css")
    }

    /// The address of the icon.
    pub fn icon(&self) -> String {
        assets::href("icon.svg")
    }

    /// The address of htmx.
    pub fn htmx(&self) -> String {
        assets::href("htmx.min.js")
    }

    /// A day as it is read: `2025年12月1日`, `1 December 2025`.
    pub fn day(&self, day: Date) -> String {
        self::day(day, self.language)
    }
}

/// A day as it is read: `2025年12月1日`, `1 December 2025`.
pub fn day(day: Date, language: Language) -> String {
    match language {
        Language::Chinese => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Language::English => day.strftime("%-d %B %Y").to_string(),
    }
}
