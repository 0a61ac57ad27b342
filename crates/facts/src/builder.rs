//! Facts built row by row, for the formats that come as rows.

use std::hash::BuildHasher;
use std::sync::Arc;

use arrow_array::builder::StringViewBuilder;
use arrow_array::{ArrayRef, Int32Array, StringArray, TimestampMicrosecondArray, UInt64Array};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use calendar::Instant;
use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::batch::{Coded, FactBatch, Field, Role, Wanted};
use crate::problem::RowProblem;
use crate::time::{LastDate, Moment, TimeProblem, Times};

/// One row, as the format gives it. Fields are set apart, by [`FactBuilder::set_field`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Row<'a> {
    pub(crate) case: &'a str,
    pub(crate) activity: Option<&'a str>,
    pub(crate) at: Option<Instant>,
    pub(crate) mark: Option<&'a str>,
    pub(crate) actor: Option<&'a str>,
    pub(crate) service: Option<&'a str>,
    pub(crate) unit: Option<&'a str>,
    pub(crate) channel: Option<&'a str>,
    pub(crate) line: u64,
}

pub(crate) struct FactBuilder {
    case: StringViewBuilder,
    rows: usize,
    at: Optional<i64>,
    activity: Codes,
    mark: Codes,
    actor: Option<Codes>,
    service: Option<Codes>,
    unit: Option<Codes>,
    channel: Option<Codes>,
    fields: Vec<FieldColumn>,
    lines: Option<Vec<u64>>,
    last_date: LastDate,
}

impl FactBuilder {
    pub(crate) fn new(wanted: &Wanted) -> Self {
        let codes = |wanted: bool| wanted.then(Codes::default);
        Self {
            case: StringViewBuilder::new(),
            rows: 0,
            at: Optional::default(),
            activity: Codes::default(),
            mark: Codes::default(),
            actor: codes(wanted.actor),
            service: codes(wanted.service),
            unit: codes(wanted.unit),
            channel: codes(wanted.channel),
            fields: wanted.fields.iter().map(|field| FieldColumn::new(field, wanted.as_text)).collect(),
            lines: wanted.lines.then(Vec::new),
            last_date: LastDate::default(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    /// Notes what a field of the next row says; an empty text says nothing.
    ///
    /// # Errors
    /// [`RowProblem`] when the text is not what the field's role says; the row must not be pushed then.
    pub(crate) fn set_field(&mut self, index: usize, text: &str, times: &Times) -> Result<(), RowProblem> {
        match self.fields.get_mut(index) {
            Some(column) if !text.is_empty() => column.set(text, times),
            _ => Ok(()),
        }
    }

    /// Reads the time of a row.
    #[inline]
    pub(crate) fn read_time(&mut self, text: &str, times: &Times) -> Result<Moment, TimeProblem> {
        times.read_after(&mut self.last_date, text)
    }

    /// Forgets what was noted for the next row.
    pub(crate) fn drop_fields(&mut self) {
        for column in &mut self.fields {
            column.drop_next();
        }
    }

    /// Adds a row, with the fields noted for it.
    #[inline]
    pub(crate) fn push(&mut self, row: Row<'_>) {
        self.case.append_value(row.case);
        self.rows += 1;
        self.at.push(row.at.map(|at| at.0));
        self.activity.push(row.activity);
        self.mark.push(row.mark);
        for (codes, text) in [
            (&mut self.actor, row.actor),
            (&mut self.service, row.service),
            (&mut self.unit, row.unit),
            (&mut self.channel, row.channel),
        ] {
            if let Some(codes) = codes {
                codes.push(text);
            }
        }
        for column in &mut self.fields {
            column.push();
        }
        if let Some(lines) = &mut self.lines {
            lines.push(row.line);
        }
    }

    pub(crate) fn finish(mut self) -> FactBatch {
        FactBatch {
            case: self.case.finish(),
            activity: self.activity.finish_unless_empty(),
            at: self.at.has_some().then(|| {
                let (values, nulls) = self.at.finish();
                TimestampMicrosecondArray::new(values, nulls).with_timezone_utc()
            }),
            mark: self.mark.finish_unless_empty(),
            actor: self.actor.map(Codes::finish),
            service: self.service.map(Codes::finish),
            unit: self.unit.map(Codes::finish),
            channel: self.channel.map(Codes::finish),
            fields: self.fields.into_iter().map(FieldColumn::finish).collect(),
            lines: self.lines.map(UInt64Array::from),
        }
    }
}

/// Values of which some may be missing.
struct Optional<T> {
    values: Vec<T>,
    /// Empty as long as none is missing.
    present: Vec<bool>,
    some: bool,
}

impl<T> Default for Optional<T> {
    fn default() -> Self {
        Self { values: Vec::new(), present: Vec::new(), some: false }
    }
}

impl<T: Default + arrow_buffer::ArrowNativeType> Optional<T> {
    #[inline]
    fn push(&mut self, value: Option<T>) {
        match value {
            Some(value) => {
                self.values.push(value);
                self.some = true;
                if !self.present.is_empty() {
                    self.present.push(true);
                }
            }
            None => {
                if self.present.is_empty() {
                    self.present = vec![true; self.values.len()];
                }
                self.values.push(T::default());
                self.present.push(false);
            }
        }
    }

    fn has_some(&self) -> bool {
        self.some
    }

    fn finish(self) -> (ScalarBuffer<T>, Option<NullBuffer>) {
        let nulls = (!self.present.is_empty()).then(|| NullBuffer::from(self.present));
        (ScalarBuffer::from(self.values), nulls)
    }
}

/// A coded column in the making: each text stands once.
#[derive(Default)]
pub(crate) struct Codes {
    keys: Optional<i32>,
    texts: Vec<u8>,
    ends: Vec<usize>,
    known: HashTable<u32>,
    /// The keys of texts met not long ago, by [`Brief::place`].
    recent: Vec<(Brief, u32)>,
}

/// A text of at most sixteen bytes: its length, its first eight bytes and its last, which together are all of it. Most names
/// in case records are as short, and are compared as numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Brief {
    first: u64,
    last: u64,
    length: u32,
}

impl Brief {
    /// No text has this length.
    const NONE: Self = Self { first: 0, last: 0, length: u32::MAX };
    const PLACES: usize = 256;

    #[inline]
    fn of(text: &[u8]) -> Option<Self> {
        let length = text.len() as u32;
        if let (9..=16, Some(first), Some(last)) = (length, text.first_chunk::<8>(), text.last_chunk::<8>()) {
            return Some(Self { first: u64::from_le_bytes(*first), last: u64::from_le_bytes(*last), length });
        }
        if let (4..=8, Some(first), Some(last)) = (length, text.first_chunk::<4>(), text.last_chunk::<4>()) {
            let (first, last) = (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into());
            return Some(Self { first, last, length });
        }
        let few = |text: &[u8]| text.iter().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte));
        (length < 4).then(|| Self { first: few(text), last: 0, length })
    }

    #[inline]
    fn place(self) -> usize {
        let mixed = (self.first ^ self.last.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 56) as usize % Self::PLACES
    }
}

impl Codes {
    #[inline]
    pub(crate) fn push(&mut self, text: Option<&str>) {
        let key = text.map(|text| self.key(text) as i32);
        self.keys.push(key);
    }

    #[inline]
    fn key(&mut self, text: &str) -> u32 {
        let Some(brief) = Brief::of(text.as_bytes()) else { return self.key_looked_up(text) };
        let place = brief.place();
        match self.recent.get(place) {
            Some((known, key)) if *known == brief => *key,
            _ => {
                let key = self.key_looked_up(text);
                self.recent.resize(Brief::PLACES, (Brief::NONE, 0));
                if let Some(own) = self.recent.get_mut(place) {
                    *own = (brief, key);
                }
                key
            }
        }
    }

    fn key_looked_up(&mut self, text: &str) -> u32 {
        let hasher = FixedState::with_seed(0);
        let hash = hasher.hash_one(text.as_bytes());
        let Self { texts, ends, known, .. } = self;
        if let Some(key) = known.find(hash, |key| text_at(texts, ends, *key) == text.as_bytes()) {
            return *key;
        }
        let key = ends.len() as u32;
        texts.extend_from_slice(text.as_bytes());
        ends.push(texts.len());
        known.insert_unique(hash, key, |key| hasher.hash_one(text_at(texts, ends, *key)));
        key
    }

    pub(crate) fn finish(self) -> Coded {
        let texts: StringArray = (0..self.ends.len() as u32)
            .map(|key| Some(std::str::from_utf8(text_at(&self.texts, &self.ends, key)).unwrap_or_default()))
            .collect();
        let (keys, nulls) = self.keys.finish();
        Coded::new(Int32Array::new(keys, nulls), Arc::new(texts))
    }

    fn finish_unless_empty(self) -> Option<Coded> {
        (!self.ends.is_empty()).then(|| self.finish())
    }
}

#[inline]
fn text_at<'a>(texts: &'a [u8], ends: &[usize], key: u32) -> &'a [u8] {
    let key = key as usize;
    let start = if key == 0 { 0 } else { ends.get(key - 1).copied().unwrap_or(0) };
    let end = ends.get(key).copied().unwrap_or(start);
    texts.get(start..end).unwrap_or_default()
}

/// A column of a field, in the form that was asked for.
pub(crate) struct FieldColumn {
    name: String,
    role: Role,
    values: FieldValues,
}

enum FieldValues {
    Moments { column: Optional<i64>, next: Option<i64> },
    Days { column: Optional<i32>, next: Option<i32> },
    Text { column: Codes, next: Option<String> },
}

impl FieldColumn {
    pub(crate) fn new(field: &Field, as_text: bool) -> Self {
        let values = match field.role {
            _ if as_text => FieldValues::Text { column: Codes::default(), next: None },
            Role::Text => FieldValues::Text { column: Codes::default(), next: None },
            Role::Time | Role::Due => FieldValues::Moments { column: Optional::default(), next: None },
            Role::Days => FieldValues::Days { column: Optional::default(), next: None },
        };
        Self { name: field.name.clone(), role: field.role, values }
    }

    pub(crate) fn set(&mut self, text: &str, times: &Times) -> Result<(), RowProblem> {
        // Text is noted before it is looked at: whoever lets it pass as what it is not, days or a date, keeps it all the same.
        if let FieldValues::Text { next, .. } = &mut self.values {
            *next = Some(text.to_owned());
        }
        let read_as_time = || times.read(text).map_err(|problem| RowProblem::time(problem, &self.name, text));
        let (mut moment, mut days) = (None, None);
        match self.role {
            Role::Time => moment = Some(read_as_time()?.at.0),
            Role::Due => moment = Some(read_as_time()?.end.0),
            Role::Days => days = Some(read_days(text).ok_or_else(|| RowProblem::days(&self.name, text))?),
            Role::Text => {}
        }
        match &mut self.values {
            FieldValues::Moments { next, .. } => *next = moment,
            FieldValues::Days { next, .. } => *next = days,
            FieldValues::Text { .. } => {}
        }
        Ok(())
    }

    fn drop_next(&mut self) {
        match &mut self.values {
            FieldValues::Moments { next, .. } => *next = None,
            FieldValues::Days { next, .. } => *next = None,
            FieldValues::Text { next, .. } => *next = None,
        }
    }

    pub(crate) fn push(&mut self) {
        match &mut self.values {
            FieldValues::Moments { column, next } => column.push(next.take()),
            FieldValues::Days { column, next } => column.push(next.take()),
            FieldValues::Text { column, next } => column.push(next.take().as_deref()),
        }
    }

    pub(crate) fn finish(self) -> ArrayRef {
        match self.values {
            FieldValues::Moments { column, .. } => {
                let (values, nulls) = column.finish();
                Arc::new(TimestampMicrosecondArray::new(values, nulls).with_timezone_utc())
            }
            FieldValues::Days { column, .. } => {
                let (values, nulls) = column.finish();
                Arc::new(Int32Array::new(values, nulls))
            }
            FieldValues::Text { column, .. } => Arc::new(column.finish()),
        }
    }
}

/// A number of days: `5`, `5.0`, and as offices write it, `5个工作日`, `5 工作日`, `5天`.
fn read_days(text: &str) -> Option<i32> {
    let text = text.trim();
    let number =
        ["个工作日", "工作日", "个自然日", "自然日", "天", "日"].iter().find_map(|unit| text.strip_suffix(unit));
    let number = number.unwrap_or(text).trim();
    let number = number
        .split_once('.')
        .filter(|(_, decimals)| decimals.bytes().all(|byte| byte == b'0'))
        .map_or(number, |(whole, _)| whole);
    number.parse().ok().filter(|days| (0..=366_000).contains(days))
}

#[cfg(test)]
mod tests {
    use arrow_array::Array;

    use super::*;

    #[test]
    fn each_text_has_one_key() {
        let mut codes = Codes::default();
        let texts: Vec<String> = (0..3000)
            .map(|number| {
                "受理0123456789abcdef"
                    .chars()
                    .cycle()
                    .skip(number % 7)
                    .take(number % 19)
                    .chain(char::from_digit(number as u32 % 10, 10))
                    .collect()
            })
            .collect();
        for text in texts.iter().chain(&texts) {
            codes.push(Some(text));
        }
        codes.push(None);
        let coded = codes.finish();
        let known = crate::batch::texts(&coded);
        for (row, text) in texts.iter().chain(&texts).enumerate() {
            assert_eq!(known.value(coded.keys().value(row) as usize), text);
        }
        let mut distinct = texts;
        distinct.sort();
        distinct.dedup();
        assert_eq!((known.len(), coded.null_count()), (distinct.len(), 1));
    }

    #[test]
    fn days_are_read_as_offices_write_them() {
        for (text, days) in [
            ("5", Some(5)),
            ("5.0", Some(5)),
            (" 20 ", Some(20)),
            ("5个工作日", Some(5)),
            ("15 工作日", Some(15)),
            ("3天", Some(3)),
            ("0", Some(0)),
            ("5.5", None),
            ("-1", None),
            ("五", None),
            ("20250930", None),
            ("", None),
        ] {
            assert_eq!(read_days(text), days, "{text}");
        }
    }
}
