//! Records of a text without quotation marks: nearly all blocks of nearly all files. There every line is a record, and what stands
//! between two delimiters is a field as it is, so that nothing need be copied.
//!
//! Looks at eight bytes at a time: where among them a delimiter or a line break stands comes out of a few operations on one number
//! ("SIMD within a register").

use memchr::{memchr, memchr_iter};

/// The records of a block, one after the other.
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    /// Where the current record begins.
    start: usize,
    /// The eight bytes being looked at begin here; of them the marks that are still to come.
    base: usize,
    marks: u64,
    /// Where the next eight begin.
    next: usize,
    /// Line breaks so far.
    lines: u64,
    ends: Vec<usize>,
}

/// One record: its text with the delimiters in it, and where each field ends.
pub(crate) struct Line<'a> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) ends: &'a [usize],
    /// Lines of the block before the record.
    pub(crate) lines_before: u64,
}

const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;

/// The highest bit of each byte of `word` that equals `byte`; exact, whatever the others are.
#[inline]
fn marks(word: u64, byte: u8) -> u64 {
    let differs = word ^ (u64::from(byte) * 0x0101_0101_0101_0101);
    !(((differs & LOW) + LOW) | differs | LOW)
}

impl<'a> Lines<'a> {
    /// The records of a block; `None` where it has quotation marks, or line breaks of a kind that nobody writes any more.
    pub(crate) fn of(bytes: &'a [u8], delimiter: u8) -> Option<Self> {
        let is_plain = memchr(b'"', bytes).is_none()
            && memchr_iter(b'\r', bytes).all(|place| bytes.get(place + 1) == Some(&b'\n'));
        is_plain.then(|| Self {
            bytes,
            delimiter,
            start: 0,
            base: 0,
            marks: 0,
            next: 0,
            lines: 0,
            ends: Vec::with_capacity(32),
        })
    }

    /// The next record; `None` at the end. Empty lines are passed over.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<Line<'_>> {
        self.ends.clear();
        loop {
            while self.marks == 0 {
                if self.next >= self.bytes.len() {
                    return self.last();
                }
                let word = match self.bytes.get(self.next..).and_then(|rest| rest.first_chunk::<8>()) {
                    Some(chunk) => u64::from_le_bytes(*chunk),
                    None => self
                        .bytes
                        .get(self.next..)
                        .unwrap_or_default()
                        .iter()
                        .rev()
                        .fold(0, |word, byte| word << 8 | u64::from(*byte)),
                };
                self.marks = marks(word, self.delimiter) | marks(word, b'\n');
                self.base = self.next;
                self.next += 8;
            }
            let place = self.base + (self.marks.trailing_zeros() / 8) as usize;
            self.marks &= self.marks - 1;
            if self.bytes.get(place) == Some(&self.delimiter) {
                self.ends.push(place - self.start);
                continue;
            }
            let (start, lines_before) = (self.start, self.lines);
            self.start = place + 1;
            self.lines += 1;
            let has_return = place > start && self.bytes.get(place - 1) == Some(&b'\r');
            let end = place - usize::from(has_return);
            if end > start || !self.ends.is_empty() {
                self.ends.push(end - start);
                return Some(Line { start, end, ends: &self.ends, lines_before });
            }
        }
    }

    /// What stands after the last line break.
    fn last(&mut self) -> Option<Line<'_>> {
        let (start, end) = (self.start, self.bytes.len());
        if start >= end {
            return None;
        }
        self.start = end;
        self.ends.push(end - start);
        Some(Line { start, end, ends: &self.ends, lines_before: self.lines })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::table::csv::Splitter;

    fn by_lines(text: &[u8], delimiter: u8) -> Option<Vec<(Vec<Vec<u8>>, u64)>> {
        let mut lines = Lines::of(text, delimiter)?;
        let mut records = Vec::new();
        while let Some(line) = lines.next() {
            let own = &text[line.start..line.end];
            let starts = std::iter::once(0).chain(line.ends.iter().map(|end| end + 1));
            let fields = starts.zip(line.ends).map(|(start, end)| own[start..*end].to_vec()).collect();
            records.push((fields, line.lines_before));
        }
        Some(records)
    }

    fn by_splitter(text: &[u8], delimiter: u8) -> Vec<(Vec<Vec<u8>>, u64)> {
        let mut splitter = Splitter::new(delimiter);
        let mut records = Vec::new();
        while let Some(record) = splitter.next(text) {
            let starts = std::iter::once(0).chain(record.ends.iter().copied());
            let fields = starts.zip(record.ends).map(|(start, end)| record.text[start..*end].to_vec()).collect();
            records.push((fields, record.lines_before));
        }
        records
    }

    proptest! {
        /// The two ways of splitting agree on every text that both can split.
        #[test]
        fn lines_are_what_the_splitter_gives(text in "([a-z,;办\u{1}\u{80}]{0,9}(\n|\r\n|,)){0,12}[a,]{0,3}") {
            for delimiter in [b',', b';'] {
                let lines = by_lines(text.as_bytes(), delimiter);
                prop_assert_eq!(lines, Some(by_splitter(text.as_bytes(), delimiter)), "{:?}", text);
            }
        }
    }

    #[test]
    fn quotes_and_lone_returns_are_left_to_the_splitter() {
        for text in ["a,\"b\"\n", "a\rb\n", "a\r"] {
            assert!(by_lines(text.as_bytes(), b',').is_none(), "{text:?}");
        }
    }

    #[test]
    fn marks_are_exact() {
        for word in [0x0100_2c2d_2b2c_ac2c_u64, u64::MAX, 0, 0x2c2c_2c2c_2c2c_2c2c] {
            let wanted = word.to_le_bytes().map(|byte| if byte == b',' { 0x80 } else { 0 });
            assert_eq!(marks(word, b',').to_le_bytes(), wanted);
        }
    }
}
