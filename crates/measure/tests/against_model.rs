//! Small random logs and plans, judged by the engine and by a plain model of one case; the same from a store, with several
//! threads, and with so little memory that rows wait in a file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod model;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use calendar::Instant;
use facts::{FileRecords, Intake, Store};
use jiff::civil::Date;
use measure::{Answer, DueAt, Machine, Question, calendar_of, count_outcomes, measure, measure_store, stored_fields};
use model::trial::{BY, Trial, changed, text, trial};
use model::{Case, Due, Event, Limit, Promise, Row};
use plan::Plan;
use proptest::prelude::*;
use terms::{Dimension, Outcome, Scorecard};

/// Cases by outcome, and what the ended ones took, in days or minutes.
type Group = (BTreeMap<&'static str, u64>, Vec<i64>);

impl Trial {
    fn instant(&self, text: &str) -> i64 {
        let local: jiff::civil::DateTime = text.replace(' ', "T").parse().unwrap();
        self.office.zone.to_timestamp(local).unwrap().as_microsecond()
    }

    fn plan(&self) -> Plan {
        let mut plan = format!(
            r#"
            [source]
            case = "case"
            activity = "activity"
            at = "at"
            actor = "actor"
            service = "service"
            unit = "unit"
            time_zone = "{zone}"
            keep = ["started", "due", "days"]
            [milestones]
            accept = {{ activities = ["accept"] }}
            accept_last = {{ activities = ["accept"], pick = "last" }}
            decide = {{ activities = ["decide"] }}
            decide_last = {{ activities = ["decide"], pick = "last" }}
            started = {{ attribute = "started" }}
            paused = {{ activities = ["pause", "toggle"] }}
            resumed = {{ activities = ["resume", "toggle"] }}
            withdrawn = {{ activities = ["withdraw"] }}
            visit = {{ activities = ["visit"] }}
            [calendar]
            base = "weekdays"
            time_zone = "{zone}"
            office_hours = ["09:00-12:00", "13:30-17:30"]
            holidays = [{{ date = "2024-04-04" }}, {{ date = "2024-04-05" }}]
            workdays = [{{ date = "2024-03-31" }}, {{ date = "2024-04-07" }}]
            "#,
            zone = self.zone
        );
        let milestone = |milestone: Option<(&str, bool)>| match milestone {
            None => "started".to_owned(),
            Some((activity, last)) => format!("{activity}{}", if last { "_last" } else { "" }),
        };
        for promise in &self.promises {
            let limit = match promise.limit {
                Limit::WorkingDays(days) => format!("working_days = {days}"),
                Limit::WorkingHours(hours) => format!("working_hours = {hours}"),
                Limit::CalendarDays { days, roll: false } => format!("calendar_days = {days}"),
                Limit::CalendarDays { days, roll: true } => {
                    format!("calendar_days = {days}, roll = \"next_working_day\"")
                }
                Limit::Minutes(minutes) => format!("minutes = {minutes}"),
                Limit::Due => "due = \"due\"".to_owned(),
                Limit::WorkingDaysFrom => "working_days_from = \"days\"".to_owned(),
                Limit::Count(most) => format!("count = \"visit\", at_most = {most}"),
            };
            let (from, until) = (milestone(promise.from), milestone(promise.until));
            write!(
                plan,
                "\n[[promise]]\nid = \"{}\"\nfrom = \"{from}\"\nuntil = \"{until}\"\nlimit = {{ {limit} }}\n",
                promise.id
            )
            .unwrap();
            if let Some(services) = &promise.services {
                writeln!(plan, "services = {services:?}").unwrap();
            }
            if let Some(units) = &promise.units {
                writeln!(plan, "units = {units:?}").unwrap();
            }
            let dates = [("from", promise.in_force.0), ("until", promise.in_force.1)];
            let dates: Vec<String> = dates
                .iter()
                .filter_map(|(key, date): &(_, Option<Date>)| Some(format!("{key} = \"{}\"", (*date)?)))
                .collect();
            if !dates.is_empty() {
                writeln!(plan, "in_force = {{ {} }}", dates.join(", ")).unwrap();
            }
        }
        Plan::parse(&plan).unwrap_or_else(|error| panic!("{error}\n{plan}"))
    }

    /// The log as two files; in a file the cases stand one row each in turn.
    fn write(&self, folder: &Path) -> Vec<PathBuf> {
        let file = |number: usize| {
            let mut text = String::from("case,activity,at,actor,service,unit,started,due,days\n");
            let longest = self.log.values().map(|files| files[number].len()).max().unwrap_or(0);
            for place in 0..longest {
                for (case, files) in &self.log {
                    if let Some(event) = files[number].get(place) {
                        let activity = if event.activity == "(none)" { "" } else { event.activity };
                        let Event { actor, service, unit, carried: [started, due, days], .. } = event;
                        let at = self::text(&self.office, event.at);
                        writeln!(text, "{case},{activity},{at},{actor},{service},{unit},{started},{due},{days}")
                            .unwrap();
                    }
                }
            }
            let path = folder.join(format!("{number}.csv"));
            std::fs::write(&path, text).unwrap();
            path
        };
        vec![file(0), file(1)]
    }

    /// The day of the figures: as given, else the last instant of an event or a carried time.
    fn seen_until(&self) -> i64 {
        let instants = self.log.values().filter_map(|files| Case::last(files, |text| self.instant(text)));
        self.as_of.unwrap_or_else(|| instants.max().unwrap_or(0))
    }

    fn cases(&self) -> Vec<(String, Case)> {
        let as_of = self.seen_until();
        let case = |(id, files): (&String, &Vec<Vec<Event>>)| {
            Some((id.clone(), Case::of(files, as_of, |text| self.instant(text))?))
        };
        self.log.iter().filter_map(case).collect()
    }

    /// What the model says, ordered by promise and case.
    fn expected(&self, promises: &[Promise]) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for promise in promises {
            for (id, case) in self.cases() {
                let row = case.judge(&id, promise, &self.office, self.seen_until(), |text| self.instant(text));
                let Some(row) = row else { continue };
                let same = rows.iter_mut().find(|known| known.promise == row.promise && known.case == row.case);
                match same {
                    // Of two texts the one that was in force says more than that the case never started.
                    Some(known) if known.outcome == "not_started" => *known = row,
                    Some(_) => {}
                    None => rows.push(row),
                }
            }
        }
        rows.sort_by(|one, two| (&one.promise, &one.case).cmp(&(&two.promise, &two.case)));
        rows
    }

    /// Scorecards, counted from single outcomes.
    fn scorecards(&self, rows: &[Row]) -> Vec<String> {
        let by = BY[self.by];
        let mut ids: Vec<&str> = self.promises.iter().map(|promise| promise.id).collect();
        ids.dedup();
        let mut cards = Vec::new();
        for id in ids {
            let key = |row: &Row, month: &Option<String>| -> Vec<String> {
                let value = |dimension: &Dimension| match dimension {
                    Dimension::Unit => row.unit.clone(),
                    Dimension::Service => row.service.clone(),
                    Dimension::Month => month.clone().unwrap_or_default(),
                    Dimension::Year => month.as_ref().map(|month| month[..4].to_owned()).unwrap_or_default(),
                };
                by.iter().map(value).collect()
            };
            let limit = self.promises.iter().find(|promise| promise.id == id).unwrap().limit;
            let in_minutes = matches!(limit, Limit::WorkingHours(_) | Limit::Minutes(_) | Limit::Due);
            let mut groups: BTreeMap<Vec<(bool, String)>, Group> = BTreeMap::new();
            let sorted = |key: Vec<String>| key.into_iter().map(|value| (value.is_empty(), value)).collect::<Vec<_>>();
            if by.is_empty() {
                groups.entry(Vec::new()).or_default();
            }
            for row in rows.iter().filter(|row| row.promise == id) {
                *groups.entry(sorted(key(row, &row.month))).or_default().0.entry(row.outcome).or_default() += 1;
                if let (Some(elapsed), Some(_)) = (row.elapsed, &row.ended) {
                    let value = if in_minutes { elapsed / 60_000_000 } else { elapsed };
                    groups.entry(sorted(key(row, &row.ended))).or_default().1.push(value);
                }
            }
            for (key, (counts, mut values)) in groups {
                values.sort_unstable();
                let quantile =
                    |hundredths: usize| values.get((values.len() * hundredths).div_ceil(100).max(1) - 1).copied();
                let of = |outcome: &str| counts.get(outcome).copied().unwrap_or(0);
                let settled = of("kept") + of("broken") + of("overdue");
                let wilson = (settled > 0).then(|| {
                    let (n, z) = (settled as f64, 1.959_963_984_540_054_f64);
                    let p = of("kept") as f64 / n;
                    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
                    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / (1.0 + z * z / n);
                    (p, (middle - half).max(0.0), (middle + half).min(1.0))
                });
                let mean = (!values.is_empty()).then(|| values.iter().sum::<i64>() as f64 / values.len() as f64);
                let key: Vec<String> = key.into_iter().map(|(_, value)| value).collect();
                let counts = Outcome::ALL.map(|outcome| of(outcome.name()));
                cards.push(shown(&key, id, &counts, wilson, [quantile(50), quantile(90), quantile(95)], mean));
            }
        }
        cards
    }

    fn question<'a>(&self, plan: &'a Plan, calendar: &'a calendar::Calendar, all: bool) -> Question<'a> {
        let as_of = self.as_of.map(Instant);
        let by = BY[self.by].to_vec();
        Question { plan, calendar, as_of, outcomes: all, process: all && by.is_empty(), by, split: None }
    }
}

fn shown(
    key: &[String],
    promise: &str,
    counts: &[u64],
    share: Option<(f64, f64, f64)>,
    quantiles: [Option<i64>; 3],
    mean: Option<f64>,
) -> String {
    let share = share.map(|(value, low, high)| format!("{value:.9} {low:.9} {high:.9}"));
    let mean = mean.map(|mean| format!("{mean:.6}"));
    format!("{key:?} {promise} {counts:?} {share:?} {quantiles:?} {mean:?}")
}

fn shown_card(card: &Scorecard) -> String {
    let counts = Outcome::ALL.map(|outcome| card.counts.of(outcome));
    let share = card.share.map(|share| (share.value, share.low, share.high));
    let spread = |value: fn(&terms::Spread) -> i64| card.spread.as_ref().map(value);
    let quantiles = [spread(|spread| spread.p50), spread(|spread| spread.p90), spread(|spread| spread.p95)];
    shown(&card.key, &card.promise.0, &counts, share, quantiles, card.spread.map(|spread| spread.mean))
}

fn found(answer: &Answer) -> Vec<Row> {
    let row = |row: measure::OutcomeRow<'_>| Row {
        promise: row.promise.to_owned(),
        case: row.case.to_owned(),
        service: row.service.to_owned(),
        unit: row.unit.to_owned(),
        from: row.from.map(|at| at.0),
        until: row.until.map(|at| at.0),
        due: row.due.map(|due| match due {
            DueAt::Day(day) => Due::Day(day.date()),
            DueAt::Instant(at) => Due::At(at.0),
        }),
        outcome: row.outcome.name(),
        elapsed: row.elapsed,
        paused: row.paused,
        month: row.month.map(|month| month.to_string()),
        ended: row.ended.map(|month| month.to_string()),
        steps: row.steps,
        handovers: row.handovers,
        rework: row.rework,
    };
    answer.outcomes.rows().map(row).collect()
}

/// The same scorecards, made from cases that are alike.
fn from_counts(answer: &Answer, question: &Question<'_>, calendar: &calendar::Calendar) -> Vec<String> {
    let counted = count_outcomes(answer.outcomes.rows(), answer.as_of, calendar.zone());
    let card = |card: &Scorecard| {
        let asked = question.by.iter().zip(&card.key);
        let value =
            |wanted: Dimension| asked.clone().find(|(dimension, _)| **dimension == wanted).map(|(_, value)| value);
        let (service, month, year) = (value(Dimension::Service), value(Dimension::Month), value(Dimension::Year));
        let in_month = |of: Option<terms::Month>| {
            month.is_none_or(|month| *month == of.map(|of| of.to_string()).unwrap_or_default())
                && year.is_none_or(|year| *year == of.map(|of| of.year().to_string()).unwrap_or_default())
        };
        let Some(counts) = counted.get(&card.promise.0) else { return shown_card(card) };
        let made = counts.scorecard(&card.promise.0, |alike| service.is_none_or(|one| *one == alike.service), in_month);
        shown_card(&Scorecard { key: card.key.clone(), ..made })
    };
    answer.scorecards.iter().map(card).collect()
}

/// The shape of the process, counted plainly: edges with medians, variants, hand-overs, rework.
fn shape(cases: &[(String, Case)]) -> String {
    let mut edges: BTreeMap<(&str, &str), Vec<i64>> = BTreeMap::new();
    let mut variants: BTreeMap<Vec<&str>, u64> = BTreeMap::new();
    for (_, case) in cases {
        for pair in case.events.windows(2) {
            let minutes = (pair[1].at - pair[0].at) / 60_000_000;
            edges.entry((pair[0].activity, pair[1].activity)).or_default().push(minutes);
        }
        *variants.entry(case.events.iter().map(|event| event.activity).collect()).or_default() += 1;
    }
    let mut edges: Vec<(usize, (&str, &str), i64)> = edges
        .into_iter()
        .map(|(edge, mut minutes)| {
            minutes.sort_unstable();
            (minutes.len(), edge, minutes[minutes.len().div_ceil(2) - 1])
        })
        .collect();
    edges.sort_by(|one, two| two.0.cmp(&one.0).then(one.1.cmp(&two.1)));
    let mut variants: Vec<(u64, Vec<&str>)> = variants.into_iter().map(|(steps, count)| (count, steps)).collect();
    variants.sort_by(|one, two| two.0.cmp(&one.0).then(one.1.cmp(&two.1)));
    let sum = |of: fn(&Case) -> u32| cases.iter().map(|(_, case)| of(case)).sum::<u32>();
    format!("{edges:?} {variants:?} {} {} {}", sum(Case::handovers), sum(Case::rework), sum(Case::steps))
}

fn shape_found(answer: &Answer) -> String {
    let empty = measure::ProcessCard::default();
    let card = answer.process.first().unwrap_or(&empty);
    let edges: Vec<(usize, (&str, &str), i64)> =
        card.edges.iter().map(|edge| (edge.count as usize, (&*edge.from, &*edge.to), edge.p50_minutes)).collect();
    format!("{edges:?} {:?} {} {} {}", card.variants, card.handovers, card.rework, card.events)
}

/// An error that is no finding: no case at all, or a promise that none can begin.
fn is_nothing_to_judge(error: &measure::MeasureError) -> bool {
    use measure::MeasureError::{NoCases, NobodyCarries, NobodyStarts};
    matches!(error, NoCases {} | NobodyStarts { .. } | NobodyCarries { .. })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_case_is_judged_as_the_model_does(trial in trial()) {
        let folder = tempfile::tempdir().unwrap();
        let files = trial.write(folder.path());
        let plan = trial.plan();
        let calendar = calendar_of(&plan.calendar, None, &[]).unwrap();
        let question = trial.question(&plan, &calendar, true);
        let stop = AtomicBool::new(false);
        let machine = Machine { threads: trial.threads, memory_bytes: if trial.is_tight { 1 } else { 1 << 24 }, stop: &stop };
        let records = FileRecords::open(&files, &plan.source, question.wanted(true).unwrap()).unwrap();
        match measure(&records, &question, &machine, false) {
            Err(error) => prop_assert!(is_nothing_to_judge(&error), "{error:?}"),
            Ok(answer) => {
                let rows = trial.expected(&trial.promises);
                let ended = |row: &Row| row.ended.clone().filter(|_| row.elapsed.is_some());
                let of_settled: Vec<Row> = rows.iter().map(|row| Row { ended: ended(row), ..row.clone() }).collect();
                prop_assert_eq!(found(&answer), of_settled);
                let cards: Vec<String> = answer.scorecards.iter().map(shown_card).collect();
                prop_assert_eq!(&cards, &trial.scorecards(&rows));
                if !question.by.contains(&Dimension::Unit) {
                    prop_assert_eq!(cards, from_counts(&answer, &question, &calendar));
                }
                if question.process {
                    prop_assert_eq!(shape_found(&answer), shape(&trial.cases()));
                }
            }
        }

        // The first file alone, when nobody asks for every case: most events then matter only by their being there.
        let alone = Trial { log: trial.log.iter().map(|(id, files)| (id.clone(), vec![files[0].clone()])).collect(), ..trial.clone() };
        let question = alone.question(&plan, &calendar, false);
        let records = FileRecords::open(&files[..1], &plan.source, question.wanted(false).unwrap());
        match records.map_err(Into::into).and_then(|records| measure(&records, &question, &machine, false)) {
            Err(error) => prop_assert!(is_nothing_to_judge(&error), "{error:?}"),
            Ok(answer) => {
                let cards: Vec<String> = answer.scorecards.iter().map(shown_card).collect();
                prop_assert_eq!(cards, alone.scorecards(&alone.expected(&alone.promises)));
            }
        }

        // The same from a store, into which the files came one after the other; and then with other limits, which are
        // answered from what was kept of the first question.
        let place = folder.path().join("store");
        let mut store = Store::open_or_create(&place, &plan.source, [7; 32]).unwrap();
        for file in &files {
            let fields = stored_fields(&plan);
            let intake = Intake { files: std::slice::from_ref(file), fields: &fields, at: "", skip_bad_rows: false };
            store.intake(&plan.source, &intake, &mut |_| Ok(())).unwrap();
        }
        let mut others = trial.promises.clone();
        for promise in &mut others {
            promise.limit = changed(promise.limit);
        }
        for promises in [trial.promises.clone(), others] {
            let trial = Trial { promises, ..trial.clone() };
            let plan = trial.plan();
            let question = trial.question(&plan, &calendar, false);
            match measure_store(&store, &question, &machine, &|records| records) {
                Err(error) => prop_assert!(is_nothing_to_judge(&error), "{error:?}"),
                Ok(answer) => {
                    let cards: Vec<String> = answer.scorecards.iter().map(shown_card).collect();
                    prop_assert_eq!(cards, trial.scorecards(&trial.expected(&trial.promises)));
                }
            }
        }
    }
}
