//! The registrations of a brand as fields of a form, and back.

use ledger::file::{BrandFile, Certificate, Registration, RegistrationKind};
use pages::{Field, RegistrationFields};
use words::Message;

use crate::form::{Problems, Sent, choice};
use crate::visitor::Visitor;
use crate::wording;

/// Registrations that can be given.
const MOST: usize = 3;

const OTHER: &str = "other";
/// The kinds that a form offers by name.
const KINDS: [(&str, RegistrationKind); 2] =
    [("trademark", RegistrationKind::Trademark), ("copyright", RegistrationKind::Copyright)];

/// The registrations that a form sent. Certificates are sent by themselves: of them the form has the hashes, which are found in
/// the file as it was.
pub(super) fn read(sent: &Sent, before: &BrandFile) -> Vec<Registration> {
    let known = |hash: &str| -> Option<Certificate> {
        before.registrations().filter_map(|one| one.certificate.clone()).find(|paper| paper.hash == hash)
    };
    let removed = sent.text("remove-certificate").parse::<usize>().ok();
    let one = |place: usize| {
        let text = |part: &str| sent.text(&format!("registration-{place}-{part}"));
        let (kind, words) = (text("kind"), text("words"));
        let named = KINDS.iter().find(|(name, _)| *name == kind).map(|(_, kind)| kind.clone());
        let registration = Registration {
            // Whoever typed words of their own meant these, whatever is chosen beside them.
            kind: if words.is_empty() { named.unwrap_or_default() } else { RegistrationKind::from(words) },
            number: text("number"),
            day: text("day").parse().ok(),
            authority: text("authority"),
            certificate: known(&text("certificate")).filter(|_| removed != Some(place)),
        };
        (registration != Registration::default()).then_some(registration)
    };
    (0..MOST).filter_map(one).collect()
}

/// What cannot be saved as it is.
pub(super) fn check(sent: &Sent, problems: &mut Problems) {
    for place in 0..MOST {
        for (part, most, label) in [
            ("words", 40, "registration-words"),
            ("number", 60, "registration-number"),
            ("authority", 60, "registration-authority"),
        ] {
            let name = format!("registration-{place}-{part}");
            problems.at_most(&name, &sent.text(&name), most, &Message::of_key(label.to_owned()));
        }
        let name = format!("registration-{place}-day");
        let day = sent.text(&name);
        if !day.is_empty() && day.parse::<ledger::Day>().is_err() {
            problems.add(name, Message::new("form-day-wrong").with("day", day));
        }
    }
}

/// The registrations as fields: those that are there, and one more. A day that is none stands as it was sent.
pub(super) fn fields(
    visitor: &Visitor,
    file: &BrandFile,
    sent: Option<&Sent>,
    problems: &Problems,
) -> Vec<RegistrationFields> {
    let frame = visitor.frame();
    let all: Vec<&Registration> = file.registrations().collect();
    let one = |place: usize| {
        let known = all.get(place).copied().cloned().unwrap_or_default();
        let name = |part: &str| format!("registration-{place}-{part}");
        let (chosen, words) = match &known.kind {
            RegistrationKind::Other(words) if words.is_empty() => ("", String::new()),
            RegistrationKind::Other(words) => (OTHER, words.clone()),
            kind => (KINDS.iter().find(|(_, named)| named == kind).map_or("", |(name, _)| *name), String::new()),
        };
        let named = KINDS.iter().map(|(value, kind)| (*value, wording::registration_kind(kind)));
        let kinds = named.chain([(OTHER, Message::new("registration-other"))]);
        let kinds = kinds.map(|(value, message)| (value.to_owned(), visitor.say(&message)));
        let day = known.day.map(|day| day.to_string()).unwrap_or_default();
        let day = sent.map_or(day, |sent| sent.text(&name("day")));
        let text = |part: &str, label: &'static str, value: String, at_most: usize| {
            problems.beside(Field { at_most, ..Field::text(name(part), frame.t(label), value) }, visitor)
        };
        let day = Field { kind: "date", short: true, ..Field::text(name("day"), frame.t("registration-day"), day) };
        RegistrationFields {
            title: visitor.say(&Message::new("file-registration-further").with("number", place + 1)),
            place,
            kind: choice(
                &name("kind"),
                frame.t("registration-kind"),
                Some(frame.t("registration-none")),
                kinds,
                chosen,
            ),
            is_filled: known != Registration::default(),
            certificate: known.certificate.map(|paper| paper.hash).unwrap_or_default(),
            fields: vec![
                text("words", "registration-words", words, 40),
                text("number", "registration-number", known.number, 60),
                problems.beside(day, visitor),
                text("authority", "registration-authority", known.authority, 60),
            ],
        }
    };
    // One more than there are, as many as there can be.
    (0..MOST.min(all.len().max(1) + 1)).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(fields: &[(&str, &str)]) -> Sent {
        Sent(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn registrations_come_back_from_the_form_with_their_certificates() {
        let paper = Certificate { hash: "ab".into(), media_type: "application/pdf".into() };
        let mut before = BrandFile::default();
        before.set_registrations(vec![
            Registration { kind: RegistrationKind::Trademark, number: "1".into(), ..Registration::default() },
            Registration { certificate: Some(paper.clone()), ..Registration::default() },
        ]);
        // The first is emptied, the second keeps its certificate though it moves up; a hash that is not known brings nothing.
        let fields = [
            ("registration-0-certificate", "cd"),
            ("registration-1-kind", "other"),
            ("registration-1-words", "外观设计"),
            ("registration-1-day", "2024-05-06"),
            ("registration-1-certificate", "ab"),
        ];
        let found = read(&sent(&fields), &before);
        let expected = Registration {
            kind: RegistrationKind::Other("外观设计".into()),
            day: "2024-05-06".parse().ok(),
            certificate: Some(paper),
            ..Registration::default()
        };
        assert_eq!(found, std::slice::from_ref(&expected));
        let mut without = fields.to_vec();
        without.push(("remove-certificate", "1"));
        assert_eq!(read(&sent(&without), &before), [Registration { certificate: None, ..expected }]);
        assert_eq!(read(&sent(&[("registration-0-kind", "copyright")]), &before)[0].kind, RegistrationKind::Copyright);
    }
}
