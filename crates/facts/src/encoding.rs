//! Text in the encodings of Chinese offices, made UTF-8 as it is read.

use std::io::{self, Read};
use std::path::Path;

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::problem::{FactsError, RowProblem};

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
/// Valid UTF-8 is UTF-8. Where some of it is not, characters of several bytes are counted: text in UTF-8 with a damaged row
/// has many whole ones and few broken ones, text in GB 18030 read as UTF-8 the other way round. (Asking whether it reads
/// as GB 18030 would not do: nearly anything does.)
///
/// # Errors
/// Those of the reader.
pub fn tell_encoding(mut reader: impl Read) -> io::Result<&'static Encoding> {
    let mut evidence = Evidence::default();
    let mut block = vec![0; 1 << 18];
    let mut held = 0;
    let mut first = true;
    loop {
        let read = reader.read(block.get_mut(held..).unwrap_or_default())?;
        let text = block.get(..held + read).unwrap_or_default();
        if first && let Some((encoding, _)) = Encoding::for_bom(text) {
            return Ok(encoding);
        }
        first = false;
        let broken_off = evidence.weigh(text);
        if read == 0 {
            evidence.broken += u64::from(broken_off > 0);
            return Ok(evidence.verdict());
        }
        if evidence.is_enough() {
            return Ok(evidence.verdict());
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
    /// Whole characters of several bytes.
    whole: u64,
    /// Bytes that are no UTF-8.
    broken: u64,
}

impl Evidence {
    /// Weighs some text; gives the number of bytes at its end that may be the beginning of a character.
    fn weigh(&mut self, mut text: &[u8]) -> usize {
        while !text.is_ascii() {
            let error = std::str::from_utf8(text).err();
            let valid = error.map_or(text.len(), |error| error.valid_up_to());
            let is_lead = |byte: &&u8| **byte >= 0xC0;
            self.whole += text.iter().take(valid).filter(is_lead).count() as u64;
            let Some(error) = error else { return 0 };
            let Some(length) = error.error_len() else { return text.len() - valid };
            self.broken += 1;
            text = text.get(valid + length..).unwrap_or_default();
        }
        0
    }

    fn is_enough(&self) -> bool {
        self.whole + self.broken > 10_000
    }

    fn verdict(&self) -> &'static Encoding {
        if self.broken == 0 || self.whole > 4 * self.broken { UTF_8 } else { GB18030 }
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
    fn an_unknown_encoding_names_the_nearest() {
        assert_eq!(encoding_named("GBK").unwrap(), GB18030);
        let error = encoding_named("gb18300").unwrap_err();
        assert!(matches!(error, FactsError::UnknownEncoding { nearest: Some(near), .. } if near == "gb18030"));
    }
}
