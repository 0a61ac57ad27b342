//! The columns of a batch, made ready to be taken row by row.

use std::hash::BuildHasher;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, TimestampMicrosecondType};
use arrow_array::{Array, StringArray};
use facts::{Coded, FactBatch, texts};
use foldhash::fast::FixedState;

use crate::run::names::Names;
use crate::run::pages::put_number;

/// What the keys of a coded column mean. Batches of one file share their list of texts, so the last answer is kept.
#[derive(Default)]
pub(crate) struct Meanings {
    texts: Option<StringArray>,
    /// By key: the code among all names.
    codes: Vec<u32>,
    /// By key: a hash of the text.
    hashes: Vec<u64>,
}

impl Meanings {
    /// The code of each key, from `code` where the texts are new.
    pub(crate) fn of(&mut self, coded: &Coded, codes: impl FnOnce(&Coded) -> Vec<u32>) -> &[u32] {
        let now = texts(coded);
        // Two lists at one place in memory are one list, as long as the first one is held.
        let place = |texts: &StringArray| (texts.values().as_ptr(), texts.offsets().as_ptr(), texts.len());
        if self.texts.as_ref().is_none_or(|last| place(last) != place(now)) {
            self.codes = codes(coded);
            self.hashes.clear();
            self.texts = Some(now.clone());
        }
        &self.codes
    }

    fn hash_all(&mut self) {
        if let (Some(texts), true) = (&self.texts, self.hashes.is_empty()) {
            let state = FixedState::with_seed(1);
            self.hashes = texts.iter().map(|text| state.hash_one(text.unwrap_or_default())).collect();
        }
    }
}

/// A coded column of a batch, made ready: for each key the code among all names, and a hash of the text.
pub(crate) struct Ready<'a> {
    keys: &'a [i32],
    coded: &'a Coded,
    codes: &'a [u32],
    hashes: &'a [u64],
}

impl<'a> Ready<'a> {
    pub(crate) fn of(
        column: Option<&'a Coded>,
        names: &Names,
        meanings: &'a mut Meanings,
        with_hashes: bool,
    ) -> Option<Self> {
        let coded = column?;
        meanings.of(coded, |coded| names.codes(coded));
        if with_hashes {
            meanings.hash_all();
        }
        Some(Self { keys: coded.keys().values(), coded, codes: &meanings.codes, hashes: &meanings.hashes })
    }

    #[inline]
    fn key(&self, row: usize) -> Option<usize> {
        if self.coded.is_null(row) { None } else { self.keys.get(row).map(|key| *key as usize) }
    }

    #[inline]
    pub(crate) fn code(&self, row: usize) -> u32 {
        self.key(row).and_then(|key| self.codes.get(key)).copied().unwrap_or(0)
    }

    /// The codes of some rows, from one on.
    #[inline]
    pub(crate) fn codes_from(&self, row: usize, codes: &mut [u32]) {
        if self.coded.null_count() == 0 {
            for (code, key) in codes.iter_mut().zip(self.keys.get(row..).unwrap_or_default()) {
                *code = self.codes.get(*key as usize).copied().unwrap_or(0);
            }
        } else {
            for (ahead, code) in codes.iter_mut().enumerate() {
                *code = self.code(row + ahead);
            }
        }
    }

    pub(crate) fn hash(&self, row: usize) -> u64 {
        self.key(row).and_then(|key| self.hashes.get(key)).copied().unwrap_or(0)
    }
}

/// So many fields can be told apart, by the bits of a number. Those that are only kept as text come after them.
pub(crate) const MOST_FIELDS: usize = 64;

/// The fields of a batch: instants and numbers, all as 64 bits.
pub(crate) struct Fields<'a> {
    pub(crate) columns: Vec<FieldColumn<'a>>,
}

pub(crate) enum FieldColumn<'a> {
    Instants(&'a arrow_array::TimestampMicrosecondArray),
    Numbers(&'a arrow_array::Int32Array),
    /// A field that is kept as text takes part in telling same events only.
    Texts(&'a Coded),
}

impl<'a> Fields<'a> {
    pub(crate) fn of(facts: &'a FactBatch) -> Self {
        let columns = facts.fields.iter().filter_map(|column| {
            if let Some(instants) = column.as_primitive_opt::<TimestampMicrosecondType>() {
                Some(FieldColumn::Instants(instants))
            } else if let Some(numbers) = column.as_primitive_opt::<Int32Type>() {
                Some(FieldColumn::Numbers(numbers))
            } else {
                column.as_any().downcast_ref::<Coded>().map(FieldColumn::Texts)
            }
        });
        Self { columns: columns.collect() }
    }

    /// Appends the values of a row to a page: which there are, as bits, then each.
    pub(crate) fn put(&self, row: usize, present: u64, page: &mut Vec<u8>) {
        put_number(page, present);
        for (index, column) in self.columns.iter().enumerate().take(MOST_FIELDS) {
            if present & (1 << index) != 0 {
                page.extend_from_slice(&column.value(row).to_le_bytes());
            }
        }
    }

    /// A hash of all fields of a row, on top of another one.
    pub(crate) fn hash(&self, row: usize, so_far: u64) -> u64 {
        self.columns.iter().fold(so_far, |hash, column| {
            let own = match column {
                FieldColumn::Texts(coded) if coded.is_valid(row) => {
                    let key = usize::try_from(coded.keys().value(row)).unwrap_or(usize::MAX);
                    let texts = texts(coded);
                    FixedState::with_seed(2).hash_one(if key < texts.len() { texts.value(key) } else { "" })
                }
                column if column.is_some(row) => FixedState::with_seed(3).hash_one(column.value(row)),
                _ => 0,
            };
            mix(hash, own)
        })
    }
}

impl FieldColumn<'_> {
    pub(crate) fn is_some(&self, row: usize) -> bool {
        match self {
            Self::Instants(column) => column.is_valid(row),
            Self::Numbers(column) => column.is_valid(row),
            Self::Texts(_) => false,
        }
    }

    pub(crate) fn value(&self, row: usize) -> i64 {
        match self {
            Self::Instants(column) => column.value(row),
            Self::Numbers(column) => i64::from(column.value(row)),
            Self::Texts(_) => 0,
        }
    }
}

pub(crate) fn mix(one: u64, two: u64) -> u64 {
    (one.rotate_left(23) ^ two).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
