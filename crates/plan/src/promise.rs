//! `[[promise]]`: what is on the plate.

use terms::{Limit, Period, Promise, PromiseId, Words};

use crate::calendar_section::CalendarSection;
use crate::error::PlanError;
use crate::limit;
use crate::milestone::Milestone;
use crate::nearest::nearest;
use crate::section::Section;
use crate::source::refused;

pub(crate) fn read(
    root: &Section<'_>,
    milestones: &[Milestone],
    calendar: &CalendarSection,
) -> Result<Vec<Promise>, PlanError> {
    let mut promises: Vec<Promise> = Vec::new();
    for section in root.sections("promise")? {
        let promise = one(&section)?;
        let line = section.line();
        let id = promise.id.to_string();
        for (key, name) in [("from", &promise.from), ("until", &promise.until)] {
            known_milestone(milestones, line, &id, key, name)?;
        }
        if let Limit::Count { milestone, .. } = &promise.limit {
            known_milestone(milestones, line, &id, "count", milestone)?;
        }
        if matches!(promise.limit, Limit::WorkingTime(_)) && !calendar.has_office_hours() {
            return Err(PlanError::NoOfficeHours { line, promise: id });
        }
        for other in promises.iter().filter(|other| other.id == promise.id) {
            if other.in_force.overlaps(&promise.in_force) && !are_apart(other, &promise) {
                return Err(PlanError::Overlap { line, promise: id });
            }
            if other.limit.unit() != promise.limit.unit() {
                return Err(PlanError::MixedUnits { line, promise: id });
            }
        }
        promises.push(promise);
    }
    Ok(promises)
}

/// Whether two texts name services and have none in common: then each case has one of them, whatever the day.
fn are_apart(one: &Promise, other: &Promise) -> bool {
    let both = one.services.as_ref().zip(other.services.as_ref());
    both.is_some_and(|(one, other)| one.iter().all(|service| !other.contains(service)))
}

fn known_milestone(
    milestones: &[Milestone],
    line: usize,
    promise: &str,
    key: &str,
    name: &str,
) -> Result<(), PlanError> {
    if milestones.iter().any(|milestone| milestone.name == name) {
        return Ok(());
    }
    Err(PlanError::UnknownMilestone {
        line,
        promise: promise.to_owned(),
        key: key.to_owned(),
        name: name.to_owned(),
        nearest: nearest(name, milestones.iter().map(|milestone| milestone.name.as_str())),
    })
}

fn one(section: &Section<'_>) -> Result<Promise, PlanError> {
    section.only(&["id", "words", "from", "until", "limit", "target", "services", "units", "in_force"])?;
    let id = section.required_string("id")?;
    let words = match section.section("words")? {
        None => Words::default(),
        Some(inner) => {
            inner.only(&["zh", "en"])?;
            Words { zh: inner.string("zh")?, en: inner.string("en")? }
        }
    };
    let limit_section = section.section("limit")?.ok_or_else(|| section.missing("limit"))?;
    let in_force = match section.section("in_force")? {
        None => Period::default(),
        Some(inner) => {
            inner.only(&["from", "until"])?;
            let period = Period { from: inner.date("from")?, until: inner.date("until")? };
            if period.from.zip(period.until).is_some_and(|(from, until)| until < from) {
                return Err(PlanError::PeriodReversed { line: inner.line(), promise: id });
            }
            period
        }
    };
    let target = section.decimal("target")?;
    if let Some(target) = target.filter(|target| *target > 1.0) {
        return Err(refused(section, "target", &target.to_string(), "share"));
    }
    let promise = Promise {
        limit: limit::read(&limit_section, &id)?,
        id: PromiseId(id),
        words,
        from: section.required_string("from")?,
        until: section.required_string("until")?,
        target,
        services: section.strings("services")?,
        units: section.strings("units")?,
        in_force,
    };
    Ok(promise)
}
