//! The press, with orders whose texts, marks and templates are any bytes.
#![no_main]

#[path = "../../crates/press/tests/made/mod.rs"]
#[allow(dead_code, reason = "the test of the press makes them of texts")]
mod made;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use press::Press;

static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(Vec::new()));

fuzz_target!(|data: &[u8]| {
    feed::only_panics_of_ours();
    made::check(&PRESS.print(&made::order(data)));
});
