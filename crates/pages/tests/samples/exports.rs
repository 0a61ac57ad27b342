//! Yearly papers.

use pages::{ExportsPage, Frame, PlaceGroup, PlaceRow, TemplateRow};

use crate::Samples;
use crate::awkward::{FOUR_LINES, LONG, NO_END, SHARP, choice, problem};
use crate::year::tabs;

impl Samples for ExportsPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            tabs: tabs(frame),
            problems: Vec::new(),
            of: String::new(),
            year: "2025".into(),
            choices: vec![choice("year", frame.t("exports-year"), None)],
            rows: Vec::new(),
            upload: None,
            groups: Vec::new(),
        };
        let row = |name: &str, is_chinese: bool| TemplateRow {
            name: name.into(),
            is_chinese,
            kind: "DOCX".into(),
            of: frame.t("exports-of-city"),
            state: frame.t("exports-built-in"),
            fill: (!is_chinese).then(|| "/desk/exports/party-work?year=2025&unit=1".into()),
            blank: Some("/desk/exports/party-work/blank".into()),
            remove: is_chinese.then(|| ("/desk/exports/1/remove".into(), frame.t("exports-remove"))),
        };
        let place = |name: &str, example: &str| PlaceRow {
            name: format!("{{{{{name}}}}}"),
            alias: "{{promises.interval}}".into(),
            meaning: frame.t("place-promises-interval"),
            example: example.into(),
        };
        let much = Self {
            problems: vec![problem("file")],
            of: LONG.into(),
            choices: vec![
                choice("year", frame.t("exports-year"), None),
                choice("unit", frame.t("exports-unit"), Some(FOUR_LINES.into())),
            ],
            rows: vec![row(&frame.t("exports-template-civility"), false), row(NO_END, true), row(SHARP, true)],
            upload: Some(choice("which", frame.t("exports-which"), None)),
            groups: vec![
                PlaceGroup { title: frame.t("exports-places-both"), rows: vec![place("数据来源", FOUR_LINES)] },
                PlaceGroup {
                    title: frame.t("exports-places-unit"),
                    rows: vec![place("承诺.兑现区间", NO_END), place("品牌口号", SHARP)],
                },
            ],
            ..none.clone()
        };
        vec![("none", none), ("much", much)]
    }
}
