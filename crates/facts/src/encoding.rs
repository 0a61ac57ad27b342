//! Text in the encodings of Chinese offices, made UTF-8 as it is read.

use std::io::{self, Chain, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr2;

use crate::problem::{FactsError, RowProblem};
use crate::source_file::open_plain;

/// The encoding of a name of the WHATWG standard, such as `gb18030`, `utf-8` or `big5`.
///
/// # Errors
/// [`FactsError::UnknownEncoding`], with the nearest name.
pub fn encoding_named(name: &str) -> Result<&'static Encoding, FactsError> {
    // A label of GBK is read as GB 18030, which contains it.
    let found = Encoding::for_label(name.trim().as_bytes());
    let found = found.map(|encoding| if encoding == encoding_rs::GBK { GB18030 } else { encoding });
    found.ok_or_else(|| FactsError::UnknownEncoding {
        encoding: name.to_owned(),
        nearest: plan::nearest(name, ["utf-8", "gb18030", "gbk", "big5", "utf-16le", "windows-1252"]),
    })
}

/// Tells UTF-8 from GB 18030 by content.
///
/// Valid UTF-8 is UTF-8. Where some of it is not, the lines are counted that speak for UTF-8 and those that speak against it: a
/// file in UTF-8 with some damaged rows has more of the first, one in GB 18030 hardly any. (Asking whether it reads as
/// GB 18030 would not do: nearly anything does.)
///
/// # Errors
/// Those of the reader.
pub fn tell_encoding(reader: impl Read) -> io::Result<&'static Encoding> {
    Ok(tell(reader, u64::MAX)?.unwrap_or(UTF_8))
}

/// Tells the encoding of a text; `None` where so many bytes of it are plain ASCII, which is the same in both, and more follow.
fn tell(mut reader: impl Read, ascii_at_most: u64) -> io::Result<Option<&'static Encoding>> {
    let mut evidence = Evidence::default();
    let mut block = vec![0; 1 << 18];
    let mut held = 0;
    let mut seen = 0;
    loop {
        let read = reader.read(block.get_mut(held..).unwrap_or_default())?;
        let text = block.get(..held + read).unwrap_or_default();
        if seen == 0
            && let Some((encoding, _)) = Encoding::for_bom(text)
        {
            return Ok(Some(encoding));
        }
        seen += read as u64;
        let broken_off = evidence.weigh(text);
        if read == 0 {
            evidence.line.broken += u64::from(broken_off > 0);
            return Ok(Some(evidence.verdict()));
        }
        if evidence.is_enough() {
            return Ok(Some(evidence.verdict()));
        }
        if evidence.is_none() && broken_off == 0 && seen >= ascii_at_most {
            return Ok(None);
        }
        let end = held + read;
        block.copy_within(end - broken_off..end, 0);
        held = broken_off;
    }
}

/// The text of a small file, such as a plan or a list of days, whatever an editor made of its encoding.
///
/// # Errors
/// [`FactsError`] for a file that is missing, empty, or no text.
pub fn read_text(path: &Path) -> Result<String, FactsError> {
    let name = path.display().to_string();
    crate::source_file::head_of(path, &name)?;
    let bytes = std::fs::read(path).map_err(|error| FactsError::io(&name, &error))?;
    let encoding = tell_encoding(bytes.as_slice()).map_err(|error| FactsError::io(&name, &error))?;
    let (text, _, has_errors) = encoding.decode(&bytes);
    if has_errors {
        let problem = RowProblem::Encoding { encoding: encoding_name(encoding).to_owned() };
        let line = 1 + text.split('\u{fffd}').next().unwrap_or_default().matches('\n').count() as u64;
        return Err(FactsError::Row { file: name, line, problem });
    }
    Ok(text.into_owned())
}

#[derive(Default)]
struct Evidence {
    /// Lines that speak for UTF-8, and those that speak against it.
    lines_for: u64,
    lines_against: u64,
    /// Whatever is not ASCII, in all lines.
    characters: u64,
    /// The line that is being read, of which only a piece may be at hand.
    line: LineEvidence,
}

/// What was found in one line.
#[derive(Default)]
struct LineEvidence {
    /// Whole characters of three bytes or more. Those of two do not count: two letters of a word in GB 18030 are often such
    /// a character by chance.
    long: u64,
    /// Bytes that are no UTF-8.
    broken: u64,
}

impl Evidence {
    /// Weighs some text; gives the number of bytes at its end that may be the beginning of a character.
    fn weigh(&mut self, mut text: &[u8]) -> usize {
        if text.is_ascii() {
            if memchr2(b'\n', b'\r', text).is_some() {
                self.end_line();
            }
            return 0;
        }
        while let Some(end) = memchr2(b'\n', b'\r', text) {
            let broken_off = self.weigh_piece(text.get(..end).unwrap_or_default());
            self.line.broken += u64::from(broken_off > 0);
            self.end_line();
            text = text.get(end + 1..).unwrap_or_default();
        }
        self.weigh_piece(text)
    }

    /// Weighs a piece of a line; gives what [`Self::weigh`] does.
    fn weigh_piece(&mut self, mut text: &[u8]) -> usize {
        while !text.is_ascii() {
            let error = std::str::from_utf8(text).err();
            let valid = text.get(..error.map_or(text.len(), |error| error.valid_up_to())).unwrap_or_default();
            let count_from = |lead: u8| valid.iter().filter(|byte| **byte >= lead).count() as u64;
            self.characters += count_from(0xC0);
            self.line.long += count_from(0xE0);
            let Some(error) = error else { return 0 };
            let Some(length) = error.error_len() else { return text.len() - valid.len() };
            self.characters += 1;
            self.line.broken += 1;
            text = text.get(valid.len() + length..).unwrap_or_default();
        }
        0
    }

    /// Counts the line for what it speaks. One with many whole characters and few broken ones is UTF-8 all the same: some
    /// programs cut long fields off in the middle of a character, and so in every row.
    fn end_line(&mut self) {
        let LineEvidence { long, broken } = std::mem::take(&mut self.line);
        if long > 4 * broken {
            self.lines_for += 1;
        } else if broken > 0 {
            self.lines_against += 1;
        }
    }

    fn is_none(&self) -> bool {
        self.characters == 0
    }

    fn is_enough(&self) -> bool {
        self.lines_for + self.lines_against > 5_000 || self.characters > 100_000
    }

    fn verdict(mut self) -> &'static Encoding {
        self.end_line();
        if self.lines_for >= self.lines_against { UTF_8 } else { GB18030 }
    }
}

/// The encoding of a file, as far as it is known. A long file that begins with plain ASCII is read on as it is until something
/// else comes: so it is not read twice.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told(Arc<OnceLock<&'static Encoding>>);

/// So much of a file is looked at before it is read.
const BEGINNING: u64 = 1 << 20;

impl Told {
    /// An encoding that is known.
    pub(crate) fn is(encoding: &'static Encoding) -> Self {
        let told = Self::default();
        let _ = told.0.set(encoding);
        told
    }

    /// What the beginning of a file tells, or, where that is not plain ASCII, all of it.
    pub(crate) fn by_beginning(path: &Path, name: &str) -> Result<Self, FactsError> {
        let told = tell(open_plain(path, name)?, BEGINNING).map_err(|error| FactsError::io(name, &error))?;
        Ok(told.map_or_else(Self::default, Self::is))
    }

    /// The encoding; UTF-8 as long as nothing but ASCII was read.
    pub(crate) fn encoding(&self) -> &'static Encoding {
        self.0.get().copied().unwrap_or(UTF_8)
    }

    /// The encoding of a file that was told by its beginning, told by all of it from some byte on where need be.
    pub(crate) fn settle(&self, path: &Path, name: &str, from: u64) -> Result<&'static Encoding, FactsError> {
        if let Some(encoding) = self.0.get() {
            return Ok(encoding);
        }
        let failed = |error: io::Error| FactsError::io(name, &error);
        let mut reader = open_plain(path, name)?;
        io::copy(&mut reader.by_ref().take(from), &mut io::sink()).map_err(failed)?;
        let encoding = tell_encoding(reader).map_err(failed)?;
        Ok(self.0.get_or_init(|| encoding))
    }
}

/// A file's text made UTF-8, whatever it is told to be on the way.
pub(crate) struct Utf8 {
    path: PathBuf,
    name: String,
    told: Told,
    state: Reading,
    /// Bytes of plain ASCII that were read.
    read: u64,
}

type Plain = Box<dyn Read + Send>;

enum Reading {
    /// Nothing but ASCII so far.
    Ascii(Plain),
    Utf8(Plain),
    Other(Transcoded<Chain<Cursor<Vec<u8>>, Plain>>),
}

impl Utf8 {
    /// Opens a file of an encoding that was told.
    pub(crate) fn open(path: &Path, name: &str, told: &Told) -> Result<Self, FactsError> {
        let plain = open_plain(path, name)?;
        let state = match told.0.get() {
            None => Reading::Ascii(plain),
            Some(encoding) if is_utf8(encoding) => Reading::Utf8(plain),
            Some(encoding) => Reading::Other(Transcoded::new(Cursor::new(Vec::new()).chain(plain), encoding)),
        };
        Ok(Self { path: path.to_owned(), name: name.to_owned(), told: told.clone(), state, read: 0 })
    }
}

impl Read for Utf8 {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.state {
            Reading::Ascii(plain) => plain.read(buffer)?,
            Reading::Utf8(plain) => return plain.read(buffer),
            Reading::Other(transcoded) => return transcoded.read(buffer),
        };
        let bytes = buffer.get(..count).unwrap_or_default();
        if bytes.is_ascii() {
            self.read += count as u64;
            return Ok(count);
        }
        let encoding = self.told.settle(&self.path, &self.name, self.read).map_err(io::Error::other)?;
        let began = bytes.to_vec();
        let Reading::Ascii(plain) = std::mem::replace(&mut self.state, Reading::Utf8(Box::new(io::empty()))) else {
            return Ok(count);
        };
        if is_utf8(encoding) {
            self.state = Reading::Utf8(plain);
            return Ok(count);
        }
        self.state = Reading::Other(Transcoded::new(Cursor::new(began).chain(plain), encoding));
        self.read(buffer)
    }
}

/// Whether a file in the encoding can be cut and split as it is, because it is UTF-8 or plain ASCII.
pub(crate) fn is_utf8(encoding: &'static Encoding) -> bool {
    encoding == UTF_8
}

/// The name of an encoding for people: `UTF-8`, `GB 18030`, `UTF-16`.
pub fn encoding_name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 {
        "GB 18030"
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        "UTF-16"
    } else {
        encoding.name()
    }
}

/// A reader that gives UTF-8, whatever the encoding of the one inside. What is not text in that encoding comes out as
/// U+FFFD, and the row in which it stands can be told by it.
pub(crate) struct Transcoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` was read and not yet decoded.
    pending: std::ops::Range<usize>,
    decoded: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Transcoded<R> {
    pub(crate) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 1 << 16],
            pending: 0..0,
            decoded: Vec::with_capacity(1 << 18),
            given: 0,
            ended: false,
        }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        self.decoded.clear();
        self.given = 0;
        self.decoded.resize(1 << 18, 0);
        let mut written = 0;
        while written == 0 && !self.ended {
            let mut last = false;
            if self.pending.is_empty() {
                let read = self.inner.read(&mut self.raw)?;
                self.pending = 0..read;
                last = read == 0;
            }
            let source = self.raw.get(self.pending.clone()).unwrap_or_default();
            let (result, used, wrote, _) = self.decoder.decode_to_utf8(source, &mut self.decoded, last);
            self.pending.start += used;
            written = wrote;
            self.ended = last && result == CoderResult::InputEmpty;
        }
        self.decoded.truncate(written);
        Ok(())
    }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.decoded.len() {
            self.decode_more()?;
        }
        let ready = self.decoded.get(self.given..).unwrap_or_default();
        let count = ready.len().min(buffer.len());
        for (to, from) in [(buffer.get_mut(..count), ready.get(..count))] {
            if let (Some(to), Some(from)) = (to, from) {
                to.copy_from_slice(from);
            }
        }
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> &'static str {
        encoding_name(tell_encoding(bytes).unwrap())
    }

    #[test]
    fn chinese_is_told_by_content() {
        let text = "办件编号,环节名称,环节开始时间\n0001,受理,2025-09-30 09:05:00\n";
        let (gb, _, _) = GB18030.encode(text);
        assert_eq!(told(text.as_bytes()), "UTF-8");
        assert_eq!(told(&gb), "GB 18030");
        assert_eq!(told(b"case,activity\n1,a\n"), "UTF-8");
        assert_eq!(told(b""), "UTF-8");
        assert_eq!(told("\u{feff}a,b".as_bytes()), "UTF-8");
        assert_eq!(told(b"\xff\xfea\0,\0"), "UTF-16");
        // One Chinese character at the end of a million plain ones.
        let mut late = vec![b'x'; 1_000_000];
        late.extend_from_slice(&GB18030.encode("办").0);
        assert_eq!(told(&late), "GB 18030");
        // A damaged row does not make UTF-8 something else.
        let mut damaged = text.repeat(20).into_bytes();
        damaged.extend_from_slice(b"\xb0\xec,\n");
        assert_eq!(told(&damaged), "UTF-8");
    }

    #[test]
    fn lines_are_weighed_and_not_what_stands_in_them() {
        let gb = |text: &str| GB18030.encode(text).0.into_owned();
        let utf8 = |text: &str| text.as_bytes().to_vec();
        let long_note = "情况说明".repeat(1000);
        for (name, pieces) in [
            ("UTF-8", vec![utf8("case,act,ts\n收件,recv,2024\n"), gb("办结,recv,2024\n")]),
            ("UTF-8", vec![utf8("case\n中,recv\n"), utf8(&"1,recv\n".repeat(90_000)), gb("办结,recv\n")]),
            (
                "UTF-8",
                vec![utf8("case\n中,recv\n"), utf8(&"中,recv\n".repeat(90_000)), gb(&"办结,recv\n".repeat(90_000))],
            ),
            // One long note counts for no more than one short row, whichever of them is damaged.
            ("UTF-8", vec![utf8("编号\n"), gb(&long_note)]),
            ("GB 18030", vec![gb("编号,说明\n1,办结\n"), utf8(&long_note)]),
            // Its only wrong bytes are half a character, at the end of a line and of the file.
            ("UTF-8", vec![utf8("编号,事项\r\n1,许可证核发"), vec![0xe4, 0xb8], utf8("\r\n2,许可证核发"), vec![0xe4]]),
            // Every row was cut off in the middle of a character.
            (
                "UTF-8",
                vec![utf8("id\n"), [utf8("食品经营许可证核发"), vec![0xe4, 0xb8], utf8(",1\n")].concat().repeat(50)],
            ),
            // Only the headings are Chinese, or one row, or all of a file that has a line end of the old kind.
            ("GB 18030", vec![gb("编号,环节,时间\n"), utf8(&"1,a,2024\n".repeat(90_000))]),
            ("GB 18030", vec![utf8(&"1,a,2024\n".repeat(90_000)), gb("2,办结")]),
            ("GB 18030", vec![gb("编号,环节\r1,受理\r2,办结\r")]),
            // By chance these are characters of two bytes in UTF-8.
            ("GB 18030", vec![gb(&"1,联通\n".repeat(20)), gb("2,办结\n")]),
            ("UTF-8", vec![utf8("é,ü\n")]),
            // A line without an end, longer than what is looked at together.
            ("GB 18030", vec![gb("编"), utf8(&"x".repeat(1 << 19)), gb("号")]),
            ("UTF-8", vec![utf8(&"x许".repeat(30_000)), vec![0xff]]),
        ] {
            let bytes = pieces.concat();
            let begin = String::from_utf8_lossy(bytes.get(..60).unwrap_or(&bytes)).into_owned();
            assert_eq!(told(&bytes), name, "{begin}");
            // However little comes at a time.
            let few = (bytes.len() < 100_000).then(|| tell_encoding(OneByOne(&bytes)).unwrap());
            assert!(few.is_none_or(|encoding| encoding_name(encoding) == name), "{begin}");
        }
    }

    struct OneByOne<'a>(&'a [u8]);

    impl Read for OneByOne<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = buffer.len().min(1);
            self.0.read(&mut buffer[..most])
        }
    }

    #[test]
    fn gb18030_comes_out_as_utf8_whatever_the_size_of_the_reads() {
        let text = "办件编号,姓名\n1,㐀𠮷\n".repeat(5000);
        let (gb, _, _) = GB18030.encode(&text);
        let mut found = String::new();
        Transcoded::new(&gb[..], GB18030).read_to_string(&mut found).unwrap();
        assert_eq!(found, text);
        let mut bytes = Vec::new();
        Transcoded::new(&b"a\xff\xffb"[..], GB18030).read_to_end(&mut bytes).unwrap();
        assert!(String::from_utf8(bytes).unwrap().contains('\u{fffd}'));
    }

    #[test]
    fn a_long_file_is_read_on_until_something_else_than_ascii_comes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("办件.csv");
        let plain = "1,a\n".repeat(BEGINNING as usize / 4 + 1000);
        for (end, name) in [("", "UTF-8"), ("2,办结\n3,受理\n", "UTF-8"), ("2,办结\n3,受理\n", "GB 18030")] {
            let text = format!("{plain}{end}{plain}");
            let bytes = if name == "UTF-8" { text.clone().into_bytes() } else { GB18030.encode(&text).0.into_owned() };
            std::fs::write(&path, bytes).unwrap();
            let told = Told::by_beginning(&path, "办件.csv").unwrap();
            let mut found = String::new();
            Utf8::open(&path, "办件.csv", &told).unwrap().read_to_string(&mut found).unwrap();
            assert!(found == text, "{name}");
            assert_eq!(encoding_name(told.encoding()), name);
            // Whoever opens it again reads it the same.
            let mut again = String::new();
            Utf8::open(&path, "办件.csv", &told).unwrap().read_to_string(&mut again).unwrap();
            assert!(again == text, "{name}");
        }
    }

    #[test]
    fn an_unknown_encoding_names_the_nearest() {
        assert_eq!(encoding_named("GBK").unwrap(), GB18030);
        let error = encoding_named("gb18300").unwrap_err();
        assert!(matches!(error, FactsError::UnknownEncoding { nearest: Some(near), .. } if near == "gb18030"));
    }
}
