//! Opinions and papers.

use pages::{
    AnswerEntry, CommentEntry, CriterionRow, Frame, LineRow, OpinionPage, OpinionRow, OpinionsPage, PaperFormPage,
    PaperPage, PaperRow, PapersPage, PublicOpinionsPage, ReadRow, ReceiptPage, SentOpinionPage, VersionLink, VersusRow,
};

use crate::Samples;
use crate::awkward::{FOUR_LINES, LONG, NO_END, SHARP, choice, problem, stranger};
use crate::year::{form, tabs};

fn opinion(text: &str, late: bool) -> OpinionRow {
    OpinionRow {
        href: "/desk/opinions/1".into(),
        text: text.into(),
        theme: "一次告知".into(),
        unit: LONG.into(),
        state: "已过期".into(),
        late,
        when: "2025年12月31日 前答复".into(),
        answer: FOUR_LINES.into(),
    }
}

fn answer(verdict: &str, not_solved: bool) -> AnswerEntry {
    AnswerEntry {
        when: "2025年12月31日".into(),
        text: format!("{FOUR_LINES}\n{NO_END}"),
        verdict: verdict.into(),
        not_solved,
        remark: SHARP.into(),
    }
}

impl Samples for OpinionsPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            filters: vec![choice("state", frame.t("opinion-state"), None), choice("unit", frame.t("unit-name"), None)],
            count: "共 0 条".into(),
            rows: Vec::new(),
            themes: Vec::new(),
            before: None,
            after: None,
        };
        let much = Self {
            rows: vec![opinion(FOUR_LINES, true), opinion(NO_END, false), opinion(SHARP, false)],
            themes: (0..20).map(|n| (format!("主题{n} 12345"), format!("/desk/opinions?theme={n}"))).collect(),
            before: Some("/desk/opinions?page=1".into()),
            after: Some("/desk/opinions?page=3".into()),
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for OpinionPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let new = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            problems: Vec::new(),
            text: SHARP.into(),
            state: frame.t("opinion-state-new"),
            facts: vec![(frame.t("opinion-theme"), String::new())],
            answers: Vec::new(),
            forms: Vec::new(),
        };
        let much = Self {
            problems: vec![problem("title-answer")],
            text: FOUR_LINES.into(),
            facts: vec![(frame.t("unit-name"), LONG.into()), (frame.t("opinion-contact"), NO_END.into())],
            answers: vec![answer("没有解决", true), answer("已解决", false)],
            forms: vec![(frame.t("opinion-answer"), form(frame, "answer"))],
            ..new.clone()
        };
        vec![("new", new), ("much", much)]
    }
}

impl Samples for PublicOpinionsPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: stranger(frame),
            problems: Vec::new(),
            send: form(frame, "send"),
            read: form(frame, "read"),
            rows: Vec::new(),
        };
        let much = Self {
            problems: vec![problem("title-send"), problem("title-read")],
            rows: vec![opinion(FOUR_LINES, false), opinion(NO_END, false)],
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for ReceiptPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        vec![("code", Self { frame: stranger(frame), code: "abcd-efgh-jkmn-pqrs".into() })]
    }
}

impl Samples for SentOpinionPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let new = Self {
            frame: stranger(frame),
            text: FOUR_LINES.into(),
            state: frame.t("sent-new"),
            answers: Vec::new(),
            judge: None,
        };
        let answers = vec![answer("没有解决", true), answer("还没有反馈", false)];
        let answered = Self { answers, judge: Some(form(frame, "judge")), ..new.clone() };
        vec![("new", new), ("answered", answered)]
    }
}

impl Samples for PapersPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self { frame: frame.clone(), tabs: tabs(frame), rows: Vec::new(), may_edit: true };
        let row = |title: &str| PaperRow {
            href: "/desk/papers/1".into(),
            title: title.into(),
            kind: "实施意见".into(),
            state: "第 3 稿 · 2025年7月1日 起施行".into(),
            read: "27 个单位中 21 个已读".into(),
        };
        let much = Self { rows: vec![row(LONG), row(NO_END)], may_edit: false, ..none.clone() };
        vec![("none", none), ("much", much)]
    }
}

impl Samples for PaperFormPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let page = Self {
            frame: frame.clone(),
            title: SHARP.into(),
            problems: vec![problem("heard-text")],
            form: form(frame, "text"),
            back: "/desk/papers/1".into(),
        };
        vec![("wrong", page)]
    }
}

impl Samples for PaperPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let version = |number: i64, current| VersionLink {
            words: format!("第 {number} 稿 · {LONG}"),
            href: format!("/desk/papers/1?version={number}"),
            versus: Some(format!("/desk/papers/1?version={number}&versus=1")),
            current,
        };
        let empty = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            problems: Vec::new(),
            title: NO_END.into(),
            state: LONG.into(),
            changed: String::new(),
            lines: vec![LineRow {
                number: 1,
                text: SHARP.into(),
                comments: Vec::new(),
                comment: None,
                criterion: None,
            }],
            forms: Vec::new(),
            edit: None,
            pdf: Some("/desk/paper-versions/1/paper.pdf".into()),
            docx: "/desk/paper-versions/1/paper.docx".into(),
            versions: vec![version(1, true)],
            readings: Vec::new(),
            read: String::new(),
            criteria: Vec::new(),
            versus: None,
        };
        let comment = |of: &str| CommentEntry {
            unit: LONG.into(),
            text: FOUR_LINES.into(),
            reply: SHARP.into(),
            answer: Some(form(frame, of)),
        };
        let line = |number: usize| LineRow {
            number,
            text: format!("{FOUR_LINES}{NO_END}"),
            comments: vec![comment(&format!("reply-{number}"))],
            comment: Some(form(frame, &format!("comment-{number}"))),
            criterion: Some(form(frame, &format!("criterion-{number}"))),
        };
        let criterion = CriterionRow {
            what: LONG.into(),
            quote: FOUR_LINES.into(),
            line: 2,
            drop: Some("/desk/criteria/1/drop".into()),
        };
        let whole = Self {
            problems: vec![problem("title-issue")],
            changed: FOUR_LINES.into(),
            lines: (1..=3).map(line).collect(),
            forms: vec![(frame.t("paper-issue"), form(frame, "issue"))],
            edit: Some("/desk/paper-versions/1/write".into()),
            versions: vec![version(2, false), version(1, true)],
            readings: vec![
                ReadRow { unit: LONG.into(), when: String::new() },
                ReadRow { unit: NO_END.into(), when: "2025年7月1日".into() },
            ],
            read: "27 个单位中 21 个已读".into(),
            criteria: vec![criterion],
            ..empty.clone()
        };
        let row =
            |before: &str, after: &str| VersusRow { name: LONG.into(), before: before.into(), after: after.into() };
        let versus = vec![row(FOUR_LINES, SHARP), row("", NO_END), row(LONG, "")];
        let compared = Self { versus: Some(versus), ..whole.clone() };
        vec![("empty", empty), ("whole", whole), ("compared", compared)]
    }
}
