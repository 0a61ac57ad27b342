//! Figures as drawings.

use std::collections::BTreeMap;

use bundle::Published;
use charts::{Caption, Distribution, Distributions, IntervalBar, Mark, Months, Steps};
use measure::Comparison;
use terms::{ElapsedUnit, Month, Share};
use words::Message;

use super::words::{duration, grouped, interval as interval_words, percent};
use crate::visitor::Visitor;

fn drawn(share: &Share) -> charts::Share {
    charts::Share { at: share.value, low: share.low, high: share.high }
}

fn target(visitor: &Visitor, target: Option<f64>) -> Option<Mark> {
    target.map(|at| Mark { at, text: visitor.say(&Message::new("drawing-target").with("target", percent(at))) })
}

/// A share with its interval and target on a scale.
pub(crate) fn interval(visitor: &Visitor, share: &Share, undertaken: Option<f64>, title: &str) -> String {
    IntervalBar {
        caption: Caption::new(format!("{} · {title}", percent(share.value))),
        share: drawn(share),
        target: target(visitor, undertaken),
        ..IntervalBar::default()
    }
    .draw()
}

/// The published months, the last three years of them.
pub(crate) fn months(visitor: &Visitor, published: &Published) -> String {
    let Some((last, _)) = published.months.last() else { return String::new() };
    let known: BTreeMap<Month, Share> =
        published.months.iter().filter_map(|(month, card)| Some((*month, card.share?))).collect();
    let first = known.keys().next().map_or(last.0, |first| first.0).max(last.0 - 35);
    let month = |number: i32| {
        let month = Month(number);
        let name = month.to_string();
        let share = known.get(&month);
        let says = share.map(|share| format!("{name} · {} · {}", percent(share.value), interval_words(share)));
        let (year, short) = name.split_once('-').unwrap_or_default();
        charts::Month {
            name: short.to_owned(),
            year: year.to_owned(),
            share: share.map(drawn),
            says: says.unwrap_or_default(),
        }
    };
    let months: Vec<charts::Month> = (first..=last.0).map(month).collect();
    charts::fit(|width| {
        Months {
            caption: Caption::new(visitor.t("promise-months-title")),
            months: months.clone(),
            target: target(visitor, published.target),
            share_text: visitor.t("drawing-share"),
            missing_text: visitor.t("drawing-missing"),
            width,
        }
        .draw()
    })
}

/// How long cases took before and after a day.
pub(crate) fn before_after(
    visitor: &Visitor,
    compared: &Comparison,
    names: &[String; 2],
    title: &str,
    limit: Option<u32>,
) -> String {
    let unit = compared.after.elapsed_unit;
    if unit == ElapsedUnit::Event {
        return String::new();
    }
    let cards = [&compared.before, &compared.after];
    let one = |side: usize| {
        let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
        for (value, cases) in compared.elapsed.get(side).into_iter().flatten() {
            *counts.entry(u32::try_from(*value).unwrap_or(0)).or_default() += cases;
        }
        let total: u64 = counts.values().sum();
        let spread = cards.get(side).and_then(|card| card.spread);
        let median =
            spread.map(|spread| Mark { at: spread.p50 as f64, text: visitor.say(&duration(spread.p50, unit)) });
        let name = names.get(side).cloned().unwrap_or_default();
        let name = Message::new("drawing-of").with("name", name).with("cases", grouped(total));
        Distribution { name: visitor.say(&name), counts, median }
    };
    distributions(visitor, title, unit, (one(0), Some(one(1))), limit)
}

/// How long cases took: as promised, and from the application where that is known.
pub(crate) fn waits(
    visitor: &Visitor,
    promised: &Published,
    applied: Option<&Published>,
    limit: Option<u32>,
) -> String {
    let unit = promised.elapsed_unit;
    if unit == ElapsedUnit::Event {
        return String::new();
    }
    let one = |published: &Published, name: &'static str| {
        let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
        for (row, cases) in published.rows.iter().filter(|(row, _)| row.outcome.is_settled()) {
            if let Some(value) = row.elapsed.and_then(|value| u32::try_from(value).ok()) {
                *counts.entry(value).or_default() += cases;
            }
        }
        let total: u64 = counts.values().sum();
        let median = published
            .all
            .as_ref()?
            .spread
            .map(|spread| Mark { at: spread.p50 as f64, text: visitor.say(&duration(spread.p50, unit)) });
        let name = Message::new("drawing-of").with("name", visitor.t(name)).with("cases", grouped(total));
        Some(Distribution { name: visitor.say(&name), counts, median })
    };
    let Some(first) = one(promised, "wait-from-promised") else { return String::new() };
    let second = applied.and_then(|applied| one(applied, "wait-from-applied"));
    distributions(visitor, &visitor.t("promise-waits"), unit, (first, second), limit)
}

fn distributions(
    visitor: &Visitor,
    title: &str,
    unit: ElapsedUnit,
    (first, second): (Distribution, Option<Distribution>),
    limit: Option<u32>,
) -> String {
    let limit = limit.map(|limit| Mark {
        at: f64::from(limit),
        text: visitor.say(&Message::new("drawing-limit").with("time", duration(i64::from(limit), unit))),
    });
    charts::fit(|width| {
        Distributions {
            caption: Caption::new(title.to_owned()),
            first: first.clone(),
            second: second.clone(),
            limit: limit.clone(),
            unit_text: visitor.t(unit_name(unit)),
            more_text: visitor.t("drawing-more").replace('〈', "{").replace('〉', "}"),
            steps: if unit == ElapsedUnit::Minute { Steps::Minutes } else { Steps::Days },
            width,
        }
        .draw()
    })
}

fn unit_name(unit: ElapsedUnit) -> &'static str {
    match unit {
        ElapsedUnit::WorkingDay => "drawing-working-days",
        ElapsedUnit::CalendarDay => "drawing-days",
        ElapsedUnit::Minute => "drawing-minutes",
        ElapsedUnit::Event => "drawing-times",
    }
}
