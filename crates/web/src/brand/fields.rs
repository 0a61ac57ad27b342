//! A brand's file as fields of a form, and back.

use std::collections::BTreeSet;

use ledger::file::{BrandFile, Colour, Field as Text, Limit, PromiseField, PromiseText};
use ledger::{ServiceId, service};
use pages::{ColourFields, Field, PromiseFields, TextFields};
use words::Message;

use crate::brand::registrations;
use crate::form::{Problems, Sent, choice};
use crate::visitor::Visitor;
use crate::wording;

/// Colours that can be given.
const COLOURS: usize = 3;
/// Promises that a brand can make; more would be read by nobody.
const PROMISES: usize = 30;

/// The file that a form sent. What the form does not have, mark and certificates, comes from the file as it was.
pub(super) fn read(sent: &Sent, before: &BrandFile) -> BrandFile {
    let mut file = BrandFile { mark: before.mark.clone(), ..BrandFile::default() };
    for field in Text::ALL.iter().copied() {
        *file.text_mut(field) = sent.text(field.name());
    }
    for place in 0..COLOURS {
        let hex = sent.text(&format!("colour-{place}")).to_lowercase();
        let hex = if hex.is_empty() || hex.starts_with('#') { hex } else { format!("#{hex}") };
        let name = sent.text(&format!("colour-{place}-name"));
        if !hex.is_empty() || !name.is_empty() {
            file.colours.push(Colour { hex, name });
        }
    }
    file.set_registrations(registrations::read(sent, before));
    for place in 0..PROMISES {
        let name = |part: &str| format!("p{place}-{part}");
        if !sent.has(&name("key")) {
            break;
        }
        let mut promise = PromiseText { key: sent.text(&name("key")).parse().unwrap_or(0), ..PromiseText::default() };
        for field in PromiseField::ALL.iter().copied() {
            *promise.text_mut(field) = sent.text(&name(field.name()));
        }
        promise.limit = limit(sent, place);
        (promise.from, promise.until) = (sent.text(&name("from")), sent.text(&name("until")));
        promise.target_per_mille = per_mille(&sent.text(&name("target")));
        let services = name("service");
        promise.services = sent.all(&services).filter_map(|id| id.parse().ok()).map(ServiceId).collect::<BTreeSet<_>>();
        file.promises.push(promise);
    }
    if let Ok(place) = sent.text("remove").parse::<usize>()
        && place < file.promises.len()
    {
        file.promises.remove(place);
    }
    if sent.text("add") == "promise" && file.promises.len() < PROMISES {
        file.promises.push(PromiseText::default());
    }
    file
}

/// Where a clock can start, as a form has it; nothing for acceptance.
const FROM: [(&str, &str); 2] = [("applied", "milestone-applied"), (UNRECORDED, "clock-unrecorded")];
/// Where it can stop; nothing for decision.
const UNTIL: [(&str, &str); 2] = [("delivered", "clock-delivered"), (UNRECORDED, "clock-unrecorded")];
/// A milestone that no case record has: what is promised from or until then is not measured.
const UNRECORDED: &str = "unrecorded";

/// A target in per cent as thousandths; nothing for what is no share.
fn per_mille(text: &str) -> Option<u32> {
    let percent: f64 = text.trim_end_matches(['%', '％']).trim().parse().ok()?;
    (percent > 0.0 && percent <= 100.0).then(|| (percent * 10.0).round() as u32)
}

/// The kinds of limit, as a form has them.
const KINDS: [(&str, &str); 9] = [
    ("working_days", "limit-kind-working-days"),
    ("calendar_days_roll", "limit-kind-calendar-days-roll"),
    ("calendar_days", "limit-kind-calendar-days"),
    ("working_hours", "limit-kind-working-hours"),
    ("minutes", "limit-kind-minutes"),
    ("working_days_of_service", "limit-kind-working-days-of-service"),
    ("working_days_of_case", "limit-kind-working-days-of-case"),
    ("date_of_case", "limit-kind-date-of-case"),
    ("at_most", "limit-kind-at-most"),
];

fn limit(sent: &Sent, place: usize) -> Option<Limit> {
    let text = |part: &str| sent.text(&format!("p{place}-limit-{part}"));
    let number = || text("number").parse::<u32>().ok();
    let field = || Some(text("field")).filter(|field| !field.is_empty());
    match text("kind").as_str() {
        "working_days" => Some(Limit::WorkingDays { number: number()? }),
        "calendar_days" => Some(Limit::CalendarDays { number: number()?, roll: false }),
        "calendar_days_roll" => Some(Limit::CalendarDays { number: number()?, roll: true }),
        "working_hours" => Some(Limit::WorkingHours { number: number()? }),
        "minutes" => Some(Limit::Minutes { number: number()? }),
        "working_days_of_service" => Some(Limit::WorkingDaysOfService),
        "working_days_of_case" => Some(Limit::WorkingDaysOfCase { field: field()? }),
        "date_of_case" => Some(Limit::DateOfCase { field: field()? }),
        "at_most" => Some(Limit::AtMost { milestone: field()?, number: number()? }),
        _ => None,
    }
}

/// What a limit has in the fields of the form: kind, number, field.
fn parts(limit: Option<&Limit>) -> (&'static str, String, String) {
    let none = String::new;
    match limit {
        None => ("", none(), none()),
        Some(Limit::WorkingDays { number }) => ("working_days", number.to_string(), none()),
        Some(Limit::CalendarDays { number, roll: false }) => ("calendar_days", number.to_string(), none()),
        Some(Limit::CalendarDays { number, roll: true }) => ("calendar_days_roll", number.to_string(), none()),
        Some(Limit::WorkingHours { number }) => ("working_hours", number.to_string(), none()),
        Some(Limit::Minutes { number }) => ("minutes", number.to_string(), none()),
        Some(Limit::WorkingDaysOfService) => ("working_days_of_service", none(), none()),
        Some(Limit::WorkingDaysOfCase { field }) => ("working_days_of_case", none(), field.clone()),
        Some(Limit::DateOfCase { field }) => ("date_of_case", none(), field.clone()),
        Some(Limit::AtMost { milestone, number }) => ("at_most", number.to_string(), milestone.clone()),
    }
}

/// What cannot be saved as it is. A draft may lack anything; what it has must be what it says.
pub(super) fn check(sent: &Sent, file: &BrandFile, problems: &mut Problems) {
    for field in Text::ALL.iter().copied() {
        problems.at_most(field.name(), file.text(field), field.at_most(), &wording::field(field));
    }
    for (place, colour) in file.colours.iter().enumerate() {
        if rgb(&colour.hex).is_none() {
            problems.add(format!("colour-{place}"), Message::new("file-colour-wrong").with("colour", &colour.hex));
        }
    }
    registrations::check(sent, problems);
    for (place, promise) in file.promises.iter().enumerate() {
        for field in PromiseField::ALL.iter().copied() {
            let name = format!("p{place}-{}", field.name());
            problems.at_most(&name, promise.text(field), field.at_most(), &wording::promise_field(field));
        }
        let target = sent.text(&format!("p{place}-target"));
        if !target.is_empty() && per_mille(&target).is_none() {
            problems.add(format!("p{place}-target"), Message::new("clock-target-wrong").with("target", target));
        }
        let number = sent.text(&format!("p{place}-limit-number"));
        if !number.is_empty() && number.parse::<u32>().is_err() {
            let name = format!("p{place}-limit-number");
            problems.add(name, Message::new("limit-number-wrong").with("number", number));
        }
    }
}

/// The texts of a file as fields, each with the English one beside it: those before the promises, or those after them.
pub(super) fn texts(visitor: &Visitor, file: &BrandFile, problems: &Problems, which: &[Text]) -> Vec<TextFields> {
    let field = |field: Text| {
        let rows = match field.at_most() {
            ..=120 => 1,
            121..=400 => 3,
            _ => 5,
        };
        let name = visitor.say(&wording::field(field));
        let hint = visitor.say(&wording::field_hint(field));
        let as_field = Field::text(field.name(), name, file.text(field));
        problems.beside(Field { hint, rows, at_most: field.at_most(), ..as_field }, visitor)
    };
    which.iter().map(|which| TextFields { field: field(*which), english: which.english().map(field) }).collect()
}

pub(super) fn colours(visitor: &Visitor, file: &BrandFile, problems: &Problems) -> Vec<ColourFields> {
    let colour = |place: usize| {
        let colour = file.colours.get(place).cloned().unwrap_or_default();
        let number = place + 1;
        let label = visitor.say(&Message::new("file-colour").with("number", number));
        let hex = Field { short: true, at_most: 7, ..Field::text(format!("colour-{place}"), label, &colour.hex) };
        let label = visitor.say(&Message::new("file-colour-name").with("number", number));
        let name = Field { at_most: 40, ..Field::text(format!("colour-{place}-name"), label, &colour.name) };
        let known = rgb(&colour.hex);
        let contrast = known.map(|rgb| {
            let ratio = contrast_on_white(rgb);
            let good = ratio >= 4.5;
            let message = if good { Message::new("file-contrast-good") } else { Message::new("file-contrast-poor") };
            visitor.say(&message.with("ratio", format!("{ratio:.1}")))
        });
        ColourFields {
            hex: problems.beside(hex, visitor),
            name,
            contrast: contrast.unwrap_or_default(),
            swatch: known.map(|_| format!("/colours/{}", colour.hex.trim_start_matches('#'))),
        }
    };
    (0..COLOURS).map(colour).collect()
}

/// Red, green and blue of `#0a6552`.
fn rgb(hex: &str) -> Option<[u8; 3]> {
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// How a text in this colour stands out on white, 1 to 21.
///
/// Source: WCAG 2.2, relative luminance and contrast ratio.
fn contrast_on_white(rgb: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = rgb.map(linear);
    1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

pub(super) fn promises(
    visitor: &Visitor,
    file: &BrandFile,
    services: &[service::Model],
    problems: &Problems,
) -> Vec<PromiseFields> {
    let frame = visitor.frame();
    let promise = |(place, promise): (usize, &PromiseText)| {
        let name = |part: &str| format!("p{place}-{part}");
        let field = |field: PromiseField| {
            let label = visitor.say(&wording::promise_field(field));
            let rows = if field.at_most() > 200 { 2 } else { 1 };
            let as_field = Field::text(name(field.name()), label, promise.text(field));
            problems.beside(Field { rows, at_most: field.at_most(), ..as_field }, visitor)
        };
        let (kind, number, of_record) = parts(promise.limit.as_ref());
        let kinds = KINDS.iter().map(|(value, key)| ((*value).to_owned(), kind_words(visitor, key)));
        let number =
            Field { kind: "number", short: true, ..Field::text(name("limit-number"), frame.t("limit-number"), number) };
        let service = |service: &service::Model| {
            let shown = wording::either(&service.name, &service.name_en, visitor.language).to_owned();
            (service.id.to_string(), shown, promise.services.contains(&service.id))
        };
        let clock = |part: &str, label: &'static str, usual: &'static str, options: &[(&str, &str)], known: &str| {
            let mut options: Vec<(String, String)> =
                options.iter().map(|(value, key)| ((*value).to_owned(), kind_words(visitor, key))).collect();
            // A milestone of an office's own stays what it is.
            if !known.is_empty() && options.iter().all(|(value, _)| value != known) {
                options.push((known.to_owned(), known.to_owned()));
            }
            choice(&name(part), frame.t(label), Some(frame.t(usual)), options, known)
        };
        let target = promise.target_per_mille.map(|target| format!("{}", f64::from(target) / 10.0)).unwrap_or_default();
        let target = Field { short: true, ..Field::text(name("target"), frame.t("clock-target"), target) };
        PromiseFields {
            from: clock("from", "clock-from", "milestone-accepted", &FROM, &promise.from),
            until: clock("until", "clock-until", "milestone-decided", &UNTIL, &promise.until),
            target: problems.beside(target, visitor),
            title: visitor.say(&Message::new("file-promise").with("number", place + 1)),
            place,
            key: promise.key,
            fields: PromiseField::ALL.iter().copied().map(field).collect(),
            limit_kind: choice(&name("limit-kind"), frame.t("promise-limit"), Some(frame.t("limit-none")), kinds, kind),
            limit_number: problems.beside(number, visitor),
            limit_field: Field { at_most: 60, ..Field::text(name("limit-field"), frame.t("limit-field"), of_record) },
            // What is closed is not bound any more; what is bound to it already is seen.
            services: services
                .iter()
                .filter(|service| service.closed_from.is_none() || promise.services.contains(&service.id))
                .map(service)
                .collect(),
        }
    };
    file.promises.iter().enumerate().map(promise).collect()
}

fn kind_words(visitor: &Visitor, key: &str) -> String {
    visitor.say(&Message::of_key(key.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_back_from_the_form_as_it_was_sent() {
        let limits = [
            Limit::WorkingDays { number: 8 },
            Limit::CalendarDays { number: 20, roll: true },
            Limit::CalendarDays { number: 20, roll: false },
            Limit::WorkingHours { number: 4 },
            Limit::Minutes { number: 30 },
            Limit::WorkingDaysOfService,
            Limit::WorkingDaysOfCase { field: "承诺办结时间".into() },
            Limit::DateOfCase { field: "承诺办结时间".into() },
            Limit::AtMost { milestone: "returned".into(), number: 1 },
        ];
        for limit in limits {
            let (kind, number, field) = parts(Some(&limit));
            let sent =
                [("p0-key", "3"), ("p0-what", "快"), ("p0-limit-kind", kind), ("p0-service", "7"), ("p0-service", "9")];
            let mut sent: Vec<(String, String)> =
                sent.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            sent.push(("p0-limit-number".into(), number));
            sent.push(("p0-limit-field".into(), field));
            let file = read(&Sent(sent), &BrandFile::default());
            let promise = file.promises.first().expect("a promise");
            assert_eq!((promise.key, promise.what.as_str()), (3, "快"));
            assert_eq!(promise.limit, Some(limit));
            assert_eq!(promise.services, BTreeSet::from([ServiceId(7), ServiceId(9)]));
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        for (hex, ratio) in [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#0a6552", 7.01)] {
            let found = contrast_on_white(rgb(hex).expect("a colour"));
            assert!((found - ratio).abs() < 0.02, "{hex} {found}");
        }
        assert_eq!(rgb("#12345g"), None);
        assert_eq!(rgb("红红红"), None);
    }
}
