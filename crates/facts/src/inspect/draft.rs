//! A draft of a plan: guesses, each with its reason, for somebody to check.

use std::collections::BTreeSet;

use plan::{Format, Preset, Source};

use crate::inspect::column::{Column, Kind, zone_of};
use crate::inspect::{Portrait, vocabulary};

/// From what the time zone was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneFrom {
    /// Chinese words in the records.
    Words,
    /// The offsets that times carry.
    Offsets,
    /// Nothing: it is UTC until somebody says otherwise.
    Nothing,
}

/// A draft of how records are read, and what in them can be promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// How records become facts.
    pub source: Source,
    /// The time zone of the calendar.
    pub zone: &'static str,
    /// From what it was told.
    pub zone_from: ZoneFrom,
    /// Whether the records are Chinese, so that the Chinese calendar fits.
    pub is_chinese: bool,
    /// The column or attribute of the case's own time from which a promise may run.
    pub accepted_at: Option<String>,
    /// The one of the time until which it may run.
    pub decided_at: Option<String>,
    /// The one that holds each case's own due.
    pub due: Option<String>,
    /// The one that holds each case's own number of days.
    pub days: Option<String>,
    /// What a source needs and was not found in the columns: the keys of the plan.
    pub missing: Vec<&'static str>,
}

impl Draft {
    /// Drafts from portraits; files of several kinds are read as the first one that looks like records of cases.
    pub fn of(portraits: &[Portrait]) -> Self {
        let columns = || portraits.iter().flat_map(|portrait| &portrait.columns);
        let is_chinese = columns().any(|column| column.is_chinese);
        let offsets: BTreeSet<i32> = columns().flat_map(|column| column.offsets.iter().copied()).collect();
        let fits_china = offsets.iter().all(|offset| matches!(offset, 0 | 480));
        let (zone, zone_from) = match zone_of(&offsets) {
            _ if is_chinese && fits_china => ("Asia/Shanghai", ZoneFrom::Words),
            Some(zone) => (zone, ZoneFrom::Offsets),
            None => ("UTC", ZoneFrom::Nothing),
        };
        let mut draft = Self {
            source: Source::default(),
            zone,
            zone_from,
            is_chinese: zone == "Asia/Shanghai",
            accepted_at: None,
            decided_at: None,
            due: None,
            days: None,
            missing: Vec::new(),
        };
        if portraits.iter().any(|portrait| portrait.is_national) {
            draft.source.preset = Some(Preset::Gbt39046);
            let of_name = |name: &str| columns().any(|column| column.name == name && column.filled > 0);
            draft.accepted_at = of_name("受理时间").then(|| "受理时间".to_owned());
            draft.decided_at = of_name("办结时间").then(|| "办结时间".to_owned());
            draft.days = of_name("承诺办结时间").then(|| "承诺办结时间".to_owned());
            return draft;
        }
        let Some(portrait) = portraits.iter().min_by_key(|portrait| std::cmp::Reverse(promising(portrait))) else {
            return draft;
        };
        draft.source.time_zone = Some(zone.to_owned());
        match portrait.format {
            Format::Xes => draft.log(portrait),
            Format::Ocel => draft.objects(portrait),
            Format::Csv | Format::Xlsx | Format::Parquet => draft.table(portrait),
        }
        draft.source.sheet = draft.needs_sheet(portrait, portraits).then(|| portrait.sheet.clone()).flatten();
        draft
    }

    /// Whether the plan must name the sheet. Sheets that lack a column of the plan are passed over in reading, and those with the
    /// same headings are read together; but another one that has the columns, among others, may be of something else.
    fn needs_sheet(&self, portrait: &Portrait, portraits: &[Portrait]) -> bool {
        let source = &self.source;
        let mapped =
            [&source.case, &source.activity, &source.at, &source.actor, &source.service, &source.unit, &source.channel];
        let own = [&self.accepted_at, &self.decided_at, &self.due, &self.days];
        let columns: Vec<&String> = mapped.into_iter().chain(own).flatten().collect();
        let names = |portrait: &Portrait| portrait.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
        let (here, book) = (names(portrait), portrait.workbook());
        let others = portraits.iter().filter(|other| book.is_some() && other.workbook() == book).map(names);
        let mut with_columns = others.filter(|names| columns.iter().all(|column| names.contains(column)));
        with_columns.any(|names| names != here)
    }

    /// A log of IEEE 1849 says itself what is what; only service, unit and the case's own times are to be found.
    fn log(&mut self, portrait: &Portrait) {
        let (of_case, of_event): (Vec<Column>, Vec<Column>) =
            portrait.columns.iter().cloned().partition(|column| column.name.starts_with("case:"));
        let has =
            |columns: &[Column], name: &str| columns.iter().any(|column| column.name == name && column.filled > 0);
        let own = |name: String| name.trim_start_matches("case:").to_owned();
        self.source.case = if has(&of_case, "case:concept:name") {
            Some("concept:name".to_owned())
        } else {
            best(vocabulary::CASE, &of_case, |_| true).map(own)
        };
        let standard = |name: &str, words: &[&str], kind: fn(&Column) -> bool| {
            if has(&of_event, name) { Some(name.to_owned()) } else { best(words, &of_event, kind) }
        };
        self.source.activity = standard("concept:name", vocabulary::ACTIVITY, is_public_text);
        self.source.at = standard("time:timestamp", vocabulary::AT, is_time);
        self.source.actor = standard("org:resource", vocabulary::ACTOR, is_text);
        self.service_and_unit(&of_case, &of_event);
        self.own_times(&of_case);
        self.note_missing(true);
    }

    fn objects(&mut self, portrait: &Portrait) {
        // Of the types of objects the one with which most happens is likely to be what people wait for.
        let busiest = portrait.object_types.iter().max_by(|one, two| one.2.cmp(&two.2).then_with(|| two.0.cmp(&one.0)));
        self.source.object_type = busiest.map(|(kind, _, _)| kind.clone());
        if self.source.object_type.is_none() {
            self.missing.push("object_type");
        }
        let (of_case, of_event): (Vec<Column>, Vec<Column>) =
            portrait.columns.iter().cloned().partition(|column| column.name.starts_with("case:"));
        self.source.actor = best(vocabulary::ACTOR, &of_event, is_text);
        self.service_and_unit(&of_case, &[]);
    }

    fn table(&mut self, portrait: &Portrait) {
        let columns = &portrait.columns;
        let case = best(vocabulary::CASE, columns, |column| !is_time(column))
            .filter(|name| vocabulary::rank(vocabulary::ACTIVITY, name) != Some(0));
        // Where no heading says so, a case is what has many values of which each comes several times.
        let case = case.or_else(|| {
            let repeated = |column: &&Column| is_public_text(column) && (column.different as u64) * 2 <= column.filled;
            columns.iter().filter(repeated).max_by_key(|column| column.different).map(|column| column.name.clone())
        });
        let of_name = |name: &Option<String>| columns.iter().find(|column| Some(&column.name) == name.as_ref());
        let is_one_row_a_case = of_name(&case)
            .is_some_and(|column| !column.has_more && column.different as u64 == column.filled && column.filled > 1);
        let rest: Vec<Column> = columns.iter().filter(|column| Some(&column.name) != case.as_ref()).cloned().collect();
        let activity = best(vocabulary::ACTIVITY, &rest, is_public_text);
        let at = best(vocabulary::AT, &rest, is_time);
        self.own_times(&rest);
        let has_own_times = self.accepted_at.is_some() && self.decided_at.is_some();
        self.source.case = case;
        if (is_one_row_a_case || activity.is_none() || at.is_none()) && has_own_times {
            self.service_and_unit(&rest, &[]);
            self.note_missing(false);
            return;
        }
        let taken = [&activity, &at].map(Clone::clone);
        let rest: Vec<Column> = rest.into_iter().filter(|column| !taken.contains(&Some(column.name.clone()))).collect();
        self.source.actor = best(vocabulary::ACTOR, &rest, is_text);
        (self.source.activity, self.source.at) = (activity, at);
        self.service_and_unit(&rest, &[]);
        // Of several columns of time the one that tells when a step was done is not the case's own.
        self.own_times(&rest);
        self.note_missing(true);
    }

    fn service_and_unit(&mut self, first: &[Column], second: &[Column]) {
        // What differs in nearly all cases is no service or unit; what is the same in all of them may be, where nothing else is.
        let few = |column: &Column, least: usize| {
            is_public_text(column) && !column.has_more && (least..1000).contains(&column.different)
        };
        let of = |words: &[&str]| {
            let find = |columns: &[Column], least| best(words, columns, |column| few(column, least));
            find(first, 2).or_else(|| find(second, 2)).or_else(|| find(first, 1))
        };
        self.source.service = of(vocabulary::SERVICE);
        self.source.unit = of(vocabulary::UNIT).filter(|unit| Some(unit) != self.source.service.as_ref());
        let taken =
            |name: &String| Some(name) == self.source.service.as_ref() || Some(name) == self.source.unit.as_ref();
        self.source.channel = of(vocabulary::CHANNEL).filter(|channel| !taken(channel));
    }

    fn own_times(&mut self, columns: &[Column]) {
        let due = best(vocabulary::DUE, columns, is_time);
        let free = |column: &Column| is_time(column) && Some(&column.name) != due.as_ref();
        self.accepted_at = best(vocabulary::ACCEPTED_AT, columns, free);
        let accepted = self.accepted_at.clone();
        let later = |column: &Column| free(column) && Some(&column.name) != accepted.as_ref();
        self.decided_at = best(vocabulary::DECIDED_AT, columns, later);
        self.days = best(vocabulary::DAYS, columns, |column| column.kind == Kind::Numbers);
        self.due = due;
    }

    fn note_missing(&mut self, with_events: bool) {
        let source = &self.source;
        let needed = [
            ("case", &source.case, true),
            ("activity", &source.activity, with_events),
            ("at", &source.at, with_events),
        ];
        let missing = needed.into_iter().filter(|(_, name, needed)| *needed && name.is_none()).map(|(key, _, _)| key);
        self.missing = missing.collect();
    }
}

/// How much a portrait looks like records of cases: two for a case with steps or times of its own, one for a case alone.
fn promising(portrait: &Portrait) -> u8 {
    if matches!(portrait.format, Format::Xes | Format::Ocel) {
        return 2;
    }
    let has = |words: &[&str], will_do: fn(&Column) -> bool| best(words, &portrait.columns, will_do).is_some();
    let has_steps = has(vocabulary::ACTIVITY, is_public_text) && has(vocabulary::AT, is_time);
    let has_times = has(vocabulary::ACCEPTED_AT, is_time) && has(vocabulary::DECIDED_AT, is_time);
    let has_case = has(vocabulary::CASE, |_| true);
    u8::from(has_case) + u8::from(has_case && (has_steps || has_times))
}

fn is_text(column: &Column) -> bool {
    matches!(column.kind, Kind::Text | Kind::Numbers)
}

/// What may be shown: no names of people, be they applicants or staff.
fn is_public_text(column: &Column) -> bool {
    is_text(column) && !column.is_personal && !column.is_staff
}

fn is_time(column: &Column) -> bool {
    matches!(column.kind, Kind::Times | Kind::Dates)
}

/// The column whose name fits best among those that will do; of equal ones the first.
fn best(words: &[&str], columns: &[Column], will_do: impl Fn(&Column) -> bool) -> Option<String> {
    let name = |column: &Column| column.name.trim_start_matches("case:").to_owned();
    // Nobody heads a column with more than a line, and nobody could check a draft that did.
    let is_name = |column: &&Column| column.name.chars().nth(100).is_none();
    let will_do = |column: &&Column| column.filled > 0 && will_do(column);
    let fits = columns.iter().filter(is_name).filter(will_do).filter_map(|column| {
        // In a table `case:` is a part of the heading, and a word of the list may ask for it.
        let rank =
            vocabulary::rank(words, &column.name).into_iter().chain(vocabulary::rank(words, &name(column))).min()?;
        Some((rank, column))
    });
    fits.min_by_key(|(rank, _)| *rank).map(|(_, column)| column.name.clone())
}
