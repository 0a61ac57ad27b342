//! Values of the ledger as words.

use ledger::account::Role;
use ledger::brand::Standing;
use ledger::file::{Difference, Field, Lack, Limit, PromiseField, PromiseText, Registration, RegistrationKind};
use ledger::stage::State as StageState;
use ledger::{LegalUnit, Statutory, unit};
use words::{Language, Message};

pub(crate) fn role(role: Role) -> Message {
    Message::new(match role {
        Role::Office => "role-office",
        Role::Liaison => "role-liaison",
        Role::Head => "role-head",
        Role::Reviewer => "role-reviewer",
        Role::Steward => "role-steward",
        Role::Auditor => "role-auditor",
        Role::Operator => "role-operator",
    })
}

/// A unit's name in the reader's language, where it has one.
pub(crate) fn unit_name(unit: &unit::Model, language: Language) -> String {
    match language {
        Language::English if !unit.name_en.is_empty() => unit.name_en.clone(),
        _ => unit.name.clone(),
    }
}

/// The first text in the reader's language, where there is one.
pub(crate) fn either<'a>(chinese: &'a str, english: &'a str, language: Language) -> &'a str {
    if language == Language::English && !english.is_empty() { english } else { chinese }
}

/// The text in the reader's language, and whether it is the Chinese one for want of another.
pub(crate) fn both<'a>(chinese: &'a str, english: &'a str, language: Language) -> (&'a str, bool) {
    let shown = either(chinese, english, language);
    (shown, language == Language::English && english.is_empty())
}

/// What the law allows, in words; nothing where it sets no limit.
pub(crate) fn statutory(words: &str) -> Message {
    let (key, number) = match Statutory::read(words) {
        Statutory::Span(number, LegalUnit::WorkingDays) => ("limit-working-days", number),
        Statutory::Span(number, LegalUnit::Days) => ("limit-calendar-days", number),
        Statutory::Span(number, LegalUnit::Months) => ("legal-months", number),
        Statutory::Span(number, LegalUnit::Hours) => ("legal-hours", number),
        Statutory::Words(words) => return Message::new("text").with("text", words),
        Statutory::None => return Message::new("text").with("text", ""),
    };
    Message::of_key(key.to_owned()).with("number", number)
}

/// What a limit of the law is counted in.
pub(crate) fn legal_unit(unit: LegalUnit) -> Message {
    Message::new(match unit {
        LegalUnit::WorkingDays => "limit-kind-working-days",
        LegalUnit::Days => "limit-kind-calendar-days",
        LegalUnit::Months => "legal-unit-months",
        LegalUnit::Hours => "legal-unit-hours",
    })
}

/// How far a stage is.
pub(crate) fn stage_state(state: StageState) -> Message {
    Message::new(match state {
        StageState::Planned => "stage-planned",
        StageState::Running => "stage-running",
        StageState::Done => "stage-done",
    })
}

/// How much of a registration is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// To everybody: kind, number, day.
    Public,
    /// At the desk: also by whom, and whether a certificate is there.
    Whole,
}

/// As what something is registered.
pub(crate) fn registration_kind(kind: &RegistrationKind) -> Message {
    match kind {
        RegistrationKind::Trademark => Message::new("registration-trademark"),
        RegistrationKind::Copyright => Message::new("registration-copyright"),
        RegistrationKind::Other(words) => Message::new("text").with("text", words),
    }
}

/// A registration in one line.
pub(crate) fn registration(registration: &Registration, shown: Shown, language: Language) -> String {
    let mut parts = vec![registration_kind(&registration.kind).text(language), registration.number.clone()];
    parts.extend(registration.day.map(|day| pages::day(day.0, language)));
    if shown == Shown::Whole {
        parts.push(registration.authority.clone());
        // The beginning of its hash tells one certificate from another.
        let paper = registration.certificate.as_ref().map(|paper| paper.hash.chars().take(8).collect::<String>());
        parts.extend(paper.map(|hash| Message::new("certificate-with").with("hash", hash).text(language)));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// All registrations, one a line.
pub(crate) fn registrations<'a>(
    all: impl IntoIterator<Item = &'a Registration>,
    shown: Shown,
    language: Language,
) -> String {
    all.into_iter().map(|one| registration(one, shown, language)).collect::<Vec<_>>().join("\n")
}

/// A brand's name, or that it has none yet.
pub(crate) fn brand_name(name: &str, language: Language) -> String {
    if name.is_empty() { Message::new("brand-nameless").text(language) } else { name.to_owned() }
}

pub(crate) fn standing(standing: Standing) -> Message {
    Message::new(match standing {
        Standing::Draft => "standing-draft",
        Standing::Signed => "standing-signed",
        Standing::Upcoming => "standing-upcoming",
        Standing::InForce => "standing-in-force",
        Standing::Retired => "standing-retired",
    })
}

/// The class of the word.
pub(crate) fn standing_class(standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => "in-force",
        Standing::Signed | Standing::Upcoming => "signed",
        Standing::Draft | Standing::Retired => "",
    }
}

pub(crate) fn field(field: Field) -> Message {
    Message::new(match field {
        Field::Name => "file-name",
        Field::NameEn => "file-name-en",
        Field::Concept => "file-concept",
        Field::ConceptEn => "file-concept-en",
        Field::Slogan => "file-slogan",
        Field::SloganEn => "file-slogan-en",
        Field::Meaning => "file-meaning",
        Field::MeaningEn => "file-meaning-en",
        Field::Standards => "file-standards",
        Field::StandardsEn => "file-standards-en",
        Field::MarkExplained => "file-mark-explained",
        Field::MarkExplainedEn => "file-mark-explained-en",
        Field::Materialisation => "file-materialisation",
        Field::MaterialisationEn => "file-materialisation-en",
        Field::Changed => "file-changed",
    })
}

pub(crate) fn field_hint(field: Field) -> Message {
    Message::new(match field {
        Field::Name => "file-name-hint",
        Field::NameEn
        | Field::ConceptEn
        | Field::SloganEn
        | Field::MeaningEn
        | Field::StandardsEn
        | Field::MarkExplainedEn
        | Field::MaterialisationEn => "file-english-hint",
        Field::Concept => "file-concept-hint",
        Field::Slogan => "file-slogan-hint",
        Field::Meaning => "file-meaning-hint",
        Field::Standards => "file-standards-hint",
        Field::MarkExplained => "file-mark-explained-hint",
        Field::Materialisation => "file-materialisation-hint",
        Field::Changed => "file-changed-hint",
    })
}

pub(crate) fn promise_field(field: PromiseField) -> Message {
    Message::new(match field {
        PromiseField::What => "promise-what",
        PromiseField::WhatEn => "promise-what-en",
        PromiseField::ToWhom => "promise-to-whom",
        PromiseField::Exceptions => "promise-exceptions",
        PromiseField::Remedy => "promise-remedy",
        PromiseField::Contact => "promise-contact",
        PromiseField::ComplaintRoute => "promise-complaint-route",
    })
}

pub(crate) fn limit(limit: &Limit) -> Message {
    match limit {
        Limit::WorkingDays { number } => Message::new("limit-working-days").with("number", number),
        Limit::CalendarDays { number, roll: false } => Message::new("limit-calendar-days").with("number", number),
        Limit::CalendarDays { number, roll: true } => Message::new("limit-calendar-days-roll").with("number", number),
        Limit::WorkingHours { number } => Message::new("limit-working-hours").with("number", number),
        Limit::Minutes { number } => Message::new("limit-minutes").with("number", number),
        Limit::WorkingDaysOfService => Message::new("limit-working-days-of-service"),
        Limit::WorkingDaysOfCase { field } => Message::new("limit-working-days-of-case").with("field", field),
        Limit::DateOfCase { field } => Message::new("limit-date-of-case").with("field", field),
        Limit::AtMost { milestone, number } => {
            Message::new("limit-at-most").with("number", number).with("milestone", counted(milestone))
        }
    }
}

/// Milestones of usual records that a limit may count, and what they are called.
const COUNTED: [(&str, &str); 6] = [
    ("applied", "milestone-applied"),
    ("accepted", "milestone-accepted"),
    ("decided", "milestone-decided"),
    ("paused", "milestone-paused"),
    ("returned", "milestone-returned"),
    ("visit", "milestone-visit"),
];

/// What a milestone is called that a limit counts; one of other records keeps its name.
fn counted(milestone: &str) -> Message {
    match COUNTED.iter().find(|(name, _)| *name == milestone) {
        Some((_, key)) => Message::new(key),
        None => Message::new("milestone-named").with("name", milestone),
    }
}

fn limit_or_none(which: Option<&Limit>) -> Message {
    which.map_or_else(|| Message::new("limit-none"), limit)
}

/// What a file lacks, and the id of the field where it is filled in.
pub(crate) fn lack(lack: Lack) -> (String, Message) {
    match lack {
        Lack::Text(which) => (which.name().to_owned(), field(which)),
        Lack::Mark => ("mark".to_owned(), Message::new("file-mark")),
        Lack::Colours => ("colours".to_owned(), Message::new("file-colours")),
        Lack::Promises => ("promises".to_owned(), Message::new("lack-promises")),
        Lack::OfPromise(place, which) => {
            let message = Message::new("lack-of-promise").with("number", place + 1);
            (format!("p{place}-{}", which.name()), message.with("field", promise_field(which)))
        }
        Lack::Limit(place) => (format!("p{place}-limit-kind"), Message::new("lack-limit").with("number", place + 1)),
    }
}

/// A difference between two versions, as a sentence.
pub(crate) fn difference(difference: &Difference) -> Message {
    let changed = |what: Message| Message::new("change-of").with("what", what);
    match difference {
        Difference::Text(which, before, after) => from_to(field(*which), before, after),
        Difference::Mark => changed(Message::new("file-mark")),
        Difference::Colours => changed(Message::new("file-colours")),
        Difference::Registrations(..) => changed(Message::new("file-registration")),
        Difference::Added(promise) => Message::new("change-added").with("promise", &promise.what),
        Difference::Withdrawn(promise) => Message::new("change-withdrawn").with("promise", &promise.what),
        Difference::OfPromise(promise, which, before, after) => Message::new("change-of-promise")
            .with("promise", promise)
            .with("change", from_to(promise_field(*which), before, after)),
        Difference::Limit(promise, before, after) => Message::new("change-of-limit")
            .with("promise", promise)
            .with("before", limit_or_none(before.as_ref()))
            .with("after", limit_or_none(after.as_ref())),
        Difference::Clock(promise, both) => {
            let [before, after] = both.as_ref();
            Message::new("change-of-clock")
                .with("promise", promise)
                .with("before", clock(before))
                .with("after", clock(after))
        }
        Difference::Services(promise) => Message::new("change-of-services").with("promise", promise),
    }
}

/// From where until where a promise runs, and the share in which it is to be kept.
fn clock(promise: &PromiseText) -> Message {
    let target = promise.target_per_mille.map(|target| format!("{}%", f64::from(target) / 10.0));
    between(promise).with("target", &target)
}

/// From where until where a promise runs; the share is still to be said.
pub(crate) fn between(promise: &PromiseText) -> Message {
    let milestone = |name: &str, usual: &'static str| match name {
        "" => Message::new(usual),
        "accepted" => Message::new("milestone-accepted"),
        "applied" => Message::new("milestone-applied"),
        "decided" => Message::new("milestone-decided"),
        "delivered" => Message::new("clock-delivered"),
        "unrecorded" => Message::new("clock-unrecorded"),
        own => Message::new("text").with("text", own),
    };
    Message::new("clock-words")
        .with("from", milestone(&promise.from, "milestone-accepted"))
        .with("until", milestone(&promise.until, "milestone-decided"))
}

fn from_to(what: Message, before: &str, after: &str) -> Message {
    match (before.is_empty(), after.is_empty()) {
        (true, _) => Message::new("change-to").with("what", what).with("after", after),
        (_, true) => Message::new("change-taken-out").with("what", what).with("before", before),
        _ => Message::new("change-from-to").with("what", what).with("before", before).with("after", after),
    }
}

/// A difference as a row of a comparison: what, before, after.
pub(crate) fn versus(difference: &Difference, language: Language) -> (Message, Message, Message) {
    let text = |text: &str| Message::new("text").with("text", text);
    let none = || Message::new("text").with("text", "");
    match difference {
        Difference::Text(which, before, after) => (field(*which), text(before), text(after)),
        Difference::Mark => (Message::new("file-mark"), Message::new("versus-other"), Message::new("versus-other")),
        Difference::Colours => {
            (Message::new("file-colours"), Message::new("versus-other"), Message::new("versus-other"))
        }
        Difference::Registrations(before, after) => {
            let lines = |all: &[Registration]| text(&registrations(all, Shown::Whole, language));
            (Message::new("file-registration"), lines(before), lines(after))
        }
        Difference::Added(promise) => (Message::new("versus-promise"), none(), text(&promise.what)),
        Difference::Withdrawn(promise) => (Message::new("versus-promise"), text(&promise.what), none()),
        Difference::OfPromise(promise, which, before, after) => (
            Message::new("versus-of-promise").with("promise", promise).with("what", promise_field(*which)),
            text(before),
            text(after),
        ),
        Difference::Limit(promise, before, after) => {
            let what =
                Message::new("versus-of-promise").with("promise", promise).with("what", Message::new("promise-limit"));
            (what, limit_or_none(before.as_ref()), limit_or_none(after.as_ref()))
        }
        Difference::Clock(promise, both) => {
            let [before, after] = both.as_ref();
            let what = Message::new("versus-of-promise").with("promise", promise).with("what", Message::new("clock"));
            (what, clock(before), clock(after))
        }
        Difference::Services(promise) => {
            let what =
                Message::new("versus-of-promise").with("promise", promise).with("what", Message::new("file-services"));
            (what, Message::new("versus-other"), Message::new("versus-other"))
        }
    }
}
