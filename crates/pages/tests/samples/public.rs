//! What everybody may read.

use pages::{
    BrandCard, BrandPage, ChangeEntry, FoundRow, Frame, HelpPage, HomePage, MessagePage, PeerRow, PeerTable, PeersPage,
    PromiseCard, ServiceRow, UnitPage, help,
};

use crate::Samples;
use crate::awkward::{FOUR_LINES, LONG, LONG_ENGLISH, MARK, NO_END, SHARP, described, stranger};

pub fn card(name: &str, unit: &str, mark: Option<&str>) -> BrandCard {
    BrandCard { href: "/brands/1".into(), name: name.into(), unit: unit.into(), mark: mark.map(str::to_owned) }
}

impl Samples for HomePage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let nothing = Self {
            frame: stranger(frame),
            search: String::new(),
            programme: None,
            brands: Vec::new(),
            brands_in_all: "0".into(),
            services: Vec::new(),
            units: Vec::new(),
            said: Vec::new(),
        };
        let row = |name: &str, small: &str| FoundRow {
            name: vec![(name.into(), false), ("㙍溪".into(), true), (SHARP.into(), false)],
            href: "/units/1".into(),
            small: small.into(),
        };
        let searched = Self { search: SHARP.into(), ..nothing.clone() };
        let found = Self {
            search: NO_END.into(),
            services: vec![row(LONG, LONG), row("", NO_END), row(NO_END, "")],
            units: vec![row(LONG, ""), row(LONG_ENGLISH, "")],
            said: vec![FOUR_LINES.into(), NO_END.into()],
            brands: vec![card(LONG, LONG, Some(MARK)), card(NO_END, NO_END, None)],
            ..nothing.clone()
        };
        let all = Self {
            frame: frame.clone(),
            programme: Some((LONG.into(), format!("{FOUR_LINES}\n{FOUR_LINES}"))),
            brands: (0..40).map(|_| card("㙍溪䶮办", "街道", Some(MARK))).collect(),
            brands_in_all: "10,000".into(),
            ..nothing.clone()
        };
        vec![("nothing", nothing), ("nothing-found", searched), ("long", found), ("many", all)]
    }
}

impl Samples for PeersPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self { frame: stranger(frame), group: String::new(), groups: Vec::new(), tables: Vec::new() };
        let groups = (0..12).map(|_| (LONG.to_owned(), "/compare?group=1".to_owned())).collect();
        let drawing = r#"<svg class="chart-small" role="img" aria-label="95.1%" viewBox="0 0 132 22" width="132" height="22"></svg>"#;
        let row = |unit: &str, what: &str, has_figure: bool| PeerRow {
            unit: (unit.into(), "/units/1".into()),
            what: what.into(),
            in_chinese: true,
            href: "/promises/1".into(),
            services: what.into(),
            limit: "8 个工作日".into(),
            figure: has_figure.then(|| ("95.1%".into(), "94.6–96.5%".into(), "1,234,567".into())),
            drawing: if has_figure { drawing.into() } else { String::new() },
        };
        let rows = vec![
            row("㙍", "办", true),
            row(LONG, FOUR_LINES, true),
            row(NO_END, NO_END, false),
            row(LONG_ENGLISH, LONG, true),
        ];
        let scale = drawing.to_owned();
        let one = PeerTable { title: LONG.into(), scale: scale.clone(), rows: rows.clone() };
        let many = PeerTable {
            title: "从受理到办结，按工作日计".into(), scale, rows: [rows.as_slice(); 12].concat()
        };
        vec![
            ("no-groups", none.clone()),
            ("groups", Self { groups, ..none.clone() }),
            ("nothing", Self { group: LONG.into(), ..none.clone() }),
            ("one", Self { group: NO_END.into(), tables: vec![one.clone()], ..none.clone() }),
            ("many", Self { frame: frame.clone(), group: LONG.into(), tables: vec![one, many], ..none }),
        ]
    }
}

impl Samples for UnitPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let bare = Self {
            frame: stranger(frame),
            name: "㙍".into(),
            brands: Vec::new(),
            services: Vec::new(),
            facts: Vec::new(),
            compare: None,
            opinions: "/opinions?unit=1".into(),
            examples: Vec::new(),
        };
        let service = |name: &str, legal_basis: &str| ServiceRow {
            name: name.into(),
            code: "11370000MB2845689L3370112001000".into(),
            legal_basis: legal_basis.into(),
            href: String::new(),
            unit: LONG.into(),
            closed: String::new(),
            statutory_limit: "20 个工作日，依法需要听证、检验、检测、检疫、鉴定和专家评审的除外".into(),
        };
        let long = Self {
            frame: frame.clone(),
            name: LONG.into(),
            brands: vec![card(LONG, LONG, None), card(NO_END, LONG_ENGLISH, Some(MARK))],
            services: vec![service(LONG, FOUR_LINES), service(NO_END, ""), service("登记", "")],
            facts: vec![described(LONG, LONG), described("比较组", NO_END)],
            compare: Some("/compare?group=%E5%8C%BA".into()),
            opinions: "/opinions?unit=1".into(),
            examples: vec![(LONG.into(), "/examples/1".into()), (NO_END.into(), "/examples/2".into())],
        };
        vec![("bare", bare), ("long", long)]
    }
}

impl Samples for BrandPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let bare = Self {
            frame: stranger(frame),
            name: "䶮".into(),
            unit: ("㙍街道".into(), "/units/1".into()),
            mark: None,
            slogan: (String::new(), false),
            retired: String::new(),
            parent: None,
            foot: Vec::new(),
            promises: Vec::new(),
            about: Vec::new(),
            sub_brands: Vec::new(),
            changes: Vec::new(),
        };
        let promise = |what: &str| PromiseCard {
            what: what.into(),
            in_chinese: true,
            href: "/promises/1".into(),
            figure: Some(("97.9%".into(), NO_END.into())),
            facts: vec![
                described("时限", "10,000 个工作日"),
                described(LONG, FOUR_LINES),
                described("投诉渠道", NO_END),
            ],
        };
        let change = |why: &str| ChangeEntry {
            when: LONG_ENGLISH.into(),
            why: why.into(),
            changes: vec![SHARP.into(), FOUR_LINES.into(), NO_END.into()],
        };
        let long = Self {
            name: LONG.into(),
            unit: (LONG.into(), "/units/1".into()),
            mark: Some(MARK.into()),
            slogan: (LONG.into(), true),
            retired: FOUR_LINES.into(),
            parent: Some((LONG.into(), "/brands/1".into())),
            foot: vec![LONG.into(), LONG_ENGLISH.into()],
            promises: vec![promise(LONG), promise(NO_END), promise(SHARP)],
            about: vec![described("理念", FOUR_LINES), described("行为规范", &format!("{LONG}\n{LONG}\n{NO_END}"))],
            sub_brands: vec![card(LONG, LONG, Some(MARK)), card(NO_END, "", None)],
            changes: vec![change(FOUR_LINES), change("")],
            ..bare.clone()
        };
        vec![("bare", bare), ("long", long)]
    }
}

impl Samples for MessagePage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        vec![(
            "long",
            Self {
                frame: frame.clone(),
                title: SHARP.into(),
                text: format!("{FOUR_LINES} {NO_END}"),
                number: NO_END.into(),
            },
        )]
    }
}

impl Samples for HelpPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let frame = Frame { path: "/help".into(), nav: stranger(frame).nav, done: None, ..frame.clone() };
        let page = |name: &'static str| {
            let guide = help::find(name, frame.language).expect("a page of the guide");
            (if name.is_empty() { "all" } else { name }, Self::new(frame.clone(), guide))
        };
        help::names().map(page).collect()
    }
}
