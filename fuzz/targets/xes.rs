//! XES, plain or gzip.
#![no_main]

use std::sync::LazyLock;

use feed::Feed;
use libfuzzer_sys::fuzz_target;

static FEED: LazyLock<Feed> = LazyLock::new(|| Feed::new("case = \"case:concept:name\"\nactivity = \"concept:name\"\nat = \"time:timestamp\"\nactor = \"org:resource\"\nservice = \"case:service\"\nunit = \"unit\""));

fuzz_target!(|data: &[u8]| FEED.files(&[("log.xes", data)]));
