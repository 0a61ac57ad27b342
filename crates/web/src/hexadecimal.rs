//! Bytes as people and programs can copy them.

use std::fmt::Write;

/// Bytes in hexadecimal, small letters.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
