//! A draft of a plan as text: TOML, with what was found as comments.

use std::fmt::Write;
use std::path::PathBuf;

use calendar::Calendar;
use facts::{ActivityUse, Draft, Kind, Portrait, Why, ZoneFrom};
use jiff::civil::Date;
use plan::Preset;
use words::{Language, Message};

use crate::commands::inspect::typed;
use crate::output;

/// So many activities are listed; a log may have hundreds.
const ACTIVITIES_LISTED: usize = 60;

/// So many characters of a heading are shown.
const LONGEST_NAME: usize = 100;

/// A draft with all it was made of.
pub(crate) struct DraftPlan<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) portraits: &'a [Portrait],
    pub(crate) sources: &'a [PathBuf],
    /// What all of the records hold; nothing where they cannot be read by the draft.
    pub(crate) counted: Option<Counted>,
}

/// What all of the records hold.
pub(crate) struct Counted {
    pub(crate) events: u64,
    pub(crate) cases: u64,
    pub(crate) bad_rows: u64,
    pub(crate) first_bad: Option<(String, u64, Message)>,
    pub(crate) span: Option<(Date, Date)>,
    pub(crate) activities: Vec<ActivityUse>,
}

impl DraftPlan<'_> {
    /// The text of the plan.
    pub(crate) fn text(&self, language: Language) -> String {
        let mut page = Page { text: String::new(), language };
        self.report(&mut page);
        self.source(&mut page);
        let has_promise = self.milestones(&mut page);
        self.calendar(&mut page);
        if has_promise {
            self.promises(&mut page);
        }
        page.text
    }

    fn report(&self, page: &mut Page) {
        // What is said to be typed next must go through.
        let has_bad_rows = self.counted.as_ref().is_some_and(|counted| counted.bad_rows > 0);
        let options = if has_bad_rows { " --skip-bad-rows" } else { "" };
        page.say(&Message::new("draft-title").with("sources", typed(self.sources)).with("options", options));
        page.note("");
        for portrait in self.portraits {
            page.say(&describe(portrait, page.language));
        }
        if let Some(counted) = &self.counted {
            let message = Message::new("draft-counted")
                .with("events", output::grouped(counted.events))
                .with("cases", output::grouped(counted.cases))
                .with("first", counted.span.map(|(first, _)| first.to_string()).unwrap_or_default())
                .with("last", counted.span.map(|(_, last)| last.to_string()).unwrap_or_default());
            page.say(&message);
            if let Some((file, line, problem)) = &counted.first_bad {
                let message = Message::new("draft-bad-rows").with("rows", output::grouped(counted.bad_rows));
                page.say(&message.with("file", file).with("line", *line).with("problem", problem.clone()));
            }
        }
        for portrait in self.portraits {
            page.note("");
            let rows = output::grouped(portrait.rows_looked_at);
            page.say(&Message::new("draft-columns").with("name", &portrait.name).with("rows", rows));
            page.table(portrait.columns.iter().map(|column| column_row(column, page.language)).collect(), |column| {
                column != 2
            });
            if !portrait.object_types.is_empty() {
                page.say(&Message::new("draft-object-types"));
                let row = |(kind, objects, events): &(String, u64, u64)| {
                    vec![kind.clone(), output::grouped(*objects), output::grouped(*events)]
                };
                page.table(portrait.object_types.iter().map(row).collect(), |column| column == 0);
            }
        }
        let Some(counted) = self.counted.as_ref().filter(|counted| !counted.activities.is_empty()) else { return };
        page.note("");
        page.say(&Message::new("draft-activities").with("number", counted.activities.len()));
        let listed = counted.activities.iter().take(ACTIVITIES_LISTED).map(|activity| {
            let numbers = [activity.count, activity.begins, activity.ends].map(output::grouped);
            std::iter::once(activity.name.clone()).chain(numbers).collect()
        });
        page.table(listed.collect(), |column| column == 0);
        let more = counted.activities.len().saturating_sub(ACTIVITIES_LISTED);
        if more > 0 {
            page.say(&Message::new("draft-more").with("number", more));
        }
    }

    fn source(&self, page: &mut Page) {
        let source = &self.draft.source;
        page.section("[source]");
        if let Some(preset) = source.preset {
            page.key(
                "preset",
                Some(preset.name()),
                Message::new(match preset {
                    Preset::Gbt39046 => "draft-preset",
                }),
            );
            return;
        }
        let keys = [
            ("object_type", &source.object_type, "draft-object-type"),
            ("case", &source.case, "draft-case"),
            ("activity", &source.activity, "draft-activity"),
            ("at", &source.at, "draft-at"),
            ("actor", &source.actor, "draft-actor"),
            ("service", &source.service, "draft-service"),
            ("unit", &source.unit, "draft-unit"),
            ("channel", &source.channel, "draft-channel"),
            ("sheet", &source.sheet, "draft-sheet"),
        ];
        for (key, name, why) in keys {
            // What a log needs no word for is left out; what a plan lacks stands there to be filled in.
            let optional = matches!(key, "object_type" | "sheet" | "actor" | "channel");
            let of_events =
                matches!(key, "case" | "activity" | "at") && (source.object_type.is_some() || self.is_case_table());
            if name.is_some() || !(optional || of_events) {
                page.key(key, name.as_deref(), Message::new(why));
            }
        }
        let why = match self.draft.zone_from {
            ZoneFrom::Words => "draft-zone-words",
            ZoneFrom::Offsets => "draft-zone-offsets",
            ZoneFrom::Nothing => "draft-zone-nothing",
        };
        page.key("time_zone", source.time_zone.as_deref(), Message::new(why));
    }

    /// One row a case, with times of its own.
    fn is_case_table(&self) -> bool {
        let source = &self.draft.source;
        source.case.is_some()
            && source.activity.is_none()
            && self.draft.accepted_at.is_some()
            && self.draft.decided_at.is_some()
    }

    /// Writes the milestones, and says whether something can be promised between them.
    fn milestones(&self, page: &mut Page) -> bool {
        let draft = self.draft;
        page.section("[milestones]");
        if draft.source.preset.is_some() {
            page.say(&Message::new("draft-preset-milestones"));
            return draft.accepted_at.is_some() && draft.decided_at.is_some();
        }
        if self.is_case_table() {
            for (name, column) in [("accepted", &draft.accepted_at), ("decided", &draft.decided_at)] {
                let column = column.as_deref().unwrap_or_default();
                page.line(&format!("{name} = {{ attribute = {} }}", quoted(column)), None);
            }
            return true;
        }
        let Some(counted) = &self.counted else { return false };
        let found = draft.milestones(&counted.activities);
        for milestone in &found {
            let names: Vec<String> = milestone.activities.iter().map(|name| quoted(name)).collect();
            let list = match names.as_slice() {
                [one] => format!("[{one}]"),
                several => format!("[\n    {},\n]", several.join(",\n    ")),
            };
            let why = match milestone.why {
                Why::Name => "draft-by-name",
                Why::Begins => "draft-by-begin",
                Why::Ends => "draft-by-end",
            };
            page.line(&format!("{} = {{ activities = {list} }}", milestone.name), Some(&Message::new(why)));
        }
        for (name, column) in [("started", &draft.accepted_at), ("ended", &draft.decided_at)] {
            if let Some(column) = column {
                page.line(
                    &format!("{name} = {{ attribute = {} }}", quoted(column)),
                    Some(&Message::new("draft-own-time")),
                );
            }
        }
        ["accepted", "decided"].iter().all(|name| found.iter().any(|milestone| milestone.name == *name))
    }

    fn calendar(&self, page: &mut Page) {
        page.section("[calendar]");
        let known = Calendar::china().build().map(|calendar| calendar.years()).unwrap_or((0, 0));
        let is_known = self.counted.as_ref().and_then(|counted| counted.span).is_none_or(|(first, last)| {
            (known.0..=known.1).contains(&first.year()) && (known.0..=known.1).contains(&last.year())
        });
        if self.draft.is_chinese && is_known {
            page.key("base", Some("cn"), Message::new("draft-base-cn"));
        } else {
            page.key("base", Some("weekdays"), Message::new("draft-base-weekdays"));
        }
        page.key("time_zone", Some(self.draft.zone), Message::new("draft-calendar-zone"));
        page.line("office_hours = [\"09:00-12:00\", \"13:30-17:30\"]", Some(&Message::new("draft-hours")));
    }

    fn promises(&self, page: &mut Page) {
        page.section("[[promise]]");
        page.line("id = \"promise-1\"", None);
        page.line(
            "words = { zh = \"受理后20个工作日内办结\", en = \"Decided within 20 working days of acceptance\" }",
            Some(&Message::new("draft-words")),
        );
        page.line("from = \"accepted\"", None);
        page.line("until = \"decided\"", None);
        page.line("limit = { working_days = 20 }", Some(&Message::new("draft-limit")));
        let draft = self.draft;
        let own_clock = draft.source.preset.is_none() && !self.is_case_table();
        let (from, until) = match (own_clock, &draft.accepted_at, &draft.decided_at) {
            (true, Some(_), Some(_)) => ("started", "ended"),
            _ => ("accepted", "decided"),
        };
        let own = [("due", &draft.due, "draft-due"), ("working_days_from", &draft.days, "draft-days")];
        for (number, (key, column, why)) in (2..).zip(own.iter().filter(|(_, column, _)| column.is_some())) {
            let column = column.as_deref().unwrap_or_default();
            page.section("[[promise]]");
            page.line(&format!("id = \"promise-{number}\""), None);
            page.line(&format!("from = \"{from}\""), None);
            page.line(&format!("until = \"{until}\""), None);
            page.line(&format!("limit = {{ {key} = {} }}", quoted(column)), Some(&Message::new(why)));
        }
    }
}

/// A file in a sentence: its format, and how its text is laid out.
fn describe(portrait: &Portrait, language: Language) -> Message {
    let delimiter = match portrait.delimiter {
        Some('\t') => Message::new("delimiter-tab").text(language),
        Some(delimiter) => format!("“{delimiter}”"),
        None => String::new(),
    };
    let message = match (portrait.encoding, portrait.heading_row) {
        (Some(encoding), Some(row)) => {
            Message::new("draft-text-table").with("encoding", encoding).with("delimiter", delimiter).with("row", row)
        }
        (None, Some(row)) => Message::new("draft-table").with("row", row),
        _ => Message::new("draft-log"),
    };
    message.with("name", &portrait.name).with("format", portrait.format.name())
}

fn column_row(column: &facts::Column, language: Language) -> Vec<String> {
    let kind = match column.kind {
        Kind::Empty => "kind-empty",
        Kind::Times => "kind-times",
        Kind::Dates => "kind-dates",
        Kind::Numbers => "kind-numbers",
        Kind::Text => "kind-text",
    };
    let examples = if column.is_personal {
        Message::new("kind-personal").text(language)
    } else if column.is_staff {
        Message::new("kind-staff").text(language)
    } else {
        column.examples.iter().map(|example| example.replace(char::is_control, " ")).collect::<Vec<_>>().join(" | ")
    };
    let more = if column.has_more { "+" } else { "" };
    let different = format!("{}{more}", output::grouped(column.different as u64));
    // A heading can be as long as a book.
    let name: String = column.name.chars().take(LONGEST_NAME).collect();
    vec![name, Message::new(kind).text(language), different, examples]
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// The text in the making.
struct Page {
    text: String,
    language: Language,
}

impl Page {
    /// A comment.
    fn note(&mut self, text: &str) {
        for line in text.lines().chain(text.is_empty().then_some("")) {
            let clean: String = line.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
            let _ = writeln!(self.text, "{}", format!("# {clean}").trim_end());
        }
    }

    fn say(&mut self, message: &Message) {
        let text = message.text(self.language);
        self.note(&text);
    }

    fn table(&mut self, rows: Vec<Vec<String>>, is_text: impl Fn(usize) -> bool) {
        for line in output::plain_table(rows, is_text).lines() {
            self.note(&format!("  {line}"));
        }
    }

    fn section(&mut self, name: &str) {
        let _ = write!(self.text, "\n{name}\n");
    }

    /// A line of the plan, with a comment behind it.
    fn line(&mut self, line: &str, why: Option<&Message>) {
        let _ = match why {
            Some(why) => writeln!(self.text, "{line}  # {}", why.text(self.language)),
            None => writeln!(self.text, "{line}"),
        };
    }

    /// A key; where nothing was found, a comment that shows where it would stand.
    fn key(&mut self, key: &str, value: Option<&str>, why: Message) {
        match value {
            Some(value) => self.line(&format!("{key} = {}", quoted(value)), Some(&why)),
            None => self.line(&format!("# {key} = \"\""), Some(&why)),
        }
    }
}
