//! Promises and their figures, processes, cards, records.

use pages::{
    ApiPage, BeforeAfterPage, CalendarPage, CardColumn, CardsPage, CaseRow, ChangeEntry, EdgeRow, Field, FigureView,
    Frame, ImportedRow, KeyRow, LandingPage, MappingPage, MeasureRow, MonthRow, OddRow, Operation, ProcessPage,
    ProcessRow, ProcessesPage, PromisePage, SourcePage, SourceRow, SourcesPage, WaitRow, WayRow,
};

use crate::Samples;
use crate::awkward::{FOUR_LINES, LONG, LONG_ENGLISH, NO_END, SHARP, choice, described, problem, stranger, wrong};

/// A drawing of our own making stands in pages as it is.
const DRAWING: &str =
    "<svg class=\"chart\" viewBox=\"0 0 10 10\" width=\"10\" height=\"10\" role=\"img\"><title>甲</title></svg>";

pub fn figure() -> FigureView {
    FigureView {
        period: LONG_ENGLISH.into(),
        percent: "100.0".into(),
        of: FOUR_LINES.into(),
        verdict: Some((LONG.into(), false)),
        drawing: DRAWING.into(),
        interval: FOUR_LINES.into(),
    }
}

fn odd() -> OddRow {
    OddRow { what: FOUR_LINES.into(), count: "1,000,000".into(), share: "100.0%".into() }
}

fn measure(name: &str) -> MeasureRow {
    MeasureRow { name: name.into(), this: "1,000,000.00".into(), that: NO_END.into() }
}

impl Samples for PromisePage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let bare = Self {
            frame: stranger(frame),
            brand: ("䶮".into(), "/brands/1".into()),
            unit: ("㙍街道".into(), "/units/1".into()),
            what: "办".into(),
            foot: Vec::new(),
            figure: None,
            why_none: FOUR_LINES.into(),
            waits: Vec::new(),
            waits_drawing: String::new(),
            pauses: String::new(),
            months_drawing: String::new(),
            months: Vec::new(),
            merged: String::new(),
            how: Vec::new(),
            left_out: Vec::new(),
            quality: Vec::new(),
            last_day: String::new(),
            facts: Vec::new(),
            cases: None,
            changes: Vec::new(),
            before_after: None,
            bundle: None,
            csv: None,
        };
        let month = MonthRow {
            month: "2025-09".into(),
            percent: "100.0%".into(),
            interval: "99.9–100.0%".into(),
            cases: "1,000,000".into(),
        };
        let case = |class| CaseRow {
            case: NO_END.into(),
            service: LONG.into(),
            outcome: SHARP.into(),
            from: "2025-12-31 09:00".into(),
            due: "2025-12-31".into(),
            how_late: LONG_ENGLISH.into(),
            class,
        };
        let long = Self {
            brand: (LONG.into(), "/brands/1".into()),
            unit: (LONG.into(), "/units/1".into()),
            what: FOUR_LINES.into(),
            foot: vec![LONG.into(), NO_END.into()],
            figure: Some(figure()),
            waits: vec![WaitRow { from: LONG.into(), half: LONG_ENGLISH.into(), ninety: "1,000 天 23 小时".into() }],
            waits_drawing: DRAWING.into(),
            pauses: FOUR_LINES.into(),
            months_drawing: DRAWING.into(),
            months: (0..36).map(|_| month.clone()).collect(),
            merged: FOUR_LINES.into(),
            how: vec![FOUR_LINES.into(), NO_END.into()],
            left_out: vec![described(LONG, FOUR_LINES)],
            quality: vec![odd(), odd()],
            last_day: FOUR_LINES.into(),
            facts: vec![described(LONG, NO_END)],
            cases: Some(vec![case("late"), case("soon"), case("")]),
            changes: vec![ChangeEntry { when: LONG.into(), why: FOUR_LINES.into(), changes: vec![SHARP.into()] }],
            before_after: Some("/desk/promises/1/before-after".into()),
            bundle: Some("/promises/1/bundle.zip".into()),
            csv: Some("/promises/1/figures.csv".into()),
            frame: frame.clone(),
            ..bare.clone()
        };
        let no_cases = Self { cases: Some(Vec::new()), ..long.clone() };
        vec![("bare", bare), ("long", long), ("no-cases", no_cases)]
    }
}

impl Samples for LandingPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let bare = Self {
            frame: stranger(frame),
            brand: "䶮".into(),
            unit: "㙍街道".into(),
            what: "办".into(),
            figure: None,
            why_none: FOUR_LINES.into(),
            half: String::new(),
            outdated: String::new(),
            more: "/promises/1".into(),
        };
        let long = Self {
            brand: LONG.into(),
            unit: LONG.into(),
            what: NO_END.into(),
            figure: Some(figure()),
            half: FOUR_LINES.into(),
            outdated: LONG.into(),
            ..bare.clone()
        };
        vec![("bare", bare), ("long", long)]
    }
}

impl Samples for ProcessesPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            search: String::new(),
            count: "0".into(),
            rows: Vec::new(),
            before: None,
            after: None,
        };
        let searched = Self { search: SHARP.into(), ..none.clone() };
        let row = |name: &str| ProcessRow {
            href: "/desk/processes/map?service=1".into(),
            name: name.into(),
            units: LONG.into(),
            cases: "1,000,000".into(),
        };
        let many = Self {
            rows: vec![row(LONG), row(NO_END), row(SHARP)],
            before: Some("/desk/processes?page=1".into()),
            after: Some("/desk/processes?page=3".into()),
            ..searched.clone()
        };
        vec![("none", none), ("none-found", searched), ("many", many)]
    }
}

impl Samples for ProcessPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            name: NO_END.into(),
            service: SHARP.into(),
            choices: vec![choice("period", frame.t("process-period"), None)],
            about: FOUR_LINES.into(),
            sides: None,
            compares: false,
            numbers: Vec::new(),
            drawing: String::new(),
            drawn: String::new(),
            details: Vec::new(),
            edges: Vec::new(),
            ways: Vec::new(),
            ways_in_all: String::new(),
        };
        let edge = EdgeRow {
            from: LONG.into(),
            to: NO_END.into(),
            count: "1,000,000".into(),
            time: "1,000 天 23 小时".into(),
            that: LONG_ENGLISH.into(),
        };
        let way = WayRow { steps: vec![LONG.into(); 12], cases: "1,000,000".into(), share: "100.0%".into() };
        let compared = Self {
            sides: Some((LONG.into(), LONG_ENGLISH.into())),
            compares: true,
            numbers: vec![measure(LONG), measure(NO_END)],
            drawing: DRAWING.into(),
            drawn: FOUR_LINES.into(),
            details: vec![("30%".into(), "/desk/processes/map".into(), false), ("50%".into(), String::new(), true)],
            edges: vec![edge; 30],
            ways: vec![way; 10],
            ways_in_all: FOUR_LINES.into(),
            ..none.clone()
        };
        vec![("none", none), ("compared", compared)]
    }
}

impl Samples for BeforeAfterPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let wrong_day = Self {
            frame: frame.clone(),
            promise: (LONG.into(), "/promises/1".into()),
            brand: LONG.into(),
            unit: LONG.into(),
            title: LONG_ENGLISH.into(),
            problems: vec![problem("split")],
            day: wrong("split", frame.t("before-after-day"), 1),
            action: "/desk/promises/1/before-after".into(),
            offers: Vec::new(),
            sentences: Vec::new(),
            sides: Vec::new(),
            rows: Vec::new(),
            drawing: String::new(),
        };
        let long = Self {
            problems: Vec::new(),
            day: Field::text("split", frame.t("before-after-day"), "2025-09-01"),
            offers: vec![(LONG.into(), "/".into()), (NO_END.into(), "/".into())],
            sentences: vec![FOUR_LINES.into(), NO_END.into()],
            sides: vec![LONG.into(), LONG_ENGLISH.into()],
            rows: vec![measure(LONG), measure("甲")],
            drawing: DRAWING.into(),
            ..wrong_day.clone()
        };
        vec![("wrong-day", wrong_day), ("long", long)]
    }
}

impl Samples for CardsPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            service: (LONG.into(), "/desk/services/1".into()),
            sentences: vec![frame.t("card-none")],
            drawing: String::new(),
            names: Vec::new(),
            cards: Vec::new(),
            sources: String::new(),
            problems: vec![problem("sources")],
            fields: vec![
                Field::text("from", frame.t("card-from"), ""),
                wrong("steps", frame.t("card-steps"), 1),
                wrong("sources", frame.t("card-sources"), 3),
            ],
            may_edit: true,
            action: "/desk/services/1/cards".into(),
        };
        let card = |remove: Option<&str>| CardColumn {
            from: LONG_ENGLISH.into(),
            values: vec!["1,000,000 元".into(), String::new()],
            remove: remove.map(str::to_owned),
        };
        let many = Self {
            sentences: vec![FOUR_LINES.into(), NO_END.into()],
            drawing: DRAWING.into(),
            names: vec![LONG.into(), FOUR_LINES.into()],
            cards: vec![card(Some("/a")), card(Some("/b")), card(None)],
            sources: FOUR_LINES.into(),
            problems: Vec::new(),
            ..none.clone()
        };
        let read = Self { may_edit: false, ..many.clone() };
        vec![("none", none), ("many", many), ("read", read)]
    }
}

impl Samples for SourcesPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self { frame: frame.clone(), sources: Vec::new() };
        let source = |name: &str| SourceRow {
            href: "/desk/records/1".into(),
            name: name.into(),
            unit: LONG.into(),
            imports: "1,000".into(),
            as_of: String::new(),
        };
        let long = Self { sources: vec![source(LONG), source(NO_END)], ..none.clone() };
        vec![("none", none), ("long", long)]
    }
}

impl Samples for SourcePage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let fresh = Self {
            frame: frame.clone(),
            name: "㙍".into(),
            unit: LONG.into(),
            measured: FOUR_LINES.into(),
            imports: Vec::new(),
            reading: String::new(),
            keys: Vec::new(),
            made: None,
            key_name: wrong("key-name", frame.t("keys-name"), 1),
            base: "/desk/records/1".into(),
        };
        let import = |take_back: Option<&str>| ImportedRow {
            ratings: FOUR_LINES.into(),
            files: vec![NO_END.into(), LONG.into()],
            at: "2025-12-31 09:00".into(),
            rows: "10,000,000".into(),
            bad_rows: "1,000".into(),
            odd: vec![odd()],
            take_back: take_back.map(str::to_owned),
            taken_back: LONG.into(),
        };
        let key = |revoke: Option<&str>| KeyRow {
            name: NO_END.into(),
            at: "2025-12-31 09:00".into(),
            revoke: revoke.map(str::to_owned),
            revoked: LONG.into(),
        };
        let long = Self {
            name: NO_END.into(),
            imports: vec![import(Some("/a")), import(None)],
            reading: format!("[source]\ncase = \"{NO_END}\"\n"),
            keys: vec![key(Some("/b")), key(None)],
            made: Some(NO_END.into()),
            key_name: Field::text("key-name", frame.t("keys-name"), ""),
            ..fresh.clone()
        };
        vec![("fresh", fresh), ("long", long)]
    }
}

impl Samples for MappingPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let wrong_all = Self {
            frame: frame.clone(),
            problems: vec![problem("name"), problem("case")],
            is_national: false,
            upload: "0".into(),
            name: wrong("name", frame.t("records-name"), 1),
            unit: choice("whose", frame.t("records-unit"), None),
            hours: wrong("office-hours", frame.t("records-hours"), 1),
            choices: vec![choice("case", frame.t("mapping-case"), Some(FOUR_LINES.into()))],
            skip: true,
        };
        let national = Self { problems: Vec::new(), is_national: true, choices: Vec::new(), ..wrong_all.clone() };
        vec![("wrong", wrong_all), ("national", national)]
    }
}

impl Samples for CalendarPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let page = Self {
            frame: frame.clone(),
            problems: vec![problem("days")],
            span: LONG.into(),
            field: wrong("days", frame.t("calendar-days"), 14),
        };
        vec![("wrong", page)]
    }
}

impl Samples for ApiPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let operation = |try_it: Option<&str>| Operation {
            method: "GET",
            path: format!("/api/v1/{NO_END}"),
            about: FOUR_LINES.into(),
            try_it: try_it.map(str::to_owned),
            needs_key: try_it.is_none(),
            parameters: vec![described(NO_END, FOUR_LINES)],
            answers: vec![described("200", FOUR_LINES)],
        };
        let page = Self {
            frame: stranger(frame),
            paging: FOUR_LINES.into(),
            operations: vec![operation(None), operation(Some("/api/v1/units"))],
        };
        vec![("long", page)]
    }
}
