//! Rows that wait, in pages: in memory, or in a temporary file when there are too many.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// A page is large enough to be written in one go, and small enough that 128 begun ones cost little.
const PAGE: usize = 1 << 14;
const FIRST_PAGE: usize = 1 << 9;

/// The rows of one partition that one worker scattered, in the order in which it read them.
pub(crate) struct Rows {
    current: Vec<u8>,
    /// The part from which rows come at present.
    part: u32,
    /// Rows that carry a long id: the next one's number.
    pub(crate) numbers: u32,
    /// Bytes on the pages before the current one.
    before: u64,
    pages: Vec<Page>,
    /// Where, in all bytes of the rows, those of each part begin.
    parts: Vec<(u32, u64)>,
}

impl Default for Rows {
    fn default() -> Self {
        Self { current: Vec::new(), part: u32::MAX, numbers: 0, before: 0, pages: Vec::new(), parts: Vec::new() }
    }
}

enum Page {
    Memory(Vec<u8>),
    File { at: u64, length: usize },
}

impl Rows {
    /// Makes room for a row of at most so many bytes and gives the page to which it is appended.
    #[inline]
    pub(crate) fn room(&mut self, bytes: usize, held: &mut usize) -> &mut Vec<u8> {
        if self.current.capacity() - self.current.len() < bytes {
            self.turn_page(bytes, held);
        }
        &mut self.current
    }

    #[cold]
    fn turn_page(&mut self, bytes: usize, held: &mut usize) {
        // Small sources never see a whole page.
        let next = (2 * self.current.capacity()).clamp(FIRST_PAGE, PAGE).max(bytes);
        let full = std::mem::replace(&mut self.current, Vec::with_capacity(next));
        *held += next;
        self.before += full.len() as u64;
        if !full.is_empty() {
            self.pages.push(Page::Memory(full));
        }
    }

    /// Notes that what follows comes from a part.
    #[inline]
    pub(crate) fn begin_part(&mut self, part: u32) {
        if self.part != part {
            self.part = part;
            self.parts.push((part, self.length()));
        }
    }

    fn length(&self) -> u64 {
        self.before + self.current.len() as u64
    }

    /// The parts from which rows came, and how many bytes of them each gave.
    pub(crate) fn parts(&self) -> Vec<(u32, u64)> {
        let ends = self.parts.iter().skip(1).map(|(_, start)| *start).chain([self.length()]);
        self.parts.iter().zip(ends).map(|((part, start), end)| (*part, end - start)).collect()
    }

    /// Writes the full pages to a file and lets go of their memory; gives the number of bytes.
    fn put_aside(&mut self, file: &mut File, end: &mut u64) -> io::Result<usize> {
        let mut freed = 0;
        for page in &mut self.pages {
            if let Page::Memory(bytes) = page {
                file.write_all(bytes)?;
                freed += bytes.capacity();
                let at = *end;
                *end += bytes.len() as u64;
                *page = Page::File { at, length: bytes.len() };
            }
        }
        Ok(freed)
    }

    /// All bytes of the rows, page by page: a row lies in one page whole.
    pub(crate) fn into_pages(mut self, mut file: Option<&mut File>) -> io::Result<Vec<Vec<u8>>> {
        let mut all = Vec::with_capacity(self.pages.len() + 1);
        for page in self.pages.drain(..) {
            all.push(match page {
                Page::Memory(bytes) => bytes,
                Page::File { at, length } => read_page(file.as_deref_mut(), at, length)?,
            });
        }
        all.push(self.current);
        Ok(all)
    }

    /// The same bytes, for somebody who looks at them before they are taken.
    pub(crate) fn copied_pages(&self, mut file: Option<&mut File>) -> io::Result<Vec<Vec<u8>>> {
        let mut all = Vec::with_capacity(self.pages.len() + 1);
        for page in &self.pages {
            all.push(match page {
                Page::Memory(bytes) => bytes.clone(),
                Page::File { at, length } => read_page(file.as_deref_mut(), *at, *length)?,
            });
        }
        all.push(self.current.clone());
        Ok(all)
    }
}

fn read_page(file: Option<&mut File>, at: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    if let Some(file) = file {
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut bytes)?;
    }
    Ok(bytes)
}

/// Where one worker puts pages aside.
#[derive(Default)]
pub(crate) struct Aside {
    pub(crate) file: Option<File>,
    end: u64,
}

impl Aside {
    /// Puts the full pages of all partitions aside; gives the number of bytes that were let go.
    pub(crate) fn take(&mut self, partitions: &mut [Rows]) -> io::Result<usize> {
        let file = match &mut self.file {
            Some(file) => file,
            // It has no name: whatever happens, nothing of it is left behind.
            none => none.insert(tempfile::tempfile()?),
        };
        file.seek(SeekFrom::Start(self.end))?;
        let mut freed = 0;
        for rows in partitions {
            freed += rows.put_aside(file, &mut self.end)?;
        }
        Ok(freed)
    }
}

/// Appends a number in as few bytes as it needs (LEB128).
#[inline]
pub(crate) fn put_number(page: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        page.push((number as u8) | 0x80);
        number >>= 7;
    }
    page.push(number as u8);
}

/// Takes a number from the front of some bytes.
#[inline]
pub(crate) fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    if *first < 0x80 {
        return Some(u64::from(*first));
    }
    let mut number = u64::from(first & 0x7f);
    for shift in (7..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// Takes eight bytes as a number.
#[inline]
pub(crate) fn take_i64(bytes: &mut &[u8]) -> Option<i64> {
    let (number, rest) = bytes.split_first_chunk::<8>()?;
    *bytes = rest;
    Some(i64::from_le_bytes(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let mut page = Vec::new();
        let numbers = [0, 1, 127, 128, 300, 1 << 20, u64::from(u32::MAX), u64::MAX];
        for number in numbers {
            put_number(&mut page, number);
        }
        let mut bytes = page.as_slice();
        for number in numbers {
            assert_eq!(take_number(&mut bytes), Some(number));
        }
        assert_eq!(take_number(&mut bytes), None);
        assert_eq!(take_number(&mut [0x80_u8].as_slice()), None);
    }

    #[test]
    fn pages_put_aside_come_back_in_order() {
        let mut partitions = vec![Rows::default(), Rows::default()];
        let (mut held, mut aside) = (0, Aside::default());
        let mut expected = vec![Vec::new(), Vec::new()];
        for row in 0..20_000_u64 {
            let partition = (row % 3 % 2) as usize;
            let page = partitions[partition].room(10, &mut held);
            let before = page.len();
            put_number(page, row);
            expected[partition].extend_from_slice(&page[before..]);
            if row % 7000 == 6999 {
                held -= aside.take(&mut partitions).unwrap();
            }
        }
        assert!(held < 4 * PAGE, "{held}");
        for (rows, expected) in partitions.into_iter().zip(expected) {
            assert_eq!(rows.into_pages(aside.file.as_mut()).unwrap().concat(), expected);
        }
    }
}
