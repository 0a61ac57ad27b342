//! Cases that a worker met not long ago.
//!
//! Most rows say nothing that matters: an event that is no milestone, of a case that is known. They need not be passed on.
//! A case that is met for the first time must be, with its service and its unit; but mostly something of it that matters
//! follows soon, and takes that along. So it waits until then, or until the end of the part. And a case that was passed on
//! with a long id has a number, by which its next rows can call it.
//!
//! Each case has one place here, and the next one that comes to that place pushes it out. That costs a few bytes, when it
//! is passed on once more, and changes nothing.

use facts::FactBatch;

use crate::run::block::{AHEAD, Block};
use crate::run::keys::Key;
use crate::run::scatter::flag;

pub(crate) struct Recent {
    /// The tag of the case, see [`Key::tag`], with its state in the second byte.
    heads: Box<[u128; PLACES]>,
    more: Box<[More; PLACES]>,
    /// The bytes of the ids that are long; empty as long as there are none.
    long: Vec<Vec<u8>>,
    /// Where cases wait, or have waited.
    waiting: Vec<u32>,
    /// Cases that waited and were pushed out by another one.
    pub(crate) pushed_out: Vec<Known>,
}

#[derive(Clone, Copy, Default)]
struct More {
    /// The codes of a service and a unit that wait.
    service: u32,
    unit: u32,
    /// The number by which the case can be called in its partition.
    number: u32,
}

/// That there is a case, and what is known of it.
pub(crate) struct Known {
    tag: u128,
    long: Option<Vec<u8>>,
    pub(crate) flags: u8,
    pub(crate) service: u32,
    pub(crate) unit: u32,
}

impl Known {
    pub(crate) fn key(&self) -> Key<'_> {
        self.long.as_deref().map_or(Key::Short(self.tag), Key::Long)
    }
}

const PLACES: usize = 1 << 16;

/// The state of a case: what it named, as the flags have it, ...
const NAMED: u128 = (flag::SERVICE | flag::UNIT) as u128 * 0x100;
/// ... what of it waits, ...
const DUE: u128 = NAMED << 3;
/// ... whether an event of it was seen, ...
const SEEN: u128 = 0x800;
/// ... whether it has a number, ...
const NUMBERED: u128 = 0x100;
/// ... whether it waits at all, ...
const WAITS: u128 = 0x4000;
/// ... and whether it has been met.
const MET: u128 = 0x8000;
const STATE: u128 = 0xff00;
/// What is passed on at once.
const ACTS: u8 = flag::EVENT | flag::LATER | flag::FIELDS;

/// What a row says of its case, in the places where the case's state notes it.
#[inline]
fn said(flags: u8) -> u128 {
    u128::from(flags & (flag::SERVICE | flag::UNIT)) << 8 | u128::from(flags & flag::SEEN) << 5
}

/// What of a case waits. That an event was seen may be said more than once.
#[inline]
fn due(head: u128) -> u8 {
    ((head & DUE) >> 11) as u8 | ((head & SEEN) >> 5) as u8
}

fn place_of(hash: u64) -> usize {
    hash as usize % PLACES
}

/// An array of a known length, so that a place need not be looked up with care.
fn places<T: Clone>(empty: T) -> Box<[T; PLACES]> {
    let all = vec![empty; PLACES].into_boxed_slice();
    match all.try_into() {
        Ok(all) => all,
        Err(_) => unreachable!("the length is that of the type"),
    }
}

impl Default for Recent {
    fn default() -> Self {
        Self {
            // A length that no id has.
            heads: places(0xff),
            more: places(More::default()),
            long: Vec::new(),
            waiting: Vec::new(),
            pushed_out: Vec::new(),
        }
    }
}

impl Recent {
    /// Takes from the rows of a block what their cases have said before, adds what waited, and notes which rows are left
    /// with anything to pass on. What was pushed out on the way must be passed on before them.
    #[inline]
    pub(crate) fn filter(&mut self, block: &mut Block, facts: &FactBatch, row: usize) {
        // Most rows are of a case that is known and say nothing new. They are told apart without a branch, since nobody could
        // foresee which way it goes; and the memory that is looked at lies all over the place: asked for one after the
        // other each row would wait for it, asked for together they wait once.
        let mut count = 0;
        let rows = block.hash.iter().zip(&block.tag).zip(&block.flags).take(block.len);
        for (ahead, ((hash, tag), flags)) in rows.enumerate() {
            let head = self.heads[place_of(*hash)];
            let is_known = (head ^ tag) & !STATE | (!head & MET) == 0 && !Key::is_tag_of_long(*tag);
            let is_idle = flags & ACTS == 0 && said(*flags) & !head == 0;
            block.new[count % AHEAD] = ahead as u8;
            count += usize::from(!(is_known & is_idle));
        }
        // The others are met in order. Among them a case may stand twice, and say nothing the second time.
        block.new_len = 0;
        for index in 0..count.min(AHEAD) {
            let ahead = usize::from(block.new[index]) % AHEAD;
            block.new[block.new_len % AHEAD] = ahead as u8;
            block.new_len += usize::from(self.meet(facts, row + ahead, block, ahead));
        }
    }

    /// Whether a place holds a case.
    #[inline]
    fn holds(&self, place: usize, key: Key<'_>, tag: u128) -> bool {
        let same_tag = self.heads[place] & !STATE == tag;
        match key {
            Key::Short(_) => same_tag,
            Key::Long(bytes) => same_tag && self.long.get(place).is_some_and(|known| known == bytes),
        }
    }

    fn known(&self, place: usize) -> Known {
        let (head, more) = (self.heads[place], &self.more[place]);
        let tag = head & !STATE;
        let long = Key::is_tag_of_long(tag).then(|| self.long.get(place).cloned().unwrap_or_default());
        Known { tag, long, flags: due(head), service: more.service, unit: more.unit }
    }

    /// Meets a case again or for the first time; gives whether its row is to be passed on now.
    #[inline]
    fn meet(&mut self, facts: &FactBatch, row: usize, block: &mut Block, ahead: usize) -> bool {
        let place = place_of(block.hash[ahead]);
        let key = Key::of(&facts.case, row);
        if !self.holds(place, key, block.tag[ahead]) {
            if self.heads[place] & WAITS != 0 {
                self.pushed_out.push(self.known(place));
            }
            if let Key::Long(bytes) = key {
                self.long.resize(PLACES, Vec::new());
                if let Some(own) = self.long.get_mut(place) {
                    own.clear();
                    own.extend_from_slice(bytes);
                }
            }
            self.heads[place] = block.tag[ahead];
        }
        let (head, more) = (&mut self.heads[place], &mut self.more[place]);
        let flags = block.flags[ahead];
        let fresh = said(flags) & !*head;
        if flags & ACTS != 0 {
            let mut says = ((fresh & NAMED) >> 8) as u8 | flags & flag::SEEN;
            if *head & WAITS != 0 {
                let waited = due(*head);
                says |= waited;
                if waited & flag::SERVICE != 0 {
                    block.service[ahead] = more.service;
                }
                if waited & flag::UNIT != 0 {
                    block.unit[ahead] = more.unit;
                }
                *head &= !(WAITS | DUE);
            }
            *head |= fresh | MET;
            block.flags[ahead] = flags & !(flag::SERVICE | flag::UNIT) | says;
            return true;
        }
        if *head & MET == 0 || fresh != 0 {
            if *head & WAITS == 0 {
                self.waiting.push(place as u32);
            }
            if fresh & said(flag::SERVICE) != 0 {
                more.service = block.service[ahead];
            }
            if fresh & said(flag::UNIT) != 0 {
                more.unit = block.unit[ahead];
            }
            *head |= fresh | (fresh & NAMED) << 3 | WAITS | MET;
        }
        false
    }

    /// The number of a case with a long id, if it was passed on and still stands here; otherwise it gets the next one.
    pub(crate) fn number(&mut self, hash: u64, id: &[u8], tag: u128, next: &mut u32) -> Option<u32> {
        let place = place_of(hash);
        let is_here = self.holds(place, Key::Long(id), tag);
        if is_here && self.heads[place] & NUMBERED != 0 {
            return Some(self.more[place].number);
        }
        if is_here {
            self.heads[place] |= NUMBERED;
            self.more[place].number = *next;
        }
        *next += 1;
        None
    }

    /// The cases that still wait, at the end of a part: what comes in the next one may come from another worker first.
    pub(crate) fn end_part(&mut self) -> Vec<Known> {
        let mut known = Vec::new();
        for place in std::mem::take(&mut self.waiting) {
            let place = place as usize % PLACES;
            if self.heads[place] & WAITS != 0 {
                known.push(self.known(place));
                self.heads[place] &= !(WAITS | DUE);
            }
        }
        known
    }
}
