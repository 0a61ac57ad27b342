//! Surveys, votes and proposals.

use pages::{
    Choose, Field, FieldGroup, Form, Frame, ProposalRow, ProposalsPage, PublicSurveysPage, Qr, QuestionResult,
    QuestionRow, Radios, ResultRow, SendProposalPage, SlipsPage, SurveyFormPage, SurveyPage, SurveyPaperPage,
    SurveyResult, SurveyRow, SurveySheet, SurveysPage, TakenProposal,
};

use crate::Samples;
use crate::awkward::{FOUR_LINES, LONG, NO_END, SHARP, problem, stranger};
use crate::year::{form, tabs};

fn row(title: &str, over: bool) -> SurveyRow {
    SurveyRow {
        href: "/desk/surveys/1".into(),
        title: title.into(),
        kind: format!("问卷 · 工作人员 · {LONG}"),
        until: "2025年12月31日截止".into(),
        state: "已到期，等待结束".into(),
        over,
        answers: "10000".into(),
    }
}

fn questions(remove: bool) -> Vec<QuestionRow> {
    let question = |text: &str, options: &[&str], right| QuestionRow {
        text: text.into(),
        kind: FOUR_LINES.into(),
        options: options.iter().map(|option| (*option).to_owned()).collect(),
        right,
        remove: remove.then(|| "/desk/survey-questions/1/remove".to_owned()),
    };
    vec![question(FOUR_LINES, &[LONG, NO_END, SHARP], Some(1)), question(SHARP, &[], None)]
}

fn result() -> SurveyResult {
    let row = |option: &str, right| ResultRow {
        option: option.into(),
        right,
        count: "1204".into(),
        share: "66.7%".into(),
        interval: "35.4–87.9%".into(),
        drawing: String::new(),
    };
    let question = |text: &str| QuestionResult {
        text: text.into(),
        note: "n = 12".into(),
        rows: vec![row(LONG, true), row(NO_END, false)],
        headline: FOUR_LINES.into(),
        change: FOUR_LINES.into(),
        words: Vec::new(),
    };
    let few = QuestionResult {
        note: FOUR_LINES.into(),
        rows: Vec::new(),
        headline: String::new(),
        change: String::new(),
        ..question(SHARP)
    };
    let words = QuestionResult { words: vec![SHARP.into(), NO_END.into(), FOUR_LINES.into()], ..few.clone() };
    SurveyResult { notes: vec![FOUR_LINES.into()], scale: String::new(), questions: vec![question(LONG), few, words] }
}

/// What is asked of those who answer: options that are long, one of them chosen, and something wrong.
fn sheet_form() -> Form {
    let option = |value: &str, label: &str| Choose { value: value.into(), label: label.into(), chosen: value == "1" };
    let radios = Radios {
        name: "q1".into(),
        label: FOUR_LINES.into(),
        hint: FOUR_LINES.into(),
        options: vec![option("0", LONG), option("1", NO_END), option("2", SHARP)],
        error: Some(FOUR_LINES.into()),
        ..Radios::default()
    };
    let count = |name: &str, label: &str| Field { short: true, kind: "number", ..Field::text(name, label, "12") };
    let group = FieldGroup {
        label: FOUR_LINES.into(),
        fields: vec![count("q2-0", LONG), count("q2-1", NO_END), count("q2-2", SHARP)],
        ..FieldGroup::default()
    };
    Form::new("/surveys/1", "提交").with(radios).with(group)
}

fn crumb() -> (String, String) {
    ("/desk/surveys/1".into(), LONG.into())
}

impl Samples for SurveysPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self { frame: frame.clone(), tabs: tabs(frame), rows: Vec::new(), add: Some(frame.t("survey-add")) };
        let much = Self { rows: vec![row(FOUR_LINES, true), row(NO_END, false)], add: None, ..none.clone() };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for SurveyFormPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let page = Self {
            frame: frame.clone(),
            crumb: crumb(),
            title: frame.t("survey-add"),
            lead: FOUR_LINES.into(),
            problems: vec![problem("title-survey")],
            form: form(frame, "survey"),
        };
        vec![("wrong", page)]
    }
}

impl Samples for SurveyPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let draft = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            problems: Vec::new(),
            title: SHARP.into(),
            lead: String::new(),
            facts: vec![(frame.t("survey-kind"), LONG.into())],
            links: Vec::new(),
            questions: Vec::new(),
            result: None,
            handed: Vec::new(),
            forms: vec![(frame.t("survey-question-add"), form(frame, "question"))],
        };
        let open = Self {
            problems: vec![problem("title-codes")],
            title: FOUR_LINES.into(),
            lead: FOUR_LINES.into(),
            links: vec![("/surveys/1".into(), frame.t("survey-public-link"))],
            questions: questions(true),
            handed: vec![(LONG.into(), "500".into(), "499".into())],
            forms: vec![(frame.t("survey-codes-title"), form(frame, "codes"))],
            ..draft.clone()
        };
        let closed = Self { result: Some(result()), forms: Vec::new(), problems: Vec::new(), ..open.clone() };
        vec![("draft", draft), ("open", open), ("closed", closed)]
    }
}

impl Samples for SurveySheet {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let open = Self {
            frame: stranger(frame),
            problems: vec![problem("q1")],
            title: FOUR_LINES.into(),
            lead: FOUR_LINES.into(),
            notes: vec![frame.t("survey-anonymous"), frame.t("survey-one-open")],
            form: Some(sheet_form()),
            closed: String::new(),
            result: None,
        };
        let over = Self {
            problems: Vec::new(),
            lead: String::new(),
            form: None,
            closed: frame.t("survey-takes-none"),
            ..open.clone()
        };
        let shown = Self { closed: String::new(), result: Some(result()), ..over.clone() };
        vec![("open", open), ("over", over), ("shown", shown)]
    }
}

impl Samples for PublicSurveysPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self { frame: stranger(frame), open: Vec::new(), results: Vec::new() };
        let rows = vec![row(FOUR_LINES, false), row(NO_END, false)];
        let much = Self { open: rows.clone(), results: rows, ..none.clone() };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for SlipsPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let address = format!("https://{}.example.gov.cn/surveys/1204", NO_END.to_lowercase());
        let page = Self {
            frame: frame.clone(),
            crumb: crumb(),
            title: FOUR_LINES.into(),
            qr: Qr::of(&address),
            address,
            until: "2025年12月31日截止".into(),
            codes: vec!["abcd-efgh-jkmn-pqrs".into(); 7],
        };
        vec![("much", page)]
    }
}

impl Samples for SurveyPaperPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let address = "https://mingpai.example.gov.cn/surveys/1204".to_owned();
        let page = Self {
            frame: frame.clone(),
            crumb: crumb(),
            title: LONG.into(),
            lead: FOUR_LINES.into(),
            note: frame.t("survey-paper-note"),
            questions: questions(false),
            qr: Qr::of(&address),
            address,
            until: "2025年12月31日截止".into(),
        };
        vec![("much", page)]
    }
}

impl Samples for ProposalsPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            problems: Vec::new(),
            send: vec![("/proposals?unit=1".into(), LONG.into())],
            rows: Vec::new(),
            vote: None,
        };
        let row = |text: &str, of: &str| ProposalRow {
            head: format!("{LONG} · 口号 · 2025年12月11日"),
            text: text.into(),
            why: FOUR_LINES.into(),
            state: frame.t("proposal-is-new"),
            reply: SHARP.into(),
            like: vec![LONG.into(), NO_END.into()],
            decide: Some(form(frame, of)),
        };
        let much = Self {
            problems: vec![problem("title-one")],
            rows: vec![row(FOUR_LINES, "one"), row(NO_END, "two")],
            vote: Some(form(frame, "vote")),
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for SendProposalPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: stranger(frame),
            problems: vec![problem("title-send")],
            form: form(frame, "send"),
            taken: Vec::new(),
        };
        let taken = |text: &str| TakenProposal { head: LONG.into(), text: text.into(), reply: FOUR_LINES.into() };
        let much = Self { problems: Vec::new(), taken: vec![taken(SHARP), taken(NO_END)], ..none.clone() };
        vec![("none", none), ("much", much)]
    }
}
