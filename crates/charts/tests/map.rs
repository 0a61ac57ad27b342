//! Process maps: what is kept, and that the drawing can be read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod svg;

use std::collections::BTreeSet;

use charts::{Activity, Place, ProcessMap, Step};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use svg::{Area, Element, check, overlap, points, size, texts};

const START: i32 = -1;
const END: i32 = 99;

fn map(counts: &[u64], steps: &[(i32, i32, u64)], detail: f64) -> ProcessMap {
    let place = |number: i32| match number {
        START => Place::Start,
        END => Place::End,
        other => Place::Activity(usize::try_from(other).unwrap()),
    };
    let activity = |(number, count): (usize, &u64)| Activity { name: format!("办理{number}"), count: *count };
    ProcessMap {
        activities: counts.iter().enumerate().map(activity).collect(),
        steps: steps
            .iter()
            .map(|(from, to, count)| Step { from: place(*from), to: place(*to), count: *count, text: String::new() })
            .collect(),
        detail,
        start_text: "开始".into(),
        end_text: "结束".into(),
        ..ProcessMap::default()
    }
}

#[test]
fn detail_says_what_is_kept() {
    // 0 → 1 → 2 is the way; 3 is a rare way round 1; 2 → 1 is rework.
    let steps = [(START, 0, 100), (0, 1, 90), (0, 3, 10), (1, 2, 95), (3, 2, 10), (2, 1, 5), (2, END, 95), (3, 3, 2)];
    let counts = [100, 95, 105, 12];
    for (detail, activities, kept) in [
        // The most frequent is 2, with the best-trodden way to it and from it.
        (0.0, vec![0, 1, 2], vec![0, 1, 3, 6]),
        (0.5, vec![0, 1, 2], vec![0, 1, 3, 6]),
        // Four of the five steps between them: 2 → 1 is the rarest.
        (0.75, vec![0, 1, 2], vec![0, 1, 3, 6]),
        // Seven of eight: 3 → 3 is the rarest.
        (0.8, vec![0, 1, 2, 3], vec![0, 1, 2, 3, 4, 5, 6]),
        (1.0, vec![0, 1, 2, 3], vec![0, 1, 2, 3, 4, 5, 6, 7]),
        (f64::NAN, vec![0, 1, 2, 3], vec![0, 1, 2, 3, 4, 5, 6, 7]),
    ] {
        let found = map(&counts, &steps, detail).kept();
        assert_eq!((found.activities, found.steps), (activities, kept), "detail {detail}");
    }
}

#[test]
fn what_cannot_be_drawn_is_left_out() {
    let steps = [(START, 0, 3), (0, 7, 3), (END, 0, 3), (0, START, 3), (0, END, 1), (0, END, 2)];
    let found = map(&[3], &steps, 1.0);
    assert_eq!(found.kept().steps, [0, 4]);
    let elements = check_map(&found);
    assert_eq!(
        elements.iter().filter(|element| element.name == "text" && element.text == "3").count(),
        3,
        "1 + 2 is one line"
    );
    check_map(&map(&[], &[], 1.0));
    check_map(&map(&[], &[(START, END, 4)], 1.0));
    check_map(&map(&[5, 5], &[], 0.3));
}

#[test]
fn long_names_are_cut_into_lines() {
    let mut drawing = map(&[3, 4], &[(START, 0, 3), (0, 1, 3), (1, END, 3)], 1.0);
    drawing.activities[0].name = "现场踏勘（生态环境保护目标核查）".into();
    drawing.activities[1].name = "征求𠮷𪚥龘靐镇人民政府的书面意见并汇总后提交局务会议集体审议决定".into();
    for (wrap, lines) in [(8, 7), (5, 8), (20, 3)] {
        drawing.wrap = wrap;
        let elements = check_map(&drawing);
        let names = elements.iter().filter(|element| element.name == "text" && element.attributes["font-size"] == "13");
        let names: Vec<&str> =
            names.map(|element| element.text.as_str()).filter(|text| !["开始", "结束"].contains(text)).collect();
        assert!(names.len() <= lines && names.iter().all(|line| line.chars().count() <= wrap + 1), "{names:?}");
        let whole =
            elements.iter().filter(|element| element.name == "title").any(|title| title.text.contains("集体审议决定"));
        assert!(whole, "the whole name is said by the title");
    }
}

fn area(rect: &Element) -> Area {
    let (x, y) = (rect.number("x"), rect.number("y"));
    (x, y, x + rect.number("width"), y + rect.number("height"))
}

/// What holds for every map.
fn check_map(map: &ProcessMap) -> Vec<Element> {
    let svg = map.draw();
    assert_eq!(svg, map.draw(), "the same map gives the same bytes");
    let elements = check("map", &svg);
    let (width, height) = size(&elements);
    let kept = map.kept();

    let mut boxes: Vec<(Place, Area)> = Vec::new();
    for element in elements.iter().filter(|element| element.name == "rect" && element.attributes.contains_key("stroke"))
    {
        let (key, value) = element.inside.last().unwrap();
        let place = match (key.as_str(), value.as_str()) {
            ("data-activity", value) => Place::Activity(value.parse().unwrap()),
            (_, "start") => Place::Start,
            _ => Place::End,
        };
        if element.attributes.get("fill").is_some_and(|fill| fill != "none") {
            boxes.push((place, area(element)));
        }
    }
    let start = elements
        .iter()
        .find(|element| element.name == "rect" && element.inside.iter().any(|(_, value)| value == "start"));
    boxes.extend(start.map(|start| (Place::Start, area(start))));
    let drawn: Vec<usize> =
        boxes.iter().filter_map(|(place, _)| if let Place::Activity(at) = place { Some(*at) } else { None }).collect();
    assert_eq!(drawn, kept.activities, "each kept activity once");
    for (at, (place, one)) in boxes.iter().enumerate() {
        assert!(one.0 >= 0.0 && one.1 >= 0.0 && one.2 <= width && one.3 <= height, "{place:?} at {one:?}");
        for (other, elsewhere) in &boxes[at + 1..] {
            assert!(!overlap(*one, *elsewhere, 0.0), "{place:?} lies on {other:?}");
        }
    }
    let texts = texts(&elements);
    let mut drawn = BTreeSet::new();
    for (number, element) in elements.iter().enumerate().filter(|(_, element)| element.name == "g") {
        let Some(step) = element.attributes.get("data-step").map(|step| step.parse::<usize>().unwrap()) else {
            continue;
        };
        assert!(drawn.insert(step), "step {step} is drawn twice");
        let lines: Vec<&Element> = elements[number + 1..]
            .iter()
            .take_while(|element| element.inside.last().is_some_and(|(_, value)| *value == step.to_string()))
            .filter(|element| element.name == "path")
            .collect();
        let (first, arrow) = (points(&lines[0].attributes["d"]), points(&lines.last().unwrap().attributes["d"]));
        let Step { from, to, .. } = map.steps[step];
        for (place, point) in [(from, first[0]), (to, arrow[0])] {
            let (_, (left, top, right, bottom)) = boxes.iter().find(|(other, _)| *other == place).unwrap();
            let off = (left - point.0).max(point.0 - right).max(top - point.1).max(point.1 - bottom);
            assert!(off.abs() < 0.3, "step {step} ends {off} from the edge of {place:?}");
        }
        for point in lines.iter().flat_map(|line| points(&line.attributes["d"])) {
            assert!(
                point.0 >= 0.0 && point.1 >= 0.0 && point.0 <= width && point.1 <= height,
                "step {step} leaves the drawing"
            );
            let dot = (point.0 - 0.1, point.1 - 0.1, point.0 + 0.1, point.1 + 0.1);
            for (place, area) in &boxes {
                assert!(!overlap(dot, *area, 0.5), "step {step} runs through {place:?} at {point:?}");
            }
            for (text, area) in &texts {
                assert!(!overlap(dot, *area, 1.0), "step {step} runs through the text {text} at {point:?}");
            }
        }
    }
    assert_eq!(drawn.into_iter().collect::<Vec<_>>(), kept.steps, "each kept step once");
    elements
}

/// What can be reached from an end, forwards or backwards, over these steps.
fn reached(map: &ProcessMap, steps: &[usize], end: Place) -> BTreeSet<Place> {
    let mut reached = BTreeSet::from([end]);
    loop {
        let before = reached.len();
        for step in steps.iter().map(|step| &map.steps[*step]) {
            let (near, far) = if end == Place::Start { (step.from, step.to) } else { (step.to, step.from) };
            if reached.contains(&near) {
                reached.insert(far);
            }
        }
        if reached.len() == before {
            return reached;
        }
    }
}

fn place(activities: usize) -> impl Strategy<Value = Place> {
    prop_oneof![
        1 => Just(Place::Start),
        1 => Just(Place::End),
        8 => (0..activities + 1).prop_map(Place::Activity),
    ]
}

fn any_map(most: usize) -> impl Strategy<Value = ProcessMap> {
    let names = vec![
        "受理",
        "",
        "现场踏勘（生态环境保护目标核查）",
        "征求龘靐镇人民政府意见",
        "Review <of> the \"draft\"",
        "𠮷𪚥",
        "a",
    ];
    let activity =
        (proptest::sample::select(names), 0_u64..5000).prop_map(|(name, count)| Activity { name: name.into(), count });
    proptest::collection::vec(activity, 0..most).prop_flat_map(move |activities| {
        let count = prop_oneof![9 => 0_u64..4000, 1 => Just(u64::MAX)];
        let text = proptest::sample::select(vec!["", "2 天", "12,340 minutes"]).prop_map(String::from);
        let step = (place(activities.len()), place(activities.len()), count, text);
        let step = step.prop_map(|(from, to, count, text)| Step { from, to, count, text });
        (proptest::collection::vec(step, 0..most * 3), 0.0..=1.0_f64, 0_usize..12, any::<bool>()).prop_map(
            move |(steps, detail, wrap, all)| ProcessMap {
                activities: activities.clone(),
                steps,
                detail: if all { 1.0 } else { detail },
                start_text: "开始".into(),
                end_text: "End".into(),
                wrap,
                ..ProcessMap::default()
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        rng_seed: RngSeed::Fixed(42),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_map_can_be_read(map in any_map(16)) {
        check_map(&map);
        let kept = map.kept();
        let sound = |step: &Step| {
            let there = |place: &Place| !matches!(place, Place::Activity(at) if *at >= map.activities.len());
            there(&step.from) && there(&step.to) && step.from != Place::End && step.to != Place::Start
        };
        let all: Vec<usize> = (0..map.steps.len()).filter(|step| sound(&map.steps[*step])).collect();
        for end in [Place::Start, Place::End] {
            let (before, now) = (reached(&map, &all, end), reached(&map, &kept.steps, end));
            for activity in kept.activities.iter().map(|at| Place::Activity(*at)) {
                prop_assert_eq!(now.contains(&activity), before.contains(&activity), "{:?} and {:?}", activity, end);
            }
        }
    }
}
