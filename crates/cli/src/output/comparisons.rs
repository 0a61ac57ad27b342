//! Before and after: as tables with a plain sentence, as JSON, as CSV.

use std::io::Write;

use measure::{Answer, Comparison, Question};
use terms::Scorecard;
use words::{Language, Message};

use crate::arguments::Format;
use crate::commands::Context;
use crate::fault::Fault;
use crate::output::scorecards::{for_people, json, row, summary};
use crate::output::{duration, json_object, percent, standard_output};
use terms::six_decimals;

pub(crate) fn write(format: Format, answer: &Answer, question: &Question<'_>, context: &Context) -> Result<(), Fault> {
    let mut out = standard_output();
    match format {
        Format::Table => {
            writeln!(out, "{}", summary(answer, question, context.language))?;
            for comparison in &answer.comparisons {
                writeln!(out, "\n{}", told(comparison, question, context.language))?;
            }
        }
        Format::Json => {
            let rows = answer
                .comparisons
                .iter()
                .flat_map(|comparison| rows(comparison, question))
                .map(|row| json_object(&row));
            writeln!(out, "{}", json(answer, question, &[("comparisons", rows.collect())]))?;
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(names(question)).map_err(std::io::Error::from)?;
            for row in answer.comparisons.iter().flat_map(|comparison| rows(comparison, question)) {
                csv.write_record(row.iter().map(|(_, value)| value)).map_err(std::io::Error::from)?;
            }
            csv.flush()?;
        }
    }
    Ok(out.flush()?)
}

const DIFFERENCES: [&str; 6] =
    ["share_difference", "share_low", "share_high", "median_difference", "median_low", "median_high"];

/// The names of the columns: those of a scorecard with the side after the promise, then the differences.
fn names(question: &Question<'_>) -> Vec<&'static str> {
    let mut names: Vec<&str> = question.by.iter().map(|dimension| dimension.name()).collect();
    for (name, _) in measure::empty_scorecard().columns() {
        names.push(name);
        if name == "promise" {
            names.push("side");
        }
    }
    names.extend(DIFFERENCES);
    names
}

/// The rows of both sides; the differences stand with the second.
fn rows(comparison: &Comparison, question: &Question<'_>) -> [Vec<(&'static str, String)>; 2] {
    let differences = [comparison.share, comparison.median];
    let values = differences.iter().flat_map(|difference| match difference {
        Some(difference) => [difference.value, difference.low, difference.high].map(six_decimals),
        None => [const { String::new() }; 3],
    });
    let values: Vec<String> = values.collect();
    let side = |card: &Scorecard, side: &str, values: &[String]| {
        let mut whole = row(card, &question.by);
        let place = question.by.len() + 1;
        whole.insert(place, ("side", side.to_owned()));
        whole.extend(
            DIFFERENCES.iter().enumerate().map(|(index, name)| (*name, values.get(index).cloned().unwrap_or_default())),
        );
        whole
    };
    [side(&comparison.before, "before", &[]), side(&comparison.after, "after", &values)]
}

/// Both sides as a table, and what they say in two sentences.
fn told(comparison: &Comparison, question: &Question<'_>, language: Language) -> String {
    let split = question.split.map(|day| day.to_string()).unwrap_or_default();
    let side = |key: &'static str| Message::new(key).with("split", &split).text(language);
    let mut cards = [comparison.before.clone(), comparison.after.clone()];
    for (card, name) in cards.iter_mut().zip([side("side-before"), side("side-after")]) {
        card.promise = terms::PromiseId(format!("{} · {name}", card.promise));
    }
    let table = for_people(&cards, &question.by, language).text;
    let unit = comparison.after.elapsed_unit;
    let [share, median] = comparison.sentences(|time| duration(time, unit, language)).map(|said| said.text(language));
    let shares = comparison.before.share.zip(comparison.after.share);
    let both = shares
        .map(|(before, after)| format!("{} → {}", percent(before.value), percent(after.value)))
        .unwrap_or_default();
    format!("{table}\n{both}  {share}\n{median}").trim_end().to_owned()
}
