//! The brand file, written, signed and compared.

use pages::{
    BrandFilePage, Choose, ColourFields, Field, Frame, LikeBrand, PromiseFields, Radios, RegistrationFields, Saved,
    SignPage, TextFields, VersusPage, VersusRow,
};

use crate::Samples;
use crate::awkward::{FOUR_LINES, LONG, LONG_ENGLISH, MARK, NO_END, SHARP, choice, described, problem, wrong};

fn promise(frame: &Frame, place: usize) -> PromiseFields {
    let name = |part: &str| format!("p{place}-{part}");
    let field = |part: &str, key| Field { rows: 2, ..Field::text(name(part), frame.t(key), LONG) };
    PromiseFields {
        title: frame.say(&words::Message::new("file-promise").with("number", place + 1)),
        place,
        key: 7,
        fields: vec![
            field("what", "promise-what"),
            field("to_whom", "promise-to-whom"),
            wrong(&name("complaint_route"), frame.t("promise-complaint-route"), 3),
        ],
        limit_kind: choice(&name("limit-kind"), frame.t("promise-limit"), None),
        limit_number: Field { short: true, ..wrong(&name("limit-number"), frame.t("limit-number"), 1) },
        limit_field: Field::text(name("limit-field"), frame.t("limit-field"), NO_END),
        from: choice(&name("from"), frame.t("clock-from"), None),
        until: choice(&name("until"), frame.t("clock-until"), None),
        target: Field { short: true, ..wrong(&name("target"), frame.t("clock-target"), 1) },
        services: vec![("1".into(), LONG.into(), true), ("2".into(), NO_END.into(), false)],
    }
}

fn text(field: Field, english: Option<Field>) -> TextFields {
    TextFields { field, english }
}

fn registration(frame: &Frame, place: usize) -> RegistrationFields {
    let name = |part: &str| format!("registration-{place}-{part}");
    RegistrationFields {
        title: LONG.into(),
        place,
        kind: choice(&name("kind"), frame.t("registration-kind"), None),
        fields: vec![Field::text(name("number"), frame.t("registration-number"), SHARP)],
        certificate: "6f1d".into(),
        is_filled: place == 1,
    }
}

impl Samples for BrandFilePage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let lacks = |ids: &[&str]| ids.iter().map(|id| ((*id).to_owned(), LONG.to_owned())).collect();
        let saved = Saved {
            frame: frame.clone(),
            line: frame.t("file-not-saved"),
            failed: true,
            revision: 3,
            lacks: lacks(&["name"]),
            like: Vec::new(),
            readings: Vec::new(),
            sign: None,
            plate: None,
            of_plate: vec![FOUR_LINES.into()],
        };
        let colour = |place: usize, swatch: Option<&str>| ColourFields {
            hex: Field { short: true, ..wrong(&format!("colour-{place}"), frame.t("file-colours"), 1) },
            name: Field::text(format!("colour-{place}-name"), frame.t("file-name"), NO_END),
            contrast: FOUR_LINES.into(),
            swatch: swatch.map(str::to_owned),
        };
        let empty = Self {
            frame: frame.clone(),
            title: frame.t("brand-nameless"),
            unit: "㙍".into(),
            base: "/desk/brands/1".into(),
            revision: 0,
            problems: Vec::new(),
            fields: vec![text(Field::text("name", frame.t("file-name"), ""), None)],
            mark: None,
            mark_free: false,
            emblem: Radios {
                name: "emblem".into(),
                label: frame.t("mark-emblem"),
                options: vec![Choose { value: "no".into(), label: LONG.into(), chosen: false }],
                ..Radios::default()
            },
            mark_error: None,
            colours: Vec::new(),
            registrations: Vec::new(),
            certificates: Vec::new(),
            promises: Vec::new(),
            last_fields: Vec::new(),
            saved: Saved { failed: false, line: frame.t("file-saved"), ..saved.clone() },
            versions: Vec::new(),
        };
        let like =
            |name: &str| LikeBrand { name: name.into(), owner: LONG.into(), why: vec![LONG.into(), NO_END.into()] };
        let wrong = Self {
            title: LONG.into(),
            unit: LONG_ENGLISH.into(),
            problems: vec![problem("name"), problem("colour-0"), problem("p1-complaint_route")],
            fields: vec![
                text(wrong("name", frame.t("file-name"), 1), None),
                text(
                    wrong("concept", frame.t("file-concept"), 5),
                    Some(Field { rows: 3, ..Field::text("concept_en", LONG_ENGLISH, FOUR_LINES) }),
                ),
            ],
            mark: Some(MARK.into()),
            mark_free: true,
            mark_error: Some(FOUR_LINES.into()),
            colours: vec![colour(0, Some(MARK)), colour(1, None)],
            registrations: vec![registration(frame, 0), registration(frame, 1)],
            promises: vec![promise(frame, 0), promise(frame, 1)],
            last_fields: vec![Field { rows: 3, ..Field::text("changed", frame.t("file-changed"), FOUR_LINES) }],
            saved: Saved {
                lacks: lacks(&["name", "p0-what", "promises", "mark"]),
                like: vec![like(NO_END), like(LONG)],
                readings: vec![FOUR_LINES.into()],
                sign: Some("/desk/brands/1/sign".into()),
                plate: Some(MARK.into()),
                of_plate: Vec::new(),
                ..saved
            },
            versions: vec![("/desk/brands/1/versus?older=1".into(), LONG.into())],
            ..empty.clone()
        };
        vec![("wrong", wrong), ("empty", empty)]
    }
}

impl Samples for SignPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let password = Field { kind: "password", ..wrong("password", frame.t("account-password"), 1) };
        let long = Self {
            frame: frame.clone(),
            title: LONG.into(),
            base: "/desk/brands/1".into(),
            parts: vec![described("承诺 30", &format!("{LONG}\n{FOUR_LINES}\n{NO_END}")), described(LONG, SHARP)],
            changes: vec![FOUR_LINES.into(), NO_END.into()],
            hash: "6f1d0c54a9be27e38812d0c7f45be91a3c06d2748fe5b91d60a37c48e2f95b13".into(),
            problems: vec![problem("password")],
            fields: vec![password],
            confirm: None,
        };
        vec![("long", long)]
    }
}

impl Samples for VersusPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let row =
            |before: &str, after: &str| VersusRow { name: LONG.into(), before: before.into(), after: after.into() };
        let same = Self {
            frame: frame.clone(),
            title: "㙍䶮".into(),
            back: "/desk/brands/1".into(),
            heads: (LONG_ENGLISH.into(), LONG.into()),
            rows: Vec::new(),
        };
        let other = Self { rows: vec![row("", FOUR_LINES), row(NO_END, ""), row(LONG, SHARP)], ..same.clone() };
        vec![("same", same), ("other", other)]
    }
}
