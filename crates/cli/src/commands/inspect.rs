//! `mingpai inspect`: what files hold, and a draft of a plan for them.
//!
//! All of standard output is one plan: what was found stands in it as comments, so that it can be kept in a file, checked line
//! by line, and used.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use calendar::Calendar;
use facts::{ActivityUse, Draft, Records, look};
use measure::{Answer, ProcessCard, Question, measure};
use plan::Plan;
use words::Message;

use crate::arguments;
use crate::calendars;
use crate::commands::{Context, open};
use crate::fault::Fault;
use crate::output::draft::{Counted, DraftPlan};
use crate::progress::Shown;

pub(crate) fn run(command: &arguments::Inspect, context: &Context) -> Result<(), Fault> {
    let portraits = look(&command.sources)?;
    let draft = Draft::of(&portraits);
    let mut plan = DraftPlan { draft: &draft, portraits: &portraits, sources: &command.sources, counted: None };
    if draft.missing.is_empty() {
        plan.counted = Some(count(&plan, &command.sources, context)?);
    }
    let text = plan.text(context.language);
    let mut out = crate::output::standard_output();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    for key in &draft.missing {
        context.warn(&Message::new("draft-lacks").with("key", *key));
    }
    Ok(())
}

/// Reads everything once by the draft, to count what is in it.
fn count(plan: &DraftPlan<'_>, sources: &[PathBuf], context: &Context) -> Result<Counted, Fault> {
    let text = plan.text(context.language);
    // A draft that is no plan would be our mistake, and is said as what it is.
    let parsed = Plan::parse(&text).map_err(|error| Fault::Ours(error.message()))?;
    let calendar = calendars::of_plan(&parsed.calendar)?;
    let has_events = parsed.source.activity.is_some() || parsed.source.preset.is_some() || parsed.promises.is_empty();
    let question = Question { process: has_events, ..Question::of(&parsed, &calendar) };
    let records = Shown::new(Box::new(open(sources, &question, context)?), context);
    let answer = measure(&records as &dyn Records, &question, &context.machine(1024), true)?;
    Ok(counted(&answer, &calendar))
}

fn counted(answer: &Answer, calendar: &Calendar) -> Counted {
    let survey = &answer.survey;
    let day = |instant: Option<calendar::Instant>| instant.map(|instant| calendar.zone().day(instant).date());
    Counted {
        events: survey.events,
        cases: survey.cases,
        bad_rows: survey.bad_rows,
        first_bad: answer.bad_rows.first().map(|(file, row)| (file.clone(), row.line, row.problem.message())),
        span: day(survey.first).zip(day(survey.last)),
        activities: answer.process.first().map(activities).unwrap_or_default(),
    }
}

/// How cases use each activity, the most frequent first.
fn activities(card: &ProcessCard) -> Vec<ActivityUse> {
    let mut begins: BTreeMap<&str, u64> = BTreeMap::new();
    let mut ends: BTreeMap<&str, u64> = BTreeMap::new();
    for (cases, steps) in &card.variants {
        for (step, of) in [(steps.first(), &mut begins), (steps.last(), &mut ends)] {
            if let Some(step) = step {
                *of.entry(step).or_default() += cases;
            }
        }
    }
    let of = |counts: &BTreeMap<&str, u64>, name: &str| counts.get(name).copied().unwrap_or(0);
    let used = card.activities.iter().map(|(name, count)| ActivityUse {
        name: name.clone(),
        count: *count,
        begins: of(&begins, name),
        ends: of(&ends, name),
    });
    used.collect()
}

/// The names of the files that were looked at, as they would be typed again.
pub(crate) fn typed(sources: &[PathBuf]) -> String {
    let quoted = |path: &PathBuf| {
        let text = path.display().to_string();
        if text.contains([' ', '(', ')', '&', ';', '\'']) { format!("\"{text}\"") } else { text }
    };
    sources.iter().map(quoted).collect::<Vec<_>>().join(" ")
}
