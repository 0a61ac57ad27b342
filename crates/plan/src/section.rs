//! A table of the plan file, and what is wrong with it.

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::PlanError;
use crate::nearest::nearest;

pub(crate) struct Section<'a> {
    text: &'a str,
    /// `source`, `milestones.accepted`, `promise`; empty for the file itself.
    name: String,
    line: usize,
    table: &'a DeTable<'a>,
}

/// The line of a byte of the text, counted from 1.
pub(crate) fn line_of(text: &str, byte: usize) -> usize {
    1 + text.as_bytes().iter().take(byte).filter(|byte| **byte == b'\n').count()
}

impl<'a> Section<'a> {
    pub(crate) fn root(text: &'a str, table: &'a DeTable<'a>) -> Self {
        Self { text, name: String::new(), line: 1, table }
    }

    pub(crate) fn line(&self) -> usize {
        self.line
    }

    /// The keys that stand in the section: for the milestones, whose names are the plan's own.
    pub(crate) fn keys(&self) -> Vec<&'a str> {
        self.table.keys().map(|key| key.get_ref().as_ref()).collect()
    }

    fn value(&self, key: &'a str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.get(key)
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) -> PlanError {
        PlanError::WrongKind {
            line: line_of(self.text, value.span().start),
            section: self.name.clone(),
            key: key.to_owned(),
            wanted: wanted.to_owned(),
        }
    }

    pub(crate) fn missing(&self, key: &str) -> PlanError {
        PlanError::Missing { line: self.line, section: self.name.clone(), key: key.to_owned() }
    }

    pub(crate) fn has(&self, key: &'a str) -> bool {
        self.value(key).is_some()
    }

    pub(crate) fn string(&self, key: &'a str) -> Result<Option<String>, PlanError> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let text = value.get_ref().as_str().ok_or_else(|| self.wrong(key, value, "text"))?;
        Ok(Some(text.to_owned()))
    }

    pub(crate) fn required_string(&self, key: &'a str) -> Result<String, PlanError> {
        self.string(key)?.ok_or_else(|| self.missing(key))
    }

    pub(crate) fn strings(&self, key: &'a str) -> Result<Option<Vec<String>>, PlanError> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let wrong = || self.wrong(key, value, "list");
        let items = value.get_ref().as_array().ok_or_else(wrong)?;
        let texts = items.iter().map(|item| item.get_ref().as_str().map(str::to_owned).ok_or_else(wrong));
        texts.collect::<Result<Vec<_>, _>>().map(Some)
    }

    pub(crate) fn whole_number(&self, key: &'a str) -> Result<Option<u32>, PlanError> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let number = value.get_ref().as_integer().filter(|number| number.radix() == 10);
        let number = number.and_then(|number| number.as_str().parse().ok());
        number.map(Some).ok_or_else(|| self.wrong(key, value, "whole-number"))
    }

    pub(crate) fn decimal(&self, key: &'a str) -> Result<Option<f64>, PlanError> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let text = match value.get_ref() {
            DeValue::Integer(number) => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => "",
        };
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
        number.map(Some).ok_or_else(|| self.wrong(key, value, "number"))
    }

    /// A date, written with or without quotation marks.
    pub(crate) fn date(&self, key: &'a str) -> Result<Option<Date>, PlanError> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            _ => String::new(),
        };
        text.parse().map(Some).map_err(|_| self.wrong(key, value, "date"))
    }

    pub(crate) fn section(&self, key: &'a str) -> Result<Option<Self>, PlanError> {
        let Some(value) = self.value(key) else { return Ok(None) };
        self.inner(key, value).map(Some)
    }

    pub(crate) fn required_section(&self, key: &'a str) -> Result<Self, PlanError> {
        self.section(key)?.ok_or_else(|| PlanError::MissingSection { section: key.to_owned() })
    }

    pub(crate) fn sections(&self, key: &'a str) -> Result<Vec<Self>, PlanError> {
        let Some(value) = self.value(key) else { return Ok(Vec::new()) };
        let items = value.get_ref().as_array().ok_or_else(|| self.wrong(key, value, "tables"))?;
        items.iter().map(|item| self.inner(key, item)).collect()
    }

    fn inner(&self, key: &str, value: &'a Spanned<DeValue<'a>>) -> Result<Self, PlanError> {
        let table = value.get_ref().as_table().ok_or_else(|| self.wrong(key, value, "table"))?;
        let name = if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) };
        Ok(Self { text: self.text, name, line: line_of(self.text, value.span().start), table })
    }

    /// Every other key is an error. It is asked for first: who misspells a key should read of that one, and not that the
    /// right one is missing.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), PlanError> {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                return Err(PlanError::UnknownKey {
                    line: line_of(self.text, key.span().start),
                    section: Some(self.name.clone()).filter(|name| !name.is_empty()),
                    key: name.to_owned(),
                    nearest: nearest(name, known.iter().copied()),
                });
            }
        }
        Ok(())
    }
}
