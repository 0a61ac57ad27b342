//! What a server reads of a press that may have been damaged: a reply that is one is read again as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sheets::{read_reply, write_reply};

fuzz_target!(|data: &[u8]| {
    if let Ok(Some(reply)) = read_reply(&mut &data[..]) {
        let mut told = Vec::new();
        write_reply(&mut told, &reply).expect("a list takes whatever is written to it");
        assert_eq!(read_reply(&mut told.as_slice()).expect("it is a reply"), Some(reply));
    }
});
