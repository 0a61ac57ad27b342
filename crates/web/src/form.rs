//! What a form sent.

use axum::extract::Multipart;
use pages::{Choice, Choose, Field, Problem};
use words::Message;

use crate::error::PageError;
use crate::visitor::Visitor;

/// The fields of a form, in the order in which they were sent.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct Sent(pub(crate) Vec<(String, String)>);

impl Sent {
    /// What a form would have sent with these fields: for one that is shown filled in.
    pub(crate) fn of(fields: &[(&str, String)]) -> Self {
        Self(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    }

    /// A field's value without white space around it; empty when it was not sent.
    pub(crate) fn text(&self, name: &str) -> String {
        self.raw(name).trim().replace("\r\n", "\n")
    }

    /// A field's value as it was sent: for passwords.
    pub(crate) fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    /// All values of a field.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a field was sent at all.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }
}

/// An address that a form or a link sent along, if it is a page of ours and of nobody else.
pub(crate) fn own_address(address: &str) -> Option<&str> {
    let ours = address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\n', '\r']);
    ours.then_some(address)
}

/// The bytes of a file that a form sent; none when it sent no such file. `too_large` is said of one that is cut off.
pub(crate) async fn file(parts: &mut Multipart, name: &str, too_large: Message) -> Result<Vec<u8>, PageError> {
    let cut_off = |_| PageError::Bad(too_large.clone());
    let mut bytes = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(cut_off)? {
        if part.name() == Some(name) {
            bytes = part.bytes().await.map_err(cut_off)?.to_vec();
        }
    }
    Ok(bytes)
}

/// A file that a form sent, with its name, and the other fields; without one both are empty.
pub(crate) async fn file_and_fields(
    parts: &mut Multipart,
    name: &str,
    too_large: Message,
) -> Result<(String, Vec<u8>, Sent), PageError> {
    let cut_off = |_| PageError::Bad(too_large.clone());
    let (mut named, mut bytes, mut sent) = (String::new(), Vec::new(), Sent::default());
    while let Some(part) = parts.next_field().await.map_err(cut_off)? {
        let field = part.name().unwrap_or_default().to_owned();
        if field == name {
            named = part.file_name().unwrap_or_default().to_owned();
            bytes = part.bytes().await.map_err(cut_off)?.to_vec();
        } else {
            sent.0.push((field, part.text().await.map_err(cut_off)?));
        }
    }
    Ok((named, bytes, sent))
}

/// What is wrong with a form: the field, and why.
#[derive(Debug, Clone, Default)]
pub(crate) struct Problems(Vec<(String, Message)>);

impl Problems {
    pub(crate) fn add(&mut self, field: impl Into<String>, message: Message) {
        self.0.push((field.into(), message));
    }

    /// A field that must not be empty.
    pub(crate) fn need(&mut self, field: &str, value: &str, label: &Message) {
        if value.is_empty() {
            self.add(field, Message::new("form-needed").with("field", label));
        }
    }

    /// A field that may not have more characters than this.
    pub(crate) fn at_most(&mut self, field: &str, value: &str, most: usize, label: &Message) {
        let count = value.chars().count();
        if count > most {
            let message = Message::new("form-too-long").with("field", label).with("most", most).with("count", count);
            self.add(field, message);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For the top of the page.
    pub(crate) fn list(&self, visitor: &Visitor) -> Vec<Problem> {
        self.0.iter().map(|(at, text)| Problem { at: at.clone(), text: visitor.say(text) }).collect()
    }

    /// For a field.
    pub(crate) fn of(&self, field: &str, visitor: &Visitor) -> Option<String> {
        self.0.iter().find(|(at, _)| at == field).map(|(_, text)| visitor.say(text))
    }

    /// Puts what is wrong with a field beside it.
    pub(crate) fn beside(&self, mut field: Field, visitor: &Visitor) -> Field {
        field.error = self.of(&field.name, visitor);
        field
    }
}

/// A list to choose from; `none` is the first line, for nothing.
pub(crate) fn choice(
    name: &str,
    label: String,
    none: Option<String>,
    options: impl IntoIterator<Item = (String, String)>,
    chosen: &str,
) -> Choice {
    let first = none.map(|label| (String::new(), label));
    let option = |(value, label): (String, String)| Choose { chosen: value == chosen, value, label };
    Choice {
        id: String::new(),
        name: name.to_owned(),
        label,
        options: first.into_iter().chain(options).map(option).collect(),
        error: None,
    }
}
