//! The second half: gather the rows of one partition into cases.

use arrow_array::{Int32Array, TimestampMicrosecondArray, UInt32Array};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use foldhash::fast::FixedState;

use crate::kernel::events::CaseEvents;
use crate::run::keys::{Key, Keys};
use crate::run::pages::{take_i64, take_number};
use crate::run::partition::Partition;
use crate::run::scatter::flag;
use crate::run::sorter::Sorter;

/// The cases of one partition.
pub(crate) struct Gathered {
    pub(crate) keys: Keys,
    /// Codes of services and units; 0 is none.
    pub(crate) service: Vec<u32>,
    pub(crate) unit: Vec<u32>,
    pub(crate) events: CaseEvents,
    /// The fields, in the order in which they were asked for.
    fields: Vec<FieldValues>,
    /// Events that an earlier file already had, by label.
    pub(crate) repeated: Vec<u32>,
}

/// A field of each case: the value, and the file that it is from.
#[derive(Default, Clone)]
struct FieldValues {
    values: Vec<i64>,
    files: Vec<u32>,
}

const NO_FILE: u32 = u32::MAX;

impl Gathered {
    /// The first and the last of the times that cases carry; the other way round where there are none.
    pub(crate) fn carried(&self, layout: &Layout) -> (i64, i64) {
        let times = self.fields.iter().zip(&layout.is_time).filter(|(_, is_time)| **is_time).map(|(field, _)| field);
        let present =
            times.flat_map(|field| field.values.iter().zip(&field.files).filter(|(_, file)| **file != NO_FILE));
        present.fold((i64::MAX, i64::MIN), |(first, last), (value, _)| (first.min(*value), last.max(*value)))
    }

    /// A field of times.
    pub(crate) fn times(&self, field: usize) -> TimestampMicrosecondArray {
        let (values, nulls) = self.field(field);
        TimestampMicrosecondArray::new(ScalarBuffer::from(values), nulls)
    }

    /// A field of whole numbers.
    pub(crate) fn numbers(&self, field: usize) -> Int32Array {
        let (values, nulls) = self.field(field);
        let small = values.into_iter().map(|value| i32::try_from(value).unwrap_or(i32::MAX));
        Int32Array::new(small.collect(), nulls)
    }

    fn field(&self, field: usize) -> (Vec<i64>, Option<NullBuffer>) {
        let Some(field) = self.fields.get(field) else {
            return (vec![0; self.keys.len()], Some(NullBuffer::new_null(self.keys.len())));
        };
        let present = field.files.iter().map(|file| *file != NO_FILE).collect::<Vec<bool>>();
        (field.values.clone(), Some(NullBuffer::from(present)))
    }
}

/// One event as it was read.
struct Events {
    case: Vec<u32>,
    at: Vec<i64>,
    label: Vec<u32>,
    actor: Vec<u32>,
    file: Vec<u32>,
    same: Vec<u64>,
}

/// How the rows were scattered: what stands in them beside what their flags say.
#[derive(Clone)]
pub(crate) struct Layout {
    /// For each field whether it is a time at which the case was somewhere: of those, what lies after `as_of` is not seen.
    pub(crate) is_time: Vec<bool>,
    pub(crate) as_of: i64,
    pub(crate) actors: bool,
    /// Events carry a hash by which the same event of another file is told.
    pub(crate) same_events: bool,
}

/// Gathers a partition into cases. `file_of_part` gives the file of each part, by its number.
pub(crate) fn gather(partition: Partition, layout: &Layout, file_of_part: &[u32]) -> Gathered {
    let bytes: usize = partition.workers.iter().flat_map(|(pages, _)| pages).map(Vec::len).sum();
    let mut gathering = Gathering::new(layout, bytes);
    // Every worker read its parts in order; together they are in source order when the parts are.
    let mut runs: Vec<(u32, usize, u64)> = Vec::new();
    for (worker, (_, parts)) in partition.workers.iter().enumerate() {
        runs.extend(parts.iter().map(|(part, length)| (*part, worker, *length)));
    }
    runs.sort_unstable_by_key(|(part, _, _)| *part);
    let mut cursors: Vec<Cursor<'_>> =
        partition.workers.iter().map(|(pages, _)| Cursor { pages, page: 0, at: 0, numbered: Vec::new() }).collect();
    for (part, worker, length) in runs {
        let file = file_of_part.get(part as usize).copied().unwrap_or(0);
        let Some(cursor) = cursors.get_mut(worker) else { continue };
        let mut left = length;
        while left > 0 {
            let Some(rows) = cursor.rest(left) else { break };
            let before = rows.len();
            let mut bytes = rows;
            while !bytes.is_empty() && gathering.row(&mut bytes, file, &mut cursor.numbered).is_some() {}
            let used = before - bytes.len();
            cursor.at += used;
            left -= (used as u64).min(left);
            if used == 0 {
                break;
            }
        }
    }
    drop(cursors);
    drop(partition);
    gathering.finish()
}

struct Cursor<'a> {
    pages: &'a [Vec<u8>],
    page: usize,
    at: usize,
    /// The cases of the rows that had a long id, by their numbers.
    numbered: Vec<u32>,
}

impl<'a> Cursor<'a> {
    /// What is left of the current page, at most so many bytes.
    fn rest(&mut self, most: u64) -> Option<&'a [u8]> {
        while self.at >= self.pages.get(self.page)?.len() {
            self.page += 1;
            self.at = 0;
        }
        let rest = self.pages.get(self.page)?.get(self.at..)?;
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Some(rest.get(..most).unwrap_or(rest))
    }
}

struct Gathering<'l> {
    layout: &'l Layout,
    keys: Keys,
    cases: Vec<Case>,
    fields: Vec<FieldValues>,
    events: Events,
}

/// What is known of a case.
#[derive(Clone, Copy, Default)]
struct Case {
    service: u32,
    unit: u32,
    /// All flags of its rows.
    flags: u8,
}

impl<'l> Gathering<'l> {
    /// `bytes` is the size of all rows, from which the number of events and cases is guessed.
    fn new(layout: &'l Layout, bytes: usize) -> Self {
        let (events, cases) = (bytes / 32, bytes / 64);
        Self {
            layout,
            keys: Keys::with_capacity(cases),
            cases: Vec::with_capacity(cases),
            fields: vec![FieldValues::default(); layout.is_time.len()],
            events: Events {
                case: Vec::with_capacity(events),
                at: Vec::with_capacity(events),
                label: Vec::with_capacity(events),
                actor: Vec::new(),
                file: Vec::new(),
                same: Vec::new(),
            },
        }
    }

    #[inline]
    fn case(&mut self, key: Key<'_>) -> usize {
        let (case, is_new) = self.keys.place(key);
        if is_new {
            self.cases.push(Case::default());
            for field in &mut self.fields {
                field.values.push(0);
                field.files.push(NO_FILE);
            }
        }
        case
    }

    /// Takes one row from the front of the bytes.
    #[inline]
    fn row(&mut self, bytes: &mut &[u8], file: u32, numbered: &mut Vec<u32>) -> Option<()> {
        let (flags, rest) = bytes.split_first()?;
        let flags = *flags;
        *bytes = rest;
        let case = if flags & flag::NUMBER != 0 {
            *numbered.get(usize::try_from(take_number(bytes)?).ok()?)? as usize
        } else {
            let key = Key::take(bytes)?;
            let case = self.case(key);
            if let Key::Long(_) = key {
                numbered.push(case as u32);
            }
            case
        };
        let is_event = flags & flag::EVENT != 0;
        if is_event {
            self.events.case.push(case as u32);
            self.events.at.push(take_i64(bytes)?);
            self.events.label.push(take_number(bytes)? as u32);
        }
        if let Some(known) = self.cases.get_mut(case) {
            known.flags |= flags;
            if flags & flag::SERVICE != 0 {
                first_one(&mut known.service, take_number(bytes)? as u32);
            }
            if flags & flag::UNIT != 0 {
                first_one(&mut known.unit, take_number(bytes)? as u32);
            }
        }
        let actor = if flags & flag::ACTOR != 0 { take_number(bytes)? as u32 } else { 0 };
        if is_event && self.layout.actors {
            self.events.actor.push(actor);
        }
        if is_event && self.layout.same_events {
            self.events.same.push(take_i64(bytes)? as u64);
            self.events.file.push(file);
        }
        if flags & flag::FIELDS != 0 {
            let present = take_number(bytes)?;
            for (index, field) in self.fields.iter_mut().enumerate() {
                if present & (1 << index) == 0 {
                    continue;
                }
                let value = take_i64(bytes)?;
                let (Some(own), Some(from)) = (field.values.get_mut(case), field.files.get_mut(case)) else { continue };
                // Of one file the first value counts, and a later file's in place of an earlier one's.
                if *from == NO_FILE || *from < file {
                    (*own, *from) = (value, file);
                }
            }
        }
        Some(())
    }

    fn finish(mut self) -> Gathered {
        self.hide_later_times();
        self.drop_unseen();
        let cases = self.keys.len();
        // Counting sort: the events of a case stand together, in the order in which they came.
        let mut offsets = vec![0_i32; cases + 1];
        for case in &self.events.case {
            if let Some(count) = offsets.get_mut(*case as usize + 1) {
                *count += 1;
            }
        }
        for index in 1..offsets.len() {
            offsets[index] += offsets[index - 1];
        }
        let mut next: Vec<i32> = offsets.clone();
        let total = self.events.at.len();
        let mut at = vec![0_i64; total];
        let mut label = vec![0_u32; total];
        let mut order = if self.layout.actors || self.layout.same_events { vec![0_u32; total] } else { Vec::new() };
        for (index, case) in self.events.case.iter().enumerate() {
            let Some(place) = next.get_mut(*case as usize) else { continue };
            let to = *place as usize;
            *place += 1;
            at[to] = self.events.at[index];
            label[to] = self.events.label[index];
            if let Some(slot) = order.get_mut(to) {
                *slot = index as u32;
            }
        }
        drop(next);
        let mut sorter = Sorter::default();
        for bounds in offsets.windows(2) {
            let range = bounds[0] as usize..bounds[1] as usize;
            if at[range.clone()].is_sorted() {
                continue;
            }
            sorter.by_time(&mut at[range.clone()], &mut label[range.clone()], order.get_mut(range));
        }
        let mut repeated = Vec::new();
        if self.layout.same_events {
            repeated = self.drop_repeated(&mut offsets, &mut at, &mut label, &mut order);
        }
        let actor = self.layout.actors.then(|| {
            let actors: Vec<u32> =
                order.iter().map(|index| self.events.actor.get(*index as usize).copied().unwrap_or(0)).collect();
            let named = NullBuffer::from(actors.iter().map(|actor| *actor != 0).collect::<Vec<bool>>());
            UInt32Array::new(ScalarBuffer::from(actors), Some(named))
        });
        let events = CaseEvents {
            offsets: OffsetBuffer::new(ScalarBuffer::from(offsets)),
            at: TimestampMicrosecondArray::new(ScalarBuffer::from(at), None),
            label: UInt32Array::new(ScalarBuffer::from(label), None),
            actor,
        };
        Gathered {
            keys: self.keys,
            service: self.cases.iter().map(|case| case.service).collect(),
            unit: self.cases.iter().map(|case| case.unit).collect(),
            events,
            fields: self.fields,
            repeated,
        }
    }

    /// Takes away the times that lie after the day of the figures.
    fn hide_later_times(&mut self) {
        for (field, _) in self.fields.iter_mut().zip(&self.layout.is_time).filter(|(_, is_time)| **is_time) {
            for ((value, file), case) in field.values.iter().zip(&mut field.files).zip(&mut self.cases) {
                match *file {
                    NO_FILE => {}
                    _ if *value > self.layout.as_of => {
                        *file = NO_FILE;
                        case.flags |= flag::LATER;
                    }
                    _ => case.flags |= flag::SEEN,
                }
            }
        }
    }

    /// A case of which everything that happened lies after the day of the figures is not seen. (One of which nothing is
    /// known but its id is: somebody opened a file and did nothing.)
    fn drop_unseen(&mut self) {
        let seen = flag::EVENT | flag::SEEN;
        let unseen = |case: &Case| case.flags & flag::LATER != 0 && case.flags & seen == 0;
        if !self.cases.iter().any(unseen) {
            return;
        }
        let kept: Vec<usize> =
            self.cases.iter().enumerate().filter(|(_, case)| !unseen(case)).map(|(place, _)| place).collect();
        let mut place = vec![u32::MAX; self.keys.len()];
        let mut keys = Keys::default();
        for (to, case) in kept.iter().enumerate() {
            keys.push(self.keys.get(*case));
            place[*case] = to as u32;
        }
        fn pick<T: Copy>(column: &mut Vec<T>, kept: &[usize]) {
            *column = kept.iter().filter_map(|case| column.get(*case).copied()).collect();
        }
        self.keys = keys;
        pick(&mut self.cases, &kept);
        for field in &mut self.fields {
            pick(&mut field.values, &kept);
            pick(&mut field.files, &kept);
        }
        // An unseen case has no events, so every event keeps its case.
        for case in &mut self.events.case {
            *case = place.get(*case as usize).copied().unwrap_or(0);
        }
    }

    /// Drops events that an earlier file already had: equal in all fields. Within one file repeats count, so of each event
    /// as many are kept as the file has that has most of them. Gives the labels of those dropped.
    fn drop_repeated(
        &self,
        offsets: &mut [i32],
        at: &mut Vec<i64>,
        label: &mut Vec<u32>,
        order: &mut Vec<u32>,
    ) -> Vec<u32> {
        let mut repeated = Vec::new();
        let mut keep = vec![true; at.len()];
        let mut counts: hashbrown::HashMap<(u32, u64), (u32, u32, u32), FixedState> = hashbrown::HashMap::default();
        for bounds in offsets.windows(2) {
            let end = bounds[1] as usize;
            let mut start = bounds[0] as usize;
            while start < end {
                let instant = at[start];
                let stop = (start..end).find(|place| at[*place] != instant).unwrap_or(end);
                if stop - start > 1 {
                    counts.clear();
                    for place in start..stop {
                        let index = order[place] as usize;
                        let (file, same) = (self.events.file[index], self.events.same[index]);
                        // Kept so far, the file being counted, and how many of that file there were.
                        let (kept, current, seen) = counts.entry((label[place], same)).or_insert((0, file, 0));
                        if *current != file {
                            (*current, *seen) = (file, 0);
                        }
                        *seen += 1;
                        if *seen > *kept {
                            *kept = *seen;
                        } else {
                            keep[place] = false;
                            repeated.push(label[place]);
                        }
                    }
                }
                start = stop;
            }
        }
        if repeated.is_empty() {
            return repeated;
        }
        let mut gone = 0;
        let mut place = 0;
        for offset in offsets.iter_mut().skip(1) {
            while place < *offset as usize {
                gone += i32::from(!keep[place]);
                place += 1;
            }
            *offset -= gone;
        }
        let mut kept = keep.iter();
        at.retain(|_| kept.next() == Some(&true));
        let mut kept = keep.iter();
        label.retain(|_| kept.next() == Some(&true));
        let mut kept = keep.iter();
        order.retain(|_| kept.next() == Some(&true));
        repeated
    }
}

fn first_one(own: &mut u32, code: u32) {
    if *own == 0 {
        *own = code;
    }
}
