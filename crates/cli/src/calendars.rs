//! Calendars that were imported: lists of days in a folder of the user's.

use std::path::{Path, PathBuf};

use calendar::{Calendar, DayList};
use plan::CalendarSection;
use words::Message;

use crate::fault::Fault;

/// The folder of imported calendars: `MINGPAI_HOME/calendars`, else where the system keeps a user's data.
pub(crate) fn folder() -> PathBuf {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = variable("MINGPAI_HOME")
        .or_else(|| variable("XDG_DATA_HOME").map(|data| data.join("mingpai")))
        .or_else(|| variable("APPDATA").map(|data| data.join("mingpai")))
        .or_else(|| variable("HOME").map(|home| home.join(".local/share/mingpai")));
    home.unwrap_or_else(|| PathBuf::from(".mingpai")).join("calendars")
}

/// The names of the imported calendars, in order.
pub(crate) fn names() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let path = entry.path();
            (path.extension()? == "csv").then(|| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()))?
        })
        .collect();
    names.sort();
    names
}

/// The days that were imported under a name.
pub(crate) fn imported(name: &str) -> Result<Option<DayList>, Fault> {
    let path = folder().join(format!("{name}.csv"));
    if !is_a_name(name) || !path.exists() {
        return Ok(None);
    }
    read(&path).map(Some)
}

/// A name of a calendar is a file's name, and nothing that leads elsewhere.
pub(crate) fn is_a_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
}

/// Reads a list of days, whatever Excel made of its encoding.
pub(crate) fn read(path: &Path) -> Result<DayList, Fault> {
    let text = facts::read_text(path)?;
    DayList::parse(&text).map_err(|error| {
        let message = Message::new("in-file").with("file", path).with("text", measure::calendar_message(&error));
        Fault::Input(message)
    })
}

/// The calendar of a plan, with what was imported under its name.
pub(crate) fn of_plan(section: &CalendarSection) -> Result<Calendar, Fault> {
    let imported = imported(&section.base)?;
    Ok(measure::calendar_of(section, imported, &names())?)
}
