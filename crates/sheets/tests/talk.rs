//! What is told between the program and its press: whatever comes is read, or is an error.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use sheets::{Problem, Reply, read_order, read_reply, write_reply};

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        rng_seed: RngSeed::Fixed(42),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_reply_is_read_as_it_was_written_and_no_part_of_it_is(
        files in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..50), 0..4),
        detail in "(?s).{0,20}",
        cut in 1_usize..60,
    ) {
        let reply = Reply { files, problems: vec![Problem::Template { detail }] };
        let mut told = Vec::new();
        prop_assert!(write_reply(&mut told, &reply).is_ok());
        prop_assert_eq!(read_reply(&mut told.as_slice()).ok().flatten(), Some(reply.clone()));
        // What ends too soon is no reply, and nothing at all is the end of the talk.
        let less = told.len().saturating_sub(cut);
        let part = read_reply(&mut told.get(..less).unwrap_or_default());
        prop_assert!(matches!(part, Err(_) | Ok(None)) || part.ok().flatten() == Some(reply));
    }

    #[test]
    fn any_bytes_are_an_order_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200), size in any::<u64>()) {
        let _ = read_order(&mut bytes.as_slice());
        let _ = read_reply(&mut bytes.as_slice());
        // A size that is told and does not come takes no memory.
        let head = format!("{{\"files\":[{size}],\"problems\":[]}}\n");
        let told = [head.as_bytes(), &bytes].concat();
        let read = read_reply(&mut told.as_slice());
        prop_assert_eq!(read.is_ok(), usize::try_from(size).is_ok_and(|size| size <= bytes.len()));
    }
}
