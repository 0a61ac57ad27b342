//! The first half: decode the records once, and scatter what matters of each row over partitions by its case.

use arrow_array::Array;
use calendar::Instant;
use facts::{BadRow, FactBatch, Records};

use crate::problem::MeasureError;
use crate::run::block::{AHEAD, Block, Filling};
use crate::run::columns::{Fields, Meanings, Ready, mix};
use crate::run::keys::Key;
use crate::run::labels::Labels;
use crate::run::names::Names;
use crate::run::pages::{Aside, Rows, put_number};
use crate::run::recent::{Known, Recent};
use crate::run::{Machine, on_all_threads};

/// Enough that a partition of a large source fits a core's cache, and few enough that their open pages do.
pub(crate) const PARTITIONS: usize = 128;

/// What of each row matters.
pub(crate) struct Demand {
    /// Every event, or only those that are a milestone.
    pub(crate) every_event: bool,
    /// Tell the same event of another file by all its fields.
    pub(crate) same_events: bool,
    /// Nothing after this is seen.
    pub(crate) as_of: Option<Instant>,
    /// Columns of times among the fields: what a case carries, and what nobody sees after `as_of`.
    pub(crate) is_time: Vec<bool>,
    pub(crate) labels: Labels,
    pub(crate) services: Names,
    pub(crate) units: Names,
    pub(crate) actors: Names,
}

/// What one worker scattered.
#[derive(Default)]
pub(crate) struct Scattered {
    pub(crate) partitions: Vec<Rows>,
    pub(crate) aside: Aside,
    /// Events by label.
    pub(crate) label_counts: Vec<u64>,
    pub(crate) events: u64,
    /// The first and the last instant of an event; the other way round as long as there is none.
    pub(crate) first: i64,
    pub(crate) last: i64,
    /// The same of times that cases carry, whether or not another value replaces them.
    pub(crate) carried: (i64, i64),
    /// Whether something lay after the day of the figures.
    pub(crate) saw_later: bool,
    /// Values by field.
    pub(crate) field_values: Vec<u64>,
    /// The file of each part that this worker read.
    pub(crate) files: Vec<(u32, u32)>,
    /// Rows that could not be read, with the number of their part and file.
    pub(crate) bad: Vec<(u32, u32, BadRow)>,
}

/// The flags with which a scattered row begins.
pub(crate) mod flag {
    pub(crate) const EVENT: u8 = 1;
    pub(crate) const SERVICE: u8 = 2;
    pub(crate) const UNIT: u8 = 4;
    pub(crate) const FIELDS: u8 = 8;
    /// Something of the case lies after the day of the figures.
    pub(crate) const LATER: u8 = 16;
    pub(crate) const ACTOR: u8 = 32;
    /// It is an event that is seen; it need not matter.
    pub(crate) const SEEN: u8 = 64;
    /// It calls its case by a number.
    pub(crate) const NUMBER: u8 = 128;
}

/// Reads all records and scatters their rows.
pub(crate) fn scatter(
    records: &dyn Records,
    demand: &Demand,
    machine: &Machine<'_>,
) -> Result<Vec<Scattered>, MeasureError> {
    on_all_threads(machine.threads, |_| {
        let mut worker = Worker::new(demand, machine.memory_bytes / machine.threads.max(1));
        while let Some(placed) = records.next_part()? {
            machine.check()?;
            worker.output.files.push((placed.number, placed.origin));
            let mut spilled = Ok(());
            let bad = placed.part.read(&mut |facts| {
                if spilled.is_ok() {
                    spilled = worker.batch(placed.number, &facts);
                }
                Ok(())
            })?;
            spilled?;
            for known in worker.recent.end_part() {
                worker.output.pass_on(placed.number, &known, &mut worker.held);
            }
            worker.output.bad.extend(bad.into_iter().map(|row| (placed.number, placed.file, row)));
        }
        Ok(worker.output)
    })
}

struct Worker<'a> {
    demand: &'a Demand,
    output: Scattered,
    recent: Recent,
    /// Of activities, services, units, actors, channels.
    meanings: [Meanings; 5],
    held: usize,
    memory: usize,
}

impl<'a> Worker<'a> {
    fn new(demand: &'a Demand, memory: usize) -> Self {
        let output = Scattered {
            partitions: (0..PARTITIONS).map(|_| Rows::default()).collect(),
            field_values: vec![0; demand.is_time.len()],
            first: i64::MAX,
            last: i64::MIN,
            carried: (i64::MAX, i64::MIN),
            ..Scattered::default()
        };
        Self { demand, output, recent: Recent::default(), meanings: Default::default(), held: 0, memory }
    }

    fn batch(&mut self, part: u32, facts: &FactBatch) -> Result<(), MeasureError> {
        let demand = self.demand;
        let with_hashes = demand.same_events;
        let [of_labels, of_services, of_units, of_actors, of_channels] = &mut self.meanings;
        let labels = demand.labels.of_rows(facts, of_labels, demand.every_event);
        let services = Ready::of(facts.service.as_ref(), &demand.services, of_services, with_hashes);
        let units = Ready::of(facts.unit.as_ref(), &demand.units, of_units, with_hashes);
        let actors = facts.actor.as_ref().filter(|_| demand.every_event);
        let actors = Ready::of(actors, &demand.actors, of_actors, with_hashes);
        let channels = facts.channel.as_ref().filter(|_| with_hashes);
        let channels = Ready::of(channels, &demand.actors, of_channels, with_hashes);
        let fields = Fields::of(facts);
        let as_of = demand.as_of.map_or(i64::MAX, |as_of| as_of.0);
        let all_seen = demand.as_of.is_none() && facts.at.as_ref().is_some_and(|at| at.null_count() == 0);
        let filling = Filling {
            facts,
            labels,
            services: &services,
            units: &units,
            every_event: demand.every_event,
            as_of,
            all_seen,
        };
        if all_seen {
            self.output.survey_all(&filling);
        }
        let most_bytes = 64 + 9 * fields.columns.len();
        let mut present = [0_u64; AHEAD];
        let mut block = Block::default();
        for start in (0..facts.len()).step_by(AHEAD) {
            block.fill(start, &filling);
            if !all_seen {
                self.output.survey(&block);
            }
            if !fields.columns.is_empty() {
                for (ahead, (present, flags)) in present.iter_mut().zip(&mut block.flags).enumerate().take(block.len) {
                    *present = self.output.fields(&fields, &demand.is_time, start + ahead, as_of, flags);
                }
            }
            self.recent.filter(&mut block, facts, start);
            for known in std::mem::take(&mut self.recent.pushed_out) {
                self.output.pass_on(part, &known, &mut self.held);
            }
            for ahead in block.new.iter().take(block.new_len).map(|ahead| usize::from(*ahead)) {
                let row = start + ahead;
                let mut flags = block.flags[ahead];
                let actor =
                    if flags & flag::EVENT != 0 { actors.as_ref().map_or(0, |column| column.code(row)) } else { 0 };
                flags |= u8::from(actor != 0) * flag::ACTOR;

                let (key, hash) = (Key::of(&facts.case, row), block.hash[ahead]);
                let Some(rows) = self.output.partitions.get_mut(Key::partition(hash)) else { continue };
                rows.begin_part(part);
                let mut codes = Codes::default();
                codes.put(block.label[ahead], flags & flag::EVENT != 0);
                codes.put(block.service[ahead], flags & flag::SERVICE != 0);
                if flags & (flag::UNIT | flag::ACTOR) != 0 {
                    codes.put(block.unit[ahead], flags & flag::UNIT != 0);
                    codes.put(actor, actor != 0);
                }
                let number = match key {
                    Key::Short(_) => None,
                    Key::Long(bytes) => self.recent.number(hash, bytes, block.tag[ahead], &mut rows.numbers),
                };
                let page = rows.room(most_bytes + key.most_bytes(), &mut self.held);
                put_row(page, flags, number.map_or(Name::Id(key), Name::Number), block.at[ahead], &codes);
                if with_hashes && flags & flag::EVENT != 0 {
                    let others = [&actors, &services, &units, &channels];
                    let hashes = others.iter().map(|column| column.as_ref().map_or(0, |column| column.hash(row)));
                    page.extend_from_slice(&fields.hash(row, hashes.fold(0, mix)).to_le_bytes());
                }
                if flags & flag::FIELDS != 0 {
                    fields.put(row, present[ahead], page);
                }
            }
        }
        if self.held > self.memory {
            let freed = self.output.aside.take(&mut self.output.partitions);
            self.held -= freed.map_err(|error| MeasureError::Spill { detail: error.to_string() })?;
        }
        Ok(())
    }
}

impl Scattered {
    /// Passes on that there is a case.
    fn pass_on(&mut self, part: u32, known: &Known, held: &mut usize) {
        let key = known.key();
        let Some(rows) = self.partitions.get_mut(Key::partition(key.hash())) else { return };
        rows.begin_part(part);
        if matches!(key, Key::Long(_)) {
            rows.numbers += 1;
        }
        let mut codes = Codes::default();
        codes.put(known.service, known.flags & flag::SERVICE != 0);
        codes.put(known.unit, known.flags & flag::UNIT != 0);
        put_row(rows.room(64 + key.most_bytes(), held), known.flags, Name::Id(key), 0, &codes);
    }

    /// Which fields of a row have a value, as bits. A time after `as_of` is passed on all the same: which of several values
    /// a case has is told before what is seen of it.
    fn fields(&mut self, fields: &Fields<'_>, is_time: &[bool], row: usize, as_of: i64, flags: &mut u8) -> u64 {
        let mut present = 0;
        for (index, column) in fields.columns.iter().enumerate() {
            if !column.is_some(row) {
                continue;
            }
            if is_time.get(index) == Some(&true) {
                let at = column.value(row);
                present |= 1 << index;
                if at > as_of {
                    self.saw_later = true;
                    continue;
                }
                self.carried = (self.carried.0.min(at), self.carried.1.max(at));
            }
            if let Some(count) = self.field_values.get_mut(index) {
                *count += 1;
            }
            present |= 1 << index;
        }
        *flags |= u8::from(present != 0) * flag::FIELDS;
        present
    }

    /// Notes what is seen of the rows of a block.
    fn survey(&mut self, block: &Block) {
        for ahead in 0..block.len {
            self.saw_later |= block.flags[ahead] & flag::LATER != 0;
            if block.flags[ahead] & flag::SEEN != 0 {
                self.events += 1;
                self.first = self.first.min(block.at[ahead]);
                self.last = self.last.max(block.at[ahead]);
                self.count(block.label[ahead], 1);
            }
        }
    }

    /// Notes what is seen of a batch of which every row is an event that is seen.
    fn survey_all(&mut self, filling: &Filling<'_>) {
        let Some(at) = &filling.facts.at else { return };
        self.events += at.len() as u64;
        for at in at.values() {
            self.first = self.first.min(*at);
            self.last = self.last.max(*at);
        }
        filling.labels.count(at.len(), |label, count| self.count(label, count));
    }

    fn count(&mut self, label: u32, count: u64) {
        let label = label as usize;
        if label >= self.label_counts.len() {
            self.label_counts.resize(label + 1, 0);
        }
        if let Some(own) = self.label_counts.get_mut(label) {
            *own += count;
        }
    }
}

/// How a row calls its case.
enum Name<'a> {
    Id(Key<'a>),
    /// By the number of the row that had the long id, among those of the same worker and partition.
    Number(u32),
}

/// Appends a row to a page: its flags, the case, the time of an event, and the codes.
///
/// Nearly every row has a short id or a number, and codes of at most eight bytes together. Those are put together in
/// registers and go to the page in one piece of 32 bytes, of which what is too much is cut off again.
#[inline]
fn put_row(page: &mut Vec<u8>, flags: u8, name: Name<'_>, at: i64, codes: &Codes) {
    let is_event = flags & flag::EVENT != 0;
    let (head, length) = match name {
        Name::Number(number) if codes.len <= 8 => {
            let mut name = Codes::default();
            name.put(number, true);
            (u128::from(flags | flag::NUMBER) | name.bytes << 8, 1 + name.len)
        }
        Name::Id(Key::Short(view)) if codes.len <= 8 => {
            (u128::from(flags) | (view & 0xff) << 8 | (view >> 32) << 16, 14)
        }
        name => {
            match name {
                Name::Id(key) => {
                    page.push(flags);
                    key.put(page);
                }
                Name::Number(number) => {
                    page.push(flags | flag::NUMBER);
                    put_number(page, u64::from(number));
                }
            }
            if is_event {
                page.extend_from_slice(&at.to_le_bytes());
            }
            page.extend_from_slice(codes.bytes.to_le_bytes().get(..codes.len).unwrap_or_default());
            return;
        }
    };
    let (tail, rest) =
        if is_event { (u128::from(at as u64) | codes.bytes << 64, 8 + codes.len) } else { (codes.bytes, codes.len) };
    let whole = page.len() + length + rest;
    page.extend_from_slice(&(head | tail << (8 * length)).to_le_bytes());
    page.extend_from_slice(&(tail >> (128 - 8 * length)).to_le_bytes());
    page.truncate(whole);
}

/// At most four codes on their way to a page, as [`take_number`](super::pages::take_number) reads them: seven bits a byte.
#[derive(Default)]
struct Codes {
    bytes: u128,
    len: usize,
}

impl Codes {
    /// Adds a code of less than 2^28, if it is there: no source has so many names. (The names are counted in memory, and
    /// would have filled it long before.)
    #[inline]
    fn put(&mut self, code: u32, is_there: bool) {
        let (bytes, len) = if code < 0x4000 {
            // One byte or two, without a choice that depends on the code.
            let second = u32::from(code >= 0x80);
            ((code & 0x7f) | second << 7 | (code >> 7) << 8, 1 + second as usize)
        } else {
            let code = code & 0x0fff_ffff;
            let high = code >> 21;
            let more = u32::from(high > 0);
            let bytes =
                (code & 0x7f) | 0x80 | ((code >> 7 & 0x7f) | 0x80) << 8 | ((code >> 14 & 0x7f) | more << 7) << 16;
            (bytes | high << 24, 3 + more as usize)
        };
        let (bytes, len) = if is_there { (bytes, len) } else { (0, 0) };
        self.bytes |= u128::from(bytes) << (8 * self.len);
        self.len += len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::pages::take_number;

    #[test]
    fn codes_come_back() {
        let codes = [0, 1, 127, 128, 300, 16_383, 16_384, 2_097_151, 2_097_152, (1 << 28) - 1];
        for one in codes {
            for two in codes {
                let mut both = Codes::default();
                both.put(one, true);
                both.put(77, false);
                both.put(two, true);
                let bytes = both.bytes.to_le_bytes();
                let mut bytes = &bytes[..both.len];
                assert_eq!((take_number(&mut bytes), take_number(&mut bytes)), (Some(one.into()), Some(two.into())));
                assert!(bytes.is_empty());
            }
        }
    }
}
