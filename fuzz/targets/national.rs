//! The national tables of case records: up to four files, parted by lines of `%%`.
#![no_main]

use std::sync::LazyLock;

use feed::Feed;
use libfuzzer_sys::fuzz_target;

static FEED: LazyLock<Feed> = LazyLock::new(|| Feed::new("preset = \"gbt39046\""));

const NAMES: [&str; 4] = ["a.csv", "b.csv", "c.csv", "d.csv"];

fuzz_target!(|data: &[u8]| {
    let mut files = Vec::new();
    let mut rest = data;
    for name in NAMES {
        let end = rest.windows(4).position(|window| window == b"\n%%\n");
        let (file, after) = end.map_or((rest, None), |end| (&rest[..=end], Some(&rest[end + 4..])));
        files.push((name, file));
        let Some(after) = after else { break };
        rest = after;
    }
    FEED.files(&files);
});
