//! Projects, examples, guidance, another programme.

use pages::{
    EffectView, EntryFormPage, ExamplePage, ExampleRow, ExamplesPage, FollowRow, Form, Frame, GuidancePage,
    GuidanceRow, Input, MilestoneRow, OtherProgrammePage, ProjectPage, ProjectRow, ProjectsPage, PublicExamplePage,
    PublicExamplesPage, StageRow,
};

use crate::Samples;
use crate::awkward::{FOUR_LINES, LONG, LONG_ENGLISH, NO_END, SHARP, problem, stranger};
use crate::figures::figure;
use crate::year::{form, tabs};

fn effect(frame: &Frame) -> EffectView {
    let share = "按时 100.0%（99.9–100.0%，1,234,567 件）";
    let sides = [frame.t("effect-before"), frame.t("effect-after")];
    EffectView {
        sides: sides.into_iter().map(|side| (side, share.to_owned())).collect(),
        said: FOUR_LINES.into(),
        more: Some((LONG.into(), "/desk/promises/1/before-after?split=2025-07-01".into())),
    }
}

/// One of which nothing is told.
fn withheld() -> EffectView {
    EffectView { sides: Vec::new(), said: FOUR_LINES.into(), more: None }
}

pub fn project(title: &str, runs: bool) -> ProjectRow {
    ProjectRow {
        href: "/desk/projects/1".into(),
        title: title.into(),
        unit: LONG.into(),
        days: "2025年7月1日 – 2026年12月31日".into(),
        state: "进行中".into(),
        runs,
        progress: "12 个节点中 11 个完成".into(),
        share: (11, 12),
        late: if runs { "1 个节点逾期".into() } else { String::new() },
    }
}

pub fn guidance(kind: &str, write: Option<Form>) -> GuidanceRow {
    GuidanceRow {
        kind: kind.into(),
        units: "27 个单位".into(),
        text: format!("{LONG}\n{NO_END}\n{SHARP}"),
        when: "2025年12月31日 起".into(),
        examples: vec![(LONG.into(), "/examples/1".into()), (NO_END.into(), "/examples/2".into())],
        form: write,
    }
}

impl Samples for ProjectsPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self { frame: frame.clone(), tabs: tabs(frame), rows: Vec::new(), may_edit: true };
        let rows = vec![project(LONG, true), project(NO_END, false), project(SHARP, true)];
        vec![("none", none.clone()), ("much", Self { rows, may_edit: false, ..none })]
    }
}

impl Samples for ProjectPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            problems: Vec::new(),
            title: "㙍".into(),
            state: frame.t("project-state-planned"),
            runs: false,
            aim: String::new(),
            facts: Vec::new(),
            promise: None,
            progress: String::new(),
            share: (0, 1),
            milestones: Vec::new(),
            add: None,
            edit: None,
            remove: None,
        };
        let milestone = |number: usize, late: bool, effect: Option<EffectView>| MilestoneRow {
            anchor: format!("milestone-{number}"),
            what: LONG.into(),
            when: "应在 2025年12月31日 前完成，已逾期".into(),
            late,
            outside: if late { FOUR_LINES.into() } else { String::new() },
            came_of: NO_END.into(),
            effect,
            done: Some(form(frame, &format!("done-{number}"))),
            remove: Some(format!("/desk/milestones/{number}/remove")),
        };
        let much = Self {
            problems: vec![problem("title-add")],
            title: NO_END.into(),
            state: frame.t("project-state-running"),
            runs: true,
            aim: FOUR_LINES.into(),
            facts: vec![(frame.t("project-unit"), LONG.into()), (frame.t("project-units"), NO_END.into())],
            promise: Some((LONG_ENGLISH.into(), "/promises/1".into())),
            progress: "3 个节点中 1 个完成".into(),
            share: (1, 3),
            milestones: vec![
                milestone(1, false, Some(effect(frame))),
                milestone(2, false, Some(withheld())),
                milestone(3, true, None),
            ],
            add: Some(form(frame, "add")),
            edit: Some("/desk/projects/1/edit".into()),
            remove: Some(Form::new("/desk/projects/1/remove", frame.t("project-remove"))),
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for EntryFormPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let page = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            list: (frame.t("examples"), "/desk/examples".into()),
            title: LONG.into(),
            lead: FOUR_LINES.into(),
            problems: vec![problem("title-own")],
            form: form(frame, "own"),
            back: "/desk/examples".into(),
        };
        vec![("wrong", page)]
    }
}

fn example(title: &str, follows: &str) -> ExampleRow {
    ExampleRow {
        href: "/desk/examples/1".into(),
        title: title.into(),
        unit: LONG.into(),
        since: "2025年12月31日 起".into(),
        state: "已公布，等单位同意".into(),
        follows: follows.into(),
    }
}

fn follows(frame: &Frame) -> Vec<FollowRow> {
    let stop = Form::new("/desk/examples/1/stop", frame.t("example-unfollow"))
        .with(Input::Hidden("unit".into(), "1".into()))
        .quiet();
    let row = |unit: &str, effect: Option<EffectView>, stop: Option<Form>| FollowRow {
        unit: unit.into(),
        since: "2025年12月31日 起".into(),
        effect,
        stop,
    };
    vec![row(LONG, Some(effect(frame)), Some(stop)), row(NO_END, Some(withheld()), None), row("㙍䶮", None, None)]
}

fn parts(frame: &Frame) -> Vec<(String, String)> {
    ["example-trouble", "example-done", "example-took", "example-watch"]
        .into_iter()
        .zip([FOUR_LINES, NO_END, SHARP, ""])
        .map(|(label, text)| (frame.t(label), text.to_owned()))
        .collect()
}

impl Samples for ExamplesPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self { frame: frame.clone(), tabs: tabs(frame), rows: Vec::new(), may_add: true };
        let rows = vec![example(LONG, "27 个单位照着做"), example(NO_END, ""), example(SHARP, "")];
        vec![("none", none.clone()), ("much", Self { rows, may_add: false, ..none })]
    }
}

impl Samples for ExamplePage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            problems: Vec::new(),
            title: "㙍".into(),
            state: frame.t("example-state-draft"),
            facts: Vec::new(),
            parts: Vec::new(),
            promise: None,
            effect: None,
            follows: Vec::new(),
            forms: Vec::new(),
            edit: None,
            public: None,
        };
        let much = Self {
            problems: vec![problem("title-own")],
            title: NO_END.into(),
            state: frame.t("example-state-public"),
            facts: vec![(frame.t("unit-name"), LONG.into()), (frame.t("example-since"), "2025年12月31日".into())],
            parts: parts(frame),
            promise: Some((LONG_ENGLISH.into(), "/promises/1".into())),
            effect: Some(effect(frame)),
            follows: follows(frame),
            forms: vec![(LONG.into(), form(frame, "own"))],
            edit: Some("/desk/examples/1/edit".into()),
            public: Some("/examples/1".into()),
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for PublicExamplesPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self { frame: stranger(frame), rows: Vec::new() };
        let rows = vec![example(LONG, "27 个单位照着做"), example(NO_END, ""), example(SHARP, "")];
        vec![("none", none.clone()), ("much", Self { rows, ..none })]
    }
}

impl Samples for PublicExamplePage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: stranger(frame),
            title: "㙍".into(),
            unit: ("㙍".into(), "/units/1".into()),
            since: "2025年12月31日 起".into(),
            parts: Vec::new(),
            promise: None,
            figure: None,
            effect: None,
            follows: Vec::new(),
        };
        let much = Self {
            title: NO_END.into(),
            unit: (LONG.into(), "/units/1".into()),
            parts: parts(frame),
            promise: Some((LONG_ENGLISH.into(), "/promises/1".into())),
            figure: Some(figure()),
            effect: Some(effect(frame)),
            follows: follows(frame),
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for GuidancePage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self { frame: frame.clone(), tabs: tabs(frame), problems: Vec::new(), rows: Vec::new() };
        let bare = GuidanceRow {
            text: String::new(),
            when: String::new(),
            examples: Vec::new(),
            ..guidance(LONG, Some(form(frame, "first")))
        };
        let much = Self {
            problems: vec![problem("title-second")],
            rows: vec![bare, guidance(NO_END, Some(form(frame, "second"))), guidance("㙍䶮", None)],
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for OtherProgrammePage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            name: "㙍".into(),
            mode: frame.t("programme-assesses"),
            facts: Vec::new(),
            stages: Vec::new(),
            activities: Vec::new(),
            papers: Vec::new(),
            projects: Vec::new(),
        };
        let stage = StageRow {
            name: LONG.into(),
            in_chinese: true,
            days: "2025-07-01 – 2026-12-31".into(),
            aim: FOUR_LINES.into(),
            methods: NO_END.into(),
            state: "进行中".into(),
            runs: true,
            edit: String::new(),
            up: None,
            down: None,
        };
        let row = |address: &str, title: &str| (address.to_owned(), title.to_owned(), "2025年7月1日".to_owned());
        let much = Self {
            name: LONG.into(),
            facts: vec![(frame.t("programme-aims"), FOUR_LINES.into()), (frame.t("programme-methods"), NO_END.into())],
            stages: vec![stage],
            activities: vec![row("/desk/activities/1", LONG), row("/desk/activities/2", NO_END)],
            papers: vec![row("/desk/papers/1", SHARP)],
            projects: vec![row("/desk/projects/1", LONG)],
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}
