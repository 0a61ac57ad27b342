//! `mingpai compare`: before and after a day.

use measure::Question;
use terms::Dimension;
use words::Message;

use crate::arguments;
use crate::calendars;
use crate::commands::measure::ask;
use crate::commands::{Context, read_as_of, read_plan};
use crate::fault::Fault;
use crate::output;

pub(crate) fn run(command: &arguments::Compare, context: &Context) -> Result<(), Fault> {
    let plan = read_plan(&command.records.plan)?;
    let calendar = calendars::of_plan(&plan.calendar)?;
    if plan.promises.is_empty() {
        return Err(Fault::Input(Message::new("no-promises").with("file", &command.records.plan)));
    }
    if [Dimension::Month, Dimension::Year].iter().any(|time| command.by.contains(time)) {
        return Err(Fault::Input(Message::new("compare-by-month")));
    }
    arguments::check_by(&command.by)?;
    command.records.keep_apart([])?;
    let question = Question {
        as_of: read_as_of(command.records.as_of.as_deref(), &calendar)?,
        by: command.by.clone(),
        split: Some(command.split),
        ..Question::of(&plan, &calendar)
    };
    let answer = ask(&question, &command.records, context)?;
    output::comparisons::write(command.format, &answer, &question, context)
}
