//! The nearest by the index are the nearest by comparing with every brand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use likeness::{Known, NEAREST_AT_MOST, Names, Near, compare};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Few characters, so that much is alike: homophones, taken for each other, several readings, stock words, none known.
const SIGNS: &str = "濠好豪满慢意办班您政正真增阳光洋税水红虹情青行航形长常重虫乐月南蓝fe8八·兡𠀂诗死";

fn text(longest: usize) -> impl Strategy<Value = String> {
    let signs: Vec<char> = SIGNS.chars().collect();
    proptest::collection::vec(proptest::sample::select(signs), 0..=longest)
        .prop_map(|signs| signs.into_iter().collect())
}

fn plainly(brands: &[Known], name: &str, slogan: &str, but: Option<u64>) -> Vec<Near> {
    let others = brands.iter().filter(|known| Some(known.id) != but);
    let mut near: Vec<Near> = others.filter_map(|known| compare(name, slogan, known)).collect();
    near.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then(one.id.cmp(&other.id)));
    near.truncate(NEAREST_AT_MOST);
    near
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        rng_seed: RngSeed::Fixed(42),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_nearest_are_those_of_a_comparison_with_all(
        texts in proptest::collection::vec((text(6), text(9)), 0..80),
        gone in proptest::collection::vec(0_u64..80, 0..20),
        changed in proptest::collection::vec((0_u64..90, text(6), text(9)), 0..20),
        (name, slogan) in (text(6), text(9)),
        but in proptest::option::of(0_u64..80),
    ) {
        let mut names = Names::new();
        let mut brands: Vec<Known> = Vec::new();
        let known = |id, name: &str, slogan: &str| Known { id, name: name.into(), slogan: slogan.into(), owner: String::new() };
        for (id, (name, slogan)) in (0..).zip(&texts) {
            brands.push(known(id, name, slogan));
            names.add(known(id, name, slogan));
        }
        for id in gone {
            prop_assert_eq!(names.remove(id), brands.iter().any(|known| known.id == id));
            brands.retain(|known| known.id != id);
        }
        for (id, name, slogan) in &changed {
            brands.retain(|known| known.id != *id);
            brands.push(known(*id, name, slogan));
            names.add(known(*id, name, slogan));
        }
        prop_assert_eq!(names.len(), brands.len());
        let near = names.nearest(&name, &slogan, but);
        prop_assert!(near.iter().all(|near| !near.why.is_empty() && (0.0..=1.0).contains(&near.likeness)));
        prop_assert_eq!(near, plainly(&brands, &name, &slogan, but));
    }
}
