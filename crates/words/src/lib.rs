//! The one catalogue of messages: what Mingpai says to people, in Simplified Chinese and in English.
//!
//! A [`Message`] is a key and its arguments; the sentence comes from `messages/zh-CN/` or `messages/en/`
//! (Fluent files) when somebody is there to read it. So an error is a value that knows nothing of languages, and the
//! same error speaks to a clerk in Chinese and to a log in English.
//!
//! ```
//! use words::{Language, Message};
//!
//! let message = Message::new("no-such-file").with("file", "办件.csv");
//! assert!(message.text(Language::English).contains("办件.csv"));
//! assert!(message.text(Language::Chinese).contains("找不到"));
//! ```

mod catalogue;
#[cfg(test)]
mod guide;
mod message;
mod problems;

pub use catalogue::Language;
pub use message::{Message, Value};
