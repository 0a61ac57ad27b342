//! The shape of the process, as JSON.

use std::io::{self, Write};
use std::path::Path;

use measure::ProcessCard;
use terms::Dimension;

use crate::fault::Fault;
use crate::output::{json_text, replace_file};

pub(crate) fn write(path: &Path, cards: &[ProcessCard], by: &[Dimension]) -> Result<(), Fault> {
    replace_file(path, |out| {
        if by.is_empty() {
            let empty = ProcessCard::default();
            one(out, cards.first().unwrap_or(&empty), by, "")?;
            return writeln!(out);
        }
        write!(out, "[")?;
        for (index, card) in cards.iter().enumerate() {
            write!(out, "{}\n  ", if index > 0 { "," } else { "" })?;
            one(out, card, by, "  ")?;
        }
        writeln!(out, "\n]")
    })
}

fn one(out: &mut (dyn Write + Send), card: &ProcessCard, by: &[Dimension], indent: &str) -> io::Result<()> {
    write!(out, "{{")?;
    for (dimension, value) in by.iter().zip(&card.key) {
        let value = if value.is_empty() { "null".to_owned() } else { json_text(value) };
        write!(out, "\n{indent}  \"{}\": {value},", dimension.name())?;
    }
    list(out, indent, "activities", card.activities.iter(), |(activity, count)| {
        format!("{{\"activity\": {}, \"count\": {count}}}", json_text(activity))
    })?;
    list(out, indent, "edges", card.edges.iter(), |edge| {
        let (from, to) = (json_text(&edge.from), json_text(&edge.to));
        format!("{{\"from\": {from}, \"to\": {to}, \"count\": {}, \"p50_minutes\": {}}}", edge.count, edge.p50_minutes)
    })?;
    list(out, indent, "variants", card.variants.iter(), |(count, activities)| {
        let activities: Vec<String> = activities.iter().map(|activity| json_text(activity)).collect();
        format!("{{\"count\": {count}, \"activities\": [{}]}}", activities.join(", "))
    })?;
    let numbers =
        [("handovers", card.handovers), ("rework", card.rework), ("events", card.events), ("cases", card.cases)];
    for (index, (name, number)) in numbers.iter().enumerate() {
        write!(out, "{}\n{indent}  \"{name}\": {number}", if index > 0 { "," } else { "" })?;
    }
    write!(out, "\n{indent}}}")
}

fn list<T>(
    out: &mut (dyn Write + Send),
    indent: &str,
    name: &str,
    rows: impl Iterator<Item = T>,
    text: impl Fn(T) -> String,
) -> io::Result<()> {
    write!(out, "\n{indent}  \"{name}\": [")?;
    let mut any = false;
    for row in rows {
        write!(out, "{}\n{indent}    {}", if any { "," } else { "" }, text(row))?;
        any = true;
    }
    write!(out, "{}],", if any { format!("\n{indent}  ") } else { String::new() })
}
