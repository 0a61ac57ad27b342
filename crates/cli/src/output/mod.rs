//! How answers are written.

pub(crate) mod bad_rows;
pub(crate) mod comparisons;
pub(crate) mod draft;
pub(crate) mod file;
pub(crate) mod outcomes;
pub(crate) mod process;
pub(crate) mod scorecards;

use std::io::{self, BufWriter, IsTerminal};

use calendar::{Instant, Zone};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, presets};
use jiff::Zoned;
use terms::ElapsedUnit;
use words::{Language, Message};

pub(crate) use file::{keep_apart, replace_file};

/// Standard output, written in large pieces.
pub(crate) fn standard_output() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// An instant as RFC 3339 in a zone, with six digits of the second.
pub(crate) fn instant_text(instant: Instant, zone: &Zone) -> String {
    let zoned = Zoned::new(instant.timestamp(), zone.time_zone().clone());
    zoned.strftime("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string()
}

/// One row as a JSON object: texts quoted, numbers bare, nothing as null. Which columns are texts is known by their names.
pub(crate) fn json_object(columns: &[(&str, String)]) -> String {
    let is_text = |name: &str| matches!(name, "promise" | "elapsed_unit" | "unit" | "service" | "month" | "side");
    let members = columns.iter().map(|(name, value)| {
        let value = match value.as_str() {
            "" => "null".to_owned(),
            text if is_text(name) => json_text(text),
            number => number.to_owned(),
        };
        format!("\"{name}\": {value}")
    });
    format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
}

pub(crate) fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A hairline under the headings, and no other line: what stands in rows needs none to be read.
const HAIRLINE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Between two columns.
const GAP: usize = 2;

/// A table for people, and the headings of the columns that did not fit.
pub(crate) struct Fitted {
    pub(crate) text: String,
    pub(crate) left_out: Vec<String>,
}

/// A table for people, fitted to the terminal: where it is too wide the columns `may_go` are left out, in that order, and
/// where that is not enough long texts are broken. What is no terminal gets all of it.
pub(crate) fn table(
    headings: &[String],
    rows: Vec<Vec<String>>,
    is_text: impl Fn(usize) -> bool,
    may_go: &[usize],
) -> Fitted {
    let terminal = Table::new().width().filter(|_| io::stdout().is_terminal());
    fitted(headings, rows, is_text, may_go, terminal)
}

fn fitted(
    headings: &[String],
    rows: Vec<Vec<String>>,
    is_text: impl Fn(usize) -> bool,
    may_go: &[usize],
    terminal: Option<u16>,
) -> Fitted {
    let mut table = Table::new();
    table.load_style(HAIRLINE).set_header(headings.to_vec());
    table.add_rows(rows);
    let widths = table.column_max_content_widths();
    let mut wide: usize = widths.iter().map(|width| usize::from(*width) + GAP).sum::<usize>().saturating_sub(GAP);
    let mut gone: Vec<usize> = Vec::new();
    if let Some(terminal) = terminal {
        for column in may_go {
            if wide > usize::from(terminal) {
                wide -= widths.get(*column).map_or(0, |width| usize::from(*width) + GAP);
                gone.push(*column);
            }
        }
        if wide > usize::from(terminal) {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(terminal);
        }
    }
    let last = (0..headings.len()).rev().find(|column| !gone.contains(column));
    for (index, column) in table.column_iter_mut().enumerate() {
        // The table itself puts one space between two columns, where others have a line.
        column.set_padding((0, if Some(index) == last { 0 } else { GAP as u16 - 1 }));
        column.set_cell_alignment(if is_text(index) { CellAlignment::Left } else { CellAlignment::Right });
        if gone.contains(&index) {
            column.set_constraint(ColumnConstraint::Hidden);
        }
    }
    gone.sort_unstable();
    let left_out = gone.iter().filter_map(|column| headings.get(*column).cloned()).collect();
    Fitted { text: table.trim_fmt(), left_out }
}

/// Rows without headings or lines, their columns aligned.
pub(crate) fn plain_table(rows: Vec<Vec<String>>, is_text: impl Fn(usize) -> bool) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).add_rows(rows);
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        column.set_cell_alignment(if is_text(index) { CellAlignment::Left } else { CellAlignment::Right });
    }
    table.to_string()
}

/// A whole number with its thousands apart.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A share in percent, with its sign.
pub(crate) fn percent(share: f64) -> String {
    format!("{} %", terms::percent(share))
}

/// How long something took, for people: days and events as they are, minutes as days, hours and minutes of the clock on
/// which they were counted.
pub(crate) fn duration(value: i64, unit: ElapsedUnit, language: Language) -> String {
    match unit {
        ElapsedUnit::WorkingDay | ElapsedUnit::CalendarDay => Message::new("days").with("n", value).text(language),
        ElapsedUnit::Event => value.to_string(),
        ElapsedUnit::Minute if value.abs() < 60 => Message::new("minutes").with("n", value).text(language),
        ElapsedUnit::Minute => {
            let sign = if value < 0 { "-" } else { "" };
            format!("{sign}{}:{:02}", grouped(value.unsigned_abs() / 60), value.unsigned_abs() % 60)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (9_981_380, "9,981,380")] {
            assert_eq!(grouped(number), text);
        }
        for (share, text) in
            [(0.0, "0.0 %"), (0.000_1, "0.1 %"), (0.5, "50.0 %"), (0.999_9, "99.9 %"), (1.0, "100.0 %")]
        {
            assert_eq!(percent(share), text);
        }
        let text = |value, unit| duration(value, unit, Language::English);
        assert_eq!(text(5, ElapsedUnit::WorkingDay), "5 d");
        assert_eq!(text(59, ElapsedUnit::Minute), "59 min");
        assert_eq!(text(4200, ElapsedUnit::Minute), "70:00");
        assert_eq!(text(-61, ElapsedUnit::Minute), "-1:01");
    }

    #[test]
    fn a_table_leaves_out_columns_where_the_terminal_is_narrow() {
        let texts = |row: [&str; 4]| row.map(str::to_owned).to_vec();
        let shown = |terminal| {
            let rows = vec![texts(["e路通办", "22,000", "95.5 %", "254"]), texts(["水到家", "4,000", "96.5 %", "49"])];
            fitted(&texts(["承诺", "件数", "兑现率", "退出"]), rows, |column| column == 0, &[3, 1], terminal)
        };
        let all = shown(None);
        let lines = ["承诺       件数  兑现率  退出", "─────────────────────────────", "e路通办  22,000  95.5 %   254"];
        assert_eq!(all.text.lines().take(3).collect::<Vec<_>>(), lines);
        // The table is 29 columns wide: 7, 6, 6 and 4, and two between each.
        for (terminal, left_out, wide) in
            [(29, [].as_slice(), 29), (28, &["退出"], 23), (22, &["件数", "退出"], 15), (9, &["件数", "退出"], 9)]
        {
            let table = shown(Some(terminal));
            assert_eq!(table.left_out, left_out, "{terminal}");
            let line = table.text.lines().find(|line| line.starts_with('─')).unwrap_or_default();
            assert_eq!(line.chars().count(), wide, "{terminal}");
        }
    }

    #[test]
    fn instants_have_six_digits_and_the_zones_offset() {
        let zone = Zone::named("Europe/Amsterdam").unwrap();
        let instant = Instant(1_323_174_091_788_000);
        assert_eq!(instant_text(instant, &zone), "2011-12-06T13:21:31.788000+01:00");
    }
}
