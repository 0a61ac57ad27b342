//! Workbooks.
#![no_main]

use std::sync::LazyLock;

use feed::{Feed, only_escaping_panics};
use libfuzzer_sys::fuzz_target;

static FEED: LazyLock<Feed> = LazyLock::new(|| Feed::new("case = \"case\"\nactivity = \"activity\"\nat = \"at\"\nactor = \"who\"\nservice = \"service\"\ntime_zone = \"Asia/Shanghai\""));

fuzz_target!(init: only_escaping_panics(), |data: &[u8]| FEED.files(&[("log.xlsx", data)]));
