//! The burden meter, for everybody: what the programme has asked of each unit in a year, and what it took from records instead.

use axum::extract::{Query, State};
use ledger::UnitId;
use ledger::burden::{self, Kind};
use pages::{BurdenPage, BurdenRow};
use words::Message;

use super::{unit_names, year_of};
use crate::desk::Desk;
use crate::error::PageResult;
use crate::form::Sent;
use crate::visitor::Visitor;

fn kind_words(kind: Kind) -> Message {
    Message::new(match kind {
        Kind::Brand => "burden-brand",
        Kind::Task => "burden-task",
        Kind::Milestone => "burden-milestone",
        Kind::Activity => "burden-activity",
        Kind::Paper => "burden-paper",
        Kind::Comment => "burden-comment",
        Kind::Request => "burden-request",
        Kind::Opinion => "burden-opinion",
        Kind::Survey => "burden-survey",
    })
}

/// Nothing where it is nothing, so that the numbers that are there are seen.
fn shown(number: i64) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

/// `GET /burden`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let year = year_of(&desk, &query);
    let names = unit_names(&visitor).await?;
    let ids: Vec<UnitId> = visitor.units().await?.iter().map(|unit| unit.id).collect();
    let burden = burden::of_year(desk.ledger.reads(), year, &ids).await?;
    let mut by_unit: std::collections::HashMap<UnitId, ([i64; Kind::ALL.len()], i64)> =
        std::collections::HashMap::new();
    for line in &burden.lines {
        let (items, minutes) = by_unit.entry(line.unit).or_default();
        if let Some(place) = Kind::ALL.iter().position(|kind| *kind == line.kind)
            && let Some(of_kind) = items.get_mut(place)
        {
            *of_kind += line.items;
        }
        *minutes += line.minutes;
    }
    let row = |id: &UnitId| {
        let (items, minutes) = by_unit.get(id).copied().unwrap_or_default();
        let mut cells: Vec<String> = items.iter().map(|count| shown(*count)).collect();
        cells.push(items.iter().sum::<i64>().to_string());
        let attended = burden.attended.get(id).copied().unwrap_or_default();
        BurdenRow {
            unit: names.get(id).cloned().unwrap_or_default(),
            items: cells,
            minutes: minutes.to_string(),
            reused: shown(burden.reused.get(id).copied().unwrap_or_default()),
            attended: if attended == 0 { String::new() } else { format!("{:.1}", attended as f64 / 60.0) },
        }
    };
    let all: i64 = by_unit.values().map(|(_, minutes)| minutes).sum();
    let most = by_unit.values().map(|(_, minutes)| *minutes).max().unwrap_or_default();
    let sum = Message::new("burden-sum")
        .with("units", ids.len())
        .with("minutes", all)
        .with("most", most)
        .with("reused", burden.reused.values().sum::<i64>());
    let rules = [
        ("burden-rule-brand", burden::A_VERSION),
        ("burden-rule-answer", burden::AN_ANSWER),
        ("burden-rule-comment", burden::A_COMMENT),
        ("burden-rule-tick", burden::A_TICK),
        ("burden-rule-milestone", burden::A_MILESTONE),
    ];
    let timed = rules.into_iter().map(|(key, minutes)| visitor.say(&Message::new(key).with("minutes", minutes)));
    let others =
        ["burden-rule-paper", "burden-rule-survey", "burden-rule-asked", "burden-rule-reused", "burden-rule-attended"];
    let this_year = desk.clock().today().0.year();
    let years = (this_year - 3..=this_year).rev().filter(|other| *other != year);
    visitor.page(&BurdenPage {
        frame: visitor.frame(),
        year: year.to_string(),
        years: years.map(|year| (format!("/burden?year={year}"), year.to_string())).collect(),
        sum: visitor.say(&sum),
        kinds: Kind::ALL.iter().map(|kind| visitor.say(&kind_words(*kind))).collect(),
        rows: ids.iter().map(row).collect(),
        rules: timed.chain(others.into_iter().map(|key| visitor.t(key))).collect(),
    })
}
