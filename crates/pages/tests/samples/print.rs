//! The page from which sheets are printed.

use pages::{
    AppearanceRow, AppearancesPage, BadgeList, Field, Form, Frame, HangingPage, HangingRow, PrintPage, Release,
};

use crate::Samples;
use crate::awkward::{FOUR_LINES, LONG, NO_END, SHARP, choice, problem};

impl Samples for PrintPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            problems: Vec::new(),
            has_brand: false,
            choices: Vec::new(),
            previews: Vec::new(),
            get: None,
            leads: None,
            version: None,
            note: None,
            people: None,
            picture: None,
            build: Some("/desk/print/press".into()),
            batch: None,
            releases: Vec::new(),
        };
        let plate = Self {
            has_brand: true,
            build: None,
            picture: Some("/desk/print/sheet.png".into()),
            batch: Some(Form::new("/desk/print/batches", frame.t("print-batch-get")).quiet().with(choice(
                "which",
                LONG.into(),
                None,
            ))),
            releases: vec![Release {
                name: LONG.into(),
                pdf: Some("/desk/print/release.pdf".into()),
                docx: "/desk/print/release.docx".into(),
            }],
            choices: vec![choice("brand", frame.t("print-brand"), None), choice("sheet", frame.t("print-sheet"), None)],
            previews: vec![("/assets/none.svg".into(), FOUR_LINES.into()), ("/assets/none.svg".into(), LONG.into())],
            get: Some("/desk/print/sheet.pdf".into()),
            leads: Some(NO_END.into()),
            version: Some(LONG.into()),
            note: Some(
                Form::new("/desk/prints", frame.t("hanging-note-send")).with(Field::text("place", LONG, NO_END)),
            ),
            ..none.clone()
        };
        let rows =
            Field { rows: 8, hint: FOUR_LINES.into(), ..Field::text("rows", frame.t("print-people-rows"), NO_END) };
        let people = Self {
            problems: vec![problem("rows")],
            previews: Vec::new(),
            get: None,
            note: None,
            people: Some(BadgeList {
                action: "/desk/print/badges".into(),
                template: "/desk/print/badges.xlsx".into(),
                along: vec![("sheet".into(), SHARP.into())],
                rows,
            }),
            batch: None,
            ..plate.clone()
        };
        vec![("none", none), ("plate", plate), ("people", people)]
    }
}

impl Samples for HangingPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self { frame: frame.clone(), count: "0".into(), rows: Vec::new() };
        let row = |place: &str, outdated: bool| HangingRow {
            what: LONG.into(),
            pieces: "10,000".into(),
            place: place.into(),
            unit: SHARP.into(),
            printed: "2025-12-31".into(),
            code: "K7Q2MX".into(),
            state: FOUR_LINES.into(),
            outdated,
            again: outdated.then(|| "/desk/print?brand=1".into()),
            down: Some("/desk/prints/1/down".into()),
        };
        let much = Self { rows: vec![row(NO_END, true), row("二楼", false)], ..none.clone() };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for AppearancesPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            problems: Vec::new(),
            count: "0".into(),
            workbook: "/desk/appearances.xlsx".into(),
            rows: Vec::new(),
            form: None,
        };
        let row = |outlet: &str, reach: Option<&str>| AppearanceRow {
            day: "2025-12-31".into(),
            medium: frame.t("medium-paper"),
            outlet: outlet.into(),
            what: SHARP.into(),
            brand: LONG.into(),
            unit: LONG.into(),
            evidence: NO_END.into(),
            reach: reach.map(str::to_owned),
            source: FOUR_LINES.into(),
            remove: Some("/desk/appearances/1/remove".into()),
        };
        let much = Self {
            problems: vec![problem("outlet")],
            rows: vec![row(NO_END, Some("2,000,000,000")), row("市报", None)],
            form: Some(
                Form::new("/desk/appearances", frame.t("appearance-add")).with(Field::text("outlet", LONG, NO_END)),
            ),
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}
