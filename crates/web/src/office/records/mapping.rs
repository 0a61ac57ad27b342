//! How the files of a new source are read: drafted from what is in them, chosen from lists, kept as the source's reading.

use std::path::PathBuf;

use ::plan::{Plan, Preset};
use facts::{Column, Draft, Kind, count_activities, look};
use pages::Choice;
use toml::{Table, Value};
use words::Message;

use crate::form::{Sent, choice};
use crate::visitor::Visitor;

/// What files hold, as it is offered to choose from.
#[derive(Debug, Clone)]
pub(super) struct Found {
    draft: Draft,
    /// Columns that may be mapped: those about a person who applied are not offered.
    columns: Vec<Column>,
    /// Activities with their counts, the most frequent first.
    activities: Vec<(String, u64)>,
    drafted: Vec<(String, String)>,
}

/// The milestones that can be chosen, with what they are called.
const MILESTONES: [(&str, &str); 7] = [
    ("applied", "milestone-applied"),
    ("accepted", "milestone-accepted"),
    ("decided", "milestone-decided"),
    ("paused", "milestone-paused"),
    ("resumed", "milestone-resumed"),
    ("withdrawn", "milestone-withdrawn"),
    ("visit", "milestone-visit"),
];

/// The columns of a table that are mapped, with what they are called.
const COLUMNS: [(&str, &str); 7] = [
    ("case", "mapping-case"),
    ("activity", "mapping-activity"),
    ("at", "mapping-at"),
    ("service", "mapping-service"),
    ("unit", "mapping-unit"),
    ("actor", "mapping-actor"),
    ("channel", "mapping-channel"),
];

/// Looks at files. It reads them once: run it where that stops nobody.
///
/// # Errors
/// What is wrong with them, to be told.
pub(super) fn look_at(files: &[PathBuf]) -> Result<Found, Message> {
    let portraits = look(files).map_err(|error| error.message())?;
    let draft = Draft::of(&portraits);
    let columns = portraits.iter().flat_map(|portrait| portrait.columns.iter().cloned());
    let mut columns: Vec<Column> = columns.filter(|column| !column.is_personal && column.kind != Kind::Empty).collect();
    columns.dedup_by(|one, two| one.name == two.name);
    let used = count_activities(files, &draft).map_err(|error| error.message())?;
    let mut drafted: Vec<(String, String)> = Vec::new();
    for milestone in draft.milestones(&used) {
        if let Some(activity) = milestone.activities.first() {
            drafted.push((milestone.name.to_owned(), format!("activity:{activity}")));
        }
    }
    for (name, column) in [("accepted", &draft.accepted_at), ("decided", &draft.decided_at)] {
        if let Some(column) = column {
            drafted.retain(|(known, _)| known != name);
            drafted.push((name.to_owned(), format!("column:{column}")));
        }
    }
    let activities = used.into_iter().map(|activity| (activity.name, activity.count)).collect();
    Ok(Found { draft, columns, activities, drafted })
}

impl Found {
    /// Whether they are the national tables, whose mapping needs no choosing.
    pub(super) fn is_national(&self) -> bool {
        self.draft.source.preset == Some(Preset::Gbt39046)
    }

    /// The column of the code of satisfaction, if there is one.
    fn satisfaction(&self) -> Option<&Column> {
        let is_code = |column: &&Column| {
            let name = column.name.to_lowercase();
            let is_rating = name.contains("满意") || name.contains("satisf");
            is_rating
                && column.different <= 5
                && column
                    .examples
                    .iter()
                    .all(|code| matches!(code.trim(), "1" | "2" | "3" | "4" | "5" | "01" | "02" | "03" | "04" | "05"))
        };
        self.columns.iter().find(is_code)
    }

    /// Which code is very satisfied: asked, and never drafted, for systems have it both ways.
    fn ask_satisfaction(&self, visitor: &Visitor, sent: Option<&Sent>) -> Option<Choice> {
        let column = self.satisfaction()?;
        let chosen = sent.map(|sent| sent.text("satisfaction")).unwrap_or_default();
        let label = Message::new("mapping-satisfaction").with("column", shown(visitor, column));
        let options =
            [("1", "mapping-satisfaction-1"), ("5", "mapping-satisfaction-5"), ("no", "mapping-satisfaction-no")];
        let options = options.map(|(value, key)| (value.to_owned(), visitor.say(&Message::of_key(key.to_owned()))));
        Some(choice("satisfaction", visitor.say(&label), Some(visitor.t("mapping-choose")), options, &chosen))
    }

    /// The lists to choose from, with what was drafted, or sent, chosen.
    pub(super) fn choices(&self, visitor: &Visitor, sent: Option<&Sent>) -> Vec<Choice> {
        let asked = self.ask_satisfaction(visitor, sent);
        if self.is_national() {
            return asked.into_iter().collect();
        }
        let source = &self.draft.source;
        let mut choices = Vec::new();
        for (key, label) in COLUMNS {
            let drafted = match key {
                "case" => &source.case,
                "activity" => &source.activity,
                "at" => &source.at,
                "service" => &source.service,
                "unit" => &source.unit,
                "actor" => &source.actor,
                _ => &source.channel,
            };
            let chosen = sent.map_or_else(|| drafted.clone().unwrap_or_default(), |sent| sent.text(key));
            let options = self.columns.iter().map(|column| (column.name.clone(), shown(visitor, column)));
            choices.push(choice(key, visitor.say(&Message::of_key(label.to_owned())), none(visitor), options, &chosen));
        }
        for (key, label) in MILESTONES {
            let drafted = self.drafted.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone());
            let chosen = sent.map_or_else(|| drafted.unwrap_or_default(), |sent| sent.text(key));
            let of_activities = self.activities.iter().map(|(name, count)| {
                let words = Message::new("mapping-of-activity").with("name", name).with("count", *count);
                (format!("activity:{name}"), visitor.say(&words))
            });
            let times = self.columns.iter().filter(|column| matches!(column.kind, Kind::Times | Kind::Dates));
            let of_columns = times.map(|column| (format!("column:{}", column.name), shown(visitor, column)));
            let options = of_activities.chain(of_columns);
            choices.push(choice(key, visitor.say(&Message::of_key(label.to_owned())), none(visitor), options, &chosen));
        }
        choices.into_iter().chain(asked).collect()
    }

    /// What was chosen as a reading: `[source]`, `[milestones]` and `[calendar]` of a plan.
    ///
    /// # Errors
    /// The field, and what is wrong with it.
    pub(super) fn reading(&self, sent: &Sent) -> Result<String, (String, Message)> {
        let mut source = Table::new();
        let mut milestones = Table::new();
        let mut put = |key: &str, value: String| {
            if !value.is_empty() {
                source.insert(key.to_owned(), Value::String(value));
            }
        };
        let drafted = &self.draft.source;
        if self.is_national() {
            put("preset", Preset::Gbt39046.name().to_owned());
        } else {
            for (key, _) in COLUMNS {
                put(key, sent.text(key));
            }
            put("time_zone", drafted.time_zone.clone().unwrap_or_default());
            put("object_type", drafted.object_type.clone().unwrap_or_default());
            put("sheet", drafted.sheet.clone().unwrap_or_default());
        }
        if let Some(column) = self.satisfaction() {
            match sent.text("satisfaction").as_str() {
                best @ ("1" | "5") => {
                    source.insert("satisfaction".to_owned(), Value::String(column.name.clone()));
                    source.insert("satisfaction_best".to_owned(), Value::Integer(if best == "1" { 1 } else { 5 }));
                }
                "no" => {}
                _ => return Err(("satisfaction".to_owned(), Message::new("mapping-satisfaction-needed"))),
            }
        }
        let kept: Vec<Value> =
            [&self.draft.due, &self.draft.days].into_iter().flatten().cloned().map(Value::String).collect();
        if !kept.is_empty() {
            source.insert("keep".to_owned(), Value::Array(kept));
        }
        if !self.is_national() {
            for (key, _) in MILESTONES {
                let chosen = sent.text(key);
                let meaning = match chosen.split_once(':') {
                    Some(("activity", name)) => ("activities", Value::Array(vec![Value::String(name.to_owned())])),
                    Some(("column", name)) => ("attribute", Value::String(name.to_owned())),
                    _ => continue,
                };
                let meaning = Table::from_iter([(meaning.0.to_owned(), meaning.1)]);
                milestones.insert(key.to_owned(), Value::Table(meaning));
            }
            for key in ["accepted", "decided"] {
                if !milestones.contains_key(key) {
                    return Err((key.to_owned(), Message::new("mapping-needs-milestone")));
                }
            }
        }
        let mut calendar = Table::new();
        if self.draft.is_chinese || self.is_national() {
            calendar.insert("base".to_owned(), Value::String("cn".to_owned()));
        } else {
            calendar.insert("base".to_owned(), Value::String("weekdays".to_owned()));
            calendar.insert("time_zone".to_owned(), Value::String(self.draft.zone.to_owned()));
        }
        let hours: Vec<Value> = sent
            .text("office-hours")
            .split([',', '，', '、', ';', '；'])
            .map(str::trim)
            .filter(|hours| !hours.is_empty())
            .map(|hours| Value::String(hours.replace(['–', '~', '～', '至'], "-").replace('：', ":")))
            .collect();
        if !hours.is_empty() {
            calendar.insert("office_hours".to_owned(), Value::Array(hours));
        }
        let mut all = Table::new();
        all.insert("source".to_owned(), Value::Table(source));
        if !milestones.is_empty() {
            all.insert("milestones".to_owned(), Value::Table(milestones));
        }
        all.insert("calendar".to_owned(), Value::Table(calendar));
        let text = toml::to_string(&all).map_err(|error| {
            ("case".to_owned(), Message::new("figure-cannot-say").with("detail", error.to_string()))
        })?;
        let plan = Plan::parse(&text).map_err(|error| ("case".to_owned(), error.message()))?;
        if let Err(problem) = crate::figures::calendar_of(&plan, "") {
            return Err(("office-hours".to_owned(), problem));
        }
        let lacks = !self.is_national() && (plan.source.case.is_none() || has_no_time(&plan));
        if lacks {
            return Err(("case".to_owned(), Message::new("mapping-needs-case")));
        }
        Ok(text)
    }
}

/// Whether nothing says when: neither an event's time nor a time that the case itself carries.
fn has_no_time(plan: &Plan) -> bool {
    plan.source.at.is_none()
        && !plan.milestones.iter().any(|milestone| matches!(milestone.meaning, ::plan::Meaning::Attribute(_)))
}

fn none(visitor: &Visitor) -> Option<String> {
    Some(visitor.t("mapping-none"))
}

/// A column with some of its values.
fn shown(visitor: &Visitor, column: &Column) -> String {
    if column.examples.is_empty() {
        return column.name.clone();
    }
    let some: Vec<String> = column.examples.iter().take(2).map(|text| text.chars().take(20).collect()).collect();
    let words = Message::new("mapping-of-column").with("name", &column.name);
    visitor.say(&words.with("examples", some.join(&visitor.t("list-comma"))))
}
