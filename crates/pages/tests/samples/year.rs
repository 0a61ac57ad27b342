//! The pages of a year.

use pages::{
    ActivitiesPage, ActivityFormPage, ActivityMonth, ActivityPage, ActivityRow, AgreementRow, AskedRow, BoardPage,
    BoardRow, BurdenPage, BurdenRow, CarryOverPage, Choose, Field, Form, Frame, Input, InvitedRow, NavItem,
    RequestFormPage, RequestPage, RequestRow, RequestsPage, TaskRow, Tick, TickGroup, Ticks,
};

use crate::Samples;
use crate::awkward::{FOUR_LINES, LONG, LONG_ENGLISH, NO_END, SHARP, choice, problem, stranger, wrong};
use crate::projects::{guidance, project};

pub fn tabs(frame: &Frame) -> Vec<NavItem> {
    let item = |href, key| NavItem { href, label: frame.t(key), current: href == "/desk/papers" };
    vec![item("/desk/board", "board"), item("/desk/papers", "papers"), item("/burden", "burden")]
}

/// A form with one of each thing, each wrong; `of` tells it from its like on the page.
pub fn form(frame: &Frame, of: &str) -> Form {
    let named = |name: &str| format!("{name}-{of}");
    let ticks = Ticks {
        name: named("unit"),
        label: frame.t("units-asked"),
        hint: FOUR_LINES.into(),
        groups: vec![
            TickGroup {
                name: LONG.into(),
                boxes: vec![Choose { value: "1".into(), label: NO_END.into(), chosen: true }],
            },
            TickGroup { name: SHARP.into(), boxes: vec![] },
        ],
        error: Some(FOUR_LINES.into()),
    };
    let mut chosen = choice("kind", frame.t("activity-kind"), Some(FOUR_LINES.into()));
    chosen.id = named("kind");
    Form::new("/desk/activities/1", frame.t("form-save"))
        .with(Field { id: named("title"), ..wrong("title", frame.t("activity-title"), 1) })
        .with(Field { id: named("heard"), ..wrong("heard", LONG.into(), 5) })
        .with(chosen)
        .with(Tick { name: "all".into(), id: named("all"), label: FOUR_LINES.into(), ticked: true })
        .with(ticks)
        .with(Input::Hidden("unit".into(), SHARP.into()))
}

fn activity(title: &str) -> ActivityRow {
    ActivityRow {
        href: "/desk/activities/1".into(),
        when: "2025年12月31日 09:00 – 2026年1月1日 11:00".into(),
        kind: "学习考察".into(),
        title: title.into(),
        place: LONG.into(),
        state: "已取消".into(),
        planned: false,
        replies: "27 个单位中 24 个参加".into(),
    }
}

impl Samples for ActivitiesPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            year: "2025".into(),
            years: Vec::new(),
            other_months: Vec::new(),
            months: Vec::new(),
            may_edit: true,
        };
        let month = |name: &str| ActivityMonth {
            name: name.into(),
            rows: vec![activity(LONG), activity(NO_END), activity(SHARP)],
        };
        let much = Self {
            other_months: (1..12)
                .map(|month| (format!("/desk/activities?month={month}"), format!("{month} 月")))
                .collect(),
            months: vec![month("1 月"), month("12 月")],
            years: (2004..2034).map(|year| (format!("/desk/activities?year={year}"), year.to_string())).collect(),
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for ActivityFormPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let page = Self {
            frame: frame.clone(),
            title: LONG.into(),
            problems: vec![problem("title-a"), problem("unit-a")],
            form: form(frame, "a"),
            back: "/desk/activities".into(),
        };
        vec![("wrong", page)]
    }
}

impl Samples for ActivityPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            problems: Vec::new(),
            kind: frame.t("activity-kind-study"),
            title: NO_END.into(),
            state: frame.t("activity-state-planned"),
            facts: vec![(frame.t("activity-when"), String::new())],
            agenda: String::new(),
            heard: String::new(),
            invited: Vec::new(),
            replies: frame.t("activity-nobody-invited"),
            own_replies: Vec::new(),
            agreements: Vec::new(),
            add: Vec::new(),
            collect: None,
            opinions: None,
            handouts: Vec::new(),
            handouts_at: "/desk/activities/1/handouts".into(),
            edit: None,
            calendar: "/desk/activities/1/calendar.ics".into(),
        };
        let row = |what: &str, of: &str, late| AgreementRow {
            kind: frame.t("agreement-adopted"),
            what: what.into(),
            learnt: FOUR_LINES.into(),
            unit: LONG.into(),
            when: "2025年12月31日 前".into(),
            late,
            came_of: SHARP.into(),
            effect: Some((frame.t("agreement-effect"), "/desk/promises/1/before-after?day=2025-07-01".into())),
            done: Some(form(frame, of)),
            remove: Some("/desk/agreements/1/remove".into()),
        };
        let invited = |comes| InvitedRow {
            unit: LONG_ENGLISH.into(),
            reply: "参加".into(),
            comes,
            people: format!("{LONG}\n{NO_END}"),
        };
        let much = Self {
            problems: vec![problem("title-own")],
            title: LONG.into(),
            facts: vec![(frame.t("activity-place"), LONG.into()), (frame.t("activity-people"), NO_END.into())],
            agenda: format!("{FOUR_LINES}\n{SHARP}"),
            heard: FOUR_LINES.into(),
            invited: vec![invited(true), invited(false)],
            own_replies: vec![(LONG.into(), form(frame, "own"))],
            agreements: vec![row(LONG, "one", true), row(NO_END, "two", false)],
            add: vec![(frame.t("agreement-add-adopted"), form(frame, "add"))],
            collect: Some(form(frame, "collect")),
            opinions: Some((LONG.into(), "/desk/opinions?activity=1".into())),
            handouts: vec![(LONG.into(), "/desk/handouts/1".into(), Some("/desk/handouts/1/remove".into()))],
            edit: Some("/desk/activities/1/edit".into()),
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for RequestsPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self { frame: frame.clone(), tabs: tabs(frame), rows: Vec::new(), may_edit: true };
        let row = |what: &str| RequestRow {
            href: "/desk/requests/1".into(),
            what: what.into(),
            due: "2025年12月31日".into(),
            answered: "27 个单位中 21 个已答复".into(),
            cost: "27 个单位，共 1 小时 21 分钟".into(),
        };
        let much = Self { rows: vec![row(FOUR_LINES), row(NO_END)], ..none.clone() };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for RequestFormPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let refused = Self {
            frame: frame.clone(),
            problems: vec![problem("title-new")],
            held: vec![(LONG.into(), "/desk/brands".into()), (NO_END.into(), "/compare".into())],
            cost: String::new(),
            form: form(frame, "new"),
        };
        let counted = Self { problems: Vec::new(), cost: LONG.into(), ..refused.clone() };
        vec![("refused", refused), ("counted", counted)]
    }
}

impl Samples for RequestPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let row =
            |answer: &str| AskedRow { unit: LONG.into(), answer: answer.into(), when: "2025年12月31日".into() };
        let page = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            problems: vec![problem("title-own")],
            what: FOUR_LINES.into(),
            facts: vec![(frame.t("request-why"), LONG.into()), (frame.t("request-differs"), String::new())],
            forms: vec![(LONG.into(), form(frame, "own"))],
            rows: vec![row(""), row(FOUR_LINES), row(NO_END)],
        };
        vec![("much", page)]
    }
}

impl Samples for BoardPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            problems: Vec::new(),
            stage: None,
            guidance: Vec::new(),
            projects: Vec::new(),
            tasks: Vec::new(),
            add: None,
            carry_over: None,
            numbers: vec![("0/0".into(), frame.t("board-in-force"))],
            rows: Vec::new(),
        };
        let task = |what: &str, of: &str| TaskRow {
            what: what.into(),
            who: LONG.into(),
            due: "2025年12月31日".into(),
            done_by: frame.t("done-by-hand"),
            done: "27 个单位中 21 个完成".into(),
            share: (21, 27),
            mark: Some(form(frame, of)),
            remove: Some("/desk/tasks/1/remove".into()),
        };
        let row = |unit: &str, late: bool| BoardRow {
            unit: unit.into(),
            href: "/desk/units/1".into(),
            brand: "即将生效".into(),
            in_force: !late,
            kept: "98.7%（1,234,567 件）".into(),
            tasks: "3/6".into(),
            waits: vec![("12 条意见，3 条过期".into(), late), ("2 份文件未读".into(), false)],
            minutes: "12345".into(),
        };
        let much = Self {
            problems: vec![problem("title-add")],
            stage: Some((LONG.into(), "2025年7月1日 – 2026年12月31日".into(), FOUR_LINES.into())),
            guidance: vec![guidance(LONG, None)],
            projects: vec![project(LONG, true), project(NO_END, true)],
            tasks: vec![task(LONG, "one"), task(NO_END, "two")],
            add: Some(form(frame, "add")),
            carry_over: Some("/desk/board/carry-over".into()),
            numbers: vec![
                ("24/27".into(), frame.t("board-in-force")),
                ("1,000,000".into(), frame.t("board-opinions")),
                ("7".into(), frame.t("board-agreements")),
                ("0".into(), frame.t("board-late")),
            ],
            rows: vec![row(LONG, true), row(NO_END, false), row("㙍䶮", false)],
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for CarryOverPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let nothing = Self {
            frame: frame.clone(),
            lead: FOUR_LINES.into(),
            rows: Vec::new(),
            stays: vec![frame.t("carry-over-standing")],
            form: None,
        };
        let much = Self {
            rows: vec![(LONG.into(), "2026-07-01 – 2027-12-31".into()), (NO_END.into(), String::new())],
            form: Some(Form::new("/desk/board/carry-over", frame.t("carry-over-do"))),
            ..nothing.clone()
        };
        vec![("nothing", nothing), ("much", much)]
    }
}

impl Samples for BurdenPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let kinds: Vec<String> = ["burden-brand", "burden-request", "burden-opinion"].map(|key| frame.t(key)).into();
        let none = Self {
            frame: stranger(frame),
            year: "2025".into(),
            years: vec![("/burden?year=2024".into(), "2024".into())],
            sum: FOUR_LINES.into(),
            kinds,
            rows: Vec::new(),
            rules: vec![FOUR_LINES.into(), LONG.into()],
        };
        let row = |unit: &str| BurdenRow {
            unit: unit.into(),
            items: vec!["1".into(), String::new(), "12345".into(), "12346".into()],
            minutes: "123456".into(),
            reused: "120".into(),
            attended: "1234.5".into(),
        };
        let much = Self { rows: vec![row(LONG), row(NO_END), row("㙍䶮")], ..none.clone() };
        vec![("none", none), ("much", much)]
    }
}
