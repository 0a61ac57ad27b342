//! How orders and replies are written: a line of JSON, and after that of a reply the bytes of its files. So a press can be given one order
//! after the other, and an order can be written by hand.

use std::io::{BufRead, Read, Write};

use serde::{Deserialize, Serialize};

use crate::order::{Order, Problem, Reply};

/// The longest line that is read, bytes: ten thousand badges with marks are less.
const LONGEST_LINE: u64 = 256 << 20;
/// The largest file that is read, bytes.
const LARGEST_FILE: u64 = 1 << 30;

/// Why nothing could be told or heard.
#[derive(Debug, thiserror::Error)]
pub enum TalkError {
    /// The other side cannot be reached, or went away.
    #[error("{0}")]
    Broken(#[from] std::io::Error),
    /// What came is not what was to come.
    #[error("{0}")]
    NotUnderstood(#[from] serde_json::Error),
    /// What came is larger than anything that is asked for.
    #[error("more than {most} bytes")]
    TooLarge {
        /// How many bytes there may be.
        most: u64,
    },
}

/// The first line of a reply.
#[derive(Serialize, Deserialize)]
struct Head {
    /// The sizes of the files, bytes.
    files: Vec<u64>,
    problems: Vec<Problem>,
}

/// A line; nothing where there is no more.
fn line(from: &mut impl BufRead) -> Result<Option<Vec<u8>>, TalkError> {
    let mut line = Vec::new();
    from.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut line)?;
    if u64::try_from(line.len()).unwrap_or(u64::MAX) > LONGEST_LINE {
        return Err(TalkError::TooLarge { most: LONGEST_LINE });
    }
    Ok((!line.is_empty()).then_some(line))
}

/// Writes an order.
///
/// # Errors
/// [`TalkError`] when it cannot be written.
pub fn write_order(to: &mut impl Write, order: &Order) -> Result<(), TalkError> {
    serde_json::to_writer(&mut *to, order)?;
    to.write_all(b"\n")?;
    Ok(to.flush()?)
}

/// Reads an order; nothing where there is no more.
///
/// # Errors
/// [`TalkError`] when it cannot be read or is none.
pub fn read_order(from: &mut impl BufRead) -> Result<Option<Order>, TalkError> {
    let Some(line) = line(from)? else { return Ok(None) };
    Ok(Some(serde_json::from_slice(&line)?))
}

/// Writes a reply.
///
/// # Errors
/// [`TalkError`] when it cannot be written.
pub fn write_reply(to: &mut impl Write, reply: &Reply) -> Result<(), TalkError> {
    let files = reply.files.iter().map(|file| u64::try_from(file.len()).unwrap_or(u64::MAX)).collect();
    serde_json::to_writer(&mut *to, &Head { files, problems: reply.problems.clone() })?;
    to.write_all(b"\n")?;
    for file in &reply.files {
        to.write_all(file)?;
    }
    Ok(to.flush()?)
}

/// Reads a reply; nothing where the other side went away before it said anything.
///
/// # Errors
/// [`TalkError`] when it cannot be read, is none or ends too soon.
///
/// ```
/// use sheets::{Problem, Reply, read_reply, write_reply};
///
/// let reply = Reply { files: vec![b"%PDF-1.7".to_vec(), vec![]], problems: vec![Problem::NoCode { sheet: 1 }] };
/// let mut told = Vec::new();
/// write_reply(&mut told, &reply)?;
/// assert_eq!(read_reply(&mut told.as_slice())?, Some(reply));
/// assert!(read_reply(&mut &told[..told.len() - 1]).is_err());
/// # Ok::<(), sheets::TalkError>(())
/// ```
pub fn read_reply(from: &mut impl BufRead) -> Result<Option<Reply>, TalkError> {
    let Some(line) = line(from)? else { return Ok(None) };
    let head: Head = serde_json::from_slice(&line)?;
    let mut files = Vec::new();
    for size in head.files {
        if size > LARGEST_FILE {
            return Err(TalkError::TooLarge { most: LARGEST_FILE });
        }
        let mut file = Vec::new();
        let read = from.by_ref().take(size).read_to_end(&mut file)?;
        if u64::try_from(read).unwrap_or_default() < size {
            return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof).into());
        }
        files.push(file);
    }
    Ok(Some(Reply { files, problems: head.problems }))
}
