//! From events to courses: when each case started, stopped, paused.
//!
//! The rules are those of `docs/measure.md`, section 1.

use arrow_array::{Array, TimestampMicrosecondArray};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};

use crate::kernel::column::Column;
use crate::kernel::events::{CaseEvents, Label};

/// How a milestone is found in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// The first event with this bit.
    First(u64),
    /// The last event with this bit.
    Last(u64),
    /// The case's last step, where it has this bit.
    LastStep(u64),
    /// A time that the case carries: which of the columns of times.
    Carried(usize),
}

/// The milestones between which a promise runs, and what counts on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Route {
    /// Where the clock starts.
    pub from: Reach,
    /// Where it stops.
    pub until: Reach,
    /// What opens a pause.
    pub paused: Option<Reach>,
    /// What closes it.
    pub resumed: Option<Reach>,
    /// What withdraws the case.
    pub withdrawn: Option<Reach>,
    /// What a count promise counts.
    pub counted: Option<Reach>,
}

/// The courses of some cases on one route, one row a case.
///
/// Units: microseconds since 1970-01-01T00:00:00Z. A case without `from` has null in every column and no pauses.
#[derive(Debug, Clone)]
pub struct Courses {
    /// When the clock started. Null where the case never came so far.
    pub from: TimestampMicrosecondArray,
    /// When it stopped, as the record has it: a time that the case carries may lie before `from`. Null while it runs.
    pub until: TimestampMicrosecondArray,
    /// When the case was withdrawn, after `from` and before `until`. Null where it was not.
    pub withdrawn: TimestampMicrosecondArray,
    /// The pauses of case `i` stand from `pause_offsets[i]` to `pause_offsets[i + 1]`, in order.
    pub pause_offsets: OffsetBuffer<i32>,
    /// When each pause began.
    pub pause_from: TimestampMicrosecondArray,
    /// When it ended. Null where it was never closed; only a case's last pause can be open.
    pub pause_until: TimestampMicrosecondArray,
    /// The counted events of case `i` stand from `count_offsets[i]` to `count_offsets[i + 1]`, in order.
    pub count_offsets: OffsetBuffer<i32>,
    /// When each counted event was.
    pub count_at: TimestampMicrosecondArray,
}

impl Courses {
    /// The number of cases.
    pub fn len(&self) -> usize {
        self.from.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.from.is_empty()
    }
}

/// Finds the courses of cases on a route.
///
/// Shapes: one row per case of `events`; each column of `carried` has that length, null where a case carries no such time.
///
/// * `until` is the first (or last) matching event after the `from` event. A time that the case carries has no place in
///   that order and is taken whatever it is.
/// * A pause opens a span between `from` and `until`, the next resume closes it; a second pause inside an open span and a
///   resume outside one are nothing. An event that is both closes the span that is open, and opens one where none is.
/// * A carried time stands before the events of the same instant.
pub fn courses(events: &CaseEvents, labels: &[Label], carried: &[TimestampMicrosecondArray], route: &Route) -> Courses {
    let cases = events.len();
    let mut finding = Finding {
        labels,
        carried,
        from: Column::with_capacity(cases),
        until: Column::with_capacity(cases),
        withdrawn: Column::with_capacity(cases),
        pause_ends: Vec::with_capacity(cases + 1),
        pause_from: Vec::new(),
        pause_until: Column::with_capacity(0),
        count_ends: Vec::with_capacity(cases + 1),
        count_at: Vec::new(),
        marks: Vec::new(),
    };
    finding.pause_ends.push(0);
    finding.count_ends.push(0);
    for case in 0..cases {
        finding.case(case, events, route);
        finding.pause_ends.push(finding.pause_from.len() as i32);
        finding.count_ends.push(finding.count_at.len() as i32);
    }
    finding.finish()
}

struct Finding<'a> {
    labels: &'a [Label],
    carried: &'a [TimestampMicrosecondArray],
    from: Column<i64>,
    until: Column<i64>,
    withdrawn: Column<i64>,
    pause_ends: Vec<i32>,
    pause_from: Vec<i64>,
    pause_until: Column<i64>,
    count_ends: Vec<i32>,
    count_at: Vec<i64>,
    /// Pauses and resumes of one case, where some of them are carried: instant, place among equals, opens, closes.
    marks: Vec<(i64, u32, bool, bool)>,
}

impl Finding<'_> {
    #[inline]
    fn has(&self, label: u32, bit: u64) -> bool {
        self.labels.get(label as usize).is_some_and(|label| label.milestones & bit != 0)
    }

    fn carried(&self, column: usize, case: usize) -> Option<i64> {
        let column = self.carried.get(column)?;
        (case < column.len() && column.is_valid(case)).then(|| column.value(case))
    }

    /// The event that a milestone is, among the events from one place on and before another.
    #[inline]
    fn find(&self, reach: Reach, labels: &[u32], from: usize, to: usize) -> Option<usize> {
        let range = from..to.max(from);
        let among = labels.get(range.clone()).unwrap_or_default();
        match reach {
            Reach::First(bit) => among.iter().position(|label| self.has(*label, bit)).map(|place| from + place),
            Reach::Last(bit) => among.iter().rposition(|label| self.has(*label, bit)).map(|place| from + place),
            Reach::LastStep(bit) => {
                let is_step =
                    |label: &u32| self.labels.get(*label as usize).is_some_and(|label| label.activity.is_some());
                let last = labels.iter().rposition(is_step)?;
                (range.contains(&last) && self.has(*labels.get(last)?, bit)).then_some(last)
            }
            Reach::Carried(_) => None,
        }
    }

    fn case(&mut self, case: usize, events: &CaseEvents, route: &Route) {
        let (at, labels) = events.of(case);
        let time = |place: usize| at.get(place).copied().unwrap_or(0);

        // Where the clock starts, and the first event after it.
        let start = match route.from {
            Reach::Carried(column) => {
                self.carried(column, case).map(|from| (from, at.partition_point(|at| *at < from)))
            }
            reach => self.find(reach, labels, 0, at.len()).map(|place| (time(place), place + 1)),
        };
        let Some((from, after)) = start else {
            self.from.push(None);
            self.until.push(None);
            self.withdrawn.push(None);
            return;
        };

        // Where it stops, and the first event that is no longer before it.
        let stop = match route.until {
            Reach::Carried(column) => {
                self.carried(column, case).map(|until| (until, at.partition_point(|at| *at < until)))
            }
            reach => self.find(reach, labels, after, at.len()).map(|place| (time(place), place)),
        };
        let before = stop.map_or(at.len(), |(_, place)| place);

        let withdrawn = route.withdrawn.and_then(|reach| match reach {
            Reach::Carried(column) => self
                .carried(column, case)
                .filter(|withdrawn| *withdrawn >= from && stop.is_none_or(|(until, _)| *withdrawn < until)),
            reach => self.find(reach, labels, after, before).map(time),
        });

        self.pauses(case, at, labels, (from, after), (stop.map(|(until, _)| until), before), route);
        if let Some(reach) = route.counted {
            self.count(case, at, labels, stop, reach, matches!(route.until, Reach::Carried(_)));
        }
        self.from.push(Some(from));
        self.until.push(stop.map(|(until, _)| until));
        self.withdrawn.push(withdrawn);
    }

    /// Notes the spans in which the clock stands still.
    fn pauses(
        &mut self,
        case: usize,
        at: &[i64],
        labels: &[u32],
        (from, after): (i64, usize),
        (until, before): (Option<i64>, usize),
        route: &Route,
    ) {
        let Some(paused) = route.paused else { return };
        let bit = |reach: Option<Reach>| match reach {
            Some(Reach::First(bit) | Reach::Last(bit) | Reach::LastStep(bit)) => bit,
            _ => 0,
        };
        let (opening, closing) = (bit(Some(paused)), bit(route.resumed));
        let between = after..before.max(after);
        let times = at.get(between.clone()).unwrap_or_default();
        let labels = labels.get(between).unwrap_or_default();

        let mut spans = Spans { open: None, from: &mut self.pause_from, until: &mut self.pause_until };
        let is_carried = |reach: Option<Reach>| matches!(reach, Some(Reach::Carried(_)));
        if !is_carried(route.paused) && !is_carried(route.resumed) {
            for (at, label) in times.iter().zip(labels) {
                let milestones = self.labels.get(*label as usize).map_or(0, |label| label.milestones);
                spans.mark(*at, milestones & opening != 0, milestones & closing != 0);
            }
            spans.close();
            return;
        }

        let mut marks = std::mem::take(&mut self.marks);
        for (order, reach, opens) in [(0, route.paused, true), (1, route.resumed, false)] {
            let Some(Reach::Carried(column)) = reach else { continue };
            let time = self.carried.get(column).filter(|column| case < column.len() && column.is_valid(case));
            let time = time.map(|column| column.value(case));
            marks.extend(
                time.filter(|time| *time >= from && until.is_none_or(|until| *time < until))
                    .map(|time| (time, order, opens, !opens)),
            );
        }
        for (place, (at, label)) in times.iter().zip(labels).enumerate() {
            let milestones = self.labels.get(*label as usize).map_or(0, |label| label.milestones);
            marks.push((*at, place as u32 + 2, milestones & opening != 0, milestones & closing != 0));
        }
        marks.sort_unstable();
        for (at, _, opens, closes) in marks.drain(..) {
            spans.mark(at, opens, closes);
        }
        spans.close();
        self.marks = marks;
    }

    /// Notes the events that a count promise counts: all of the case, up to and including `until`.
    fn count(
        &mut self,
        case: usize,
        at: &[i64],
        labels: &[u32],
        stop: Option<(i64, usize)>,
        reach: Reach,
        until_is_carried: bool,
    ) {
        if let Reach::Carried(column) = reach {
            let time = self.carried(column, case).filter(|time| stop.is_none_or(|(until, _)| *time <= until));
            self.count_at.extend(time);
            return;
        }
        let end = match stop {
            None => at.len(),
            Some((until, _)) if until_is_carried => at.partition_point(|at| *at <= until),
            Some((_, place)) => place + 1,
        };
        let (Reach::First(bit) | Reach::Last(bit) | Reach::LastStep(bit)) = reach else { return };
        for (at, label) in at.iter().zip(labels).take(end) {
            if self.labels.get(*label as usize).is_some_and(|label| label.milestones & bit != 0) {
                self.count_at.push(*at);
            }
        }
    }

    fn finish(self) -> Courses {
        Courses {
            from: self.from.finish(),
            until: self.until.finish(),
            withdrawn: self.withdrawn.finish(),
            pause_offsets: OffsetBuffer::new(ScalarBuffer::from(self.pause_ends)),
            pause_from: TimestampMicrosecondArray::new(ScalarBuffer::from(self.pause_from), None),
            pause_until: self.pause_until.finish(),
            count_offsets: OffsetBuffer::new(ScalarBuffer::from(self.count_ends)),
            count_at: TimestampMicrosecondArray::new(ScalarBuffer::from(self.count_at), None),
        }
    }
}

/// The pauses of one case in the making.
struct Spans<'a> {
    open: Option<i64>,
    from: &'a mut Vec<i64>,
    until: &'a mut Column<i64>,
}

impl Spans<'_> {
    #[inline]
    fn mark(&mut self, at: i64, opens: bool, closes: bool) {
        match self.open {
            Some(begin) if closes => {
                self.from.push(begin);
                self.until.push(Some(at));
                self.open = None;
            }
            None if opens => self.open = Some(at),
            _ => {}
        }
    }

    fn close(&mut self) {
        if let Some(begin) = self.open.take() {
            self.from.push(begin);
            self.until.push(None);
        }
    }
}
