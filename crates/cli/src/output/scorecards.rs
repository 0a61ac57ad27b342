//! Scorecards: as a table, as JSON, as CSV.

use std::io::Write;

use measure::{Answer, Question};
use terms::{Dimension, Outcome, Scorecard};
use words::{Language, Message};

use crate::arguments::Format;
use crate::commands::Context;
use crate::fault::Fault;
use crate::output::{Fitted, duration, grouped, instant_text, json_object, json_text, percent, standard_output, table};

pub(crate) fn write(format: Format, answer: &Answer, question: &Question<'_>, context: &Context) -> Result<(), Fault> {
    let mut out = standard_output();
    match format {
        Format::Table => {
            writeln!(out, "{}", summary(answer, question, context.language))?;
            if !answer.scorecards.is_empty() {
                let table = for_people(&answer.scorecards, &question.by, context.language);
                writeln!(out, "{}", table.text)?;
                if !table.left_out.is_empty() {
                    let columns = table.left_out.join(&context.text("list-comma"));
                    let note = Message::new("columns-left-out").with("columns", columns);
                    writeln!(out, "{}", note.text(context.language))?;
                }
            }
        }
        Format::Json => {
            let rows = answer.scorecards.iter().map(|card| json_object(&row(card, &question.by)));
            writeln!(out, "{}", json(answer, question, &[("scorecards", rows.collect())]))?;
        }
        Format::Csv => {
            let mut names: Vec<&str> = question.by.iter().map(|dimension| dimension.name()).collect();
            let empty = measure::empty_scorecard();
            names.extend(empty.columns().iter().map(|(name, _)| *name));
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(names).map_err(std::io::Error::from)?;
            for card in &answer.scorecards {
                csv.write_record(row(card, &question.by).iter().map(|(_, value)| value))
                    .map_err(std::io::Error::from)?;
            }
            csv.flush()?;
        }
    }
    Ok(out.flush()?)
}

/// A scorecard's row: the dimensions that were asked for, then its columns.
pub(crate) fn row(card: &Scorecard, by: &[Dimension]) -> Vec<(&'static str, String)> {
    let key = by.iter().map(|dimension| dimension.name()).zip(card.key.iter().cloned());
    key.chain(card.columns()).collect()
}

/// The whole JSON answer: the day of the figures, what the records hold, and lists of rows.
pub(crate) fn json(answer: &Answer, question: &Question<'_>, lists: &[(&str, Vec<String>)]) -> String {
    let zone = question.calendar.zone();
    let instant =
        |instant: Option<calendar::Instant>| instant.map_or("null".to_owned(), |at| json_text(&instant_text(at, zone)));
    let survey = &answer.survey;
    let lists = lists.iter().map(|(name, rows)| {
        let inner = if rows.is_empty() { String::new() } else { format!("\n    {}\n  ", rows.join(",\n    ")) };
        format!(",\n  \"{name}\": [{inner}]")
    });
    format!(
        "{{\n  \"as_of\": {},\n  \"records\": {{\"events\": {}, \"cases\": {}, \"bad_rows\": {}, \"first\": {}, \"last\": {}}}{}\n}}",
        instant(Some(answer.as_of)),
        survey.events,
        survey.cases,
        survey.bad_rows,
        instant(survey.first),
        instant(survey.last),
        lists.collect::<String>(),
    )
}

/// One sentence on the records and the day of the figures.
pub(crate) fn summary(answer: &Answer, question: &Question<'_>, language: Language) -> String {
    let zone = question.calendar.zone();
    let survey = &answer.survey;
    let day = |instant: Option<calendar::Instant>| instant.map(|at| zone.day(at).to_string()).unwrap_or_default();
    let key = match (question.as_of, survey.first) {
        (Some(_), None) => "summary-nothing",
        (Some(_), Some(_)) => "summary-as-of",
        (None, _) => "summary",
    };
    Message::new(key)
        .with("events", grouped(survey.events))
        .with("cases", grouped(survey.cases))
        .with("first", day(survey.first))
        .with("last", day(survey.last))
        .with("as_of", zone.date_time(answer.as_of).strftime("%Y-%m-%d %H:%M:%S").to_string())
        .with("zone", zone.name())
        .text(language)
}

/// The scorecards as a table for people. Outcomes that no case has are left out.
pub(crate) fn for_people(cards: &[Scorecard], by: &[Dimension], language: Language) -> Fitted {
    let text = |key: &'static str| Message::new(key).text(language);
    let seen = |outcome: Outcome| cards.iter().any(|card| card.counts.of(outcome) > 0);
    let always = [Outcome::Kept, Outcome::Broken, Outcome::Overdue];
    let outcomes: Vec<Outcome> =
        Outcome::ALL.into_iter().filter(|outcome| always.contains(outcome) || seen(*outcome)).collect();
    let has_target = cards.iter().any(|card| card.target.is_some());

    let mut headings: Vec<String> = by.iter().map(|dimension| text(dimension_key(*dimension))).collect();
    headings.extend([text("column-promise"), text("column-cases")]);
    headings.extend(outcomes.iter().map(|outcome| text(outcome_key(*outcome))));
    headings.extend([text("column-share"), text("column-interval")]);
    headings.extend(has_target.then(|| text("column-target")));
    headings.extend([text("column-p50"), text("column-p90"), text("column-unit-of-time")]);

    let rows = cards.iter().map(|card| {
        let mut row: Vec<String> =
            card.key.iter().map(|value| if value.is_empty() { "–".to_owned() } else { value.clone() }).collect();
        row.extend([card.promise.to_string(), grouped(card.counts.cases())]);
        row.extend(outcomes.iter().map(|outcome| grouped(card.counts.of(*outcome))));
        match &card.share {
            Some(share) => row.extend([percent(share.value), interval(share)]),
            None => row.extend(["–".to_owned(), "–".to_owned()]),
        }
        if has_target {
            row.push(target(card, language));
        }
        let time = |value: fn(&terms::Spread) -> i64| match &card.spread {
            Some(spread) => duration(value(spread), card.elapsed_unit, language),
            None => "–".to_owned(),
        };
        row.extend([time(|spread| spread.p50), time(|spread| spread.p90), text(unit_key(card.elapsed_unit))]);
        row
    });
    let texts = by.len() + 1;
    let last = headings.len() - 1;
    // Where there is little room, first go the outcomes in no share, then what can be told from the rest.
    let place = |outcome: Outcome| outcomes.iter().position(|seen| *seen == outcome).map(|index| texts + 1 + index);
    let seldom = [Outcome::Withdrawn, Outcome::Running, Outcome::NotStarted, Outcome::NoDue].into_iter();
    let mut may_go: Vec<usize> = seldom.filter_map(place).collect();
    may_go.extend([last, last - 1].into_iter().chain(place(Outcome::Kept)).chain([last - 2]));
    may_go.extend(has_target.then_some(last - 3));
    table(&headings, rows.collect(), |index| index < texts || index == last, &may_go)
}

/// The interval of a share, the sign once: `97.6–98.2 %`.
fn interval(share: &terms::Share) -> String {
    let low = percent(share.low);
    format!("{}–{}", low.trim_end_matches(" %"), percent(share.high))
}

/// The target, and whether it was reached: said together with the share, never by a colour alone.
fn target(card: &Scorecard, language: Language) -> String {
    let Some(target) = card.target else { return "–".to_owned() };
    let key = match &card.share {
        None => return percent(target),
        Some(share) if share.value >= target => "target-reached",
        Some(_) => "target-missed",
    };
    Message::new(key).with("target", percent(target)).text(language)
}

pub(crate) fn dimension_key(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Unit => "column-unit",
        Dimension::Service => "column-service",
        Dimension::Month => "column-month",
        Dimension::Year => "column-year",
    }
}

fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Kept => "outcome-kept",
        Outcome::Broken => "outcome-broken",
        Outcome::Overdue => "outcome-overdue",
        Outcome::Running => "outcome-running",
        Outcome::Withdrawn => "outcome-withdrawn",
        Outcome::NotStarted => "outcome-not-started",
        Outcome::NoDue => "outcome-no-due",
    }
}

fn unit_key(unit: terms::ElapsedUnit) -> &'static str {
    match unit {
        terms::ElapsedUnit::WorkingDay => "unit-working-day",
        terms::ElapsedUnit::CalendarDay => "unit-calendar-day",
        terms::ElapsedUnit::Minute => "unit-minute",
        terms::ElapsedUnit::Event => "unit-event",
    }
}
