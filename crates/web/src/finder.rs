//! The search of the public front, as the register is now.

use std::sync::{Arc, Mutex, PoisonError};

use ledger::brand;
use ledger::{BrandId, Day, ServiceId, UnitId, service, unit};
use search::{Entry, Found, Hit, Index, Kind};

use crate::desk::Desk;
use crate::error::PageError;

/// An index, and of what it was made.
#[derive(Debug)]
struct Built {
    changes: u64,
    day: Day,
    index: Arc<Index>,
}

/// The index of all that can be found. It is made when somebody searches, and anew after a change of the register.
#[derive(Debug, Default)]
pub(crate) struct Finder(Mutex<Option<Built>>);

fn number(id: i64) -> u64 {
    u64::try_from(id).unwrap_or_default()
}

/// What a hit is.
pub(crate) enum Thing {
    Service(ServiceId),
    Brand(BrandId),
    Unit(UnitId),
}

/// What a hit is; nothing for what is not put into the index here.
pub(crate) fn thing(hit: &Hit) -> Option<Thing> {
    let id = i64::try_from(hit.id).ok()?;
    match hit.kind {
        Kind::Service => Some(Thing::Service(ServiceId(id))),
        Kind::Brand => Some(Thing::Brand(BrandId(id))),
        Kind::Unit => Some(Thing::Unit(UnitId(id))),
        Kind::Promise => None,
    }
}

/// What was typed finds: at most so many of each kind.
pub(crate) async fn find(desk: &Desk, typed: &str, most: usize) -> Result<Found, PageError> {
    let index = index(desk).await?;
    let typed = typed.to_owned();
    let found = tokio::task::spawn_blocking(move || index.find(&typed, most)).await;
    found.map_err(|error| PageError::Broken(error.to_string()))
}

async fn index(desk: &Desk) -> Result<Arc<Index>, PageError> {
    // Asked before the register is read: what changes meanwhile makes it an old one.
    let (changes, day) = (desk.ledger.changes(), desk.clock().today());
    {
        // Whoever panicked has left the old index or a whole new one.
        let built = desk.finder.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(built) = built.as_ref().filter(|built| built.changes == changes && built.day == day) {
            return Ok(Arc::clone(&built.index));
        }
    }
    let entries = entries(desk, day).await?;
    let index = tokio::task::spawn_blocking(move || Arc::new(Index::new(entries))).await;
    let index = index.map_err(|error| PageError::Broken(error.to_string()))?;
    let mut built = desk.finder.0.lock().unwrap_or_else(PoisonError::into_inner);
    *built = Some(Built { changes, day, index: Arc::clone(&index) });
    Ok(index)
}

/// Units, services that are open, and brands in force.
async fn entries(desk: &Desk, day: Day) -> Result<Vec<Entry>, PageError> {
    let db = desk.ledger.reads();
    let entry = |kind, id: i64, text: &str, more: Vec<String>| {
        let more = more.into_iter().filter(|text| !text.is_empty()).collect();
        Entry { kind, id: number(id), text: text.to_owned(), more, weight: 0 }
    };
    let mut entries = Vec::new();
    let units = unit::all(db).await?;
    for unit in &units {
        entries.push(entry(Kind::Unit, unit.id.0, &unit.name, vec![unit.name_en.clone()]));
    }
    for service in service::all(db).await?.into_iter().filter(|service| service.closed_from.is_none()) {
        entries.push(entry(Kind::Service, service.id.0, &service.name, vec![service.name_en, service.code]));
    }
    let listed = brand::list(db, None, day).await?;
    let in_force: Vec<_> =
        listed.iter().filter_map(|listed| Some((&listed.brand, listed.in_force.as_ref()?.id))).collect();
    let mut files = brand::files(db, in_force.iter().map(|(_, version)| *version)).await?;
    for (brand, version) in in_force {
        // A brand is found by its unit too.
        let unit = units.iter().find(|unit| unit.id == brand.unit);
        if let (Some(file), Some(unit)) = (files.remove(&version), unit) {
            let more = vec![file.name_en, file.slogan, file.slogan_en, unit.name.clone(), unit.name_en.clone()];
            entries.push(entry(Kind::Brand, brand.id.0, &file.name, more));
        }
    }
    Ok(entries)
}
