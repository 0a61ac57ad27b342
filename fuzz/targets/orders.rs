//! The press, with any line as an order.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use press::Press;
use sheets::read_order;

static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(Vec::new()));

fuzz_target!(|data: &[u8]| {
    feed::only_panics_of_ours();
    let mut input = data;
    while let Ok(Some(order)) = read_order(&mut input) {
        let reply = PRESS.print(&order);
        assert_ne!(reply.files.is_empty(), reply.problems.is_empty());
    }
});
