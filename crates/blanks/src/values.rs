//! What is filled in.

use std::collections::{BTreeMap, BTreeSet};

/// What stands where a list has no row.
pub const NOTHING: &str = "—";

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, as somebody typed it.
    Text(String),
    /// A number: as such in a cell that holds nothing else, so that it can be reckoned with and is shown as the cell says; otherwise
    /// as it is written.
    Number {
        /// The number.
        number: f64,
        /// How it is written.
        text: String,
    },
}

impl Value {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number that is written as it is.
    pub fn whole(number: i64) -> Self {
        Self::Number { number: number as f64, text: number.to_string() }
    }

    /// As it is written.
    pub fn written(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number { text, .. } => text,
        }
    }
}

/// Rows of a list.
#[derive(Debug, Clone, PartialEq, Default)]
struct List {
    fields: BTreeSet<String>,
    rows: Vec<BTreeMap<String, Value>>,
}

/// What is filled in, by name: values, and lists of rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Values {
    values: BTreeMap<String, Value>,
    lists: BTreeMap<String, List>,
    aliases: BTreeMap<String, String>,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Known<'a> {
    One(&'a Value),
    Of { list: &'a str, field: String },
}

/// A row of a list that is being filled in: the list, and the row's number.
pub(crate) type Row<'a> = Option<(&'a str, usize)>;

impl Values {
    /// Gives a value a name.
    pub fn set(&mut self, name: impl Into<String>, value: Value) {
        self.values.insert(name.into(), value);
    }

    /// Makes a list known, and its fields; also one that stays empty.
    pub fn list(&mut self, name: impl Into<String>, fields: &[&str]) {
        self.lists.entry(name.into()).or_default().fields.extend(fields.iter().map(|field| (*field).to_owned()));
    }

    /// Adds a row to a list; a field that it lacks is empty.
    pub fn row(&mut self, list: impl Into<String>, cells: Vec<(&str, Value)>) {
        let list = self.lists.entry(list.into()).or_default();
        list.fields.extend(cells.iter().map(|(field, _)| (*field).to_owned()));
        list.rows.push(cells.into_iter().map(|(field, value)| (field.to_owned(), value)).collect());
    }

    /// Gives a name, that of a value or as `list.field`, another one beside it.
    pub fn alias(&mut self, alias: impl Into<String>, name: impl Into<String>) {
        self.aliases.insert(alias.into(), name.into());
    }

    /// What a name stands for in words: a value, or the first row's; nothing where nothing is known of it.
    pub fn example(&self, name: &str) -> Option<String> {
        match self.find(name)? {
            Known::One(value) => Some(value.written().to_owned()),
            Known::Of { list, .. } => {
                let row = Some((list, 0)).filter(|_| self.rows_of(list) > 0);
                Some(self.at(name, row)?.written().to_owned())
            }
        }
    }

    pub(crate) fn find(&self, name: &str) -> Option<Known<'_>> {
        let name = self.aliases.get(name).map_or(name, String::as_str);
        if let Some(value) = self.values.get(name) {
            return Some(Known::One(value));
        }
        let (list, field) = name.split_once('.')?;
        let (list, known) = self.lists.get_key_value(list)?;
        known.fields.contains(field).then(|| Known::Of { list, field: field.to_owned() })
    }

    /// How many rows a list has.
    pub(crate) fn rows_of(&self, list: &str) -> usize {
        self.lists.get(list).map_or(0, |list| list.rows.len())
    }

    /// What stands for a name within a row; of a list without rows it is [`NOTHING`].
    pub(crate) fn at(&self, name: &str, row: Row<'_>) -> Option<Value> {
        match self.find(name)? {
            Known::One(value) => Some(value.clone()),
            Known::Of { list, field } => {
                let rows = &self.lists.get(list)?.rows;
                let number = row.filter(|(own, _)| *own == list).map(|(_, number)| number);
                let Some(cells) = number.and_then(|number| rows.get(number)) else {
                    return Some(Value::text(NOTHING));
                };
                Some(cells.get(&field).cloned().unwrap_or_else(|| Value::text("")))
            }
        }
    }
}
