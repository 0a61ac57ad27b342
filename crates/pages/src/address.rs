//! Texts as parts of addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// What may not stand in the value of a query as it is.
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'/');

/// A text as it may stand as a value in the query of an address.
///
/// ```
/// assert_eq!(pages::in_query("/units?q=水 利").to_string(), "/units%3Fq%3D%E6%B0%B4%20%E5%88%A9");
/// ```
pub fn in_query(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, IN_QUERY)
}
