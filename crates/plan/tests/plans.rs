//! Plans that are wrong, and what is said of each; and the plan of the documentation, whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use plan::{Format, Meaning, Plan, PlanError, Preset, Satisfaction, Source};
use terms::Limit;
use words::Language;

const SOURCE: &str =
    "[source]\ncase = \"case_id\"\nactivity = \"activity\"\nat = \"ts\"\ntime_zone = \"Asia/Shanghai\"\n";
const MILESTONES: &str =
    "[milestones]\naccepted = { activities = [\"accept\"] }\ndecided = { activities = [\"decide\"] }\n";
const CALENDAR: &str = "[calendar]\nbase = \"cn\"\n";

/// A plan with one promise, whose lines are given.
fn with_promise(lines: &str) -> Result<Plan, PlanError> {
    Plan::parse(&format!(
        "{SOURCE}{MILESTONES}{CALENDAR}[[promise]]\nid = \"p\"\nfrom = \"accepted\"\nuntil = \"decided\"\n{lines}"
    ))
}

#[test]
fn every_limit_is_read() {
    let hour = 3_600_000_000;
    for (text, limit) in [
        ("{ working_days = 5 }", Limit::WorkingDays(5)),
        ("{ calendar_days = 15 }", Limit::CalendarDays { days: 15, roll: false }),
        ("{ calendar_days = 15, roll = \"next_working_day\" }", Limit::CalendarDays { days: 15, roll: true }),
        ("{ hours = 2 }", Limit::Elapsed(2 * hour)),
        ("{ hours = 0.5 }", Limit::Elapsed(hour / 2)),
        ("{ minutes = 20 }", Limit::Elapsed(hour / 3)),
        ("{ due = \"deadline\" }", Limit::Due("deadline".into())),
        ("{ working_days_from = \"承诺办结时间\" }", Limit::WorkingDaysFrom("承诺办结时间".into())),
        ("{ count = \"accepted\", at_most = 1 }", Limit::Count { milestone: "accepted".into(), at_most: 1 }),
    ] {
        let plan = with_promise(&format!("limit = {text}")).unwrap();
        assert_eq!(plan.promises[0].limit, limit, "{text}");
    }
    let hours = "[source]\ncase = \"c\"\n[milestones]\na = { attribute = \"x\" }\n[calendar]\nbase = \"cn\"\noffice_hours = [\"09:00-12:00\"]\n\
         [[promise]]\nid = \"p\"\nfrom = \"a\"\nuntil = \"a\"\nlimit = { working_hours = 4 }";
    assert_eq!(Plan::parse(hours).unwrap().promises[0].limit, Limit::WorkingTime(4 * hour));
}

#[test]
fn each_wrong_plan_is_told_what_to_write() {
    let promise = |lines: &str| with_promise(lines).unwrap_err();
    let plan = |text: &str| Plan::parse(text).unwrap_err();
    for (error, words) in [
        (plan("[source"), vec!["line 1", "TOML"]),
        (plan(CALENDAR), vec!["`[source]`", "inspect"]),
        (plan(&format!("{SOURCE}actr = \"x\"\n{CALENDAR}")), vec!["line 6", "`actr`", "did you mean `actor`"]),
        (plan(&format!("{SOURCE}{CALENDAR}[calender]\n")), vec!["line 8", "`calender`", "did you mean `calendar`"]),
        (plan(&format!("{SOURCE}case = 3\n")), vec!["line 6"]),
        (plan("[source]\ncase = 3\n[calendar]\nbase = \"cn\""), vec!["line 2", "`case`", "quotation marks"]),
        (plan("[source]\nsatisfaction = \"满意度代码\"\n"), vec!["`满意度代码`", "satisfaction_best", "1 or 5"]),
        (plan("[source]\nsatisfaction_best = 3\n"), vec!["`3`", "1 or 5"]),
        (plan("[source]\ndelimiter = \"ab\"\n[calendar]\nbase = \"cn\""), vec!["`ab`", "one character"]),
        (plan("[source]\nheader_row = 0\n[calendar]\nbase = \"cn\""), vec!["counted from 1"]),
        (
            plan("[source]\npreset = \"gbt39064\"\n[calendar]\nbase = \"cn\""),
            vec!["gbt39064", "Did you mean `gbt39046`"],
        ),
        (plan("[source]\n[calendar]\nbase = \"weekdays\""), vec!["`time_zone`"]),
        (
            plan(&format!("{SOURCE}[milestones]\na = {{ pick = \"last\" }}\n{CALENDAR}")),
            vec!["line 7", "`a`", "attribute"],
        ),
        (plan("[sorce]\ncase = \"c\""), vec!["line 1", "`sorce`", "did you mean `source`"]),
        (promise(""), vec!["`limit`"]),
        // Not that `limit` is missing.
        (promise("limt = { hours = 1 }"), vec!["line 15", "`limt`", "did you mean `limit`"]),
        (promise("limit = { working_day = 3 }"), vec!["`working_day`", "did you mean `working_days`"]),
        (promise("limit = {}"), vec!["exactly one of"]),
        (promise("limit = { hours = 1, minutes = 3 }"), vec!["exactly one of"]),
        (promise("limit = { working_days = 3, roll = \"next_working_day\" }"), vec!["roll goes with calendar_days"]),
        (promise("limit = { working_days = -3 }"), vec!["whole number"]),
        (promise("limit = { calendar_days = 4000000000 }"), vec!["thousand years"]),
        (promise("limit = { working_hours = 3 }"), vec!["office_hours"]),
        (promise("limit = { count = \"visit\", at_most = 1 }"), vec!["count = \"visit\"", "no `visit`"]),
        (promise("limit = { working_days = 3 }\ntarget = 95"), vec!["0 to 1"]),
        (promise("limit = { working_days = 3 }\nin_force = { from = \"2025-02-30\" }"), vec!["a date such as"]),
        (
            promise("limit = { working_days = 3 }\nin_force = { from = 2025-02-03, until = 2025-02-02 }"),
            vec!["before it begins"],
        ),
    ] {
        let english = error.message().text(Language::English);
        for word in words {
            assert!(english.contains(word), "{english} should say {word}");
        }
        let chinese = error.message().text(Language::Chinese);
        assert!(chinese.contains('方') && !chinese.contains("{ $"), "{chinese}");
    }
}

#[test]
fn every_key_of_a_source_is_read() {
    let names = "case activity at actor service unit channel time_zone object_type encoding sheet time_format";
    let texts: String = names.split(' ').map(|name| format!("{name} = \"{name}\"\n")).collect();
    let rest = "preset = \"gbt39046\"\nheader_row = 2\ndelimiter = \";\"\nformat = \"csv\"\nkeep = [\"k\"]\n\
                satisfaction = \"s\"\nsatisfaction_best = 5\n";
    let source = Plan::parse(&format!("[source]\n{texts}{rest}{CALENDAR}")).unwrap().source;
    let text = |text: &str| Some(text.to_owned());
    let wanted = Source {
        preset: Some(Preset::Gbt39046),
        case: text("case"),
        activity: text("activity"),
        at: text("at"),
        actor: text("actor"),
        service: text("service"),
        unit: text("unit"),
        channel: text("channel"),
        time_zone: text("time_zone"),
        object_type: text("object_type"),
        header_row: Some(2),
        delimiter: Some(b';'),
        encoding: text("encoding"),
        sheet: text("sheet"),
        time_format: text("time_format"),
        format: Some(Format::Csv),
        keep: vec!["k".into(), "s".into()],
        satisfaction: Some(Satisfaction { code: "s".into(), best: 5 }),
    };
    assert_eq!(source, wanted);
}

#[test]
fn texts_of_one_promise_follow_one_another() {
    let second = |from: &str, limit: &str| {
        with_promise(&format!(
            "limit = {{ working_days = 8 }}\nin_force = {{ until = \"2024-06-30\" }}\n\
             [[promise]]\nid = \"p\"\nfrom = \"accepted\"\nuntil = \"decided\"\nlimit = {limit}\nin_force = {{ from = \"{from}\" }}"
        ))
    };
    assert_eq!(second("2024-07-01", "{ working_days = 5 }").unwrap().promises.len(), 2);
    assert!(matches!(second("2024-06-30", "{ working_days = 5 }"), Err(PlanError::Overlap { .. })));
    assert!(matches!(second("2024-07-01", "{ hours = 5 }"), Err(PlanError::MixedUnits { .. })));
    // On the same day, where each is for its own services.
    let apart = |one: &str, other: &str| {
        with_promise(&format!(
            "limit = {{ working_days = 8 }}\n{one}\n\
             [[promise]]\nid = \"p\"\nfrom = \"accepted\"\nuntil = \"decided\"\nlimit = {{ working_days = 3 }}\n{other}"
        ))
    };
    assert_eq!(apart("services = [\"1\", \"2\"]", "services = [\"3\"]").unwrap().promises.len(), 2);
    for (one, other) in [("services = [\"1\", \"2\"]", "services = [\"2\"]"), ("services = [\"1\"]", ""), ("", "")] {
        assert!(matches!(apart(one, other), Err(PlanError::Overlap { .. })), "{one} {other}");
    }
}

#[test]
fn the_national_tables_bring_their_milestones_and_a_plan_can_change_them() {
    let text = "[source]\npreset = \"gbt39046\"\n[milestones]\naccepted = { attribute = \"申请时间\" }\n[calendar]\nbase = \"cn\"\n";
    let plan = Plan::parse(&format!("\u{feff}{text}")).unwrap();
    assert_eq!(plan.source.preset, Some(Preset::Gbt39046));
    assert_eq!(plan.milestone("accepted").unwrap().meaning, Meaning::Attribute("申请时间".into()));
    let names: Vec<&str> = plan.milestones.iter().map(|milestone| milestone.name.as_str()).collect();
    assert_eq!(names, ["accepted", "applied", "decided", "paused", "resumed", "document", "returned", "withdrawn"]);
    assert_eq!(plan.fields(), ["申请时间", "办结时间"]);
}
