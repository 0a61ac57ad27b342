//! Every drawing, with few and many, short and long, sound and unsound values.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod svg;

use charts::{
    Caption, Count, Distribution, Distributions, IntervalBar, Limit, Limits, Mark, Month, MonthCounts, Months, Share,
    Steps,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use svg::{check, texts};

const AWKWARD: &str = "<b>\"龘靐\" & 'x'\u{0}\u{202e}";

fn labels(svg: &str) -> Vec<String> {
    texts(&check("", svg)).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn the_ends_of_a_bar_are_always_written() {
    for (at, low, high, target, expected) in [
        (0.956, 0.946, 0.965, Some((0.95, "目标 95%")), "目标 95% 80% 85% 90% 100% 95.6%"),
        (0.75, 0.468, 0.911, Some((0.9, "Target 90%")), "Target 90% 40% 60% 100% 75.0%"),
        (1.0, 0.98, 1.0, Some((1.0, "目标 100%")), "目标 100% 80% 85% 90% 95% 100.0%"),
        (0.99, 0.97, 1.0, Some((0.99, "目标 99%")), "目标 99% 80% 85% 90% 100% 99.0%"),
        (0.0, 0.0, 0.1, None, "0% 20% 40% 60% 80% 100% 0.0%"),
        (f64::NAN, 2.0, -1.0, Some((f64::INFINITY, "x")), "x 0% 20% 40% 60% 80% NaN%"),
    ] {
        let bar = IntervalBar {
            share: Share { at, low, high },
            text: format!("{:.1}%", at * 100.0),
            target: target.map(|(at, text)| Mark { at, text: text.into() }),
            ..IntervalBar::default()
        };
        assert_eq!(labels(&bar.draw()).join(" "), expected);
        assert!(labels(&bar.draw_small()).is_empty());
    }
}

#[test]
fn bars_of_one_table_have_one_scale() {
    let bar = |low: f64| IntervalBar { share: Share { at: 0.9, low, high: 0.95 }, ..IntervalBar::default() };
    assert_eq!(IntervalBar::common_from(&[bar(0.85), bar(0.55), bar(0.7)]), 40);
    assert_eq!(IntervalBar::common_from(&[]), 80);
    assert_eq!(labels(&IntervalBar::small_scale(&Caption::new("scale"), 40)), ["40%", "100%"]);
}

#[test]
fn all_that_is_said_is_escaped() {
    let caption = Caption { title: AWKWARD.into(), about: AWKWARD.into() };
    let elements = check("awkward", &IntervalBar { caption, text: AWKWARD.into(), ..IntervalBar::default() }.draw());
    let said: Vec<&str> =
        elements.iter().filter(|element| element.text.contains('龘')).map(|element| element.name.as_str()).collect();
    assert_eq!(said, ["title", "desc", "text"]);
    assert!(elements.iter().all(|element| element.name != "b"));
    assert_eq!(elements[1].text, "<b>\"龘靐\" & 'x'\u{fffd}\u{202e}");
}

fn months(count: usize) -> Vec<(String, String)> {
    (0..count).map(|month| (format!("{:02}", (month + 10) % 12 + 1), (2022 + (month + 10) / 12).to_string())).collect()
}

#[test]
fn months_keep_their_place_and_their_january() {
    for (count, width, expected) in [
        (0, 720, ""),
        (1, 720, "11 2022"),
        (6, 328, "11 12 01 02 03 04 2022 2023"),
        (12, 328, "11 12 01 02 03 04 05 06 07 08 09 10 2022 2023"),
        (36, 720, "11 01 03 05 07 09 11 01 03 05 07 09 11 01 03 05 07 09 2022 2023 2024 2025"),
        (36, 328, "01 04 07 10 01 04 07 10 01 04 07 10 2023 2024 2025"),
    ] {
        let month = |(name, year): (String, String)| {
            let share = (name != "02").then_some(Share { at: 0.94, low: 0.9, high: 0.97 });
            Month { says: format!("{year}-{name}"), name, year, share }
        };
        let drawing = Months {
            months: months(count).into_iter().map(month).collect(),
            target: Some(Mark { at: 0.95, text: "目标 95%".into() }),
            share_text: "按时办结率与 95% 区间".into(),
            missing_text: "不足 10 件，不公布".into(),
            width,
            ..Months::default()
        };
        let written = labels(&drawing.draw()).into_iter().filter(|text| text.parse::<u32>().is_ok());
        assert_eq!(written.collect::<Vec<_>>().join(" "), expected, "{count} months, {width} pixels");
        let gaps = drawing.months.iter().any(|month| month.share.is_none());
        assert_eq!(labels(&drawing.draw()).iter().any(|text| text.contains("不公布")), gaps);
    }
}

#[test]
fn few_broken_among_many_kept_are_seen() {
    let month = |kept, broken| Count { name: "01".into(), year: "2025".into(), kept, broken, says: String::new() };
    for (kept, broken, bars) in [(20_000, 1, 2), (0, 3, 1), (5, 0, 1), (0, 0, 0), (u64::MAX, u64::MAX, 2)] {
        let drawing = MonthCounts { months: vec![month(kept, broken)], ..MonthCounts::default() };
        let elements = check("counts", &drawing.draw());
        let drawn: Vec<f64> =
            elements.iter().filter(|element| element.name == "rect").map(|bar| bar.number("height")).collect();
        assert_eq!(drawn.len(), bars, "{kept} and {broken}");
        assert!(drawn.iter().all(|height| *height >= 1.0), "{kept} and {broken}: {drawn:?}");
    }
}

#[test]
fn nothing_is_left_out_of_a_distribution() {
    for (count, far, said) in
        [(10_u32, 0, None), (10, 1, Some("超过 8：1 件")), (100_000, 700, Some("超过 19：700 件"))]
    {
        let mut values: Vec<u32> = (0..count - far).map(|case| if count == 10 { case } else { case % 20 }).collect();
        values.extend((0..far).map(|case| 900 + case));
        let drawing = Distributions {
            first: Distribution::of("之前", values),
            unit_text: "工作日".into(),
            more_text: "超过 {value}：{count} 件".into(),
            ..Distributions::default()
        };
        let labels = labels(&drawing.draw());
        assert_eq!(labels.iter().find(|text| text.starts_with("超过")).map(String::as_str), said, "{count}");
        let (inside, beyond) = drawing.bins().count(&drawing.first.counts);
        assert_eq!((inside.iter().sum::<u64>() + beyond, beyond), (u64::from(count), u64::from(far)));
    }
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![8 => 0.0..1.0_f64, 1 => Just(f64::NAN), 1 => Just(f64::NEG_INFINITY), 2 => -3.0..300.0_f64]
}

fn word() -> impl Strategy<Value = String> {
    proptest::sample::select(vec!["", "目标 95%", "Target", "承诺 8 个工作日", "half within 1,204 minutes", AWKWARD])
        .prop_map(String::from)
}

fn mark() -> impl Strategy<Value = Option<Mark>> {
    proptest::option::of((number(), word()).prop_map(|(at, text)| Mark { at, text }))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        rng_seed: RngSeed::Fixed(42),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_text_lies_on_another_and_all_lie_inside(
        shares in proptest::collection::vec(proptest::option::of((number(), number(), number())), 0..40),
        counts in proptest::collection::vec((0_u64..5000, 0_u64..300), 0..40),
        (first, second) in (proptest::collection::vec(0_u32..400, 0..60), proptest::collection::vec(0_u32..9, 0..60)),
        (target, median, limit) in (mark(), mark(), mark()),
        (width, word, minutes) in (200_u32..1700, word(), any::<bool>()),
    ) {
        let caption = Caption { title: word.clone(), about: word.clone() };
        let share = shares.first().copied().flatten().map(|(at, low, high)| Share { at, low, high }).unwrap_or_default();
        let bar = IntervalBar { caption: caption.clone(), share, text: word.clone(), target: target.clone(), from: None, width };
        check("bar", &bar.draw());
        check("small bar", &bar.draw_small());

        let named = months(40);
        let shares = shares.iter().zip(&named).map(|(share, (name, year))| Month {
            name: name.clone(),
            year: year.clone(),
            share: share.map(|(at, low, high)| Share { at, low, high }),
            says: word.clone(),
        });
        let drawing = Months { caption: caption.clone(), months: shares.collect(), target, share_text: word.clone(), missing_text: word.clone(), width };
        check("months", &drawing.draw());
        let counts = counts.iter().zip(&named).map(|((kept, broken), (name, year))| Count {
            name: name.clone(),
            year: year.clone(),
            kept: *kept,
            broken: *broken,
            says: word.clone(),
        });
        let drawing = MonthCounts { caption: caption.clone(), months: counts.collect(), kept_text: word.clone(), broken_text: word.clone(), width };
        check("counts", &drawing.draw());

        let of = |name: &str, values: Vec<u32>| Distribution { median: median.clone(), ..Distribution::of(name, values) };
        let drawing = Distributions {
            caption: caption.clone(),
            first: of("承诺之前 · 1,203 件", first),
            second: width.is_multiple_of(2).then(|| of("After", second)),
            limit: limit.clone(),
            unit_text: "工作日".into(),
            more_text: "more than {value}: {count}".into(),
            steps: if minutes { Steps::Minutes } else { Steps::Days },
            width,
        };
        check("distributions", &drawing.draw());

        let row = |mark: &Option<Mark>, name: &str| mark.clone().map(|mark| Limit { name: name.into(), value: mark.at, text: mark.text });
        let drawing = Limits { caption, statutory: row(&limit, "法定时限"), promised: row(&median, "Promised limit"), measured: row(&limit, &word), width };
        check("limits", &drawing.draw());
    }
}
