//! OCEL 2.0 as XML.
#![no_main]

use std::sync::LazyLock;

use feed::Feed;
use libfuzzer_sys::fuzz_target;

static FEED: LazyLock<Feed> = LazyLock::new(|| Feed::new("object_type = \"case\"\nactivity = \"ocel:type\"\nat = \"ocel:time\"\nactor = \"who\""));

fuzz_target!(|data: &[u8]| FEED.files(&[("log.xmlocel", data)]));
