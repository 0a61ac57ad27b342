//! From courses to outcomes: kept, broken, overdue, running, withdrawn.
//!
//! The rules are those of `docs/measure.md`, sections 2 and 3.

use arrow_array::{Array, Int32Array, Int64Array, TimestampMicrosecondArray, UInt8Array};
use calendar::{Allowance, Calendar, CalendarError, Clock, Due, Instant, Pause};
use terms::Outcome;

use crate::kernel::column::Column;
use crate::kernel::course::Courses;

/// What each case is measured against.
#[derive(Debug, Clone, Copy)]
pub enum Against<'a> {
    /// The same allowance for all.
    Allowance(Allowance),
    /// Working days, their number case by case. Null is a case without one.
    WorkingDays(&'a Int32Array),
    /// A due instant, case by case, UTC microseconds. Null is a case without one.
    Due(&'a TimestampMicrosecondArray),
    /// At most so many counted events.
    AtMost(u32),
}

impl Against<'_> {
    /// Whether the answer hangs on which days are worked, so that every year must be known.
    fn needs_known_years(&self) -> bool {
        match self {
            Self::WorkingDays(_) => true,
            Self::Allowance(allowance) => match allowance {
                Allowance::WorkingDays(_) | Allowance::WorkingTime(_) => true,
                Allowance::CalendarDays { roll, .. } => *roll,
                Allowance::Elapsed(_) => false,
            },
            Self::Due(_) | Self::AtMost(_) => false,
        }
    }
}

/// What became of some cases, one row for each that was judged.
///
/// | column | unit | null |
/// |---|---|---|
/// | `outcome` | a code of [`outcome_of`] | never |
/// | `elapsed` | days, microseconds, or events | unless kept or broken, or without `until` |
/// | `month` | months since 1970 in which the outcome became known | running, not started, no due |
/// | `until_month` | months since 1970 of `until` | unless kept or broken, or without `until` |
#[derive(Debug, Clone)]
pub struct Judged {
    /// The outcome.
    pub outcome: UInt8Array,
    /// What was used of the promise's time.
    pub elapsed: Int64Array,
    /// The month to which the outcome belongs.
    pub month: Int32Array,
    /// The month of `until`, to which the time it took belongs.
    pub until_month: Int32Array,
    /// What only a list of cases shows; `None` where it was not asked for.
    pub details: Option<Details>,
    /// Cases whose `until` lies before their `from`.
    pub reversed: u64,
}

/// What only a list of cases shows, one row a case.
///
/// | column | unit | null |
/// |---|---|---|
/// | `due` | days since 1970 for the day clocks, microseconds UTC for the others | no due, or after the calendar's last day |
/// | `paused` | days or microseconds | unless kept or broken, or without `until` |
#[derive(Debug, Clone)]
pub struct Details {
    /// The last moment at which the promise is still kept.
    pub due: Int64Array,
    /// How long the clock stood still.
    pub paused: Int64Array,
}

/// The outcome of a code.
pub fn outcome_of(code: u8) -> Option<Outcome> {
    Outcome::ALL.get(usize::from(code)).copied()
}

/// Why a case could not be judged: which one, and what is wrong with the calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct CannotJudge {
    /// The row of the case.
    pub case: usize,
    /// What is wrong.
    pub error: CalendarError,
}

/// The settings of one judgement.
#[derive(Debug, Clone, Copy)]
pub struct Judgement<'a> {
    /// What each case is measured against.
    pub against: Against<'a>,
    /// The calendar on which time is counted.
    pub calendar: &'a Calendar,
    /// The last instant that is seen.
    pub as_of: Instant,
    /// Whether the [`Details`] are wanted.
    pub details: bool,
}

/// Judges cases: those of some rows, or all.
///
/// Shapes: `courses` and the columns of `against` have one row for each case; the answer has one for each of `rows`.
///
/// # Errors
/// [`CannotJudge`] when a case needs a year that the calendar does not know.
pub fn judge(courses: &Courses, rows: Option<&[u32]>, judgement: &Judgement<'_>) -> Result<Judged, CannotJudge> {
    let many = rows.map_or(courses.len(), <[u32]>::len);
    let mut columns = Columns::with_capacity(many, judgement.details);
    let mut pauses = Vec::new();
    let mut add = |case: usize| {
        let verdict = judge_case(courses, case, judgement, &mut pauses, &mut columns.reversed)
            .map_err(|error| CannotJudge { case, error })?;
        columns.push(verdict);
        Ok(())
    };
    match rows {
        None => (0..courses.len()).try_for_each(&mut add)?,
        Some(rows) => rows.iter().try_for_each(|row| add(*row as usize))?,
    }
    Ok(columns.finish())
}

/// What became of one case.
#[derive(Debug, Clone, Copy, Default)]
struct Verdict {
    outcome: Option<Outcome>,
    due: Option<i64>,
    elapsed: Option<i64>,
    paused: Option<i64>,
    month: Option<i32>,
    until_month: Option<i32>,
}

fn value(column: &TimestampMicrosecondArray, case: usize) -> Option<Instant> {
    column.is_valid(case).then(|| Instant(column.value(case)))
}

#[inline]
fn judge_case(
    courses: &Courses,
    case: usize,
    judgement: &Judgement<'_>,
    pauses: &mut Vec<Pause>,
    reversed: &mut u64,
) -> Result<Verdict, CalendarError> {
    let Judgement { against, calendar, as_of, .. } = *judgement;
    let Some(from) = value(&courses.from, case) else {
        return Ok(Verdict { outcome: Some(Outcome::NotStarted), ..Verdict::default() });
    };
    let written = value(&courses.until, case);
    let until = written.map(|until| until.max(from));
    *reversed += u64::from(written.is_some_and(|until| until < from));
    let withdrawn = value(&courses.withdrawn, case);

    let allowance = match against {
        Against::Allowance(allowance) => allowance,
        Against::WorkingDays(days) if days.is_valid(case) => {
            Allowance::WorkingDays(u32::try_from(days.value(case)).unwrap_or(0))
        }
        Against::Due(due) if due.is_valid(case) => {
            return Ok(by_written_due(Instant(due.value(case)), from, written, withdrawn, calendar, as_of));
        }
        Against::AtMost(most) => return Ok(by_count(courses, case, most, until, withdrawn, calendar)),
        Against::WorkingDays(_) | Against::Due(_) => {
            return Ok(Verdict { outcome: Some(Outcome::NoDue), ..Verdict::default() });
        }
    };
    pauses.clear();
    let range = |bound: usize| courses.pause_offsets.get(bound).map_or(0, |offset| *offset as usize);
    for pause in range(case)..range(case + 1) {
        let begin = Instant(courses.pause_from.value(pause));
        // A span that is still open ends with the case, or with what is seen of it.
        let end = value(&courses.pause_until, pause).or(until).unwrap_or(as_of);
        pauses.push((begin, end.max(begin)));
    }
    by_allowance(from, until, withdrawn, allowance, pauses, judgement)
}

#[inline]
fn by_allowance(
    from: Instant,
    until: Option<Instant>,
    withdrawn: Option<Instant>,
    allowance: Allowance,
    pauses: &[Pause],
    judgement: &Judgement<'_>,
) -> Result<Verdict, CalendarError> {
    let Judgement { against, calendar, as_of, details, .. } = *judgement;
    let zone = calendar.zone();
    let clock = allowance.clock();
    let until_month = until.map(|until| calendar.month(until));

    // On a time clock, what was used says whether the promise was kept; the due itself need not be known.
    if let (Some(until), None, Allowance::WorkingTime(limit) | Allowance::Elapsed(limit), false) =
        (until, withdrawn, allowance, details)
    {
        let elapsed = calendar.elapsed(clock, from, until, pauses)?;
        if elapsed <= limit {
            let kept = Some(Outcome::Kept);
            return Ok(Verdict {
                outcome: kept,
                elapsed: Some(elapsed),
                month: until_month,
                until_month,
                ..Verdict::default()
            });
        }
    }

    let due = calendar.deadline(from, allowance, pauses)?;
    let is_after = |instant: Instant| match due {
        Due::Day(day) => zone.day(instant) > day,
        Due::At(due) => instant > due,
        Due::AfterKnownDays => false,
    };
    let due_month = match due {
        Due::Day(day) => Some(calendar.month_of(day)),
        Due::At(due) => Some(calendar.month(due)),
        Due::AfterKnownDays => None,
    };
    let due_value = match due {
        Due::Day(day) => Some(i64::from(day.0)),
        Due::At(due) => Some(due.0),
        Due::AfterKnownDays => None,
    };
    let base = Verdict { due: due_value, ..Verdict::default() };
    if let Some(withdrawn) = withdrawn.filter(|withdrawn| !is_after(*withdrawn)) {
        return Ok(Verdict { outcome: Some(Outcome::Withdrawn), month: Some(calendar.month(withdrawn)), ..base });
    }
    let Some(until) = until else {
        let overdue = is_after(as_of);
        let outcome = if overdue { Outcome::Overdue } else { Outcome::Running };
        return Ok(Verdict { outcome: Some(outcome), month: due_month.filter(|_| overdue), ..base });
    };
    if against.needs_known_years() && !calendar.knows(zone.day(until)) {
        return Err(calendar.unknown(zone.day(until)));
    }
    let kept = !is_after(until);
    Ok(Verdict {
        outcome: Some(if kept { Outcome::Kept } else { Outcome::Broken }),
        elapsed: Some(calendar.elapsed(clock, from, until, pauses)?),
        paused: if details { Some(paused(calendar, clock, pauses)?) } else { None },
        month: if kept { until_month } else { due_month },
        until_month,
        ..base
    })
}

#[inline]
fn paused(calendar: &Calendar, clock: Clock, pauses: &[Pause]) -> Result<i64, CalendarError> {
    let mut total = 0;
    for (begin, end) in pauses {
        total += calendar.elapsed(clock, *begin, *end, &[])?;
    }
    Ok(total)
}

/// Against a due that the record carries: kept when `until` is not after it, as written; pauses move nothing.
fn by_written_due(
    due: Instant,
    from: Instant,
    written: Option<Instant>,
    withdrawn: Option<Instant>,
    calendar: &Calendar,
    as_of: Instant,
) -> Verdict {
    let month = |instant: Instant| calendar.month(instant);
    let base = Verdict { due: Some(due.0), ..Verdict::default() };
    if let Some(withdrawn) = withdrawn.filter(|withdrawn| *withdrawn <= due) {
        return Verdict { outcome: Some(Outcome::Withdrawn), month: Some(month(withdrawn)), ..base };
    }
    match written {
        Some(written) => {
            let kept = written <= due;
            let until = written.max(from);
            Verdict {
                outcome: Some(if kept { Outcome::Kept } else { Outcome::Broken }),
                elapsed: Some(until.0 - from.0),
                paused: Some(0),
                month: Some(month(if kept { until } else { due })),
                until_month: Some(month(until)),
                ..base
            }
        }
        None if as_of > due => Verdict { outcome: Some(Outcome::Overdue), month: Some(month(due)), ..base },
        None => Verdict { outcome: Some(Outcome::Running), ..base },
    }
}

/// Against a number of events: broken at the first one beyond it, decided or not.
fn by_count(
    courses: &Courses,
    case: usize,
    most: u32,
    until: Option<Instant>,
    withdrawn: Option<Instant>,
    calendar: &Calendar,
) -> Verdict {
    let month = |instant: Instant| calendar.month(instant);
    let bound = |index: usize| courses.count_offsets.get(index).map_or(0, |offset| *offset as usize);
    let counted = courses.count_at.values().get(bound(case)..bound(case + 1)).unwrap_or_default();
    let beyond = counted.get(most as usize).map(|at| Instant(*at));
    if let Some(withdrawn) = withdrawn.filter(|withdrawn| beyond.is_none_or(|beyond| *withdrawn < beyond)) {
        return Verdict { outcome: Some(Outcome::Withdrawn), month: Some(month(withdrawn)), ..Verdict::default() };
    }
    let (outcome, at) = match (beyond, until) {
        (Some(beyond), _) => (Outcome::Broken, beyond),
        (None, Some(until)) => (Outcome::Kept, until),
        (None, None) => return Verdict { outcome: Some(Outcome::Running), ..Verdict::default() },
    };
    Verdict {
        outcome: Some(outcome),
        due: None,
        elapsed: Some(counted.len() as i64),
        paused: Some(0),
        month: Some(month(at)),
        until_month: until.map(month),
    }
}

/// The columns of the answer in the making.
struct Columns {
    outcome: Column<u8>,
    elapsed: Column<i64>,
    month: Column<i32>,
    until_month: Column<i32>,
    details: Option<(Column<i64>, Column<i64>)>,
    reversed: u64,
}

impl Columns {
    fn with_capacity(cases: usize, details: bool) -> Self {
        Self {
            outcome: Column::with_capacity(cases),
            elapsed: Column::with_capacity(cases),
            month: Column::with_capacity(cases),
            until_month: Column::with_capacity(cases),
            details: details.then(|| (Column::with_capacity(cases), Column::with_capacity(cases))),
            reversed: 0,
        }
    }

    #[inline]
    fn push(&mut self, verdict: Verdict) {
        self.outcome.push(verdict.outcome.map(|outcome| outcome as u8));
        self.elapsed.push(verdict.elapsed);
        self.month.push(verdict.month);
        self.until_month.push(verdict.until_month);
        if let Some((due, paused)) = &mut self.details {
            due.push(verdict.due);
            paused.push(verdict.paused);
        }
    }

    fn finish(self) -> Judged {
        Judged {
            outcome: self.outcome.finish(),
            elapsed: self.elapsed.finish(),
            month: self.month.finish(),
            until_month: self.until_month.finish(),
            details: self.details.map(|(due, paused)| Details { due: due.finish(), paused: paused.finish() }),
            reversed: self.reversed,
        }
    }
}
