//! The text of a paper: what differs between two versions, line by line.

use pages::VersusRow;
use similar::{DiffOp, TextDiff};
use words::Message;

use crate::visitor::Visitor;

/// What differs, as rows: which lines, as they were, as they are.
pub(super) fn versus(visitor: &Visitor, before: &str, after: &str) -> Vec<VersusRow> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let difference = TextDiff::from_slices(&old, &new);
    let lines = |all: &[&str], from: usize, count: usize| {
        all.iter().skip(from).take(count).copied().collect::<Vec<_>>().join("\n")
    };
    let row = |op: &DiffOp| {
        let (old_from, old_count) = (op.old_range().start, op.old_range().len());
        let (new_from, new_count) = (op.new_range().start, op.new_range().len());
        let name = match op {
            DiffOp::Equal { .. } => return None,
            DiffOp::Insert { .. } => Message::new("paper-line-added").with("line", new_from + 1),
            DiffOp::Delete { .. } => Message::new("paper-line-removed").with("line", old_from + 1),
            DiffOp::Replace { .. } => Message::new("paper-line-changed").with("line", new_from + 1),
        };
        Some(VersusRow {
            name: visitor.say(&name),
            before: lines(&old, old_from, old_count),
            after: lines(&new, new_from, new_count),
        })
    };
    difference.ops().iter().filter_map(row).collect()
}

/// A text as it is kept: a paragraph a line, without empty ones.
pub(super) fn tidied(text: &str) -> String {
    text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}
