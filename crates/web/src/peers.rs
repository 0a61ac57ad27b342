//! `GET /compare`: units of one peer group beside one another, by what they promise in the same way. No order but that of their names.

use std::collections::{BTreeMap, HashMap};

use axum::extract::{Query, State};
use charts::{Caption, IntervalBar};
use ledger::figure::{self, Clock};
use ledger::file::{Limit, PromiseText};
use ledger::promise;
use ledger::{BrandId, PromiseId, ServiceId, UnitId, brand, service, unit};
use pages::{PeerRow, PeerTable, PeersPage, in_query};
use terms::Share;
use words::Message;

use crate::alphabet::{sounds, unit_key};
use crate::desk::Desk;
use crate::error::{PageError, PageResult};
use crate::figures::view::is_on;
use crate::figures::words::{grouped, interval, percent};
use crate::form::Sent;
use crate::visitor::Visitor;
use crate::wording;

/// What is promised in the same way, and only that is compared: from where until where, and how it is counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    between: String,
    counted: String,
}

/// How a promise is counted; none of one that no record can tell, which cannot be compared with anything.
fn way(visitor: &Visitor, text: &PromiseText) -> Option<Way> {
    if [&text.from, &text.until].into_iter().any(|milestone| milestone == "unrecorded") {
        return None;
    }
    let counted = match text.limit.as_ref()? {
        Limit::WorkingDays { .. } | Limit::WorkingDaysOfService | Limit::WorkingDaysOfCase { .. } => {
            "compare-by-working-days"
        }
        Limit::CalendarDays { .. } | Limit::DateOfCase { .. } => "compare-by-days",
        Limit::WorkingHours { .. } | Limit::Minutes { .. } => "compare-by-minutes",
        Limit::AtMost { .. } => "compare-by-times",
    };
    let between = wording::between(text).with("target", &None::<String>);
    Some(Way { between: visitor.say(&between), counted: visitor.t(counted) })
}

/// The groups, by their names, each with how many units it has.
fn groups(units: &[unit::Model]) -> Vec<(String, usize)> {
    let mut groups: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for unit in units.iter().filter(|unit| !unit.peer_group.is_empty()) {
        *groups.entry((sounds(&unit.peer_group), &unit.peer_group)).or_default() += 1;
    }
    groups.into_iter().map(|((_, name), units)| (name.to_owned(), units)).collect()
}

/// A promise of a unit, and its published share.
struct Compared<'a> {
    unit: &'a unit::Model,
    promise: PromiseId,
    text: &'a PromiseText,
    /// The services that it is bound to, in the visitor's language.
    services: String,
    figure: Option<(Share, u64)>,
}

/// `GET /compare`
pub(crate) async fn show(State(desk): State<Desk>, visitor: Visitor, Query(query): Query<Sent>) -> PageResult {
    let group = query.text("group");
    let units = visitor.units().await?;
    let groups = groups(units);
    let link = |(name, units): &(String, usize)| {
        let text = visitor.say(&Message::new("compare-group").with("name", name).with("units", *units));
        (text, format!("/compare?group={}", in_query(name)))
    };
    let links: Vec<(String, String)> = groups.iter().map(link).collect();
    if !group.is_empty() && groups.iter().all(|(name, _)| *name != group) {
        return Err(PageError::NotFound);
    }
    let tables = if group.is_empty() { Vec::new() } else { tables(&desk, &visitor, &group, units).await? };
    visitor.page(&PeersPage { frame: visitor.frame(), group, groups: links, tables })
}

async fn tables(
    desk: &Desk,
    visitor: &Visitor,
    group: &str,
    units: &[unit::Model],
) -> Result<Vec<PeerTable>, PageError> {
    let db = desk.ledger.reads();
    let today = desk.clock().today();
    let mut members: Vec<&unit::Model> = units.iter().filter(|unit| unit.peer_group == group).collect();
    members.sort_by_key(|unit| unit_key(unit, visitor.language));
    let listed = brand::list(db, None, today).await?;
    let unit_of: HashMap<BrandId, UnitId> = listed
        .iter()
        .filter(|listed| listed.in_force.is_some())
        .map(|listed| (listed.brand.id, listed.brand.unit))
        .collect();
    let histories = promise::histories(db, None).await?;
    let services: HashMap<ServiceId, service::Model> =
        service::all(db).await?.into_iter().map(|service| (service.id, service)).collect();
    let comma = visitor.t("list-comma");
    let bound = |text: &PromiseText| {
        let names = text.services.iter().filter_map(|id| services.get(id));
        let names: Vec<&str> =
            names.map(|service| wording::either(&service.name, &service.name_en, visitor.language)).collect();
        names.join(&comma)
    };
    let cards = figure::cards(db, Clock::Promised, figure::PUBLIC).await?;
    let figure = |promise: PromiseId| {
        let counts = cards.iter().find(|card| card.promise == promise)?.counts();
        Some((measure::statistics::kept_share(&counts)?, counts.settled()))
    };
    let mut ways: BTreeMap<Way, Vec<Compared<'_>>> = BTreeMap::new();
    for unit in members {
        let own = histories.iter().filter(|history| unit_of.get(&history.promise.brand) == Some(&unit.id));
        for history in own {
            let Some(now) = history.texts.iter().find(|said| is_on(said, today)) else { continue };
            let Some(way) = way(visitor, &now.text) else { continue };
            let id = history.promise.id;
            let services = bound(&now.text);
            let compared = Compared { unit, promise: id, text: &now.text, services, figure: figure(id) };
            ways.entry(way).or_default().push(compared);
        }
    }
    Ok(ways.into_iter().map(|(way, promises)| table(visitor, way, &promises)).collect())
}

fn table(visitor: &Visitor, way: Way, promises: &[Compared<'_>]) -> PeerTable {
    let bar = |compared: &Compared<'_>| {
        let (share, _) = compared.figure.as_ref()?;
        Some(IntervalBar {
            caption: Caption::new(format!("{} · {}", percent(share.value), interval(share))),
            share: charts::Share { at: share.value, low: share.low, high: share.high },
            ..IntervalBar::default()
        })
    };
    let bars: Vec<Option<IntervalBar>> = promises.iter().map(bar).collect();
    let from = IntervalBar::common_from(bars.iter().flatten());
    let row = |(compared, bar): (&Compared<'_>, Option<IntervalBar>)| {
        let text = compared.text;
        let limit = text.limit.as_ref().map(|limit| visitor.say(&wording::limit(limit))).unwrap_or_default();
        let (what, in_chinese) = wording::both(&text.what, &text.what_en, visitor.language);
        PeerRow {
            unit: (wording::unit_name(compared.unit, visitor.language), format!("/units/{}", compared.unit.id)),
            what: what.to_owned(),
            in_chinese,
            href: format!("/promises/{}", compared.promise),
            services: compared.services.clone(),
            limit,
            figure: compared
                .figure
                .as_ref()
                .map(|(share, settled)| (percent(share.value), interval(share), grouped(*settled))),
            drawing: bar.map(|bar| IntervalBar { from: Some(from), ..bar }.draw_small()).unwrap_or_default(),
        }
    };
    PeerTable {
        title: visitor.say(&Message::new("compare-way").with("between", way.between).with("counted", way.counted)),
        scale: IntervalBar::small_scale(&Caption::new(visitor.t("compare-scale")), from),
        rows: promises.iter().zip(bars).map(row).collect(),
    }
}
