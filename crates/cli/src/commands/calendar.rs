//! `mingpai calendar`: deadlines, and calendars of one's own.

use std::io::Write;
use std::path::PathBuf;

use calendar::{Allowance, Calendar, DayKind, DayList, Due, ListedDay};
use plan::CalendarSection;
use words::Message;

use crate::arguments::{self, CalendarQuestion};
use crate::calendars;
use crate::commands::Context;
use crate::fault::Fault;
use crate::output::replace_file;

pub(crate) fn run(command: &arguments::Calendar, context: &Context) -> Result<(), Fault> {
    match &command.question {
        CalendarQuestion::Deadline(deadline) => tell_deadline(deadline),
        CalendarQuestion::Import(import) => import_days(import, context),
        CalendarQuestion::List => list(context),
    }
}

fn named(name: &str) -> Result<Calendar, Fault> {
    // A deadline in days hangs on the date alone, so that any zone will do.
    let time_zone = Some("Asia/Shanghai".to_owned());
    calendars::of_plan(&CalendarSection { base: name.to_owned(), time_zone, ..CalendarSection::default() })
}

fn tell_deadline(deadline: &arguments::Deadline) -> Result<(), Fault> {
    let calendar = named(&deadline.name)?;
    let start = calendar.zone().start_of(deadline.date.into());
    let allowance = match (deadline.working_days, deadline.calendar_days) {
        (Some(days), _) => Allowance::WorkingDays(days),
        (None, days) => Allowance::CalendarDays { days: days.unwrap_or(0), roll: deadline.roll },
    };
    match calendar.deadline(start, allowance, &[])? {
        Due::Day(day) => Ok(writeln!(std::io::stdout(), "{day}")?),
        _ => {
            let (_, last) = calendar.years();
            let message = Message::new("deadline-after-calendar").with("calendar", calendar.name()).with("last", last);
            Err(Fault::Input(message.with("year", last + 1)))
        }
    }
}

/// Adds days to a calendar, or makes a new one. The list that was there is kept but for the dates that are given anew.
fn import_days(import: &arguments::Import, context: &Context) -> Result<(), Fault> {
    let (name, file) = match import.name_and_file.as_slice() {
        [name, file] => (name.as_str(), file),
        [file] => ("cn", file),
        _ => return Err(Fault::Input(Message::new("calendar-name").with("name", ""))),
    };
    if !calendars::is_a_name(name) || name == "weekdays" {
        return Err(Fault::Input(Message::new("calendar-name").with("name", name)));
    }
    let new = calendars::read(&PathBuf::from(file))?;
    if new.days.is_empty() {
        return Err(Fault::Input(Message::new("calendar-empty").with("calendar", name)));
    }
    let years = new.years();
    if name == "cn" {
        tell_doubts(&new, context);
    }
    let mut days: DayList = calendars::imported(name)?.unwrap_or_default();
    days.days.retain(|known| new.days.iter().all(|day| day.date != known.date));
    days.days.extend(new.days);
    days.days.sort_by_key(|day| day.date);

    // A list that makes no calendar is not kept.
    let section = CalendarSection {
        base: name.to_owned(),
        time_zone: Some("Asia/Shanghai".into()),
        ..CalendarSection::default()
    };
    measure::calendar_of(&section, Some(days.clone()), &[name.to_owned()])?;
    let folder = calendars::folder();
    let path = folder.join(format!("{name}.csv"));
    std::fs::create_dir_all(&folder).map_err(|error| Fault::writing(&folder.display().to_string(), &error))?;
    replace_file(&path, |out| {
        writeln!(out, "date,kind,name")?;
        for day in &days.days {
            let kind = if day.kind == DayKind::Holiday { "holiday" } else { "workday" };
            writeln!(out, "{},{kind},{}", day.date, day.name)?;
        }
        Ok(())
    })?;
    let years = years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    context.note(Message::new("calendar-imported").with("calendar", name).with("years", years).with("file", &path));
    Ok(())
}

/// Fewer days off than any official list since 2004 has had: 22.
const FEW_DAYS_OFF: usize = 20;

/// Says where days for China's calendar are not what the yearly notices have: a list that ends early would have holidays
/// counted as working days.
fn tell_doubts(new: &DayList, context: &Context) {
    let (built_in_until, official) = (Calendar::china().build().map_or(0, |china| china.years().1), DayList::china());
    for year in new.years().into_iter().filter(|year| *year > built_in_until) {
        let is_off = |day: &&ListedDay| day.date.year() == year && day.kind == DayKind::Holiday;
        let days = new.days.iter().filter(is_off).count();
        if days < FEW_DAYS_OFF {
            context.warn(&Message::new("calendar-few-days").with("year", year).with("days", days));
        }
    }
    for day in &new.days {
        if official.days.iter().any(|known| known.date == day.date && known.kind != day.kind) {
            context.warn(&Message::new("calendar-overrides").with("date", day.date.to_string()));
        }
    }
}

fn list(context: &Context) -> Result<(), Fault> {
    let mut names = calendars::names();
    names.retain(|name| name != "cn");
    names.insert(0, "cn".to_owned());
    for name in names {
        let (first, last) = named(&name)?.years();
        let message = Message::new("calendar-listed").with("calendar", &name).with("first", first).with("last", last);
        writeln!(std::io::stdout(), "{}", message.text(context.language))?;
    }
    Ok(writeln!(std::io::stdout(), "{}", context.text("calendar-listed-weekdays"))?)
}
