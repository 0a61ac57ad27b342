//! From a plan's `[calendar]` to a calendar.

use calendar::{Calendar, CalendarBuilder, DayKind, DayList, ListedDay, OfficeHours, Season, Variant};
use plan::CalendarSection;

use crate::problem::MeasureError;

/// Builds the calendar that a plan describes.
///
/// `imported` are the days that were added with `mingpai calendar import` under the plan's base: more years of `cn`, or a
/// calendar of one's own. `names` are the imported calendars there are, for the message when there is none of that name.
///
/// # Errors
/// [`MeasureError`] for a base that does not exist, hours or a zone that cannot be read, and lists that contradict.
pub fn calendar_of(
    section: &CalendarSection,
    imported: Option<DayList>,
    names: &[String],
) -> Result<Calendar, MeasureError> {
    let zone = section.time_zone.as_deref();
    let mut builder = match (section.base.as_str(), imported) {
        ("cn", imported) => Calendar::china().days(imported.unwrap_or_default()),
        ("weekdays", _) => Calendar::weekdays(zone.unwrap_or("Asia/Shanghai")),
        (name, Some(list)) => CalendarBuilder::new(name, "Asia/Shanghai", list),
        (name, None) => {
            let known = ["cn", "weekdays"].into_iter().chain(names.iter().map(String::as_str));
            return Err(MeasureError::NoCalendar { name: name.to_owned(), nearest: plan::nearest(name, known) });
        }
    };
    if let Some(zone) = zone {
        builder = builder.time_zone(zone);
    }
    let listed = |days: &[(jiff::civil::Date, String)], kind: DayKind| -> Vec<ListedDay> {
        days.iter().map(|(date, name)| ListedDay { date: *date, kind, name: name.clone() }).collect()
    };
    let mut days = listed(&section.holidays, DayKind::Holiday);
    days.extend(listed(&section.workdays, DayKind::Workday));
    builder = builder
        .single_days(DayList { days })
        .office_hours(OfficeHours::parse(section.office_hours.iter().map(String::as_str))?);
    for variant in &section.variants {
        let hours = OfficeHours::parse(variant.office_hours.iter().map(String::as_str))?;
        builder = builder.variant(Variant::new(Season::parse(&variant.from, &variant.until)?, hours));
    }
    Ok(builder.build()?)
}
