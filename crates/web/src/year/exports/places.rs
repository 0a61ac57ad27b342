//! What a template can ask for: the name of each place, and what is filled in.

use blanks::{Value, Values};
use ledger::blank::Scope;
use ledger::{Day, unit};
use terms::Share;
use words::{Language, Message};

use super::facts::{Figure, OfUnit, Year};
use crate::figures::words::interval;
use crate::wording;

/// A place: its name, the word of its other name and of its meaning, and for papers of which scope; none for both.
pub(super) struct Offered {
    pub(super) name: &'static str,
    pub(super) word: &'static str,
    scope: Option<Scope>,
}

const fn both(name: &'static str, word: &'static str) -> Offered {
    Offered { name, word, scope: None }
}

const fn unit(name: &'static str, word: &'static str) -> Offered {
    Offered { name, word, scope: Some(Scope::Unit) }
}

const fn city(name: &'static str, word: &'static str) -> Offered {
    Offered { name, word, scope: Some(Scope::City) }
}

/// All places. The other name of `unit-name` is `unit.name`, and its meaning `place-unit-name`.
pub(super) const OFFERED: &[Offered] = &[
    both("年度", "year"),
    both("编制日期", "date"),
    both("项目名称", "programme"),
    both("数据来源", "source"),
    unit("单位名称", "unit-name"),
    unit("党组织", "unit-party"),
    unit("品牌名称", "brand-name"),
    unit("品牌口号", "brand-slogan"),
    unit("品牌理念", "brand-concept"),
    unit("签署日期", "brand-signed"),
    unit("生效日期", "brand-from"),
    city("单位数", "unit-count"),
    city("在用品牌数", "brand-count"),
    both("承诺数", "promise-count"),
    both("兑现率", "kept-share"),
    both("兑现区间", "kept-interval"),
    both("兑现件数", "kept-cases"),
    both("办结件数", "kept-settled"),
    both("意见收到", "opinions-received"),
    both("意见答复", "opinions-answered"),
    both("意见逾期", "opinions-late"),
    both("参加活动", "activities-attended"),
    both("下发文件", "papers-issued"),
    both("阅读文件", "papers-read"),
    both("占用事项", "burden-things"),
    both("占用分钟", "burden-time"),
    both("取自记录", "burden-records"),
    unit("承诺.序号", "promises-number"),
    unit("承诺.内容", "promises-what"),
    unit("承诺.对象", "promises-whom"),
    unit("承诺.时限", "promises-limit"),
    unit("承诺.起始日期", "promises-from"),
    unit("承诺.兑现率", "promises-share"),
    unit("承诺.兑现区间", "promises-interval"),
    unit("承诺.办结件数", "promises-settled"),
    unit("活动.序号", "attended-number"),
    unit("活动.日期", "attended-day"),
    unit("活动.类别", "attended-kind"),
    unit("活动.名称", "attended-title"),
    city("单位.序号", "units-number"),
    city("单位.名称", "units-name"),
    city("单位.品牌", "units-brand"),
    city("单位.口号", "units-slogan"),
    city("单位.承诺数", "units-promises"),
    city("单位.兑现率", "units-share"),
    city("单位.兑现区间", "units-interval"),
    city("单位.兑现件数", "units-kept"),
    city("单位.办结件数", "units-settled"),
    city("单位.意见收到", "units-received"),
    city("单位.意见答复", "units-answered"),
    city("单位.意见逾期", "units-late"),
    city("单位.参加活动", "units-attended"),
    city("单位.阅读文件", "units-read"),
    city("单位.占用事项", "units-things"),
    city("单位.占用分钟", "units-time"),
];

impl Offered {
    /// Whether a paper of this scope has it.
    pub(super) fn is_of(&self, scope: Scope) -> bool {
        self.scope.is_none_or(|own| own == scope)
    }

    /// Its other name.
    pub(super) fn alias(&self) -> String {
        self.word.replace('-', ".")
    }

    /// What it means.
    pub(super) fn meaning(&self) -> Message {
        Message::of_key(format!("place-{}", self.word))
    }
}

/// The place of a name, as a template has it.
pub(super) fn offered(name: &str) -> Option<&'static Offered> {
    OFFERED.iter().find(|place| place.name == name || place.alias() == name)
}

/// What is filled in is Chinese, as the register is, in whatever language its reader reads pages.
fn say(message: &Message) -> String {
    message.text(Language::Chinese)
}

fn said(key: &'static str) -> Value {
    Value::text(say(&Message::new(key)))
}

fn day(day: Option<Day>) -> Value {
    day.map_or_else(|| said("exports-none"), |day| Value::text(pages::day(day.0, Language::Chinese)))
}

/// What somebody typed, or that there is none.
fn typed(text: &str) -> Value {
    if text.is_empty() { said("exports-none") } else { Value::text(text) }
}

fn number(number: usize) -> Value {
    Value::whole(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A share as the pages show it: no digit more is in a cell than stands on them.
fn share(share: &Share) -> Value {
    let text = terms::percent(share.value);
    let tenths = text.parse::<f64>().unwrap_or_default() * 10.0;
    Value::Number { number: tenths.round() / 1000.0, text: format!("{text}%") }
}

/// Share, interval, cases kept and cases settled of a figure; in the place of each why there is none.
fn figure(figure: &Figure) -> [Value; 4] {
    let cases = |cases: u64| Value::whole(i64::try_from(cases).unwrap_or(i64::MAX));
    match figure {
        Figure::NotMeasured => std::array::from_fn(|_| said("exports-not-measured")),
        Figure::Withheld => std::array::from_fn(|_| said("exports-withheld")),
        Figure::Published(counts) => match measure::statistics::kept_share(counts) {
            Some(kept) => [
                share(&kept),
                Value::text(interval(&kept)),
                cases(counts.of(terms::Outcome::Kept)),
                cases(counts.settled()),
            ],
            None => std::array::from_fn(|_| said("exports-withheld")),
        },
    }
}

/// What papers of both scopes have, added up over units.
fn common(values: &mut Values, year: &Year, units: &[&OfUnit]) {
    values.set("年度", Value::whole(i64::from(year.year)));
    values.set("编制日期", day(Some(year.today)));
    values.set("项目名称", typed(&year.programme));
    let as_of = year
        .as_of
        .map_or_else(|| say(&Message::new("exports-not-measured")), |day| pages::day(day.0, Language::Chinese));
    let source = Message::new("exports-source").with("year", year.year).with("as_of", as_of);
    values.set("数据来源", Value::text(say(&source)));
    let promises = units.iter().map(|unit| unit.promises.len()).sum();
    values.set("承诺数", number(promises));
    let whole = Figure::of_all(units.iter().flat_map(|unit| &unit.promises).map(|promise| &promise.figure));
    for (name, value) in ["兑现率", "兑现区间", "兑现件数", "办结件数"].into_iter().zip(figure(&whole)) {
        values.set(name, value);
    }
    let sum = |of: fn(&OfUnit) -> i64| Value::whole(units.iter().map(|unit| of(unit)).sum());
    values.set("意见收到", sum(|unit| unit.received));
    values.set("意见答复", sum(|unit| unit.answered));
    values.set("意见逾期", sum(|unit| unit.late));
    values.set("参加活动", sum(|unit| i64::try_from(unit.attended.len()).unwrap_or(i64::MAX)));
    values.set("下发文件", Value::whole(year.issued));
    values.set("阅读文件", sum(|unit| unit.read));
    values.set("占用事项", sum(|unit| unit.items));
    values.set("占用分钟", sum(|unit| unit.minutes));
    values.set("取自记录", sum(|unit| unit.reused));
}

/// Makes the lists of a scope known, also those that stay empty, and the other names.
fn begin(scope: Scope) -> Values {
    let mut values = Values::default();
    for place in OFFERED.iter().filter(|place| place.is_of(scope)) {
        if let Some((list, field)) = place.name.split_once('.') {
            values.list(list, &[field]);
        }
        values.alias(place.alias(), place.name);
    }
    values
}

/// What a paper of one unit is filled in with.
pub(super) fn of_unit(year: &Year, unit: &unit::Model, own: &OfUnit) -> Values {
    let mut values = begin(Scope::Unit);
    common(&mut values, year, &[own]);
    values.set("单位名称", typed(&unit.name));
    values.set("党组织", typed(&unit.party_organisation));
    let (brand, nothing) = (own.brand.as_ref(), String::new);
    values.set("品牌名称", typed(&brand.map_or_else(nothing, |brand| brand.name.clone())));
    values.set("品牌口号", typed(&brand.map_or_else(nothing, |brand| brand.slogan.clone())));
    values.set("品牌理念", typed(&brand.map_or_else(nothing, |brand| brand.concept.clone())));
    values.set("签署日期", day(brand.and_then(|brand| brand.signed)));
    values.set("生效日期", day(brand.and_then(|brand| brand.from)));
    for (place, promise) in (1..).zip(&own.promises) {
        let [kept, between, _, settled] = figure(&promise.figure);
        let text = &promise.text;
        let limit = text.limit.as_ref().map(|limit| say(&wording::limit(limit))).unwrap_or_default();
        let cells = vec![
            ("序号", number(place)),
            ("内容", typed(&text.what)),
            ("对象", typed(&text.to_whom)),
            ("时限", typed(&limit)),
            ("起始日期", day(Some(promise.from))),
            ("兑现率", kept),
            ("兑现区间", between),
            ("办结件数", settled),
        ];
        values.row("承诺", cells);
    }
    for (place, activity) in (1..).zip(&own.attended) {
        let kind = Message::of_key(format!("activity-kind-{}", activity.kind.name()));
        let cells = vec![
            ("序号", number(place)),
            ("日期", day(Some(activity.from_day))),
            ("类别", Value::text(say(&kind))),
            ("名称", typed(&activity.title)),
        ];
        values.row("活动", cells);
    }
    values
}

/// What a paper of all units is filled in with.
pub(super) fn of_city(year: &Year, units: &[unit::Model]) -> Values {
    let mut values = begin(Scope::City);
    let nothing = OfUnit::default();
    let of = |unit: &unit::Model| year.units.get(&unit.id).unwrap_or(&nothing);
    let all: Vec<&OfUnit> = units.iter().map(of).collect();
    common(&mut values, year, &all);
    values.set("单位数", number(units.len()));
    values.set("在用品牌数", number(all.iter().map(|unit| unit.brands).sum()));
    for (place, (unit, own)) in (1..).zip(units.iter().zip(&all)) {
        let whole = Figure::of_all(own.promises.iter().map(|promise| &promise.figure));
        let [kept, between, cases, settled] = figure(&whole);
        let brand = own.brand.as_ref();
        let cells = vec![
            ("序号", number(place)),
            ("名称", typed(&unit.name)),
            ("品牌", typed(brand.map_or("", |brand| &brand.name))),
            ("口号", typed(brand.map_or("", |brand| &brand.slogan))),
            ("承诺数", number(own.promises.len())),
            ("兑现率", kept),
            ("兑现区间", between),
            ("兑现件数", cases),
            ("办结件数", settled),
            ("意见收到", Value::whole(own.received)),
            ("意见答复", Value::whole(own.answered)),
            ("意见逾期", Value::whole(own.late)),
            ("参加活动", number(own.attended.len())),
            ("阅读文件", Value::whole(own.read)),
            ("占用事项", Value::whole(own.items)),
            ("占用分钟", Value::whole(own.minutes)),
        ];
        values.row("单位", cells);
    }
    values
}

/// A unit of which nothing is known but its name.
#[cfg(test)]
pub(super) fn a_unit() -> unit::Model {
    unit::Model {
        id: ledger::UnitId(1),
        parent: None,
        name: "甲局".into(),
        name_en: String::new(),
        kind: String::new(),
        peer_group: String::new(),
        party_organisation: String::new(),
        liaison: None,
        head: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use terms::{Counts, Outcome};

    /// Each name that is offered is filled in, in both languages of names.
    #[test]
    fn every_place_has_a_value() {
        let year = Year::of_nothing(2025, "2026-11-26".parse().expect("a day"));
        let unit = a_unit();
        for (scope, values) in [
            (Scope::Unit, of_unit(&year, &unit, &OfUnit::default())),
            (Scope::City, of_city(&year, std::slice::from_ref(&unit))),
        ] {
            for place in OFFERED {
                let known = values.example(place.name);
                assert_eq!(known.is_some(), place.is_of(scope), "{} {scope:?}", place.name);
                assert_eq!(values.example(&place.alias()), known, "{}", place.alias());
                assert!(known.is_none_or(|text| !text.is_empty()), "{}", place.name);
            }
        }
    }

    #[test]
    fn a_figure_says_why_it_is_missing() {
        let mut counts = Counts::default();
        counts.add_many(Outcome::Kept, 2999);
        counts.add_many(Outcome::Broken, 1);
        let [kept, between, cases, settled] = figure(&Figure::Published(counts));
        assert_eq!(kept, Value::Number { number: 0.999, text: "99.9%".into() }, "of 99.97 no page says more");
        assert_eq!((between.written(), cases, settled), ("99.8–99.9%", Value::whole(2999), Value::whole(3000)));
        for (missing, text) in [(Figure::Withheld, "案件不足10件，不公布"), (Figure::NotMeasured, "尚未测算")]
        {
            assert!(figure(&missing).iter().all(|value| value.written() == text), "{missing:?}");
        }
    }
}
