//! Decoders of others may panic on a damaged file; that is an error of the file like any other.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::problem::FactsError;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is decoding a file under guard, so that a panic will become an error which says what is wrong: a panic hook
/// has nothing to add.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Runs what decodes a file that may be damaged. The decoder checks much, but panics where it did not expect a value to be
/// wrong; nothing of it is used again then.
pub(crate) fn guarded<T>(
    name: &str,
    format: &str,
    decode: impl FnOnce() -> Result<T, FactsError>,
) -> Result<T, FactsError> {
    let before = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(decode));
    GUARDED.set(before);
    result.unwrap_or_else(|_| Err(FactsError::damaged(name, format, "its values contradict one another")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_a_decoder_is_an_error_of_the_file() {
        assert!(!is_guarded());
        let result: Result<(), _> = guarded("log.parquet", "Parquet", || {
            // Whoever prints panics would ask here.
            assert!(is_guarded());
            std::panic::resume_unwind(Box::new("a decoder"));
        });
        assert!(matches!(result, Err(FactsError::Damaged { .. })));
        assert!(!is_guarded());
    }
}
