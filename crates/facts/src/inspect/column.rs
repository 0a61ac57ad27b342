//! What stands in a column, told from some of its rows.

use std::collections::{BTreeSet, HashMap};

use calendar::Zone;

use crate::inspect::{ROWS_LOOKED_AT, vocabulary};
use crate::problem::{FactsError, shortened};
use crate::time::{Shape, Times};

/// Different values are counted up to here.
const MOST_VALUES: usize = 20_000;
/// A column is what so many per hundred of its values are: a row or two may be damaged.
const NEARLY_ALL: u64 = 95;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Empty,
    /// Times of day on a date.
    Times,
    /// Dates alone.
    Dates,
    /// Whole numbers.
    Numbers,
    /// Anything else.
    Text,
}

/// A column of a table, or an attribute of a log, as it was found in the rows looked at.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name as a plan has it: that of a trace or object with `case:` before it.
    pub name: String,
    /// What stands in it.
    pub kind: Kind,
    /// How many rows have a value.
    pub filled: u64,
    /// How many different values there are.
    pub different: usize,
    /// Whether there may be more than that.
    pub has_more: bool,
    /// The most frequent values, at most three; none where they may be about a person.
    pub examples: Vec<String>,
    /// Whether its name says that it is about a person who applied: such a column is never stored.
    pub is_personal: bool,
    /// Whether its name says that it is about who handled the case: of such a column only hashes are stored.
    pub is_staff: bool,
    /// The offsets from UTC that its times carry, in minutes east.
    pub offsets: BTreeSet<i32>,
    /// Whether some of its times carry none.
    pub has_local_times: bool,
    /// Whether there are Chinese characters in it, or in its name.
    pub is_chinese: bool,
}

/// Columns in the making.
#[derive(Default)]
pub(crate) struct Sample {
    columns: Vec<Tasted>,
    place: HashMap<String, usize>,
    rows: u64,
}

#[derive(Default)]
struct Tasted {
    name: String,
    filled: u64,
    times: u64,
    dates: u64,
    numbers: u64,
    values: HashMap<String, u64>,
    has_more: bool,
    offsets: BTreeSet<i32>,
    has_local_times: bool,
    is_chinese: bool,
}

impl Sample {
    pub(crate) fn new(names: &[String]) -> Self {
        let mut sample = Self::default();
        for name in names {
            sample.add(name);
        }
        sample
    }

    fn add(&mut self, name: &str) -> usize {
        let place = self.columns.len();
        self.place.entry(name.to_owned()).or_insert(place);
        self.columns.push(Tasted {
            name: name.to_owned(),
            is_chinese: vocabulary::is_chinese(name),
            ..Tasted::default()
        });
        place
    }

    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// Takes a row of a table; says whether more are wanted.
    pub(crate) fn row(&mut self, cells: &[String]) -> Result<bool, FactsError> {
        self.rows += 1;
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.taste(cell);
        }
        Ok(self.rows < ROWS_LOOKED_AT)
    }

    /// Takes the value of an attribute.
    pub(crate) fn value(&mut self, name: &str, value: &str) {
        let place = self.place.get(name).copied().unwrap_or_else(|| self.add(name));
        if let Some(column) = self.columns.get_mut(place) {
            column.taste(value);
        }
    }

    pub(crate) fn columns(self) -> Vec<Column> {
        self.columns.into_iter().map(Tasted::finish).collect()
    }
}

impl Tasted {
    fn taste(&mut self, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        self.filled += 1;
        self.is_chinese |= vocabulary::is_chinese(value);
        if value.bytes().all(|byte| byte.is_ascii_digit()) {
            self.numbers += 1;
        }
        if let Some(Shape { date_only, offset_minutes }) = Times::shape(value) {
            *(if date_only { &mut self.dates } else { &mut self.times }) += 1;
            match offset_minutes {
                Some(offset) => {
                    self.offsets.insert(offset);
                }
                None => self.has_local_times = true,
            }
        }
        if let Some(count) = self.values.get_mut(value) {
            *count += 1;
        } else if self.values.len() < MOST_VALUES {
            self.values.insert(value.to_owned(), 1);
        } else {
            self.has_more = true;
        }
    }

    fn finish(self) -> Column {
        let nearly_all = |count: u64| count * 100 >= self.filled * NEARLY_ALL;
        let sounds_like_time = vocabulary::sounds_like_time(&self.name);
        let kind = match self.filled {
            0 => Kind::Empty,
            // Eight digits may be a day, and may be an id.
            _ if nearly_all(self.numbers) && !sounds_like_time => Kind::Numbers,
            _ if nearly_all(self.times + self.dates) && self.times > 0 => Kind::Times,
            _ if nearly_all(self.dates) => Kind::Dates,
            _ if nearly_all(self.numbers) => Kind::Numbers,
            _ => Kind::Text,
        };
        let is_personal = vocabulary::is_personal(&self.name);
        let is_staff = !is_personal && vocabulary::is_staff(&self.name);
        let shown = if is_personal || is_staff { 0 } else { 3 };
        let different = self.values.len();
        let mut values: Vec<(String, u64)> = self.values.into_iter().collect();
        values.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
        let is_time = matches!(kind, Kind::Times | Kind::Dates);
        Column {
            kind,
            filled: self.filled,
            different,
            has_more: self.has_more,
            examples: values.iter().take(shown).map(|(value, _)| shortened(value)).collect(),
            is_personal,
            is_staff,
            offsets: if is_time { self.offsets } else { BTreeSet::new() },
            has_local_times: is_time && self.has_local_times,
            is_chinese: self.is_chinese,
            name: self.name,
        }
    }
}

/// A zone whose offsets from UTC are among those found, and which is likely.
pub(crate) fn zone_of(offsets: &BTreeSet<i32>) -> Option<&'static str> {
    let found: Vec<i32> = offsets.iter().copied().collect();
    let named = match found.as_slice() {
        [480] => "Asia/Shanghai",
        [60] | [120] | [60, 120] => "Europe/Berlin",
        [0, 60] => "Europe/London",
        [540] => "Asia/Tokyo",
        [420] => "Asia/Ho_Chi_Minh",
        [330] => "Asia/Kolkata",
        [180] => "Europe/Moscow",
        [120, 180] => "Europe/Athens",
        [-300] | [-240] | [-300, -240] => "America/New_York",
        [-360, -300] => "America/Chicago",
        [-480, -420] => "America/Los_Angeles",
        [-180] => "America/Sao_Paulo",
        [600] | [600, 660] => "Australia/Sydney",
        _ => return None,
    };
    Zone::named(named).is_ok().then_some(named)
}
