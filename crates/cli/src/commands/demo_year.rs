//! What the made-up city did in its programme, put into a ledger as people would on these days.

use city::{ActivityEntry, AgreedEntry, OpinionEntry, PaperEntry, Register, RequestEntry, TaskEntry, YearEntry};
use jiff::civil::Date;
use ledger::activity::{self, Reply};
use ledger::agreement;
use ledger::opinion::{self, Verdict, Via};
use ledger::paper;
use ledger::task::{self, DoneBy};
use ledger::{
    ActivityId, AgreementId, Change, CommentId, Day, LedgerError, OpinionId, PaperId, ProgrammeId, PromiseId,
    ReadingId, RequestId, StageId, TaskId, UnitId, brand, programme, promise, request, stage,
};

use super::demo_register::at;

/// What the year is written into.
pub(super) struct Writing<'a> {
    pub(super) programme: ProgrammeId,
    /// The stage that runs.
    pub(super) stage: Option<StageId>,
    pub(super) units: &'a [UnitId],
    pub(super) register: &'a Register,
}

/// The calendar of the city: it knows the years of which the demo tells.
fn working_days_after(day: Date, days: u32) -> Option<Day> {
    let calendar = calendar::Calendar::china().build().ok()?;
    calendar.working_day_after(day.into(), days).ok().flatten().map(|day| Day(day.date()))
}

impl Writing<'_> {
    /// Writes all of it.
    pub(super) async fn everything(&self, change: &mut Change<'_>) -> Result<(), LedgerError> {
        let year: &YearEntry = &self.register.year;
        let known = &year.earlier;
        change.at = at(Date::constant(2023, 1, 3));
        let new = programme::NewProgramme {
            name: known.name.clone(),
            aims: known.aims.clone(),
            methods: known.methods.clone(),
            from_year: known.from_year.into(),
            until_year: known.until_year.into(),
            ..programme::NewProgramme::default()
        };
        let earlier = programme::add(change, new).await?;
        for known in &known.stages {
            let [name, name_en] = known.name.clone();
            let (aim, methods) = (known.aim.clone(), known.methods.clone());
            let (from_day, until_day) = (Day(known.from), Day(known.until));
            let new = stage::NewStage { name, name_en, aim, methods, from_day, until_day, state: None };
            stage::add(change, earlier, new).await?;
        }
        for task in &year.tasks {
            self.task(change, task).await?;
        }
        let mut activities: Vec<(String, ActivityId)> = Vec::new();
        for entry in &year.activities {
            let of = if entry.earlier { earlier } else { self.programme };
            activities.push((entry.title.clone(), self.activity(change, of, entry).await?));
        }
        for entry in &year.opinions {
            let said_at = activities.iter().find(|(title, _)| *title == entry.activity).map(|(_, id)| *id);
            self.opinion(change, said_at, entry).await?;
        }
        for entry in &year.papers {
            self.paper(change, entry).await?;
        }
        for entry in &year.requests {
            self.request(change, entry).await?;
        }
        Ok(())
    }

    /// The units at these places.
    pub(super) fn units(&self, places: &[usize]) -> Vec<UnitId> {
        places.iter().filter_map(|place| self.units.get(*place)).copied().collect()
    }

    pub(super) fn unit(&self, place: usize) -> Result<UnitId, LedgerError> {
        self.units.get(place).copied().ok_or(LedgerError::Gone {})
    }

    async fn task(&self, change: &mut Change<'_>, entry: &TaskEntry) -> Result<(), LedgerError> {
        let Some(stage) = self.stage else { return Ok(()) };
        let task = task::Model {
            id: TaskId(0),
            stage,
            unit_kind: entry.kind.clone(),
            what: entry.what.clone(),
            due_day: Some(Day(entry.due)),
            done_by: DoneBy::of_name(&entry.by).ok_or(LedgerError::Gone {})?,
        };
        change.at = at(Date::constant(2025, 7, 1));
        let id = task::add(change, task).await?;
        for unit in self.units(&entry.done) {
            task::mark(change, id, unit, Day(Date::constant(2025, 12, 12)), true).await?;
        }
        Ok(())
    }

    async fn activity(
        &self,
        change: &mut Change<'_>,
        programme: ProgrammeId,
        entry: &ActivityEntry,
    ) -> Result<ActivityId, LedgerError> {
        let (from, until) = (&entry.from, &entry.until);
        let row = activity::Model {
            id: ActivityId(0),
            programme,
            kind: activity::Kind::of_name(&entry.kind).ok_or(LedgerError::Gone {})?,
            title: entry.title.clone(),
            place: entry.place.clone(),
            people: entry.people.clone(),
            agenda: entry.agenda.clone(),
            from_day: Day(from.0),
            from_time: from.1.clone(),
            until_day: Day(until.0),
            until_time: until.1.clone(),
            places: entry.places,
            minutes: entry.minutes,
            heard: entry.heard.clone(),
            state: activity::State::of_name(&entry.state).ok_or(LedgerError::Gone {})?,
        };
        // It was written down a good week before; what is long past, when the register was set up.
        let known = Date::constant(2023, 1, 3);
        let before = from.0.checked_sub(jiff::ToSpan::days(10)).unwrap_or(from.0);
        let asked = before.max(known).min(Date::constant(2025, 12, 30));
        change.at = at(asked);
        let id = activity::add(change, row, &self.units(&entry.units)).await?;
        for unit in self.units(&entry.comes) {
            activity::reply(change, id, unit, Reply::Comes, "窗口负责人".to_owned(), Day(asked)).await?;
        }
        change.at = at(until.0.max(known).min(Date::constant(2025, 12, 31)));
        for (kind, all) in [(agreement::Kind::Agreed, &entry.agreed), (agreement::Kind::Adopted, &entry.adopted)] {
            for one in all {
                self.agreed(change, id, kind, one).await?;
            }
        }
        Ok(id)
    }

    async fn agreed(
        &self,
        change: &mut Change<'_>,
        activity: ActivityId,
        kind: agreement::Kind,
        entry: &AgreedEntry,
    ) -> Result<(), LedgerError> {
        let unit = self.unit(entry.unit)?;
        let row = agreement::Model {
            id: AgreementId(0),
            activity,
            unit,
            kind,
            what: entry.what.clone(),
            learnt: entry.learnt.clone(),
            due_day: entry.due.map(Day),
            done_day: entry.done.map(Day),
            came_of: entry.came_of.clone(),
            promise: if entry.promise { first_promise(change, unit).await? } else { None },
        };
        agreement::add(change, row).await.map(drop)
    }

    async fn opinion(
        &self,
        change: &mut Change<'_>,
        activity: Option<ActivityId>,
        entry: &OpinionEntry,
    ) -> Result<(), LedgerError> {
        let unit = entry.unit.map(|place| self.unit(place)).transpose()?;
        let row = opinion::Model {
            id: OpinionId(0),
            programme: self.programme,
            activity,
            unit,
            owner: None,
            via: if activity.is_some() { Via::Symposium } else { Via::Anonymous },
            theme: entry.theme.clone(),
            text: entry.text.clone(),
            contact: String::new(),
            received_day: Day(entry.received),
            due_day: working_days_after(entry.received, 10).filter(|_| unit.is_some()),
            state: if unit.is_some() { opinion::State::Open } else { opinion::State::New },
            receipt: None,
            sender_agrees: entry.publish,
            unit_agrees: false,
        };
        change.at = at(entry.received);
        let id = opinion::add(change, row).await?;
        for (day, text, verdict, remark) in entry.answer.iter().chain(&entry.again) {
            change.at = at(*day);
            opinion::answer(change, id, text.clone(), entry.publish, Day(*day), None).await?;
            if let Some(verdict) = Verdict::of_name(verdict) {
                opinion::judge(change, id, verdict, remark.clone(), Day(*day), working_days_after(*day, 5)).await?;
            }
        }
        Ok(())
    }

    async fn paper(&self, change: &mut Change<'_>, entry: &PaperEntry) -> Result<(), LedgerError> {
        let mut paper: Option<PaperId> = None;
        for version in &entry.versions {
            let day = version.issued.unwrap_or(Date::constant(2025, 12, 22));
            change.at = at(day);
            let text = version.text.trim().to_owned();
            let id = match paper {
                None => {
                    let kind = paper::Kind::of_name(&entry.kind).ok_or(LedgerError::Gone {})?;
                    let row =
                        paper::Model { id: PaperId(0), programme: self.programme, kind, title: entry.title.clone() };
                    let id = paper::add(change, row, text).await?;
                    paper = Some(id);
                    let first = paper::versions(change.reads(), id).await?.into_iter().next();
                    first.ok_or(LedgerError::Gone {})?.id
                }
                Some(known) => {
                    let id = paper::begin(change, known).await?;
                    paper::write(change, id, text, version.changed.clone()).await?;
                    id
                }
            };
            if let Some(until) = version.comments_until {
                paper::ask_for_comments(change, id, Day(until)).await?;
            }
            for (line, unit, text, reply) in &version.comments {
                let row = paper::comment::Model {
                    id: CommentId(0),
                    version: id,
                    line: *line,
                    unit: self.unit(*unit)?,
                    account: None,
                    text: text.clone(),
                    day: Day(day),
                    reply: reply.clone(),
                };
                paper::comment(change, row).await?;
            }
            if let Some(issued) = version.issued {
                paper::issue(change, id, Day(issued)).await?;
                for unit in self.units(&version.read) {
                    let row =
                        paper::reading::Model { id: ReadingId(0), version: id, unit, account: None, day: Day(issued) };
                    paper::confirm(change, row).await?;
                }
            }
            for (line, what) in &version.criteria {
                paper::take_criterion(change, id, *line, what.clone()).await?;
            }
        }
        Ok(())
    }

    async fn request(&self, change: &mut Change<'_>, entry: &RequestEntry) -> Result<(), LedgerError> {
        let row = request::Model {
            id: RequestId(0),
            programme: self.programme,
            what: entry.what.clone(),
            why: entry.why.clone(),
            differs: String::new(),
            minutes: entry.minutes,
            asked_day: Day(entry.asked),
            due_day: Day(entry.due),
        };
        change.at = at(entry.asked);
        let id = request::add(change, row, &self.units(&entry.units)).await?;
        for (unit, text) in &entry.answers {
            request::answer(change, id, self.unit(*unit)?, text.clone(), Day(entry.asked), None).await?;
        }
        Ok(())
    }
}

/// The first promise of a unit that is in force at the end of the demo's last year.
pub(super) async fn first_promise(change: &mut Change<'_>, unit: UnitId) -> Result<Option<PromiseId>, LedgerError> {
    let day = Day(Date::constant(2025, 12, 31));
    for listed in brand::list(change.reads(), None, day).await? {
        if listed.brand.unit == unit && listed.in_force.is_some() {
            let promises = promise::in_force(change.reads(), listed.brand.id, day).await?;
            return Ok(promises.first().map(|promise| promise.id));
        }
    }
    Ok(None)
}
