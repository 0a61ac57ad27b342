//! CSV and TSV in any encoding.
#![no_main]

use std::sync::LazyLock;

use feed::Feed;
use libfuzzer_sys::fuzz_target;

static FEED: LazyLock<Feed> = LazyLock::new(|| Feed::new("case = \"case\"\nactivity = \"activity\"\nat = \"at\"\nactor = \"who\"\nservice = \"service\"\nunit = \"unit\"\ntime_zone = \"Asia/Shanghai\""));

fuzz_target!(|data: &[u8]| FEED.files(&[("log.csv", data)]));
