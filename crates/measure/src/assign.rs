//! Which text of which promise judges a case.

use arrow_array::Array;
use calendar::Instant;

use crate::cases::Cases;
use crate::evaluate::Setting;
use crate::question::{Group, PromiseText};

/// For each promise and each of its texts the rows of the cases that it judges; `None` is all of them.
pub(crate) type Assigned = Vec<Vec<Option<Vec<u32>>>>;

/// Who judges whom, made ready once. A city has hundreds of promises, most of them for one service: a case is asked only about
/// those that may cover it.
pub(crate) struct Assignment {
    /// The texts that cover a service, by its code: those of one promise together, in their order.
    by_service: Vec<Vec<Text>>,
}

#[derive(Debug, Clone)]
struct Text {
    group: usize,
    entry: usize,
    /// The units that it covers, by their codes; `None` is all.
    units: Option<Vec<bool>>,
}

/// Whether a promise has one text, which judges every case.
fn judges_all(group: &Group<'_>) -> bool {
    match group.entries.as_slice() {
        [only] => only.in_force == (None, None) && only.promise.services.is_none() && only.promise.units.is_none(),
        _ => false,
    }
}

impl Assignment {
    pub(crate) fn of(setting: &Setting<'_>) -> Self {
        let mut by_service = vec![Vec::new(); setting.services.len()];
        let listed = |list: &[String], names: &[String]| names.iter().map(|name| list.contains(name)).collect();
        for (number, group) in setting.compiled.groups.iter().enumerate().filter(|(_, group)| !judges_all(group)) {
            for (entry, text) in group.entries.iter().enumerate() {
                let units = text.promise.units.as_deref().map(|units| listed(units, &setting.units));
                let services: Option<Vec<bool>> =
                    text.promise.services.as_deref().map(|services| listed(services, &setting.services));
                for (service, texts) in by_service.iter_mut().enumerate() {
                    if services.as_ref().is_none_or(|services| services.get(service) == Some(&true)) {
                        texts.push(Text { group: number, entry, units: units.clone() });
                    }
                }
            }
        }
        Self { by_service }
    }

    /// Assigns each case to one text of each promise at most: the one that covers it and was in force when it started. A
    /// case that no text saw starting is left to the last one under which it did not start.
    pub(crate) fn assign(&self, cases: &Cases, setting: &Setting<'_>) -> Assigned {
        let groups = &setting.compiled.groups;
        let mut assigned: Assigned = groups
            .iter()
            .map(|group| {
                let nobody = if judges_all(group) { None } else { Some(Vec::new()) };
                vec![nobody; group.entries.len()]
            })
            .collect();
        for (case, (service, unit)) in cases.service.iter().zip(&cases.unit).enumerate() {
            let texts = self.by_service.get(*service as usize).map(Vec::as_slice).unwrap_or_default();
            for texts in texts.chunk_by(|one, other| one.group == other.group) {
                let covers =
                    |text: &&Text| text.units.as_ref().is_none_or(|units| units.get(*unit as usize) == Some(&true));
                let mut chosen = None;
                for text in texts.iter().filter(covers) {
                    let Some(entry) = groups.get(text.group).and_then(|group| group.entries.get(text.entry)) else {
                        continue;
                    };
                    match started(cases, case, entry) {
                        Some(from) if is_in_force(from, entry, setting) => {
                            chosen = Some(text);
                            break;
                        }
                        Some(_) => {}
                        None => chosen = Some(text),
                    }
                }
                let rows = chosen.and_then(|text| assigned.get_mut(text.group)?.get_mut(text.entry)?.as_mut());
                if let Some(rows) = rows {
                    rows.push(case as u32);
                }
            }
        }
        assigned
    }
}

fn started(cases: &Cases, case: usize, entry: &PromiseText<'_>) -> Option<Instant> {
    let from = &cases.courses.get(entry.route)?.from;
    from.is_valid(case).then(|| Instant(from.value(case)))
}

fn is_in_force(from: Instant, entry: &PromiseText<'_>, setting: &Setting<'_>) -> bool {
    let (first, last) = entry.in_force;
    if first.is_none() && last.is_none() {
        return true;
    }
    let day = setting.calendar.zone().day(from).0;
    first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
}
