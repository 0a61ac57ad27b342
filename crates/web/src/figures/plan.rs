//! The plan by which the promises of a source are measured, made of the register.

use std::collections::BTreeMap;

use ::plan::{Plan, PlanError};
use ledger::file::Limit;
use ledger::promise::{History, InForce};
use ledger::{Day, PromiseId, ServiceId, promised, service, unit};
use toml::{Table, Value};
use words::Message;

/// A promise as a plan needs it: its words with their days, whose it is, and the services of its unit.
#[derive(Debug, Clone)]
pub(crate) struct Said<'a> {
    pub(crate) history: &'a History,
    pub(crate) brand: &'a str,
    pub(crate) unit: &'a unit::Model,
    pub(crate) services: &'a [service::Model],
    /// What the list of services promises of them, by service and day.
    pub(crate) promised: &'a [promised::Model],
    /// Whether the source is the unit's own, so that all its cases are.
    pub(crate) is_own: bool,
}

/// A plan made of the register.
#[derive(Debug, Clone)]
pub(crate) struct Planned {
    /// The plan's text: what `mingpai measure` takes.
    pub(crate) text: String,
    /// The same, read.
    pub(crate) plan: Plan,
    /// The promises that no record can tell, and why.
    pub(crate) left_out: BTreeMap<PromiseId, Message>,
}

/// The id of a promise in a plan, and of the same promise counted from the application.
pub(crate) fn promise_id(promise: PromiseId) -> String {
    format!("p{promise}")
}

/// The id of the same promise counted from the application.
pub(crate) fn applied_id(promise: PromiseId) -> String {
    format!("p{promise}-applied")
}

/// The promise of an id in a plan, and whether it is counted from the application.
pub(crate) fn promise_of(id: &str) -> Option<(PromiseId, bool)> {
    let id = id.strip_prefix('p')?;
    let (number, applied) = id.strip_suffix("-applied").map_or((id, false), |number| (number, true));
    Some((PromiseId(number.parse().ok()?), applied))
}

/// Makes a plan: how a source is read, and below it each promise. A promise that cannot be measured from this source is left
/// out, with the reason; `fields` are those that the store holds, where there is one.
///
/// # Errors
/// [`PlanError`] when the source's own part cannot be read.
pub(crate) fn plan_of(reading: &str, said: &[Said<'_>], fields: Option<&[String]>) -> Result<Planned, PlanError> {
    let bare = Plan::parse(reading)?;
    let mut text = reading.trim_end().to_owned();
    let mut left_out = BTreeMap::new();
    for said in said {
        let promise = said.history.promise.id;
        match one(said, &bare, fields) {
            Ok(own) => {
                // What is wrong with one promise is no harm to the others.
                match Plan::parse(&format!("{reading}\n{own}")) {
                    Ok(_) => text.push_str(&format!("\n\n{}", own.trim_end())),
                    Err(error) => drop(left_out.insert(promise, error.message())),
                }
            }
            Err(reason) => drop(left_out.insert(promise, reason)),
        }
    }
    text.push('\n');
    let plan = Plan::parse(&text)?;
    Ok(Planned { text, plan, left_out })
}

/// A promise as text: an entry for each of its words, and one more from the application where the records have it.
fn one(said: &Said<'_>, bare: &Plan, fields: Option<&[String]>) -> Result<String, Message> {
    let last = said.history.texts.last().ok_or_else(|| Message::new("figure-never-in-force"))?;
    let (from, until) = milestones(last);
    if [from, until].contains(&"unrecorded") {
        return Err(Message::new("figure-unrecorded"));
    }
    for milestone in [from, until].into_iter().chain(counted(last)) {
        if bare.milestone(milestone).is_none() {
            return Err(Message::new("figure-no-milestone").with("milestone", milestone));
        }
    }
    if let (Some(field), Some(fields)) = (field_of(last), fields)
        && !fields.iter().any(|known| known == field)
    {
        return Err(Message::new("figure-no-field").with("field", field));
    }
    let mut entries = Vec::new();
    for text in &said.history.texts {
        // Days and minutes are no one figure: where the clock itself was changed, it begins anew.
        let comparable = kind(text) == kind(last) && milestones(text) == (from, until);
        if let Some(limit) = text.text.limit.as_ref().filter(|_| comparable) {
            entries.push((text, limit));
        }
    }
    if entries.is_empty() {
        return Err(Message::new("figure-no-limit"));
    }
    let promise = said.history.promise.id;
    let names_units = bare.source.unit.is_some() || bare.source.preset.is_some();
    let names_services = bare.source.service.is_some() || bare.source.preset.is_some();
    let told = match (names_units, names_services) {
        (true, _) => Told::ByUnit,
        (false, true) => Told::ByService,
        (false, false) if said.is_own => Told::AllAreIts,
        (false, false) => return Err(Message::new("figure-names-nobody")),
    };
    let by_list = entries.iter().any(|(_, limit)| **limit == Limit::WorkingDaysOfService);
    if by_list && !names_services {
        return Err(Message::new("figure-no-services"));
    }
    let entries_as = |id: String, from: &str| -> Vec<Value> {
        let of = |(text, limit): &(&InForce, &Limit)| match limit {
            Limit::WorkingDaysOfService => by_the_list(said, &id, (from, until, told), text),
            limit => vec![entry(said, id.clone(), (from, until, told), text, limit)],
        };
        entries.iter().flat_map(of).collect()
    };
    let mut promises = entries_as(promise_id(promise), from);
    if promises.is_empty() {
        return Err(Message::new("figure-no-service-limit"));
    }
    if from == "accepted"
        && bare.milestone("applied").is_some()
        && !matches!(last.text.limit, Some(Limit::AtMost { .. }))
    {
        promises.extend(entries_as(applied_id(promise), "applied"));
    }
    let table = Table::from_iter([("promise".to_owned(), Value::Array(promises))]);
    toml::to_string(&table).map_err(|error| Message::new("figure-cannot-say").with("detail", error.to_string()))
}

/// Between which instants a promise runs.
fn milestones(said: &InForce) -> (&str, &str) {
    let or = |own: &'static str, known| if str::is_empty(known) { own } else { known };
    (or("accepted", said.text.from.as_str()), or("decided", said.text.until.as_str()))
}

fn counted(said: &InForce) -> Option<&str> {
    match &said.text.limit {
        Some(Limit::AtMost { milestone, .. }) => Some(milestone),
        _ => None,
    }
}

fn field_of(said: &InForce) -> Option<&str> {
    match &said.text.limit {
        Some(Limit::WorkingDaysOfCase { field } | Limit::DateOfCase { field }) => Some(field),
        _ => None,
    }
}

/// The clock of a promise, by a name.
fn kind(said: &InForce) -> &'static str {
    match &said.text.limit {
        None => "",
        Some(Limit::WorkingDays { .. } | Limit::WorkingDaysOfService | Limit::WorkingDaysOfCase { .. }) => {
            "working-days"
        }
        Some(Limit::CalendarDays { .. }) => "calendar-days",
        Some(Limit::WorkingHours { .. }) => "working-hours",
        Some(Limit::Minutes { .. }) => "minutes",
        Some(Limit::DateOfCase { .. }) => "due",
        Some(Limit::AtMost { .. }) => "count",
    }
}

fn entry(said: &Said<'_>, id: String, (from, until, told): (&str, &str, Told), text: &InForce, limit: &Limit) -> Value {
    let string = |text: &str| Value::String(text.to_owned());
    let mut entry = Table::new();
    entry.insert("id".to_owned(), Value::String(id));
    let mut words = Table::new();
    words.insert("zh".to_owned(), Value::String(format!("{}：{}", said.brand, text.text.what)));
    if !text.text.what_en.is_empty() {
        words.insert("en".to_owned(), string(&text.text.what_en));
    }
    entry.insert("from".to_owned(), string(from));
    entry.insert("until".to_owned(), string(until));
    if let Some(target) = text.text.target_per_mille {
        entry.insert("target".to_owned(), Value::Float(f64::from(target) / 1000.0));
    }
    scope(said, text, told, &mut entry);
    entry.insert("words".to_owned(), Value::Table(words));
    entry.insert("limit".to_owned(), Value::Table(limit_table(limit)));
    let mut in_force = Table::new();
    in_force.insert("from".to_owned(), Value::String(text.from.to_string()));
    if let Some(until) = text.until {
        let until: Day = until;
        in_force.insert("until".to_owned(), Value::String(until.to_string()));
    }
    entry.insert("in_force".to_owned(), Value::Table(in_force));
    Value::Table(entry)
}

/// A text whose limit is in the list of services: an entry for each limit that the list has, with its services and its days.
fn by_the_list(said: &Said<'_>, id: &str, clock: (&str, &str, Told), text: &InForce) -> Vec<Value> {
    let bound = |id: ServiceId| text.text.services.is_empty() || text.text.services.contains(&id);
    let mut grouped: BTreeMap<(Day, Option<Day>, u32), Vec<ServiceId>> = BTreeMap::new();
    for service in said.services.iter().map(|service| service.id).filter(|id| bound(*id)) {
        let rows: Vec<&promised::Model> = said.promised.iter().filter(|row| row.service == service).collect();
        for (place, row) in rows.iter().enumerate() {
            let next = rows.get(place + 1).map(|next| next.from_day.before());
            let from = row.from_day.max(text.from);
            let until = match (next, text.until) {
                (Some(next), Some(until)) => Some(next.min(until)),
                (next, until) => next.or(until),
            };
            if let Some(days) = row.working_days().filter(|_| until.is_none_or(|until| from <= until)) {
                grouped.entry((from, until, days)).or_default().push(service);
            }
        }
    }
    let one = |((from, until, number), services): ((Day, Option<Day>, u32), Vec<ServiceId>)| {
        let mut own = text.clone();
        (own.from, own.until) = (from, until);
        own.text.services = services.into_iter().collect();
        entry(said, id.to_owned(), clock, &own, &Limit::WorkingDays { number })
    };
    grouped.into_iter().map(one).collect()
}

/// How the records tell which cases are a unit's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// By its name.
    ByUnit,
    /// By its services.
    ByService,
    /// They do not, but the source is the unit's own.
    AllAreIts,
}

/// For which cases a promise holds: those of its services, by code or by name. Where it is bound to none, those that name its unit;
/// and where the records name no units, those of all services of its unit.
fn scope(said: &Said<'_>, text: &InForce, told: Told, entry: &mut Table) {
    if told == Told::AllAreIts {
        return;
    }
    let bound = |service: &&service::Model| text.text.services.is_empty() || text.text.services.contains(&service.id);
    let mut services: Vec<&str> = Vec::new();
    for service in said.services.iter().filter(bound) {
        for name in [service.code.as_str(), service.name.as_str()] {
            if !name.is_empty() && !services.contains(&name) {
                services.push(name);
            }
        }
    }
    let list = |names: &[&str]| Value::Array(names.iter().map(|name| Value::String((*name).to_owned())).collect());
    let is_bound = !text.text.services.is_empty();
    if services.is_empty() || (!is_bound && told == Told::ByUnit) {
        entry.insert("units".to_owned(), list(&[&said.unit.name]));
    } else {
        entry.insert("services".to_owned(), list(&services));
    }
}

fn limit_table(limit: &Limit) -> Table {
    let number = |number: u32| Value::Integer(number.into());
    let pairs: Vec<(&str, Value)> = match limit {
        Limit::WorkingDays { number: days } => vec![("working_days", number(*days))],
        Limit::CalendarDays { number: days, roll } => {
            let roll = roll.then(|| ("roll", Value::String("next_working_day".to_owned())));
            [("calendar_days", number(*days))].into_iter().chain(roll).collect()
        }
        Limit::WorkingHours { number: hours } => vec![("working_hours", number(*hours))],
        Limit::Minutes { number: minutes } => vec![("minutes", number(*minutes))],
        // Its entries have numbers.
        Limit::WorkingDaysOfService => Vec::new(),
        Limit::WorkingDaysOfCase { field } => vec![("working_days_from", Value::String(field.clone()))],
        Limit::DateOfCase { field } => vec![("due", Value::String(field.clone()))],
        Limit::AtMost { milestone, number: most } => {
            vec![("count", Value::String(milestone.clone())), ("at_most", number(*most))]
        }
    };
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
