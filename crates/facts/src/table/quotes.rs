//! Records of a text with quotation marks, in which a field may hold delimiters and line breaks.
//!
//! A field that begins with a quotation mark ends with the next one that is not doubled. Where that one is followed by more
//! than the end of the field, or where there is none, somebody has forgotten a mark or written one too many. Nobody can tell
//! which, and all the rows up to the next mark would be taken for a part of this one. So only the line in which such a record
//! begins is given up, and the next line is read as if it began a record.

use memchr::{memchr, memchr_iter, memchr2, memchr3};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// One record as it was split: its fields one after the other, and where each ends.
pub(crate) struct SplitRecord<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) ends: &'a [usize],
    /// Lines of the block before the record.
    pub(crate) lines_before: u64,
    /// Whether its quotation marks are not closed as they should be. Then it is only a line, cut at its delimiters.
    pub(crate) is_broken: bool,
}

impl SplitRecord<'_> {
    pub(crate) fn lossy_fields(&self) -> Vec<String> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let field = |(start, end): (usize, &usize)| {
            String::from_utf8_lossy(self.text.get(start..*end).unwrap_or_default()).into_owned()
        };
        starts.zip(self.ends).map(field).collect()
    }
}

/// Splits the records of a text, one at a time.
pub(crate) struct Splitter {
    delimiter: u8,
    text: Vec<u8>,
    ends: Vec<usize>,
    /// How much of the text has been read.
    pub(crate) position: usize,
    lines: u64,
    /// Whether the record that came last was ended by the end of the text. More text could make another record of it.
    unfinished: bool,
    /// Where the quotation marks of a broken record turned out to be wrong. Whatever other record is inside quotation marks at
    /// a line break before that comes to the same place, and need not be followed there: else a text in which every line
    /// opens a mark would be read to its end from every line.
    astray: usize,
}

/// What a record ends with.
#[derive(Clone, Copy, PartialEq)]
enum End {
    LineBreak,
    Text,
    /// The end of the text, where a quotation mark is still open.
    OpenMark,
    /// A quotation mark where none can be.
    WrongMark,
}

impl Splitter {
    pub(crate) fn new(delimiter: u8) -> Self {
        let (text, ends) = (Vec::with_capacity(1 << 12), Vec::with_capacity(64));
        Self { delimiter, text, ends, position: 0, lines: 0, unfinished: false, astray: 0 }
    }

    /// The next record of a text; `None` at its end. Empty lines are passed over.
    #[inline]
    pub(crate) fn next(&mut self, bytes: &[u8]) -> Option<SplitRecord<'_>> {
        if self.position == 0 && bytes.starts_with(BYTE_ORDER_MARK) {
            self.position = BYTE_ORDER_MARK.len();
        }
        while let Some(byte @ (b'\n' | b'\r')) = bytes.get(self.position) {
            self.lines += u64::from(*byte == b'\n');
            self.position += 1;
        }
        let (start, lines_before) = (self.position, self.lines);
        if start >= bytes.len() {
            return None;
        }
        let end = self.split(bytes, true);
        self.unfinished = matches!(end, End::Text | End::OpenMark);
        let is_broken = matches!(end, End::OpenMark | End::WrongMark);
        if is_broken {
            self.position = start;
            self.unfinished |= self.split(bytes, false) == End::Text;
        }
        self.lines += memchr_iter(b'\n', bytes.get(start..self.position)?).count() as u64;
        Some(SplitRecord { text: &self.text, ends: &self.ends, lines_before, is_broken })
    }

    /// Splits one record, or, where quotation marks mean nothing, one line.
    #[inline]
    fn split(&mut self, bytes: &[u8], has_marks: bool) -> End {
        self.text.clear();
        self.ends.clear();
        loop {
            let rest = bytes.get(self.position..).unwrap_or_default();
            if has_marks && rest.first() == Some(&b'"') {
                if let Err(end) = self.quoted_field(bytes) {
                    return end;
                }
            } else {
                let length = memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
                self.text.extend_from_slice(rest.get(..length).unwrap_or_default());
                self.position += length;
            }
            self.ends.push(self.text.len());
            let end = match bytes.get(self.position) {
                None => return End::Text,
                Some(end) => *end,
            };
            self.position += 1;
            if end == b'\r' && bytes.get(self.position) == Some(&b'\n') {
                self.position += 1;
            }
            if matches!(end, b'\n' | b'\r') {
                return End::LineBreak;
            }
        }
    }

    /// Splits a field that begins with a quotation mark. The error is what is wrong with its marks.
    fn quoted_field(&mut self, bytes: &[u8]) -> Result<(), End> {
        self.position += 1;
        loop {
            let rest = bytes.get(self.position..).unwrap_or_default();
            let mark = memchr(b'"', rest);
            let inside = rest.get(..mark.unwrap_or(rest.len())).unwrap_or_default();
            let line_break = if self.position < self.astray { memchr2(b'\n', b'\r', inside) } else { None };
            if line_break.is_some_and(|place| self.position + place < self.astray) {
                return Err(End::WrongMark);
            }
            self.text.extend_from_slice(inside);
            self.position += inside.len() + usize::from(mark.is_some());
            let wrong = match bytes.get(self.position) {
                _ if mark.is_none() => End::OpenMark,
                Some(b'"') => {
                    self.text.push(b'"');
                    self.position += 1;
                    continue;
                }
                Some(byte) if *byte != self.delimiter && !matches!(byte, b'\n' | b'\r') => End::WrongMark,
                _ => return Ok(()),
            };
            self.astray = self.astray.max(self.position);
            return Err(wrong);
        }
    }
}

/// The end of the last whole record of a block that begins with a record; `None` where not even one ends.
pub(crate) fn end_of_records(bytes: &[u8], delimiter: u8) -> Option<usize> {
    if memchr(b'"', bytes).is_none() {
        let end = memchr::memrchr(b'\n', bytes).or_else(|| memchr::memrchr(b'\r', bytes));
        return end.map(|end| end + 1);
    }
    let mut records = Splitter::new(delimiter);
    let mut end = None;
    // A mark that is open at the end of the block may be closed in the next one, so that nothing is known of what follows it.
    while records.next(bytes).is_some() && !records.unfinished {
        end = Some(records.position);
    }
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The records of a text, each with the lines before it, its fields, and a `!` where it is broken.
    fn records(text: &str) -> Vec<String> {
        let mut records = Splitter::new(b',');
        let mut found = Vec::new();
        while let Some(record) = records.next(text.as_bytes()) {
            let mark = if record.is_broken { "!" } else { "" };
            found.push(format!("{}{mark} {}", record.lines_before, record.lossy_fields().join("|")));
        }
        found
    }

    #[test]
    fn a_mark_that_is_not_closed_breaks_its_own_line_and_no_other() {
        for (text, expected) in [
            ("\"a\",b\nc,\"d\"", vec!["0 a|b", "1 c|d"]),
            ("\u{feff}\"a\",b\n", vec!["0 a|b"]),
            ("\"a,\n\"\"b\",\"\"\nc,", vec!["0 a,\n\"b|", "2 c|"]),
            ("a\"b,c\"\n d,\"\"\"\"\n", vec!["0 a\"b|c\"", "1  d|\""]),
            // The next mark opens a field of the next line, or ends one, or is the last of the text, or there is none.
            ("a,\"b\nc,\"d\"\n", vec!["0! a|\"b", "1 c|d"]),
            ("a,\"b\nc\",d\"\n", vec!["0 a|b\nc|d\""]),
            ("\"a,b\nc,d\n", vec!["0! \"a|b", "1 c|d"]),
            ("a,\"b", vec!["0! a|\"b"]),
            ("a,\"", vec!["0! a|\""]),
            ("a,\"b\n\nc,\"\"", vec!["0! a|\"b", "2 c|"]),
            // More than the end of the field follows the mark.
            ("\"a\"b,c\nd,e\n", vec!["0! \"a\"b|c", "1 d|e"]),
            ("a,\"b\" \r\nd,e", vec!["0! a|\"b\" ", "1 d|e"]),
            ("\"a\nb\" c\n\"d\ne\"\n", vec!["0! \"a", "1 b\" c", "2 d\ne"]),
            // Every line opens a mark that the next one closes, and then opens another.
            ("a\",\"b\nc\",\"d\ne\",\"f", vec!["0! a\"|\"b", "1! c\"|\"d", "2! e\"|\"f"]),
            // The second line would come to the wrong mark of the first one; the third does not.
            ("\"a\n\",\"b\n\"c\",d\n", vec!["0! \"a", "1! \"|\"b", "2 c|d"]),
        ] {
            assert_eq!(records(text), expected, "{text:?}");
            let returns = text.replace('\n', "\r\n");
            let expected: Vec<_> = expected.iter().map(|record| record.replace('\n', "\r\n")).collect();
            assert_eq!(records(&returns), expected, "{returns:?}");
        }
    }

    #[test]
    fn many_marks_that_are_not_closed_take_no_longer_than_one() {
        // Read to the end from every line, this would be a million million bytes.
        let text = "x\",\"y\n".repeat(1 << 20);
        let mut records = Splitter::new(b',');
        let mut broken = 0;
        while let Some(record) = records.next(text.as_bytes()) {
            broken += u32::from(record.is_broken);
        }
        assert_eq!(broken, 1 << 20);
    }

    /// What `csv_core` makes of a text without wrong marks.
    fn by_csv_core(text: &[u8]) -> Vec<Vec<String>> {
        let mut core = csv_core::Reader::new();
        let (mut output, mut ends) = (vec![0; text.len() + 1], vec![0; text.len() + 1]);
        let (mut position, mut records, mut written, mut ended) = (0, Vec::new(), 0, 0);
        loop {
            let (result, read, wrote, fields) =
                core.read_record(&text[position..], &mut output[written..], &mut ends[ended..]);
            position += read;
            written += wrote;
            ended += fields;
            match result {
                csv_core::ReadRecordResult::Record => {
                    let record = SplitRecord {
                        text: &output[..written],
                        ends: &ends[..ended],
                        lines_before: 0,
                        is_broken: false,
                    };
                    records.push(record.lossy_fields());
                    (written, ended) = (0, 0);
                }
                csv_core::ReadRecordResult::End => return records,
                _ => {}
            }
        }
    }

    /// Fields and what stands between them, with marks that are now right and now wrong.
    fn text() -> impl Strategy<Value = String> {
        let field = "(\"([a\",\n]|\"\"|\r\n)?([a,\n]|\"\"){0,5}\"?|[a办\"]{0,3}|)(,|\n|\r\n|\r|)";
        proptest::collection::vec(field, 0..15).prop_map(|fields| fields.concat())
    }

    proptest! {
        #[test]
        fn text_without_wrong_marks_is_split_as_elsewhere(text in text()) {
            let mut splitter = Splitter::new(b',');
            let (mut found, mut any_broken) = (Vec::new(), false);
            while let Some(record) = splitter.next(text.as_bytes()) {
                any_broken |= record.is_broken;
                found.push(record.lossy_fields());
            }
            if !any_broken {
                prop_assert_eq!(found, by_csv_core(text.as_bytes()), "{:?}", text);
            }
        }

        /// Whoever cuts a text into blocks finds the records that stand in the whole of it.
        #[test]
        fn blocks_are_cut_where_records_end(text in text(), size in 1_usize..40) {
            let (mut found, mut line, mut start, mut end) = (Vec::new(), 0, 0, 0);
            while start < text.len() {
                end = text.len().min(end.max(start) + size);
                let cut = if end == text.len() {
                    end - start
                } else {
                    let Some(cut) = end_of_records(&text.as_bytes()[start..end], b',') else { continue };
                    cut
                };
                let block = &text.as_bytes()[start..start + cut];
                let mut splitter = Splitter::new(b',');
                while let Some(record) = splitter.next(block) {
                    found.push((line + record.lines_before, record.is_broken, record.lossy_fields()));
                }
                line += memchr_iter(b'\n', block).count() as u64;
                start += cut;
            }
            let mut splitter = Splitter::new(b',');
            let mut expected = Vec::new();
            while let Some(record) = splitter.next(text.as_bytes()) {
                expected.push((record.lines_before, record.is_broken, record.lossy_fields()));
            }
            prop_assert_eq!(found, expected, "{:?}", text);
        }
    }
}
