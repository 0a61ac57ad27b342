//! The process of each service: measured with the promises of a source, kept as cards, read by the pages.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use calendar::Calendar;
use facts::Store;
use ledger::SourceId;
use ledger::process::Model;
use measure::{MeasureError, ProcessCard, Question, measure_store};
use plan::{Meaning, Plan};
use serde::{Deserialize, Serialize};
use terms::Dimension;
use words::Message;

use super::machine;
use super::measure::instant_text;

/// What is kept of a shape. What is rarer is in the numbers, but not in the lists.
const MOST_ACTIVITIES: usize = 100;
const MOST_EDGES: usize = 500;
const MOST_VARIANTS: usize = 50;

/// The shape of a process as it is kept.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct Shape {
    /// How often each activity was a step, the most frequent first.
    pub(crate) activities: Vec<(String, u64)>,
    /// From, to, how often, and the median of the minutes between them; the most frequent first.
    pub(crate) edges: Vec<(String, String, u64, i64)>,
    /// How many cases took each way, the most frequent first.
    pub(crate) variants: Vec<(u64, Vec<String>)>,
}

impl Shape {
    /// Reads a card's shape.
    pub(crate) fn of(card: &Model) -> Self {
        // What an older version wrote otherwise is measured again with the next import.
        serde_json::from_str(&card.shape).unwrap_or_default()
    }
}

/// The cards are told apart by these.
const BY: [&[Dimension]; 4] = [
    &[Dimension::Service],
    &[Dimension::Service, Dimension::Year],
    &[Dimension::Service, Dimension::Unit],
    &[Dimension::Service, Dimension::Unit, Dimension::Year],
];

/// Measures the process of each service of a source. It takes all cores: run it where that stops nobody.
///
/// # Errors
/// What stands against it, to be told.
pub(crate) fn cards_of(
    folder: &Path,
    source: SourceId,
    plan: &Plan,
    calendar: &Calendar,
    stop: &AtomicBool,
) -> Result<Vec<Model>, Message> {
    let store = Store::open(folder).map_err(|error| error.message())?;
    let machine = machine(512 << 20, stop);
    // What is promised has no part in it.
    let plan = Plan { promises: Vec::new(), ..plan.clone() };
    let names_units = plan.source.unit.is_some() || plan.source.preset.is_some();
    let mut cards: Vec<Model> = Vec::new();
    for by in BY {
        let by_unit = by.contains(&Dimension::Unit);
        if by_unit && !names_units {
            continue;
        }
        let question = Question { by: by.to_vec(), process: true, ..Question::of(&plan, calendar) };
        let answer = match measure_store(&store, &question, &machine, &|records| records) {
            Ok(answer) => answer,
            Err(MeasureError::NoCases {}) => return Ok(Vec::new()),
            Err(error) => return Err(error.message()),
        };
        let as_of = instant_text(answer.as_of, calendar.zone());
        let value = |card: &ProcessCard, wanted: Dimension| {
            let place = by.iter().position(|known| *known == wanted);
            place.and_then(|place| card.key.get(place)).cloned().unwrap_or_default()
        };
        for card in answer.process.iter().filter(|card| card.events > 0) {
            let (service, unit) = (value(card, Dimension::Service), value(card, Dimension::Unit));
            let period = value(card, Dimension::Year);
            if by.contains(&Dimension::Year) && period.is_empty() {
                continue;
            }
            // A service of one unit needs no cards of its unit.
            let of_all =
                cards.iter().find(|all| (&all.service, all.unit.as_str(), &all.period) == (&service, "", &period));
            if by_unit && of_all.is_some_and(|all| all.cases == whole(card.cases)) {
                continue;
            }
            let mut kept = kept(source, [service, unit, period, as_of.clone()], card);
            kept.visits = visits(&plan, card);
            cards.push(kept);
        }
    }
    Ok(cards)
}

/// How often somebody had to come: the steps that are a `visit`, where the plan says which.
fn visits(plan: &Plan, card: &ProcessCard) -> Option<i64> {
    let Meaning::Activities { names, .. } = &plan.milestone("visit")?.meaning else { return None };
    let came = card.activities.iter().filter(|(name, _)| names.contains(name));
    Some(whole(came.map(|(_, count)| count).sum()))
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn kept(source: SourceId, [service, unit, period, as_of]: [String; 4], card: &ProcessCard) -> Model {
    let edge = |edge: &measure::Edge| (edge.from.clone(), edge.to.clone(), edge.count, edge.p50_minutes);
    let shape = Shape {
        activities: card.activities.iter().take(MOST_ACTIVITIES).cloned().collect(),
        edges: card.edges.iter().take(MOST_EDGES).map(edge).collect(),
        variants: card.variants.iter().take(MOST_VARIANTS).cloned().collect(),
    };
    Model {
        id: 0,
        source,
        service,
        unit,
        period,
        as_of,
        cases: whole(card.cases),
        events: whole(card.events),
        handovers: whole(card.handovers),
        rework: whole(card.rework),
        visits: None,
        variants: i64::try_from(card.variants.len()).unwrap_or(i64::MAX),
        shape: serde_json::to_string(&shape).unwrap_or_default(),
    }
}
