//! What the reader should know: what the plan names and the records do not have, and what looks odd in them.

use calendar::Calendar;
use facts::Role;
use plan::{Meaning, nearest};
use words::Message;

use crate::evaluate::{Partial, Setting};
use crate::problem::MeasureError;
use crate::question::{Compiled, Question};
use crate::run::Survey;

/// A promise that no case can begin is an error: its figures would be nothing.
pub(crate) fn check_starts(
    question: &Question<'_>,
    compiled: &Compiled<'_>,
    survey: &Survey,
) -> Result<(), MeasureError> {
    for entry in compiled.groups.iter().flat_map(|group| &group.entries) {
        let promise = entry.promise;
        let Some(milestone) = question.plan.milestone(&promise.from) else { continue };
        let (promise, milestone_name) = (promise.id.to_string(), milestone.name.clone());
        match &milestone.meaning {
            Meaning::Activities { names, .. } => {
                if names.iter().all(|name| !has(survey, name)) {
                    let nearest = names.iter().find_map(|name| nearest_activity(survey, name));
                    let wanted = names.join(", ");
                    return Err(MeasureError::NobodyStarts { promise, milestone: milestone_name, wanted, nearest });
                }
            }
            Meaning::Attribute(field) => {
                if values(compiled, survey, field, Role::Time) == 0 {
                    return Err(MeasureError::NobodyCarries {
                        promise,
                        milestone: milestone_name,
                        field: field.clone(),
                    });
                }
            }
            Meaning::Mark { .. } | Meaning::LastStep { .. } => {}
        }
    }
    Ok(())
}

fn has(survey: &Survey, activity: &str) -> bool {
    survey.activities.iter().any(|(known, _)| known == activity)
}

fn nearest_activity(survey: &Survey, name: &str) -> Option<String> {
    nearest(name, survey.activities.iter().map(|(known, _)| known.as_str()))
}

/// How many records have a value in a field.
fn values(compiled: &Compiled<'_>, survey: &Survey, name: &str, role: Role) -> u64 {
    let place = compiled.fields.iter().position(|field| field.name == name && field.role == role);
    place.and_then(|place| survey.field_values.get(place)).copied().unwrap_or(0)
}

pub(crate) fn warnings(
    question: &Question<'_>,
    setting: &Setting<'_>,
    survey: &Survey,
    partial: &Partial,
) -> Vec<Message> {
    let mut warnings = Vec::new();
    for milestone in &question.plan.milestones {
        let Meaning::Activities { names, .. } = &milestone.meaning else { continue };
        for name in names.iter().filter(|name| !has(survey, name)) {
            let message = Message::new("no-such-activity").with("milestone", &milestone.name).with("activity", name);
            warnings.push(message.with("nearest", &nearest_activity(survey, name)));
        }
    }
    let compiled = setting.compiled;
    // A preset names more milestones than most plans use.
    let is_used = |field: &facts::Field| {
        let is_it = |milestone: &&plan::Milestone| milestone.meaning == Meaning::Attribute(field.name.clone());
        question.plan.source.preset.is_none() || field.role != Role::Time || compiled.milestones.iter().any(is_it)
    };
    for field in compiled.fields.iter().filter(|field| is_used(field)) {
        if values(compiled, survey, &field.name, field.role) == 0 {
            warnings.push(Message::new("field-never-set").with("field", &field.name));
        }
    }
    for entry in compiled.groups.iter().flat_map(|group| &group.entries) {
        let promise = entry.promise;
        for (list, known, key) in
            [(&promise.services, &setting.services, "service"), (&promise.units, &setting.units, "unit")]
        {
            for name in list.iter().flatten().filter(|name| !known.contains(name)) {
                let near = nearest(name, known.iter().skip(1).map(String::as_str));
                let message = Message::new("no-such-scope").with("promise", promise.id.to_string()).with("kind", key);
                warnings.push(message.with("name", name).with("nearest", &near));
            }
        }
    }
    for (group, reversed) in compiled.groups.iter().zip(&partial.reversed) {
        if let (Some(entry), true) = (group.entries.first(), *reversed > 0) {
            warnings.push(
                Message::new("reversed-times").with("promise", entry.promise.id.to_string()).with("cases", *reversed),
            );
        }
    }
    if survey.repeated_events > 0 {
        warnings.push(Message::new("repeated-events").with("events", survey.repeated_events));
    }
    if survey.extensions > 0 {
        warnings.push(Message::new("extensions-recorded").with("extensions", survey.extensions));
    }
    let needs_calendar =
        compiled.groups.iter().flat_map(|group| &group.entries).any(|entry| entry.measure.needs_known_years());
    warnings.extend(next_year_missing(setting.calendar, setting.as_of).filter(|_| needs_calendar));
    warnings
}

/// From November on, deadlines reach into a year that a calendar may not know yet.
fn next_year_missing(calendar: &Calendar, as_of: calendar::Instant) -> Option<Message> {
    let today = calendar.zone().day(as_of).date();
    let (_, last) = calendar.years();
    let missing = today.month() >= 11 && today.year() >= last;
    missing.then(|| Message::new("calendar-lacks-next-year").with("calendar", calendar.name()).with("year", last + 1))
}
