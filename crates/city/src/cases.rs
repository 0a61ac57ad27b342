//! Cases: how one application went, from the counter to the end.

use calendar::Day;

use crate::chance::Chance;
use crate::days::{Days, Local, MORNING, OFFICE, OfficeTime};
use crate::names::person;
use crate::units::{ASKS_ONCE, FEW_PAPERS, MISTYPES, Pace, UNITS, Unit};

/// One case with all that the tables say of it.
#[derive(Debug)]
pub(crate) struct Case {
    /// Given when all cases are there, in the order in which they were applied for.
    pub(crate) id: String,
    /// Places in [`UNITS`] and among its services.
    pub(crate) unit: usize,
    pub(crate) service: usize,
    pub(crate) applicant: Applicant,
    pub(crate) channel: u64,
    pub(crate) applied: Local,
    /// More than one where papers were sent back.
    pub(crate) acceptances: Vec<Local>,
    pub(crate) promised_days: u64,
    pub(crate) promised_day: Option<Day>,
    pub(crate) papers: Vec<Paper>,
    pub(crate) steps: Vec<Step>,
    pub(crate) special: Vec<Special>,
    pub(crate) ended: Option<Local>,
    pub(crate) is_refused: bool,
    pub(crate) rating: Option<Rating>,
    /// The row of the acceptance stands twice in the export.
    pub(crate) is_doubled: bool,
    /// Who accepted it.
    pub(crate) clerk: String,
}

/// Who applied: a name, and numbers that nobody has.
#[derive(Debug)]
pub(crate) struct Applicant {
    pub(crate) name: String,
    pub(crate) number: u64,
}

/// A paper that was asked for.
#[derive(Debug)]
pub(crate) struct Paper {
    pub(crate) name: &'static str,
    /// When it was taken; not at all where it could be looked up.
    pub(crate) taken: Option<Local>,
}

/// A step of the handling.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) is_return: bool,
    pub(crate) start: Local,
    pub(crate) end: Local,
    pub(crate) who: String,
    pub(crate) is_doubled: bool,
}

/// A special procedure: time that does not count, or an extension.
#[derive(Debug)]
pub(crate) struct Special {
    pub(crate) is_extension: bool,
    pub(crate) start: Local,
    pub(crate) end: Option<Local>,
    pub(crate) reason: &'static str,
}

/// What the applicant thought of it, from 1 (very satisfied) to 5.
#[derive(Debug)]
pub(crate) struct Rating {
    pub(crate) at: Local,
    pub(crate) code: u64,
    pub(crate) channel: u64,
}

/// All cases of the city, in the order in which they were applied for, with their numbers.
pub(crate) fn all(seed: u64, many: u64, days: &Days) -> Vec<Case> {
    let mut cases = Vec::with_capacity(many as usize);
    for (place, unit) in UNITS.iter().enumerate() {
        let mut chance = Chance::of(seed, place as u64);
        let staff: Vec<String> = (0..chance.between(7, 14)).map(|_| person(&mut chance)).collect();
        let mut desk = Desk { place, unit, staff, days, chance };
        // What the parts leave over in rounding goes to the first unit.
        let left: u64 =
            if place == 0 { many - UNITS.iter().map(|unit| many * unit.part / 1000).sum::<u64>() } else { 0 };
        cases.extend((0..many * unit.part / 1000 + left).map(|_| desk.case()));
    }
    // The sort is stable, so that cases of the same second keep the order of the units.
    cases.sort_by_key(|case| case.applied);
    let mut numbers = [0_u64; UNITS.len()];
    for case in &mut cases {
        if let Some(number) = numbers.get_mut(case.unit) {
            *number += 1;
            let date = case.applied.day().date();
            case.id = format!("WL{:02}{}{number:06}", case.unit + 1, date.strftime("%Y%m%d"));
        }
    }
    cases
}

/// Where the cases of one unit are made.
struct Desk<'a> {
    place: usize,
    unit: &'a Unit,
    staff: Vec<String>,
    days: &'a Days,
    chance: Chance,
}

/// How busy a month is, January first; the loudest is 10.
const BUSY: [u64; 12] = [8, 6, 10, 9, 9, 9, 8, 8, 9, 7, 10, 9];
const REASONS: [&str; 5] = ["现场勘验", "专家评审", "听证", "检验检测", "公示"];
const PAPERS: [&str; 4] = ["身份证明", "申请表", "户口簿", "承诺书"];

impl Desk<'_> {
    fn case(&mut self) -> Case {
        let habits = self.unit.habits;
        let number = self.accepted_day();
        let is_improved = self.days.is_improved(number);
        let is_in_time = self.chance.happens(habits.in_time_later.filter(|_| is_improved).unwrap_or(habits.in_time));
        let service = self.chance.below(self.unit.services.len() as u64) as usize;
        let own_days = self.unit.services.get(service).map_or(1, |(_, days)| *days);
        let limit = match self.unit.pace {
            Pace::Days(days) => days,
            Pace::ShortenedDays(before, after) => {
                if self.days.is_shortened(number) {
                    after
                } else {
                    before
                }
            }
            Pace::OfEachService => own_days,
            Pace::OfficeMinutes(_) | Pace::WindowMinutes(_) => 1,
        };
        let (accepted, mut decided) = self.handling(number, limit, is_in_time);
        let special = self.special(accepted, &mut decided);
        let returns = match (self.place, is_in_time) {
            (ASKS_ONCE, false) => self.chance.between(2, 3),
            _ => u64::from(self.chance.happens(habits.resubmitted)),
        };
        let is_withdrawn = self.chance.happens(12);
        let is_forgotten = self.chance.happens(2);
        let (steps, acceptances) = self.steps(accepted, decided, returns, is_withdrawn, is_forgotten);

        let end = self.days.end();
        let first = self.days.on_the_clock(accepted);
        let mut ended = Some(self.days.on_the_clock(decided)).filter(|_| !is_withdrawn && !is_forgotten);
        if self.place == MISTYPES && self.chance.once_in(2000) {
            // Entered on the wrong line: closed before it was accepted.
            ended = ended.map(|_| first.before(self.chance.between(600, 40_000)));
        }
        let ended = ended.filter(|at| *at <= end);
        let waited =
            if self.chance.happens(600) { self.chance.between(60, 900) } else { self.chance.between(900, 150_000) };
        let rating = ended.filter(|_| self.chance.happens(300)).map(|at| Rating {
            at: at.after(self.chance.between(60, 90_000)),
            code: self.satisfaction(is_in_time),
            channel: self.chance.below(4),
        });
        Case {
            id: String::new(),
            unit: self.place,
            service,
            applicant: Applicant { name: person(&mut self.chance), number: self.chance.below(100_000_000) },
            channel: self.chance.below(4),
            applied: first.before(waited),
            acceptances: acceptances.into_iter().filter(|at| *at <= end).collect(),
            promised_days: if matches!(self.unit.pace, Pace::ShortenedDays(..)) { limit } else { own_days },
            promised_day: (self.unit.limit.starts_with("due")).then(|| self.days.day(number + limit)),
            papers: self.papers(first, is_in_time),
            steps: steps.into_iter().filter(|step| step.start <= end).collect(),
            special,
            ended,
            is_refused: self.chance.happens(25),
            rating: rating.filter(|rating| rating.at <= end),
            is_doubled: self.chance.once_in(5000),
            clerk: self.somebody(),
        }
    }

    /// The working day on which a case is accepted: some months are busier than others.
    fn accepted_day(&mut self) -> u64 {
        loop {
            let number = self.chance.below(self.days.count());
            let month = self.days.day(number).date().month();
            let busy = BUSY.get((month - 1) as usize).copied().unwrap_or(10);
            if self.chance.below(10) < busy {
                return number;
            }
        }
    }

    /// When a case is accepted and decided, as if nothing came between.
    fn handling(&mut self, number: u64, limit: u64, is_in_time: bool) -> (OfficeTime, OfficeTime) {
        let chance = &mut self.chance;
        let second = chance.below(OFFICE - 900);
        let accepted = number * OFFICE + second;
        let lasts = match self.unit.pace {
            Pace::WindowMinutes(minutes) => {
                let lasts = if is_in_time {
                    chance.between(240, minutes * 60 - 30)
                } else {
                    minutes * 60 + chance.between(60, 5400)
                };
                // The break at noon is no time at the window: who would be caught by it is called up in the other half.
                let half = if second < MORNING { 0 } else { MORNING };
                let room = if half == 0 { MORNING } else { OFFICE - MORNING } - lasts;
                let accepted = number * OFFICE + half + chance.below(room);
                return (accepted, accepted + lasts);
            }
            Pace::OfficeMinutes(minutes) if is_in_time => chance.between(600, minutes * 60 - 60),
            Pace::OfficeMinutes(minutes) => minutes * 60 + chance.between(600, 3 * OFFICE),
            _ => {
                let mut used = if is_in_time {
                    chance.between(0, limit).min(chance.between(0, limit + limit / 2))
                } else {
                    limit + 1
                };
                while !is_in_time && used < limit + 20 && chance.happens(550) {
                    used += 1;
                }
                let on_the_last_day = self.unit.habits.closes_on_the_last_day && is_in_time && chance.happens(900);
                if on_the_last_day {
                    return (accepted, (number + limit) * OFFICE + chance.between(OFFICE - 1800, OFFICE - 60));
                }
                let earliest = if used == 0 { second + 600 } else { 0 };
                return (accepted, (number + used) * OFFICE + chance.between(earliest, OFFICE - 1));
            }
        };
        (accepted, accepted + lasts)
    }

    /// Special procedures. What they take is added to the time until the decision.
    fn special(&mut self, accepted: OfficeTime, decided: &mut OfficeTime) -> Vec<Special> {
        let habits = self.unit.habits;
        let end = self.days.end();
        let by_minutes = matches!(self.unit.pace, Pace::OfficeMinutes(_) | Pace::WindowMinutes(_));
        if by_minutes || *decided < accepted + 1200 {
            return Vec::new();
        }
        let start = accepted + 600 + self.chance.below(*decided - accepted - 600);
        let mut all = Vec::new();
        if self.chance.happens(habits.paused) {
            let resumed = start + self.chance.between(3, 15) * OFFICE;
            *decided += resumed - start;
            let is_ended = !self.chance.happens(habits.pause_never_ended);
            let until = Some(self.days.on_the_clock(resumed)).filter(|at| is_ended && *at <= end);
            let reason = self.chance.one_of(&REASONS);
            all.push(Special { is_extension: false, start: self.days.on_the_clock(start), end: until, reason });
        } else if self.chance.happens(5) {
            let until = Some(self.days.on_the_clock(start + 10 * OFFICE)).filter(|at| *at <= end);
            let reason = "情况复杂，经批准延长十日";
            all.push(Special { is_extension: true, start: self.days.on_the_clock(start), end: until, reason });
        }
        all.retain(|special| special.start <= end);
        all
    }

    /// The steps from acceptance to decision, evenly over office time, and the times of acceptance.
    fn steps(
        &mut self,
        accepted: OfficeTime,
        decided: OfficeTime,
        returns: u64,
        is_withdrawn: bool,
        is_forgotten: bool,
    ) -> (Vec<Step>, Vec<Local>) {
        let names: &[&'static str] = match self.unit.pace {
            Pace::WindowMinutes(_) => &["受理", "办结"],
            Pace::OfficeMinutes(_) => &["受理", "处置", "办结"],
            Pace::Days(0..=3) | Pace::ShortenedDays(..) => &["受理", "审核", "办结"],
            Pace::Days(4..=9) => &["受理", "审查", "决定"],
            _ => &["受理", "审查", "现场核查", "决定", "制证"],
        };
        let mut course: Vec<(&'static str, bool)> = Vec::new();
        for (place, name) in names.iter().enumerate() {
            // Papers come back at the check, or where there is none, at the counter.
            if place == 1.min(names.len() - 2) {
                for _ in 0..returns {
                    course.push((name, true));
                    course.extend((place > 0).then_some(("受理", false)));
                }
            }
            course.push((name, false));
        }
        let last = (course.len() - 1).max(1) as u64;
        if is_withdrawn || is_forgotten {
            let stays = self.chance.between(1, last) as usize;
            course.truncate(stays);
            if let (Some(step), true) = (course.last_mut(), is_withdrawn) {
                step.1 = true;
            }
        }
        let habits = self.unit.habits;
        let mut acceptances = Vec::new();
        let mut steps = Vec::new();
        for (place, (name, is_return)) in course.into_iter().enumerate() {
            let time = accepted + (decided - accepted) * place as u64 / last;
            let start = self.days.on_the_clock(time);
            if place == 0 || (name == "受理" && !is_return) {
                acceptances.push(start);
            }
            let has_end = !self.chance.happens(habits.no_end);
            let end = if has_end { start.after(self.chance.between(60, 1200)) } else { start };
            let who = if self.chance.happens(habits.nobody) { String::new() } else { self.somebody() };
            steps.push(Step { name, is_return, start, end, who, is_doubled: self.chance.once_in(4000) });
        }
        (steps, acceptances)
    }

    fn papers(&mut self, accepted: Local, is_in_time: bool) -> Vec<Paper> {
        if self.place != FEW_PAPERS {
            return Vec::new();
        }
        let many = if is_in_time { self.chance.between(1, 2) } else { self.chance.between(3, 4) };
        let paper = |(place, name): (u64, &&'static str)| {
            let taken = (place < many).then(|| accepted.after(20 + 60 * place));
            Paper { name, taken }
        };
        (0..).zip(&PAPERS).map(paper).collect()
    }

    fn somebody(&mut self) -> String {
        let place = self.chance.below(self.staff.len() as u64) as usize;
        self.staff.get(place).cloned().unwrap_or_default()
    }

    fn satisfaction(&mut self, is_in_time: bool) -> u64 {
        let scale: &[u64] = if is_in_time { &[1, 1, 1, 1, 1, 1, 2, 2, 2, 3] } else { &[1, 2, 3, 3, 4, 4, 5] };
        self.chance.one_of(scale)
    }
}
