//! `mingpai measure`: the scorecards.

use facts::{Records, Store};
use measure::{Answer, Question, measure, measure_store};
use words::Message;

use crate::arguments;
use crate::calendars;
use crate::commands::{Context, open, read_as_of, read_plan, tell_bad_rows};
use crate::fault::Fault;
use crate::output;
use crate::progress::Shown;

pub(crate) fn run(command: &arguments::Measure, context: &Context) -> Result<(), Fault> {
    let plan = read_plan(&command.records.plan)?;
    let calendar = calendars::of_plan(&plan.calendar)?;
    if plan.promises.is_empty() && command.process.is_none() {
        return Err(Fault::Input(Message::new("no-promises").with("file", &command.records.plan)));
    }
    if let Some(outcomes) = &command.outcomes {
        output::outcomes::check_name(outcomes)?;
    }
    arguments::check_by(&command.by)?;
    command.records.keep_apart(command.outcomes.iter().chain(&command.process))?;
    let question = Question {
        as_of: read_as_of(command.records.as_of.as_deref(), &calendar)?,
        by: command.by.clone(),
        outcomes: command.outcomes.is_some(),
        process: command.process.is_some(),
        ..Question::of(&plan, &calendar)
    };
    let answer = ask(&question, &command.records, context)?;
    if let Some(file) = &command.outcomes {
        output::outcomes::write(file, &answer.outcomes, calendar.zone())?;
    }
    if let Some(file) = &command.process {
        output::process::write(file, &answer.process, &command.by)?;
    }
    output::scorecards::write(command.format, &answer, &question, context)
}

/// Asks a question of the records that the arguments name.
pub(crate) fn ask(question: &Question<'_>, records: &arguments::Records, context: &Context) -> Result<Answer, Fault> {
    let machine = context.machine(records.memory);
    let show = |records| Box::new(Shown::new(records, context)) as Box<dyn Records>;
    let answer = match &records.store {
        Some(folder) => measure_store(&Store::open(folder)?, question, &machine, &show)?,
        None if records.sources.is_empty() => return Err(Fault::Input(Message::new("no-sources"))),
        None => {
            let files = show(Box::new(open(&records.sources, question, context)?));
            measure(&*files, question, &machine, records.skip_bad_rows)?
        }
    };
    tell_bad_rows(&answer.bad_rows, records.bad_rows.as_deref(), context)?;
    for warning in &answer.warnings {
        context.warn(warning);
    }
    Ok(answer)
}
