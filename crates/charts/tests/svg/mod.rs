//! A drawing read back: its elements, where its texts lie, and the points of its lines.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::collections::BTreeMap;

use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// An element with its attributes, its own text, and the data attributes of the groups around it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
    pub(crate) inside: Vec<(String, String)>,
}

impl Element {
    pub(crate) fn number(&self, name: &str) -> f64 {
        self.attributes.get(name).unwrap_or_else(|| panic!("{name} of {self:?}")).parse().unwrap()
    }
}

/// Left, top, right, bottom.
pub(crate) type Area = (f64, f64, f64, f64);

/// Reads the drawing; fails where it is not well-formed.
pub(crate) fn read(svg: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut elements, mut open) = (Vec::<Element>::new(), Vec::<usize>::new());
    let mut groups: Vec<Option<(String, String)>> = Vec::new();
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error} in {svg}"));
        match event {
            Event::Start(ref tag) | Event::Empty(ref tag) => {
                let name = tag.name().as_ref().to_owned();
                let attributes: BTreeMap<String, String> = tag
                    .attributes()
                    .map(|attribute| attribute.unwrap_or_else(|error| panic!("{error} in {svg}")))
                    .map(|attribute| {
                        let key = attribute.key.as_ref().to_owned();
                        (key, attribute.value.clone().into_owned())
                    })
                    .collect();
                let inside = groups.iter().flatten().cloned().collect();
                if matches!(event, Event::Start(_)) {
                    open.push(elements.len());
                    let data = attributes.iter().find(|(key, _)| key.starts_with("data-"));
                    groups.push(data.map(|(key, value)| (key.clone(), value.clone())));
                }
                elements.push(Element { name, attributes, text: String::new(), inside });
            }
            Event::End(_) => {
                open.pop().unwrap();
                groups.pop();
            }
            Event::Text(text) => elements[*open.last().unwrap()].text.push_str(&text),
            Event::GeneralRef(name) => {
                let sign = match &*name {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "#39" => "'",
                    other => panic!("&{other};"),
                };
                elements[*open.last().unwrap()].text.push_str(sign);
            }
            Event::Eof => break,
            other => panic!("{other:?} in a drawing"),
        }
    }
    assert!(open.is_empty(), "not closed: {svg}");
    elements
}

pub(crate) fn size(elements: &[Element]) -> (f64, f64) {
    let parts: Vec<f64> = elements[0].attributes["viewBox"].split(' ').map(|part| part.parse().unwrap()).collect();
    (parts[2], parts[3])
}

/// Where each text lies, by the width model.
pub(crate) fn texts(elements: &[Element]) -> Vec<(String, Area)> {
    let texts = elements.iter().filter(|element| element.name == "text").map(|element| {
        let (x, y, size) = (element.number("x"), element.number("y"), element.number("font-size"));
        let width = charts::width_of(&element.text, size);
        let left = match element.attributes.get("text-anchor").map(String::as_str) {
            Some("middle") => x - width / 2.0,
            Some("end") => x - width,
            _ => x,
        };
        (element.text.clone(), (left, y - size * 0.8, left + width, y + size * 0.15))
    });
    texts.collect()
}

pub(crate) fn overlap(one: Area, other: Area, tolerance: f64) -> bool {
    one.0 + tolerance < other.2
        && other.0 + tolerance < one.2
        && one.1 + tolerance < other.3
        && other.1 + tolerance < one.3
}

/// What holds for every drawing.
pub(crate) fn check(name: &str, svg: &str) -> Vec<Element> {
    let elements = read(svg);
    let root = &elements[0];
    assert_eq!((root.name.as_str(), root.attributes["role"].as_str()), ("svg", "img"), "{name}");
    assert_eq!(elements[1].name, "title", "{name}: the title comes first");
    for element in &elements {
        assert!(!["script", "style", "image", "use", "a", "foreignObject"].contains(&element.name.as_str()), "{name}");
        for (key, value) in &element.attributes {
            assert!(
                !["style", "id", "href"].contains(&key.as_str()) && !key.starts_with("on"),
                "{name}: {key}={value}"
            );
            assert!(!value.contains("NaN") && !value.contains("inf"), "{name}: {key}={value}");
        }
    }
    let (width, height) = size(&elements);
    let texts = texts(&elements);
    for (at, (text, area)) in texts.iter().enumerate() {
        let inside = area.0 >= -1.0 && area.1 >= -1.0 && area.2 <= width + 1.0 && area.3 <= height + 1.0;
        assert!(inside, "{name}: {text} at {area:?} is outside of {width} x {height}");
        for (other, elsewhere) in &texts[at + 1..] {
            assert!(!overlap(*area, *elsewhere, 1.5), "{name}: {text} at {area:?} lies on {other} at {elsewhere:?}");
        }
    }
    elements
}

/// Points along a path, close together.
pub(crate) fn points(d: &str) -> Vec<(f64, f64)> {
    let spaced: String = d.chars().map(|sign| if sign == ',' { ' ' } else { sign }).collect();
    let (mut points, mut at, mut rest) = (Vec::new(), (0.0, 0.0), spaced.as_str());
    while let Some(command) = rest.trim_start().chars().next() {
        rest = &rest.trim_start()[1..];
        let end = rest.find(|sign: char| sign.is_ascii_alphabetic()).unwrap_or(rest.len());
        let n: Vec<f64> = rest[..end].split_whitespace().map(|number| number.parse().unwrap()).collect();
        rest = &rest[end..];
        let from = at;
        let curve: [(f64, f64); 3] = match command {
            'M' | 'L' => [(n[0], n[1]); 3],
            'H' => [(n[0], from.1); 3],
            'V' => [(from.0, n[0]); 3],
            'C' => [(n[0], n[1]), (n[2], n[3]), (n[4], n[5])],
            'Q' => [(n[0], n[1]), (n[0], n[1]), (n[2], n[3])],
            'A' => [(n[5], n[6]); 3],
            'Z' => continue,
            other => panic!("{other} in {d}"),
        };
        if command == 'M' {
            at = curve[2];
            points.push(at);
            continue;
        }
        for step in 1..=24 {
            let t = f64::from(step) / 24.0;
            let u = 1.0 - t;
            let weights = if matches!(command, 'C' | 'Q') {
                [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t]
            } else {
                [u, 0.0, 0.0, t]
            };
            let all = [from, curve[0], curve[1], curve[2]];
            let x = all.iter().zip(weights).map(|(point, weight)| point.0 * weight).sum();
            let y = all.iter().zip(weights).map(|(point, weight)| point.1 * weight).sum();
            points.push((x, y));
        }
        at = curve[2];
    }
    points
}
