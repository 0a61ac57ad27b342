//! `[calendar]`: the calendar on which time is counted, as the plan writes it.

use jiff::civil::Date;

use crate::error::PlanError;
use crate::section::Section;

/// The calendar on which time is counted, as the plan writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CalendarSection {
    /// `cn`, `weekdays`, or the name of a calendar that was imported.
    pub base: String,
    /// The time zone in which days begin and end; `None` is that of the base.
    pub time_zone: Option<String>,
    /// Intervals such as `09:00-12:00`.
    pub office_hours: Vec<String>,
    /// Further days off, with their names.
    pub holidays: Vec<(Date, String)>,
    /// Further days that are worked.
    pub workdays: Vec<(Date, String)>,
    /// Other hours in a season.
    pub variants: Vec<SeasonHours>,
}

/// Other hours in a season: from `06-01` until `09-30` every year, or between two dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeasonHours {
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// Intervals such as `08:30-12:00`; none is closed.
    pub office_hours: Vec<String>,
}

impl CalendarSection {
    pub(crate) fn read(section: &Section<'_>, time_zone_of_source: Option<&str>) -> Result<Self, PlanError> {
        section.only(&["base", "time_zone", "office_hours", "holidays", "workdays", "variants"])?;
        let base = section.required_string("base")?;
        // China's calendar comes with China's time; any other takes the zone of the records, if nothing else is said.
        let own_zone = section.string("time_zone")?;
        let time_zone = own_zone.or_else(|| time_zone_of_source.filter(|_| base != "cn").map(str::to_owned));
        if time_zone.is_none() && base == "weekdays" {
            return Err(section.missing("time_zone"));
        }
        let mut variants = Vec::new();
        for variant in section.sections("variants")? {
            variant.only(&["from", "until", "office_hours"])?;
            variants.push(SeasonHours {
                from: variant.required_string("from")?,
                until: variant.required_string("until")?,
                office_hours: variant.strings("office_hours")?.ok_or_else(|| variant.missing("office_hours"))?,
            });
        }
        let calendar = Self {
            base,
            time_zone,
            office_hours: section.strings("office_hours")?.unwrap_or_default(),
            holidays: days(section, "holidays")?,
            workdays: days(section, "workdays")?,
            variants,
        };
        Ok(calendar)
    }

    /// Whether some day has hours.
    pub fn has_office_hours(&self) -> bool {
        !self.office_hours.is_empty() || self.variants.iter().any(|variant| !variant.office_hours.is_empty())
    }
}

fn days<'a>(section: &Section<'a>, key: &'a str) -> Result<Vec<(Date, String)>, PlanError> {
    let mut days = Vec::new();
    for day in section.sections(key)? {
        day.only(&["date", "name"])?;
        let date = day.date("date")?.ok_or_else(|| day.missing("date"))?;
        days.push((date, day.string("name")?.unwrap_or_default()));
    }
    Ok(days)
}
