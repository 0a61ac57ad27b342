//! A key and its arguments.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::catalogue::{Language, render};

/// One argument of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Text as it stands.
    Text(String),
    /// A whole number, on which the catalogue can choose singular and plural.
    Number(i64),
    /// Another message, which will be said in the same language.
    Message(Box<Message>),
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl From<&Message> for Value {
    fn from(message: &Message) -> Self {
        Self::from(message.clone())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&Option<String>> for Value {
    /// No text is the number 0, on which the catalogue can select: its variants cannot be empty texts.
    fn from(text: &Option<String>) -> Self {
        text.clone().map_or(Self::Number(0), Self::Text)
    }
}

impl From<&Path> for Value {
    fn from(path: &Path) -> Self {
        Self::Text(path.display().to_string())
    }
}

impl From<&PathBuf> for Value {
    fn from(path: &PathBuf) -> Self {
        Self::from(path.as_path())
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(number: $kind) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
        impl From<&$kind> for Value {
            fn from(number: &$kind) -> Self {
                Self::from(*number)
            }
        }
    )*};
}
numbers!(i16, i32, i64, u16, u32, u64, usize);

/// What to tell somebody: the key of a sentence in the catalogue and what fills its gaps.
///
/// `Display` gives the English sentence, for logs and for `std::error::Error`. What is to be read later, in a language that is not
/// known yet, is kept as JSON.
///
/// ```
/// use words::Message;
///
/// let message = Message::new("note").with("text", Message::new("nav-home"));
/// let kept = serde_json::to_string(&message).unwrap();
/// assert_eq!(kept, r#"{"key":"note","arguments":[["text",{"key":"nav-home","arguments":[]}]]}"#);
/// assert_eq!(serde_json::from_str::<Message>(&kept).unwrap(), message);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    key: Cow<'static, str>,
    arguments: Vec<(Cow<'static, str>, Value)>,
}

impl Message {
    /// A message without arguments yet. `key` stands in both languages of the catalogue (a test sees to it).
    pub fn new(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), arguments: Vec::new() }
    }

    /// A message whose key is put together when it is needed: the help text of an argument.
    pub fn of_key(key: String) -> Self {
        Self { key: Cow::Owned(key), arguments: Vec::new() }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.arguments.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// The same message with another value of an argument that it has already.
    #[must_use]
    pub fn with_other(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Some((_, known)) = self.arguments.iter_mut().find(|(known, _)| known == name) {
            *known = value.into();
        }
        self
    }

    /// The key in the catalogue.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The arguments, in the order in which they were given.
    pub fn arguments(&self) -> &[(Cow<'static, str>, Value)] {
        &self.arguments
    }

    /// The sentence in a language. A key that the catalogue lacks gives the key itself, so that nothing is silent.
    pub fn text(&self, language: Language) -> String {
        render(self, language)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Language::English))
    }
}
