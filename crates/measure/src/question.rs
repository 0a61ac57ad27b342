//! A question, and the plan put into the terms of the kernels.

use std::collections::HashMap;

use calendar::{Allowance, Calendar, Day, Instant};
use facts::{Field, Role, Wanted};
use jiff::civil::Date;
use plan::{Meaning, Milestone, Pick, Plan};
use terms::{Dimension, Limit, Promise};

use crate::kernel::course::{Reach, Route};
use crate::problem::MeasureError;
use crate::run::MOST_FIELDS;

/// What is asked of some records.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// How the records are read, and what is promised.
    pub plan: &'a Plan,
    /// The calendar on which time is counted.
    pub calendar: &'a Calendar,
    /// The last instant that is seen; the last one in the records where none is given.
    pub as_of: Option<Instant>,
    /// What the scorecards are told apart by, in this order.
    pub by: Vec<Dimension>,
    /// Whether the outcome of each case is wanted.
    pub outcomes: bool,
    /// Whether the shape of the process is wanted.
    pub process: bool,
    /// The day from which on a case belongs to the second of two sides.
    pub split: Option<Date>,
}

/// The promises of a plan in the terms of the kernels.
#[derive(Debug, Clone)]
pub(crate) struct Compiled<'a> {
    /// The milestones that matter; the `i`-th has bit `i`.
    pub(crate) milestones: Vec<&'a Milestone>,
    /// The fields that are read: times first, in the order of [`Reach::Carried`].
    pub(crate) fields: Vec<Field>,
    /// How many of them are times.
    pub(crate) times: usize,
    /// The different routes of the promises.
    pub(crate) routes: Vec<Route>,
    /// The promises, those of one id together, in the plan's order.
    pub(crate) groups: Vec<Group<'a>>,
    /// Whether every event of a case matters, and not only its milestones.
    pub(crate) every_event: bool,
}

/// The texts of one promise.
#[derive(Debug, Clone)]
pub(crate) struct Group<'a> {
    pub(crate) entries: Vec<PromiseText<'a>>,
}

/// One text of a promise.
#[derive(Debug, Clone)]
pub(crate) struct PromiseText<'a> {
    pub(crate) promise: &'a Promise,
    /// Which of the routes it runs on.
    pub(crate) route: usize,
    pub(crate) measure: Measure,
    /// Days since 1970.
    pub(crate) in_force: (Option<i32>, Option<i32>),
}

/// What a case is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    Allowance(Allowance),
    /// A field of working days.
    WorkingDays(usize),
    /// A field of dues.
    Due(usize),
    AtMost(u32),
}

impl Measure {
    /// Whether the years on the way must be known.
    pub(crate) fn needs_known_years(self) -> bool {
        match self {
            Self::Allowance(Allowance::Elapsed(_) | Allowance::CalendarDays { roll: false, .. }) => false,
            Self::Allowance(_) | Self::WorkingDays(_) => true,
            Self::Due(_) | Self::AtMost(_) => false,
        }
    }
}

/// No plan of a city has as many milestones.
const MOST_MILESTONES: usize = 64;

impl<'a> Compiled<'a> {
    pub(crate) fn of(question: &Question<'a>) -> Result<Self, MeasureError> {
        let plan = question.plan;
        let mut compiled = Self {
            milestones: Vec::new(),
            fields: Vec::new(),
            times: 0,
            routes: Vec::new(),
            groups: Vec::new(),
            every_event: question.process || question.outcomes,
        };
        for promise in &plan.promises {
            compiled.use_milestones(plan, promise);
        }
        if compiled.milestones.len() > MOST_MILESTONES {
            return Err(MeasureError::TooManyMilestones { most: MOST_MILESTONES });
        }
        // The last instant in the records is that of any milestone that the plan names, so that the day of the figures does
        // not depend on which promises are asked about.
        for milestone in &plan.milestones {
            if let Meaning::Attribute(name) = &milestone.meaning {
                compiled.field(name, Role::Time);
            }
        }
        compiled.times = compiled.fields.len();
        let mut group_of: HashMap<&str, usize> = HashMap::new();
        for promise in &plan.promises {
            let entry = compiled.entry(plan, promise);
            match group_of.get(promise.id.0.as_str()) {
                Some(group) => {
                    if let Some(group) = compiled.groups.get_mut(*group) {
                        group.entries.push(entry);
                    }
                }
                None => {
                    group_of.insert(&promise.id.0, compiled.groups.len());
                    compiled.groups.push(Group { entries: vec![entry] });
                }
            }
        }
        if compiled.fields.len() > MOST_FIELDS {
            return Err(MeasureError::TooManyFields { most: MOST_FIELDS });
        }
        Ok(compiled)
    }

    /// The milestones of a promise, with those that stop its clock.
    fn names(promise: &'a Promise) -> impl Iterator<Item = &'a str> {
        let counted = match &promise.limit {
            Limit::Count { milestone, .. } => Some(milestone.as_str()),
            _ => None,
        };
        [promise.from.as_str(), promise.until.as_str(), "paused", "resumed", "withdrawn"].into_iter().chain(counted)
    }

    fn use_milestones(&mut self, plan: &'a Plan, promise: &'a Promise) {
        for milestone in Self::names(promise).filter_map(|name| plan.milestone(name)) {
            if self.milestones.iter().any(|known| known.name == milestone.name) {
                continue;
            }
            self.milestones.push(milestone);
            match &milestone.meaning {
                Meaning::Attribute(name) => {
                    self.field(name, Role::Time);
                }
                // Which step is the last one can only be told when all are there.
                Meaning::LastStep { .. } => self.every_event = true,
                Meaning::Activities { .. } | Meaning::Mark { .. } => {}
            }
        }
    }

    fn field(&mut self, name: &str, role: Role) -> usize {
        let field = Field { name: name.to_owned(), role };
        match self.fields.iter().position(|known| *known == field) {
            Some(index) => index,
            None => {
                self.fields.push(field);
                self.fields.len() - 1
            }
        }
    }

    fn reach(&self, name: &str) -> Option<Reach> {
        let bit = self.milestones.iter().position(|milestone| milestone.name == name)?;
        let mask = 1_u64 << bit;
        Some(match &self.milestones.get(bit)?.meaning {
            Meaning::Activities { pick, .. } | Meaning::Mark { pick, .. } => match pick {
                Pick::First => Reach::First(mask),
                Pick::Last => Reach::Last(mask),
            },
            Meaning::LastStep { .. } => Reach::LastStep(mask),
            Meaning::Attribute(name) => {
                let is_it = |field: &Field| field.name == *name && field.role == Role::Time;
                Reach::Carried(self.fields.iter().position(is_it)?)
            }
        })
    }

    fn entry(&mut self, plan: &'a Plan, promise: &'a Promise) -> PromiseText<'a> {
        let (measure, counted) = match &promise.limit {
            Limit::WorkingDays(days) => (Measure::Allowance(Allowance::WorkingDays(*days)), None),
            Limit::WorkingTime(us) => (Measure::Allowance(Allowance::WorkingTime(*us)), None),
            Limit::CalendarDays { days, roll } => {
                (Measure::Allowance(Allowance::CalendarDays { days: *days, roll: *roll }), None)
            }
            Limit::Elapsed(us) => (Measure::Allowance(Allowance::Elapsed(*us)), None),
            Limit::Due(field) => (Measure::Due(self.field(field, Role::Due)), None),
            Limit::WorkingDaysFrom(field) => (Measure::WorkingDays(self.field(field, Role::Days)), None),
            Limit::Count { milestone, at_most } => (Measure::AtMost(*at_most), self.reach(milestone)),
        };
        // A promise that counts events, or has its due from the record, knows no pauses.
        let pauses = !matches!(measure, Measure::Due(_) | Measure::AtMost(_));
        let optional = |name: &str| plan.milestone(name).and_then(|_| self.reach(name));
        // The plan was checked: both milestones are there.
        let nowhere = Reach::First(0);
        let route = Route {
            from: self.reach(&promise.from).unwrap_or(nowhere),
            until: self.reach(&promise.until).unwrap_or(nowhere),
            paused: optional("paused").filter(|_| pauses),
            resumed: optional("resumed").filter(|_| pauses),
            withdrawn: optional("withdrawn"),
            counted,
        };
        let route = match self.routes.iter().position(|known| *known == route) {
            Some(index) => index,
            None => {
                self.routes.push(route);
                self.routes.len() - 1
            }
        };
        let day = |date: Option<Date>| date.map(|date| Day::from(date).0);
        PromiseText { promise, route, measure, in_force: (day(promise.in_force.from), day(promise.in_force.until)) }
    }

    /// What a field is, where it is what cases are measured against.
    pub(crate) fn measure_of(&self, field: usize) -> Option<Measure> {
        if field < self.times {
            return None;
        }
        let measures = self.groups.iter().flat_map(|group| &group.entries).map(|entry| entry.measure);
        measures
            .into_iter()
            .find(|measure| matches!(measure, Measure::Due(index) | Measure::WorkingDays(index) if *index == field))
    }

    /// A text that two questions share when the same can be kept of cases for both: routes and fields are the same; limits,
    /// periods, scopes and calendars need not be.
    pub(crate) fn identity(&self) -> String {
        let meanings: Vec<&Meaning> = self.milestones.iter().map(|milestone| &milestone.meaning).collect();
        format!("1 {meanings:?} {:?} {:?}", self.fields, self.routes)
    }

    /// What of the source is read. Where the same event can come from several files it is told by all that is stored of it.
    pub(crate) fn wanted(&self, question: &Question<'_>, several_files: bool) -> Wanted {
        let source = &question.plan.source;
        let scoped = |of: fn(&Promise) -> bool| question.plan.promises.iter().any(of);
        let by = |dimension| question.by.contains(&dimension);
        let mut fields = self.fields.clone();
        if several_files {
            fields.extend(source.keep.iter().map(|name| Field { name: name.clone(), role: Role::Text }));
        }
        Wanted {
            actor: question.process || question.outcomes || several_files,
            service: question.outcomes
                || by(Dimension::Service)
                || scoped(|promise| promise.services.is_some())
                || several_files,
            unit: question.outcomes
                || by(Dimension::Unit)
                || scoped(|promise| promise.units.is_some())
                || several_files,
            channel: several_files,
            fields,
            as_text: false,
            lines: false,
        }
    }
}

/// The fields that a store must hold so that a plan can be measured from it: those of all its milestones, whether or not a
/// promise runs between them yet, of its limits, and those that `keep` names.
pub fn stored_fields(plan: &Plan) -> Vec<Field> {
    let field = |name: &str, role| Field { name: name.to_owned(), role };
    let times = plan.milestones.iter().filter_map(|milestone| match &milestone.meaning {
        Meaning::Attribute(name) => Some(field(name, Role::Time)),
        _ => None,
    });
    let terms = plan.promises.iter().filter_map(|promise| match &promise.limit {
        Limit::Due(name) => Some(field(name, Role::Due)),
        Limit::WorkingDaysFrom(name) => Some(field(name, Role::Days)),
        _ => None,
    });
    let kept = plan.source.keep.iter().map(|name| field(name, Role::Text));
    let mut fields: Vec<Field> = Vec::new();
    for new in times.chain(terms).chain(kept) {
        if fields.iter().all(|known| known.name != new.name) {
            fields.push(new);
        }
    }
    fields
}

impl<'a> Question<'a> {
    /// The scorecards of a plan's promises and nothing else, as of the last instant in the records.
    ///
    /// ```
    /// # let plan = plan::Plan::parse("[source]\ncase = \"c\"\nactivity = \"a\"\nat = \"t\"\n[calendar]\nbase = \"cn\"").unwrap();
    /// # let calendar = measure::calendar_of(&plan.calendar, None, &[]).unwrap();
    /// use measure::Question;
    ///
    /// let with_cases = Question { outcomes: true, ..Question::of(&plan, &calendar) };
    /// ```
    #[must_use]
    pub fn of(plan: &'a Plan, calendar: &'a Calendar) -> Self {
        Self { plan, calendar, as_of: None, by: Vec::new(), outcomes: false, process: false, split: None }
    }
}

impl Question<'_> {
    /// What of the source must be read to answer; `several_files` says whether the records come from more than one.
    ///
    /// # Errors
    /// [`MeasureError::TooManyMilestones`].
    pub fn wanted(&self, several_files: bool) -> Result<Wanted, MeasureError> {
        Ok(Compiled::of(self)?.wanted(self, several_files))
    }
}
