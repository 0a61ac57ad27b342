//! The desks' lists and forms.

use pages::{
    AccountRow, AccountsPage, AuditPage, AuditRow, BrandRow, BrandsPage, Field, Frame, ImportPage, ImportRow, MailPage,
    NewAccountPage, Pending, Task, TodayPage, UnitRow, UnitsPage,
};

use crate::Samples;
use crate::awkward::{FOUR_LINES, LONG, LONG_ENGLISH, NO_END, SHARP, choice, problem, wrong};

fn brand(name: &str, unit: &str) -> BrandRow {
    BrandRow {
        href: "/desk/brands/1".into(),
        name: name.into(),
        unit: unit.into(),
        standing: "即将生效".into(),
        class: "signed",
        when: "自2025-12-31起生效".into(),
    }
}

impl Samples for TodayPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let nothing = Self {
            frame: frame.clone(),
            tasks: Vec::new(),
            begin: None,
            numbers: Vec::new(),
            brands: Vec::new(),
            put_off: 0,
        };
        let begin = Self { begin: Some("/desk/brands/new?unit=1".into()), ..nothing.clone() };
        let task = |pending, text: &str, small: &str| Task {
            pending,
            tag: frame.t("today-to-publish"),
            text: text.into(),
            small: small.into(),
            href: "/desk/brands/1/publish".into(),
            button: frame.t("today-read"),
            sends: (pending == Pending::Waits).then(|| vec![("done".to_owned(), SHARP.to_owned())]),
            later: (pending != Pending::Late).then(|| "/desk/opinions/1".to_owned()),
        };
        let count = |number: &str, key| (number.to_owned(), frame.t(key));
        let much = Self {
            tasks: vec![
                task(Pending::Late, LONG, FOUR_LINES),
                task(Pending::Soon, NO_END, ""),
                task(Pending::Waits, SHARP, NO_END),
            ],
            numbers: vec![
                count("10,000", "today-in-force"),
                count("0", "today-signed"),
                count("1,000,000", "today-drafts"),
                count("7", "today-units-without"),
            ],
            brands: vec![brand(LONG, LONG), brand(NO_END, NO_END), brand("㙍䶮", "街道")],
            put_off: 12,
            ..nothing.clone()
        };
        vec![("nothing", nothing), ("begin", begin), ("much", much)]
    }
}

impl Samples for BrandsPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            search: SHARP.into(),
            standing: choice("standing", frame.t("brand-standing"), None),
            count: frame.say(&words::Message::new("list-count").with("shown", 0).with("of", 10_000)),
            rows: Vec::new(),
            before: None,
            after: None,
            exports: vec![("/desk/brands.xlsx".into(), frame.t("export-excel"))],
            keeps_readings: true,
        };
        let rows = (0..50).map(|row| if row % 5 == 0 { brand(LONG, LONG_ENGLISH) } else { brand("㙍䶮", "街道") });
        let page = Self {
            rows: rows.collect(),
            before: Some("/desk/brands?page=1".into()),
            after: Some("/desk/brands?page=3".into()),
            ..none.clone()
        };
        vec![("none", none), ("page", page)]
    }
}

impl Samples for UnitsPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let none = Self {
            frame: frame.clone(),
            search: NO_END.into(),
            kind: choice("kind", frame.t("unit-kind"), None),
            count: "0".into(),
            rows: Vec::new(),
            before: None,
            after: None,
            exports: Vec::new(),
            may_edit: false,
        };
        let unit = |name: &str, text: &str, href: &str| UnitRow {
            href: href.into(),
            name: name.into(),
            kind: text.into(),
            peer_group: text.into(),
            people: text.into(),
            brands: text.into(),
        };
        let long = Self {
            rows: vec![unit(LONG, LONG, "/desk/units/1"), unit(NO_END, "", ""), unit("㙍", NO_END, "/desk/units/2")],
            may_edit: true,
            ..none.clone()
        };
        vec![("none", none), ("long", long)]
    }
}

impl Samples for ImportPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let unreadable = Self {
            frame: frame.clone(),
            title: frame.t("import-units"),
            back: ("/desk/units", frame.t("nav-units")),
            lead: frame.t("import-units-lead"),
            action: "/desk/import/units".into(),
            template: "/desk/import/units.xlsx".into(),
            problems: vec![problem("file")],
            headings: Vec::new(),
            rows: Vec::new(),
            outcome: String::new(),
            confirm: None,
        };
        let headings: Vec<String> = ["unit-name", "unit-parent", "unit-kind"].map(|key| frame.t(key)).into();
        let row = |row, text: &str, error: Option<&str>| ImportRow {
            row,
            cells: vec![(text.into(), error.map(str::to_owned)), (String::new(), None), (text.into(), None)],
        };
        let count = |key| frame.say(&words::Message::new(key).with("count", 10_000));
        let faults = Self {
            problems: Vec::new(),
            headings,
            rows: vec![row(2, "", Some(FOUR_LINES)), row(10_001, NO_END, Some(SHARP)), row(3, LONG, None)],
            outcome: count("import-faults"),
            ..unreadable.clone()
        };
        let good = Self {
            rows: (2..40).map(|number| row(number, "㙍䶮", None)).collect(),
            outcome: count("import-good"),
            confirm: Some(SHARP.into()),
            ..faults.clone()
        };
        vec![("unreadable", unreadable), ("faults", faults), ("good", good)]
    }
}

impl Samples for NewAccountPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let wrong = Self {
            frame: frame.clone(),
            problems: vec![problem("login"), problem("role")],
            fields: vec![wrong("login", frame.t("account-login"), 1), wrong("name", frame.t("account-name"), 1)],
            choices: vec![
                choice("role", frame.t("account-role"), Some(FOUR_LINES.into())),
                choice("unit", frame.t("unit-name"), None),
            ],
        };
        vec![("wrong", wrong)]
    }
}

impl Samples for MailPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let bare = Self {
            frame: frame.clone(),
            problems: Vec::new(),
            fields: vec![Field::text("address", frame.t("mail-address"), "")],
            digest: None,
            has_server: false,
            can_try: false,
        };
        let wrong = Self {
            problems: vec![problem("address")],
            fields: vec![wrong("address", frame.t("mail-address"), 1)],
            digest: Some((FOUR_LINES.into(), true)),
            has_server: true,
            ..bare.clone()
        };
        let kept = Self {
            fields: vec![Field { hint: LONG.into(), ..Field::text("address", frame.t("mail-address"), NO_END) }],
            digest: Some((frame.t("mail-lead"), false)),
            has_server: true,
            can_try: true,
            ..bare.clone()
        };
        vec![("no-server", bare), ("wrong", wrong), ("kept", kept)]
    }
}

impl Samples for AccountsPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let row = |login: &str, name: &str, closed| AccountRow {
            id: "1".into(),
            login: login.into(),
            name: name.into(),
            role: frame.t("role-liaison"),
            unit: name.into(),
            state: frame.t("account-first-password"),
            closed,
            bound: closed,
            second_factor: !closed,
        };
        let rows = vec![row("a", "㙍䶮", false), row(NO_END, LONG, true), row("b.c-d_e", NO_END, false)];
        let new = Self {
            frame: frame.clone(),
            rows: rows.clone(),
            new_passwords: vec![(NO_END.into(), "quiet-harbour-lantern-42".into()), ("a".into(), "b".into())],
        };
        vec![
            ("new-passwords", new),
            ("none", Self { frame: frame.clone(), rows: Vec::new(), new_passwords: Vec::new() }),
        ]
    }
}

impl Samples for AuditPage {
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)> {
        let row = |number: &str, change: &str| AuditRow {
            number: number.into(),
            at: "2025-12-31 10:24".into(),
            who: LONG.into(),
            what: format!("{} · brand 10000", frame.t("act-draft-saved")),
            change: change.into(),
            hash: "6f1d0c54a9be27e38812d0c7f45be91a3c06d2748fe5b91d60a37c48e2f95b13".into(),
        };
        let long = Self {
            frame: frame.clone(),
            head: frame.say(&words::Message::new("audit-head").with("count", 1_000_000).with("hash", NO_END)),
            rows: vec![
                row("1000000", FOUR_LINES),
                row("9", ""),
                row("1", &format!("{{\"name\":\"{NO_END}\"}}\n→ {SHARP}")),
            ],
            earlier: Some("/desk/audit?before=9".into()),
        };
        vec![("long", long), ("none", Self { frame: frame.clone(), head: "0".into(), rows: Vec::new(), earlier: None })]
    }
}
