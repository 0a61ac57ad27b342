//! Records of a text without quotation marks: nearly all blocks of nearly all files. There every line is a record, and what stands
//! between two delimiters is a field as it is, so that nothing need be copied.
//!
//! Looks at 64 bytes at a time: where among them a delimiter or a line break stands comes out as the bits of one number.

use memchr::{memchr, memchr_iter};
use wide::u8x16;

/// The records of a block, one after the other.
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    /// Where the current record begins.
    start: usize,
    /// The bytes being looked at begin here; of them the marks that are still to come, a bit for each.
    base: usize,
    marks: u64,
    /// Where the next ones begin.
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

/// So many bytes are looked at together.
const AHEAD: usize = 64;

/// Which of the bytes are a delimiter or a line break: a bit for each, the first one lowest.
#[inline]
fn marks(bytes: &[u8; AHEAD], delimiter: u8) -> u64 {
    let (delimiter, line_break) = (u8x16::splat(delimiter), u8x16::splat(b'\n'));
    let mut marks = 0;
    for (place, sixteen) in bytes.as_chunks::<16>().0.iter().enumerate() {
        let sixteen = u8x16::new(*sixteen);
        let found = sixteen.simd_eq(delimiter) | sixteen.simd_eq(line_break);
        marks |= u64::from(found.to_bitmask()) << (16 * place);
    }
    marks
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
                let rest = self.bytes.get(self.next..).unwrap_or_default();
                self.marks = match rest.first_chunk::<AHEAD>() {
                    Some(chunk) => marks(chunk, self.delimiter),
                    None => {
                        // The end of the block: what is filled up counts for nothing.
                        let mut chunk = [0; AHEAD];
                        chunk.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                        marks(&chunk, self.delimiter) & ((1 << rest.len()) - 1)
                    }
                };
                self.base = self.next;
                self.next += AHEAD;
            }
            let place = self.base + self.marks.trailing_zeros() as usize;
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
    use crate::table::quotes::Splitter;

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
        fn lines_are_what_the_splitter_gives(text in "([a-z,;办\u{1}\u{80}]{0,9}(\n|\r\n|,)){0,30}[a,]{0,3}") {
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
        for step in [1_usize, 3, 7, 44, 64] {
            let bytes: [u8; AHEAD] = std::array::from_fn(|place| {
                [b',', b'\n', 0, 0xac, b'+', 0xff][place / step % 6 * usize::from(place % step == 0)]
            });
            for (place, byte) in bytes.iter().enumerate() {
                assert_eq!(marks(&bytes, b',') >> place & 1 == 1, matches!(byte, b',' | b'\n'), "{step} {place}");
            }
        }
    }
}
