//! The register of the made-up city: whole in both languages, in step with the plan, and fit to be shown.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use city::{Bilingual, BrandEntry, City, EntryState, LimitWords, PromiseEntry, Register, UnitEntry};
use plan::Plan;
use terms::{Limit, Promise};
use words::Language;

fn register() -> Register {
    City::of(7).register()
}

fn branded(register: &Register) -> Vec<(&UnitEntry, &BrandEntry)> {
    register.units.iter().filter_map(|unit| Some((unit, unit.brand.as_ref()?))).collect()
}

/// Every text of the register, with a word on where it stands.
fn texts(register: &Register) -> Vec<(String, &Bilingual)> {
    let programme = &register.programme;
    let mut texts = vec![("city", &register.city), ("programme", &programme.name)];
    texts.extend([("aims", &programme.aims), ("methods", &programme.methods)]);
    texts.extend(
        programme.stages.iter().flat_map(|stage| [&stage.name, &stage.aim, &stage.methods].map(|text| ("stage", text))),
    );
    texts.extend(register.people.iter().map(|person| ("post", &person.post)));
    let mut texts: Vec<(String, &Bilingual)> =
        texts.into_iter().map(|(place, text)| (place.to_owned(), text)).collect();
    for unit in &register.units {
        let mut own = vec![&unit.name, &unit.short, &unit.peer_group, &unit.window];
        own.extend(unit.services.iter().map(|service| &service.name));
        if let Some(brand) = &unit.brand {
            own.extend([&brand.name, &brand.concept, &brand.slogan, &brand.meaning, &brand.mark_explained]);
            own.extend(brand.standards.iter().chain(&brand.materialisation));
            own.extend(brand.colours.iter().map(|colour| &colour.name));
            own.extend(brand.sub_brands.iter().flat_map(|sub| [&sub.name, &sub.concept]));
            own.extend(brand.history.iter().flat_map(|version| [&version.slogan, &version.changed]));
            own.extend(promises(brand).flat_map(|promise| {
                let PromiseEntry { what, to_whom, exceptions, remedy, contact, complaint_route, .. } = promise;
                [what, to_whom, exceptions, remedy, contact, complaint_route]
            }));
        }
        texts.extend(own.into_iter().map(|text| (unit.name.zh.clone(), text)));
    }
    texts
}

fn promises(brand: &BrandEntry) -> impl Iterator<Item = &PromiseEntry> {
    brand.promises.iter().chain(brand.history.iter().flat_map(|version| &version.promises))
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{2E80}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..))
}

#[test]
fn every_text_is_there_in_both_languages() {
    let register = register();
    for (place, text) in texts(&register) {
        assert!(has_chinese(&text.zh), "{place}: {text:?}");
        assert!(!text.en.trim().is_empty() && !has_chinese(&text.en), "{place}: {text:?}");
        for one in [&text.zh, &text.en] {
            assert!(one.trim() == one && !one.contains("  ") && !one.contains('\n'), "{place}: {one}");
        }
        assert!(
            !text.zh.contains([',', ';', '?', '!', '"']),
            "{place} has punctuation of the other language: {}",
            text.zh
        );
    }
    for unit in &register.units {
        let chinese = unit.services.iter().map(|service| &service.legal_basis).chain([&unit.party_organisation]);
        chinese.for_each(|text| assert!(has_chinese(text), "{}", unit.name.zh));
    }
}

#[test]
fn brand_files_keep_to_their_form() {
    let register = register();
    let brands = branded(&register);
    assert_eq!((register.units.len(), brands.len()), (27, 24));
    let mut names = BTreeSet::new();
    for (_, brand) in &brands {
        let name = &brand.name.zh;
        assert!(name.chars().count() <= 8 && names.insert(name), "{name}");
        assert!(brand.meaning.zh.chars().count() <= 300, "{name}");
        assert!(brand.meaning.en.chars().count() <= 300, "{name}: {}", brand.meaning.en.chars().count());
        assert!((6..=12).contains(&brand.slogan.zh.chars().count()), "{name}: {}", brand.slogan.zh);
        assert!((3..=5).contains(&brand.standards.len()), "{name}");
        assert!((2..=3).contains(&brand.colours.len()) && brand.materialisation.len() >= 3, "{name}");
        assert!(brand.sub_brands.iter().all(|sub| names.insert(&sub.name.zh)), "{name}");
        let mut next = None;
        for version in &brand.history {
            assert!(version.from <= version.until && next.is_none_or(|day| day == version.from), "{name}");
            next = Some(version.until.tomorrow().unwrap());
        }
        assert!(next.is_none_or(|day| day == brand.in_force_from), "{name}");
    }
    let count = |state| brands.iter().filter(|(_, brand)| brand.state == state).count();
    assert_eq!([EntryState::InForce, EntryState::Signed, EntryState::Draft].map(count), [21, 2, 1]);
    assert_eq!(brands.iter().filter(|(_, brand)| !brand.history.is_empty()).count(), 4);
    assert_eq!(brands.iter().filter(|(_, brand)| !brand.sub_brands.is_empty()).count(), 4);
}

/// Five working days are counted as seven days, so that a limit of either kind can be held against the other.
#[test]
fn no_promise_is_longer_than_the_law_allows() {
    let days = |limit: &LimitWords| match limit {
        LimitWords::WorkingDays(days) => Some(f64::from(*days) * 1.4),
        LimitWords::CalendarDays { days, .. } => Some(f64::from(*days)),
        _ => None,
    };
    let register = register();
    for (unit, brand) in branded(&register) {
        for promise in promises(brand) {
            for service in promise.services.iter().map(|service| &unit.services[*service]) {
                let Some((promised, law)) = days(&promise.limit).zip(service.statutory.as_ref().and_then(days)) else {
                    continue;
                };
                assert!(promised <= law, "{}: {}", unit.name.zh, service.name.zh);
            }
        }
    }
}

#[test]
fn whoever_is_pointed_at_is_there() {
    let register = register();
    for (place, unit) in register.units.iter().enumerate() {
        for person in [unit.head, unit.liaison] {
            assert_eq!(register.people[person].unit, Some(place), "{}", unit.name.zh);
        }
        assert!(unit.parent.is_none_or(|parent| parent != place && register.units[parent].parent.is_none()));
        let Some(brand) = &unit.brand else { continue };
        let lists = promises(brand).map(|promise| &promise.services);
        for services in lists.chain(brand.sub_brands.iter().map(|sub| &sub.services)) {
            assert!(!services.is_empty() && services.iter().all(|service| *service < unit.services.len()));
        }
    }
    let stages = &register.programme.stages;
    assert!(stages.windows(2).all(|pair| pair[0].until.tomorrow().unwrap() == pair[1].from));
    assert_eq!(stages[0].from.year(), register.programme.from_year);
    assert_eq!(stages[stages.len() - 1].until.year(), register.programme.until_year);
    let distinct =
        |of: fn(&city::PersonEntry) -> &String| register.people.iter().map(of).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(|person| &person.name), register.people.len());
    assert_eq!(distinct(|person| &person.login), register.people.len());
    for person in &register.people {
        let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '.';
        assert!(person.login.len() > 4 && person.login.chars().all(is_plain), "{person:?}");
    }
}

fn is_the_same(words: &LimitWords, limit: &Limit) -> bool {
    const MINUTE: i64 = 60_000_000;
    let expected = match words.clone() {
        LimitWords::WorkingDays(days) => Limit::WorkingDays(days),
        LimitWords::CalendarDays { days, roll } => Limit::CalendarDays { days, roll },
        LimitWords::WorkingHours(hours) => Limit::WorkingTime(i64::from(hours) * 60 * MINUTE),
        LimitWords::Minutes(minutes) => Limit::Elapsed(i64::from(minutes) * MINUTE),
        LimitWords::Due { field } => Limit::Due(field),
        LimitWords::WorkingDaysFrom { field } => Limit::WorkingDaysFrom(field),
        LimitWords::Count { milestone, at_most } => Limit::Count { milestone, at_most },
    };
    expected == *limit
}

/// The first promise of a unit in the register against the plan's for its brand: the text in force, and the one before.
#[test]
fn the_first_promise_is_the_one_that_the_plan_measures() {
    let register = register();
    let [chinese, english] = [Language::Chinese, Language::English].map(|language| {
        let mut of_brand: BTreeMap<String, Vec<Promise>> = BTreeMap::new();
        for promise in Plan::parse(&City::plan(language)).unwrap().promises {
            of_brand.entry(promise.id.0.clone()).or_default().push(promise);
        }
        of_brand
    });
    let (mut seen, mut shortened) = (0, 0);
    for (unit, brand) in branded(&register) {
        let texts = &chinese[&brand.name.zh];
        let now = texts.last().unwrap();
        let english = &english[&brand.name.en];
        let codes = |promise: &PromiseEntry| {
            promise.services.iter().map(|service| unit.services[*service].code.clone()).collect::<Vec<_>>()
        };
        let same = |entry: &PromiseEntry, planned: &Promise, in_english: &Promise| {
            assert_eq!(planned.words.zh, Some(format!("{}：{}", brand.name.zh, entry.what.zh)));
            assert_eq!(in_english.words.en, Some(format!("{}: {}", brand.name.en, entry.what.en)));
            assert!(is_the_same(&entry.limit, &planned.limit), "{entry:?}");
            assert_eq!((entry.target, Some(codes(entry))), (planned.target, planned.services.clone()));
        };
        same(&brand.promises[0], now, english.last().unwrap());
        for version in &brand.history {
            same(&version.promises[0], &texts[0], &english[0]);
        }
        if let [before, now] = &texts[..] {
            assert_eq!(before.in_force.until, Some(brand.history[0].until));
            assert_eq!(now.in_force.from, Some(brand.in_force_from));
            shortened += 1;
        }
        seen += 1;
    }
    assert_eq!((seen, shortened, chinese.len()), (24, 1, 24));
}

/// The brightness of a colour as the accessibility guidelines count it (WCAG 2, relative luminance).
fn luminance(hex: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

#[test]
fn marks_are_flat_and_their_first_colour_can_be_read() {
    let register = register();
    let mut marks = BTreeSet::new();
    for (_, brand) in branded(&register) {
        let (name, svg) = (&brand.name.zh, &brand.mark_svg);
        assert!(
            svg.len() <= 1024 && svg.contains("viewBox=\"0 0 64 64\"") && svg.trim_end().ends_with("</svg>"),
            "{name}"
        );
        for elements in svg.split('<').skip(1).map(|piece| piece.split([' ', '>']).next().unwrap()) {
            assert!(["svg", "path", "circle", "/svg"].contains(&elements), "{name}: {elements}");
        }
        let harmful = ["script", "href", "style", "url(", "<text", "<image", " on", "&", "<!"];
        assert!(harmful.iter().all(|word| !svg.contains(word)), "{name}");
        let used: BTreeSet<&str> = svg.match_indices('#').map(|(at, _)| &svg[at..at + 7]).collect();
        let mut known: BTreeSet<&str> = brand.colours.iter().map(|colour| colour.hex.as_str()).collect();
        assert!(known.iter().all(|colour| used.contains(colour)), "{name}: {used:?}");
        known.insert("#FFFFFF");
        assert!(used.is_subset(&known), "{name}: {used:?}");
        let contrast = 1.05 / (luminance(&brand.colours[0].hex) + 0.05);
        assert!(contrast >= 4.5, "{name}: {contrast:.2}");
        assert!(marks.insert(svg), "{name} has the mark of another");
    }
}

#[test]
fn the_seed_decides_over_names_alone() {
    let [one, same, other] = [7, 7, 8].map(|seed| City::of(seed).with_cases(seed).register());
    assert_eq!(one, same);
    assert_ne!(one.people, other.people);
    assert_eq!((one.units, one.programme), (other.units, other.programme));
}
