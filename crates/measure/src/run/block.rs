//! A few rows at a time, column by column.

use arrow_array::Array;
use facts::FactBatch;

use crate::run::columns::Ready;
use crate::run::keys::Key;
use crate::run::labels::{KEPT, RowLabels};
use crate::run::scatter::flag;

/// So many rows are looked at together before each is dealt with.
pub(crate) const AHEAD: usize = 64;

/// What matters of the next rows, column by column: each step goes over one column without a choice to make, which is
/// what processors are fast at.
pub(crate) struct Block {
    pub(crate) len: usize,
    /// See [`Key::tag`].
    pub(crate) tag: [u128; AHEAD],
    pub(crate) hash: [u64; AHEAD],
    pub(crate) at: [i64; AHEAD],
    pub(crate) label: [u32; AHEAD],
    pub(crate) service: [u32; AHEAD],
    pub(crate) unit: [u32; AHEAD],
    /// What each row says, see [`flag`].
    pub(crate) flags: [u8; AHEAD],
    /// The rows that say anything new: so many of them, in order.
    pub(crate) new: [u8; AHEAD],
    pub(crate) new_len: usize,
}

impl Default for Block {
    fn default() -> Self {
        Self {
            len: 0,
            tag: [0; AHEAD],
            hash: [0; AHEAD],
            at: [0; AHEAD],
            label: [0; AHEAD],
            service: [0; AHEAD],
            unit: [0; AHEAD],
            flags: [0; AHEAD],
            new: [0; AHEAD],
            new_len: 0,
        }
    }
}

/// The columns of a batch from which blocks are filled.
pub(crate) struct Filling<'a> {
    pub(crate) facts: &'a FactBatch,
    pub(crate) labels: RowLabels<'a>,
    pub(crate) services: &'a Option<Ready<'a>>,
    pub(crate) units: &'a Option<Ready<'a>>,
    pub(crate) every_event: bool,
    pub(crate) as_of: i64,
    /// Whether every row is an event that is seen.
    pub(crate) all_seen: bool,
}

impl Block {
    /// Takes the rows from one on. An event after `as_of` is not seen; what its row says of the case itself is.
    #[inline]
    pub(crate) fn fill(&mut self, row: usize, from: &Filling<'_>) {
        let facts = from.facts;
        self.len = AHEAD.min(facts.len() - row);
        for (ahead, (tag, hash)) in self.tag.iter_mut().zip(&mut self.hash).enumerate().take(self.len) {
            let key = Key::of(&facts.case, row + ahead);
            *hash = key.hash();
            *tag = key.tag(*hash);
        }
        if let Some(at) = &facts.at {
            let values = at.values().get(row..row + self.len).unwrap_or_default();
            for (own, value) in self.at.iter_mut().zip(values) {
                *own = *value;
            }
            from.labels.of_rows_from(row, from.every_event, &mut self.label, self.len);
        }
        if from.all_seen {
            for (flags, label) in self.flags.iter_mut().zip(&mut self.label) {
                *flags = if *label & KEPT != 0 { flag::EVENT } else { 0 };
                *label &= !KEPT;
            }
        } else {
            self.look_closely(row, from);
        }
        for (own, column, bit) in
            [(&mut self.service, from.services, flag::SERVICE), (&mut self.unit, from.units, flag::UNIT)]
        {
            let (Some(column), Some(own)) = (column, own.get_mut(..self.len)) else { continue };
            column.codes_from(row, own);
            for (code, flags) in own.iter().zip(&mut self.flags) {
                *flags |= if *code != 0 { bit } else { 0 };
            }
        }
    }

    /// Where a row need not be an event, or not be seen.
    fn look_closely(&mut self, row: usize, from: &Filling<'_>) {
        self.flags = [0; AHEAD];
        let Some(at) = &from.facts.at else { return };
        for ahead in 0..self.len {
            let kept = self.label[ahead] & KEPT != 0;
            self.label[ahead] &= !KEPT;
            self.flags[ahead] = match at.is_valid(row + ahead) {
                false => 0,
                true if self.at[ahead] > from.as_of => flag::LATER,
                true if kept => flag::SEEN | flag::EVENT,
                true => flag::SEEN,
            };
        }
    }
}
