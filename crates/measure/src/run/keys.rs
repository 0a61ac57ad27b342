//! Ids of cases. Short ones, of at most twelve bytes, are a number: their length and their bytes, as Arrow's views have
//! them. Nearly all work with ids is then arithmetic; a long id is bytes.

use std::hash::BuildHasher;

use crate::run::scatter::PARTITIONS;
use arrow_array::StringViewArray;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// The longest id that is a number.
const SHORT: usize = 12;

/// Marks the tag of a long id, by a length that no short one has.
const LONG_TAG: u128 = 0xfe;

/// The id of a case, as it stands in a batch or in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key<'a> {
    /// At most twelve bytes: the length in the lowest four, the bytes above them, the rest zero.
    Short(u128),
    /// More bytes than that.
    Long(&'a [u8]),
}

impl<'a> Key<'a> {
    /// The key of a row.
    #[inline]
    pub(crate) fn of(cases: &'a StringViewArray, row: usize) -> Self {
        let view = cases.views().get(row).copied().unwrap_or(0);
        if Self::is_short(view) { Self::Short(view) } else { Self::Long(cases.value(row).as_bytes()) }
    }

    /// Whether a view is that of a short id.
    #[inline]
    pub(crate) fn is_short(view: u128) -> bool {
        view as u32 as usize <= SHORT
    }

    /// A number that tells the case: all of a short id, and of a long one its hash, its length and a mark. The second byte
    /// is always 0.
    #[inline]
    pub(crate) fn tag(self, hash: u64) -> u128 {
        match self {
            Self::Short(view) => view,
            Self::Long(bytes) => u128::from(hash) << 64 | (bytes.len() as u128 & 0xffff) << 16 | LONG_TAG,
        }
    }

    /// Whether a tag is that of a long id: those of different ids can be equal.
    #[inline]
    pub(crate) fn is_tag_of_long(tag: u128) -> bool {
        tag & 0xff == LONG_TAG
    }

    /// Which partition the case belongs to. (Tables use the lowest and the highest bits of the hash: within a
    /// partition those must still differ.)
    #[inline]
    pub(crate) fn partition(hash: u64) -> usize {
        (hash >> 32) as usize % PARTITIONS
    }

    #[inline]
    pub(crate) fn hash(self) -> u64 {
        match self {
            Self::Short(view) => hash_of_view(view),
            Self::Long(bytes) => FixedState::with_seed(0).hash_one(bytes),
        }
    }

    /// Appends the key to a page: a length, then twelve bytes, or as many as there are.
    #[inline]
    pub(crate) fn put(self, page: &mut Vec<u8>) {
        match self {
            Self::Short(view) => {
                page.push(view as u8);
                let bytes = (view >> 32).to_le_bytes();
                if let Some(bytes) = bytes.first_chunk::<SHORT>() {
                    page.extend_from_slice(bytes);
                }
            }
            Self::Long(bytes) => {
                page.push(u8::MAX);
                super::pages::put_number(page, bytes.len() as u64);
                page.extend_from_slice(bytes);
            }
        }
    }

    /// Takes a key from the front of some bytes.
    #[inline]
    pub(crate) fn take(bytes: &mut &'a [u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first()?;
        if *length == u8::MAX {
            *bytes = rest;
            let length = usize::try_from(super::pages::take_number(bytes)?).ok()?;
            let (key, rest) = bytes.split_at_checked(length)?;
            *bytes = rest;
            return Some(Self::Long(key));
        }
        let (key, rest) = rest.split_first_chunk::<SHORT>()?;
        *bytes = rest;
        let mut wide = [0; 16];
        for (to, from) in wide.iter_mut().zip(key) {
            *to = *from;
        }
        Some(Self::Short(u128::from_le_bytes(wide) << 32 | u128::from(*length)))
    }

    /// The most bytes that [`Key::put`] appends.
    #[inline]
    pub(crate) fn most_bytes(self) -> usize {
        match self {
            Self::Short(_) => 1 + SHORT,
            Self::Long(bytes) => 11 + bytes.len(),
        }
    }
}

/// Two multiplications, each folded: every bit of the id moves every bit of the hash.
#[inline]
fn hash_of_view(view: u128) -> u64 {
    let fold = |one: u64, two: u64| {
        let product = u128::from(one) * u128::from(two);
        (product as u64) ^ (product >> 64) as u64
    };
    let (low, high) = (view as u64, (view >> 64) as u64);
    fold(low ^ 0x243f_6a88_85a3_08d3, high ^ 0x1319_8a2e_0370_7344).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ fold(low, 0xa409_3822_299f_31d0)
}

/// The different ids of some cases, in the order in which they came.
#[derive(Default)]
pub(crate) struct Keys {
    /// A short id as it is; of a long one, where it stands among the bytes, marked by a length that no short id has.
    views: Vec<u128>,
    bytes: Vec<u8>,
    known: HashTable<u32>,
}

const LONG: u128 = u32::MAX as u128;

impl Keys {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self { views: Vec::with_capacity(capacity), bytes: Vec::new(), known: HashTable::with_capacity(capacity) }
    }

    pub(crate) fn len(&self) -> usize {
        self.views.len()
    }

    pub(crate) fn get(&self, index: usize) -> Key<'_> {
        key_at(&self.views, &self.bytes, index)
    }

    /// The place of an id, and whether it is new.
    #[inline]
    pub(crate) fn place(&mut self, key: Key<'_>) -> (usize, bool) {
        let Self { views, bytes, known } = self;
        let hash = key.hash();
        let rehash = |place: &u32| key_at(views, bytes, *place as usize).hash();
        let entry = match key {
            Key::Short(view) => known.entry(hash, |place| views.get(*place as usize) == Some(&view), rehash),
            Key::Long(_) => known.entry(hash, |place| key_at(views, bytes, *place as usize) == key, rehash),
        };
        match entry {
            Entry::Occupied(found) => (*found.get() as usize, false),
            Entry::Vacant(free) => {
                let place = views.len();
                free.insert(place as u32);
                self.push(key);
                (place, true)
            }
        }
    }

    /// Adds an id without looking for it.
    pub(crate) fn push(&mut self, key: Key<'_>) {
        match key {
            Key::Short(view) => self.views.push(view),
            Key::Long(bytes) => {
                let (start, length) = (self.bytes.len() as u128, bytes.len() as u128);
                self.views.push(start << 80 | length << 32 | LONG);
                self.bytes.extend_from_slice(bytes);
            }
        }
    }

    pub(crate) fn text(&self, index: usize) -> String {
        match self.get(index) {
            Key::Short(view) => {
                let bytes = (view >> 32).to_le_bytes();
                let bytes = bytes.get(..view as u32 as usize).unwrap_or_default();
                String::from_utf8_lossy(bytes).into_owned()
            }
            Key::Long(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        }
    }

    pub(crate) fn to_array(&self) -> StringViewArray {
        (0..self.len()).map(|index| Some(self.text(index))).collect()
    }
}

fn key_at<'a>(views: &[u128], bytes: &'a [u8], index: usize) -> Key<'a> {
    let view = views.get(index).copied().unwrap_or(0);
    if view as u32 != u32::MAX {
        return Key::Short(view);
    }
    let (start, length) = ((view >> 80) as usize, (view >> 32) as u64 as usize & 0xffff_ffff_ffff);
    Key::Long(bytes.get(start..start + length).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use arrow_array::Array;

    use super::*;

    #[test]
    fn ids_of_every_length_come_back() {
        let texts: Vec<String> =
            ["", "0", "0012", "NA", " a b ", "123456789012", "1234567890123", "办件编号", "办件-2025-000000001"]
                .into_iter()
                .map(str::to_owned)
                .chain((0..2000).map(|number| format!("{number:0width$}", width = number % 60)))
                .collect();
        let cases: StringViewArray = texts.iter().map(Some).collect();
        let mut page = Vec::new();
        for row in 0..cases.len() {
            let key = Key::of(&cases, row);
            let before = page.len();
            key.put(&mut page);
            assert!(page.len() - before <= key.most_bytes());
        }
        let mut keys = Keys::default();
        let mut bytes = page.as_slice();
        for (row, text) in texts.iter().enumerate() {
            let key = Key::take(&mut bytes).unwrap();
            assert_eq!(key, Key::of(&cases, row));
            assert_eq!(key.hash(), Key::of(&cases, row).hash());
            let (place, _) = keys.place(key);
            assert_eq!(keys.text(place), *text);
        }
        assert!(bytes.is_empty());
        let mut distinct = texts.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(keys.len(), distinct.len());
        assert_eq!(Key::take(&mut [3_u8, 1].as_slice()), None);
    }
}
