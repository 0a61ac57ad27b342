//! Putting a calendar together.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::error::CalendarError;
use crate::hours::{OfficeHours, Variant};
use crate::list::{DayKind, DayList};
use crate::span::{DAY_US, Day};
use crate::table::{Calendar, DayRow, Schedule};
use crate::zone::Zone;

/// The years that a calendar without a list of holidays knows: it has no list that could be missing.
pub const YEARS_OF_A_PLAIN_WEEK: RangeInclusive<i16> = 1900..=2199;

/// A calendar in the making; see [`Calendar::china`] and [`Calendar::weekdays`] for where to begin.
#[derive(Debug, Clone)]
pub struct CalendarBuilder {
    name: String,
    time_zone: String,
    week: [bool; 7],
    list: DayList,
    /// What some days are besides, without making their years known.
    single_days: DayList,
    plain_week: bool,
    hours: OfficeHours,
    variants: Vec<Variant>,
}

impl CalendarBuilder {
    /// A calendar from a list of days: it knows the list's years, Monday to Friday are worked, there are no office hours.
    pub fn new(name: &str, time_zone: &str, list: DayList) -> Self {
        Self {
            name: name.to_owned(),
            time_zone: time_zone.to_owned(),
            week: [true, true, true, true, true, false, false],
            list,
            single_days: DayList::default(),
            plain_week: false,
            hours: OfficeHours::default(),
            variants: Vec::new(),
        }
    }

    /// Monday to Friday with no holidays.
    pub(crate) fn plain_week(time_zone: &str) -> Self {
        Self { plain_week: true, ..Self::new("weekdays", time_zone, DayList::default()) }
    }

    /// In another time zone than the calendar comes with.
    #[must_use]
    pub fn time_zone(mut self, name: &str) -> Self {
        self.time_zone = name.to_owned();
        self
    }

    /// Which weekdays are worked, Monday first.
    #[must_use]
    pub fn week(mut self, worked: [bool; 7]) -> Self {
        self.week = worked;
        self
    }

    /// More listed days. Where a date stands twice the later list says what it is; years may be added, not left out
    /// between. To a calendar without a list, `Calendar::weekdays`, they add single days off, and no year is unknown.
    #[must_use]
    pub fn days(mut self, more: DayList) -> Self {
        self.list.days.retain(|known| more.days.iter().all(|new| new.date != known.date));
        self.list.days.extend(more.days);
        self
    }

    /// Single days of one office, which make no year known: a founding day off is no list of a year's holidays. Where such a
    /// day stands in the list as well, this says what it is; one outside the known years is not used.
    #[must_use]
    pub fn single_days(mut self, days: DayList) -> Self {
        self.single_days.days.extend(days.days);
        self
    }

    /// The hours of a usual working day; a make-up workday has them too.
    #[must_use]
    pub fn office_hours(mut self, hours: OfficeHours) -> Self {
        self.hours = hours;
        self
    }

    /// Other hours for a season or for some days. Where several hold, the first one given counts.
    #[must_use]
    pub fn variant(mut self, variant: Variant) -> Self {
        self.variants.push(variant);
        self
    }

    /// Fills the tables: a few milliseconds, and some 24 bytes for each day that the calendar knows.
    ///
    /// # Errors
    /// [`CalendarError`] for an unknown time zone, a list without days, a gap between its years, or a date that is both
    /// a holiday and a workday.
    pub fn build(self) -> Result<Calendar, CalendarError> {
        let zone = Zone::named(&self.time_zone)?;
        let (first_year, last_year) = self.years()?;
        let first = Day::from(Date::new(first_year, 1, 1).unwrap_or(Date::MIN));
        let last = Day::from(Date::new(last_year, 12, 31).unwrap_or(Date::MAX));
        let listed = self.listed()?;

        let mut schedules = vec![Schedule::default()];
        let mut schedule_of_variant: BTreeMap<usize, u16> = BTreeMap::new();
        let mut rows = Vec::with_capacity((last.0 - first.0 + 1) as usize);
        let mut worked = Vec::new();
        let (mut office_before, mut working_before) = (0_i64, 0_u32);
        for number in first.0..=last.0 {
            let day = Day(number);
            let works = match listed.get(&number) {
                Some(kind) => *kind == DayKind::Workday,
                None => self.week[day.weekday()],
            };
            let mut schedule = 0;
            if works {
                let variant = self.variants.iter().position(|variant| variant.holds_on(day));
                let hours =
                    variant.and_then(|index| self.variants.get(index)).map_or(&self.hours, |found| &found.hours);
                if zone.clocks_change_on(day) {
                    schedule = schedules.len() as u16;
                    schedules.push(Schedule::measured(day, hours, &zone));
                } else {
                    // The usual hours stand behind the variants.
                    schedule =
                        *schedule_of_variant.entry(variant.unwrap_or(self.variants.len())).or_insert_with(|| {
                            schedules.push(Schedule::by_the_clock(hours));
                            (schedules.len() - 1) as u16
                        });
                }
                worked.push(day);
            }
            rows.push(DayRow { office_before, working_before, schedule, works });
            office_before += schedules.get(usize::from(schedule)).map_or(0, |schedule| schedule.total);
            working_before += u32::from(works);
        }
        let mut calendar = Calendar {
            name: self.name,
            zone,
            first,
            last,
            years: (first_year, last_year),
            months: (first.0..=last.0).map(|day| Day(day).month()).collect(),
            rows,
            schedules,
            worked,
            office_total: office_before,
            bucket: 1,
            first_in_bucket: Vec::new(),
        };
        calendar.index_office_time();
        Ok(calendar)
    }

    fn years(&self) -> Result<(i16, i16), CalendarError> {
        if self.plain_week {
            return Ok((*YEARS_OF_A_PLAIN_WEEK.start(), *YEARS_OF_A_PLAIN_WEEK.end()));
        }
        let years = self.list.years();
        for pair in years.windows(2) {
            if let [before, after] = *pair
                && after != before + 1
            {
                return Err(CalendarError::MissingYears { calendar: self.name.clone(), before, after });
            }
        }
        match (years.first(), years.last()) {
            (Some(first), Some(last)) => Ok((*first, *last)),
            _ => Err(CalendarError::Empty { calendar: self.name.clone() }),
        }
    }

    fn listed(&self) -> Result<BTreeMap<i32, DayKind>, CalendarError> {
        let mut all = BTreeMap::new();
        for list in [&self.list, &self.single_days] {
            let mut listed = BTreeMap::new();
            for day in &list.days {
                let before = listed.insert(Day::from(day.date).0, day.kind);
                if before.is_some_and(|kind| kind != day.kind) {
                    return Err(CalendarError::Contradiction { calendar: self.name.clone(), date: day.date });
                }
            }
            all.extend(listed);
        }
        Ok(all)
    }
}

impl Schedule {
    /// Hours of a day that is 24 hours long: the local clock is enough.
    fn by_the_clock(hours: &OfficeHours) -> Self {
        let in_us = |(from, until): &(u32, u32)| (i64::from(*from) * 1_000_000, i64::from(*until) * 1_000_000);
        Self::of(hours.intervals().iter().map(in_us).collect(), false)
    }

    /// Hours of a day on which the clocks change: how far each end is from the day's first instant.
    fn measured(day: Day, hours: &OfficeHours, zone: &Zone) -> Self {
        let start = zone.start_of(day).0;
        let midnight = i64::from(day.0) * DAY_US;
        let since_start = |seconds: u32| zone.instant_of_local(midnight + i64::from(seconds) * 1_000_000).0 - start;
        let intervals = hours.intervals().iter().map(|(from, until)| (since_start(*from), since_start(*until)));
        // Hours that fall into a skipped hour whole have no length.
        Self::of(intervals.filter(|(from, until)| from < until).collect(), true)
    }

    fn of(intervals: Vec<(i64, i64)>, from_first_instant: bool) -> Self {
        let total = intervals.iter().map(|(from, until)| until - from).sum();
        Self { intervals, total, from_first_instant }
    }
}
