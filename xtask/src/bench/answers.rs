//! Whether two programs gave the same answer.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::bench::data::{Data, done, read};

/// A table of a CSV file without quotation marks: each line by the columns' names.
fn table(data: &Data, name: &str) -> Result<Vec<BTreeMap<String, String>>, String> {
    let text = read(&data.path(name))?;
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let row =
        |line: &str| names.iter().map(|name| (*name).to_owned()).zip(line.split(',').map(str::to_owned)).collect();
    Ok(lines.map(row).collect())
}

fn field(row: &BTreeMap<String, String>, name: &str) -> String {
    row.get(name).cloned().unwrap_or_default()
}

fn number(row: &BTreeMap<String, String>, name: &str) -> Option<i64> {
    row.get(name)?.parse().ok()
}

/// Cases kept by service, and quantiles in whole minutes by service and month of the end.
///
/// Months of what was kept are not compared: a case that was broken counts in the month of its due here, and in that of its end
/// there.
pub(crate) fn same_scorecards(data: &Data, ours: &str, theirs: &str) -> Result<String, String> {
    const QUANTILES: [&str; 3] = ["p50", "p90", "p95"];
    let mut kept: [BTreeMap<String, i64>; 2] = Default::default();
    let mut quantiles: [BTreeMap<(String, String), Vec<i64>>; 2] = Default::default();
    for (side, name, unit) in [(0, ours, 1), (1, theirs, 60_000_000)] {
        for row in table(data, name)? {
            let service = field(&row, "service");
            *kept[side].entry(service.clone()).or_default() += number(&row, "kept").ok_or("a card without `kept`")?;
            let values: Vec<i64> = QUANTILES.iter().filter_map(|name| Some(number(&row, name)? / unit)).collect();
            if values.len() == QUANTILES.len() {
                quantiles[side].insert((service, field(&row, "month")), values);
            }
        }
    }
    let [ours, theirs] = &kept;
    let cases: i64 = ours.values().sum();
    if ours != theirs || cases == 0 {
        return Err(format!("the answers differ: {cases} cases kept here, {} there", theirs.values().sum::<i64>()));
    }
    let [ours, theirs] = &quantiles;
    if let Some((key, values)) = ours.iter().find(|(key, values)| theirs.get(*key) != Some(*values)) {
        return Err(format!("the answers differ at {key:?}: {values:?} here, {:?} there", theirs.get(key)));
    }
    if ours.len() != theirs.len() {
        return Err(format!("the answers differ: {} rows of quantiles here, {} there", ours.len(), theirs.len()));
    }
    Ok(format!("the same answers: {cases} cases kept, {} rows of quantiles", ours.len()))
}

/// How often one activity follows another, and how often each variant that ours lists occurs.
pub(crate) fn same_shape(data: &Data) -> Result<String, String> {
    let cards = same_scorecards(data, "ours.csv", "duckdb.csv")?;
    let shape: Value = serde_json::from_str(&read(&data.path("shape.json"))?).map_err(|error| error.to_string())?;
    let list = |name: &str| shape.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let count = |value: &Value| value.get("count").and_then(Value::as_i64).unwrap_or_default();
    let ours: BTreeMap<_, _> =
        list("edges").iter().map(|edge| ((text(edge, "from"), text(edge, "to")), count(edge))).collect();
    let rows = table(data, "edges.csv")?.into_iter();
    let theirs: BTreeMap<_, _> =
        rows.map(|row| ((field(&row, "before"), field(&row, "activity")), number(&row, "n").unwrap_or(0))).collect();
    if ours != theirs || ours.is_empty() {
        return Err(format!("the edges differ: {} here, {} there", ours.len(), theirs.len()));
    }
    // The variants stand between quotation marks: their activities are parted by commas.
    let text_of_variants = read(&data.path("variants.csv"))?;
    let theirs: BTreeMap<String, i64> = text_of_variants
        .lines()
        .skip(1)
        .filter_map(|line| {
            let (variant, count) = line.rsplit_once(',')?;
            Some((variant.trim_matches('"').to_owned(), count.parse().ok()?))
        })
        .collect();
    let variants = list("variants");
    for variant in &variants {
        let steps = variant.get("activities").and_then(Value::as_array).cloned().unwrap_or_default();
        let steps: Vec<&str> = steps.iter().filter_map(Value::as_str).collect();
        if theirs.get(&steps.join(",")) != Some(&count(variant)) {
            return Err(format!("the variants differ: {} times {} here", count(variant), steps.join(", ")));
        }
    }
    if variants.is_empty() {
        return Err("no variants".to_owned());
    }
    Ok(format!("{cards}; the same {} edges and {} variants", ours.len(), variants.len()))
}

/// As many events.
pub(crate) fn same_events(data: &Data) -> Result<String, String> {
    let mut command = std::process::Command::new(Data::program("mingpai"));
    command.args(["measure", "--quiet"]).arg(data.path("log.xes")).arg("--plan").arg(data.path("xes.toml"));
    command.arg("--process").arg(data.path("shape.json")).stdout(std::process::Stdio::null());
    done(&mut command)?;
    let shape: Value = serde_json::from_str(&read(&data.path("shape.json"))?).map_err(|error| error.to_string())?;
    let activities = shape.get("activities").and_then(Value::as_array).cloned().unwrap_or_default();
    let ours: i64 = activities.iter().filter_map(|activity| activity.get("count")?.as_i64()).sum();
    let theirs = table(data, "read.csv")?.first().and_then(|row| number(row, "events")).unwrap_or(0);
    if ours == theirs && ours > 0 {
        Ok(format!("the same {ours} events"))
    } else {
        Err(format!("{ours} events here, {theirs} there"))
    }
}
